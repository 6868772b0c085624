"""Where a united file goes: made beside its place under a name of its own, put there whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas, SalahPakai
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import bekal, cadangan, door, jaringan, migrations, segel
from asn_kompetensi.store.koneksi import sambung
from asn_kompetensi.store.queries.gabung import gabungan

_AWAL = f"{cadangan.SEMENTARA}gabung-"
_IKUTAN = ("-journal", "-wal", "-shm")  # of the file that was there: they must not meet another


def periksa_tujuan(ke: Path, masukan: Sequence[Path], *, timpa: bool) -> None:
    """Refuse early what would be refused at the end.

    Raises `SalahPakai` for one of the inputs, `Bentrok` for a file that is there, with `timpa` for whatever is no union
    (its loss would be one), `GalatBerkas`.
    """
    if any(_sama(ke, satu) for satu in masukan):
        raise SalahPakai(f"--ke {ke} adalah salah satu berkas yang digabung", "Sebutkan nama berkas lain pada --ke.")
    if not ke.absolute().parent.is_dir():
        raise GalatBerkas(f"folder {ke.parent} tidak ada", "Buat dulu foldernya, atau pilih folder lain pada --ke.")
    if ke.exists() and not ke.is_file():
        raise GalatBerkas(f"{ke} bukan berkas biasa", "Tulis nama berkasnya sekalian, misalnya: --ke gabungan.db")
    jaringan.pastikan_setempat(ke)
    if not os.path.lexists(ke):
        return
    if not timpa:
        raise Bentrok(f"{ke} sudah ada", "Pilih nama lain pada --ke, atau tambahkan --timpa untuk menggantinya.")
    # A link is replaced itself, what it leads to untouched.
    if not ke.is_symlink() and not (bekal.pemilik(ke) == migrations.APPLICATION_ID and _gabungan(ke)):
        raise Bentrok(
            f"{ke} bukan hasil asn gabung; berkas lain tidak ditimpa",
            "Pilih nama lain pada --ke, atau pindahkan dahulu berkas itu.",
        )


def _sama(satu: Path, lain: Path) -> bool:
    if satu.absolute() == lain.absolute():
        return True
    return satu.exists() and lain.exists() and satu.samefile(lain)


def _gabungan(lokasi: Path) -> bool:
    """Whether it is a united file that can be read; what a crash left of its log is rolled back on the way."""
    with suppress(sqlite3.Error), closing(sambung(lokasi, "rw" if os.access(lokasi, os.W_OK) else "ro")) as kon:
        return gabungan(kon)
    return False


@contextmanager
def sementara(ke: Path) -> Iterator[Path]:
    """A new empty database beside its place; gone at the end unless it was put there. Raises `GalatBerkas`."""
    folder = ke.absolute().parent
    cadangan.sapu(folder)
    _sapu(folder)
    lokasi = folder / f"{_AWAL}{os.getpid()}-{os.urandom(6).hex()}.tmp"
    try:
        door.buat(lokasi)
        yield lokasi
    finally:
        with suppress(OSError):
            door.hapus(lokasi)


def _sapu(folder: Path) -> None:
    """Remove at once what a killed union left behind; where a process cannot be asked for, it waits for its day."""
    if os.name == "nt":
        return
    for satu in folder.glob(f"{_AWAL}*"):
        proses = satu.name.removeprefix(_AWAL).partition("-")[0]
        try:
            os.kill(int(proses), 0)
        except ProcessLookupError:
            with suppress(OSError):
                satu.unlink()
        except (OSError, ValueError, OverflowError):  # somebody else's, or no name of ours
            continue


def terbitkan(lokasi: Path, ke: Path, tercatat: Sequence[segel.Baris], *, timpa: bool) -> None:
    """Give a finished file its name, with its seal file beside it; both survive a power cut.

    Without `timpa` no file is replaced, not even one that has appeared meanwhile (`Bentrok`). Raises `GalatBerkas`.
    """
    # What a seal file says of another database of this name is never lost: the new one's words come after.
    with suppress(OSError):
        segel.letak(lokasi).write_bytes(segel.letak(ke).read_bytes())
        segel.mulai(lokasi)
    segel.tambah(lokasi, tercatat)
    try:
        with lokasi.open("rb+") as isi:
            os.fsync(isi.fileno())
        if not timpa and os.path.lexists(ke):
            raise FileExistsError
        for satu in _IKUTAN:
            ke.with_name(ke.name + satu).unlink(missing_ok=True)
        if timpa:
            lokasi.replace(ke)
        else:
            _tautkan(lokasi, ke)
        with suppress(FileNotFoundError):  # a disk that took no seal file: `db periksa` says so
            segel.letak(lokasi).replace(segel.letak(ke))
        cadangan.fsync_folder(ke.absolute().parent)
    except FileExistsError as salah:
        raise Bentrok(f"{ke} sudah ada", "Pilih nama lain pada --ke, atau tambahkan --timpa.") from salah
    except OSError as salah:
        raise GalatBerkas(
            f"{ke} tidak dapat ditulis: {sebab(salah)}", "Periksa izin foldernya, lalu ulangi."
        ) from salah


def _tautkan(lokasi: Path, ke: Path) -> None:
    """A link fails where the name is taken, a rename would not; FAT sticks know no links."""
    try:
        os.link(lokasi, ke)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(ke, os.O_WRONLY | os.O_CREAT | os.O_EXCL, cadangan.HANYA_PEMILIK))
        lokasi.replace(ke)
    else:
        lokasi.unlink()
