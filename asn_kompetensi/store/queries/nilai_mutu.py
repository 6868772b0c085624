"""Queries on the scores of a period and on what they are measured by, an agency at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries.gap import Saringan

# Agency and its code, person, job, competency, hundredths; the last two None where the job has no standard.
Wajib = tuple[int, str, int, int, int | None, int | None]


def wajib(kon: sqlite3.Connection, periode_id: int) -> Iterator[list[Wajib]]:
    """Everyone in service on the last day of a period with what the job requires, as the gap of the period has it.

    Agency by agency in order of their codes; agencies without people are left out.
    """
    for satu, isi in Saringan(periode_id).bagian(kon):
        if baris := kon.execute(satu.wajib, isi).fetchall():
            yield baris


def terakhir(kon: sqlite3.Connection, periode_id: int) -> dict[int, int]:
    """Of those who serve two cities of a united file: person -> the last of the agencies, in order of their codes."""
    urut = {isi["opd"]: letak for letak, (_, isi) in enumerate(Saringan(periode_id).bagian(kon))}
    return {
        siapa: max(gabung.opd_orang(kon, periode_id, siapa), key=urut.__getitem__)
        for siapa in gabung.dua_kota(kon, periode_id)
    }


# A score: person, competency, source, hundredths, assessor.
Skor = tuple[int, int, int, int, int | None]


def nilai(kon: sqlite3.Connection, periode_id: int, pegawai_id: Sequence[int]) -> list[Skor]:
    """The scores of some people in a period, person by person in the order of their competencies and sources."""
    return kon.execute(
        """SELECT n.pegawai_id, n.kompetensi_id, n.sumber_id, n.ratus, b.penilai_id
             FROM json_each(:orang) x
             CROSS JOIN nilai n ON n.pegawai_id = x.value AND n.periode_id = :periode
             LEFT JOIN nilai_penilai b ON b.pegawai_id = n.pegawai_id AND b.kompetensi_id = n.kompetensi_id
                                      AND b.periode_id = n.periode_id AND b.sumber_id = n.sumber_id""",
        {"orang": json.dumps(list(pegawai_id)), "periode": periode_id},
    ).fetchall()
