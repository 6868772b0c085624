"""Preflight: what kind of file this really is, by its first bytes, and whether it is safe to hand to calamine."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.batas import BARIS_MAKS, LUAS_MAKS, SIMPAN_ULANG, terlalu_banyak
from asn_kompetensi.tabular.baca.kabar import Kabar
from asn_kompetensi.tabular.baca.ods import telaah_ods
from asn_kompetensi.tabular.baca.ole import TANDA, Wadah, bungkus
from asn_kompetensi.tabular.baca.persen import gaya_persen, sisipkan_persen
from asn_kompetensi.tabular.baca.relasi import (
    BUKU,
    BUKU_MAKS,
    RELASI,
    RELASI_PAKET,
    anggota_lembar,
    relasi_buku,
    sejak_1904,
)
from asn_kompetensi.tabular.baca.teks_bersama import batasi_teks, panjang_butir
from asn_kompetensi.tabular.baca.xls import siapkan_xls
from asn_kompetensi.tabular.baca.xlsb import lembar_xlsb, panjang_butir_xlsb, rekaman_xlsb, sejak_1904_xlsb, telaah_xlsb
from asn_kompetensi.tabular.baca.xml_lembar import Telaah, adalah_lembar, akar, telaah

XLS_MAKS = 100_000_000
_HTML = re.compile(rb"<(!doctype html|html|head|meta|body|table|center|div|style|h[1-6]|p|br|t[rdh])\b")
_KENDALI = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")
BUKU_XLSB, GAYA_XLSB = "xl/workbook.bin", "xl/styles.bin"
FOLDER_LEMBAR = ("xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/")
CONTENT_TYPES, GAYA_XLSX = "[content_types].xml", "xl/styles.xml"
KUNCI_MAKS = 1_000
# A style sheet of a hundred thousand formats has some ten megabytes.
BAGIAN_MAKS = 20_000_000
TEKS_XLSX, TEKS_XLSB = "xl/sharedstrings.xml", "xl/sharedstrings.bin"

DIBACA_UTUH = {GAYA_XLSX, "xl/styles.bin", "meta-inf/manifest.xml", CONTENT_TYPES, RELASI_PAKET, BUKU, *RELASI.values()}

UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Excel opens none of these: saving them again there is no way out.
MINTA_ASLI = "Minta berkas Excel aslinya dari pengirim."
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
    """The verdict: `jenis` is xlsx, xlsb, ods, xls, html or csv; of a workbook the scan of each sheet by its name.

    For xlsx with the zip member that holds it. `sejak_1904`: the workbook counts its days from 1904. `buku`: an old
    workbook as it has to be read, instead of the file.
    """

    jenis: str
    arsip: Arsip | None = None
    anggota: dict[str, str] = field(default_factory=dict)
    telaah: Mapping[str, Telaah] = field(default_factory=dict)
    sejak_1904: bool = False
    buku: bytes | None = None

    def bagian(self) -> list[str]:
        """The members of an xlsx that are needed to read its cells."""
        return [CONTENT_TYPES, RELASI_PAKET, BUKU, RELASI["xlsx"], TEKS_XLSX, GAYA_XLSX, *self.anggota.values()]


def periksa(jalur: Path, kabar: Kabar | None = None) -> Pemeriksaan:
    """Decide the type and refuse what is dangerous.

    Raises GalatBerkas (cannot open) or DataDitolak (wrong content); an OSError in reading passes through.
    """
    try:
        if not jalur.is_dir() and jalur.exists() and not jalur.is_file():
            raise GalatBerkas(f'"{jalur}" bukan berkas biasa.', "Simpan dulu sebagai berkas, lalu sebutkan namanya.")
        _tolak_kunci(jalur)
        with jalur.open("rb") as berkas:
            kepala = berkas.read(4096)
    except FileNotFoundError as galat:
        raise GalatBerkas(f'Berkas "{jalur}" tidak ada.', "Periksa nama dan foldernya.") from galat
    except IsADirectoryError as galat:
        raise GalatBerkas(f'"{jalur}" adalah folder, bukan berkas.', "Sebutkan nama berkas di dalamnya.") from galat
    except OSError as galat:
        raise GalatBerkas(
            f'Berkas "{jalur}" tidak bisa dibuka ({sebab(galat)}).', "Tutup berkasnya di Excel, lalu ulangi."
        ) from galat
    return _menurut_isi(jalur, kepala, kabar)


def _tolak_kunci(jalur: Path) -> None:
    """The tiny file Excel or LibreOffice lays beside a workbook that is open; a folder listing shows it first."""
    for awal, akhir, program in (("~$", "", "Excel"), (".~lock.", "#", "LibreOffice")):
        nama = jalur.name.removeprefix(awal).removesuffix(akhir)
        if jalur.name == f"{awal}{nama}{akhir}" and nama != jalur.name and jalur.stat().st_size < KUNCI_MAKS:
            raise DataDitolak(
                f'"{jalur.name}" hanya penanda bahwa {program} sedang membuka "{nama}".',
                f'Simpan dan tutup "{nama}" di {program}, lalu sebutkan berkas itu.',
            )


def _menurut_isi(jalur: Path, kepala: bytes, kabar: Kabar | None) -> Pemeriksaan:
    if not kepala.strip(b"\0 \r\n\t"):
        raise DataDitolak(f'Berkas "{jalur.name}" kosong.', "Minta salinan yang berisi.")
    if kepala[:4] in (b"PK\3\4", b"PK\5\6", b"PK\7\x08"):
        return _zip(jalur, kabar)
    if kepala[:8] == TANDA:
        return _ole(jalur)
    for awal, sebutan in BUKAN_LEMBAR:
        # Two-letter marks are also how a CSV may start; binary files show a NUL early.
        if kepala.startswith(awal) and (len(awal) > 2 or b"\0" in kepala[:512] or awal == b"\x1f\x8b"):
            raise DataDitolak(f'Berkas "{jalur.name}" adalah {sebutan}, bukan lembar kerja.', MINTA_ASLI)
    polos = kepala.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if kepala[:2] in UTF16:
        polos = kepala.decode("utf-16", "ignore").lstrip("\ufeff \r\n\t").lower().encode()
    if polos[:1] == b"<":
        if _HTML.search(polos):
            return Pemeriksaan("html")
        sebutan = "Excel 2003 XML" if b"urn:schemas-microsoft-com:office:spreadsheet" in polos else "XML"
        raise DataDitolak(
            f'Berkas "{jalur.name}" sebenarnya {sebutan} yang diberi nama {jalur.suffix or "lain"}.', SIMPAN_ULANG
        )
    if polos.startswith(b"mime-version:"):
        raise DataDitolak(f'Berkas "{jalur.name}" adalah arsip halaman web (MHTML), bukan lembar kerja.', SIMPAN_ULANG)
    # A stray NUL may stand in a CSV, and every other byte of some texts is one; noise is full of what no text has.
    if kepala[:2] not in UTF16 and b"\0" in kepala and len(_KENDALI.findall(kepala)) > max(16, len(kepala) // 20):
        raise DataDitolak(f'Berkas "{jalur.name}" rusak: isinya bukan lembar kerja.', MINTA_ASLI)
    return Pemeriksaan("csv")


def _ole(jalur: Path) -> Pemeriksaan:
    if jalur.stat().st_size > XLS_MAKS:
        raise DataDitolak(f'Berkas "{jalur.name}" melebihi 100 MB.', SIMPAN_ULANG)
    isi = jalur.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in isi:
        raise DataDitolak(
            f'Berkas "{jalur.name}" dilindungi kata sandi.', "Buka di Excel, hapus kata sandinya, lalu simpan."
        )
    if not any(nama.encode("utf-16-le") in isi for nama in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise _bukan_xls(jalur, "WordDocument".encode("utf-16-le") in isi)
    try:
        wadah = Wadah(isi)
        nama = next((satu for satu in ("workbook", "book") if satu in wadah.nama), None)
        if nama is None:
            raise _bukan_xls(jalur, "worddocument" in wadah.nama)
        arus = wadah.arus(nama)
    except ValueError as galat:
        raise DataDitolak(f'Berkas "{jalur.name}" rusak: {galat}.', SIMPAN_ULANG) from galat
    buku = siapkan_xls(arus)
    return Pemeriksaan("xls", telaah=buku.telaah, sejak_1904=buku.sejak_1904, buku=bungkus(buku.arus))


def _bukan_xls(jalur: Path, word: bool) -> DataDitolak:
    sebutan = "adalah dokumen Word, bukan lembar kerja" if word else "bukan buku kerja Excel"
    return DataDitolak(f'Berkas "{jalur.name}" {sebutan}.', MINTA_ASLI)


def _zip(jalur: Path, kabar: Kabar | None) -> Pemeriksaan:
    arsip = Arsip(jalur, kabar)
    ada = arsip.anggota
    if BUKU in ada:
        jenis = "xlsx"
    elif BUKU_XLSB in ada:
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
        raise DataDitolak(f'Berkas "{jalur.name}" adalah {sebutan}, bukan lembar kerja.', MINTA_ASLI)
    return _semua_anggota(arsip, jenis)


def _semua_anggota(arsip: Arsip, jenis: str) -> Pemeriksaan:
    """Inflate every member once: what calamine will expand goes through a scan, the rest is only counted."""
    # Small parts first: the sheet list must be known, and must be free of entities before it is parsed.
    kecil = [nama for nama in arsip.anggota if nama in (BUKU, RELASI[jenis], RELASI_PAKET, CONTENT_TYPES)]
    for nama in kecil:
        _habiskan(_bagian(arsip, nama))
    lain = [nama for nama in arsip.anggota if nama not in kecil]
    if jenis == "xlsx":
        return _periksa_xlsx(arsip, lain)
    if jenis == "xlsb":
        return _periksa_xlsb(arsip, lain)
    tabel: dict[str, Telaah] = {}
    for nama in lain:
        if nama == "content.xml":
            tabel = telaah_ods(arsip.periksa(nama))
        else:
            _habiskan(_bagian(arsip, nama))
    return Pemeriksaan(jenis, telaah=tabel)


def _periksa_xlsb(arsip: Arsip, anggota: list[str]) -> Pemeriksaan:
    relasi = relasi_buku(arsip, "xlsb")
    # calamine takes a target letter for letter, where `&` may stand for something else.
    if b"&" in arsip.baca(RELASI["xlsb"], BUKU_MAKS):
        raise janggal("letak bagiannya ditulis dengan tanda &")
    buku = lembar_xlsb(arsip.potongan(BUKU_XLSB))
    lembar = {nama: relasi[satu] for nama, satu in buku.items() if satu in relasi}
    bersama = panjang_butir_xlsb(arsip.potongan(TEKS_XLSB)) if TEKS_XLSB in arsip.anggota else array("L")
    hasil: dict[str, Telaah] = {}
    for nama in anggota:
        # calamine opens no sheet outside these folders, whatever its name ends in.
        if nama in lembar.values() or (nama.startswith(FOLDER_LEMBAR) and not nama.endswith(".rels")):
            hasil[nama] = telaah_xlsb(arsip.periksa(nama), bersama)
        elif nama == GAYA_XLSB:
            _habiskan(rekaman_xlsb(_bagian(arsip, nama)))
        else:
            _habiskan(_bagian(arsip, nama))
    telaah_lembar = {nama: hasil[satu] for nama, satu in lembar.items() if satu in hasil}
    return Pemeriksaan("xlsb", telaah=telaah_lembar, sejak_1904=sejak_1904_xlsb(arsip.potongan(BUKU_XLSB)))


def _periksa_xlsx(arsip: Arsip, anggota: list[str]) -> Pemeriksaan:
    lembar = anggota_lembar(arsip)
    hasil: dict[str, Telaah] = {}
    panjang = array("L")
    for nama in anggota:
        terdaftar = nama in lembar.values()
        potongan = _bagian(arsip, nama, xml=terdaftar)
        awal = next(potongan, b"")
        isi = chain((awal,), potongan)
        nama_akar = akar(awal) if terdaftar or nama.endswith(".xml") else b""
        if nama == TEKS_XLSX:
            panjang = panjang_butir(isi)
        elif adalah_lembar(nama_akar) or (terdaftar and nama_akar is None):
            hasil[nama] = telaah(isi)
        else:
            # A chart sheet, say. What calamine takes for a sheet all the same is refused where it is opened.
            _habiskan(isi)
    if sum(satu.baris_isi for satu in hasil.values()) > BARIS_MAKS:
        raise terlalu_banyak()
    if sum(satu.luas for satu in hasil.values()) > 2 * LUAS_MAKS:
        raise janggal("isi lembar-lembarnya tersebar terlalu jauh")
    persen = gaya_persen(arsip)
    for nama, satu in hasil.items():
        batasi_teks(arsip.potongan(nama), satu.luas, panjang)
        if persen:
            sisipkan_persen(arsip.potongan(nama), persen, satu)
    telaah_lembar = {nama: hasil[satu] for nama, satu in lembar.items() if satu in hasil}
    return Pemeriksaan("xlsx", arsip, lembar, telaah_lembar, sejak_1904(arsip))


def _bagian(arsip: Arsip, nama: str, *, xml: bool = False) -> Iterator[bytes]:
    """The pieces of a member; calamine reads some of them whole, and those stay small."""
    sisa = BAGIAN_MAKS if nama in DIBACA_UTUH else None
    for isi in arsip.periksa(nama, xml=xml):
        if sisa is not None and (sisa := sisa - len(isi)) < 0:
            raise arsip.bom()
        yield isi


def _habiskan(potongan: Iterable[object]) -> None:
    for _ in potongan:
        pass
