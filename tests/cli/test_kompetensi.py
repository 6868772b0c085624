"""`asn kompetensi`: exit codes, the nine in order, import and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.alat import basis_lain, bolak_balik, ke_berkas, tolak
from tests.conftest import Asn


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tambah", "X", "--jenis", "teknis"), 2, "--nama wajib diisi"),
        (("tambah", "X", "--nama", "x"), 2, "--jenis wajib diisi"),
        (("tambah", "X", "--nama", "x", "--jenis", "umum"), 3, "pilih manajerial, sosial_kultural, teknis"),
        (("tambah", "INT", "--nama", "x", "--jenis", "teknis"), 5, "sudah dipakai kompetensi INT"),
        (("lihat", "Intgritas"), 4, "Mungkin maksudnya: INT"),
        (("ubah", "INT"), 2, "belum disebut apa yang diubah"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("kompetensi", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_the_nine_and_the_next(asn: Asn) -> None:
    kata = ("TIK", "--nama", "Tata Kelola TIK", "--jenis", "Teknis")
    assert asn("kompetensi", "tambah", *kata) == (0, "", "tersimpan: kompetensi TIK\n")
    isi = json.loads(asn("kompetensi", "daftar", "--json")[1])
    assert [satu["kode"] for satu in isi] == ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB", "TIK"]
    assert list(isi[9]) == ["kode", "nama", "jenis", "urutan", "definisi"]
    assert (isi[9]["jenis"], isi[9]["urutan"], isi[9]["definisi"]) == ("teknis", 10, None)
    assert len(json.loads(asn("kompetensi", "lihat", "kerjasama", "--json")[1])["level"]) == 5


def test_import_and_back(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "kompetensi.csv"
    berkas.write_text("kode,nama,jenis\nARSIP,Kearsipan,teknis\n")
    assert asn("kompetensi", "impor", berkas)[2] == "tersimpan: 1 baru, 0 berubah (bila keliru: asn batal 2)\n"
    berkas.write_text(asn("kompetensi", "daftar", "--csv")[1], newline="")
    assert asn("kompetensi", "impor", berkas)[2] == "tidak ada yang berubah\n"


TOLAK = [
    (("tambah", "TIK", "--nama", "Integritas", "--jenis", "teknis"), 5,
     "nama 'Integritas' sudah dipakai kompetensi INT",
     "Lihat dengan: asn kompetensi lihat INT"),
    (("tambah", "int", "--nama", "zz", "--jenis", "teknis"), 5, "kode 'int' sudah dipakai kompetensi INT",
     "Lihat dengan: asn kompetensi lihat INT"),
    (("tambah", "TIK", "--nama", "", "--jenis", "teknis"), 2, "--nama wajib diisi",
     "Tambahkan nama kompetensi dengan --nama."),
    (("tambah", "TI K", "--nama", "x", "--jenis", "teknis"), 3,
     "kode kompetensi 'TI K' hanya boleh huruf, angka, dan tanda _ - . / +, tanpa spasi",
     "Contoh kode: DINKES atau PRAKOM-MUDA"),
    (("ubah", "INT", "--nama", "Kerja Sama"), 5, "nama 'Kerja Sama' sudah dipakai kompetensi KS",
     "Lihat dengan: asn kompetensi daftar"),
    (("lihat", "ZZZ"), 4, "kompetensi 'ZZZ' belum terdaftar", "Daftar lengkap: asn kompetensi daftar"),
    (("daftar", "--json", "--csv"), 2, "--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu."),
    (("impor", "tidak.csv"), 8, 'Berkas "tidak.csv" tidak ada.', "Periksa nama dan foldernya."),
]  # fmt: skip


@pytest.mark.parametrize(("kata", "kode", "pesan", "petunjuk"), TOLAK)
def test_refusals_word_for_word(
    asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str, petunjuk: str
) -> None:
    tolak(asn, basis, ("kompetensi", *kata), kode, pesan, petunjuk)


def test_every_form_and_back(asn: Asn, tmp_path: Path, basis_induk: Path) -> None:
    asn("kompetensi", "tambah", "z", "--nama", 'Arsip "A"; lama', "--jenis", "teknis", "--definisi", "Dua,\nbaris")
    asn("kompetensi", "tambah", "B", "--nama", "Bahasa Ámba", "--jenis", "SOSIAL KULTURAL")
    isi = ke_berkas(asn, tmp_path, "kompetensi", "daftar", bidang="kode,nama,jenis,urutan,definisi")
    assert [(satu["kode"], satu["jenis"], satu["urutan"]) for satu in isi][8:] == [
        ("PB", "sosial_kultural", 9), ("z", "teknis", 10), ("B", "sosial_kultural", 11),
    ]  # fmt: skip
    bolak_balik(asn, basis_lain(basis_induk, tmp_path), tmp_path, "kompetensi")


def test_a_renamed_competency_answers_to_both_names(asn: Asn) -> None:
    assert asn("kompetensi", "ubah", "INT", "--nama", "Kejujuran") == (0, "", "tersimpan: kompetensi INT\n")
    assert asn("kompetensi", "ubah", "INT", "--nama", "Kejujuran") == (0, "", "tidak ada yang berubah\n")
    for sebutan in ("int", "integritas", "KEJUJURAN"):
        satu = json.loads(asn("kompetensi", "lihat", sebutan, "--json")[1])
        assert (satu["kode"], satu["nama"], satu["urutan"]) == ("INT", "Kejujuran", 1)
        assert "Integritas" in satu["alias"]
