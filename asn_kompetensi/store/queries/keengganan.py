"""Queries on the register of reluctance and the steps taken."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

_KASUS = """
    SELECT e.id, e.pegawai_id, g.nip, g.nama, o.kode, e.kelas_id, k.kode, e.tanggal, e.jenis, e.sebab, e.catatan
      FROM keengganan e
      JOIN pegawai g ON g.id = e.pegawai_id
      LEFT JOIN opd o ON o.id = e.opd_id
      LEFT JOIN kelas k ON k.id = e.kelas_id
"""


class Kasus(NamedTuple):
    """One record; `opd` is the agency of that day, `nomor` its id."""

    nomor: int
    pegawai_id: int
    nip: str
    nama: str
    opd: str | None
    kelas_id: int | None
    kelas: str | None
    tanggal: str
    jenis: str
    sebab: str
    catatan: str | None


class Saringan(NamedTuple):
    """What narrows the register; None does not."""

    pegawai_id: int | None = None
    opd: Collection[int] | None = None
    kelas_id: int | None = None
    jenis: str | None = None
    sebab: str | None = None


class Tunda(NamedTuple):
    """A postponement: by whom, of which class, the reason given, and the cause the register has for it."""

    pegawai_id: int
    alasan: str | None
    sebab: str | None


def satu(kon: sqlite3.Connection, nomor: int) -> Kasus | None:
    """One record, None when there is none of that number."""
    baris = kon.execute(_KASUS + " WHERE e.id = ?", (nomor,)).fetchone()
    return Kasus._make(baris) if baris else None


def daftar(kon: sqlite3.Connection, pada: str, saringan: Saringan) -> Iterator[Kasus]:
    """Records up to the day `pada` (ISO), by date and number."""
    opd = saringan.opd
    return map(Kasus._make, kon.execute(
        _KASUS
        + """ WHERE e.tanggal <= :pada
                AND (:pegawai IS NULL OR e.pegawai_id = :pegawai)
                AND (:opd IS NULL OR e.opd_id IN (SELECT value FROM json_each(:opd)))
                AND (:kelas IS NULL OR e.kelas_id = :kelas)
                AND (:jenis IS NULL OR e.jenis = :jenis)
                AND (:sebab IS NULL OR e.sebab = :sebab)
              ORDER BY e.tanggal, e.id""",
        {"pada": pada, "pegawai": saringan.pegawai_id, "opd": None if opd is None else json.dumps(list(opd)),
         "kelas": saringan.kelas_id, "jenis": saringan.jenis, "sebab": saringan.sebab},
    ))  # fmt: skip


def langkah(
    kon: sqlite3.Connection, pada: str, nomor: int | None = None
) -> Iterator[tuple[int, str, str, str | None, str | None, str | None]]:
    """Steps up to the day `pada`, of one record or all: `nomor, tanggal, tindakan, hasil, tindak_lanjut, catatan`.

    By record, then in the order in which they were taken.
    """
    return iter(kon.execute(
        """SELECT keengganan_id, tanggal, tindakan, hasil, tindak_lanjut, catatan FROM keengganan_tindakan
            WHERE tanggal <= ?1 AND (?2 IS NULL OR keengganan_id = ?2) ORDER BY keengganan_id, tanggal, id""",
        (pada, nomor),
    ))  # fmt: skip


def hitungan(kon: sqlite3.Connection, pada: str, tidak_dihitung: Collection[str]) -> dict[tuple[int, str], int]:
    """(person, year as text) -> number of records up to the day `pada`, causes of `tidak_dihitung` left out."""
    return {
        (pegawai_id, tahun): banyak
        for pegawai_id, tahun, banyak in kon.execute(
            """SELECT pegawai_id, substr(tanggal, 1, 4), count(*) FROM keengganan
                WHERE tanggal <= ? AND sebab NOT IN (SELECT value FROM json_each(?)) GROUP BY 1, 2""",
            (pada, json.dumps(list(tidak_dihitung))),
        )
    }


def kembar(kon: sqlite3.Connection, pegawai_id: int, kelas_id: int | None, jenis: str, tanggal: str) -> int | None:
    """The record of that person, class and kind; without a class the day tells two records apart."""
    baris = kon.execute(
        """SELECT id FROM keengganan WHERE pegawai_id = ? AND kelas_id IS ?2 AND jenis = ?3
              AND (?2 IS NOT NULL OR tanggal = ?4)""",
        (pegawai_id, kelas_id, jenis, tanggal),
    ).fetchone()
    return baris[0] if baris else None


def tambah(
    kon: sqlite3.Connection, pegawai_id: int, opd_id: int | None, kelas_id: int | None, tanggal: str, jenis: str,
    sebab: str, catatan: str | None,
) -> int:  # fmt: skip
    """Insert a record; returns its number."""
    return kon.execute(
        """INSERT INTO keengganan (pegawai_id, opd_id, kelas_id, tanggal, jenis, sebab, catatan)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (pegawai_id, opd_id, kelas_id, tanggal, jenis, sebab, catatan),
    ).lastrowid or 0  # fmt: skip


def betulkan(kon: sqlite3.Connection, nomor: int, sebab: str, catatan: str | None) -> None:
    """Correct the cause of a record and its note."""
    kon.execute("UPDATE keengganan SET sebab = ?, catatan = ? WHERE id = ?", (sebab, catatan, nomor))


def tambah_langkah(
    kon: sqlite3.Connection, nomor: int, tanggal: str, tindakan: str, hasil: str | None, catatan: str | None,
    tindak_lanjut: str | None,
) -> None:  # fmt: skip
    """Insert a step of a record."""
    kon.execute(
        """INSERT INTO keengganan_tindakan (keengganan_id, tanggal, tindakan, hasil, catatan, tindak_lanjut)
           VALUES (?, ?, ?, ?, ?, ?)""",
        (nomor, tanggal, tindakan, hasil, catatan, tindak_lanjut),
    )


def tunda_sebelum(kon: sqlite3.Connection, kelas_id: int) -> list[Tunda]:
    """Postponements of earlier classes by people who postponed this one."""
    return [
        Tunda._make(baris)
        for baris in kon.execute(
            """SELECT l.pegawai_id, l.alasan, e.sebab
                 FROM kelas k
                 JOIN peserta s ON s.kelas_id = k.id AND s.jawaban = 'menunda'
                 JOIN peserta l ON l.pegawai_id = s.pegawai_id AND l.jawaban = 'menunda'
                 JOIN kelas a ON a.id = l.kelas_id AND (a.mulai, a.id) < (k.mulai, k.id)
                 LEFT JOIN keengganan e
                        ON e.pegawai_id = l.pegawai_id AND e.kelas_id = l.kelas_id AND e.jenis = 'menunda_lagi'
                WHERE k.id = ?""",
            (kelas_id,),
        )
    ]


def alasan_hadir(kon: sqlite3.Connection, kelas_id: int) -> dict[int, str]:
    """Participant -> the reasons noted beside days of this class, joined."""
    return dict(
        kon.execute(
            """SELECT s.id, group_concat(a.alasan, '; ') FROM peserta s JOIN kehadiran_alasan a ON a.peserta_id = s.id
                WHERE s.kelas_id = ? GROUP BY s.id""",
            (kelas_id,),
        ).fetchall()
    )


def rekap(kon: sqlite3.Connection, tahun: int) -> list[tuple[str | None, str | None, str, int, int]]:
    """`(opd, nama_opd, sebab, people, records)` of a calendar year, by agency; the agency is that of the day."""
    return kon.execute(
        """SELECT o.kode, o.nama, e.sebab, count(DISTINCT e.pegawai_id), count(*)
             FROM keengganan e LEFT JOIN opd o ON o.id = e.opd_id
            WHERE e.tanggal BETWEEN ?1 || '-01-01' AND ?1 || '-12-31'
            GROUP BY e.opd_id, e.sebab ORDER BY o.kode, e.sebab""",
        (f"{tahun:04d}",),
    ).fetchall()
