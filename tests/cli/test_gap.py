"""`asn gap` as typed: exact answers in every form, refusals that name what there is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from asn_kompetensi.services import gap as layanan
from asn_kompetensi.services import gap_ringkas
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.conftest import Asn

FIELD_DAFTAR = [
    "periode", "opd", "nip", "nama", "jabatan", "nama_jabatan", "kompetensi", "nama_kompetensi", "jenis", "standar",
    "capaian", "selisih", "kesenjangan", "kategori", "status", "periode_nilai",
]  # fmt: skip
FIELD_RINGKAS = [
    "kelompok", "nama_kelompok", "pegawai", "wajib", "dinilai", "cakupan", "di_bawah", "memenuhi", "belum_dinilai",
    "kedaluwarsa", "tanpa_standar", "kesenjangan_total", "kesenjangan_rata", "jpm", "jpm_mentah", "kategori_jpm",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _isi(basis: Path) -> None:
    isi_kota(basis)


@pytest.mark.parametrize("kerja", ["daftar", "ringkas", "matriks"])
def test_without_a_period_the_flag_is_named(asn: Asn, kerja: str) -> None:
    kode, keluar, galat = asn("gap", kerja)
    assert (kode, keluar) == (2, "")
    assert galat.startswith("asn: --periode wajib diisi\nPetunjuk: ")


@pytest.mark.parametrize(
    ("kata", "kode", "cari"),
    [
        (("--periode", "2024"), 4, "2025"),
        (("--periode", "2025", "--opd", "DINKESS"), 4, "DINKES"),
        (("--periode", "2025", "--kompetensi", "XX"), 4, "asn kompetensi daftar"),
        (("--periode", "2025", "--status", "merah"), 2, "belum_dinilai"),
        (("--periode", "2025", "--nip", "12"), 3, "18"),
        (("--periode", "2025", "--nip", "198812092014122906"), 4, "asn pegawai"),
        (("--periode", "2025", "--json", "--csv"), 2, "Pilih salah satu"),
    ],
)
def test_refusals(asn: Asn, kata: tuple[str, ...], kode: int, cari: str) -> None:
    hasil = asn("gap", "daftar", *kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert cari in hasil[2]
    assert "198812092014122906" not in hasil[2]


@pytest.mark.parametrize("kata", [("--per", "unit"), ("--tujuan", "promosi")])
def test_an_unknown_grouping_lists_the_choices(asn: Asn, kata: tuple[str, str]) -> None:
    kode, keluar, galat = asn("gap", "ringkas", "--periode", "2025", *kata)
    assert (kode, keluar) == (2, "")
    assert "Pilihannya:" in galat


def test_the_json_of_one_person(asn: Asn) -> None:
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "--nip", SABAI, "--json")
    assert (kode, galat) == (0, "")
    baris = json.loads(keluar)
    assert [list(satu) for satu in baris] == [FIELD_DAFTAR] * 2
    assert baris[0] == {
        "periode": "2025", "opd": "DINKES", "nip": SABAI, "nama": "Sabai Aluih", "jabatan": "STAF",
        "nama_jabatan": "Staf", "kompetensi": "INT", "nama_kompetensi": "Integritas", "jenis": "manajerial",
        "standar": 3, "capaian": 1, "selisih": -2, "kesenjangan": 2, "kategori": "sedang", "status": "di_bawah",
        "periode_nilai": "2025",
    }  # fmt: skip
    assert (baris[1]["capaian"], baris[1]["selisih"], baris[1]["kesenjangan"]) == (3.25, 0.25, 0)


def test_what_is_empty_is_null_in_json_and_nothing_in_csv(asn: Asn) -> None:
    [satu] = json.loads(asn("gap", "daftar", "--periode", "2025", "--opd", "DISDIK", "--json")[1])
    assert (satu["nip"], satu["status"], satu["kompetensi"], satu["standar"]) == (CINDUA, "tanpa_standar", None, None)
    [baris] = csv.DictReader(io.StringIO(asn("gap", "daftar", "--periode", "2025", "--opd", "DISDIK", "--csv")[1]))
    assert list(baris) == FIELD_DAFTAR
    assert (baris["nip"], baris["kompetensi"], baris["capaian"]) == (CINDUA, "", "")


def test_no_rows_is_an_empty_array_and_exit_0(asn: Asn) -> None:
    assert asn("gap", "daftar", "--periode", "2025", "--status", "kedaluwarsa", "--json") == (0, "[]\n", "")


def test_off_a_terminal_it_is_tsv_with_a_header(asn: Asn) -> None:
    baris = asn("gap", "daftar", "--periode", "2025")[1].splitlines()
    assert baris[0].split("\t") == FIELD_DAFTAR
    assert [satu.split("\t")[2] for satu in baris[1:]] == [MANGKUTAK] * 2 + [SABAI] * 2 + [CINDUA]


@pytest.mark.parametrize("per", ["opd", "jabatan", "kompetensi", "jenis", "kota"])
def test_the_fields_of_a_summary(asn: Asn, per: str) -> None:
    kode, keluar, galat = asn("gap", "ringkas", "--periode", "2025", "--per", per, "--json")
    assert (kode, galat) == (0, "")
    assert {tuple(satu) for satu in json.loads(keluar)} == {tuple(FIELD_RINGKAS)}


def test_the_summary_of_the_agencies(asn: Asn) -> None:
    dinkes, disdik = json.loads(asn("gap", "ringkas", "--periode", "2025", "--json")[1])
    assert dinkes == {
        "kelompok": "DINKES", "nama_kelompok": "Dinas Kesehatan", "pegawai": 2, "wajib": 4, "dinilai": 2, "cakupan": 50,
        "di_bawah": 1, "memenuhi": 1, "belum_dinilai": 2, "kedaluwarsa": 0, "tanpa_standar": 0, "kesenjangan_total": 2,
        "kesenjangan_rata": 1, "jpm": 70.83, "jpm_mentah": 70.83, "kategori_jpm": "kurang_optimal",
    }  # fmt: skip
    assert (disdik["tanpa_standar"], disdik["cakupan"], disdik["jpm"]) == (1, None, None)


def test_the_summary_of_people_names_what_is_below(asn: Asn) -> None:
    baris = json.loads(asn("gap", "ringkas", "--periode", "2025", "--per", "pegawai", "--opd", "DINKES", "--json")[1])
    assert list(baris[0]) == [*FIELD_RINGKAS, "nip", "opd", "jabatan", "kompetensi_di_bawah"]
    assert [(satu["nip"], satu["kompetensi_di_bawah"]) for satu in baris] == [(MANGKUTAK, []), (SABAI, ["INT"])]


TANPA = "pegawai tidak dibandingkan: jabatannya belum punya standar. Lihat: asn gap daftar --periode 2025"


@pytest.mark.parametrize("per", ["opd", "jabatan", "pegawai", "kota", "instansi"])
def test_who_has_no_standard_is_told_beside_the_summary(asn: Asn, per: str) -> None:
    """The screen has no room for them; the forms for files have a field."""
    kata = ("gap", "ringkas", "--periode", "2025", "--per", per)
    kode, _, galat = asn(*kata)
    assert (kode, galat) == (0, f"1 {TANPA} --status tanpa_standar\n")
    assert asn(*galat.strip().partition("Lihat: asn ")[2].split(), "--csv")[1].count(CINDUA) == 1
    assert asn(*kata, "--json")[2] == asn(*kata, "--csv")[2] == asn(*kata, "-q")[2] == ""


def test_all_who_have_no_standard_are_counted(asn: Asn) -> None:
    (satu,) = (b for b in json.loads(asn("gap", "daftar", "--periode", "2025", "--json")[1]) if b["nip"] == CINDUA)
    baru = ("198001012005011001", "--nama", "Adi", "--opd", satu["opd"], "--jabatan", satu["jabatan"])
    assert asn("pegawai", "tambah", *baru)[0] == 0
    for per in ("opd", "kota"):
        assert asn("gap", "ringkas", "--periode", "2025", "--per", per)[2].startswith(f"2 {TANPA}")


def test_who_has_no_standard_is_looked_for_where_it_was_asked(asn: Asn) -> None:
    kata = ("gap", "ringkas", "--periode", "2025", "--opd")
    assert asn(*kata, "Dinas Kesehatan")[2] == ""
    assert asn(*kata, "Dinas Pendidikan", "--dengan-unit")[2] == (
        f'1 {TANPA} --opd "Dinas Pendidikan" --dengan-unit --status tanpa_standar\n'
    )


def test_the_other_scale(asn: Asn) -> None:
    keluar = asn("gap", "ringkas", "--periode", "2025", "--per", "kota", "--tujuan", "pengisian", "--json")[1]
    assert [satu["kategori_jpm"] for satu in json.loads(keluar)] == ["MMS"]


def test_the_matrix_has_a_column_for_every_competency(asn: Asn) -> None:
    baris = json.loads(asn("gap", "matriks", "--periode", "2025", "--json")[1])
    komp = ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]
    assert [list(satu) for satu in baris] == [["opd", "nip", "nama", "jabatan", *komp]] * 3
    assert [satu["INT"] for satu in baris] == [None, 1, None]


@pytest.mark.parametrize("nama", ["gap.xlsx", "gap.csv", "gap.json", "gap.parquet"])
def test_a_file_is_never_replaced_without_timpa(asn: Asn, tmp_path: Path, nama: str) -> None:
    tujuan = tmp_path / nama
    assert asn("gap", "daftar", "--periode", "2025", "-o", tujuan) == (0, "", f"Tersimpan: {tujuan}\n")
    isi = tujuan.read_bytes()
    assert tujuan.stat().st_mode & 0o777 == 0o600
    tujuan.write_bytes(b"lama")
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "-o", tujuan)
    assert (kode, keluar, tujuan.read_bytes()) == (5, "", b"lama")
    assert "--timpa" in galat
    assert asn("gap", "daftar", "--periode", "2025", "-o", tujuan, "--timpa")[0] == 0
    assert tujuan.read_bytes() == isi


def test_an_unknown_kind_of_file_is_wrong_usage(asn: Asn, tmp_path: Path) -> None:
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "-o", tmp_path / "gap.pdf")
    assert (kode, keluar) == (2, "")
    assert ".xlsx" in galat
    assert list(tmp_path.glob("gap*")) == []


def test_reading_writes_nothing_to_the_database(asn: Asn, basis: Path) -> None:
    sebelum = basis.read_bytes()
    for kerja in ("daftar", "ringkas", "matriks"):
        assert asn("gap", kerja, "--periode", "2025", "--json")[0] == 0
    assert basis.read_bytes() == sebelum


def test_the_columns_are_those_of_the_services() -> None:
    from asn_kompetensi.cli import gap

    assert tuple(satu.nama for satu in gap.KOLOM) == layanan.BIDANG == tuple(FIELD_DAFTAR)
    assert tuple(satu.nama for satu in gap.KOLOM_RINGKAS) == gap_ringkas.BIDANG_RINGKAS == tuple(FIELD_RINGKAS)
    assert tuple(satu.nama for satu in gap.KOLOM_PEGAWAI) == gap_ringkas.BIDANG_PEGAWAI
