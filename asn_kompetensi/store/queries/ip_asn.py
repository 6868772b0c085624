"""Queries on who is measured by IP ASN, and in which job."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from asn_kompetensi.store.queries.gap import tertutup
from asn_kompetensi.store.views import LEWAT_OPD, LEWAT_PEGAWAI


class Orang(NamedTuple):
    """A person of a period with agency and job as of its last day; `jenjang` None where the job has none."""

    id: int
    nip: str
    nama: str
    opd: str
    nama_opd: str
    jabatan: str
    jenjang: str | None
    tanpa_fungsional: int


_TERBUKA = """
    SELECT g.id, g.nip, g.nama, o.kode, o.nama, j.kode, j.jenjang, ifnull(r.tanpa_diklat_fungsional, 0)
      FROM periode a
      CROSS JOIN penempatan t ON (t.mulai IS NULL OR t.mulai <= a.selesai)
                             AND (t.selesai IS NULL OR t.selesai >= a.selesai)
      JOIN pegawai g ON g.id = t.pegawai_id AND (g.status = 'aktif' OR g.henti_tanggal > a.selesai)
      JOIN opd o ON o.id = t.opd_id
      JOIN jabatan j ON j.id = t.jabatan_id
      LEFT JOIN jabatan_rincian r ON r.jabatan_id = j.id
     WHERE a.id = :periode AND {saring}
     ORDER BY o.kode, g.nama, g.nip
"""
# The people of a closed period as they stood, in their order; the level of a job is not frozen with it.
_BEKU = """
    SELECT g.pegawai_id, g.nip, g.nama, o.kode, o.nama, b.kode, j.jenjang, ifnull(r.tanpa_diklat_fungsional, 0)
      FROM beku_orang g {lewat}
      CROSS JOIN beku_opd o ON o.periode_id = g.periode_id AND o.opd_id = g.opd_id
      CROSS JOIN beku_jabatan b ON b.periode_id = g.periode_id AND b.jabatan_id = g.jabatan_id
      LEFT JOIN jabatan j ON j.id = g.jabatan_id
      LEFT JOIN jabatan_rincian r ON r.jabatan_id = g.jabatan_id
     WHERE g.periode_id = :periode AND {saring}
     ORDER BY g.urut
"""


def orang(
    kon: sqlite3.Connection, periode_id: int, opd: Collection[int] | None, pegawai_id: int | None
) -> Iterator[Orang]:
    """Everyone placed and in service on the last day of a period, by agency code, name, NIP."""
    beku = tertutup(kon, periode_id)
    tempat, siapa = ("g.opd_id", "g.pegawai_id") if beku else ("t.opd_id", "t.pegawai_id")
    lewat = LEWAT_PEGAWAI if pegawai_id is not None else "" if opd is None else LEWAT_OPD
    saring = ["TRUE"]
    if opd is not None:
        saring.append(f"{tempat} IN (SELECT value FROM json_each(:opd))")
    if pegawai_id is not None:
        saring.append(f"{siapa} = :pegawai")
    kursor = kon.execute(
        (_BEKU if beku else _TERBUKA).format(saring=" AND ".join(saring), lewat=lewat),
        {"periode": periode_id, "opd": None if opd is None else json.dumps(list(opd)), "pegawai": pegawai_id},
    )
    return map(Orang._make, kursor)


def tandai_fungsional(kon: sqlite3.Connection, jabatan_id: int, tanpa: bool) -> None:
    """Say of a job whether functional training for it exists."""
    if not tanpa:
        kon.execute("DELETE FROM jabatan_rincian WHERE jabatan_id = ?", (jabatan_id,))
        return
    kon.execute(
        """INSERT INTO jabatan_rincian (jabatan_id, tanpa_diklat_fungsional) VALUES (?, 1)
           ON CONFLICT DO UPDATE SET tanpa_diklat_fungsional = 1 WHERE tanpa_diklat_fungsional <> 1""",
        (jabatan_id,),
    )


def tanpa_fungsional(kon: sqlite3.Connection, jabatan_id: int) -> bool:
    """Whether a job is marked as one without functional training."""
    baris = kon.execute(
        "SELECT tanpa_diklat_fungsional FROM jabatan_rincian WHERE jabatan_id = ?", (jabatan_id,)
    ).fetchone()
    return baris is not None and bool(baris[0])
