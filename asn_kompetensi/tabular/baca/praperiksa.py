"""Preflight: what kind of file this really is, by its first bytes, and whether it is safe to hand to calamine."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.batas import BARIS_MAKS, LUAS_MAKS, SIMPAN_ULANG, terlalu_banyak
from asn_kompetensi.tabular.baca.xml_lembar import Telaah, telaah

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XLS_MAKS = 100_000_000
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NS_KETAT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REL_KETAT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

# First bytes of files people send by mistake.
BUKAN_LEMBAR = (
    (b"%PDF", "berkas PDF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"),
    (b"RIFF", "gambar atau suara"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"{\\rtf", "dokumen RTF"),
    (b"SQLite format 3\0", "basis data SQLite"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program Linux"),
)


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """The verdict: `jenis` is xlsx, xlsb, ods, xls or csv; for xlsx the scan of each sheet by its name."""

    jenis: str
    arsip: Arsip | None = None
    anggota: dict[str, str] = field(default_factory=dict)
    telaah: dict[str, Telaah] = field(default_factory=dict)


def periksa(jalur: Path) -> Pemeriksaan:
    """Decide the type and refuse what is dangerous. Raises GalatBerkas (cannot open) or DataDitolak (wrong content)."""
    try:
        with jalur.open("rb") as berkas:
            kepala = berkas.read(4096)
    except FileNotFoundError as galat:
        raise GalatBerkas(f'Berkas "{jalur}" tidak ada.', "Periksa nama dan foldernya.") from galat
    except IsADirectoryError as galat:
        raise GalatBerkas(f'"{jalur}" adalah folder, bukan berkas.', "Sebutkan nama berkas di dalamnya.") from galat
    except OSError as galat:
        raise GalatBerkas(
            f'Berkas "{jalur}" tidak bisa dibuka ({galat.strerror or galat}).', "Tutup berkasnya di Excel, lalu ulangi."
        ) from galat
    try:
        return _menurut_isi(jalur, kepala)
    except OSError as galat:
        raise GalatBerkas(f'Berkas "{jalur}" tidak bisa dibaca ({galat.strerror or galat}).', "Ulangi.") from galat


def _menurut_isi(jalur: Path, kepala: bytes) -> Pemeriksaan:
    if not kepala.strip(b"\0 \r\n\t"):
        raise DataDitolak(f'Berkas "{jalur.name}" kosong.', "Minta salinan yang berisi.")
    if kepala[:2] == b"PK":
        return _zip(jalur)
    if kepala[:8] == OLE:
        return _ole(jalur)
    for awal, sebutan in BUKAN_LEMBAR:
        # Two-letter marks are also how a CSV may start; binary files show a NUL early.
        if kepala.startswith(awal) and (len(awal) > 2 or b"\0" in kepala[:512] or awal == b"\x1f\x8b"):
            raise DataDitolak(f'Berkas "{jalur.name}" adalah {sebutan}, bukan lembar kerja.', SIMPAN_ULANG)
    polos = kepala.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if kepala[:2] in (b"\xff\xfe", b"\xfe\xff"):
        polos = kepala.decode("utf-16", "ignore").lstrip().lower().encode()
    if polos[:1] == b"<":
        sebutan = (
            "halaman HTML" if re.search(rb"<(!doctype html|html|table|head|meta|body|div|style)", polos) else "XML"
        )
        raise DataDitolak(
            f'Berkas "{jalur.name}" sebenarnya {sebutan} yang diberi nama {jalur.suffix or "lain"}.', SIMPAN_ULANG
        )
    return Pemeriksaan("csv")


def _ole(jalur: Path) -> Pemeriksaan:
    if jalur.stat().st_size > XLS_MAKS:
        raise DataDitolak(f'Berkas "{jalur.name}" melebihi 100 MB.', SIMPAN_ULANG)
    isi = jalur.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in isi:
        raise DataDitolak(
            f'Berkas "{jalur.name}" dilindungi kata sandi.', "Buka di Excel, hapus kata sandinya, lalu simpan."
        )
    if "WordDocument".encode("utf-16-le") in isi:
        raise DataDitolak(f'Berkas "{jalur.name}" adalah dokumen Word, bukan lembar kerja.', SIMPAN_ULANG)
    if not any(nama.encode("utf-16-le") in isi for nama in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise DataDitolak(f'Berkas "{jalur.name}" bukan buku kerja Excel.', SIMPAN_ULANG)
    return Pemeriksaan("xls")


def _zip(jalur: Path) -> Pemeriksaan:
    arsip = Arsip(jalur)
    ada = arsip.anggota
    if "xl/workbook.xml" in ada:
        jenis = "xlsx"
    elif "xl/workbook.bin" in ada:
        jenis = "xlsb"
    elif "content.xml" in ada and b"opendocument.spreadsheet" in arsip.baca("mimetype", 1_000):
        jenis = "ods"
    else:
        sebutan = "arsip ZIP biasa"
        if "word/document.xml" in ada:
            sebutan = "dokumen Word"
        elif any(nama.startswith("ppt/") for nama in ada):
            sebutan = "berkas PowerPoint"
        elif "content.xml" in ada:
            sebutan = "dokumen LibreOffice"
        raise DataDitolak(f'Berkas "{jalur.name}" adalah {sebutan}, bukan lembar kerja.', SIMPAN_ULANG)
    return _semua_anggota(arsip, jenis)


def _semua_anggota(arsip: Arsip, jenis: str) -> Pemeriksaan:
    """Inflate every member once: sheets through the row scan, the rest only counted and checked."""
    # Small parts first: the sheet list must be known, and must be free of entities before it is parsed.
    kecil = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    for nama in arsip.anggota:
        if nama in kecil or nama == "[content_types].xml":
            _habiskan(arsip, nama)
    lembar = anggota_lembar(arsip) if jenis == "xlsx" else {}
    menurut_anggota: dict[str, Telaah] = {}
    for nama in arsip.anggota:
        if nama in kecil or nama == "[content_types].xml":
            continue
        if jenis == "xlsx" and (nama in lembar.values() or nama.startswith("xl/worksheets/sheet")):
            menurut_anggota[nama] = telaah(arsip.periksa(nama))
        elif jenis == "ods" and nama == "content.xml":
            _telaah_ods(arsip)
        else:
            _habiskan(arsip, nama)
    if sum(satu.baris_isi for satu in menurut_anggota.values()) > BARIS_MAKS:
        raise terlalu_banyak()
    per_lembar = {nama: menurut_anggota[anggota] for nama, anggota in lembar.items() if anggota in menurut_anggota}
    return Pemeriksaan(jenis, arsip, lembar, per_lembar)


def _habiskan(arsip: Arsip, nama: str) -> None:
    for _ in arsip.periksa(nama):
        pass


def anggota_lembar(arsip: Arsip) -> dict[str, str]:
    """Sheet name -> zip member, from the workbook part and its relations. Raises DataDitolak when unreadable."""
    try:
        buku = ElementTree.fromstring(arsip.baca("xl/workbook.xml"))
        isi_rels = arsip.baca("xl/_rels/workbook.xml.rels")
        rels = ElementTree.fromstring(isi_rels) if isi_rels else ElementTree.Element("kosong")
    except (ElementTree.ParseError, ValueError, LookupError) as galat:
        raise arsip.rusak() from galat
    tujuan = {}
    for rel in rels:
        ke = rel.get("Target", "").replace("\\", "/").casefold()
        tujuan[rel.get("Id", "")] = ke.lstrip("/") if ke.startswith("/") else "xl/" + ke.removeprefix("./")
    hasil = {}
    for lembar in [*buku.iter(_NS + "sheet"), *buku.iter(_NS_KETAT + "sheet")]:
        anggota = tujuan.get(lembar.get(_REL) or lembar.get(_REL_KETAT) or "")
        if anggota:
            hasil[lembar.get("name", "")] = anggota
    return hasil


def _telaah_ods(arsip: Arsip) -> None:
    """Repeat counts multiply cells for free in ODS: bound rows and rectangle before calamine expands them."""
    ekor, isi_baris, lebar = b"", 0, 0
    for isi in arsip.periksa("content.xml"):
        ruas = (ekor + isi).split(b"<table:table-row")
        ekor = b"<table:table-row" + ruas[-1] if len(ruas) > 1 else ruas[-1]
        if len(ekor) > 16_000_000:
            raise arsip.bom()
        for satu in ruas[1:-1]:
            isi_baris, lebar = _baris_ods(satu, isi_baris, lebar)
    if ekor.startswith(b"<table:table-row"):
        isi_baris, lebar = _baris_ods(ekor, isi_baris, lebar)


def _baris_ods(ruas: bytes, isi_baris: int, lebar: int) -> tuple[int, int]:
    if b"office:value-type" not in ruas and b"<text:p" not in ruas:
        return isi_baris, lebar
    ulang = re.search(rb'table:number-rows-repeated="(\d{1,9})"', ruas.split(b">", 1)[0])
    isi_baris += int(ulang.group(1)) if ulang else 1
    kolom = sum(int(angka) for angka in re.findall(rb'table:number-columns-repeated="(\d{1,9})"', ruas)[:-1])
    akhir = re.findall(rb'<table:table-cell([^>]*)office:value-type[^>]*number-columns-repeated="(\d{1,9})"', ruas)
    lebar = max(lebar, kolom + ruas.count(b"<table:table-cell"), *(int(angka) for _, angka in akhir))
    if isi_baris > BARIS_MAKS:
        raise terlalu_banyak()
    if isi_baris * lebar > LUAS_MAKS * 2:
        raise DataDitolak("Lembar ODS terlalu luas: sel yang diulang melebihi batas.", SIMPAN_ULANG)
    return isi_baris, lebar
