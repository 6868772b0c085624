"""Rounding as the office does it: half up, away from zero, once, at the end, and never through a float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def setengah_naik(x: Decimal | Fraction | int, desimal: int = 2) -> Decimal:
    """`x` rounded half away from zero to `desimal` places: 0,125 becomes 0,13 and -0,125 becomes -0,13.

    Exact for any size: the work is done on whole numbers, not in a decimal context of limited precision.
    Raises ValueError for a negative `desimal`.
    """
    if desimal < 0:
        raise ValueError("Jumlah desimal tidak boleh negatif.")
    pembilang, penyebut = x.as_integer_ratio()
    hasil = (2 * abs(pembilang) * 10**desimal + penyebut) // (2 * penyebut)
    return _desimal(hasil, negatif=pembilang < 0 < hasil, desimal=desimal)


def persen(pembilang: Decimal | Fraction | int, penyebut: Decimal | Fraction | int) -> Decimal | None:
    """`pembilang / penyebut` in percent, two decimals; None when there is nothing to divide by."""
    if penyebut == 0:
        return None
    return setengah_naik(Fraction(pembilang) * 100 / Fraction(penyebut))


def angka(d: Decimal | None) -> int | float | None:
    """The JSON number for an exact decimal: 3 for 3.00, 2.4 for 2.40, None for missing."""
    if d is None:
        return None
    return int(d) if d == d.to_integral_value() else float(d)


def _desimal(bulat: int, *, negatif: bool, desimal: int) -> Decimal:
    angka_satuan = tuple(map(int, str(bulat)))
    return Decimal((1 if negatif else 0, angka_satuan, -desimal))
