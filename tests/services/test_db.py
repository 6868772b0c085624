"""A new database: what is in it, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.services import db, kompetensi
from asn_kompetensi.store import cadangan, door


@pytest.mark.parametrize("nama", ["", "   ", "Kota\x00", "K" * 201])
def test_an_institution_needs_a_printable_name(tmp_path: Path, nama: str) -> None:
    lokasi = tmp_path / "baru.db"
    door.buat(lokasi)
    with pytest.raises(DataDitolak), door.tulis(lokasi, perintah="uji", petugas="penguji") as d:
        db.isi_awal(d, nama)
    with door.baca(lokasi) as d:
        assert db.info(d, 0)["instansi"] is None
        assert kompetensi.daftar(d) == []


def test_a_new_database_has_reference_data_only(basis: Path) -> None:
    with door.baca(basis) as d:
        isi = db.info(d, basis.stat().st_size)
        for tabel, jumlah in (("jenjang", 14), ("level", 5), ("bentuk", 25), ("kompetensi", 9), ("standar", 0)):
            assert d.kon.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0] == jumlah
    assert isi == {
        "lokasi": str(basis), "versi_skema": isi["versi_skema"], "ukuran": basis.stat().st_size,
        "instansi": "Pemerintah Kota Sawahlunto", "opd": 0, "jabatan": 0, "pegawai": 0, "nilai": 0, "kelas": 0,
        "periode_terbuka": 0, "periode_tertutup": 0, "gabungan": [], "cadangan_terakhir": None, "cadangan": 0,
    }  # fmt: skip


def test_the_last_backup_is_told_by_its_name(basis: Path) -> None:
    """Not by the time of the file, which a copy from a USB stick changes; a neighbour's are not counted."""
    for nama in ("kota-manual-20250131-235959", "kota-uji-20250201-070809-2", "kota-dua-uji-20260101-000000"):
        basis.with_name(f"{nama}.cadangan.db").touch()
    os.utime(basis.with_name("kota-manual-20250131-235959.cadangan.db"), (2_000_000_000, 2_000_000_000))
    with door.baca(basis) as d:
        isi = db.info(d, 0)
    assert (isi["cadangan_terakhir"], isi["cadangan"]) == ("2025-02-01T07:08:09Z", 2)


def test_a_new_backup_counts(basis: Path) -> None:
    cadangan.cadangkan(basis, "uji")
    with door.baca(basis) as d:
        assert db.info(d, 0)["cadangan"] == 1
