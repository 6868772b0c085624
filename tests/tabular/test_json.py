from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.tabular import json_
from asn_kompetensi.tabular.ejaan import POTONGAN
from asn_kompetensi.tabular.nilai import BERBAHAYA

D = Decimal
SEMUA_HURUF = st.characters(exclude_categories=())


class Status(StrEnum):
    AKTIF = "aktif"


def larik(nama: list[str], baris: object) -> str:
    keluar = io.StringIO()
    json_.tulis_larik(keluar, nama, baris)  # type: ignore[arg-type] # any rows
    return keluar.getvalue()


def satu(objek: dict[str, object]) -> str:
    keluar = io.StringIO()
    json_.tulis_satu(keluar, objek)
    return keluar.getvalue()


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (None, "null"), (True, "true"), (False, "false"), (0, "0"), (-7, "-7"), (10**18, "1000000000000000000"),
        (D("92.50"), "92.5"), (D("-0.00"), "0"), (D("1E+3"), "1000"), (2.5, "2.5"), (float("nan"), "null"),
        (float("-inf"), "null"), (D("NaN"), "null"), (D("Infinity"), "null"),
        ("", '""'), ("198403122006042901", '"198403122006042901"'), ('"', '"\\""'), ("\\", '"\\\\"'), ("/", '"/"'),
        ("é–人😀", '"é–人😀"'), ("\n\t\r", '"\\n\\t\\r"'), ("\x00\x1b", '"\\u0000\\u001b"'), ("\x7f", '"\\u007f"'),
        ("\x9b2J", '"\\u009b2J"'), ("\u202egpj", '"\\u202egpj"'), ("\u2028\u2029", '"\\u2028\\u2029"'),
        ("\u2066x\u2069", '"\\u2066x\\u2069"'), ("\u200e\u200f\u061c", '"\\u200e\\u200f\\u061c"'),
        ("\ud800", '"\\ud800"'), ("\udc00\ud800", '"\\udc00\\ud800"'), ("[bold]x[/]", '"[bold]x[/]"'),
        ("=1+1", '"=1+1"'),
        (date(2025, 12, 31), '"2025-12-31"'), (datetime.fromisoformat("2025-01-02T03:04:05"), '"2025-01-02T03:04:05"'),
        (Status.AKTIF, '"aktif"'), ([], "[]"), (("KOM", "PP"), '["KOM", "PP"]'), ({"KOM": D("3.0")}, '{"KOM": 3}'),
        ({"b", "a"}, '["a", "b"]'), ([True, None, D("0.10")], "[true, null, 0.1]"),
    ],
)  # fmt: skip
def test_each_kind_of_value_alone_and_in_a_row(nilai: object, teks: str) -> None:
    assert larik(["a"], [(nilai,)]) == f'[\n{{"a": {teks}}}\n]\n'
    assert json.loads(satu({"a": nilai})) == json.loads(f'{{"a": {teks}}}')
    teks.encode("utf-8")


def test_small_table_to_the_byte() -> None:
    baris = [("1", None, D("2.50")), ("é", ["a"], True)]
    assert larik(["nip", "kode", "jpm"], baris).encode() == (
        b'[\n{"nip": "1", "kode": null, "jpm": 2.5},\n{"nip": "\xc3\xa9", "kode": ["a"], "jpm": true}\n]\n'
    )


def test_object_to_the_byte() -> None:
    objek = {"kode": "K", "nrr": {"waktu": D("3.10")}, "alias": ["a", "b"], "kosong": [], "peserta": [{"nip": "1"}] * 2}
    assert satu(objek) == (
        '{\n  "kode": "K",\n  "nrr": {"waktu": 3.1},\n  "alias": ["a", "b"],\n  "kosong": [],\n'
        '  "peserta": [\n    {"nip": "1"},\n    {"nip": "1"}\n  ]\n}\n'
    )


def test_a_field_name_is_escaped_too() -> None:
    assert json.loads(larik(['a"b\x1b'], [(1,)])) == [{'a"b\x1b': 1}]
    assert "\x1b" not in larik(["\x1b"], [(1,)])
    assert json.loads(satu({'k"': 1})) == {'k"': 1}


@pytest.mark.parametrize("baris", [[("1",)], [("1", "2", "3")], [("1", "2"), ()]])
def test_a_row_of_another_length_is_a_bug(baris: list[tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="zip"):
        larik(["a", "b"], baris)


@pytest.mark.parametrize("jumlah", [0, 1, POTONGAN - 1, POTONGAN, POTONGAN + 1])
def test_chunks_from_an_iterator(jumlah: int) -> None:
    assert json.loads(larik(["n"], ((i,) for i in range(jumlah)))) == [{"n": i} for i in range(jumlah)]


def test_an_error_in_the_middle_of_the_rows_is_not_a_complete_answer() -> None:
    keluar = io.StringIO()

    def baris() -> Iterator[tuple[int]]:
        yield from ((i,) for i in range(POTONGAN))
        raise RuntimeError("putus")

    with pytest.raises(RuntimeError):
        json_.tulis_larik(keluar, ["n"], baris())
    with pytest.raises(json.JSONDecodeError):
        json.loads(keluar.getvalue())


ISI = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(SEMUA_HURUF),
    lambda s: st.lists(s, max_size=4) | st.dictionaries(st.text(SEMUA_HURUF), s, max_size=4),
    max_leaves=12,
)


@settings(max_examples=50)
@given(st.dictionaries(st.text(SEMUA_HURUF), ISI, max_size=5))
def test_object_round_trip(objek: dict[str, object]) -> None:
    teks = satu(objek)
    teks.encode("utf-8")
    assert json.loads(teks) == objek
    assert not BERBAHAYA.search(teks.replace("\n", ""))


@given(st.text(SEMUA_HURUF))
def test_safe_text_is_safe_and_keeps_the_rest(teks: str) -> None:
    aman = json_.aman(teks)
    assert not BERBAHAYA.search("".join(h for h in aman if ord(h) >= 0x20))
    assert json_.aman(aman) == aman
    assert [h for h in teks if h not in aman] == [h for h in teks if BERBAHAYA.match(h) and ord(h) >= 0x20]


def test_a_sample_of_all_code_points() -> None:
    acak = random.Random(2025)
    huruf = [chr(acak.randrange(0x110000)) for _ in range(3000)]
    assert [o["h"] for o in json.loads(larik(["h"], ((h,) for h in huruf)))] == huruf


@pytest.mark.lama
def test_all_code_points() -> None:
    huruf = [chr(i) for i in range(0x110000)]
    assert [o["h"] for o in json.loads(larik(["h"], ((h,) for h in huruf)))] == huruf
