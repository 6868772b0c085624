"""Seats shared fairly among agencies."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.jatah import bagi_kursi

BESAR_DAHULU = ["A"] * 10 + ["B"] * 2 + ["C"]


@pytest.mark.parametrize(
    ("opd", "kursi", "terisi", "dapat"),
    [
        ([], 3, {}, []),
        (["A", "B"], None, {}, [0, 1]),
        (["A", "B"], 2, {}, [0, 1]),
        (["A", "B"], 0, {}, []),
        (["A", "A", "B"], 1, {}, [0]),  # one seat: the most urgent of all
        (["A", "A", "B"], 2, {}, [0, 2]),  # nobody is left out while seats suffice
        (BESAR_DAHULU, 3, {}, [0, 10, 12]),
        (BESAR_DAHULU, 7, {}, [0, 1, 2, 3, 4, 10, 12]),
        (BESAR_DAHULU, 8, {}, [0, 1, 2, 3, 4, 5, 10, 12]),
        (["A", "A", "B", "B"], 2, {"A": 3}, [2, 3]),  # who holds seats already waits
        (["A", "B", "C", "A"], 3, {}, [0, 1, 2]),
    ],
)
def test_shares(opd: list[str], kursi: int | None, terisi: dict[str, int], dapat: list[int]) -> None:
    assert bagi_kursi(opd, kursi, terisi) == dapat


CALON = st.lists(st.sampled_from("ABCDE"), max_size=25)


@settings(max_examples=150, deadline=None)
@given(CALON, st.integers(0, 26), st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 4)))
def test_what_is_fair(opd: list[str], kursi: int, terisi: dict[str, int]) -> None:
    dapat = bagi_kursi(opd, kursi, terisi)
    assert len(dapat) == min(kursi, len(opd))
    assert set(dapat) <= set(bagi_kursi(opd, kursi + 1, terisi)), "one seat more takes none away"
    banyak = Counter(opd[nomor] for nomor in dapat)
    for satu in set(opd):
        milik = [nomor for nomor, nama in enumerate(opd) if nama == satu]
        assert [nomor for nomor in dapat if opd[nomor] == satu] == milik[: banyak[satu]], "the most urgent of its own"
    # Nobody could hand a seat to an agency that is worse off than it is itself afterwards.
    punya = {satu: banyak[satu] + terisi.get(satu, 0) for satu in set(opd)}
    perlu = {satu: opd.count(satu) + terisi.get(satu, 0) for satu in set(opd)}
    for kurang in set(opd):
        for lebih in set(opd):
            if banyak[kurang] < opd.count(kurang) and banyak[lebih] > 0 and kurang != lebih:
                assert (punya[lebih] - 1) * perlu[kurang] <= punya[kurang] * perlu[lebih]
