"""Training hours: who is in service in a year, in which agency, and what counts."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store.queries import jp as sql
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, tempat

Kon = sqlite3.Connection


def _nomor(kon: Kon, tahun: int) -> list[int]:
    return [int(baris.nip[-4:]) for baris in sql.orang(kon, tahun, None, None)]


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


def test_the_agency_is_that_of_the_last_placement(kota: Kon) -> None:
    assert [tuple(satu) for satu in sql.orang(kota, 2025, None, None)] == [
        (1, nip(1), "Sabai", "DINKES", "PNS"),
        (3, nip(3), "Ani", "DISDIK", "PNS"),
        (2, nip(2), "Zaki", "DISDIK", "PPPK"),
    ]
    assert sql.orang(kota, 2024, None, 1)[0].opd == "DISDIK"


@pytest.mark.parametrize(
    ("opd", "pegawai", "harap"),
    [([2], None, [3, 2]), ((1,), None, [1]), ({1, 2}, 2, [2]), ([1], 2, []), ([], None, []), ([99], None, [])],
)
def test_filters_by_the_agency_of_the_last_placement(
    kota: Kon, opd: list[int], pegawai: int | None, harap: list[int]
) -> None:
    assert [baris.nip for baris in sql.orang(kota, 2025, opd, pegawai)] == [nip(satu) for satu in harap]


def _tercatat(kon: Kon, tahun: int | None, *berjatah: int, pegawai: int | None = None) -> list[tuple[object, ...]]:
    return sorted(
        (b.pegawai_id, b.kode or b.nama, b.tahun, b.ratus)
        for b in sql.tercatat(kon, tahun, berjatah, None if pegawai is None else [pegawai])
    )


def test_own_classes_judged_by_the_year_of_their_last_day(kota: Kon) -> None:
    semua = [(1, "A", 2025, 1650), (1, "B", 2026, 900), (1, "D", 2025, 25), (2, "A", 2025, 0)]
    assert _tercatat(kota, None) == semua
    assert _tercatat(kota, 2025) == [semua[0], semua[2], semua[3]]
    assert _tercatat(kota, 2026, pegawai=1) == [semua[1]]
    assert _tercatat(kota, 2024) == _tercatat(kota, None, pegawai=3) == []
    # Earlier ones of a form with limits may have taken days of this year.
    assert _tercatat(kota, 2026, 8) == [semua[0], semua[1], semua[3]]


def _luar(kon: Kon, *baris: tuple[object, ...]) -> None:
    isi(kon, "jp_luar", "pegawai_id, nama, kunci, bentuk_id, tahun, mulai, selesai, jp_diakui, sertifikat", *baris)


def test_what_was_recorded_elsewhere_with_the_agency_of_its_last_day(kota: Kon) -> None:
    _luar(kota, (1, "K", "k", 16, 2025, "2025-06-29", "2025-06-30", 300, None),
          (1, "L", "l", 3, 2025, None, None, 500, "S-1"),
          (1, "M", "m", 3, 2024, "2024-05-05", "2024-05-05", 100, None))  # fmt: skip
    assert {b.nama: b.opd_id for b in sql.tercatat(kota, None, (), [1]) if b.luar_id} == {"K": 2, "L": 1, "M": 2}
    luar = [b for b in sql.tercatat(kota, 2025, (), None) if b.luar_id]
    assert [(b.nama, b.kunci, b.kode, b.ratus, b.mulai) for b in luar] == [
        ("K", "k", None, 300, "2025-06-29"), ("L", "l", None, 500, None),
    ]  # fmt: skip
    assert [b.nama for b in sql.tercatat(kota, 2026, (16,), None) if b.luar_id] == ["K"]


def test_a_class_of_another_year_comes_along_when_it_may_be_the_same_activity(kota: Kon) -> None:
    _luar(kota, (1, "X", "x", 8, 2024, "2024-12-30", "2024-12-31", 500, None))
    assert (1, "A", 2025, 1650) in _tercatat(kota, 2024), "the same first day"
    kota.execute("UPDATE peserta SET sertifikat = '7/2025' WHERE id = 3")
    assert (1, "B", 2026, 900) not in _tercatat(kota, 2024)
    kota.execute("UPDATE jp_luar SET sertifikat = '9'")
    assert (1, "B", 2026, 900) in _tercatat(kota, 2024), "numbers are compared folded, elsewhere"


def test_days_met_and_days_attended(kota: Kon) -> None:
    isi(kota, "kelas_hari", "kelas_id, tanggal", (1, "2025-01-01"), (1, "2024-12-30"), (3, "2025-05-05"))
    isi(kota, "kehadiran", "peserta_id, tanggal, status", (1, "2025-01-01", "hadir"), (1, "2024-12-31", "izin"),
        (1, "2024-12-30", "hadir"), (5, "2025-12-31", "hadir"))  # fmt: skip
    assert sql.hari_kelas(kota) == {1: ("2024-12-30", "2025-01-01"), 3: ("2025-05-05",)}
    assert sql.hari_hadir(kota, (8,), None) == {1: ("2024-12-30", "2025-01-01")}
    assert sql.hari_hadir(kota, (3, 8), [1]) == {1: ("2024-12-30", "2025-01-01"), 5: ("2025-12-31",)}
    assert sql.hari_hadir(kota, (14,), None) == sql.hari_hadir(kota, (8,), [3]) == {}


def test_open_classes_and_their_rosters(kota: Kon) -> None:
    peserta(kota, (7, 3, 2, 2, 2, None), (8, 3, 3, 3, 2, None))
    kota.execute("UPDATE peserta SET jawaban = 'bersedia' WHERE id = 7")
    kota.execute("UPDATE peserta SET jawaban = 'menolak' WHERE id = 8")
    assert [(b.kode, b.terisi, b.jp) for b in sql.terbuka(kota, 2025)] == [("C", 2, 16)]
    assert sql.terbuka(kota, 2026) == []
    assert sorted(sql.peserta_antara(kota, "2025-05-05", "2025-06-01")) == [
        (1, 3, "2025-05-05", "2025-05-05", 1), (2, 3, "2025-05-05", "2025-05-05", 1),
        (3, 3, "2025-05-05", "2025-05-05", 0),
    ]  # fmt: skip
    kota.execute("UPDATE kelas SET status = 'batal' WHERE id = 3")
    assert list(sql.peserta_antara(kota, "2025-05-05", "2025-06-01")) == []


def test_what_kind_of_employee(kota: Kon) -> None:
    assert sql.jenis_pegawai(kota, 2) == "PPPK"
