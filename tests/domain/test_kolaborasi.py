"""What joint classes save: quotients rounded up, nothing invented where no cost is known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.kolaborasi import KEBIJAKAN_BOBOT, Hemat, hemat, kelas_perlu, rata_biaya


@pytest.mark.parametrize(
    ("orang", "kursi", "kelas"), [(0, 30, 0), (1, 30, 1), (29, 30, 1), (30, 30, 1), (31, 30, 2), (61, 30, 3), (5, 1, 5)]
)
def test_classes_needed(orang: int, kursi: int, kelas: int) -> None:
    assert kelas_perlu(orang, kursi) == kelas


def test_savings_with_and_without_a_cost() -> None:
    assert hemat([31, 1, 28], 30, 2_000_000) == Hemat(4, 2, 2, 8_000_000, 4_000_000, 4_000_000)
    assert hemat([30, 30], 30, 0) == Hemat(2, 2, 0, 0, 0, 0)
    assert hemat([1, 1], 30, None) == Hemat(2, 1, 1, None, None, None), "no cost is not free"
    assert hemat([], 30, 5) == Hemat(0, 0, 0, 0, 0, 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=6), st.integers(1, 40))
def test_joining_never_costs_a_class(orang: list[int], kursi: int) -> None:
    hasil = hemat(orang, kursi, 7)
    assert 0 <= hasil.hemat_kelas < len(orang)
    assert (hasil.kelas_bersama - 1) * kursi < sum(orang) <= hasil.kelas_bersama * kursi
    assert hasil.hemat_biaya == 7 * hasil.hemat_kelas


def test_mean_cost_is_over_classes_not_over_programmes() -> None:
    assert rata_biaya([(10, 1), (50, 4)]) == Fraction(12)
    assert rata_biaya([(0, 2)]) == 0
    assert rata_biaya([]) is None


def test_shipped_weights() -> None:
    assert {t: nilai_bawaan(kunci) for t, kunci in KEBIJAKAN_BOBOT.items()} == {
        "mutlak": "3", "penting": "2", "perlu": "1", None: "1",
    }  # fmt: skip
