"""What stands in place of a person whose identity has been erased (UU 27/2022: data no longer needed is erased)."""

from __future__ import annotations

import re

from asn_kompetensi.domain.nama import kunci, nama_polos

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


def penilai(penilai_id: int) -> dict[str, str]:
    """What stands in place of an assessor known by name; `kunci` stays one of a kind."""
    return {"nama": NAMA, "kunci": f"{NAMA} {penilai_id}"}


def menyebut(teks: str, nama: str) -> bool:
    """Whether a free text names someone by the full name `nama` (its key, without titles).

    A name of one word may be part of another name (a school, a company): then the whole text must be that name.
    """
    if " " not in nama:
        return nama_polos(teks) == nama
    return re.search(rf"(?<!\w){re.escape(nama)}(?!\w)", kunci(teks)) is not None


def pegawai_id(teks: str) -> int | None:
    """The person meant by such digits, None for anything else."""
    return int(teks) if re.fullmatch(r"0{4}[0-9]{14}", teks.strip()) else None
