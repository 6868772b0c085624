"""Queries on training programmes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_KOLOM = """
    SELECT p.id, p.kode, p.nama, p.bentuk_id, p.jp, p.penyelenggara,
           (SELECT json_group_array(json_array(kode, ratus)) FROM (
               SELECT k.kode, s.ratus FROM pelatihan_sasaran s JOIN kompetensi k ON k.id = s.kompetensi_id
                WHERE s.pelatihan_id = p.id ORDER BY k.urutan))
      FROM pelatihan p
"""


class BarisPelatihan(NamedTuple):
    """A programme; `sasaran` is a JSON array of `[competency code, hundredths]` in the order of the competencies."""

    id: int
    kode: str
    nama: str
    bentuk: int
    jp: int | None
    penyelenggara: str | None
    sasaran: str


def daftar(kon: sqlite3.Connection) -> Iterator[BarisPelatihan]:
    """Every programme by code."""
    return map(BarisPelatihan._make, kon.execute(_KOLOM + " ORDER BY p.kode"))


def satu(kon: sqlite3.Connection, pelatihan_id: int) -> BarisPelatihan:
    """One programme."""
    return BarisPelatihan._make(kon.execute(_KOLOM + " WHERE p.id = ?", (pelatihan_id,)).fetchone())


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every spelling as `(id, kode, ejaan)`: codes and names."""
    return kon.execute("SELECT id, kode, kode FROM pelatihan UNION ALL SELECT id, kode, nama FROM pelatihan")


def sasaran(kon: sqlite3.Connection, pelatihan_id: int) -> dict[int, int]:
    """Target level by competency id, in hundredths."""
    return dict(
        kon.execute(
            "SELECT kompetensi_id, ratus FROM pelatihan_sasaran WHERE pelatihan_id = ?", (pelatihan_id,)
        ).fetchall()
    )


def ganti_sasaran(kon: sqlite3.Connection, pelatihan_id: int, isi: Sequence[tuple[int, int]]) -> None:
    """Replace the targets by `(competency id, hundredths)`."""
    kon.execute("DELETE FROM pelatihan_sasaran WHERE pelatihan_id = ?", (pelatihan_id,))
    kon.executemany(
        "INSERT INTO pelatihan_sasaran (pelatihan_id, kompetensi_id, ratus) VALUES (?, ?, ?)",
        [(pelatihan_id, kompetensi, ratus) for kompetensi, ratus in isi],
    )


def tambah(
    kon: sqlite3.Connection, kode: str, nama: str, bentuk: int, jp: int | None, penyelenggara: str | None
) -> int:
    """Insert one programme of an import and return its id."""
    kursor = kon.execute(
        "INSERT INTO pelatihan (kode, nama, bentuk_id, jp, penyelenggara) VALUES (?, ?, ?, ?, ?)",
        (kode, nama, bentuk, jp, penyelenggara),
    )
    return kursor.lastrowid or 0


def perbarui(
    kon: sqlite3.Connection, pelatihan_id: int, nama: str, bentuk: int, jp: int | None, penyelenggara: str | None
) -> None:
    """Write the fields of one programme of an import."""
    kon.execute(
        "UPDATE pelatihan SET nama = ?, bentuk_id = ?, jp = ?, penyelenggara = ? WHERE id = ?",
        (nama, bentuk, jp, penyelenggara, pelatihan_id),
    )
