"""The 10-20-70 of an individual plan: formal training, learning from others, experience at work."""

from __future__ import annotations

from functools import cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.jp import batas_bulanan, jp_nasional, per_kali
from asn_kompetensi.domain.rencana import bentuk_saran

# What is proposed beside the formal programme, by the category of the gap: (20, 70).
_PENDAMPING: Final = {"rendah": (14, 24), "sedang": (15, 24), "tinggi": (15, 10)}
# The formal form where no programme of the catalogue reaches the standard: e-learning, bimtek, full training.
_FORMAL: Final = {"rendah": 16, "sedang": 8}


@cache
def _porsi() -> dict[int, int]:
    return {int(baris["bentuk_id"]): int(baris["porsi"]) for baris in baca_acuan("porsi")}


def porsi(bentuk_id: int) -> int:
    """10, 20 or 70: the part of an individual plan that a form of development belongs to. KeyError when unknown."""
    return _porsi()[bentuk_id]


def pendamping(kategori: str) -> tuple[int, int]:
    """The forms proposed for a gap beside its programme: the social one (20) and the one at work (70)."""
    return _PENDAMPING[kategori]


def formal(kategori: str, jenis: str) -> int:
    """The form of the formal part (10) for a gap without a programme; `jenis` is the kind of the competency."""
    return _FORMAL.get(kategori) or bentuk_saran(kategori, jenis)


def jp_sebulan(bentuk_id: int) -> int | None:
    """Hours of a month of such an activity as often as PerLAN 10/2018 credits it; None: by its length, not known.

    Coaching twice is 4 JP; an internship is credited once, 20 JP.
    """
    if not per_kali(bentuk_id):
        return None
    return int(jp_nasional(bentuk_id, jp_durasi=None, hari=1, kali=batas_bulanan(bentuk_id) or 1))
