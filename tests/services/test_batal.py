"""Undo: the file as it was, or a refusal that names what stands in the way; never half of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import Bentrok, SalahPakai, TidakDitemukan
from asn_kompetensi.services import batal, nilai, pegawai, riwayat
from asn_kompetensi.store import catatan, door
from tests.cetakan import sekali
from tests.services.berkas_uji import A, B, isi_orang
from tests.store.alat import buka, sidik
from tests.store.test_catatan import BERSIH, temuan


def isi(basis: Path) -> list[str]:
    """Every row of the data tables."""
    hasil = []
    with closing(sqlite3.connect(basis)) as kon:
        for tabel in catatan.tabel_dicatat(kon):
            hasil += [f"{tabel.nama} {baris}" for baris in kon.execute(f"SELECT * FROM {tabel.nama}").fetchall()]
    return sorted(hasil)


def terakhir(basis: Path) -> int:
    with door.baca(basis) as d:
        return int(riwayat.daftar(d)[0][0])


def tolak(basis: Path, jalankan: str, pesan: str, galat: type[Exception] = Bentrok) -> None:
    """An undo that is refused and leaves the file byte for byte."""
    sebelum = sidik(basis)
    with pytest.raises(galat, match=pesan), buka(basis, perintah="batal") as d:
        batal.batal(d, jalankan)
    assert sidik(basis) == sebelum


@sekali
def _awal(basis: Path) -> None:
    """Three people; A has scores for INT and KS."""
    isi_orang(basis)
    with buka(basis, perintah="nilai isi") as d:
        nilai.isi(d, A, {"INT": "3", "KS": "2,5"}, "2025", "asesmen", date(2025, 6, 10))


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def test_nilai_baru_hilang_lagi(kota: Path) -> None:
    sebelum = isi(kota)
    with buka(kota, perintah="nilai isi") as d:
        nilai.isi(d, B, {"INT": "1"}, "2025", "asesmen", None)
    with buka(kota, perintah="batal") as d:
        hasil = batal.batal(d, "terakhir")
    assert hasil == {
        "jalankan": terakhir(kota),
        "dibatalkan": terakhir(kota) - 1,
        "perintah": "nilai isi",
        "rekaman": 1,
    }
    assert isi(kota) == sebelum
    assert temuan(kota) == BERSIH


def test_nilai_yang_ditimpa_dan_dihapus_kembali(kota: Path) -> None:
    sebelum = isi(kota)
    with buka(kota, perintah="nilai isi") as d:
        nilai.isi(d, A, {"INT": "5"}, "2025", "asesmen", None)
        nilai.hapus(d, A, "2025", "KS", None)
    assert isi(kota) != sebelum
    with buka(kota, perintah="batal") as d:
        batal.batal(d, str(terakhir(kota)))
    assert isi(kota) == sebelum


def test_mutasi_dan_nip_baru_kembali(kota: Path) -> None:
    sebelum = isi(kota)
    with buka(kota, perintah="pegawai mutasi") as d:
        pegawai.mutasi(d, A, date(2025, 7, 1), opd="DISDIK")
        pegawai.ubah(d, A, {"nama": "Sabai Lain"}, nip_baru=A[:-1] + "2")
    with buka(kota, perintah="batal") as d:
        batal.batal(d, "terakhir")
    assert isi(kota) == sebelum
    assert temuan(kota) == BERSIH


def test_dua_kode_yang_bertukar_kembali(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE jabatan SET kode = 'SEMENTARA' WHERE kode = 'STAF'")
        d.kon.execute("UPDATE jabatan SET kode = 'STAF' WHERE kode = 'SEKDIS'")
        d.kon.execute("UPDATE jabatan SET kode = 'SEKDIS' WHERE kode = 'SEMENTARA'")
    with buka(kota, perintah="batal") as d:
        batal.batal(d, "terakhir")
    with door.baca(kota) as baca:
        kode = dict(baca.kon.execute("SELECT nama, kode FROM jabatan"))
    assert (kode["Staf"], kode["Sekretaris Dinas"]) == ("STAF", "SEKDIS")


def _batal(basis: Path, jalankan: str = "terakhir") -> int:
    """Which run was taken back."""
    with buka(basis, perintah="batal") as d:
        return int(batal.batal(d, jalankan)["dibatalkan"])


def _mundur(basis: Path, semula: list[list[str]]) -> list[int]:
    """Take back as many runs as there were states, each giving the one before; which runs these were."""
    hasil = []
    for sebelum, sesudah in pairwise(reversed(semula)):
        assert isi(basis) == sebelum
        hasil.append(_batal(basis))
        assert isi(basis) == sesudah
    assert temuan(basis) == BERSIH
    return hasil


def test_pembatalan_pun_dapat_dibatalkan(kota: Path) -> None:
    sebelum, isian = isi(kota), terakhir(kota)
    _batal(kota)
    tanpa = isi(kota)
    assert _batal(kota, str(terakhir(kota))) == isian + 1
    assert isi(kota) == sebelum
    # It stands again, and is taken back again: as often as a clerk likes.
    assert _batal(kota) == isian
    assert isi(kota) == tanpa
    assert _batal(kota, str(terakhir(kota))) == isian + 3
    assert isi(kota) == sebelum
    assert temuan(kota) == BERSIH


def test_terakhir_lagi_dan_lagi_mundur_terus(kota: Path) -> None:
    """Never back and forth: what is named is always the newest run that still stands."""
    semula = [isi(kota)]
    for level in ("1", "4", "5"):
        with buka(kota, perintah="nilai isi") as d:
            nilai.isi(d, A, {"INT": level}, "2025", "asesmen", None)
        semula.append(isi(kota))
    atas = terakhir(kota)
    assert _mundur(kota, semula) == [atas, atas - 1, atas - 2]
    assert [_batal(kota) for _ in range(3)] == [4, 3, 2]  # the scores, the people, the registers
    with door.baca(kota) as baca:
        assert [satu[-1] for satu in riwayat.daftar(baca)][::-1] == [None, 13, 12, 11, 10, 9, 8, *[None] * 6]
    tolak(kota, "terakhir", r"jalankan 1 \(db mulai\) tidak dapat dibatalkan")
    assert temuan(kota) == BERSIH


def test_yang_dikembalikan_oleh_pembatalan_bukan_perubahan(kota: Path) -> None:
    """A score corrected and the correction taken back: the run before may be taken back without a detour."""
    pertama, orang = terakhir(kota), isi(kota)
    with buka(kota, perintah="nilai isi") as d:
        nilai.isi(d, A, {"INT": "5"}, "2025", "asesmen", None)
    _batal(kota)
    assert isi(kota) == orang
    assert _batal(kota, str(pertama)) == pertama
    assert not [satu for satu in isi(kota) if satu.startswith("nilai ")]
    assert temuan(kota) == BERSIH


def test_yang_sudah_diubah_sesudahnya_ditolak_dan_disebut(kota: Path) -> None:
    pertama = terakhir(kota)
    with buka(kota, perintah="nilai isi", petugas="budi") as d:
        nilai.isi(d, A, {"INT": "5"}, "2025", "asesmen", None)
    tolak(
        kota,
        str(pertama),
        f"1 rekaman jalankan {pertama} sudah diubah sesudahnya: nilai {A} INT 2025 asesmen oleh budi",
    )


def test_yang_masih_dipakai_ditolak(kota: Path) -> None:
    orang = str(terakhir(kota) - 1)  # three people, one of them with scores since
    tolak(kota, orang, "2 rekaman nilai bergantung padanya")


def test_yang_sama_tidak_dua_kali(kota: Path) -> None:
    nomor = str(terakhir(kota))
    _batal(kota, nomor)
    tolak(kota, nomor, rf"jalankan {nomor} \(nilai isi\) sudah dibatalkan oleh jalankan {terakhir(kota)}")


def test_juga_yang_menyebut_orang_mundur_terus(kota: Path) -> None:
    """A name is noted under a new salt each time: alike is who is called alike."""
    semula = [isi(kota)]
    for nama in ("Satu", "Dua", "Satu"):
        with buka(kota, perintah="pegawai ubah") as d:
            pegawai.ubah(d, A, {"nama": nama})
        semula.append(isi(kota))
    tolak(kota, str(terakhir(kota) - 1), f"1 rekaman jalankan {terakhir(kota) - 1} sudah diubah sesudahnya")
    _mundur(kota, semula)


def test_yang_diisi_orang_lain_sesudahnya_tidak_hilang_walaupun_sama(kota: Path) -> None:
    """Somebody entered the same again after it had been changed: that entry stands, and nobody's undo takes it away."""
    for petugas, golongan in (("siti", "III/b"), ("rina", "III/c"), ("budi", "III/b")):
        with buka(kota, perintah="pegawai ubah", petugas=petugas) as d:
            pegawai.ubah(d, A, {"golongan": golongan})
    atas = terakhir(kota)
    tolak(kota, str(atas - 2), f"1 rekaman jalankan {atas - 2} sudah diubah sesudahnya: .* oleh budi")
    tolak(kota, str(atas - 1), f"1 rekaman jalankan {atas - 1} sudah diubah sesudahnya: .* oleh budi")
    assert [_batal(kota) for _ in range(3)] == [atas, atas - 1, atas - 2]


@pytest.mark.parametrize("nomor", ["99999999999999999999999", "6"])
def test_nomor_yang_belum_ada(kota: Path, nomor: str) -> None:
    tolak(kota, nomor, f"jalankan {nomor} tidak ada; yang terakhir 4", TidakDitemukan)


def test_penilai_yang_masih_terdaftar_menunggu_nilainya_kembali(kota: Path) -> None:
    """Named, deleted, named again: undone one after the other, each finds the assessor it needs."""
    semula = [isi(kota)]
    for kerja in (
        lambda d: nilai.isi(d, A, {"KOM": "1"}, "2025", "uji", None, "Nurhayati Baru"),
        lambda d: nilai.hapus(d, A, "2025", "KOM", "uji"),
        lambda d: nilai.isi(d, B, {"KOM": "2"}, "2025", "uji", None, "Nurhayati Baru"),
    ):
        with buka(kota, perintah="nilai isi") as d:
            kerja(d)
        semula.append(isi(kota))
    _mundur(kota, semula)


def test_pembatalan_dari_program_lama_tidak_menyebut_sasarannya(kota: Path) -> None:
    """Its run is never meant by `terakhir`; the one it took back is known by what has become of its records."""
    nomor = terakhir(kota)
    _batal(kota)
    with closing(sqlite3.connect(kota)) as kon, kon:
        kon.execute("UPDATE jalankan SET perintah = 'batal' WHERE id = ?", (nomor + 1,))
    tolak(kota, "terakhir", f"2 rekaman jalankan {nomor} sudah diubah sesudahnya: .*batal")


@pytest.mark.parametrize(
    ("jalankan", "galat", "pesan"),
    [
        ("1", Bentrok, r"jalankan 1 \(db mulai\) tidak dapat dibatalkan"),
        ("99", TidakDitemukan, "jalankan 99 tidak ada; yang terakhir 4"),
        ("5", TidakDitemukan, "jalankan 5 tidak ada"),  # the number this very run would get
        ("0", TidakDitemukan, "jalankan 0 tidak ada"),
        ("-1", SalahPakai, "'-1' bukan nomor jalankan"),
        ("kemarin", SalahPakai, "'kemarin' bukan nomor jalankan"),
    ],
)
def test_nomor_yang_salah(kota: Path, jalankan: str, galat: type[Exception], pesan: str) -> None:
    assert terakhir(kota) == 4
    tolak(kota, jalankan, pesan, galat)


def test_orang_yang_identitasnya_sudah_dihapus_tidak_dikembalikan(kota: Path) -> None:
    with buka(kota, perintah="pegawai ubah") as d:
        pegawai.ubah(d, A, {"nama": "Nama Lain"})
    with closing(sqlite3.connect(kota)) as kon, kon:
        kon.execute("DELETE FROM catatan_pribadi")
    tolak(kota, "terakhir", "sudah disamarkan")
