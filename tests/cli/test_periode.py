"""`asn periode`: both days are required, the same again is fine, other dates are a conflict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn

BUKA = ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("buka", "2025", "--selesai", "2025-12-31"), 2, "--mulai wajib diisi"),
        (("buka", "2025", "--mulai", "2025-01-01"), 2, "--selesai wajib diisi"),
        (("buka", "2025", "--mulai", "2025-12-31", "--selesai", "2025-01-01"), 3, "mendahului"),
        (("buka", "20 25", "--mulai", "2025-01-01", "--selesai", "2025-12-31"), 3, "tanpa spasi"),
        (("buka", "2024", "--mulai", "2025-01-01", "--selesai", "2025-12-31"), 5, "periode 2024 sudah ada"),
        (("lihat", "2031"), 4, "periode '2031' belum terdaftar"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    asn("periode", "buka", "2024", "--mulai", "2024-01-01", "--selesai", "2024-12-31")
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("periode", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_open_and_again(asn: Asn) -> None:
    assert asn(*BUKA) == (0, "", "periode 2025 dibuka\n")
    kode, keluar, galat = asn(*BUKA, "--json")
    assert (kode, galat) == (0, "periode 2025 sudah terbuka\n")
    isi = {"kode": "2025", "mulai": "2025-01-01", "selesai": "2025-12-31", "status": "terbuka", "segel": None,
           "dibuka_ulang": 0}  # fmt: skip
    assert json.loads(keluar) == isi
    assert json.loads(asn("periode", "daftar", "--json")[1]) == [isi]
    assert json.loads(asn("periode", "lihat", "2025", "--json")[1]) == {
        **isi, "nilai": 0, "pegawai": 0, "peringatan": [], "buka_ulang": []
    }  # fmt: skip


def test_two_periods_that_share_days_are_warned_of(asn: Asn) -> None:
    """Once, when the second is opened."""
    assert asn(*BUKA)[0] == 0
    setengah = ("periode", "buka", "2025-1", "--mulai", "2025-01-01", "--selesai", "2025-06-30")
    assert asn(*setengah) == (
        0, "",
        "periode 2025-1 dibuka\n"
        "Peringatan: harinya tumpang tindih dengan periode 2025 (2025-01-01 s.d. 2025-12-31). "
        "Bila keliru: asn batal 3\n",
    )  # fmt: skip
    assert asn(*setengah)[2] == "periode 2025-1 sudah terbuka\n"
    assert asn("batal", "terakhir")[0] == 0
    assert asn("periode", "buka", "2026", "--mulai", "2026-01-01", "--selesai", "2026-12-31")[2].count("\n") == 1
    kembar = ("periode", "buka", "2025-A", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    kode, _, galat = asn(*kembar)
    assert (kode, galat.splitlines()) == (
        0,
        [
            "periode 2025-A dibuka",
            "Peringatan: harinya sama dengan periode 2025. Bila keliru: asn batal 6",
        ],
    )
    assert asn(*kembar)[2] == "periode 2025-A sudah terbuka\n"
    assert asn("batal", "terakhir")[0] == 0


def test_none_is_an_empty_list(asn: Asn) -> None:
    assert asn("periode", "daftar", "--json") == (0, "[]\n", "")


TOLAK = [
    (("buka",), 2, "kode wajib disebut", "Lihat: asn periode buka -h"),
    (("buka", "2026", "--mulai", "2025-02-30", "--selesai", "2025-12-31"), 3,
     "Tanggal '2025-02-30' tidak ada di kalender; urutannya tahun-bulan-hari.", "Contoh: --mulai 2025-12-31"),
    (("buka", "2026", "--mulai", "2025-01-01", "--selesai", "besok"), 3,
     "Tanggal 'besok' tidak terbaca; tulis seperti 31-12-2025.", "Contoh: --selesai 2025-12-31"),
    (("buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-30"), 5,
     "periode 2025 sudah ada, 2025-01-01 s.d. 2025-12-31",
     "Pakai kode lain, atau lihat dengan: asn periode lihat 2025"),
    (("buka", "2025", "--mulai", "2025-01-02", "--selesai", "2025-12-31"), 5,
     "periode 2025 sudah ada, 2025-01-01 s.d. 2025-12-31",
     "Pakai kode lain, atau lihat dengan: asn periode lihat 2025"),
    (("lihat", "202"), 4, "periode '202' belum terdaftar",
     "Mungkin maksudnya: 2025. Daftar lengkap: asn periode daftar"),
    (("daftar", "--json", "--csv"), 2, "--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu."),
]  # fmt: skip


@pytest.mark.parametrize(("kata", "kode", "pesan", "petunjuk"), TOLAK)
def test_refusals_word_for_word(
    asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str, petunjuk: str
) -> None:
    asn(*BUKA)
    tolak(asn, basis, ("periode", *kata), kode, pesan, petunjuk)


def test_list_by_last_day_then_code_in_every_form(asn: Asn, tmp_path: Path) -> None:
    for kode, mulai, selesai in (("b", "2025-01-01", "2025-12-31"), ("2025-A", "1-7-2025", "31/12/2025"),
                                 ("Z", "2024-02-29", "2024-02-29")):  # fmt: skip
        assert asn("periode", "buka", kode, "--mulai", mulai, "--selesai", selesai)[0] == 0
    isi = ke_berkas(asn, tmp_path, "periode", "daftar", bidang="kode,mulai,selesai,status,segel,dibuka_ulang")
    assert [tuple(satu.values()) for satu in isi] == [
        ("Z", "2024-02-29", "2024-02-29", "terbuka", None, 0),
        ("2025-A", "2025-07-01", "2025-12-31", "terbuka", None, 0),
        ("b", "2025-01-01", "2025-12-31", "terbuka", None, 0),
    ]  # fmt: skip


def test_the_same_again_in_another_case_and_date_form_writes_nothing(asn: Asn, basis: Path) -> None:
    asn("periode", "buka", "2025-a", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    sebelum = basis.read_bytes()
    kode, _, galat = asn("periode", "buka", "2025-A", "--mulai", "1-1-2025", "--selesai", "31-12-2025")
    assert (kode, galat) == (0, "periode 2025-a sudah terbuka\n")
    assert basis.read_bytes() == sebelum
