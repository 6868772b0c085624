"""The plan against what was done: who was trained, for how much, and whose training nobody had needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

STATUS: Final = ("belum", "terjadwal", "sebagian", "terpenuhi")
# What a participant's gap of the period before the class says of one target competency of it.
PERLU: Final = ("perlu", "sudah_memenuhi", "tidak_diwajibkan", "tidak_diketahui")
TIDAK_PERLU: Final = ("sudah_memenuhi", "tidak_diwajibkan")


def status(sasaran: int, dilatih: int, terjadwal: int) -> str:
    """How far a row of the plan is: everyone trained, some, nobody yet but seats are held, nothing."""
    if sasaran and dilatih >= sasaran:
        return "terpenuhi"
    if dilatih:
        return "sebagian"
    return "terjadwal" if terjadwal else "belum"


def keperluan(status_gap: Mapping[int, str] | None, kompetensi_id: int) -> str:
    """Whether a person needed training in a competency.

    `status_gap` holds the required competencies of the job with the status of the gap; None or empty: the person was
    not in that period, or the job had no standard. Only a known assessment makes training not needed.
    """
    if not status_gap:
        return "tidak_diketahui"
    ini = status_gap.get(kompetensi_id)
    if ini is None:
        return "tidak_diwajibkan"
    return {"di_bawah": "perlu", "memenuhi": "sudah_memenuhi"}.get(ini, "tidak_diketahui")


def bagian_biaya(kursi: Iterable[tuple[int | None, int, int]]) -> Fraction | None:
    """Rupiah of seats `(cost of the class, its seats, rows of the plan this seat serves)`.

    Every seat bears the same part of its class, and where it serves several rows each bears the same part of it: over
    all rows no rupiah counts twice. None where there is no seat, or one of a class whose cost is not known.
    """
    jumlah: Fraction | None = None
    for biaya, banyak, baris in kursi:
        if biaya is None:
            return None
        jumlah = (jumlah or Fraction(0)) + Fraction(biaya, banyak * baris)
    return jumlah
