"""The program in the world: the demonstration, closed and full pipes, odd terminals, files that are no database."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asn_kompetensi.cli import demo as cli_demo
from tests.meja import BERKAS, Meja

PIPA_TUTUP = 0 if os.name == "nt" else 141


@pytest.fixture
def meja(tmp_path: Path) -> Meja:
    folder = tmp_path / "meja kerja"
    folder.mkdir()
    return Meja(folder)


@pytest.fixture
def demo(demo_induk: Path) -> Meja:
    """A desk at the database of the demonstration."""
    return Meja(demo_induk, {"ASN_DB": str(demo_induk / "asn-demo" / "demo.db")})


def test_demo_cepat_dan_menjawab(demo: Meja) -> None:
    """Typed in an empty folder; ASN_DB pointed elsewhere and was ignored."""
    assert float((demo.folder / "lama.txt").read_text(encoding="utf-8")) < 15
    assert not demo.basis.exists(), "ASN_DB is ignored"
    keluar = (demo.folder / "keluar.txt").read_text(encoding="utf-8")
    assert "kelompok\tnama_kelompok" in keluar
    assert "DINKES" in keluar


def test_demo_lengkap_dan_tidak_menimpa(demo: Meja) -> None:
    folder = demo.folder / "asn-demo"
    assert demo.json("db", "info")["pegawai"] == 480, "the README says so"
    berpegawai = demo.json("gap", "ringkas", "--periode", "2025")
    buku = {satu.name for satu in folder.glob("*.xlsx")}
    assert len(buku) == len(berpegawai) == 40
    assert {satu.name for satu in folder.iterdir()} == {"demo.db", "demo.db.segel", *buku}
    sebelum = (folder / "demo.db").read_bytes()
    demo.ketik("demo", keluar=5)
    assert (folder / "demo.db").read_bytes() == sebelum


def test_demo_ke_folder_lain_dan_timpa(meja: Meja, demo: Meja, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never over another without --timpa; the city made again gives the same workbooks to the byte: three of them."""
    monkeypatch.setattr(cli_demo, "_buku", lambda *_: None)
    tujuan = _demo_lagi(meja)
    for kode in ("DINKES", "DISDIK", "SETDA"):
        meja.ketik("laporan", "opd", kode, "--periode", "2025", "-o", f"{kode}.xlsx", "--db", tujuan / "demo.db")
        pertama = demo.folder / "asn-demo" / f"{kode.lower()}-2025.xlsx"
        assert (meja.folder / f"{kode}.xlsx").read_bytes() == pertama.read_bytes()


@pytest.mark.lama
def test_demo_dibuat_lagi_sama_seluruhnya(meja: Meja, demo: Meja) -> None:
    """All forty workbooks, written by the demonstration itself."""
    buku = {satu.name: satu.read_bytes() for satu in _demo_lagi(meja).glob("*.xlsx")}
    assert len(buku) == 40
    beda = [nama for nama, isi in buku.items() if (demo.folder / "asn-demo" / nama).read_bytes() != isi]
    assert beda == []


def _demo_lagi(meja: Meja) -> Path:
    """The demonstration in a folder of another name, where a database already is."""
    tujuan = meja.folder / "hasil demo"
    tujuan.mkdir()
    (tujuan / "demo.db").write_bytes(b"lama")
    meja.ketik("demo", "--ke", "hasil demo", keluar=5)
    assert (tujuan / "demo.db").read_bytes() == b"lama"
    meja.ketik("demo", "--ke", "hasil demo", "--timpa")
    assert (tujuan / "demo.db").read_bytes().startswith(b"SQLite format 3")
    assert not (meja.folder / "asn-demo").exists()
    return tujuan


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
def test_lingkungan_kasar(meja: Meja, basis_induk: Path, nama: str) -> None:
    """Non-ASCII names come out as UTF-8 whatever the terminal claims."""
    meja.lingkungan = KASAR[nama]
    shutil.copy(basis_induk, meja.basis)
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
