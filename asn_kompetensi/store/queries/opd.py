"""Queries on agencies and units."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

DAFTAR = """
    SELECT o.kode, o.nama, o.singkatan,
           (SELECT json_group_array(ejaan) FROM (SELECT ejaan FROM opd_alias WHERE opd_id = o.id ORDER BY ejaan)),
           i.kode, o.surel, o.kepala_nip, o.mulai, o.selesai, g.kode
      FROM opd o
      LEFT JOIN opd i ON i.id = o.induk_id
      LEFT JOIN opd g ON g.id = o.digabung_ke_id
"""


def daftar(kon: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """`kode, nama, singkatan, alias (JSON array), induk, surel, kepala_nip, mulai, selesai, digabung_ke` by code."""
    return kon.execute(DAFTAR + " ORDER BY o.kode")


def satu(kon: sqlite3.Connection, opd_id: int) -> tuple[Any, ...]:
    """One agency in the columns of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(DAFTAR + " WHERE o.id = ?", (opd_id,)).fetchone()
    return baris


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every spelling as `(id, kode, ejaan)`: codes, names, short names, aliases."""
    return kon.execute(
        """SELECT id, kode, kode FROM opd
           UNION ALL SELECT id, kode, nama FROM opd
           UNION ALL SELECT id, kode, singkatan FROM opd WHERE singkatan IS NOT NULL
           UNION ALL SELECT o.id, o.kode, a.ejaan FROM opd_alias a JOIN opd o ON o.id = a.opd_id"""
    )


def induk(kon: sqlite3.Connection) -> dict[int, int | None]:
    """id -> id of the agency above."""
    return dict(kon.execute("SELECT id, induk_id FROM opd").fetchall())


def bawahan(kon: sqlite3.Connection, opd_id: int) -> list[int]:
    """The agency and every unit below it."""
    return [
        baris[0]
        for baris in kon.execute(
            """WITH RECURSIVE pohon(id) AS (
                   VALUES (?) UNION SELECT o.id FROM opd o JOIN pohon p ON o.induk_id = p.id
               ) SELECT id FROM pohon""",
            (opd_id,),
        )
    ]


def penghuni(kon: sqlite3.Connection, opd_id: int) -> list[tuple[int, int, int, str | None, str | None]]:
    """Placements in the agency as `(id, pegawai_id, jabatan_id, mulai, selesai)`."""
    return kon.execute(
        "SELECT id, pegawai_id, jabatan_id, mulai, selesai FROM penempatan WHERE opd_id = ? ORDER BY id", (opd_id,)
    ).fetchall()
