"""The printed sheets of a class: what they say, and that the imports read them back as they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.domain.daftar_kelas import BarisDaftar, DaftarKelas
from asn_kompetensi.services import kehadiran_impor, kelas_jawab
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.buku.daftar_kelas import buku_hadir, buku_undangan
from asn_kompetensi.tabular.simpan import simpan_buku

HARI = (date(2025, 3, 3), date(2025, 3, 10))
ORANG = (
    BarisDaftar(1, "198403122006042901", "SABAI ALUIH", "Pranata Komputer Ahli Muda", "DISDIK", "bersedia",
                {"2025-03-03": "hadir", "2025-03-10": "sakit"}, Decimal("60.5"), Decimal(80)),
    BarisDaftar(2, "197911052005011902", "=MANGKUTAK", None, None, "menolak"),
    BarisDaftar(4, "199107212019031903", "CINDUA MATO, S.T.", "Staf", "DINKES", "daftar_tunggu"),
)  # fmt: skip
DATA = DaftarKelas(
    ("PEMERINTAH KOTA SAWAHLUNTO",), "Pemerintah Kota Sawahlunto", "Sawahlunto", "KOM-01-2025A", "Komunikasi Publik",
    "3 Maret 2025, 10 Maret 2025", "Aula", "RSUD", HARI, ORANG,
)  # fmt: skip


def _tulis(buku: Any, folder: Path) -> Path:
    simpan_buku(buku, folder / "a.xlsx", timpa=False, tanggal=DATA.tanggal)
    return folder / "a.xlsx"


def test_the_attendance_sheet_is_read_back(tmp_path: Path) -> None:
    lembar = baca_lembar(_tulis(buku_hadir(DATA), tmp_path), kehadiran_impor.SKEMA)
    assert [satu.bidang for satu in lembar.lajur] == [
        "no", "nama", "nip", "opd", "hari:@1;2025-03-03", "hari:@1;2025-03-10", "pre", "post", "alasan",
    ]  # fmt: skip
    assert [satu.sel for satu in lembar.baris] == [
        (1, "SABAI ALUIH", "198403122006042901", "DISDIK", "V", "S", 60.5, 80, None),
        (2, "=MANGKUTAK", "197911052005011902", None, None, None, None, None, None),
        (4, "CINDUA MATO, S.T.", "199107212019031903", "DINKES", None, None, None, None, None),
    ]
    assert "KOM-01-2025A" in " ".join(lembar.kepala)
    assert lembar.dilewati, "the lines for the signature are no people"


def test_the_invitation_list_is_read_back(tmp_path: Path) -> None:
    lembar = baca_lembar(_tulis(buku_undangan(DATA), tmp_path), kelas_jawab.SKEMA)
    assert [satu.bidang for satu in lembar.lajur] == [
        "no", "nama", "nip", "jabatan", "opd", "jawaban", "alasan", "keterangan",
    ]  # fmt: skip
    assert [satu.sel[5:] for satu in lembar.baris] == [
        ("bersedia", None, None), ("menolak", None, None), (None, None, "daftar tunggu"),
    ]  # fmt: skip


@pytest.mark.parametrize(("buat", "kolom"), [(buku_hadir, "EF"), (buku_undangan, "F")])
def test_it_can_be_printed_and_filled_in(tmp_path: Path, buat: Any, kolom: str) -> None:
    satu, dua = tmp_path / "1", tmp_path / "2"
    satu.mkdir(), dua.mkdir()
    berkas = _tulis(buat(DATA), satu)
    assert berkas.read_bytes() == _tulis(buat(DATA), dua).read_bytes(), "the same data gives the same bytes"
    lembar: Any = openpyxl.load_workbook(berkas).active
    isi = [str(sel.value) for baris in lembar.iter_rows() for sel in baris if sel.value is not None]
    for teks in ("PEMERINTAH KOTA SAWAHLUNTO", "Komunikasi Publik (KOM-01-2025A)", "Penanggung jawab kelas,"):
        assert teks in isi
    assert "3 Maret 2025, 10 Maret 2025 · Aula · RSUD" in isi
    kepala = next(sel.row for sel in lembar["A"] if sel.value == "No")
    assert lembar.print_title_rows == f"${kepala}:${kepala}"
    assert (lembar.page_setup.orientation, lembar.page_setup.paperSize, lembar.page_setup.fitToWidth) == (
        "landscape", 9, 1,
    )  # fmt: skip
    turun = {str(satu.sqref): satu.formula1 for satu in lembar.data_validations.dataValidation}
    assert set(turun) == {f"{huruf}{kepala + 1}:{huruf}{kepala + 3}" for huruf in kolom}
    assert all(rumus in ('"V,S,I,A,D"', '"bersedia,menolak,menunda"') for rumus in turun.values())
    orang = lembar[f"C{kepala + 1}"]
    assert (orang.data_type, orang.number_format) == ("s", "@")
    assert lembar[f"B{kepala + 2}"].data_type == "s", "a name that begins like a formula is text"
