"""ODS repeats rows and cells by a count: bound what calamine would expand before it does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from asn_kompetensi.tabular.baca.alamat import ATRIBUT, huruf_kolom, janggal
from asn_kompetensi.tabular.baca.batas import (
    BARIS_MAKS,
    LUAS_MAKS,
    TEKS_MAKS,
    terlalu_banyak,
    terlalu_luas,
    terlalu_panjang,
)

PANJANG_BARIS_MAKS = 16_000_000
_BARIS = b"<table:table-row"
_TUTUP = b"</table:table>"
_SEL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])")
_TAG_SEL = re.compile(rb"<table:(?:covered-)?table-cell" + ATRIBUT + rb"(/?)>")
_TAG_BARIS = re.compile(ATRIBUT + rb"/?>")
_ULANG_BARIS = re.compile(rb"\stable:number-rows-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_ULANG_SEL = re.compile(rb"\stable:number-columns-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_BERISI = (b"office:value-type", b"office:string-value", b"<text:p")


@dataclass(slots=True)
class _Hitungan:
    isi: int = 0
    posisi: int = 0
    lebar: int = 0
    luas: int = 0
    luas_lembar_lain: int = 0
    salinan: int = 0


def telaah_ods(potongan: Iterable[bytes]) -> None:
    """Scan `content.xml`. Raises DataDitolak for too many rows, too wide an area, or texts repeated without end."""
    hitungan = _Hitungan()
    ekor = b""
    for isi in potongan:
        ruas = (ekor + isi).split(_BARIS)
        ekor = _BARIS + ruas[-1] if len(ruas) > 1 else ruas[-1]
        if len(ekor) > PANJANG_BARIS_MAKS:
            raise terlalu_panjang()
        for satu in ruas[1:-1]:
            _baris(satu, hitungan)
    if ekor.startswith(_BARIS):
        _baris(ekor[len(_BARIS) :], hitungan)


def _baris(ruas: bytes, h: _Hitungan) -> None:
    if ruas[:1] in b" />\r\n\t":
        tag = _TAG_BARIS.match(ruas)
        if tag is None:
            raise janggal("tag baris ODS tidak terbaca")
        cocok = _ULANG_BARIS.search(tag.group(1))
        ulang = int(cocok.group(1)) if cocok else 1
        h.posisi += ulang
        if any(tanda in ruas for tanda in _BERISI):
            _berisi(ruas, ulang, h)
    if _TUTUP in ruas:
        h.luas_lembar_lain += h.luas
        h.posisi = h.lebar = h.luas = 0


def _berisi(ruas: bytes, ulang: int, h: _Hitungan) -> None:
    lebar, salinan = len(_SEL.findall(ruas)), 0
    if b"columns-repeated" in ruas:
        lebar, salinan = _lebar_berulang(ruas, lebar)
    h.isi += ulang
    if h.isi > BARIS_MAKS:
        raise terlalu_banyak()
    h.lebar = max(h.lebar, lebar)
    h.luas = h.posisi * h.lebar
    if h.luas + h.luas_lembar_lain > LUAS_MAKS:
        raise terlalu_luas(f"{huruf_kolom(h.lebar - 1)}{h.posisi}")
    h.salinan += salinan * ulang + len(ruas) * (ulang - 1)
    if h.salinan > TEKS_MAKS:
        raise terlalu_panjang()


def _lebar_berulang(ruas: bytes, jumlah: int) -> tuple[int, int]:
    """(columns up to the last filled cell, bytes of the copies)."""
    tag = list(_TAG_SEL.finditer(ruas))
    if len(tag) != jumlah:
        raise janggal("sel ODS tidak terbaca")
    kolom = lebar = salinan = 0
    for ke, satu in enumerate(tag):
        akhir = tag[ke + 1].start() if ke + 1 < len(tag) else len(ruas)
        cocok = _ULANG_SEL.search(satu.group(1))
        ulang = int(cocok.group(1)) if cocok else 1
        kolom += ulang
        if any(tanda in ruas[satu.start() : akhir] for tanda in _BERISI):
            lebar = kolom
            salinan += (akhir - satu.start()) * (ulang - 1)
    return lebar, salinan
