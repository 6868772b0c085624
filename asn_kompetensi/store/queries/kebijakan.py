"""Queries on dated policies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# kunci, mulai, selesai, nilai, dasar, keterangan
Baris = tuple[str, str, str | None, str, str, str]


def daftar(kon: sqlite3.Connection, kunci: str | None = None) -> list[Baris]:
    """Every policy there ever was, or the course of one, by key and first day."""
    return kon.execute(
        """SELECT kunci, mulai, selesai, nilai, dasar, keterangan FROM kebijakan
            WHERE :kunci IS NULL OR kunci = :kunci ORDER BY kunci, mulai""",
        {"kunci": kunci},
    ).fetchall()


def ganti(kon: sqlite3.Connection, kunci: str, baris: Iterable[Baris]) -> None:
    """The whole course of one policy anew; what stays the same leaves no trace in the trail."""
    kon.execute("DELETE FROM kebijakan WHERE kunci = ?", (kunci,))
    kon.executemany(
        "INSERT INTO kebijakan (kunci, mulai, selesai, nilai, dasar, keterangan) VALUES (?, ?, ?, ?, ?, ?)", baris
    )


def ada_tertutup(kon: sqlite3.Connection) -> bool:
    """Whether any period is closed."""
    return kon.execute("SELECT 1 FROM periode WHERE status = 'tertutup' LIMIT 1").fetchone() is not None
