"""Queries on attendance: who was there on which day of a class, why not, and who was in two classes at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Bentrok(NamedTuple):
    """Someone present in two classes on one day; `lain` is the other class."""

    nip: str
    nama: str
    tanggal: str
    lain: str


def kehadiran(kon: sqlite3.Connection, kelas_id: int) -> dict[int, dict[str, str]]:
    """Participant id -> day (ISO) -> status."""
    hasil: dict[int, dict[str, str]] = {}
    for nomor, tanggal, status in kon.execute(
        """SELECT h.peserta_id, h.tanggal, h.status FROM peserta s JOIN kehadiran h ON h.peserta_id = s.id
            WHERE s.kelas_id = ? ORDER BY h.peserta_id, h.tanggal""",
        (kelas_id,),
    ):
        hasil.setdefault(nomor, {})[tanggal] = status
    return hasil


def catat_hadir(kon: sqlite3.Connection, isi: Iterable[tuple[int, str, str]]) -> int:
    """Store `(peserta_id, day, status)`; returns how many rows were new or different."""
    # Not `total_changes`: that would count what the audit trail writes as well.
    kursor = kon.executemany(
        """INSERT INTO kehadiran (peserta_id, tanggal, status) VALUES (?, ?, ?)
           ON CONFLICT (peserta_id, tanggal) DO UPDATE SET status = excluded.status WHERE status <> excluded.status""",
        isi,
    )
    return max(0, kursor.rowcount)


def hari_hadir(kon: sqlite3.Connection, kelas_id: int) -> list[str]:
    """The days (ISO) with attendance, in order."""
    kursor = kon.execute(
        """SELECT DISTINCT h.tanggal FROM peserta s JOIN kehadiran h ON h.peserta_id = s.id
            WHERE s.kelas_id = ? ORDER BY h.tanggal""",
        (kelas_id,),
    )
    return [str(tanggal) for (tanggal,) in kursor]


def alasan(kon: sqlite3.Connection, kelas_id: int) -> dict[tuple[int, str], str]:
    """Reasons of absence in a class by participant id and day (ISO)."""
    kursor = kon.execute(
        """SELECT a.peserta_id, a.tanggal, a.alasan
             FROM peserta s JOIN kehadiran_alasan a ON a.peserta_id = s.id WHERE s.kelas_id = ?""",
        (kelas_id,),
    )
    return {(nomor, tanggal): isi for nomor, tanggal, isi in kursor}


def catat_alasan(kon: sqlite3.Connection, isi: Iterable[tuple[int, str, str]]) -> int:
    """Store `(peserta_id, day, reason)` beside attendance that is there; returns how many were new or different."""
    kursor = kon.executemany(
        """INSERT INTO kehadiran_alasan (peserta_id, tanggal, alasan) VALUES (?, ?, ?)
           ON CONFLICT (peserta_id, tanggal) DO UPDATE SET alasan = excluded.alasan WHERE alasan <> excluded.alasan""",
        isi,
    )
    return max(0, kursor.rowcount)


def lepas_alasan(kon: sqlite3.Connection, isi: Iterable[tuple[int, str, str]]) -> None:
    """Forget the reasons of `(peserta_id, day, new status)` where another status than the new one is recorded."""
    kon.executemany(
        """DELETE FROM kehadiran_alasan WHERE (peserta_id, tanggal) IN (
               SELECT peserta_id, tanggal FROM kehadiran WHERE peserta_id = ? AND tanggal = ? AND status <> ?)""",
        isi,
    )


def bentrok(kon: sqlite3.Connection, kelas_id: int) -> list[Bentrok]:
    """Who was present in this class and in another one on the same day; cancelled classes do not count."""
    kursor = kon.execute(
        """SELECT g.nip, g.nama, h.tanggal, l.kode
             FROM peserta s
             JOIN kehadiran h ON h.peserta_id = s.id AND h.status = 'hadir'
             JOIN peserta t ON t.pegawai_id = s.pegawai_id AND t.kelas_id <> s.kelas_id
             JOIN kehadiran i ON i.peserta_id = t.id AND i.tanggal = h.tanggal AND i.status = 'hadir'
             JOIN kelas l ON l.id = t.kelas_id AND l.status <> 'batal'
             JOIN pegawai g ON g.id = s.pegawai_id
            WHERE s.kelas_id = ? ORDER BY h.tanggal, g.nama, g.nip, l.kode""",
        (kelas_id,),
    )
    return [Bentrok._make(baris) for baris in kursor]
