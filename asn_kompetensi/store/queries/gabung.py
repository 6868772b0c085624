"""Queries on the cities of a united file; what is asked of the file of one city before it is united."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple


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


# --- what a united file answers ---------------------------------------------------------------------------------------


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
