from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.escape import unescape

from asn_kompetensi.domain.galat import GalatBerkas, KodeKeluar
from asn_kompetensi.tabular.sel import (
    BATAS_TEKS,
    HURUF,
    kepala_unik,
    pakai_huruf,
    panjang_excel,
    pasang_teks,
    teks_sah,
)


def sel_baru() -> object:
    return Workbook().active.cell(1, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("Sabai Aluih", "Sabai Aluih"), ("", ""), ("a\tb\nc\rd", "a\tb\nc\rd"), ("a\x00b", "a\ufffdb"),
        ("\x0b\x0c\x1f", "\ufffd\ufffd\ufffd"), ("\ud800", "\ufffd"), ("\udfff\ufffe\uffff", "\ufffd" * 3),
        ("\x7f\x9b", "\x7f\x9b"), ("😀", "😀"), ("a_x0041_", "a_x005F_x0041_"), ("_xyz1_", "_xyz1_"),
        ("_x004_", "_x004_"),
        ("_x0041__x0042_", "_x005F_x0041__x005F_x0042_"), ("_x005F_", "_x005F_x005F_"),
        ("_x0_x0041_", "_x0_x005F_x0041_"),
    ],
)  # fmt: skip
def test_text_as_xml_may_hold_it(teks: str, hasil: str) -> None:
    assert teks_sah(teks) == hasil


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")))
def test_what_excel_reads_back_is_what_went_in(teks: str) -> None:
    assert unescape(teks_sah(teks)) == teks


@given(st.text("_x0041F5😀"))
def test_escapes_made_of_escapes(teks: str) -> None:
    assert unescape(teks_sah(teks)) == teks


def legal(ke: int) -> bool:
    return ke in (9, 10, 13) or 0x20 <= ke <= 0xD7FF or 0xE000 <= ke <= 0xFFFD or ke >= 0x10000


def test_a_sample_of_code_points_by_the_xml_standard() -> None:
    acak = random.Random(7)
    for ke in [*range(0x300), *range(0xFFF0, 0x10000), *(acak.randrange(0x110000) for _ in range(2000))]:
        assert (teks_sah(chr(ke)) == chr(ke)) == legal(ke), hex(ke)


@pytest.mark.lama
def test_all_code_points_by_the_xml_standard() -> None:
    assert [i for i in range(0x110000) if (teks_sah(chr(i)) == chr(i)) != legal(i)] == []


@pytest.mark.parametrize("teks", ["=1", "+62", "-5", "@x", "\t=1", "\r=1", "==", "-"])
def test_what_could_become_a_formula_gets_the_quote_prefix(teks: str) -> None:
    sel: object = sel_baru()
    pasang_teks(sel, teks)  # type: ignore[arg-type]
    assert (sel.value, sel.data_type, sel.quotePrefix) == (teks, "s", True)  # type: ignore[attr-defined]


@pytest.mark.parametrize("teks", ["a=1", " =1", "'=1", "#N/A", "0012", "TRUE", "1/2", "2025-01-01", "10%", "\ud800="])
def test_other_text_is_text_without_it(teks: str) -> None:
    sel: object = sel_baru()
    pasang_teks(sel, teks)  # type: ignore[arg-type]
    assert (sel.value, sel.data_type, sel.quotePrefix) == (teks_sah(teks), "s", False)  # type: ignore[attr-defined]


def test_the_prefix_of_one_cell_does_not_spread_to_cells_of_the_same_style() -> None:
    lembar = Workbook().active
    a, b = lembar["A1"], lembar["B1"]  # type: ignore[index]
    a.font = b.font = Font(b=True)
    b._style = a._style
    pasang_teks(a, "=1")
    assert a.quotePrefix
    assert not b.quotePrefix
    assert a.font.b
    assert b.font.b


@pytest.mark.parametrize(("teks", "panjang"), [("", 0), ("abc", 3), ("é人", 2), ("😀", 2), ("\ud800", 1), ("a😀é", 4)])
def test_length_as_excel_counts(teks: str, panjang: int) -> None:
    assert panjang_excel(teks) == panjang


@pytest.mark.parametrize("huruf", ["x", "é", "😀"])
def test_one_too_long_is_refused_with_a_way_out(huruf: str) -> None:
    muat = huruf * (BATAS_TEKS // panjang_excel(huruf))
    sel: object = sel_baru()
    pasang_teks(sel, muat)  # type: ignore[arg-type]
    assert sel.value == muat  # type: ignore[attr-defined]
    with pytest.raises(GalatBerkas) as galat:
        pasang_teks(sel, muat + huruf)  # type: ignore[arg-type]
    assert galat.value.kode == KodeKeluar.BERKAS
    assert str(BATAS_TEKS) in galat.value.pesan
    assert ".csv" in galat.value.petunjuk
    assert huruf * 9 not in galat.value.pesan  # the text itself is not repeated in the message


def test_an_escape_that_makes_the_text_too_long_is_refused_too() -> None:
    with pytest.raises(GalatBerkas):
        pasang_teks(sel_baru(), "_x0041_" * (BATAS_TEKS // 7))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kepala", "hasil"),
    [
        ([], []), (["A", "B"], ["A", "B"]), (["A", "a", "A"], ["A", "a 2", "A 3"]), (["", " ", "\n"],
        ["Kolom", "Kolom 2", "Kolom 3"]), (["A", "A 2", "A"], ["A", "A 2", "A 3"]), (["a\r\nb\tc"], ["a b c"]),
        (["x\x00"], ["x\ufffd"]), (["\ud800"], ["\ufffd"]), (["STRASSE", "straße"], ["STRASSE", "straße 2"]),
        (["_x0041_"], ["_x0041_"]),
    ],
)  # fmt: skip
def test_headings_of_a_table(kepala: list[str], hasil: list[str]) -> None:
    assert kepala_unik(kepala) == hasil


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=5), max_size=12))
def test_headings_are_always_unique_full_and_stable(kepala: list[str]) -> None:
    hasil = kepala_unik(kepala)
    assert len({h.casefold() for h in hasil}) == len(kepala)
    assert all(h.strip() and not re.search("[\x00-\x1f\ud800-\udfff]", h) for h in hasil)
    assert kepala_unik(hasil) == hasil


def test_the_workbooks_own_font() -> None:
    buku = Workbook()
    pakai_huruf(buku, 9)
    assert [(f.name, f.sz) for f in buku._fonts] == [(HURUF, 9)]
    assert buku.active["A1"].font.name == HURUF  # type: ignore[index]
