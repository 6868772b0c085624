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


AKHIR_2025 = 20453  # 2025-12-31 in days since 1970-01-01


def dua_periode(kon: sqlite3.Connection) -> sqlite3.Connection:
    """Two periods that end on the same day and one earlier; three people, one of them moved, one gone."""
    isi(kon, "periode", "id, kode, mulai, selesai", (2, "2024", "2024-01-01", "2024-12-31"),
        (3, "2025-B", "2025-07-01", "2025-12-31"))  # fmt: skip
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Ámba O'Neil")
    orang(kon, 3, "Cindua", henti="2025-03-01")
    tempat(kon, (1, 2, 1, None, "2025-12-30"), (1, 1, 2, "2025-12-31", None), (2, 2, 1, "2024-12-31", None),
           (3, 1, 1, "2020-01-01", "2024-06-30"), (3, 3, 1, "2024-07-01", "2025-02-28"))  # fmt: skip
    skor(kon, (1, 1, 1, 1, 300, AKHIR_2025), (1, 1, 1, 5, 250, None), (1, 2, 1, 1, 400, 0), (1, 1, 2, 1, 200, None),
         (2, 1, 1, 1, 350, None), (2, 1, 3, 2, 325, None), (3, 9, 1, 6, 500, None),
         (3, 1, 2, 1, 100, None))  # fmt: skip
    return kon
