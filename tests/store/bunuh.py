"""A script stopped at its k-th system call of one kind: killed, or told that the disk is full."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
STRACE = shutil.which("strace")
butuh_strace = pytest.mark.skipif(not STRACE, reason="no strace")


def jalankan(naskah: str, *kata: str | Path, suntik: str = "") -> int:
    """Run a script, under `strace -e inject=…` when `suntik` is given; its exit code, -9 when it was killed."""
    perintah = [sys.executable, "-c", naskah, *map(str, kata)]
    if suntik:
        panggilan = suntik.partition(":")[0]
        perintah = [str(STRACE), "-f", "-qq", "-o", os.devnull, "-e", f"trace={panggilan}", "-e", f"inject={suntik}",
                    *perintah]  # fmt: skip
    hasil = subprocess.run(perintah, cwd=AKAR, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in hasil.stderr, hasil.stderr
    return hasil.returncode
