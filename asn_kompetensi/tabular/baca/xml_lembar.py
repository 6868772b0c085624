"""The sheet XML seen as bytes, row by row: what calamine does not tell.

Row order, the number of rows that hold something, how far the filled cells reach (calamine allocates the whole
rectangle), formulas whose result was never stored, error values, and the raw text of a numeric cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import TANPA_NILAI, NilaiSel
from asn_kompetensi.tabular.baca.alamat import (
    ATRIBUT,
    PolaSel,
    huruf_kolom,
    janggal,
    kolom_dari_huruf,
    kolom_terakhir,
    pola_sel,
)
from asn_kompetensi.tabular.baca.batas import (
    BARIS_MAKS,
    LUAS_MAKS,
    TEKS_MAKS,
    terlalu_banyak,
    terlalu_luas,
    terlalu_panjang,
)

PANJANG_BARIS_MAKS = 4_000_000
# What a cell with its own text takes beside that text.
BINGKAI_SEL = 60
SISIPAN_MAKS = 1_000_000

AKAR = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
_TAG_BARIS_BIASA = re.compile(rb' r="(\d{1,7})"(?: [\w:.-]+="[^"<>]*")*>')
_TAG_BARIS = re.compile(ATRIBUT + rb"/?>")
_NOMOR = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_ALAMAT = re.compile(rb"[^>]*?\sr=[\"']([A-Za-z]{1,3})(\d{1,9})[\"']")
_JENIS_E = (b't="e"', b"t='e'")
_BERAWALAN = re.compile(rb":(?:row|c|v|f|is|t)[\s/>]")
_UNSUR = rb"(?:row|c|v|f|is|t)[\s/>]"


@dataclass(slots=True)
class Telaah:
    """What one sheet member holds: filled rows, the rectangle calamine allocates.

    `sisipan`: values to put in by row and column, both from 0.
    """

    baris_isi: int = 0
    luas: int = 0
    jumlah_sisipan: int = 0
    sisipan: dict[int, dict[int, NilaiSel]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolaLembar:
    """How rows, cells and values are written under one namespace prefix."""

    awalan: bytes
    baris: bytes
    tutup: bytes
    nilai: bytes
    teks: bytes
    rumus: bytes
    sel: PolaSel
    asing: re.Pattern[bytes]
    sel_atau_baris: re.Pattern[bytes]
    curiga: re.Pattern[bytes]
    tiap_sel: re.Pattern[bytes]
    isi: re.Pattern[bytes]


@lru_cache(maxsize=8)
def pola_lembar(awalan: bytes) -> PolaLembar:
    """Patterns for the prefix `awalan`, such as `b"x:"` or `b""`."""
    p = re.escape(awalan)
    return PolaLembar(
        awalan=awalan,
        baris=b"<" + awalan + b"row",
        tutup=b"</" + awalan + b"sheetData",
        nilai=b"<" + awalan + b"v",
        teks=b"<" + awalan + b"t",
        rumus=b"<" + awalan + b"f",
        sel=pola_sel(awalan),
        asing=re.compile(rb"<(?!" + p + _UNSUR + rb")(?:[\w.-]+:)?" + _UNSUR),
        sel_atau_baris=re.compile(rb"<" + p + rb"(?:row|c)[\s/>]"),
        curiga=re.compile(rb"(?:</" + p + rb"f>|/>|<" + p + rb"v>\s*</" + p + rb"v>)\s*</" + p + rb"c>"),
        tiap_sel=re.compile(rb"<" + p + rb"c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</" + p + rb"c>)", re.DOTALL),
        isi=re.compile(rb"<" + p + rb"v(?:\s[^>]*)?>([^<]*)</" + p + rb"v>"),
    )


def potong_baris(potongan: Iterable[bytes]) -> Iterator[tuple[int, bytes, PolaLembar]]:
    """(row number as Excel shows it, its XML after `<row`, patterns); rows must rise. Raises DataDitolak."""
    sisa, pola, nomor, habis = b"", None, 0, False
    for isi in potongan:
        data = sisa + isi
        if pola is None:
            akar = AKAR.search(data)
            if akar is None:
                if len(data) > 1_000_000:
                    raise janggal("akar lembar tidak ditemukan")
                sisa = data
                continue
            pola = pola_lembar(akar.group(1) + b":" if akar.group(1) else b"")
        # Rows or cells under another prefix would be read by calamine but unseen here.
        if (pola.awalan or _BERAWALAN.search(data)) and pola.asing.search(data):
            raise janggal("sel memakai awalan nama yang berbeda-beda")
        letak = -1 if habis else data.find(pola.tutup)
        ruas = [] if habis else data[: letak if letak >= 0 else None].split(pola.baris)
        for satu in ruas[1:] if letak >= 0 else ruas[1:-1]:
            nomor = _nomor_baris(satu, nomor)
            yield nomor, satu, pola
        if habis or letak >= 0:
            # Links and formats follow the table; a row or cell there would be one hidden behind a comment.
            habis, ekor = True, data[max(letak, 0) :]
            if pola.sel_atau_baris.search(ekor):
                raise janggal("ada baris sesudah akhir tabel")
            sisa = ekor[-64:]
        else:
            sisa = pola.baris + ruas[-1] if len(ruas) > 1 else data
        if len(sisa) > PANJANG_BARIS_MAKS:
            raise janggal(f"satu baris melebihi {PANJANG_BARIS_MAKS // 1_000_000} MB")
    if pola is not None and sisa.startswith(pola.baris):
        raise janggal("tabel tidak ditutup")


def _nomor_baris(ruas: bytes, sebelum: int) -> int:
    cocok = _TAG_BARIS_BIASA.match(ruas)
    if cocok is None:
        tag = _TAG_BARIS.match(ruas)
        if tag is None:
            raise janggal(f"baris sesudah baris {sebelum} tidak terbaca")
        cocok = _NOMOR.search(tag.group(1))
        if cocok is None:
            return sebelum + 1
    if not cocok.group(1).isdigit() or len(cocok.group(1)) > 9:
        raise janggal(f"nomor baris sesudah baris {sebelum} bukan angka")
    nomor = int(cocok.group(1))
    if nomor <= sebelum:
        raise janggal(f"baris {nomor} ditulis sesudah baris {sebelum}")
    return nomor


def telaah(potongan: Iterable[bytes]) -> Telaah:
    """Scan one worksheet member. Raises DataDitolak for disorder, too many rows, or cells too far away."""
    hasil = Telaah()
    baris_awal = kolom_akhir = teks = 0
    for nomor, ruas, pola in potong_baris(potongan):
        if pola.rumus in ruas or b't="e"' in ruas or b"t='e'" in ruas:
            _catat_sisipan(nomor, ruas, pola, hasil)
        elif pola.nilai not in ruas and pola.teks not in ruas:
            continue
        hasil.baris_isi += 1
        if hasil.baris_isi > BARIS_MAKS:
            raise terlalu_banyak()
        jumlah = ruas.count(pola.sel.awal)
        teks += max(0, len(ruas) - BINGKAI_SEL * jumlah)
        if teks > TEKS_MAKS:
            raise terlalu_panjang()
        kolom_akhir = max(kolom_akhir, kolom_terakhir(ruas, nomor, pola.sel, jumlah))
        baris_awal = baris_awal or nomor
        hasil.luas = (nomor - baris_awal + 1) * (kolom_akhir + 1)
        if hasil.luas > LUAS_MAKS:
            raise terlalu_luas(f"{huruf_kolom(kolom_akhir)}{nomor}")
    return hasil


def _catat_sisipan(nomor: int, ruas: bytes, pola: PolaLembar, hasil: Telaah) -> None:
    galat = any(tanda in ruas for tanda in _JENIS_E)
    if not galat and not pola.curiga.search(ruas):
        return
    temuan: dict[int, NilaiSel] = {}
    for urutan, sel in enumerate(pola.tiap_sel.finditer(ruas)):
        atribut, badan = sel.group(1), sel.group(2) or b""
        alamat = _ALAMAT.match(b" " + atribut)
        kolom = kolom_dari_huruf(alamat.group(1)) if alamat else urutan
        isi = pola.isi.search(badan)
        teks = isi.group(1).strip() if isi else b""
        if any(tanda in atribut for tanda in _JENIS_E) and teks:
            temuan[kolom] = teks.decode("utf-8", "replace")
        elif pola.rumus in badan and not teks and not (isi and b't="str"' in atribut) and pola.teks not in badan:
            temuan[kolom] = TANPA_NILAI
    if temuan:
        hasil.sisipan[nomor - 1] = temuan
        hasil.jumlah_sisipan += len(temuan)
    if hasil.jumlah_sisipan > SISIPAN_MAKS:
        raise DataDitolak(
            f"Lembar memuat lebih dari {SISIPAN_MAKS // 1_000_000} juta rumus tanpa hasil.",
            "Buka di Excel agar rumusnya dihitung, lalu simpan.",
        )
