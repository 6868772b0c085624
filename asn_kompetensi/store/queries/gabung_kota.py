"""Cities as files tell of them before they are united: what each is, and what it calls its periods and competencies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Kota(NamedTuple):
    """A city as its own file tells it: `jalankan`, `waktu` and `sidik` are its newest run and the end of its trail.

    `nomor` is its number in a united file, 0 for the city of an ordinary one, which has no code yet.
    """

    nomor: int
    kode: str | None
    nama: str
    waktu: str
    jalankan: int
    sidik: str
    opd: int
    pegawai: int
    nilai: int
    periode: int


class PeriodeKota(NamedTuple):
    """A period of a city; `kode` is what the city itself calls it, `kode_berkas` what the file at hand does."""

    kota: int
    periode_id: int
    kode: str
    kode_berkas: str
    mulai: str
    selesai: str
    status: str
    segel: str | None
    dibuka_ulang: int


class KompetensiKota(NamedTuple):
    """What a city calls a competency, in a period (0: in its register)."""

    kota: int
    periode_id: int
    kompetensi_id: int
    kode: str
    nama: str
    jenis: str
    urutan: int
    terdaftar: int


def kota(kon: sqlite3.Connection) -> list[Kota]:
    """The cities of a united file, in their order; [] for an ordinary one."""
    return [Kota._make(baris) for baris in kon.execute(f"SELECT {', '.join(_KOLOM_KOTA)} FROM gabungan ORDER BY id")]


_KOLOM_KOTA = ("id", *Kota._fields[1:])


def kota_sendiri(kon: sqlite3.Connection, jalankan: int, sidik: str) -> list[Kota]:
    """The city of an ordinary file, whose trail ends so; [] before `db mulai` has finished."""
    semua = kon.execute(
        """SELECT 0, NULL, nama, coalesce((SELECT waktu FROM jalankan WHERE id = :jalankan), dibuat), :jalankan, :sidik,
                  (SELECT count(*) FROM opd), (SELECT count(*) FROM pegawai), (SELECT count(*) FROM nilai),
                  (SELECT count(*) FROM periode)
             FROM instansi""",
        {"jalankan": jalankan, "sidik": sidik},
    )
    return [Kota._make(baris) for baris in semua]


def periode(kon: sqlite3.Connection) -> list[PeriodeKota]:
    """Every period of every city in the file."""
    return [
        PeriodeKota._make(baris)
        for baris in kon.execute(
            """SELECT g.gabungan_id, p.id, g.kode, p.kode, p.mulai, p.selesai, g.status, g.segel, g.dibuka_ulang
                 FROM gabungan_periode g JOIN periode p ON p.id = g.periode_id
               UNION ALL
               SELECT 0, p.id, p.kode, p.kode, p.mulai, p.selesai, p.status, p.segel,
                      (SELECT count(*) FROM buka_ulang b WHERE b.periode_id = p.id)
                 FROM periode p WHERE NOT EXISTS (SELECT 1 FROM gabungan)
               ORDER BY 1, 2"""
        )
    ]


def kompetensi(kon: sqlite3.Connection) -> Iterable[KompetensiKota]:
    """What every city in the file calls its competencies, in the register and in each period.

    A closed period has names of its own; in a united file a name that differs is another record.
    """
    return map(KompetensiKota._make, kon.execute(_KOMPETENSI))


_KOMPETENSI = """
    SELECT g.gabungan_id, 0, k.id, g.kode, k.nama, k.jenis, g.urutan, g.terdaftar
      FROM gabungan_kompetensi g JOIN kompetensi k ON k.id = g.kompetensi_id
    UNION ALL
    SELECT g.gabungan_id, b.periode_id, k.id, g.kode, k.nama, k.jenis, g.urutan, g.terdaftar
      FROM gabungan_kompetensi g
      JOIN kompetensi k ON k.id = g.kompetensi_id
      JOIN beku_kompetensi b ON b.kompetensi_id = k.id
      JOIN gabungan_periode p ON p.gabungan_id = g.gabungan_id AND p.periode_id = b.periode_id
    UNION ALL
    SELECT 0, 0, id, kode, nama, jenis, urutan, 1 FROM kompetensi WHERE NOT EXISTS (SELECT 1 FROM gabungan)
    UNION ALL
    SELECT 0, p.id, k.id, k.kode, k.nama, k.jenis, k.urutan, 1
      FROM periode p JOIN kompetensi k WHERE p.status = 'terbuka' AND NOT EXISTS (SELECT 1 FROM gabungan)
    UNION ALL
    SELECT 0, b.periode_id, b.kompetensi_id, b.kode, b.nama, b.jenis, b.urutan,
           EXISTS (SELECT 1 FROM kompetensi k WHERE k.id = b.kompetensi_id
                      AND (k.kode, k.nama, k.jenis) = (b.kode, b.nama, b.jenis))
      FROM beku_kompetensi b WHERE NOT EXISTS (SELECT 1 FROM gabungan)
     ORDER BY 1, 2, 7, 3
"""


def definisi(kon: sqlite3.Connection) -> dict[int, str | None]:
    """Competency -> its definition."""
    return dict(kon.execute("SELECT id, definisi FROM kompetensi").fetchall())
