"""Queries on the gap through the periods."""

from __future__ import annotations

import sqlite3

from asn_kompetensi.store.queries.gap import tertutup


def nip(kon: sqlite3.Connection, periode_id: int, pegawai_id: int | None) -> dict[str, int]:
    """NIP -> person, as the period writes it: one corrected later still stands in the periods closed before.

    Of everyone, or of one person.
    """
    tabel, siapa = ("beku_orang", "pegawai_id") if tertutup(kon, periode_id) else ("pegawai", "id")
    syarat = ["TRUE"] if tabel == "pegawai" else ["periode_id = :periode"]
    if pegawai_id is not None:
        tabel += "" if tabel == "pegawai" else " INDEXED BY beku_orang_pegawai"
        syarat.append(f"{siapa} = :pegawai")
    return dict(
        kon.execute(
            f"SELECT nip, {siapa} FROM {tabel} WHERE {' AND '.join(syarat)}",
            {"periode": periode_id, "pegawai": pegawai_id},
        )
    )
