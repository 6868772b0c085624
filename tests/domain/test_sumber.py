"""How sources become one level: the words, the weights, the mean, and how old a score may be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.sumber import SUMBER, baca_cara, cara_berlaku, level, paling_lama

D = Decimal


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", "tanpa satu bobot pun"), (";", "tanpa satu bobot pun"), ("asesmen=0;atasan=0,00", "tanpa satu bobot pun"),
        ("mean", "tidak dikenal"), ("asesor=5", "asesmen, atasan, rekan, bawahan, diri, uji"), ("=5", "tidak dikenal"),
        ("asesmen", "harus bilangan"), ("asesmen=", "harus bilangan"), ("asesmen=-1", "harus bilangan"),
        ("asesmen=12345", "harus bilangan"), ("asesmen=0,123", "harus bilangan"), ("asesmen=1e3", "harus bilangan"),
        ("asesmen=50,atasan=50", "harus bilangan"), ("asesmen=50;Asesmen=50", "dua kali"), ("asesmen=١", "harus"),
    ],
)  # fmt: skip
def test_what_is_no_way_of_weighing_says_why(teks: str, sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        baca_cara(teks)
    assert cara_berlaku(teks) == baca_cara("asesmen_atau_rata")


@pytest.mark.parametrize(
    ("teks", "rapi"),
    [
        (" Asesmen_atau_Rata ", "asesmen_atau_rata"), ("RATA", "rata"),
        ("rekan=20; Asesmen = 50 ;atasan=30;", "asesmen=50;atasan=30;rekan=20"),
        ("asesmen=0.50;atasan=0,25;diri=0", "asesmen=0,5;atasan=0,25"), ("uji=007", "uji=7"), ("uji=10,00", "uji=10"),
    ],
)  # fmt: skip
def test_one_text_for_one_meaning(teks: str, rapi: str) -> None:
    assert baca_cara(teks).teks == rapi
    assert baca_cara(rapi) == baca_cara(teks)


@pytest.mark.parametrize(
    ("teks", "ada", "berat"),
    [
        ("asesmen_atau_rata", ["asesmen", "diri"], [1, 0]), ("asesmen_atau_rata", ["uji", "diri"], [1, 1]),
        ("rata", ["asesmen", "diri"], [1, 1]), ("asesmen=50;diri=0,5", ["asesmen", "diri", "uji"], [50, D("0.5"), 0]),
    ],
)  # fmt: skip
def test_weights_of_what_is_there(teks: str, ada: list[str], berat: list[Decimal]) -> None:
    assert list(baca_cara(teks).berat(ada).items()) == list(zip(ada, berat, strict=True))


def test_the_mean_is_exact_and_missing_without_weight() -> None:
    nilai = {"asesmen": Fraction(4), "rekan": Fraction(2)}
    berat = baca_cara("asesmen=50;atasan=30;rekan=20").berat(nilai)
    assert level(nilai, berat) == Fraction(24, 7)
    assert level({"diri": Fraction(4)}, {"diri": D(0)}) is None
    assert level({}, {}) is None


def test_in_words() -> None:
    assert baca_cara("rata").sebutan == "Rata-rata semua sumber yang ada"
    assert baca_cara("asesmen=50;atasan=0,5").sebutan == (
        "Rata-rata berbobot dari sumber yang ada: asesmen 50, atasan 0,5; tidak dihitung: rekan, bawahan, diri, uji"
    )
    semua = ";".join(f"{satu}=1" for satu in SUMBER)
    assert baca_cara(semua).sebutan.endswith("diri 1, uji 1")


@given(st.dictionaries(st.sampled_from(SUMBER), st.integers(0, 999999), min_size=1), st.booleans())
def test_every_weight_comes_back(bobot: dict[str, int], koma: bool) -> None:
    teks = ";".join(f"{satu}={isi // 100}{',' if koma else '.'}{isi % 100:02d}" for satu, isi in bobot.items())
    if not any(bobot.values()):
        with pytest.raises(ValueError, match="di atas 0"):
            baca_cara(teks)
        return
    cara = baca_cara(teks)
    assert cara.bobot == {satu: D(isi) / 100 for satu, isi in bobot.items() if isi}
    assert baca_cara(cara.teks) == cara


@pytest.mark.parametrize(
    ("hari", "bulan", "harap"),
    [
        ("2025-12-31", 36, "2022-12-31"), ("2024-02-29", 12, "2023-02-28"), ("2024-02-29", 48, "2020-02-29"),
        ("2025-03-31", 1, "2025-02-28"), ("2025-01-15", 1, "2024-12-15"), ("2025-01-01", 600, "1975-01-01"),
        ("0001-02-01", 5, "0001-01-01"),
    ],
)  # fmt: skip
def test_the_oldest_valid_day(hari: str, bulan: int, harap: str) -> None:
    assert paling_lama(date.fromisoformat(hari), bulan).isoformat() == harap
