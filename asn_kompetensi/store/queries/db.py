"""Filling a new database, and counting what is in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any


def catat_instansi(kon: sqlite3.Connection, nama: str, dibuat: str) -> None:
    """Name the institution this database belongs to."""
    kon.execute("INSERT INTO instansi (id, nama, dibuat) VALUES (1, ?, ?)", (nama, dibuat))


def isi_acuan(kon: sqlite3.Connection, tabel: str, kolom: Sequence[str], baris: Iterable[tuple[Any, ...]]) -> None:
    """Load one reference table; table and columns are the program's own words."""
    tanda = ", ".join("?" * len(kolom))
    kon.executemany(f"INSERT INTO {tabel} ({', '.join(kolom)}) VALUES ({tanda})", baris)


def isi_kebijakan(kon: sqlite3.Connection, baris: Iterable[tuple[Any, ...]]) -> None:
    """Load policies as `(kunci, mulai, selesai, nilai, dasar, keterangan)`."""
    kon.executemany(
        "INSERT INTO kebijakan (kunci, mulai, selesai, nilai, dasar, keterangan) VALUES (?, ?, ?, ?, ?, ?)", baris
    )


def isi_kompetensi(kon: sqlite3.Connection, baris: Iterable[tuple[Any, ...]]) -> None:
    """Load competencies as `(kode, nama, jenis, urutan, definisi)`."""
    kon.executemany("INSERT INTO kompetensi (kode, nama, jenis, urutan, definisi) VALUES (?, ?, ?, ?, ?)", baris)


def id_kompetensi(kon: sqlite3.Connection) -> dict[str, int]:
    """Code -> id."""
    return dict(kon.execute("SELECT kode, id FROM kompetensi").fetchall())


def nama_opd(kon: sqlite3.Connection, kode: str) -> str | None:
    """The name of an agency by its exact code; None where there is none."""
    baris = kon.execute("SELECT nama FROM opd WHERE kode = ?", (kode,)).fetchone()
    return baris[0] if baris else None


def instansi(kon: sqlite3.Connection) -> str | None:
    """The institution's name, None before `db mulai` has finished."""
    baris = kon.execute("SELECT nama FROM instansi").fetchone()
    return baris[0] if baris else None


def versi_skema(kon: sqlite3.Connection) -> int:
    """`user_version` of the file."""
    return int(kon.execute("PRAGMA user_version").fetchone()[0])


def jumlah(kon: sqlite3.Connection) -> dict[str, int]:
    """How many of each noun."""
    hasil = {tabel: int(kon.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0]) for tabel in
             ("opd", "jabatan", "pegawai", "nilai", "kelas")}  # fmt: skip
    for status in ("terbuka", "tertutup"):
        hasil[f"periode_{status}"] = int(
            kon.execute("SELECT count(*) FROM periode WHERE status = ?", (status,)).fetchone()[0]
        )
    return hasil


def kebijakan(kon: sqlite3.Connection, pada: str) -> dict[str, tuple[str, str, str]]:
    """Policies valid on a day (ISO): key -> (value, legal basis, explanation)."""
    return {
        kunci: (nilai, dasar, keterangan)
        for kunci, nilai, dasar, keterangan in kon.execute(
            """SELECT kunci, nilai, dasar, keterangan FROM kebijakan
                WHERE mulai <= ? AND (selesai IS NULL OR selesai >= ?) ORDER BY kunci""",
            (pada, pada),
        )
    }
