"""Gap, its categories, JPM and its classes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.gap import (
    jpm,
    kategori,
    kategori_jpm,
    kesenjangan,
    selisih,
    skala_bawaan,
    status,
)

BATAS = (Fraction(1), Fraction(2))
LEVEL = st.integers(1, 500).map(lambda ratus: Fraction(ratus, 100))


@pytest.mark.parametrize(
    ("jarak", "hasil"),
    [
        ("0", "tidak_ada"),
        ("-1", "tidak_ada"),
        ("0.01", "rendah"),
        ("1", "rendah"),
        ("1.01", "sedang"),
        ("2", "sedang"),
        ("2.01", "tinggi"),
        ("4", "tinggi"),
    ],
)
def test_categories(jarak: str, hasil: str) -> None:
    assert kategori(Fraction(jarak), BATAS) == hasil


def test_the_cut_offs_are_policy() -> None:
    assert kategori(Fraction(1), (Fraction(1, 2), Fraction(3, 4))) == "tinggi"


@pytest.mark.parametrize(
    ("standar", "capaian", "kedaluwarsa", "hasil"),
    [
        (None, None, False, "tanpa_standar"),
        (None, Fraction(3), False, "tanpa_standar"),
        (Fraction(3), None, False, "belum_dinilai"),
        (Fraction(3), None, True, "kedaluwarsa"),
        (Fraction(3), Fraction(3), True, "kedaluwarsa"),
        (Fraction(3), Fraction(299, 100), False, "di_bawah"),
        (Fraction(3), Fraction(3), False, "memenuhi"),
        (Fraction(3), Fraction(4), False, "memenuhi"),
    ],
)
def test_status(standar: Fraction | None, capaian: Fraction | None, kedaluwarsa: bool, hasil: str) -> None:
    assert status(standar, capaian, kedaluwarsa=kedaluwarsa) == hasil


def test_a_missing_score_is_missing_everywhere() -> None:
    assert selisih(Fraction(3), None) is None
    assert kesenjangan(Fraction(3), None) is None


@given(LEVEL, LEVEL)
def test_signs_agree(standar: Fraction, capaian: Fraction) -> None:
    beda, jarak = selisih(standar, capaian), kesenjangan(standar, capaian)
    assert beda is not None
    assert jarak is not None
    assert jarak == max(-beda, 0)
    assert (status(standar, capaian) == "di_bawah") == (jarak > 0) == (kategori(jarak, BATAS) != "tidak_ada")


@pytest.mark.parametrize(
    ("capaian", "standar", "cetak", "mentah"),
    [
        ("25", "27", "92.59", "92.59"),
        ("24.18", "27", "89.56", "89.56"),
        ("19", "27", "70.37", "70.37"),
        ("28", "27", "100.00", "103.70"),
        ("20", "20", "100.00", "100.00"),
        ("20.001", "20", "100.00", "100.01"),
    ],
)
def test_jpm_is_a_ratio_of_sums(capaian: str, standar: str, cetak: str, mentah: str) -> None:
    assert jpm(Fraction(capaian), Fraction(standar)) == (Decimal(cetak), Decimal(mentah))


def test_jpm_without_assessed_standards_is_missing() -> None:
    assert jpm(Fraction(0), Fraction(0)) == (None, None)


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=12))
def test_printed_jpm_is_at_most_a_hundred(pasangan: list[tuple[Fraction, Fraction]]) -> None:
    cetak, mentah = jpm(sum((c for c, _ in pasangan), Fraction(0)), sum((s for _, s in pasangan), Fraction(0)))
    assert cetak is not None
    assert mentah is not None
    assert cetak == min(mentah, Decimal(100))


@pytest.mark.parametrize(
    ("nilai", "tujuan", "hasil"),
    [
        ("100", "pemetaan", "optimal"),
        ("90.00", "pemetaan", "optimal"),
        ("89.99", "pemetaan", "cukup_optimal"),
        ("78.00", "pemetaan", "cukup_optimal"),
        ("77.99", "pemetaan", "kurang_optimal"),
        ("80.00", "pengisian", "MS"),
        ("79.99", "pengisian", "MMS"),
        ("68.00", "pengisian", "MMS"),
        ("67.99", "pengisian", "KMS"),
        ("0", "pengisian", "KMS"),
    ],
)
def test_classes_depend_on_the_purpose(nilai: str, tujuan: str, hasil: str) -> None:
    assert kategori_jpm(Decimal(nilai), tujuan) == hasil


def test_the_printed_number_is_classified() -> None:
    cetak, _ = jpm(Fraction(89996, 1000), Fraction(100))
    assert kategori_jpm(cetak, "pemetaan") == "optimal"


def test_missing_jpm_has_no_class_and_scales_can_be_replaced() -> None:
    assert kategori_jpm(None, "pemetaan") is None
    assert kategori_jpm(Decimal(85), "pemetaan", (Decimal(85), Decimal(80))) == "optimal"
    assert skala_bawaan("pengisian") == (Decimal(80), Decimal(68))
    with pytest.raises(KeyError):
        kategori_jpm(None, "lain")
