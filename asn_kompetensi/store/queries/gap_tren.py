"""Queries on the gap through the periods."""

from __future__ import annotations

import sqlite3

from asn_kompetensi.store.queries.gap import tertutup


def nip(kon: sqlite3.Connection, periode_id: int) -> dict[str, int]:
    """NIP -> person, as the period writes it: one corrected later still stands in the periods closed before."""
    if tertutup(kon, periode_id):
        return dict(kon.execute("SELECT nip, pegawai_id FROM beku_orang WHERE periode_id = ?", (periode_id,)))
    return dict(kon.execute("SELECT nip, id FROM pegawai"))
