"""`asn riwayat`: runs, their contents, and refusals."""

from __future__ import annotations

import json

from tests.conftest import Asn

JALANKAN = ["jalankan", "waktu", "petugas", "perintah", "berkas", "sha256", "rekaman", "dibatalkan_oleh"]
RINCI = ["jalankan", "waktu", "petugas", "perintah", "tabel", "rekaman", "aksi", "bidang", "lama", "baru"]


def test_pekerjaan_terbaru_di_atas(asn: Asn) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    kode, keluar, galat = asn("riwayat", "--json")
    isi = json.loads(keluar)
    assert (kode, galat) == (0, "")
    assert [list(satu) for satu in isi] == [JALANKAN] * 2
    assert tuple(isi[0][bidang] for bidang in ("perintah", "petugas", "rekaman")) == ("opd tambah", "penguji", 1)


def test_mengulang_tidak_menambah_riwayat(asn: Asn) -> None:
    asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    sebelum = asn("riwayat", "--csv")
    asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    assert asn("riwayat", "--csv") == sebelum


def test_isi_satu_pekerjaan(asn: Asn) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    asn("opd", "ubah", "DINKES", "--nama", "Dinas Kesehatan Kota")
    kode, keluar, _ = asn("riwayat", "--jalankan", "3", "--tabel", "opd", "--csv")
    assert kode == 0
    kepala, satu = keluar.splitlines()
    assert kepala.split(",") == RINCI
    assert satu.endswith(",penguji,opd ubah,opd,DINKES,ubah,nama,Dinas Kesehatan,Dinas Kesehatan Kota")


def test_nip_disamarkan_di_kalimat_galat(asn: Asn) -> None:
    kode, keluar, galat = asn("riwayat", "--nip", "198403122006042901")
    assert (kode, keluar) == (4, "")
    assert "***************901" in galat
    assert "198403122006042901" not in galat


def test_nomor_yang_tidak_ada(asn: Asn) -> None:
    kode, keluar, galat = asn("riwayat", "--jalankan", "99")
    assert (kode, keluar, galat) == (
        4,
        "",
        "asn: jalankan 99 tidak ada; yang terakhir 1\nPetunjuk: Daftar: asn riwayat\n",
    )
    assert asn("riwayat", "--jalankan", "x")[0] == 2
