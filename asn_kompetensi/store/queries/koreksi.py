"""Queries on what the correction sheet of a report shows beside the gap."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence


def golongan(kon: sqlite3.Connection, periode_id: int, opd_id: Sequence[int]) -> dict[str, str | None]:
    """NIP -> grade, as registered, of the people of some agencies.

    Of a closed period as both were when it was closed, by the trail of changes; of an open one of all who were ever
    there.
    """
    isi = {"opd": json.dumps(list(opd_id)), "periode": periode_id}
    tutup = kon.execute("SELECT jalankan_id FROM penutupan WHERE periode_id = ?", (periode_id,)).fetchone()
    if tutup is None:
        return dict(
            kon.execute(
                """SELECT g.nip, g.golongan FROM json_each(:opd) j
                    CROSS JOIN penempatan t ON t.opd_id = j.value JOIN pegawai g ON g.id = t.pegawai_id""",
                isi,
            ).fetchall()
        )
    mereka = """json_each(:opd) j CROSS JOIN beku_orang b INDEXED BY beku_orang_opd
                    ON b.periode_id = :periode AND b.opd_id = j.value"""
    # `tabel <> 'nilai'` has to be said: only then is the partial index of the trail of any use.
    semula: dict[int, str | None] = {}
    for nomor, lama in kon.execute(
        f"""SELECT b.pegawai_id, c.lama ->> '$.golongan' FROM {mereka}
             CROSS JOIN catatan c ON c.tabel <> 'nilai' AND c.tabel = 'pegawai' AND c.kunci = json_array(b.pegawai_id)
             WHERE c.jalankan_id > :tutup AND c.lama IS NOT NULL ORDER BY c.jalankan_id""",
        {**isi, "tutup": tutup[0]},
    ):
        semula.setdefault(nomor, lama)
    return {
        nip: semula.get(nomor, kini)
        for nip, nomor, kini in kon.execute(
            f"SELECT b.nip, g.id, g.golongan FROM {mereka} JOIN pegawai g ON g.id = b.pegawai_id", isi
        )
    }
