"""Any table as a workbook: header frozen and repeated in print, a named table with filters, streamed row by row."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular.nilai import jaga_apostrof, mesin
from asn_kompetensi.tabular.sel import (
    AWAL_RUMUS,
    HURUF,
    kepala_unik,
    pakai_huruf,
    panjang_excel,
    pasang_teks,
    teks_sah,
)
from asn_kompetensi.tabular.simpan import AWAL_ZIP, periksa_tujuan, sementara_penuh, simpan_buku
from asn_kompetensi.tabular.tabel import Kolom, Tabel

TANGGAL_TETAP = date(*AWAL_ZIP[:3])
CONTOH_LEBAR = 2000  # rows looked at for the column widths: write_only wants them before the first row
LEBAR = (8, 60)
BATAS_BARIS = 1_048_575  # rows below the header that an Excel sheet holds
TANGGAL_PERTAMA = date(1900, 3, 1)  # before it Excel's calendar is wrong by a day, before 1900 it has none
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
    buku = Workbook(write_only=True)
    pakai_huruf(buku)
    terpakai: set[str] = set()
    try:
        with sementara_penuh(path):
            for nomor, (nama, tabel) in enumerate(lembar, 1):
                _tulis_lembar(buku.create_sheet(nama_lembar(tabel.judul or nama, terpakai)), tabel, nomor)
        simpan_buku(buku, path, timpa=timpa, tanggal=tanggal)
    except BaseException:
        for dibuka in buku.worksheets:
            _batalkan(dibuka)
        raise


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


def _batalkan(lembar: Any) -> None:
    """End openpyxl's half-written sheet quietly: left to the garbage collector it prints a traceback of its own."""
    with contextlib.suppress(Exception):
        lembar.close()
        lembar._writer.cleanup()


def _tulis_lembar(lembar: Any, tabel: Tabel, nomor: int) -> None:
    gaya = _gaya(lembar)
    mengalir = iter(tabel.baris)
    contoh = list(islice(mengalir, CONTOH_LEBAR))
    kepala = kepala_unik(k.kepala for k in tabel.kolom)
    _tata(lembar, kepala, contoh)
    lembar.append([_sel(lembar, k, gaya["kepala"]) for k in kepala])
    jumlah = 0
    for baris in chain(contoh, mengalir):
        if jumlah == BATAS_BARIS:
            raise GalatBerkas(
                f"Lebih dari {BATAS_BARIS} baris tidak muat dalam satu lembar Excel.",
                "Pakai -o berkas.csv atau -o berkas.json.",
            )
        lembar.append(list(_baris(lembar, tabel.kolom, baris, gaya)))
        jumlah += 1
    if jumlah:
        _tabel_bernama(lembar, kepala, jumlah, nomor)


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
        isi = max((len(_tampil(b[i])) for b in contoh), default=0)
        lembar.column_dimensions[get_column_letter(i + 1)].width = min(max(isi, len(judul) + 3, LEBAR[0]) + 2, LEBAR[1])


def _muat_selebar() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _tampil(nilai: object) -> str:
    return "2025-12-31" if isinstance(nilai, date) else mesin(nilai)


def _gaya(lembar: Any) -> dict[str, Any]:
    """Style arrays made once and shared: a fresh style object per cell costs twenty times as much."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    def satu(**sifat: Any) -> Any:
        sel: Any = WriteOnlyCell(lembar)
        for nama, nilai in sifat.items():
            setattr(sel, nama, nilai)
        return sel._style

    atas = Alignment(vertical="top", wrap_text=True)
    return {
        "kepala": satu(
            font=Font(name=HURUF, sz=10, b=True, color="FFFFFF"),
            fill=PatternFill("solid", fgColor="1F3A5F"),
            alignment=Alignment(vertical="center", wrap_text=True),
        ),
        "teks": satu(alignment=atas),
        "rumus": satu(alignment=atas, quotePrefix=True),
        "tetap": satu(number_format="@", alignment=Alignment(vertical="top")),
        "tanggal": satu(number_format="yyyy-mm-dd", alignment=Alignment(vertical="top")),
        "waktu": satu(number_format="yyyy-mm-dd hh:mm:ss", alignment=Alignment(vertical="top")),
        "angka": satu(alignment=Alignment(vertical="top")),
    }


def _baris(lembar: Any, kolom: Sequence[Kolom], baris: Sequence[object], gaya: dict[str, Any]) -> Iterator[Any]:
    for k, nilai in zip(kolom, baris, strict=True):
        if nilai is None:
            yield None
        elif isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
            yield _angka(lembar, nilai, gaya)
        elif isinstance(nilai, date):
            yield _tanggal(lembar, nilai, gaya)
        else:
            teks = jaga_apostrof(mesin(nilai)) if not isinstance(nilai, bool) else ("ya" if nilai else "tidak")
            yield _sel(lembar, teks, gaya[_gaya_teks(k, teks)])


def _tanggal(lembar: Any, nilai: date, gaya: dict[str, Any]) -> Any:
    """A date or time as Excel's own; as ISO text what Excel cannot hold (time zones, before March 1900)."""
    saat = isinstance(nilai, datetime)
    hari = nilai.date() if isinstance(nilai, datetime) else nilai
    if hari < TANGGAL_PERTAMA or (isinstance(nilai, datetime) and nilai.tzinfo is not None):
        return _sel(lembar, mesin(nilai), gaya["tetap"])
    return _sel(lembar, nilai, gaya["waktu" if saat else "tanggal"])


def _gaya_teks(kolom: Kolom, teks: str) -> str:
    # Excel would turn a long number into 1.98E+17 as soon as somebody edits the cell.
    if kolom.tetap or (len(teks) > 15 and teks.isdecimal()):
        return "tetap"
    return "rumus" if teks.startswith(AWAL_RUMUS) else "teks"


def _angka(lembar: Any, nilai: int | float | Decimal, gaya: dict[str, Any]) -> Any:
    # Excel keeps 15 digits and knows no NaN: such a number stays exact as text.
    digit = mesin(nilai)
    if not digit or len(digit.lstrip("-").replace(".", "")) > 15:
        return _sel(lembar, digit, gaya["tetap"])
    return _sel(lembar, nilai, gaya["angka"])


def _sel(lembar: Any, nilai: object, gaya: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    sel: Any = WriteOnlyCell(lembar)
    sel._style = gaya
    if isinstance(nilai, str):
        pasang_teks(sel, nilai)
    else:
        sel.value = nilai
    return sel


def _tabel_bernama(lembar: Any, kepala: Sequence[str], jumlah: int, nomor: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    luas = f"A1:{get_column_letter(len(kepala))}{jumlah + 1}"
    tabel = Table(displayName=f"Data{nomor}_", ref=luas, autoFilter=AutoFilter(ref=luas))
    # write_only cannot read the header cells back, and add_table would warn about it on the clerk's screen
    tabel.tableColumns = [TableColumn(id=i, name=teks_sah(judul)) for i, judul in enumerate(kepala, 1)]
    tabel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    lembar._tables.add(tabel)
