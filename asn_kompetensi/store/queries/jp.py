"""Queries on training hours. Hours are in hundredths of a JP and belong to the year in which the activity ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from asn_kompetensi.store.queries.gabung import MILIK_KOTA, rentang


class Orang(NamedTuple):
    """A person in service in a year, with the agency of the last placement in it."""

    id: int
    nip: str
    nama: str
    opd: str
    jenis_pegawai: str


class Tercatat(NamedTuple):
    """An activity of a person: of an own class (`kelas_id`, `peserta_id`), or recorded elsewhere (`luar_id`).

    `kode` is the class's, `kunci` the folded name of what was recorded elsewhere; `opd_id` the agency at that time.
    """

    pegawai_id: int
    kode: str | None
    nama: str
    kunci: str | None
    bentuk: int
    tahun: int
    mulai: str | None
    selesai: str | None
    ratus: int
    luar_negeri: int
    sertifikat: str | None
    lulus: int | None
    opd_id: int | None
    kelas_id: int | None
    peserta_id: int | None
    luar_id: int | None


class Terbuka(NamedTuple):
    """An open class; `jp` is its programme's duration, `terisi` how many hold a seat."""

    id: int
    kode: str
    nama: str
    bentuk: int
    jp: int | None
    mulai: str
    selesai: str
    luar_negeri: int
    kuota: int | None
    terbuka: int
    terisi: int


def orang(kon: sqlite3.Connection, tahun: int, opd: Collection[int] | None, pegawai_id: int | None) -> list[Orang]:
    """Everyone in service in a year, by agency, name, NIP.

    In service: a placement touching the year, and not out of service before it began (a leaver without a date is in
    no year).
    """
    # Whoever ever served in these agencies; where the last placement is, is seen only then.
    milik, saring = [], []
    if opd is not None:
        milik.append(
            "t.pegawai_id IN (SELECT pegawai_id FROM penempatan WHERE opd_id IN (SELECT value FROM json_each(:opd)))"
        )
        saring.append("p.opd_id IN (SELECT value FROM json_each(:opd))")
    if pegawai_id is not None:
        milik.append("t.pegawai_id = :pegawai")
    kursor = kon.execute(
        f"""WITH tempat AS (
               SELECT t.pegawai_id, t.opd_id,
                      row_number() OVER (PARTITION BY t.pegawai_id ORDER BY coalesce(t.mulai, '') DESC) AS ke
                 FROM penempatan t
                WHERE {" AND ".join([*milik, "coalesce(t.mulai, '') <= :akhir"])}
                  AND coalesce(t.selesai, '9999-12-31') >= :awal
           )
           SELECT g.id, g.nip, g.nama, o.kode, g.jenis_pegawai
             FROM tempat p
             JOIN pegawai g ON g.id = p.pegawai_id
             JOIN opd o ON o.id = p.opd_id
            WHERE {" AND ".join(["p.ke = 1", *saring])}
              AND (g.status = 'aktif' OR g.henti_tanggal > :awal)
            ORDER BY o.kode, g.nama, g.nip""",
        {
            "awal": f"{tahun:04d}-01-01",
            "akhir": f"{tahun:04d}-12-31",
            "opd": None if opd is None else json.dumps(list(opd)),
            "pegawai": pegawai_id,
        },
    )
    return [Orang._make(baris) for baris in kursor]


# All of these tables, or what some people have in them: `siapa` comes first, so that they are sought and not found.
_SIAPA = "json_each(:siapa) w CROSS JOIN"
_PESERTA = """kelas k CROSS JOIN pelatihan l ON l.id = k.pelatihan_id CROSS JOIN peserta s ON s.kelas_id = k.id"""
_PESERTA_SIAPA = f"""{_SIAPA} peserta s ON s.pegawai_id = w.value
             CROSS JOIN kelas k ON k.id = s.kelas_id CROSS JOIN pelatihan l ON l.id = k.pelatihan_id"""


def _daftar_siapa(siapa: Collection[int] | None) -> str | None:
    return None if siapa is None else json.dumps(list(siapa))


def tercatat(
    kon: sqlite3.Connection, tahun: int | None, berjatah: Collection[int], siapa: Collection[int] | None
) -> Iterable[Tercatat]:
    """Activities that ended in a year (None: in any), and what has a bearing on them, by person; of all or of `siapa`.

    That is: earlier ones of the forms `berjatah`, and own classes of other years that may be the same activity as
    something recorded elsewhere. Of own classes only those finished and judged.
    """
    kursor = kon.execute(
        f"""SELECT s.pegawai_id, k.kode, l.nama, NULL, l.bentuk_id, CAST(substr(k.selesai, 1, 4) AS INTEGER), k.mulai,
                  k.selesai, s.jp_diakui, k.luar_negeri, s.sertifikat, s.lulus, s.opd_id, k.id, s.id, NULL
             FROM {_PESERTA if siapa is None else _PESERTA_SIAPA}
            WHERE k.status = 'selesai' AND s.jp_diakui IS NOT NULL
              AND (:tahun IS NULL OR substr(k.selesai, 1, 4) = :tahun
                   OR (k.selesai < :tahun AND l.bentuk_id IN (SELECT value FROM json_each(:berjatah)))
                   OR EXISTS (SELECT 1 FROM jp_luar j
                               WHERE j.pegawai_id = s.pegawai_id AND j.tahun <= CAST(:tahun AS INTEGER)
                                 AND (j.mulai = k.mulai OR (j.sertifikat IS NOT NULL AND s.sertifikat IS NOT NULL))))
           UNION ALL
           SELECT j.pegawai_id, NULL, j.nama, j.kunci, j.bentuk_id, j.tahun, j.mulai, j.selesai, j.jp_diakui,
                  j.luar_negeri, j.sertifikat, NULL,
                  (SELECT t.opd_id FROM penempatan t
                    WHERE t.pegawai_id = j.pegawai_id
                      AND coalesce(t.mulai, '') <= coalesce(j.selesai, j.tahun || '-12-31')
                      AND coalesce(t.selesai, '9999-12-31') >= coalesce(j.selesai, j.tahun || '-12-31')
                    ORDER BY coalesce(t.mulai, '') DESC LIMIT 1),
                  NULL, NULL, j.id
             FROM {"jp_luar j" if siapa is None else f"{_SIAPA} jp_luar j ON j.pegawai_id = w.value"}
            WHERE (:tahun IS NULL OR j.tahun = CAST(:tahun AS INTEGER)
                   OR (j.tahun < CAST(:tahun AS INTEGER) AND j.bentuk_id IN (SELECT value FROM json_each(:berjatah))))
            ORDER BY 1""",
        {
            "tahun": None if tahun is None else f"{tahun:04d}",
            "berjatah": json.dumps(list(berjatah)),
            "siapa": _daftar_siapa(siapa),
        },
    )
    return map(Tercatat._make, kursor)


def pernah_dari(kon: sqlite3.Connection, opd: Collection[int]) -> list[int]:
    """Whoever may have activities that some agencies sent him to: once placed there, or in a class from there."""
    kursor = kon.execute(
        """SELECT t.pegawai_id FROM json_each(:opd) j CROSS JOIN penempatan t ON t.opd_id = j.value
           UNION
           SELECT s.pegawai_id FROM json_each(:opd) j CROSS JOIN peserta s ON s.opd_id = j.value""",
        {"opd": json.dumps(list(opd))},
    )
    return [nomor for (nomor,) in kursor]


def hari_kelas(kon: sqlite3.Connection, siapa: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """The days of classes that do not meet on every day: class id -> days (ISO).

    Of all, or of those that `siapa` are on the rosters of.
    """
    milik = f"WHERE kelas_id IN (SELECT s.kelas_id FROM {_SIAPA} peserta s ON s.pegawai_id = w.value)"
    kursor = kon.execute(
        f"SELECT kelas_id, tanggal FROM kelas_hari {'' if siapa is None else milik} ORDER BY kelas_id, tanggal",
        {"siapa": _daftar_siapa(siapa)},
    )
    hasil: dict[int, list[str]] = {}
    for nomor, tanggal in kursor:
        hasil.setdefault(nomor, []).append(tanggal)
    return {nomor: tuple(hari) for nomor, hari in hasil.items()}


def hari_hadir(
    kon: sqlite3.Connection, bentuk: Collection[int], siapa: Collection[int] | None
) -> dict[int, tuple[str, ...]]:
    """In classes of these forms, the days attended: participant id -> days (ISO)."""
    hasil: dict[int, list[str]] = {}
    for nomor, tanggal in kon.execute(
        f"""SELECT h.peserta_id, h.tanggal
             FROM {_PESERTA if siapa is None else _PESERTA_SIAPA}
             CROSS JOIN kehadiran h ON h.peserta_id = s.id
            WHERE l.bentuk_id IN (SELECT value FROM json_each(:bentuk)) AND h.status = 'hadir'
            ORDER BY h.peserta_id, h.tanggal""",
        {"bentuk": json.dumps(list(bentuk)), "siapa": _daftar_siapa(siapa)},
    ):
        hasil.setdefault(nomor, []).append(tanggal)
    return {nomor: tuple(hari) for nomor, hari in hasil.items()}


def jenis_pegawai(kon: sqlite3.Connection, pegawai_id: int) -> str:
    """PNS, PPPK or PPPK PARUH WAKTU."""
    return str(kon.execute("SELECT jenis_pegawai FROM pegawai WHERE id = ?", (pegawai_id,)).fetchone()[0])


def semua_jenis(kon: sqlite3.Connection, siapa: Collection[int] | None = None) -> dict[int, str]:
    """Person id -> PNS, PPPK or PPPK PARUH WAKTU; of all or of `siapa`."""
    tabel = "pegawai g" if siapa is None else f"{_SIAPA} pegawai g ON g.id = w.value"
    return dict(kon.execute(f"SELECT g.id, g.jenis_pegawai FROM {tabel}", {"siapa": _daftar_siapa(siapa)}).fetchall())


def terbuka(kon: sqlite3.Connection, tahun: int, kota: str | None = None) -> list[Terbuka]:
    """Open classes that end in a year; of a united file those of one city, by its code."""
    kursor = kon.execute(
        f"""SELECT k.id, k.kode, l.nama, l.bentuk_id, l.jp, k.mulai, k.selesai, k.luar_negeri, k.kuota, k.terbuka,
                  (SELECT count(*) FROM peserta s
                    WHERE s.kelas_id = k.id AND (s.jawaban IS NULL OR s.jawaban = 'bersedia'))
             FROM kelas k JOIN pelatihan l ON l.id = k.pelatihan_id
            WHERE k.status = 'dibuka' AND k.selesai BETWEEN :awal AND :akhir AND {MILIK_KOTA.format("k.kode")}
            ORDER BY k.mulai, k.kode""",
        {"awal": f"{tahun:04d}-01-01", "akhir": f"{tahun:04d}-12-31", **rentang(kota)},
    )
    return [Terbuka._make(baris) for baris in kursor]


def peserta_antara(
    kon: sqlite3.Connection, awal: str, akhir: str, siapa: Collection[int] | None = None
) -> Iterable[tuple[int, int, str, str, int]]:
    """Who is on the rosters of classes not cancelled that touch these days; of all or of `siapa`.

    `(pegawai_id, kelas_id, first day, last day, holds a seat 0/1)`.
    """
    return kon.execute(
        f"""SELECT s.pegawai_id, k.id, k.mulai, k.selesai, s.jawaban IS NULL OR s.jawaban = 'bersedia'
             FROM {_PESERTA if siapa is None else _PESERTA_SIAPA}
            WHERE k.status <> 'batal' AND k.mulai <= :akhir AND k.selesai >= :awal""",
        {"awal": awal, "akhir": akhir, "siapa": _daftar_siapa(siapa)},
    )
