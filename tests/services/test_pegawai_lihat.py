"""Everything about one person in one answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import kelas_buka, kelas_hadir, kelas_undang, nilai, pegawai, pegawai_lihat, pelatihan
from asn_kompetensi.store import door
from tests.services.berkas_uji import A, B, D, isi_orang


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        yield d


def test_yang_tidak_ada(d: door.PintuTulis) -> None:
    with pytest.raises(TidakDitemukan):
        pegawai_lihat.lihat(d, D)
    with pytest.raises(DataDitolak):
        pegawai_lihat.lihat(d, "123")


def test_tanpa_apa_apa_setiap_bidang_tetap_ada(d: door.PintuTulis) -> None:
    d.kon.execute("DELETE FROM penempatan")
    d.kon.execute("DELETE FROM periode")
    isi = pegawai_lihat.lihat(d, A)
    assert set(pegawai.BIDANG) <= set(isi)
    assert (isi["opd"], isi["mulai"]) == (None, None)
    assert [isi[satu] for satu in ("penempatan", "nilai", "gap", "bagian", "pelatihan", "jp")] == [[]] * 6


def test_semua_bagian(d: door.PintuTulis) -> None:
    d.kon.execute(
        """INSERT INTO standar (jabatan_id, kompetensi_id, ratus)
           SELECT j.id, k.id, 300 FROM jabatan j, kompetensi k WHERE j.kode = 'SEKDIS' AND k.kode IN ('INT', 'KS')"""
    )
    pegawai.mutasi(d, A, date(2025, 7, 1), jabatan="SEKDIS")
    nilai.isi(d, A, {"INT": "2,5"}, "2025", "asesmen", date(2025, 6, 10))
    nilai.isi(d, B, {"INT": "1"}, "2025", "asesmen", None)
    pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="24")
    kelas_buka.buka(d, "BIM", "B1", date(2025, 3, 3), date(2025, 3, 3))
    kelas_undang.undang(d, "B1", [A])
    kelas_hadir.hadir(d, "B1", A, date(2025, 3, 3), "hadir")
    kelas_hadir.selesai(d, "B1")
    isi = pegawai_lihat.lihat(d, "19840312 200604 2 901")
    assert isi["penempatan"] == [
        {"opd": "DINKES", "nama_opd": "Dinas Kesehatan", "jabatan": "STAF", "nama_jabatan": "Staf", "mulai": None,
         "selesai": "2025-06-30"},
        {"opd": "DINKES", "nama_opd": "Dinas Kesehatan", "jabatan": "SEKDIS", "nama_jabatan": "Sekretaris Dinas",
         "mulai": "2025-07-01", "selesai": None},
    ]  # fmt: skip
    assert isi["nilai"] == [
        {"periode": "2025", "kompetensi": "INT", "nilai": Decimal("2.50"), "sumber": "asesmen", "tanggal": "2025-06-10",
         "jalankan": d.jalankan}
    ]  # fmt: skip
    assert [(g["kompetensi"], g["capaian"], g["status"]) for g in isi["gap"]] == [
        ("INT", Decimal("2.50"), "di_bawah"), ("KS", None, "belum_dinilai"),
    ]  # fmt: skip
    assert isi["bagian"] == [
        {"kompetensi": "INT", "periode": "2025", "sumber": "asesmen", "nilai": Decimal("2.50"),
         "tanggal": "2025-06-10", "bobot": Decimal(1), "dihitung": True, "sebab": None},
    ]  # fmt: skip
    assert isi["periode_gap"] == "2025"
    (satu,) = isi["pelatihan"]
    assert (satu["kelas"], satu["status"], satu["lulus"], satu["jp_diakui"]) == ("B1", "selesai", True, Decimal(24))
    assert [(j["tahun"], j["jp"]) for j in isi["jp"]] == [(2025, 24)]
