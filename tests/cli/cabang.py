"""The program in a branch of this process: it can be stopped and killed, and has everything loaded already."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from asn_kompetensi.cli.main import jalankan


def cabang(kata: list[str], keluaran: Path, sebelum: Callable[[], None] = lambda: None) -> int:
    """Start it, all it says going into a file; returns its number. `sebelum` is done in the branch first."""
    if anak := os.fork():
        return anak
    kode = 70
    try:
        for nomor in (0, 1, 2):
            os.dup2(os.open(keluaran, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), nomor)
        sys.stdout, sys.stderr = (
            open(nomor, "w", 1, encoding="utf-8", closefd=False)  # noqa: SIM115 - for the rest of the process
            for nomor in (1, 2)
        )
        sebelum()
        kode = jalankan(kata)
    finally:
        os._exit(kode)


def akhir(anak: int) -> int:
    """Wait for its end; returns its exit code, below zero where a signal killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1])
