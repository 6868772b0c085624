"""Queries on competencies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any


def daftar(kon: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """`kode, nama, jenis, urutan, definisi` in the order of the competencies."""
    return kon.execute("SELECT kode, nama, jenis, urutan, definisi FROM kompetensi ORDER BY urutan")


def satu(kon: sqlite3.Connection, kompetensi_id: int) -> tuple[Any, ...]:
    """One competency in the columns of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(
        "SELECT kode, nama, jenis, urutan, definisi FROM kompetensi WHERE id = ?", (kompetensi_id,)
    ).fetchone()
    return baris


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every spelling as `(id, kode, ejaan)`."""
    return kon.execute(
        """SELECT id, kode, kode FROM kompetensi
           UNION ALL SELECT id, kode, nama FROM kompetensi
           UNION ALL SELECT k.id, k.kode, a.ejaan FROM kompetensi_alias a JOIN kompetensi k ON k.id = a.kompetensi_id"""
    )


def kode(kon: sqlite3.Connection) -> dict[int, str]:
    """id -> code, in the order of the competencies."""
    return dict(kon.execute("SELECT id, kode FROM kompetensi ORDER BY urutan").fetchall())


def urutan_baru(kon: sqlite3.Connection) -> int:
    """The place of the next competency."""
    return int(kon.execute("SELECT coalesce(max(urutan), 0) + 1 FROM kompetensi").fetchone()[0])


def generik(kon: sqlite3.Connection) -> list[int]:
    """Ids of the generic competencies (managerial and socio-cultural)."""
    return [
        baris[0]
        for baris in kon.execute("SELECT id FROM kompetensi WHERE jenis <> 'teknis' ORDER BY urutan").fetchall()
    ]


def nama(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """Every competency as `(id, nama)`."""
    return kon.execute("SELECT id, nama FROM kompetensi").fetchall()


def level(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """The five levels as `(level, nama)`."""
    return kon.execute("SELECT level, nama FROM level ORDER BY level").fetchall()
