"""Queries on the levels that jobs require."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

Isi = tuple[int, str | None, str | None, str | None, str | None]


def daftar(kon: sqlite3.Connection, jabatan_id: int | None, pada: str | None) -> Iterable[tuple[Any, ...]]:
    """`jabatan, kompetensi, ratus, tingkat, dasar, mulai, selesai` by job, competency, first day.

    Only one job with `jabatan_id`, only what is in force on a day (ISO) with `pada`.
    """
    return kon.execute(
        """SELECT j.kode, k.kode, s.ratus, s.tingkat, s.dasar, s.mulai, s.selesai
             FROM standar s JOIN jabatan j ON j.id = s.jabatan_id JOIN kompetensi k ON k.id = s.kompetensi_id
            WHERE (:jabatan IS NULL OR s.jabatan_id = :jabatan)
              AND (:pada IS NULL OR s.mulai IS NULL OR s.mulai <= :pada)
              AND (:pada IS NULL OR s.selesai IS NULL OR s.selesai >= :pada)
            ORDER BY j.kode, k.urutan, s.mulai""",
        {"jabatan": jabatan_id, "pada": pada},
    )


def ruas(kon: sqlite3.Connection, jabatan_id: int) -> list[tuple[Any, ...]]:
    """Every standard of a job as `(kompetensi_id, ratus, tingkat, dasar, mulai, selesai, id)`, by first day."""
    return kon.execute(
        """SELECT kompetensi_id, ratus, tingkat, dasar, mulai, selesai, id
             FROM standar WHERE jabatan_id = ? ORDER BY kompetensi_id, mulai""",
        (jabatan_id,),
    ).fetchall()


def tambah(kon: sqlite3.Connection, jabatan_id: int, kompetensi_id: int, isi: Isi) -> int:
    """Insert `(ratus, tingkat, dasar, mulai, selesai)`; returns the id."""
    kursor = kon.execute(
        """INSERT INTO standar (jabatan_id, kompetensi_id, ratus, tingkat, dasar, mulai, selesai)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (jabatan_id, kompetensi_id, *isi),
    )
    return kursor.lastrowid or 0


def ubah(kon: sqlite3.Connection, standar_id: int, isi: Isi) -> None:
    """Replace `(ratus, tingkat, dasar, mulai, selesai)` of one row."""
    kon.execute(
        "UPDATE standar SET ratus = ?, tingkat = ?, dasar = ?, mulai = ?, selesai = ? WHERE id = ?", (*isi, standar_id)
    )


def bawaan_jenjang(kon: sqlite3.Connection, jenjang: str) -> tuple[int, str]:
    """The pre-filled level of a jenjang and its legal basis."""
    level, dasar = kon.execute("SELECT level_bawaan, dasar_hukum FROM jenjang WHERE nama = ?", (jenjang,)).fetchone()
    return int(level), str(dasar)
