"""The parts of a plan of classes: what is closed, who is alike, who sits where, and every broken limit found."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.kolaborasi_kelas import (
    Batas,
    Calon,
    Kelompok,
    Manfaat,
    bagikan,
    himpunan,
    kelompokkan,
    langgar,
    susun_kelas,
    tertutup,
)


@pytest.mark.parametrize(
    ("standar", "sasaran", "capaian", "hasil"),
    [(300, 300, 200, 100), (300, 250, 200, 50), (300, 500, 200, 100), (300, 200, 200, 0), (200, 500, 300, 0),
     (300, 100, 200, 0)],
)  # fmt: skip
def test_closed_up_to_the_target_never_beyond_the_standard(
    standar: int, sasaran: int, capaian: int, hasil: int
) -> None:
    assert tertutup(standar, sasaran, capaian) == hasil


def _m(program: int, *kompetensi: int, satuan: int = 10) -> Manfaat:
    return Manfaat(program, satuan, kompetensi)


@pytest.mark.parametrize(
    ("manfaat", "hasil"),
    [
        ((_m(0, 1), _m(1, 2)), ()),
        ((_m(0, 1), _m(1, 1), _m(2, 2)), ((0, 1),)),
        ((_m(0, 1, 2), _m(1, 2, 3), _m(2, 1, 3)), ((0, 1, 2),)),
        ((_m(0, 1), _m(1, 1, 2), _m(2, 2)), None),
        ((_m(0, 1, 2), _m(1, 1), _m(2, 2)), None),
        ((_m(0, 1), _m(1, 2), _m(2, 1), _m(3, 2)), ((0, 2), (1, 3))),
        ((), ()),
    ],
)
def test_sets_that_exclude_each_other(manfaat: tuple[Manfaat, ...], hasil: tuple[tuple[int, ...], ...] | None) -> None:
    assert himpunan(manfaat) == hasil


def test_alike_people_are_grouped_only_where_that_is_exact() -> None:
    rantai = (_m(0, 1), _m(1, 1, 2), _m(2, 2))
    calon = [Calon("A", rantai), Calon("B", rantai), Calon("A", rantai), Calon("A", (_m(0, 1),))]
    assert [k.anggota for k in kelompokkan(calon, Batas(5, 1))] == [(0, 1, 2), (3,)], "one class each: no exclusion"
    assert [k.anggota for k in kelompokkan(calon, Batas(5, 1, kuota_opd=9))] == [(0, 2), (1,), (3,)]
    sendiri = kelompokkan(calon, Batas(5, 2))
    assert [(k.anggota, k.utuh) for k in sendiri] == [((0,), True), ((1,), True), ((2,), True), ((3,), False)]
    assert sendiri[0].sendiri == ((0, 1), (1, 2)), "per competency, two at a time"


def test_scarce_seats_go_round_the_agencies() -> None:
    """Three of A stand before two of B in the list, yet of two seats each agency gets one."""
    calon = [Calon(opd, (_m(0, 1),)) for opd in "AAABB"]
    (kelompok,) = kelompokkan(calon, Batas(5, 1))
    assert kelompok.anggota == (0, 3, 1, 4, 2)
    assert bagikan(kelompok, {0: 2}) == [(0, 0), (3, 0)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whole_numbers_of_a_group_can_always_be_dealt_out(data: st.DataObject) -> None:
    """Whatever the rows of the model allow, one person never gets a programme or an exclusive set twice."""
    orang, per_orang = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 4))
    sendiri = ((0, 1), (2, 3, 4))
    sisa = orang * per_orang
    jumlah: dict[int, int] = {}
    for satu in (*sendiri, (5,), (6,)):
        ruang = min(orang, sisa)
        for program in satu:
            jumlah[program] = data.draw(st.integers(0, ruang))
            ruang, sisa = ruang - jumlah[program], sisa - jumlah[program]
    kursi = bagikan(Kelompok(tuple(range(orang)), "A", (), sendiri, False), jumlah)
    assert Counter(program for _, program in kursi) == +Counter(jumlah)
    assert max(Counter(nomor for nomor, _ in kursi).values(), default=0) <= per_orang
    himpunan_ = {program: nomor for nomor, satu in enumerate((*sendiri, (5,), (6,))) for program in satu}
    assert max(Counter((n, himpunan_[p]) for n, p in kursi).values(), default=0) <= 1


def test_a_person_alone_gets_exactly_the_chosen_programmes() -> None:
    assert bagikan(Kelompok((7,), "A", (), ((0, 1), (1, 2)), True), {2: 1, 0: 1, 1: 0}) == [(7, 0), (7, 2)]


def _kelas(ukuran: dict[str, int], kursi: int) -> list[Counter[str]]:
    orang = [(opd, f"{opd}{n}") for opd, banyak in ukuran.items() for n in range(banyak)]
    nomor = list(enumerate(orang))
    kelas = susun_kelas([(opd, n) for n, (opd, _) in nomor], kursi)
    assert sorted(n for satu in kelas for n in satu) == list(range(len(orang))), "everyone sits once"
    assert len(kelas) == -(-len(orang) // kursi)
    assert all(0 < len(satu) <= kursi for satu in kelas)
    return [Counter(orang[n][0] for n in satu) for satu in kelas]


def test_small_agencies_share_and_big_ones_stay_whole() -> None:
    assert _kelas({"BESAR": 8, "A": 1, "B": 1, "C": 3, "D": 7}, 10) == [
        Counter(BESAR=8, A=1, B=1), Counter(D=7, C=3),
    ]  # fmt: skip
    assert _kelas({"A": 25, "B": 5}, 10) == [Counter(A=10), Counter(A=10), Counter(A=5, B=5)]
    assert _kelas({"A": 6, "B": 5, "C": 4}, 10) == [Counter(A=6, C=4), Counter(B=5)], "where it fits best"
    assert _kelas({"A": 20}, 10) == [Counter(A=10), Counter(A=10)]
    assert _kelas({}, 10) == []


def test_split_only_what_fits_nowhere_whole() -> None:
    kelas = _kelas({"A": 6, "B": 6, "C": 6}, 9)
    assert kelas == [Counter(A=6, C=3), Counter(B=6, C=3)]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 40), max_size=7), st.integers(1, 15))
def test_seating_any_agencies(ukuran: dict[str, int], kursi: int) -> None:
    kelas = _kelas(ukuran, kursi)
    for opd, banyak in ukuran.items():
        assert sum(satu[opd] == kursi for satu in kelas) >= banyak // kursi, "whole classes are the agency's own"


def test_every_broken_limit_is_found() -> None:
    calon = [Calon("A", (_m(0, 1), _m(1, 1), _m(2, 2))), Calon("A", (_m(0, 1),)), Calon("B", (_m(0, 1),))]
    longgar = Batas(2, 3, [5, 5, 5], 100, 9, 9)
    assert langgar(calon, longgar, [(0, 0), (0, 2), (1, 0), (2, 0)], [2, 0, 1]) == []
    for batas, kursi, kelas, sebab in (
        (longgar, [(1, 2)], [1, 1, 1], "a seat without a gain"),
        (longgar, [(0, 0), (1, 0), (2, 0)], [1, 0, 0], "more people than seats"),
        (longgar, [(0, 0), (0, 1)], [1, 1, 0], "a competency closed twice for one person"),
        (longgar, [(1, 0), (1, 0)], [1, 0, 0], "a competency closed twice for one person"),
        (longgar._replace(anggaran=9), [(0, 0)], [2, 0, 0], "over the budget"),
        (longgar._replace(biaya=None), [(0, 0)], [1, 0, 0], "over the budget"),
        (longgar._replace(kelas_maks=1), [(0, 0)], [2, 0, 0], "too many classes"),
        (longgar._replace(kuota_opd=1), [(0, 0), (1, 0)], [1, 0, 0], "an agency over its quota"),
        (longgar._replace(per_orang=1), [(0, 0), (0, 2)], [1, 0, 1], "a person in too many classes"),
    ):
        assert langgar(calon, batas, kursi, kelas) == [sebab]
