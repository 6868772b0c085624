"""Column letters, attributes, and the refusal for XML that no spreadsheet program writes."""

from __future__ import annotations

import re

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.batas import SIMPAN_ULANG

# Quotes may hold a `>`, so a tag is only understood attribute by attribute.
ATRIBUT = rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*"
# One attribute: its name, and its value in double or single quotes.
ATRIBUT_SATU = re.compile(rb"\s([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def kolom_dari_huruf(huruf: bytes | str) -> int:
    """`A` -> 0, `AA` -> 26."""
    if isinstance(huruf, str):
        huruf = huruf.encode("ascii")
    angka = 0
    for satu in huruf.upper():
        angka = angka * 26 + satu - 64
    return angka - 1


def huruf_kolom(kolom: int) -> str:
    """0 -> `A`, 26 -> `AA`."""
    hasil = ""
    kolom += 1
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil


def janggal(rincian: str) -> DataDitolak:
    """The refusal for sheet XML no spreadsheet program writes."""
    return DataDitolak(f"Susunan lembar di dalam berkas tidak wajar: {rincian}.", SIMPAN_ULANG)
