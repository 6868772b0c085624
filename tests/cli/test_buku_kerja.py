"""Many workbooks into one folder: as many files as agencies, all inside, whatever the agencies are called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from asn_kompetensi.cli import buku_kerja
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import Bentrok, GalatBerkas
from tests.tabular.buku.contoh import data_contoh

KODE = [
    "DINKES", "dinkes", "Dinkes ", "../../etc/passwd", "..", "/abs", "C:\\x", "CON", "nul", "-rf", "a" * 300, "a" * 301,
    "Caf\u00e9", "Cafe\u0301", "cafe", "\u4eba", "", "A.", "A ", "a|b", "a\nb", "\ud800", "COM1.txt", "~$A",
]  # fmt: skip


@pytest.fixture(scope="module")
def satu() -> DataBukuOpd:
    """A small workbook, so that many are written at once."""
    return data_contoh(orang=(), gap=(), tanpa_standar=(), kompetensi=())


def test_n_agencies_are_n_files_inside_the_folder(tmp_path: Path, satu: DataBukuOpd) -> None:
    folder = tmp_path / "ke"
    tujuan = buku_kerja.di_folder([replace(satu, opd=kode) for kode in KODE], folder)
    buku_kerja.tulis(tujuan, timpa=False)
    assert [berkas.name for berkas in tmp_path.iterdir()] == ["ke"]
    nama = [berkas.name for berkas in folder.iterdir()]
    assert len(nama) == len(KODE)
    assert {unicodedata.normalize("NFC", n).casefold() for n in nama} == set(nama)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]*-2025(-\d+)?\.xlsx", n) and len(n) < 100 for n in nama)
    assert not [n for n in nama if re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", n)], (
        "names of Windows' devices"
    )


@pytest.mark.parametrize("pekerja", [1, 2])
def test_one_that_is_open_in_excel_stops_all_before_the_first(tmp_path: Path, satu: DataBukuOpd, pekerja: int) -> None:
    tujuan = buku_kerja.di_folder([replace(satu, opd=kode) for kode in "ABCDEFGH"], tmp_path)
    (tmp_path / "h-2025.xlsx").write_bytes(b"lama")
    with pytest.raises(Bentrok, match="sudah ada"):
        buku_kerja.tulis(tujuan, timpa=False, pekerja=pekerja)
    (tmp_path / "~$h-2025.xlsx").touch()
    with pytest.raises(GalatBerkas) as galat:
        buku_kerja.tulis(tujuan, timpa=True, pekerja=pekerja)
    assert "Tutup berkasnya di Excel" in galat.value.petunjuk
    assert {berkas.name for berkas in tmp_path.iterdir()} == {"h-2025.xlsx", "~$h-2025.xlsx"}
    assert (tmp_path / "h-2025.xlsx").read_bytes() == b"lama"


@pytest.mark.parametrize("pekerja", [1, 2])
def test_a_file_that_appears_meanwhile(
    tmp_path: Path, satu: DataBukuOpd, pekerja: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very same one, made by another process, is as good as ours; any other is kept, and told."""
    kini = {kode: replace(satu, opd=kode) for kode in "AB"}
    tujuan = buku_kerja.di_folder(list(kini.values()), tmp_path)
    buku_kerja.tulis(tujuan, timpa=False)
    sama = (tmp_path / "a-2025.xlsx").read_bytes()
    monkeypatch.setattr(buku_kerja, "periksa_tujuan", lambda *_, **__: None)
    buku_kerja.tulis(tujuan, timpa=False, pekerja=pekerja)
    assert (tmp_path / "a-2025.xlsx").read_bytes() == sama
    (tmp_path / "b-2025.xlsx").write_bytes(b"orang lain")
    with pytest.raises(Bentrok):
        buku_kerja.tulis(tujuan, timpa=False, pekerja=pekerja)
    assert (tmp_path / "b-2025.xlsx").read_bytes() == b"orang lain"
