"""Training hours: nothing recorded is not 0, the year is the one in which the class ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import jp, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, UMBUIK, isi_kota


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="24")
        pelatihan.tambah(d, "SEM", "Seminar", "9")
        _kelas(d, "BIM", "B1", date(2025, 3, 3), date(2025, 3, 4), {SABAI: "hadir", UMBUIK: "hadir", MANGKUTAK: "alpa"})
        _kelas(d, "SEM", "S1", date(2024, 12, 31), date(2025, 1, 1), {UMBUIK: "hadir"})
        kelas_buka.buka(d, "SEM", "BELUM", date(2025, 5, 5), date(2025, 5, 5))
        kelas_undang.undang(d, "BELUM", [CINDUA])
        yield d


def _kelas(d: door.PintuTulis, pelatihan_: str, kode: str, mulai: date, selesai: date, isi: dict[str, str]) -> None:
    kelas_buka.buka(d, pelatihan_, kode, mulai, selesai)
    kelas_undang.undang(d, kode, list(isi))
    for tanggal in (mulai, selesai):
        for nip, status in isi.items():
            kelas_hadir.hadir(d, kode, nip, tanggal, status)
    kelas_hadir.selesai(d, kode)


def _per_nip(d: door.PintuTulis, tahun: int) -> dict[str, tuple[object, ...]]:
    return {baris[0]: baris[5:10] for baris in jp.daftar(d, tahun)}


def test_kosong_nol_target_dan_batas(d: door.PintuTulis) -> None:
    hasil = _per_nip(d, 2025)
    assert hasil[SABAI] == (24, 20, None, "terpenuhi", 1)
    assert hasil[MANGKUTAK] == (0, 20, None, "kurang", 1)
    assert hasil[CINDUA] == (None, 20, None, "belum_ada_data", 0)
    assert hasil[UMBUIK] == (32, None, 24, "melebihi_batas", 2)
    assert {baris[0]: baris[5] for baris in jp.daftar(d, 2024)}[UMBUIK] is None


def test_baris_penuh_berurut_opd_nama(d: door.PintuTulis) -> None:
    baris = list(jp.daftar(d, 2025))
    assert dict(zip(jp.BIDANG, next(b for b in baris if b[0] == SABAI), strict=True)) == {
        "nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "jenis_pegawai": "PNS", "tahun": 2025, "jp": 24,
        "target": 20, "batas": None, "status": "terpenuhi", "kegiatan": 1, "kurang": None, "terjadwal": None,
        "perkiraan": 24, "akan_kurang": False, "kelas_saran": [],
    }  # fmt: skip
    assert [b[2:3] + b[1:2] for b in baris] == sorted(b[2:3] + b[1:2] for b in baris)


def test_yang_berhenti_hanya_di_tahun_ia_masih_bertugas(d: door.PintuTulis) -> None:
    assert PENSIUN in _per_nip(d, 2024)
    assert PENSIUN not in _per_nip(d, 2025)
    d.kon.execute("UPDATE pegawai SET henti_tanggal = '2025-01-01' WHERE nip = ?", (PENSIUN,))
    assert PENSIUN not in _per_nip(d, 2025)
    d.kon.execute("UPDATE pegawai SET henti_tanggal = '2025-01-02' WHERE nip = ?", (PENSIUN,))
    assert PENSIUN in _per_nip(d, 2025)
    d.kon.execute("UPDATE pegawai SET henti_tanggal = NULL WHERE nip = ?", (PENSIUN,))
    assert PENSIUN not in _per_nip(d, 2024)


def test_opd_menurut_penempatan_terakhir_di_tahun_itu(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE penempatan SET mulai = '2024-02-01', selesai = '2025-06-30' WHERE pegawai_id = 1")
    d.kon.execute(
        """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai)
           SELECT 1, id, 1, '2025-07-01' FROM opd WHERE kode = 'DINKES'"""
    )
    opd = {tahun: next((b[2] for b in jp.daftar(d, tahun) if b[0] == SABAI), None) for tahun in (2023, 2024, 2025)}
    assert opd == {2023: None, 2024: "DISDIK", 2025: "DINKES"}


def test_saringan(d: door.PintuTulis) -> None:
    assert [b[0] for b in jp.daftar(d, 2025, opd="Dinas Pendidikan")] == [SABAI, UMBUIK]
    assert [b[0] for b in jp.daftar(d, 2025, nip=RENO)] == [RENO]
    d.kon.execute("UPDATE opd SET induk_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DISHUB'")
    assert MANGKUTAK in [b[0] for b in jp.daftar(d, 2025, opd="DISDIK", dengan_unit=True)]
    with pytest.raises(TidakDitemukan, match="perangkat daerah 'ENTAH'"):
        list(jp.daftar(d, 2025, opd="ENTAH"))
    with pytest.raises(TidakDitemukan, match="belum terdaftar"):
        list(jp.daftar(d, 2025, nip="198403122006042999"))
    with pytest.raises(DataDitolak):
        list(jp.daftar(d, 2025, nip="123"))


def test_target_menurut_kebijakan_pada_akhir_tahun(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kebijakan SET selesai = '2025-06-30' WHERE kunci = 'jp_target_pns'")
    d.kon.execute(
        """INSERT INTO kebijakan (kunci, mulai, nilai, dasar, keterangan)
           VALUES ('jp_target_pns', '2025-07-01', '24,5', 'Perwako', 'uji')"""
    )
    assert _per_nip(d, 2025)[SABAI][1:4] == (24.5, None, "kurang")
    assert _per_nip(d, 2024)[SABAI][1] == 20


def test_per_bentuk(d: door.PintuTulis) -> None:
    assert list(jp.per_bentuk(d, None)) == [
        (2025, 8, "Bimbingan Teknis", 1, 3, 48),
        (2025, 9, "Seminar/Konferensi/Sarasehan", 1, 1, 8),
    ]
    assert list(jp.per_bentuk(d, 2024)) == []
    assert list(jp.per_bentuk(d, 2025, opd="DISHUB")) == [(2025, 8, "Bimbingan Teknis", 1, 1, 0)]


def test_per_tahun_seorang(d: door.PintuTulis) -> None:
    nomor = d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (UMBUIK,)).fetchone()[0]
    assert jp.per_tahun(d, nomor) == [
        {"tahun": 2025, "jp": 32, "target": None, "batas": 24, "status": "melebihi_batas", "kegiatan": 2}
    ]


@pytest.mark.parametrize("teks", ["", "25", "abcd", "20250", "1899", "٢٠٢٥"])
def test_tahun_tidak_sah(teks: str) -> None:
    with pytest.raises(DataDitolak, match="tidak sah"):
        jp.tahun_sah(teks)
