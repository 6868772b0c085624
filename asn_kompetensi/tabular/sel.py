"""Text in a cell is text: never a formula, never an error value, never a character Excel refuses to open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.galat import GalatBerkas

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

BATAS_TEKS = 32_767  # Excel's limit of UTF-16 units in a cell; openpyxl would cut silently
HURUF = "Arial"  # on every Windows and Mac; LibreOffice puts Liberation Sans, of the same widths, in its place
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
_TAK_SAH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MIRIP_SANDI = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def teks_sah(teks: str) -> str:
    """Replace what XML cannot hold by U+FFFD. Excel reads `_x0041_` as `A`, so such text gets its own escape."""
    if not teks.isprintable():  # nearly all text is, and this is told at once
        teks = _TAK_SAH.sub("�", teks)
    return _MIRIP_SANDI.sub("_x005F_", teks) if "_x" in teks else teks


def panjang_excel(teks: str) -> int:
    """Length as Excel counts it: in UTF-16 units, so that an emoji is two."""
    return len(teks) if teks.isascii() else len(teks.encode("utf-16-le", "surrogatepass")) // 2


def teks_sel(teks: str) -> str:
    """Text as a cell holds it. Raises GalatBerkas for one that is longer: cutting it would lose data silently."""
    aman = teks_sah(teks)
    if panjang_excel(aman) > BATAS_TEKS:
        raise GalatBerkas(
            f"Teks sepanjang {len(teks)} huruf tidak muat dalam satu sel Excel (paling banyak {BATAS_TEKS}).",
            "Pakai -o berkas.csv atau -o berkas.json.",
        )
    return aman


def pasang_teks(sel: Cell, teks: str) -> None:
    """Put text into a cell, marked as text; with Excel's quote prefix where editing it would make it a formula.

    Raises GalatBerkas for text longer than a cell can hold.
    """
    aman = teks_sel(teks)
    wadah: Any = sel
    wadah._value, wadah.data_type = aman, "s"  # `value` would look for a formula and for what Excel cannot hold again
    if aman.startswith(AWAL_RUMUS) and not wadah.quotePrefix:
        wadah._style = copy(wadah._style)  # the array is shared between cells
        wadah.quotePrefix = True


def kepala_unik(kepala: Iterable[str]) -> list[str]:
    """Headings of an Excel table must be unique by case fold and not empty, else Excel repairs the file.

    They are not yet escaped: that happens once, in the cell.
    """
    hasil: list[str] = []
    terpakai: set[str] = set()
    for k in kepala:
        dasar = " ".join(_TAK_SAH.sub("�", k).split()) or "Kolom"
        calon, ke = dasar, 1
        while calon.casefold() in terpakai:
            ke += 1
            calon = f"{dasar} {ke}"
        terpakai.add(calon.casefold())
        hasil.append(calon)
    return hasil


def pakai_huruf(buku: Workbook, ukuran: int = 10) -> None:
    """Make `HURUF` the workbook's own font: unstyled cells and the unit of column widths follow it."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    dalam: Any = buku
    dalam._fonts = IndexedList([Font(name=HURUF, sz=ukuran, family=2)])
    dalam._named_styles["Normal"].font = Font(name=HURUF, sz=ukuran, family=2)
