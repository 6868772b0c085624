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


@pytest.mark.parametrize("teks", ["", ",", "a", "5;7", "9-7", "0", "0-3", "-3", "5,", "5-", "12345678", "٣", "1.5"])
def test_refused(teks: str) -> None:
    with pytest.raises(ValueError, match="baris"):
        baca_nomor(teks)
