"""The plan of classes against every possible plan on tiny cases, and against the bound of its relaxation on a city."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest

from asn_kompetensi.domain.kolaborasi_kelas import Batas, Calon, Manfaat, bagikan, kelompokkan, langgar
from asn_kompetensi.services import kolaborasi_pecah
from asn_kompetensi.services.kolaborasi_pecah import pecahkan


def _acak(r: Random, orang: int, program: int, satuan: int) -> list[Calon]:
    """People with random gains; programmes close one or two of four competencies."""
    sasaran = [tuple(sorted(r.sample(range(4), r.choice((1, 1, 2))))) for _ in range(program)]
    calon = []
    for _ in range(orang):
        guna = [Manfaat(p, r.randint(1, satuan), k) for p, k in enumerate(sasaran) if r.random() < 0.7]
        if guna:
            calon.append(Calon(r.choice("AB"), tuple(guna)))
    return calon


def _pilihan(satu: Calon, per_orang: int) -> list[tuple[Manfaat, ...]]:
    """Every set of programmes one person may have."""
    semua = [s for n in range(per_orang + 1) for s in combinations(satu.manfaat, n)]
    return [s for s in semua if len({k for g in s for k in g.kompetensi}) == sum(len(g.kompetensi) for g in s)]


def _semua_rencana(calon: list[Calon], program: int, batas: Batas) -> tuple[int, int]:
    """The most that can be closed, and the least that costs (a rupiah more per class, so that free ones count)."""
    terbaik = (0, 0)
    for pilih in product(*(_pilihan(satu, batas.per_orang) for satu in calon)):
        kursi = [(n, guna.program) for n, isi in enumerate(pilih) for guna in isi]
        kelas = [-(-sum(p == satu for _, p in kursi) // batas.kursi) for satu in range(program)]
        if langgar(calon, batas, kursi, kelas):
            continue
        harga = sum(n * (b + 1) for n, b in zip(kelas, batas.biaya or [0] * program, strict=True))
        terbaik = max(terbaik, (sum(guna.satuan for isi in pilih for guna in isi), -harga))
    return terbaik[0], -terbaik[1]


def _rencana(calon: list[Calon], program: int, batas: Batas) -> tuple[int, int, int]:
    """`(closed, cost and a rupiah per class, bound)` of the plan, after checking it against every limit."""
    kelompok = kelompokkan(calon, batas)
    hasil = pecahkan(kelompok, program, batas, 60)
    kursi = [satu for isi, jumlah in zip(kelompok, hasil.jumlah, strict=True) for satu in bagikan(isi, jumlah)]
    assert langgar(calon, batas, kursi, hasil.kelas) == []
    guna = [{m.program: m.satuan for m in satu.manfaat} for satu in calon]
    harga = sum(n * (b + 1) for n, b in zip(hasil.kelas, batas.biaya or [0] * program, strict=True))
    return sum(guna[n][p] for n, p in kursi), harga, hasil.batas_atas


@pytest.mark.parametrize("seed", range(4))
def test_the_best_and_the_cheapest_of_all_plans(seed: int) -> None:
    r = Random(seed)
    for _ in range(14):
        program = r.randint(1, 3)
        calon = _acak(r, r.randint(1, 5), program, r.choice((3, 3, 40_000)))
        batas = Batas(
            kursi=r.randint(1, 3), per_orang=r.randint(1, 3), biaya=[r.randint(0, 4) for _ in range(program)],
            anggaran=r.choice((None, r.randint(0, 9))), kuota_opd=r.choice((None, 1, 2)),
            kelas_maks=r.choice((None, 1, 2)),
        )  # fmt: skip
        tertutup, harga = _semua_rencana(calon, program, batas)
        assert _rencana(calon, program, batas) == (tertutup, harga, tertutup), (calon, batas)


def test_alike_people_and_exclusions_that_do_not_fall_into_sets() -> None:
    """Three alike people, two classes each; A excludes B and B excludes C, so that A with C is the best pair."""
    calon = [Calon("A", (Manfaat(0, 5, (0,)), Manfaat(1, 6, (0, 1)), Manfaat(2, 4, (1,))))] * 3
    batas = Batas(kursi=3, per_orang=2)
    assert _rencana(calon, 3, batas) == (27, 2, 27)
    assert _rencana(calon, 3, batas._replace(per_orang=1)) == (18, 1, 18)
    assert _rencana(calon, 3, batas._replace(kelas_maks=1)) == (18, 1, 18)


def test_money_to_the_last_rupiah() -> None:
    """Costs without a common divisor: a rupiah short is a class less."""
    calon = [Calon("A", (Manfaat(0, 7, (0,)),)), Calon("A", (Manfaat(1, 5, (0,)),))]
    batas = Batas(kursi=1, per_orang=1, biaya=[18_500_001, 999_999_998])
    assert _rencana(calon, 2, batas._replace(anggaran=1_018_499_999))[0] == 12
    assert _rencana(calon, 2, batas._replace(anggaran=1_018_499_998))[0] == 7
    assert _rencana(calon, 2, batas._replace(anggaran=18_500_000))[0] == 0
    assert _rencana(calon, 2, batas._replace(anggaran=0, kuota_opd=1)) == (0, 0, 0)


def test_nothing_to_plan_needs_no_solver() -> None:
    hasil = pecahkan([], 3, Batas(5, 1), 60)
    assert hasil == kolaborasi_pecah.Hasil([], [0, 0, 0], 0, habis=False)


def test_the_bound_is_rounded_to_the_safe_side() -> None:
    for nilai, atas in ((-12.0, 12), (-11.6, 12), (-11.5, 11), (None, 2**62), (float("-inf"), 2**62), (0.0, 0)):
        assert kolaborasi_pecah._bulat_aman(nilai) == atas, nilai
    assert kolaborasi_pecah._bulat_aman(-9e9) >= 9_000_000_000, "more than the doubles may have lost"


def _longgar(calon: list[Calon], program: int, batas: Batas) -> float:
    """The relaxation written out person by person, without groups: no plan closes more."""
    from scipy.optimize import linprog

    kolom = [(n, m) for n, satu in enumerate(calon) for m in satu.manfaat]
    lebar = len(kolom) + program
    baris, atas = [], []

    def tambah(syarat: dict[int, float], batas_: float) -> None:
        baris.append([syarat.get(k, 0.0) for k in range(lebar)])
        atas.append(batas_)

    for p in range(program):
        tambah({**{k: 1 for k, (_, m) in enumerate(kolom) if m.program == p}, len(kolom) + p: -batas.kursi}, 0)
    for n in range(len(calon)):
        tambah({k: 1 for k, (nomor, _) in enumerate(kolom) if nomor == n}, batas.per_orang)
    for opd in "AB":
        tambah({k: 1 for k, (n, _) in enumerate(kolom) if calon[n].opd == opd}, batas.kuota_opd or len(kolom))
    tambah({len(kolom) + p: b for p, b in enumerate(batas.biaya or ())}, batas.anggaran or 0)
    hasil = linprog([*(-m.satuan for _, m in kolom), *[0] * program], A_ub=baris, b_ub=atas,
                    bounds=[*[(0, 1)] * len(kolom), *[(0, None)] * program])  # fmt: skip
    return float(-hasil.fun)


def test_a_city_within_the_bound_of_its_relaxation(monkeypatch: pytest.MonkeyPatch) -> None:
    r = Random(5)
    calon = _acak(r, 150, 6, 300)
    batas = Batas(10, 1, [r.randint(20, 90) for _ in range(6)], 400, 60, None)
    tertutup, _, atas = _rencana(calon, 6, batas)
    longgar = _longgar(calon, 6, batas)
    assert tertutup == atas <= longgar + 1e-6
    assert tertutup > 0.95 * longgar
    monkeypatch.setattr(kolaborasi_pecah, "KOLOM_TEPAT", 0)  # as a big city is solved: near enough, and says how near
    kasar, _, atas_kasar = _rencana(calon, 6, batas)
    assert kasar <= tertutup <= atas_kasar
    assert atas_kasar - kasar <= kolaborasi_pecah.CELAH_BESAR * atas_kasar + 1


def test_a_big_plan_of_several_classes_each_keeps_limits_and_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solved as a big one: people alone may be split while classes are chosen, never in the seats."""
    r = Random(31)
    calon = _acak(r, 60, 6, 300)
    batas = Batas(7, 3, [r.randint(20, 90) for _ in range(6)], 300, 40, None)
    tepat, _, atas = _rencana(calon, 6, batas)
    assert tepat == atas
    monkeypatch.setattr(kolaborasi_pecah, "KOLOM_TEPAT", 0)
    kasar, _, atas_kasar = _rencana(calon, 6, batas)
    assert 0.99 * tepat <= kasar <= tepat <= atas_kasar


def test_when_time_runs_out_the_plan_is_allowed_and_says_so() -> None:
    calon = _acak(Random(9), 150, 6, 300)
    batas = Batas(10, 1, [7, 11, 13, 17, 19, 23], 100, None, None)
    kelompok = kelompokkan(calon, batas)
    hasil = pecahkan(kelompok, 6, batas, 1e-6)
    assert hasil.habis
    terbaik = sum(max(m.satuan for m in satu.manfaat) for satu in calon)
    assert _rencana(calon, 6, batas)[0] <= hasil.batas_atas <= terbaik
    kursi = [satu for isi, jumlah in zip(kelompok, hasil.jumlah, strict=True) for satu in bagikan(isi, jumlah)]
    assert langgar(calon, batas, kursi, hasil.kelas) == []
