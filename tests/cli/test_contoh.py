"""`asn BENDA impor --contoh`: an empty sheet of every noun, that its own import understands."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from asn_kompetensi.domain.acuan import baca_acuan
from tests.cetakan import cetak
from tests.conftest import Asn
from tests.store.alat import sidik

# `asn pegawai catat --contoh` has tests of its own.
BENDA = tuple(dict.fromkeys(satu["jenis"] for satu in baca_acuan("templat") if satu["jenis"] != "rekam"))
# What an import must be told beside its file.
WAJIB = {"nilai": ("--periode", "2025"), "skm": ("--unit", "RSUD", "--gelombang", "2025-1")}
KOLOM = {benda: [satu for satu in baca_acuan("templat") if satu["jenis"] == benda] for benda in BENDA}


@pytest.fixture
def kota(asn: Asn, basis: Path) -> None:
    """What the examples of the sheets refer to."""

    def isi() -> None:
        for kata in (
            ("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan"),
            ("opd", "tambah", "RSUD", "--nama", "RSUD Sawahlunto"),
            ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31"),
        ):
            assert asn(*kata)[0] == 0

    cetak(basis, isi)


def contoh(asn: Asn, tmp_path: Path, benda: str) -> Path:
    berkas = tmp_path / f"{benda}.xlsx"
    kode, keluar, galat = asn(benda, "impor", "--contoh", "-o", berkas)
    assert (kode, keluar, galat) == (0, "", f"lembar isian kosong: {berkas}\n")
    return berkas


# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("benda", BENDA)
@pytest.mark.parametrize(
    ("kata", "pesan"),
    [
        ((), "BERKAS wajib diisi"),
        (("--contoh",), "--contoh perlu -o BERKAS.xlsx"),
        (("--contoh", "-o", "a.csv"), "--contoh perlu -o BERKAS.xlsx"),
        (("a.csv", "--contoh", "-o", "b.xlsx"), "--contoh tidak membaca berkas"),
        (("a.csv", "-o", "b.xlsx"), "-o dan --timpa hanya untuk --contoh"),
        (("a.csv", "--timpa"), "-o dan --timpa hanya untuk --contoh"),
    ],
)
def test_said_what_is_missing(asn: Asn, benda: str, kata: tuple[str, ...], pesan: str) -> None:
    kode, keluar, galat = asn(benda, "impor", *kata)
    assert (kode, keluar) == (2, "")
    assert galat.startswith(f"asn: {pesan}\n")
    assert f"asn {benda} impor --contoh -o {benda}.xlsx" in galat


def test_a_file_that_is_there_is_kept(asn: Asn, tmp_path: Path) -> None:
    berkas = contoh(asn, tmp_path, "opd")
    sebelum = sidik(berkas)
    assert asn("opd", "impor", "--contoh", "-o", berkas)[0] == 5
    assert asn("opd", "impor", "--contoh", "-o", berkas, "--timpa")[0] == 0
    assert sidik(berkas) == sebelum  # the same choices, the same bytes
    assert asn("opd", "impor", "--contoh", "-o", tmp_path / "tidak_ada" / "a.xlsx")[0] == 8


# --- what is in it ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("kota")
@pytest.mark.parametrize("benda", BENDA)
def test_headings_notes_and_choices_and_empty_it_changes_nothing(
    asn: Asn, tmp_path: Path, basis: Path, benda: str
) -> None:
    sebelum = sidik(basis)
    berkas = contoh(asn, tmp_path, benda)
    assert (sidik(basis), stat.S_IMODE(berkas.stat().st_mode)) == (sebelum, 0o600)
    buku = load_workbook(berkas)
    assert buku.sheetnames == ["Isian", "Petunjuk", "Pilihan"]
    isian = buku["Isian"]
    assert [sel.value for sel in isian[1]] == [satu["bidang"] for satu in KOLOM[benda]]
    assert isian.max_row == 1
    for sel, kolom in zip(isian[1], KOLOM[benda], strict=True):
        assert kolom["arti"] in sel.comment.text
        assert ("Wajib" in sel.comment.text) == bool(kolom["wajib"])
        assert isian.column_dimensions[sel.column_letter].number_format == "@"
    pilihan = {str(satu.sqref): satu.formula1 for satu in isian.data_validations.dataValidation}
    for sel, kolom in zip(isian[1], KOLOM[benda], strict=True):
        rentang = pilihan.get(f"{sel.column_letter}2:{sel.column_letter}5001")
        if kolom["pilihan"] in ("", "jabatan", "pelatihan"):  # of these two none is registered yet
            assert rentang is None
        else:
            assert all(
                satu.value for (satu,) in buku["Pilihan"][str(rentang).removeprefix("Pilihan!").replace("$", "")]
            )
    kode, keluar, galat = asn(benda, "impor", berkas, *WAJIB.get(benda, ()))
    assert (kode, sidik(basis)) == (0, sebelum), galat
    assert [json.loads(keluar)[nama] for nama in ("dibaca", "galat", "peringatan")] == [0, [], []]


@pytest.mark.usefixtures("kota")
def test_filled_with_its_own_examples_it_is_taken(asn: Asn, tmp_path: Path) -> None:
    """In the order in which a new city fills them."""
    for benda in ("opd", "jabatan", "kompetensi", "standar", "pegawai", "nilai", "pelatihan", "kelas", "jp", "skm"):
        berkas = contoh(asn, tmp_path, benda)
        buku = load_workbook(berkas)
        # An agency neither leads nor follows itself, and its head is registered later.
        kosong = {"induk", "kepala_nip", "mulai", "selesai", "digabung_ke"} if benda == "opd" else set()
        for sel, kolom in zip(buku["Isian"][1], KOLOM[benda], strict=True):
            if kolom["bidang"] not in kosong:
                buku["Isian"].cell(2, sel.column, kolom["contoh"])
        buku.save(berkas)
        kode, keluar, galat = asn(benda, "impor", berkas, *(WAJIB[benda] if benda == "skm" else ()))
        laporan = json.loads(keluar)
        assert (kode, laporan["baru"], laporan["galat"]) == (0, 1, []), (benda, galat, laporan)
