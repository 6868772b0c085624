"""Queries on scores. Levels are hundredths, days are counted from 1970-01-01."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.store.queries import kompetensi, per_opd
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
    # Not at the top: the trail hashes, and readers start without that.
    from asn_kompetensi.store import pemicu

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


def daftar(
    kon: sqlite3.Connection,
    *,
    periode_id: int | None = None,
    opd_id: int | None = None,
    pegawai_id: int | None = None,
    kompetensi_id: int | None = None,
    sumber_id: int | None = None,
) -> Iterator[tuple[Any, ...]]:
    """`periode, nip, nama, opd, kompetensi, nilai, sumber, tanggal, jalankan, penilai`, the level as it is printed.

    `penilai` is the NIP of someone registered, else a name. `opd` is the agency on the period's last day, else
    the last one held. Ordered by period (last day), agency, name, NIP, competency, source: asked period by period and
    agency by agency, so that no more than one agency's scores are ever held.
    """
    isi = {"kompetensi": kompetensi_id, "sumber": sumber_id}
    kueri = _SKOR.format(syarat="".join(f" AND n.{satu}_id = :{satu}" for satu in isi if isi[satu] is not None))
    # Looked up here, for a tenth of what a join costs for every score.
    kode = kompetensi.kode(kon)
    asal = {nomor: satu for satu, nomor in sumber(kon).items()}
    letak = {nomor: n for n, nomor in enumerate(kode)}
    # One person is one part, wherever he serves.
    bagian = (
        list(per_opd.bagian(kon, "g.id", "o.id", opd_id))
        if pegawai_id is None
        else [(f"g.id = {int(pegawai_id)}{'' if opd_id is None else ' AND o.id = :opd'}", opd_id)]
    )
    semua = kon.execute("SELECT id FROM periode WHERE id = :p OR :p IS NULL ORDER BY selesai, kode", {"p": periode_id})
    for (nomor,) in semua.fetchall():
        for syarat, opd in bagian:
            orang = sorted(kon.execute(_ORANG.format(bagian=syarat), {"periode": nomor, "opd": opd}), key=_URUT)
            kursor = kon.execute(kueri, {**isi, "periode": nomor, "orang": json.dumps([satu[0] for satu in orang])})
            siapa = [satu[1:] for satu in orang]
            for ke, k, s, ratus, hari, jalankan, penilai in sorted(kursor, key=lambda b: (b[0], letak[b[1]], b[2])):
                ini = (kode[k], cetak_level(ratus), asal[s], _tanggal(hari), jalankan, penilai)
                yield siapa[ke] + ini


_URUT = itemgetter(3, 2)  # name, NIP
# People with the agency they count for in a period.
_ORANG = """
    SELECT g.id, p.kode, g.nip, g.nama, o.kode
      FROM periode p
      CROSS JOIN pegawai g
      LEFT JOIN opd o ON o.id = coalesce(
          (SELECT t.opd_id FROM penempatan t WHERE t.pegawai_id = g.id
              AND (t.mulai IS NULL OR t.mulai <= p.selesai)
              AND (t.selesai IS NULL OR t.selesai >= p.selesai)),
          (SELECT t.opd_id FROM penempatan t WHERE t.pegawai_id = g.id
            ORDER BY coalesce(t.mulai, '') DESC LIMIT 1))
     WHERE p.id = :periode AND {bagian}
"""
# Their scores in it; `ke` is the place of a person among those asked for.
_SKOR = """
    SELECT x.key AS ke, n.kompetensi_id, n.sumber_id, n.ratus, n.hari, n.jalankan_id, coalesce(h.nip, a.nama)
      FROM json_each(:orang) x
      CROSS JOIN nilai n ON n.pegawai_id = x.value AND n.periode_id = :periode {syarat}
      LEFT JOIN nilai_penilai b ON b.pegawai_id = n.pegawai_id AND b.kompetensi_id = n.kompetensi_id
                               AND b.periode_id = n.periode_id AND b.sumber_id = n.sumber_id
      LEFT JOIN penilai a ON a.id = b.penilai_id
      LEFT JOIN pegawai h ON h.id = a.pegawai_id
"""


@lru_cache(4096)
def _tanggal(hari: int | None) -> str | None:
    """The date of a day, ISO."""
    return None if hari is None else date.fromordinal(_HARI_NOL + hari).isoformat()


_HARI_NOL = date(1970, 1, 1).toordinal()


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


def henti(kon: sqlite3.Connection) -> dict[int, str | None]:
    """Leaver -> day from which out of service (None when unknown)."""
    return dict(kon.execute("SELECT id, henti_tanggal FROM pegawai WHERE status = 'henti'").fetchall())
