"""Is this file ours, and can this program read its schema?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import migrations

_KEPALA = b"SQLite format 3\x00"


def pastikan_berkas(lokasi: Path) -> None:
    """Raises BasisDataBermasalah for a file that is missing, no database, or another program's; GalatBerkas unread."""
    if not lokasi.exists():
        raise BasisDataBermasalah(
            f"basis data {lokasi} belum ada", f"Buat dengan: asn db mulai --db {lokasi}   atau coba contohnya: asn demo"
        )
    if not lokasi.is_file():
        raise BasisDataBermasalah(f"{lokasi} bukan berkas basis data", "Sebutkan berkas .db pada --db atau ASN_DB.")
    try:
        with lokasi.open("rb") as berkas:
            kepala = berkas.read(100)
    except OSError as salah:
        raise GalatBerkas(f"{lokasi} tidak dapat dibaca: {sebab(salah)}", "Periksa izin berkas itu.") from salah
    if len(kepala) < 100 or not kepala.startswith(_KEPALA):
        raise BasisDataBermasalah(f"{lokasi} bukan basis data asn", "Periksa nama berkas pada --db atau ASN_DB.")
    if int.from_bytes(kepala[68:72], "big") != migrations.APPLICATION_ID:
        raise BasisDataBermasalah(f"{lokasi} milik program lain", "Periksa nama berkas pada --db atau ASN_DB.")


def versi(kon: sqlite3.Connection, lokasi: Path) -> int:
    """The schema's number. Raises BasisDataBermasalah for a newer program's schema, or one changed by other means."""
    nomor = int(kon.execute("PRAGMA user_version").fetchone()[0])
    if nomor > migrations.versi_program():
        raise BasisDataBermasalah(
            f"{lokasi} dibuat oleh asn yang lebih baru (skema {nomor})", "Perbarui program asn, lalu ulangi."
        )
    asing = migrations.skema_asing(kon, nomor)
    if asing:
        raise BasisDataBermasalah(
            f"skema {lokasi} diubah di luar program ini: {', '.join(asing[:5])}",
            "Pulihkan cadangan terakhir dengan: asn db pulihkan BERKAS   (letaknya: di samping basis data)",
        )
    return nomor


def tolak_gabungan(kon: sqlite3.Connection, lokasi: Path) -> None:
    """Raises Bentrok for several cities in one file: what is written there would be lost with the next union."""
    if kon.execute("SELECT 1 FROM gabungan LIMIT 1").fetchone():
        raise Bentrok(
            f"{lokasi} gabungan beberapa kota dan hanya untuk dibaca",
            "Ubah di berkas kotanya sendiri, lalu gabungkan lagi: asn gabung DB… --ke FILE --timpa",
        )


def pastikan_skema(kon: sqlite3.Connection, lokasi: Path) -> None:
    """Raises Bentrok for an older schema: a backup may have been restored since the file was looked at."""
    if versi(kon, lokasi) < migrations.versi_program():
        raise Bentrok(f"{lokasi} baru saja dipulihkan ke skema lama", "Ulangi perintahnya; skemanya akan diperbarui.")
