"""Hours: the conversion table, the monthly limit, the annual rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.jp import (
    aturan_tahunan,
    batas_bulanan,
    jp_nasional,
    kali_diakui,
    perlu_durasi,
    status_jp,
)

MENURUT_LAMA = {1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 17, 19, 25}
MAKS_PER_HARI = {16: 3, 22: 2, 23: 2}
PER_KALI = {10: 20, 14: 2, 15: 2, 18: 20, 20: 10, 21: 20, 24: 2}
PER_HARI = {4: 5, 9: 4}


def test_the_four_ways_cover_all_forms() -> None:
    assert sorted([*MENURUT_LAMA, *MAKS_PER_HARI, *PER_KALI, *PER_HARI]) == list(range(1, 26))
    assert {n for n in range(1, 26) if perlu_durasi(n)} == MENURUT_LAMA | set(MAKS_PER_HARI)


@given(st.integers(1, 25), st.integers(1, 200), st.integers(1, 30), st.integers(1, 5))
def test_national_column(bentuk: int, durasi: int, hari: int, kali: int) -> None:
    if bentuk in MENURUT_LAMA:
        harapan = durasi
    elif bentuk in MAKS_PER_HARI:
        harapan = min(durasi, MAKS_PER_HARI[bentuk] * hari)
    else:
        harapan = PER_KALI[bentuk] * kali if bentuk in PER_KALI else PER_HARI[bentuk] * hari
    assert jp_nasional(bentuk, jp_durasi=durasi, hari=hari, kali=kali) == harapan


@pytest.mark.parametrize(
    ("bentuk", "durasi", "hari", "kali", "hasil"),
    [
        (1, 100, 5, 1, 100),  # no international rule: the national one
        (3, 24, 3, 1, "28.80"),
        (8, 25, 3, 1, 30),
        (9, None, 3, 1, 18),
        (4, None, 2, 1, 14),
        (14, 10, 1, 3, 12),
        (16, 24, 3, 1, 9),
        (18, 40, 5, 1, 48),
        (20, None, 3, 1, 20),
        (21, None, 30, 1, 24),
        (10, None, 30, 2, 48),
        (22, 10, 1, 1, 12),
    ],
)
def test_international_column(bentuk: int, durasi: int | None, hari: int, kali: int, hasil: int | str) -> None:
    jp = jp_nasional(bentuk, jp_durasi=durasi, hari=hari, kali=kali, luar_negeri=True)
    assert str(jp) == str(hasil)


def test_flat_forms_need_no_duration_and_the_others_say_so() -> None:
    assert jp_nasional(9, jp_durasi=None, hari=2) == 8
    assert jp_nasional(20, jp_durasi=None, hari=4) == 10
    for bentuk, asing in ((8, False), (16, False), (14, True)):
        with pytest.raises(ValueError, match="isi jumlah JP"):
            jp_nasional(bentuk, jp_durasi=None, hari=1, luar_negeri=asing)


@pytest.mark.parametrize(
    ("bentuk", "durasi", "hari", "kali"), [(8, -1, 1, 1), (8, 1, 0, 1), (14, None, 1, 0), (0, 1, 1, 1), (26, 1, 1, 1)]
)
def test_impossible_numbers(bentuk: int, durasi: int | None, hari: int, kali: int) -> None:
    with pytest.raises(ValueError, match=r"paling sedikit|tidak ada"):
        jp_nasional(bentuk, jp_durasi=durasi, hari=hari, kali=kali)


def test_whole_hours_are_whole_numbers() -> None:
    assert repr(jp_nasional(8, jp_durasi=Decimal("24.0"), hari=3)) == "24"
    assert repr(jp_nasional(8, jp_durasi=Decimal("7.5"), hari=1)) == "Decimal('7.50')"


def test_monthly_limit() -> None:
    assert {n for n in range(1, 26) if batas_bulanan(n) == 2} == {14, 15, 24}
    assert batas_bulanan(8) is None
    maret = [date(2025, 3, hari) for hari in (3, 10, 17)]
    assert kali_diakui(14, maret) == 2
    assert kali_diakui(14, [*maret, date(2025, 4, 1), date(2024, 3, 1)]) == 4
    assert kali_diakui(8, maret) == 3
    assert kali_diakui(14, []) == 0


def test_annual_rule() -> None:
    assert aturan_tahunan("PNS") == (20, None)
    assert aturan_tahunan("PPPK") == aturan_tahunan("PPPK PARUH WAKTU") == (None, 24)
    with pytest.raises(ValueError, match="tidak dikenal"):
        aturan_tahunan("CPNS")


@pytest.mark.parametrize(
    ("jp", "target", "batas", "hasil"),
    [
        (None, 20, None, "belum_ada_data"),
        (None, None, 24, "belum_ada_data"),
        (0, 20, None, "kurang"),
        (Decimal("19.99"), 20, None, "kurang"),
        (20, 20, None, "terpenuhi"),
        (0, None, 24, "dalam_batas"),
        (24, None, 24, "dalam_batas"),
        (Decimal("24.01"), None, 24, "melebihi_batas"),
    ],
)
def test_status(jp: Decimal | int | None, target: int | None, batas: int | None, hasil: str) -> None:
    assert status_jp(jp, target, batas) == hasil
