"""Verified copies of the database: made by SQLite's backup API, checked, named, and in the end cleared away.

A copy gets its name only when it is whole: `{stem}-{alasan}-{YYYYmmdd-HHMMSS}[-n].cadangan.db` (UTC) beside the
database, with `….sha256` beside it in the format of sha256sum. Nothing here reads the live file by hand: closing any
descriptor of a file would drop every lock this process holds on it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store.koneksi import BATAS_TUNGGU, sambung, terjemah

DISIMPAN = 10
PER_GILIRAN = "PRAGMA busy_timeout = 200"  # of one try for a locked file: short, because signals wait for its end
AKHIRAN = ".cadangan.db"
AKHIRAN_SIDIK = ".sha256"
HANYA_PEMILIK = 0o600
SEMENTARA = ".asn-"
_TUTUP = ("sebelum-tutup-", "sesudah-tutup-")  # kept for good: the newest of each
_SEHARI = 86_400
# One word, or what it was made before or after. A second such is the copy of a database whose own name has one.
_EKOR = re.compile(
    r"(?P<alasan>(?:sebelum|sesudah)-.+|[a-z]+)-(?P<cap>\d{8}-\d{6})(?:-(?P<nomor>\d{1,2}))?\.cadangan\.db"
)
_SUFIKS = frozenset({".db", ".sqlite", ".sqlite3"})


class Salinan(NamedTuple):
    """One copy as its name tells it; they sort by age."""

    cap: str
    nomor: int
    alasan: str
    berkas: Path

    @property
    def waktu(self) -> str:
        """When it was made, ISO in UTC."""
        return datetime.strptime(self.cap, "%Y%m%d-%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 - the name says UTC


def cadangkan(lokasi: Path, alasan: str, *, tunggu: float = BATAS_TUNGGU) -> Path:
    """Copy the database beside itself, verify the copy, clear away old copies, return its path.

    Raises `BasisDataBermasalah` when the copy does not pass `integrity_check` and `foreign_key_check`, `BasisDataSibuk`
    after `tunggu` seconds, `GalatBerkas`; a failed copy is removed and no older one touched.
    """
    salinan = _buat(lokasi, lokasi.parent, nama_baru(lokasi, lokasi.parent, alasan), tunggu)
    _rapikan(lokasi, salinan)
    return salinan


def cadangkan_ke(lokasi: Path, ke: Path, *, tunggu: float = BATAS_TUNGGU) -> Path:
    """The same into a folder or under a file name of the clerk's choice; nothing there is replaced (`Bentrok`)."""
    if ke.is_dir():
        return _buat(lokasi, ke, nama_baru(lokasi, ke, "manual"), tunggu)
    if not ke.suffix or not ke.parent.is_dir():
        folder = ke.parent if ke.suffix else ke
        raise GalatBerkas(f"folder {folder} tidak ada", "Buat dulu foldernya, atau tulis nama berkas .db.")
    for satu in (ke, berkas_sidik(ke)):
        if os.path.lexists(satu):
            raise Bentrok(f"{satu} sudah ada", "Pilih nama lain pada --ke.")
    return _buat(lokasi, ke.parent, [ke], tunggu)


def daftar(lokasi: Path) -> list[Salinan]:
    """The copies of this very database beside it, oldest first; those of a neighbour like `kota-dua.db` are not."""
    try:
        nama_berkas = os.listdir(lokasi.parent)  # noqa: PTH208 - names, not paths
    except OSError:
        return []
    tetangga = [
        satu.stem
        for satu in map(Path, nama_berkas)
        if satu.suffix in _SUFIKS and satu.stem.startswith(f"{lokasi.stem}-") and not satu.name.endswith(AKHIRAN)
    ]
    return sorted(
        satu
        for satu in (_urai(lokasi, lokasi.stem, nama) for nama in nama_berkas)
        if satu and not any(_urai(lokasi, lain, satu.berkas.name) for lain in tetangga)
    )


def _urai(lokasi: Path, stem: str, nama: str) -> Salinan | None:
    ekor = _EKOR.fullmatch(nama, len(stem) + 1) if nama.startswith(f"{stem}-") else None
    if ekor is None or "-sebelum-" in ekor["alasan"] or "-sesudah-" in ekor["alasan"]:
        return None
    satu = Salinan(ekor["cap"], int(ekor["nomor"] or 1), ekor["alasan"], lokasi.with_name(nama))
    try:
        return satu if satu.waktu else None
    except ValueError:  # no such day: not a name of ours
        return None


def _rapikan(lokasi: Path, baru: Path) -> None:
    """Keep the newest ten and the newest of each closed period; a copy that cannot be removed stays."""
    if any(os.path.lexists(lokasi.with_suffix(lain)) for lain in _SUFIKS - {lokasi.suffix}):
        return  # `kota.db` beside `kota.sqlite`: nobody can tell whose copies these are
    semua = daftar(lokasi)
    simpan = {satu.berkas for satu in semua[-DISIMPAN:]} | {baru}
    simpan.update({satu.alasan: satu.berkas for satu in semua if satu.alasan.startswith(_TUTUP)}.values())
    for satu in semua:
        if satu.berkas not in simpan:
            # The checksum first: what is left by a crash here is a copy, and copies are cleared away.
            for berkas in (berkas_sidik(satu.berkas), satu.berkas):
                with suppress(OSError):
                    berkas.unlink()


def sapu(folder: Path) -> None:
    """Remove what a killed backup, restore or union left behind more than a day ago."""
    batas = time.time() - _SEHARI
    for satu in (satu for nama in ("cadangan", "pulih", "gabung") for satu in folder.glob(f"{SEMENTARA}{nama}-*")):
        with suppress(OSError):
            if satu.lstat().st_mtime < batas:
                if satu.is_dir() and not satu.is_symlink():
                    from shutil import rmtree

                    rmtree(satu, ignore_errors=True)
                else:
                    satu.unlink()


def nama_sementara(folder: Path) -> Path:
    """A name for a copy that is not finished; `sapu` knows it."""
    return folder / f"{SEMENTARA}cadangan-{os.getpid()}-{os.urandom(6).hex()}.tmp"


def nama_baru(lokasi: Path, folder: Path, alasan: str) -> Iterator[Path]:
    """Names for a copy made now, in the order to try: two copies within a second get different names."""
    cap = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    # A period may be called 2025/1; no other code holds a tilde.
    awal = f"{lokasi.stem}-{alasan.replace('/', '~')}-{cap}"
    return (folder / f"{awal}{f'-{nomor}' if nomor > 1 else ''}{AKHIRAN}" for nomor in range(1, 100))


def berkas_sidik(salinan: Path) -> Path:
    """Where the checksum of a copy stands."""
    return salinan.with_name(salinan.name + AKHIRAN_SIDIK)


def sidik(berkas: Path) -> str:
    """sha256 of a file that no connection has open."""
    import hashlib  # not at the top: the reading door passes here, and readers start without hashing

    with berkas.open("rb") as isi:
        return hashlib.file_digest(isi, "sha256").hexdigest()


def _buat(lokasi: Path, folder: Path, calon: Iterable[Path], tunggu: float) -> Path:
    sementara = nama_sementara(folder)
    sapu(folder)
    try:
        buka_baru(sementara).close()
        with terjemah(lokasi):
            menyerah = hingga(tunggu)
            with closing(sambung(lokasi, "ro", tunggu)) as sumber, closing(sqlite3.connect(sementara)) as tujuan:
                sumber.execute(PER_GILIRAN)
                sumber.backup(tujuan, progress=menyerah, sleep=0)
            pastikan_utuh(sementara, f"cadangan {lokasi}", "Lihat temuannya dengan: asn db periksa")
        return terbitkan(sementara, calon)
    except OSError as salah:
        raise GalatBerkas(
            f"cadangan {lokasi} tidak dapat dibuat di {folder}: {sebab(salah)}",
            "Periksa izin dan sisa ruang folder itu.",
        ) from salah
    finally:
        for satu in (sementara, sementara.with_name(sementara.name + "-journal")):
            with suppress(OSError):
                satu.unlink()


def buka_baru(berkas: Path) -> BinaryIO:
    """A new empty file for writing, its owner's alone under any umask. Raises FileExistsError."""
    tanda = os.open(berkas, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), HANYA_PEMILIK)
    berkas.chmod(HANYA_PEMILIK)
    return os.fdopen(tanda, "wb")


def hingga(tunggu: float) -> Callable[[int, int, int], None]:
    """Progress of a backup that gives up a locked file after `tunggu` seconds: by itself Python tries for ever.

    Between two tries (`PER_GILIRAN`) Ctrl-C and SIGTERM are heard.
    """
    batas = time.monotonic() + tunggu

    def saat(status: int, _sisa: int, _jumlah: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() >= batas:
            sibuk = sqlite3.OperationalError("database is locked")
            sibuk.sqlite_errorname = "SQLITE_BUSY"
            raise sibuk

    return saat


def pastikan_utuh(berkas: Path, sebutan: str, petunjuk: str) -> None:
    """Check a copy as it is on disk, and bring it out of WAL, where one file is not all of it.

    Raises `BasisDataBermasalah` when the file is damaged or a record refers to one that is not there.
    """
    from asn_kompetensi.store import periksa  # not at the top: it hashes, and readers pass here

    with closing(sambung(berkas, "rw")) as kon:
        kon.execute("PRAGMA journal_mode = DELETE")
        if periksa.utuh(kon):
            raise BasisDataBermasalah(f"{sebutan} tidak utuh", petunjuk)
        putus = periksa.tanpa_induk(kon)
    if putus:
        tabel, banyak = putus[0]
        raise BasisDataBermasalah(
            f"{sebutan} tidak utuh: {banyak} rekaman {tabel} merujuk ke rekaman yang tidak ada", petunjuk
        )


def terbitkan(sementara: Path, calon: Iterable[Path]) -> Path:
    """Give a finished copy the first free name, with its checksum beside it; both survive a power cut.

    The checksum is made first and reserves the name, so that the copy appears whole or not at all and no other is
    replaced. Raises `Bentrok` when every name is taken.
    """
    with sementara.open("rb+") as isi:
        os.fsync(isi.fileno())
    tujuan = sementara
    for tujuan in calon:
        tanda = berkas_sidik(tujuan)
        try:
            isi_tanda = buka_baru(tanda)
        except FileExistsError:
            continue
        try:
            with isi_tanda:
                if os.path.lexists(tujuan):
                    raise FileExistsError
                isi_tanda.write(_baris_sidik(sementara, tujuan.name))
                isi_tanda.flush()
                os.fsync(isi_tanda.fileno())
            sementara.replace(tujuan)
        except BaseException as salah:
            tanda.unlink(missing_ok=True)
            if isinstance(salah, FileExistsError):
                continue
            raise
        fsync_folder(tujuan.parent)
        return tujuan
    raise Bentrok(f"{tujuan} sudah ada", "Pilih nama lain, atau ulangi sebentar lagi.")


def _baris_sidik(isi: Path, nama: str) -> bytes:
    """A line that `sha256sum -c` understands, odd names included."""
    lolos = nama.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return os.fsencode(f"{'' if lolos == nama else chr(92)}{sidik(isi)}  {lolos}\n")


def fsync_folder(folder: Path) -> None:
    """Make a new name survive a power cut. Windows and some network drives cannot; the file is whole anyway."""
    with suppress(OSError):
        tanda = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(tanda)
        finally:
            os.close(tanda)
