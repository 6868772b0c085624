"""`asn pegawai`: exit codes, stdout and stderr, one report on stdout, round trips."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.services.berkas_uji import (
    P3K,
    A,
    Asn,
    B,
    C,
    D,
    hitungan,
    isi_opd,
    isi_orang,
    kode,
    laporan,
    orang,
    penempatan,
    sidik,
    sql,
    xlsx,
)
from tests.services.orang import BERKAS, isi_kota

JUDUL = "NIP|NAMA|JABATAN|OPD"
BIDANG = [
    "nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "jenis_pegawai", "golongan",
    "opd", "jabatan", "nama_jabatan", "mulai", "status",
]  # fmt: skip
TAMBAH = ("pegawai", "tambah", D, "--nama", "PUTI ANDAM", "--opd", "DINKES", "--jabatan", "STAF")

JAUH = "199001012098011901"  # appointed in 2098


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def daftar(asn: Asn, *kata: str) -> list[dict[str, Any]]:
    hasil = asn("pegawai", "daftar", "--json", *kata)
    assert hasil[0] == 0
    isi: list[dict[str, Any]] = json.loads(hasil[1])
    return isi


# --- bad input first ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "keluar", "pesan"),
    [
        (("pegawai", "tambah", D, "--opd", "DINKES", "--jabatan", "STAF"), 2, "--nama wajib diisi"),
        (("pegawai", "tambah", D, "--nama", "X Y", "--jabatan", "STAF"), 2, "--opd wajib diisi"),
        (("pegawai", "tambah", D, "--nama", "X Y", "--opd", "DINKES"), 2, "--jabatan wajib diisi"),
        (("pegawai", "tambah", "123", "--nama", "X"), 3, "3 digit"),
        ((*TAMBAH, "--mulai", "kapan"), 3, "tidak terbaca"),
        ((*TAMBAH, "--golongan", "X/y"), 3, "Golongan"),
        ((*TAMBAH[:6], "ENTAH", *TAMBAH[7:]), 4, "perangkat daerah 'ENTAH' belum terdaftar"),
        (("pegawai", "tambah", A, *TAMBAH[3:]), 5, "sudah terdaftar"),
        (("pegawai", "ubah", A), 2, "belum disebut"),
        (("pegawai", "ubah", A, "--status", "henti"), 2, "hanya menerima aktif"),
        (("pegawai", "ubah", A, "--nip-baru", B), 5, "sudah milik pegawai lain"),
        (("pegawai", "ubah", D, "--nama", "X"), 4, "belum terdaftar"),
        (("pegawai", "mutasi", A, "--opd", "DISDIK"), 2, "--tanggal wajib diisi"),
        (("pegawai", "mutasi", A, "--tanggal", "2025-01-01"), 2, "tujuan mutasi belum disebut"),
        (("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "32-01-2025"), 3, "tidak ada di kalender"),
        (("pegawai", "henti", A, "--tanggal", "2025-01-01"), 2, "--alasan wajib diisi"),
        (("pegawai", "henti", A, "--alasan", "pensiun"), 2, "--tanggal wajib diisi"),
        (("pegawai", "lihat", D), 4, "belum terdaftar"),
        (("pegawai", "daftar", "--status", "cuti"), 2, "status 'cuti' tidak ada"),
        (("pegawai", "daftar", "--json", "--csv"), 2, "tidak dapat dipakai bersama"),
        (("pegawai", "impor", "tidak-ada.xlsx"), 8, "tidak-ada.xlsx"),
    ],
)
def test_ditolak_dan_tidak_ada_yang_tersimpan(
    kota: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...], keluar: int, pesan: str
) -> None:
    monkeypatch.chdir(kota.parent)
    awal = sidik(kota)
    hasil = asn(*kata)
    kesalahan = json.loads(hasil[2])["galat"]["pesan"] if "--json" in kata else hasil[2]
    assert (hasil[0], hasil[1], sidik(kota)) == (keluar, "", awal)
    assert pesan in kesalahan
    assert not any(nip in hasil[2] for nip in (A, B, D))


@pytest.mark.usefixtures("kota")
def test_galat_json_satu_objek(asn: Asn) -> None:
    keluar, stdout, stderr = asn("pegawai", "lihat", D, "--json")
    galat = json.loads(stderr)["galat"]
    assert (keluar, stdout, galat["jenis"], galat["kode"]) == (4, "", "tidak_ditemukan", 4)
    assert galat["pesan"] == f"pegawai dengan NIP {'*' * 15}904 belum terdaftar"
    assert "asn pegawai tambah" in galat["petunjuk"]


# --- one person ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("kota")
def test_tambah_persis(asn: Asn) -> None:
    assert asn(*TAMBAH, "--golongan", "iii/d", "--mulai", "1-2-2024") == (
        0,
        "",
        f"tersimpan: NIP {'*' * 15}{D[-3:]} di DINKES\n",
    )
    keluar, stdout, stderr = asn(
        "pegawai", "tambah", P3K, "--nama", "X Y", "--opd", "disdik", "--jabatan", "staf", "--json"
    )
    rekam = json.loads(stdout)
    assert (keluar, list(rekam), stderr) == (0, BIDANG, f"tersimpan: NIP {'*' * 15}{P3K[-3:]} di DISDIK\n")
    assert (rekam["jenis_pegawai"], rekam["mulai"]) == ("PPPK", None)


def test_uji_coba_tidak_menyimpan(kota: Path, asn: Asn) -> None:
    awal = sidik(kota)
    for kata in (
        TAMBAH, ("pegawai", "ubah", A, "--nama", "BARU"),
        ("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "2025-01-01"),
        ("pegawai", "henti", A, "--alasan", "x", "--tanggal", "2025-01-01"),
    ):  # fmt: skip
        keluar, _, stderr = asn(*kata, "-n")
        assert (keluar, sidik(kota)) == (0, awal)
        assert "uji coba: tidak ada yang disimpan" in stderr
        assert "tersimpan" not in stderr


@pytest.mark.parametrize(
    ("kata", "peringatan"),
    [
        ((*TAMBAH, "--mulai", "1990-01-01"), "mendahului pengangkatan"),
        ((*TAMBAH[:2], JAUH, *TAMBAH[3:]), "NIP menyebut pengangkatan 2098-01"),
        (("pegawai", "ubah", A, "--nip-baru", JAUH), "NIP menyebut pengangkatan 2098-01"),
        (("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "2001-01-01"), "mendahului pengangkatan"),
        (("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "2098-01-01"), "lebih dari setahun lagi"),
        (("pegawai", "henti", A, "--alasan", "pensiun", "--tanggal", "2098-01-01"), "lebih dari setahun lagi"),
        (("pegawai", "henti", A, "--alasan", "pensiun", "--tanggal", "2025-01-01"), "1 nilainya bertanggal 2025-01-01"),
    ],
)
@pytest.mark.usefixtures("kota")
def test_hari_yang_janggal_disimpan_dengan_peringatan(asn: Asn, kata: tuple[str, ...], peringatan: str) -> None:
    assert asn("nilai", "isi", A, "INT=3", "--periode", "2025", "--tanggal", "2025-06-10")[0] == 0
    keluar, _, stderr = asn(*kata, "-n")
    assert (keluar, stderr.count("Peringatan:"), "batal" in stderr) == (0, 1, False)
    keluar, stdout, stderr = asn(*kata, "--json")
    assert (keluar, json.loads(stdout)["nip"] in (A, D, JAUH)) == (0, True)
    baris = stderr.splitlines()
    nomor = json.loads(asn("riwayat", "--json")[1])[0]["jalankan"]
    assert [peringatan in baris[-1], baris[-1].endswith(f"Bila keliru: asn batal {nomor}")] == [True, True]
    if kata[1] not in ("tambah", "ubah"):  # again nothing is saved, and nothing is to be taken back
        assert asn(*kata)[2] == "tidak ada yang berubah\n"
    assert asn("batal", nomor)[0] == 0


@pytest.mark.usefixtures("kota")
def test_nip_yang_sudah_diganti_disebut_begitu(asn: Asn) -> None:
    """Whoever still types the old one is not invited to register the same person again."""
    assert asn("pegawai", "ubah", A, "--nip-baru", A[:-1] + "9")[0] == 0
    for kata in (("lihat", A), ("mutasi", A, "--opd", "DISDIK", "--tanggal", "2026-01-01")):
        keluar, _, stderr = asn("pegawai", *kata)
        assert (keluar, stderr) == (
            4, "asn: NIP ***************901 sudah diganti menjadi ***************909\n"
               "Petunjuk: Pakai NIP yang baru; daftar: asn pegawai daftar\n"
        )  # fmt: skip
    assert asn("pegawai", "lihat", A[:-1] + "9")[0] == 0
    assert "belum terdaftar" in asn("pegawai", "lihat", D)[2]


def test_mengulang_tidak_menulis_dan_berkata_begitu(kota: Path, asn: Asn) -> None:
    for kata in (
        ("pegawai", "ubah", A, "--nama", "BARU"),
        ("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "2025-01-01"),
        ("pegawai", "henti", A, "--alasan", "pensiun", "--tanggal", "2026-04-01"),
    ):  # fmt: skip
        assert asn(*kata)[2].startswith(f"tersimpan: NIP {'*' * 15}{A[-3:]}")
        awal = sidik(kota)
        assert asn(*kata) == (0, "", "tidak ada yang berubah\n")
        assert sidik(kota) == awal


@pytest.mark.usefixtures("kota")
def test_nip_baru_menjaga_riwayat(asn: Asn) -> None:
    asn("nilai", "isi", A, "INT=3", "--periode", "2025")
    assert asn("pegawai", "ubah", A, "--nip-baru", "198403122006042902")[0] == 0
    isi = json.loads(asn("pegawai", "lihat", "198403122006042902", "--json")[1])
    assert [satu["kompetensi"] for satu in isi["nilai"]] == ["INT"]
    assert {"penempatan", "nilai", "gap", "pelatihan", "jp", *BIDANG} <= set(isi)


def test_jalankan_tidak_menyimpan_nama_atau_nip(kota: Path, asn: Asn) -> None:
    asn(*TAMBAH)
    asn("pegawai", "henti", D, "--alasan", "pensiun", "--tanggal", "2026-04-01")
    baris = sql(kota, "SELECT perintah, petugas, berkas FROM jalankan ORDER BY id DESC LIMIT 2")
    assert baris == [("pegawai henti", "penguji", None), ("pegawai tambah", "penguji", None)]


def test_baca_tidak_memuat_sqlmodel(kota: Path) -> None:
    import subprocess
    import sys

    skrip = (
        "import sys; from asn_kompetensi.cli.main import jalankan;"
        f"jalankan(['pegawai','daftar','--csv','--db',{str(kota)!r}]);"
        "sys.exit(any(m in sys.modules for m in ('sqlmodel','sqlalchemy','openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", skrip], capture_output=True, check=False).returncode == 0


# --- lists --------------------------------------------------------------------------------------------------------


def test_daftar_bidang_dan_bentuk(kota: Path, asn: Asn) -> None:
    assert [list(satu) for satu in daftar(asn)] == [BIDANG] * 3
    assert daftar(asn)[0]["golongan"] is None
    assert [satu["nip"] for satu in daftar(asn, "--opd", "Dinas Perhubungan")] == [B]
    assert daftar(asn, "--opd", "RSUD") == []
    _, teks, _ = asn("pegawai", "daftar", "--csv")
    assert teks.splitlines()[0] == ",".join(BIDANG)
    assert asn("pegawai", "daftar")[1].splitlines()[0] == "\t".join(BIDANG)
    berkas = kota.with_name("p.xlsx")
    assert asn("pegawai", "daftar", "-o", str(berkas))[0] == 0
    assert asn("pegawai", "daftar", "-o", str(berkas))[0] == 5


# --- imports ------------------------------------------------------------------------------------------------------


def test_laporan_satu_objek_pada_0_3_dan_9(kota: Path, asn: Asn) -> None:
    baik, buruk = (D, "PUTI ANDAM", "Staf", "DINKES"), (P3K, "UMBUIK", "Staf", "ENTAH")
    berkas = xlsx(kota, JUDUL, baik, buruk)
    awal = sidik(kota)
    hasil = asn("pegawai", "impor", berkas, "--json")
    isi = laporan(hasil)
    assert (hasil[0], hitungan(isi), isi["jalankan"], sidik(kota)) == (3, (1, 0, 0, 1, 0), None, awal)
    assert json.loads(hasil[2])["galat"]["jenis"] == "data_ditolak"
    hasil = asn("pegawai", "impor", berkas, "--lewati", "--json")
    isi9 = laporan(hasil)
    assert (hasil[0], {**isi9, "jalankan": None}) == (9, isi)
    assert isi9["jalankan"] == sql(kota, "SELECT max(id) FROM jalankan")[0][0]
    assert [satu["nip"] for satu in daftar(asn, "--opd", "DINKES")] == [D, A]
    assert list(isi)[:11] == [
        "berkas", "lembar", "jenis", "dibaca", "diterima", "baru", "berubah", "sama", "ditahan", "dilewati", "jalankan",
    ]  # fmt: skip
    assert list(isi["galat"][0]) == ["lembar", "baris", "kolom", "sel", "nilai", "kode", "pesan", "saran"]
    assert isi["galat"][0] | {"pesan": "", "saran": ""} == {
        "lembar": "Data", "baris": 3, "kolom": "D", "sel": "D3", "nilai": "ENTAH", "kode": "OPD_TIDAK_DIKENAL",
        "pesan": "", "saran": "",
    }  # fmt: skip


def test_uji_coba_impor_laporan_sama(kota: Path, asn: Asn) -> None:
    berkas = xlsx(
        kota,
        f"{JUDUL}|TMT JABATAN",
        (D, "PUTI", "Baru", "DINKES", None),
        (A, "SABAI ALUIH", "Baru", "DISDIK", "2025-01-01"),
    )
    awal = sidik(kota)
    coba = asn("pegawai", "impor", berkas, "--buat", "jabatan", "--alias", "X=STAF", "-n", "--json")
    assert (coba[0], sidik(kota)) == (0, awal)
    assert "uji coba: tidak ada yang disimpan" in coba[2]
    sungguh = asn("pegawai", "impor", berkas, "--buat", "jabatan", "--alias", "X=STAF", "--json")
    assert laporan(coba) | {"jalankan": 0} == laporan(sungguh) | {"jalankan": 0}
    assert laporan(coba)["jalankan"] is None
    assert sungguh[2] == f"tersimpan: 1 baru, 1 berubah (bila keliru: asn batal {laporan(sungguh)['jalankan']})\n"
    assert sidik(kota) != awal


def test_impor_kedua_kali(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, JUDUL, (D, "PUTI", "Baru", "DINKES"))
    asn("pegawai", "impor", berkas, "--buat", "jabatan")
    awal = sidik(kota)
    hasil = asn("pegawai", "impor", berkas, "--buat", "jabatan", "--json")
    assert (hasil[0], hitungan(laporan(hasil)), laporan(hasil)["jalankan"]) == (0, (0, 0, 1, 0, 0), None)
    assert (hasil[2], sidik(kota)) == ("tidak ada yang berubah\n", awal)


def test_sampel_dua_kali_dengan_lewati(basis: Path, asn: Asn) -> None:
    from asn_kompetensi.store import door

    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
    kata = ("pegawai", "impor", BERKAS / "01_siasn_export.xlsx", "--buat", "jabatan", "--lewati", "--json")
    pertama = asn(*kata)
    awal = sidik(basis)
    kedua = asn(*kata)
    assert (pertama[0], kedua[0]) == (9, 9)
    assert hitungan(laporan(pertama)) == (0, 11, 0, 5, 1)
    assert (hitungan(laporan(kedua)), laporan(kedua)["jalankan"], sidik(basis)) == ((0, 0, 11, 5, 1), None, awal)
    assert kode(laporan(kedua)) == kode(laporan(pertama))


@pytest.mark.parametrize(
    ("opsi", "keluar", "pesan"),
    [
        (("--buat", "opd"), 2, "--buat hanya menerima jabatan"),
        (("--buat", "jabatan", "--buat", "opd"), 2, "--buat hanya menerima jabatan"),
        (("--alias", "X"), 2, "tidak berbentuk EJAAN=KODE"),
        (("--alias", "X=ENTAH"), 4, "'ENTAH' belum terdaftar"),
        (("--alias", "Dinas Pendidikan=DINKES"), 5, "sudah dipakai"),
        (("--tanggal", "kapan"), 3, "tidak terbaca"),
        (("--lembar", "Lain"), 3, "Lain"),
    ],
)
def test_opsi_impor_yang_salah(kota: Path, asn: Asn, opsi: tuple[str, ...], keluar: int, pesan: str) -> None:
    berkas, awal = xlsx(kota, JUDUL, (D, "PUTI", "Staf", "DINKES")), sidik(kota)
    hasil = asn("pegawai", "impor", berkas, *opsi)
    assert (hasil[0], hasil[1], sidik(kota)) == (keluar, "", awal)
    assert pesan in hasil[2]


def test_tanggal_membuat_perpindahan(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, JUDUL, (A, "SABAI ALUIH", "SEKDIS", "DISDIK"))
    assert asn("pegawai", "impor", berkas, "--tanggal", "2025-07-01")[0] == 0
    assert penempatan(kota, A) == [("DINKES", "STAF", None, "2025-06-30"), ("DISDIK", "SEKDIS", "2025-07-01", None)]


def test_alias_diingat(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, JUDUL, (D, "PUTI", "Staf", "DINKES KOTA"))
    assert asn("pegawai", "impor", berkas)[0] == 3
    assert asn("pegawai", "impor", berkas, "--alias", "DINKES KOTA=DINKES")[0] == 0
    assert asn("pegawai", "impor", xlsx(kota, JUDUL, (P3K, "X Y", "Staf", "Dinkes Kota"), nama="b.xlsx"))[0] == 0
    assert [satu["nip"] for satu in daftar(asn, "--opd", "dinkes kota")] == [D, A, P3K]


def test_digabung_lalu_berkas_lama_diimpor_lagi(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, f"{JUDUL}|TMT JABATAN", (B, "MANGKUTAK ALAM", "Staf", "DISHUB", "2019-05-01"))
    assert asn("pegawai", "impor", berkas)[0] == 0
    assert asn("opd", "gabung", "DISHUB", "--ke", "DISDIK", "--tanggal", "2025-01-01", "-y")[0] == 0
    awal = penempatan(kota, B)
    assert awal == [("DISHUB", "STAF", "2019-05-01", "2024-12-31"), ("DISDIK", "STAF", "2025-01-01", None)]
    hasil = asn("pegawai", "impor", berkas, "--json")
    assert (hasil[0], hitungan(laporan(hasil)), penempatan(kota, B)) == (0, (0, 0, 1, 0, 0), awal)


# --- round trips --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("akhiran", ["csv", "xlsx"])
def test_daftar_diimpor_ke_basis_lain_sama_persis(kota: Path, asn: Asn, basis_induk: Path, akhiran: str) -> None:
    sql(kota, "INSERT INTO jabatan (kode, nama) VALUES ('STAF-B', 'Staf Bersama'), ('STAF-C', 'Staf Bersama')")
    asn(
        *TAMBAH,
        "--gelar-depan",
        "dr.",
        "--gelar-belakang",
        "Sp.A., M.Kes",
        "--golongan",
        "III/d",
        "--mulai",
        "2024-02-01",
    )
    asn(
        "pegawai",
        "tambah",
        P3K,
        "--nama",
        'NUR\'AIN; "X"',
        "--opd",
        "PKM",
        "--jabatan",
        "STAF-C",
        "--jenis-pegawai",
        "PPPK PW",
    )
    asn("pegawai", "ubah", C, "--jenis-kelamin", "P")
    asn("pegawai", "mutasi", A, "--opd", "RSUD", "--tanggal", "2023-03-04")
    asn("pegawai", "henti", B, "--alasan", "pensiun", "--tanggal", "2025-04-01")
    berkas = kota.with_name(f"daftar.{akhiran}")
    assert asn("pegawai", "daftar", "-o", str(berkas))[0] == 0
    awal = daftar(asn)
    kedua = kota.with_name("kedua.db")
    shutil.copy(basis_induk, kedua)
    isi_opd(kedua)
    sql(kedua, "INSERT INTO jabatan (kode, nama) VALUES ('STAF-B', 'Staf Bersama'), ('STAF-C', 'Staf Bersama')")
    hasil = asn("pegawai", "impor", berkas, "--db", str(kedua), "--json")
    assert (hasil[0], hitungan(laporan(hasil))) == (0, (5, 0, 0, 0, 0)), hasil
    assert daftar(asn, "--db", str(kedua)) == awal
    hasil = asn("pegawai", "impor", berkas, "--db", str(kedua), "--json")
    assert hitungan(laporan(hasil)) == (0, 0, 5, 0, 0)


@pytest.mark.usefixtures("kota")
def test_csv_dari_stdout_sama_dengan_berkas(asn: Asn) -> None:
    baris = list(csv.DictReader(io.StringIO(asn("pegawai", "daftar", "--csv")[1])))
    assert [{k: v or None for k, v in satu.items()} for satu in baris] == daftar(asn)


def test_pensiun_dari_berkas_menjadi_henti(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, f"{JUDUL}|KEDUDUKAN HUKUM NAMA", (D, "PUTI", "Staf", "DINKES", "Pensiun"))
    hasil = asn("pegawai", "impor", berkas, "--json")
    assert (hasil[0], [satu["kode"] for satu in laporan(hasil)["peringatan"]]) == (0, ["TIDAK_AKTIF"])
    assert (orang(kota, D) or {})["henti_tanggal"] is None
    assert [satu["nip"] for satu in daftar(asn, "--status", "henti")] == [D]
