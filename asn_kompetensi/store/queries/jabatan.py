"""Queries on jobs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from asn_kompetensi.store.queries.gabung import TANPA_KOTA


def daftar(kon: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """`kode, nama, jenjang, urusan` by code."""
    return kon.execute("SELECT kode, nama, jenjang, urusan FROM jabatan ORDER BY kode")


def satu(kon: sqlite3.Connection, jabatan_id: int) -> tuple[Any, ...]:
    """One job in the columns of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(
        "SELECT kode, nama, jenjang, urusan FROM jabatan WHERE id = ?", (jabatan_id,)
    ).fetchone()
    return baris


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every spelling as `(id, kode, ejaan)`; in a united file codes also without the city's."""
    return kon.execute(
        f"""SELECT id, kode, kode FROM jabatan UNION ALL {TANPA_KOTA.format("jabatan")}
           UNION ALL SELECT id, kode, nama FROM jabatan
           UNION ALL SELECT j.id, j.kode, a.ejaan FROM jabatan_alias a JOIN jabatan j ON j.id = a.jabatan_id"""
    )


def jenjang(kon: sqlite3.Connection) -> dict[str, int]:
    """Job level -> pre-filled level of the nine competencies, in the official order."""
    return dict(kon.execute("SELECT nama, level_bawaan FROM jenjang ORDER BY urutan").fetchall())


def jenjang_jabatan(kon: sqlite3.Connection) -> dict[int, str | None]:
    """Job id -> its job level."""
    return dict(kon.execute("SELECT id, jenjang FROM jabatan").fetchall())


def tambah(kon: sqlite3.Connection, kode: str, nama: str, jenjang: str | None, urusan: str | None) -> int:
    """Insert one job of an import; returns the id."""
    return (
        kon.execute(
            "INSERT INTO jabatan (kode, nama, jenjang, urusan) VALUES (?, ?, ?, ?)", (kode, nama, jenjang, urusan)
        ).lastrowid
        or 0
    )


def nama(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """Every job as `(id, nama)`."""
    return kon.execute("SELECT id, nama FROM jabatan").fetchall()
