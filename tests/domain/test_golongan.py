"""Golongan as cells hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.golongan import baca_golongan, pangkat, urutan

SEMUA = [baris["golongan"] for baris in baca_acuan("golongan")]


@pytest.mark.parametrize(
    ("nilai", "hasil"),
    [
        ("III/c", "III/c"),
        ("iii/C", "III/c"),
        ("III / c", "III/c"),
        ("IIIc", "III/c"),
        ("III.c", "III/c"),
        ("Penata - III/c", "III/c"),
        ("III/c / 01-10-2019", "III/c"),
        ("III/c\n01 OCT 2021", "III/c"),
        ("Penata Tk. I, III/d", "III/d"),
        ("Penata Muda Tingkat I/III/b", "III/b"),
        ("Pembina Utama (IV/e)", "IV/e"),
        ("'III/c", "III/c"),
        (33, "III/c"),
        (33.0, "III/c"),
        ("33", "III/c"),
        ("45", "IV/e"),
        ("11", "I/a"),
        ("IX", "IX"),
        ("ix", "IX"),
        ("Golongan IX", "IX"),
        ("Gol. XVII", "XVII"),
        ("IX / 01-03-2022", "IX"),
        ("IX\n01 MAR 2022", "IX"),
        ("V", "V"),
        ("III c", "III/c"),
        ("III/c - Penata", "III/c"),
        ("Penata Muda Tk. I / III/b", "III/b"),
        ("penata muda tk. i - iii/b", "III/b"),
        ("Penata Tk. I (III d)", "III/d"),
        ("\u2162/c", "III/c"),
        ("\u2168", "IX"),
        ("3c", "III/c"),
        ("4/A", "IV/a"),
        ("Gol. 2 d", "II/d"),
        ("PPPK IX", "IX"),
        ("PPPK - Gol. IX", "IX"),
        ("P3K/VII", "VII"),
        ("IX (Sembilan)", "IX"),
        ("V (PPPK)", "V"),
        ("xvii (tujuh  belas)", "XVII"),
        (None, None),
        ("", None),
        ("-", None),
        ("null", None),
    ],
)
def test_read(nilai: object, hasil: str | None) -> None:
    assert baca_golongan(nilai) == hasil


@pytest.mark.parametrize(
    "nilai",
    [
        "III/e",
        "V/a",
        "XVIII",
        "IIX",
        "15",
        "46",
        9,
        "Penata",
        "Penata Tk. I",
        "III/c - III/d",
        "c",
        True,
        "IX (Delapan)",
        "XVIII (x)",
        "5a",
        "3c 3d",
        "PPPK",
        "Kelas IXb",
    ],
)
def test_refused(nilai: object) -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        baca_golongan(nilai)


@given(st.sampled_from(SEMUA), st.sampled_from(["{}", " {} ", "'{}", "{} / 01-04-2020", "{}\n01 APR 2020"]))
def test_every_golongan_is_read_back(golongan: str, bentuk: str) -> None:
    assert baca_golongan(bentuk.format(golongan)) == golongan
    assert baca_golongan(bentuk.format(golongan.swapcase())) == golongan


@given(st.text(alphabet="IVXabcde/ -.019", max_size=12))
def test_any_text_is_known_or_refused(teks: str) -> None:
    try:
        hasil = baca_golongan(teks)
    except ValueError:
        return
    assert hasil is None or hasil in SEMUA


def test_rank_names() -> None:
    assert pangkat("III/c") == "Penata"
    assert pangkat("IV/e") == "Pembina Utama"
    assert pangkat("II/b") == "Pengatur Muda Tingkat I"
    assert pangkat("IX") is None


def test_order_is_not_the_order_of_letters() -> None:
    assert sorted(["IX", "IV/a", "V", "II/d", "I/a", "III/c"], key=urutan) == [
        "I/a",
        "II/d",
        "III/c",
        "IV/a",
        "V",
        "IX",
    ]
    assert [urutan(golongan) for golongan in SEMUA] == list(range(1, 35))
    with pytest.raises(KeyError):
        urutan("III/e")
