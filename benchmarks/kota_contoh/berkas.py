"""File formats without a clock in them: the same content gives the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

WAKTU = datetime.combine(date(2025, 12, 31), time())
AWAL_ZIP = (1980, 1, 1, 0, 0, 0)
Sel = str | int | float | date | None


def tulis_csv(
    path: Path, baris: Iterable[Sequence[object]], *, pemisah: str = ",", bom: bool = False, akhir: str = "\n"
) -> None:
    """Plain text rows; None becomes an empty cell."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as berkas:
        csv.writer(berkas, delimiter=pemisah, lineterminator=akhir).writerows(baris)


def tulis_teks(path: Path, isi: str) -> None:
    """UTF-8 with Unix line ends on every system."""
    path.write_text(isi, encoding="utf-8", newline="\n")


def simpan_xlsx(buku: Any, path: Path) -> None:
    """Save an openpyxl workbook with fixed document properties and zip times."""
    from openpyxl.writer.excel import ExcelWriter

    buku.properties.creator = "BKPSDM (contoh)"
    buku.properties.created = buku.properties.modified = WAKTU
    isi = io.BytesIO()
    # Not Workbook.save: that stamps the clock into the properties.
    ExcelWriter(buku, zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED)).save()
    path.write_bytes(_tanpa_jam(isi.getvalue()))


def tulis_ods(path: Path, nama: str, baris: Iterable[Sequence[Sel]]) -> None:
    """One sheet of text, numbers and dates as LibreOffice stores them."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    buku = OpenDocumentSpreadsheet()
    lembar = Table(name=nama)
    for satu in baris:
        deret = TableRow()
        for nilai in satu:
            if nilai is None:
                deret.addElement(TableCell())
                continue
            if isinstance(nilai, date):
                sel = TableCell(valuetype="date", datevalue=nilai.isoformat())
            elif isinstance(nilai, str):
                sel = TableCell(valuetype="string")
            else:
                sel = TableCell(valuetype="float", value=str(nilai))
            sel.addElement(P(text=f"{nilai:%d/%m/%Y}" if isinstance(nilai, date) else str(nilai)))
            deret.addElement(sel)
        lembar.addElement(deret)
    buku.spreadsheet.addElement(lembar)
    isi = io.BytesIO()
    buku.write(isi)
    path.write_bytes(_tanpa_jam(isi.getvalue()))


def tulis_xls(path: Path, nama: str, baris: Iterable[Sequence[Sel]], lebar: Sequence[int]) -> None:
    """One sheet of the old binary Excel format; the first row is merged over all columns."""
    import xlwt

    buku = xlwt.Workbook(encoding="utf-8")
    lembar = buku.add_sheet(nama)
    tebal = xlwt.easyxf("font: bold on")
    for ke, satu in enumerate(baris):
        if ke == 0:
            lembar.write_merge(0, 0, 0, len(lebar) - 1, satu[0], tebal)
            continue
        for kolom, nilai in enumerate(satu):
            if nilai is not None:
                lembar.write(ke, kolom, nilai)
    for kolom, banyak in enumerate(lebar):
        lembar.col(kolom).width = 256 * banyak
    buku.save(str(path))


def _tanpa_jam(isi: bytes) -> bytes:
    """The same zip with the earliest time on every entry; an uncompressed `mimetype` stays so and first."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(hasil, "w") as tujuan:
        for entri in asal.infolist():
            baru = zipfile.ZipInfo(entri.filename, AWAL_ZIP)
            baru.compress_type = entri.compress_type
            baru.create_system = 3
            baru.external_attr = 0o644 << 16
            tujuan.writestr(baru, asal.read(entri))
    return hasil.getvalue()
