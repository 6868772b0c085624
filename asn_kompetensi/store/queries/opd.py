"""Queries on agencies and units."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from asn_kompetensi.store.queries.gabung import TANPA_KOTA

DAFTAR = """
    SELECT o.kode, o.nama, o.singkatan,
           (SELECT json_group_array(ejaan) FROM (SELECT ejaan FROM opd_alias WHERE opd_id = o.id ORDER BY ejaan)),
           i.kode, o.surel, o.kepala_nip, o.mulai, o.selesai, g.kode
      FROM opd o
      LEFT JOIN opd i ON i.id = o.induk_id
      LEFT JOIN opd g ON g.id = o.digabung_ke_id
"""


def daftar(kon: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """`kode, nama, singkatan, alias (JSON array), induk, surel, kepala_nip, mulai, selesai, digabung_ke` by code."""
    return kon.execute(DAFTAR + " ORDER BY o.kode")


def satu(kon: sqlite3.Connection, opd_id: int) -> tuple[Any, ...]:
    """One agency in the columns of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(DAFTAR + " WHERE o.id = ?", (opd_id,)).fetchone()
    return baris


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every spelling as `(id, kode, ejaan)`: codes, in a united file also without the city's, names, aliases."""
    return kon.execute(
        f"""SELECT id, kode, kode FROM opd UNION ALL {TANPA_KOTA.format("opd")}
           UNION ALL SELECT id, kode, nama FROM opd
           UNION ALL SELECT id, kode, singkatan FROM opd WHERE singkatan IS NOT NULL
           UNION ALL SELECT o.id, o.kode, a.ejaan FROM opd_alias a JOIN opd o ON o.id = a.opd_id"""
    )


def induk(kon: sqlite3.Connection) -> dict[int, int | None]:
    """id -> id of the agency above."""
    return dict(kon.execute("SELECT id, induk_id FROM opd").fetchall())


def nama(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """Every agency as `(id, nama)`."""
    return kon.execute("SELECT id, nama FROM opd").fetchall()


def bawahan(kon: sqlite3.Connection, opd_id: int) -> list[int]:
    """The agency and every unit below it."""
    return [
        baris[0]
        for baris in kon.execute(
            """WITH RECURSIVE pohon(id) AS (
                   VALUES (?) UNION SELECT o.id FROM opd o JOIN pohon p ON o.induk_id = p.id
               ) SELECT id FROM pohon""",
            (opd_id,),
        )
    ]


def penerus(kon: sqlite3.Connection) -> dict[int, int]:
    """Merged agency -> the one that received it."""
    return dict(kon.execute("SELECT id, digabung_ke_id FROM opd WHERE digabung_ke_id IS NOT NULL").fetchall())


def pindahkan(kon: sqlite3.Connection, dari_id: int, ke_id: int, tanggal: str, kemarin: str) -> int:
    """Move people in service on `tanggal` (ISO) to another agency from that day on; returns how many people.

    A placement that began earlier ends on `kemarin` and goes on in the new agency with the same job.
    """
    syarat = """opd_id = :dari AND (selesai IS NULL OR selesai >= :tanggal)
        AND pegawai_id IN (SELECT id FROM pegawai WHERE status = 'aktif' OR henti_tanggal > :tanggal)"""
    isi = {"dari": dari_id, "ke": ke_id, "tanggal": tanggal, "kemarin": kemarin}
    pindah = int(kon.execute(f"SELECT count(DISTINCT pegawai_id) FROM penempatan WHERE {syarat}", isi).fetchone()[0])
    kon.execute(f"UPDATE penempatan SET opd_id = :ke WHERE mulai >= :tanggal AND {syarat}", isi)
    lama = f"(mulai IS NULL OR mulai < :tanggal) AND {syarat}"
    kon.execute(
        f"""INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai, selesai)
            SELECT pegawai_id, :ke, jabatan_id, :tanggal, selesai FROM penempatan WHERE {lama}""",
        isi,
    )
    kon.execute(f"UPDATE penempatan SET selesai = :kemarin WHERE {lama}", isi)
    return pindah


def pernah_di(kon: sqlite3.Connection, opd_id: Collection[int]) -> list[int]:
    """Everyone who ever had a place in some agencies, or will have."""
    kursor = kon.execute(
        """SELECT DISTINCT t.pegawai_id FROM json_each(?) j CROSS JOIN penempatan t ON t.opd_id = j.value
            ORDER BY t.pegawai_id""",
        (json.dumps(sorted(opd_id)),),
    )
    return [nomor for (nomor,) in kursor]


def opd_mereka(kon: sqlite3.Connection, periode_id: int, pegawai_id: Collection[int]) -> list[int]:
    """The agencies in which some people are, were or will be, as the register and as a closed period has it."""
    kursor = kon.execute(
        """SELECT t.opd_id FROM json_each(:orang) j CROSS JOIN penempatan t ON t.pegawai_id = j.value
           UNION
           SELECT b.opd_id FROM json_each(:orang) j
            CROSS JOIN beku_orang b INDEXED BY beku_orang_pegawai
               ON b.pegawai_id = j.value AND b.periode_id = :periode
            ORDER BY 1""",
        {"orang": json.dumps(sorted(pegawai_id)), "periode": periode_id},
    )
    return [nomor for (nomor,) in kursor]
