from __future__ import annotations

import json
from collections import namedtuple
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.senarai import gabung
from asn_kompetensi.tabular.nilai import BERBAHAYA, bersarang, bersih, desimal, json_teks, layar, mesin

D = Decimal


class Warna(StrEnum):
    MERAH = "merah"


class Tingkat(IntEnum):
    SATU = 1


Pasang = namedtuple("Pasang", "a b")


@pytest.mark.parametrize(
    ("angka", "teks"),
    [
        (D("92.59"), "92.59"), (D("92.50"), "92.5"), (D("3.00"), "3"), (D("-0.0"), "0"), (D("1E+2"), "100"),
        (D("0.10"), "0.1"), (D("100"), "100"), (2.5, "2.5"), (3.0, "3"), (1e-7, "0.0000001"),
        (D("1234567890123456789012345678901234.5"), "1234567890123456789012345678901234.5"),
        (D("NaN"), None), (float("inf"), None),
    ],
)  # fmt: skip
def test_exact_digits_without_exponent(angka: Decimal | float, teks: str | None) -> None:
    assert desimal(angka) == teks


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_no_digit_of_a_decimal_is_lost(angka: Decimal) -> None:
    teks = json_teks(angka)
    assert Decimal(teks) == angka
    assert "E" not in teks
    assert not (teks.endswith("0") and "." in teks)


@pytest.mark.parametrize(
    ("nilai", "j", "m", "lihat"),
    [
        (None, "null", "", "–"),
        ("", '""', "", "–"),
        (True, "true", "true", "ya"),
        (False, "false", "false", "tidak"),
        (0, "0", "0", "0"),
        (D("2.50"), "2.5", "2.5", "2,5"),
        (float("nan"), "null", "", "–"),
        (date(2025, 12, 31), '"2025-12-31"', "2025-12-31", "2025-12-31"),
        (["KOM", "PP"], '["KOM", "PP"]', "KOM;PP", "KOM, PP"),
        ([], "[]", "", "–"),
        ({"KOM": D("3.0"), "PP": 2}, '{"KOM": 3, "PP": 2}', "KOM=3;PP=2", "KOM 3, PP 2"),
        ([{"a": 1}, {"a": 2}], '[{"a": 1}, {"a": 2}]', '[{"a": 1}, {"a": 2}]', "a 1; a 2"),
        ({"a": [1, 2]}, '{"a": [1, 2]}', '{"a": [1, 2]}', "a 1, 2"),
        (Warna.MERAH, '"merah"', "merah", "merah"),
        (Tingkat.SATU, "1", "1", "1"),
        (Pasang(1, "x"), '{"a": 1, "b": "x"}', "a=1;b=x", "a 1, b x"),
        ("Déjà – vu", '"Déjà – vu"', "Déjà – vu", "Déjà – vu"),
    ],
)
def test_one_value_three_ways(nilai: object, j: str, m: str, lihat: str) -> None:
    assert (json_teks(nilai), mesin(nilai), layar(nilai)) == (j, m, lihat)


@settings(max_examples=40)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
))  # fmt: skip
def test_nested_json_round_trip(nilai: object) -> None:
    assert json.loads(json_teks(nilai)) == nilai


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_dangerous_is_left_for_a_screen(teks: str) -> None:
    aman = bersih(teks)
    assert not BERBAHAYA.search(aman)
    aman.encode("utf-8")


@pytest.mark.parametrize(
    ("teks", "aman"),
    [
        ("\x1b[31m", "\\x1b[31m"), ("a\tb\r\nc", "a b  c"), ("\u202egpj", "\\u202egpj"), ("\x9b2J", "\\x9b2J"),
        ("\ud800", "\\ud800"), ("[merah]:smile:", "[merah]:smile:"), ("\u2066x", "\\u2066x"), ("\u2028", " "),
    ],
)  # fmt: skip
def test_controls_are_shown_not_obeyed(teks: str, aman: str) -> None:
    assert bersih(teks) == aman


@pytest.mark.parametrize(
    ("nilai", "j", "m", "lihat"),
    [
        ({"PP", "KOM"}, '["KOM", "PP"]', "KOM;PP", "KOM, PP"),
        (frozenset({2, 1}), "[1, 2]", "1;2", "1, 2"),
        (set(), "[]", "", "–"),
        ([{"a": {"y", "x"}}], '[{"a": ["x", "y"]}]', '[{"a": ["x", "y"]}]', "a x, y"),
        ([None, D("0.50")], "[null, 0.5]", ";0.5", "–, 0,5"),
        (
            datetime.fromisoformat("2025-01-02T03:04:05"),
            '"2025-01-02T03:04:05"',
            "2025-01-02T03:04:05",
            "2025-01-02 03:04",
        ),
        ("-", '"-"', "-", "-"),
        (" ", '" "', " ", " "),
        (D("sNaN"), "null", "", "–"),
        (-0.0, "0", "0", "0"),
    ],
)
def test_odd_values_three_ways(nilai: object, j: str, m: str, lihat: str) -> None:
    assert (json_teks(nilai), mesin(nilai), layar(nilai)) == (j, m, lihat)


@given(st.sets(st.text()))
def test_a_set_has_one_order_whatever_the_hash_seed(isi: set[str]) -> None:
    assert json.loads(json_teks(isi)) == sorted(isi)
    assert mesin(isi) == gabung(sorted(isi))


@dataclass(frozen=True)
class Unsur:
    waktu: Decimal
    nama: str = "a\x1b"


def test_a_record_is_its_fields() -> None:
    assert json_teks(Unsur(D("3.10"))) == '{"waktu": 3.1, "nama": "a\\u001b"}'
    assert mesin(Unsur(D("3.10"))) == "waktu=3.1;nama=a\x1b"
    assert layar(Unsur(D("3.10"))) == "waktu 3,1, nama a\\x1b"
    assert bersarang([Unsur(D(1))])
    assert not bersarang(["a", 1])
    assert not bersarang("teks")


@given(st.integers(-(10**30), 10**30), st.integers(0, 12))
def test_people_and_machines_read_the_same_number(digit: int, tempat: int) -> None:
    angka = D(digit).scaleb(-tempat, Context(prec=60))
    assert layar(angka).replace(",", ".") == mesin(angka) == json_teks(angka)
    assert Decimal(mesin(angka)) == angka
