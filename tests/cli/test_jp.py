"""`asn jp daftar` as a clerk and a script see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.services import jp, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.cli.alat import ke_berkas, tolak
from tests.services.orang import SABAI, UMBUIK, isi_kota

Asn = Callable[..., tuple[int, str, str]]
KEPALA = ",".join(jp.BIDANG)


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    """One finished class of 16 JP with one person."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="16")
        kelas_buka.buka(d, "BIM", "B1", date(2025, 3, 3), date(2025, 3, 3))
        kelas_undang.undang(d, "B1", [SABAI])
        kelas_hadir.hadir(d, "B1", SABAI, date(2025, 3, 3), "hadir")
        kelas_hadir.selesai(d, "B1")
    return asn


@pytest.mark.parametrize(
    ("kata", "kode", "galat"),
    [
        ((), 2, "asn: --tahun wajib diisi\nPetunjuk: Tambahkan tahun, misalnya --tahun 2025.\n"),
        (("--tahun", "25"), 3, "asn: tahun '25' tidak sah\n"),
        (
            ("--tahun", "2025", "--per", "opd"),
            2,
            "asn: --per opd tidak ada\nPetunjuk: Pilihan --per: bentuk, kegiatan\n",
        ),
        (("--tahun", "2025", "--opd", "ENTAH"), 4, "asn: perangkat daerah 'ENTAH' belum terdaftar\n"),
        (("--tahun", "2025", "--nip", "198403122006042999"), 4, "asn: pegawai dengan NIP ***************999"),
        (("--tahun", "2025", "--nip", "1984"), 3, "asn: NIP *984"),
        (("--tahun", "2025", "--json", "--csv"), 2, ""),
    ],
)
def test_menolak(kota: Asn, kata: tuple[str, ...], kode: int, galat: str) -> None:
    hasil = kota("jp", "daftar", *kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert hasil[2].startswith(galat)


def test_csv_kosong_bukan_nol(kota: Asn) -> None:
    kode, keluar, _ = kota("jp", "daftar", "--tahun", "2025", "--opd", "DISDIK", "--csv")
    assert kode == 0
    assert keluar.splitlines() == [
        KEPALA,
        f"{SABAI},SABAI ALUIH,DISDIK,PNS,2025,16,20,,kurang,1,4,,16,true,",
        f"{UMBUIK},UMBUIK MUDO,DISDIK,PPPK,2025,,,24,belum_ada_data,0,,,,,",
    ]


def test_json_null_dan_saringan_nip(kota: Asn) -> None:
    isi = json.loads(kota("jp", "daftar", "--tahun", "2024", "--nip", SABAI, "--json")[1])
    assert isi == [
        {"nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "jenis_pegawai": "PNS", "tahun": 2024, "jp": None,
         "target": 20, "batas": None, "status": "belum_ada_data", "kegiatan": 0, "kurang": 20,
         "terjadwal": None, "perkiraan": None, "akan_kurang": True, "kelas_saran": []}
    ]  # fmt: skip


def test_per_bentuk_tanpa_tahun(kota: Asn) -> None:
    assert kota("jp", "daftar", "--per", "bentuk", "--csv")[1].splitlines() == [
        "tahun,bentuk,nama_bentuk,kegiatan,peserta,jp",
        "2025,8,Bimbingan Teknis,1,1,16",
    ]
    assert kota("jp", "daftar", "--per", "bentuk", "--tahun", "2024", "--json")[:2] == (0, "[]\n")


def test_ke_berkas_dan_tidak_menimpa(kota: Asn, tmp_path: Path) -> None:
    tujuan = tmp_path / "jp.json"
    assert kota("jp", "daftar", "--tahun", "2025", "-o", str(tujuan))[0] == 0
    assert len(json.loads(tujuan.read_text(encoding="utf-8"))) == 14
    assert kota("jp", "daftar", "--tahun", "2025", "-o", str(tujuan))[0] == 5


def test_menolak_kata_demi_kata(kota: Asn, basis: Path) -> None:
    for kata, kode, pesan, petunjuk in (
        (("--tahun", "0"), 3, "tahun '0' tidak sah", "Tulis empat angka, misalnya 2025"),
        (("--tahun", "2025; DROP"), 3, "tahun '2025; DROP' tidak sah", "Tulis empat angka, misalnya 2025"),
        (("--tahun", ""), 2, "--tahun wajib diisi", "Tambahkan tahun, misalnya --tahun 2025."),
        (("--tahun", "2025", "-o", "jp.pdf"), 2, "Jenis berkas jp.pdf tidak dikenal.",
         "Pakai nama yang berakhir .xlsx, .csv, .json, atau .parquet."),
        (("--tahun", "2025", "--per", "OPD"), 2, "--per OPD tidak ada", "Pilihan --per: bentuk, kegiatan"),
    ):  # fmt: skip
        tolak(kota, basis, ("jp", "daftar", *kata), kode, pesan, petunjuk)


def test_semua_bentuk_keluaran(kota: Asn, tmp_path: Path) -> None:
    isi = ke_berkas(kota, tmp_path, "jp", "daftar", "--tahun", "2025", bidang=KEPALA)
    assert [(satu["opd"], satu["nama"], satu["nip"]) for satu in isi] == sorted(
        (satu["opd"], satu["nama"], satu["nip"]) for satu in isi
    )
    assert {(satu["jenis_pegawai"], satu["target"], satu["batas"]) for satu in isi} == {
        ("PNS", 20, None), ("PPPK", None, 24), ("PPPK PARUH WAKTU", None, 24),
    }  # fmt: skip
    assert [(satu["nip"], satu["jp"]) for satu in isi if satu["jp"] is not None] == [(SABAI, 16)]
    assert {satu["tahun"] for satu in isi} == {2025}


def test_per_bentuk_disaring_opd_dan_nip(kota: Asn) -> None:
    for kata, banyak in ((("--opd", "DISDIK"), 1), (("--opd", "DINKES"), 0), (("--nip", SABAI), 1),
                         (("--nip", UMBUIK), 0), (("--opd", "DISDIK", "--nip", SABAI, "--tahun", "2025"), 1),
                         (("--opd", "DISDIK", "--nip", SABAI, "--tahun", "2026"), 0)):  # fmt: skip
        isi = json.loads(kota("jp", "daftar", "--per", "bentuk", *kata, "--json")[1])
        assert len(isi) == banyak, kata
