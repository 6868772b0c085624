"""A schema that is not the program's own is refused before anything is read or written."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.store import door, migrations
from tests.store.alat import buka, sidik, tambah_opd

# By kind, so that a sample has some of each.
OBJEK = sorted(migrations.objek(migrations.versi_program()).items(), key=lambda satu: satu[1].split()[1])


def rusak(basis: Path, *perintah: str) -> None:
    """What another program does to the schema."""
    with closing(sqlite3.connect(basis)) as kon, kon:
        kon.execute("PRAGMA foreign_keys = OFF")
        kon.execute("PRAGMA writable_schema = ON")
        for satu in perintah:
            kon.execute(satu)


def ditolak(basis: Path) -> str:
    """Both doors refuse with exit 7 and leave the file alone; returns the sentence."""
    sebelum, berkas = sidik(basis), sorted(basis.parent.iterdir())
    pesan = []
    for pintu in (door.baca, buka):
        with pytest.raises(BasisDataBermasalah) as galat, pintu(basis):
            pass
        assert galat.value.kode == 7
        pesan.append(galat.value.pesan)
    assert pesan[0] == pesan[1]
    assert (sidik(basis), sorted(basis.parent.iterdir())) == (sebelum, berkas)
    return pesan[0]


@pytest.fixture
def salinan(basis_induk: Path, tmp_path: Path) -> Path:
    """A file that will not be opened again by a fixture."""
    lokasi = tmp_path / "salinan.db"
    shutil.copy(basis_induk, lokasi)
    return lokasi


def test_what_is_expected_is_what_sqlite_keeps(basis: Path) -> None:
    with door.baca(basis) as d:
        ada = d.kon.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    assert ada == sorted(OBJEK)


def sampel(nama: list[str], mulai: int) -> list[Any]:
    """Every third of them, all of them under the mark."""
    return [pytest.param(satu, marks=() if n % 3 == mulai else pytest.mark.lama) for n, satu in enumerate(nama)]


@pytest.mark.parametrize("nama", sampel([nama for nama, _ in OBJEK], 2))
def test_every_object_that_is_gone_is_missed(salinan: Path, nama: str) -> None:
    rusak(salinan, f"DELETE FROM sqlite_schema WHERE name = '{nama}'")
    pesan = ditolak(salinan)
    assert nama in pesan or "rusak" in pesan


@pytest.mark.parametrize("nama", sampel([nama for nama, teks in OBJEK if not teks.startswith("CREATE VIEW")], 1))
def test_every_object_that_is_altered_is_noticed(salinan: Path, nama: str) -> None:
    rusak(salinan, f"UPDATE sqlite_schema SET sql = replace(sql, ' ', '  ') WHERE name = '{nama}'")
    pesan = ditolak(salinan)
    assert nama in pesan or "rusak" in pesan


@pytest.mark.parametrize(
    "perintah",
    [
        "CREATE TABLE tanaman (x)",
        "CREATE VIEW tanaman AS SELECT load_extension('/tmp/x.so')",
        "CREATE INDEX tanaman ON nilai (ratus)",
        "CREATE TRIGGER tanaman AFTER INSERT ON nilai BEGIN UPDATE nilai SET ratus = 500; END",
        "CREATE TRIGGER tanaman BEFORE DELETE ON opd BEGIN SELECT RAISE(IGNORE); END",
        "ALTER TABLE opd ADD COLUMN tanaman TEXT",
        "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_tanaman', 'opd', 0, "
        "'CREATE TRIGGER sqlite_tanaman AFTER INSERT ON opd BEGIN SELECT 1; END')",
        "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat1', 'opd', 0, "
        "'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON opd BEGIN SELECT 1; END')",
        "UPDATE sqlite_schema SET tbl_name = 'opd' WHERE name = 'jaga_nilai_ubah'",
    ],
)
def test_what_is_planted_is_refused(salinan: Path, perintah: str) -> None:
    rusak(salinan, perintah)
    ditolak(salinan)


def test_a_trigger_that_bears_the_name_of_a_view_is_refused(salinan: Path) -> None:
    """The view is made anew behind it, so that it comes last in the list."""
    rusak(
        salinan,
        "CREATE TRIGGER gap AFTER INSERT ON nilai BEGIN UPDATE nilai SET ratus = 500; END",
        "DROP VIEW gap",
        dict(OBJEK)["gap"],
    )
    assert "gap" in ditolak(salinan)


def test_the_sentence_names_the_object_and_the_way_out(salinan: Path) -> None:
    rusak(salinan, "CREATE TABLE tanaman (x)")
    with pytest.raises(BasisDataBermasalah) as galat, door.baca(salinan):
        pass
    assert galat.value.pesan == f"skema {salinan} diubah di luar program ini: tanaman"
    assert "asn db pulihkan" in galat.value.petunjuk


def test_statistics_of_analyze_are_no_damage(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
    with closing(sqlite3.connect(basis)) as kon, kon:
        kon.execute("ANALYZE")
    with door.baca(basis) as d:
        assert d.kon.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0


def test_an_older_file_is_looked_at_before_it_is_migrated(salinan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        migrations,
        "DAFTAR",
        (
            *migrations.DAFTAR,
            ("CREATE TABLE baru (x TEXT) STRICT",),
        ),
    )
    rusak(salinan, "CREATE TRIGGER tanaman AFTER INSERT ON opd BEGIN SELECT 1; END")
    assert "tanaman" in ditolak(salinan)


def test_a_view_of_an_older_program_is_no_damage(salinan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        migrations,
        "DAFTAR",
        (
            *migrations.DAFTAR,
            ("CREATE TABLE baru (x TEXT) STRICT",),
        ),
    )
    rusak(salinan, "DROP VIEW gap", "CREATE VIEW gap_lama AS SELECT 1 AS satu")
    with door.baca(salinan) as d:
        views = d.kon.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    assert views == [("gap",)]
