"""The scan of the sheet XML: it must see every row and cell calamine sees, however oddly they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.tabular.baca import baca_lembar, xml_lembar
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, kolom_dari_huruf
from asn_kompetensi.tabular.baca.mentah import PencariMentah, angka_mentah
from asn_kompetensi.tabular.baca.sel_xml import baca_sel, pola_sel
from asn_kompetensi.tabular.baca.xml_lembar import potong_baris, telaah

from .bahan import NIP1, PEGAWAI, kolom, nomor, xlsx_mentah

KEPALA = b'<?xml version="1.0"?><worksheet xmlns="x"><dimension ref="A1"/><sheetData>'
EKOR = b"</sheetData><mergeCells/></worksheet>"


def lembar(isi: str, ukuran: int = 1 << 20) -> Iterator[bytes]:
    """A sheet member in pieces of `ukuran` bytes."""
    semua = KEPALA + isi.encode() + EKOR
    return (semua[letak : letak + ukuran] for letak in range(0, len(semua), ukuran))


def sel(alamat: str, nilai: object = 1) -> str:
    return f'<c r="{alamat}"><v>{nilai}</v></c>'


@pytest.mark.parametrize("ukuran", [1, 7, 64, 1 << 20])
def test_potongan_sekecil_apa_pun_memberi_baris_yang_sama(ukuran: int) -> None:
    isi = (
        f'<row r="1">{sel("A1")}</row><row r="4" spans="1:2" ht="15">{sel("A4")}{sel("B4")}</row><row>{sel("A5")}</row>'
    )
    assert [angka for angka, _, _ in potong_baris(lembar(isi, ukuran))] == [1, 4, 5]
    hasil = telaah(lembar(isi, ukuran))
    assert (hasil.baris_isi, hasil.luas, hasil.sisipan) == (3, 10, {})


@pytest.mark.parametrize(
    ("isi", "baris_isi", "luas"),
    [
        ("", 0, 0),
        ('<row r="5"/>', 0, 0),
        ('<row r="5"><c r="XFD5" s="1"/></row>', 0, 0),
        ('<row r="5"><c r="B5" s="1"/><c r="C5"><v>1</v></c><c r="XFD5" s="1"/></row>', 1, 3),
        ('<row r="5"><c r="B5" t="inlineStr"><is><t>x</t></is></c></row>', 1, 2),
        ('<row r="5"><c r="B5"><f>A1</f></c></row>', 1, 2),
        ("<row r='5'><c r='D5'><v>1</v></c></row>", 1, 4),
        ('<row r="5"><c\n r="D5"\t><v>1</v></c></row>', 1, 4),
        ('<row r="5"><c s="1" t="n" r="D5"><v>1</v></c></row>', 1, 4),
        ('<row r="5"><c r="d5"><v>1</v></c></row>', 1, 4),
        ('<row r="5"><c r="D5"><v xml:space="preserve">1</v></c></row>', 1, 4),
        ("<row><c><v>1</v></c><c><v>1</v></c></row>", 1, 2),
        ('<row r="5"><c r="C5"><v>1</v></c><c><v>1</v></c></row>', 1, 4),
        ('<row r="5"><c r="Z5"><v>1</v></c><c r="A5"><v>1</v></c></row>', 1, 26),
        ('<row r="5"><c x=">" r="Z5"><v>1</v></c></row>', 1, 26),
        ('<row x="&gt;>" r="9"><c r="A9"><v>1</v></c></row>', 1, 1),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="11"><c r="C11"><v>1</v></c></row>', 2, 30),
    ],
)
def test_baris_berisi_dan_luas_persegi(isi: str, baris_isi: int, luas: int) -> None:
    hasil = telaah(lembar(isi))
    assert (hasil.baris_isi, hasil.luas) == (baris_isi, luas)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (f'<row r="2">{sel("A2")}</row><row r="2">{sel("A2")}</row>', "baris 2 ditulis sesudah baris 2"),
        (f'<row r="3">{sel("A3")}</row><row r="1">{sel("A1")}</row>', "baris 1 ditulis sesudah baris 3"),
        ('<row r="0"/>', "ditulis sesudah"),
        ('<row r="x"/>', "bukan angka"),
        ('<row r="1&#48;"/>', "bukan angka"),
        ('<row r="1', "tidak terbaca"),
        (f'<row r="5">{sel("A5")}{sel("B15")}</row>', "milik baris lain"),
        (f'<row r="15">{sel("A5")}</row>', "milik baris lain"),
        ('<row r="5"><c s="5" r="A6"><v>1</v></c></row>', "milik baris lain"),
        ('<row r="5"><c r="A"><v>1</v></c></row>', "alamat sel"),
        ('<row r="5"><c r="&#65;5"><v>1</v></c></row>', "alamat sel"),
        ('<row r="5"><c r=A5><v>1</v></c></row>', "tidak terbaca"),
        ('<c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>1</v></c></row>', "sebelum baris pertama"),
        ('<row r="5"><é:c r="XFD5"><é:v>1</é:v></é:c></row>', "awalan"),
        ('<row r="5"><:c r="XFD5"><:v>1</:v></:c></row>', "awalan"),
        ('<row r="5"><a/b:c r="XFD5"><a/b:v>1</a/b:v></a/b:c></row>', "awalan"),
        ('<row r="5"><y:c r="XFD5"><y:v>1</y:v></y:c></row>', "awalan"),
        ('<y:row r="5"><c r="A5"><v>1</v></c></y:row>', "awalan"),
        ('<row r="1"><c r="A1"><y:v>1</y:v></c></row>', "awalan"),
        ('<row r="1"><c r="A1"><v><![CDATA[5]]></v></c></row>', "baris 1 memuat komentar atau CDATA"),
        ('<row r="1"><c r="A1"><f>1</f><!-- --></c></row>', "baris 1 memuat komentar atau CDATA"),
        ('<row r="1"><c r="A1"><v>1<?x y?>2</v></c></row>', "baris 1 memuat komentar atau CDATA"),
        ('<row r="1"><!-- </sheetData> --><c r="XFD1"><v>1</v></c></row>', "sesudah akhir tabel|komentar"),
        ('<!-- </sheetData> --><row r="9"><c r="A9"><v>1</v></c></row>', "sesudah akhir tabel"),
    ],
)
def test_susunan_yang_menyembunyikan_baris_atau_sel_ditolak(isi: str, kata: str) -> None:
    for ukuran in (13, 1 << 20):
        with pytest.raises(DataDitolak, match=kata) as galat:
            telaah(lembar(isi, ukuran))
        assert "tidak wajar" in galat.value.pesan
        assert "Excel Workbook" in galat.value.petunjuk


def test_lembar_tanpa_akar_atau_tanpa_akhir_ditolak() -> None:
    with pytest.raises(DataDitolak, match="akar"):
        telaah([b"x" * 600_000] * 3)
    with pytest.raises(DataDitolak, match="tidak ditutup"):
        telaah([KEPALA + b'<row r="1"><c r="A1"><v>1</v></c>'])
    for isi in (
        b"<bukan/>",
        b"",
        b"<!-- <worksheet> -->",
        b"<\xc3\xa9:worksheet/>",
        b"<:worksheet/>",
        b"<a/b:worksheet/>",
    ):
        with pytest.raises(DataDitolak, match="akar"):
            telaah([isi])
    with pytest.raises(DataDitolak, match="akar"):
        telaah([b"<?a?>" * 100_000, b"<!-- -->" * 80_000])


def test_yang_mengikuti_tabel_tidak_menjadi_baris_dan_tidak_menumpuk() -> None:
    tautan = b'<hyperlink ref="A1" display="<row"/>'.replace(b"<row", b"row") * 40_000
    potongan = [KEPALA + f'<row r="1">{sel("A1")}</row>'.encode() + b"</sheetData>", *[tautan] * 6, b"</worksheet>"]
    assert telaah(potongan).baris_isi == 1


def test_batas_baris_luas_panjang_dan_rumus(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = "".join(f'<row r="{r}">{sel(f"A{r}")}</row>' for r in range(1, 12))
    monkeypatch.setattr(xml_lembar, "BARIS_MAKS", 11)
    assert telaah(lembar(isi)).baris_isi == 11
    monkeypatch.setattr(xml_lembar, "BARIS_MAKS", 10)
    with pytest.raises(DataDitolak, match=r"200\.000"):
        telaah(lembar(isi))
    monkeypatch.undo()
    jauh = f'<row r="1">{sel("A1")}</row><row r="1048576">{sel("XFD1048576")}</row>'
    with pytest.raises(DataDitolak, match="XFD1048576"):
        telaah(lembar(jauh))
    with pytest.raises(DataDitolak, match="4 MB"):
        telaah(lembar('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 5_000_000))
    teks = "".join(f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>{"x" * 99}</t></is></c></row>' for r in range(1, 9))
    monkeypatch.setattr(xml_lembar, "TEKS_MAKS", 8 * 99 + 200)
    telaah(lembar(teks))
    monkeypatch.setattr(xml_lembar, "TEKS_MAKS", 8 * 99 - 100)
    with pytest.raises(DataDitolak, match="Teks"):
        telaah(lembar(teks))
    monkeypatch.undo()
    monkeypatch.setattr(xml_lembar, "SISIPAN_MAKS", 3)
    rumus = "".join(f'<row r="{r}"><c r="A{r}"><f>1</f></c></row>' for r in range(1, 5))
    with pytest.raises(DataDitolak, match="rumus tanpa hasil"):
        telaah(lembar(rumus))


def test_angka_mentah_hanya_sel_angka_di_kolom_yang_diminta() -> None:
    isi = (
        '<row r="2"><c r="A2"><v>1.96808171994032E+17</v></c><c r="B2"><v>7</v></c></row>'
        '<row r="3"><c s="1" r="A3" t="n"><v> 42 </v></c></row>'
        '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="AA4"><v>9</v></c></row>'
        '<row r="5"><c r="A5" s="2"/><c r="B5"><v>3</v></c></row>'
        '<row r="6"><c r="A6"><f>1</f><v>5</v></c></row>'
    )
    harap = {(1, 0): "1.96808171994032E+17", (2, 0): "42", (5, 0): "5", (3, 26): "9"}
    assert angka_mentah(lembar(isi), frozenset({0, 26})) == harap


def test_pencari_mentah_membaca_sekali_dan_tahan_isi_yang_bukan_angka() -> None:
    dipanggil = []

    def baca(kolom_diminta: frozenset[int]) -> dict[tuple[int, int], str]:
        dipanggil.append(kolom_diminta)
        return {(0, 1): "12E1", (1, 1): "rusak"}

    cari = PencariMentah(frozenset({1}), baca)
    assert [cari(baris, 1, 120.0).mentah for baris in range(3)] == ["12E1", "120.0", "120.0"]
    assert dipanggil == [frozenset({1})]
    assert PencariMentah(frozenset(), None)(0, 0, 196808171994032000).mentah == "196808171994032000"
    assert isinstance(cari(0, 1, 120.0), AngkaMentah)


@given(st.integers(0, 18_277))
def test_huruf_kolom_bolak_balik(angka: int) -> None:
    assert kolom_dari_huruf(huruf_kolom(angka)) == angka
    assert kolom_dari_huruf(huruf_kolom(angka).lower().encode()) == angka


@given(st.lists(st.tuples(st.integers(0, 800), st.booleans()), min_size=1, max_size=8, unique_by=lambda satu: satu[0]))
def test_kolom_terakhir_sama_lewat_jalan_cepat_dan_lambat(isi: list[tuple[int, bool]]) -> None:
    """Rows without empty tags take a short cut; a harmless odd tag forces the long way. Both must agree."""
    tag = [f'<c r="{huruf_kolom(k)}7" s="2"/>' if hampa else sel(f"{huruf_kolom(k)}7") for k, hampa in isi]
    harap = max((k for k, hampa in isi if not hampa), default=-1)
    pola = pola_sel(b"")
    for ruas in ("".join(tag).encode(), ("".join(tag) + '<c  r="ZZZ7"/>').encode()):
        assert baca_sel(ruas, 7, pola, ruas.count(pola.awal)).kolom_akhir == harap


def test_sel_kosong_berformat_jauh_di_kanan_tidak_menghalangi(tmp_path: Path) -> None:
    isi = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1" s="1"/></row>'
    isi += "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>1</v></c><c r="XFD{r}" s="0"/></row>' for r in range(2, 1500))
    lembar_ = baca_lembar(xlsx_mentah(tmp_path / "a.xlsx", isi, ["NIP", NIP1]), PEGAWAI)
    assert nomor(lembar_) == list(range(2, 1500))
    assert set(kolom(lembar_, "nip")) == {NIP1}
