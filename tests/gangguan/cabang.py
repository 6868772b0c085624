"""A disturbed command without the start of Python: a branch of this process, which has everything loaded already.

It is a process of its own with the signals, streams and limits of a freshly started one, and it runs what
`python -m asn_kompetensi` runs; only the reading of some hundred modules, four fifths of its time, is saved. Where the
start itself is disturbed, or the surroundings that Python looks at while it starts, use `Kota`.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

import pytest

from asn_kompetensi import __main__ as program
from tests.gangguan.alat import PROGRAM, Kota
from tests.meja import BATAS, muat

_BOLEH_DILACAK = 0x59616D61  # prctl(PR_SET_PTRACER): some systems let only a parent trace
_SIAPA_SAJA = ctypes.c_ulong(-1)
_HAK_VERSI_3 = 0x20080522
# What Python decides while it starts.
_SAAT_MULAI = ("PYTHON", "LANG", "LC_", "TZ")


class Bercabang(Kota):
    """The same desk: what is typed here starts in a branch, under strace too, but not under another program."""

    def mulai(self, *kata: str, **pilihan: object) -> subprocess.Popen[str]:
        return self._cabangkan(kata, pilihan)

    def lakukan(self, kerja: Callable[[], object], **pilihan: object) -> subprocess.Popen[str]:
        """Start something else than one command."""
        return self._cabangkan((), pilihan, kerja=kerja)

    def jalan(self, *kata: str, depan: Sequence[str] = (), **pilihan: object) -> subprocess.CompletedProcess[str]:
        """Run one command to its end; `depan` is what `strace` in `alat` gives, or nothing."""
        if not depan:
            return _selesai(kata, self._cabangkan(kata, pilihan))
        assert depan[0] == "strace", "another program can only start one, not hold a branch"
        pintu, kunci = os.pipe()
        with os.fdopen(pintu, "rb"), os.fdopen(kunci, "wb") as buka:
            proses = self._cabangkan(kata, pilihan, pintu)
            with _dilacak(depan, proses, buka):
                return _selesai(kata, proses)

    def _cabangkan(
        self,
        kata: Sequence[str],
        pilihan: dict[str, object],
        pintu: int | None = None,
        kerja: Callable[[], object] = program.main,
    ) -> subprocess.Popen[str]:
        """`Popen` gives it its streams and its folder; with a door it waits there until it is let in."""
        assert not any(nama.startswith(_SAAT_MULAI) for nama in self.lingkungan), "that needs a start"
        muat()
        env, sebelum = self.env(), pilihan.get("preexec_fn", lambda: None)
        bawaan = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*PROGRAM, *kata], cwd=self.folder, encoding="utf-8",
            **{**bawaan, **pilihan, "preexec_fn": lambda: _jadi_program(kata, env, sebelum, pintu, kerja)},
        )  # type: ignore[call-overload, no-any-return]  # fmt: skip


def _selesai(kata: Sequence[str], proses: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    with proses:
        try:
            keluar, galat = proses.communicate(timeout=BATAS)
        except BaseException:
            proses.kill()
            raise
        return subprocess.CompletedProcess(kata, proses.returncode, keluar, galat)


@contextmanager
def _dilacak(depan: Sequence[str], proses: subprocess.Popen[str], buka: IO[bytes]) -> Iterator[None]:
    """Hold the branch by strace, then let it go on; its own starting is not traced."""
    # Only with that message is it sure that no step is missed; the fast way of tracing needs a start.
    kata = [satu for satu in depan if satu not in ("-qq", "--seccomp-bpf")]
    perintah = [kata[0], "--quiet=exit,personality", *kata[1:], "-p", str(proses.pid)]
    with subprocess.Popen(perintah, stderr=subprocess.PIPE, encoding="utf-8") as pelacak:
        assert pelacak.stderr is not None
        pesan = pelacak.stderr.readline()
        if "attached" not in pesan:
            proses.kill()
            proses.communicate()
            raise AssertionError(pesan)
        buka.write(b"x")
        buka.flush()
        yield
        pelacak.communicate(timeout=BATAS)


def _jadi_program(
    kata: Sequence[str],
    env: dict[str, str],
    sebelum: Callable[[], object],
    pintu: int | None,
    kerja: Callable[[], object],
) -> NoReturn:
    """In the branch: be what Python is when `python -m asn_kompetensi` has just been loaded; never returns."""
    kode = 70
    try:
        gc.freeze()  # what the tests hold is not walked through
        sebelum()
        _sinyal_baru()
        _tutup_lain(pintu)
        if pintu is not None:
            with contextlib.suppress(AttributeError):  # no prctl: then it is not needed either
                ctypes.CDLL(None).prctl(_BOLEH_DILACAK, _SIAPA_SAJA, 0, 0, 0)
            os.read(pintu, 1)
            os.close(pintu)
        os.environ.clear()
        os.environ.update(env)
        tempfile.tempdir = None
        sys.argv, sys.orig_argv = [str(program.__file__), *kata], [*PROGRAM, *kata]
        sys.stdin, sys.stdout, sys.stderr = _aliran(0, "r"), _aliran(1, "w"), _aliran(2, "w")
        kode = _kode_keluar(kerja)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(kode)


def _sinyal_baru() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for nomor in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(nomor, signal.SIG_DFL)
    for nomor in (signal.SIGPIPE, signal.SIGXFSZ):  # Python does not die of these
        signal.signal(nomor, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def _tutup_lain(pintu: int | None) -> None:
    """Only the three streams and the door stay open: whoever waits for the end of a pipe does not wait for us."""
    batas = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, batas if pintu is None else pintu)
    if pintu is not None:
        os.closerange(pintu + 1, batas)


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
        kode = int(akhir.code or 0)
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


def biasa() -> Callable[[], None]:
    """What makes the modes of files count for root too, to be called in a branch before the command."""
    if os.geteuid() != 0:
        return lambda: None
    capset = getattr(ctypes.CDLL(None, use_errno=True), "capset", None)
    if capset is None:
        pytest.skip("root may read and write everything here")

    def lepas() -> None:
        kepala, tanpa_apa_pun = (ctypes.c_uint32 * 2)(_HAK_VERSI_3, 0), (ctypes.c_uint32 * 6)()
        if capset(kepala, tanpa_apa_pun) != 0:
            raise OSError(ctypes.get_errno(), "capset")

    return lepas


class Ruang(NamedTuple):
    """A mount namespace of its own: `masuk`, called in a branch before the command, takes it in; `akar` shows it."""

    masuk: Callable[[], None]
    akar: Path


@contextmanager
def ruang(naskah: str, *kata: str) -> Iterator[Ruang]:
    """Where `naskah` has mounted something, which goes with the last process in it: nothing stays mounted."""
    setns = getattr(ctypes.CDLL(None, use_errno=True), "setns", None)
    if setns is None or shutil.which("unshare") is None:
        pytest.skip("no unshare")
    perintah = ["unshare", "-m", "/bin/bash", "-c", f"{naskah}\necho siap; exec cat", "bash", *kata]
    with subprocess.Popen(perintah, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as tuan:
        assert tuan.stdout is not None
        if tuan.stdout.readline() != b"siap\n":
            pytest.skip("nothing may be mounted here")

        def masuk() -> None:
            sini = Path.cwd()
            if setns(os.open(f"/proc/{tuan.pid}/ns/mnt", os.O_RDONLY), 0) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            os.chdir(sini)

        yield Ruang(masuk, Path(f"/proc/{tuan.pid}/root"))
