"""The repeat counts of ods: how many rows and cells a few bytes stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar, ods
from asn_kompetensi.tabular.baca.ods import telaah_ods

from .bahan import NIP1, NIP2, PEGAWAI, kolom, nomor
from .bahan_biner import baris_ods, ods_mentah


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
    telaah_ods(_bernama(lembar_ods(baris_ods("A", "B"), ekor), 20))
    satu = lembar_ods(baris_ods(None, ulang=100_000), baris_ods(*"ABCDEFGHIJ"))
    telaah_ods(_bernama(satu, 14))
    with pytest.raises(DataDitolak, match="terlalu luas"):
        telaah_ods(_bernama(satu, 16))


def _bernama(potongan: list[bytes], kali: int) -> list[bytes]:
    """The same table again and again, each under its own name."""
    isi = b"".join(potongan)
    return [isi.replace(b'table:name="', b'table:name="%d' % ke) for ke in range(kali)]


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
