"""Walking the records of xlsb and old xls, and the repeat counts of ods."""

from __future__ import annotations

import struct
from array import array
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar, biner, ods
from asn_kompetensi.tabular.baca.biner import panjang_butir_xlsb, sejak_1904_xlsb, telaah_xls, telaah_xlsb
from asn_kompetensi.tabular.baca.ods import telaah_ods

from .bahan import NIP1, NIP2, PEGAWAI, kolom, nomor
from .bahan_biner import baris_ods, lebar_teks, ods_mentah, rekaman, xls, xlsb


def test_xlsb_terbaca_dengan_nomor_baris_excel(tmp_path: Path) -> None:
    sel: list[Any] = [(2, 1, "NIP"), (2, 2, "Nama"), (3, 1, 0), (3, 2, "A"), (9, 1, NIP2), (11, 1, 1.96808171994032e17)]
    lembar = baca_lembar(xlsb(tmp_path / "a.xlsb", sel, [NIP1]), PEGAWAI)
    assert (lembar.baris_judul, nomor(lembar), lembar.catatan_baca) == ((3,), [4, 10, 12], "Excel biner (.xlsb)")
    nip = kolom(lembar, "nip")
    assert (nip[:2], nip[2].mentah) == ([NIP1, NIP2], "196808171994032000")


@given(
    st.lists(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=200)), st.integers(1, 99)
)
def test_butir_xlsb_di_potongan_mana_pun(teks: list[str], ukuran: int) -> None:
    isi = rekaman(159, b"\0" * 8) + b"".join(rekaman(19, b"\0" + lebar_teks(satu)) for satu in teks) + rekaman(160)
    assert list(panjang_butir_xlsb(isi[di : di + ukuran] for di in range(0, len(isi), ukuran))) == [*map(len, teks)]


def test_xlsb_rusak_di_ekor_diserahkan_kepada_calamine() -> None:
    telaah_xlsb([rekaman(0, b"\0" * 4), b"\x85\x80", b""], array("L"))
    with pytest.raises(DataDitolak, match="Teks"):
        telaah_xlsb([b"\x05\xff\xff\xff\x7f", *[b"x" * 1_000_000] * 17], array("L"))


def test_xls_sel_di_kolom_65535_ditolak(tmp_path: Path) -> None:
    """BIFF8 has 256 columns, but its records can say 65,536: calamine would allocate four thousand million cells."""
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, r + 1 / 3] for r in range(3_000)]])
    assert len(baca_lembar(jalur, PEGAWAI).baris) == 3_000
    sel = struct.pack("<HHHH", 0x0203, 14, 3_000, 1)
    isi = jalur.read_bytes()
    assert isi.count(sel) == 1
    jalur.write_bytes(isi.replace(sel, sel[:6] + b"\xff\xff"))
    with pytest.raises(DataDitolak, match="terlalu luas"):
        baca_lembar(jalur, PEGAWAI)


@pytest.mark.parametrize("panjang", [1, 250, 4_111, 8_224, 32_000])
@pytest.mark.parametrize("huruf", ["x", "é", "Ж"])
def test_panjang_teks_xls_yang_menyeberang_rekaman(tmp_path: Path, panjang: int, huruf: str) -> None:
    """Excel cuts the shared strings every 8,224 bytes; a wrong walk would mistake letters for lengths."""
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, huruf * panjang + str(r)] for r in range(30)]])
    aliran = biner._aliran_buku(jalur.read_bytes())
    bagian, di, lama = [], 0, 0
    while di + 4 <= len(aliran):
        jenis, isi = struct.unpack_from("<HH", aliran, di)
        if jenis == 0x00FC or (jenis == 0x003C and lama == 0x00FC):
            bagian.append(aliran[di + 4 : di + 4 + isi])
            jenis = 0x00FC
        lama, di = jenis, di + 4 + isi
    if not bagian:
        assert panjang == 1, "only a short file lies in the small stream, which needs no walk"
        return
    butir = biner._panjang_butir_xls(bagian)
    assert sorted(butir) == sorted([3, 4, 18, *(panjang + len(str(r)) for r in range(30))])


def test_xls_teks_yang_disalin_dan_batasnya(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, "x" * 1_000]] * 40])
    monkeypatch.setattr(biner, "TEKS_MAKS", 7 + 40 * 1_018)
    telaah_xls(jalur.read_bytes())
    monkeypatch.setattr(biner, "TEKS_MAKS", 7 + 40 * 1_018 - 1)
    with pytest.raises(DataDitolak, match="Teks"):
        telaah_xls(jalur.read_bytes())


@pytest.mark.parametrize("potong", [0, 30, 76, 500, 512, 600, 2_000])
def test_wadah_ole_yang_rusak_bukan_urusan_telaah(tmp_path: Path, potong: int) -> None:
    telaah_xls(xls(tmp_path / "a.xls", [["x" * 99]] * 99).read_bytes()[:potong])


def lembar_ods(*baris: str) -> list[bytes]:
    return [b'<x><table:table table:name="A">', "".join(baris).encode(), b"</table:table></x>"]


@pytest.mark.parametrize(
    "baris",
    [
        baris_ods("A", ulang=200_001),
        baris_ods("A") + baris_ods("A", ulang=200_000),
        baris_ods("A").replace("<table:table-row>", "<table:table-row table:number-rows-repeated = '200001'>"),
    ],
)
def test_ods_terlalu_banyak_baris(baris: str) -> None:
    with pytest.raises(DataDitolak, match=r"200\.000"):
        telaah_ods(lembar_ods(baris))


@pytest.mark.parametrize(
    "baris",
    [
        baris_ods(None, ulang=200_000) + baris_ods(*["A"] * 80),
        baris_ods("A", ulang_sel=16_384) + baris_ods("A", ulang=1_000),
        baris_ods(1.5, ulang_sel=16_384, ulang=1_000),
        '<table:table-row><table:table-cell table:number-columns-repeated="999999999"/>'
        "<table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>",
        '<table:table-row table:number-rows-repeated="1000"><table:covered-table-cell table:style-name=">" '
        "table:number-columns-repeated='16384' office:value-type='float'/></table:table-row>",
    ],
)
def test_ods_terlalu_luas(baris: str) -> None:
    with pytest.raises(DataDitolak, match="terlalu luas"):
        telaah_ods(lembar_ods(baris))


@pytest.mark.parametrize(
    "baris",
    [
        "<table:table-row table:number-rows-repeated=5><table:table-cell/></table:table-row>",
        '<table:table-row><table:table-cell a=b table:number-columns-repeated="2"><text:p>A</text:p></table:table-row>',
    ],
)
def test_ods_tag_yang_tidak_terbaca_ditolak(baris: str) -> None:
    with pytest.raises(DataDitolak, match="tidak terbaca"):
        telaah_ods(lembar_ods(baris))


def test_ods_ekor_kosong_dan_banyak_lembar_tidak_dihitung() -> None:
    ekor = baris_ods(None, ulang=1_048_000, ulang_sel=16_384)
    telaah_ods(lembar_ods(baris_ods("A", "B"), ekor) * 20)
    satu = lembar_ods(baris_ods(None, ulang=100_000), baris_ods(*"ABCDEFGHIJ"))
    telaah_ods(satu * 14)
    with pytest.raises(DataDitolak, match="terlalu luas"):
        telaah_ods(satu * 16)


def test_ods_baris_berulang_dalam_kelompok_dan_potongan_kecil(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = b"".join(
        lembar_ods(
            "<table:table-header-rows><table:table-row-group>",
            baris_ods("A", ulang=2),
            "</table:table-row-group></table:table-header-rows><table:table-rows>",
            baris_ods("B", ulang=3),
            "</table:table-rows>",
        )
    )
    monkeypatch.setattr(ods, "BARIS_MAKS", 5)
    for ukuran in (1, 10, 1_000):
        telaah_ods(isi[di : di + ukuran] for di in range(0, len(isi), ukuran))
    monkeypatch.setattr(ods, "BARIS_MAKS", 4)
    for ukuran in (1, 10, 1_000):
        with pytest.raises(DataDitolak):
            telaah_ods(isi[di : di + ukuran] for di in range(0, len(isi), ukuran))


def test_ods_baris_tanpa_akhir_ditolak() -> None:
    with pytest.raises(DataDitolak, match="Teks"):
        telaah_ods([b"<table:table-row>", *[b"x" * 1_000_000] * 17])


def test_ods_baris_dan_sel_berulang_terbaca_sebagai_salinan(tmp_path: Path) -> None:
    isi = baris_ods("NIP", "Nama") + baris_ods(NIP1, "A", ulang=3) + baris_ods(None, ulang=2) + baris_ods(NIP2, "B")
    lembar = baca_lembar(ods_mentah(tmp_path / "a.ods", isi), PEGAWAI)
    assert (nomor(lembar), kolom(lembar, "nip")) == ([2, 3, 4, 7], [NIP1] * 3 + [NIP2])


@pytest.mark.parametrize(
    ("ukuran", "sebab"),
    [((0, 65_536, 0, 256), "terlalu luas"), ((5, 2, 0, 3), "terbalik"), ((0, 3, 9, 2), "terbalik"),
     ((0, 2**31, 0, 200), "terlalu luas")],
)  # fmt: skip
def test_ukuran_xls_yang_berbohong_ditolak_sebelum_memori_diminta(
    tmp_path: Path, ukuran: tuple[int, ...], sebab: str
) -> None:
    import struct

    import xlwt

    kerja = xlwt.Workbook()
    lembar = kerja.add_sheet("Data")
    for ke in range(300):
        lembar.write(ke, 0, f"isi {ke} " + "x" * 40)
    kerja.save(str(tmp_path / "a.xls"))
    isi = (tmp_path / "a.xls").read_bytes()
    asli = struct.pack("<HHIIHH", 0x0200, 14, 0, 300, 0, 1)
    assert isi.count(asli) == 1
    with pytest.raises(DataDitolak, match=sebab):
        telaah_xls(isi.replace(asli, struct.pack("<HHIIHH", 0x0200, 14, *ukuran)))


@pytest.mark.parametrize("sejak_1904", [False, True])
def test_penanggalan_1904_dikenali(tmp_path: Path, sejak_1904: bool) -> None:
    buku = xlwt.Workbook()
    buku.dates_1904 = sejak_1904
    lembar = buku.add_sheet("Data")
    for ke, isi in enumerate(("NIP", "Nama", "TMT JABATAN")):
        lembar.write(0, ke, isi)
        lembar.write(1, ke, ("198403122006042901", "SABAI ALUIH", 42_000)[ke])
    buku.save(str(tmp_path / "a.xls"))
    assert baca_lembar(tmp_path / "a.xls", PEGAWAI).sejak_1904 is sejak_1904
    sifat = rekaman(153, struct.pack("<II", int(sejak_1904), 0) + lebar_teks("ThisWorkbook"))
    assert sejak_1904_xlsb([rekaman(131) + sifat + rekaman(132)]) is sejak_1904
