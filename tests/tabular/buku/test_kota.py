"""The mayor's workbook: sheets, the sentence, numbers as numbers, and pages that print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.domain.buku import BarisKebijakan
from asn_kompetensi.domain.buku_kota import BarisKompetensiKota, BarisOpd, BarisTren, DataBukuKota
from asn_kompetensi.tabular.buku.kota import buku_kota
from asn_kompetensi.tabular.buku.kota_ringkasan import kalimat
from asn_kompetensi.tabular.simpan import simpan_buku

D = Decimal
RINGKAS = {"pegawai": 1012, "orang_dinilai": 1000, "orang_di_bawah": 620, "cakupan": D("96.50"), "jpm": D("88.10")}


def data_kota(**ganti: Any) -> DataBukuKota:
    dasar = DataBukuKota(
        instansi="Pemerintah Kota Rekaan",
        periode="2025",
        periode_mulai=date(2025, 1, 1),
        periode_selesai=date(2025, 12, 31),
        tanggal_surat=date(2026, 1, 12),
        tempat="Rekaan",
        kepala_surat=("PEMERINTAH KOTA REKAAN", "BADAN KEPEGAWAIAN"),
        ringkas=RINGKAS,
        ringkas_lalu={**RINGKAS, "pegawai": 990},
        opd=(
            BarisOpd(
                "DINKES", "=Dinas & Kesehatan", 84, D("93"), 78, 62, D("79.49"), D("86.4"), D("1.20"), "Komunikasi"
            ),
            BarisOpd("KEC", "Kecamatan Kecil", 4, D("100"), None, None, None, None, None, ""),
        ),
        kompetensi=(
            BarisKompetensiKota(
                "KOM", "Komunikasi", "manajerial", 990, 410, D("41.41"), D("0.60"), 30, "Komunikasi Publik"
            ),
            BarisKompetensiKota("INT", "Integritas", "manajerial", 991, 0, D("0.00"), D("0.00"), 0, ""),
        ),
        tren=(
            BarisTren("2024", 990, D("90"), D("70"), D("86"), D("0.50")),
            BarisTren("2025", 1012, D("96.5"), D("62"), D("88.1"), D("0.40")),
        ),
        jp=(410, 800),
        kebijakan=(BarisKebijakan("Umur nilai", "36", "kebijakan instansi"),),
        versi="1.2.3",
        kelompok_minimum=5,
        batas_kategori=(D(1), D(2)),
        periode_lalu="2024",
    )
    return replace(dasar, **ganti)


def _simpan(data: DataBukuKota, folder: Path) -> Any:
    berkas = folder / "kota.xlsx"
    simpan_buku(buku_kota(data), berkas, timpa=True, tanggal=data.tanggal_surat)
    return openpyxl.load_workbook(berkas)


def _teks(lembar: Any) -> list[Any]:
    return [sel.value for baris in lembar.iter_rows() for sel in baris if sel.value is not None]


def test_the_sheets_in_their_order(tmp_path: Path) -> None:
    buku = _simpan(data_kota(), tmp_path)
    assert buku.sheetnames == ["Ringkasan", "Perangkat Daerah", "Kompetensi", "Tren", "Cara Hitung"]
    assert [len(lembar._charts) for lembar in buku] == [2, 0, 0, 1, 0]
    assert [list(lembar.tables) for lembar in buku] == [[], ["PerangkatDaerah"], ["Kompetensi"], ["Tren"], []]


def test_a_sheet_without_content_is_left_out(tmp_path: Path) -> None:
    kosong = data_kota(opd=(), kompetensi=(), tren=(), ringkas={}, ringkas_lalu=None, jp=None)
    buku = _simpan(kosong, tmp_path)
    assert buku.sheetnames == ["Ringkasan", "Cara Hitung"]
    assert "Tidak ada pegawai pada periode ini." in _teks(buku["Ringkasan"])


@pytest.mark.parametrize(
    ("ringkas", "cari"),
    [
        ({}, "620 dari 1.000 pegawai yang sudah dinilai belum memenuhi standar jabatannya sedikitnya dalam satu "
             "kompetensi, terbanyak dalam Komunikasi; 12 pegawai belum dinilai."),
        ({"pegawai": 1000}, "terbanyak dalam Komunikasi."),
        ({"orang_di_bawah": 0}, "Tidak satu pun dari 1.000 pegawai yang sudah dinilai di bawah standar"),
        ({"orang_dinilai": 0, "orang_di_bawah": 0}, "Belum seorang pun dari 1.012 pegawai dinilai"),
        ({"pegawai": 0}, "Tidak ada pegawai"),
    ],
)  # fmt: skip
def test_the_sentence_is_true(ringkas: dict[str, int], cari: str) -> None:
    assert cari in kalimat(data_kota(ringkas={**RINGKAS, **ringkas}))


def test_two_competencies_alike_name_neither() -> None:
    sama = data_kota().kompetensi[0]
    assert "terbanyak" not in kalimat(data_kota(kompetensi=(sama, sama._replace(kode="KS", nama="Kerja Sama"))))


def test_numbers_are_numbers_and_unknown_is_a_dash(tmp_path: Path) -> None:
    lembar = _simpan(data_kota(), tmp_path)["Perangkat Daerah"]
    kepala = [sel.value for sel in lembar[4]]
    satu, dua = ({k: sel.value for k, sel in zip(kepala, lembar[b], strict=True)} for b in (5, 6))
    assert (satu["Pegawai"], satu["Cakupan"], satu["Di bawah"], satu["Rata-rata"]) == (84, 0.93, 62, 1.2)
    assert satu["Perangkat daerah"] == "=Dinas & Kesehatan"
    assert lembar.cell(5, 2).data_type == "s"
    assert [dua[k] for k in ("Dinilai", "Di bawah", "Bagian", "JPM", "Rata-rata")] == ["–"] * 5


def test_agencies_are_ranked_beside_their_bars_and_what_is_proposed_is_told(tmp_path: Path) -> None:
    lembar = _simpan(data_kota(), tmp_path)["Ringkasan"]
    assert "Usulan pelatihan: Komunikasi: Komunikasi Publik." in _teks(lembar)
    assert "=Dinas & Kesehatan" in _teks(lembar)
    assert "Kecamatan Kecil" not in _teks(lembar)  # too small for a figure of its own
    acuan = lembar._charts[1].series[0].val.numRef.f
    baris = next(sel.row for b in lembar.iter_rows() for sel in b if sel.value == "=Dinas & Kesehatan")
    assert acuan.endswith(f"$L${baris}")
    assert lembar.cell(baris, 12).value == 0.7949
    tanpa = data_kota(kompetensi=(data_kota().kompetensi[0]._replace(usulan=""),))
    assert "Usulan pelatihan: Komunikasi: belum ada pelatihannya." in _teks(_simpan(tanpa, tmp_path)["Ringkasan"])


def test_the_tiles_tell_hours_and_the_last_period(tmp_path: Path) -> None:
    teks = _teks(_simpan(data_kota(), tmp_path)["Ringkasan"])
    assert 0.5125 in teks
    assert "tahun 2025: 410 dari 800" in teks
    assert "periode 2024: 990" in teks
    tanpa = _teks(_simpan(data_kota(jp=None, ringkas_lalu=None), tmp_path)["Ringkasan"])
    assert "tahun 2025: belum ada catatan" in tanpa
    assert not any("periode 2024" in str(satu) for satu in tanpa)


def test_print_set_up(tmp_path: Path) -> None:
    for lembar in _simpan(data_kota(), tmp_path):
        assert (lembar.page_setup.orientation, lembar.page_setup.paperSize) == ("landscape", 9)
        assert (lembar.page_setup.fitToWidth, lembar.sheet_view.showGridLines) == (1, False)
        assert "Halaman &P dari &N" in lembar.oddFooter.right.text
    assert lembar.parent["Perangkat Daerah"].print_title_rows == "$4:$4"
    assert lembar.parent["Ringkasan"].page_setup.fitToHeight == 1


def test_same_data_same_bytes(tmp_path: Path) -> None:
    isi = set()
    for nama in "ab":
        simpan_buku(buku_kota(data_kota()), tmp_path / nama, timpa=False, tanggal=date(2026, 1, 12))
        isi.add((tmp_path / nama).read_bytes())
    assert len(isi) == 1


def test_what_no_one_office_writes_has_no_letterhead_and_no_signature(tmp_path: Path) -> None:
    nama = "Gabungan 2 instansi (PDG, SWL)"
    gabungan = data_kota(instansi=nama, tempat="", kepala_surat=(), penanda_tangan=())
    lembar = _simpan(gabungan, tmp_path)["Ringkasan"]
    teks = _teks(lembar)
    assert teks[0] == f"Kesenjangan Kompetensi {nama}, Periode 2025"
    assert [satu for satu in teks if "instansi" in str(satu).lower()] == teks[:1]
    assert "12 Januari 2026" in teks
    assert not any("Kepala" in str(satu) or "NIP" in str(satu) for satu in teks)
    assert "Kepala BKPSDM," in _teks(_simpan(data_kota(), tmp_path)["Ringkasan"])
