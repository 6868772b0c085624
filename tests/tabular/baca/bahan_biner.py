"""Makes xlsb and xls files record by record, others with xlwt, ods files as XML: what hostile writers would send."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
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


def sel_xlsb(kolom: int, jenis: int, isi: bytes, gaya: int = 0) -> bytes:
    """One cell record with its style."""
    return rekaman(jenis, struct.pack("<II", kolom, gaya) + isi)


def lembar_xlsb(baris: Mapping[int, bytes], sesudah: bytes = b"") -> bytes:
    """A sheet part: the cells of each row, and what follows the table."""
    isi = b"".join(rekaman(0, struct.pack("<IIHHB", ke, 0, 300, 0, 0) + b"\0" * 4) + sel for ke, sel in baris.items())
    kepala = rekaman(129) + rekaman(148, struct.pack("<IIII", 0, 0, 0, 0))
    return kepala + rekaman(145) + isi + rekaman(146) + sesudah + rekaman(130)


def paket_xlsb(
    jalur: Path, lembar: bytes, bersama: Iterable[str] = (), gaya: bytes = b"", bagian: str = "worksheets/sheet1.bin"
) -> Path:
    """A package of one sheet `Data` that lies in `xl/` + `bagian`."""
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
            f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="{bagian}"/></Relationships>',
        )
        arsip.writestr(f"xl/{bagian}", lembar)
        arsip.writestr("xl/sharedStrings.bin", sst)
        if gaya:
            arsip.writestr("xl/styles.bin", gaya)
    return jalur


def xlsb(jalur: Path, sel: Iterable[tuple[int, int, str | float | int]], bersama: Iterable[str] = ()) -> Path:
    """Cells in order: text stands in the cell, an int points to a shared string, a float is a number."""
    baris: dict[int, bytes] = {}
    for ke, kolom, nilai in sel:
        if isinstance(nilai, str):
            satu = sel_xlsb(kolom, 6, lebar_teks(nilai))
        elif isinstance(nilai, int):
            satu = sel_xlsb(kolom, 7, struct.pack("<I", nilai))
        else:
            satu = sel_xlsb(kolom, 5, struct.pack("<d", nilai))
        baris[ke] = baris.get(ke, b"") + satu
    return paket_xlsb(jalur, lembar_xlsb(baris), bersama)


def biff(jenis: int, isi: bytes = b"") -> bytes:
    """One BIFF5 or BIFF8 record."""
    return struct.pack("<HH", jenis, len(isi)) + isi


def sel_xls(jenis: int, baris: int, kolom: int, isi: bytes, gaya: int = 0) -> bytes:
    """One cell record of an old workbook."""
    return biff(jenis, struct.pack("<HHH", baris, kolom, gaya) + isi)


def label(baris: int, kolom: int, teks: str) -> bytes:
    """A cell with its own text, as BIFF8 writes it."""
    return sel_xls(0x0204, baris, kolom, struct.pack("<HB", len(teks), 1) + teks.encode("utf-16-le"))


def rumus_xls(baris: int, kolom: int, hasil: bytes, tanda: int = 0, chn: int = 0) -> bytes:
    """A formula `=A1` with the eight bytes of its result."""
    return sel_xls(0x0006, baris, kolom, hasil + struct.pack("<HIH5s", tanda, chn, 5, b"\x44\0\0\0\0"))


def arus_xls(*lembar: bytes, versi: int = 0x0600, halaman: int | None = 1200, tambahan: bytes = b"") -> bytes:
    """The stream of a workbook with sheets `Data`, `Data2` ...; `tambahan` stands before the list of sheets."""
    bof = biff(0x0809, struct.pack("<HHHHII", versi, 5, 0x0DBB, 0x07CC, 0, 6)[: 16 if versi == 0x0600 else 8])
    kepala = bof + (b"" if halaman is None else biff(0x0042, struct.pack("<H", halaman))) + tambahan
    nama = [f"Data{ke or ''}".encode() for ke in range(len(lembar))]
    panjang = [4 + 6 + (2 if versi == 0x0600 else 1) + len(satu) for satu in nama]
    letak = len(kepala) + sum(panjang) + 4
    isi = b""
    for satu, data in zip(nama, lembar, strict=True):
        tulis = bytes([len(satu), 0] if versi == 0x0600 else [len(satu)]) + satu
        kepala += biff(0x0085, struct.pack("<IH", letak + len(isi), 0) + tulis)
        isi += bof.replace(struct.pack("<HH", versi, 5), struct.pack("<HH", versi, 0x10)) + data + biff(0x000A)
    return kepala + biff(0x000A) + isi


def wadah(arus: Mapping[str, bytes], dalam: Mapping[str, bytes] | None = None) -> bytearray:
    """A compound file of these streams, small ones in the mini stream; those of `dalam` lie in a folder below."""
    semua = [*arus.items(), *(dalam or {}).items()]
    isi, mini, fat, fat_mini, entri = b"", b"", list[int](), list[int](), list[tuple[str, int, int]]()

    def taruh(data: bytes, tabel: list[int], ukuran: int) -> tuple[int, bytes]:
        awal, jumlah = len(tabel), -(-len(data) // ukuran)
        tabel += [*range(awal + 1, awal + jumlah), 0xFFFFFFFE]
        return awal, data.ljust(jumlah * ukuran, b"\0")

    for nama, data in semua:
        if len(data) < 4096:
            awal, potong = taruh(data, fat_mini, 64)
            mini += potong
        else:
            awal, potong = taruh(data, fat, 512)
            isi += potong
        entri.append((nama, awal, len(data)))
    awal_mini = awal_fat_mini = 0xFFFFFFFE
    if mini:
        awal_mini, potong = taruh(mini, fat, 512)
        isi += potong
        tabel = struct.pack(f"<{len(fat_mini)}I", *fat_mini)
        awal_fat_mini, potong = taruh(tabel.ljust(-(-len(tabel) // 512) * 512, b"\xff"), fat, 512)
        isi += potong
    kosong = 0xFFFFFFFF
    jumlah_luar = len(arus)
    folder = _entri("Root Entry", 5, kosong, 1, awal_mini, len(mini))
    for ke, (nama, awal, besar) in enumerate(entri):
        akhir = ke + 1 in (jumlah_luar, len(entri))
        lanjut = ke + 2 if not akhir else (len(entri) + 1 if dalam and ke + 1 == jumlah_luar else kosong)
        folder += _entri(nama, 2, lanjut, kosong, awal, besar)
    if dalam:
        folder += _entri("MBD0001", 1, kosong, jumlah_luar + 1, 0, 0)
    awal_folder, potong = taruh(folder.ljust(-(-len(folder) // 512) * 512, b"\0"), fat, 512)
    isi += potong
    jumlah_fat = -(-(len(fat) + 8) // 128)
    letak = list(range(len(fat), len(fat) + jumlah_fat))
    fat += [0xFFFFFFFD] * jumlah_fat
    fat += [kosong] * (jumlah_fat * 128 - len(fat))
    kepala = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIII4xIIIII",
        0x3E, 3, 0xFFFE, 9, 6, 0, jumlah_fat, awal_folder, 4096, awal_fat_mini, -(-len(fat_mini) // 128), 0xFFFFFFFE, 0,
    )  # fmt: skip
    kepala += struct.pack("<109I", *letak, *[kosong] * (109 - jumlah_fat))
    return bytearray(kepala + isi + struct.pack(f"<{len(fat)}I", *fat))


def _entri(nama: str, jenis: int, kanan: int, anak: int, awal: int, besar: int) -> bytes:
    isi = nama.encode("utf-16-le")
    ekor = struct.pack("<HBBIII36xIQ", len(isi) + 2, jenis, 1, 0xFFFFFFFF, kanan, anak, awal, besar)
    return isi.ljust(64, b"\0") + ekor


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
