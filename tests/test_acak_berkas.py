"""Damaged files through the whole command: an answer, a refusal in a sentence, or a part; never a crash, never a half.

Good files of every noun in every container are mutated by a seeded generator, at the level of bytes and, inside zip
containers, of XML members that are packed again with right checksums, so that the edits reach the reader. The second
half hides rows among blanks, footers and groups and counts them by itself.
"""

from __future__ import annotations

import csv
import faulthandler
import io
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import struct
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest

from tests.acak_berkas import (
    HARI,
    HITUNGAN,
    JABATAN,
    KELAS,
    KOMPETENSI,
    OPD,
    ORANG,
    PERIODE,
    WADAH,
    Baris,
    Jawab,
    bangun_kota,
    panggil,
    tulis_berkas,
)
from tests.services.berkas_uji import sidik
from tests.tabular.baca.bahan import xlsx_mentah

BATAS_DETIK, BATAS_MB, BATAS_RUANG = 10, 500, 3 << 30
SAMPEL, PENUH = 40, 10_000
SAMPEL_BARIS, PENUH_BARIS = 40, 1_000
NIP = [nip for nip, _ in ORANG]
PERINTAH: dict[str, tuple[str, ...]] = {
    "opd": ("opd", "impor"), "jabatan": ("jabatan", "impor"), "kompetensi": ("kompetensi", "impor"),
    "standar": ("standar", "impor"), "standar lebar": ("standar", "impor"), "pegawai": ("pegawai", "impor"),
    "nilai": ("nilai", "impor", "--periode", PERIODE),
    "nilai lebar": ("nilai", "impor", "--periode", PERIODE),
    "pelatihan": ("pelatihan", "impor"), "kelas": ("kelas", "impor"), "hadir": ("kelas", "hadir", KELAS, "--dari"),
}  # fmt: skip
# One good sheet of each kind: new things, known things, and at least one of every sort of cell.
LEMBAR: dict[str, list[Baris]] = {
    "opd": [
        ["kode", "nama", "singkatan", "alias", "induk", "surel", "kepala_nip", "mulai", "selesai"],
        ["DISDIK", "Dinas Pendidikan", "Disdik", "Dikbud;Dinas P & K", None, "a@contoh.invalid", NIP[0], "2020-01-02"],
        ["SD-01", "SD Negeri 1, Rekaan", None, None, "DISDIK", None, None, None, "2030-12-31"],
        ["007", "Dinas Rekaan B", "Reka B", None, "DINKES", None, NIP[1]],
        ["0100", "=Dinas Lain", None, "Lain-lain", "007"],
    ],
    "jabatan": [
        ["kode", "nama", "jenjang", "urusan"],
        ["GURU", "Guru Ahli Muda", "Ahli Muda", "Pendidikan"],
        ["00012", "Jabatan Rekaan B", None, "Umum"],
        ["KASI", "Kepala Seksi", "Pengawas", None],
    ],
    "kompetensi": [
        ["kode", "nama", "jenis", "definisi"],
        ["T02", "Kecakapan Lain", "teknis", "Membaca, menulis, dan menghitung."],
        ["INT", "Integritas", "manajerial", None],
        ["030", "Kecakapan Ketiga", "Sosial Kultural", "Rukun"],
    ],
    "standar": [
        ["jabatan", "kompetensi", "level", "tingkat", "dasar", "mulai", "selesai"],
        ["STAF", "T01", 2.5, "mutlak", "Kepwako 1/2025", "2025-01-01", None],
        ["STAF", "INT", 4, None, None, "2026-01-01", "2026-12-31"],
        ["00012", "KOM", 3, "perlu", None, "2027-01-01", None],
    ],
    "standar lebar": [
        ["jabatan", *KOMPETENSI[:9], "mulai"],
        ["STAF", *[3] * 9, "2025-01-01"],
        ["TRUE", 1, 2, 3, 4, 5, None, 2.5, "3,25", 1, "2026-01-01"],
    ],
    "pegawai": [
        ["NIP", "Nama", "Gelar Depan", "Gelar Belakang", "L/P", "Tanggal Lahir", "Golongan", "Jabatan", "OPD", "Mulai"],
        ["197510102000031005", "PUTI BUNGSU", "dr.", "Sp.A.", "L", "10-10-1975", "IV/a", "STAF", "DINKES", "1-2-2020"],
        ["199601012020122007", "Malin Deman, S.Kom", None, None, "P", "1996-01-01", "III/a", "00012", "007", None],
        ["199002022023211008", "ANGGUN TONGGA", None, None, "L", None, "IX", "3.10", "Dinas Rekaan C", "2023-01-01"],
        [NIP[0], "Sabai Aluih", None, "M.Si.", "P", None, "III/d", "STAF", "DINKES", None],
    ],
    "nilai": [
        ["periode", "nip", "nama", "opd", "kompetensi", "nilai", "sumber", "tanggal"],
        [PERIODE, NIP[0], "Sabai Aluih", "DINKES", "INT", 3, "asesmen", "2025-06-10"],
        [PERIODE, NIP[0], "Sabai Aluih", "DINKES", "KS", 2.75, "atasan", None],
        [PERIODE, NIP[1], "Mangkutak Alam", "007", "Komunikasi", "3,5", None, "10/06/2025"],
        [PERIODE, NIP[2], "Cindua Mato", "1E5", "T01", 4, "uji", None],
    ],
    "nilai lebar": [
        ["No", "NIP", "Nama", "OPD", *KOMPETENSI],
        *([ke, nip, nama, OPD[(ke - 1) % 5], *[(ke + k) % 5 + 1 for k in range(10)], None]
          for ke, (nip, nama) in enumerate(ORANG, 1)),
    ],
    "pelatihan": [
        ["kode", "nama", "bentuk", "jp", "penyelenggara", "kompetensi"],
        ["0003", "Pelatihan Ketiga", 8, 16, "BKPSDM", "KOM=3;PP=2,5"],
        ["KOM-01", "Komunikasi Rekaan", "8", 24, "LAN, Jakarta", "INT=4"],
        ["SEM", "Seminar Lain", 9, None, None, None],
    ],
    "kelas": [
        ["kode", "pelatihan", "mulai", "selesai", "tempat", "kuota", "biaya", "opd_peserta", "status"],
        ["KLS-B", "KOM-01", "2025-04-01", "2025-04-03", "Aula", 30, "Rp 1.500.000", "DINKES;007", "dibuka"],
        ["KLS-007", "KOM-01", "2025-03-03", "2025-03-05", "Balai", None, None, "semua", "dibuka"],
        ["010", "0002", "05-05-2025", "05-05-2025", None, 5, 0, None, None],
    ],
    "hadir": [
        ["No", "NIP", "Nama", "OPD", *(str(hari) for hari in HARI), "Pre Test", "Post Test"],
        *([ke, nip, nama, OPD[(ke - 1) % 5], "V", "S" if ke % 2 else "I", "A" if ke % 3 else None, 60 + ke, 80.5]
          for ke, (nip, nama) in enumerate(ORANG, 1)),
    ],
}  # fmt: skip

# --- mutations ------------------------------------------------------------------------------------------------------

NASTY = (
    "", "0", "-1", "1", "2", "65536", "1048577", "4294967296", "99999999999999999999", "1e308", "NaN", "s", "n", "b",
    "e", "str", "inlineStr", "d", "A0", "A1", "XFD1048576", "AAAA1", "ZZZ99999999", "B2:A1", "A1:XFD1048576", "é", "'",
    "../../etc", "http://contoh.invalid/x", "rId99", "true", "hidden", "1.5", "\ufffe", " ", "A1 A2", "R1C1", "&lt;",
)  # fmt: skip
TEKS = (
    "&amp;", "&lt;x&gt;", "&#65;", "&#0;", "&#x110000;", "&tidakada;", "<![CDATA[x]]>", "<!-- x -->", "]]>", "<x/>",
    "<", "&", "\0", "\ud7ff", "_x0041_", "&#10;", "<f>1+1</f>", "<v>1</v>", "<t>x</t>", "<?x y?>", "1E400", "-0",
    '<!DOCTYPE x [<!ENTITY a "b">]>', "#REF!", "'", "=1+1", "198403122006042901", "1.98403122006042E+17", "45658",
)  # fmt: skip
ATRIBUT = re.compile(rb'([\w:-]+)="([^"]*)"')
Acak = Callable[[bytes, Random], bytes]


def letak(isi: bytes | list[Any], acak: Random, *, lebih: int = 0) -> int:
    return acak.randrange(len(isi) + lebih) if len(isi) + lebih > 0 else 0


def balik_bit(isi: bytes, acak: Random) -> bytes:
    hasil = bytearray(isi)
    for _ in range(acak.choice([1, 1, 2, 8, 40]) if isi else 0):
        hasil[letak(isi, acak)] ^= 1 << acak.randrange(8)
    return bytes(hasil)


def hapus(isi: bytes, acak: Random) -> bytes:
    dari = letak(isi, acak)
    return isi[:dari] + isi[dari + acak.choice([1, 2, 7, 64, 500]) :]


def sisip(isi: bytes, acak: Random) -> bytes:
    dari = letak(isi, acak, lebih=1)
    baru = acak.choice([acak.randbytes(acak.choice([1, 3, 30])), acak.choice(TEKS).encode("utf-8", "surrogatepass")])
    return isi[:dari] + baru + isi[dari:]


def gandakan(isi: bytes, acak: Random) -> bytes:
    dari, ke = letak(isi, acak, lebih=1), letak(isi, acak, lebih=1)
    return isi[:ke] + isi[dari : dari + acak.choice([1, 20, 300])] * acak.choice([1, 1, 5]) + isi[ke:]


def potong(isi: bytes, acak: Random) -> bytes:
    return isi[: letak(isi, acak)]


def timpa(isi: bytes, acak: Random) -> bytes:
    dari, panjang = letak(isi, acak), acak.choice([1, 2, 4, 8])
    nilai = acak.choice([b"\0", b"\xff", b"\x7f", b"\x80", acak.randbytes(1)]) * panjang
    return isi[:dari] + nilai + isi[dari + panjang :]


BITA: tuple[Acak, ...] = (balik_bit, hapus, sisip, gandakan, potong, timpa)


def ubah_atribut(isi: bytes, acak: Random) -> bytes:
    """Another value for an attribute: a nasty one, or one that stands elsewhere; or the attribute away."""
    ada = list(ATRIBUT.finditer(isi))
    if not ada:
        return isi
    satu = acak.choice(ada)
    baru = acak.choice([acak.choice(NASTY).encode(), acak.choice(ada).group(2)])
    if acak.random() < 0.2:
        return isi[: satu.start()] + isi[satu.end() :]
    return isi[: satu.start(2)] + baru + isi[satu.end(2) :]


def unsur(isi: bytes, acak: Random) -> tuple[re.Match[bytes], ...]:
    """All elements of one of the names that make a sheet, innermost closing."""
    nama = acak.choice((b"row", b"c", b"v", b"si", b"t", b"sheet", b"Relationship", b"cellXfs", b"xf", b"dimension",
                        b"table:table-row", b"table:table-cell", b"text:p", b"table:table", b"sheetData"))  # fmt: skip
    return tuple(re.finditer(rb"<%s\b[^<>]*?(?:/>|>.*?</%s>)" % (nama, nama), isi, re.DOTALL))


def tukar_unsur(isi: bytes, acak: Random) -> bytes:
    ada = unsur(isi, acak)
    if len(ada) < 2:
        return isi
    a, b = sorted(acak.sample(ada, 2), key=lambda satu: satu.start())
    return isi[: a.start()] + b.group() + isi[a.end() : b.start()] + a.group() + isi[b.end() :]


def hapus_unsur(isi: bytes, acak: Random) -> bytes:
    if not (ada := unsur(isi, acak)):
        return isi
    satu = acak.choice(ada)
    return isi[: satu.start()] + isi[satu.end() :]


def ulang_unsur(isi: bytes, acak: Random) -> bytes:
    if not (ada := unsur(isi, acak)):
        return isi
    satu = acak.choice(ada)
    return isi[: satu.end()] + satu.group() * acak.choice([1, 1, 50]) + isi[satu.end() :]


def ubah_teks(isi: bytes, acak: Random) -> bytes:
    """Another text or number between two tags, or something inside it."""
    ada = list(re.finditer(rb">([^<>]+)<", isi))
    if not ada:
        return isi
    satu = acak.choice(ada)
    baru = acak.choice(TEKS).encode("utf-8", "surrogatepass")
    if acak.random() < 0.3:
        baru = satu.group(1)[: len(satu.group(1)) // 2] + baru
    if acak.random() < 0.3:
        baru = acak.choice(ada).group(1)
    return isi[: satu.start(1)] + baru + isi[satu.end(1) :]


def ubah_kepala_xml(isi: bytes, acak: Random) -> bytes:
    """Another declaration, encoding, document type or namespace."""
    pilihan: list[Callable[[], bytes]] = [
        lambda: b'<?xml version="1.0" encoding="UTF-16"?>' + isi,
        lambda: isi.decode("utf-8", "replace").encode("utf-16"),
        lambda: b"\xef\xbb\xbf" + isi,
        lambda: b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + isi,
        lambda: b'<!DOCTYPE a SYSTEM "http://contoh.invalid/a.dtd">' + isi,
        lambda: isi.replace(b"http://schemas.openxmlformats.org", b"http://purl.oclc.org", 1),
        lambda: isi.replace(b"xmlns", b"xmlnz", 1),
        lambda: re.sub(rb"encoding=['\"][^'\"]*['\"]", b'encoding="x-tidak-ada"', isi, count=1),
        lambda: isi + isi,
        lambda: b"",
    ]
    return acak.choice(pilihan)()


XML: tuple[Acak, ...] = (
    ubah_atribut, ubah_atribut, ubah_atribut, tukar_unsur, hapus_unsur, ulang_unsur, ubah_teks, ubah_teks,
    ubah_kepala_xml, balik_bit, sisip, potong,
)  # fmt: skip
Bagian = list[tuple[str, bytes]]


def susun_anggota(bagian: Bagian, acak: Random) -> Bagian:
    """Members dropped, doubled, swapped, renamed, or edited."""
    hasil = list(bagian)
    pilih = acak.random()
    a, b = letak(hasil, acak), letak(hasil, acak)
    nama, isi = hasil[a]
    if pilih < 0.06:
        del hasil[a]
    elif pilih < 0.12:
        hasil.insert(b, (nama, acak.choice([isi, hasil[b][1]])))
    elif pilih < 0.18:
        hasil[a], hasil[b] = (nama, hasil[b][1]), (hasil[b][0], isi)
    elif pilih < 0.24:
        baru = (nama.upper(), nama.replace("/", "\\"), "/" + nama, "../" + nama, nama[1:] or "x", nama + "\u00e9")
        hasil[a] = (acak.choice(baru), isi)
    else:
        # The sheet, its texts, its list: where the reader looks.
        utama = [ke for ke, (satu, _) in enumerate(hasil)
                 if re.search(r"sheet\d|sharedStrings|workbook\.xml|^content\.xml", satu)]  # fmt: skip
        a = acak.choice(utama) if utama and acak.random() < 0.85 else a
        hasil[a] = (hasil[a][0], acak.choice(XML)(hasil[a][1], acak))
    return hasil


def ubah_zip(isi: bytes, acak: Random) -> bytes:
    """Edit inside the container and pack it again with right checksums."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        bagian = [(info.filename, arsip.read(info)) for info in arsip.infolist()]
    for _ in range(acak.choice([1, 1, 1, 2, 4])):
        bagian = susun_anggota(bagian, acak) if bagian else bagian
    wadah = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a member twice
        with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
            for nama, satu in bagian:
                arsip.writestr(nama, satu, acak.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]))
    return wadah.getvalue()


def ubah_biff(isi: bytes, acak: Random) -> bytes:
    """Another kind, length or contents for a record of the old workbook stream, or two of them swapped."""
    hasil, rekaman, posisi = bytearray(isi), list[tuple[int, int]](), 512
    while posisi + 4 <= len(isi) and len(rekaman) < 5000:
        jenis, panjang = struct.unpack_from("<HH", isi, posisi)
        if jenis == 0 or panjang > 8224:
            break
        rekaman.append((posisi, panjang))
        posisi += 4 + panjang
    if not rekaman:
        return balik_bit(isi, acak)
    for _ in range(acak.choice([1, 1, 3])):
        posisi, panjang = acak.choice(rekaman)
        pilih = acak.random()
        if pilih < 0.2:
            struct.pack_into(
                "<H", hasil, posisi, acak.choice([0, 0x0A, 0xFC, 0xFD, 0x203, 0x27E, 0xBD, 0x85, 0x3C, 0x809])
            )
        elif pilih < 0.4:
            struct.pack_into("<H", hasil, posisi + 2, acak.choice([0, 1, 3, 8224, 65535, panjang + 1]))
        elif pilih < 0.5:
            lain, sama = acak.choice(rekaman)
            banyak = 4 + min(panjang, sama)
            hasil[posisi : posisi + banyak], hasil[lain : lain + banyak] = (
                hasil[lain : lain + banyak],
                hasil[posisi : posisi + banyak],
            )
        elif panjang:
            letak_ = posisi + 4 + acak.randrange(panjang)
            struct.pack_into("<B", hasil, letak_, acak.choice([0, 1, 0x7F, 0x80, 0xFF, acak.randrange(256)]))
    return bytes(hasil)


def ubah_csv(isi: bytes, acak: Random) -> bytes:
    """Rows, fields, delimiters, quotes, encodings and line ends as people and programs mistreat them."""
    teks = isi.decode("utf-8")
    baris = teks.splitlines(keepends=True)
    a, b = letak(baris, acak), letak(baris, acak)
    medan = baris[a].split(",")
    c, d = letak(medan, acak), letak(medan, acak)
    match acak.randrange(14):
        case 0:
            baris[a], baris[b] = baris[b], baris[a]
        case 1:
            del baris[a]
        case 2:
            baris[a:a] = [baris[b]] * acak.choice([1, 1, 200])
        case 3:
            medan[c], medan[d] = medan[d], medan[c]
        case 4:
            medan[c] = acak.choice((*TEKS, *NASTY)).replace("\n", " ")
        case 5:
            del medan[c]
        case 6:
            medan[c:c] = [medan[d]] * acak.choice([1, 40])
        case 7:
            return teks.replace(",", acak.choice(";|\t: ")).encode()
        case 8:
            sandi = acak.choice(("utf-16", "utf-8-sig", "cp1252", "utf-16-le", "utf-32", "latin-1", "utf-7"))
            return teks.encode(sandi, "replace")
        case 9:
            return teks.replace("\r\n", acak.choice(("\n", "\r", "\n\n", "\r\r\n", "\x0b", "\u2028"))).encode()
        case 10:
            medan[c] = '"' + medan[c]
        case 11:
            return ("sep=;\n" + teks).encode()
        case 12:
            medan[c] = medan[c] + "\n" * 3 + '"'
        case _:
            baris[a:a] = ["\r\n"] * acak.choice([1, 30])
    if medan != (baris[a].split(",") if a < len(baris) else medan) and a < len(baris):
        baris[a] = ",".join(medan)
    return "".join(baris).encode("utf-8", "surrogatepass")


DALAM: dict[str, Acak] = {"csv": ubah_csv, "xlsx": ubah_zip, "ods": ubah_zip, "xls": ubah_biff}


def mutasi(isi: bytes, wadah: str, acak: Random) -> bytes:
    """One mutated file: three times out of four an edit that the container's checks let through."""
    hasil = DALAM[wadah](isi, acak) if acak.random() < 0.75 else acak.choice(BITA)(isi, acak)
    return hasil if acak.random() < 0.9 else acak.choice(BITA)(hasil, acak)


# --- what must hold -------------------------------------------------------------------------------------------------

INGGRIS = re.compile(
    r"\b(error|invalid|the|not found|failed|unexpected|cannot|expected|missing|unknown|while|of)\b", re.I
)
TEMUAN = {"lembar", "baris", "kolom", "sel", "nilai", "kode", "pesan", "saran"}


def periksa_kata(jawab: Jawab) -> None:
    """One sentence and one hint where something was refused; nothing that looks like a crash."""
    seluruh = jawab.keluar + jawab.galat
    assert jawab.kode in (0, 3, 8, 9), (jawab.kode, jawab.galat)
    assert "Traceback" not in seluruh
    assert "cacat program" not in jawab.galat
    assert "panicked" not in seluruh
    baris = jawab.galat.splitlines()
    kalimat = [satu.removeprefix("asn: ") for satu in baris if satu.startswith("asn: ")]
    petunjuk = [satu.removeprefix("Petunjuk: ") for satu in baris if satu.startswith("Petunjuk: ")]
    banyak = int(jawab.kode != 0)
    assert (len(kalimat), len(petunjuk)) == (banyak, banyak), jawab.galat
    assert all(satu.strip() for satu in (*kalimat, *petunjuk))
    # What was typed in the file may stand in quotes.
    assert not any(INGGRIS.search(re.sub(r"'.*'|\".*\"", "", satu)) for satu in (*kalimat, *petunjuk)), jawab.galat
    assert all(satu.isprintable() for satu in baris), jawab.galat


def periksa_laporan(jawab: Jawab) -> dict[str, Any] | None:
    """The report, its sums and its findings checked; None where the file was refused unread."""
    if not jawab.keluar:
        assert jawab.kode in (3, 8)
        return None
    isi = jawab.laporan
    assert isi["dibaca"] == isi["diterima"] + isi["ditahan"] + isi["dilewati"]
    assert isi["diterima"] == isi["baru"] + isi["berubah"] + isi["sama"]
    assert all(isinstance(isi[satu], int) and isi[satu] >= 0 for satu in HITUNGAN)
    assert bool(isi["galat"]) == (jawab.kode != 0)
    assert bool(isi["galat"]) == bool(isi["ditahan"])
    assert len({satu["baris"] for satu in isi["galat"]}) == isi["ditahan"]
    for satu in (*isi["galat"], *isi["peringatan"]):
        assert satu.keys() >= TEMUAN
        assert satu["lembar"] == isi["lembar"]
        assert satu["kode"], satu
        assert satu["pesan"], satu
    for satu in isi["galat"]:
        assert isinstance(satu["baris"], int), satu
        assert satu["baris"] > 0, satu
        assert satu["saran"], satu
    return isi


def periksa_basis(basis: Path) -> None:
    """What was saved is whole."""
    kon = sqlite3.connect(basis)
    try:
        assert kon.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert kon.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        kon.close()


class Bahan(NamedTuple):
    """A good file: its noun, its container, its bytes."""

    benda: str
    wadah: str
    isi: bytes


@pytest.fixture(scope="module")
def bahan(tmp_path_factory: pytest.TempPathFactory) -> list[Bahan]:
    """Every noun in every container."""
    folder = tmp_path_factory.mktemp("bahan")
    hasil = []
    for benda, baris in LEMBAR.items():
        for wadah in WADAH:
            jalur = tulis_berkas(folder / f"{benda}.{wadah}", baris)
            hasil.append(Bahan(benda, wadah, jalur.read_bytes()))
    return hasil


@pytest.fixture(scope="module")
def kota(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that every mutated file meets."""
    return bangun_kota(basis_induk, tmp_path_factory.mktemp("kota") / "kota.db", orang=True)


class Percobaan:
    """Runs one import after the other against a fresh city, and keeps what went wrong."""

    def __init__(self, induk: Path, folder: Path) -> None:
        self.induk, self.folder, self.basis = induk, folder, folder / "kerja.db"
        self.sidik_induk = sidik(induk)
        self.akhir: Counter[tuple[str, int]] = Counter()
        self.segarkan()

    def segarkan(self) -> None:
        """The city as it was."""
        for satu in self.folder.glob("kerja.db*"):
            satu.unlink()
        shutil.copy(self.induk, self.basis)

    def satu(self, benda: str, jalur: Path, *bendera: str) -> Jawab:
        """One import, and everything that must hold of it."""
        mulai = time.perf_counter()
        jawab = panggil(self.basis, *PERINTAH[benda], jalur, *bendera)
        lama = time.perf_counter() - mulai
        assert lama < BATAS_DETIK, f"{lama:.1f} s"
        try:
            periksa_kata(jawab)
            periksa_laporan(jawab)
            assert jawab.kode != 9 or "--lewati" in bendera
            if sidik(self.basis) != self.sidik_induk:
                assert jawab.kode in (0, 9), "a refusal leaves the database as it was"
                assert "-n" not in bendera, "a dry run leaves the database as it was"
                assert jawab.laporan["jalankan"] is not None
                periksa_basis(self.basis)
        finally:
            if sidik(self.basis) != self.sidik_induk:
                self.segarkan()
        self.akhir[jalur.suffix[1:], jawab.kode] += 1
        return jawab


BENDERA = (("--lewati",), ("--lewati",), ("--lewati",), (), ("-n", "--lewati"), ("-n",))


def acak_satu(coba: Percobaan, bahan: list[Bahan], ke: int) -> str | None:
    """The mutation with number `ke`; what it did wrong, None when nothing. The same number is the same file."""
    acak = Random(ke)
    satu = acak.choice(bahan)
    jalur = coba.folder / f"berkas.{satu.wadah}"
    jalur.write_bytes(mutasi(satu.isi, satu.wadah, acak))
    bendera = acak.choice(BENDERA)
    try:
        coba.satu(satu.benda, jalur, *bendera)
    except AssertionError as salah:
        return f"{ke} {satu.benda} {satu.wadah} {' '.join(bendera)}: {str(salah)[:600]}"
    return None


def dalam_anak(coba: Percobaan, bahan: list[Bahan], dari: int, sampai: int) -> list[str]:
    """What the mutations of a range did wrong. A child process runs them: what kills it does not kill the tests."""
    catatan = coba.folder / "catatan.txt"
    salah: list[str] = []
    while dari < sampai:
        catatan.write_text("")
        anak = os.fork()
        if anak == 0:
            _anak(coba, bahan, range(dari, sampai), catatan)
        _, keadaan = os.waitpid(anak, 0)
        baris = [json.loads(satu) for satu in catatan.read_text(encoding="utf-8").splitlines()]
        salah += [satu["salah"] for satu in baris if satu.get("salah")]
        coba.akhir.update(satu["akhir"] for satu in baris if "akhir" in satu)
        terakhir = max(satu["ke"] for satu in baris)
        if keadaan != 0:
            salah.append(f"{terakhir}: proses berakhir dengan {os.waitstatus_to_exitcode(keadaan)}")
            coba.segarkan()
        dari = terakhir + 1
    return salah


def _anak(coba: Percobaan, bahan: list[Bahan], rentang: range, catatan: Path) -> None:
    """The child: one line before and one after each mutation. It never returns."""
    kode = 1
    try:
        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_AS, (BATAS_RUANG, BATAS_RUANG))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        memori = puncak_mb()
        next(memori)
        with catatan.open("a", encoding="utf-8", buffering=1) as tulis:
            for ke in rentang:
                signal.setitimer(signal.ITIMER_REAL, BATAS_DETIK + 2)
                tulis.write(json.dumps({"ke": ke}) + "\n")
                coba.akhir.clear()
                salah = acak_satu(coba, bahan, ke)
                if salah is None and (mb := next(memori)) > BATAS_MB:
                    salah = f"{ke}: {mb} MB"
                akhir = {"_".join(map(str, satu)) for satu in coba.akhir}
                tulis.write(json.dumps({"ke": ke, "salah": salah, "akhir": "".join(akhir) or "salah"}) + "\n")
        kode = 0
    finally:
        os._exit(kode)


def puncak_mb() -> Iterator[int]:
    """How far the peak of resident memory since the last look is above what there was first, where the system tells it.

    What the tests before have loaded is resident in a child from the start.
    """
    hapus_ = Path("/proc/self/clear_refs")

    def puncak() -> int:
        if not hapus_.exists():
            return 0
        mb = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
        hapus_.write_text("5")
        return mb

    puncak()
    awal = puncak()
    while True:
        yield puncak() - awal


@pytest.mark.parametrize("wadah", WADAH)
def test_yang_utuh_diterima_seluruhnya(kota: Path, bahan: list[Bahan], tmp_path: Path, wadah: str) -> None:
    """Otherwise the mutations would start from something that is refused anyway."""
    coba = Percobaan(kota, tmp_path)
    for satu in bahan:
        if satu.wadah == wadah:
            jalur = tmp_path / f"utuh.{wadah}"
            jalur.write_bytes(satu.isi)
            jawab = coba.satu(satu.benda, jalur)
            assert jawab.kode == 0, (satu.benda, jawab.keluar[:2000], jawab.galat)
            assert jawab.laporan["dibaca"] == len(LEMBAR[satu.benda]) - 1
            assert jawab.laporan["baru"] + jawab.laporan["berubah"] > 0


def test_berkas_rusak_dijawab_ditolak_atau_diterima_sebagian(
    kota: Path, bahan: list[Bahan], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A seeded sample of the mutations."""
    coba = Percobaan(kota, tmp_path)
    assert dalam_anak(coba, bahan, 0, SAMPEL) == []
    assert {satu[-1] for satu in coba.akhir} >= {"0", "3", "9"}, coba.akhir
    assert capfd.readouterr() == ("", ""), "what a library prints by itself must not reach the clerk"


@pytest.mark.lama
def test_sepuluh_ribu_berkas_rusak(
    kota: Path, bahan: list[Bahan], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The full count."""
    coba = Percobaan(kota, tmp_path)
    assert dalam_anak(coba, bahan, SAMPEL, SAMPEL + PENUH) == []
    assert sum(coba.akhir.values()) == PENUH
    assert capfd.readouterr() == ("", "")


# --- no row is lost in silence --------------------------------------------------------------------------------------

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ODS_TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SEL_BARIS: dict[str, tuple[list[str], Callable[[Random, int], list[Any]]]] = {
    "nilai lebar": (
        ["No", "NIP", "Nama", "OPD", "INT", "KS", "KOM"],
        lambda acak, ke: [ke, acak.choice(NIP), acak.choice(["Sabai", "TOTAL", None]), acak.choice(OPD),
                          acak.choice([1, 2.5, 7, "3,5", None, "-"]), acak.choice([4, "TH", 0]), acak.choice([5])],
    ),
    "nilai": (
        ["periode", "nip", "kompetensi", "nilai", "tanggal"],
        lambda acak, ke: [acak.choice([PERIODE, "1999"]), acak.choice([*NIP, "123"]), acak.choice(KOMPETENSI),
                          acak.choice([1, 4, 9, None]), acak.choice([None, "2025-02-03", f"{ke}"])],
    ),
    "pegawai": (
        ["No", "NIP", "Nama", "Jabatan", "OPD", "Golongan"],
        lambda acak, ke: [acak.choice([ke, None]), acak.choice([*NIP, "198403122006042", None]),
                          acak.choice(["Jumlah", "Puti", "-", "Mengetahui,"]), acak.choice([*JABATAN, "Entah"]),
                          acak.choice([*OPD, "Entah"]), acak.choice(["III/a", "X/z", None])],
    ),
    "opd": (
        ["kode", "nama", "induk", "mulai"],
        lambda acak, ke: [acak.choice([f"OPD{ke:02d}", "007", None]), acak.choice([f"Dinas Ke {ke}", "Total", None]),
                          acak.choice([None, "DINKES", "ENTAH"]), acak.choice([None, "2020-01-01", "kemarin"])],
    ),
    "kelas": (
        ["kode", "pelatihan", "mulai", "selesai", "kuota"],
        lambda acak, ke: [f"K{acak.randrange(9)}-{ke}", acak.choice(["KOM-01", "ENTAH", None]), "2025-05-05",
                          acak.choice(["2025-05-06", "2025-05-01", None]), acak.choice([1, "nol", None])],
    ),
    "hadir": (
        ["No", "NIP", "Nama", "2025-03-03", "2025-03-04", "Pre"],
        lambda acak, ke: [ke, acak.choice([*NIP, "198403122006042901 ", None]), acak.choice(["Sabai", "Kepala,", None]),
                          acak.choice(["V", "x", "TK", None]), acak.choice(["S", None]), acak.choice([50, 101, None])],
    ),
}  # fmt: skip
SELA: list[list[Any]] = [
    [], [], [None, None, None], ["", "  "], [None, "   "], ["Jumlah", None, None, 12], [None, "Rata-rata", None, 2.5],
    ["Satuan Kerja : DINKES"], ["Unit Kerja", ": 007"], ["(1)", "(2)", "(3)", "(4)"], [1, 2, 3, 4], ["-", "-", "-"],
    ["Catatan: sementara"], ["Keterangan", ":", "V hadir"], [None, None, None, "Sawahlunto, 3 Maret 2025"],
    [None, None, None, "Kepala Dinas,"], [None, "NIP. 19750505 200003 2 998"], [7], ["x"], ["NIHIL"],
    [*[None] * 15, "jauh di kanan"], ["STANDAR", None, None, 3, 3], ["\u00a0"], [None, 0], ["Total", "Total"],
]  # fmt: skip
KOP: tuple[list[Any], ...] = (["PEMERINTAH KOTA REKAAN"], [], ["REKAPITULASI TAHUN 2025"], [None, "Lampiran"])


def lembar_acak(acak: Random, benda: str) -> list[list[Any]]:
    """A letterhead, the heading, and rows among everything that is no row."""
    judul, isi = SEL_BARIS[benda]
    hasil: list[list[Any]] = [list(acak.choice(KOP)) for _ in range(acak.randrange(4))] + [list(judul)]
    for ke in range(acak.randrange(1, 30)):
        pilih = acak.random()
        if pilih < 0.55:
            hasil.append(isi(acak, ke))
        elif pilih < 0.6:
            hasil.append(list(judul))
        else:
            hasil += [list(acak.choice(SELA)) for _ in range(acak.choice([1, 1, 3]))]
    return hasil


def xlsx_jahil(jalur: Path, baris: list[list[Any]], acak: Random) -> Path:
    """A workbook as careless programs write it: formatted empty cells and rows, a row twice, rows without a number."""
    teks: list[str] = []
    larik: list[str] = []
    bernomor = acak.random() < 0.7
    for r, satu in enumerate(baris, 1):
        sel = []
        for c, nilai in enumerate(satu):
            alamat = f' r="{chr(65 + c)}{r}"'
            if nilai is None:
                sel.append(f'<c{alamat} s="0"/>' if acak.random() < 0.5 else "")
            elif isinstance(nilai, str) and acak.random() < 0.5:
                teks.append(nilai)
                sel.append(f'<c{alamat} t="s"><v>{len(teks) - 1}</v></c>')
            elif isinstance(nilai, str):
                ruang = ' xml:space="preserve"'
                sel.append(f'<c{alamat} t="inlineStr"><is><t{ruang}>{escape(nilai)}</t></is></c>')
            else:
                sel.append(f"<c{alamat}><v>{nilai}</v></c>")
        # Without a number a row follows the one before; then no row may be left out.
        nomor = f' r="{r}"' if bernomor else ""
        if sel or not bernomor or acak.random() < 0.5:
            larik.append(f'<row{nomor} spans="1:{acak.choice([1, 9])}" ht="15" customFormat="1">{"".join(sel)}</row>')
    xlsx_mentah(jalur, "".join(larik), [escape(satu) for satu in teks])
    return jalur


def baris_xlsx(jalur: Path) -> list[list[str]]:
    """The texts of every row of a workbook, read without any spreadsheet library."""
    with zipfile.ZipFile(jalur) as arsip:
        akar = ElementTree.fromstring(arsip.read("xl/worksheets/sheet1.xml"))
        nama = "xl/sharedStrings.xml"
        butir = list(ElementTree.fromstring(arsip.read(nama))) if nama in arsip.namelist() else []
    bersama = ["".join(satu.itertext()) for satu in butir]
    hasil: list[list[str]] = []
    for larik in akar.iter(f"{NS}row"):
        sel = ["".join(satu.itertext()) for satu in larik.iter(f"{NS}c")]
        jenis = [satu.get("t") for satu in larik.iter(f"{NS}c")]
        hasil.append([bersama[int(v)] if t == "s" and v else v for t, v in zip(jenis, sel, strict=True)])
    return hasil


def baris_ods(jalur: Path) -> list[list[str]]:
    with zipfile.ZipFile(jalur) as arsip:
        akar = ElementTree.fromstring(arsip.read("content.xml"))
    nilai = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
    return [
        ["".join(sel.itertext()) or sel.get(nilai, "") for sel in larik.iter(f"{ODS_TABEL}table-cell")]
        for larik in akar.iter(f"{ODS_TABEL}table-row")
        for _ in range(int(larik.get(f"{ODS_TABEL}number-rows-repeated", "1")))
    ]


def baris_csv(jalur: Path) -> list[list[str]]:
    with jalur.open(encoding="utf-8", newline="") as berkas:
        return list(csv.reader(berkas))


HITUNG: dict[str, Callable[[Path], list[list[str]]]] = {"xlsx": baris_xlsx, "ods": baris_ods, "csv": baris_csv}


def terhitung(jalur: Path, judul: list[str]) -> int:
    """Non-empty rows below the first heading, counted from the bytes of the file."""
    baris = HITUNG[jalur.suffix[1:]](jalur)
    kepala = next(ke for ke, satu in enumerate(baris) if [sel for sel in satu if sel] == judul)
    return sum(any(sel.strip() for sel in satu) for satu in baris[kepala + 1 :])


def tersembunyi(coba: Percobaan, ke: int) -> str | None:
    """The generated file with number `ke`: what is wrong with the counts, None when nothing."""
    acak = Random(f"baris {ke}")
    benda, wadah = acak.choice(list(SEL_BARIS)), acak.choice(("xlsx", "xlsx", "jahil", "ods", "csv"))
    baris = lembar_acak(acak, benda)
    if wadah == "jahil":
        jalur = xlsx_jahil(coba.folder / "baris.xlsx", baris, acak)
    else:
        jalur = tulis_berkas(coba.folder / f"baris.{wadah}", baris)
    try:
        jawab = coba.satu(benda, jalur, *acak.choice((("--lewati",), ("-n",), ("-n", "--lewati"))))
        assert jawab.keluar, jawab.galat
        assert jawab.laporan["dibaca"] == terhitung(jalur, SEL_BARIS[benda][0])
    except AssertionError as salah:
        return f"{ke} {benda} {wadah}: {str(salah)[:600]}"
    return None


def test_setiap_baris_berisi_terhitung(kota: Path, tmp_path: Path) -> None:
    """A seeded sample: rows among blanks, formatted empty rows, footers and groups are all accounted for."""
    coba = Percobaan(kota, tmp_path)
    assert [salah for ke in range(SAMPEL_BARIS) if (salah := tersembunyi(coba, ke))] == []
    assert {kode for _, kode in coba.akhir} >= {0, 3, 9}, coba.akhir


@pytest.mark.lama
def test_setiap_baris_berisi_terhitung_di_seribu_berkas(kota: Path, tmp_path: Path) -> None:
    """The full count."""
    coba = Percobaan(kota, tmp_path)
    dari = SAMPEL_BARIS
    assert [salah for ke in range(dari, dari + PENUH_BARIS) if (salah := tersembunyi(coba, ke))] == []


# --- the remedy ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("benda", "baris"),
    [
        ("opd", ["A B", "Dinas A", None, None, None, None, None, None, None]),
        ("opd", ["A1", "Dinas A", None, None, None, None, None, "kemarin", None]),
        ("jabatan", ["A1", "Jabatan A", "Ahli Entah", None]),
        ("standar", ["STAF", "INT", 9, None, None, None, None]),
        ("kelas", ["A1", "KOM-01", "2025-04-01", "2025-04-02", None, "nol", None, None, None]),
    ],
)
def test_setiap_temuan_membawa_saran(kota: Path, tmp_path: Path, benda: str, baris: list[Any]) -> None:
    """Each refusal names the fix, not only the fault."""
    jalur = tulis_berkas(tmp_path / "satu.csv", [LEMBAR[benda][0], baris])
    galat = panggil(kota, *PERINTAH[benda], jalur, "-n").laporan["galat"]
    assert galat
    assert all(satu["saran"] for satu in galat)


# --- what would take the process down with it -----------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is a fork")
def test_rantai_sektor_yang_berputar_ditolak(kota: Path, tmp_path: Path) -> None:
    """One entry of the sector table of an old workbook points to itself."""
    jalur = tulis_berkas(tmp_path / "putar.xls", LEMBAR["opd"])
    isi = bytearray(jalur.read_bytes())
    tabel, direktori = struct.unpack_from("<I", isi, 76)[0], struct.unpack_from("<I", isi, 48)[0]
    struct.pack_into("<I", isi, (tabel + 1) * 512 + 4 * direktori, direktori)
    jalur.write_bytes(isi)
    anak = os.fork()
    if anak == 0:
        try:
            faulthandler.disable()
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            jawab = panggil(kota, "opd", "impor", jalur, "-n")
            os._exit(jawab.kode)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1]) == 3
