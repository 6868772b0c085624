"""Hake's gain: undefined at the maximum, negative kept, exact bands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.ngain import n_gain, n_gain_individu, n_gain_kelas, pita


@pytest.mark.parametrize(
    ("pre", "post", "maks", "hasil"),
    [
        (60, 80, 100, Fraction(1, 2)),
        (60, 60, 100, Fraction(0)),
        (80, 60, 100, Fraction(-1)),
        (0, 100, 100, Fraction(1)),
        (Decimal("72.5"), Decimal("83.5"), 100, Fraction(2, 5)),
        (2, 3, 4, Fraction(1, 2)),
        (100, 100, 100, None),
        (100, 40, 100, None),
        (None, 80, 100, None),
        (60, None, 100, None),
    ],
)
def test_one_person(pre: Decimal | int | None, post: Decimal | int | None, maks: int, hasil: Fraction | None) -> None:
    assert n_gain(pre, post, maks) == hasil


@pytest.mark.parametrize(("pre", "post", "maks"), [(60, 110, 100), (-1, 50, 100), (50, -1, 100), (60, 4, 4)])
def test_scores_outside_the_scale(pre: int, post: int, maks: int) -> None:
    with pytest.raises(ValueError, match="di luar 0 sampai"):
        n_gain(pre, post, maks)


@pytest.mark.parametrize(
    ("g", "hasil"),
    [
        ("1", "tinggi"),
        ("0.7", "tinggi"),
        ("0.6999", "sedang"),
        ("0.3", "sedang"),
        ("0.2999", "rendah"),
        ("0", "rendah"),
        ("-1", "rendah"),
    ],
)
def test_bands(g: str, hasil: str) -> None:
    assert pita(Fraction(g)) == pita(Decimal(g)) == hasil


def test_undefined_has_no_band() -> None:
    assert pita(None) is None


def test_the_two_class_figures_differ() -> None:
    pasangan = [(60, 80), (90, 90)]
    assert n_gain_individu(pasangan) == Fraction(1, 4)
    assert n_gain_kelas(pasangan) == Fraction(2, 5)


def test_incomplete_and_undefined_people_are_left_out() -> None:
    pasangan = [(60, 80), (None, 90), (50, None), (100, 100)]
    assert n_gain_individu(pasangan) == Fraction(1, 2)
    assert n_gain_kelas(pasangan) == Fraction(1, 2)  # full marks before count in the means: 80 to 90
    assert n_gain_individu([(100, 100)]) is None
    assert n_gain_kelas([(100, 90)]) is None
    assert n_gain_kelas([]) is None
    assert n_gain_individu([(None, None)]) is None


@given(st.integers(0, 99), st.integers(0, 100))
def test_sign_and_bound(pre: int, post: int) -> None:
    g = n_gain(pre, post)
    assert g is not None
    assert g <= 1
    assert (g > 0) == (post > pre)
    assert pre + g * (100 - pre) == post
