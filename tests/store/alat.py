"""What the tests of the store room share: a file's fingerprint, a writing door, two people."""

from __future__ import annotations

import hashlib
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
