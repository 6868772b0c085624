"""The fourteen job levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.golongan import urutan
from asn_kompetensi.domain.jenjang import baca_jenjang, bawaan, golongan_di_luar, semua_jenjang, tebak_jenjang

LEVEL = {
    "JPT Utama": 5,
    "JPT Madya": 5,
    "JPT Pratama": 4,
    "Administrator": 3,
    "Pengawas": 2,
    "Pelaksana": 1,
    "Ahli Utama": 5,
    "Ahli Madya": 4,
    "Ahli Muda": 3,
    "Ahli Pertama": 2,
    "Penyelia": 3,
    "Mahir": 2,
    "Terampil": 2,
    "Pemula": 1,
}


def test_names_order_and_default_levels() -> None:
    assert semua_jenjang() == list(LEVEL)
    assert {nama: bawaan(nama) for nama in semua_jenjang()} == LEVEL
    with pytest.raises(KeyError):
        bawaan("Ahli")


def test_golongan_ranges_run_upwards() -> None:
    for baris in baca_acuan("jenjang"):
        assert urutan(baris["golongan_terendah"]) <= urutan(baris["golongan_tertinggi"])
        assert 58 <= int(baris["bup"]) <= 65


@given(st.sampled_from(list(LEVEL)), st.sampled_from(["{}", "JF {}", " {} ", "Jabatan Fungsional {}"]))
def test_read_in_any_case(nama: str, bentuk: str) -> None:
    teks = bentuk.format(nama)
    assert baca_jenjang(teks) == baca_jenjang(teks.upper()) == baca_jenjang(teks.lower()) == nama


def test_unknown_jenjang_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="Ahli Muda"):
        baca_jenjang("Ahli Mudah")
    with pytest.raises(ValueError, match="JPT Utama"):
        baca_jenjang("xyz")


@pytest.mark.parametrize(
    ("jabatan", "jenjang"),
    [
        ("PRANATA KOMPUTER TERAMPIL", "Terampil"),
        ("DOKTER AHLI MUDA", "Ahli Muda"),
        ("Guru Ahli Pertama", "Ahli Pertama"),
        ("Auditor Ahli Madya", "Ahli Madya"),
        ("Widyaiswara Ahli Utama", "Ahli Utama"),
        ("Perawat Penyelia", "Penyelia"),
        ("Bidan Mahir", "Mahir"),
        ("Polisi Pamong Praja Pemula", "Pemula"),
        ("Asisten Apoteker Terampil", "Terampil"),
        ("KEPALA DINAS PERHUBUNGAN", "JPT Pratama"),
        ("KEPALA BADAN KEUANGAN DAN ASET DAERAH", "JPT Pratama"),
        ("KEPALA SATUAN POLISI PAMONG PRAJA", "JPT Pratama"),
        ("INSPEKTUR", "JPT Pratama"),
        ("INSPEKTUR DAERAH KOTA SAWAHLUNTO", "JPT Pratama"),
        ("INSPEKTUR TAMBANG", None),
        ("SEKRETARIS DAERAH", "JPT Pratama"),
        ("SEKRETARIS DPRD", "JPT Pratama"),
        ("ASISTEN ADMINISTRASI UMUM", "JPT Pratama"),
        ("Asisten II", "JPT Pratama"),
        ("STAF AHLI BIDANG HUKUM", "JPT Pratama"),
        ("SEKRETARIS DINAS", "Administrator"),
        ("SEKRETARIS BADAN", "Administrator"),
        ("KEPALA BIDANG BINA MARGA", "Administrator"),
        ("KEPALA BAGIAN HUKUM", "Administrator"),
        ("CAMAT TALAWI", "Administrator"),
        ("INSPEKTUR PEMBANTU WILAYAH I", "Administrator"),
        ("KEPALA SUB BAGIAN UMUM", "Pengawas"),
        ("Kepala Subbagian Keuangan", "Pengawas"),
        ("KEPALA SUBBIDANG MUTASI", "Pengawas"),
        ("KEPALA SEKSI PEMERINTAHAN", "Pengawas"),
        ("LURAH AUR MULYO", "Pengawas"),
        ("SEKRETARIS CAMAT", None),
        ("SEKRETARIS LURAH", None),
        ("PENGADMINISTRASI UMUM", None),
        ("OPERATOR LAYANAN OPERASIONAL", None),
        ("KEPALA SEKOLAH", None),
        ("ASISTEN APOTEKER", None),
        ("Plt. Kepala Dinas Kesehatan", None),
        ("Plh. Perawat Penyelia", None),
        ("AHLI GIZI", None),
        ("MAHIR", None),
        ("", None),
    ],
)
def test_guess_from_the_name_of_the_job(jabatan: str, jenjang: str | None) -> None:
    assert tebak_jenjang(jabatan) == jenjang


@given(st.text(max_size=40))
def test_a_guess_is_always_official(teks: str) -> None:
    assert tebak_jenjang(teks) in {None, *LEVEL}


@pytest.mark.parametrize(
    ("jenjang", "golongan", "hasil"),
    [
        ("Ahli Muda", "III/c", None),
        ("Ahli Muda", "III/d", None),
        ("Ahli Muda", "III/b", "III/c-III/d"),
        ("Ahli Muda", "IV/a", "III/c-III/d"),
        ("Pelaksana", "I/a", None),
        ("Pemula", "II/b", "II/a-II/a"),
        ("Ahli Muda", "IX", None),  # PPPK have no such range
        ("Tukang", "III/c", None),
    ],
)
def test_golongan_di_luar_kisaran(jenjang: str, golongan: str, hasil: str | None) -> None:
    assert golongan_di_luar(jenjang, golongan) == hasil
