from __future__ import annotations

import gc
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular import baris_tabel
from asn_kompetensi.tabular.nilai import jaga_apostrof
from asn_kompetensi.tabular.sel import kepala_unik, teks_sah
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import tulis_objek
from asn_kompetensi.tabular.xlsx import nama_lembar, simpan_lembar, simpan_tabel
from tests.tabular.alat import semua_bagian

D = Decimal
saat = datetime.fromisoformat
TAK_SAH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
JAHAT = ["=1+1", '=HYPERLINK("http://x")', "+62", "-5", "@SUM(A1)", "#N/A", "#REF!", "=", "'=1", "\t=1", "0012", "TRUE"]


def simpan(path: Path, kolom: Any, baris: Any, **lain: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        simpan_tabel(Tabel.dari(kolom, baris, **lain), path, timpa=True)
        return load_workbook(path).worksheets[0]


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    lembar = simpan(tmp_path / "a.xlsx", ["nama", Kolom("nip", tetap=True)], [(t, t) for t in JAHAT])
    assert [b[0].value for b in lembar.iter_rows(min_row=2)] == [jaga_apostrof(satu) for satu in JAHAT]
    assert {c.data_type for b in lembar.iter_rows(min_row=2) for c in b} == {"s"}
    for b in lembar.iter_rows(min_row=2):
        assert b[0].quotePrefix is b[1].quotePrefix is b[0].value.startswith(("=", "+", "-", "@", "\t"))
    assert not any("<f>" in isi or "<f " in isi for isi in semua_bagian(tmp_path / "a.xlsx").values())


def test_values_keep_their_kind(tmp_path: Path) -> None:
    kolom = [Kolom("nip", tetap=True), "jpm", "tanggal", "ya", "kode", "kosong", "besar"]
    baris = [("198403122006042901", D("92.59"), date(2025, 12, 31), True, ("A", "B"), None, 198403122006042901)]
    nip, jpm, tanggal, ya, kode, kosong, besar = simpan(tmp_path / "a.xlsx", kolom, baris)[2]
    assert (nip.value, nip.number_format, nip.data_type) == ("198403122006042901", "@", "s")
    assert (jpm.value, jpm.data_type) == (92.59, "n")
    assert tanggal.is_date
    assert tanggal.number_format == "yyyy-mm-dd"
    assert (ya.value, kode.value, kosong.value) == ("ya", "A;B", None)
    assert (besar.value, besar.data_type) == ("198403122006042901", "s")  # 18 digits would lose three


def test_layout(tmp_path: Path) -> None:
    lembar = simpan(tmp_path / "a.xlsx", [Kolom("nip", tetap=True), "nama"], [("1" * 18, "N" * 40)] * 3)
    assert lembar.freeze_panes == "A2"
    assert lembar.print_title_rows == "$1:$1"
    assert (lembar.page_setup.orientation, lembar.page_setup.paperSize) == ("landscape", "9") or (
        lembar.page_setup.orientation, int(lembar.page_setup.paperSize)) == ("landscape", 9)  # fmt: skip
    assert lembar.page_setup.fitToWidth == 1
    assert lembar.page_setup.fitToHeight == 0
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    assert lembar.column_dimensions["A"].width >= 20
    assert lembar.column_dimensions["B"].width >= 42
    (tabel,) = lembar.tables.values()
    assert tabel.ref == "A1:B4"
    assert tabel.autoFilter.ref == "A1:B4"
    assert [k.name for k in tabel.tableColumns] == [c.value for c in lembar[1]] == ["NIP", "Nama"]


def test_no_rows_no_table(tmp_path: Path) -> None:
    lembar = simpan(tmp_path / "a.xlsx", ["a"], [])
    assert not lembar.tables
    assert lembar["A1"].value == "A"


def test_same_data_same_bytes(tmp_path: Path) -> None:
    for nama in ("a.xlsx", "b.xlsx"):
        simpan(tmp_path / nama, ["a", "b"], [("x", D("1.5")), ("=y", None)])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_long_text_is_refused_not_cut(tmp_path: Path) -> None:
    simpan(tmp_path / "a.xlsx", ["a"], [("x" * 32_767,)])
    with pytest.raises(GalatBerkas, match="tidak muat"):
        simpan(tmp_path / "b.xlsx", ["a"], [("x" * 32_768,)])
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.fixture
def berisik(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What Python could only complain of; a collection looks at the objects of the test, not at those from before."""
    semua: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", semua.append)
    gc.freeze()
    yield semua
    gc.unfreeze()


def test_a_stop_between_rows_is_silent(tmp_path: Path, berisik: list[object]) -> None:
    """openpyxl's abandoned generators would print a traceback when collected."""

    def baris() -> Iterator[tuple[str]]:
        yield ("x",)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simpan(tmp_path / "a.xlsx", ["a"], baris())
    with pytest.raises(GalatBerkas):
        simpan(tmp_path / "a.xlsx", ["a"], [("x",)] * 3000 + [("y" * 40_000,)])
    gc.collect()
    assert berisik == []
    assert not list(tmp_path.iterdir())


def semua_huruf(tmp_path: Path, akhir: int) -> None:
    """The characters go out by 256 in a cell and come back the same, replaced where XML has no place for them."""
    baris = [("x" + "".join(map(chr, range(i, i + 256))) + "x",) for i in range(0, akhir, 256)]
    simpan(tmp_path / "a.xlsx", ["a"], baris)
    kembali = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    for (keluar,), (masuk,) in zip(kembali[1:], baris, strict=True):
        assert str(keluar).replace("\r", "") == TAK_SAH.sub("\ufffd", masuk).replace("\r", ""), ascii(masuk[1:2])


def test_every_code_point_of_the_first_plane_can_be_exported(tmp_path: Path) -> None:
    semua_huruf(tmp_path, 0x10000)


@pytest.mark.lama
def test_every_code_point_can_be_exported(tmp_path: Path) -> None:
    semua_huruf(tmp_path, 0x110000)


@given(st.text(st.characters(exclude_categories=())))
def test_cell_text_is_legal_xml_and_idempotent(teks: str) -> None:
    aman = teks_sah(teks)
    assert not any(ord(h) < 32 and h not in "\t\n\r" for h in aman)
    aman.encode("utf-8")
    assert len(aman) >= len(teks)


def test_text_that_looks_like_an_excel_escape_is_escaped() -> None:
    assert teks_sah("a_x0041_b") == "a_x005F_x0041_b"
    assert teks_sah("a_xyz_b") == "a_xyz_b"


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("a/b:c", "a b c"),
        ("", "Data"),
        ("x" * 40, "x" * 31),
        ("'kutip'", "kutip"),
        ("History", "Data"),
        ("data", "data"),
        ("HISTORY", "Data"),
        ("x" * 30 + "'y", "x" * 30),  # Excel allows no apostrophe at the end either
        ("' '", "Data"),
        ("[]", "Data"),
        ("a\tb\x00", "a b"),
        ("😀" * 31, "😀" * 15),  # an emoji counts as two
        ("Dinas [Kesehatan]", "Dinas  Kesehatan"),
    ],
)
def test_sheet_names_are_legal(nama: str, hasil: str) -> None:
    assert nama_lembar(nama, set()) == hasil


def test_sheet_names_and_headings_are_unique_by_case() -> None:
    terpakai: set[str] = set()
    assert [nama_lembar(n, terpakai) for n in ("Data", "DATA", "x" * 40, "x" * 50)] == [
        "Data", "DATA 2", "x" * 31, "x" * 29 + " 2",
    ]  # fmt: skip
    assert kepala_unik(["JPM", "jpm", "", "a\nb"]) == ["JPM", "jpm 2", "Kolom", "a b"]


def test_nested_object_gets_a_sheet_for_each_list(tmp_path: Path) -> None:
    objek = {"kode": "KOM-01", "peserta": [{"nip": "1" * 18, "pre": D("60.5")}], "alias": ["=a", "b"]}
    tulis_objek(objek, keluar=None, bentuk=None, catat=print, berkas=tmp_path / "a.xlsx")  # type: ignore[arg-type]
    buku = load_workbook(tmp_path / "a.xlsx")
    assert buku.sheetnames == ["Data", "Peserta"]
    assert [[c.value for c in b] for b in buku["Data"].iter_rows(min_row=2)] == [["Kode", "KOM-01"], ["Alias", "=a;b"]]
    assert [c.value for c in buku["Peserta"][2]] == ["1" * 18, 60.5]


def kedua_pembaca(path: Path) -> tuple[list[list[Any]], list[list[Any]]]:
    """The rows below the header as openpyxl and as calamine read them."""
    lewat_openpyxl = [
        [unescape(c.value) if isinstance(c.value, str) else c.value for c in b]
        for b in load_workbook(path).worksheets[0].iter_rows(min_row=2)
    ]
    return lewat_openpyxl, CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]


ANGKA = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**9), 10**9, places=3)
TEKS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEKS, ANGKA, st.dates(date(1900, 3, 1))), min_size=1, max_size=6))
def test_two_readers_get_what_went_in(tmp_path_factory: pytest.TempPathFactory, baris: list[tuple[Any, ...]]) -> None:
    path = tmp_path_factory.mktemp("b") / "a.xlsx"
    simpan_tabel(Tabel.dari(["teks", "angka", "tanggal"], baris), path, timpa=False)
    lewat_openpyxl, lewat_calamine = kedua_pembaca(path)
    for (teks, angka, hari), a, b in zip(baris, lewat_openpyxl, lewat_calamine, strict=True):
        assert a == [jaga_apostrof(teks), a[1], saat(hari.isoformat())]
        assert b == [jaga_apostrof(teks), b[1], hari]
        assert float(angka) == float(a[1]) == float(b[1])


# value, what the cell holds, its kind, its number format
KASUS = [
    (D("92.50"), 92.5, "n", "General"), (-3, -3, "n", "General"), (0, 0, "n", "General"), (2.5, 2.5, "n", "General"),
    (10**15 - 1, 10**15 - 1, "n", "General"), (10**15, "1000000000000000", "s", "@"),
    (D("0.1234567890123456"), "0.1234567890123456", "s", "@"), (D("1E+20"), "1" + "0" * 20, "s", "@"),
    (date(2025, 12, 31), saat("2025-12-31"), "d", "yyyy-mm-dd"),
    (date(1900, 3, 1), saat("1900-03-01"), "d", "yyyy-mm-dd"), (date(1900, 2, 28), "1900-02-28", "s", "@"),
    (date(1850, 1, 1), "1850-01-01", "s", "@"), (date(9999, 12, 31), saat("9999-12-31"), "d", "yyyy-mm-dd"),
    (saat("2025-01-02T03:04:05"), saat("2025-01-02T03:04:05"), "d", "yyyy-mm-dd hh:mm:ss"),
    (datetime(2025, 1, 2, 3, tzinfo=UTC), "2025-01-02T03:00:00+00:00", "s", "@"),
    (True, "ya", "s", "General"), (False, "tidak", "s", "General"), ({"PP", "KOM"}, "KOM;PP", "s", "General"),
    ({"KOM": D("3.0")}, "KOM=3", "s", "General"), ([{"a": 1}], '[{"a": 1}]', "s", "General"),
    ("198403122006042901", "198403122006042901", "s", "@"), ("0012", "0012", "s", "General"),
    ("baris\nkedua", "baris\nkedua", "s", "General"), ("  tepi  ", "  tepi  ", "s", "General"),
    ("[bold]x[/]", "[bold]x[/]", "s", "General"), ("\u202egpj😀", "\u202egpj😀", "s", "General"),
    ("\x1b[31m", "\ufffd[31m", "s", "General"), ("\ud800", "\ufffd", "s", "General"),
    ("x" * 32_767, "x" * 32_767, "s", "General"),
]  # fmt: skip


@pytest.mark.parametrize(("nilai", "isi", "jenis", "bentuk"), KASUS)
def test_each_kind_of_value(tmp_path: Path, nilai: object, isi: object, jenis: str, bentuk: str) -> None:
    sel = simpan(tmp_path / "a.xlsx", ["a"], [(nilai,)])["A2"]
    assert (sel.value, sel.data_type, sel.number_format) == (isi, jenis, bentuk)


@pytest.mark.parametrize("nilai", [None, "", float("nan"), D("NaN"), float("inf"), [], {}])
def test_nothing_is_an_empty_cell_never_zero(tmp_path: Path, nilai: object) -> None:
    assert simpan(tmp_path / "a.xlsx", ["a", "b"], [(nilai, 1)])["A2"].value in (None, "")


def test_emoji_too_long_for_excel_are_refused(tmp_path: Path) -> None:
    simpan(tmp_path / "a.xlsx", ["a"], [("😀" * 16_383,)])
    with pytest.raises(GalatBerkas, match="tidak muat"):
        simpan(tmp_path / "b.xlsx", ["a"], [("😀" * 16_384,)])


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baris_tabel, "BATAS_BARIS", 5)
    simpan(tmp_path / "a.xlsx", ["a"], [(i,) for i in range(5)])
    with pytest.raises(GalatBerkas, match="Lebih dari 5 baris") as galat:
        simpan(tmp_path / "b.xlsx", ["a"], ((i,) for i in range(6)))
    assert ".csv" in galat.value.petunjuk
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_headings_that_look_like_an_excel_escape_stay_equal_in_table_and_cell(tmp_path: Path) -> None:
    lembar = simpan(tmp_path / "a.xlsx", [Kolom("a", "A_x0041_"), Kolom("b", "A_x0041_")], [(1, 2)])
    (tabel,) = lembar.tables.values()
    assert [c.value for c in lembar[1]] == ["A_x005F_x0041_", "A_x005F_x0041_ 2"]
    assert [k.name for k in tabel.tableColumns] == ["A_x0041_", "A_x0041_ 2"]  # openpyxl undoes these, but no cells
    assert 'name="A_x005F_x0041_"' in semua_bagian(tmp_path / "a.xlsx")["xl/tables/table1.xml"]


def test_a_failure_in_the_second_sheet_is_silent_too(tmp_path: Path, berisik: list[object]) -> None:

    def baris(*, putus: bool) -> Iterator[tuple[str]]:
        yield ("x",)
        if putus:
            raise KeyboardInterrupt

    for ke in range(3):
        lembar = [(f"L{i}", Tabel.dari(["a"], baris(putus=i == ke))) for i in range(3)]
        with pytest.raises(KeyboardInterrupt):
            simpan_lembar(lembar, tmp_path / "a.xlsx", timpa=True)
        gc.collect()
    assert berisik == []
    assert not list(tmp_path.iterdir())


def test_every_sheet_has_its_own_table_and_the_same_layout(tmp_path: Path) -> None:
    lembar = [("Satu", Tabel.dari(["a"], [(1,)])), ("satu", Tabel.dari(["a"], [(2,)], "Judul: x"))]
    simpan_lembar(lembar, tmp_path / "a.xlsx", timpa=False, tanggal=date(2025, 5, 6))
    buku = load_workbook(tmp_path / "a.xlsx")
    assert buku.sheetnames == ["Satu", "Judul  x"]
    assert [list(w.tables) for w in buku] == [["Data1_"], ["Data2_"]]
    assert {(w.freeze_panes, w.print_title_rows, w.oddFooter.right.text) for w in buku} == {
        ("A2", "$1:$1", "Halaman &P dari &N")
    }
    assert buku.properties.modified == saat("2025-05-06")


def test_capitals_are_given_their_room(tmp_path: Path) -> None:
    lebar = []
    for kode in ("ANALIS-SDMA-PERTAMA", "analis-sdma-pertama"):
        simpan_tabel(Tabel.dari([Kolom("jabatan", "Jabatan")], [(kode,)]), tmp_path / "a.xlsx", timpa=True)
        lebar.append(load_workbook(tmp_path / "a.xlsx").worksheets[0].column_dimensions["A"].width)
    assert lebar == [24, 21]
