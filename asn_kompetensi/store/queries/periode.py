"""Queries on evaluation periods."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

_SATU = """SELECT kode, mulai, selesai, status, segel,
                  (SELECT count(*) FROM buka_ulang b WHERE b.periode_id = periode.id) FROM periode"""


def daftar(kon: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """`kode, mulai, selesai, status, segel` and how often reopened, by last day, then code."""
    return kon.execute(f"{_SATU} ORDER BY selesai, kode")


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every period as `(id, kode, kode)`."""
    return kon.execute("SELECT id, kode, kode FROM periode ORDER BY selesai, kode")


def satu(kon: sqlite3.Connection, periode_id: int) -> tuple[Any, ...]:
    """One period in the columns of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(f"{_SATU} WHERE id = ?", (periode_id,)).fetchone()
    return baris


def jumlah(kon: sqlite3.Connection, periode_id: int) -> tuple[int, int]:
    """How many scores the period holds, and of how many people."""
    nilai, pegawai = kon.execute(
        "SELECT count(*), count(DISTINCT pegawai_id) FROM nilai WHERE periode_id = ?", (periode_id,)
    ).fetchone()
    return int(nilai), int(pegawai)
