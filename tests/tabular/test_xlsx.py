from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular.sel import kepala_unik, teks_sah
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import tulis_objek
from asn_kompetensi.tabular.xlsx import nama_lembar, simpan_tabel
from tests.tabular.alat import semua_bagian

D = Decimal
JAHAT = ["=1+1", '=HYPERLINK("http://x")', "+62", "-5", "@SUM(A1)", "#N/A", "#REF!", "=", "'=1", "\t=1", "0012", "TRUE"]


def simpan(path: Path, kolom: Any, baris: Any, **lain: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        simpan_tabel(Tabel.dari(kolom, baris, **lain), path, timpa=True)
        return load_workbook(path).worksheets[0]


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    lembar = simpan(tmp_path / "a.xlsx", ["nama", Kolom("nip", tetap=True)], [(t, t) for t in JAHAT])
    assert [b[0].value for b in lembar.iter_rows(min_row=2)] == JAHAT
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


def test_a_stop_between_rows_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl's abandoned generators would print a traceback when collected."""
    berisik: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", berisik.append)

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


def test_every_code_point_can_be_exported(tmp_path: Path) -> None:
    huruf = [chr(i) for i in range(0x10000)]
    baris = [("".join(huruf[i : i + 256]),) for i in range(0, 0x10000, 256)]
    lembar = simpan(tmp_path / "a.xlsx", ["a"], baris)
    kembali = "".join(b[0].value.ljust(256) for b in lembar.iter_rows(min_row=2))
    assert "Aa" in kembali.replace("AB", "Aa")
    assert "�" in kembali
    assert "é" in kembali


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
