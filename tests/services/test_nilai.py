"""Entering, deleting and listing scores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.services import nilai, pegawai, penutupan
from asn_kompetensi.store import door
from tests.services.berkas_uji import A, B, C, isi_orang


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        yield d


def isi(
    d: door.PintuTulis, nip: str = A, periode: str = "2025", sumber: str = "asesmen", **level: str
) -> dict[str, Any]:
    return nilai.isi(d, nip, level, periode, sumber, None)


def _isi(d: door.PintuTulis) -> list[tuple[Any, ...]]:
    return d.kon.execute("SELECT kompetensi_id, ratus, hari, jalankan_id FROM nilai ORDER BY 1").fetchall()


@pytest.mark.parametrize(
    ("kerja", "galat", "pesan"),
    [
        ({"nip": "123"}, DataDitolak, "3 digit"),
        ({"nip": "198403122006042999"}, TidakDitemukan, r"\*{15}999 belum terdaftar"),
        ({"periode": "2031"}, TidakDitemukan, "periode '2031' belum dibuka"),
        ({"sumber": "teman"}, SalahPakai, "sumber 'teman' tidak ada"),
        ({"nilai": {"INT": "3", "XX": "3"}}, TidakDitemukan, "kompetensi 'XX'"),
        ({"nilai": {"INT": "3", "KS": "0"}}, DataDitolak, "KS: 0 bukan level"),
        ({"nilai": {"INT": "3", "KS": "5,01"}}, DataDitolak, "KS: Nilai 5,01 di luar skala"),
        ({"nilai": {"INT": "3", "KS": "tiga"}}, DataDitolak, "bukan angka"),
        ({"nilai": {"INT": "3", "KS": ""}}, DataDitolak, "KS: level kosong"),
        ({"nilai": {"INT": "3", "Integritas": "4"}}, SalahPakai, "INT disebut dua kali"),
        ({"tanggal": date(1969, 12, 31)}, DataDitolak, "1969-12-31 tidak mungkin"),
    ],
)
def test_ditolak_seluruhnya(d: door.PintuTulis, kerja: dict[str, Any], galat: type[GalatASN], pesan: str) -> None:
    penuh = {"nip": A, "nilai": {"INT": "3"}, "periode": "2025", "sumber": "asesmen", "tanggal": None, **kerja}
    with pytest.raises(galat, match=pesan) as salah:
        nilai.isi(d, *penuh.values())
    assert salah.value.petunjuk
    assert (_isi(d), d.berubah) == ([], False)


def test_periode_tertutup(d: door.PintuTulis) -> None:
    isi(d, INT="3")
    penutupan.tutup(d, "2025")
    with pytest.raises(Bentrok, match="2025 sudah ditutup"):
        isi(d, INT="4")
    with pytest.raises(Bentrok, match="2025 sudah ditutup"):
        nilai.hapus(d, A, "2025", None, None)
    assert [baris[1] for baris in _isi(d)] == [300]


def test_baru_berubah_sama(d: door.PintuTulis) -> None:
    awal = isi(d, INT="3", KS="2,5", kom="Level 3")
    assert awal == {"nip": A, "periode": "2025", "sumber": "asesmen", "baru": 3, "berubah": 0, "sama": 0}
    assert isi(d, INT="3", KS="2.50", KOM="4") == awal | {"baru": 0, "berubah": 1, "sama": 2}
    assert [baris[:2] for baris in _isi(d)] == [(1, 300), (2, 250), (3, 400)]


def test_jawaban_memakai_ejaan_resmi(d: door.PintuTulis) -> None:
    hasil = isi(d, nip="19840312 200604 2 901", sumber=" Atasan ", INT="3")
    assert (hasil["nip"], hasil["sumber"]) == (A, "atasan")


def test_tanggal_yang_berubah_dihitung_berubah(d: door.PintuTulis) -> None:
    isi(d, INT="3")
    hasil = nilai.isi(d, A, {"INT": "3"}, "2025", "asesmen", date(2025, 6, 10))
    assert (hasil["berubah"], _isi(d)[0][2]) == (1, (date(2025, 6, 10) - date(1970, 1, 1)).days)


def test_isi_yang_sama_tidak_menulis(d: door.PintuTulis) -> None:
    isi(d, INT="3")
    awal = d.kon.total_changes
    isi(d, INT="3")
    assert d.kon.total_changes == awal


@pytest.mark.parametrize(("tanggal", "boleh"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False), (None, True)])
def test_sesudah_berhenti(d: door.PintuTulis, tanggal: date | None, boleh: bool) -> None:
    pegawai.henti(d, A, "pensiun", date(2025, 4, 1))
    if boleh:
        assert nilai.isi(d, A, {"INT": "3"}, "2025", "asesmen", tanggal)["baru"] == 1
    else:
        with pytest.raises(DataDitolak, match="berhenti sejak 2025-04-01"):
            nilai.isi(d, A, {"INT": "3"}, "2025", "asesmen", tanggal)


def test_hapus_hanya_yang_disebut(d: door.PintuTulis) -> None:
    isi(d, INT="3", KS="3")
    isi(d, INT="2", sumber="diri")
    isi(d, INT="1", periode="2024")
    isi(d, nip=B, INT="4")
    assert nilai.hapus(d, A, "2025", "Integritas", "diri") == {"nip": A, "periode": "2025", "dihapus": 1}
    assert nilai.hapus(d, A, "2025", None, None)["dihapus"] == 2
    assert sorted(baris[1] for baris in _isi(d)) == [100, 400]
    with pytest.raises(TidakDitemukan, match="tidak ada nilai itu di periode 2025"):
        nilai.hapus(d, A, "2025", None, None)


def test_daftar_urut_dan_saringan(d: door.PintuTulis) -> None:
    isi(d, nip=B, INT="4")
    isi(d, KS="2,5", INT="3")
    isi(d, INT="2", sumber="diri")
    isi(d, INT="1", periode="2024")
    ringkas = [(b[0], b[1], b[3], b[4], str(b[5]), b[6]) for b in nilai.daftar(d)]
    assert ringkas == [
        ("2024", A, "DINKES", "INT", "1.00", "asesmen"),
        ("2025", A, "DINKES", "INT", "3.00", "asesmen"),
        ("2025", A, "DINKES", "INT", "2.00", "diri"),
        ("2025", A, "DINKES", "KS", "2.50", "asesmen"),
        ("2025", B, "DISHUB", "INT", "4.00", "asesmen"),
    ]
    assert [b[5] for b in nilai.daftar(d, opd="Dinas Perhubungan")] == [Decimal(4)]
    assert len(list(nilai.daftar(d, periode="2025", nip=A, kompetensi="INT", sumber="asesmen"))) == 1
    assert list(nilai.daftar(d, nip=C)) == []
    assert next(iter(nilai.daftar(d)))[8] == d.jalankan


@pytest.mark.parametrize("saring", [{"opd": "X"}, {"periode": "X"}, {"kompetensi": "X"}, {"sumber": "X"}, {"nip": "X"}])
def test_saringan_yang_tak_ada(d: door.PintuTulis, saring: dict[str, str]) -> None:
    with pytest.raises(GalatASN) as salah:
        nilai.daftar(d, **saring)
    assert int(salah.value.kode) in (2, 3, 4)


def test_opd_menurut_akhir_periode(d: door.PintuTulis) -> None:
    isi(d, INT="3")
    isi(d, INT="3", periode="2024")
    pegawai.mutasi(d, A, date(2025, 7, 1), opd="DISDIK")
    assert [(b[0], b[3]) for b in nilai.daftar(d)] == [("2024", "DINKES"), ("2025", "DISDIK")]
    assert [b[0] for b in nilai.daftar(d, opd="DINKES")] == ["2024"]
    d.kon.execute("DELETE FROM penempatan")
    assert [b[3] for b in nilai.daftar(d)] == [None, None]
