"""From an old schema to the new one: all of it or none, after a backup that was checked."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah, GalatASN
from asn_kompetensi.store import cadangan, door, migrations, views
from asn_kompetensi.store.migrations import m001_awal
from tests.store.alat import buka, jumlah, sidik, tambah_opd

# What has been released is frozen: a clerk's file of that schema is out there. Change a line here only while schema 1
# has never left this repository; afterwards a change is a new migration (for a changed view: one without statements).
BEKU = {
    1: "2335aa138df5c2d35acaac654a3a03e18503a8ee0f3a71ab54bbccde430e4bae",
    2: "f88d2b4279d2eb74035fabf7e3cecbe6b60ea329969a29daddfb17cf175761e0",
    3: "0ae7e66b1f7ba4b7c2ba8d2eadeea44fefe25b08795fc87a96a98d590ee299bc",
    4: "2591c3e091ce45f3301c449a0cf7ace16cd237b88f2ae0f51524537021530fc8",
    5: "0679e9cd258f8c9b27125b0b42c6b6bd22c902e96ba4352f4323a811c4f13ede",
    6: "16877789f50401b36284ca6ba6bdb630b0a2c7ccc20366710a86115602f36e22",
    7: "4db9708bdcf101b36b14dd68b0bf3783f1aa2c4e72708bf64fc155b56252914e",
    8: "4533ee7bba480de4d899cb590aeaeee1a16ede425a0e8e1009f3d1083ce81317",
    9: "331c80dddd4961028b14c9b03df7a144b633c1eff77465d80353632157870251",
    10: "e5ca99f8e41f9e887e516ccf45c71859f3bdc5833f753f40f41abd089d2b31d8",
    "view": "d412251b279fb33232e4af5cd9d80afea9f522500182f3188ad086d489ba636b",
}

SEKARANG = migrations.DAFTAR
BERIKUT: tuple[str, ...] = (
    "CREATE TABLE opd_singkat (opd_id INTEGER PRIMARY KEY, singkat TEXT) STRICT",
    "CREATE TABLE baru (id INTEGER PRIMARY KEY, isi TEXT) STRICT",
    "INSERT INTO baru (isi) VALUES ('awal')",
    "INSERT INTO opd_singkat SELECT id, kode FROM opd",
)


def _sidik_teks(*isi: str) -> str:
    return hashlib.sha256("\0".join(isi).encode()).hexdigest()


def _skema(lokasi: Path) -> list[tuple[object, ...]]:
    """Everything a file is: its objects, version and rows."""
    kon = sqlite3.connect(lokasi)
    try:
        return [*kon.iterdump(), kon.execute("PRAGMA user_version").fetchone()]  # type: ignore[list-item]
    finally:
        kon.close()


@pytest.fixture
def lama(basis_induk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of today's schema while the program is one ahead."""
    lokasi = tmp_path / "lama.db"
    shutil.copy(basis_induk, lokasi)
    with buka(lokasi) as d:
        tambah_opd(d)
    monkeypatch.setattr(migrations, "DAFTAR", (*SEKARANG, BERIKUT))
    return lokasi


def _cadangan(lokasi: Path) -> list[Path]:
    return sorted(lokasi.parent.glob("*.cadangan.db"))


def test_released_migrations_are_frozen() -> None:
    assert {nomor: _sidik_teks(*isi) for nomor, isi in enumerate(migrations.DAFTAR, 1)} == {
        nomor: satu for nomor, satu in BEKU.items() if nomor != "view"
    }
    assert _sidik_teks(*(f"{nama}={isi}" for nama, isi in sorted(views.VIEWS.items()))) == BEKU["view"]


def test_a_new_file_has_the_programs_views_and_numbers(basis: Path) -> None:
    with door.baca(basis) as d:
        ada = dict(d.kon.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
        assert d.kon.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"ASNK", "big")
        assert d.kon.execute("PRAGMA user_version").fetchone()[0] == migrations.versi_program() == len(SEKARANG)
    assert ada == {nama: f"CREATE VIEW {nama} AS {isi}" for nama, isi in views.VIEWS.items()}


@pytest.mark.parametrize("pintu", ["baca", "tulis"])
def test_the_first_command_backs_up_migrates_and_says_so(lama: Path, pintu: str) -> None:
    sebelum, pesan = _skema(lama), []
    if pintu == "baca":
        with door.baca(lama, beri_tahu=pesan.append) as d:
            assert d.kon.execute("SELECT singkat FROM opd_singkat").fetchall() == [("DINKES",)]
    else:
        with buka(lama, beri_tahu=pesan.append) as t:
            assert t.kon.execute("SELECT isi FROM baru").fetchall() == [("awal",)]
    [salinan] = _cadangan(lama)
    assert pesan == [
        f"Skema basis data diperbarui dari {len(SEKARANG)} ke {len(SEKARANG) + 1}; cadangan: {salinan.name}"
    ]
    assert salinan.name.startswith(f"lama-sebelum-skema-{len(SEKARANG) + 1}-")
    assert stat.S_IMODE(salinan.stat().st_mode) == 0o600
    assert _skema(salinan) == sebelum
    with sqlite3.connect(salinan) as kon:
        assert kon.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kon.close()


def test_the_second_command_does_nothing_of_it(lama: Path) -> None:
    jumlah(lama, "baru")
    sebelum, pesan = sidik(lama), []
    with door.baca(lama, beri_tahu=pesan.append):
        pass
    assert (pesan, len(_cadangan(lama)), sidik(lama)) == ([], 1, sebelum)


@pytest.mark.parametrize("letak", range(len(BERIKUT) + 1))
def test_a_migration_that_fails_anywhere_leaves_the_old_schema(
    lama: Path, letak: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gagal = (*BERIKUT[:letak], "INSERT INTO tidak_ada VALUES (1)", *BERIKUT[letak:])
    monkeypatch.setattr(migrations, "DAFTAR", (*SEKARANG, gagal))
    sebelum, isi = sidik(lama), _skema(lama)
    with pytest.raises(GalatASN):
        jumlah(lama, "opd")
    assert sidik(lama) == sebelum
    assert _skema(lama) == isi
    assert not lama.with_name(lama.name + "-journal").exists()


@pytest.mark.parametrize("letak", range(0, len(m001_awal.PERNYATAAN) + 1, 4))
def test_a_first_schema_that_fails_anywhere_leaves_no_file(
    tmp_path: Path, letak: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi = m001_awal.PERNYATAAN
    monkeypatch.setattr(migrations, "DAFTAR", ((*isi[:letak], "SELECT salah", *isi[letak:]),))
    with pytest.raises(GalatASN):
        door.buat(tmp_path / "kota.db")
    assert list(tmp_path.iterdir()) == []


def test_views_follow_the_program_when_it_migrates(lama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(views.VIEWS, "gap", "SELECT 1 AS satu")
    with door.baca(lama) as d:
        assert d.kon.execute("SELECT * FROM gap").fetchall() == [(1,)]


def test_without_a_good_backup_nothing_is_migrated(lama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object) -> Path:
        raise BasisDataBermasalah("cadangan tidak utuh")

    monkeypatch.setattr(cadangan, "cadangkan", gagal)
    sebelum = sidik(lama)
    with pytest.raises(BasisDataBermasalah):
        jumlah(lama, "opd")
    assert sidik(lama) == sebelum


def test_an_old_schema_that_may_not_be_written_says_so(lama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sebelum = sidik(lama)
    with monkeypatch.context() as sementara:
        sementara.setattr(os, "access", lambda *_: False)
        with pytest.raises(BasisDataBermasalah) as galat:
            jumlah(lama, "opd")
    assert galat.value.pesan == f"{lama} berskema lama dan tidak dapat ditulis"
    assert (sidik(lama), _cadangan(lama)) == (sebelum, [])


def test_nothing_in_the_package_commits_behind_the_doors_back() -> None:
    """`executescript` commits first; only the door and its waiting may say COMMIT."""
    paket = Path(door.__file__).parents[1]
    isi = {satu.relative_to(paket).as_posix(): satu.read_text(encoding="utf-8") for satu in paket.rglob("*.py")}
    assert [nama for nama, teks in isi.items() if "executescript" in teks] == []
    assert {nama for nama, teks in isi.items() if '"COMMIT"' in teks or ".commit()" in teks} == {
        "store/antre.py",
        "store/door.py",
    }
    menyambung = {nama for nama, teks in isi.items() if "sqlite3.connect(" in teks}
    assert menyambung == {"store/cadangan.py", "store/koneksi.py"}
