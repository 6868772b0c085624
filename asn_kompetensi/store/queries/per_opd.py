"""Asking something of everyone agency by agency: what is held and put in order is never more than one agency's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


def bagian(
    kon: sqlite3.Connection, siapa: str, tempat: str, opd_id: int | None = None
) -> Iterator[tuple[str, int | None]]:
    """Conditions that part people, each with the agency meant by its `:opd`: first those who never had a place.

    `siapa` is SQL for a person and `tempat` for the agency the person counts for, one of those ever served in. With
    `opd_id` there is this part alone.
    """
    milik = f"{siapa} IN (SELECT pegawai_id FROM penempatan WHERE opd_id = :opd) AND {tempat} = :opd"
    if opd_id is not None:
        yield milik, opd_id
        return
    tanpa = "SELECT id FROM pegawai p WHERE NOT EXISTS (SELECT 1 FROM penempatan WHERE pegawai_id = p.id)"
    yield f"{siapa} IN ({tanpa})", None
    for (nomor,) in kon.execute("SELECT id FROM opd ORDER BY kode").fetchall():
        yield milik, nomor
