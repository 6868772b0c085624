"""Queries on one person's development plan."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from asn_kompetensi.store.queries.gabung import MILIK_KOTA, rentang


class Wajib(NamedTuple):
    """A standard of a job on a day; `ratus` in hundredths."""

    kompetensi_id: int
    kompetensi: str
    nama: str
    jenis: str
    ratus: int


def standar(kon: sqlite3.Connection, jabatan_id: int, pada: str) -> list[Wajib]:
    """What a job requires on a day (ISO), in the order of the competencies."""
    return [
        Wajib._make(satu)
        for satu in kon.execute(
            """SELECT k.id, k.kode, k.nama, k.jenis, s.ratus FROM standar s JOIN kompetensi k ON k.id = s.kompetensi_id
                WHERE s.jabatan_id = ?1 AND (s.mulai IS NULL OR s.mulai <= ?2)
                  AND (s.selesai IS NULL OR s.selesai >= ?2) ORDER BY k.urutan""",
            (jabatan_id, pada),
        )
    ]


def kompetensi(kon: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Competency id -> name and kind, in their order."""
    return {nomor: (nama, jenis) for nomor, nama, jenis in kon.execute(
        "SELECT id, nama, jenis FROM kompetensi ORDER BY urutan")}  # fmt: skip


def nama_program(kon: sqlite3.Connection, kota: str | None = None) -> dict[int, str]:
    """Programme id -> name; of a united file those of one city, by its code."""
    return dict(
        kon.execute(f"SELECT id, nama FROM pelatihan WHERE {MILIK_KOTA.format('kode')}", rentang(kota)).fetchall()
    )


def kepala(kon: sqlite3.Connection, opd_id: int, bukan: str) -> tuple[str, str | None] | None:
    """NIP and name of the head of a unit, or of the nearest one above that has another head than `bukan`.

    The name is None where that NIP is not registered.
    """
    baris = kon.execute(
        """WITH RECURSIVE naik (id, induk_id, kepala_nip, jauh) AS (
               SELECT id, induk_id, kepala_nip, 0 FROM opd WHERE id = ?1
               UNION ALL
               SELECT o.id, o.induk_id, o.kepala_nip, n.jauh + 1 FROM naik n JOIN opd o ON o.id = n.induk_id
                WHERE n.jauh < 20)
           SELECT n.kepala_nip, g.nama FROM naik n LEFT JOIN pegawai g ON g.nip = n.kepala_nip
            WHERE n.kepala_nip IS NOT NULL AND n.kepala_nip <> ?2 ORDER BY n.jauh LIMIT 1""",
        (opd_id, bukan),
    ).fetchone()
    return (baris[0], baris[1]) if baris else None


def dilatih(kon: sqlite3.Connection, pegawai_id: int, tahun: int) -> dict[int, tuple[int | None, str | None]]:
    """Competency id -> hours (hundredths) and certificates of the classes one person passed in a year."""
    return {
        nomor: (jp, sertifikat)
        for nomor, jp, sertifikat in kon.execute(
            """SELECT t.kompetensi_id, sum(s.jp_diakui), group_concat(s.sertifikat, '; ')
                 FROM peserta s JOIN kelas k ON k.id = s.kelas_id AND k.status = 'selesai'
                 JOIN pelatihan_sasaran t ON t.pelatihan_id = k.pelatihan_id
                WHERE s.pegawai_id = ?1 AND s.lulus = 1 AND k.selesai BETWEEN ?2 || '-01-01' AND ?2 || '-12-31'
                GROUP BY t.kompetensi_id""",
            (pegawai_id, f"{tahun:04d}"),
        )
    }
