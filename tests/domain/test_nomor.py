"""Row numbers as people write them."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.nomor import baca_nomor


@pytest.mark.parametrize(
    ("teks", "isi"),
    [("5", {5}), ("5,7-9", {5, 7, 8, 9}), (" 5 , 7 – 8 ", {5, 7, 8}), ("3-3", {3}), ("1-9999999", set(range(1, 13)))],
)
def test_rows(teks: str, isi: set[int]) -> None:
    assert {n for n in range(13) if n in baca_nomor(teks)} == isi


@pytest.mark.parametrize(
    ("teks", "selain"),
    [
        ("10", ""), ("10,99", "99"), ("9-12", ""), ("8-13", "8,13"), ("1-99", "1-8,13-14,16-99"),
        ("16-9999999", "16-9999999"),
        ("13-14", "13-14"), ("14", "14"), ("99,99,98", "99,98"), ("15", ""), ("15-17,1", "16-17,1"), ("11-15", "13-14"),
    ],
)  # fmt: skip
def test_those_that_are_not_there(teks: str, selain: str) -> None:
    assert baca_nomor(teks).selain([15, 9, 10, 11, 12, 10]) == selain
    assert baca_nomor(teks).selain([]) == ",".join(dict.fromkeys(teks.split(",")))


@pytest.mark.parametrize("teks", ["", ",", "a", "5;7", "9-7", "0", "0-3", "-3", "5,", "5-", "12345678", "٣", "1.5"])
def test_refused(teks: str) -> None:
    with pytest.raises(ValueError, match="baris"):
        baca_nomor(teks)
