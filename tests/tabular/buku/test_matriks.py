from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisOrang, Capaian, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya, matriks
from asn_kompetensi.tabular.buku.matriks import isi_matriks, lebar_matriks, rupa_kategori, sel_matriks
from tests.tabular.buku.contoh import KOMPETENSI, data_contoh

D = Decimal
BATAS = (Fraction(1), Fraction(2))
WARNA = {None: "tanpa", "FFF2C9": "rendah", "F9C79B": "sedang", "C8553D": "tinggi"}


def lembar_dari(data: DataBukuOpd) -> Any:
    buku = Workbook()
    isi_matriks(gaya.Pena(buku, buku.active), data)  # type: ignore[arg-type]
    return buku.active


@pytest.mark.parametrize(
    ("standar", "capaian", "nilai", "bentuk", "kategori"),
    [
        ("3", "3", 3, "0", "tanpa"), ("3", "5", 5, "0", "tanpa"), ("3", "3.01", 3.01, "[$-421]0.00", "tanpa"),
        ("3", "2", 2, '0" ▼1"', "rendah"), ("3", "2.5", 2.5, '[$-421]0.0" ▼0,5"', "rendah"),
        ("3", "2.99", 2.99, '[$-421]0.00" ▼0,1"', "rendah"), ("3", "1.99", 1.99, '[$-421]0.00" ▼1"', "sedang"),
        ("3", "1", 1, '0" ▼2"', "sedang"), ("3", "0.99", 0.99, '[$-421]0.00" ▼2"', "tinggi"),
        ("5", "0.5", 0.5, '[$-421]0.0" ▼4,5"', "tinggi"), ("5", "0", 0, '0" ▼5"', "tinggi"),
    ],
)  # fmt: skip
def test_a_level_is_a_number_its_sign_a_format_its_size_a_colour(
    standar: str, capaian: str, nilai: float, bentuk: str, kategori: str
) -> None:
    angka, rupa = sel_matriks(Capaian(D(standar), D(capaian), "apa saja"), BATAS)
    assert (angka, rupa.format, WARNA[rupa.isi]) == (nilai, bentuk, kategori)
    assert not isinstance(angka, str)
    assert not rupa.arsir


def test_hatching_grey_and_k_are_three_different_things() -> None:
    tidak = sel_matriks(None, BATAS)
    belum = sel_matriks(Capaian(D(3), None, "belum_dinilai"), BATAS)
    kedaluwarsa = sel_matriks(Capaian(D(3), None, "kedaluwarsa"), BATAS)
    assert [n for n, _ in (tidak, belum, kedaluwarsa)] == [None, "–", "K"]
    assert [r.arsir for _, r in (tidak, belum, kedaluwarsa)] == [True, False, False]
    assert [r.isi for _, r in (tidak, belum, kedaluwarsa)] == [None, "E3E6EB", "E3E6EB"]
    assert [r.miring for _, r in (tidak, belum, kedaluwarsa)] == [False, False, True]


@given(st.fractions(0, 5), st.fractions(0, 5))
def test_the_sign_stands_exactly_where_there_is_a_gap(standar: Fraction, capaian: Fraction) -> None:
    angka, rupa = sel_matriks(Capaian(standar, capaian, ""), BATAS)
    assert ("▼" in rupa.format) == (capaian < standar) == (rupa.isi is not None)
    assert '▼0"' not in rupa.format
    assert isinstance(angka, int | float)
    assert abs(Fraction(str(angka)) - capaian) <= Fraction(1, 200)  # exact: a float would miss the bound by a hair


def test_other_cut_offs_move_the_colours() -> None:
    c = Capaian(D(3), D("1.5"), "di_bawah")
    warna = [WARNA[sel_matriks(c, (Fraction(a), Fraction(b)))[1].isi] for a, b in ((1, 1), (1, 2), (2, 3))]
    assert warna == ["tinggi", "sedang", "rendah"]


def terang(warna: str) -> float:
    r, g, b = (int(warna[i : i + 2], 16) for i in (0, 2, 4))
    return 0.299 * r + 0.587 * g + 0.114 * b


def test_categories_read_in_black_and_white() -> None:
    urut = [terang(rupa_kategori(k).isi or "FFFFFF") for k in ("tidak_ada", "rendah", "sedang", "tinggi")]
    assert urut == sorted(urut, reverse=True)
    assert min(a - b for a, b in pairwise(urut)) > 12
    for k in ("tidak_ada", "rendah", "sedang", "tinggi"):
        rupa = rupa_kategori(k)
        assert abs(terang(rupa.isi or "FFFFFF") - terang(rupa.warna)) > 100  # the figure stands out from its ground


def test_a_sheet_of_one_person() -> None:
    orang = BarisOrang("1" * 18, "=Sabai", "Guru", 1, D("66.67"), {"INT": Capaian(D(3), D(2), "di_bawah")})
    contoh = data_contoh()
    lembar = lembar_dari(data_contoh(orang=(orang,), tanpa_standar=(), kompetensi=contoh.kompetensi[:2]))
    nama, nip, jabatan, int_, ks, bawah, jpm = lembar[5]
    assert (nama.value, nama.data_type, nama.quotePrefix) == ("=Sabai", "s", True)
    assert (nip.value, nip.number_format, jabatan.value) == ("1" * 18, "@", "Guru")
    assert (int_.value, int_.number_format, int_.alignment.horizontal) == (2, '0" ▼1"', "center")
    assert (ks.value, ks.fill.fill_type) == (None, "lightUp")
    assert (bawah.value, jpm.value, jpm.number_format) == (1, 0.6667, gaya.PERSEN)
    assert lembar.max_row == 5
    assert lembar.tables["Matriks"].ref == "A4:G5"


def test_people_without_standard_are_shown_with_nothing_but_hatching() -> None:
    lembar = lembar_dari(data_contoh())
    baris = lembar[lembar.max_row]
    assert baris[0].value == "Dang Tuanku"
    assert {c.fill.fill_type for c in baris[3:-2]} == {"lightUp"}
    assert [c.value for c in baris[3:]] == [None] * (len(KOMPETENSI) + 2)  # not 0 below, not 0 %


def test_a_code_the_agency_does_not_know_is_not_shown() -> None:
    orang = BarisOrang("1" * 18, "A", "B", 0, None, {"LAIN": Capaian(D(1), D(1), "memenuhi")})
    lembar = lembar_dari(data_contoh(orang=(orang,), tanpa_standar=()))
    assert "LAIN" not in [c.value for c in lembar[4]]


def test_frame_of_the_sheet() -> None:
    lembar = lembar_dari(data_contoh())
    assert lembar["A1"].value == "Capaian terhadap standar jabatan, Periode 2025"
    assert lembar["A2"].value == matriks.LEGENDA
    assert (lembar.freeze_panes, lembar.print_title_rows) == ("B5", "$4:$4")
    assert [c.alignment.horizontal for c in lembar[4]] == ["left"] * 3 + ["center"] * 13
    assert {c.fill.fgColor.rgb[-6:] for c in lembar[4]} == {gaya.BIRU}
    for tanda in ("▼n", "–", "K:", "Bergaris miring"):
        assert tanda in matriks.LEGENDA


@pytest.mark.parametrize("panjang", [1, 22, 40, 200])
def test_widths_hold_names_or_fold_them(panjang: int) -> None:
    contoh = data_contoh()
    orang = [replace(o, nama="n" * panjang) for o in contoh.orang]
    lebar = lebar_matriks(orang, ["Nama", "NIP", "Jabatan", "INT", "KODE-PANJANG-SEKALI", "JPM"])
    assert 22 <= lebar[0] <= 40
    assert lebar[0] >= min(panjang, 40)
    assert lebar[1] >= 20
    assert lebar[4] > len("KODE-PANJANG-SEKALI") + 3
    assert len(lebar) == 6


def test_the_number_formats_stay_below_excels_limit() -> None:
    batas = {sel_matriks(Capaian(Fraction(s, 4), Fraction(c, 100), ""), BATAS)[1].format
             for s in range(4, 21) for c in range(0, 501, 5)}  # fmt: skip
    assert len(batas) < 200
    assert all(re.fullmatch(r'(\[\$-421\])?0(\.0{1,2})?(" ▼\d(,\d)?")?', b) for b in batas)
