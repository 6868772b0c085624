"""The three sheets of training (programmes, classes, attendance): counts that add up, one finding per held cell."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import BarisDilewati, Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.services import (
    kehadiran_impor,
    kelas,
    kelas_buka,
    kelas_hadir,
    kelas_impor,
    kelas_undang,
    pelatihan,
)
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.services.berkas_uji import Asn, hitungan, kode, laporan, sidik, sql
from tests.services.lembar_uji import lembar
from tests.services.orang import CINDUA, MANGKUTAK, RENO, SABAI, isi_kota

PROGRAM = "kode nama bentuk jp penyelenggara kompetensi"
KELAS = "kode pelatihan mulai selesai tempat kuota biaya opd_peserta status"
HADIR = "nip hari:2025-03-03 hari:2025-03-04 pre post"
Impor = Callable[[door.PintuTulis, Lembar, bool], LaporanImpor]


@sekali
def _awal(basis: Path) -> None:
    """People, one programme, one open class of two days with two seats."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
        kelas_buka.buka(d, "KOM-01", "A", date(2025, 3, 3), date(2025, 3, 4), kuota="2", terbuka=True)
        kelas_undang.undang(d, "A", [SABAI])


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def _pelatihan(d: door.PintuTulis, isi: Lembar, lewati: bool) -> LaporanImpor:
    return pelatihan.impor(d, isi, lewati=lewati)


def _kelas(d: door.PintuTulis, isi: Lembar, lewati: bool) -> LaporanImpor:
    return kelas_impor.impor(d, isi, lewati=lewati)


def _hadir(d: door.PintuTulis, isi: Lembar, lewati: bool) -> LaporanImpor:
    return kehadiran_impor.impor(d, "A", isi, lewati=lewati)


def _impor(basis: Path, impor: Impor, isi: Lembar, *, lewati: bool = False) -> LaporanImpor:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        return impor(d, isi, lewati)


def _hitung(hasil: LaporanImpor) -> tuple[int, ...]:
    assert hasil.dibaca == hasil.diterima + hasil.ditahan + hasil.dilewati
    assert all(satu.kode and satu.pesan and satu.baris for satu in hasil.galat)
    return (hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati)


def _temuan(hasil: LaporanImpor) -> list[tuple[str | None, str]]:
    return [(satu.sel or str(satu.baris), satu.kode) for satu in hasil.galat]


BAURAN: list[tuple[Impor, str, list[tuple[NilaiSel, ...]], tuple[int, ...], list[tuple[str, str]]]] = [
    (
        _pelatihan,
        PROGRAM,
        [
            ("KOM-01", "Komunikasi Publik", 8, 24),
            ("B-1", "Program B", "Rapat kerja", "24 JP", None, "KOM"),
            ("C-1", "Program C", "seminar", None, "LAN", "KOM=3; PP=2,5"),
            ("c-1", "Program C Dua", 9),
            (None, "Tanpa Kode", 9),
            ("D-1", "komunikasi publik", 9),
            ("E-1", None, 9),
            ("F-1", "Program F", 8),
            ("G-1", "Program G", None, 3),
            ("H-1", "Program H", TANPA_NILAI, 3),
            ("KOM-01x", "Program I", 9, 0),
            ("J-1", "Program J", "seminar", None, "LAN", "KOM=3; PP=2,5"),
        ],
        (1, 0, 1, 10, 1),
        [("C3", "BENTUK_TIDAK_DIKENAL"), ("D3", "JP_TIDAK_SAH"), ("F3", "SASARAN_TIDAK_SAH"), ("A4", "GANDA_BERBEDA"),
         ("A5", "GANDA_BERBEDA"), ("A6", "KODE_KOSONG"), ("B7", "NAMA_TERPAKAI"), ("B8", "NAMA_KOSONG"),
         ("D9", "JP_KOSONG"), ("C10", "BENTUK_KOSONG"), ("C11", "RUMUS_TANPA_NILAI"), ("D12", "JP_TIDAK_SAH")],
    ),
    (
        _kelas,
        KELAS,
        [
            ("A", "KOM-01", "2025-03-03", "04-03-2025", None, None, None, "semua", "dibuka"),
            ("B", "komunikasi publik", "3 Maret 2025", "2025-03-05", "Aula", "30", "Rp 1.000", "DINKES;DISDIK"),
            ("b", "KOM-01", "2025-03-03", "2025-03-05", "Aula", 30, 1000, "DISDIK;DINKES"),
            ("C", "ENTAH", "kapan", "2025-03-05", None, 2.5, "gratis", "DINKES;ENTAH"),
            ("D", "KOM-01", "2025-03-05", "2025-03-03"),
            ("E", None, None, None),
            ("F", "KOM-01", "2025-01-01", "2028-01-01"),
        ],
        (1, 0, 1, 4, 2),
        [("B5", "PELATIHAN_TIDAK_DIKENAL"), ("C5", "TANGGAL_TIDAK_SAH"), ("F5", "KUOTA_TIDAK_SAH"),
         ("G5", "BIAYA_TIDAK_SAH"), ("H5", "OPD_TIDAK_DIKENAL"), ("D6", "TANGGAL_TERBALIK"), ("B7", "PELATIHAN_KOSONG"),
         ("C7", "MULAI_KOSONG"), ("D7", "SELESAI_KOSONG"), ("D8", "KELAS_TIDAK_SAH")],
    ),
    (
        _hadir,
        HADIR,
        [
            (SABAI, "V", "S", 60, 80),
            (CINDUA, "H", "x", 101, 50),
            ("198403122006042999", "V", "V"),
            (None, "V", "V"),
            (MANGKUTAK, "V", "V", "-", None),
            (MANGKUTAK, "hadir", "v", "-", None),
            (RENO, "V", "V", 50),
            (RENO, "V", "A", 50),
        ],
        (2, 0, 0, 5, 2),
        [("C3", "KEHADIRAN_TIDAK_DIKENAL"), ("D3", "NILAI_LUAR_SKALA"), ("A4", "PEGAWAI_TIDAK_DIKENAL"),
         ("A5", "NIP_KOSONG"), ("8", "GANDA_BERBEDA"), ("9", "GANDA_BERBEDA")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("impor", "bidang", "baris", "harap", "galat"), BAURAN, ids=["pelatihan", "kelas", "hadir"])
def test_bauran_ditahan_utuh_lalu_dilewati_lalu_sama(
    kota: Path, impor: Impor, bidang: str, baris: list[tuple[NilaiSel, ...]], harap: tuple[int, ...],
    galat: list[tuple[str, str]],
) -> None:  # fmt: skip
    asal = lembar(bidang, *baris)
    isi = Lembar(asal.berkas, asal.nama, asal.baris_judul, asal.lajur, asal.baris, (BarisDilewati(99, "jumlah"),))
    awal = sidik(kota)
    utuh = _impor(kota, impor, isi)
    assert (_temuan(utuh), utuh.jalankan, sidik(kota)) == (galat, None, awal)
    sebagian = _impor(kota, impor, isi, lewati=True)
    assert (_hitung(sebagian), _hitung(utuh)) == (harap, harap)
    assert (sebagian.galat, sebagian.jalankan is None) == (utuh.galat, False)
    kedua, isi_kini = _impor(kota, impor, isi, lewati=True), sidik(kota)
    assert _hitung(kedua) == (0, 0, harap[0] + harap[1] + harap[2], harap[3], harap[4])
    assert (kedua.jalankan, _temuan(kedua)) == (None, galat)
    assert _impor(kota, impor, isi, lewati=True) == kedua
    assert sidik(kota) == isi_kini


def test_sel_buruk_peserta_yang_tidak_menahan_kehadirannya(kota: Path) -> None:
    _impor(kota, _hadir, lembar(HADIR, *BAURAN[2][2]), lewati=True)
    with door.baca(kota) as d:
        peserta = {satu["nip"]: satu for satu in kelas.lihat(d, "A")["peserta"]}
    hari = {nip: [satu["status"] for satu in isi["hari"]] for nip, isi in peserta.items()}
    assert {nip: (hari[nip], isi["pre"], isi["post"], isi["jawaban"]) for nip, isi in peserta.items()} == {
        SABAI: (["hadir", "sakit"], 60, 80, None),
        CINDUA: (["hadir", None], None, 50, "bersedia"),
        MANGKUTAK: (["hadir", "hadir"], None, None, "bersedia"),
    }


def test_mengubah_kelas_dari_lembar_tunduk_pada_yang_sudah_tercatat(kota: Path) -> None:
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        kelas_undang.undang(d, "A", [MANGKUTAK, CINDUA, RENO])
        kelas_hadir.hadir(d, "A", SABAI, date(2025, 3, 4), "hadir")
    for sel, pesan in (({5: 1}, "2 kursi kelas A sudah terisi"), ({3: "2025-03-03"}, "kehadiran 2025-03-04")):
        baris: list[Any] = ["A", *[None] * 8]
        for letak, nilai in sel.items():
            baris[letak] = nilai
        hasil = _impor(kota, _kelas, lembar(KELAS, tuple(baris)), lewati=True)
        assert [(satu.kode, satu.pesan[: len(pesan)]) for satu in hasil.galat] == [("KELAS_TIDAK_MUAT", pesan)]
    assert _hitung(_impor(kota, _kelas, lembar(KELAS, ("A", None, None, None, None, 3)))) == (0, 1, 0, 0, 0)
    with door.baca(kota) as d:
        jawaban = {satu["nip"]: satu["jawaban"] for satu in kelas.lihat(d, "A")["peserta"]}
    assert jawaban == {SABAI: None, MANGKUTAK: None, CINDUA: None, RENO: "daftar_tunggu"}


def _csv(basis: Path, judul: str, *baris: tuple[Any, ...]) -> str:
    berkas = basis.with_name("isi.csv")
    with berkas.open("w", encoding="utf-8", newline="") as isi:
        csv.writer(isi).writerows([judul.split(), *baris])
    return str(berkas)


@pytest.mark.parametrize(
    ("perintah", "judul", "baik", "buruk", "sel"),
    [
        (("pelatihan", "impor"), PROGRAM, ("S-1", "Seminar", "9", "", "LAN", "KOM=3"), ("S-2", "Satu", "99"), "C3"),
        (("kelas", "impor"), KELAS, ("B", "KOM-01", "2025-04-01", "2025-04-02", "", "5"),
         ("C", "KOM-01", "2025-04-01", "2025-04-02", "", "nol"), "F3"),
        (("kelas", "hadir", "A", "--dari"), "nip 2025-03-03 2025-03-04", (SABAI, "V", "V"), (CINDUA, "V", "?"), "C3"),
    ],
    ids=["pelatihan", "kelas", "hadir"],
)  # fmt: skip
def test_coba_dulu_berlaporan_sama_dan_tidak_menyimpan(
    kota: Path, asn: Asn, perintah: tuple[str, ...], judul: str, baik: tuple[str, ...], buruk: tuple[str, ...], sel: str
) -> None:
    berkas = _csv(kota, judul, baik, buruk)
    awal = sidik(kota)
    coba = asn(*perintah, berkas, "--lewati", "-n", "--json")
    tolak = asn(*perintah, berkas, "--json")
    assert (coba[0], tolak[0], sidik(kota)) == (9, 3, awal)
    nyata = asn(*perintah, berkas, "--lewati", "--json")
    isi_coba, isi_tolak, isi_nyata = laporan(coba), laporan(tolak), laporan(nyata)
    assert (nyata[0], hitungan(isi_nyata)) == (9, (1, 0, 0, 1, 0))
    assert [satu[1] for satu in kode(isi_nyata)] == [sel]
    assert isi_nyata.pop("jalankan") == sql(kota, "SELECT max(id) FROM jalankan")[0][0]
    assert (isi_coba.pop("jalankan"), isi_tolak.pop("jalankan")) == (None, None)
    assert isi_coba == isi_tolak == isi_nyata
    kini = sidik(kota)
    baik_saja = _csv(kota, judul, baik)
    lagi = asn(*perintah, baik_saja, "--json")
    assert (lagi[0], hitungan(laporan(lagi)), sidik(kota)) == (0, (0, 0, 1, 0, 0), kini)
