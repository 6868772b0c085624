"""Training hours: who is in service in a year, in which agency, and what counts."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store.queries import jp as sql
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, tempat

Kon = sqlite3.Connection


def _nomor(kon: Kon, tahun: int) -> list[int]:
    return [int(baris[0][-4:]) for baris in sql.per_pegawai(kon, tahun, None, None)]


@pytest.mark.parametrize(
    ("henti", "ada"), [("", True), (None, False), ("2025-01-01", False), ("2025-01-02", True), ("2026-01-01", True)]
)
def test_a_leaver_counts_in_the_years_he_served_a_day_of(kon: Kon, henti: str | None, ada: bool) -> None:
    orang(kon, 1, "Sabai", henti=henti)
    tempat(kon, (1, 1, 1, None, None))
    assert (_nomor(kon, 2025) == [1]) is ada


@pytest.mark.parametrize(
    ("mulai", "selesai", "ada"),
    [(None, None, True), ("2025-12-31", None, True), ("2026-01-01", None, False), (None, "2025-01-01", True),
     (None, "2024-12-31", False), ("2020-01-01", "2030-01-01", True)],
)  # fmt: skip
def test_a_placement_must_touch_the_year(kon: Kon, mulai: str | None, selesai: str | None, ada: bool) -> None:
    orang(kon, 1, "Sabai")
    tempat(kon, (1, 1, 1, mulai, selesai))
    assert (_nomor(kon, 2025) == [1]) is ada


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """Sabai moved from DISDIK to DINKES in July; Zaki in DISDIK is PPPK; Ani in DISDIK; four classes."""
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Zaki", jenis="PPPK")
    orang(kon, 3, "Ani")
    tempat(kon, (1, 1, 1, "2025-07-01", None), (1, 2, 1, None, "2025-06-30"), (2, 2, 1, None, None),
           (3, 2, 1, None, None))  # fmt: skip
    isi(kon, "pelatihan", "id, kode, nama, bentuk_id", (2, "P2", "Seminar", 3))
    kelas(kon, (1, "A", "2024-12-30", "2025-01-01", "selesai"), (2, "B", "2025-12-31", "2026-01-01", "selesai"),
          (3, "C", "2025-05-05", "2025-05-05", "dibuka"), (4, "D", "2025-12-31", "2025-12-31", "selesai"))  # fmt: skip
    kon.execute("UPDATE kelas SET pelatihan_id = 2 WHERE id = 4")
    peserta(kon, (1, 1, 1, 1, 2, 1650), (2, 1, 2, 2, 2, 0), (3, 2, 1, 1, 1, 900), (4, 3, 1, 1, 2, 500),
            (5, 4, 1, 1, 1, 25), (6, 4, 2, 3, 2, None))  # fmt: skip
    return kon


def test_hours_of_a_year_none_is_not_zero(kota: Kon) -> None:
    assert sql.per_pegawai(kota, 2025, None, None) == [
        (nip(1), "Sabai", "DINKES", "PNS", 1675, 2),
        (nip(3), "Ani", "DISDIK", "PNS", None, 0),
        (nip(2), "Zaki", "DISDIK", "PPPK", 0, 1),
    ]
    assert sql.per_pegawai(kota, 2026, None, 1) == [(nip(1), "Sabai", "DINKES", "PNS", 900, 1)]
    assert sql.per_pegawai(kota, 2024, None, 1) == [(nip(1), "Sabai", "DISDIK", "PNS", None, 0)]


@pytest.mark.parametrize(
    ("opd", "pegawai", "harap"),
    [([2], None, [3, 2]), ((1,), None, [1]), ({1, 2}, 2, [2]), ([1], 2, []), ([], None, []), ([99], None, [])],
)
def test_filters_by_the_agency_of_the_last_placement(
    kota: Kon, opd: list[int], pegawai: int | None, harap: list[int]
) -> None:
    assert [baris[0] for baris in sql.per_pegawai(kota, 2025, opd, pegawai)] == [nip(satu) for satu in harap]


@pytest.mark.parametrize(
    ("tahun", "opd", "pegawai", "harap"),
    [
        (None, None, None, [(2025, 3, 1, 1, 25), (2025, 8, 1, 2, 1650), (2026, 8, 1, 1, 900)]),
        (2025, None, None, [(2025, 3, 1, 1, 25), (2025, 8, 1, 2, 1650)]),
        (None, [1], None, [(2025, 3, 1, 1, 25), (2026, 8, 1, 1, 900)]),
        (2025, [2], 1, [(2025, 8, 1, 1, 1650)]),
        (None, [], None, []),
        (2024, None, None, []),
        (None, None, 3, []),
    ],
)
def test_by_form_and_the_agency_at_that_time(
    kota: Kon, tahun: int | None, opd: list[int] | None, pegawai: int | None, harap: list[tuple[int, ...]]
) -> None:
    assert sql.per_bentuk(kota, tahun, opd, pegawai) == harap


def test_years_of_one_person(kota: Kon) -> None:
    assert sql.per_tahun(kota, 1) == [(2025, 1675, 2), (2026, 900, 1)]
    assert sql.per_tahun(kota, 2) == [(2025, 0, 1)]
    assert sql.per_tahun(kota, 3) == []
    assert sql.jenis_pegawai(kota, 2) == "PPPK"
