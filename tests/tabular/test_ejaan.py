"""Spelled column by column, every answer is what it is when each value is spelled by itself, whatever came before."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.untai import Jalinan, Untai
from asn_kompetensi.tabular import ejaan, json_, teks
from asn_kompetensi.tabular.ejaan import Ejaan, eja_baris
from asn_kompetensi.tabular.nilai import bersih, jaga_apostrof, json_teks, mesin
from tests.tabular.alat import Layar

D = Decimal


class Status(StrEnum):
    AKTIF = "aktif"


class Angka(IntEnum):
    SATU = 1


class Lama(str, Enum):  # noqa: UP042 - what older code has
    HENTI = "'henti"


class Pasang(NamedTuple):
    kiri: object


# --- each value by itself: slow, and plain to see ---------------------------------------------------------------------


def json_pelan(nama: Sequence[str], baris: Sequence[Sequence[object]]) -> str:
    if not baris:
        return "[]\n"
    isi = (
        "{" + ", ".join(f"{json_teks(n)}: {json_teks(v)}" for n, v in zip(nama, b, strict=True)) + "}" for b in baris
    )
    return json_.aman("[\n" + ",\n".join(isi) + "\n]\n")


def csv_pelan(nama: Sequence[str], baris: Sequence[Sequence[object]], *, di_layar: bool = False) -> str:
    wadah = io.StringIO(newline="")
    tulis = csv.writer(wadah, lineterminator="\r\n")
    tulis.writerow(nama)
    for b in baris:
        isi = [jaga_apostrof(mesin(v)) for v in b]
        tulis.writerow([bersih(v) for v in isi] if di_layar else isi)
    return teks.utf8(wadah.getvalue())


def tsv_pelan(nama: Sequence[str], baris: Sequence[Sequence[object]]) -> str:
    isi = ["\t".join(bersih(jaga_apostrof(mesin(v))) for v in b) + "\n" for b in baris]
    return "\t".join(nama) + "\n" + "".join(isi)


def sama(
    nama: Sequence[str], baris: Sequence[Sequence[object]], alir: Callable[[], Iterable[Sequence[object]]] | None = None
) -> None:
    """Written from an iterator, in all four ways."""
    alir = alir or (lambda: iter(baris))
    for tulis, pelan in (
        (json_.tulis_larik, json_pelan), (teks.tulis_csv, csv_pelan), (teks.tulis_tsv, tsv_pelan),
    ):  # fmt: skip
        keluar = io.StringIO(newline="")
        tulis(keluar, nama, alir())
        assert keluar.getvalue() == pelan(nama, baris)
    layar = Layar(newline="")
    teks.tulis_csv(layar, nama, alir())
    assert layar.getvalue() == csv_pelan(nama, baris, di_layar=True)


WIB = timezone(timedelta(hours=7))
TENGAH_MALAM = datetime(2025, 1, 1, tzinfo=UTC)
SEHURUF = st.text(st.sampled_from(",\"'\r\n\t a–é\x1b\x7f\u202e\ud800\udc00\\"), max_size=4)
HURUF = st.text(st.characters(exclude_categories=()), max_size=6) | SEHURUF
# Equal to one another, and spelled differently: whoever remembers the one must not write it for the other.
KEMBAR = st.sampled_from([
    1, True, 1.0, D(1), D("1.0"), D("1.00"), Angka.SATU, "1", 0, False, 0.0, -0.0, D("-0.00"), D("0E+3"), None, "",
    1e23, int(1e23), D(1e23), 0.1, D(0.1), D("0.1"), float("nan"), D("NaN"), D("sNaN"), float("inf"), 10**30, "aktif",
    Status.AKTIF, "AKTIF", Lama.HENTI, "'henti", date(2025, 1, 1), TENGAH_MALAM, TENGAH_MALAM.astimezone(WIB),
    datetime.combine(date(2025, 1, 1), time()), "2025-01-01", (1,), (True,), Pasang(1), [1], {"a": 1}, {"a": True},
    frozenset({"b", "a"}), [{"nip": "1"}],
])  # fmt: skip
SEJENIS = st.one_of(*(
    st.lists(st.none() | satu, max_size=12) for satu in (
        HURUF, st.integers(-3, 3), st.decimals(-5, 5, places=2), st.booleans(), st.dates(), st.floats(),
        st.sampled_from(["DINKES", "DISDIK", "Dinas, Kota"]), KEMBAR, st.lists(HURUF, max_size=2),
    )
))  # fmt: skip


@settings(max_examples=150)
@given(st.lists(SEJENIS, min_size=1, max_size=4), st.integers(1, 4), st.integers(1, 5))
@example([[1, True, D(1), 1.0, Angka.SATU], ["aktif", Status.AKTIF, 1, None, "aktif"]], 1, 1)
@example([["a", "b", ["c"], "a"], [None, None, "", "'"]], 2, 5)
@example([["a", "b", "c,", "'d", "\ud800", "f\x7f"]], 3, 1)
@example([[None, None]], 1, 1)
@example([["a", 1, True, D(1), "1"]], 1, 9)
@example([["a", "b", "", "c"]], 2, 9)
@example([[TENGAH_MALAM, TENGAH_MALAM.astimezone(WIB)], [(1,), (True,)]], 2, 9)
def test_whatever_the_columns_and_however_the_chunks_fall(kolom: list[list[object]], potongan: int, ingat: int) -> None:
    panjang = max(map(len, kolom))
    baris = [tuple(k[n % len(k)] if k else None for k in kolom) for n in range(panjang)]
    with pytest.MonkeyPatch.context() as tukar:
        tukar.setattr(ejaan, "POTONGAN", potongan)
        tukar.setattr(ejaan, "INGAT", ingat)
        sama([f"k'{n},\x7f" for n in range(len(kolom))], baris)


@settings(max_examples=150)
@given(st.lists(SEJENIS.filter(bool), min_size=1, max_size=4), st.integers(0, 9), st.integers(1, 3), st.integers(1, 4))
@example([[1, True], [D(1)], ["x"]], 5, 1, 2)
@example([["x"], [1, True], [None]], 5, 1, 2)
def test_rows_in_strands_are_the_rows(kolom: list[list[object]], panjang: int, lebar: int, potongan: int) -> None:
    """However wide the strands, however many rows a part has, and where a strand says one thing alone."""
    untai = []
    for kiri in range(0, len(kolom), lebar):
        grup = kolom[kiri : kiri + lebar]
        isi = [tuple(k[n % len(k)] for k in grup) for n in range(max(map(len, grup)))]
        untai.append(Untai(isi, [n % len(isi) for n in range(panjang)]))
    baris = [tuple(v for isi, letak in untai for v in isi[letak[n]]) for n in range(panjang)]
    assert list(map(repr, Jalinan([untai, (), untai]))) == list(map(repr, baris * 2))
    with pytest.MonkeyPatch.context() as tukar:
        tukar.setattr(ejaan, "POTONGAN", potongan)
        sama([f"k{n}" for n in range(len(kolom))], baris * 2, lambda: Jalinan(iter([untai, (), untai])))


@pytest.mark.parametrize("untai", [
    [Untai([("a",)], [0, 0])], [Untai([("a", "b", "c")], [0])], [Untai([("a",)], [0]), Untai([("b", "c")], [0])],
    [Untai([("a",)], [0, 0]), Untai([("b",)], [0])],
], ids=["kurang", "lebih", "lebih berdua", "tidak sama panjang"])  # fmt: skip
def test_strands_that_do_not_fit_are_a_bug_in_every_form(untai: list[Untai]) -> None:
    for tulis in (json_.tulis_larik, teks.tulis_csv, teks.tulis_tsv):
        with pytest.raises(ValueError, match=r"zip|kolom|panjang"):
            tulis(io.StringIO(), ["a", "b"], Jalinan([untai]))


@given(st.lists(st.tuples(KEMBAR | HURUF, HURUF | KEMBAR), max_size=30))
def test_any_values_in_any_order(baris: list[tuple[object, ...]]) -> None:
    sama(["a", "b"], baris)


@pytest.mark.parametrize("isi", [
    [f"{n:018d}" for n in range(3 * ejaan.POTONGAN)], [f"Orang, {n}" for n in range(3 * ejaan.POTONGAN)],
    [f"é{n}\u202e" for n in range(3 * ejaan.POTONGAN)], [f"\ud800{n}'" for n in range(3 * ejaan.POTONGAN)],
    ["x" * n for n in range(2 * ejaan.POTONGAN)] + [None, 1, True] * 400, [n // 3 for n in range(3 * ejaan.POTONGAN)],
    [D(n) / 100 for n in range(3 * ejaan.POTONGAN)],
], ids=["angka", "koma", "arah", "surogat", "campur", "bulat", "desimal"])  # fmt: skip
def test_columns_of_which_nothing_comes_again(isi: list[object]) -> None:
    sama(["unik", "tetap"], [(v, "DINKES") for v in isi])
    sama(["unik"], [(v,) for v in isi])


def test_a_row_of_another_length_is_a_bug_in_every_form() -> None:
    for baris in ([("1",)], [("1", "2", "3")], [("1", "2"), ()], [("1", "2"), ("1", "2", "3")]):
        for tulis in (json_.tulis_larik, teks.tulis_csv, teks.tulis_tsv):
            with pytest.raises(ValueError, match="zip"):
                tulis(io.StringIO(), ["a", "b"], baris)


def test_what_comes_again_is_spelled_once() -> None:
    dieja: list[object] = []

    def eja(nilai: object) -> str:
        dieja.append(nilai)
        return f"{nilai};"

    semua = ["DINKES"] * 1200 + ["DISDIK"] * 1200 + [None] * 300
    assert "".join(eja_baris([Ejaan(eja, list)], ((satu,) for satu in semua))) == "".join(f"{s};" for s in semua)
    assert dieja == ["DINKES", "DISDIK", None]


def test_what_is_remembered_does_not_grow() -> None:
    """Few rows of each value at a time, and ever new ones: unique columns and repeating ones."""

    def baris(banyak: int) -> Iterator[tuple[Any, ...]]:
        return ((f"{n:018d}", f"Orang {n // 3}", D(n // 4).scaleb(-2), n // 5) for n in range(banyak))

    puncak = []
    for banyak in (3_000, 12_000):
        for tulis in (json_.tulis_larik, teks.tulis_csv, teks.tulis_tsv):
            tracemalloc.start()
            tulis(_Buang(), ["nip", "nama", "level", "nomor"], baris(banyak))
            puncak.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert max(puncak[3:]) < 1.2 * max(puncak[:3]) < 2 << 20


class _Buang(io.StringIO):
    def write(self, isi: str) -> int:
        return len(isi)
