"""Standards of one pair over time: a new level ends the old one the day before, and none ever overlap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.standar import PerluMulai, Ruas, baca_tingkat, tetapkan

D24, D25, D26 = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)
HARI = timedelta(days=1)


def test_the_first_one_is_open_to_the_past() -> None:
    assert tetapkan([], Ruas(300)) == [Ruas(300)]
    assert tetapkan([], Ruas(300, mulai=D25)) == [Ruas(300, mulai=D25)]


def test_another_level_needs_a_first_day() -> None:
    with pytest.raises(PerluMulai):
        tetapkan([Ruas(300, id=1)], Ruas(400))
    with pytest.raises(PerluMulai):
        tetapkan([Ruas(300, id=1)], Ruas(400), tepat=True)


def test_the_newest_level_is_what_counts_without_a_first_day() -> None:
    ada = [Ruas(300, selesai=D25 - HARI, id=1), Ruas(400, mulai=D25, id=2)]
    assert tetapkan(ada, Ruas(400)) == []
    with pytest.raises(PerluMulai):
        tetapkan(ada, Ruas(300))
    # A sheet that writes an empty first day means the row that is open to the past.
    assert tetapkan(ada, Ruas(300), tepat=True) == []


def test_a_later_level_ends_the_earlier_the_day_before() -> None:
    lama = Ruas(300, dasar="A", id=1)
    assert tetapkan([lama], Ruas(400, mulai=D25)) == [replace(lama, selesai=date(2024, 12, 31)), Ruas(400, mulai=D25)]


def test_it_runs_to_the_end_of_the_covered_row() -> None:
    ada = [Ruas(300, selesai=D26 - HARI, id=1), Ruas(500, mulai=D26, id=2)]
    assert tetapkan(ada, Ruas(400, mulai=D25)) == [
        Ruas(300, selesai=D25 - HARI, id=1),
        Ruas(400, mulai=D25, selesai=D26 - HARI),
    ]


def test_in_a_gap_it_runs_to_the_day_before_the_next() -> None:
    ada = [Ruas(500, mulai=D26, id=2)]
    assert tetapkan(ada, Ruas(400, mulai=D25)) == [Ruas(400, mulai=D25, selesai=D26 - HARI)]


def test_the_same_first_day_is_corrected_in_place() -> None:
    ada = [Ruas(300, tingkat="perlu", dasar="A", mulai=D25, id=7)]
    assert tetapkan(ada, Ruas(400, mulai=D25)) == [Ruas(400, "perlu", "A", D25, None, 7)]
    assert tetapkan(ada, Ruas(300, mulai=D25)) == []
    assert tetapkan(ada, Ruas(300, tingkat="mutlak", mulai=D25)) == [Ruas(300, "mutlak", "A", D25, None, 7)]


def test_the_same_level_from_a_later_day_says_nothing_new() -> None:
    assert tetapkan([Ruas(300, dasar="A", id=1)], Ruas(300, mulai=D25)) == []
    assert len(tetapkan([Ruas(300, dasar="A", id=1)], Ruas(300, dasar="B", mulai=D25))) == 2


@pytest.mark.parametrize(
    ("ada", "baru", "sebab"),
    [
        (
            [Ruas(500, mulai=D26, id=2)],
            Ruas(400, mulai=D25, selesai=D26),
            "bertumpuk dengan standar yang mulai 2026-01-01",
        ),
        ([Ruas(300, mulai=D25, id=1)], Ruas(300, mulai=D25, selesai=D24), "mendahului hari pertamanya"),
        ([], Ruas(300, mulai=D25, selesai=D24), "mendahului hari pertamanya"),
    ],
)
def test_impossible_days_are_refused(ada: list[Ruas], baru: Ruas, sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        tetapkan(ada, baru)


@pytest.mark.parametrize(("tulisan", "arti"), [("Mutlak", "mutlak"), (" PENTING ", "penting"), ("perlu", "perlu")])
def test_importance_in_any_case(tulisan: str, arti: str) -> None:
    assert baca_tingkat(tulisan) == arti


def test_unknown_importance_names_the_three() -> None:
    with pytest.raises(ValueError, match="pilih mutlak, penting, perlu"):
        baca_tingkat("wajib")


@st.composite
def permintaan(ambil: st.DrawFn) -> Ruas:
    mulai = ambil(st.none() | st.dates(D24, D26))
    selesai = ambil(st.none() | st.dates(D24, D26 + timedelta(days=400)))
    return Ruas(ambil(st.integers(1, 5)) * 100, mulai=mulai, selesai=selesai)


@given(st.lists(permintaan(), max_size=12))
def test_whatever_is_asked_days_never_overlap_and_repeating_changes_nothing(urutan: list[Ruas]) -> None:
    isi: list[Ruas] = []
    for nomor, baru in enumerate(urutan):
        try:
            tulis = tetapkan(isi, baru)
        except ValueError:
            continue
        for ke, satu in enumerate(tulis):
            isi = [lain for lain in isi if lain.id != satu.id]
            isi.append(satu if satu.id is not None else replace(satu, id=nomor * 10 + ke))
        isi.sort(key=lambda satu: satu.awal)
        assert all(satu.awal <= satu.akhir for satu in isi)
        assert all(kiri.akhir < kanan.awal for kiri, kanan in pairwise(isi))
        if baru.mulai is not None:
            assert next(satu for satu in isi if satu.berlaku(baru.mulai)).ratus == baru.ratus
            assert tetapkan(isi, baru) == []
