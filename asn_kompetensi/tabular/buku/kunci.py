"""The hidden key sheet of a workbook that comes back, and the lock on the sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain import kunci_buku
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.tabular.sel import pasang_teks

if TYPE_CHECKING:
    from openpyxl import Workbook


def pasang_kunci(buku: Workbook, kunci: KunciBuku) -> None:
    """Add the key as the last sheet; Excel offers no menu to show it, so that nobody edits it by accident."""
    lembar: Any = buku.create_sheet(kunci_buku.NAMA)
    lembar.sheet_state = "veryHidden"
    for baris, (tanda, isi) in enumerate(kunci_buku.susun(kunci), 1):
        pasang_teks(lembar.cell(baris, 1), tanda)
        pasang_teks(lembar.cell(baris, 2), isi)
    lembar.protection.sheet = True


def kunci_lembar(lembar: Any) -> None:
    """Protect a sheet without a password: what was not opened with `Rupa(buka=True)` cannot be typed over."""
    lembar.protection.sheet = True
    lembar.protection.formatColumns = lembar.protection.formatRows = False  # False lets it be done


def sel_berisi(lembar: Any) -> Iterator[tuple[int, int, object]]:
    """The filled cells of a sheet as (row, column, value), row by row."""
    # Not `iter_rows`: that makes every cell it comes across.
    for (baris, kolom), sel in sorted(lembar._cells.items()):
        if sel.value is not None:
            yield baris, kolom, sel.value
