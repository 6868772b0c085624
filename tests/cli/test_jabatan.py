"""`asn jabatan`: exit codes, sentences, the four fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.alat import basis_lain, bolak_balik, ke_berkas, tolak
from tests.conftest import Asn


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tambah", "X"), 2, "--nama wajib diisi"),
        (("tambah", "X Y", "--nama", "x"), 3, "tanpa spasi"),
        (("tambah", "X", "--nama", "x", "--jenjang", "Ahli Sekali"), 3, "Jenjang 'Ahli Sekali' tidak dikenal"),
        (("ubah", "X", "--jenjang", "Mahir"), 4, "jabatan 'X' belum terdaftar"),
        (("lihat", "X"), 4, "jabatan 'X' belum terdaftar"),
        (("hapus", "X"), 2, "hapus"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("jabatan", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_add_change_see_list(asn: Asn) -> None:
    kata = ("PRAKOM-MUDA", "--nama", "Pranata Komputer Ahli Muda", "--jenjang", "jf ahli muda")
    assert asn("jabatan", "tambah", *kata) == (0, "", "tersimpan: jabatan PRAKOM-MUDA\n")
    kode, _, galat = asn("jabatan", "tambah", *kata)
    assert kode == 5
    assert galat.splitlines() == [
        "asn: kode 'PRAKOM-MUDA' sudah dipakai jabatan PRAKOM-MUDA",
        "Petunjuk: Lihat dengan: asn jabatan lihat PRAKOM-MUDA",
    ]
    assert asn("jabatan", "ubah", "prakom-muda", "--alias", "Prakom")[0] == 0
    assert asn("jabatan", "ubah", "prakom", "--alias", "PRAKOM") == (0, "", "tidak ada yang berubah\n")
    assert json.loads(asn("jabatan", "lihat", "prakom", "--json")[1])["alias"] == ["Prakom"]
    assert json.loads(asn("jabatan", "daftar", "--json")[1]) == [
        {"kode": "PRAKOM-MUDA", "nama": "Pranata Komputer Ahli Muda", "jenjang": "Ahli Muda", "urusan": None}
    ]


def test_import_and_back(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "jabatan.csv"
    berkas.write_text("Kode Jabatan;Nama Jabatan;Jenjang\nLURAH;Lurah;Pengawas\nGURU;Guru;\n")
    kode, keluar, galat = asn("jabatan", "impor", berkas)
    assert (kode, json.loads(keluar)["baru"]) == (0, 2)
    assert galat == "tersimpan: 2 baru, 0 berubah (bila keliru: asn batal 2)\n"
    berkas.write_text(asn("jabatan", "daftar", "--csv")[1], newline="")
    assert asn("jabatan", "impor", berkas)[2] == "tidak ada yang berubah\n"


def test_two_jobs_may_share_a_name_but_then_only_codes_tell_them_apart(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "jabatan.csv"
    berkas.write_text("kode,nama\nKSU-A,Kepala Subbagian Umum\nKSU-B,Kepala Subbagian Umum\n", encoding="utf-8")
    kode, keluar, _ = asn("jabatan", "impor", str(berkas), "--json")
    laporan = json.loads(keluar)
    assert (kode, laporan["baru"], [satu["kode"] for satu in laporan["peringatan"]]) == (0, 2, ["NAMA_KEMBAR"])
    assert asn("jabatan", "lihat", "KSU-B", "--json")[0] == 0
    kode, _, galat = asn("jabatan", "lihat", "kepala subbagian umum")
    assert (kode, galat.splitlines()[0]) == (
        2,
        "asn: jabatan 'kepala subbagian umum' berarti lebih dari satu: KSU-A, KSU-B",
    )
    assert asn("jabatan", "impor", str(berkas))[0] == 0


PANJANG = "x" * 61
TOLAK = [
    (("tambah",), 2, "kode wajib disebut", "Lihat: asn jabatan tambah -h"),
    (("tambah", "X", "--nama", "   "), 2, "--nama wajib diisi", "Tambahkan nama jabatan dengan --nama."),
    (("tambah", "", "--nama", "y"), 3, "kode jabatan kosong", "Contoh kode: DINKES atau PRAKOM-MUDA"),
    (("ubah", "STAF"), 2, "belum disebut apa yang diubah", "Sebutkan paling sedikit satu opsi; lihat -h."),
    (("tambah", "staf", "--nama", "Lain"), 5, "kode 'staf' sudah dipakai jabatan STAF",
     "Lihat dengan: asn jabatan lihat STAF"),
    (("lihat", "STA"), 4, "jabatan 'STA' belum terdaftar",
     "Mungkin maksudnya: STAF. Daftar lengkap: asn jabatan daftar"),
    (("daftar", "--csv", "--json"), 2, "--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu."),
    (("daftar", "-o", "x.txt"), 2, "Jenis berkas x.txt tidak dikenal.",
     "Pakai nama yang berakhir .xlsx, .csv, .json, atau .parquet."),
    (("daftar", "-o", "tidak/ada.csv"), 8, "Folder tidak tidak ada.",
     "Buat dulu foldernya, atau pilih folder lain."),
    (("impor", "tidak.csv"), 8, 'Berkas "tidak.csv" tidak ada.', "Periksa nama dan foldernya."),
]  # fmt: skip


def test_refusals_word_for_word(asn: Asn, basis: Path) -> None:
    asn("jabatan", "tambah", "STAF", "--nama", "Staf")
    for kata, kode, pesan, petunjuk in TOLAK:
        tolak(asn, basis, ("jabatan", *kata), kode, pesan, petunjuk)


def test_quotes_and_letters_survive_every_form(asn: Asn, tmp_path: Path, basis_induk: Path) -> None:
    aneh = """Staf 'A'; "B", Ámba – DROP TABLE"""
    asn("jabatan", "tambah", "b", "--nama", aneh, "--urusan", "Umum; Arsip", "--jenjang", "PENGAWAS")
    asn("jabatan", "tambah", "A.1/2", "--nama", "Guru")
    isi = ke_berkas(asn, tmp_path, "jabatan", "daftar", bidang="kode,nama,jenjang,urusan")
    assert [tuple(satu.values()) for satu in isi] == [
        ("A.1/2", "Guru", None, None), ("b", aneh, "Pengawas", "Umum; Arsip"),
    ]  # fmt: skip
    bolak_balik(asn, basis_lain(basis_induk, tmp_path), tmp_path, "jabatan")


def test_a_held_row_holds_the_whole_file(asn: Asn, basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "j.csv"
    berkas.write_text(f"kode,nama,jenjang\nA,Baik,\nB,Salah,Ngawur\nC D,Salah,\n{PANJANG},Panjang,\n")
    sebelum = basis.read_bytes()
    kode, keluar, _ = asn("jabatan", "impor", berkas, "--json")
    laporan = json.loads(keluar)
    assert (kode, [satu["sel"] for satu in laporan["galat"]]) == (3, ["C3", "A4", "A5"])
    assert (laporan["dibaca"], laporan["diterima"], laporan["ditahan"], laporan["jalankan"]) == (4, 1, 3, None)
    assert basis.read_bytes() == sebelum
    assert asn("jabatan", "impor", berkas, "--lewati", "-n")[0] == 9
    assert basis.read_bytes() == sebelum
