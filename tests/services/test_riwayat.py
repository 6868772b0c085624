"""The history as a clerk reads it: codes for ids, levels for hundredths, only what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import nilai, pegawai, riwayat
from asn_kompetensi.store import door
from tests.services.berkas_uji import A, B, isi_orang
from tests.store.alat import buka


@pytest.fixture
def kota(basis: Path) -> Path:
    """Three people, then scores of A (run 4 in file order), a changed score, a transfer."""
    isi_orang(basis)
    with buka(basis, perintah="nilai isi", petugas="rina") as d:
        nilai.isi(d, A, {"INT": "3", "KS": "2,5"}, "2025", "asesmen", date(2025, 6, 10))
        nilai.isi(d, B, {"INT": "1"}, "2025", "atasan", None)
    with buka(basis, perintah="nilai isi", petugas="budi") as d:
        nilai.isi(d, A, {"INT": "4"}, "2025", "asesmen", date(2025, 6, 10))
    with buka(basis, perintah="pegawai mutasi", petugas="budi") as d:
        pegawai.mutasi(d, A, date(2025, 7, 1), opd="DISDIK")
    return basis


def rinci(basis: Path, **pilih: Any) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return riwayat.rinci(d, **pilih)


def terakhir(basis: Path) -> int:
    with door.baca(basis) as d:
        return int(riwayat.daftar(d)[0][0])


def test_daftar_yang_terbaru_dahulu_dengan_banyaknya(kota: Path) -> None:
    with door.baca(kota) as d:
        baris = [dict(zip(riwayat.BIDANG_JALANKAN, satu, strict=True)) for satu in riwayat.daftar(d)]
    assert [satu["jalankan"] for satu in baris] == sorted((satu["jalankan"] for satu in baris), reverse=True)
    assert [(s["petugas"], s["perintah"], s["rekaman"]) for s in baris[:3]] == [
        ("budi", "pegawai mutasi", 2), ("budi", "nilai isi", 1), ("rina", "nilai isi", 3),
    ]  # fmt: skip


def test_nilai_yang_berubah_dari_berapa_ke_berapa(kota: Path) -> None:
    [satu] = rinci(kota, jalankan=terakhir(kota) - 1)
    assert satu[2:] == ("budi", "nilai isi", "nilai", f"{A} INT 2025 asesmen", "ubah", "level", 3, 4)


def test_nilai_baru_memuat_level_dan_tanggalnya_saja(kota: Path) -> None:
    baris = [satu[5:] for satu in rinci(kota, jalankan=terakhir(kota) - 2)]
    assert [(nama, aksi, bidang, lama, str(baru)) for nama, aksi, bidang, lama, baru in baris] == [
        (f"{A} INT 2025 asesmen", "tambah", "level", None, "3.00"),
        (f"{A} INT 2025 asesmen", "tambah", "tanggal", None, "2025-06-10"),
        (f"{A} KS 2025 asesmen", "tambah", "level", None, "2.50"),
        (f"{A} KS 2025 asesmen", "tambah", "tanggal", None, "2025-06-10"),
        (f"{B} INT 2025 atasan", "tambah", "level", None, "1.00"),
    ]


def test_mutasi_menutup_yang_lama_dan_membuka_yang_baru(kota: Path) -> None:
    baris = [satu[4:] for satu in rinci(kota, jalankan=terakhir(kota))]
    assert baris == [
        ("penempatan", A, "ubah", "selesai", None, "2025-06-30"),
        ("penempatan", A, "tambah", "pegawai", None, A),
        ("penempatan", A, "tambah", "opd", None, "DISDIK"),
        ("penempatan", A, "tambah", "jabatan", None, "STAF"),
        ("penempatan", A, "tambah", "mulai", None, "2025-07-01"),
    ]


def test_riwayat_seseorang_memuat_miliknya_saja(kota: Path) -> None:
    milik = rinci(kota, nip=A)
    assert {satu[5].split()[0] for satu in milik} == {A}
    assert {satu[4] for satu in milik} == {"pegawai", "penempatan", "nilai"}
    assert {satu[4] for satu in rinci(kota, nip=B)} == {"pegawai", "penempatan", "nilai"}
    assert len(rinci(kota, nip=A, tabel="nilai")) == 5


def test_nip_yang_dibetulkan_tetap_punya_riwayatnya(kota: Path) -> None:
    baru = A[:-1] + "2"
    with buka(kota, perintah="pegawai ubah") as d:
        pegawai.ubah(d, A, {}, nip_baru=baru)
    assert rinci(kota, nip=baru)[-1][4:] == ("pegawai", A, "ubah", "nip", A, baru)
    assert len(rinci(kota, nip=baru, tabel="nilai")) == 5


def test_rekaman_yang_dihapus_masih_terbaca(kota: Path) -> None:
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, B, "2025", None, None)
    [satu] = rinci(kota, jalankan=terakhir(kota))
    assert satu[5:] == (f"{B} INT 2025 atasan", "hapus", "level", 1, None)


@pytest.mark.parametrize(
    ("pilih", "galat", "pesan"),
    [
        ({"jalankan": 99}, TidakDitemukan, "jalankan 99 tidak ada; yang terakhir"),
        ({"jalankan": -1}, TidakDitemukan, "jalankan -1 tidak ada"),
        ({"tabel": "nila"}, TidakDitemukan, "tabel 'nila' tidak ada"),
        ({"tabel": "catatan"}, TidakDitemukan, "tabel 'catatan' tidak ada"),
        ({"nip": "198403122006042999"}, TidakDitemukan, "belum terdaftar"),
        ({"nip": "12"}, DataDitolak, "NIP"),
    ],
)
def test_yang_tidak_ada_dikatakan(kota: Path, pilih: dict[str, Any], galat: type[Exception], pesan: str) -> None:
    with pytest.raises(galat, match=pesan):
        rinci(kota, **pilih)
