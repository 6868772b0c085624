"""The sentences behind a number, and the first day on which a score is too old."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from asn_kompetensi.domain.gap_rumus import (
    LEBIH_BARU,
    SUSULAN,
    Bahan,
    Pemilik,
    asal_capaian,
    cetak,
    kedaluwarsa_sejak,
    rumus,
    sebab_lewat,
)
from asn_kompetensi.domain.sumber import paling_lama

D = Decimal


@pytest.mark.parametrize(
    ("angka", "harap"),
    [("2.50", "2,5"), ("3", "3"), ("3.00", "3"), ("100", "100"), ("-0.75", "−0,75"), ("0.00", "0"), ("0.07", "0,07")],
)
def test_angka_berkoma(angka: str, harap: str) -> None:
    assert cetak(D(angka)) == harap


@pytest.mark.parametrize(
    ("standar", "capaian", "kategori", "harap"),
    [
        ("3", "2.5", "rendah", "standar 3 − capaian 2,5 = kesenjangan 0,5 (rendah)"),
        ("3", "3", "tidak_ada", "standar 3 − capaian 3 = 0; tidak ada kesenjangan"),
        ("3", "3.25", "tidak_ada", "standar 3 − capaian 3,25 = −0,25; tidak ada kesenjangan"),
    ],
)
def test_rumus(standar: str, capaian: str, kategori: str, harap: str) -> None:
    assert rumus(D(standar), D(capaian), kategori) == harap


@pytest.mark.parametrize(
    ("ini", "dipakai", "harap"),
    [
        (("2024-12-31", False, 1, "A"), ("2025-12-31", True, 2, "B"), LEBIH_BARU),
        (("2024-12-31", False, 9, "A"), ("2025-12-31", False, 2, "B"), LEBIH_BARU),
        (("2025-12-31", False, 9, "A"), ("2025-12-31", True, 2, "B"), "periode B punya nilainya sendiri; A berakhir"),
        (("2025-12-31", False, 1, "A"), ("2025-12-31", False, 2, "B"), "dipakai nilai periode B, yang berakhir"),
        (("2025-12-31", False, 3, "A"), ("2025-12-31", False, 2, "B"), SUSULAN),
        (("2025-12-31", True, 1, "A"), ("2025-12-31", False, 2, "B"), SUSULAN),
        (("2025-12-31", True, 1, "A"), ("2024-12-31", False, 2, "B"), SUSULAN),
        (("2025-12-31", True, 1, "A"), None, SUSULAN),
    ],
)
def test_sebab_lewat(ini: tuple[str, bool, int, str], dipakai: tuple[str, bool, int, str] | None, harap: str) -> None:
    assert sebab_lewat(Pemilik(*ini), Pemilik(*dipakai) if dipakai else None).startswith(harap)


def test_asal_capaian() -> None:
    satu, dua = Bahan("asesmen", D("2.5"), D(1)), Bahan("atasan", D(3), D(1))
    assert asal_capaian([satu], "2025") == "capaian dari asesmen 2,5 periode 2025"
    assert asal_capaian([satu, dua], "2025") == "capaian rata-rata dari asesmen 2,5, atasan 3 periode 2025"
    berat = [satu._replace(bobot=D(50)), dua._replace(bobot=D("12.5"))]
    harap = "capaian rata-rata dari asesmen 2,5 berbobot 50, atasan 3 berbobot 12,5 periode 2025"
    assert asal_capaian(berat, "2025") == harap


@pytest.mark.parametrize(
    ("tanggal", "bulan", "harap"),
    [
        ("2021-05-10", 36, "2024-05-11"),
        ("2021-12-31", 12, "2023-01-01"),
        ("2021-02-28", 36, "2024-03-01"),  # 29 February less 36 months is that 28 February: still valid
        ("2020-02-29", 12, "2021-03-01"),
        ("2021-01-31", 1, "2021-03-01"),
    ],
)
def test_kedaluwarsa_sejak(tanggal: str, bulan: int, harap: str) -> None:
    assert kedaluwarsa_sejak(date.fromisoformat(tanggal), bulan, paling_lama) == date.fromisoformat(harap)


def test_kedaluwarsa_sejak_ialah_hari_pertama_menurut_aturannya() -> None:
    r = Random(3)
    for _ in range(300):
        tanggal = date(2020, 1, 1) + timedelta(days=r.randrange(2000))
        bulan = r.choice((1, 6, 12, 36))
        hari = kedaluwarsa_sejak(tanggal, bulan, paling_lama)
        assert paling_lama(hari, bulan) > tanggal
        assert all(paling_lama(hari - timedelta(days=n), bulan) <= tanggal for n in (1, 2, 40))
