"""The end of a period is worked on by one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from asn_kompetensi.store import kunci
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.kenali import tolak_gabungan

PEKERJAAN = "akhir-periode"


def pastikan_boleh(d: Pintu) -> None:
    """Raises `Bentrok` for a united file: its cities end their periods themselves."""
    tolak_gabungan(d.kon, d.lokasi)


@contextmanager
def sendiri(lokasi: Path, petugas: str) -> Iterator[None]:
    """Nobody else ends a period of this database meanwhile. Raises `BasisDataSibuk` at once where somebody does."""
    saat = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M")
    with kunci.sendiri(lokasi, PEKERJAAN, f"{petugas}, mulai {saat}"):
        yield
