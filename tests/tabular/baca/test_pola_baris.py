"""Rows between and below the data as clerks really write them: which are people, which are not, and why not."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from asn_kompetensi.tabular.baca import baca_lembar, kelompok, pola_baris
from asn_kompetensi.tabular.baca.ejaan import kunci_judul

from .bahan import NILAI, NIP1, NIP2, NIP3, PEGAWAI, alasan, buku, buku_cepat, kolom, nomor

LEBAR = ["No", "Nama", "NIP", "Jabatan", "Integritas", "Komunikasi"]
NIP_DULU = ["NIP", "Nama", "Golongan", "Jabatan"]


def baca(tmp_path: Path, judul: list[Any], *baris: list[Any], gabung: tuple[str, ...] = (), skema: Any = NILAI) -> Any:
    return baca_lembar(buku_cepat(tmp_path / "a.xlsx", [judul, *baris], gabung), skema)


@pytest.mark.parametrize(
    ("baris", "sebab"),
    [
        ([None, "JUMLAH", "2 ORANG"], "jumlah"),
        ([None, "Jumlah Peserta", "2 orang", None, 5, 5], "jumlah"),
        ([None, "Rata-rata", None, None, 2.5, 2.5], "jumlah"),
        ([None, "Nilai Rata-Rata", None, None, 2.5, 2.5], "jumlah"),
        (["Rata2", None, None, None, 2.5, 2.5], "jumlah"),
        ([None, "Nilai Tertinggi", None, None, 3, 3], "jumlah"),
        ([None, "Gap", None, None, -1, 0], "jumlah"),
        ([None, "Kesenjangan Kompetensi", None, None, -1, 0], "jumlah"),
        ([None, "JPM (%)", None, None, 80, 90], "jumlah"),
        ([None, "Persentase", None, None, "80%", "90%"], "jumlah"),
        ([None, "Standar", None, None, 3, 3], "standar"),
        ([None, "Nilai Standar", None, None, 3, 3], "standar"),
        ([None, "Standar Kompetensi Jabatan", None, None, 3, 3], "standar"),
        ([None, "Level yang dipersyaratkan", None, None, 3, 3], "standar"),
        ([2, "NIHIL"], "tidak ada data"),
        ([2, "-", "-"], "hanya nomor urut"),
        ([2, None, None, 0, 0, 0], "hanya nomor urut"),
        ([2, None, None, "#N/A", None, None], "hanya nomor urut"),
        (["Halaman 1 dari 2"], "keterangan"),
        ([None, "Hal. 1/2"], "keterangan"),
        ([None, "Dicetak pada 12-12-2025 08:00"], "keterangan"),
        ([None, "DAFTAR NILAI KOMPETENSI LANJUTAN"], "judul"),
        ([None, "PEMERINTAH KOTA SAWAHLUNTO"], "judul"),
        ([None, None, "Tahun 2025"], "judul"),
        (["Sawahlunto, 12/12/2025"], "tanda tangan"),
        ([None, None, "Sawahlunto, 12-12-2025"], "tanda tangan"),
        ([None, None, "Sawahlunto,      Desember 2025"], "tanda tangan"),
        ([None, None, "Ditetapkan di Sawahlunto"], "tanda tangan"),
        ([None, None, "pada tanggal 12 Desember 2025"], "tanda tangan"),
        ([None, None, "Pada tanggal : 12/12/2025"], "tanda tangan"),
        ([None, "KEPALA DINAS PENDIDIKAN"], "tanda tangan"),
        ([None, None, "Plt. Kepala BKPSDM Kota Sawahlunto"], "tanda tangan"),
        ([None, None, "Kepala Badan,"], "tanda tangan"),
    ],
)  # fmt: skip
def test_baris_yang_bukan_orang(tmp_path: Path, baris: list[Any], sebab: str) -> None:
    lembar = baca(tmp_path, LEBAR, [1, "A", NIP1, "X", 2, 3], baris, [2, "B", NIP2, "X", 3, 3])
    assert (nomor(lembar), alasan(lembar)) == ([2, 4], {3: sebab})


@pytest.mark.parametrize(
    "baris",
    [
        ["JUMLAH", "2 ORANG"],
        ["Jumlah pegawai", "2", "orang"],
        ["TOTAL", None, "2 orang", "2 jabatan"],
    ],
)
def test_jumlah_di_kolom_nip_dengan_keterangannya(tmp_path: Path, baris: list[Any]) -> None:
    lembar = baca(tmp_path, NIP_DULU, [NIP1, "A"], baris, skema=PEGAWAI)
    assert (nomor(lembar), alasan(lembar)) == ([2], {3: "jumlah"})


@pytest.mark.parametrize("nama", ["JUMLAH", "TOTALINA", "STANDARTO", "GAPUR", "Tahunia", "NIHIL", "Dinas"])
def test_nama_orang_tidak_pernah_menjadi_tanda(tmp_path: Path, nama: str) -> None:
    lembar = baca(tmp_path, LEBAR, [1, nama, NIP1, "X", 2, 3], [2, nama, None, "X", 2, 3], [None, nama, NIP2])
    assert nomor(lembar) == [2, 3, 4]


@pytest.mark.parametrize(
    "angka",
    [
        [1, 2, 3, 4, 5, 6],
        ["1", "2", "3", "4", "5", "6"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, 2, 3, None, 5, 6],
        [1, 2, 3, 4, 6, 7],
        [None, 2, 3, 4, 5, 6],
        ["a", "b", "c", "d", "e", "f"],
        ["(A)", "(B)", "(C)", "(D)", "(E)", "(F)"],
        [1, 2, 3, 4, 5, "6=4-5"],
        ["1.", "2.", "3.", "4.", "5.", "6."],
        ["-1", "-2", "-3", "-4", "-5", "-6"],
    ],
)
def test_baris_nomor_kolom(tmp_path: Path, angka: list[Any]) -> None:
    lembar = baca(tmp_path, LEBAR, angka, [1, "A", NIP1, "X", 2, 3])
    assert (nomor(lembar), alasan(lembar)) == ([3], {2: "nomor kolom"})


def test_tanda_tangan_dengan_nip_polos_bukan_orang(tmp_path: Path) -> None:
    """The signer's name and number, also without the word NIP, also beside a second signer's."""
    lembar = baca(
        tmp_path,
        LEBAR,
        [1, "A", NIP1, "X", 2, 3],
        [],
        [None, "Mengetahui,", None, None, "Sawahlunto, 12/12/2025"],
        [None, "KEPALA DINAS", None, None, "PENYUSUN"],
        [None, "Drs. MAGEK SAKTI", None, None, "PUTI LINDUANG"],
        [None, NIP3, None, None, NIP2],
        [None, None, NIP3],
        [2, "B", NIP2, "X", 3, 3],
    )
    assert nomor(lembar) == [2, 9]


def test_dua_penanda_tangan_berdampingan_pada_baris_nip(tmp_path: Path) -> None:
    lembar = baca(tmp_path, LEBAR, [1, "A", NIP1], ["Sawahlunto, 12 Desember 2025"], [None, None, NIP2, None, NIP3])
    assert nomor(lembar) == [2]


def opd_tiap_baris(tmp_path: Path, *baris: list[Any], judul: list[Any] | None = None) -> list[Any]:
    lembar = baca(tmp_path, judul or ["No", "Nama", "NIP", "Golongan"], *baris, skema=PEGAWAI)
    return kolom(lembar, "opd")


@pytest.mark.parametrize(
    "kelompok",
    [
        ["DINAS PENDIDIKAN"],
        ["I", "DINAS PENDIDIKAN"],
        ["II.", "DINAS PENDIDIKAN"],
        ["B", "Dinas Pendidikan"],
        [2, "DINAS PENDIDIKAN"],
        ["II. DINAS PENDIDIKAN"],
        ["B. Satuan Kerja : DINAS PENDIDIKAN"],
        ["Nama SKPD : DINAS PENDIDIKAN"],
        ["Nama OPD", ": DINAS PENDIDIKAN"],
        ["NAMA PERANGKAT DAERAH", ":", "DINAS PENDIDIKAN"],
        ["II", "OPD : DINAS PENDIDIKAN"],
        [None, "DINAS PENDIDIKAN"],
        ["Dinas/Instansi : Dinas Pendidikan"],
        ["DINAS PENDIDIKAN (8 orang)"],
        [1, None, "DINAS PENDIDIKAN"],
        ["II", None, "DINAS PENDIDIKAN"],
        [None, None, None, "DINAS PENDIDIKAN"],
    ],
)
def test_kelompok_baru_menggantikan_yang_lama(tmp_path: Path, kelompok: list[Any]) -> None:
    opd = opd_tiap_baris(
        tmp_path, ["Satuan Kerja : Dinas Kesehatan"], [1, "A", NIP1], kelompok, [1, "B", NIP2]
    )  # fmt: skip
    assert [str(satu).casefold() for satu in opd] == ["dinas kesehatan", "dinas pendidikan"]


@pytest.mark.parametrize(
    "kelompok", [["Satuan Kerja :"], ["Unit lain-lain"], ["Satuan Kerja", ":"], [None, "LAIN-LAIN"], ["II", "Entah"]]
)
def test_kelompok_yang_tidak_terbaca_tidak_meneruskan_yang_lama(tmp_path: Path, kelompok: list[Any]) -> None:
    opd = opd_tiap_baris(tmp_path, ["Satuan Kerja : Dinas Kesehatan"], [1, "A", NIP1], kelompok, [1, "B", NIP2])
    assert (opd[0], opd[-1]) == ("Dinas Kesehatan", None)


@pytest.mark.parametrize(
    "macam", ["PNS", "PPPK", "A. PNS", "Golongan III", "JABATAN FUNGSIONAL", "II. Jabatan Pelaksana", "Eselon II.b"]
)
def test_macam_orang_tidak_mengubah_perangkat_daerah(tmp_path: Path, macam: str) -> None:
    opd = opd_tiap_baris(tmp_path, ["DINAS KESEHATAN"], [1, "A", NIP1], [macam], [1, "B", NIP2])
    assert opd == ["DINAS KESEHATAN"] * 2


@pytest.mark.parametrize("unit", ["RSUD", "II. RSUD", "Inspektorat"])
def test_perangkat_daerah_satu_kata(tmp_path: Path, unit: str) -> None:
    opd = opd_tiap_baris(tmp_path, ["DINAS KESEHATAN"], [1, "A", NIP1], [None, unit], [1, "B", NIP2])
    assert opd == ["DINAS KESEHATAN", unit.removeprefix("II. ")]


def test_bidang_dan_seksi_tetap_di_dalam_satuannya(tmp_path: Path) -> None:
    opd = opd_tiap_baris(
        tmp_path, ["DINAS KESEHATAN"], [1, "A", NIP1], ["Sekretariat"], [2, "B", NIP2], ["Seksi Gizi"], [3, "C", NIP3]
    )
    assert opd == ["DINAS KESEHATAN", "Sekretariat / DINAS KESEHATAN", "Seksi Gizi / DINAS KESEHATAN"]


def test_unit_di_bawah_satuan_diganti_unit_berikutnya(tmp_path: Path) -> None:
    opd = opd_tiap_baris(
        tmp_path,
        ["Satuan Kerja : Dinas Kesehatan"],
        ["A. Unit Kerja : Puskesmas Kolok"],
        [1, "A", NIP1],
        ["B. Unit Kerja :", "Puskesmas Silungkang"],
        [1, "B", NIP2],
        ["C. Unit Kerja :"],
        [1, "C", NIP3],
    )
    assert opd == ["Puskesmas Kolok / Dinas Kesehatan", "Puskesmas Silungkang / Dinas Kesehatan", "Dinas Kesehatan"]


def test_keterangan_di_antara_tidak_mengubah_kelompok(tmp_path: Path) -> None:
    opd = opd_tiap_baris(
        tmp_path,
        ["DINAS KESEHATAN"],
        [1, "A", NIP1],
        ["Halaman 1 dari 2"],
        ["No", "Nama", "NIP", "Golongan"],
        [1, 2, 3, 4],
        [2, "B", NIP2],
        ["Jumlah", "2 orang"],
        ["BADAN KEUANGAN"],
        [1, "C", NIP3],
    )
    assert opd == ["DINAS KESEHATAN", "DINAS KESEHATAN", "BADAN KEUANGAN"]


def test_judul_lain_di_tengah_menahan_baris_di_bawahnya(tmp_path: Path) -> None:
    """A second block with its columns in another order is not read by the first header."""
    lembar = baca(
        tmp_path,
        LEBAR,
        [1, "A", NIP1, "X", 2, 3],
        ["No", "Nama Pegawai", "NIP", "Jabatan", "Komunikasi", "Integritas"],
        [2, "B", NIP2, "X", 4, 5],
        LEBAR,
        [3, "C", NIP3, "X", 1, 1],
    )
    assert nomor(lembar) == [2, 4, 6]
    assert alasan(lembar) == {3: "judul lain", 5: "judul berulang"}
    assert list(lembar.tergeser) == [4]
    assert "baris 3" in lembar.tergeser[4]


def test_judul_berulang_dengan_ejaan_lain_di_kolom_yang_sama(tmp_path: Path) -> None:
    lembar = baca(
        tmp_path,
        LEBAR,
        [1, "A", NIP1, "X", 2, 3],
        ["NO.", "NAMA PEGAWAI", "NIP", "NAMA JABATAN", "INTEGRITAS", "KOMUNIKASI"],
        [2, "B", NIP2, "X", 4, 5],
    )
    assert (nomor(lembar), alasan(lembar), dict(lembar.tergeser)) == ([2, 4], {3: "judul berulang"}, {})


def test_judul_dua_baris_berulang(tmp_path: Path) -> None:
    atas = ["No", "Nama", "NIP", "Nilai", None]
    bawah = [None, None, None, "Integritas", "Komunikasi"]
    isi = [atas, bawah, [1, "A", NIP1, 2, 3], atas, bawah, [2, "B", NIP2, 3, 3]]
    lembar = baca_lembar(buku(tmp_path / "a.xlsx", isi, ["D1:E1", "D4:E4"]), NILAI)
    assert (nomor(lembar), dict(lembar.tergeser)) == ([3, 6], {})


def test_gabungan_ke_bawah_mengisi_semua_kecuali_nilai(tmp_path: Path) -> None:
    lembar = baca(
        tmp_path,
        ["No", "Nama", "NIP", "OPD", "Jabatan", "Integritas"],
        [1, "A", NIP1, "DINKES", "Analis", 3],
        [2, "B", NIP2, None, None, None],
        [3, "C", NIP3, None, None, 2],
        gabung=("D2:D4", "E2:E3", "F2:F3"),
    )
    assert kolom(lembar, "opd") == ["DINKES"] * 3
    assert kolom(lembar, "jabatan") == ["Analis", "Analis", None]
    assert kolom(lembar, "kompetensi:INT") == [3, None, 2]


def test_baris_lanjutan_satu_orang_tidak_dihitung_dua_kali(tmp_path: Path) -> None:
    """One person over two merged rows, the second holding nothing that is understood."""
    lembar = baca(
        tmp_path,
        ["NIP", "Nama", "Golongan", "Alamat"],
        [NIP1, "A", "III/a", "Jl. Satu"],
        [None, None, None, "Sawahlunto"],
        [NIP2, "B", "III/b", "Jl. Dua"],
        gabung=("A2:A3", "B2:B3"),
        skema=PEGAWAI,
    )
    assert (nomor(lembar), alasan(lembar)) == ([2, 4], {3: "lanjutan sel gabungan"})


@pytest.mark.parametrize(
    ("depan", "isi", "belakang"),
    [
        ("", " ", "x"),
        ("x", " ", "x"),
        ("NIP ", ". ", "x"),
        ("", "\t", "("),
        ("Jumlah", " ", "x"),
        ("Nihil", " ", "x"),
        ("A", "\n", "x"),
    ],
)
def test_sel_panjang_berisi_spasi_dinilai_dalam_waktu_wajar(depan: str, isi: str, belakang: str) -> None:
    tulisan = depan + isi * 32_000 + belakang
    sel = [(0, tulisan), (1, tulisan), (2, tulisan)]
    mulai = process_time()
    pola_baris.tanda_tangan(sel[:1])
    pola_baris.tanpa_isi(sel[:1])
    pola_baris.nomor_kolom(sel)
    for pola in (pola_baris.JUMLAH, pola_baris.JUMLAH_UTUH, pola_baris.STANDAR_UTUH, pola_baris.KETERANGAN):
        pola.fullmatch(pola_baris.teks(tulisan))
    kelompok.berlabel(sel)
    kelompok.tanpa_label(sel[:2])
    kunci_judul(tulisan)
    assert process_time() - mulai < 5


def test_nama_kelompok_yang_terpotong_bukan_nama_kelompok() -> None:
    assert kelompok.berlabel([(0, "Unit Kerja : " + "X" * 400)]) is None
    assert kelompok.tanpa_label([(0, "Dinas " + "X" * 400)]) is None
    assert kelompok.tanpa_label([(0, "Dinas \n Kesehatan")]) == ("satuan kerja", "Dinas Kesehatan", 0)
