"""Definitions of the gap and of job person match; the reports' SQL is checked against these in the tests.

PP 11/2017 Ps 206(2): the gap compares a person's profile with the standard of the job. The cut-offs of the
categories are the agency's own policy; no regulation gives them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.bulat import persen

SERATUS = Decimal("100.00")

_SEBUTAN_JPM = {
    "pemetaan": ("optimal", "cukup_optimal", "kurang_optimal"),
    "pengisian": ("MS", "MMS", "KMS"),
}
# Purpose -> the policies that hold the lower bounds of its two upper classes.
TUJUAN: Final = {
    "pemetaan": ("jpm_pemetaan_optimal", "jpm_pemetaan_cukup"),
    "pengisian": ("jpm_pengisian_ms", "jpm_pengisian_mms"),
}

# Our own proposal, after the forms LAN lists for small and large gaps; no regulation gives this table.
SARAN: Final = {
    "tinggi": "Pelatihan klasikal penuh; tinjau penempatan",
    "sedang": "Bimbingan teknis, lokakarya, atau pelatihan jarak jauh",
    "rendah": "Coaching, mentoring, atau e-learning",
}
PRIORITAS: Final = {"tinggi": 1, "sedang": 2, "rendah": 3}
KEPENTINGAN: Final = {"mutlak": 0, "penting": 1, "perlu": 2, None: 3}


def selisih(standar: Fraction, capaian: Fraction | None) -> Fraction | None:
    """`capaian - standar` in levels, negative below the standard; None when there is no score."""
    return None if capaian is None else capaian - standar


def kesenjangan(standar: Fraction, capaian: Fraction | None) -> Fraction | None:
    """`max(0, standar - capaian)` in levels: a surplus counts 0 and never offsets another competency."""
    return None if capaian is None else max(Fraction(0), standar - capaian)


def kategori(kesenjangan: Fraction, batas: tuple[Fraction, Fraction]) -> str:
    """`tidak_ada` for no gap, `rendah` up to `batas[0]`, `sedang` up to `batas[1]` (both inclusive), else `tinggi`."""
    if kesenjangan <= 0:
        return "tidak_ada"
    if kesenjangan <= batas[0]:
        return "rendah"
    return "sedang" if kesenjangan <= batas[1] else "tinggi"


def status(standar: Fraction | None, capaian: Fraction | None, *, kedaluwarsa: bool = False) -> str:
    """Where one person stands in one competency.

    `tanpa_standar` (the job has none), `kedaluwarsa` (there is a score, too old to count), `belum_dinilai` (no
    score), `di_bawah` or `memenuhi`.
    """
    if standar is None:
        return "tanpa_standar"
    if kedaluwarsa:
        return "kedaluwarsa"
    if capaian is None:
        return "belum_dinilai"
    return "di_bawah" if capaian < standar else "memenuhi"


def jpm(capaian: Fraction, standar: Fraction) -> tuple[Decimal | None, Decimal | None]:
    """Job person match in percent, `(at most 100, as computed)`: a ratio of sums (annex of PerBKN 26/2019, 14-16).

    Both arguments are unrounded totals over the assessed pairs. `(None, None)` when no standard was assessed.
    """
    mentah = persen(capaian, standar)
    return (None, None) if mentah is None else (min(mentah, SERATUS), mentah)


def skala_bawaan(tujuan: str) -> tuple[Decimal, Decimal]:
    """The shipped lower bounds of the two upper JPM classes for a purpose; KeyError for an unknown purpose."""
    atas, bawah = TUJUAN[tujuan]
    return Decimal(nilai_bawaan(atas)), Decimal(nilai_bawaan(bawah))


def kategori_jpm(jpm: Decimal | None, tujuan: str, skala: tuple[Decimal, Decimal] | None = None) -> str | None:
    """The class of a printed JPM, that is after rounding and capping: what is read must agree with its class.

    `pemetaan`: optimal >= 90, cukup_optimal >= 78, kurang_optimal; `pengisian`: MS >= 80, MMS >= 68, KMS
    (PerBKN 26/2019 item 17). `skala` replaces the two bounds. KeyError for an unknown purpose.
    """
    tinggi, cukup, kurang = _SEBUTAN_JPM[tujuan]
    if jpm is None:
        return None
    batas_atas, batas_bawah = skala or skala_bawaan(tujuan)
    if jpm >= batas_atas:
        return tinggi
    return cukup if jpm >= batas_bawah else kurang
