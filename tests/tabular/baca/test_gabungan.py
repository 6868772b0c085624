"""Merged ranges: none over another, none beyond the columns in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import gabungan as modul
from asn_kompetensi.tabular.baca.gabungan import Gabungan, rapikan_gabungan

SUDUT = st.tuples(st.integers(0, 7), st.integers(0, 7))


def persegi(atas: tuple[int, int], bawah: tuple[int, int]) -> set[tuple[int, int]]:
    return {(r, k) for r in range(atas[0], bawah[0] + 1) for k in range(atas[1], bawah[1] + 1)}


@given(st.lists(st.tuples(SUDUT, SUDUT), max_size=7))
def test_bertumpang_persis_bila_ada_sel_bersama(sudut: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    semua = [((min(a, c), min(b, d)), (max(a, c), max(b, d))) for (a, b), (c, d) in sudut]
    berbeda = sorted(set(semua))
    sel = [satu for atas, bawah in berbeda for satu in persegi(atas, bawah)]
    if len(sel) == len(set(sel)):
        assert rapikan_gabungan(semua, 8) == tuple(Gabungan(*atas, *bawah) for atas, bawah in berbeda)
    else:
        with pytest.raises(DataDitolak, match=r"bertumpang di [A-H][1-8]"):
            rapikan_gabungan(semua, 8)


def test_dipotong_di_lebar_yang_terpakai_dan_dibatasi_jumlahnya(monkeypatch: pytest.MonkeyPatch) -> None:
    rentang = [((0, 1), (0, 16_383)), ((1, 3), (9, 3)), ((2, 0), (3, 0))]
    assert rapikan_gabungan(rentang, 3) == (Gabungan(0, 1, 0, 2), Gabungan(2, 0, 3, 0))
    assert rapikan_gabungan(rentang, 0) == ()
    monkeypatch.setattr(modul, "GABUNGAN_MAKS", 2)
    with pytest.raises(DataDitolak, match="lebih dari 2"):
        rapikan_gabungan(rentang, 3)
