"""Any table as a workbook: header frozen and repeated in print, a named table with filters, streamed row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from asn_kompetensi.tabular import baris_tabel
from asn_kompetensi.tabular.baris_tabel import ANGKA, KEPALA, RUMUS, TANGGAL, TEKS, TETAP, WAKTU
from asn_kompetensi.tabular.nilai import mesin
from asn_kompetensi.tabular.sel import HURUF, kepala_unik, pakai_huruf, panjang_excel, teks_sah
from asn_kompetensi.tabular.simpan import AWAL_ZIP, periksa_tujuan, simpan_buku
from asn_kompetensi.tabular.tabel import Kolom, Tabel

TANGGAL_TETAP = date(*AWAL_ZIP[:3])
CONTOH_LEBAR = 2000  # rows looked at for the column widths, which stand above the first row
LEBAR = (8, 60)
_NAMA_LEMBAR = re.compile(r"[:\\/?*\[\]\x00-\x1f]")


def simpan_tabel(tabel: Tabel, path: Path, *, timpa: bool, tanggal: date = TANGGAL_TETAP) -> None:
    """Write one table as `.xlsx`."""
    simpan_lembar([("Data", tabel)], path, timpa=timpa, tanggal=tanggal)


def simpan_lembar(
    lembar: Sequence[tuple[str, Tabel]], path: Path, *, timpa: bool, tanggal: date = TANGGAL_TETAP
) -> None:
    """Write several tables, one a sheet; `tabel.judul`, where there is one, names the sheet instead."""
    from openpyxl import Workbook

    periksa_tujuan(path, timpa=timpa)
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    pakai_huruf(buku)
    terpakai: set[str] = set()
    alir = {}
    for nomor, (nama, tabel) in enumerate(lembar, 1):
        satu = buku.create_sheet(nama_lembar(tabel.judul or nama, terpakai))
        alir[satu.title] = _lembar(satu, tabel, nomor, _gaya(satu))
    simpan_buku(buku, path, timpa=timpa, tanggal=tanggal, alir=alir)


def nama_lembar(nama: str, terpakai: set[str]) -> str:
    """A legal sheet name (31 characters, none of `: \\ / ? * [ ]`), unique by case fold; added to `terpakai`."""
    dasar = _pendek(teks_sah(_NAMA_LEMBAR.sub(" ", nama)).strip(" '"), 31).strip(" '") or "Data"
    dasar = "Data" if dasar.casefold() == "history" else dasar  # Excel keeps this one for itself
    calon, ke = dasar, 1
    while calon.casefold() in terpakai:
        ke += 1
        calon = f"{_pendek(dasar, 31 - len(str(ke)) - 1)} {ke}"
    terpakai.add(calon.casefold())
    return calon


def _pendek(teks: str, paling_banyak: int) -> str:
    while panjang_excel(teks) > paling_banyak:
        teks = teks[:-1]
    return teks


def _lembar(lembar: Any, tabel: Tabel, nomor: int, gaya: Mapping[str, int]) -> Iterator[str]:
    """Lay a sheet out and return its rows, to be written as they come; the named table learns its size at their end."""
    mengalir = iter(tabel.baris)
    contoh = list(islice(mengalir, CONTOH_LEBAR))
    kepala = kepala_unik(k.kepala for k in tabel.kolom)
    _tata(lembar, kepala, contoh)
    bernama = _tabel_bernama(lembar, kepala, nomor) if contoh else None
    return _baris(tabel.kolom, kepala, chain(contoh, mengalir), gaya, bernama)


def _baris(
    kolom: Sequence[Kolom],
    kepala: Sequence[str],
    baris: Iterable[Sequence[object]],
    gaya: Mapping[str, int],
    bernama: Any,
) -> Iterator[str]:
    yield baris_tabel.kepala(kepala, gaya)
    jumlah = 0
    for banyak, teks in baris_tabel.isi(kolom, baris, gaya):
        jumlah += banyak
        yield teks
    if bernama is not None:
        bernama.ref = bernama.autoFilter.ref = _luas(kepala, jumlah)


def _tata(lembar: Any, kepala: Sequence[str], contoh: Sequence[Sequence[object]]) -> None:
    from openpyxl.utils import get_column_letter

    lembar.freeze_panes = "A2"
    lembar.print_title_rows = "1:1"
    lembar.sheet_properties.pageSetUpPr = _muat_selebar()
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = 9  # A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.oddFooter.right.text = "Halaman &P dari &N"
    for i, judul in enumerate(kepala):
        isi = max((_lebar(_tampil(b[i])) for b in contoh), default=0)
        lembar.column_dimensions[get_column_letter(i + 1)].width = min(max(isi, len(judul) + 3, LEBAR[0]) + 2, LEBAR[1])


def _lebar(teks: str) -> int:
    """Width in digits, as Excel counts it: a capital is a fifth wider, and a code broken in two is hard to read."""
    return len(teks) + sum(map(str.isupper, teks)) // 5


def _muat_selebar() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _tampil(nilai: object) -> str:
    return "2025-12-31" if isinstance(nilai, date) else mesin(nilai)


def _gaya(lembar: Any) -> dict[str, int]:
    """The looks of cells by name: their numbers in the workbook."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill

    def satu(**sifat: Any) -> int:
        sel: Any = Cell(lembar, row=1, column=1)
        for nama, nilai in sifat.items():
            setattr(sel, nama, nilai)
        return int(sel.style_id)

    atas = Alignment(vertical="top")
    kepala = {
        "font": Font(name=HURUF, sz=10, b=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor="1F3A5F"),
        "alignment": Alignment(vertical="center", wrap_text=True),
    }
    teks = {"alignment": Alignment(vertical="top", wrap_text=True)}
    tetap = {"number_format": "@", "alignment": atas}
    return {
        KEPALA: satu(**kepala),
        KEPALA + RUMUS: satu(**kepala, quotePrefix=True),
        TEKS: satu(**teks),
        TEKS + RUMUS: satu(**teks, quotePrefix=True),
        TETAP: satu(**tetap),
        TETAP + RUMUS: satu(**tetap, quotePrefix=True),
        TANGGAL: satu(number_format="yyyy-mm-dd", alignment=atas),
        WAKTU: satu(number_format="yyyy-mm-dd hh:mm:ss", alignment=atas),
        ANGKA: satu(alignment=atas),
    }


def _luas(kepala: Sequence[str], jumlah: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"A1:{get_column_letter(len(kepala))}{jumlah + 1}"


def _tabel_bernama(lembar: Any, kepala: Sequence[str], nomor: int) -> Any:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    luas = _luas(kepala, 1)
    tabel = Table(displayName=f"Data{nomor}_", ref=luas, autoFilter=AutoFilter(ref=luas))
    # The sheet holds no cells to read the headings from.
    tabel.tableColumns = [TableColumn(id=i, name=teks_sah(judul)) for i, judul in enumerate(kepala, 1)]
    tabel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    lembar._tables.add(tabel)
    return tabel
