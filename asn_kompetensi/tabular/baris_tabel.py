"""The rows of a table as the text of a sheet, column by column: what comes again is put into words once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular.baris_xml import isi_teks
from asn_kompetensi.tabular.ejaan import POTONGAN, Ejaan
from asn_kompetensi.tabular.nilai import jaga_apostrof, mesin
from asn_kompetensi.tabular.sel import AWAL_RUMUS, teks_sel
from asn_kompetensi.tabular.tabel import Kolom

BATAS_BARIS = 1_048_575  # rows below the header that an Excel sheet holds
TANGGAL_PERTAMA = date(1900, 3, 1)  # before it Excel's calendar is wrong by a day, before 1900 it has none
KEPALA, TEKS, TETAP, TANGGAL, WAKTU, ANGKA = "kepala", "teks", "tetap", "tanggal", "waktu", "angka"
RUMUS = "_rumus"  # of a look: with Excel's quote prefix, for text that editing would make a formula
Gaya = Mapping[str, int]  # name of a look -> its number in the workbook


def kepala(judul: Sequence[str], gaya: Gaya) -> str:
    """The first row, of headings."""
    return _susun(1, [[_teks(satu, KEPALA, gaya)] for satu in judul])


def isi(kolom: Sequence[Kolom], baris: Iterable[Sequence[object]], gaya: Gaya) -> Iterator[tuple[int, str]]:
    """The rows below, in pieces: how many, and their text.

    Raises GalatBerkas for more than a sheet holds, or text longer than a cell does; ValueError for a row of another
    length.
    """
    ejaan, nomor, mengalir = [_ejaan(satu, gaya) for satu in kolom], 2, iter(baris)
    while potongan := list(islice(mengalir, POTONGAN)):
        if nomor - 2 + len(potongan) > BATAS_BARIS:
            raise GalatBerkas(
                f"Lebih dari {BATAS_BARIS} baris tidak muat dalam satu lembar Excel.",
                "Pakai -o berkas.csv atau -o berkas.json.",
            )
        semua = zip(ejaan, zip(*potongan, strict=True), strict=True)
        yield len(potongan), _susun(nomor, [satu.kolom(nilai) for satu, nilai in semua])
        nomor += len(potongan)


def _susun(nomor: int, kolom: Sequence[Sequence[str]]) -> str:
    """Rows from the ends of their cells, from row `nomor` on; a cell with nothing in it is left out."""
    lebar, banyak = len(kolom) + 2, len(kolom[0])
    teks = [""] * (lebar * banyak)
    teks[::lebar] = [f'<row r="{ke}">' for ke in range(nomor, nomor + banyak)]
    teks[lebar - 1 :: lebar] = ["</row>"] * banyak
    for letak, ujung in enumerate(kolom, 1):
        awal = f'<c r="{get_column_letter(letak)}'
        teks[letak::lebar] = [f"{awal}{ke}{satu}" if satu else "" for ke, satu in enumerate(ujung, nomor)]
    return "".join(teks)


def _ejaan(kolom: Kolom, gaya: Gaya) -> Ejaan:
    """How a column's values end their cells, after the cell's address."""

    def eja(nilai: object) -> str:
        if nilai is None:
            return ""
        if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
            return _angka(nilai, gaya)
        if isinstance(nilai, date):
            return _tanggal(nilai, gaya)
        teks = jaga_apostrof(mesin(nilai)) if not isinstance(nilai, bool) else ("ya" if nilai else "tidak")
        # Excel would turn a long number into 1.98E+17 as soon as somebody edits the cell.
        return _teks(teks, TETAP if kolom.tetap or (len(teks) > 15 and teks.isdecimal()) else TEKS, gaya)

    return Ejaan(eja, lambda semua: list(map(eja, semua)))


def _teks(teks: str, rupa: str, gaya: Gaya) -> str:
    aman = teks_sel(teks)
    s = gaya[rupa + RUMUS if aman.startswith(AWAL_RUMUS) else rupa]
    return f'" s="{s}" t="inlineStr">{isi_teks(aman)}</c>' if aman else f'" s="{s}"/>'


def _angka(nilai: int | float | Decimal, gaya: Gaya) -> str:
    # Excel keeps 15 digits and knows no NaN: such a number stays exact as text.
    digit = mesin(nilai)
    if not digit or len(digit.lstrip("-").replace(".", "")) > 15:
        return _teks(digit, TETAP, gaya)
    return f'" s="{gaya[ANGKA]}"><v>{nilai if type(nilai) is int else safe_string(nilai)}</v></c>'


def _tanggal(nilai: date, gaya: Gaya) -> str:
    """A date or time as Excel's own; as ISO text what Excel cannot hold (time zones, before March 1900)."""
    saat = isinstance(nilai, datetime)
    hari = nilai.date() if isinstance(nilai, datetime) else nilai
    if hari < TANGGAL_PERTAMA or (isinstance(nilai, datetime) and nilai.tzinfo is not None):
        return _teks(mesin(nilai), TETAP, gaya)
    return f'" s="{gaya[WAKTU if saat else TANGGAL]}"><v>{safe_string(to_excel(nilai))}</v></c>'
