"""Scores: replacing, deleting, and what holds on a day."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest

from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries import nilai_tampungan as tampungan
from asn_kompetensi.store.tumpuk import SETUMPUK
from tests.store.queries.isi import RUN, dua_periode, isi, orang

D = Decimal
Kon = sqlite3.Connection


@pytest.fixture
def kota(kon: Kon) -> Kon:
    return dua_periode(kon)


def banyak_nilai(kota: Kon) -> int:
    return int(kota.execute("SELECT count(*) FROM nilai").fetchone()[0])


def simpan(kota: Kon, *baris: tuple[object, ...]) -> None:
    tampungan.kosongkan(kota)
    tampungan.tampung(kota, [*(list(zip(*baris, strict=True)) or [()] * 7), *[[None] * len(baris)] * 3])
    tampungan.simpan(kota, RUN)


def test_saving_replaces_the_level_and_day_but_keeps_older_evidence(kota: Kon) -> None:
    simpan(kota, (1, 1, 1, 1, 275, None, "lembar 'A'"), (1, 3, 1, 1, 225, 5, None))
    simpan(kota, (1, 1, 1, 1, 125, 7, None))
    assert sql.satu(kota, (1, 1, 1, 1)) == (125, 7)
    assert sql.satu(kota, (1, 3, 1, 1)) == (225, 5)
    assert sql.satu(kota, (1, 1, 1, 4)) is None
    assert sql.yang_ada(kota, [1])[1, 1, 1, 1] == (125, 7, "lembar 'A'")
    assert banyak_nilai(kota) == 9


@pytest.mark.parametrize("banyak", [0, 1, SETUMPUK - 1, SETUMPUK, SETUMPUK + 1, 2 * SETUMPUK])
def test_no_row_is_lost_where_one_stack_ends(kon: Kon, banyak: int) -> None:
    for nomor in range(1, banyak + 1):
        orang(kon, nomor, "x")
    simpan(kon, *((nomor, 1, 1, 1, 1 + nomor % 500, None, None) for nomor in range(1, banyak + 1)))
    assert {kunci[0]: isi[0] for kunci, isi in sql.yang_ada(kon, [1]).items()} == {
        nomor: 1 + nomor % 500 for nomor in range(1, banyak + 1)
    }


@pytest.mark.parametrize(
    ("kata", "banyak", "sisa"),
    [((1, 1, None, None), 3, 5), ((1, 1, 1, None), 2, 6), ((1, 1, None, 1), 2, 6), ((1, 1, 1, 5), 1, 7),
     ((1, 1, 5, None), 0, 8), ((2, 2, None, None), 0, 8)],
)  # fmt: skip
def test_deleting_says_how_many(
    kota: Kon, kata: tuple[int, int, int | None, int | None], banyak: int, sisa: int
) -> None:
    assert sql.hapus(kota, *kata) == banyak
    assert banyak_nilai(kota) == sisa


def test_what_is_there_by_period(kota: Kon) -> None:
    assert sql.yang_ada(kota, []) == {}
    assert sql.yang_ada(kota, [2, 2]) == {(1, 1, 2, 1): (200, None, None), (3, 1, 2, 1): (100, None, None)}
    assert len(sql.yang_ada(kota, [1, 3])) == 6


@pytest.mark.parametrize(
    ("hari", "harap"),
    [
        ("2019-12-31", {1: "Staf"}),
        ("2020-01-01", {1: "Staf", 3: "Staf"}),
        ("2024-12-30", {1: "Staf", 3: "Staf"}),
        ("2025-02-28", {1: "Staf", 2: "Staf", 3: "Staf"}),
        ("2025-03-01", {1: "Staf", 2: "Staf"}),
        ("2025-12-30", {1: "Staf", 2: "Staf"}),
        ("2025-12-31", {1: "Lurah", 2: "Staf"}),
    ],
)
def test_the_job_on_a_day_both_ends_inclusive(kota: Kon, hari: str, harap: dict[int, str]) -> None:
    assert {pegawai: isi[1] for pegawai, isi in sql.jabatan_pada(kota, hari).items()} == harap


def test_the_standard_on_a_day_both_ends_inclusive(kon: Kon) -> None:
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus, mulai, selesai", (1, 1, 200, None, "2024-12-31"),
        (1, 1, 300, "2025-01-01", "2025-06-30"), (1, 2, 250, "2025-06-30", None), (2, 1, 400, None, None))  # fmt: skip
    assert sql.standar_pada(kon, "2024-12-31") == {1: {1: 200}, 2: {1: 400}}
    assert sql.standar_pada(kon, "2025-01-01") == {1: {1: 300}, 2: {1: 400}}
    assert sql.standar_pada(kon, "2025-06-30") == {1: {1: 300, 2: 250}, 2: {1: 400}}
    assert sql.standar_pada(kon, "2025-07-01") == {1: {2: 250}, 2: {1: 400}}


def test_leavers_and_sources(kota: Kon) -> None:
    orang(kota, 7, "Zaki", henti=None)
    assert sql.henti(kota) == {3: "2025-03-01", 7: None}
    assert list(sql.sumber(kota).items()) == [
        ("asesmen", 1), ("atasan", 2), ("rekan", 3), ("bawahan", 4), ("diri", 5), ("uji", 6),
    ]  # fmt: skip
