"""Rows kept column by column are the rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.lembar import Baris, DaftarBaris
from asn_kompetensi.domain.sel import NilaiSel

SEL: st.SearchStrategy[NilaiSel] = st.one_of(st.none(), st.text(max_size=2), st.integers(0, 2), st.booleans())


def baris(lebar: int) -> st.SearchStrategy[list[Baris]]:
    return st.lists(st.builds(Baris, st.integers(1, 99), st.tuples(*[SEL] * lebar)), max_size=6)


@given(st.integers(0, 3).flatmap(lambda lebar: st.tuples(st.just(lebar), baris(lebar), baris(lebar))))
def test_whichever_way_they_came_in(isi: tuple[int, list[Baris], list[Baris]]) -> None:
    lebar, satu, dua = isi
    daftar = DaftarBaris(lebar, satu)
    daftar.tambah_banyak([b.nomor for b in dua], [[b.sel[ke] for b in dua] for ke in range(lebar)])
    semua = [*satu, *dua]
    assert (len(daftar), list(daftar), daftar == semua, repr(daftar)) == (len(semua), semua, True, repr(semua))
    assert [daftar[ke] for ke in range(-len(semua), len(semua))] == semua * 2
    assert daftar[1:-1] == semua[1:-1]
    assert all(type(b) is Baris for b in daftar)
    assert (daftar == [*semua, Baris(1, ())], daftar == "x") == (False, False)


def test_a_column_that_comes_late_is_empty_before() -> None:
    daftar = DaftarBaris(1, [Baris(2, ("a",))])
    daftar.tambah_kolom()
    daftar.tambah(3, ("b", "DINKES"))
    assert list(daftar) == [(2, ("a", None)), (3, ("b", "DINKES"))]


def test_what_is_kept_so_already_is_not_copied() -> None:
    daftar = DaftarBaris.dari(1, (Baris(2, ("a",)),))
    assert DaftarBaris.dari(1, daftar) is daftar
    assert list(daftar) == [(2, ("a",))]
