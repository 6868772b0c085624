"""`asn rencana` as a clerk and a script see it: made, listed, printed, filled in, read back, compared."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn
from tests.services.kota_rencana import isi_kecil
from tests.services.orang import MANGKUTAK, RENO, SABAI
from tests.store.alat import sidik

SUSUN = ("rencana", "susun", "--tahun", "2026", "--periode", "2024")
DAFTAR = (
    "tahun,nomor,periode,opd,nama_opd,jenis,kompetensi,nama_kompetensi,rata_kesenjangan,sasaran,bentuk,nama_bentuk,"
    "jalur,pelatihan,nama_pelatihan,jp,penyelenggara,mulai,selesai,kurikulum,pembina,anggaran,sumber_dana,prioritas,"
    "didanai"
)
RINCI = (
    "tahun,nomor,opd,nip,nama,jabatan,nama_jabatan,kompetensi,nama_kompetensi,standar,capaian,kesenjangan,pelatihan,"
    "bentuk,nama_bentuk,prioritas,didanai"
)
REALISASI = (
    "tahun,nomor,opd,nama_opd,kompetensi,nama_kompetensi,prioritas,pelatihan,didanai,sasaran,terjadwal,mengikuti,"
    "dilatih,persen,jp,jp_realisasi,anggaran,biaya_realisasi,status"
)
TIDAK_DILATIH = (
    "tahun,nomor,opd,nama_opd,kompetensi,nama_kompetensi,prioritas,sasaran,kesenjangan_total,program,kelas,sebab"
)
TIDAK_PERLU = (
    "tahun,kelas,pelatihan,nama_pelatihan,kompetensi,nama_kompetensi,periode,peserta,perlu,sudah_memenuhi,"
    "tidak_diwajibkan,tidak_diketahui,persen_tidak_perlu"
)
BELUM = "rencana 2026 belum disusun"


@sekali
def _kota(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    """The small city of the services' tests, saved."""
    _kota(basis)
    return asn


def test_susun_lalu_sama_lalu_ganti(kota: Asn, basis: Path) -> None:
    sebelum = sidik(basis)
    kode, keluar, galat = kota(*SUSUN, "--anggaran", "Rp 500.000", "-n", "--json")
    kering = json.loads(keluar)
    assert (kode, kering["jalankan"], sidik(basis)) == (0, None, sebelum)
    assert "uji coba: tidak ada yang disimpan" in galat
    kode, keluar, galat = kota(*SUSUN, "--anggaran", "500000", "--json")
    isi = json.loads(keluar)
    assert (kode, isi | {"jalankan": None}) == (0, kering), "the dry run told the same"
    assert galat.splitlines() == [
        "Rencana 2026: 4 kesenjangan pada 3 pegawai di 3 perangkat daerah, 4 baris (4 baru).",
        "Didanai 2 baris, Rp500.000 dari Rp500.000; 1 baris tidak muat, 1 belum diketahui biayanya.",
        "1 baris belum ada programnya dalam katalog: asn pelatihan tambah",
        f"{isi['belum_dinilai']} kompetensi wajib belum dinilai, jadi belum dapat direncanakan.",
    ]
    sebelum = sidik(basis)
    kode, _, galat = kota(*SUSUN, "--anggaran", "500000")
    assert (kode, galat.splitlines()[-1], sidik(basis)) == (0, "tidak ada yang berubah", sebelum)
    pesan = "rencana 2026 sudah disusun dan hasilnya kini berbeda: 0 baris baru, 3 berubah, 0 hilang"
    petunjuk = "Untuk menggantinya, ulangi dengan --ganti; isian Anda pada baris yang tetap ada ikut terbawa."
    tolak(kota, basis, (*SUSUN, "--json"), 5, pesan, petunjuk)
    pesan = "perlu persetujuan: ganti rencana 2026: 3 baris berubah, 0 hilang?"
    tolak(kota, basis, (*SUSUN, "--ganti", "--json"), 2, pesan, "Tambahkan --yes bila memang itu yang dimaksud.")
    assert kota(*SUSUN, "--ganti", "-y")[0] == 0


def test_daftar_rinci_dan_realisasi(kota: Asn, tmp_path: Path) -> None:
    assert kota(*SUSUN)[0] == 0
    (tmp_path / "a").mkdir()
    isi = json.loads(kota("rencana", "daftar", "--tahun", "2026", "--json")[1])
    assert {",".join(satu) for satu in isi} == {DAFTAR}
    assert (isi[1]["opd"], isi[1]["anggaran"], isi[1]["didanai"], isi[1]["kurikulum"]) == ("DISDIK", None, None, None)
    rinci = ke_berkas(kota, tmp_path / "a", "rencana", "daftar", "--tahun", "2026", "--rinci", bidang=RINCI)
    assert [satu["nip"] for satu in rinci] == [MANGKUTAK, SABAI, SABAI, RENO]
    jalan = ("rencana", "realisasi", "--tahun", "2026")
    for tampil, bidang in (("rencana", REALISASI), ("tidak_dilatih", TIDAK_DILATIH)):
        for satu in json.loads(kota(*jalan, "--tampilkan", tampil, "--json")[1]):
            assert ",".join(satu) == bidang
    assert kota(*jalan, "--tampilkan", "tidak_perlu", "--csv")[1] == TIDAK_PERLU + "\r\n"
    kode, keluar, galat = kota("rencana", "daftar", "--tahun", "2026", "--opd", "DISDIK", "--prioritas", "2")
    assert (kode, len(keluar.splitlines()), galat) == (
        0, 2, "1 baris; anggaran belum diketahui; 1 baris belum diketahui biayanya\n"
    )  # fmt: skip


def test_buku_diisi_dan_dibaca_kembali(kota: Asn, tmp_path: Path) -> None:
    """Printed, changed by hand, read back; what cannot be read is held by its cell."""
    kota(*SUSUN)
    berkas = tmp_path / "akpk.xlsx"
    assert kota("rencana", "daftar", "--tahun", "2026", "-o", str(berkas))[0] == 0
    assert kota("rencana", "daftar", "--tahun", "2026", "-o", str(berkas))[0] == 5
    buku = openpyxl.load_workbook(berkas)
    lembar = buku["Rencana"]
    baris = next(n for n in range(1, 20) if lembar.cell(n, 1).value == 2)
    lembar.cell(baris, 11).value, lembar.cell(baris, 13).value = "2 Maret s.d. 5 Maret 2026", 4_000_000
    buku.save(berkas)
    kembali = ("rencana", "susun", "--tahun", "2026", "--dari", str(berkas), "--json")
    kode, keluar, galat = kota(*kembali)
    laporan = json.loads(keluar)
    assert (kode, laporan["galat"], laporan["berubah"], laporan["sama"]) == (0, [], 1, 3)
    assert "--anggaran" in galat
    isi = json.loads(kota("rencana", "daftar", "--tahun", "2026", "--opd", "DISDIK", "--json")[1])
    assert (isi[0]["mulai"], isi[0]["selesai"], isi[0]["anggaran"]) == ("2026-03-02", "2026-03-05", 4_000_000)
    lembar.cell(baris, 13).value = "mahal"
    buku.save(berkas)
    kode, keluar, _ = kota(*kembali)
    assert (kode, [satu["sel"] for satu in json.loads(keluar)["galat"]]) == (3, [f"M{baris}"])


def test_daftar_csv_dibaca_kembali_tanpa_perubahan(kota: Asn, tmp_path: Path) -> None:
    kota(*SUSUN)
    berkas = tmp_path / "p.csv"
    berkas.write_text(kota("rencana", "daftar", "--tahun", "2026", "--csv")[1], encoding="utf-8", newline="")
    kode, keluar, _ = kota("rencana", "susun", "--tahun", "2026", "--dari", str(berkas))
    laporan = json.loads(keluar)
    assert (kode, laporan["sama"], laporan["ditahan"], laporan["jalankan"]) == (0, 4, 0, None)


def test_rencana_perorangan(kota: Asn, tmp_path: Path) -> None:
    jalan = ("rencana", "idp", SABAI, "--periode", "2024")
    isi = json.loads(kota(*jalan, "--json")[1])
    assert (isi["tahun"], isi["nip"], len(isi["kegiatan"])) == (2025, SABAI, 6)
    assert {satu["porsi"] for satu in isi["kegiatan"]} == {10, 20, 70}
    berkas = tmp_path / "idp.xlsx"
    assert kota(*jalan, "-o", str(berkas)) == (0, "", f"tersimpan: {berkas}\n")
    assert openpyxl.load_workbook(berkas).sheetnames == ["IDP"]


@pytest.mark.parametrize(
    ("kata", "kode", "pesan"),
    [
        (("daftar",), 2, "--tahun wajib diisi"),
        (("daftar", "--tahun", "2026"), 4, BELUM),
        (("daftar", "--tahun", "dua"), 3, "tahun 'dua' tidak sah"),
        (("daftar", "--tahun", "2026", "--prioritas", "4"), 2, "--prioritas '4' tidak ada"),
        (("daftar", "--tahun", "2026", "--tanggal-surat", "2025-12-01"), 2, "--tanggal-surat hanya untuk buku kerja"),
        (("realisasi", "--tahun", "2026"), 4, BELUM),
        (("realisasi", "--tahun", "2026", "--tampilkan", "semua"), 2, "--tampilkan 'semua' tidak ada"),
        (("realisasi", "--tahun", "2026", "--rinci"), 2, "--rinci hanya bersama --tampilkan tidak_perlu"),
        (("susun", "--tahun", "2026"), 2, "--periode wajib diisi"),
        (("susun", "--tahun", "2026", "--periode", "2024", "--anggaran", "banyak"), 3,
         "--anggaran 'banyak' harus bilangan bulat, paling sedikit 0."),
        (("susun", "--tahun", "2026", "--periode", "2024", "--lewati"), 2,
         "--lewati, --lembar, dan --peta hanya bersama --dari"),
        (("susun", "--tahun", "2026", "--periode", "2024", "--dari", "a.xlsx"), 2,
         "--dari hanya bersama --tahun dan --anggaran"),
        (("idp", SABAI), 2, "--periode wajib diisi"),
        (("idp", "123", "--periode", "2024"), 3, ""),
    ],
)  # fmt: skip
def test_yang_ditolak(kota: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str) -> None:
    sebelum = sidik(basis)
    hasil, keluar, galat = kota("rencana", *kata)
    assert (hasil, keluar) == (kode, "")
    assert galat.startswith(f"asn: {pesan}")
    assert "Petunjuk: " in galat
    assert sidik(basis) == sebelum
