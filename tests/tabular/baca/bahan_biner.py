"""Makes xlsb files record by record, xls files with xlwt, ods files as XML: what hostile writers would send."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlwt

_PAKET = "http://schemas.openxmlformats.org/package/2006"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def rekaman(jenis: int, isi: bytes = b"") -> bytes:
    """One BIFF12 record."""

    def bilangan(angka: int) -> bytes:
        hasil = b""
        while angka > 0x7F:
            hasil += bytes([angka & 0x7F | 0x80])
            angka >>= 7
        return hasil + bytes([angka])

    return bilangan(jenis) + bilangan(len(isi)) + isi


def lebar_teks(teks: str) -> bytes:
    """A counted UTF-16 string."""
    return struct.pack("<I", len(teks)) + teks.encode("utf-16-le")


def xlsb(jalur: Path, sel: Iterable[tuple[int, int, str | float | int]], bersama: Iterable[str] = ()) -> Path:
    """Cells in order: text stands in the cell, an int points to a shared string, a float is a number."""
    isi, lama = b"", -1
    for baris, kolom, nilai in sel:
        if baris != lama:
            isi, lama = isi + rekaman(0, struct.pack("<IIHHB", baris, 0, 300, 0, 0) + b"\0" * 4), baris
        kepala = struct.pack("<II", kolom, 0)
        if isinstance(nilai, str):
            isi += rekaman(6, kepala + lebar_teks(nilai))
        elif isinstance(nilai, int):
            isi += rekaman(7, kepala + struct.pack("<I", nilai))
        else:
            isi += rekaman(5, kepala + struct.pack("<d", nilai))
    lembar = rekaman(129) + rekaman(148, struct.pack("<IIII", 0, 0, 0, 0)) + rekaman(145) + isi + rekaman(146)
    buku = rekaman(131) + rekaman(143)
    buku += rekaman(156, struct.pack("<II", 0, 1) + lebar_teks("rId1") + lebar_teks("Data"))
    buku += rekaman(144) + rekaman(132)
    butir = list(bersama)
    sst = rekaman(159, struct.pack("<II", len(butir), len(butir)))
    sst += b"".join(rekaman(19, b"\0" + lebar_teks(satu)) for satu in butir) + rekaman(160)
    with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("[Content_Types].xml", f'<Types xmlns="{_PAKET}/content-types"/>')
        arsip.writestr("xl/workbook.bin", buku)
        arsip.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{_PAKET}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        arsip.writestr("xl/worksheets/sheet1.bin", lembar)
        arsip.writestr("xl/sharedStrings.bin", sst)
    return jalur


def xls(jalur: Path, baris: Iterable[Any], tersembunyi: bool = False) -> Path:
    """An old workbook of one sheet; None leaves the cell out."""
    wb = xlwt.Workbook()
    ws = wb.add_sheet("Data")
    for r, satu in enumerate(baris):
        for c, nilai in enumerate(satu):
            if nilai is not None:
                ws.write(r, c, nilai)
    if tersembunyi:
        wb.add_sheet("Rahasia").visibility = 1
    wb.save(str(jalur))
    return jalur


def ods_mentah(jalur: Path, isi_tabel: str) -> Path:
    """An ODS whose table is written as given."""
    ruang = " ".join(f'xmlns:{satu}="{_ODS}:{satu}:1.0"' for satu in ("office", "table", "text"))
    with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        arsip.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>')
        arsip.writestr(
            "content.xml",
            f"<office:document-content {ruang}><office:body><office:spreadsheet>"
            f'<table:table table:name="Data">{isi_tabel}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return jalur


def baris_ods(*nilai: Any, ulang: int = 1, ulang_sel: int = 1) -> str:
    """One row; None is an empty cell, numbers are floats."""
    sel = []
    for satu in nilai:
        kali = f' table:number-columns-repeated="{ulang_sel}"' if ulang_sel > 1 else ""
        if satu is None:
            sel.append(f"<table:table-cell{kali}/>")
        elif isinstance(satu, int | float):
            sel.append(f'<table:table-cell{kali} office:value-type="float" office:value="{satu!r}"/>')
        else:
            sel.append(f'<table:table-cell{kali} office:value-type="string"><text:p>{satu}</text:p></table:table-cell>')
    kali = f' table:number-rows-repeated="{ulang}"' if ulang > 1 else ""
    return f"<table:table-row{kali}>{''.join(sel)}</table:table-row>"
