"""Rows by hand for the tests of the queries. NIPs are 18 digits ending in the person's number."""

from __future__ import annotations

import sqlite3
from typing import Any

RUN = 1  # the run that filled the template


def nip(nomor: int) -> str:
    """NIP of person number so-and-so."""
    return f"{198403122006040000 + nomor}"


def isi(kon: sqlite3.Connection, tabel: str, kolom: str, *baris: tuple[Any, ...]) -> None:
    """Insert rows into named columns."""
    tanda = ", ".join("?" * len(kolom.split(",")))
    kon.executemany(f"INSERT INTO {tabel} ({kolom}) VALUES ({tanda})", baris)


def orang(kon: sqlite3.Connection, nomor: int, nama: str, henti: str | None = "", jenis: str = "PNS") -> None:
    """Register a person; `henti` '' is in service, a day is since when not, None is a leaver without a day."""
    status, hari = ("aktif", None) if henti == "" else ("henti", henti)
    isi(kon, "pegawai", "id, nip, nama, status, henti_tanggal, jenis_pegawai, jenis_kelamin, tanggal_lahir",
        (nomor, nip(nomor), nama, status, hari, jenis, "P", "1984-03-12"))  # fmt: skip


def tempat(kon: sqlite3.Connection, *baris: tuple[int, int, int, str | None, str | None]) -> None:
    """Place people: `(person, agency, job, first day, last day)`."""
    isi(kon, "penempatan", "pegawai_id, opd_id, jabatan_id, mulai, selesai", *baris)


def skor(kon: sqlite3.Connection, *baris: tuple[int, int, int, int, int, int | None]) -> None:
    """Score people: `(person, competency, period, source, hundredths, day)`."""
    isi(kon, "nilai", "pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id",
        *[(*satu, RUN) for satu in baris])  # fmt: skip


def kelas(kon: sqlite3.Connection, *baris: tuple[int, str, str, str, str]) -> None:
    """Classes of programme 1, made when missing: `(id, code, first day, last day, status)`."""
    kon.execute("INSERT OR IGNORE INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (1, 'P1', 'Bimtek', 8, 16)")
    isi(kon, "kelas", "id, kode, pelatihan_id, mulai, selesai, status", *[(*b[:2], 1, *b[2:]) for b in baris])


def peserta(kon: sqlite3.Connection, *baris: tuple[int, int, int, int, int | None, int | None]) -> None:
    """Participants: `(id, class, number, person, agency, hours in hundredths)`."""
    isi(kon, "peserta", "id, kelas_id, nomor, pegawai_id, opd_id, jp_diakui", *baris)
