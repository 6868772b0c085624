"""Putting a checked backup in place of the database: whole or not at all, and nothing replaced is lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from asn_kompetensi.store import antre, cadangan, periksa, segel
from asn_kompetensi.store.bekal import Bekal, pemilik, salin, sistem, tolak_milik_lain
from asn_kompetensi.store.koneksi import BATAS_TUNGGU, sambung, terjemah

_IKUTAN = ("-journal", "-wal", "-shm")


class Hasil(NamedTuple):
    """Where the replaced content is kept (None: there was none), and whether it would open."""

    diganti: Path | None
    terbuka: bool


def pulihkan(bekal: Bekal, *, tunggu: float = BATAS_TUNGGU, menjelang: Callable[[], None] = lambda: None) -> Hasil:
    """Put the checked copy in place of the database; what was there is kept beside it.

    Into a database that opens, the content is written under its own lock: whoever waits for that lock goes on with
    the restored content. A damaged file is moved aside. Raises `BasisDataSibuk` after `tunggu` seconds, `GalatBerkas`;
    then nothing is changed. A crash leaves the old content or the new. `menjelang` is called before the exchange:
    from there to the end of this function nobody should interrupt.
    """
    with sistem(bekal.lokasi):
        hasil = _ganti(bekal, tunggu, menjelang)
    segel.pulihkan(bekal.lokasi)
    return hasil


def _ganti(bekal: Bekal, tunggu: float, menjelang: Callable[[], None]) -> Hasil:
    tolak_milik_lain(bekal.lokasi)
    nyata = bekal.lokasi.resolve()
    if nyata.exists() and pemilik(nyata) is not None:
        try:
            return Hasil(_ganti_isi(bekal, nyata, tunggu, menjelang), terbuka=True)
        except sqlite3.DatabaseError as galat:
            if not str(getattr(galat, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                with terjemah(bekal.lokasi):
                    raise
    menjelang()
    disingkirkan = _singkirkan(nyata)
    bekal.salinan.replace(nyata)
    cadangan.fsync_folder(nyata.parent)
    return Hasil(disingkirkan, terbuka=False)


def _ganti_isi(bekal: Bekal, nyata: Path, tunggu: float, menjelang: Callable[[], None]) -> Path:
    """Write the copy into the open database; returns where the old content is kept."""
    lama: list[Path] = []
    menyerah = cadangan.hingga(tunggu)

    def saat(status: int, sisa: int, jumlah: int) -> None:
        menyerah(status, sisa, jumlah)
        if status == sqlite3.SQLITE_OK and not lama:
            # After the first page the database is locked against everyone, and nothing has reached the file yet.
            lama.append(_simpan(mentah, bekal.lokasi))
        if status == sqlite3.SQLITE_OK and sisa <= 1:
            menjelang()  # the next step commits

    # `mentah` is opened first and closed last: closing it sooner would drop the locks of `kon` on the same file.
    with (
        nyata.open("rb") as mentah,
        closing(sambung(nyata, "rw", tunggu)) as kon,
        closing(sambung(bekal.salinan, "ro")) as sumber,
    ):
        # A journal left by a crash is rolled back, and WAL given up, so that the one file is all there is.
        antre.mulai(kon, tunggu)
        kon.execute("ROLLBACK")
        kon.execute("PRAGMA journal_mode = DELETE")
        kon.execute(cadangan.PER_GILIRAN)
        # The kept copy stays when this fails: an error of the very last step may come after the exchange.
        sumber.backup(kon, pages=1, progress=saat, sleep=0)
    return lama[0]


def _simpan(mentah: BinaryIO, lokasi: Path) -> Path:
    sementara = cadangan.nama_sementara(lokasi.parent)
    try:
        salin(mentah, sementara)
        return cadangan.terbitkan(sementara, cadangan.nama_baru(lokasi, lokasi.parent, "diganti"))
    finally:
        with suppress(OSError):
            sementara.unlink()


def _singkirkan(nyata: Path) -> Path | None:
    """Move a file that does not open, and what SQLite left beside it, to names of their own; None: there was none."""
    cap = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for nomor in range(1, 100):
        akhir = f"-{nomor}" if nomor > 1 else ""
        rusak = nyata.with_name(f"{nyata.stem}-rusak-{cap}{akhir}{nyata.suffix or '.db'}")
        if not any(os.path.lexists(f"{rusak}{satu}") for satu in ("", *_IKUTAN)):
            break
    ada = nyata.exists()
    # The file first: after a crash in between there is no database here, rather than one without its journal.
    for satu in ("", *_IKUTAN):
        with suppress(FileNotFoundError):
            nyata.with_name(nyata.name + satu).rename(f"{rusak}{satu}")
    cadangan.fsync_folder(nyata.parent)
    return rusak if ada else None


def utuh(hasil: Hasil) -> bool | None:
    """Whether the replaced content is a sound database; None when there was none."""
    if hasil.diganti is None or not hasil.terbuka:
        return None if hasil.diganti is None else False
    try:
        with closing(sambung(hasil.diganti, "ro")) as kon:
            return not periksa.utuh(kon)
    except sqlite3.Error:
        return False
