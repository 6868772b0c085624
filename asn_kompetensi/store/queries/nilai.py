"""Queries on scores. Levels are hundredths, days are counted from 1970-01-01."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

# (pegawai_id, kompetensi_id, periode_id, sumber_id) -> (ratus, hari)
Kunci = tuple[int, int, int, int]


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
