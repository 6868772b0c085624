"""Taking one run back: every record it changed becomes what it was before."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from asn_kompetensi.store import catatan
from asn_kompetensi.store.queries.riwayat import rekaman


def kembalikan(kon: sqlite3.Connection, jalankan: int) -> int:
    """Undo the records of a run inside the open transaction; returns how many. The trail notes it like any change.

    What the run left is removed first and what was there put back after, so that no unique value meets its successor.
    Foreign keys are judged at the end of the transaction. Raises KeyError when a name in it has been erased since.
    """
    kon.execute("PRAGMA defer_foreign_keys = ON")
    tabel = {satu.nama: satu for satu in catatan.tabel_dicatat(kon)}
    semua = list(rekaman(kon, jalankan=jalankan))
    for satu in semua:
        if satu.baru is not None:
            syarat = " AND ".join(f"{kolom} = ?" for kolom in tabel[satu.tabel].kunci)
            kon.execute(f"DELETE FROM {satu.tabel} WHERE {syarat}", json.loads(satu.kunci))
    for satu in semua:
        if satu.lama is not None:
            ini = tabel[satu.tabel]
            isi: dict[str, Any] = {**json.loads(satu.lama), **json.loads(satu.lama_pribadi or "{}")}
            nilai = [*json.loads(satu.kunci), *(isi[kolom] for kolom in ini.isi)]
            kon.execute(
                f"INSERT INTO {ini.nama} ({', '.join((*ini.kunci, *ini.isi))}) VALUES ({', '.join('?' * len(nilai))})",
                nilai,
            )
    return len(semua)
