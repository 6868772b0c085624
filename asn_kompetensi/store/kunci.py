"""One at a time: a job of many steps on a database, in whichever process, is running once or not at all.

The lock is the operating system's, on a small file beside the database: it goes when its process goes, however that
ends. The file says who holds it; what a crash leaves of it is taken over by the next.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.domain.galat import BasisDataSibuk, GalatBerkas
from asn_kompetensi.domain.sistem import sebab

HANYA_PEMILIK = 0o600
_JAUH = 1 << 30  # Windows locks bytes against reading too: one far behind the words


@contextmanager
def sendiri(lokasi: Path, pekerjaan: str, pemegang: str) -> Iterator[None]:
    """Hold the lock of `pekerjaan` on a database. Raises `BasisDataSibuk` at once, naming who holds it."""
    berkas = lokasi.with_name(f"{lokasi.name}.{pekerjaan}")
    try:
        tanda = _ambil(berkas)
        if tanda is None:
            raise BasisDataSibuk(
                f"{pekerjaan} atas {lokasi} sedang berjalan{_pemegang(berkas)}",
                "Tunggu sampai selesai, lalu ulangi; yang sudah jadi tidak dikerjakan dua kali.",
            )
        os.ftruncate(tanda, 0)
        os.write(tanda, pemegang.encode())
    except OSError as salah:
        raise GalatBerkas(
            f"{berkas} tidak dapat dibuat: {sebab(salah)}", "Periksa izin folder basis datanya."
        ) from salah
    try:
        yield
    finally:
        # Before it is let go, so that whoever waits never holds a name that is gone. Windows removes no open file.
        with contextlib.suppress(OSError):
            berkas.unlink()
        os.close(tanda)


def _ambil(berkas: Path) -> int | None:
    """The locked file; None where another process holds it."""
    while True:
        tanda = os.open(berkas, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), HANYA_PEMILIK)
        try:
            if not _kunci(tanda):
                os.close(tanda)
                return None
            if os.path.samestat(os.fstat(tanda), berkas.lstat()):
                return tanda
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(tanda)
            raise
        os.close(tanda)  # its holder has just removed it: the name belongs to another file now, or to none


def _kunci(tanda: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(tanda, _JAUH, os.SEEK_SET)
            msvcrt.locking(tanda, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(tanda, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(tanda, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _pemegang(berkas: Path) -> str:
    with contextlib.suppress(OSError):
        if isi := berkas.read_text(encoding="utf-8", errors="replace")[:200].strip():
            return f" ({isi})"
    return ""
