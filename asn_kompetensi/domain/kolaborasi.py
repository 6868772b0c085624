"""What agencies save when they train together, and how heavily a gap weighs.

The weights follow how necessary the standard calls the competency for the job (mutlak, penting, perlu: PermenPANRB
38/2017); the numbers themselves are the agency's own policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

# Necessity in the standard -> the policy that holds its weight; a standard that says nothing counts as the lowest.
KEBIJAKAN_BOBOT: Final[Mapping[str | None, str]] = {
    "mutlak": "bobot_mutlak",
    "penting": "bobot_penting",
    "perlu": "bobot_perlu",
    None: "bobot_perlu",
}


class Hemat(NamedTuple):
    """Classes and rupiah apart and together; what is not known to cost anything is None throughout."""

    kelas_terpisah: int
    kelas_bersama: int
    hemat_kelas: int
    biaya_terpisah: int | None
    biaya_bersama: int | None
    hemat_biaya: int | None


def kelas_perlu(orang: int, kursi: int) -> int:
    """Classes of `kursi` seats that seat so many people: the quotient rounded up."""
    return -(-orang // kursi)


def hemat(orang_per_opd: Iterable[int], kursi: int, biaya_kelas: int | None) -> Hemat:
    """What one joint series of classes saves over one series per agency."""
    jumlah = list(orang_per_opd)
    terpisah = sum(kelas_perlu(satu, kursi) for satu in jumlah)
    bersama = kelas_perlu(sum(jumlah), kursi)
    kelas = terpisah, bersama, terpisah - bersama
    biaya = (None, None, None) if biaya_kelas is None else tuple(satu * biaya_kelas for satu in kelas)
    return Hemat(*kelas, *biaya)


def rata_biaya(jumlah: Iterable[tuple[int, int]]) -> Fraction | None:
    """The mean cost of a class in rupiah from `(sum, how many classes)` pairs; None where no class has a cost."""
    pasangan = list(jumlah)
    banyak = sum(kelas for _, kelas in pasangan)
    return Fraction(sum(rupiah for rupiah, _ in pasangan), banyak) if banyak else None
