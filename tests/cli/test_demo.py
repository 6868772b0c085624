"""`asn demo`: a whole city in one command, into its own folder, never over another."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from asn_kompetensi.cli import demo
from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.store import door
from tests.conftest import Asn
from tests.meja import Meja


@pytest.fixture
def hasil(demo_induk: Path) -> Path:
    """The demo made once for all tests."""
    return demo_induk / "asn-demo"


def test_an_existing_demo_stays(asn: Asn, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "demo.db").write_bytes(b"lama")
    kode, keluar, galat = asn("demo", "--ke", folder)
    assert (kode, keluar) == (5, "")
    assert galat == f"asn: {folder / 'demo.db'} sudah ada\nPetunjuk: Pakai folder lain dengan --ke, atau buat ulang " \
        "dengan --timpa.\n"  # fmt: skip
    assert [(satu.name, satu.read_bytes()) for satu in folder.iterdir()] == [("demo.db", b"lama")]


def test_a_file_in_the_way(asn: Asn, tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("x")
    kode, keluar, galat = asn("demo", "--ke", tmp_path / "demo")
    assert (kode, keluar) == (8, "")
    assert "bukan folder" in galat
    assert (tmp_path / "demo").read_text() == "x"


def test_without_the_sample_files_nothing_is_left(asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal() -> Path:
        raise GalatBerkas("berkas contoh tidak ikut terpasang", "Pasang ulang program asn.")

    monkeypatch.setattr(demo, "contoh", gagal)
    assert asn("demo", "--ke", tmp_path / "demo")[0] == 8
    assert list((tmp_path / "demo").iterdir()) == []


def test_a_failed_step_leaves_no_half_built_city(asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object) -> None:
        raise ValueError("di tengah")

    monkeypatch.setitem(demo.LANGKAH, "nilai", gagal)
    assert asn("demo", "--ke", tmp_path / "demo")[0] == 1
    assert list((tmp_path / "demo").iterdir()) == []


def test_it_ignores_the_clerks_own_database(hasil: Path) -> None:
    assert not Meja(hasil.parent).basis.exists()


def test_the_folder_holds_the_city_and_one_workbook_per_agency(hasil: Path) -> None:
    with door.baca(hasil / "demo.db") as d:
        opd = [kode.lower() for (kode,) in d.kon.execute("SELECT DISTINCT opd FROM gap WHERE periode = '2025'")]
        assert d.kon.execute("PRAGMA foreign_key_check").fetchall() == []
    buku = sorted(satu.name for satu in hasil.glob("*.xlsx"))
    assert buku == sorted(f"{kode}-2025.xlsx" for kode in opd)
    assert sorted(satu.name for satu in hasil.iterdir()) == sorted([*buku, "demo.db", "demo.db.segel"])
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in hasil.iterdir()} == {0o600}


def test_its_gap_has_something_to_show(hasil: Path, asn: Asn) -> None:
    kode, keluar, _ = asn("gap", "ringkas", "--periode", "2025", "--per", "kota", "--db", hasil / "demo.db", "--json")
    [kota] = json.loads(keluar)
    assert kode == 0
    assert all(kota[satu] > 0 for satu in ("pegawai", "dinilai", "di_bawah", "memenuhi", "belum_dinilai"))


def test_it_shows_two_tables_and_says_what_next(
    hasil: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asn: Asn
) -> None:
    """The tables alone, on the city already built."""
    monkeypatch.setattr(demo, "_bangun", lambda basis: basis.write_bytes((hasil / "demo.db").read_bytes()) and "2025")
    monkeypatch.setattr(demo, "_buku", lambda *_: None)
    kode, keluar, galat = asn("demo", "--ke", tmp_path / "lagi")
    assert kode == 0
    assert keluar.count("kelompok\tnama_kelompok") == 1
    assert "di_bawah\t" in keluar
    assert f"asn gap daftar --periode 2025 --opd DINKES --db {tmp_path / 'lagi' / 'demo.db'}" in galat
