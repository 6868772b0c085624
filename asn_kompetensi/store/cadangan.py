"""Verified copies of the database beside itself."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from asn_kompetensi.domain.galat import BasisDataBermasalah, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store.koneksi import sambung, terjemah


def cadangkan(lokasi: Path, alasan: str) -> Path:
    """Copy the database beside itself with SQLite's backup API, verify the copy, return its path.

    Raises `BasisDataBermasalah` when the copy does not pass `integrity_check`; a failed copy is removed.
    """
    tujuan = _nama_cadangan(lokasi, alasan)
    try:
        with terjemah(lokasi):
            hasil = _salin(lokasi, tujuan)
        if hasil != "ok":
            raise BasisDataBermasalah(f"cadangan {lokasi} tidak utuh", "Periksa media simpan, lalu ulangi.")
    except BaseException:
        tujuan.unlink(missing_ok=True)
        raise
    return tujuan


def _nama_cadangan(lokasi: Path, alasan: str) -> Path:
    """A new empty file of ours beside the database; two backups within a second get different names."""
    cap = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for nomor in range(1, 100):
        akhir = f"-{nomor}" if nomor > 1 else ""
        tujuan = lokasi.with_name(f"{lokasi.stem}-{alasan}-{cap}{akhir}.cadangan.db")
        try:
            os.close(os.open(tujuan, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as salah:
            raise GalatBerkas(
                f"cadangan {tujuan} tidak dapat dibuat: {sebab(salah)}", "Periksa izin foldernya."
            ) from salah
        return tujuan
    raise GalatBerkas(f"terlalu banyak cadangan {lokasi} dalam satu detik", "Ulangi sebentar lagi.")


def _salin(lokasi: Path, tujuan: Path) -> str:
    with closing(sambung(lokasi, "ro")) as sumber, closing(sqlite3.connect(tujuan)) as salinan:
        sumber.backup(salinan)
        return str(salinan.execute("PRAGMA integrity_check").fetchone()[0])
