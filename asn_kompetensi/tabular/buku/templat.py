"""An empty import sheet as a workbook: headings with notes, drop-downs, and a page that explains every column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from asn_kompetensi.domain.templat import KolomTemplat, Templat
from asn_kompetensi.tabular.sel import HURUF, pakai_huruf, pasang_teks
from asn_kompetensi.tabular.simpan import simpan_buku
from asn_kompetensi.tabular.xlsx import TANGGAL_TETAP

BARIS = 5000  # rows with a drop-down: more than an office types by hand
_BIRU, _ABU = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="5B6B7F")
_LIPAT = Alignment(vertical="top", wrap_text=True)


def simpan_templat(templat: Templat, path: Path, *, timpa: bool) -> None:
    """Write the workbook. Raises `Bentrok` when the file is there, `GalatBerkas`."""
    buku = Workbook()
    pakai_huruf(buku)
    isian: Any = buku.active
    isian.title = "Isian"
    _petunjuk(buku.create_sheet("Petunjuk"), templat)
    daftar = _pilihan(buku.create_sheet("Pilihan"), templat.kolom)
    for nomor, kolom in enumerate(templat.kolom, 1):
        _kepala(isian, nomor, kolom)
        if kolom.bidang in daftar:
            isian.add_data_validation(_turun(nomor, kolom, daftar[kolom.bidang]))
    isian.freeze_panes = "A2"
    for lembar in buku.worksheets:
        _cetak(lembar)
    simpan_buku(buku, path, timpa=timpa, tanggal=TANGGAL_TETAP)


def _cetak(lembar: Any) -> None:
    """A4 across, as wide as the sheet is."""
    lembar.page_setup.orientation, lembar.page_setup.paperSize = "landscape", 9
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.print_title_rows = "1:1"


def _kepala(lembar: Any, nomor: int, kolom: KolomTemplat) -> None:
    sel = lembar.cell(1, nomor)
    pasang_teks(sel, kolom.bidang)
    sel.font = Font(name=HURUF, sz=10, b=True, color="FFFFFF")
    sel.fill = _BIRU if kolom.wajib else _ABU
    catatan = f"{'Wajib diisi. ' if kolom.wajib else ''}{kolom.arti}\nContoh: {kolom.contoh}"
    sel.comment = Comment(catatan, "asn", height=90, width=260)
    ukuran = lembar.column_dimensions[get_column_letter(nomor)]
    ukuran.width = max(12, min(30, max(len(kolom.bidang), len(kolom.contoh)) + 3))
    ukuran.number_format = "@"  # text: Excel keeps fifteen digits of a number, and a NIP has eighteen


def _turun(nomor: int, kolom: KolomTemplat, rentang: str) -> DataValidation:
    huruf = get_column_letter(nomor)
    aturan = DataValidation(type="list", formula1=rentang, allow_blank=True, showErrorMessage=True)
    # A warning, not a wall: the import knows other spellings too, and says which it does not.
    aturan.errorStyle, aturan.errorTitle = "warning", kolom.bidang
    aturan.error = "Tidak ada dalam daftar Pilihan. Tetap dipakai?"
    aturan.add(f"{huruf}2:{huruf}{BARIS + 1}")
    return aturan


def _pilihan(lembar: Any, kolom: tuple[KolomTemplat, ...]) -> dict[str, str]:
    """Write the lists, one a column; returns the range of each field's."""
    rentang: dict[str, str] = {}
    tertulis: dict[tuple[str, ...], str] = {}
    for satu in kolom:
        if not satu.pilihan:
            continue
        if satu.pilihan not in tertulis:
            nomor = len(tertulis) + 1
            huruf = get_column_letter(nomor)
            pasang_teks(lembar.cell(1, nomor), f"pilihan {satu.bidang}")
            lembar.cell(1, nomor).font = Font(name=HURUF, sz=10, b=True)
            for baris, isi in enumerate(satu.pilihan, 2):
                pasang_teks(lembar.cell(baris, nomor), isi)
            lembar.column_dimensions[huruf].width = min(60, max(map(len, satu.pilihan)) + 6)
            tertulis[satu.pilihan] = f"Pilihan!${huruf}$2:${huruf}${len(satu.pilihan) + 1}"
        rentang[satu.bidang] = tertulis[satu.pilihan]
    return rentang


def _petunjuk(lembar: Any, templat: Templat) -> None:
    baris = [
        (f"Isi lembar Isian, satu baris satu {templat.benda}; judul kolomnya jangan diubah.",),
        (f"Sesudah disimpan: asn {templat.benda} impor BERKAS",),
        (),
        ("kolom", "harus diisi", "arti", "contohnya"),
        *((satu.bidang, "ya" if satu.wajib else "", satu.arti, satu.contoh) for satu in templat.kolom),
    ]
    for nomor, isi in enumerate(baris, 1):
        for letak, teks in enumerate(isi, 1):
            if teks:
                sel = lembar.cell(nomor, letak)
                pasang_teks(sel, teks)
                sel.font = Font(name=HURUF, sz=10, b=nomor == 4)
                if nomor > 3:
                    sel.alignment = _LIPAT
    for huruf, lebar in zip("ABCD", (18, 11, 60, 28), strict=True):
        lembar.column_dimensions[huruf].width = lebar
