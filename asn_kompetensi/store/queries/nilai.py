"""Queries on scores. Levels are hundredths, days are counted from 1970-01-01."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from typing import Any, Final

from asn_kompetensi.store import pemicu
from asn_kompetensi.store.tumpuk import sisipkan

# (pegawai_id, kompetensi_id, periode_id, sumber_id) -> (ratus, hari)
Kunci = tuple[int, int, int, int]
KOLOM: Final = ("pegawai_id", "kompetensi_id", "periode_id", "sumber_id", "ratus", "hari", "bukti", "baris")
TAMPUNGAN = -32_000  # KiB of scores that wait in memory, a million and more; others wait in a nameless file
BANYAK = 1000  # scores from which the trail notes them at one go


def sumber(kon: sqlite3.Connection) -> dict[str, int]:
    """Source code -> id, in the order of the table."""
    return dict(kon.execute("SELECT kode, id FROM sumber ORDER BY id").fetchall())


def yang_ada(
    kon: sqlite3.Connection, periode_id: Iterable[int], pegawai_id: Iterable[int] | None = None
) -> dict[Kunci, tuple[int, int | None, str | None]]:
    """All scores of some periods, or of some people in them, by key: `(ratus, hari, bukti)`."""
    milik = "" if pegawai_id is None else "pegawai_id IN (SELECT value FROM json_each(:orang)) AND"
    kursor = kon.execute(
        f"""SELECT pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, bukti FROM nilai
             WHERE {milik} periode_id IN (SELECT value FROM json_each(:periode))""",
        {"periode": json.dumps(sorted(set(periode_id))), "orang": json.dumps(sorted(set(pegawai_id or ())))},
    )
    return {(g, k, p, s): (ratus, hari, bukti) for g, k, p, s, ratus, hari, bukti in kursor}


def satu(kon: sqlite3.Connection, kunci: Kunci) -> tuple[int, int | None] | None:
    """One score `(ratus, hari)`, None when there is none."""
    baris: tuple[int, int | None] | None = kon.execute(
        """SELECT ratus, hari FROM nilai
            WHERE pegawai_id = ? AND kompetensi_id = ? AND periode_id = ? AND sumber_id = ?""",
        kunci,
    ).fetchone()
    return baris


def tampung(kon: sqlite3.Connection, kolom: Sequence[Sequence[Any]], *, lagi: bool = False) -> bool:
    """Have scores wait to be written by `simpan`, in place of those that did or, with `lagi`, beside them.

    False where two have the same key: the first is kept. They are given column by column in the order of `KOLOM`; the
    last says which row of a file gives each, if any.
    """
    kon.execute(
        """CREATE TEMP TABLE IF NOT EXISTS nilai_tampungan (
               pegawai_id INTEGER, kompetensi_id INTEGER, periode_id INTEGER, sumber_id INTEGER,
               ratus INTEGER, hari INTEGER, bukti TEXT, baris INTEGER,
               PRIMARY KEY (pegawai_id, kompetensi_id, periode_id, sumber_id)
           ) WITHOUT ROWID"""
    )
    kon.execute(f"PRAGMA temp.cache_size = {TAMPUNGAN}")
    if not lagi:
        kon.execute("DELETE FROM nilai_tampungan")
    isi = dict(zip(KOLOM, kolom, strict=True))
    return sisipkan(kon, "nilai_tampungan", isi, "ON CONFLICT DO NOTHING") == len(isi["baris"])


def simpan(kon: sqlite3.Connection, jalankan: int) -> None:
    """Insert or replace under a run the scores that wait: in the order of the key, so each page is filled once."""
    (banyak,) = kon.execute("SELECT count(*) FROM nilai_tampungan").fetchone()
    kunci = {
        satu: [nomor for (nomor,) in kon.execute(f"SELECT DISTINCT {satu} FROM nilai_tampungan")] for satu in KOLOM[:2]
    }
    with pemicu.borongan(kon, jalankan, "nilai", kunci) if banyak >= BANYAK else nullcontext():
        kon.execute(
            """INSERT INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id, bukti)
               SELECT pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, ?, bukti
                 FROM nilai_tampungan WHERE TRUE
                   ON CONFLICT DO UPDATE SET ratus = excluded.ratus, hari = excluded.hari,
                      jalankan_id = excluded.jalankan_id, bukti = coalesce(excluded.bukti, bukti)""",
            (jalankan,),
        )


def hapus(
    kon: sqlite3.Connection, pegawai_id: int, periode_id: int, kompetensi_id: int | None, sumber_id: int | None
) -> int:
    """Delete scores of a person in a period; returns how many."""
    return kon.execute(
        """DELETE FROM nilai WHERE pegawai_id = :g AND periode_id = :p
              AND (:k IS NULL OR kompetensi_id = :k) AND (:s IS NULL OR sumber_id = :s)""",
        {"g": pegawai_id, "p": periode_id, "k": kompetensi_id, "s": sumber_id},
    ).rowcount


def jabatan_pada(kon: sqlite3.Connection, hari: str) -> dict[int, tuple[int, str, str | None]]:
    """Person -> job held on a day `(jabatan_id, nama, jenjang)`."""
    return {
        pegawai_id: (jabatan_id, nama, jenjang)
        for pegawai_id, jabatan_id, nama, jenjang in kon.execute(
            """SELECT t.pegawai_id, j.id, j.nama, j.jenjang FROM penempatan t JOIN jabatan j ON j.id = t.jabatan_id
                WHERE (t.mulai IS NULL OR t.mulai <= :hari) AND (t.selesai IS NULL OR t.selesai >= :hari)""",
            {"hari": hari},
        )
    }


def standar_pada(kon: sqlite3.Connection, hari: str) -> dict[int, dict[int, int]]:
    """Job -> competency -> required level in hundredths, as valid on a day."""
    hasil: dict[int, dict[int, int]] = {}
    for jabatan_id, kompetensi_id, ratus in kon.execute(
        """SELECT jabatan_id, kompetensi_id, ratus FROM standar
            WHERE (mulai IS NULL OR mulai <= :hari) AND (selesai IS NULL OR selesai >= :hari)""",
        {"hari": hari},
    ):
        hasil.setdefault(jabatan_id, {})[kompetensi_id] = ratus
    return hasil


def henti(kon: sqlite3.Connection, siapa: Collection[int] | None = None) -> dict[int, str | None]:
    """Leaver -> day from which out of service (None when unknown); of all or of `siapa`."""
    tabel = "pegawai g" if siapa is None else "json_each(:siapa) w CROSS JOIN pegawai g ON g.id = w.value"
    isi = {"siapa": None if siapa is None else json.dumps(list(siapa))}
    return dict(kon.execute(f"SELECT g.id, g.henti_tanggal FROM {tabel} WHERE g.status = 'henti'", isi).fetchall())
