from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisGap
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.prioritas import KEPALA, isi_prioritas
from tests.tabular.buku.contoh import data_contoh

D = Decimal
GAP = BarisGap("198403122006042901", "Sabai Aluih", "Guru", "KOM", "Komunikasi", D(3), D("1.50"), D("1.50"), "sedang",
               1, "Kelas KOM-01")  # fmt: skip


def lembar_dari(*gap: BarisGap) -> Any:
    buku = Workbook()
    isi_prioritas(gaya.Pena(buku, buku.active), data_contoh(gap=gap))  # type: ignore[arg-type]
    return buku.active


def test_one_gap_in_every_cell() -> None:
    lembar = lembar_dari(GAP)
    assert [c.value for c in lembar[4]] == list(KEPALA)
    assert [c.value for c in lembar[5]] == [
        1, "Sabai Aluih", "198403122006042901", "Guru", "KOM", "Komunikasi", 3, 1.5, 1.5, "sedang", "Kelas KOM-01",
    ]  # fmt: skip
    assert [c.number_format for c in lembar[5]][6:9] == ["0", "[$-421]0.0", "[$-421]0.0"]
    assert (lembar["C5"].data_type, lembar["C5"].number_format) == ("s", "@")
    assert lembar["J5"].fill.fgColor.rgb[-6:] == gaya.WARNA_KATEGORI["sedang"]


@pytest.mark.parametrize("jumlah", [1, 2, 250])
def test_table_filter_and_rows_end_together(jumlah: int) -> None:
    lembar = lembar_dari(*(replace(GAP, prioritas=i) for i in range(1, jumlah + 1)))
    tabel = lembar.tables["Prioritas"]
    tabel._initialise_columns()
    assert tabel.ref == tabel.autoFilter.ref == f"A4:K{4 + jumlah}"
    assert lembar.max_row == 4 + jumlah
    assert list(lembar.tables) == ["Prioritas"]
    assert lembar.auto_filter.ref is None  # a second filter beside the table's own makes Excel repair the file
    assert [lembar.cell(r, 1).value for r in range(5, 5 + jumlah)] == list(range(1, jumlah + 1))


@pytest.mark.parametrize(
    ("standar", "capaian", "gap", "harap"),
    [
        (D("3.00"), D("2.25"), D("0.75"), (3, 2.25, 0.75)),
        (Fraction(3), Fraction(8, 3), Fraction(1, 3), (3, 2.67, 0.33)),
        (D(5), D("0.5"), D("4.5"), (5, 0.5, 4.5)),
    ],
)
def test_levels_are_numbers_to_sort_by(standar: D, capaian: D, gap: D, harap: tuple[float, ...]) -> None:
    baris = lembar_dari(replace(GAP, standar=standar, capaian=capaian, kesenjangan=gap))[5][6:9]
    assert tuple(c.value for c in baris) == harap
    assert {c.data_type for c in baris} == {"n"}
    assert not any("▼" in c.number_format for c in baris)


def test_no_proposal_leaves_the_cell_empty_not_blank_text() -> None:
    assert lembar_dari(replace(GAP, saran=""))["K5"].value is None


@pytest.mark.parametrize(("kategori", "isi"), [("rendah", "FFF2C9"), ("sedang", "F9C79B"), ("tinggi", "C8553D")])
def test_the_category_is_said_and_coloured(kategori: str, isi: str) -> None:
    sel = lembar_dari(replace(GAP, kategori=kategori))["J5"]
    assert (sel.value, sel.fill.fgColor.rgb[-6:]) == (kategori, isi)


def test_hostile_text_in_every_text_cell() -> None:
    jahat = "=1+1"
    gap = replace(GAP, nama=jahat, nama_jabatan=jahat, kompetensi=jahat, nama_kompetensi=jahat, saran=jahat)
    teks = [c for c in lembar_dari(gap)[5] if c.value == jahat]
    assert len(teks) == 5
    assert {(c.data_type, c.quotePrefix) for c in teks} == {("s", True)}


def test_long_proposals_wrap_in_a_row_high_enough_and_never_too_high_for_excel() -> None:
    biasa, panjang, terlalu = (lembar_dari(replace(GAP, saran=s)) for s in ("Kelas", "kata " * 30, "kata " * 400))
    tinggi = [w.row_dimensions[5].height for w in (biasa, panjang, terlalu)]
    assert tinggi[0] < 20 < 50 < tinggi[1] < tinggi[2] == gaya.TINGGI_TERBESAR
    assert terlalu["K5"].alignment.wrap_text
    assert terlalu.column_dimensions["K"].width <= 36


def test_frame_of_the_sheet() -> None:
    lembar = lembar_dari(GAP)
    assert (lembar.freeze_panes, lembar.print_title_rows) == ("C5", "$4:$4")
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (1, 0)
    assert lembar["A1"].value == "Kesenjangan menurut urutan penanganan, Periode 2025"
    assert "Cara Hitung" in lembar["A2"].value
    assert lembar.column_dimensions["C"].width >= 20
