"""What the tests of the store room share: a file's fingerprint, a writing door, two people."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn_kompetensi.store import door
from asn_kompetensi.store.door import PintuTulis

NIP = "198403122006042901"
NIP_DUA = "197911052005011902"


def sidik(lokasi: Path) -> str:
    """sha256 of a file."""
    return hashlib.sha256(lokasi.read_bytes()).hexdigest()


@contextmanager
def buka(lokasi: Path, **pilihan: Any) -> Iterator[PintuTulis]:
    """A writing door with the words every run needs."""
    with door.tulis(lokasi, **{"perintah": "uji", "petugas": "penguji", **pilihan}) as pintu:
        yield pintu


def tambah_opd(pintu: PintuTulis, kode: str = "DINKES") -> None:
    """One agency, by plain SQL."""
    pintu.kon.execute("INSERT INTO opd (kode, nama) VALUES (?, ?)", (kode, f"Dinas {kode}"))


def jumlah(lokasi: Path, tabel: str) -> int:
    """How many rows a table holds, seen through the reading door."""
    with door.baca(lokasi) as d:
        return int(d.kon.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0])


_PEMEGANG = """
import sqlite3, sys
kon = sqlite3.connect(sys.argv[1], isolation_level=None)
kon.execute(sys.argv[2])
kon.execute("SELECT count(*) FROM opd").fetchone()
print("siap", flush=True)
sys.stdin.read()
"""


class Pemegang:
    """Another process that holds a lock until the block ends."""

    def __init__(self, lokasi: Path, perintah: str) -> None:
        self._kata = [sys.executable, "-c", _PEMEGANG, str(lokasi), perintah]

    def __enter__(self) -> None:
        self._proses = subprocess.Popen(self._kata, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._proses.stdout is not None
        assert self._proses.stdout.readline() == "siap\n"

    def __exit__(self, *_: object) -> None:
        self._proses.communicate("", timeout=10)
