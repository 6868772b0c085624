"""The two doors to the database: `baca` (query-only) and `tulis` (one command, one transaction); a slit for the log."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, Bentrok, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import antre, cadangan, jaringan, kenali, migrations
from asn_kompetensi.store.koneksi import BATAS_TUNGGU, sambung, terjemah

if TYPE_CHECKING:
    from sqlmodel import Session

    from asn_kompetensi.store.samaran import Orang

# Set before a writer begins. Another tool may have left the file in WAL, where a copy of the one file misses the newest
# work. Changed pages wait in memory for COMMIT: spilled ones lock out every reader, the backup of this very command too
# (the size is a limit, not a reservation; beyond it SQLite looks in vain for a page to give up).
PENULIS = (("journal_mode", "DELETE"), ("cache_spill", "OFF"), ("cache_size", "-256000"))

BATAS_SISIP = 2.0  # seconds: the answer is there already, nobody waits longer for its note


def _diam(_: object) -> None:
    """No one to tell, nothing to do."""


@dataclass(slots=True)
class Pintu:
    """An open database inside one transaction."""

    kon: sqlite3.Connection
    lokasi: Path


@dataclass(slots=True)
class PintuTulis(Pintu):
    """A writing transaction. `jalankan` is the id of its run; `batalkan()` makes the door roll back at the end.

    `padatkan` names the command that erases for good: the whole file is rewritten after it (deleted rows are
    overwritten, but a page may keep what moved in it), and should that fail, it is what to repeat.
    """

    jalankan: int = 0
    batal: bool = False
    padatkan: str = ""
    _sesi: list[Session] = field(default_factory=list)
    _segel: list[tuple[str, str, str]] = field(default_factory=list)
    _lupakan: list[Orang] = field(default_factory=list)

    def segelkan(self, jenis: str, nama: str, sidik: str) -> None:
        """Note an event in the seal file beside the database, once the transaction is on the disk."""
        self._segel.append((jenis, nama, sidik))

    def lupakan(self, orang: Orang) -> None:
        """Erase a person from the trail when this run ends."""
        self._lupakan.append(orang)

    def batalkan(self) -> None:
        """Let the command end normally but keep nothing of it (dry run, refused import)."""
        self.batal = True

    def cadangkan(self, alasan: str) -> Path:
        """A verified copy of the file as it was before this transaction."""
        return cadangan.cadangkan(self.lokasi, alasan)

    @property
    def berubah(self) -> bool:
        """Whether the run has changed any record."""
        if self._sesi:
            self._sesi[0].flush()
        from asn_kompetensi.store import catatan

        return catatan.berubah(self.kon, self.jalankan)

    @property
    def sesi(self) -> Session:
        """A SQLModel session on this very connection; imported on first use, because it costs half a second."""
        if not self._sesi:
            self._sesi.append(_sesi(self.kon))
        return self._sesi[0]


def _sesi(kon: sqlite3.Connection) -> Session:
    from sqlalchemy.pool import StaticPool
    from sqlmodel import Session, create_engine

    # The door owns the transaction: the engine neither begins nor ends it, and errors never print bound values.
    mesin = create_engine(
        "sqlite://", creator=lambda: kon, poolclass=StaticPool, pool_reset_on_return=None, hide_parameters=True
    )
    # SQLAlchemy rolls back once after its very first look at a connection: that would end the door's transaction.
    for kerja in ("do_begin", "do_commit", "do_rollback"):
        setattr(mesin.dialect, kerja, _diam)
    return Session(mesin, expire_on_commit=False, autoflush=True)


def _padatkan(kon: sqlite3.Connection, pintu: PintuTulis) -> None:
    try:
        kon.execute("VACUUM")
    except sqlite3.Error as salah:
        pesan = f"sudah tersimpan, tetapi {pintu.lokasi} belum dapat ditulis ulang; sisa hapusan mungkin masih terbaca"
        if getattr(salah, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise BasisDataSibuk(
                pesan, f"Tunggu sampai program lain selesai membaca, lalu ulangi: {pintu.padatkan}"
            ) from salah
        raise GalatBerkas(pesan, f"Kosongkan ruang di media simpannya, lalu ulangi: {pintu.padatkan}") from salah


def _perbarui(lokasi: Path, tunggu: float, beri_tahu: Callable[[str], None]) -> None:
    """Migrate an older schema in one transaction, after a verified backup beside the file."""
    if not os.access(lokasi, os.W_OK) or not os.access(lokasi.absolute().parent, os.W_OK):
        raise BasisDataBermasalah(
            f"{lokasi} berskema lama dan tidak dapat ditulis", "Beri izin tulis agar skemanya dapat diperbarui."
        )
    kon = sambung(lokasi, "rw", tunggu)
    try:
        antre.mulai(kon, tunggu)
        dari = kenali.versi(kon, lokasi)
        if dari < migrations.versi_program():
            salinan = cadangan.cadangkan(lokasi, f"sebelum-skema-{migrations.versi_program()}")
            migrations.terapkan(kon, dari)
            beri_tahu(
                f"Skema basis data diperbarui dari {dari} ke {migrations.versi_program()}; cadangan: {salinan.name}"
            )
        kon.execute("COMMIT")
    finally:
        kon.close()


def _siapkan(lokasi: Path, tunggu: float, beri_tahu: Callable[[str], None], mode: str) -> sqlite3.Connection:
    kenali.pastikan_berkas(lokasi)
    jaringan.pastikan_setempat(lokasi)
    kon = sambung(lokasi, mode, tunggu)
    try:
        if kenali.versi(kon, lokasi) < migrations.versi_program():
            kon.close()
            _perbarui(lokasi, tunggu, beri_tahu)
            kon = sambung(lokasi, mode, tunggu)
    except BaseException:
        kon.close()
        raise
    return kon


@contextmanager
def baca(lokasi: Path, *, tunggu: float = BATAS_TUNGGU, beri_tahu: Callable[[str], None] = _diam) -> Iterator[Pintu]:
    """Open for reading: a consistent snapshot in one transaction, nothing can be written.

    Opens read-write with `query_only` where it may, so that a journal left by a crash is rolled back.
    Raises `BasisDataBermasalah` (missing, foreign, newer), `GalatBerkas`, `BasisDataSibuk`.
    """
    with terjemah(lokasi):
        boleh_tulis = os.access(lokasi, os.W_OK) and os.access(lokasi.absolute().parent, os.W_OK)
        kon = _siapkan(lokasi, tunggu, beri_tahu, "rw" if boleh_tulis else "ro")
        try:
            kon.execute("PRAGMA query_only = ON")
            kon.execute("BEGIN")
            kenali.pastikan_skema(kon, lokasi)
            yield Pintu(kon, lokasi)
        finally:
            kon.close()


@contextmanager
def tulis(
    lokasi: Path,
    *,
    perintah: str,
    petugas: str,
    berkas: str | None = None,
    sha256: str | None = None,
    kering: bool = False,
    tunggu: float = BATAS_TUNGGU,
    beri_tahu: Callable[[str], None] = _diam,
    jeda: Callable[[], None] = lambda: None,
) -> Iterator[PintuTulis]:
    """Open for writing: `BEGIN IMMEDIATE`, one run in `jalankan`, COMMIT at the end.

    Rolls back on any exception, when `kering` (dry run), after `batalkan()`, and when nothing but the run itself would
    have been written, so that repeating a command leaves the file as it was. `jeda` is called again and again while
    COMMIT waits for readers; what it raises rolls back.
    """
    # Not at the top: hashing is for writers, readers start without it.
    from asn_kompetensi.store import pemicu, rantai, samaran, segel

    with terjemah(lokasi):
        kon = _siapkan(lokasi, tunggu, beri_tahu, "rw")
        try:
            for nama, isi in PENULIS:
                kon.execute(f"PRAGMA {nama} = {isi}")
            antre.mulai(kon, tunggu)
            kenali.pastikan_skema(kon, lokasi)
            kenali.tolak_gabungan(kon, lokasi)
            waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            nomor = kon.execute(
                "INSERT INTO jalankan (waktu, petugas, perintah, berkas, sha256) VALUES (?, ?, ?, ?, ?)",
                (waktu, petugas, perintah, berkas, sha256),
            ).lastrowid
            pintu = PintuTulis(kon, lokasi, jalankan=nomor or 0, batal=kering)
            pemicu.pasang(kon, pintu.jalankan)
            yield pintu
            if pintu.berubah and not pintu.batal:
                rantai.tutup(kon, pintu.jalankan)
                for orang in pintu._lupakan:
                    samaran.lupakan(kon, orang)
                nomor_ujung, sidik = segel.ujung(kon)
                antre.selesai(kon, tunggu, jeda)
                segel.tambah(lokasi, [("jalankan", str(nomor_ujung), sidik), *pintu._segel])
            else:
                kon.execute("ROLLBACK")
            if pintu.padatkan and not kering:
                _padatkan(kon, pintu)
        except BaseException:
            if kon.in_transaction:
                kon.execute("ROLLBACK")
            raise
        finally:
            kon.close()


@contextmanager
def sisip(lokasi: Path, *, tunggu: float = BATAS_SISIP) -> Iterator[Pintu]:
    """A short writing transaction for the processing log alone: no run, no trail, so that a read stays a read.

    Nobody in this process may be reading the file meanwhile. Raises what `tulis` raises, `BasisDataSibuk` sooner.
    """
    with terjemah(lokasi):
        kon = _siapkan(lokasi, tunggu, _diam, "rw")
        try:
            for nama, isi in PENULIS:
                kon.execute(f"PRAGMA {nama} = {isi}")
            antre.mulai(kon, tunggu)
            kenali.pastikan_skema(kon, lokasi)
            yield Pintu(kon, lokasi)
            antre.selesai(kon, tunggu, lambda: None)
        except BaseException:
            if kon.in_transaction:
                kon.execute("ROLLBACK")
            raise
        finally:
            kon.close()


def buat(lokasi: Path) -> None:
    """Create an empty database with the newest schema, mode 0600. Raises `Bentrok` if the file is there."""
    from asn_kompetensi.store import segel

    jaringan.pastikan_setempat(lokasi)
    try:
        lokasi.absolute().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(lokasi, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as salah:
        if isinstance(salah, FileExistsError) and os.path.lexists(lokasi):
            raise Bentrok(f"{lokasi} sudah ada", "Pakai berkas itu, atau sebutkan nama lain pada --db.") from salah
        raise GalatBerkas(f"{lokasi} tidak dapat dibuat: {sebab(salah)}", "Periksa nama dan izin foldernya.") from salah
    with terjemah(lokasi):
        kon = sambung(lokasi, "rw", BATAS_TUNGGU)
        try:
            kon.execute("BEGIN IMMEDIATE")
            migrations.terapkan(kon, 0)
            kon.execute("COMMIT")
        except BaseException:
            kon.close()
            lokasi.unlink(missing_ok=True)
            raise
        kon.close()
    segel.mulai(lokasi)


def pindahkan(dari: Path, ke: Path) -> None:
    """Put a finished database, with its seal file, in the place of another."""
    from asn_kompetensi.store import segel

    dari.replace(ke)
    segel.letak(dari).replace(segel.letak(ke))


def hapus(lokasi: Path) -> None:
    """Remove a database that was not finished, with its seal file; none there is fine."""
    from asn_kompetensi.store import segel

    for berkas in (lokasi, segel.letak(lokasi)):
        berkas.unlink(missing_ok=True)
