"""Queries on what is recorded of a person for IP ASN and the nine boxes: one word per person, period and matter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple


class Rekaman(NamedTuple):
    """One record, with the last day of its period (ISO)."""

    pegawai_id: int
    hal: str
    nilai: str
    periode_id: int
    selesai: str


def sampai(kon: sqlite3.Connection, periode_id: int, siapa: Collection[int] | None = None) -> list[Rekaman]:
    """Everything recorded in periods that end up to the last day of one: what comes later is newer; of all or `siapa`.

    Of periods that end on the same day the asked one is the newest.
    """
    saring = "TRUE" if siapa is None else "r.pegawai_id IN (SELECT value FROM json_each(:siapa))"
    kursor = kon.execute(
        f"""SELECT r.pegawai_id, r.hal, r.nilai, p.id, p.selesai
             FROM periode a JOIN periode p ON p.selesai <= a.selesai JOIN rekam r ON r.periode_id = p.id
            WHERE a.id = :periode AND {saring}
            ORDER BY p.selesai, p.id = a.id, p.id""",
        {"periode": periode_id, "siapa": None if siapa is None else json.dumps(list(siapa))},
    )
    return [Rekaman._make(baris) for baris in kursor]


def yang_ada(kon: sqlite3.Connection, periode_id: int, pegawai_id: int | None = None) -> dict[tuple[int, str], str]:
    """What is recorded in a period: `(pegawai_id, hal)` -> word."""
    return {
        (orang, hal): nilai
        for orang, hal, nilai in kon.execute(
            """SELECT pegawai_id, hal, nilai FROM rekam
                WHERE periode_id = ?1 AND (?2 IS NULL OR pegawai_id = ?2)""",
            (periode_id, pegawai_id),
        )
    }


def simpan(kon: sqlite3.Connection, periode_id: int, baris: Sequence[tuple[int, str, str]]) -> None:
    """Insert or replace records `(pegawai_id, hal, nilai)` of a period, all at once."""
    kon.execute(
        """INSERT INTO rekam (pegawai_id, periode_id, hal, nilai)
           SELECT value ->> 0, ?, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
           ON CONFLICT DO UPDATE SET nilai = excluded.nilai""",
        (periode_id, json.dumps(baris)),
    )


def hapus(kon: sqlite3.Connection, periode_id: int, pegawai_id: int, hal: str) -> None:
    """Delete one record."""
    kon.execute("DELETE FROM rekam WHERE periode_id = ? AND pegawai_id = ? AND hal = ?", (periode_id, pegawai_id, hal))


def milik(kon: sqlite3.Connection, pegawai_id: int) -> Iterable[tuple[str, str, str]]:
    """One person's records as `(periode, hal, nilai)`, the oldest period first."""
    return kon.execute(
        """SELECT p.kode, r.hal, r.nilai FROM rekam r JOIN periode p ON p.id = r.periode_id
            WHERE r.pegawai_id = ? ORDER BY p.selesai, p.kode, r.hal""",
        (pegawai_id,),
    )
