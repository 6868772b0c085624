"""Queries on what the classes of a year did for the plan."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Kursi(NamedTuple):
    """A seat in a class that ended, or will end, in the year and was not cancelled.

    `kursi` are all the seats of the class, `biaya` its cost in rupiah, `jp` the hours credited in hundredths; `opd_id`
    the agency at that time.
    """

    kelas_id: int
    kelas: str
    pelatihan_id: int
    mulai: str
    status: str
    biaya: int | None
    kursi: int
    pegawai_id: int
    nip: str
    nama: str
    opd_id: int | None
    opd: str | None
    lulus: int | None
    jp: int | None
    sertifikat: str | None


def kursi(kon: sqlite3.Connection, tahun: int) -> list[Kursi]:
    """Every seat, by last day and code of the class, then by number; held by who did not decline or wait."""
    return [
        Kursi._make(satu)
        for satu in kon.execute(
            """WITH isi AS (
                   SELECT s.*, count(*) OVER (PARTITION BY s.kelas_id) AS kursi
                     FROM kelas k JOIN peserta s ON s.kelas_id = k.id
                    WHERE k.selesai BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND k.status <> 'batal'
                      AND (s.jawaban IS NULL OR s.jawaban = 'bersedia'))
               SELECT k.id, k.kode, k.pelatihan_id, k.mulai, k.status, k.biaya, i.kursi, i.pegawai_id, g.nip, g.nama,
                      i.opd_id, o.kode, i.lulus, i.jp_diakui, i.sertifikat
                 FROM isi i JOIN kelas k ON k.id = i.kelas_id JOIN pegawai g ON g.id = i.pegawai_id
                 LEFT JOIN opd o ON o.id = i.opd_id
                ORDER BY k.selesai, k.kode, i.nomor""",
            (f"{tahun:04d}",),
        )
    ]


def sasaran(kon: sqlite3.Connection) -> dict[int, list[tuple[int, str, str]]]:
    """Programme id -> its target competencies as `(id, kode, nama)` in their order."""
    hasil: dict[int, list[tuple[int, str, str]]] = {}
    for program, *kompetensi in kon.execute(
        """SELECT s.pelatihan_id, k.id, k.kode, k.nama FROM pelatihan_sasaran s
             JOIN kompetensi k ON k.id = s.kompetensi_id ORDER BY s.pelatihan_id, k.urutan"""
    ):
        hasil.setdefault(program, []).append((kompetensi[0], kompetensi[1], kompetensi[2]))
    return hasil


def pelatihan(kon: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Programme id -> code and name."""
    return {nomor: (kode, nama) for nomor, kode, nama in kon.execute("SELECT id, kode, nama FROM pelatihan")}


def kelas_setahun(kon: sqlite3.Connection, tahun: int) -> dict[int, int]:
    """Competency id -> how many classes of the year, not cancelled, belong to a programme that aims at it."""
    return dict(
        kon.execute(
            """SELECT s.kompetensi_id, count(DISTINCT k.id) FROM kelas k
                 JOIN pelatihan_sasaran s ON s.pelatihan_id = k.pelatihan_id
                WHERE k.selesai BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND k.status <> 'batal'
                GROUP BY s.kompetensi_id""",
            (f"{tahun:04d}",),
        ).fetchall()
    )
