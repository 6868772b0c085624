from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from asn_kompetensi.tabular.buku.angka import bagian, bilangan, koma, level, pecahan, persen, ribuan, tanda

D = Decimal


@pytest.mark.parametrize(
    ("nilai", "kurang", "hasil"),
    [
        (D("3.00"), 0, (3, "0")),
        (D("2.50"), 0, (2.5, "[$-421]0.0")),
        (D("2.25"), D("0.75"), (2.25, '[$-421]0.00" ▼0,8"')),
        (D(1), D(2), (1, '0" ▼2"')),
        (Fraction(8, 3), Fraction(1, 3), (2.67, '[$-421]0.00" ▼0,3"')),
    ],
)
def test_level_is_a_number_with_a_sign_in_its_format(nilai: Decimal, kurang: Decimal, hasil: object) -> None:
    assert level(nilai, kurang) == hasil


def test_a_gap_never_shows_as_zero_and_formats_stay_below_excels_limit() -> None:
    assert tanda(Fraction(1, 300)) == "▼0,1"
    assert tanda(D("0.05")) == "▼0,1"
    semua = {level(D(n) / 100, D(k) / 100)[1] for n in (100, 150, 125) for k in range(501)}
    assert len(semua) < 160


def test_figures_in_words() -> None:
    assert (persen(D("86.44")), persen(None), persen(D(88))) == ("86,4 %", "–", "88 %")
    assert (koma(D("2.50")), ribuan(3012), pecahan(D("86.40")), pecahan(None)) == ("2,5", "3.012", 0.864, None)


def test_missing_figures_stay_missing() -> None:
    assert bilangan(None, "x") is None
    assert bilangan({"x": None}, "x") is None
    assert bilangan({"x": 0}, "x") == 0
    assert bagian({"a": 0, "b": 0}, "a", "b") is None
    assert bagian({"a": 1, "b": 3}, "a", "b") == Fraction(100, 3)
