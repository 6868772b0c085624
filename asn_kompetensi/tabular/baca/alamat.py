"""Column letters, and where the cells of one row of sheet XML stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.batas import SIMPAN_ULANG

_HURUF_BESAR = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGIT = b"0123456789"
_ALAMAT = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_R = re.compile(rb"\sr\s*=")
# Quotes may hold a `>`, so a tag is only understood attribute by attribute.
ATRIBUT = rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*"


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


@dataclass(frozen=True, slots=True)
class PolaSel:
    """How cells are written under one namespace prefix."""

    semua: re.Pattern[bytes]
    biasa: re.Pattern[bytes]
    awal: bytes
    tiap_awal: re.Pattern[bytes]
    tiap_tag: re.Pattern[bytes]


@lru_cache(maxsize=8)
def pola_sel(awalan: bytes) -> PolaSel:
    """Patterns for `<c ...>`, with `awalan` such as `b"x:"` or `b""`."""
    c = b"<" + re.escape(awalan) + b"c"
    return PolaSel(
        semua=re.compile(c + rb" r=\"([A-Z]{1,3}\d+)\"[^>]*>"),
        biasa=re.compile(c + rb" r=\"([A-Z]{1,3}\d+)\"(?:[^>]*[^/>])?>"),
        awal=b"<" + awalan + b"c",
        tiap_awal=re.compile(c + rb"(?=[\s/>])"),
        tiap_tag=re.compile(c + ATRIBUT + rb"(/?)>"),
    )


@lru_cache(maxsize=4096)
def _kolom_terjauh(huruf: bytes) -> int:
    return max(map(kolom_dari_huruf, huruf.split()), default=-1)


def kolom_terakhir(ruas: bytes, nomor: int, pola: PolaSel, jumlah_awal: int) -> int:
    """The right-most cell of a row that is not an empty tag, from 0; -1 for none. `jumlah_awal`: how often `pola.awal`.

    Raises DataDitolak for a cell that names another row than the one it stands in: it would land on other data.
    """
    # The plain case: every cell is `<c r="A1" ...>`, filled or empty; the row numbers are compared in one go.
    alamat = pola.semua.findall(ruas)
    if len(alamat) == jumlah_awal:
        if b"".join(alamat).translate(None, _HURUF_BESAR) != b"%d" % nomor * len(alamat):
            raise janggal(f"baris {nomor} memuat sel milik baris lain")
        terisi = pola.biasa.findall(ruas) if b"/>" in ruas else alamat
        return _kolom_terjauh(b" ".join(terisi).translate(None, _DIGIT))
    terakhir = kolom = -1
    jumlah = 0
    for sel in pola.tiap_tag.finditer(ruas):
        jumlah += 1
        cocok = _ALAMAT.search(sel.group(1))
        if cocok is None and _R.search(sel.group(1)):
            raise janggal(f"baris {nomor} memuat alamat sel yang tidak dikenal")
        if cocok and int(cocok.group(2)) != nomor:
            raise janggal(f"baris {nomor} memuat sel milik baris lain")
        kolom = kolom_dari_huruf(cocok.group(1)) if cocok else kolom + 1
        if not sel.group(2):
            terakhir = max(terakhir, kolom)
    if jumlah != len(pola.tiap_awal.findall(ruas)):
        raise janggal(f"baris {nomor} memuat sel yang tidak terbaca")
    return terakhir
