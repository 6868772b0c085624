"""SQLite's errors as sentences: the one place where a driver error becomes a `GalatASN`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, Bentrok, DataDitolak, GalatASN, GalatBerkas

# Stored text that is no UTF-8 (said without a code) or no JSON: only damage or another program leaves such.
_TEKS_RUSAK = ("Could not decode to UTF-8", "malformed JSON")


def rusak(lokasi: Path) -> BasisDataBermasalah:
    """A file whose content cannot be what the program wrote."""
    return BasisDataBermasalah(
        f"{lokasi} rusak atau bukan basis data",
        "Pulihkan cadangan terakhir dengan: asn db pulihkan BERKAS   (letaknya: di samping basis data)",
    )


def terjemahkan(galat: sqlite3.Error, lokasi: Path) -> GalatASN:
    """The sentence and exit code for a driver error; values of the failed statement are never repeated."""
    nama = getattr(galat, "sqlite_errorname", "") or ""
    if nama.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BasisDataSibuk(
            f"basis data {lokasi} sedang dipakai program lain lebih lama dari batas tunggu",
            "Tunggu sampai pekerjaan lain selesai, lalu ulangi perintah ini.",
        )
    if nama.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or str(galat).startswith(_TEKS_RUSAK):
        return rusak(lokasi)
    if nama.startswith("SQLITE_READONLY_ROLLBACK"):
        return BasisDataBermasalah(
            f"pekerjaan terakhir pada {lokasi} terputus dan belum dibatalkan",
            "Beri izin tulis pada berkas dan foldernya, lalu ulangi; sisanya dibereskan sendiri.",
        )
    if nama.startswith("SQLITE_READONLY"):
        return GalatBerkas(f"{lokasi} hanya boleh dibaca", "Periksa izin tulis berkas dan foldernya.")
    if nama.startswith("SQLITE_FULL"):
        return GalatBerkas(f"tempat penyimpanan penuh saat menulis {lokasi}", "Kosongkan ruang, lalu ulangi.")
    if nama.startswith("SQLITE_IOERR_DIR_FSYNC"):  # after the journal is gone: done, but perhaps not power-cut proof
        return GalatBerkas(
            f"media simpan bermasalah saat menyelesaikan pekerjaan pada {lokasi} ({nama})",
            "Pekerjaan ini mungkin sudah tersimpan; lihat dengan: asn riwayat",
        )
    if nama.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return GalatBerkas(f"{lokasi} tidak dapat dibaca atau ditulis ({nama})", "Periksa izin dan media simpannya.")
    if nama.startswith(("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")):
        return Bentrok("data itu sudah ada", "Lihat yang sudah terdaftar dengan perintah daftar.")
    if nama.startswith("SQLITE_CONSTRAINT_TRIGGER"):
        return Bentrok(
            "isi periode yang sudah ditutup tidak dapat diubah",
            "Bila memang perlu: asn periode buka-ulang PERIODE --alasan ALASAN --saksi NAMA",
        )
    if nama.startswith("SQLITE_CONSTRAINT"):
        return DataDitolak(
            f"data melanggar aturan basis data ({nama})", "Periksa kembali isian; tidak ada yang disimpan."
        )
    return GalatASN(f"basis data menolak perintah ({nama or type(galat).__name__})")
