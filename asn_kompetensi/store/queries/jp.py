"""Queries on training hours. `jp_diakui` is in hundredths of a JP; hours belong to the year the class ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any


def per_pegawai(
    kon: sqlite3.Connection, tahun: int, opd: Collection[int] | None, pegawai_id: int | None
) -> list[tuple[Any, ...]]:
    """`(nip, nama, opd, jenis_pegawai, jp in hundredths or None, kegiatan)`, one row per person in service that year.

    In service: a placement touching the year, and not out of service before it began (a leaver without a date is in
    no year). The agency is that of the last placement in the year. By agency, name, NIP.
    """
    return kon.execute(
        """WITH tempat AS (
               SELECT t.pegawai_id, t.opd_id,
                      row_number() OVER (PARTITION BY t.pegawai_id ORDER BY coalesce(t.mulai, '') DESC) AS ke
                 FROM penempatan t
                WHERE coalesce(t.mulai, '') <= :akhir AND coalesce(t.selesai, '9999-12-31') >= :awal
           ), jam AS (
               SELECT s.pegawai_id, sum(s.jp_diakui) AS jp, count(*) AS kegiatan
                 FROM kelas k JOIN peserta s ON s.kelas_id = k.id
                WHERE k.status = 'selesai' AND k.selesai BETWEEN :awal AND :akhir AND s.jp_diakui IS NOT NULL
                GROUP BY s.pegawai_id
           )
           SELECT g.nip, g.nama, o.kode, g.jenis_pegawai, j.jp, coalesce(j.kegiatan, 0)
             FROM tempat t
             JOIN pegawai g ON g.id = t.pegawai_id
             JOIN opd o ON o.id = t.opd_id
             LEFT JOIN jam j ON j.pegawai_id = g.id
            WHERE t.ke = 1
              AND (g.status = 'aktif' OR g.henti_tanggal > :awal)
              AND (:opd IS NULL OR t.opd_id IN (SELECT value FROM json_each(:opd)))
              AND (:pegawai IS NULL OR g.id = :pegawai)
            ORDER BY o.kode, g.nama, g.nip""",
        {
            "awal": f"{tahun:04d}-01-01",
            "akhir": f"{tahun:04d}-12-31",
            "opd": None if opd is None else json.dumps(list(opd)),
            "pegawai": pegawai_id,
        },
    ).fetchall()


def per_bentuk(
    kon: sqlite3.Connection, tahun: int | None, opd: Collection[int] | None, pegawai_id: int | None
) -> list[tuple[Any, ...]]:
    """`(tahun, bentuk, kegiatan, peserta, jp in hundredths)` over finished classes, by year and form."""
    return kon.execute(
        """SELECT CAST(substr(k.selesai, 1, 4) AS INTEGER), p.bentuk_id, count(DISTINCT k.id), count(*),
                  sum(s.jp_diakui)
             FROM kelas k
             JOIN pelatihan p ON p.id = k.pelatihan_id
             JOIN peserta s ON s.kelas_id = k.id AND s.jp_diakui IS NOT NULL
            WHERE k.status = 'selesai'
              AND (:tahun IS NULL OR substr(k.selesai, 1, 4) = :tahun)
              AND (:opd IS NULL OR s.opd_id IN (SELECT value FROM json_each(:opd)))
              AND (:pegawai IS NULL OR s.pegawai_id = :pegawai)
            GROUP BY 1, 2 ORDER BY 1, 2""",
        {
            "tahun": None if tahun is None else f"{tahun:04d}",
            "opd": None if opd is None else json.dumps(list(opd)),
            "pegawai": pegawai_id,
        },
    ).fetchall()


def per_tahun(kon: sqlite3.Connection, pegawai_id: int) -> list[tuple[int, int, int]]:
    """`(tahun, jp in hundredths, kegiatan)` of one person, for years in which something is recorded."""
    return kon.execute(
        """SELECT CAST(substr(k.selesai, 1, 4) AS INTEGER), sum(s.jp_diakui), count(*)
             FROM peserta s JOIN kelas k ON k.id = s.kelas_id
            WHERE s.pegawai_id = ? AND k.status = 'selesai' AND s.jp_diakui IS NOT NULL
            GROUP BY 1 ORDER BY 1""",
        (pegawai_id,),
    ).fetchall()


def jenis_pegawai(kon: sqlite3.Connection, pegawai_id: int) -> str:
    """PNS, PPPK or PPPK PARUH WAKTU."""
    return str(kon.execute("SELECT jenis_pegawai FROM pegawai WHERE id = ?", (pegawai_id,)).fetchone()[0])
