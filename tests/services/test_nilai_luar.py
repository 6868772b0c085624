"""Scores dated outside their period: told once of a sheet, with their number and the first rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import nilai, nilai_impor, nilai_kolom, pegawai
from asn_kompetensi.store import door
from tests.services.berkas_uji import A, B, C, isi_orang

KODE = "TANGGAL_LUAR_PERIODE"
LEBAR, PANJANG = "nip kompetensi:INT tanggal", "nip kompetensi nilai tanggal"


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def pesan(basis: Path, bidang: str, *baris: tuple[Any, ...], **opsi: Any) -> list[str]:
    """The sentences about days, of a sheet whose rows begin at 2."""
    lajur = tuple(Lajur(chr(65 + ke), satu, satu) for ke, satu in enumerate(bidang.split()))
    lembar = Lembar("uji.csv", "uji", (1,), lajur, tuple(Baris(n, s) for n, s in enumerate(baris, start=2)), ())
    with door.tulis(basis, perintah="uji", petugas="uji") as d:
        laporan = nilai_impor.impor(d, lembar, **{"periode": "2025", "lewati": True, **opsi})
    assert all(satu.baris is None for satu in laporan.peringatan if satu.kode == KODE)
    return [satu.pesan for satu in laporan.peringatan if satu.kode == KODE]


def test_a_day_of_the_period_or_none_is_silent(kota: Path) -> None:
    hari = ("2025-01-01", "2025-12-31", None)
    assert pesan(kota, PANJANG, *((A, k, 3, h) for k, h in zip(("INT", "KS", "KOM"), hari, strict=True))) == []


@pytest.mark.parametrize("bidang", ["nip kompetensi nilai tanggal", "nip nama kompetensi nilai tanggal"])
def test_the_number_and_the_first_rows(kota: Path, bidang: str) -> None:
    """With the name there is something to compare, and the sheet is read row by row."""
    komp = ("INT", "KS", "KOM", "OPH", "PP")
    hari = ("2024-12-31", "2025-06-01", "2026-01-01", "2015-06-01", "2024-12-31")
    nama = ("SABAI ALUIH",) if "nama" in bidang else ()
    assert pesan(kota, bidang, *((A, *nama, k, 3, h) for k, h in zip(komp, hari, strict=True))) == [
        "4 baris bertanggal di luar periodenya: baris 2 (2024-12-31, periode 2025), "
        "baris 4 (2026-01-01, periode 2025), baris 5 (2015-06-01, periode 2025) …"
    ]


def test_each_row_by_its_own_period(kota: Path) -> None:
    semua = [("2024", "2025-06-01"), ("2024", "2024-06-01"), ("2025", "2024-06-01"), (None, "2025-06-01")]
    baris = [(A, k, 3, h, p) for k, (p, h) in zip(("INT", "KS", "KOM", "OPH"), semua, strict=True)]
    assert pesan(kota, f"{PANJANG} periode", *baris) == [
        "2 baris bertanggal di luar periodenya: baris 2 (2025-06-01, periode 2024), baris 4 (2024-06-01, periode 2025)"
    ]


def test_a_wide_row_is_one_row_and_an_empty_one_is_none(kota: Path) -> None:
    baris = ((A, 3, "2024-06-01"), (B, None, "2024-06-01"), (C, 3, "2025-06-01"))
    assert pesan(kota, LEBAR, *baris) == ["1 baris bertanggal di luar periodenya: baris 2 (2024-06-01, periode 2025)"]
    assert pesan(kota, PANJANG, (A, "KS", None, "2024-06-01")) == []


def test_a_row_that_is_held_is_told_of_already(kota: Path) -> None:
    with door.tulis(kota, perintah="uji", petugas="uji") as d:
        pegawai.henti(d, B, "pensiun", date(2025, 8, 1))
    assert pesan(kota, PANJANG, (B, "INT", 3, "2026-02-01"), ("123", "INT", 3, "2026-02-01")) == []


def test_the_day_of_the_option_is_not_told_of_twice(kota: Path) -> None:
    """The command says it where it knows the period; with a column of periods only the rows know."""
    lalu = date(2024, 6, 1)
    assert pesan(kota, PANJANG, (A, "INT", 3, None), (A, "KS", 3, "2024-06-01"), tanggal=lalu) == []
    assert len(pesan(kota, PANJANG, (A, "INT", 3, None), (A, "KS", 3, "2024-06-02"), tanggal=lalu)) == 1
    baris = ((A, "INT", 3, None, "2025"), (A, "KS", 3, None, "2024"))
    assert pesan(kota, f"{PANJANG} periode", *baris, tanggal=lalu, periode=None) == [
        "1 baris bertanggal di luar periodenya: baris 2 (2024-06-01, periode 2025)"
    ]


def test_such_days_keep_a_long_sheet_on_the_fast_way(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    satuan: list[int] = []

    def pahami(k: Any, baris: Any) -> list[Any]:
        semua = list(baris)
        satuan.append(len(semua))
        return list(asli(k, semua))

    asli = nilai_kolom.pahami
    monkeypatch.setattr(nilai_kolom, "pahami", pahami)
    assert len(pesan(kota, PANJANG, (A, "INT", 3, "2024-06-01"), (B, "INT", 3, "2024-06-01"))) == 1
    assert satuan == [0]


def test_every_piece_of_a_long_sheet_is_looked_at(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nilai_kolom, "SEPOTONG", 1)
    assert len(pesan(kota, PANJANG, (A, "INT", 3, "2024-06-01"), (B, "INT", 3, "2025-06-01"))) == 1


def test_the_first_rows_are_those_of_the_sheet(kota: Path) -> None:
    """In the order of the register Sabai's last row would come before the fourth."""
    (satu,) = pesan(
        kota, PANJANG, (A, "KS", 3, "2024-06-01"), (A, "INT", 3, "2024-06-02"), (B, "KS", 3, "2024-06-03"),
        (A, "KOM", 3, "2024-06-04"),
    )  # fmt: skip
    assert "baris 4 (" in satu


def test_a_row_that_repeats_another_is_not_told_as_taken(kota: Path) -> None:
    (satu,) = pesan(kota, PANJANG, (A, "INT", 3, "2024-06-01"), (A, "INT", 3, "2024-06-01"))
    assert satu.startswith("1 baris")


def test_those_of_no_day_of_their_period_are_listed(kota: Path) -> None:
    hari = ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", None)
    pesan(kota, PANJANG, *((A, k, 3, h) for k, h in zip(("INT", "KS", "KOM", "OPH", "PP"), hari, strict=True)))
    with door.baca(kota) as d:
        assert [satu[7] for satu in nilai.daftar(d, luar_periode=True)] == ["2024-12-31", "2026-01-01"]
