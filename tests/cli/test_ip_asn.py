"""`asn pegawai catat` and `asn ip-asn daftar`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from asn_kompetensi.domain.rekam import PILIHAN
from asn_kompetensi.services.ip_asn import BIDANG, BIDANG_KOTAK, BIDANG_RINGKAS
from tests.cetakan import cetak
from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn

SABAI, RANCAK = "198403122006042901", "198812092014122906"
P = ("--periode", "2025")


@pytest.fixture
def kota(asn: Asn, basis: Path) -> Path:
    def isi() -> None:
        for kata in (
            ("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan"),
            ("jabatan", "tambah", "STAF", "--nama", "Pengadministrasi", "--jenjang", "Pelaksana"),
            ("jabatan", "tambah", "DOKTER", "--nama", "Dokter Ahli Muda", "--jenjang", "Ahli Muda"),
            ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31"),
            ("pegawai", "tambah", SABAI, "--nama", "Sabai Aluih", "--opd", "DINKES", "--jabatan", "STAF"),
            ("pegawai", "tambah", RANCAK, "--nama", "Rancak Dilabuah", "--opd", "DINKES", "--jabatan", "DOKTER"),
        ):
            assert asn(*kata)[0] == 0

    cetak(basis, isi)
    return basis


# --- refused ----------------------------------------------------------------------------------------------------------


def test_refusals(asn: Asn, kota: Path) -> None:
    catat = ("pegawai", "catat")
    tolak(asn, kota, (*catat, SABAI, "gaji", "baik", *P), 2, "'gaji' tidak dapat dicatat",
          "Pilihannya: kinerja, disiplin, potensi, pendidikan.")  # fmt: skip
    tolak(asn, kota, (*catat, SABAI, "potensi", "bagus", *P), 3,
          "potensi 'bagus' tidak dikenal. Pilihannya: tinggi, menengah, rendah",
          'Tulis salah satunya, misalnya: asn pegawai catat NIP potensi "menengah" --periode 2025')  # fmt: skip
    tolak(asn, kota, (*catat, "198403122006042902", "kinerja", "baik", *P), 4,
          "pegawai dengan NIP ***************902 belum terdaftar",
          "Daftarkan dengan asn pegawai tambah, atau periksa NIP-nya: asn pegawai daftar")  # fmt: skip
    tolak(asn, kota, (*catat, SABAI, "kinerja", "--hapus", *P), 4,
          "tidak ada catatan kinerja orang itu di periode 2025", "Lihat: asn pegawai lihat NIP")  # fmt: skip


@pytest.mark.parametrize(
    "kata",
    [
        (SABAI, "kinerja", "baik"), (SABAI, "kinerja", *P), ("--hasil", "sesuai", SABAI, *P), (SABAI, *P),
        (SABAI, "potensi", "--hasil", "sesuai", "--perilaku", "sesuai", *P), (SABAI, "kinerja", "baik", "--hapus", *P),
        (SABAI, "--dari", "a.xlsx", *P), ("--dari", "a.xlsx", "--contoh", *P), ("--contoh",), ("--lewati", *P),
        ("--dari", "a.xlsx", "-o", "b.xlsx", *P), ("--dari", "a.xlsx"),
    ],
)  # fmt: skip
def test_words_that_do_not_go_together(asn: Asn, kata: tuple[str, ...]) -> None:
    kode, keluar, galat = asn("pegawai", "catat", *kata)
    assert (kode, keluar) == (2, ""), galat
    assert "Petunjuk: " in galat


# --- recorded and measured -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("kota")
def test_a_clerk_records_and_reads(asn: Asn, tmp_path: Path) -> None:
    assert asn("pegawai", "catat", SABAI, "kinerja", "Baik", *P) == (0, "", "tersimpan: kinerja 2025 baik\n")
    skp = ("pegawai", "catat", SABAI, "--hasil", "di atas", "--perilaku", "sesuai", *P)
    assert asn(*skp) == (0, "", "tidak ada yang berubah\n")
    kode, keluar, galat = asn("pegawai", "catat", SABAI, "kinerja", "92,5", *P, "--json", "-n")
    assert (kode, json.loads(keluar)["sebelumnya"]) == (0, "baik")
    assert "menggantikan baik (uji coba" in galat
    for hal, nilai in (("disiplin", "ringan"), ("pendidikan", "S1"), ("potensi", "tinggi")):
        assert asn("pegawai", "catat", SABAI, hal, nilai, *P)[0] == 0
    kode, keluar, galat = asn("ip-asn", "daftar", *P, "--nip", SABAI, "--json")
    (isi,) = json.loads(keluar)
    assert (isi["ip"], isi["kategori"], isi["terukur"], isi["kotak"]) == (43, "sangat_rendah", True, 8)
    assert isi["kurang"][0] == "diklat teknis 20 JP: +22,5"
    assert "terukur 1 dari 1 pegawai" in galat
    assert "1 pegawai tanpa satu pun pelatihan tercatat" in galat
    assert json.loads(asn("pegawai", "lihat", SABAI, "--json")[1])["rekam"][0]["hal"] == "disiplin"
    assert len(ke_berkas(asn, tmp_path, "ip-asn", "daftar", *P, bidang=",".join(BIDANG))) == 2
    ringkas = ke_berkas(asn, tmp_path, "ip-asn", "daftar", *P, "--per", "opd", bidang=",".join(BIDANG_RINGKAS))
    assert [(satu["pegawai"], satu["terukur"], satu["ip"]) for satu in ringkas] == [(2, 1, 43)]
    kotak = json.loads(asn("ip-asn", "daftar", *P, "--per", "kotak", "--json")[1])
    assert tuple(kotak[0]) == BIDANG_KOTAK
    assert {satu["kotak"]: satu["pegawai"] for satu in kotak if satu["pegawai"]} == {8: 1, None: 1}
    assert asn("ip-asn", "daftar", *P, "--per", "orang")[0] == 2


@pytest.mark.usefixtures("kota")
def test_a_doctor_needs_no_functional_training(asn: Asn) -> None:
    def komp() -> int:
        return int(json.loads(asn("ip-asn", "daftar", *P, "--nip", RANCAK, "--json")[1])[0]["kompetensi"])

    assert komp() == 0
    assert asn("jabatan", "ubah", "DOKTER", "--tanpa-diklat-fungsional")[2] == "tersimpan: jabatan DOKTER\n"
    assert (komp(), json.loads(asn("jabatan", "lihat", "DOKTER", "--json")[1])["tanpa_diklat_fungsional"]) == (15, True)
    assert asn("jabatan", "ubah", "DOKTER", "--tanpa-diklat-fungsional")[2] == "tidak ada yang berubah\n"
    assert asn("jabatan", "ubah", "DOKTER", "--dengan-diklat-fungsional")[0] == 0
    assert komp() == 0


@pytest.mark.usefixtures("kota")
def test_from_a_file(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "rekam.xlsx"
    assert asn("pegawai", "catat", "--contoh", "-o", berkas)[0] == 0
    buku = load_workbook(berkas)
    assert [sel.value for sel in buku["Isian"][1]] == ["nip", "kinerja", "disiplin", "potensi", "pendidikan"]
    for nomor, kata in enumerate((SABAI, "baik", "tidak_pernah", "menengah", "S-1/D-IV"), start=1):
        buku["Isian"].cell(2, nomor, kata)
    buku.save(berkas)
    kode, keluar, galat = asn("pegawai", "catat", "--dari", berkas, *P, "--json")
    assert (kode, json.loads(keluar)["baru"]) == (0, 1), galat
    kotor = Workbook()
    for baris in (("No", "NIP", "Nama", "Predikat Kinerja", "Hukuman Disiplin", "Pendidikan Terakhir"),
                  (1, SABAI, "Sabai Aluih", "Cukup", "-", "S-2 Kesehatan Masyarakat"),
                  (2, RANCAK, "Rancak Dilabuah", "Istimewa", "Tidak Pernah", "S-3")):  # fmt: skip
        kotor.active.append(baris)  # type: ignore[union-attr]
    kotor.save(tmp_path / "siasn.xlsx")
    kode, keluar, _ = asn("pegawai", "catat", "--dari", tmp_path / "siasn.xlsx", *P, "--json")
    assert (kode, [satu["sel"] for satu in json.loads(keluar)["galat"]]) == (3, ["D3"])
    assert asn("pegawai", "catat", "--dari", tmp_path / "siasn.xlsx", *P, "--lewati")[0] == 9
    isi = json.loads(asn("ip-asn", "daftar", *P, "--json")[1])
    assert [(satu["kualifikasi"], satu["kinerja"], satu["disiplin"]) for satu in isi] == [(25, None, 5), (20, 15, 5)]


def test_bantuan_catat_menyebut_setiap_kata(asn: Asn) -> None:
    bantuan = " ".join(asn("pegawai", "catat", "-h")[1].split())
    for hal, kata in PILIHAN.items():
        assert f"{hal.capitalize()}" in bantuan
        assert ", ".join(kata) in bantuan.replace("'", "")
