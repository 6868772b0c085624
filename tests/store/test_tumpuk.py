"""Many rows at one go: none lost, none changed, and few statements."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.store.tumpuk import SETUMPUK, sisipkan

SEL = st.one_of(
    st.none(), st.integers(-3, 3), st.sampled_from(("", "'", "?", "0", "\x00a", "NULL", "1); --")), st.just(1.5)
)


def isi(kolom: dict[str, list[Any]], akhiran: str = "") -> tuple[list[tuple[Any, ...]], int, int]:
    """The rows in the table, how many the call says it put in, and how many statements that took."""
    kon = sqlite3.connect(":memory:", isolation_level=None)
    kon.execute(f"CREATE TABLE t ({', '.join(kolom)}, UNIQUE (a))")
    perintah: list[str] = []
    kon.set_trace_callback(perintah.append)
    banyak = sisipkan(kon, "t", kolom, akhiran)
    kon.set_trace_callback(None)
    return kon.execute("SELECT * FROM t ORDER BY rowid").fetchall(), banyak, len(perintah)


@given(st.lists(st.tuples(SEL, SEL, SEL), max_size=12))
def test_each_value_comes_back_as_it_was(baris: list[tuple[Any, ...]]) -> None:
    kolom = {"a": list(range(len(baris))), **{nama: [satu[ke] for satu in baris] for ke, nama in enumerate("bcd")}}
    assert isi(kolom)[:2] == ([(ke, *satu) for ke, satu in enumerate(baris)], len(baris))


def test_one_thing_throughout_keeps_its_type() -> None:
    satu = [True, 1.0, "1", b"1", 1, None]
    for nilai in satu:
        [[_, kembali]] = isi({"a": [7], "b": [nilai]})[0]
        assert (kembali, type(kembali)) == (nilai, int if nilai is True else type(nilai))


@pytest.mark.parametrize("banyak", [0, 1, SETUMPUK - 1, SETUMPUK, SETUMPUK + 1, 3 * SETUMPUK])
def test_statements_grow_with_the_stacks_not_with_the_rows(banyak: int) -> None:
    baris, masuk, perintah = isi({"a": list(range(banyak)), "b": [None] * banyak})
    assert (len(baris), masuk, perintah) == (banyak, banyak, -(-banyak // SETUMPUK))


def test_what_is_there_already_is_not_counted() -> None:
    assert isi({"a": [1, 2, 1, 3, 2], "b": list("abcde")}, "ON CONFLICT DO NOTHING")[:2] == (
        [(1, "a"), (2, "b"), (3, "d")], 3,
    )  # fmt: skip


def test_columns_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="sama panjang"):
        isi({"a": [1, 2, 3], "b": [1, 2]})
