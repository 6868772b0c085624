"""`asn kelas`: refusals word for word, tried runs that leave the file, every form of the list, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asn_kompetensi.store import door
from tests.cetakan import cetak
from tests.cli.alat import basis_lain, bolak_balik, ke_berkas, tolak
from tests.conftest import Asn
from tests.services.orang import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.store.alat import sidik

HARI = ("--mulai", "2025-03-03", "--selesai", "2025-03-04")
PELATIHAN = ("pelatihan", "tambah", "KOM-01", "--nama", "Komunikasi", "--bentuk", "8", "--jp", "16",
             "--kompetensi", "KOM=3")  # fmt: skip
BIDANG = "kode,pelatihan,mulai,selesai,tempat,kuota,biaya,opd_peserta,status,tuan_rumah,sumber_dana,jadwal"


def _isi(lokasi: Path) -> None:
    with door.tulis(lokasi, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    """Open class K1 with Sabai and Mangkutak; K2 finished without anyone; K3 cancelled."""

    def isi() -> None:
        _isi(basis)
        asn(*PELATIHAN)
        for kode in ("K1", "K2", "K3"):
            assert asn("kelas", "buka", "KOM-01", "--kode", kode, *HARI, "--terbuka")[0] == 0
        assert asn("kelas", "undang", "K1", SABAI, MANGKUTAK)[0] == 0
        for hari in ("2025-03-03", "2025-03-04"):
            asn("kelas", "undang", "K2", CINDUA)
            assert asn("kelas", "hadir", "K2", "--seluruh", "--tanggal", hari, "--status", "hadir")[0] == 0
        assert asn("kelas", "selesai", "K2")[0] == 0
        assert asn("kelas", "batal", "K3", "--alasan", "anggaran")[0] == 0

    cetak(basis, isi)
    return asn


USAI = ("kelas K2 sudah selesai dan tidak dapat diubah", "Lihat: asn kelas lihat K2")
BATAL = ("kelas K3 sudah dibatalkan dan tidak dapat diubah", "Lihat: asn kelas lihat K3")
K9 = ("kelas 'K9' belum terdaftar", "Daftar lengkap: asn kelas daftar")
TOLAK = [
    (("buka", "KOM-01", "--kode", "K 1", *HARI), 3,
     "kode kelas 'K 1' hanya boleh huruf, angka, dan tanda _ - . / +, tanpa spasi", "Contoh kode: KOM-01-2025A"),
    (("buka", "KOM-01", "--kode", "X", "--mulai", "2025-03-05", "--selesai", "2025-03-03"), 3,
     "tanggal selesai 2025-03-03 mendahului tanggal mulai 2025-03-05",
     "Periksa --mulai, --selesai, --jadwal, dan JP program."),
    (("buka", "KOM-01", "--kode", "X", *HARI, "--nilai-maks", "0"), 3, "--nilai-maks harus di atas 0",
     "Contoh: --nilai-maks 100"),
    (("buka", "KOM-01", "--kode", "X", *HARI, "--opd", "XX"), 4, "perangkat daerah 'XX' belum terdaftar",
     "Daftar lengkap: asn opd daftar"),
    (("daftar", "--status", "buka"), 3, "status 'buka' tidak ada", "Pilih: dibuka, selesai, batal"),
    (("daftar", "--pelatihan", "XX"), 4, "pelatihan 'XX' belum terdaftar", "Daftar lengkap: asn pelatihan daftar"),
    (("batal", "K1", "-n"), 2, "opsi -n tidak ada", "Lihat: asn kelas batal -h"),
    *(((*kata, "K9", *sisa), 4, *K9) for kata, sisa in [
        (("lihat",), ()), (("selesai",), ()), (("undang",), (SABAI,)), (("batal",), ("--alasan", "x"))]),
    *(((kata[0], "K2", *kata[1:]), 5, *USAI) for kata in [
        ("selesai",), ("ubah", "--kuota", "9"), ("batal", "--alasan", "x"), ("undang", SABAI),
        ("jawab", CINDUA, "bersedia"), ("hadir", CINDUA, "--tanggal", "2025-03-03", "--status", "alpa")]),
    *(((kata[0], "K3", *kata[1:]), 5, *BATAL) for kata in [
        ("selesai",), ("ubah", "--tempat", "Aula"), ("undang", SABAI)]),
    (("undang", "K1", CINDUA, "--periode", "2025"), 2, "--periode dan --opd hanya untuk --dari-gap",
     "Hapus opsi itu, atau tambahkan --dari-gap."),
    (("hadir", "K1", "--dari", "x.csv", "--status", "hadir"), 2,
     "--tanggal dan --status tidak dipakai bersama --dari", "Harinya dibaca dari berkas."),
    (("hadir", "K1", SABAI, "--seluruh"), 2, "sebutkan satu saja: NIP, --seluruh, atau --dari BERKAS",
     "Lihat: asn kelas hadir -h"),
    (("hasil", "K1", SABAI), 2, "belum ada yang dicatat",
     "Sebutkan --pre, --post, --sertifikat, atau --berlaku-sampai."),
]  # fmt: skip


def test_menolak_kata_demi_kata(kota: Asn, basis: Path) -> None:
    for kata, kode, pesan, petunjuk in TOLAK:
        tolak(kota, basis, ("kelas", *kata), kode, pesan, petunjuk)


def test_uji_coba_membiarkan_berkas(kota: Asn, basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "k.csv"
    berkas.write_text("kode,pelatihan,mulai,selesai\nK8,KOM-01,2025-05-05,2025-05-06\n")
    for hari in ("2025-03-03", "2025-03-04"):
        kota("kelas", "hadir", "K1", "--seluruh", "--tanggal", hari, "--status", "hadir")
    sebelum = sidik(basis)
    for kata in (
        ("undang", "K1", CINDUA),
        ("hadir", "K1", SABAI, "--tanggal", "2025-03-03", "--status", "sakit"),
        ("hadir", "K1", "--seluruh", "--tanggal", "2025-03-03", "--status", "alpa"),
        ("selesai", "K1"),
        ("impor", str(berkas)),
    ):
        kode, _, galat = kota("kelas", *kata, "-n")
        assert (kode, sidik(basis)) == (0, sebelum), kata
        assert "tidak ada yang disimpan" in galat, kata
    assert json.loads(kota("kelas", "lihat", "K1", "--json")[1])["status"] == "dibuka"


def test_semua_bentuk_keluaran(kota: Asn, tmp_path: Path) -> None:
    kota("kelas", "ubah", "K1", "--tempat", 'Aula "A", lt. 2', "--biaya", "1500000", "--kuota", "2")
    isi = ke_berkas(kota, tmp_path, "kelas", "daftar", bidang=BIDANG)
    hari = ("2025-03-03", "2025-03-04")
    assert [tuple(satu.values()) for satu in isi] == [
        ("K1", "KOM-01", *hari, 'Aula "A", lt. 2', 2, 1500000, "semua", "dibuka", None, None, None),
        ("K2", "KOM-01", *hari, None, None, None, "semua", "selesai", None, None, None),
        ("K3", "KOM-01", *hari, None, None, None, "semua", "batal", None, None, None),
    ]  # fmt: skip


def test_kelas_terbuka_dan_undangan_kembali_di_tempat_lain(
    asn: Asn, basis: Path, basis_induk: Path, tmp_path: Path
) -> None:
    lain = basis_lain(basis_induk, tmp_path)
    for lokasi in (basis, lain):
        _isi(lokasi)
        assert asn(*PELATIHAN, "--db", str(lokasi))[0] == 0
    asn("kelas", "buka", "KOM-01", "--kode", "b", *HARI, "--opd", "DISDIK", "--opd", "DINKES", "--kuota", "3")
    asn("kelas", "buka", "KOM-01", "--kode", "C", *HARI, "--terbuka", "--tempat", "Aula; B")
    asn("kelas", "buka", "KOM-01", "--kode", "A", "--mulai", "2025-09-01", "--selesai", "2025-09-01", "--biaya", "0")
    bolak_balik(asn, lain, tmp_path, "kelas")
    assert asn("kelas", "daftar", "--csv", "--db", str(lain))[1].splitlines()[1:] == [
        "C,KOM-01,2025-03-03,2025-03-04,Aula; B,,,semua,dibuka,,,",
        "b,KOM-01,2025-03-03,2025-03-04,,3,,DINKES;DISDIK,dibuka,,,",
        "A,KOM-01,2025-09-01,2025-09-01,,,0,,dibuka,,,",
    ]
