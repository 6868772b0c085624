"""A backup checked before it may take the place of the database, on a private copy that is then used as it is."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, GalatASN, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import cadangan, door, migrations, periksa
from asn_kompetensi.store.koneksi import sambung, terjemah
from asn_kompetensi.store.queries import db, riwayat

_KEPALA = b"SQLite format 3\x00"
_LAIN = "Pakai cadangan lain; letaknya di folder basis data, bernama ….cadangan.db"
_SEBENTAR = 0.5  # seconds: a look for the question's sake is not worth a long wait
_BARIS_SIDIK = re.compile(rb"\\?([0-9a-fA-F]{64})[ \t]")


class Isi(NamedTuple):
    """What a file holds: its schema, the newest run and its time, people, scores, and whose they are."""

    versi_skema: int
    jalankan: int
    waktu: str | None
    pegawai: int
    nilai: int
    instansi: str | None


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


@contextmanager
def siapkan(lokasi: Path, berkas: Path) -> Iterator[Bekal]:
    """Check a backup on a private copy of it; neither the backup nor the database is touched.

    Raises `Bentrok` when both are the same file, `BasisDataBermasalah` for a backup that is missing, not ours, newer,
    damaged, changed since it was made or still in use, and for a database of another program; `GalatBerkas`.
    """
    with sistem(berkas):
        _periksa_berkas(berkas, lokasi)
        tolak_milik_lain(lokasi)
        nyata = lokasi.resolve()
        cadangan.sapu(nyata.parent)
        folder = tempfile.TemporaryDirectory(
            prefix=f"{cadangan.SEMENTARA}pulih-", dir=nyata.parent, ignore_cleanup_errors=True
        )
    with folder as nama:
        salinan = Path(nama, "isi.db")
        with sistem(berkas):
            with berkas.open("rb") as asal:
                salin(asal, salinan)
            tersidik = _cocokkan(berkas, salinan)
            isi = _uji(berkas, salinan)
        yield Bekal(lokasi, berkas, salinan, tersidik, isi, intip(nyata))


@contextmanager
def sistem(berkas: Path) -> Iterator[None]:
    """Refusals of the operating system as sentences."""
    try:
        yield
    except OSError as salah:
        raise GalatBerkas(
            f"{salah.filename or berkas} tidak dapat dibaca atau ditulis: {sebab(salah)}",
            "Periksa nama, izin, dan sisa ruang foldernya, lalu ulangi.",
        ) from salah


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
    milik = pemilik(berkas)
    if milik != migrations.APPLICATION_ID:
        siapa = "bukan basis data asn" if milik is None else "milik program lain"
        raise BasisDataBermasalah(f"{berkas} {siapa}", _LAIN)


def pemilik(berkas: Path) -> int | None:
    """The application id of a SQLite file, None for anything else."""
    with berkas.open("rb") as isi:
        kepala = isi.read(100)
    if len(kepala) < 100 or not kepala.startswith(_KEPALA):
        return None
    return int.from_bytes(kepala[68:72], "big")


def tolak_milik_lain(lokasi: Path) -> None:
    """Raise `BasisDataBermasalah` when the place of the database is taken by another program's, or by a folder."""
    if not lokasi.exists():
        return
    if not lokasi.is_file():
        raise BasisDataBermasalah(f"{lokasi} bukan berkas basis data", "Sebutkan berkas .db pada --db atau ASN_DB.")
    if pemilik(lokasi) not in (None, migrations.APPLICATION_ID):
        raise BasisDataBermasalah(
            f"{lokasi} milik program lain; tidak diganti", "Periksa nama berkas pada --db atau ASN_DB."
        )


def salin(asal: BinaryIO, tujuan: Path) -> None:
    """The bytes of an open file into a new file of its owner alone, on the disk before this returns."""
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
    isi = intip(salinan)
    if isi is None:
        raise BasisDataBermasalah(f"isi {berkas} tidak dapat dibaca", _LAIN)
    uji = salinan.with_name("uji.db")
    with salinan.open("rb") as asal:
        salin(asal, uji)
    try:
        with door.baca(uji) as d:
            diubah = periksa.jejak_rusak(d.kon)
    except GalatASN as galat:
        petunjuk = galat.petunjuk if isi.versi_skema > migrations.versi_program() else _LAIN
        raise type(galat)(galat.pesan.replace(str(uji), str(berkas)), petunjuk) from galat
    if diubah:
        raise BasisDataBermasalah(
            f"{berkas} diubah di luar program ini", f"Lihat apa yang diubah: asn db periksa --db {berkas}. {_LAIN}"
        )
    return isi


def intip(lokasi: Path) -> Isi | None:
    """What a file holds, unchecked; None when it cannot be read."""
    try:
        with closing(sambung(lokasi, "ro", _SEBENTAR)) as kon:
            nomor = riwayat.nomor_terakhir(kon)
            jalankan = riwayat.satu_jalankan(kon, nomor)
            isi = db.jumlah(kon)
            return Isi(
                db.versi_skema(kon), nomor, jalankan and jalankan[2], isi["pegawai"], isi["nilai"], db.instansi(kon)
            )
    except sqlite3.Error:
        return None
