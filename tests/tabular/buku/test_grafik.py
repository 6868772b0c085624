from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.xml.functions import tostring

from asn_kompetensi.tabular.buku.gaya import AKSEN
from asn_kompetensi.tabular.buku.grafik import batang
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.simpan import simpan_buku
from tests.tabular.alat import semua_bagian
from tests.tabular.buku.contoh import data_contoh


def xml(akhir: int = 4, kolom: tuple[int, int] = (1, 2)) -> str:
    lembar: Any = Workbook().active
    lembar.title = "Ringkasan"
    grafik = batang(lembar, 1, akhir, kolom_nama=kolom[0], kolom_angka=kolom[1])
    return str(tostring(grafik._write()).decode())


@pytest.mark.parametrize("akhir", [3, 4, 6])
def test_names_and_numbers_are_the_rows_below_the_header(akhir: int) -> None:
    assert re.findall(r"<(?:\w+:)?f>([^<]+)<", xml(akhir)) == [
        "'Ringkasan'!B1", f"'Ringkasan'!$A$2:$A${akhir}", f"'Ringkasan'!$B$2:$B${akhir}",
    ]  # fmt: skip


def test_one_row_is_one_cell() -> None:
    assert re.findall(r"<(?:\w+:)?f>([^<]+)<", xml(2))[1:] == ["'Ringkasan'!$A$2", "'Ringkasan'!$B$2"]


def test_excel_is_told_not_to_make_up_a_title(tmp_path: Path) -> None:
    """In the file itself, and where the schema wants it: before the plot area."""
    buku = buku_opd(data_contoh())
    simpan_buku(buku, tmp_path / "a.xlsx", timpa=False, tanggal=date(2025, 1, 1))
    isi = re.sub(r"<(\w+):", "<", semua_bagian(tmp_path / "a.xlsx")["xl/charts/chart1.xml"])
    assert re.search(r'<chart><autoTitleDeleted val="1" ?/><plotArea>', isi)
    assert len(load_workbook(tmp_path / "a.xlsx")["Ringkasan"]._charts) == 1


def test_other_columns() -> None:
    assert "'Ringkasan'!$H$2:$H$4" in xml(kolom=(1, 8))


@pytest.mark.parametrize(
    "sifat",
    [
        '<barDir val="bar"', '<orientation val="maxMin"', '<autoTitleDeleted val="1"', f'val="{AKSEN}"',
        '<showVal val="1"', '<showSerName val="0"', '<showCatName val="0"', '<showLegendKey val="0"',
        '<dLblPos val="outEnd"', '<min val="0"', 'typeface="Arial"', 'sz="800"',
    ],
)  # fmt: skip
def test_how_it_looks(sifat: str) -> None:
    assert sifat in re.sub(r"<(\w+):", "<", xml()).replace(" />", "/>")


def test_no_legend_no_grid_no_title_one_series() -> None:
    polos = re.sub(r"<(\w+):", "<", xml())
    assert not re.search("<legend|<majorGridlines|<title", polos)
    assert polos.count("<ser>") == 1
