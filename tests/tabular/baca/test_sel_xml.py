"""Each cell of sheet XML: read for certain, or refused by its address."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import TANPA_NILAI, GalatRumus
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.sel_xml import baca_sel, pola_sel

from .bahan import NILAI, NIP1, PEGAWAI, kolom, xlsx_mentah


def baca(isi: str, nomor: int = 2, awalan: bytes = b"") -> dict[int, object]:
    return dict(baca_sel(isi.encode(), nomor, pola_sel(awalan), isi.count(f"<{awalan.decode()}c")).sisipan)


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        ('<c r="B2"><f>1+1</f></c>', TANPA_NILAI),
        ('<c r="B2"><f>1+1</f><v></v></c>', TANPA_NILAI),
        ('<c r="B2"><f>1+1</f><v/></c>', TANPA_NILAI),
        ('<c r="B2"><f>1+1</f><v xml:space="preserve"/></c>', TANPA_NILAI),
        ('<c r="B2"><f>1+1</f><v xml:space="preserve"> </v></c>', TANPA_NILAI),
        ('<c r="B2"><f a=">">1+1</f ></c >', TANPA_NILAI),
        ('<c x=">" r = "B2"\n><f>1+1</f></c>', TANPA_NILAI),
        ('<c r="B2"><f t="shared" si="0"/></c>', TANPA_NILAI),
        ('<c r="B2" t="str"><f>A1</f></c>', TANPA_NILAI),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', None),
        ('<c r="B2" t="str"><f>A1</f><v/></c>', None),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', None),
        ('<c r="B2"><f t="shared" si="0"/><v>2</v></c>', None),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B2" t = "e" ><v xml:space="preserve">#REF!</v></c>', "#REF!"),
        ("<c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', GalatRumus("#N/A")),
        ('<c r="B2" t="e"><v>Err:522</v></c>', "Err:522"),
        ('<c r="B2" t="e"><f>1/0</f></c>', TANPA_NILAI),
        ('<c r="B2"/>', None),
        ('<c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>', None),
    ],
)
def test_rumus_tanpa_nilai_dan_galat_di_tempatnya(isi: str, harap: object) -> None:
    hasil = baca(f'<c r="A2"><v>1</v></c>{isi}<c r="D2" s="3"><v>1</v></c>')
    assert hasil == ({} if harap is None else {1: harap})
    assert isinstance(hasil.get(1), GalatRumus) == isinstance(harap, str)


def test_sel_tanpa_alamat_berdiri_sesudah_sel_sebelumnya() -> None:
    """A cell without an address follows the one before it, wherever that one stands."""
    assert baca('<c r="C2"><v>1</v></c><c><f>1</f></c><c r="H2"><v>1</v></c><c t="e"><v>#REF!</v></c>') == {
        3: TANPA_NILAI,
        8: "#REF!",
    }
    assert baca('<x:c><x:f>1</x:f></x:c><x:c r="C2"><x:v>1</x:v></x:c>', awalan=b"x:") == {0: TANPA_NILAI}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ('<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>', "sel B2 ditulis dua kali"),
        ('<c r="B2"><v>1</v></c><c r="b2"><v>2</v></c>', "sel B2 ditulis dua kali"),
        ('<c r="B2"><v>1</v></c><c r="A2"/><c><v>2</v></c>', "sel B2 ditulis dua kali"),
        ('<c r="B2"><v>1</v><v>2</v></c>', "sel B2 tidak terbaca"),
        ('<c r="B2"><v>1</v><f>A1</f></c>', "sel B2 tidak terbaca"),
        ('<c r="B2"><v>1</v><extLst/></c>', "sel B2 tidak terbaca"),
        ('<c r="B2">5</c>', "sel B2 tidak terbaca"),
        ('<c r="B2"><v>1', "sel B2 tidak terbaca"),
        ("<c><v>1</v></c><c><v>1</c>", "sel B2 tidak terbaca"),
        ('<c r="B2" t="s"><v>-1</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2" t="s"><v>1.0</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2" t="s"><v>&#49;</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2"><v>&#49;2</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2" t="b"><v>2</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2" t="inlineStr"><v>x</v></c>', "isi sel B2 tidak terbaca"),
        ('<c r="B2" t="x"><v>1</v></c>', "sel B2 berjenis tidak dikenal"),
        ('<c r="B2" t="&#115;"><v>1</v></c>', "sel B2 berjenis tidak dikenal"),
        ('<c r="B2" t="s" t="n"><v>1</v></c>', "sel B2 memuat keterangan ganda"),
        ('<c r="B2" t="s"><v>1</v><is><t>x</t></is></c>', "sel B2 memuat dua isi"),
        ('<c r="B2" t="s"><is><t>x</t><v>1</v></is></c>', "sel B2 memuat dua isi"),
    ],
)
def test_sel_yang_akan_terbaca_salah_menolak_berkasnya(isi: str, kata: str) -> None:
    with pytest.raises(DataDitolak, match=kata):
        baca(isi)


@pytest.mark.parametrize(
    "sel",
    [
        '<c r="{}"><f>1</f></c>',
        '<c r="{}" t="e"><v>#REF!</v></c>',
        '<c r="{}" t="inlineStr"><is>',
        '<c r="{}"><f><v>',
        '<c r="{}"><',
        '<c a="',
    ],
)
def test_dua_puluh_ribu_sel_aneh_dalam_satu_baris_tetap_cepat(sel: str) -> None:
    isi = "".join(sel.format(f"{huruf_kolom(k)}2") for k in range(18_000))
    mulai = time.perf_counter()
    with contextlib.suppress(DataDitolak):
        assert len(baca(isi)) == 18_000
    assert time.perf_counter() - mulai < 20


def test_galat_na_bukan_sel_kosong_meski_teksnya_berarti_kosong(tmp_path: Path) -> None:
    isi = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    for r, sel in enumerate(
        ('t="e"><f>NA()</f><v>#N/A</v>', 't="s"><v>3</v>', 't="e"><v>Err:522</v>', 't="e"><v>#SPILL!</v>', "><v>3</v>"),
        2,
    ):
        isi += f'<row r="{r}"><c r="A{r}" t="s"><v>2</v></c><c r="B{r}" {sel}</c></row>'
    lembar = baca_lembar(xlsx_mentah(tmp_path / "a.xlsx", isi, ["NIP", "Integritas", NIP1, "#N/A"]), NILAI)
    nilai = kolom(lembar, "kompetensi:INT")
    assert nilai == ["#N/A", None, "Err:522", "#SPILL!", 3]
    assert [isinstance(satu, GalatRumus) for satu in nilai] == [True, False, True, True, False]


# --- many rows at once refuse what one row at a time refuses ---------------------------------------------------------


def _lembar(*baris: str) -> str:
    kepala = '<row r="1"><c r="A1" t="str"><v>NIP</v></c><c r="B1" t="str"><v>Nama</v></c></row>'
    return kepala + "".join(baris)


@pytest.mark.parametrize(
    "baris",
    [
        # Together the digits of A111 and B1 read as those of two cells of row 11.
        '<row r="11"><c r="A111" t="str"><v>x</v></c><c r="B1" t="str"><v>y</v></c></row>',
        '<row r="3"><c r="A3" t="str"><v>x</v></c><c r="A3" t="str"><v>y</v></c></row>',
        # A cell that begins in one row and ends in the next.
        '<row r="3"><c r="B3" t="str"><f><row r="4">x</f><v>Ani</v></c></row>',
        '<row r="3"><c r="A3" t="str"><v>x</v></c><c<row r="4"> r="B4" t="str"><v>Ani</v></c></row>',
    ],
)
@pytest.mark.parametrize("ekor", ["", '<row r="200"><c r="A200" t="e"><v>#REF!</v></c></row>'])
def test_sel_di_baris_lain_ditolak_juga_bila_baris_dibaca_sekaligus(tmp_path: Path, baris: str, ekor: str) -> None:
    with pytest.raises(DataDitolak):
        baca_lembar(xlsx_mentah(tmp_path / "a.xlsx", _lembar(baris, ekor)), PEGAWAI)
