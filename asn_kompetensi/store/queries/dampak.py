"""Queries on the effect of training: who sat in a class, who may have been trained, when scores were given."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BERKURSI = "(s.jawaban IS NULL OR s.jawaban = 'bersedia')"
_HADIR = "EXISTS (SELECT 1 FROM kehadiran h WHERE h.peserta_id = s.id AND h.status = 'hadir')"


class Peserta(NamedTuple):
    """Someone on the roster of a class; scores in hundredths. `hadir`: present on at least one day."""

    kelas_id: int
    pegawai_id: int
    pre: int | None
    post: int | None
    lulus: int | None
    berkursi: int
    hadir: int


def peserta(kon: sqlite3.Connection, kelas_id: Sequence[int]) -> list[Peserta]:
    """The rosters of these classes, oldest class first."""
    kursor = kon.execute(
        f"""SELECT s.kelas_id, s.pegawai_id, s.pre, s.post, s.lulus, {_BERKURSI}, {_HADIR}
              FROM kelas k JOIN peserta s ON s.kelas_id = k.id
             WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.mulai, k.kode, s.nomor""",
        (json.dumps(list(kelas_id)),),
    )
    return [Peserta._make(baris) for baris in kursor]


def mungkin_dilatih(kon: sqlite3.Connection, kompetensi_id: int, mulai: str, selesai: str) -> set[int]:
    """Everyone who was, or may have been, trained for a competency in a class on any day from `mulai` to `selesai`.

    Present, tested or passed; or holding a seat while nothing of the attendance is recorded. Who is recorded as absent
    throughout was not trained. Cancelled classes do not count.
    """
    kursor = kon.execute(
        f"""SELECT s.pegawai_id
              FROM pelatihan_sasaran t
              JOIN kelas k ON k.pelatihan_id = t.pelatihan_id AND k.status <> 'batal'
                          AND k.mulai <= :selesai AND k.selesai >= :mulai
              JOIN peserta s ON s.kelas_id = k.id
             WHERE t.kompetensi_id = :kompetensi
               AND (s.lulus = 1 OR s.pre IS NOT NULL OR s.post IS NOT NULL OR {_HADIR}
                    OR ({_BERKURSI} AND NOT EXISTS (SELECT 1 FROM kehadiran h WHERE h.peserta_id = s.id)))""",
        {"kompetensi": kompetensi_id, "mulai": mulai, "selesai": selesai},
    )
    return {nomor for (nomor,) in kursor}


def hari_nilai(
    kon: sqlite3.Connection, kompetensi_id: int, pegawai_id: Iterable[int]
) -> list[tuple[int, int, str, str]]:
    """`(pegawai_id, periode_id, first day, last day)` (ISO) of the scores these people were given in a competency.

    A score without a date counts as given on the last day of its period. Ordered by the period's last day.
    """
    return kon.execute(
        """SELECT n.pegawai_id, p.id, date(min(coalesce(n.hari, p.hari)) * 86400, 'unixepoch'),
                  date(max(coalesce(n.hari, p.hari)) * 86400, 'unixepoch')
             FROM nilai n JOIN periode p ON p.id = n.periode_id
            WHERE n.kompetensi_id = ? AND n.pegawai_id IN (SELECT value FROM json_each(?))
            GROUP BY n.pegawai_id, p.id ORDER BY p.selesai, p.kode""",
        (kompetensi_id, json.dumps(sorted(pegawai_id))),
    ).fetchall()


def jenjang(kon: sqlite3.Connection) -> dict[int, str | None]:
    """Job id -> its level."""
    return dict(kon.execute("SELECT id, jenjang FROM jabatan").fetchall())


def sasaran(kon: sqlite3.Connection, pelatihan_id: int) -> list[tuple[int, str]]:
    """Target competencies of a programme as `(id, kode)` in their order."""
    return kon.execute(
        """SELECT k.id, k.kode FROM pelatihan_sasaran s JOIN kompetensi k ON k.id = s.kompetensi_id
            WHERE s.pelatihan_id = ? ORDER BY k.urutan""",
        (pelatihan_id,),
    ).fetchall()
