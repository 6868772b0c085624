from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa, jumlah_baris, lebar_huruf, lebar_teks
from asn_kompetensi.tabular.sel import HURUF
from tests.tabular.buku.contoh import data_contoh


def pena_baru() -> Pena:
    buku = Workbook()
    return Pena(buku, buku.active)  # type: ignore[arg-type]


def kaki(**ubah: Any) -> str:
    pena = pena_baru()
    gaya.tata_cetak(pena.lembar, gaya.kaki_opd(data_contoh(**ubah)))
    return str(pena.lembar.oddFooter.left.text)


def test_a_look_reaches_the_cell() -> None:
    pena = pena_baru()
    rupa = Rupa(KECIL, tebal=True, miring=True, warna="112233", isi="445566", datar="right", garis="double", format="@")
    pena.tulis(2, 3, "isi", rupa)
    sel: Any = pena.lembar["C2"]
    assert (sel.font.name, sel.font.sz, sel.font.b, sel.font.i, sel.font.color.rgb) == (
        HURUF,
        8,
        True,
        True,
        "00112233",
    )
    assert (sel.fill.fill_type, sel.fill.fgColor.rgb) == ("solid", "00445566")
    assert (sel.alignment.horizontal, sel.alignment.vertical, sel.alignment.wrap_text) == ("right", "center", None)
    assert (sel.border.bottom.style, sel.border.bottom.color.rgb[-6:]) == ("double", gaya.BIRU)
    assert (sel.border.top, sel.number_format) == (None, "@")


def test_hatching_wins_over_a_fill_and_hair_lines_are_pale() -> None:
    pena = pena_baru()
    pena.tulis(1, 1, None, Rupa(arsir=True, isi="445566", garis="hair"))
    sel: Any = pena.lembar["A1"]
    assert (sel.value, sel.fill.fill_type, sel.border.bottom.color.rgb[-6:]) == (None, "lightUp", gaya.GARIS_HALUS)


def test_equal_looks_are_one_style_and_the_quote_prefix_stays_in_its_cell() -> None:
    pena = pena_baru()
    for kolom, teks in enumerate(("a", "=1", "b"), 1):
        pena.tulis(1, kolom, teks, Rupa(tebal=True))
    pena.tulis(1, 4, "c", replace(Rupa(), tebal=True))
    sel: Any = pena.lembar[1]
    assert [c.quotePrefix for c in sel] == [False, True, False, False]
    assert len(pena.jadi) == 1
    assert {c.font.b for c in sel} == {True}


def test_a_merge_styles_every_cell_below_it() -> None:
    pena = pena_baru()
    pena.gabung(1, 2, 5, "x", Rupa(garis="medium"))
    pena.gabung(2, 2, 2, "y")
    lembar: Any = pena.lembar
    assert [str(m) for m in lembar.merged_cells.ranges] == ["B1:E1"]
    assert {lembar.cell(1, k).border.bottom.style for k in range(2, 6)} == {"medium"}
    assert lembar["B2"].value == "y"


@pytest.mark.parametrize(
    ("teks", "lebar", "baris"),
    [
        ("", 10, 1), ("kata", 10, 1), ("dua kata", 6, 2), ("a\nb\nc", 10, 3), ("x" * 30, 11, 3), ("\n", 10, 2),
        ("satu dua tiga", 100, 1), ("kata " * 100, 6, 100), ("x", 0, 1), ("xx", 0.5, 2),
    ],
)  # fmt: skip
def test_lines_of_wrapped_text(teks: str, lebar: float, baris: int) -> None:
    assert jumlah_baris(teks, lebar) == baris


@given(st.text("abc mI\n", max_size=60), st.floats(2, 60), st.floats(0, 30))
def test_a_wider_cell_never_needs_more_lines(teks: str, lebar: float, tambah: float) -> None:
    assert jumlah_baris(teks, lebar) >= jumlah_baris(teks, lebar + tambah) >= 1


@pytest.mark.parametrize(
    ("sempit", "lebar"), [("iii", "aaa"), ("aaa", "mmm"), ("abc", "ABC"), ("", "i"), ("a", "aa"), ("ll", "WW")]
)
def test_narrow_and_wide_letters(sempit: str, lebar: str) -> None:
    assert lebar_huruf(sempit) < lebar_huruf(lebar)


def test_a_width_for_every_text_within_its_bounds() -> None:
    assert lebar_teks([], 8, 30) == 8
    assert lebar_teks(["abcdefgh"], 8, 30) == lebar_huruf("abcdefgh") + 2
    assert lebar_teks(["0123456789" * 2, "a"], 8, 30) == 22
    assert lebar_teks(["x" * 99, "y"], 8, 30) == 30


def test_heights_follow_the_text_between_a_least_and_excels_most() -> None:
    pena = pena_baru()
    for baris, teks in enumerate(("pendek", "kata " * 20, "kata " * 5000), 1):
        pena.tinggi(baris, (teks, 20, SEDANG), ("x", 5, KECIL), paling_kecil=16)
    pena.tinggi(4)
    tinggi = [pena.lembar.row_dimensions[b].height for b in range(1, 5)]
    assert tinggi == [17, jumlah_baris("kata " * 20, 20) * 14 + 3, gaya.TINGGI_TERBESAR, 3]
    assert gaya.TINGGI_TERBESAR <= 409.5


def test_small_letters_need_less_height_and_less_width() -> None:
    pena = pena_baru()
    teks = "kata " * 30
    pena.tinggi(1, (teks, 20, SEDANG))
    pena.tinggi(2, (teks, 20, KECIL))
    assert (pena.lembar.row_dimensions[2].height or 0) < 0.8 * (pena.lembar.row_dimensions[1].height or 0)


@pytest.mark.parametrize(
    ("nama", "periode", "teks"),
    [
        ("Dinas Kesehatan", "2025", "Dinas Kesehatan · Periode 2025"),
        ("Dinas A & B", "2025", "Dinas A && B · Periode 2025"),
        ("&P&N", "&D", "&&P&&N · Periode &&D"),
        ("a\x00b", "2025", "a\ufffdb · Periode 2025"),
        ("x" * 200, "2025", "x" * 120 + " · Periode 2025"),
        ("7 Batur", "2025", "7 Batur · Periode 2025"),
    ],
)
def test_the_foot(nama: str, periode: str, teks: str) -> None:
    assert kaki(nama_opd=nama, periode=periode) == teks


@given(st.text("&x_0041é", max_size=300), st.text("&25", max_size=80))
def test_the_foot_is_short_enough_and_no_ampersand_starts_a_code(nama: str, periode: str) -> None:
    teks = kaki(nama_opd=nama, periode=periode)
    assert len(teks) + len("&L&8 &R&8 Halaman &P dari &N") <= 255
    assert all(len(deret) % 2 == 0 for deret in re.findall("&+", teks))


@pytest.mark.parametrize(("ulang", "satu"), [(None, True), (None, False), (4, False)])
def test_print_setup(ulang: int | None, satu: bool) -> None:
    lembar: Any = pena_baru().lembar
    gaya.tata_cetak(lembar, gaya.kaki_opd(data_contoh()), ulang=ulang, satu_halaman=satu)
    assert (lembar.page_setup.orientation, lembar.page_setup.paperSize) == ("landscape", 9)
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (1, int(satu))
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    assert not lembar.sheet_view.showGridLines
    assert lembar.print_title_rows == (f"${ulang}:${ulang}" if ulang else None)
    assert lembar.oddFooter.right.text == "Halaman &P dari &N"
    assert lembar.oddFooter.left.size == lembar.oddFooter.right.size == KECIL
    assert lembar.print_options.horizontalCentered


def test_a_named_table_with_a_filter_and_our_own_look(tmp_path: Any) -> None:
    pena = pena_baru()
    for kolom, teks in enumerate(("A", "=B"), 1):
        pena.tulis(3, kolom, teks, gaya.KEPALA)
        pena.tulis(4, kolom, 1)
    gaya.pasang_tabel(pena.lembar, "Uji", 3, 4, 2)
    pena.buku.save(tmp_path / "a.xlsx")
    tabel = load_workbook(tmp_path / "a.xlsx").active.tables["Uji"]  # type: ignore[union-attr]
    assert (tabel.ref, tabel.autoFilter.ref) == ("A3:B4", "A3:B4")
    assert [k.name for k in tabel.tableColumns] == ["A", "=B"]
    assert tabel.tableStyleInfo.name is None


def test_three_sizes_one_font_few_colours() -> None:
    rupa = [r for r in vars(gaya).values() if isinstance(r, Rupa)]
    assert {r.ukuran for r in rupa} <= {gaya.BESAR, SEDANG, KECIL}
    assert {r.warna for r in rupa} <= {gaya.BIRU, gaya.TINTA, gaya.ABU, "FFFFFF"}
