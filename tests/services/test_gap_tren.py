"""The gap through the periods: each period is what `ringkas` says of it, and groups are followed by what they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.services import gap_ringkas
from asn_kompetensi.services import gap_tren as layanan
from asn_kompetensi.services import pegawai as pegawai_layanan
from asn_kompetensi.store import door
from asn_kompetensi.store import penutupan as store
from asn_kompetensi.store.door import Pintu
from tests.kota_tutup import KODE, MANGKUTAK, RENO, SABAI, isi, isi_tertutup
from tests.periode import tutup
from tests.services import kota_gap
from tests.store.alat import buka

D = Decimal


def tren(basis: Path, per: str | None = None, **pilih: Any) -> list[dict[str, Any]]:
    with door.baca(basis) as d:
        baris = layanan.tren(d, per, **pilih).baris
    bidang = layanan.BIDANG_PEGAWAI if per == "pegawai" else layanan.BIDANG
    return [dict(zip(bidang, satu, strict=True)) for satu in baris]


def jalur(basis: Path, per: str | None = None, **pilih: Any) -> list[tuple[str, str]]:
    return [(satu["kelompok"], satu["periode"]) for satu in tren(basis, per, **pilih)]


@pytest.fixture
def kota(basis: Path) -> Path:
    isi(basis)
    return basis


# --- wrong words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pilih", "galat", "kata"),
    [
        ({"per": "unit"}, SalahPakai, "Pilihannya: opd, jabatan, kompetensi, jenis, pegawai, kota, instansi."),
        ({"tujuan": "promosi"}, SalahPakai, "Pilihannya: pemetaan, pengisian."),
        ({"dari": "2021"}, TidakDitemukan, "Yang ada:"),
        ({"ke": "2031"}, TidakDitemukan, "Yang ada:"),
        ({"dari": "2025", "ke": "2023"}, SalahPakai, "Tukar --dari-periode dengan --ke-periode."),
        ({"opd": "DINKESS"}, TidakDitemukan, "DINKES"),
        ({"kompetensi": "XX"}, TidakDitemukan, "asn kompetensi daftar"),
        ({"per": "opd", "kelompok": "XX"}, TidakDitemukan, "asn opd daftar"),
        ({"per": "jabatan", "kelompok": "STAFF"}, TidakDitemukan, "STAF"),
        ({"per": "jenis", "kelompok": "lunak"}, TidakDitemukan, "manajerial, sosial_kultural, teknis"),
        ({"per": "pegawai", "kelompok": "12"}, DataDitolak, "18"),
        ({"kelompok": "DINKES"}, SalahPakai, "--per opd --kelompok DINKES"),
    ],
)
def test_refusals(kota: Path, pilih: dict[str, str], galat: type[Exception], kata: str) -> None:
    with pytest.raises(galat) as ini:
        tren(kota, **pilih)
    assert kata in ini.value.petunjuk  # type: ignore[attr-defined]


def test_without_a_period_there_is_nothing_and_wrong_words_are_still_wrong(basis: Path) -> None:
    assert tren(basis) == []
    with pytest.raises(TidakDitemukan):
        tren(basis, opd="DINKES")
    with pytest.raises(TidakDitemukan):
        tren(basis, ke="2025")
    with pytest.raises(SalahPakai):
        tren(basis, "unit")


# --- which rows -------------------------------------------------------------------------------------------------------


def test_the_city_by_default_and_the_agency_where_one_is_asked_for(kota: Path) -> None:
    assert jalur(kota) == [("kota", "2023"), ("kota", KODE), ("kota", "2025")]
    assert jalur(kota, opd="dinas kesehatan") == [("DINKES", "2023"), ("DINKES", KODE), ("DINKES", "2025")]
    assert {kelompok for kelompok, _ in jalur(kota, opd="DINKES", dengan_unit=True)} == {"DINKES", "RSUD"}
    assert {kelompok for kelompok, _ in jalur(kota, "kota", opd="DINKES")} == {"kota"}


def test_both_ends_are_included(kota: Path) -> None:
    assert jalur(kota, dari=KODE.upper()) == [("kota", KODE), ("kota", "2025")]
    assert jalur(kota, ke=KODE) == [("kota", "2023"), ("kota", KODE)]
    assert jalur(kota, dari=KODE, ke=KODE) == [("kota", KODE)]


def test_periods_are_in_the_order_of_their_last_day_then_code(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.executemany(
            "INSERT INTO periode (kode, mulai, selesai) VALUES (?, '2022-01-01', ?)",
            [("Z", "2024-06-30"), ("B", "2025-12-31"), ("9", "2025-12-31")],
        )
    assert [periode for _, periode in jalur(kota)] == ["2023", "Z", KODE, "2025", "9", "B"]


def test_one_group_alone(kota: Path) -> None:
    assert jalur(kota, "opd", kelompok="dinas pendidikan", ke="2023") == [("DISDIK", "2023")]
    assert jalur(kota, "kompetensi", kelompok="integritas", ke="2023") == [("INT", "2023")]
    assert jalur(kota, "jenis", kelompok="TEKNIS", ke="2023") == [("teknis", "2023")]
    assert jalur(kota, "jabatan", kelompok="SEKDIS", ke="2023") == [("SEKDIS", "2023")]
    assert jalur(kota, "pegawai", kelompok=SABAI, ke="2023") == [(SABAI, "2023")]
    assert jalur(kota, "opd", kelompok="DINSOS") == []  # an agency without people


def test_differences_are_to_the_row_above_in_the_group(kota: Path) -> None:
    satu, dua, tiga = tren(kota, "pegawai", kelompok=SABAI)
    assert (satu["jpm"], dua["jpm"], tiga["jpm"]) == (D(100), D("97.22"), D(100))
    assert [b["perubahan_jpm"] for b in (satu, dua, tiga)] == [None, D("-2.78"), D("2.78")]
    assert [b["perubahan_kesenjangan"] for b in (satu, dua, tiga)] == [None, D("1.25"), D("-1.00")]
    reno = tren(kota, "pegawai", kelompok=RENO)  # a job without a standard: nothing to compare
    assert [(b["jpm"], b["perubahan_jpm"], b["perubahan_kesenjangan"]) for b in reno] == [
        (None, None, None), (None, None, 0), (None, None, 0),
    ]  # fmt: skip


def test_groups_of_the_past_come_after_those_there_are(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE penempatan SET selesai = '2024-06-30' WHERE pegawai_id = 3")  # Cindua, all of DISDIK
    assert [k for k, _ in jalur(kota, "opd") if k == "DISDIK"] == ["DISDIK"]
    assert list(dict.fromkeys(k for k, _ in jalur(kota, "opd"))) == ["DINKES", "DISDIK", "RSUD"]  # by code
    nama = list(dict.fromkeys(b["nama_kelompok"] for b in tren(kota, "pegawai")))
    assert nama == ["Reno Nilam", "Sabai Aluih", "Mangkutak", "Cindua Mato"]  # by agency, name; Cindua is gone
    jenis = list(dict.fromkeys(k for k, _ in jalur(kota, "kompetensi")))
    assert jenis == ["INT", "KS", "KOM", "TIK"]


# --- closed periods ---------------------------------------------------------------------------------------------------


def test_each_period_says_its_own_names_and_is_still_the_same_group(basis: Path) -> None:
    isi_tertutup(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET nama = 'Dinas Kesehatan dan KB' WHERE kode = 'DINKES'")
        pegawai_layanan.ubah(d, MANGKUTAK, {"nama": "Mangkutak Alam"}, nip_baru="197911052005011903")
    assert [b["nama_kelompok"] for b in tren(basis, opd="DINKES")] == [
        "Dinas Kesehatan dan KB", "Dinas Kesehatan", "Dinas Kesehatan dan KB",
    ]  # fmt: skip
    orang = tren(basis, "pegawai", kelompok="197911052005011903")
    assert [(b["periode"], b["nip"], b["nama_kelompok"]) for b in orang] == [
        ("2023", "197911052005011903", "Mangkutak Alam"), (KODE, MANGKUTAK, "Mangkutak"),
        ("2025", "197911052005011903", "Mangkutak Alam"),
    ]  # fmt: skip
    assert [b["periode"] for b in tren(basis, "pegawai")].count(KODE) == 4
    assert orang[1]["perubahan_kesenjangan"] is not None


def test_what_was_opened_again_is_told_with_its_code(kota: Path) -> None:
    with door.baca(kota) as d:
        assert layanan.tren(d).kabar == [
            "2023: periode ini pernah dibuka ulang: salah unggah (saksi: Datuak Maringgih)"
        ]
        assert layanan.tren(d, dari=KODE).kabar == []


def test_random_cities_are_their_summaries(basis_induk: Path) -> None:
    """Open and closed, in every grouping: the rows of a period are those of `ringkas`, all and once."""
    for benih in range(6):
        with (
            closing(sqlite3.connect(":memory:", isolation_level=None)) as kon,
            closing(sqlite3.connect(basis_induk)) as a,
        ):
            a.backup(kon)
            kota = kota_gap.acak(benih)
            kota.isi(kon, 1)
            store.bekukan(kon, kota.periode[0].id, 1, "[]")
            d = Pintu(kon, basis_induk)
            urut = [p.kode for p in sorted(kota.periode, key=lambda p: (p.selesai, p.kode))]
            for per in gap_ringkas.PER:
                ini = benih % 2 == 1
                baris = layanan.tren(d, per, "pengisian", hanya_periode_ini=ini).baris
                for p in kota.periode:
                    harap = kota_gap.ringkas(kota, p, per, "pengisian", hanya_ini=ini)
                    isi = [b[1:-2] for b in baris if b[0] == p.kode]
                    assert sorted(isi, key=repr) == sorted(harap, key=repr), (benih, per, p)
                kelompok = [b[1] for b in baris]
                assert len(set(kelompok)) == sum(a != b for a, b in zip([None, *kelompok], kelompok, strict=False))
                for lalu, kini in pairwise(baris):
                    assert lalu[1] != kini[1] or urut.index(lalu[0]) < urut.index(kini[0])
                    sama = lalu[1] == kini[1]
                    jpm = kini[14] - lalu[14] if sama and None not in (kini[14], lalu[14]) else None
                    assert kini[-2:] == (jpm, kini[12] - lalu[12] if sama else None)


def test_periods_without_people_give_no_row(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.executemany(
            "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)",
            [("2023", "2023-01-01", "2023-12-31"), ("2024", "2024-01-01", "2024-12-31")],
        )
    tutup(basis, "2023")
    for per in gap_ringkas.PER:
        assert tren(basis, per) == []
