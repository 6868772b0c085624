"""Several values in one cell: what is joined comes apart again, whatever the values hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.senarai import gabung, pisah


@pytest.mark.parametrize(
    ("teks", "isi"),
    [
        ("", []),
        (" ; ;", []),
        ("Dinkes", ["Dinkes"]),
        ("Dinkes; Dinas Kesehatan ;", ["Dinkes", "Dinas Kesehatan"]),
        ('"Bagian X; Y";Z', ["Bagian X; Y", "Z"]),
        ('Z; "Bagian ""X""; Y" ', ["Z", 'Bagian "X"; Y']),
        ('"X" Y;Z', ['"X" Y', "Z"]),  # quotes around a part only are letters
        ('"X;Z', ['"X', "Z"]),
        ('A "B;C" D', ['A "B', 'C" D']),
        ("'A;'B", ["'A", "'B"]),
    ],
)
def test_pisah(teks: str, isi: list[str]) -> None:
    assert pisah(teks) == isi


def test_petik_hanya_bila_perlu() -> None:
    assert gabung(["Dinkes", "Dinas 'A'", 'Sub "B"']) == "Dinkes;Dinas 'A';Sub \"B\""
    assert gabung(["A;B", '"C"']) == '"A;B";"""C"""'


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_bolak_balik(isi: list[str]) -> None:
    assert pisah(gabung(isi)) == isi
