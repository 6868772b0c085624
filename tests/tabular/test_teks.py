from __future__ import annotations

import csv
import io
from collections import OrderedDict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.tabular import teks
from asn_kompetensi.tabular.ejaan import POTONGAN
from asn_kompetensi.tabular.nilai import BERBAHAYA, jaga_apostrof
from tests.tabular.alat import Layar

D = Decimal
SEMUA_HURUF = st.text(st.characters(exclude_categories=()))


def csv_(baris: object, nama: tuple[str, ...] = ("a", "b"), keluar: io.StringIO | None = None) -> str:
    keluar = keluar or io.StringIO(newline="")
    teks.tulis_csv(keluar, nama, baris)  # type: ignore[arg-type]
    return keluar.getvalue()


def tsv(baris: object, nama: tuple[str, ...] = ("a", "b")) -> str:
    keluar = io.StringIO(newline="")
    teks.tulis_tsv(keluar, nama, baris)  # type: ignore[arg-type]
    return keluar.getvalue()


# value, as a CSV field, as a TSV field
KASUS = [
    (None, "", ""), (True, "true", "true"), (0, "0", "0"), (D("2.50"), "2.5", "2.5"), (D("1E+2"), "100", "100"),
    (2.5, "2.5", "2.5"), (float("nan"), "", ""), (date(2025, 1, 31), "2025-01-31", "2025-01-31"),
    (datetime.fromisoformat("2025-01-31T08:00:00"), "2025-01-31T08:00:00", "2025-01-31T08:00:00"),
    (["KOM", "PP"], "KOM;PP", "KOM;PP"), ([], "", ""), ({"PP", "KOM"}, "KOM;PP", "KOM;PP"),
    (OrderedDict(KOM=3, PP=D("2.50")), "KOM=3;PP=2.5", "KOM=3;PP=2.5"),
    ([{"nip": "1"}], '"[{""nip"": ""1""}]"', '[{"nip": "1"}]'),
    ("a,b", '"a,b"', "a,b"), ('"', '""""', '"'), ("a\nb", '"a\nb"', "a b"), ("a\rb", '"a\rb"', "a b"),
    ("a\r\nb", '"a\r\nb"', "a  b"), ("a\tb", "a\tb", "a b"), (" a ", " a ", " a "),
    ("=1+1", "=1+1", "=1+1"), ("+62", "+62", "+62"), ("-5", "-5", "-5"), ("@x", "@x", "@x"), ("0012", "0012", "0012"),
    ("[bold]x[/]", "[bold]x[/]", "[bold]x[/]"), ("😀é人", "😀é人", "😀é人"),
    ("\x1b[31m", "\x1b[31m", "\\x1b[31m"), ("\x00", "\x00", "\\x00"), ("\u202egpj", "\u202egpj", "\\u202egpj"),
    ("\u2028", "\u2028", " "), ("\x85", "\x85", " "), ("\ud800x", "\ufffdx", "\\ud800x"),
]  # fmt: skip


@pytest.mark.parametrize(("nilai", "di_csv", "di_tsv"), KASUS)
def test_each_kind_of_value_to_the_byte(nilai: object, di_csv: str, di_tsv: str) -> None:
    assert csv_([(nilai, "x")]).encode() == f"a,b\r\n{di_csv},x\r\n".encode()
    assert tsv([(nilai, "x")]).encode() == f"a\tb\n{di_tsv}\tx\n".encode()


def test_a_single_empty_field_is_still_a_row() -> None:
    assert csv_([(None,), ("",)], ("a",)) == 'a\r\n""\r\n""\r\n'
    assert list(csv.reader(io.StringIO(csv_([(None,)], ("a",)), newline=""))) == [["a"], [""]]
    assert tsv([(None,)], ("a",)) == "a\n\n"


def test_a_very_long_value_is_not_cut() -> None:
    panjang = "kata " * 40_000
    assert panjang in csv_([(panjang, 1)])
    assert panjang in tsv([(panjang, 1)])


@pytest.mark.parametrize("jumlah", [POTONGAN - 1, POTONGAN, POTONGAN + 1, 2 * POTONGAN])
def test_chunks_have_no_seam(jumlah: int) -> None:
    harap = [[str(i), f"é{i}"] for i in range(jumlah)]
    assert list(csv.reader(io.StringIO(csv_((i, f"é{i}") for i in range(jumlah)), newline="")))[1:] == harap
    assert [b.split("\t") for b in tsv((i, f"é{i}") for i in range(jumlah)).splitlines()][1:] == harap


def test_one_dangerous_value_does_not_spoil_its_neighbours() -> None:
    baris = [(f"nilai {i}", "biasa") for i in range(50)]
    baris[25] = ("\x1b[2J", "biasa")
    isi = tsv(baris).splitlines()
    assert isi[26] == "\\x1b[2J\tbiasa"
    assert [b for i, b in enumerate(isi[1:]) if i != 25] == [f"nilai {i}\tbiasa" for i in range(50) if i != 25]


@given(st.lists(st.tuples(SEMUA_HURUF, SEMUA_HURUF), max_size=5))
def test_csv_on_a_screen_is_harmless_and_still_csv(baris: list[tuple[str, str]]) -> None:
    isi = csv_(baris, keluar=Layar(newline=""))
    assert not BERBAHAYA.search(isi.replace("\r\n", ""))
    assert [len(b) for b in csv.reader(io.StringIO(isi, newline=""))] == [2] * (len(baris) + 1)


@given(st.lists(st.tuples(SEMUA_HURUF, SEMUA_HURUF), max_size=5))
def test_csv_keeps_everything_utf8_can_hold(baris: list[tuple[str, str]]) -> None:
    def sah(nilai: str) -> str:
        return jaga_apostrof(nilai).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    isi = csv_(baris)
    isi.encode("utf-8")
    kembali = list(csv.reader(io.StringIO(isi, newline="")))[1:]
    assert kembali == [[sah(a), sah(b)] for a, b in baris]


@given(SEMUA_HURUF, SEMUA_HURUF)
def test_a_pair_is_one_line(kunci: str, nilai: str) -> None:
    keluar = io.StringIO(newline="")
    teks.tulis_pasangan(keluar, {"kunci": kunci, "isi": [nilai]})
    assert keluar.getvalue().count("\n") == 2
    assert [b.count("\t") for b in keluar.getvalue().split("\n")[:2]] == [1, 1]
    keluar.getvalue().encode("utf-8")


def test_pairs_to_the_byte() -> None:
    keluar = io.StringIO(newline="")
    teks.tulis_pasangan(keluar, {"nip": "1", "jpm": D("2.50"), "kosong": None, "nrr": {"a": 1}, "daftar": ["x"]})
    assert keluar.getvalue() == 'nip\t1\njpm\t2.5\nkosong\t\nnrr\t{"a": 1}\ndaftar\t["x"]\n'


def test_a_leading_apostrophe_is_doubled_because_the_import_takes_one_away() -> None:
    baris = [("'Aisyiyah", "d'A"), ("''", ["'A", "B;C"])]
    assert csv_(baris).splitlines()[1:] == ["''Aisyiyah,d'A", '\'\'\',"\'\'A;""B;C"""']
    assert tsv(baris).splitlines()[1:] == ["''Aisyiyah\td'A", "'''\t''A;\"B;C\""]


def test_a_file_read_by_csv_equals_what_went_in(tmp_path: Path) -> None:
    baris = [["=1", 'a"b'], ["a\r\nb", "é,"], ["\t", " "]]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as f:
        teks.tulis_csv(f, ("x", "y"), baris)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as f:
        assert list(csv.reader(f))[1:] == baris
