"""Queries on the gap through the periods."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from asn_kompetensi.store.queries.gap import Saringan, salah_satu, tertutup


def nip(kon: sqlite3.Connection, pilih: Saringan, nip_: Collection[str]) -> dict[str, int]:
    """NIP -> person, as the period writes it: one corrected later still stands in the periods closed before.

    Of all people of a selection, or at least of those who bear the NIPs `nip_` in it.
    """
    isi = {"periode": pilih.periode_id, "pegawai": pilih.pegawai_id, "nip": json.dumps(list(nip_))}
    if not tertutup(kon, pilih.periode_id):
        return dict(
            kon.execute("SELECT g.nip, g.id FROM json_each(:nip) j CROSS JOIN pegawai g ON g.nip = j.value", isi)
        )
    lewat, syarat = "", ""
    if pilih.pegawai_id is not None:
        lewat, syarat = "INDEXED BY beku_orang_pegawai", "AND pegawai_id = :pegawai"
    elif pilih.opd_id is not None:
        lewat, syarat = "INDEXED BY beku_orang_opd", f"AND opd_id {salah_satu(pilih.opd_id)}"
    return dict(
        kon.execute(f"SELECT nip, pegawai_id FROM beku_orang {lewat} WHERE periode_id = :periode {syarat}", isi)
    )
