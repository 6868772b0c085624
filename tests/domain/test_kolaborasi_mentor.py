"""Sharing people among mentors, checked against every possible way on cases small enough to try them all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.kolaborasi_mentor import pasangkan


def _semua_cara(boleh: list[list[int]], banyak: list[int], mentor: int, maks: int) -> tuple[int, list[int]]:
    """The most people that can be served, and of all such ways the most even loads, the highest first."""
    orang = [g for g, n in enumerate(banyak) for _ in range(n)]
    terbaik: tuple[int, list[int]] = (0, [0] * mentor)
    for pilihan in product(*([None, *boleh[g]] for g in orang)):
        beban = [pilihan.count(m) for m in range(mentor)]
        if max(beban, default=0) > maks:
            continue
        dilayani = sum(beban)
        urut = sorted(beban, reverse=True)
        if dilayani > terbaik[0] or (dilayani == terbaik[0] and urut < terbaik[1]):
            terbaik = dilayani, urut
    return terbaik


def _periksa(boleh: list[list[int]], banyak: list[int], mentor: int, maks: int) -> tuple[int, list[int]]:
    """The plan's people and loads, after checking that the plan itself is allowed."""
    bagian, beban = pasangkan(boleh, banyak, mentor, maks)
    for g, isi in enumerate(bagian):
        assert set(isi) <= set(boleh[g])
        assert all(n > 0 for n in isi.values())
        assert sum(isi.values()) <= banyak[g]
    assert [sum(isi.get(m, 0) for isi in bagian) for m in range(mentor)] == beban
    assert max(beban, default=0) <= maks
    return sum(beban), sorted(beban, reverse=True)


@pytest.mark.parametrize("awal", range(0, 120, 40))
def test_as_many_and_as_even_as_the_best_of_all_ways(awal: int) -> None:
    for seed in range(awal, awal + 40):
        r = Random(seed)
        mentor, kelompok = r.randint(2, 4), r.randint(1, 5)
        # Half of the cases have two mentors for every group: choosing the hardest first then decides nothing.
        boleh = [r.sample(range(mentor), r.randint(0, mentor) if seed % 2 else 2) for _ in range(kelompok)]
        banyak = [r.choice((0, 1, 1, 2)) for _ in range(kelompok)]
        maks = r.randint(1, 3)
        assert _periksa(boleh, banyak, mentor, maks) == _semua_cara(boleh, banyak, mentor, maks), seed


def test_moves_people_on_when_only_that_evens_the_loads() -> None:
    """Mentor 0 alone can take group 1; group 0, which came first, must leave mentor 0 for it, and so on down."""
    assert _periksa([[0, 1], [0], [1, 2]], [1, 1, 1], 3, 1) == (3, [1, 1, 1])
    assert pasangkan([[0, 1], [1, 2], [0, 1]], [1, 1, 1], 3, 9) == ([{0: 1}, {2: 1}, {1: 1}], [1, 1, 1])
    assert _periksa([[0], [0, 1], [1, 2], [2, 3]], [2, 2, 2, 2], 4, 3) == (8, [2, 2, 2, 2])


def test_the_limit_holds_and_the_rest_stays() -> None:
    assert pasangkan([[0]], [5], 1, 3) == ([{0: 3}], [3])
    assert pasangkan([[]], [5], 1, 3) == ([{}], [0])
    assert pasangkan([], [], 0, 3) == ([], [])
    assert pasangkan([[0, 1]], [0], 2, 10**9) == ([{}], [0, 0])


def test_the_preferred_mentor_and_the_hardest_group_first() -> None:
    assert pasangkan([[2, 0, 1]], [1], 3, 1)[0] == [{2: 1}]
    assert pasangkan([[0, 1], [1]], [3, 1], 2, 1)[0] == [{0: 1}, {1: 1}], "group 1 has one mentor only"


def test_a_city_is_quick_and_every_threshold_is_at_its_most() -> None:
    """Of 400 groups the people with at most k each are as many as a limit of k alone would give."""
    r = Random(7)
    boleh = [r.sample(range(150), r.randint(0, 25)) for _ in range(400)]
    banyak = [r.randint(0, 4) for _ in boleh]
    _, beban = pasangkan(boleh, banyak, 150, 6)
    for k in range(1, 6):
        assert sum(min(n, k) for n in beban) == sum(pasangkan(boleh, banyak, 150, k)[1])


def _kota(seed: int, opd: int, mentor: int) -> tuple[list[list[int]], list[set[int]], list[int]]:
    """Agencies with mentors of their own who may not guide their own people; lists shared by all that want the same."""
    r = Random(seed)
    milik: list[set[int]] = [set() for _ in range(opd)]
    for m in range(mentor):
        milik[r.randrange(opd)].add(m)
    daftar = [r.sample(range(mentor), mentor // 2) for _ in range(6)]
    pilih = [(r.choice(daftar), milik[r.randrange(opd)]) for _ in range(opd * 5)]
    return [ini for ini, _ in pilih], [lain for _, lain in pilih], [r.randint(0, 3) for _ in pilih]


@pytest.mark.parametrize("seed", range(8))
def test_shared_lists_are_only_shorter_to_say(seed: int) -> None:
    boleh, kecuali, banyak = _kota(seed, 12, 40)
    sendiri = [[m for m in ini if m not in lain] for ini, lain in zip(boleh, kecuali, strict=True)]
    for maks in (1, 2, 5):
        assert pasangkan(boleh, banyak, 40, maks, kecuali) == pasangkan(sendiri, banyak, 40, maks)


class _Terhitung(list[int]):
    """A list that counts how often it is looked into."""

    lihat = 0

    def __getitem__(self, letak: Any) -> Any:
        _Terhitung.lihat += 1
        return super().__getitem__(letak)

    def __iter__(self) -> Iterator[int]:
        for satu in super().__iter__():
            _Terhitung.lihat += 1
            yield satu


def test_four_times_the_city_is_not_sixteen_times_the_work() -> None:
    banyak_lihat = []
    for kali in (1, 4):
        boleh, kecuali, banyak = _kota(3, 40 * kali, 60 * kali)
        sama = {id(ini): _Terhitung(ini) for ini in boleh}
        _Terhitung.lihat = 0
        pasangkan([sama[id(ini)] for ini in boleh], banyak, 60 * kali, 3, kecuali)
        banyak_lihat.append(_Terhitung.lihat)
    assert banyak_lihat[1] < 6 * banyak_lihat[0]
