"""What stands in place of a person whose identity has been erased (UU 27/2022: data no longer needed is erased)."""

from __future__ import annotations

import re

NAMA = "(disamarkan)"
LAHIR = "1900-01-01"


def nip(pegawai_id: int) -> str:
    """The 18 digits in place of a NIP; no real NIP begins with zeros."""
    return f"{pegawai_id:018d}"


def identitas(pegawai_id: int) -> dict[str, str | None]:
    """Every column that names a person, as it is after the erasure."""
    return {
        "nip": nip(pegawai_id),
        "nama": NAMA,
        "gelar_depan": None,
        "gelar_belakang": None,
        "tanggal_lahir": LAHIR,
        "surel": None,
    }


def pegawai_id(teks: str) -> int | None:
    """The person meant by such digits, None for anything else."""
    return int(teks) if re.fullmatch(r"0{4}[0-9]{14}", teks.strip()) else None
