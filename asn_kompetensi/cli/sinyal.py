"""Stopped from outside: the command unwinds like any other failure, so that everything is rolled back."""

from __future__ import annotations

import signal
from types import FrameType

from asn_kompetensi.domain.galat import KodeKeluar


class Dihentikan(BaseException):
    """SIGTERM or SIGHUP arrived; `kode` is the exit code that says which."""

    def __init__(self, kode: KodeKeluar) -> None:
        super().__init__(kode)
        self.kode = kode


def pasang() -> None:
    """Turn SIGTERM and SIGHUP (where the system has it) into `Dihentikan`; only the main thread may."""
    for nama, kode in (("SIGTERM", KodeKeluar.DIHENTIKAN), ("SIGHUP", KodeKeluar.TERPUTUS)):
        nomor = getattr(signal, nama, None)
        if nomor is None:
            continue

        def berhenti(_: int, __: FrameType | None, kode: KodeKeluar = kode) -> None:
            raise Dihentikan(kode)

        try:
            signal.signal(nomor, berhenti)
        except ValueError:  # called from a thread: whoever runs us keeps its own handlers
            return
