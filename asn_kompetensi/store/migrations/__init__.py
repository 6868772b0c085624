"""The ordered list of migrations. `user_version` is the number of those applied; the list only ever grows."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from asn_kompetensi.store import views
from asn_kompetensi.store.migrations import m001_awal, m002_catatan

APPLICATION_ID = 0x41534E4B  # "ASNK"
DAFTAR: tuple[tuple[str, ...], ...] = (m001_awal.PERNYATAAN, m002_catatan.PERNYATAAN)


def versi_program() -> int:
    """The schema version this program writes."""
    return len(DAFTAR)


def terapkan(kon: sqlite3.Connection, dari: int) -> None:
    """Bring an open transaction from schema `dari` to the newest one; the caller commits or rolls back."""
    for pernyataan in DAFTAR[dari:]:
        for satu in pernyataan:
            kon.execute(satu)
    if dari == 1:
        _mulai_catatan(kon)
    # Views hold no data: they are always the program's own, so the gap keeps a single definition.
    for nama, isi in views.VIEWS.items():
        kon.execute(f"DROP VIEW IF EXISTS {nama}")
        kon.execute(f"CREATE VIEW {nama} AS {isi}")
    kon.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    kon.execute(f"PRAGMA user_version = {versi_program()}")


def _mulai_catatan(kon: sqlite3.Connection) -> None:
    """A file older than the audit trail begins it with all it holds."""
    from asn_kompetensi.store import catatan  # not at the top: every reader passes here

    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    nomor = kon.execute(
        "INSERT INTO jalankan (waktu, petugas, perintah) VALUES (?, 'asn', 'pembaruan skema')", (waktu,)
    ).lastrowid
    catatan.dasar(kon, nomor or 0)
