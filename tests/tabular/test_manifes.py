"""The list of a folder: every file with its size and fingerprint, the same bytes for the same files."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.tabular.manifes import Isi, simpan_manifes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "laporan").mkdir()
    (tmp_path / "laporan" / "b.xlsx").write_bytes(b"buku")
    (tmp_path / "a kota.xlsx").write_bytes(b"")
    return tmp_path


def _isi(folder: Path) -> list[Isi]:
    return [Isi(folder / "laporan" / "b.xlsx", "buku kerja", "DINKES"), Isi(folder / "a kota.xlsx", "laporan kota")]


KEPALA = {"periode": "2025", "tanggal_surat": date(2026, 1, 12), "segel": None}


def test_what_stands_in_it(folder: Path) -> None:
    assert simpan_manifes(folder, "manifes.json", KEPALA, _isi(folder), timpa=False)
    isi = json.loads((folder / "manifes.json").read_text(encoding="utf-8"))
    assert isi == {
        "periode": "2025",
        "tanggal_surat": "2026-01-12",
        "segel": None,
        "berkas": [
            {"nama": "a kota.xlsx", "jenis": "laporan kota", "opd": None, "ukuran": 0,
             "sha256": hashlib.sha256(b"").hexdigest()},
            {"nama": "laporan/b.xlsx", "jenis": "buku kerja", "opd": "DINKES", "ukuran": 4,
             "sha256": hashlib.sha256(b"buku").hexdigest()},
        ],
    }  # fmt: skip


def test_the_order_of_the_work_is_not_seen(folder: Path) -> None:
    simpan_manifes(folder, "satu.json", KEPALA, _isi(folder), timpa=False)
    os.utime(folder / "laporan" / "b.xlsx", (0, 0))
    simpan_manifes(folder, "dua.json", KEPALA, reversed(_isi(folder)), timpa=False)
    assert (folder / "satu.json").read_bytes() == (folder / "dua.json").read_bytes()


def test_one_byte_more_is_seen(folder: Path) -> None:
    assert simpan_manifes(folder, "m.json", KEPALA, _isi(folder), timpa=False)
    assert not simpan_manifes(folder, "m.json", KEPALA, _isi(folder), timpa=False, lanjut=True)
    (folder / "laporan" / "b.xlsx").write_bytes(b"bukU")
    with pytest.raises(Bentrok):
        simpan_manifes(folder, "m.json", KEPALA, _isi(folder), timpa=False, lanjut=True)
    assert simpan_manifes(folder, "m.json", KEPALA, _isi(folder), timpa=True, lanjut=True)


def test_a_file_that_has_gone_is_the_systems_error(folder: Path) -> None:
    isi = _isi(folder)
    (folder / "a kota.xlsx").unlink()
    with pytest.raises(FileNotFoundError):
        simpan_manifes(folder, "m.json", KEPALA, isi, timpa=False)
    assert not (folder / "m.json").exists()
