from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from asn_kompetensi.domain.buku import BarisOrang, Capaian
from asn_kompetensi.tabular.buku.gaya import PERSEN
from asn_kompetensi.tabular.buku.petak import Petak, petak_ringkasan
from tests.tabular.buku.contoh import data_contoh

D = Decimal
JUDUL = ["Pegawai", "Sudah dinilai (cakupan)", "Pegawai di bawah standar", "Kecocokan jabatan (JPM)",
         "PNS mencapai target JP 2025"]  # fmt: skip
BELUM = Capaian(D(3), None, "belum_dinilai")
CUKUP = Capaian(D(3), D(3), "memenuhi")
BAWAH = Capaian(D(3), D(1), "di_bawah")
MEDIAN = {"pegawai": D("62.00"), "cakupan": D("88.00"), "bagian_di_bawah": D("40.00"), "jpm": D("88.10"),
          "bagian_jp": D("52.35")}  # fmt: skip


def orang(*capaian: Capaian) -> tuple[BarisOrang, ...]:
    return tuple(
        BarisOrang(f"{i:018d}", f"Orang {i}", "Guru", int(c is BAWAH), None, {"KOM": c}) for i, c in enumerate(capaian)
    )


def petak(**ubah: Any) -> list[Petak]:
    return petak_ringkasan(data_contoh(**{"median": MEDIAN, "tanpa_standar": (), "tahun_jp": 2025, **ubah}))


def test_the_whole_row_of_tiles() -> None:
    lalu = {"pegawai": 1013, "cakupan": D("66.67"), "jpm": D("84.00"), "bagian_di_bawah": D("66.67"), "bagian_jp": None}
    ringkas = {
        "pegawai": 4,
        "tanpa_standar": 1,
        "cakupan": D("81.82"),
        "jpm": D("86.44"),
        "kategori_jpm": "cukup_optimal",
        "orang_pns": 3,
        "orang_jp": 1,
        "bagian_jp": D("33.33"),
    }
    assert petak(orang=orang(BAWAH, CUKUP, CUKUP, BELUM), ringkas=ringkas, ringkas_lalu=lalu) == [
        Petak("Pegawai", 4, "#,##0", ("1 pada jabatan tanpa standar", "median kota 62", "periode 2024: 1.013")),
        Petak(JUDUL[1], 0.8182, PERSEN, ("3 orang", "median kota 88 %", "periode 2024: 66,7 %")),
        Petak(JUDUL[2], 1, '0" (33 %)"', ("dari 3 yang dinilai", "median kota 40 %", "periode 2024: 66,7 %")),
        Petak(JUDUL[3], 0.8644, PERSEN, ("cukup optimal", "median kota 88,1 %", "periode 2024: 84 %")),
        Petak(JUDUL[4], 0.3333, PERSEN, ("1 dari 3 PNS", "median kota 52,4 %", "periode 2024: –")),
    ]


def test_the_first_period_compares_with_the_city_only() -> None:
    semua = petak(ringkas_lalu=None, periode_lalu=None)
    assert [p.judul for p in semua] == JUDUL
    assert [p.catatan[1] for p in semua][:2] == ["median kota 62", "median kota 88 %"]
    assert {len(p.catatan) for p in semua} == {2}


def test_without_a_median_nothing_is_said_of_the_city() -> None:
    semua = petak(median=dict.fromkeys(MEDIAN))
    assert {len(p.catatan) for p in semua} == {2}
    assert not any("kota" in satu for p in semua for satu in p.catatan)
    sebagian = petak(median={**MEDIAN, "jpm": None})
    assert [bool(p.catatan[1]) for p in sebagian] == [True, True, True, False, True]


def test_hours_that_nobody_recorded_are_a_dash() -> None:
    jp = petak(ringkas={"orang_pns": 3, "orang_jp": 0, "bagian_jp": None}, ringkas_lalu=None)[4]
    assert (jp.nilai, jp.catatan) == ("–", ("belum ada catatan JP", "median kota 52,4 %"))
    nol = petak(ringkas={"orang_pns": 3, "orang_jp": 0, "bagian_jp": D("0.00")}, ringkas_lalu=None)[4]
    assert (nol.nilai, nol.catatan) == (0.0, ("0 dari 3 PNS", "median kota 52,4 %"))


@pytest.mark.parametrize("nama", ["2024", "2024-1"])
def test_the_last_period_is_named(nama: str) -> None:
    assert {p.catatan[2].split(":")[0] for p in petak(periode_lalu=nama)} == {f"periode {nama}"}


def test_the_last_period_without_a_name_or_a_figure() -> None:
    semua = petak(periode_lalu=None, ringkas_lalu={"pegawai": 0, "cakupan": None})
    assert [p.catatan[2] for p in semua] == ["periode lalu: 0", *["periode lalu: –"] * 4]


def test_nobody_assessed_is_a_dash_never_zero() -> None:
    ringkas = {"pegawai": 2, "cakupan": D(0), "jpm": None, "kategori_jpm": None}
    _, dinilai, bawah, jpm, _ = petak(orang=orang(BELUM, BELUM), ringkas=ringkas, ringkas_lalu=None)
    assert (dinilai.nilai, dinilai.catatan) == (0.0, ("0 orang", "median kota 88 %"))  # coverage is truly nought
    assert (bawah.nilai, bawah.format) == ("–", "General")
    assert (jpm.nilai, jpm.catatan) == ("–", ("", "median kota 88,1 %"))


def test_everybody_meets_the_standard_is_a_zero() -> None:
    bawah = petak(orang=orang(CUKUP, CUKUP))[2]
    assert (bawah.nilai, bawah.format) == (0, '0" (0 %)"')


def test_everybody_is_below() -> None:
    assert petak(orang=orang(BAWAH, BAWAH))[2].format == '0" (100 %)"'


@pytest.mark.parametrize(
    ("bawah", "cukup", "persen"), [(1, 7, "13"), (1, 2, "33"), (2, 1, "67"), (1, 199, "1"), (1, 1, "50")]
)
def test_the_share_is_rounded_half_up(bawah: int, cukup: int, persen: str) -> None:
    assert petak(orang=orang(*[BAWAH] * bawah, *[CUKUP] * cukup))[2].format == f'0" ({persen} %)"'


def test_everything_missing() -> None:
    semua = petak(orang=(), ringkas={}, median={}, ringkas_lalu=None, tahun_jp=None)
    assert [p.nilai for p in semua] == [0, "–", "–", "–", "–"]
    assert [p.catatan for p in semua] == [("",), ("0 orang",), ("dari 0 yang dinilai",), ("",),
                                          ("belum ada catatan JP",)]  # fmt: skip


def test_all_zero_is_zero() -> None:
    nol = {"pegawai": 0, "cakupan": D(0), "jpm": D(0), "bagian_di_bawah": None, "bagian_jp": D(0)}
    semua = petak(orang=(), ringkas=nol, median=nol, ringkas_lalu=nol)
    assert [p.nilai for p in semua] == [0, 0.0, "–", 0.0, 0.0]
    assert semua[2].catatan == ("dari 0 yang dinilai", "", "periode 2024: –")  # nobody assessed: nothing to divide by


def test_people_are_counted_from_the_rows_when_the_summary_does_not_say() -> None:
    tanpa = BarisOrang("9" * 18, "Tanpa", "Guru")
    assert petak(orang=orang(CUKUP), tanpa_standar=(tanpa,), ringkas={})[0].nilai == 2
