"""Meeting days of a class."""

from __future__ import annotations

from datetime import date

import pytest

from asn_kompetensi.domain.jadwal import baca_jadwal, pastikan_jadwal

SATU, DUA = date(2025, 1, 10), date(2025, 1, 24)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("", []),
        (" ; ", []),
        ("2025-01-24;2025-01-10;24 Januari 2025", [SATU, DUA]),
        ("10-1-2025, 24/1/2025", [SATU, DUA]),
        ("Jumat, 10 Januari 2025; 24 Jan 2025", [SATU, DUA]),
    ],
)
def test_written_days(teks: str, hasil: list[date]) -> None:
    assert baca_jadwal(teks) == hasil


@pytest.mark.parametrize("teks", ["besok", "2025-01-10;", "2025-13-01", "10-1-2025;x"])
def test_what_is_no_date_is_refused(teks: str) -> None:
    if teks == "2025-01-10;":
        assert baca_jadwal(teks) == [SATU]
        return
    with pytest.raises(ValueError, match=r"\S"):
        baca_jadwal(teks)


def test_it_begins_and_ends_with_the_class() -> None:
    pastikan_jadwal([], SATU, DUA)
    pastikan_jadwal([SATU, DUA], SATU, DUA)
    for jadwal, awal, akhir in (([SATU], SATU, DUA), ([DUA], SATU, DUA), ([SATU, DUA], SATU, SATU)):
        with pytest.raises(ValueError, match="jadwal"):
            pastikan_jadwal(jadwal, awal, akhir)
