"""`asn pelatihan` as a clerk and a script see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.alat import basis_lain, bolak_balik, ke_berkas, tolak

Asn = Callable[..., tuple[int, str, str]]
TAMBAH = ("pelatihan", "tambah", "KOM-01", "--nama", "Komunikasi Publik", "--bentuk", "8", "--jp", "24",
          "--penyelenggara", "BKPSDM", "--kompetensi", "KOM=3")  # fmt: skip
KEPALA = "kode,nama,bentuk,jp,penyelenggara,kompetensi"
SATU = "KOM-01,Komunikasi Publik,8,24,BKPSDM,KOM=3"


def _csv(asn: Asn) -> list[str]:
    kode, keluar, _ = asn("pelatihan", "daftar", "--csv")
    assert kode == 0
    return keluar.splitlines()


@pytest.mark.parametrize(
    ("kata", "kode", "galat"),
    [
        (
            ("--bentuk", "8", "--jp", "24"),
            2,
            "asn: --nama wajib diisi\nPetunjuk: Tambahkan nama pelatihan dengan --nama.\n",
        ),
        (("--nama", "A", "--jp", "24"), 2, "asn: --bentuk wajib diisi\n"),
        (
            ("--nama", "A", "--bentuk", "8"),
            2,
            "asn: --jp wajib diisi\nPetunjuk: Tambahkan lama program dalam JP dengan --jp.\n",
        ),
        (("--nama", "A", "--bentuk", "99"), 3, "asn: Bentuk '99' tidak dikenal; isi nomor 1 sampai 25 atau namanya.\n"),
        (("--nama", "A", "--bentuk", "9", "--jp", "24 JP"), 3, "asn: JP '24 JP' harus bilangan bulat 1 sampai 5000.\n"),
        (("--nama", "A", "--bentuk", "9", "--kompetensi", "KOM"), 3, "asn: sasaran 'KOM' tidak terbaca\n"),
        (("--nama", "A", "--bentuk", "9", "--kompetensi", "ZZZ=3"), 4, "asn: kompetensi 'ZZZ' belum terdaftar\n"),
    ],
)
def test_tambah_menolak_tanpa_menyimpan(asn: Asn, kata: tuple[str, ...], kode: int, galat: str) -> None:
    hasil = asn("pelatihan", "tambah", "B1", *kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert hasil[2].startswith(galat)
    assert _csv(asn) == [KEPALA]


def test_tambah_lalu_daftar_dan_ulang(asn: Asn) -> None:
    assert asn(*TAMBAH) == (0, "", "Pelatihan KOM-01 tersimpan.\n")
    assert _csv(asn) == [KEPALA, SATU]
    assert asn(*TAMBAH) == (
        5, "", "asn: 'KOM-01' sudah dipakai pelatihan KOM-01\nPetunjuk: Lihat: asn pelatihan lihat KOM-01\n",
    )  # fmt: skip


def test_json_memuat_rekam(asn: Asn) -> None:
    kode, keluar, _ = asn(*TAMBAH, "--json")
    isi = json.loads(keluar)
    assert kode == 0
    assert isi == {
        "kode": "KOM-01", "nama": "Komunikasi Publik", "bentuk": 8, "jp": 24, "penyelenggara": "BKPSDM",
        "kompetensi": "KOM=3", "nama_bentuk": "Bimbingan Teknis",
    }  # fmt: skip
    assert json.loads(asn("pelatihan", "lihat", "kom-01", "--json")[1]) == {**isi, "versi": 2}
    assert json.loads(asn("pelatihan", "daftar", "--json")[1]) == [{k: v for k, v in isi.items() if k != "nama_bentuk"}]


def test_daftar_kosong_tetap_larik(asn: Asn) -> None:
    assert asn("pelatihan", "daftar", "--json")[:2] == (0, "[]\n")


def test_ubah(asn: Asn) -> None:
    asn(*TAMBAH)
    assert asn("pelatihan", "ubah", "KOM-01")[0] == 2
    assert asn("pelatihan", "ubah", "ENTAH", "--jp", "8")[0] == 4
    assert asn("pelatihan", "ubah", "KOM-01", "--jp", "32") == (0, "", "Pelatihan KOM-01 diubah.\n")
    assert asn("pelatihan", "ubah", "KOM-01", "--jp", "32") == (0, "", "Pelatihan KOM-01: tidak ada yang berubah.\n")
    assert _csv(asn)[1] == SATU.replace(",24,", ",32,")


def test_lihat_yang_tidak_ada(asn: Asn) -> None:
    kode, keluar, galat = asn("pelatihan", "lihat", "KOM-99", "--json")
    assert (kode, keluar) == (4, "")
    assert json.loads(galat)["galat"]["kode"] == 4


def test_impor_csv_yang_dicetak_daftar(asn: Asn, tmp_path: Path) -> None:
    asn(*TAMBAH)
    berkas = tmp_path / "p.csv"
    berkas.write_text("\n".join([*_csv(asn), "B1,Baru,Workshop,,,", ""]), encoding="utf-8")
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "-n", "--json")
    assert (kode, json.loads(keluar)["baru"]) == (0, 1)
    assert _csv(asn) == [KEPALA, SATU]
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "--json")
    isi = json.loads(keluar)
    assert (kode, isi["baru"], isi["sama"], isi["jenis"]) == (0, 1, 1, "pelatihan")
    assert _csv(asn)[1] == "B1,Baru,4,,,"
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "--json")
    assert (kode, json.loads(keluar)["sama"], json.loads(keluar)["jalankan"]) == (0, 2, None)


def test_impor_ditahan_tidak_menyimpan_kecuali_dilewati(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "p.csv"
    berkas.write_text(f"{KEPALA}\nB1,Baru,Workshop,,,\nB2,Dua,Entah,,,\n", encoding="utf-8")
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "--json")
    (galat,) = json.loads(keluar)["galat"]
    assert (kode, galat["sel"], galat["kode"]) == (3, "C3", "BENTUK_TIDAK_DIKENAL")
    assert _csv(asn) == [KEPALA]
    assert asn("pelatihan", "impor", str(berkas), "--lewati")[0] == 9
    assert len(_csv(asn)) == 2


B8 = ("--bentuk", "8", "--jp", "24")
TOLAK = [
    (("tambah", "kom-01", "--nama", "X", *B8), 5, "'kom-01' sudah dipakai pelatihan KOM-01",
     "Lihat: asn pelatihan lihat KOM-01"),
    (("tambah", "K2", "--nama", "komunikasi  publik", *B8), 5, "'komunikasi publik' sudah dipakai pelatihan KOM-01",
     "Lihat: asn pelatihan lihat KOM-01"),
    (("tambah", "K2", "--nama", "K2", "--bentuk", "9", "--kompetensi", "KOM=3", "--kompetensi", "kom=4"), 3,
     "kompetensi KOM disebut dua kali dengan level berbeda", "Sebutkan sekali saja."),
    (("tambah", "K2", "--nama", "K2", "--bentuk", "9", "--kompetensi", "KOM=7"), 3,
     "level KOM: Nilai 7 di luar skala; yang sah di atas 0 sampai 5.", "Tulis seperti KOM=3"),
    (("tambah", "K2", "--nama", "K2", "--bentuk", "9", "--kompetensi", "INT=3;=2"), 3, "sasaran '=2' tidak terbaca",
     "Tulis seperti --kompetensi KOM=3"),
    (("ubah", "KOM-01"), 2, "belum disebut apa yang diubah", "Lihat: asn pelatihan ubah -h"),
    (("ubah", "KOM-01", "--kompetensi", "ZZZ=3", "--jp", "8"), 4, "kompetensi 'ZZZ' belum terdaftar",
     "Daftar lengkap: asn kompetensi daftar"),
    (("ubah", "KOM-01", "--nama", "Dua"), 5, "nama 'Dua' sudah dipakai pelatihan lain", "Lihat: asn pelatihan daftar"),
    (("lihat", "KOM-99"), 4, "pelatihan 'KOM-99' belum terdaftar",
     "Mungkin maksudnya: KOM-01. Daftar lengkap: asn pelatihan daftar"),
]  # fmt: skip


def test_menolak_kata_demi_kata(asn: Asn, basis: Path) -> None:
    asn(*TAMBAH)
    asn("pelatihan", "tambah", "DUA", "--nama", "Dua", "--bentuk", "8", "--jp", "8")
    for kata, kode, pesan, petunjuk in TOLAK:
        tolak(asn, basis, ("pelatihan", *kata), kode, pesan, petunjuk)


def test_semua_bentuk_keluaran_dan_kembali(asn: Asn, tmp_path: Path, basis_induk: Path) -> None:
    asn(*TAMBAH, "--kompetensi", "INT=2,5;PB=4,25")
    asn("pelatihan", "tambah", "a", "--nama", 'Seminar "A"; Ámba, dua', "--bentuk", "seminar")
    isi = ke_berkas(asn, tmp_path, "pelatihan", "daftar", bidang=KEPALA)
    assert [(satu["kode"], satu["jp"], satu["kompetensi"]) for satu in isi] == [
        ("KOM-01", 24, "INT=2.5;KOM=3;PB=4.25"), ("a", None, None),
    ]  # fmt: skip
    assert isi[1]["nama"] == 'Seminar "A"; Ámba, dua'
    bolak_balik(asn, basis_lain(basis_induk, tmp_path), tmp_path, "pelatihan")


def test_sel_kosong_impor_tidak_menghapus(asn: Asn, tmp_path: Path) -> None:
    asn(*TAMBAH)
    berkas = tmp_path / "p.csv"
    berkas.write_text(f"{KEPALA}\nkom-01,,,,,\n", encoding="utf-8")
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "--json")
    assert (kode, json.loads(keluar)["sama"]) == (0, 1)
    berkas.write_text(f"{KEPALA}\nKOM-01,,,32,,PP=2\n", encoding="utf-8")
    kode, keluar, _ = asn("pelatihan", "impor", str(berkas), "--json")
    assert (kode, json.loads(keluar)["berubah"]) == (0, 1)
    assert _csv(asn)[1] == "KOM-01,Komunikasi Publik,8,32,BKPSDM,PP=2"
