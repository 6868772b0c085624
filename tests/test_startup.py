"""What a command loads decides how fast it starts: reads never pay for SQLModel, openpyxl or a spreadsheet reader."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asn_kompetensi import __version__
from asn_kompetensi.cli import BENDA, rujukan
from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.domain.acuan import baca_acuan

AKAR = Path(__file__).resolve().parent.parent
NIP = "198403122006042901"
# Runs each command line of argv[2] (JSON) in one process, after `@layar` as if on a terminal; writes what was loaded,
# in all and by each of them.
PELARI = """
import json, sys
from pathlib import Path
catatan, perintah = Path(sys.argv[1]), json.loads(sys.argv[2])
kode, baru = [], []
for kata in perintah:
    layar, sebelum = kata[:1] == ["@layar"], set(sys.modules)
    sys.stdout.isatty = lambda: layar
    sys.argv[1:] = kata[layar:]
    try:
        from asn_kompetensi.__main__ import main
        main()
        kode.append(0)
    except SystemExit as keluar:
        kode.append(keluar.code)
    baru.append(sorted(set(sys.modules) - sebelum))
    print("\\f", end="")
catatan.write_text(json.dumps({"kode": kode, "modul": sorted(sys.modules), "baru": baru}))
"""
BERAT = {"sqlmodel", "sqlalchemy", "openpyxl", "lxml", "python_calamine", "pydantic", "pydantic_core", "scipy", "numpy",
         "pyarrow"}  # fmt: skip
BOLEH = {"kolaborasi kelas": {"scipy", "numpy"}}  # the only command that plans
BACA = {
    "db info": (),
    "db periksa": (),
    "riwayat": (),
    "opd lihat": ("DINKES",),
    "opd daftar": (),
    "jabatan lihat": ("STAF",),
    "jabatan daftar": (),
    "kompetensi lihat": ("INT",),
    "kompetensi daftar": (),
    "standar daftar": ("--jabatan", "STAF"),
    "kebijakan daftar": (),
    "pegawai lihat": (NIP,),
    "pegawai daftar": ("--opd", "dinas kesehatan"),
    "periode lihat": ("2025",),
    "periode daftar": (),
    "periode siap": ("2024",),
    "nilai daftar": ("--periode", "2025"),
    "nilai mutu": ("--periode", "2025", "--lengkap"),
    "pelatihan lihat": ("KOM-01",),
    "pelatihan daftar": (),
    "kelas lihat": ("KOM-01-A",),
    "kelas daftar": (),
    "jp daftar": ("--tahun", "2025"),
    "keengganan daftar": ("--pada", "2025-12-31"),
    "keengganan rekap": ("--tahun", "2025"),
    "jp sertifikat": (),
    "dampak pelatihan": ("KOM-01-A",),
    "dampak daftar": ("KOM-01-A",),
    "dampak layanan": ("--pelatihan", "KOM-01"),
    "skm lihat": ("--unit", "DINKES"),
    "gap daftar": ("--periode", "2025"),
    "gap ringkas": ("--periode", "2025", "--per", "pegawai"),
    "ip-asn daftar": ("--periode", "2025"),
    "gap matriks": ("--periode", "2025"),
    "rencana daftar": ("--tahun", "2026"),
    "rencana idp": (NIP, "--periode", "2025"),
    "rencana realisasi": ("--tahun", "2026", "--tampilkan", "tidak_perlu"),
    "gap tren": ("--per", "pegawai"),
    "gap perubahan": ("--dari-periode", "2024", "--ke-periode", "2025"),
    "gap jelaskan": (NIP, "INT", "--periode", "2025"),
    "kirim daftar": (),
    "kolaborasi peluang": ("--periode", "2025", "--opd-minimum", "1"),
    "kolaborasi mentor": ("--periode", "2025", "--tanpa"),
    "kolaborasi kelas": ("--periode", "2025", "--kursi", "30"),
    "kolaborasi rekap": ("--tahun", "2025"),
}
SURVEI = [f"{satu['kunci']}=3" for satu in baca_acuan("unsur") if satu["banyak"] == "9"]
ISI = (
    ("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan"),
    ("jabatan", "tambah", "STAF", "--nama", "Staf", "--jenjang", "Pelaksana"),
    ("standar", "tetapkan", "STAF", "INT=2", "KOM=3"),
    ("pegawai", "tambah", NIP, "--nama", "Sabai Aluih", "--opd", "DINKES", "--jabatan", "STAF"),
    ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31"),
    ("periode", "buka", "2024", "--mulai", "2024-01-01", "--selesai", "2024-12-31"),
    ("nilai", "isi", NIP, "INT=3", "KOM=2,5", "--periode", "2025"),
    ("pelatihan", "tambah", "KOM-01", "--nama", "Komunikasi", "--bentuk", "8", "--jp", "24", "--kompetensi", "KOM=3"),
    ("kelas", "buka", "KOM-01", "--kode", "KOM-01-A", "--mulai", "2025-03-03", "--selesai", "2025-03-05", "--terbuka"),
    ("kelas", "undang", "KOM-01-A", NIP),
    ("rencana", "susun", "--tahun", "2026", "--periode", "2025"),
    *(("skm", "isi", *SURVEI, "--unit", "DINKES", "--gelombang", satu) for satu in ("2024", "2025")),
)


@pytest.fixture(scope="session")
def kota(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city of one person, so that every read has a row to show."""
    lokasi = tmp_path_factory.mktemp("kota") / "kota.db"
    shutil.copy(basis_induk, lokasi)
    for kata in ISI:
        assert jalankan([*kata, "--db", str(lokasi)]) == 0, kata
    return lokasi


def _akar(modul: list[str]) -> set[str]:
    """Modules with the packages they belong to."""
    return set(modul)  # a package is there itself where any part of it was loaded


def _jalankan(tempat: Path, *perintah: list[str], db: Path | None = None) -> tuple[list[int], set[str], str]:
    """Exit codes, roots of the loaded modules, and stdout of one process that runs these command lines in turn."""
    catatan = tempat / "modul.json"
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR), "ASN_DB": str(db or tempat / "tiada.db"), "TERM": "xterm"}
    hasil = subprocess.run(
        [sys.executable, "-c", PELARI, str(catatan), json.dumps(perintah)],
        cwd=tempat, env=lingkungan, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr
    isi = json.loads(catatan.read_text(encoding="utf-8"))
    return isi["kode"], _akar(isi["modul"]), hasil.stdout.replace("\f", "")


@pytest.fixture(scope="session")
def terbaca(kota: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, set[str], str]]]:
    """Every reading command in its three forms, one after another in one process: exit code, what it loaded, stdout.

    What is loaded heavily is named by the first command that loads it; those that may stand last.
    """
    tempat = tmp_path_factory.mktemp("terbaca")
    semua = sorted(BACA, key=BOLEH.__contains__)
    baris = [[*satu.split(), *BACA[satu], *bentuk] for satu in semua for bentuk in ([], ["--json"], ["--csv"])]
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR), "ASN_DB": str(kota), "TERM": "xterm"}
    hasil = subprocess.run(
        [sys.executable, "-c", PELARI, str(tempat / "modul.json"), json.dumps(baris)],
        cwd=tempat, env=lingkungan, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr
    isi = json.loads((tempat / "modul.json").read_text(encoding="utf-8"))
    tiap = list(zip(isi["kode"], map(_akar, isi["baru"]), hasil.stdout.split("\f"), strict=False))
    assert len(tiap) == 3 * len(semua)
    return {satu: tiap[3 * n : 3 * n + 3] for n, satu in enumerate(semua)}


def test_setiap_perintah_baca_diperiksa() -> None:
    """A read offers `--csv` and has nothing to try out; a new one needs a line in `BACA`."""
    baca = {
        kata.removeprefix("asn ")
        for kata, perintah in rujukan.perintah()
        if "--csv" in rujukan.opsi(perintah) and "-n/--dry-run" not in rujukan.opsi(perintah)
    }
    assert baca == set(BACA)


@pytest.mark.parametrize("perintah", BACA)
def test_perintah_baca_ringan(terbaca: dict[str, list[tuple[int, set[str], str]]], perintah: str) -> None:
    modul = set().union(*(satu for _, satu, _ in terbaca[perintah]))
    assert [kode for kode, _, _ in terbaca[perintah]] == [0, 0, 0]
    assert modul & BERAT == BOLEH.get(perintah, set())
    assert "rich" not in modul, "a table is drawn on a terminal only"
    assert "".join(isi for _, _, isi in terbaca[perintah]).strip()


@pytest.mark.parametrize("perintah", ["gap daftar", "pegawai daftar", "kelas lihat"])
def test_perintah_baca_di_layar_ringan(kota: Path, tmp_path: Path, perintah: str) -> None:
    kode, modul, isi = _jalankan(tmp_path, ["@layar", *perintah.split(), *BACA[perintah]], db=kota)
    assert kode == [0]
    assert modul & BERAT == set()
    assert isi.strip()


@pytest.mark.parametrize("perintah", ["gap daftar", "pegawai lihat"])
def test_yang_tidak_ditemukan_pun_ringan(kota: Path, tmp_path: Path, perintah: str) -> None:
    salah = {"gap daftar": ["--periode", "2099"], "pegawai lihat": ["199107212019031903"]}
    kode, modul, _ = _jalankan(tmp_path, [*perintah.split(), *salah[perintah]], db=kota)
    assert kode == [4]
    assert modul & BERAT == set()


def test_versi_tanpa_typer(tmp_path: Path) -> None:
    kode, modul, isi = _jalankan(tmp_path, ["--version"])
    assert (kode, isi) == ([0], f"asn {__version__}\n")
    assert modul & {*BERAT, "typer", "rich", "sqlite3", "asn_kompetensi.cli"} == set()


@pytest.mark.parametrize("kata", [["--help"], ["-h"], []])
def test_bantuan_tanpa_typer_dan_tanpa_basis_data(tmp_path: Path, kata: list[str]) -> None:
    kode, modul, isi = _jalankan(tmp_path, kata)
    assert kode == [0]
    assert modul & {*BERAT, "typer", "rich", "sqlite3"} == set()
    assert all(f"\n  {benda} " in isi for benda in BENDA)


@pytest.mark.parametrize("benda", [satu for satu in BENDA if satu != "demo"])
def test_bantuan_benda_memuat_modulnya_saja(tmp_path: Path, benda: str) -> None:
    kode, modul, isi = _jalankan(tmp_path, [benda, "-h"])
    assert kode == [0]
    assert modul & {*BERAT, "rich"} == set()
    lain = {f"asn_kompetensi.cli.{nama}" for nama, _ in BENDA.values()} - {f"asn_kompetensi.cli.{BENDA[benda][0]}"}
    assert modul & lain == set()
    assert isi.startswith(f"Pemakaian: asn {benda} ")


def test_basis_data_yang_tidak_ada_tidak_dibuat(tmp_path: Path) -> None:
    kode, modul, isi = _jalankan(tmp_path, ["gap", "daftar", "--periode", "2025"])
    assert (kode, isi) == ([7], "")
    assert modul & BERAT == set()
    assert not (tmp_path / "tiada.db").exists()


def test_perintah_tulis_memang_berat(kota: Path, tmp_path: Path) -> None:
    """Shows that the probe sees what it looks for."""
    salinan = Path(shutil.copy(kota, tmp_path / "salinan.db"))
    kode, modul, _ = _jalankan(tmp_path, ["opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan"], db=salinan)
    assert kode == [0]
    assert {"sqlmodel", "sqlalchemy", "typer"} <= modul
