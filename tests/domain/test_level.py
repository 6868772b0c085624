"""Reading one level: filled, not filled, or held with a code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.level import HasilLevel, baca_level, cetak_level
from asn_kompetensi.domain.sel import TANPA_NILAI, GalatRumus


@pytest.mark.parametrize(
    "nilai",
    [
        None,
        "",
        "  ",
        "-",
        "–",
        "null",
        "TH",
        "th",
        "tidak hadir",
        "Tidak Hadir.",
        "belum",
        "Belum dinilai",
        "...",
        "T.H.",
        "tdk hadir",
        "Tidak Mengikuti",
        "blm ikut",
        "Absen",
        "nihil",
    ],
)
def test_not_filled_is_neither_zero_nor_refused(nilai: object) -> None:
    assert baca_level(nilai) == HasilLevel(None, None, "", False)


@pytest.mark.parametrize(
    ("nilai", "ratus", "koma"),
    [
        (3, 300, False),
        (3.0, 300, False),
        (2.4, 240, False),
        (3.03, 303, False),
        (3.0300000000000002, 303, False),
        (2.9999999999999996, 300, False),
        (5, 500, False),
        (0.01, 1, False),
        (Decimal("2.75"), 275, False),
        ("3", 300, False),
        (" 3 ", 300, False),
        ("'3", 300, False),
        ("2,4", 240, True),
        ("2.40", 240, False),
        ("2,400", 240, True),
        ("Level 3", 300, False),
        ("level 2,5", 250, True),
        ("Lv. 3", 300, False),
        ("LV3", 300, False),
        ("3 (tiga)", 300, False),
        ("3 - Menengah", 300, False),
        ("3 – menengah", 300, False),
        ("1 - Paham", 100, False),
        ("1 (Dalam Pengembangan)", 100, False),
        ("Level 4 (Mumpuni)", 400, False),
    ],
)
def test_levels(nilai: object, ratus: int, koma: bool) -> None:
    assert baca_level(nilai) == HasilLevel(ratus, None, "", koma)


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [
        (0, "NILAI_NOL"),
        (0.0, "NILAI_NOL"),
        (-0.0, "NILAI_NOL"),
        ("0", "NILAI_NOL"),
        ("0,00", "NILAI_NOL"),
        (7, "NILAI_LUAR_SKALA"),
        (-1, "NILAI_LUAR_SKALA"),
        ("-2,5", "NILAI_LUAR_SKALA"),
        ("−2", "NILAI_LUAR_SKALA"),
        (5.01, "NILAI_LUAR_SKALA"),
        (110, "NILAI_LUAR_SKALA"),
        (1e300, "NILAI_LUAR_SKALA"),
        ("98%", "NILAI_LUAR_SKALA"),
        ("98,75 %", "NILAI_LUAR_SKALA"),
        ("9" * 60, "NILAI_LUAR_SKALA"),
        (GalatRumus("#N/A"), "RUMUS_SALAH"),
        (GalatRumus("#REF!"), "RUMUS_SALAH"),
        (2.345, "NILAI_DESIMAL"),
        ("2,345", "NILAI_DESIMAL"),
        (0.001, "NILAI_DESIMAL"),
        (1e-10, "NILAI_NOL"),
        (1e-8, "NILAI_DESIMAL"),
        (date(2025, 3, 1), "NILAI_BUKAN_ANGKA"),
        (True, "NILAI_BUKAN_ANGKA"),
        (False, "NILAI_BUKAN_ANGKA"),
        (float("nan"), "NILAI_BUKAN_ANGKA"),
        (float("inf"), "NILAI_BUKAN_ANGKA"),
        (TANPA_NILAI, "NILAI_BUKAN_ANGKA"),
        ("tiga", "NILAI_BUKAN_ANGKA"),
        ("Menengah", "NILAI_BUKAN_ANGKA"),
        ("3 - Dasar", "NILAI_BUKAN_ANGKA"),
        ("3 (empat)", "NILAI_BUKAN_ANGKA"),
        ("3 (Budi)", "NILAI_BUKAN_ANGKA"),
        ("3/5", "NILAI_BUKAN_ANGKA"),
        ("1.234,5", "NILAI_BUKAN_ANGKA"),
        ("1.000", "NILAI_RANCU"),
        ("2.345", "NILAI_RANCU"),
        ("3.000.000", "NILAI_RANCU"),
        ("#REF!", "RUMUS_SALAH"),
        (" #div/0! ", "RUMUS_SALAH"),
        ("Err:502", "RUMUS_SALAH"),
        ("٣", "NILAI_BUKAN_ANGKA"),
        ("3e0", "NILAI_BUKAN_ANGKA"),
    ],
)
def test_held(nilai: object, kode: str) -> None:
    hasil = baca_level(nilai)
    assert (hasil.ratus, hasil.kode) == (None, kode)
    assert hasil.pesan.endswith(".")
    assert len(hasil.pesan) < 140


def test_the_sentence_names_the_value_in_indonesian() -> None:
    assert "7 " in baca_level(7).pesan
    assert "2,345" in baca_level(2.345).pesan
    assert baca_level("2,345").koma
    assert baca_level("1.000").pesan.startswith("'1.000' dapat berarti 1000;")
    assert baca_level(True).pesan.startswith("'TRUE' bukan")


@given(st.integers(1, 500))
def test_every_level_in_every_form(ratus: int) -> None:
    tepat = cetak_level(ratus)
    assert tepat * 100 == ratus
    for nilai in (tepat, float(tepat), str(tepat), str(tepat).replace(".", ","), f"Level {tepat}", ratus / 100):
        assert baca_level(nilai).ratus == ratus


@given(st.floats(allow_nan=True, allow_infinity=True) | st.text(max_size=12) | st.integers())
def test_anything_is_answered(nilai: object) -> None:
    hasil = baca_level(nilai)
    assert hasil.ratus is None or 1 <= hasil.ratus <= 500
    assert bool(hasil.kode) == bool(hasil.pesan)
    assert hasil.kode is None or hasil.ratus is None


def test_printing_and_names() -> None:
    assert str(cetak_level(240)) == "2.40"
    assert str(cetak_level(5)) == "0.05"
    assert str(cetak_level(-60)) == "-0.60"
