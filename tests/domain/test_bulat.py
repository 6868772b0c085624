"""Half up, exact, no floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.bulat import angka, persen, setengah_naik


@pytest.mark.parametrize(
    ("x", "desimal", "hasil"),
    [
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-0.125"), 2, "-0.13"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("0.124999999999999999999999999999999999"), 2, "0.12"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (7, 2, "7.00"),
        (0, 2, "0.00"),
        (Decimal("-0.001"), 2, "0.00"),
        (10**40 + 1, 2, f"{10**40 + 1}.00"),
    ],
)
def test_half_up(x: Decimal | Fraction | int, desimal: int, hasil: str) -> None:
    assert str(setengah_naik(x, desimal)) == hasil


def test_negative_places_are_refused() -> None:
    with pytest.raises(ValueError, match="negatif"):
        setengah_naik(1, -1)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_agrees_with_the_decimal_module(x: Decimal) -> None:
    with localcontext() as konteks:
        konteks.prec = 60
        assert setengah_naik(x) == x.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.fractions(), st.integers(0, 6))
def test_never_more_than_half_a_step_away(x: Fraction, desimal: int) -> None:
    hasil = setengah_naik(x, desimal)
    assert abs(Fraction(hasil) - x) * 2 <= Fraction(1, 10**desimal)
    assert Fraction(setengah_naik(-x, desimal)) == -Fraction(hasil)
    assert setengah_naik(hasil, desimal) == hasil


@pytest.mark.parametrize(
    ("atas", "bawah", "hasil"),
    [(25, 27, "92.59"), (28, 27, "103.70"), (1, 8, "12.50"), (0, 9, "0.00"), (Decimal("24.18"), 27, "89.56")],
)
def test_percent(atas: Decimal | int, bawah: int, hasil: str) -> None:
    assert str(persen(atas, bawah)) == hasil


def test_percent_of_nothing_is_missing_not_zero() -> None:
    assert persen(0, 0) is None
    assert persen(5, Fraction(0)) is None


def test_json_number() -> None:
    assert angka(None) is None
    assert repr(angka(Decimal("3.00"))) == "3"
    assert repr(angka(Decimal("2.40"))) == "2.4"
    assert repr(angka(Decimal("-0.60"))) == "-0.6"
    assert repr(angka(Decimal("0.00"))) == "0"
