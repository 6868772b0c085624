"""Rows as the text of a sheet: their addresses, their pieces, and what is refused on the way."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular import baris_tabel
from asn_kompetensi.tabular.baris_tabel import ANGKA, KEPALA, RUMUS, TANGGAL, TEKS, TETAP, WAKTU
from asn_kompetensi.tabular.ejaan import POTONGAN
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.xlsx import simpan_tabel

GAYA = {nama: ke for ke, nama in enumerate((KEPALA, TEKS, TETAP, TANGGAL, WAKTU, ANGKA, TEKS + RUMUS, TETAP + RUMUS))}
KOLOM = (Kolom("nip", "NIP", tetap=True), Kolom("nama", "Nama"), Kolom("nilai", "Nilai", angka=True))


def test_a_row_has_its_number_and_leaves_out_what_is_missing() -> None:
    ((banyak, teks),) = baris_tabel.isi(KOLOM, [("1", "A & B", Decimal("2.50")), (None, None, None)], GAYA)
    assert banyak == 2
    assert teks == (
        '<row r="2"><c r="A2" s="2" t="inlineStr"><is><t>1</t></is></c>'
        '<c r="B2" s="1" t="inlineStr"><is><t>A &amp; B</t></is></c><c r="C2" s="5"><v>2.5</v></c></row>'
        '<row r="3"></row>'
    )
    assert baris_tabel.kepala(["Nama"], GAYA) == (
        '<row r="1"><c r="A1" s="0" t="inlineStr"><is><t>Nama</t></is></c></row>'
    )


def test_text_that_looks_like_a_formula_is_quoted_in_its_own_look() -> None:
    ((_, teks),) = baris_tabel.isi(KOLOM[:2], [("=1", "+A"), ("1", "A")], GAYA)
    assert [satu.split('"')[0] for satu in teks.split(' s="')[1:]] == ["7", "6", "2", "1"]


def test_pieces_go_on_where_the_last_one_ended() -> None:
    potongan = list(baris_tabel.isi(KOLOM[:1], ((str(n),) for n in range(2 * POTONGAN + 3)), GAYA))
    assert [banyak for banyak, _ in potongan] == [POTONGAN, POTONGAN, 3]
    nomor = [int(satu.split('"')[0]) for _, teks in potongan for satu in teks.split('<row r="')[1:]]
    assert nomor == list(range(2, 2 * POTONGAN + 5))


@pytest.mark.parametrize(
    ("baris", "salah"), [(("1", "A"), ValueError), (("1", "A" * 32_768, None), GalatBerkas)], ids=["length", "text"]
)
def test_a_row_that_does_not_fit_leaves_no_file(tmp_path: Path, baris: tuple[object, ...], salah: type) -> None:
    semua = [("1", "A", 1)] * 3000 + [baris]
    with pytest.raises(salah):
        simpan_tabel(Tabel(KOLOM, iter(semua)), tmp_path / "a.xlsx", timpa=False)
    assert list(tmp_path.iterdir()) == []


def test_rows_go_straight_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the memory nor a temporary folder holds them."""

    def tidak(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(tempfile, "mkstemp", tidak)
    monkeypatch.setattr(tempfile, "_mkstemp_inner", tidak)

    def alir(banyak: int) -> Iterator[tuple[object, ...]]:
        return ((f"{n:018}", f"Nama {n}", n) for n in range(banyak))

    puncak = []
    for banyak in (2_500, 10_000):
        simpan_tabel(Tabel(KOLOM, alir(10)), tmp_path / "awal.xlsx", timpa=True)
        tracemalloc.start()
        simpan_tabel(Tabel(KOLOM, alir(banyak)), tmp_path / "a.xlsx", timpa=True)
        puncak.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert puncak[1] < 1.5 * puncak[0]
    (lembar,) = load_workbook(tmp_path / "a.xlsx").worksheets
    assert lembar.max_row == 10_001
    assert {satu.name for satu in tmp_path.iterdir()} == {"a.xlsx", "awal.xlsx"}
    (bernama,) = lembar.tables.values()
    assert (bernama.ref, bernama.autoFilter.ref) == ("A1:C10001", "A1:C10001")
