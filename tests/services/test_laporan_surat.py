"""The letter part of a workbook: who writes, from where, by which dated policy, and what is suggested."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.services import laporan, nilai_formulir, pelatihan
from asn_kompetensi.store import door
from tests.services import kota_gap
from tests.services.kota_gap import Periode, Skor, Tempat, Wajib
from tests.store.alat import buka


@pytest.fixture
def isi(basis: Path) -> Path:
    """BKPSDM and DINKES, three people, two competencies; two periods."""
    kota = kota_gap.dasar()
    kota.opd = [("BKPSDM", "Badan Kepegawaian"), ("DINKES", "Dinas Kesehatan")]
    kota.jabatan = [("STAF", "Staf")]
    kota.pegawai = [(f"19840312200604290{n}", f"Orang {n}", "aktif", None) for n in (1, 2, 3)]
    kota.tempat = [Tempat(1, 1, 1, None, None), Tempat(2, 2, 1, None, None), Tempat(3, 2, 1, None, None)]
    kota.wajib = [Wajib(1, 1, 300, None, None), Wajib(1, 3, 400, None, None)]
    kota.periode = [Periode(1, "2024", date(2024, 12, 31)), Periode(2, "2025", date(2025, 12, 31))]
    kota.skor = [Skor(2, 1, 2, 1, 250, None), Skor(3, 1, 2, 1, 200, None), Skor(3, 3, 2, 1, 100, None)]
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
    return basis


def _dinkes(basis: Path, periode: str = "2025") -> DataBukuOpd:
    with door.baca(basis) as d:
        [satu] = laporan.siapkan(d, periode, opd="DINKES")
    return satu


@pytest.mark.parametrize(
    ("instansi", "tempat"),
    [("Pemerintah Kota Sawahlunto", "Sawahlunto"), ("PEMERINTAH KABUPATEN SOLOK SELATAN", "SOLOK SELATAN"),
     ("Kota Padang", "Padang"), ("Provinsi Sumatera Barat", "Sumatera Barat"), ("Kotabaru", "Kotabaru")],
)  # fmt: skip
def test_kepala_surat_dan_tempat(isi: Path, instansi: str, tempat: str) -> None:
    with buka(isi) as d:
        d.kon.execute("UPDATE instansi SET nama = ?", (instansi,))
    satu = _dinkes(isi)
    assert (satu.tempat, satu.kepala_surat) == (tempat, (instansi.upper(), "BADAN KEPEGAWAIAN"))


def test_formulir_berkepala_surat_sama_dengan_laporan(isi: Path) -> None:
    """The office stands in it while somebody serves there on the period's last day."""
    with buka(isi) as d:
        (satu,) = nilai_formulir.siapkan(d, "2025", opd="DINKES")
        assert satu.kepala_surat == _dinkes(isi).kepala_surat
        d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-12-31', henti_alasan = 'pensiun' "
                      "WHERE id = 1")  # fmt: skip
    with buka(isi) as d:
        (satu,) = nilai_formulir.siapkan(d, "2025", opd="DINKES")
    assert satu.kepala_surat == _dinkes(isi).kepala_surat
    assert len(satu.kepala_surat) == 1


def test_batas_kategori_menurut_kebijakan_pada_akhir_periode(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("UPDATE kebijakan SET selesai = '2025-06-30' WHERE kunci = 'batas_gap_rendah'")
        d.kon.execute(
            """INSERT INTO kebijakan (kunci, mulai, nilai, dasar, keterangan)
               VALUES ('batas_gap_rendah', '2025-07-01', '0.5', 'Perwako', 'uji')"""
        )
    assert [str(_dinkes(isi, periode).batas_kategori[0]) for periode in ("2024", "2025")] == ["1", "0.5"]
    assert [(g.nip[-3:], g.kategori) for g in _dinkes(isi).gap] == [
        ("903", "tinggi"),
        ("903", "sedang"),
        ("902", "rendah"),
    ]


def test_saran_menyebut_program_yang_menyasar_kompetensinya(isi: Path) -> None:
    tanpa = {satu.kompetensi: satu.saran for satu in _dinkes(isi).gap}
    with buka(isi) as d:
        pelatihan.tambah(d, "INT-01", "Integritas Dasar", "9", kompetensi=["INT=3"])
    dengan = {satu.kompetensi: satu.saran for satu in _dinkes(isi).gap}
    assert "Integritas Dasar" in dengan["INT"]
    assert "Integritas Dasar" not in tanpa["INT"]
    assert dengan["KOM"] == tanpa["KOM"]
