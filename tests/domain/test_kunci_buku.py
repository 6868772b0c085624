"""The key of a returned workbook: whole or refused, and the same text for a cell whoever saved it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kunci_buku import (
    BarisKunci,
    KunciBuku,
    kanon,
    pastikan_jenis,
    sidik,
    sidik_sel,
    susun,
    urai,
)

KUNCI = KunciBuku(
    jenis="nilai", instansi='Kota "X" 🙂 _x0041_ \x07', opd="DINKES", periode="2025", tanggal=date(2025, 12, 31),
    versi="0.1.0", pulang="Nilai", sumber="atasan", lembar={"Matriks": "ab"}, kolom={"F": "INT"}, tetap={"A1": "=1+1"},
    baris=(BarisKunci(10, "198403122006042901", "v", {"B": "Sabai"}, {"INT": "2,5"}), BarisKunci(11, "x", "w")),
)  # fmt: skip


def test_a_key_comes_back_as_it_was() -> None:
    baris = susun(KUNCI)
    assert urai("a.xlsx", baris) == KUNCI
    assert all(teks.isascii() and "_x" not in teks for _, teks in baris), "no program may read an escape in it"
    assert susun(KUNCI) == baris
    assert urai("a.xlsx", susun(replace(KUNCI, sumber=None, baris=()))).sumber is None


@pytest.mark.parametrize("ke", range(len(susun(KUNCI))))
def test_every_changed_missing_or_moved_row_is_found(ke: int) -> None:
    baris = susun(KUNCI)
    for rusak in (
        [*baris[:ke], (baris[ke][0], baris[ke][1] + " "), *baris[ke + 1 :]],
        [*baris[:ke], ("x", baris[ke][1]), *baris[ke + 1 :]],
        [*baris[:ke], *baris[ke + 1 :]],
        [*baris[:ke], (baris[ke][0],), *baris[ke + 1 :]],
        [baris[ke], *baris[:ke], *baris[ke + 1 :]] if ke else [],
    ):
        with pytest.raises(DataDitolak, match="rusak atau sudah diubah"):
            urai("a.xlsx", rusak)


def _sah(baris: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A forger's rows with a digest that fits."""
    return [*baris, ("sidik", sidik(*baris))]


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("jenis", '"lain"', "rusak"),
        ("tanggal", '"kemarin"', "rusak"),
        ("format", "2", "bentuk kunci lain"),
        ("instansi", "{", "rusak"),
        ("baris", "[1]", "rusak"),
        ("asing", "1", "rusak"),
        ("sumber", None, "rusak"),
    ],
)
def test_a_key_with_a_fitting_digest_must_still_make_sense(nama: str, isi: str | None, pesan: str) -> None:
    baris = [satu for satu in susun(KUNCI)[:-1] if satu[0] != nama]
    with pytest.raises(DataDitolak, match=pesan):
        urai("a.xlsx", _sah(baris if isi is None else [*baris, (nama, isi)]))


@pytest.mark.parametrize(
    ("sel", "teks"),
    [
        (None, ""), ("", ""), (2, "2"), (2.0, "2"), (2.5, "2.5"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (100, "100"),
        (Decimal("2.50"), "2.5"), (True, "TRUE"), (1e30, "1e+30"), (float("inf"), "inf"), ("a\r\nb\rc", "a\nb\nc"),
        (date(2025, 1, 2), "2025-01-02"), (datetime(2025, 1, 2), "2025-01-02"),  # noqa: DTZ001
        (datetime(2025, 1, 2, 3, 4), "2025-01-02T03:04:00"),  # noqa: DTZ001
        ("a_x005F_x0041_", "a_x0041_"), ("a\x07", "a�"), ("2", "2"), (" x ", " x "),
    ],
)  # fmt: skip
def test_one_text_for_a_cell(sel: object, teks: str) -> None:
    assert kanon(sel) == teks


def test_the_digest_of_a_sheet_sees_place_and_content_and_no_empty_cell() -> None:
    asal = sidik_sel([(1, 1, "a"), (2, 3, 2.0)])
    assert sidik_sel([(1, 1, "a"), (1, 2, None), (1, 3, ""), (2, 3, 2)]) == asal
    lain = ([(1, 1, "b"), (2, 3, 2)], [(1, 2, "a"), (2, 3, 2)], [(1, 1, "a")], [(1, 1, "a"), (2, 3, 2), (9, 9, 0)])
    assert len({asal, *map(sidik_sel, lain)}) == 5
    assert sidik("ab", "c") != sidik("a", "bc")


def test_the_other_kind_names_the_command_that_reads_it() -> None:
    pastikan_jenis(KUNCI, "nilai", "a.xlsx")
    with pytest.raises(DataDitolak) as galat:
        pastikan_jenis(KUNCI, "laporan", "a.xlsx")
    assert "asn nilai impor" in galat.value.petunjuk
