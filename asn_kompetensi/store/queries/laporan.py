"""Queries only the workbooks need."""

from __future__ import annotations

import sqlite3


def opd_periode(kon: sqlite3.Connection, selesai: str) -> list[tuple[int, str, str]]:
    """Agencies with people in service on a day, as `(id, kode, nama)` by code."""
    return kon.execute(
        """SELECT DISTINCT o.id, o.kode, o.nama
             FROM opd o
             JOIN penempatan t ON t.opd_id = o.id
              AND (t.mulai IS NULL OR t.mulai <= :hari) AND (t.selesai IS NULL OR t.selesai >= :hari)
             JOIN pegawai g ON g.id = t.pegawai_id AND (g.status = 'aktif' OR g.henti_tanggal > :hari)
            ORDER BY o.kode""",
        {"hari": selesai},
    ).fetchall()


def program(kon: sqlite3.Connection) -> dict[str, str]:
    """Competency code -> names of the programmes that aim at it, by code of the programme."""
    hasil: dict[str, list[str]] = {}
    for kode, nama in kon.execute(
        """SELECT k.kode, l.nama FROM pelatihan_sasaran s
             JOIN kompetensi k ON k.id = s.kompetensi_id
             JOIN pelatihan l ON l.id = s.pelatihan_id ORDER BY l.kode"""
    ):
        hasil.setdefault(kode, []).append(nama)
    return {kode: "; ".join(nama[:2]) for kode, nama in hasil.items()}
