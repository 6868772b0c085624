"""Values typed on the command line: the domain's ValueError sentences as refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.nama import bersihkan_nama

T = TypeVar("T")
M = TypeVar("M")


def sah(pembaca: Callable[[M], T], nilai: M, petunjuk: str = "") -> T:
    """Read a value with a domain function; a ValueError becomes `DataDitolak` (exit 3) with its sentence."""
    try:
        return pembaca(nilai)
    except ValueError as salah:
        raise DataDitolak(str(salah), petunjuk) from salah


def nama_sah(nama: str, benda: str) -> str:
    """A printable, non-empty name of at most 200 characters. Raises `DataDitolak`."""
    bersih = sah(bersihkan_nama, nama)[0]
    if not bersih:
        raise DataDitolak(f"nama {benda} kosong", "Isi --nama.")
    return bersih
