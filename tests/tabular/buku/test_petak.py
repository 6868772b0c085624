from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from asn_kompetensi.domain.buku import BarisOrang, Capaian
from asn_kompetensi.tabular.buku.gaya import PERSEN
from asn_kompetensi.tabular.buku.petak import Petak, petak_ringkasan
from tests.tabular.buku.contoh import data_contoh

D = Decimal
JUDUL = ["Pegawai", "Sudah dinilai (cakupan)", "Pegawai di bawah standar", "Kecocokan jabatan (JPM)"]
BELUM = Capaian(D(3), None, "belum_dinilai")
CUKUP = Capaian(D(3), D(3), "memenuhi")
BAWAH = Capaian(D(3), D(1), "di_bawah")
KOTA = {"pegawai": 3012, "cakupan": D("88.00"), "jpm": D("88.10"), "orang_dinilai": 2500, "orang_di_bawah": 1000}


def orang(*capaian: Capaian) -> tuple[BarisOrang, ...]:
    return tuple(
        BarisOrang(f"{i:018d}", f"Orang {i}", "Guru", int(c is BAWAH), None, {"KOM": c}) for i, c in enumerate(capaian)
    )


def petak(**ubah: Any) -> list[Petak]:
    return petak_ringkasan(data_contoh(**{"kota": KOTA, "tanpa_standar": (), **ubah}))


def test_the_whole_row_of_tiles() -> None:
    lalu = {"pegawai": 1013, "cakupan": D("66.67"), "jpm": D("84.00"), "orang_dinilai": 9, "orang_di_bawah": 6}
    ringkas = {
        "pegawai": 4,
        "tanpa_standar": 1,
        "cakupan": D("81.82"),
        "jpm": D("86.44"),
        "kategori_jpm": "cukup_optimal",
    }
    assert petak(orang=orang(BAWAH, CUKUP, CUKUP, BELUM), ringkas=ringkas, ringkas_lalu=lalu) == [
        Petak("Pegawai", 4, "#,##0", ("1 tanpa standar · kota 3.012", "periode 2024: 1.013")),
        Petak(JUDUL[1], 0.8182, PERSEN, ("3 orang · kota 88 %", "periode 2024: 66,7 %")),
        Petak(JUDUL[2], 1, '0" (33 %)"', ("kota 40 %", "periode 2024: 66,7 %")),
        Petak(JUDUL[3], 0.8644, PERSEN, ("cukup optimal · kota 88,1 %", "periode 2024: 84 %")),
    ]


def test_the_first_period_compares_with_the_city_only() -> None:
    semua = petak(ringkas_lalu=None, periode_lalu=None)
    assert [p.judul for p in semua] == JUDUL
    assert {len(p.catatan) for p in semua} == {1}


@pytest.mark.parametrize("nama", ["2024", "2024-1"])
def test_the_last_period_is_named(nama: str) -> None:
    assert {p.catatan[1].split(":")[0] for p in petak(periode_lalu=nama)} == {f"periode {nama}"}


def test_the_last_period_without_a_name_or_a_figure() -> None:
    semua = petak(periode_lalu=None, ringkas_lalu={"pegawai": 0, "cakupan": None})
    assert [p.catatan[1] for p in semua] == ["periode lalu: 0", *["periode lalu: –"] * 3]


def test_nobody_assessed_is_a_dash_never_zero() -> None:
    ringkas = {"pegawai": 2, "cakupan": D(0), "jpm": None, "kategori_jpm": None}
    _, dinilai, bawah, jpm = petak(orang=orang(BELUM, BELUM), ringkas=ringkas, ringkas_lalu=None)
    assert (dinilai.nilai, dinilai.catatan) == (0.0, ("0 orang · kota 88 %",))  # coverage is truly nought
    assert (bawah.nilai, bawah.format) == ("–", "General")
    assert (jpm.nilai, jpm.catatan) == ("–", ("kota 88,1 %",))


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
    semua = petak(orang=(), ringkas={}, kota={}, ringkas_lalu=None)
    assert [p.nilai for p in semua] == [0, "–", "–", "–"]
    assert [p.catatan for p in semua] == [("",), ("0 orang · kota –",), ("kota –",), ("kota –",)]


def test_all_zero_is_zero() -> None:
    nol = {"pegawai": 0, "cakupan": D(0), "jpm": D(0), "orang_dinilai": 0, "orang_di_bawah": 0, "tanpa_standar": 0}
    semua = petak(orang=(), ringkas=nol, kota=nol, ringkas_lalu=nol)
    assert [p.nilai for p in semua] == [0, 0.0, "–", 0.0]
    assert semua[2].catatan == ("kota –", "periode 2024: –")  # nobody assessed: nothing to divide by


def test_people_are_counted_from_the_rows_when_the_summary_does_not_say() -> None:
    tanpa = BarisOrang("9" * 18, "Tanpa", "Guru")
    assert petak(orang=orang(CUKUP), tanpa_standar=(tanpa,), ringkas={})[0].nilai == 2
