"""The paired t-test: a published example to its last digit, a statistics library, and roots that never drift."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.uji_t import akar, akar_bertanda, ragam, rata, uji_t

# Student (1908), hours of sleep gained by ten patients under two drugs; t = 4.0621 with 9 degrees of freedom.
TIDUR_SATU = "0.7 -1.6 -0.2 -1.2 -0.1 3.4 3.7 0.8 0.0 2.0"
TIDUR_DUA = "1.9 0.8 1.1 0.1 -0.1 4.4 5.5 1.6 4.6 3.4"


def _pasangan(pre: str, post: str) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(a), Fraction(b)) for a, b in zip(pre.split(), post.split(), strict=True)]


def test_contoh_student_1908() -> None:
    uji = uji_t(_pasangan(TIDUR_SATU, TIDUR_DUA))
    assert uji.t2 is not None
    assert uji.d2 is not None
    assert uji.ragam_selisih is not None
    assert (uji.n, uji.derajat_bebas, uji.naik, uji.turun) == (10, 9, 9, 0)
    assert (uji.pre, uji.post, uji.selisih) == (Fraction("0.75"), Fraction("2.33"), Fraction("1.58"))
    assert akar_bertanda(uji.t2, Fraction(1), 4) == Decimal("4.0621")
    assert akar(uji.ragam_selisih) == Decimal("1.23")
    assert akar(uji.d2, 4) == Decimal("1.2846")
    terbalik = uji_t([(b, a) for a, b in _pasangan(TIDUR_SATU, TIDUR_DUA)])
    assert terbalik.t == pytest.approx(-4.062128, abs=1e-6)
    assert (terbalik.naik, terbalik.turun) == (0, 9)


def _acak() -> Iterator[tuple[list[Fraction], list[Fraction]]]:
    """Scores before and after of groups of two to forty."""
    r = Random(7)
    for _ in range(30):
        n = r.randint(2, 40)
        pre, post = ([Fraction(r.randint(0, 10_000), 100) for _ in range(n)] for _ in range(2))
        yield pre, post


def test_sama_dengan_pustaka_statistika() -> None:
    for pre, post in _acak():
        uji, naik = uji_t(list(zip(pre, post, strict=True))), [b - a for a, b in zip(pre, post, strict=True)]
        assert uji.t == pytest.approx(statistics.mean(naik) / statistics.stdev(naik) * len(naik) ** 0.5, rel=1e-9)
        assert uji.derajat_bebas == len(naik) - 1
        assert uji.ragam_pre == statistics.variance(pre)
        assert uji.ragam_post == statistics.variance(post)


@pytest.mark.lama
def test_sama_dengan_scipy() -> None:
    from scipy.stats import ttest_rel  # takes longer to load than all other tests of this room

    for pre, post in _acak():
        uji, acuan = uji_t(list(zip(pre, post, strict=True))), ttest_rel(list(map(float, post)), list(map(float, pre)))
        assert uji.t == pytest.approx(acuan.statistic, rel=1e-9)
        assert uji.derajat_bebas == acuan.df


@pytest.mark.parametrize(
    ("isi", "n", "t2"), [([], 0, None), ([(60, 80)], 1, None), ([(60, 80)] * 5, 5, None), ([(50, 50)] * 3, 3, None)]
)
def test_tanpa_sebaran_tidak_ada_t(isi: list[tuple[int, int]], n: int, t2: None) -> None:
    uji = uji_t([(Fraction(a), Fraction(b)) for a, b in isi])
    assert (uji.n, uji.t2, uji.d2, uji.t, uji.derajat_bebas) == (n, t2, None, None, None)
    assert (uji.selisih is None) == (n == 0)
    assert (uji.ragam_selisih is None) == (n < 2)


def test_selisih_rata_nol_adalah_t_nol() -> None:
    uji = uji_t([(Fraction(50), Fraction(60)), (Fraction(60), Fraction(50))])
    assert (uji.t2, uji.t) == (0, 0)


def test_akar_tepat_di_setengah() -> None:
    assert akar(Fraction("1.005") ** 2) == Decimal("1.01")
    assert akar(Fraction("1.005") ** 2 - Fraction(1, 10**40)) == Decimal("1.00")
    assert str(akar(Fraction(0))) == "0.00"
    assert str(akar_bertanda(Fraction(1, 10**9), Fraction(-1), 2)) == "0.00"
    with pytest.raises(ValueError, match="negatif"):
        akar(Fraction(-1))


def test_akar_sama_dengan_desimal_panjang() -> None:
    r = Random(3)
    with localcontext() as konteks:
        konteks.prec = 60
        for _ in range(200):
            x = Fraction(r.randint(0, 10**9), r.randint(1, 10**6))
            panjang = (Decimal(x.numerator) / x.denominator).sqrt()
            assert akar(x, 4) == panjang.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def test_rata_dan_ragam_kosong() -> None:
    assert rata([]) is None
    assert ragam([Fraction(1)]) is None
    assert setengah_naik(ragam([Fraction(1), Fraction(2)]) or 0, 1) == Decimal("0.5")
