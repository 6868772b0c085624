"""ODS cells as LibreOffice shows them, repeats as they are meant, everything else refused or held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import TANPA_NILAI, GalatRumus
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.ods import telaah_ods

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, kolom, nomor, susun_ulang
from .bahan_biner import baris_ods, ods_mentah


def sel(atribut: str, isi: str = "") -> str:
    return f"<table:table-cell {atribut}>{isi}</table:table-cell>"


def baris(*sel_: str) -> str:
    return f"<table:table-row>{''.join(sel_)}</table:table-row>"


TEKS = 'office:value-type="string"'
GALAT = f'table:formula="of:=1/0" {TEKS} office:string-value="" calcext:value-type="error"'
KOTAK = "<draw:frame><draw:text-box><text:p>kotak</text:p></draw:text-box></draw:frame>"
NIP = sel(TEKS, f"<text:p>{NIP1}</text:p>")


def satu(tmp_path: Path, isi: str) -> Any:
    """What stands in the second column of the one data row."""
    jalur = ods_mentah(tmp_path / "a.ods", baris_ods("NIP", "Integritas") + baris(NIP, isi))
    return kolom(baca_lembar(jalur, NILAI), "kompetensi:INT")[0]


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        (sel(GALAT, "<text:p>#DIV/0!</text:p>"), "#DIV/0!"),
        (sel(GALAT, "<text:p>Err:522</text:p>"), "Err:522"),
        (sel(GALAT, "<text:p>#N/A</text:p>"), "#N/A"),
        (sel(GALAT), TANPA_NILAI),
        (sel(f'table:formula="of:=A9" {TEKS}', "<text:p>#REF!</text:p>"), "#REF!"),
        (sel(f'table:formula="of:=NA()" {TEKS}', "<text:p>#N/A</text:p>"), "#N/A"),
        (sel(TEKS, "<text:p>#REF!</text:p>"), "#REF!"),
        (sel(TEKS, "<text:p>#N/A</text:p>"), None),
        (sel('table:formula="of:=1+1"'), TANPA_NILAI),
        (sel('table:formula="of:=1+1"', "<text:p>2</text:p>"), TANPA_NILAI),
        (sel(f'table:formula="of:=A1" {TEKS}'), TANPA_NILAI),
        (sel(f'table:formula="of:=A1" {TEKS} office:string-value=""'), None),
        (sel('table:formula="of:=1+1" office:value-type="float" office:value="2"', "<text:p>2</text:p>"), 2),
        (sel("", "<text:p>tiga</text:p>"), "tiga"),
        (sel('office:value-type="percentage" office:value="0.75"', "<text:p>75%</text:p>"), "75%"),
        (sel('office:value-type="float"', "<text:p>5</text:p>"), TANPA_NILAI),
        (sel('office:value="5" office:value-type="float"'), 5),
        (sel('office:value-type="aneh"', "<text:p>5</text:p>"), TANPA_NILAI),
        (sel(TEKS, "<text:p>a<text:tab/>b</text:p>"), "a\tb"),
        (sel(TEKS, "<text:p>a<text:line-break/>b</text:p>"), "a\nb"),
        (sel(TEKS, '<text:p>a<text:s text:c="2"/>b<text:tab/></text:p>'), "a  b\t"),
        (sel(TEKS, "<text:p>a</text:p>\n  <text:p>b  c\n d</text:p>"), "a\nb c d"),
        (sel(TEKS, "<text:p>a<text:span>&amp;</text:span><text:tab/><text:a>&#99;</text:a></text:p>"), "a&\tc"),
        (
            sel(
                TEKS, "<draw:frame><draw:text-box><text:p>kotak</text:p></draw:text-box></draw:frame><text:p>3</text:p>"
            ),
            "3",
        ),
        (sel("", "<draw:frame><draw:text-box><text:p>kotak</text:p></draw:text-box></draw:frame>"), None),
        (sel(TEKS, "<office:annotation><text:p>catatan</text:p></office:annotation><text:p>3</text:p>"), "3"),
        (sel("", "<office:annotation><text:p>catatan</text:p></office:annotation>"), None),
        (sel('office:value-type="float" office:value="4"', "<draw:frame><text:p>x</text:p></draw:frame>"), 4),
    ],
)
def test_sel_seperti_yang_ditampilkan_libreoffice(tmp_path: Path, isi: str, harap: Any) -> None:
    nilai = satu(tmp_path, isi)
    assert nilai is harap if harap is TANPA_NILAI else nilai == harap
    assert isinstance(nilai, GalatRumus) == (isinstance(harap, str) and harap[:3] in ("#DI", "#RE", "#N/", "Err"))


def test_isi_di_bawah_sel_gabungan_tidak_ikut_terbaca(tmp_path: Path) -> None:
    tertutup = f"<table:covered-table-cell {TEKS}><text:p>lama</text:p></table:covered-table-cell>"
    isi = baris_ods("NIP", "Nama", "Golongan", "Jabatan")
    isi += baris(
        NIP,
        sel(f'{TEKS} table:number-columns-spanned="2"', "<text:p>A</text:p>"),
        tertutup,
        sel(TEKS, "<text:p>B</text:p>"),
    )
    lembar = baca_lembar(ods_mentah(tmp_path / "a.ods", isi), PEGAWAI)
    assert [b.sel for b in lembar.baris] == [(NIP1, "A", None, "B")]


def test_sisipan_ikut_ulangan_baris_dan_kolom(tmp_path: Path) -> None:
    isi = baris_ods("NIP", "Integritas", "Komunikasi", "Kerja Sama")
    isi += baris_ods(None, ulang=2)
    galat = sel(GALAT + ' table:number-columns-repeated="2"', "<text:p>#REF!</text:p>")
    isi += baris(NIP, galat, sel('office:value-type="float" office:value="4"')).replace(
        "table-row>", 'table-row table:number-rows-repeated="3">', 1
    )
    lembar = baca_lembar(ods_mentah(tmp_path / "a.ods", isi), NILAI)
    assert nomor(lembar) == [4, 5, 6]
    assert [b.sel for b in lembar.baris] == [(NIP1, "#REF!", "#REF!", 4)] * 3


def test_baris_terakhir_yang_berulang_tidak_hilang(tmp_path: Path) -> None:
    isi = baris_ods("NIP", "Nama") + baris_ods(NIP1, "A") + baris_ods(None, ulang=3) + baris_ods(NIP2, "B", ulang=4)
    lembar = baca_lembar(ods_mentah(tmp_path / "a.ods", isi + baris_ods(None, ulang=1_000_000)), PEGAWAI)
    assert nomor(lembar) == [2, 6, 7, 8, 9]


@pytest.mark.parametrize("banyak", ["9999999999", "+2", "&#50;", " 2", "0", "", "-1", "2.0"])
@pytest.mark.parametrize("apa", ["rows", "columns"])
def test_ulangan_yang_dapat_terbaca_lain_ditolak(tmp_path: Path, banyak: str, apa: str) -> None:
    atribut = f'table:number-{apa}-repeated="{banyak}"'
    isi = baris_ods("NIP", "Nama") + baris(NIP, sel(TEKS, "<text:p>A</text:p>"))
    letak = "<table:table-row" if apa == "rows" else "<table:table-cell"
    ke = isi.rindex(letak) + len(letak)
    with pytest.raises(DataDitolak, match="banyaknya ulangan"):
        baca_lembar(ods_mentah(tmp_path / "a.ods", f"{isi[:ke]} {atribut}{isi[ke:]}"), PEGAWAI)


@pytest.mark.parametrize(
    ("lama", "baru", "kata"),
    [
        ("<text:p>A", "<text:p><![CDATA[x]]>A", "baris 2 memuat komentar atau CDATA"),
        ("<text:p>A", "<text:p><!-- x -->A", "baris 2 memuat komentar atau CDATA"),
        ("<text:p>A", '<table:table table:name="B"><table:table-row/></table:table><text:p>A', "bersarang"),
        ("</table:table>", '</table:table><table:table table:name="Data"/>', "nama yang sama"),
        ('table:name="Data"', 'table:name="Da\nta" table:name2="x"', None),
    ],
)
def test_susunan_ods_yang_tidak_wajar(tmp_path: Path, lama: str, baru: str, kata: str | None) -> None:
    jalur = ods_mentah(tmp_path / "a.ods", baris_ods("NIP", "Nama") + baris_ods(NIP1, "A"))
    susun_ulang(jalur, lambda b: b.update({"content.xml": b["content.xml"].replace(lama.encode(), baru.encode())}))
    if kata is None:
        assert nomor(baca_lembar(jalur, PEGAWAI)) == [2]
        return
    with pytest.raises(DataDitolak, match=kata):
        baca_lembar(jalur, PEGAWAI)


@pytest.mark.parametrize("ukuran", [1, 17, 1 << 20])
def test_tabel_dan_luasnya_di_potongan_mana_pun(ukuran: int) -> None:
    isi = '<a><table:table-column/><table:table table:name="A &amp; B">' + baris_ods("x", "y") + baris(sel(GALAT))
    isi += '</table:table><table:table table:name="C"/><table:table table:name="D"><table:table-column/>'
    isi += "<table:table-row-group>" + baris_ods(1, ulang=3) + "</table:table-row-group></table:table></a>"
    hasil = telaah_ods(isi.encode()[letak : letak + ukuran] for letak in range(0, len(isi), ukuran))
    assert {nama: (satu.luas, satu.terisi, dict(satu.sisipan)) for nama, satu in hasil.items()} == {
        "A & B": (4, 3, {1: {0: TANPA_NILAI}}),
        "C": (0, 0, {}),
        "D": (3, 3, {}),
    }
