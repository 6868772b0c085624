"""Normalised gain of a training (Hake): the part of the possible improvement that was reached."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

Skor = Decimal | Fraction | int
Pasangan = tuple[Skor | None, Skor | None]

BATAS_TINGGI = Fraction(7, 10)
BATAS_SEDANG = Fraction(3, 10)


def n_gain(pre: Skor | None, post: Skor | None, maks: Skor = 100) -> Fraction | None:
    """`(post - pre) / (maks - pre)` of one person, negative when the score fell.

    None when a score is missing or `pre` was the maximum already: the gain is undefined then, not 0.
    Raises ValueError for scores outside 0 to `maks`.
    """
    if pre is None or post is None:
        return None
    for skor in (pre, post):
        if not 0 <= skor <= maks:
            raise ValueError(f"Skor {skor} di luar 0 sampai {maks}.")
    if pre == maks:
        return None
    return (Fraction(post) - Fraction(pre)) / (Fraction(maks) - Fraction(pre))


def pita(g: Fraction | Decimal | None) -> str | None:
    """Hake's band: `tinggi` from 0,7, `sedang` from 0,3, else `rendah` (also when negative); None stays None."""
    if g is None:
        return None
    if g >= BATAS_TINGGI:
        return "tinggi"
    return "sedang" if g >= BATAS_SEDANG else "rendah"


def n_gain_individu(pasangan: Sequence[Pasangan], maks: Skor = 100) -> Fraction | None:
    """Mean of the individual gains, over those that are defined; None when there is none."""
    ada = [g for pre, post in pasangan if (g := n_gain(pre, post, maks)) is not None]
    return sum(ada, Fraction(0)) / len(ada) if ada else None


def n_gain_kelas(pasangan: Sequence[Pasangan], maks: Skor = 100) -> Fraction | None:
    """Gain of the class means over people with both scores; differs from the mean of the individual gains."""
    lengkap = [(Fraction(pre), Fraction(post)) for pre, post in pasangan if pre is not None and post is not None]
    if not lengkap:
        return None
    rata_pre = sum((pre for pre, _ in lengkap), Fraction(0)) / len(lengkap)
    rata_post = sum((post for _, post in lengkap), Fraction(0)) / len(lengkap)
    return n_gain(rata_pre, rata_post, maks)
