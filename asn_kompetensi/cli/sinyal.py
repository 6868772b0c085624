"""Stopped from outside: the command unwinds like any other failure, and what is said about it is what happened."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from asn_kompetensi.domain.galat import KodeKeluar

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_KODE = {"SIGINT": KodeKeluar.DIBATALKAN, "SIGTERM": KodeKeluar.DIHENTIKAN, "SIGHUP": KodeKeluar.TERPUTUS}
# Windows knows no SIGHUP.
_SINYAL = {int(getattr(signal, nama)): kode for nama, kode in _KODE.items() if hasattr(signal, nama)}


# The alarm repeats one of them.
_DITAHAN = {*_SINYAL, *([signal.SIGALRM] if hasattr(signal, "SIGALRM") else [])}
_SEBENTAR = 0.002  # seconds


class Dihentikan(BaseException):
    """SIGINT, SIGTERM or SIGHUP arrived; `kode` is the exit code that says which.

    SIGINT too is no KeyboardInterrupt: one that passes through `exec` makes Python kill itself at the end, so that
    nobody sees our exit code.
    """

    def __init__(self, kode: KodeKeluar) -> None:
        super().__init__(kode)
        self.kode = kode


class _Keadaan:
    """Of the running command: the newest run it has saved (None: it restored a backup), and whether it is ending."""

    tersimpan: tuple[Path, int | None] | None = None
    selesai = False
    sedang = False
    diminta: KodeKeluar | None = None
    tertelan: Dihentikan | None = None
    ditahan = False
    tertunda: int | None = None


def _berhenti(nomor: int, _: FrameType | None) -> None:
    # A second signal while the first unwinds would break the unwinding itself.
    if _Keadaan.selesai or _Keadaan.sedang:
        return
    if _Keadaan.ditahan:  # it came by way of a library's own thread, which holds no signal back
        _Keadaan.tertunda = nomor
        return
    _Keadaan.sedang, _Keadaan.diminta = True, _SINYAL[nomor]
    raise Dihentikan(_SINYAL[nomor])


def _tertelan(isi: UnraisableHookArgs) -> None:
    """Raised where Python drops exceptions (the clean-up of a lock or an object): raised again a moment later."""
    if isinstance(isi.exc_value, Dihentikan) and hasattr(signal, "setitimer"):
        _Keadaan.tertelan = isi.exc_value
        signal.setitimer(signal.ITIMER_REAL, _SEBENTAR)
    else:
        _Keadaan.sedang = False
        sys.__unraisablehook__(isi)


def _ulangi(_: int, __: FrameType | None) -> None:
    if _Keadaan.tertelan is None or _Keadaan.selesai:
        return
    if _Keadaan.ditahan:
        signal.setitimer(signal.ITIMER_REAL, _SEBENTAR)
        return
    raise Dihentikan(_Keadaan.tertelan.kode)


def _berhenti_segera(nomor: int, _: FrameType | None) -> None:
    """Nothing is open yet, nothing to unwind: half-imported modules would only make noise."""
    kode = _SINYAL[nomor]
    try:
        os.write(2, f"asn: {kalimat(kode)}\n".encode())
    finally:
        os._exit(kode)


def sejak_awal() -> None:
    """Until the program is loaded a signal ends it at once, in the same words and with the same codes."""
    _pasang(_berhenti_segera)


def jangan_hilang() -> None:
    """No signal gets lost, wherever it arrives; for a process of our own."""
    sys.unraisablehook = _tertelan
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _ulangi)


def pasang() -> None:
    """From now on a signal raises `Dihentikan`."""
    _Keadaan.tersimpan, _Keadaan.selesai, _Keadaan.sedang, _Keadaan.tertelan = None, False, False, None
    _Keadaan.diminta, _Keadaan.ditahan, _Keadaan.tertunda = None, False, None
    _pasang(_berhenti)


def abaikan() -> None:
    """For good: Python's end gives every handler back to the system, and a signal would then kill with its own code.

    Holding signals back is not enough: numpy keeps a thread of its own, and a signal to the process takes any thread.
    """
    _pasang(signal.SIG_IGN)


def sebagai_pekerja() -> None:
    """In a child that works for this command: Ctrl-C goes to its parent, who ends it by SIGTERM.

    Started with signals held back, they are let through now.
    """
    _pasang(signal.SIG_IGN)
    pasang()
    signal.signal(signal.SIGTERM, _berhenti)
    lepas()


def _pasang(kerja: signal._HANDLER) -> None:
    for nomor in _SINYAL:
        if signal.getsignal(nomor) is signal.SIG_IGN:  # `nohup asn …` must go on
            continue
        try:
            signal.signal(nomor, kerja)
        except ValueError:  # called from a thread: whoever runs us keeps its own handlers
            return


def tahan() -> None:
    """Let signals wait until `lepas`: what is being done is short and must be known to be done or not."""
    _Keadaan.ditahan = True
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _DITAHAN)


def lepas() -> None:
    """Signals that waited arrive now."""
    _Keadaan.ditahan = False
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _DITAHAN)
    if (tertunda := _Keadaan.tertunda) is not None:
        _Keadaan.tertunda = None
        _berhenti(tertunda, None)


def jeda() -> None:
    """What waited arrives now; what comes later waits again."""
    lepas()
    tahan()


def catat_tersimpan(lokasi: Path, jalankan: int | None) -> None:
    """The command has saved this run, or restored a backup (None); a signal after it must not say otherwise."""
    _Keadaan.tersimpan = (lokasi, jalankan)


def diminta() -> KodeKeluar | None:
    """By which signal the command was asked to end, if it was: whatever fails after that is only the unwinding."""
    return _Keadaan.diminta


def tutup() -> None:
    """The outcome is settled: signals change nothing any more."""
    _Keadaan.selesai = True


def tersimpan() -> tuple[str, str] | None:
    """What the command has done for good, and what shows it; `db mulai` takes its file away when it fails."""
    if _Keadaan.tersimpan is None or not _Keadaan.tersimpan[0].exists():
        return None
    nomor = _Keadaan.tersimpan[1]
    if nomor is None:
        return "dipulihkan", "asn db info"
    return f"tersimpan (jalankan {nomor})", f"asn riwayat --jalankan {nomor}"


def kalimat(kode: KodeKeluar) -> str:
    """What is said to the one who stopped the program."""
    kata = "dibatalkan" if kode == KodeKeluar.DIBATALKAN else "dihentikan"
    if hasil := tersimpan():
        return f"{kata} sesudah {hasil[0]}; lihat: {hasil[1]}"
    return f"{kata}; basis data tidak diubah"
