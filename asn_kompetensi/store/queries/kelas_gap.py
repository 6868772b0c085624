"""Queries on who is to be invited, and on who needs no invitation: trained already, or seated elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from asn_kompetensi.store.views import ACUAN, DIHITUNG, KEMAS

# The days a class meets: its schedule, else every day from the first to the last.
_HARI = """(EXISTS (SELECT 1 FROM kelas_hari j WHERE j.kelas_id = {0}.id AND j.tanggal = {1})
            OR (NOT EXISTS (SELECT 1 FROM kelas_hari j WHERE j.kelas_id = {0}.id)
                AND {1} BETWEEN {0}.mulai AND {0}.selesai))"""


def sudah_dilatih(kon: sqlite3.Connection, periode_id: int, pelatihan_id: int) -> set[tuple[int, int]]:
    """`(pegawai_id, kompetensi_id)` of whoever passed a class for it, to its level or above, since the last score.

    The last score is the one the gap of the period rests on; the class must have ended after its day.
    """
    kursor = kon.execute(
        f"""WITH acuan AS MATERIALIZED ({ACUAN})
            SELECT DISTINCT s.pegawai_id, u.kompetensi_id
              FROM acuan a
              CROSS JOIN pelatihan_sasaran u ON u.pelatihan_id = :pelatihan
              CROSS JOIN pelatihan_sasaran t ON t.kompetensi_id = u.kompetensi_id AND t.ratus >= u.ratus
              CROSS JOIN kelas k ON k.pelatihan_id = t.pelatihan_id AND k.status = 'selesai'
              CROSS JOIN peserta s ON s.kelas_id = k.id AND s.lulus = 1
             WHERE a.id = :periode
               AND strftime('%s', k.selesai) / 86400 > (
                   SELECT ({KEMAS} >> 10) & 131071 FROM nilai n CROSS JOIN periode q ON q.id = n.periode_id
                    WHERE n.pegawai_id = s.pegawai_id AND n.kompetensi_id = u.kompetensi_id
                      AND q.selesai <= a.selesai AND {DIHITUNG})""",
        {"periode": periode_id, "pelatihan": pelatihan_id},
    )
    return set(kursor)


def kursi_lain(
    kon: sqlite3.Connection, kelas_id: int, siapa: Collection[int]
) -> dict[int, tuple[str | None, str | None]]:
    """Some people's seats: person id -> `(an open class with a target of this one, a class on one of its days)`."""
    kursor = kon.execute(
        f"""WITH RECURSIVE hari (tanggal) AS (
                SELECT mulai FROM kelas WHERE id = :kelas
                UNION ALL SELECT date(tanggal, '+1 day') FROM hari
                 WHERE tanggal < (SELECT selesai FROM kelas WHERE id = :kelas)
            ), bertemu AS (
                SELECT h.tanggal FROM hari h JOIN kelas i ON i.id = :kelas WHERE {_HARI.format("i", "h.tanggal")}
            ), milik AS (
                SELECT s.kelas_id, s.pegawai_id
                  FROM json_each(:siapa) w CROSS JOIN peserta s ON s.pegawai_id = w.value
                 WHERE s.jawaban IS NULL OR s.jawaban = 'bersedia'
            ), lain AS MATERIALIZED (
                SELECT k.id, k.kode,
                       k.status = 'dibuka' AND EXISTS (
                           SELECT 1 FROM pelatihan_sasaran t JOIN pelatihan_sasaran u USING (kompetensi_id)
                            WHERE t.pelatihan_id = k.pelatihan_id
                              AND u.pelatihan_id = (SELECT pelatihan_id FROM kelas WHERE id = :kelas)
                              AND t.ratus >= u.ratus) AS sejenis,
                       EXISTS (SELECT 1 FROM bertemu b WHERE {_HARI.format("k", "b.tanggal")}) AS bentrok
                  FROM kelas k
                 WHERE k.id IN (SELECT kelas_id FROM milik) AND k.id <> :kelas AND k.status <> 'batal'
            )
            SELECT s.pegawai_id, min(iif(l.sejenis, l.kode, NULL)), min(iif(l.bentrok, l.kode, NULL))
              FROM lain l JOIN milik s ON s.kelas_id = l.id
             WHERE l.sejenis OR l.bentrok
             GROUP BY s.pegawai_id""",
        {"kelas": kelas_id, "siapa": json.dumps(sorted(siapa))},
    )
    return {nomor: (sejenis, bentrok) for nomor, sejenis, bentrok in kursor}
