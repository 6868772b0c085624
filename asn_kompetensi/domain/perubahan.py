"""Why a total gap changed from one period to a later one: eight causes whose parts add up exactly.

Ours, for no regulation splits the change. The order of the questions is what makes the parts exclusive: first the
person (came, went, moved), then the assessment (there or not), and only between two assessed levels the standard and
the level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

# In the order of every answer, with what each means.
SEBAB: Final = {
    "membaik": "Capaian naik, kesenjangan berkurang.",
    "menurun": "Capaian turun, kesenjangan bertambah.",
    "mutasi": "Pindah jabatan; bersama --opd juga pindah dari atau ke sana.",
    "standar_berubah": "Standar jabatan yang sama berubah.",
    "baru_dinilai": "Dulu tanpa nilai yang berlaku, kini ada.",
    "tidak_lagi_dinilai": "Nilainya kedaluwarsa atau dihapus.",
    "masuk": "Dulu tidak bertugas, kini bertugas.",
    "keluar": "Dulu bertugas, kini tidak lagi.",
}


# A level or a difference of levels: exact, or whole numbers of any unit that all of a pair share.
Tingkat = int | Fraction


class Titik(NamedTuple):
    """Where a person stands in one competency of the job; `capaian` is None where no score counts."""

    standar: Tingkat
    capaian: Tingkat | None


class Langkah(NamedTuple):
    """One part of a change: from where to where, for one cause. None: not required, or the person not there.

    `perubahan` is what it adds to the total gap; below 0 the gap became smaller.
    """

    sebab: str
    dari: Titik | None
    ke: Titik | None
    perubahan: Tingkat


def langkah(sebab: str, dari: Titik | None, ke: Titik | None) -> Langkah:
    """A step with what it adds to the total."""
    return Langkah(sebab, dari, ke, gap(ke) - gap(dari))


def gap(titik: Titik | None) -> Tingkat:
    """What a pair adds to the total: nothing where it is not required or not assessed."""
    if titik is None or titik.capaian is None or titik.capaian >= titik.standar:
        return 0
    return titik.standar - titik.capaian


def sebab_orang(*, dulu: bool, kini: bool, dulu_di_sini: bool, kini_di_sini: bool, jabatan_sama: bool) -> str | None:
    """The cause that takes a person's whole change, None where each competency is looked at by itself.

    `dulu` and `kini`: in service anywhere on the last day of each period; `…_di_sini`: in the agencies asked for.
    """
    if not dulu:
        return "masuk"
    if not kini:
        return "keluar"
    return None if jabatan_sama and dulu_di_sini == kini_di_sini else "mutasi"


def uraikan(lama: Titik | None, baru: Titik | None) -> list[Langkah]:
    """The steps from `lama` to `baru` of one person in one competency, the job being the same.

    Between two assessed levels the standard is changed first, at the old level, then the level, at the new standard; so
    `membaik` and `menurun` never hold what a decree did. Steps that do not move the gap are left out, but not the news
    that somebody was assessed for the first time, or is no longer.
    """
    if lama is None or baru is None:
        return _yang_bergerak(langkah("standar_berubah", lama, baru))
    if lama.capaian is None:
        return [] if baru.capaian is None else [langkah("baru_dinilai", lama, baru)]
    if baru.capaian is None:
        return [langkah("tidak_lagi_dinilai", lama, baru)]
    tengah = Titik(baru.standar, lama.capaian)
    level = "membaik" if baru.capaian > lama.capaian else "menurun"
    return _yang_bergerak(langkah("standar_berubah", lama, tengah), langkah(level, tengah, baru))


def _yang_bergerak(*semua: Langkah) -> list[Langkah]:
    return [satu for satu in semua if satu.perubahan]


def bulatkan(bagian: Sequence[Fraction], jumlah: Decimal) -> list[Decimal]:
    """The parts in hundredths so that what is printed adds up to `jumlah`, the difference of two printed totals.

    Each part is rounded down; the hundredths that are then missing go to the largest remainders, the first of equals
    first. A part that is whole in hundredths stays, any other moves by less than 0.01. Raises ValueError where
    `jumlah` is no difference of the rounded totals of these parts.
    """
    ratus = [satu * 100 for satu in bagian]
    bawah = [math.floor(satu) for satu in ratus]
    sisa = [satu - utuh for satu, utuh in zip(ratus, bawah, strict=True)]
    kurang = Fraction(jumlah) * 100 - sum(bawah)
    if kurang.denominator != 1 or not 0 <= kurang <= sum(satu > 0 for satu in sisa):
        raise ValueError("jumlah bukan selisih kedua total")
    for nomor in sorted(range(len(sisa)), key=lambda n: -sisa[n])[: int(kurang)]:
        bawah[nomor] += 1
    return [Decimal(satu).scaleb(-2) for satu in bawah]
