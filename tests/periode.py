"""Closing a period as the program does it."""

from __future__ import annotations

from pathlib import Path

from asn_kompetensi.services import penutupan
from asn_kompetensi.store import door


def tutup(lokasi: Path, kode: str) -> str:
    """Close a period whatever its warnings; returns the seal."""
    with door.tulis(lokasi, perintah="periode tutup", petugas="penguji") as d:
        return str(penutupan.tutup(d, kode)["segel"])
