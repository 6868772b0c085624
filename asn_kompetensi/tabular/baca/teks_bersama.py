"""Shared strings: one long text that 200,000 cells point to fills the memory once each cell gets its copy."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from asn_kompetensi.tabular.baca.batas import TEKS_MAKS, terlalu_panjang
from asn_kompetensi.tabular.baca.xml_lembar import potong_baris

# An entry costs 24 bytes and more even when it is empty; 200,000 rows hold some 3 million different texts.
BUTIR_MAKS = 5_000_000
BUTIR_PANJANG_MAKS = 4_000_000
_BUTIR = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_TEKS = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<")
_RUJUKAN = re.compile(rb"\st\s*=\s*[\"']s[\"'].*?<(?:[\w.-]+:)?v[^>]*>\s*(\d{1,9})", re.DOTALL)


def panjang_butir(potongan: Iterable[bytes]) -> array[int]:
    """Bytes of each shared string in order. Raises DataDitolak for too many or an endless one."""
    hasil = array("L")
    sisa, mulai = b"", False
    for isi in potongan:
        ruas = _BUTIR.split(sisa + isi)
        hasil.extend(map(_panjang, ruas[1 if not mulai else 0 : -1]))
        mulai = mulai or len(ruas) > 1
        sisa = ruas[-1]
        if len(hasil) > BUTIR_MAKS or len(sisa) > BUTIR_PANJANG_MAKS:
            raise terlalu_panjang()
    if mulai:
        hasil.append(_panjang(sisa))
    return hasil


def _panjang(butir: bytes) -> int:
    # Formatting may outweigh the text, but only in long entries does it matter.
    return len(butir) if len(butir) < 200 else sum(map(len, _TEKS.findall(butir)))


def batasi_teks(lembar: Iterable[bytes], luas: int, panjang: array[int]) -> None:
    """Refuse a sheet of `luas` cells whose shared strings, written out, exceed the limit. Raises DataDitolak."""
    if luas * max(panjang, default=0) <= TEKS_MAKS:
        return
    jumlah = 0
    for _, ruas, _ in potong_baris(lembar):
        jumlah += sum(panjang[ke] for ke in map(int, _RUJUKAN.findall(ruas)) if ke < len(panjang))
        if jumlah > TEKS_MAKS:
            raise terlalu_panjang()
