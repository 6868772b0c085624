"""`asn standar`: all or none, the flag to add is named, and both forms of a sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cetakan import cetak
from tests.cli.alat import basis_lain, bolak_balik, ke_berkas, tolak
from tests.conftest import Asn


@pytest.fixture
def prakom(asn: Asn, basis: Path) -> Asn:
    def isi() -> None:
        asn("jabatan", "tambah", "PRAKOM-MUDA", "--nama", "Pranata Komputer Ahli Muda", "--jenjang", "Ahli Muda")
        asn("jabatan", "tambah", "SEKDIS", "--nama", "Sekretaris Dinas")
        asn("standar", "tetapkan", "PRAKOM-MUDA", "INT=3", "--dasar", "Kepwako 1/2025")

    cetak(basis, isi)
    return asn


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tetapkan", "PRAKOM-MUDA"), 2, "wajib"),
        (("tetapkan", "PRAKOM-MUDA", "KS"), 2, "Contoh: INT=3 KS=2,5"),
        (("tetapkan", "PRAKOM-MUDA", "KS=3", "INT=4"), 2, "Sebutkan --mulai"),
        (("tetapkan", "PRAKOM-MUDA", "KS=3", "PP=7"), 3, "di luar skala"),
        (("tetapkan", "GURU", "KS=3"), 4, "jabatan 'GURU' belum terdaftar"),
        (("tetapkan", "PRAKOM-MUDA", "XX=3"), 4, "kompetensi 'XX' belum terdaftar"),
        (("salin", "PRAKOM-MUDA"), 2, "sebutkan satu: --dari-jenjang atau --dari"),
        (("salin", "PRAKOM-MUDA", "--dari-jenjang", "--dari", "SEKDIS"), 2, "sebutkan satu"),
        (("salin", "SEKDIS", "--dari-jenjang"), 3, "asn jabatan ubah SEKDIS --jenjang"),
        (("daftar", "--jabatan", "GURU"), 4, "jabatan 'GURU' belum terdaftar"),
        (("daftar", "--pada", "kapan"), 3, "tidak terbaca"),
        (("impor", "x.csv", "--buat", "opd"), 2, "--buat jabatan"),
        (("impor", "x.csv", "--alias", "X"), 2, "EJAAN=KODE"),
        (("impor", "x.csv"), 8, "x.csv"),
    ],
)
def test_refusals(prakom: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = prakom("standar", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_setting_and_listing(prakom: Asn) -> None:
    kata = ("standar", "tetapkan", "PRAKOM-MUDA", "INT=4", "--mulai", "2025-01-01", "--tingkat", "mutlak")
    assert prakom(*kata) == (0, "", "tersimpan: standar PRAKOM-MUDA\n")
    assert prakom(*kata) == (0, "", "tidak ada yang berubah\n")
    assert prakom("standar", "daftar")[1].splitlines() == [
        "jabatan\tkompetensi\tlevel\ttingkat\tdasar\tmulai\tselesai",
        "PRAKOM-MUDA\tINT\t3\t\tKepwako 1/2025\t\t2024-12-31",
        "PRAKOM-MUDA\tINT\t4\tmutlak\t\t2025-01-01\t",
    ]
    isi = json.loads(prakom("standar", "daftar", "--pada", "2025-06-01", "--json")[1])
    assert [(satu["level"], satu["mulai"], satu["selesai"]) for satu in isi] == [(4, "2025-01-01", None)]


def test_copying_can_be_tried_and_repeated(prakom: Asn) -> None:
    kata = ("standar", "salin", "PRAKOM-MUDA", "--dari-jenjang")
    assert prakom(*kata, "-n") == (0, "", "8 standar ditambahkan (uji coba: tidak ada yang disimpan)\n")
    assert prakom(*kata) == (0, "", "8 standar ditambahkan\n")
    assert prakom(*kata) == (0, "", "tidak ada yang berubah\n")
    assert prakom("standar", "salin", "SEKDIS", "--dari", "PRAKOM-MUDA")[2] == "9 standar ditambahkan\n"


def test_the_wide_form(prakom: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "lebar.csv"
    berkas.write_text(
        "Nama Jabatan,Integritas,Kerja Sama,Komunikasi,Orientasi pada Hasil,Pelayanan Publik\n"
        "Sekretaris Dinas,4,4,4,3.5,\nGuru Kelas,2,2,2,2,2\n"
    )
    kode, keluar, _ = prakom("standar", "impor", berkas)
    assert (kode, [satu["sel"] for satu in json.loads(keluar)["galat"]]) == (3, ["A3"])
    kode, keluar, galat = prakom("standar", "impor", berkas, "--buat", "jabatan", "--mulai", "2025-01-01")
    assert (kode, galat) == (0, "tersimpan: 2 baru, 0 berubah (bila keliru: asn batal 5)\n")
    assert prakom("standar", "impor", berkas, "--mulai", "2025-01-01")[2] == "tidak ada yang berubah\n"
    isi = json.loads(prakom("standar", "daftar", "--jabatan", "SEKDIS", "--json")[1])
    assert [(satu["kompetensi"], satu["level"]) for satu in isi] == [("INT", 4), ("KS", 4), ("KOM", 4), ("OPH", 3.5)]


def test_what_the_list_prints_can_be_imported(prakom: Asn, tmp_path: Path) -> None:
    prakom("standar", "tetapkan", "PRAKOM-MUDA", "INT=4,25", "--mulai", "2025-01-01", "--selesai", "2026-12-31")
    berkas = tmp_path / "standar.csv"
    berkas.write_text(prakom("standar", "daftar", "--csv")[1], newline="")
    kode, keluar, galat = prakom("standar", "impor", berkas)
    assert (kode, json.loads(keluar)["sama"], galat) == (0, 2, "tidak ada yang berubah\n")


TOLAK = [
    (("tetapkan", "SEKDIS", "INT=0"), 3, "INT: 0 bukan level yang sah.",
     "Level di atas 0 sampai 5, paling banyak dua desimal."),
    (("tetapkan", "SEKDIS", "INT=3", "int=4"), 2, "INT disebut dua kali dengan level berbeda",
     "Sebutkan sekali saja."),
    (("tetapkan", "SEKDIS", "INT=3", "--mulai", "2025-01-01", "--selesai", "2024-12-31"), 3,
     "hari terakhir standar mendahului hari pertamanya", "Periksa --mulai dan --selesai."),
    (("salin", "SEKDIS", "--dari", "sekdis"), 2, "SEKDIS tidak dapat disalin dari dirinya sendiri",
     "Sebutkan --dari jabatan lain."),
    (("salin", "SEKDIS", "--dari", "XX"), 4, "jabatan 'XX' belum terdaftar", "Daftar lengkap: asn jabatan daftar"),
    (("daftar", "--json", "--csv"), 2, "--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu."),
]  # fmt: skip


def test_refusals_word_for_word(prakom: Asn, basis: Path) -> None:
    for kata, kode, pesan, petunjuk in TOLAK:
        tolak(prakom, basis, ("standar", *kata), kode, pesan, petunjuk)


def test_every_form_and_back(prakom: Asn, tmp_path: Path, basis_induk: Path) -> None:
    prakom("standar", "tetapkan", "PRAKOM-MUDA", "INT=4,25", "KS=2", "--mulai", "1-1-2025", "--tingkat", "penting")
    prakom("standar", "tetapkan", "PRAKOM-MUDA", "KS=5", "--mulai", "2025-07-01", "--dasar", 'Kepwako "1", 2025')
    isi = ke_berkas(
        prakom, tmp_path, "standar", "daftar", bidang="jabatan,kompetensi,level,tingkat,dasar,mulai,selesai"
    )
    assert [tuple(satu.values())[1:] for satu in isi] == [
        ("INT", 3, None, "Kepwako 1/2025", None, "2024-12-31"), ("INT", 4.25, "penting", None, "2025-01-01", None),
        ("KS", 2, "penting", None, "2025-01-01", "2025-06-30"),
        ("KS", 5, None, 'Kepwako "1", 2025', "2025-07-01", None),
    ]  # fmt: skip
    lain = basis_lain(basis_induk, tmp_path)
    berkas = tmp_path / "jabatan.csv"
    berkas.write_text(prakom("jabatan", "daftar", "--csv")[1], encoding="utf-8", newline="")
    assert prakom("jabatan", "impor", berkas, "--db", lain)[0] == 0
    bolak_balik(prakom, lain, tmp_path, "standar")


@pytest.mark.parametrize(
    ("pada", "level"),
    [("2024-12-31", [3]), ("2025-01-01", [4]), ("2025-06-30", [4]), ("2025-07-01", []), ("1-7-2025", [])],
)
def test_what_is_in_force_on_a_boundary_day(prakom: Asn, pada: str, level: list[int]) -> None:
    prakom("standar", "tetapkan", "PRAKOM-MUDA", "INT=4", "--mulai", "2025-01-01", "--selesai", "2025-06-30")
    isi = json.loads(prakom("standar", "daftar", "--pada", pada, "--json")[1])
    assert [satu["level"] for satu in isi] == level


def test_dry_runs_leave_the_file(prakom: Asn, basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "s.csv"
    berkas.write_text("jabatan,kompetensi,level\nSEKDIS,INT,4\nBARU,KS,7\n")
    sebelum = basis.read_bytes()
    kode, keluar, _ = prakom("standar", "impor", berkas, "--buat", "jabatan", "-n", "--json")
    assert (kode, [satu["sel"] for satu in json.loads(keluar)["galat"]]) == (3, ["C3"])
    assert prakom("standar", "impor", berkas, "--buat", "jabatan", "--lewati", "-n")[0] == 9
    kode, keluar, _ = prakom("standar", "salin", "PRAKOM-MUDA", "--dari-jenjang", "-n", "--json")
    assert (kode, len(json.loads(keluar))) == (0, 9)
    assert basis.read_bytes() == sebelum
