"""The invented city is what it should be: whole, the same for the same seed, and its gap that of an own recount."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.nip import periksa_nip
from asn_kompetensi.services import gap, gap_ringkas
from asn_kompetensi.store import aturan, door
from benchmarks.bangun import Ukuran, bangun, jatah
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib

KECIL = Ukuran("kecil", 60, 5, 3)
SERATUS = Ukuran("seratus", 100, 5, 8)


@pytest.fixture(scope="module")
def kecil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    basis = tmp_path_factory.mktemp("kecil") / "kecil.db"
    bangun(basis, KECIL)
    return basis


def _isi(basis: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but what the clock writes."""
    with closing(sqlite3.connect(basis)) as kon:
        nama = [satu for (satu,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        lewat = {"jalankan", "instansi", "catatan", "catatan_pribadi", "rantai"}
        return {satu: kon.execute(f"SELECT * FROM {satu}").fetchall() for satu in nama if satu not in lewat}


def test_yang_gagal_dibangun_tidak_meninggalkan_apa_pun(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        bangun(tmp_path / "kota.db", Ukuran("rusak", 60, 5, 0))
    assert not (tmp_path / "kota.db").exists()


def test_benih_yang_sama_baris_yang_sama(kecil: Path, tmp_path: Path) -> None:
    lain, lagi = tmp_path / "lain.db", tmp_path / "lagi.db"
    bangun(lagi, KECIL)
    bangun(lain, KECIL, benih=8)
    assert _isi(lagi) == _isi(kecil)
    assert _isi(lain).keys() == _isi(kecil).keys()
    assert all(_isi(lain)[satu] != _isi(kecil)[satu] for satu in ("pegawai", "penempatan", "nilai", "opd"))


def test_kota_itu_utuh_dan_sah(kecil: Path) -> None:
    with door.baca(kecil) as d:
        assert d.kon.execute("PRAGMA foreign_key_check").fetchall() == []
        assert d.kon.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert list(aturan.pelanggaran(d.kon)) == []
        orang = d.kon.execute("SELECT nip, jenis_kelamin, tanggal_lahir FROM pegawai").fetchall()
    assert len(orang) == 60
    for nip, kelamin, lahir in orang:
        assert periksa_nip(nip).kode is None
        assert (nip[:8], "LP"[int(nip[14]) - 1]) == (lahir.replace("-", ""), kelamin)


def test_setiap_orang_empat_belas_nilai_setiap_periode_rata_rata(tmp_path: Path) -> None:
    basis = tmp_path / "seratus.db"
    bangun(basis, SERATUS)
    with closing(sqlite3.connect(basis)) as kon:
        per = kon.execute("SELECT count(*) FROM nilai GROUP BY periode_id").fetchall()
        sumber = kon.execute("SELECT sumber_id FROM nilai GROUP BY 1 ORDER BY 1").fetchall()
    assert per == [(1400,)] * 8
    assert sumber == [(1,), (2,), (3,)]


def test_jatah_seratus_orang_seratus_nilai() -> None:
    for periode in (1, 2, 3, 8):
        penuh = list(jatah(periode))
        for giliran in range(periode):
            for ke in range(1, periode + 1):
                # Half of the competencies of one and half of those of another make one.
                isi = [separuh for _, g, p, _, separuh in penuh if (g, p) == (giliran, ke)]
                assert isi.count(0) + isi.count(1) / 2 == 100


def _kota(kon: sqlite3.Connection) -> Kota:
    """What is in the database as the city of the independent recount."""

    def hari(teks: str | None) -> date | None:
        return date.fromisoformat(teks) if teks else None

    kota = kota_gap.dasar()
    kota.opd = kon.execute("SELECT kode, nama FROM opd ORDER BY id").fetchall()
    kota.jabatan = kon.execute("SELECT kode, nama FROM jabatan ORDER BY id").fetchall()
    kota.kompetensi = kon.execute("SELECT kode, nama, jenis, urutan FROM kompetensi ORDER BY id").fetchall()
    kota.pegawai = [
        (*satu, hari(henti))
        for *satu, henti in kon.execute("SELECT nip, nama, status, henti_tanggal FROM pegawai ORDER BY id")
    ]
    kota.periode = [
        Periode(n, k, date.fromisoformat(s)) for n, k, s in kon.execute("SELECT id, kode, selesai FROM periode")
    ]
    kota.tempat = [
        Tempat(*satu, hari(a), hari(b))
        for *satu, a, b in kon.execute("SELECT pegawai_id, opd_id, jabatan_id, mulai, selesai FROM penempatan")
    ]
    kota.wajib = [
        Wajib(*satu, hari(a), hari(b))
        for *satu, a, b in kon.execute("SELECT jabatan_id, kompetensi_id, ratus, mulai, selesai FROM standar")
    ]
    kota.skor = [
        Skor(*satu, None if h is None else date(1970, 1, 1) + timedelta(h))
        for *satu, h in kon.execute("SELECT pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari FROM nilai")
    ]
    return kota


@pytest.mark.parametrize("per", ["opd", "jabatan", "kompetensi"])
def test_ringkasannya_seperti_hitungan_tersendiri(kecil: Path, per: str) -> None:
    with door.baca(kecil) as d:
        kota = _kota(d.kon)
        for periode in kota.periode:
            hitungan = kota_gap.ringkas(kota, periode, per, "pemetaan")
            assert gap_ringkas.ringkas(d, gap.saringan(d, periode.kode), per) == hitungan


def test_di_kota_itu_ada_setiap_keadaan(kecil: Path) -> None:
    with door.baca(kecil) as d:
        status = {satu[14] for satu in gap.daftar(d, gap.saringan(d, "2025"))}
        sebab = {
            nama: d.kon.execute(f"SELECT count(*) FROM {isi}").fetchone()[0]
            for nama, isi in {
                "unit": "opd WHERE induk_id IS NOT NULL",
                "henti": "pegawai WHERE status = 'henti'",
                "baru": "penempatan WHERE mulai LIKE '%-03-01'",
                "pindah": "penempatan WHERE mulai LIKE '%-07-01'",
                "standar berganti": "standar WHERE selesai IS NOT NULL",
                "pecahan": "nilai WHERE ratus % 100",
                "tanpa hari": "nilai WHERE hari IS NULL",
            }.items()
        }
    assert status == set(gap.STATUS)
    assert all(sebab.values()), sebab
