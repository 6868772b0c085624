"""Queries on what the classes of a year did for the plan."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
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


# SQL: a seat is held by who did not decline, put off or wait.
_BERKURSI = "(s.jawaban IS NULL OR s.jawaban = 'bersedia')"
_SETAHUN = "k.selesai BETWEEN :tahun || '-01-01' AND :tahun || '-12-31' AND k.status <> 'batal'"


def kursi(
    kon: sqlite3.Connection,
    tahun: int,
    *,
    pegawai_id: Collection[int] | None = None,
    opd_id: Collection[int] | None = None,
) -> list[Kursi]:
    """Every seat, by last day and code of the class, then by number; of all, of some people or of some agencies."""
    kolom, milik = ("opd_id", opd_id) if pegawai_id is None else ("pegawai_id", pegawai_id)
    kelas, ikut = "kelas k", ""
    if milik is not None:
        kelas = f"""(SELECT DISTINCT s.kelas_id FROM json_each(:milik) j CROSS JOIN peserta s ON s.{kolom} = j.value) d
                    CROSS JOIN kelas k ON k.id = d.kelas_id"""
        # The plus: a class has few seats, seeking each of those people in it takes longer.
        ikut = f"AND +s.{kolom} IN (SELECT value FROM json_each(:milik))"
    kursor = kon.execute(
        f"""WITH ini AS MATERIALIZED (
               SELECT k.id, (SELECT count(*) FROM peserta s WHERE s.kelas_id = k.id AND {_BERKURSI}) AS kursi
                 FROM {kelas} WHERE {_SETAHUN})
           SELECT k.id, k.kode, k.pelatihan_id, k.mulai, k.status, k.biaya, i.kursi, s.pegawai_id, g.nip, g.nama,
                  s.opd_id, o.kode, s.lulus, s.jp_diakui, s.sertifikat
             FROM ini i CROSS JOIN kelas k ON k.id = i.id
             CROSS JOIN peserta s ON s.kelas_id = k.id AND {_BERKURSI} {ikut}
             CROSS JOIN pegawai g ON g.id = s.pegawai_id
             LEFT JOIN opd o ON o.id = s.opd_id
            ORDER BY k.selesai, k.kode, s.nomor""",
        {"tahun": f"{tahun:04d}", "milik": None if milik is None else json.dumps(sorted(milik))},
    )
    return [Kursi._make(satu) for satu in kursor]


def sasaran(kon: sqlite3.Connection, pelatihan_id: Collection[int]) -> dict[int, list[tuple[int, str, str]]]:
    """Programme id -> its target competencies as `(id, kode, nama)` in their order."""
    hasil: dict[int, list[tuple[int, str, str]]] = {}
    for program, *kompetensi in kon.execute(
        """SELECT s.pelatihan_id, k.id, k.kode, k.nama FROM json_each(?) j
             CROSS JOIN pelatihan_sasaran s ON s.pelatihan_id = j.value JOIN kompetensi k ON k.id = s.kompetensi_id
            ORDER BY s.pelatihan_id, k.urutan""",
        (json.dumps(sorted(pelatihan_id)),),
    ):
        hasil.setdefault(program, []).append((kompetensi[0], kompetensi[1], kompetensi[2]))
    return hasil


def pelatihan(kon: sqlite3.Connection, pelatihan_id: Collection[int]) -> dict[int, tuple[str, str]]:
    """Programme id -> code and name."""
    semua = kon.execute(
        "SELECT l.id, l.kode, l.nama FROM json_each(?) j CROSS JOIN pelatihan l ON l.id = j.value",
        (json.dumps(sorted(pelatihan_id)),),
    )
    return {nomor: (kode, nama) for nomor, kode, nama in semua}


def program(kon: sqlite3.Connection, kompetensi_id: Collection[int]) -> dict[int, int]:
    """Competency id -> how many programmes aim at it, where any does; of those asked for, as below."""
    return dict(
        kon.execute(
            """SELECT kompetensi_id, count(*) FROM pelatihan_sasaran
                WHERE kompetensi_id IN (SELECT value FROM json_each(?)) GROUP BY kompetensi_id""",
            (json.dumps(sorted(kompetensi_id)),),
        ).fetchall()
    )


def kelas_setahun(kon: sqlite3.Connection, tahun: int, kompetensi_id: Collection[int]) -> dict[int, int]:
    """Competency id -> how many classes of the year, not cancelled, belong to a programme that aims at it."""
    return dict(
        kon.execute(
            f"""SELECT s.kompetensi_id, count(*)
                  FROM pelatihan_sasaran s CROSS JOIN kelas k ON k.pelatihan_id = s.pelatihan_id
                 WHERE s.kompetensi_id IN (SELECT value FROM json_each(:kompetensi)) AND {_SETAHUN}
                 GROUP BY s.kompetensi_id""",
            {"tahun": f"{tahun:04d}", "kompetensi": json.dumps(sorted(kompetensi_id))},
        ).fetchall()
    )
