"""The paired t-test of test scores, exact up to its probability: means, spread, t and effect size of before and after.

Everything is a fraction until it is printed; a square root is rounded half-up from whole numbers, never from a float.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.domain.bulat import setengah_naik


def akar(x: Fraction, desimal: int = 2) -> Decimal:
    """The square root of `x` rounded half-up to `desimal` places, exactly. Raises ValueError for a negative `x`."""
    if x < 0:
        raise ValueError("Akar dari bilangan negatif.")
    # floor(2·√x·10^d) of the true root decides the half: (that + 1) // 2 is the rounded whole number.
    dua_kali = math.isqrt(4 * x.numerator * 100**desimal // x.denominator)
    return setengah_naik(Fraction((dua_kali + 1) // 2, 10**desimal), desimal)


def akar_bertanda(kuadrat: Fraction, tanda: Fraction, desimal: int) -> Decimal:
    """`akar` with the sign of `tanda`."""
    hasil = akar(kuadrat, desimal)
    return -hasil if tanda < 0 and hasil else hasil


def rata(isi: Sequence[Fraction]) -> Fraction | None:
    """The mean; None of nothing."""
    return sum(isi, Fraction(0)) / len(isi) if isi else None


def ragam(isi: Sequence[Fraction]) -> Fraction | None:
    """The sample variance (divisor n - 1); None for fewer than two."""
    tengah = rata(isi)
    if tengah is None or len(isi) < 2:
        return None
    return sum(((satu - tengah) ** 2 for satu in isi), Fraction(0)) / (len(isi) - 1)


class UjiT(NamedTuple):
    """Before and after of the same people. `ragam` are sample variances; None where there are too few people.

    `t2` and `d2` are the squares of t and of Cohen's d of the differences (dz); both None where all differences are
    equal: without spread there is nothing to compare the mean with. Their sign is that of `selisih`.
    """

    n: int
    naik: int
    turun: int
    pre: Fraction | None
    post: Fraction | None
    selisih: Fraction | None
    ragam_pre: Fraction | None
    ragam_post: Fraction | None
    ragam_selisih: Fraction | None
    t2: Fraction | None
    d2: Fraction | None

    @property
    def derajat_bebas(self) -> int | None:
        """Degrees of freedom of t; None where there is no t."""
        return None if self.t2 is None else self.n - 1

    @property
    def t(self) -> float | None:
        """t as a float, for the t distribution; printed it is `akar_bertanda(t2, selisih)`."""
        if self.t2 is None or self.selisih is None:
            return None
        return math.copysign(math.sqrt(self.t2), self.selisih)


def uji_t(pasangan: Sequence[tuple[Fraction, Fraction]]) -> UjiT:
    """The test of `(before, after)` of each person."""
    pre, post = [satu for satu, _ in pasangan], [satu for _, satu in pasangan]
    beda = [sesudah - sebelum for sebelum, sesudah in pasangan]
    selisih, sebar = rata(beda), ragam(beda)
    d2 = selisih**2 / sebar if selisih is not None and sebar else None
    return UjiT(
        len(beda), sum(satu > 0 for satu in beda), sum(satu < 0 for satu in beda), rata(pre), rata(post), selisih,
        ragam(pre), ragam(post), sebar, None if d2 is None else d2 * len(beda), d2,
    )  # fmt: skip
