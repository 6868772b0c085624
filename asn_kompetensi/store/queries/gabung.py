"""Queries on the cities of a united file: whose an agency is, who has which period, by whose policies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

# Codes as the cities themselves write them, of a table whose codes bear the city's in front.
TANPA_KOTA = """
    SELECT id, kode, substr(kode, instr(kode, '.') + 1) FROM {0}
     WHERE instr(kode, '.') > 0 AND EXISTS (SELECT 1 FROM gabungan)
"""


# SQL: whether a code bears that of a city in front; the parameters are those of `rentang`.
MILIK_KOTA = "{0} >= :kota_awal AND {0} < :kota_akhir"


def rentang(kota: str | None) -> dict[str, str]:
    """Where the codes of a city's own things begin and end among all, by its code; of every code for None."""
    # A slash follows the dot, and nothing comes after the last letter there is.
    return {"kota_awal": f"{kota}." if kota else "", "kota_akhir": f"{kota}/" if kota else "\U0010ffff"}


def gabungan(kon: sqlite3.Connection) -> bool:
    """Whether this is a united file."""
    return kon.execute("SELECT 1 FROM gabungan LIMIT 1").fetchone() is not None


def kota_opd(kon: sqlite3.Connection) -> dict[int, int]:
    """Agency -> number of its city; {} in an ordinary file."""
    return dict(kon.execute("SELECT opd_id, gabungan_id FROM opd_instansi").fetchall())


def nomor_kota(kon: sqlite3.Connection, opd_id: Iterable[int]) -> list[int]:
    """The numbers of the cities of some agencies, in order; [] in an ordinary file."""
    kursor = kon.execute(
        """SELECT DISTINCT o.gabungan_id FROM json_each(?) j CROSS JOIN opd_instansi o ON o.opd_id = j.value
            ORDER BY o.gabungan_id""",
        (json.dumps(list(opd_id)),),
    )
    return [nomor for (nomor,) in kursor]


def sebutan(kon: sqlite3.Connection, nomor: Sequence[int] | None = None) -> list[tuple[int, str, str]]:
    """Number, code and name of cities (None: of all), in their order; [] in an ordinary file."""
    syarat = "" if nomor is None else "WHERE id IN (SELECT value FROM json_each(:nomor))"
    return kon.execute(
        f"SELECT id, kode, nama FROM gabungan {syarat} ORDER BY id", {"nomor": json.dumps(nomor)}
    ).fetchall()


class KotaOpd(NamedTuple):
    """The city of an agency: its number, code and name, as a group of its own."""

    urut: int
    kelompok: str
    nama: str


def kota_kode_opd(kon: sqlite3.Connection, periode_id: int) -> dict[str, KotaOpd]:
    """The code of an agency in a period -> its city; {} in an ordinary file."""
    return {
        opd: KotaOpd(*kota)
        for opd, *kota in kon.execute(
            """SELECT o.kode, g.id, g.kode, g.nama FROM gabungan g
                 JOIN opd_instansi i ON i.gabungan_id = g.id
                 JOIN beku_opd o ON o.periode_id = ? AND o.opd_id = i.opd_id""",
            (periode_id,),
        )
    }


def dua_kota(
    kon: sqlite3.Connection, periode_id: int, opd_id: Collection[int] | None = None, pegawai_id: int | None = None
) -> list[int]:
    """Who serves two cities of a united file in a period; nobody in an ordinary one.

    Of everyone, of one person, or nobody where all the agencies `opd_id` are of one city.
    """
    if not gabungan(kon) or (opd_id is not None and len(nomor_kota(kon, opd_id)) < 2):
        return []
    if pegawai_id is not None:
        return [pegawai_id] if len(opd_orang(kon, periode_id, pegawai_id)) > 1 else []
    semua = kon.execute(
        """SELECT pegawai_id FROM beku_orang INDEXED BY beku_orang_pegawai WHERE periode_id = ?
            GROUP BY pegawai_id HAVING count(*) > 1""",
        (periode_id,),
    )
    return [satu for (satu,) in semua]


def opd_kota(kon: sqlite3.Connection, nomor: int) -> list[int]:
    """The agencies of a city."""
    return [satu for (satu,) in kon.execute("SELECT opd_id FROM opd_instansi WHERE gabungan_id = ?", (nomor,))]


def kompetensi_kota(kon: sqlite3.Connection, nomor: int) -> dict[int, tuple[str, str]]:
    """What a city has registered: competency -> its code in the united file and the city's own."""
    semua = kon.execute(
        """SELECT g.kompetensi_id, k.kode, g.kode FROM gabungan_kompetensi g JOIN kompetensi k ON k.id = g.kompetensi_id
            WHERE g.gabungan_id = ? AND g.terdaftar""",
        (nomor,),
    )
    return {satu: (kode, asal) for satu, kode, asal in semua}


def kompetensi_senama(
    kon: sqlite3.Connection, periode_id: int, kompetensi_id: int, nomor: Sequence[int] | None = None
) -> list[tuple[str, str, str]]:
    """Cities (None: of all) that call another competency of a period by this one's code: city, that code, the other's.

    Of a period that was closed before a city gave the code another meaning it may be the city's own old one.
    """
    syarat = "" if nomor is None else "AND c.id IN (SELECT value FROM json_each(:nomor))"
    return kon.execute(
        f"""SELECT c.kode, a.kode, k.kode FROM kompetensi a
              CROSS JOIN gabungan c
              JOIN gabungan_kompetensi g ON g.gabungan_id = c.id AND g.kompetensi_id <> a.id
               AND g.kode = a.kode COLLATE NOCASE
              JOIN gabungan_periode p ON p.gabungan_id = c.id AND p.periode_id = :periode
              JOIN beku_kompetensi k ON k.periode_id = :periode AND k.kompetensi_id = g.kompetensi_id
             WHERE a.id = :kompetensi {syarat} ORDER BY c.id""",
        {"periode": periode_id, "kompetensi": kompetensi_id, "nomor": json.dumps(nomor)},
    ).fetchall()


class MilikPeriode(NamedTuple):
    """What a city itself calls a period, how it stood in its own file, and its seal there."""

    kode: str
    status: str
    segel: str | None


def milik_periode(kon: sqlite3.Connection, nomor: int) -> dict[int, MilikPeriode]:
    """The periods of a city, by their numbers in the united file."""
    semua = kon.execute("SELECT periode_id, kode, status, segel FROM gabungan_periode WHERE gabungan_id = ?", (nomor,))
    return {periode: MilikPeriode(*isi) for periode, *isi in semua}


def kota_periode(kon: sqlite3.Connection) -> dict[str, frozenset[int]]:
    """Code of a period -> the cities of a united file that have it; {} in an ordinary one."""
    hasil: dict[str, set[int]] = {}
    for kode, nomor in kon.execute(
        "SELECT p.kode, q.gabungan_id FROM gabungan_periode q JOIN periode p ON p.id = q.periode_id"
    ):
        hasil.setdefault(kode, set()).add(nomor)
    return {kode: frozenset(kota) for kode, kota in hasil.items()}


def tanpa_periode(kon: sqlite3.Connection, periode_id: int) -> dict[int, tuple[str, str]]:
    """Cities of a united file that do not have a period: number -> code, and the periods there are."""
    return {
        nomor: (kode, punya or "")
        for nomor, kode, punya in kon.execute(
            """SELECT g.id, g.kode,
                      (SELECT group_concat(kode, ', ') FROM (
                           SELECT p.kode FROM gabungan_periode q JOIN periode p ON p.id = q.periode_id
                            WHERE q.gabungan_id = g.id ORDER BY p.selesai, p.kode))
                 FROM gabungan g
                WHERE NOT EXISTS (SELECT 1 FROM gabungan_periode q WHERE q.gabungan_id = g.id AND q.periode_id = ?)
                ORDER BY g.id""",
            (periode_id,),
        )
    }


def opd_orang(kon: sqlite3.Connection, periode_id: int, pegawai_id: int) -> list[int]:
    """The agencies a person was in, in a closed period."""
    return [
        satu
        for (satu,) in kon.execute(
            "SELECT opd_id FROM beku_orang INDEXED BY beku_orang_pegawai WHERE periode_id = ? AND pegawai_id = ?",
            (periode_id, pegawai_id),
        )
    ]


def kebijakan(
    kon: sqlite3.Connection, periode_id: int, kunci: Iterable[str], kota: Sequence[int] | None = None
) -> dict[int, dict[str, str]]:
    """Some policies of a period by city, of all or of some: number -> key -> value."""
    hasil: dict[int, dict[str, str]] = {}
    nomor_kota = [satu[0] for satu in sebutan(kon, kota)]
    for nomor, satu, nilai in kon.execute(
        """SELECT k.gabungan_id, k.kunci, k.nilai FROM json_each(:kota) j
             CROSS JOIN gabungan_kebijakan k ON k.gabungan_id = j.value AND k.periode_id = :periode
              AND k.kunci IN (SELECT value FROM json_each(:kunci))""",
        {"kota": json.dumps(nomor_kota), "periode": periode_id, "kunci": json.dumps(list(kunci))},
    ):
        hasil.setdefault(nomor, {})[satu] = nilai
    return hasil


def kebijakan_kota(kon: sqlite3.Connection, periode_id: int, nomor: int) -> dict[str, tuple[str, str, str]]:
    """The policies of one city in a period: key -> (value, legal basis, explanation)."""
    return {
        kunci: (nilai, dasar, keterangan)
        for kunci, nilai, dasar, keterangan in kon.execute(
            """SELECT kunci, nilai, dasar, keterangan FROM gabungan_kebijakan
                WHERE periode_id = ? AND gabungan_id = ? ORDER BY kunci""",
            (periode_id, nomor),
        )
    }


def isi(kon: sqlite3.Connection, kode: str) -> tuple[Any, ...] | None:
    """Number, code and name of a city by its code, in any case."""
    if not kode.isascii():  # no city has such a code, and half of a character SQLite would not even take
        return None
    baris: tuple[Any, ...] | None = kon.execute(
        "SELECT id, kode, nama FROM gabungan WHERE kode = ? COLLATE NOCASE", (kode,)
    ).fetchone()
    return baris
