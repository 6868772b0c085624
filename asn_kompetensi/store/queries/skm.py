"""Queries on public satisfaction surveys: a wave of a unit, and its respondents' answers. Nobody's name is in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


class Gelombang(NamedTuple):
    """One wave of one unit; `banyak_unsur` is 9 or 14, days are ISO text."""

    id: int
    opd_id: int
    opd: str
    nama_opd: str
    kode: str
    banyak_unsur: int
    populasi: int | None
    mulai: str | None
    selesai: str | None


_GELOMBANG = """SELECT s.id, s.opd_id, o.kode, o.nama, s.gelombang, s.banyak_unsur, s.populasi, s.mulai, s.selesai
  FROM skm s JOIN opd o ON o.id = s.opd_id"""


def semua(kon: sqlite3.Connection, opd_id: int | None = None) -> list[Gelombang]:
    """Waves by unit, last day (those without one first) and code."""
    kursor = kon.execute(
        f"{_GELOMBANG} WHERE ?1 IS NULL OR s.opd_id = ?1 ORDER BY o.kode, coalesce(s.selesai, ''), s.gelombang",
        (opd_id,),
    )
    return [Gelombang._make(baris) for baris in kursor]


def cari(kon: sqlite3.Connection, opd_id: int, kode: str) -> Gelombang | None:
    """One wave of a unit by its code, in any case."""
    baris = kon.execute(
        f"{_GELOMBANG} WHERE s.opd_id = ? AND s.gelombang = ? COLLATE NOCASE", (opd_id, kode)
    ).fetchone()
    return Gelombang._make(baris) if baris else None


def buka(kon: sqlite3.Connection, opd_id: int, kode: str, banyak_unsur: int) -> None:
    """A new wave without answers."""
    kon.execute("INSERT INTO skm (opd_id, gelombang, banyak_unsur) VALUES (?, ?, ?)", (opd_id, kode, banyak_unsur))


def ubah(kon: sqlite3.Connection, skm_id: int, populasi: int | None, mulai: str | None, selesai: str | None) -> None:
    """Set how many users the service has and the days of the survey."""
    kon.execute("UPDATE skm SET populasi = ?, mulai = ?, selesai = ? WHERE id = ?", (populasi, mulai, selesai, skm_id))


def jumlah(kon: sqlite3.Connection, opd_id: int | None = None) -> Iterable[tuple[int, str, int, int]]:
    """Per wave and unsur: `(skm_id, unsur, sum of the answers, how many answered)`."""
    return kon.execute(
        """SELECT j.skm_id, j.unsur, sum(j.nilai), count(*) FROM skm_jawaban j JOIN skm s ON s.id = j.skm_id
            WHERE ?1 IS NULL OR s.opd_id = ?1 GROUP BY j.skm_id, j.unsur""",
        (opd_id,),
    )


def responden(kon: sqlite3.Connection, opd_id: int | None = None) -> dict[int, int]:
    """Wave -> how many respondents answered anything."""
    return dict(
        kon.execute(
            """SELECT j.skm_id, count(DISTINCT j.nomor) FROM skm_jawaban j JOIN skm s ON s.id = j.skm_id
                WHERE ?1 IS NULL OR s.opd_id = ?1 GROUP BY j.skm_id""",
            (opd_id,),
        ).fetchall()
    )


def jawaban(kon: sqlite3.Connection, skm_id: int) -> dict[int, dict[str, int]]:
    """The answers of a wave: respondent's number -> unsur -> answer."""
    hasil: dict[int, dict[str, int]] = {}
    for nomor, unsur, nilai in kon.execute("SELECT nomor, unsur, nilai FROM skm_jawaban WHERE skm_id = ?", (skm_id,)):
        hasil.setdefault(nomor, {})[unsur] = nilai
    return hasil


def ganti(kon: sqlite3.Connection, skm_id: int, isi: Mapping[int, Mapping[str, int]]) -> None:
    """Write all answers of these respondents; what they had answered before and not now goes."""
    kon.executemany(
        """DELETE FROM skm_jawaban WHERE skm_id = ? AND nomor = ?
            AND unsur NOT IN (SELECT value FROM json_each(?))""",
        [(skm_id, nomor, json.dumps(list(satu))) for nomor, satu in isi.items()],
    )
    kon.executemany(
        """INSERT INTO skm_jawaban (skm_id, nomor, unsur, nilai) VALUES (?, ?, ?, ?)
           ON CONFLICT (skm_id, nomor, unsur) DO UPDATE SET nilai = excluded.nilai WHERE nilai <> excluded.nilai""",
        [(skm_id, nomor, unsur, nilai) for nomor, satu in isi.items() for unsur, nilai in satu.items()],
    )


def staf(
    kon: sqlite3.Connection, opd: Collection[int], sesudah: str, sampai: str, pelatihan: Collection[int] | None
) -> tuple[int, int]:
    """`(staff, of them trained)` of these units on the day `sampai` (ISO).

    Staff: placed there and in service on that day. Trained: passed a finished class of one of the programmes (None: of
    any) that ended after the day `sesudah` and not after `sampai`.
    """
    baris: tuple[int, int] = kon.execute(
        """SELECT count(*), coalesce(sum(EXISTS (
                      SELECT 1 FROM peserta s JOIN kelas k ON k.id = s.kelas_id
                       WHERE s.pegawai_id = g.id AND s.lulus = 1 AND k.status = 'selesai'
                         AND k.selesai > :sesudah AND k.selesai <= :sampai
                         AND (:pelatihan IS NULL OR k.pelatihan_id IN (SELECT value FROM json_each(:pelatihan))))), 0)
             FROM pegawai g
            WHERE (g.status = 'aktif' OR g.henti_tanggal > :sampai)
              AND EXISTS (SELECT 1 FROM penempatan t
                           WHERE t.pegawai_id = g.id AND t.opd_id IN (SELECT value FROM json_each(:opd))
                             AND coalesce(t.mulai, '') <= :sampai
                             AND coalesce(t.selesai, '9999-12-31') >= :sampai)""",
        {
            "opd": json.dumps(list(opd)),
            "sesudah": sesudah,
            "sampai": sampai,
            "pelatihan": None if pelatihan is None else json.dumps(list(pelatihan)),
        },
    ).fetchone()
    return baris


def pelatihan_kompetensi(kon: sqlite3.Connection, kompetensi_id: int) -> list[int]:
    """Programmes that have a competency among their targets."""
    return [
        baris[0]
        for baris in kon.execute(
            "SELECT pelatihan_id FROM pelatihan_sasaran WHERE kompetensi_id = ? ORDER BY 1", (kompetensi_id,)
        )
    ]
