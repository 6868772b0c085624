"""A form read back by its key: no name, however odd, is taken for a changed cell; the grid is compared whole."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.domain.formulir_nilai import JUDUL, BarisFormulir, FormulirNilai
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.tabular.baca.formulir import baca_formulir, tolak_tanpa_kunci
from asn_kompetensi.tabular.buku.formulir_nilai import buku_formulir
from asn_kompetensi.tabular.simpan import simpan_buku
from tests.tabular.alat import semua_bagian

NAMA = (
    "=HYPERLINK(a)", "+62", "-5", "@SUM", "'petik", '"kutip"', "a_x0041_b", "_x005F_", "Siti & <Budi>", "🙂 Emoji",
    "O’Neil", "1,5", "007", "TRUE", "#N/A", "x" * 200, "A\u00a0B", "ﬁ", "Ä", "null", "-", "'", "2025-01-01",
)  # fmt: skip
DATA = FormulirNilai(
    "Kota & Uji", ("KOTA & UJI", "BADAN"), "DINKES", "Dinas 'Kesehatan'", "2025", "atasan", date(2025, 12, 31), "0.1.0",
    (("INT", "Integritas"), ("T-01", "=Teknis_x0041_")),
    tuple(
        BarisFormulir(
            f"1984031220060429{ke:02d}", nama, nama[::-1], {"INT": 300, "T-01": 275}, {"INT": 333} if ke % 2 else {}
        )
        for ke, nama in enumerate(NAMA)
    ),
)  # fmt: skip


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    simpan_buku(buku_formulir(DATA), tmp_path / "f.xlsx", timpa=False, tanggal=DATA.tanggal)
    return tmp_path / "f.xlsx"


def test_odd_names_are_no_change(berkas: Path) -> None:
    terbaca = baca_formulir(berkas)
    assert terbaca is not None
    assert terbaca.temuan == {}
    assert [(b.sel[0], *b.sel[1:]) for b in terbaca.lembar.baris] == [
        (orang.nip, 3.33 if "INT" in orang.nilai else None, None) for orang in DATA.orang
    ]
    assert [lajur.bidang for lajur in terbaca.lembar.lajur] == ["nip", "kompetensi:INT", "kompetensi:T-01"]
    assert "<f>" not in "".join(semua_bagian(berkas).values())


def test_a_form_without_people_or_rows_cut_off_below(berkas: Path) -> None:
    buku = openpyxl.load_workbook(berkas)
    awal = next(baris for baris in range(1, 20) if buku["Nilai"].cell(baris, 1).value == "No") + 1
    buku["Nilai"].delete_rows(awal + 20, 50)
    buku.save(berkas)
    terbaca = baca_formulir(berkas)
    assert terbaca is not None
    assert set(terbaca.temuan) == {awal + 20, awal + 21, awal + 22}
    assert len(terbaca.lembar.baris) == len(DATA.orang), "every row of the form is accounted for"
    buku["Nilai"].delete_rows(1, 500)
    buku.save(berkas)
    with pytest.raises(DataDitolak, match="di luar baris pegawai"):
        baca_formulir(berkas)


def test_columns_inserted_are_named(berkas: Path) -> None:
    buku = openpyxl.load_workbook(berkas)
    buku["Nilai"].insert_cols(5)
    buku.save(berkas)
    with pytest.raises(DataDitolak, match="Sel terkunci di luar baris pegawai berubah"):
        baca_formulir(berkas)


def test_long_standing_files_are_no_forms(tmp_path: Path) -> None:
    for nama, isi in (("a.csv", b"nip\n"), ("b.xlsx", b"PK\3\4"), ("c.xls", b"\xd0\xcf\x11\xe0")):
        (tmp_path / nama).write_bytes(isi)
        assert baca_formulir(tmp_path / nama) is None
    openpyxl.Workbook().save(tmp_path / "d.xlsx")
    assert baca_formulir(tmp_path / "d.xlsx") is None
    assert baca_formulir(tmp_path / "tiada.xlsx") is None, "the reader of sheets says what is wrong with it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="tidak ada pipa bernama")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.xlsx")
    assert baca_formulir(tmp_path / "pipa.xlsx") is None


def test_a_sheet_that_calls_itself_a_form_needs_a_key() -> None:
    lembar = Lembar("a.xlsx", "Nilai", (9,), (), (), (), kepala=("KOTA", JUDUL))
    with pytest.raises(DataDitolak, match="tidak mempunyai lembar kunci"):
        tolak_tanpa_kunci(lembar)
    tolak_tanpa_kunci(replace(lembar, kepala=("KOTA", "Rekap nilai")))


def _awal(lembar: Any) -> int:
    """The first row of a person."""
    return next(baris for baris in range(1, 20) if lembar.cell(baris, 1).value == "No") + 1


@pytest.mark.parametrize(
    ("geser", "pesan"),
    [
        (lambda lembar, awal: lembar.insert_rows(awal + 3), r"1 baris disisipkan sebelum baris {4}"),
        (lambda lembar, awal: lembar.insert_rows(awal + 3, 2), r"2 baris disisipkan sebelum baris {5}"),
        (lambda lembar, _: lembar.insert_rows(2), r"1 baris disisipkan sebelum baris {1}"),
        (lambda lembar, awal: lembar.delete_rows(awal + 3), r"1 baris dihapus sebelum baris {3}"),
    ],
)
def test_a_row_more_or_less_is_one_sentence(berkas: Path, geser: Callable[[Any, int], None], pesan: str) -> None:
    """Not a finding for every cell below it."""
    buku = openpyxl.load_workbook(berkas)
    awal = _awal(buku["Nilai"])
    geser(buku["Nilai"], awal)
    buku.save(berkas)
    with pytest.raises(DataDitolak, match=re.sub(r"\{(\d)\}", lambda c: f"{awal + int(c[1])}", pesan)) as galat:
        baca_formulir(berkas)
    assert ("Hapus baris sisipan" in galat.value.petunjuk) == ("disisipkan" in pesan)


def test_rows_that_changed_places_are_one_sentence_too(berkas: Path) -> None:
    buku = openpyxl.load_workbook(berkas)
    lembar = buku["Nilai"]
    awal = _awal(lembar)
    for kolom in range(1, lembar.max_column + 1):
        satu, dua = lembar.cell(awal + 1, kolom), lembar.cell(awal + 4, kolom)
        satu.value, dua.value = dua.value, satu.value
    buku.save(berkas)
    with pytest.raises(DataDitolak, match=f"Urutan baris .* mulai baris {awal + 1}"):
        baca_formulir(berkas)


def test_one_foreign_number_in_a_row_is_that_cell(berkas: Path) -> None:
    buku = openpyxl.load_workbook(berkas)
    awal = _awal(buku["Nilai"])
    buku["Nilai"].cell(awal + 2, 3).value = "199107212019031903"
    buku.save(berkas)
    terbaca = baca_formulir(berkas)
    assert terbaca is not None
    assert [(nomor, [t.kode for t in isi]) for nomor, isi in terbaca.temuan.items()] == [(awal + 2, ["SEL_TERKUNCI"])]
