"""Queries for telling who a row of a sheet is about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple


class Orang(NamedTuple):
    """A registered person, as far as recognising needs."""

    id: int
    nip: str
    nama: str
    status: str
    henti_tanggal: str | None


def orang(kon: sqlite3.Connection) -> Iterator[Orang]:
    """Everyone ever registered."""
    return map(Orang._make, kon.execute("SELECT id, nip, nama, status, henti_tanggal FROM pegawai"))


def per_nip(kon: sqlite3.Connection, nip: Collection[str]) -> dict[str, int]:
    """NIP -> person, of those that are registered."""
    return dict(
        kon.execute(
            "SELECT g.nip, g.id FROM json_each(?) j CROSS JOIN pegawai g ON g.nip = j.value", (json.dumps(list(nip)),)
        ).fetchall()
    )


def nip_lama(kon: sqlite3.Connection) -> dict[str, int]:
    """NIPs that were corrected and that nobody bears now -> the id of the person who bore them, by the audit trail."""
    return dict(
        kon.execute(
            """SELECT c.lama ->> '$.nip', g.id FROM catatan_pribadi c JOIN pegawai g ON c.kunci = json_array(g.id)
                WHERE c.tabel = 'pegawai' AND c.baru IS NOT NULL AND c.lama ->> '$.nip' <> c.baru ->> '$.nip'
                  AND NOT EXISTS (SELECT 1 FROM pegawai p WHERE p.nip = c.lama ->> '$.nip')
                ORDER BY c.jalankan_id"""
        )
    )


def penempatan(
    kon: sqlite3.Connection, siapa: Collection[int] | None = None
) -> Iterable[tuple[int, int, str | None, str | None]]:
    """Every placement as `(pegawai_id, opd_id, mulai, selesai)`; of all or of `siapa`."""
    saring = "" if siapa is None else "WHERE pegawai_id IN (SELECT value FROM json_each(?))"
    isi = () if siapa is None else (json.dumps(list(siapa)),)
    return kon.execute(f"SELECT pegawai_id, opd_id, mulai, selesai FROM penempatan {saring}", isi)


def kode_opd(kon: sqlite3.Connection, opd_id: int) -> str:
    """Code of one agency."""
    return str(kon.execute("SELECT kode FROM opd WHERE id = ?", (opd_id,)).fetchone()[0])
