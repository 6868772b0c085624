"""Registered spellings of agencies, jobs and competencies. Filled by the clerk, never by guessing."""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

BendaBeralias = Literal["opd", "jabatan", "kompetensi"]
BendaBerkode = BendaBeralias | Literal["kelas", "pelatihan"]
_BENDA: Final = ("opd", "jabatan", "kompetensi")
_BERKODE: Final = (*_BENDA, "kelas", "pelatihan")


def simpan(kon: sqlite3.Connection, benda: BendaBeralias, kunci: str, ejaan: str, sasaran_id: int) -> bool:
    """Remember a spelling; True when it is new. The noun is one of ours, never input."""
    if benda not in _BENDA:
        raise ValueError(benda)
    kursor = kon.execute(
        f"INSERT INTO {benda}_alias (kunci, {benda}_id, ejaan) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (kunci, sasaran_id, ejaan),
    )
    return kursor.rowcount > 0


def daftar(kon: sqlite3.Connection, benda: BendaBeralias, sasaran_id: int) -> list[str]:
    """The registered spellings of one thing."""
    if benda not in _BENDA:
        raise ValueError(benda)
    return [
        baris[0]
        for baris in kon.execute(f"SELECT ejaan FROM {benda}_alias WHERE {benda}_id = ? ORDER BY ejaan", (sasaran_id,))
    ]


def id_kode(kon: sqlite3.Connection, benda: BendaBerkode, kode: str) -> int | None:
    """The thing of a code, to the letter; None when there is none."""
    if benda not in _BERKODE:
        raise ValueError(benda)
    baris = kon.execute(f"SELECT id FROM {benda} WHERE kode = ?", (kode,)).fetchone()
    return None if baris is None else int(baris[0])
