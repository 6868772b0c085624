"""A command without the start of Python: a branch of this process, which has everything loaded already.

It is a process of its own with the signals, streams, warnings and limits of a freshly started one, and it runs what
`python -m asn_kompetensi` runs; only the reading of some hundred modules, four fifths of its time, is saved. Nothing is
done at its end but to flush what it has said: the program leaves nothing to be done then.
"""

from __future__ import annotations

import gc
import logging
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

import asn_kompetensi
from asn_kompetensi import __main__ as program

PROGRAM = (sys.executable, "-m", "asn_kompetensi")
BATAS = 60  # seconds for one command


@cache
def _muat() -> None:
    """Every module of the program, and with them the libraries of its files and records."""
    for satu in pkgutil.walk_packages(asn_kompetensi.__path__, "asn_kompetensi."):
        if not satu.name.endswith("__main__"):
            import_module(satu.name)


def bercabang(
    kata: Sequence[str],
    folder: Path,
    env: dict[str, str],
    *,
    sebelum: Callable[[], object] = lambda: None,
    tetap: Sequence[int] = (),
    kerja: Callable[[], object] = program.main,
    **pilihan: object,
) -> subprocess.Popen[str]:
    """Start a command in a branch; `pilihan` is for `Popen`, which gives it its streams and its folder.

    This process may hold no lock on a database then: SQLite would take it for the branch's own, also once it is gone.

    `sebelum` is done in the branch before the command, with the descriptors `tetap` still open; `kerja` is something
    else to do than one command.
    """
    _muat()
    bawaan = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [*PROGRAM, *kata], cwd=folder, encoding="utf-8", pass_fds=tetap,
        **{**bawaan, **pilihan}, preexec_fn=lambda: _jadi_program(kata, env, sebelum, tetap, kerja),
    )  # type: ignore[call-overload, no-any-return]  # fmt: skip


def selesai(kata: Sequence[str], proses: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """Wait for its end: what it said, and its exit code."""
    with proses:
        try:
            keluar, galat = proses.communicate(timeout=BATAS)
        except BaseException:
            proses.kill()
            raise
        return subprocess.CompletedProcess(kata, proses.returncode, keluar, galat)


def _jadi_program(
    kata: Sequence[str],
    env: dict[str, str],
    sebelum: Callable[[], object],
    tetap: Sequence[int],
    kerja: Callable[[], object],
) -> NoReturn:
    """In the branch: be what Python is when `python -m asn_kompetensi` has just been loaded; never returns."""
    kode = 70
    try:
        gc.freeze()  # what the tests hold is not walked through
        _tutup_lain(tetap)
        sebelum()
        _sinyal_baru()
        os.environ.clear()
        os.environ.update(env)
        tempfile.tempdir = None
        sys.argv, sys.orig_argv = [str(program.__file__), *kata], [*PROGRAM, *kata]
        sys.stdin, sys.stdout, sys.stderr = _aliran(0, "r"), _aliran(1, "w"), _aliran(2, "w")
        _tanpa_pytest()
        kode = _kode_keluar(kerja)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(kode)


def _tanpa_pytest() -> None:
    """What pytest catches for its report goes where Python sends it: to stderr."""
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
    threading.excepthook = threading.__excepthook__
    logging.root.handlers.clear()
    warnings.resetwarnings()
    for jenis in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", jenis)
    warnings.showwarning = _tulis_peringatan


def _tulis_peringatan(pesan: Warning | str, jenis: type[Warning], berkas: str, baris: int, *_: object) -> None:
    print(warnings.formatwarning(pesan, jenis, berkas, baris), end="", file=sys.stderr)


def _sinyal_baru() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for nomor in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(nomor, signal.SIG_DFL)
    for nomor in (signal.SIGPIPE, signal.SIGXFSZ):  # Python does not die of these
        signal.signal(nomor, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def _tutup_lain(tetap: Sequence[int]) -> None:
    """Only the three streams and `tetap` stay open: whoever waits for the end of a pipe does not wait for us."""
    awal = 3
    for satu in sorted(tetap):
        os.closerange(awal, satu)
        awal = satu + 1
    os.closerange(awal, os.sysconf("SC_OPEN_MAX"))


def _aliran(nomor: int, cara: str) -> IO[str] | None:
    """As Python opens it; nothing where the stream is closed."""
    try:
        os.fstat(nomor)
    except OSError:
        return None
    galat, penyangga = ("backslashreplace", 1) if nomor == 2 else ("strict", -1)
    return open(nomor, cara, penyangga, encoding="utf-8", errors=galat, closefd=False)


def _kode_keluar(kerja: Callable[[], object]) -> int:
    """Do it; what Python makes of its end."""
    kode = 0
    try:
        kerja()
    except SystemExit as akhir:
        kode = akhir.code if isinstance(akhir.code, int) else int(akhir.code is not None)
        if kode and not isinstance(akhir.code, int):
            print(akhir.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        kode = 1
    try:
        for satu in (sys.stdout, sys.stderr):
            if satu is not None:
                satu.flush()
    except OSError:
        return 120
    return kode
