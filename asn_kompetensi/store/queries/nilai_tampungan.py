"""Scores that wait in the database to be written: as many as a file has, none of them in this program's memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Final, Literal, NamedTuple

from asn_kompetensi.store import pemicu
from asn_kompetensi.store.queries.nilai import Kunci
from asn_kompetensi.store.queries.penilai import Tanda
from asn_kompetensi.store.tumpuk import sisipkan

KUNCI: Final = ("pegawai_id", "kompetensi_id", "periode_id", "sumber_id")
KOLOM: Final = (*KUNCI, "ratus", "hari", "bukti", "baris", "penilai", "sendiri")
TAMPUNGAN = -32_000  # KiB of scores that wait in memory, a million and more; others wait in a nameless file
BANYAK = 1000  # scores from which the trail notes them at one go

_TERDAFTAR = " AND ".join(f"n.{satu} = t.{satu}" for satu in KUNCI)
# What a sheet does not say stays: the day of an unchanged score, and its evidence.
_SAMA = """n.ratus = t.ratus AND (t.hari IS NULL OR t.hari IS n.hari) AND (t.bukti IS NULL OR t.bukti IS n.bukti)"""
_BIASA = "t.sendiri IS NULL AND t.penilai IS NULL"


Hasil = Literal["baru", "berubah", "sama"]


class Banding(NamedTuple):
    """A waiting score beside the registered one; `penilai` is its number in the file, `lama` who gave the other."""

    kunci: Kunci
    baris: int
    hasil: Hasil
    penilai: int | None
    lama: Tanda


def kosongkan(kon: sqlite3.Connection) -> None:
    """Nothing waits any more."""
    kon.execute(
        """CREATE TEMP TABLE IF NOT EXISTS nilai_tampungan (
               pegawai_id INTEGER, kompetensi_id INTEGER, periode_id INTEGER, sumber_id INTEGER,
               ratus INTEGER, hari INTEGER, bukti TEXT, baris INTEGER, penilai INTEGER, sendiri INTEGER, kembar INTEGER,
               PRIMARY KEY (pegawai_id, kompetensi_id, periode_id, sumber_id)
           ) WITHOUT ROWID"""
    )
    kon.execute(f"PRAGMA temp.cache_size = {TAMPUNGAN}")
    kon.execute("DELETE FROM nilai_tampungan")


def tampung(kon: sqlite3.Connection, kolom: Sequence[Sequence[Any]]) -> None:
    """Have scores wait beside those that do, column by column in the order of `KOLOM`.

    `baris` is the row of a file that gives each, `penilai` a number of the caller's for who did, `sendiri` 1 where the
    caller asks about each; None for none of it. Of two with the same key the first waits, and `kembar` tells of it.
    """
    isi = dict(zip(KOLOM, kolom, strict=True))
    sisipkan(kon, "nilai_tampungan", isi, "ON CONFLICT DO UPDATE SET kembar = 1")


def banyak(kon: sqlite3.Connection) -> int:
    """How many wait."""
    return int(kon.execute("SELECT count(*) FROM nilai_tampungan").fetchone()[0])


def kembar(kon: sqlite3.Connection) -> set[Kunci]:
    """The keys that were given more than once."""
    return set(kon.execute(f"SELECT {', '.join(KUNCI)} FROM nilai_tampungan WHERE kembar"))


def bertanggal(
    kon: sqlite3.Connection, kapan: Iterable[tuple[int, int | None]], contoh: int
) -> tuple[int, list[tuple[int, int, int]]]:
    """How many are of some periods and days, and the first rows of the file that give such: `(row, period, day)`."""
    isi = json.dumps(sorted(satu for satu in kapan if satu[1] is not None))
    milik = """FROM nilai_tampungan t
               WHERE (t.periode_id, t.hari) IN (SELECT j.value ->> 0, j.value ->> 1 FROM json_each(?) j)"""
    (banyak,) = kon.execute(f"SELECT count(*) {milik}", (isi,)).fetchone()
    pertama = kon.execute(f"SELECT t.baris, t.periode_id, t.hari {milik} ORDER BY t.baris LIMIT {int(contoh)}", (isi,))
    return banyak, pertama.fetchall()


def ambil(kon: sqlite3.Connection, kunci: Iterable[Kunci]) -> list[int]:
    """Those with these keys wait no longer; returns the rows that gave them."""
    return [
        baris
        for satu in kunci
        for (baris,) in kon.execute(
            f"DELETE FROM nilai_tampungan WHERE {' AND '.join(f'{nama} = ?' for nama in KUNCI)} RETURNING baris", satu
        ).fetchall()
    ]


def ada_terdaftar(kon: sqlite3.Connection) -> bool:
    """Whether any of those that wait has the key of a registered one."""
    (ada,) = kon.execute(
        f"""SELECT EXISTS (SELECT 1 FROM nilai)
               AND EXISTS (SELECT 1 FROM nilai_tampungan t CROSS JOIN nilai n ON {_TERDAFTAR})"""
    ).fetchone()
    return bool(ada)


def banding(kon: sqlite3.Connection) -> Iterator[Banding]:
    """Beside what is registered: those asked about that are other, and all of which is said who gave them."""
    for *kunci, baris, hasil, penilai, pegawai_id, nama in kon.execute(
        f"""SELECT {", ".join(f"t.{satu}" for satu in KUNCI)}, t.baris,
                   CASE WHEN n.ratus IS NULL THEN 'baru' WHEN {_SAMA} THEN 'sama' ELSE 'berubah' END, t.penilai,
                   a.pegawai_id, a.kunci
              FROM nilai_tampungan t
              LEFT JOIN nilai n ON {_TERDAFTAR}
              LEFT JOIN nilai_penilai o ON {_TERDAFTAR.replace("n.", "o.")}
              LEFT JOIN penilai a ON a.id = o.penilai_id
             WHERE t.penilai IS NOT NULL OR (t.sendiri AND NOT ifnull({_SAMA}, 0))"""
    ):
        yield Banding((kunci[0], kunci[1], kunci[2], kunci[3]), baris, hasil, penilai, (pegawai_id, nama))


def hitung(kon: sqlite3.Connection) -> dict[Hasil, int]:
    """How many of the others are what to the register."""
    semua, ada, sama = kon.execute(
        f"""SELECT count(*), count(n.ratus), count(*) FILTER (WHERE {_SAMA})
              FROM nilai_tampungan t LEFT JOIN nilai n ON {_TERDAFTAR} WHERE {_BIASA}"""
    ).fetchone()
    return {"baru": semua - ada, "berubah": ada - sama, "sama": sama}


def berganti(kon: sqlite3.Connection, contoh: int) -> tuple[int, list[tuple[int, str, int, str, int, int]]]:
    """How many give another level than the registered one, and the first of them in the order of the file.

    Each as `(row, NIP, competency's id and code, old and new level in hundredths)`.
    """
    milik = f"FROM nilai_tampungan t CROSS JOIN nilai n ON {_TERDAFTAR} AND n.ratus <> t.ratus"
    (semua,) = kon.execute(f"SELECT count(*) {milik}").fetchone()
    pertama = kon.execute(
        f"""SELECT t.baris, g.nip, k.id, k.kode, n.ratus, t.ratus {milik}
             CROSS JOIN pegawai g ON g.id = t.pegawai_id CROSS JOIN kompetensi k ON k.id = t.kompetensi_id
             ORDER BY t.baris, k.urutan LIMIT {int(contoh)}"""
    )
    return semua, pertama.fetchall()


def buang_yang_sama(kon: sqlite3.Connection) -> None:
    """What is registered just so waits no longer; what is written of the rest says the day that stays."""
    kon.execute(f"DELETE FROM nilai_tampungan AS t WHERE EXISTS (SELECT 1 FROM nilai n WHERE {_TERDAFTAR} AND {_SAMA})")
    kon.execute(
        f"""UPDATE nilai_tampungan AS t SET hari = (SELECT n.hari FROM nilai n WHERE {_TERDAFTAR} AND n.ratus = t.ratus)
             WHERE t.hari IS NULL"""
    )


def simpan(kon: sqlite3.Connection, jalankan: int) -> None:
    """Insert or replace under a run the scores that wait: in the order of the key, so each page is filled once."""
    kunci = {
        satu: [nomor for (nomor,) in kon.execute(f"SELECT DISTINCT {satu} FROM nilai_tampungan")] for satu in KUNCI[:2]
    }
    with pemicu.borongan(kon, jalankan, "nilai", kunci) if banyak(kon) >= BANYAK else nullcontext():
        kon.execute(
            """INSERT INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id, bukti)
               SELECT pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, ?, bukti
                 FROM nilai_tampungan WHERE TRUE
                   ON CONFLICT DO UPDATE SET ratus = excluded.ratus, hari = excluded.hari,
                      jalankan_id = excluded.jalankan_id, bukti = coalesce(excluded.bukti, bukti)""",
            (jalankan,),
        )
