"""Standards from sheets: a row counts once, dates follow each other, what is unclear is held where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.services import jabatan, standar, standar_impor
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.services.berkas_uji import sidik
from tests.services.lembar_uji import lembar

LEBAR = "jabatan kompetensi:INT kompetensi:KS mulai selesai"
PANJANG = "jabatan kompetensi level tingkat dasar mulai selesai"


@sekali
def _awal(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        jabatan.tambah(d, "PRAKOM", "Pranata Komputer")
        jabatan.tambah(d, "KASI-A", "Kepala Seksi")
        jabatan.tambah(d, "KASI-B", "Kepala Seksi")


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def impor(basis: Path, isi: Lembar, **kata: Any) -> LaporanImpor:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        return standar_impor.impor(d, isi, **kata)


def hitung(hasil: LaporanImpor) -> tuple[int, ...]:
    assert hasil.dibaca == hasil.diterima + hasil.ditahan + hasil.dilewati
    return (hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati)


def semua(basis: Path, **saring: Any) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return [(satu[1], float(satu[2]), *satu[3:]) for satu in standar.daftar(d, **saring)]


@pytest.mark.parametrize(
    ("baris", "galat"),
    [
        ((None, 3, 3), [("A2", "JABATAN_KOSONG")]),
        ((TANPA_NILAI, 3, 3), [("A2", "RUMUS_TANPA_NILAI")]),
        (("kepala seksi", 3, 3), [("A2", "JABATAN_RANCU")]),
        (("Pranata Kompter", 3, 3), [("A2", "JABATAN_TIDAK_DIKENAL")]),
        (("#REF!", 3, 3), [("A2", "RUMUS_SALAH")]),
        (("PRAKOM", "#DIV/0!", 3), [("B2", "RUMUS_SALAH")]),
        (("PRAKOM", 0, 5.01), [("B2", "NILAI_NOL"), ("C2", "NILAI_LUAR_SKALA")]),
        (("PRAKOM", TANPA_NILAI, "tiga"), [("B2", "RUMUS_TANPA_NILAI"), ("C2", "NILAI_BUKAN_ANGKA")]),
        (("PRAKOM", 3, 3, "2025-13-01", "entah"), [("D2", "TANGGAL_TIDAK_SAH"), ("E2", "TANGGAL_TIDAK_SAH")]),
        (("PRAKOM", 3, 3, "2025-01-01", "2024-12-31"), [("E2", "TANGGAL_TERBALIK")]),
    ],
)
def test_setiap_sel_buruk_disebut_dan_baris_dihitung_sekali(
    kota: Path, baris: tuple[Any, ...], galat: list[tuple[str, str]]
) -> None:
    awal = sidik(kota)
    isi = lembar(LEBAR, baris, ("KASI-A", 2, 2), ("KASI-B", "-", "TH"))
    utuh = impor(kota, isi)
    assert [(satu.sel, satu.kode) for satu in utuh.galat] == galat
    assert not any("belum dinilai" in satu.pesan + satu.saran for satu in utuh.galat)
    assert (hitung(utuh), sidik(kota)) == ((1, 0, 0, 1, 1), awal)
    assert hitung(impor(kota, isi, lewati=True)) == (1, 0, 0, 1, 1)
    assert hitung(impor(kota, isi, lewati=True)) == (0, 0, 1, 1, 1)


def test_jabatan_yang_tidak_dikenal_diberi_ejaan_terdekat_dan_bendera(kota: Path) -> None:
    [satu] = impor(kota, lembar(LEBAR, ("Pranata Kompter", 3))).galat
    assert "PRAKOM" in satu.saran or "Pranata Komputer" in satu.saran
    assert satu.saran.endswith('--alias "Pranata Kompter=KODE", atau buat sekalian: --buat jabatan')
    assert hitung(impor(kota, lembar(LEBAR, ("Guru", "-", None)), buat_jabatan=True)) == (0, 0, 0, 0, 1)
    with door.baca(kota) as d:
        assert "GURU" not in [satu[0] for satu in jabatan.daftar(d)]  # nothing filled in: no job is made


def test_level_baru_mengakhiri_yang_lama_sehari_sebelumnya(kota: Path) -> None:
    impor(kota, lembar(PANJANG, ("PRAKOM", "INT", 3, "mutlak", "Kepwako 1")))
    naik = lembar(PANJANG, ("PRAKOM", "INT", "3,5", None, "Kepwako 2", "2025-03-01"))
    assert hitung(impor(kota, naik)) == (0, 1, 0, 0, 0)
    assert semua(kota, pada="2025-02-28") == [("INT", 3, "mutlak", "Kepwako 1", None, "2025-02-28")]
    assert [satu[1] for satu in semua(kota, pada="2025-03-01")] == [3.5]
    assert [satu[4:] for satu in semua(kota)] == [(None, "2025-02-28"), ("2025-03-01", None)]
    assert hitung(impor(kota, naik)) == (0, 0, 1, 0, 0)


def test_mulai_dan_dasar_dari_opsi_hanya_bila_selnya_kosong(kota: Path) -> None:
    isi = lembar(PANJANG, ("PRAKOM", "INT", 3, None, "Sel", "2024-01-01"), ("PRAKOM", "KS", 2))
    assert hitung(impor(kota, isi, mulai="2025-01-01", dasar="Opsi")) == (2, 0, 0, 0, 0)
    assert semua(kota) == [("INT", 3, None, "Sel", "2024-01-01", None), ("KS", 2, None, "Opsi", "2025-01-01", None)]
    with pytest.raises(DataDitolak):
        impor(kota, isi, mulai="2025-02-30")


def test_standar_yang_bertentangan_ditahan_semua_dan_impor_ulang_tidak_mengubah(kota: Path) -> None:
    baris = [("PRAKOM", "INT", 3), ("pranata komputer", "Integritas", 4), ("PRAKOM", "KS", 2), ("PRAKOM", "INT", 3)]
    hasil = impor(kota, lembar(PANJANG, *baris), lewati=True)
    pesan = "standar PRAKOM INT di baris 2, 3, 5, isinya berbeda"
    assert [(satu.baris, satu.sel, satu.kode, satu.pesan) for satu in hasil.galat] == [
        (n, None, "GANDA_BERBEDA", pesan) for n in (2, 3, 5)
    ]
    assert (hitung(hasil), [satu[0] for satu in semua(kota)]) == ((1, 0, 0, 3, 0), ["KS"])
    awal = sidik(kota)
    assert hitung(impor(kota, lembar(PANJANG, *baris), lewati=True)) == (0, 0, 1, 3, 0)
    assert sidik(kota) == awal


def test_bertentangan_berarti_jabatan_kompetensi_dan_hari_pertama_yang_sama(kota: Path) -> None:
    baris = [("PRAKOM", "INT", 3, None, None, "2024-01-01"), ("PRAKOM", "INT", 4, None, None, "2025-01-01"),
             ("KASI-A", "INT", 2, None, None, "2025-01-01")]  # fmt: skip
    assert hitung(impor(kota, lembar(PANJANG, *baris))) == (2, 1, 0, 0, 0)
    assert hitung(impor(kota, lembar(PANJANG, *baris))) == (0, 0, 3, 0, 0)
    # Where the cell is empty the option stands in, so the first day is the same all the same.
    hasil = impor(kota, lembar(PANJANG, ("KASI-B", "KS", 3), ("KASI-B", "KS", 2, None, None, "2026-01-01")),
                  mulai="2026-01-01")  # fmt: skip
    assert [(satu.baris, satu.kode) for satu in hasil.galat] == [(2, "GANDA_BERBEDA"), (3, "GANDA_BERBEDA")]


def test_baris_lebar_yang_mengulang_dilewati_yang_menambah_tidak(kota: Path) -> None:
    baris = [("PRAKOM", 3, 2), ("PRAKOM", 3, "2,0"), ("PRAKOM", 3), ("KASI-A", 3), ("KASI-A", None, 2)]
    hasil = impor(kota, lembar(LEBAR, *baris))
    assert [(satu.baris, satu.kode) for satu in hasil.peringatan] == [(3, "GANDA_SAMA"), (4, "GANDA_SAMA")]
    assert hitung(hasil) == (3, 0, 0, 0, 2)
    beda = impor(kota, lembar(LEBAR, ("KASI-B", 3, 2), ("KASI-B", 2, 3)), lewati=True)
    assert [(satu.baris, satu.kode) for satu in beda.galat] == [(2, "GANDA_BERBEDA"), (3, "GANDA_BERBEDA")]


def test_jabatan_yang_dibuat_dari_dua_ejaan_satu_jabatan(kota: Path) -> None:
    isi = lembar(PANJANG, ("Guru Muda", "INT", 3), ("GURU  MUDA", "KS", 3), ("guru muda", "INT", 3))
    assert hitung(impor(kota, isi, buat_jabatan=True)) == (2, 0, 0, 0, 1)
    with door.baca(kota) as d:
        assert [satu[0] for satu in jabatan.daftar(d) if satu[0].startswith("GURU")] == ["GURU-MUDA"]


def test_judul_kelompok_kompetensi_dilewati(kota: Path) -> None:
    baris = [("PRAKOM", "A. Manajerial"), ("PRAKOM", "1. Integritas", 3), (None, "B. Sosial Kultural"),
             ("II. KOMPETENSI TEKNIS",), ("PRAKOM", "Kompetensi Teknis", 3), ("PRAKOM", "Entah")]  # fmt: skip
    hasil = impor(kota, lembar(PANJANG, *baris), lewati=True)
    assert [(satu.sel, satu.kode) for satu in hasil.galat] == [
        ("B6", "KOMPETENSI_TIDAK_DIKENAL"), ("B7", "KOMPETENSI_TIDAK_DIKENAL")
    ]  # fmt: skip
    assert hitung(hasil) == (1, 0, 0, 2, 3)
    assert hitung(impor(kota, lembar(LEBAR, ("A. Manajerial",), ("PRAKOM", 3)))) == (0, 0, 1, 0, 1)


def test_angka_di_ujung_nama_kompetensi_harus_levelnya(kota: Path) -> None:
    baris = [("PRAKOM", "Komunikasi 3", 3), ("PRAKOM", "2) Integritas (Level 2)", "2,0"), ("PRAKOM", "Kerja Sama 3", 2)]
    hasil = impor(kota, lembar(PANJANG, *baris), lewati=True)
    assert [(satu.sel, satu.kode) for satu in hasil.galat] == [("B4", "KOMPETENSI_RANCU")]
    assert [satu[:2] for satu in semua(kota)] == [("INT", 2), ("KOM", 3)]


@given(st.text(alphabet="0123456789,.-", max_size=6))
def test_level_tidak_pernah_di_luar_0_sampai_5(teks: str) -> None:
    from asn_kompetensi.domain.level import baca_level

    hasil = baca_level(teks)
    assert hasil.ratus is None or 0 < hasil.ratus <= 500
    if hasil.ratus is not None:
        assert not hasil.kode
        assert float(teks.replace(",", ".")) * 100 == pytest.approx(hasil.ratus)
