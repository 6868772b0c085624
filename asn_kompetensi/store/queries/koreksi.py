"""Queries on what the correction sheet of a report shows beside the gap."""

from __future__ import annotations

import sqlite3


def golongan(kon: sqlite3.Connection, periode_id: int) -> dict[str, str | None]:
    """NIP -> grade, as registered; of a closed period as both were when it was closed, by the trail of changes."""
    tutup = kon.execute("SELECT jalankan_id FROM penutupan WHERE periode_id = ?", (periode_id,)).fetchone()
    if tutup is None:
        return dict(kon.execute("SELECT nip, golongan FROM pegawai").fetchall())
    # `tabel <> 'nilai'` has to be said: only then is the partial index of the trail of any use.
    semula: dict[int, str | None] = {}
    for nomor, lama in kon.execute(
        """SELECT kunci ->> '$[0]', lama ->> '$.golongan' FROM catatan
            WHERE tabel <> 'nilai' AND tabel = 'pegawai' AND jalankan_id > ? AND lama IS NOT NULL
            ORDER BY jalankan_id""",
        tutup,
    ):
        semula.setdefault(nomor, lama)
    return {
        nip: semula.get(nomor, kini)
        for nip, nomor, kini in kon.execute(
            """SELECT b.nip, g.id, g.golongan FROM beku_orang b JOIN pegawai g ON g.id = b.pegawai_id
                WHERE b.periode_id = ?""",
            (periode_id,),
        )
    }
