"""A clerk's day, typed word for word: every command is a process of its own, in a folder whose name has a space."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Asn

AKAR = Path(__file__).resolve().parent.parent
BERKAS = AKAR / "tests" / "berkas"
SABAI, ANDAM, GOMBANG = "198403122006042901", "198201302010012904", "198510252011011908"
MANGKUTAK, CINDUA = "197911052005011902", "199107212019031903"
KOMPETENSI = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB")
INDUK = ("nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "golongan", "jabatan",
         "tmt_jabatan", "opd", "jenis_pegawai", "kedudukan")  # fmt: skip
PIPA_TUTUP = 0 if os.name == "nt" else 141


def harapan(nama: str) -> Any:
    return json.loads((BERKAS / "harapan" / f"{nama}.json").read_text(encoding="utf-8"))


def tulis_induk(berkas: Path) -> None:
    """The master list as the CSV a clerk would have."""
    with berkas.open("w", encoding="utf-8", newline="") as isi:
        tulis = csv.DictWriter(isi, INDUK, extrasaction="ignore")
        tulis.writeheader()
        tulis.writerows(harapan("pegawai_induk"))


@dataclass
class Meja:
    """The clerk's desk: a folder, a database, and a way to type commands."""

    folder: Path
    lingkungan: dict[str, str] = field(default_factory=dict)

    @property
    def basis(self) -> Path:
        return self.folder / "kota.db"

    def env(self) -> dict[str, str]:
        bersih = {nama: isi for nama, isi in os.environ.items() if not nama.startswith("ASN_")}
        return {**bersih, "PYTHONPATH": str(AKAR), "ASN_DB": str(self.basis), "ASN_PETUGAS": "siti", **self.lingkungan}

    def ketik(self, *kata: str | Path, keluar: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one command off a terminal; the exit code is exact, and nothing of ours ever looks like a crash."""
        hasil = subprocess.run(
            [sys.executable, "-m", "asn_kompetensi", *map(str, kata)],
            cwd=self.folder, env=self.env(), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60,
        )  # fmt: skip
        seluruh = hasil.stdout + hasil.stderr
        assert hasil.returncode == keluar, f"asn {' '.join(map(str, kata))}: {hasil.returncode}\n{seluruh}"
        assert "Traceback" not in seluruh
        assert "\x1b" not in seluruh
        if keluar in (2, 4, 5, 7, 8):
            assert hasil.stdout == "", "stdout carries only the answer"
            assert hasil.stderr.startswith("asn: ")
            assert "\nPetunjuk: " in hasil.stderr
        return hasil

    def json(self, *kata: str | Path, keluar: int = 0) -> Any:
        return json.loads(self.ketik(*kata, "--json", keluar=keluar).stdout)

    def sidik(self) -> str:
        return hashlib.sha256(self.basis.read_bytes()).hexdigest()


@pytest.fixture
def meja(tmp_path: Path) -> Meja:
    folder = tmp_path / "meja kerja"
    folder.mkdir()
    return Meja(folder)


# --- one day, in chapters


def test_hari_kerja(meja: Meja) -> None:
    _mulai(meja)
    _perangkat_daerah(meja)
    _pegawai(meja)
    _nilai(meja)
    _kelas(meja)
    _kesenjangan(meja)
    _buku_kerja(meja)
    assert sorted(satu.name for satu in meja.folder.iterdir()) == [
        "disdik.xlsx", "induk.csv", "keluaran", "kota.db", "matriks.xlsx"
    ], "no journal and no temporary file is left"  # fmt: skip


def _mulai(meja: Meja) -> None:
    assert "db mulai" in meja.ketik("opd", "daftar", keluar=7).stderr
    assert not meja.basis.exists()
    assert "--instansi" in meja.ketik("db", "mulai", keluar=2).stderr
    assert not meja.basis.exists(), "a refused name leaves nothing behind"
    mulai = meja.ketik("db", "mulai", "--instansi", "Pemerintah Kota Sawahlunto")
    assert (mulai.stdout, mulai.stderr) == ("", f"basis data dibuat: {meja.basis}\n")
    if os.name == "posix":
        assert meja.basis.stat().st_mode & 0o777 == 0o600
    awal = meja.sidik()
    meja.ketik("db", "mulai", "--instansi", "Kota Lain", keluar=5)
    assert meja.sidik() == awal
    assert [satu["kode"] for satu in meja.json("kompetensi", "daftar")] == list(KOMPETENSI)
    assert meja.json("opd", "daftar") == meja.json("jabatan", "daftar") == meja.json("standar", "daftar") == []


def _dua_kali(meja: Meja, *kata: str | Path, keluar: int = 0) -> dict[str, Any]:
    """Dry run, the real run, and the same again: the reports agree, only the real one writes."""
    sebelum = meja.sidik()
    kering = meja.json(*kata, "-n", keluar=keluar)
    assert meja.sidik() == sebelum, "a dry run leaves the file as it was"
    sungguh = meja.json(*kata, keluar=keluar)
    assert isinstance(sungguh["jalankan"], int)
    assert {**sungguh, "jalankan": None} == kering
    sesudah = meja.sidik()
    assert sesudah != sebelum
    lagi = meja.json(*kata, keluar=keluar)
    assert meja.sidik() == sesudah, "the same file again changes nothing"
    assert (lagi["baru"], lagi["berubah"], lagi["jalankan"]) == (0, 0, None)
    assert lagi["sama"] == lagi["diterima"] == sungguh["diterima"]
    assert lagi["galat"] == sungguh["galat"]
    return dict(sungguh)


def _perangkat_daerah(meja: Meja) -> None:
    laporan = _dua_kali(meja, "opd", "impor", BERKAS / "opd_acuan.csv")
    assert (laporan["dibaca"], laporan["baru"], laporan["galat"]) == (28, 28, [])
    assert meja.ketik("opd", "impor", BERKAS / "opd_acuan.csv").stderr == "tidak ada yang berubah\n"
    meja.ketik("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan", keluar=5)
    meja.ketik("opd", "impor", "tiada.csv", keluar=8)
    assert "DINKES" in meja.ketik("opd", "lihat", "DINKS", keluar=4).stderr
    meja.ketik("opd", "impor", BERKAS / "05_daftar_hadir.xlsx", keluar=3)


def _pegawai(meja: Meja) -> None:
    tulis_induk(meja.folder / "induk.csv")
    awal = meja.sidik()
    ditolak = meja.json("pegawai", "impor", "induk.csv", keluar=3)
    assert {satu["kode"] for satu in ditolak["galat"]} == {"JABATAN_TIDAK_DIKENAL"}
    assert ditolak["ditahan"] == 15
    assert meja.sidik() == awal, "all or nothing"
    laporan = _dua_kali(meja, "pegawai", "impor", "induk.csv", "--buat", "jabatan")
    assert (laporan["dibaca"], laporan["baru"], laporan["ditahan"]) == (15, 15, 0)
    siasn = BERKAS / "01_siasn_export.xlsx"
    awal = meja.sidik()
    meja.json("pegawai", "impor", siasn, "--buat", "jabatan", keluar=3)
    assert meja.sidik() == awal
    laporan = _dua_kali(meja, "pegawai", "impor", siasn, "--buat", "jabatan", "--lewati", keluar=9)
    assert (laporan["dibaca"], laporan["diterima"], laporan["ditahan"], laporan["dilewati"]) == (17, 11, 5, 1)
    assert {"AGAMA NAMA", "NIK", "ALAMAT", "NOMOR HP"} <= set(laporan["kolom_dibuang"])
    orang = meja.json("pegawai", "daftar")
    assert [satu["nip"] for satu in orang if satu["status"] == "henti"] == ["196606142006041910"]
    assert len(orang) == 15


def _nilai(meja: Meja) -> None:
    rekap = BERKAS / "03a_nilai_lebar_gap.xlsx"
    meja.ketik("nilai", "impor", rekap, "--periode", "2025", keluar=4)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-01-01", keluar=2)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-12-31", "--selesai", "2025-01-01", keluar=3)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    laporan = _dua_kali(meja, "nilai", "impor", rekap, "--periode", "2025", "--lewati", keluar=9)
    assert (laporan["baru"], laporan["ditahan"]) == (4, 1)
    assert len(meja.json("nilai", "daftar", "--periode", "2025")) == 40
    salah = meja.ketik("nilai", "isi", SABAI, "INT=7", "--periode", "2025", keluar=3)
    assert SABAI not in salah.stderr
    meja.ketik("nilai", "isi", SABAI, "--periode", "2025", keluar=2)
    awal = meja.sidik()
    meja.ketik("nilai", "isi", SABAI, "INT=3", "--periode", "2025")
    assert meja.sidik() == awal, "the same score again is no change"


def _kelas(meja: Meja) -> None:
    meja.ketik("pelatihan", "tambah", "BIMTEK", "--nama", "Bimbingan Teknis", "--bentuk", "8", keluar=2)
    meja.ketik("pelatihan", "tambah", "BIMTEK", "--nama", "Bimbingan Teknis", "--bentuk", "8", "--jp", "24")
    meja.ketik("kelas", "buka", "BIMTEK", "--kode", "BIMTEK-A", "--mulai", "2025-03-03", "--selesai", "2025-03-05",
               "--kuota", "30", "--terbuka")  # fmt: skip
    hadir = ("kelas", "hadir", "BIMTEK-A", "--dari", BERKAS / "05_daftar_hadir.xlsx")
    awal = meja.sidik()
    meja.json(*hadir, keluar=3)
    assert meja.sidik() == awal
    _dua_kali(meja, *hadir, "--lewati", keluar=9)
    selesai = meja.ketik("kelas", "selesai", "BIMTEK-A")
    assert selesai.stderr == "Kelas BIMTEK-A selesai: 2 dari 5 lulus, 24 JP.\n"
    meja.ketik("kelas", "hadir", "BIMTEK-A", SABAI, "--tanggal", "2025-03-03", "--status", "sakit", keluar=5)
    jp = {satu["nip"]: satu for satu in meja.json("jp", "daftar", "--tahun", "2025")}
    assert (jp[SABAI]["jp"], jp[SABAI]["target"], jp[SABAI]["status"]) == (24, 20, "terpenuhi")
    assert (jp[CINDUA]["jp"], jp[MANGKUTAK]["jp"]) == (0, None), "attended without passing is 0, no record is null"
    assert "196606142006041910" not in jp, "a leaver has no row"


def _kesenjangan(meja: Meja) -> None:
    meja.ketik("gap", "daftar", keluar=2)
    meja.ketik("gap", "daftar", "--periode", "2031", keluar=4)
    meja.ketik("gap", "daftar", "--periode", "2025", "--status", "salah", keluar=2)
    tanpa = meja.json("gap", "daftar", "--periode", "2025")
    assert {satu["status"] for satu in tanpa} == {"tanpa_standar"}
    assert len(tanpa) == 14
    for satu in meja.json("jabatan", "daftar"):
        meja.ketik("standar", "tetapkan", satu["kode"], *(f"{kode}=3" for kode in KOMPETENSI), "--mulai", "2025-01-01")
    semua = meja.json("gap", "daftar", "--periode", "2025")
    assert len(semua) == 14 * 9
    assert [satu["kompetensi"] for satu in semua[:9]] == list(KOMPETENSI)
    tsv = meja.ketik("gap", "daftar", "--periode", "2025", "--nip", SABAI, "--status", "di_bawah")
    assert tsv.stderr == ""
    assert tsv.stdout.splitlines()[1:] == [
        f"2025\tDISDIK\t{SABAI}\tSABAI ALUIH\tSEKRETARIS-DINAS\tSEKRETARIS DINAS\t{isi}\tmanajerial\t3\t2\t-1\t1\trendah"
        "\tdi_bawah\t2025"
        for isi in ("KOM\tKomunikasi", "PDOL\tPengembangan Diri dan Orang Lain")
    ]
    matriks = meja.ketik("gap", "matriks", "--periode", "2025", "--csv").stdout.splitlines()
    assert matriks[0] == ",".join(("opd", "nip", "nama", "jabatan", *KOMPETENSI))
    assert [baris for baris in matriks if CINDUA in baris][0].endswith(",3,3,,,3,,3,,")
    kota = meja.json("gap", "ringkas", "--periode", "2025", "--per", "kota")
    assert [(satu["pegawai"], satu["wajib"], satu["dinilai"], satu["di_bawah"]) for satu in kota] == [(14, 126, 40, 13)]


def _buku_kerja(meja: Meja) -> None:
    meja.ketik("gap", "matriks", "--periode", "2025", "-o", "matriks.xlsx")
    meja.ketik("gap", "matriks", "--periode", "2025", "-o", "matriks.xlsx", keluar=5)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", keluar=2)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx")
    pertama = (meja.folder / "disdik.xlsx").read_bytes()
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx", keluar=5)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx", "--timpa")
    assert (meja.folder / "disdik.xlsx").read_bytes() == pertama, "same data, same bytes"
    buku = meja.json("laporan", "semua", "--periode", "2025", "--ke", "keluaran")
    berkas = {satu.name for satu in (meja.folder / "keluaran").iterdir()}
    assert berkas == {Path(satu["berkas"]).name for satu in buku}
    assert sum(satu["pegawai"] for satu in buku) == 14
    meja.ketik("laporan", "semua", "--periode", "2025", "--ke", "keluaran", keluar=5)
    isi = {str(sel) for lembar in openpyxl.load_workbook(meja.folder / "disdik.xlsx") for baris in lembar.values
           for sel in baris if sel is not None}  # fmt: skip
    assert SABAI in isi
    assert not isi & {MANGKUTAK, ANDAM, GOMBANG}, "no one of another agency"


# --- the three sample files, read exactly as `harapan` says


@pytest.fixture
def terdaftar(asn: Asn, tmp_path: Path) -> Asn:
    """The agencies and the people of the master list, and an open period."""
    tulis_induk(tmp_path / "induk.csv")
    assert asn("opd", "impor", BERKAS / "opd_acuan.csv")[0] == 0
    assert asn("pegawai", "impor", tmp_path / "induk.csv", "--buat", "jabatan")[0] == 0
    assert asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")[0] == 0
    return asn


def _kode(temuan: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((satu["baris"] or 0, satu["kode"]) for satu in temuan)


def _kode_harapan(temuan: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((nomor, satu["kode"]) for satu in temuan for nomor in satu.get("rows", [satu.get("row", 0)]))


def test_sampel_siasn_persis(asn: Asn) -> None:
    """Into an empty register, so that what is stored comes from this file alone."""
    isi = harapan("01_siasn_export")
    asn("opd", "impor", BERKAS / "opd_acuan.csv")
    kode, keluar, _ = asn("pegawai", "impor", BERKAS / "01_siasn_export.xlsx", "--buat", "jabatan", "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert laporan["lembar_dilewati"] == [{"lembar": "ref", "alasan": "tersembunyi"}]
    assert (laporan["lembar"], laporan["baru"], laporan["ditahan"], laporan["dilewati"]) == (isi["sheet"], 11, 5, 1)
    orang = {satu["nip"]: satu for satu in json.loads(asn("pegawai", "daftar", "--json")[1])}
    assert set(orang) == {satu["nip"] for satu in isi["records"]}
    for satu in isi["records"]:
        ada = orang[satu["nip"]]
        sama = ("nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "golongan", "opd",
                "jenis_pegawai")  # fmt: skip
        assert {nama: ada[nama] for nama in sama} == {nama: satu[nama] for nama in sama}
        assert ada["nama_jabatan"] == satu["jabatan"]
        assert ada["status"] == ("aktif" if satu["kedudukan"] == "Aktif" else "henti")


def test_sampel_siasn_menyarankan_orang_yang_terdaftar(terdaftar: Asn) -> None:
    isi = harapan("01_siasn_export")
    kode, keluar, galat = terdaftar("pegawai", "impor", BERKAS / "01_siasn_export.xlsx", "--buat", "jabatan", "--json")
    laporan = json.loads(keluar)
    assert kode == 3
    assert json.loads(galat)["galat"]["kode"] == 3
    saran = {satu["baris"]: satu for satu in laporan["galat"]}
    assert (saran[6]["sel"], saran[6]["nilai"]) == ("B6", "1.96808171994032E+17")
    for baris, nip in ((6, "196808171994031905"), (7, "198812092014122906"), (16, "198004192006041912")):
        assert nip in saran[baris]["saran"]
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])


def test_sampel_nilai_persis(terdaftar: Asn) -> None:
    isi = harapan("03a_nilai_lebar_gap")
    rekap = BERKAS / "03a_nilai_lebar_gap.xlsx"
    kode, keluar, _ = terdaftar("nilai", "impor", rekap, "--periode", isi["periode"], "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert {(satu["baris"], satu["kolom"]): satu["nilai"] for satu in laporan["galat"]} == {
        (satu["row"], satu["kol"]): satu["nilai"] for satu in isi["rejected"]
    }
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert (laporan["lembar"], laporan["diterima"], laporan["ditahan"]) == (isi["sheet"], 4, 1)
    tersimpan: dict[str, dict[str, float]] = {}
    for satu in json.loads(terdaftar("nilai", "daftar", "--periode", "2025", "--json")[1]):
        tersimpan.setdefault(satu["nip"], {})[satu["kompetensi"]] = satu["nilai"]
        assert (satu["sumber"], satu["tanggal"]) == ("asesmen", None)
    assert tersimpan == {satu["nip"]: satu["nilai"] for satu in (*isi["records"], *isi["sebagian"])}


def test_sampel_selisih_dan_jpm_persis(terdaftar: Asn) -> None:
    isi = harapan("03a_nilai_lebar_gap")
    for satu in json.loads(terdaftar("jabatan", "daftar", "--json")[1]):
        terdaftar("standar", "tetapkan", satu["kode"], *(f"{kode}=3" for kode in KOMPETENSI))
    terdaftar("nilai", "impor", BERKAS / "03a_nilai_lebar_gap.xlsx", "--periode", "2025", "--lewati")
    ringkas = {satu["nip"]: satu for satu in _tanya(terdaftar, "ringkas", "--per", "pegawai")}
    for satu in isi["records"]:
        baris = _tanya(terdaftar, "daftar", "--nip", satu["nip"])
        assert {b["kompetensi"]: b["standar"] for b in baris} == satu["standar"]
        assert {b["kompetensi"]: b["selisih"] for b in baris} == satu["gap"]
        assert {b["kompetensi"]: b["kesenjangan"] for b in baris} == {k: max(0, -g) for k, g in satu["gap"].items()}
        jumlah = ringkas[satu["nip"]]
        assert jumlah["jpm_mentah"] == satu["jpm_hitung"]
        assert jumlah["jpm"] == min(100, satu["jpm_hitung"])
        assert jumlah["kompetensi_di_bawah"] == [k for k, g in satu["gap"].items() if g < 0]
    for satu in isi["sebagian"]:
        kosong = {b["kompetensi"] for b in _tanya(terdaftar, "daftar", "--nip", satu["nip"]) if b["capaian"] is None}
        assert kosong == {*satu["kosong"], "PK", "PB"}, "a held score is missing, not 0"


def _tanya(asn: Asn, kerja: str, *kata: str) -> Any:
    kode, keluar, galat = asn("gap", kerja, "--periode", "2025", *kata, "--json")
    assert (kode, galat) == (0, "")
    return json.loads(keluar)


def test_sampel_daftar_hadir_persis(terdaftar: Asn) -> None:
    isi = harapan("05_daftar_hadir")
    acara = isi["pelatihan"]
    terdaftar("pelatihan", "tambah", "BIMTEK", "--nama", acara["nama"], "--bentuk", str(acara["jenis_diklat_id"]),
              "--jp", str(acara["jp"]), "--penyelenggara", acara["penyelenggara"])  # fmt: skip
    terdaftar("kelas", "buka", "BIMTEK", "--kode", "BIMTEK-I", "--mulai", acara["mulai"], "--selesai", acara["selesai"],
              "--terbuka")  # fmt: skip
    daftar_hadir = BERKAS / "05_daftar_hadir.xlsx"
    kode, keluar, _ = terdaftar("kelas", "hadir", "BIMTEK-I", "--dari", daftar_hadir, "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert laporan["lembar"] == isi["sheet"]
    assert {"lembar": "DATA LAMA", "alasan": "tersembunyi"} in laporan["lembar_dilewati"]
    huruf = {"hadir": "H", "izin": "I", "sakit": "S", "alpa": "A", "dinas": "D"}
    kelas = json.loads(terdaftar("kelas", "lihat", "BIMTEK-I", "--json")[1])
    assert {
        satu["nip"]: ([huruf[hari["status"]] for hari in satu["hari"]], satu["pre"], satu["post"])
        for satu in kelas["peserta"]
    } == {satu["nip"]: (satu["hadir"], satu["pre"], satu["post"]) for satu in isi["records"]}
    assert (kelas["jp"], kelas["bentuk"]) == (acara["jp"], acara["jenis_diklat_id"])


# --- the demonstration, pipes, and rough surroundings


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Meja:
    """`asn demo` run once in an empty folder; ASN_DB points elsewhere and must be ignored."""
    meja = Meja(tmp_path_factory.mktemp("demo"))
    mulai = time.monotonic()
    hasil = meja.ketik("demo")
    assert time.monotonic() - mulai < 15
    assert not meja.basis.exists(), "ASN_DB is ignored"
    assert "kelompok\tnama_kelompok" in hasil.stdout
    assert "DINKES" in hasil.stdout
    return Meja(meja.folder, {"ASN_DB": str(meja.folder / "asn-demo" / "demo.db")})


def test_demo_lengkap_dan_tidak_menimpa(demo: Meja) -> None:
    folder = demo.folder / "asn-demo"
    assert sorted(satu.name for satu in folder.iterdir()) == ["demo.db", "laporan-2025"]
    assert demo.json("db", "info")["pegawai"] == 480, "the README says so"
    berpegawai = demo.json("gap", "ringkas", "--periode", "2025")
    assert len(list((folder / "laporan-2025").glob("*.xlsx"))) == len(berpegawai) == 40
    sebelum = (folder / "demo.db").read_bytes()
    demo.ketik("demo", keluar=5)
    assert (folder / "demo.db").read_bytes() == sebelum


def test_demo_ke_folder_lain_dan_timpa(meja: Meja) -> None:
    tujuan = meja.folder / "hasil demo"
    tujuan.mkdir()
    (tujuan / "demo.db").write_bytes(b"lama")
    meja.ketik("demo", "--ke", "hasil demo", keluar=5)
    assert (tujuan / "demo.db").read_bytes() == b"lama"
    meja.ketik("demo", "--ke", "hasil demo", "--timpa")
    assert len(list(tujuan.rglob("*.xlsx"))) == 40
    assert (tujuan / "demo.db").read_bytes().startswith(b"SQLite format 3")
    assert not (meja.folder / "asn-demo").exists()


@pytest.mark.parametrize("bentuk", [[], ["--json"], ["--csv"]])
def test_pipa_yang_ditutup_diam(demo: Meja, bentuk: list[str]) -> None:
    """`asn gap daftar | head -1`: the reader leaves after one line of a long answer."""
    with subprocess.Popen(
        [sys.executable, "-m", "asn_kompetensi", "gap", "daftar", "--periode", "2025", *bentuk],
        env=demo.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as proses:  # fmt: skip
        assert proses.stdout is not None
        assert proses.stderr is not None
        assert proses.stdout.readline().startswith((b"periode", b"["))
        proses.stdout.close()
        galat = proses.stderr.read()
    assert (proses.returncode, galat) == (PIPA_TUTUP, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("kata", [["gap", "daftar", "--periode", "2025"], ["periode", "daftar"], ["--help"]])
def test_keluaran_penuh_bukan_berhasil(demo: Meja, kata: list[str]) -> None:
    with Path("/dev/full").open("wb") as penuh:
        hasil = subprocess.run(
            [sys.executable, "-m", "asn_kompetensi", *kata],
            env=demo.env(), stdout=penuh, stderr=subprocess.PIPE, encoding="utf-8", timeout=60,
        )  # fmt: skip
    assert hasil.returncode == 8
    assert "Traceback" not in hasil.stderr
    assert hasil.stderr.startswith("asn: ")


KASAR = {
    "LANG=C": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "layar bisu": {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "20"},
}


@pytest.mark.parametrize("nama", KASAR)
def test_lingkungan_kasar(meja: Meja, nama: str) -> None:
    """Non-ASCII names come out as UTF-8 whatever the terminal claims."""
    meja.lingkungan = KASAR[nama]
    meja.ketik("db", "mulai", "--instansi", "Kota Uji")
    sumber = meja.folder / "opd é.csv"
    sumber.write_text("kode,nama\nDISPAR,Dinas Pariwisata – Sénî\n", encoding="utf-8")
    laporan = meja.json("opd", "impor", "opd é.csv")
    assert (laporan["berkas"], laporan["baru"]) == ("opd é.csv", 1)
    assert meja.json("opd", "lihat", "DISPAR")["nama"] == "Dinas Pariwisata – Sénî"
    assert "Dinas Pariwisata – Sénî" in meja.ketik("opd", "daftar").stdout
    meja.ketik("opd", "lihat", "tiadä", keluar=4)


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [(b"bukan basis data", "bukan basis data asn"), (b"", "bukan basis data asn"), (None, "belum ada")],
)
def test_basis_data_bermasalah_tidak_disentuh(meja: Meja, isi: bytes | None, pesan: str) -> None:
    if isi is not None:
        meja.basis.write_bytes(isi)
    for kata in (("opd", "daftar"), ("opd", "tambah", "A", "--nama", "B"), ("opd", "impor", BERKAS / "opd_acuan.csv")):
        assert pesan in meja.ketik(*kata, keluar=7).stderr
    if isi is None:
        assert not meja.basis.exists()
    else:
        assert meja.basis.read_bytes() == isi


@pytest.mark.parametrize(
    "kata",
    [["salah"], ["opd", "salah"], ["opd", "daftar", "--salah"], ["opd", "lihat"], ["gap", "daftar", "--periode"],
     ["opd", "daftar", "--json", "--csv"], ["opd", "lihat", "A", "B"]],
)  # fmt: skip
def test_salah_pakai(demo: Meja, kata: list[str]) -> None:
    demo.ketik(*kata, keluar=2)


def test_galat_sebagai_json(demo: Meja) -> None:
    hasil = subprocess.run(
        [sys.executable, "-m", "asn_kompetensi", "opd", "lihat", "TIADA", "--json"],
        env=demo.env(), capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert (hasil.returncode, hasil.stdout) == (4, "")
    galat = json.loads(hasil.stderr)["galat"]
    assert (galat["jenis"], galat["kode"], set(galat)) == (
        "tidak_ditemukan", 4, {"jenis", "kode", "pesan", "petunjuk"}
    )  # fmt: skip


def test_tiga_nama_satu_program(meja: Meja) -> None:
    utama = meja.ketik("--version").stdout
    assert utama.startswith("asn ")
    for nama in ("asn", "asn-kompetensi"):
        program = shutil.which(nama, path=str(Path(sys.executable).parent))
        assert program is not None, f"{nama} is not installed beside this Python"
        assert subprocess.run([program, "--version"], capture_output=True, encoding="utf-8").stdout == utama
