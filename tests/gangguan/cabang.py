"""A disturbed command in a branch of this process (`tests.cabang`): under strace, without powers, in other mounts.

Where the start itself is disturbed, or the surroundings that Python looks at while it starts, use `Kota`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest

from tests.cabang import BATAS, bercabang, selesai
from tests.gangguan.alat import Kota

_BOLEH_DILACAK = 0x59616D61  # prctl(PR_SET_PTRACER): some systems let only a parent trace
_SIAPA_SAJA = ctypes.c_ulong(-1)
_HAK_VERSI_3 = 0x20080522
# What Python decides while it starts.
_SAAT_MULAI = ("PYTHON", "LANG", "LC_", "TZ")


class Bercabang(Kota):
    """The same desk: what is typed here starts in a branch, under strace too, but not under another program."""

    def mulai(self, *kata: str, **pilihan: object) -> subprocess.Popen[str]:
        return self._cabangkan(kata, **pilihan)

    def lakukan(self, kerja: Callable[[], object], **pilihan: object) -> subprocess.Popen[str]:
        """Start something else than one command."""
        return self._cabangkan((), kerja=kerja, **pilihan)

    def jalan(self, *kata: str, depan: Sequence[str] = (), **pilihan: object) -> subprocess.CompletedProcess[str]:
        """Run one command to its end; `depan` is what `strace` in `alat` gives, or nothing."""
        if not depan:
            return selesai(kata, self._cabangkan(kata, **pilihan))
        assert depan[0] == "strace", "another program can only start one, not hold a branch"
        pintu, kunci = os.pipe()
        with os.fdopen(pintu, "rb"), os.fdopen(kunci, "wb") as buka:
            proses = self._cabangkan(kata, pintu=pintu, **pilihan)
            with _dilacak(depan, proses, buka):
                return selesai(kata, proses)

    def _cabangkan(self, kata: Sequence[str], *, pintu: int | None = None, **pilihan: Any) -> subprocess.Popen[str]:
        """With a door it waits there until it is let in."""
        assert not any(nama.startswith(_SAAT_MULAI) for nama in self.lingkungan), "that needs a start"
        sebelum = pilihan.pop("preexec_fn", lambda: None)
        if pintu is None:
            return bercabang(kata, self.folder, self.env(), sebelum=sebelum, **pilihan)
        masuk = partial(_tunggu, pintu, sebelum)
        return bercabang(kata, self.folder, self.env(), sebelum=masuk, tetap=(pintu,), **pilihan)


def _tunggu(pintu: int, sebelum: Callable[[], object]) -> None:
    sebelum()
    with contextlib.suppress(AttributeError):  # no prctl: then it is not needed either
        ctypes.CDLL(None).prctl(_BOLEH_DILACAK, _SIAPA_SAJA, 0, 0, 0)
    os.read(pintu, 1)
    os.close(pintu)


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
