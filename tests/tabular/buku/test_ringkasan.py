from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisGap, BarisKompetensi
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.ringkasan import AKHIR, DIDAHULUKAN, GAP_DISEBUT, TINGGI_HALAMAN, isi_ringkasan
from tests.tabular.buku.contoh import data_contoh

D = Decimal
KOSONG = {
    "orang": (),
    "gap": (),
    "tanpa_standar": (),
    "kompetensi": (),
    "ringkas": {},
    "kota": {},
    "ringkas_lalu": None,
}


def lembar_dari(**ubah: Any) -> Any:
    buku = Workbook()
    isi_ringkasan(gaya.Pena(buku, buku.active), data_contoh(**ubah))  # type: ignore[arg-type]
    return buku.active


def baris_teks(lembar: Any) -> list[list[Any]]:
    """Values row by row, empty cells and rows left out."""
    semua = ([c.value for c in b if c.value not in (None, "")] for b in lembar.iter_rows())
    return [b for b in semua if b]


def gap(orang: int, kode: str = "KOM", saran: str = "", kesenjangan: str = "1") -> BarisGap:
    return BarisGap(
        f"{orang:018d}", f"Orang {orang}", "Guru", kode, kode, D(3), D(2), D(kesenjangan), "rendah", 1, saran
    )


def test_parts_from_top_to_bottom() -> None:
    teks = [str(b[0]) for b in baris_teks(lembar_dari())]
    urut = ["PEMERINTAH KOTA SAWAHLUNTO", "Kesenjangan Kompetensi Dinas Kesehatan, Periode 2025", "Pegawai",
            "Kompetensi dengan pegawai di bawah standar terbanyak", "Yang perlu didahulukan",
            "Cara hitung dan arti tanda: lembar Cara Hitung."]  # fmt: skip
    letak = [teks.index(t) for t in urut]
    assert letak == sorted(letak)
    assert letak[0] == 0


@pytest.mark.parametrize(
    ("kop", "baris"),
    [
        ((), ["PEMERINTAH KOTA SAWAHLUNTO"]), (("",), ["PEMERINTAH KOTA SAWAHLUNTO"]), (("SATU",), ["SATU"]),
        (("SATU", "", "TIGA"), ["SATU", "TIGA"]), (("A", "B", "C", "D"), ["A", "B", "C", "D"]),
    ],
)  # fmt: skip
def test_letterhead_ends_with_a_double_line(kop: tuple[str, ...], baris: list[str]) -> None:
    lembar = lembar_dari(kepala_surat=kop)
    assert [lembar.cell(r, 1).value for r in range(1, len(baris) + 1)] == baris
    garis = [lembar.cell(r, AKHIR).border.bottom.style for r in range(1, len(baris) + 1)]
    assert garis == [None] * (len(baris) - 1) + ["double"]


def test_an_agency_without_anything_is_still_a_page() -> None:
    lembar = lembar_dari(**KOSONG)
    teks = [t for b in baris_teks(lembar) for t in b]
    assert "Tidak ada pegawai pada periode ini." in teks
    assert not {"Yang perlu didahulukan", "Kompetensi", "Nama"} & set(teks)
    assert lembar._charts == []


@pytest.mark.parametrize("jumlah", [1, 2, 5, 9])
def test_table_and_chart_have_the_same_rows(jumlah: int) -> None:
    kompetensi = tuple(
        BarisKompetensi(f"K{i}", f"Kompetensi {i}", 20, i + 1, D("0.555"), D("12.50"), D("38.20"))
        for i in range(jumlah)
    )
    lembar = lembar_dari(kompetensi=kompetensi)
    (grafik,) = lembar._charts
    acuan = [int(n) for n in re.findall(r"\$(\d+)", grafik.series[0].val.numRef.f)]
    awal, akhir = acuan[0], acuan[-1]
    nama = [lembar.cell(r, 1).value for r in range(awal, akhir + 1)]
    assert nama == [f"Kompetensi {i}" for i in reversed(range(jumlah))][:5]
    assert (grafik.anchor._from.row, grafik.anchor.to.row) == (awal - 2, akhir)
    pertama = [lembar.cell(awal, k) for k in (7, 8, 9, 10, 12)]
    assert [c.value for c in pertama] == [20, jumlah, 0.125, 0.56, 0.382]
    assert [c.number_format for c in pertama] == ["0", "0", "[$-421]0 %", "[$-421]0.00", "[$-421]0 %"]


def test_without_the_city_the_note_does_not_speak_of_it() -> None:
    contoh = data_contoh()
    tanpa = tuple(replace(k, persen_kota=None, kesenjangan_rata=None, persen=None) for k in contoh.kompetensi)
    lembar = lembar_dari(kompetensi=tanpa)
    catatan = [t for b in baris_teks(lembar) for t in b if str(t).startswith("Bagian:")]
    assert catatan == ["Bagian: dari yang dinilai. Rata-rata: kesenjangan dalam level."]
    (grafik,) = lembar._charts
    assert [lembar.cell(grafik.anchor.to.row, k).value for k in (9, 10, 12)] == [None] * 3  # unknown is not 0


@pytest.mark.parametrize("jumlah", [1, DIDAHULUKAN, DIDAHULUKAN + 1, 40])
def test_who_comes_first(jumlah: int) -> None:
    teks = [t for b in baris_teks(lembar_dari(gap=tuple(gap(i) for i in range(jumlah)))) for t in b]
    assert [t for t in teks if str(t).startswith("Orang")] == [f"Orang {i}" for i in range(min(jumlah, DIDAHULUKAN))]
    sisa = [f"Dan {jumlah - DIDAHULUKAN} pegawai lain: lihat lembar Prioritas."] if jumlah > DIDAHULUKAN else []
    assert [t for t in teks if str(t).startswith("Dan ")] == sisa


def test_all_gaps_of_a_person_in_one_row_with_the_first_proposal() -> None:
    semua = (gap(1, "KOM", kesenjangan="2.5"), gap(2), gap(1, "PP", "Kelas PP"), gap(1, "INT", "Kelas INT", "0.75"))
    isi = baris_teks(lembar_dari(gap=semua))
    assert ["Orang 1", "Guru", "KOM ▼2,5 · PP ▼1 · INT ▼0,8", "PP: Kelas PP"] in isi
    assert ["Orang 2", "Guru", "KOM ▼1"] in isi


def test_a_person_with_many_gaps_takes_no_more_room_than_others() -> None:
    isi = baris_teks(lembar_dari(gap=tuple(gap(1, f"K{n}", f"Kelas {n}") for n in range(9))))
    [[_, _, teks, usulan]] = [b for b in isi if b[0] == "Orang 1"]
    assert teks == " · ".join([*(f"K{n} ▼1" for n in range(GAP_DISEBUT)), f"dan {9 - GAP_DISEBUT} lagi"])
    assert usulan == "K0: Kelas 0"


@pytest.mark.parametrize("panjang", [1, 40, 200])
@pytest.mark.parametrize("jumlah", [1, 8, 400])
def test_the_page_stays_legible(panjang: int, jumlah: int) -> None:
    """The rows fill one page at a size that can be read; only names beyond all measure make it a little smaller."""
    nama = ("Kata " * 40)[:panjang]
    semua = tuple(replace(gap(i, saran=nama), nama=nama, nama_jabatan=nama) for i in range(jumlah))
    lembar = lembar_dari(gap=semua, kepala_surat=("PEMERINTAH KOTA", nama))
    tinggi = sum(d.height or 15 for d in lembar.row_dimensions.values())
    assert tinggi <= TINGGI_HALAMAN * (1 if panjang < 200 else 1.3)
    teks = [t for b in baris_teks(lembar) for t in b]
    assert (f"Dan {jumlah - 8} pegawai lain: lihat lembar Prioritas." in teks) == (jumlah > 8 and panjang < 200)


def test_namesakes_are_two_people() -> None:
    isi = baris_teks(lembar_dari(gap=(gap(1), replace(gap(2), nama="Orang 1"))))
    assert sum(b[0] == "Orang 1" for b in isi) == 2


@pytest.mark.parametrize(
    ("tempat", "penanda", "akhir"),
    [
        ("Sawahlunto", ("Kepala,", "Nama"), ["Sawahlunto, 12 Januari 2026", "Kepala,", "Nama"]),
        ("", ("Kepala,", "Nama", "Pembina", "NIP. 1"), ["12 Januari 2026", "Kepala,", "Nama", "Pembina", "NIP. 1"]),
        ("", (), ["12 Januari 2026"]),
    ],
)
def test_signature(tempat: str, penanda: tuple[str, ...], akhir: list[str]) -> None:
    lembar = lembar_dari(tempat=tempat, penanda_tangan=penanda, tanggal_surat=date(2026, 1, 12))
    kanan = [b[16] for b in lembar.iter_rows() if b[16].value][-len(akhir) :]
    assert [sel.value for sel in kanan] == akhir
    assert [sel.font.b for sel in kanan] == [teks == "Nama" for teks in akhir]
    if penanda:
        assert lembar.row_dimensions[kanan[2].row - 1].height >= 36  # room to sign


def test_one_page_no_grid_print_area_to_the_last_row() -> None:
    lembar = lembar_dari()
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (1, 1)
    assert lembar.print_area == f"'Sheet'!$A$1:$X${lembar.max_row}"
    assert lembar.max_column == AKHIR == 24
    assert lembar.freeze_panes is None


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 12), st.integers(0, 7),
    st.lists(st.text("Kata panjang sekali ", min_size=1, max_size=60), max_size=4),
    st.lists(st.text(max_size=30), max_size=4),
)  # fmt: skip
def test_no_two_parts_overlap(orang: int, kompetensi: int, kop: list[str], penanda: list[str]) -> None:
    contoh = data_contoh()
    lembar = lembar_dari(
        gap=tuple(gap(i, saran="Kelas") for i in range(orang)), kompetensi=contoh.kompetensi[:kompetensi],
        kepala_surat=tuple(kop), penanda_tangan=tuple(penanda),
    )  # fmt: skip
    terpakai: set[tuple[int, int]] = set()
    for m in lembar.merged_cells.ranges:
        sel = {(r, k) for r in range(m.min_row, m.max_row + 1) for k in range(m.min_col, m.max_col + 1)}
        assert not sel & terpakai
        terpakai |= sel
    for grafik in lembar._charts:
        a = grafik.anchor
        for r in range(a._from.row + 1, a.to.row + 1):
            assert all(lembar.cell(r, k).value is None for k in range(a._from.col + 1, a.to.col + 1))
    assert all(0 < (d.height or 15) <= 409 for d in lembar.row_dimensions.values())


def test_no_nip_and_no_formula_on_the_page() -> None:
    lembar = lembar_dari(nama_opd="=1+1", tempat="+x")
    sel = [c for b in lembar.iter_rows() for c in b if c.value is not None]
    assert not any(re.search(r"\d{18}", str(c.value)) for c in sel)
    assert {c.data_type for c in sel} <= {"s", "n"}
