"""The computer's clock: which day it is here, and whether it goes wrong against the trail.

Runs are ordered by number, but a wrong clock dates records wrongly.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import riwayat as sql


def hari_ini() -> date:
    """Today where the computer stands."""
    return datetime.now(UTC).astimezone().date()


def mundur(d: PintuTulis) -> str:
    """A warning when the clock is before the run that came last; "" when it is not."""
    ini = sql.satu_jalankan(d.kon, d.jalankan)
    sebelum = sql.satu_jalankan(d.kon, sql.nomor_sebelum(d.kon, d.jalankan))
    if ini is None or sebelum is None or ini[2] >= sebelum[2]:
        return ""
    return (
        f"Peringatan: jam komputer ({ini[2]}) lebih awal daripada pekerjaan terakhir ({sebelum[2]}); "
        "periksa tanggal dan jamnya. Urutan riwayat tetap menurut nomor jalankan."
    )
