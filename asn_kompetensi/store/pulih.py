"""Putting a backup back in place of the database: checked before, whole or not at all, and nothing replaced is lost."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, GalatASN, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import cadangan, door, migrations, periksa
from asn_kompetensi.store.koneksi import BATAS_TUNGGU, sambung, terjemah
from asn_kompetensi.store.queries import db, riwayat

_KEPALA = b"SQLite format 3\x00"
_IKUTAN = ("-journal", "-wal", "-shm")
_LAIN = "Pakai cadangan lain; letaknya di folder basis data, bernama ….cadangan.db"
_SEBENTAR = 0.5  # seconds: a look for the question's sake is not worth a long wait
_BARIS_SIDIK = re.compile(rb"\\?([0-9a-fA-F]{64})[ \t]")


class Isi(NamedTuple):
    """What a file holds: its schema, the newest run and its time, people, scores."""

    versi_skema: int
    jalankan: int
    waktu: str | None
    pegawai: int
    nilai: int


@dataclass(frozen=True, slots=True)
class Bekal:
    """A checked private copy, ready to be put in place.

    `tersidik` is False when no checksum stood beside the backup; `sekarang` is None when there is no readable database.
    """

    lokasi: Path
    berkas: Path
    salinan: Path
    tersidik: bool
    isi: Isi
    sekarang: Isi | None


class Hasil(NamedTuple):
    """Where the replaced content is kept (None: there was none), and whether it is whole."""

    diganti: Path | None
    utuh: bool


@contextmanager
def siapkan(lokasi: Path, berkas: Path) -> Iterator[Bekal]:
    """Check a backup on a private copy of it; neither the backup nor the database is touched.

    Raises `Bentrok` when both are the same file, `BasisDataBermasalah` for a backup that is missing, not ours, newer,
    damaged, changed since it was made or still in use, and for a database of another program; `GalatBerkas`.
    """
    with _sistem(berkas):
        _periksa_berkas(berkas, lokasi)
        _tolak_milik_lain(lokasi)
        nyata = lokasi.resolve()
        cadangan.sapu(nyata.parent)
        folder = tempfile.TemporaryDirectory(
            prefix=f"{cadangan.SEMENTARA}pulih-", dir=nyata.parent, ignore_cleanup_errors=True
        )
    with folder as nama:
        salinan = Path(nama, "isi.db")
        with _sistem(berkas):
            with berkas.open("rb") as asal:
                _salin(asal, salinan)
            tersidik = _cocokkan(berkas, salinan)
            isi = _uji(berkas, salinan)
        yield Bekal(lokasi, berkas, salinan, tersidik, isi, _intip(nyata))


def pulihkan(bekal: Bekal, *, tunggu: float = BATAS_TUNGGU) -> Hasil:
    """Put the checked copy in place of the database; what was there is kept beside it.

    Into a database that opens, the content is written under its own lock: whoever waits for that lock goes on with
    the restored content. A damaged file is moved aside. Raises `BasisDataSibuk` after `tunggu` seconds, `GalatBerkas`;
    then nothing is changed. A crash leaves the old content or the new.
    """
    with _sistem(bekal.lokasi):
        diganti = _ganti(bekal, tunggu)
    _sesudah_pulih(bekal.lokasi)
    return Hasil(diganti, diganti is None or _utuh(diganti))


def _sesudah_pulih(lokasi: Path) -> None:
    """The single place to do what follows a restore that succeeded, whichever way it went."""


@contextmanager
def _sistem(berkas: Path) -> Iterator[None]:
    try:
        yield
    except OSError as salah:
        raise GalatBerkas(
            f"{salah.filename or berkas} tidak dapat dibaca atau ditulis: {sebab(salah)}",
            "Periksa nama, izin, dan sisa ruang foldernya; basis data tidak diubah.",
        ) from salah


# --- before: the backup ---------------------------------------------------------------------------------------------


def _periksa_berkas(berkas: Path, lokasi: Path) -> None:
    if not berkas.exists():
        ada = [satu.berkas.name for satu in cadangan.daftar(lokasi)[:-4:-1]]
        petunjuk = f"Cadangan terbaru di {lokasi.absolute().parent}: {', '.join(ada)}" if ada else _LAIN
        raise BasisDataBermasalah(f"cadangan {berkas} tidak ada", petunjuk)
    if not berkas.is_file():
        raise BasisDataBermasalah(f"{berkas} bukan berkas cadangan", _LAIN)
    if lokasi.exists() and berkas.samefile(lokasi):
        raise Bentrok(f"{berkas} adalah basis data itu sendiri", _LAIN)
    nyata = berkas.resolve()
    for satu in (nyata.with_name(nyata.name + akhir) for akhir in ("-journal", "-wal")):
        if os.path.lexists(satu):
            raise BasisDataBermasalah(
                f"{berkas} belum tentu lengkap: di sebelahnya masih ada {satu.name}",
                "Tutup program yang membukanya, lalu ulangi; bila tetap ada, pakai cadangan lain.",
            )
    milik = _pemilik(berkas)
    if milik != migrations.APPLICATION_ID:
        siapa = "bukan basis data asn" if milik is None else "milik program lain"
        raise BasisDataBermasalah(f"{berkas} {siapa}", _LAIN)


def _pemilik(berkas: Path) -> int | None:
    """The application id of a SQLite file, None for anything else."""
    with berkas.open("rb") as isi:
        kepala = isi.read(100)
    if len(kepala) < 100 or not kepala.startswith(_KEPALA):
        return None
    return int.from_bytes(kepala[68:72], "big")


def _tolak_milik_lain(lokasi: Path) -> None:
    if not lokasi.exists():
        return
    if not lokasi.is_file():
        raise BasisDataBermasalah(f"{lokasi} bukan berkas basis data", "Sebutkan berkas .db pada --db atau ASN_DB.")
    if _pemilik(lokasi) not in (None, migrations.APPLICATION_ID):
        raise BasisDataBermasalah(
            f"{lokasi} milik program lain; tidak diganti", "Periksa nama berkas pada --db atau ASN_DB."
        )


def _salin(asal: BinaryIO, tujuan: Path) -> None:
    with cadangan.buka_baru(tujuan) as isi:
        shutil.copyfileobj(asal, isi, 1 << 20)
        isi.flush()
        os.fsync(isi.fileno())


def _cocokkan(berkas: Path, salinan: Path) -> bool:
    """Whether a checksum stood beside the backup; the one that stands there must be that of these very bytes."""
    tanda = cadangan.berkas_sidik(berkas)
    if not tanda.exists():
        return False
    with tanda.open("rb") as isi:
        baris = _BARIS_SIDIK.match(isi.read(4096))
    if baris is None:
        raise BasisDataBermasalah(f"{tanda} tidak berisi sidik sha256", _LAIN)
    if baris[1].decode().lower() != cadangan.sidik(salinan):
        raise BasisDataBermasalah(f"{berkas} berubah sejak dibuat: sidiknya tidak cocok dengan {tanda.name}", _LAIN)
    return True


def _uji(berkas: Path, salinan: Path) -> Isi:
    """Whole, and opened by the door: that may migrate what it opens, so it gets a copy of its own."""
    with terjemah(berkas):
        cadangan.pastikan_utuh(salinan, f"cadangan {berkas}", _LAIN)
    uji = salinan.with_name("uji.db")
    with salinan.open("rb") as asal:
        _salin(asal, uji)
    try:
        with door.baca(uji):
            pass
    except GalatASN as galat:
        raise type(galat)(galat.pesan.replace(str(uji), str(berkas)), galat.petunjuk) from galat
    isi = _intip(salinan)
    if isi is None:
        raise BasisDataBermasalah(f"isi {berkas} tidak dapat dibaca", _LAIN)
    return isi


def _intip(lokasi: Path) -> Isi | None:
    try:
        with closing(sambung(lokasi, "ro", _SEBENTAR)) as kon:
            nomor = riwayat.nomor_terakhir(kon)
            jalankan = riwayat.satu_jalankan(kon, nomor)
            isi = db.jumlah(kon)
            return Isi(db.versi_skema(kon), nomor, jalankan and jalankan[2], isi["pegawai"], isi["nilai"])
    except sqlite3.Error:
        return None


# --- the exchange ---------------------------------------------------------------------------------------------------


def _ganti(bekal: Bekal, tunggu: float) -> Path | None:
    _tolak_milik_lain(bekal.lokasi)
    nyata = bekal.lokasi.resolve()
    if nyata.exists() and _pemilik(nyata) is not None:
        try:
            return _ganti_isi(bekal, nyata, tunggu)
        except sqlite3.DatabaseError as galat:
            if not str(getattr(galat, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                with terjemah(bekal.lokasi):
                    raise
    disingkirkan = _singkirkan(nyata)
    bekal.salinan.replace(nyata)
    cadangan.fsync_folder(nyata.parent)
    return disingkirkan


def _ganti_isi(bekal: Bekal, nyata: Path, tunggu: float) -> Path:
    """Write the copy into the open database; returns where the old content is kept."""
    lama: list[Path] = []

    def saat(status: int, sisa: int, jumlah: int) -> None:
        cadangan.berhenti_bila_sibuk(status, sisa, jumlah)
        if status == sqlite3.SQLITE_OK and not lama:
            # After the first page the database is locked against everyone, and nothing has reached the file yet.
            lama.append(_simpan(mentah, bekal.lokasi))

    # `mentah` is opened first and closed last: closing it sooner would drop the locks of `kon` on the same file.
    with (
        nyata.open("rb") as mentah,
        closing(sambung(nyata, "rw", tunggu)) as kon,
        closing(sambung(bekal.salinan, "ro")) as sumber,
    ):
        # Out of WAL, and a journal left by a crash rolled back, so that the one file is all there is.
        kon.execute("PRAGMA journal_mode = DELETE").fetchone()
        kon.execute("PRAGMA user_version").fetchone()
        try:
            sumber.backup(kon, pages=1, progress=saat)
        except BaseException:
            for satu in lama:  # nothing was replaced, so nothing needs keeping
                with suppress(OSError):
                    cadangan.berkas_sidik(satu).unlink()
                    satu.unlink()
            raise
    return lama[0]


def _simpan(mentah: BinaryIO, lokasi: Path) -> Path:
    sementara = cadangan.nama_sementara(lokasi.parent)
    try:
        mentah.seek(0)
        _salin(mentah, sementara)
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


def _utuh(berkas: Path) -> bool:
    try:
        with closing(sambung(berkas, "ro")) as kon:
            return not periksa.utuh(kon)
    except sqlite3.Error:
        return False
