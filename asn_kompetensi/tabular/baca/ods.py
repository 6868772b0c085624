"""ODS repeats rows and cells by a count: bound what calamine would expand, and note what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.tabular.baca.alamat import ATRIBUT, huruf_kolom, janggal
from asn_kompetensi.tabular.baca.batas import (
    BARIS_MAKS,
    LUAS_MAKS,
    SISIPAN_MAKS,
    TEKS_MAKS,
    pastikan_padat,
    terlalu_banyak,
    terlalu_banyak_rumus,
    terlalu_luas,
    terlalu_panjang,
)
from asn_kompetensi.tabular.baca.sel_ods import atribut_ods, sisipan_ods, ulangan
from asn_kompetensi.tabular.baca.xml_lembar import Telaah

PANJANG_BARIS_MAKS = 16_000_000
_BARIS = b"<table:table-row"
_TABEL = re.compile(rb"<table:table(?=[\s/>])" + ATRIBUT + rb"(/?)>|</table:table\s*>")
_BATAS_TABEL = re.compile(rb"</?table:table[\s/>]")
_SEL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])")
_TAG_SEL = re.compile(rb"<table:(?:covered-)?table-cell" + ATRIBUT + rb"(/?)>")
_TAG_BARIS = re.compile(ATRIBUT + rb"/?>")
_BERISI = (b"office:value-type", b"office:string-value", b"<text:p", b"table:formula")


@dataclass(slots=True)
class _Hitungan:
    hasil: dict[str, Telaah] = field(default_factory=dict)
    tabel: Telaah | None = None
    isi: int = 0
    posisi: int = 0
    lebar: int = 0
    luas_lembar_lain: int = 0
    salinan: int = 0
    sisipan: int = 0


def telaah_ods(potongan: Iterable[bytes]) -> dict[str, Telaah]:
    """Scan `content.xml`: what each table holds beside calamine's grid, by name.

    Raises DataDitolak for too many rows, too wide an area, texts repeated without end, or cells that cannot be read.
    """
    hitungan = _Hitungan()
    ekor, mulai = b"", False
    for isi in potongan:
        ruas = (ekor + isi).split(_BARIS)
        if not mulai and len(ruas) > 1:
            mulai = True
            _tabel(ruas[0], hitungan)
        ekor = _BARIS + ruas[-1] if mulai else ruas[-1]
        if len(ekor) > PANJANG_BARIS_MAKS:
            raise terlalu_panjang()
        for satu in ruas[1:-1]:
            _baris(satu, hitungan)
    if mulai:
        _baris(ekor[len(_BARIS) :], hitungan)
    else:
        _tabel(ekor, hitungan)
    return hitungan.hasil


def _tabel(ruas: bytes, h: _Hitungan) -> None:
    """Open and close tables in what stands between two rows."""
    for cocok in _TABEL.finditer(ruas):
        if cocok[1] is not None:
            _buka_tabel(atribut_ods(cocok[1]).get(b"table:name"), h)
        if cocok[1] is None or cocok[2]:
            if h.tabel is not None:
                h.luas_lembar_lain += h.tabel.luas
                pastikan_padat(h.tabel.luas, h.tabel.terisi, f"{huruf_kolom(h.lebar - 1)}{h.posisi}")
            h.tabel = None
            h.posisi = h.lebar = 0


def _buka_tabel(nama_mentah: bytes | None, h: _Hitungan) -> None:
    if h.tabel is not None:
        raise janggal("tabel ODS bersarang")
    h.tabel = Telaah()
    if nama_mentah is None:
        return  # calamine passes it over
    nama = unescape(nama_mentah.decode("utf-8", "replace"))
    if nama in h.hasil:
        raise janggal("dua lembar memakai nama yang sama")
    h.hasil[nama] = h.tabel


def _baris(ruas: bytes, h: _Hitungan) -> None:
    if ruas[:1] in b" />\r\n\t":
        tag = _TAG_BARIS.match(ruas)
        if tag is None:
            raise janggal("tag baris ODS tidak terbaca")
        ulang = 1
        if b"rows-repeated" in tag[1]:
            ulang = ulangan(atribut_ods(tag[1]).get(b"table:number-rows-repeated"), f"baris {h.posisi + 1}")
        h.posisi += ulang
        if any(tanda in ruas for tanda in _BERISI):
            _berisi(ruas, ulang, h)
    if _BATAS_TABEL.search(ruas):
        _tabel(ruas, h)


def _berisi(ruas: bytes, ulang: int, h: _Hitungan) -> None:
    lebar = terisi = len(_SEL.findall(ruas))
    salinan = 0
    if b"columns-repeated" in ruas:
        lebar, terisi, salinan = _lebar_berulang(ruas, lebar, h.posisi)
    h.isi += ulang
    if h.isi > BARIS_MAKS:
        raise terlalu_banyak()
    h.lebar = max(h.lebar, lebar)
    luas = h.posisi * h.lebar
    if luas + h.luas_lembar_lain > LUAS_MAKS:
        raise terlalu_luas(f"{huruf_kolom(h.lebar - 1)}{h.posisi}")
    h.salinan += salinan * ulang + len(ruas) * (ulang - 1)
    if h.salinan > TEKS_MAKS:
        raise terlalu_panjang()
    if h.tabel is not None:
        h.tabel.luas = luas
        h.tabel.terisi += terisi * ulang
        _catat_sisipan(sisipan_ods(ruas, h.posisi - ulang + 1), ulang, h, h.tabel)


def _catat_sisipan(sisipan: dict[int, NilaiSel], ulang: int, h: _Hitungan, tabel: Telaah) -> None:
    h.sisipan += len(sisipan) * ulang
    if h.sisipan > SISIPAN_MAKS:
        raise terlalu_banyak_rumus()
    if sisipan:
        tabel.sisipan.update(dict.fromkeys(range(h.posisi - ulang, h.posisi), sisipan))


def _lebar_berulang(ruas: bytes, jumlah: int, nomor: int) -> tuple[int, int, int]:
    """(columns up to the last filled cell, filled cells, bytes of the copies)."""
    tag = list(_TAG_SEL.finditer(ruas))
    if len(tag) != jumlah:
        raise janggal("sel ODS tidak terbaca")
    kolom = lebar = terisi = salinan = 0
    for ke, satu in enumerate(tag):
        akhir = tag[ke + 1].start() if ke + 1 < len(tag) else len(ruas)
        ulang = 1
        if b"columns-repeated" in satu[1]:
            tulisan = atribut_ods(satu[1]).get(b"table:number-columns-repeated")
            ulang = ulangan(tulisan, f"{huruf_kolom(kolom)}{nomor}")
        kolom += ulang
        if any(tanda in ruas[satu.start() : akhir] for tanda in _BERISI):
            lebar = kolom
            terisi += ulang
            salinan += (akhir - satu.start()) * (ulang - 1)
    return lebar, terisi, salinan
