"""Who received what since when: a number means the person it was given to when the file was made."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain import samaran as domain
from asn_kompetensi.services import jabatan, opd, pegawai, pegawai_lihat, penyaluran, periode, samaran
from asn_kompetensi.services.batal import batal
from asn_kompetensi.services.penyaluran import Keluar
from asn_kompetensi.store import catatan, door
from asn_kompetensi.store.penyaluran import Salinan, catat_di
from asn_kompetensi.store.queries import penyaluran as sql
from tests.cetakan import sekali
from tests.store.alat import buka

A, B, C = "198403122006042901", "197911052005011902", "199001012015011003"
DIBATALKAN = (None, "(pendaftarannya dibatalkan)")


@sekali
def _isi(basis: Path) -> None:
    with buka(basis) as d:
        opd.tambah(d, "DINKES", "Dinas Kesehatan", alias=["Dinkes"])
        jabatan.tambah(d, "STAF", "Staf")
        periode.buka(d, "2025", "2025-01-01", "2025-12-31")
    daftar(basis, A, "SABAI ALUIH")


@pytest.fixture
def kota(basis: Path) -> Path:
    _isi(basis)
    return basis


def daftar(basis: Path, nip: str, nama: str) -> int:
    with buka(basis) as d:
        pegawai.tambah(d, nip, {"nama": nama, "opd": "DINKES", "jabatan": "STAF"})
        return d.jalankan


def kembali(basis: Path, jalankan: int) -> int:
    with buka(basis, perintah="batal") as d:
        batal(d, str(jalankan))
        return d.jalankan


def catat(basis: Path, *nip: str, **beda: Any) -> None:
    with door.sisip(basis) as d:
        satu = Keluar("tabel untuk petugas", "a.csv", None, nip)._replace(**beda)
        penyaluran.catat(d, [satu], perintah="gap daftar", petugas="siti")


def orang(basis: Path) -> list[tuple[str | None, str | None]]:
    with door.baca(basis) as d:
        return [satu[-2:] for satu in sql.sejak(d.kon, "2000-01-01", orang=True)]


def tersimpan(basis: Path) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return d.kon.execute("SELECT orang, pegawai, opd_id, periode_id FROM penyaluran ORDER BY id").fetchall()


def test_people_by_nip_and_things_by_code(kota: Path) -> None:
    daftar(kota, B, "BUNDO")
    catat(kota, A, B, A, opd="dinas kesehatan", periode="2025")
    catat(kota, A, opd="Dinkes", periode="2024")  # a period that is gone is none
    catat(kota, A, C, "123456789012345678")  # one nobody knows counts; a certificate's number is no person
    catat(kota, opd="TIADA")
    assert tersimpan(kota) == [
        (2, "[1,2]", 1, 1), (1, "[1]", 1, None), (2, "[1]", None, None), (0, "[]", None, None),
    ]  # fmt: skip


def test_a_corrected_nip_is_one_person(kota: Path) -> None:
    with buka(kota) as d:
        pegawai.ubah(d, A, {}, nip_baru="198403122006042909")
    catat(kota, A, "198403122006042909")
    catat(kota, A)  # as a closed period shows it
    assert tersimpan(kota) == [(1, "[1]", None, None)] * 2
    assert orang(kota) == [("198403122006042909", "SABAI ALUIH")] * 2


def test_since_when_and_in_which_order(kota: Path) -> None:
    catat(kota, A, opd="DINKES", periode="2025")
    catat(kota)
    with door.baca(kota) as d:
        satu, dua = sql.sejak(d.kon, "2000-01-01")
        assert list(sql.sejak(d.kon, "2999-01-01")) == []
        assert dua in list(sql.sejak(d.kon, dua[0])), "the moment itself counts"
    isi = dict(zip(sql.BIDANG, satu, strict=True))
    assert {k: isi[k] for k in sql.BIDANG if k != "waktu"} == {
        "petugas": "siti", "perintah": "gap daftar", "tujuan": "tabel untuk petugas", "opd": "DINKES",
        "nama_opd": "Dinas Kesehatan", "periode": "2025", "penerima": None, "berkas": "a.csv", "sidik": None,
        "orang": 1,
    }  # fmt: skip
    assert len(isi["waktu"]) == 20
    assert dua[4:7] == (None, None, None)
    assert orang(kota) == [(A, "SABAI ALUIH")]


def test_a_registration_taken_back_is_told_and_nobody_takes_its_place(kota: Path) -> None:
    nomor = daftar(kota, B, "BUNDO")
    catat(kota, B)
    assert orang(kota) == [(B, "BUNDO")]
    kembali(kota, nomor)
    assert orang(kota) == [DIBATALKAN]
    baru = daftar(kota, C, "CINDUA")  # SQLite gives the same number again
    with door.baca(kota) as d:
        assert d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (C,)).fetchone() == (2,)
        assert pegawai_lihat.lihat(d, C)["penyaluran"] == []
    catat(kota, C)
    assert orang(kota) == [DIBATALKAN, (C, "CINDUA")]
    kembali(kota, kembali(kota, baru))
    assert orang(kota) == [DIBATALKAN, (C, "CINDUA")], "who came second is put back, not who came first"


def test_put_back_it_is_the_same_person_again(kota: Path) -> None:
    nomor = daftar(kota, B, "BUNDO")
    catat(kota, B)
    batalnya = kembali(kota, nomor)
    catat(kota, B, berkas="b.csv")  # read before, noted after: counted, but no number any more
    kembali(kota, batalnya)
    assert orang(kota) == [(B, "BUNDO")]
    assert tersimpan(kota) == [(1, "[2]", None, None), (1, "[]", None, None)]
    with door.baca(kota) as d:
        assert [satu["berkas"] for satu in pegawai_lihat.lihat(d, B)["penyaluran"]] == ["a.csv"]


def test_an_erased_person_shows_as_erased(kota: Path) -> None:
    catat(kota, A, berkas="sabai.csv")
    with buka(kota) as d:
        pegawai.henti(d, A, "pensiun", date(2026, 2, 1))
    with buka(kota, perintah=catatan.PENYAMARAN) as d:
        samaran.samarkan(d, A)
    assert orang(kota) == [(domain.nip(1), domain.NAMA)]
    isi = kota.read_bytes().lower()
    assert [satu for satu in (A, "sabai", "aluih") if satu.encode() in isi] == []
    catat(kota, domain.nip(1))
    assert tersimpan(kota) == [(1, "[1]", None, None)] * 2


def test_which_files_held_a_person(kota: Path) -> None:
    for n in range(2, 13):  # 1 is in neither 11 nor 12
        daftar(kota, f"19900101201501{1000 + n}", f"ORANG {n}")
    catat(kota, *(f"19900101201501{1000 + n}" for n in (11, 12)))
    catat(kota, A, berkas="b.csv")
    with door.baca(kota) as d:
        [satu] = pegawai_lihat.lihat(d, A)["penyaluran"]
        assert [x["berkas"] for x in penyaluran.milik(d, 11)] == ["a.csv"]
    assert list(satu) == ["waktu", "petugas", "perintah", "tujuan", "penerima", "berkas"]
    assert satu["berkas"] == "b.csv"


def test_a_year_of_exports_is_answered_at_once(kota: Path) -> None:
    """Promise: less than five seconds. 3000 people in 100 files of the whole city."""
    with buka(kota) as d:
        d.kon.executemany(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, 'X', 'P', '1990-01-01', 'PNS')""",
            [(n, f"1990010120150{n + 10000}") for n in range(2, 3001)],
        )
    with door.sisip(kota) as d:
        satu = Salinan("2026-01-12T02:03:04Z", "siti", "gap daftar", "x", range(1, 3001), 3000)
        for _ in range(100):
            catat_di(d.kon, satu)
    with door.baca(kota) as d:
        mulai = time.process_time()
        assert sum(1 for _ in sql.sejak(d.kon, "2026", orang=True)) == 300_000
        assert len(penyaluran.milik(d, 3000)) == 100
        lama = time.process_time() - mulai
    assert lama < 5
