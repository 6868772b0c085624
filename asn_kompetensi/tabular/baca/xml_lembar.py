"""The sheet XML seen as bytes, row by row: what calamine does not tell.

Row order, the number of rows that hold something, how far the filled cells reach (calamine allocates the whole
rectangle), formulas whose result was never stored, error values, and the raw text of a numeric cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

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
from asn_kompetensi.tabular.baca.sel_xml import IsiBaris, PolaSel, baca_blok, baca_sel, pola_sel

PANJANG_BARIS_MAKS = 4_000_000
# What a cell with its own text takes beside that text.
BINGKAI_SEL = 60

# The first tag of the document; before it only a byte order mark, declarations and comments.
_AKAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?><\?.*?\?>)\s*|(?><!--.*?-->)\s*)*+<([^\s<>/!?]+)(?=[\s/>])", re.DOTALL)
_AWALAN = re.compile(rb"(?:([A-Za-z_][\w.-]*:)?)worksheet")
_AKAR_MAKS = 1_000_000
_TAG_BARIS_BIASA = re.compile(rb' r="(\d{1,7})"(?: [\w:.-]+="[^"<>]*")*>')
_TAG_BARIS = re.compile(ATRIBUT + rb"/?>")
_NOMOR = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
# calamine looks at what follows the first colon, whatever stands before it.
_ASING = rb"[^ \t\r\n<>:]*:"
_BERAWALAN = re.compile(rb":(?:row|c|v|f|is|t)[\s/>]")
_UNSUR = rb"(?:row|c|v|f|is|t)[\s/>]"


@dataclass(slots=True)
class Telaah:
    """What one sheet member holds: filled rows, the rectangle calamine allocates, filled cells in it.

    `sisipan`: values to put in by row and column, both from 0. `galat_asing`: among them an error value that calamine
    has no name for.
    """

    baris_isi: int = 0
    luas: int = 0
    terisi: int = 0
    jumlah_sisipan: int = 0
    sisipan: dict[int, dict[int, NilaiSel]] = field(default_factory=dict)
    galat_asing: bool = False


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
        asing=re.compile(rb"<(?!/|" + p + _UNSUR + rb")(?:" + _ASING + rb")?" + _UNSUR),
        sel_atau_baris=re.compile(rb"<" + p + rb"(?:row|c)[\s/>]"),
        isi=re.compile(rb"<" + p + rb"v(?:\s[^>]*)?>([^<]*)</" + p + rb"v>"),
    )


def akar(data: bytes) -> bytes | None:
    """The name of the outermost element with its prefix; None where `data` does not reach so far."""
    cocok = _AKAR.match(data)
    return cocok[1] if cocok else None


def adalah_lembar(nama_akar: bytes | None) -> bool:
    """Whether calamine would find rows below an element of this name, wherever it may lie."""
    return nama_akar is not None and nama_akar.rpartition(b":")[2] == b"worksheet"


def pola_akar(data: bytes) -> PolaLembar | None:
    """The patterns for a sheet beginning with `data`; None where that does not reach to its root."""
    nama = akar(data)
    if nama is None:
        if len(data) > _AKAR_MAKS:
            raise janggal("akar lembar tidak ditemukan")
        return None
    cocok = _AWALAN.fullmatch(nama)
    if cocok is None:
        raise janggal(f"akar lembar bernama {nama.decode('utf-8', 'replace')[:40]}")
    return pola_lembar(cocok[1] or b"")


@dataclass(slots=True)
class Blok:
    """Rows that came in one piece: their numbers as Excel shows them, and the XML of each after `<row`."""

    nomor: list[int]
    ruas: list[bytes]
    pola: PolaLembar


def potong_baris(potongan: Iterable[bytes]) -> Iterator[tuple[int, bytes, PolaLembar]]:
    """(row number as Excel shows it, its XML after `<row`, patterns); rows must rise. Raises DataDitolak."""
    for blok in potong_blok(potongan):
        for nomor, satu in zip(blok.nomor, blok.ruas, strict=True):
            yield nomor, satu, blok.pola


def potong_blok(potongan: Iterable[bytes]) -> Iterator[Blok]:
    """The rows as `potong_baris` gives them, many at a time. Raises DataDitolak."""
    sisa, pola, nomor, habis, tanpa_tag = b"", None, 0, False, 0
    for isi in potongan:
        data = sisa + isi
        pola = pola or pola_akar(data)
        if pola is None:
            sisa = data
            continue
        # Rows or cells under another prefix would be read by calamine but unseen here.
        if (pola.awalan or _BERAWALAN.search(data)) and pola.asing.search(data):
            raise janggal("sel memakai awalan nama yang berbeda-beda")
        letak = -1 if habis else data.find(pola.tutup)
        ruas = [] if habis else data[: letak if letak >= 0 else None].split(pola.baris)
        if ruas and pola.sel_atau_baris.search(ruas[0]):
            raise janggal("ada sel sebelum baris pertama")
        blok = Blok([], ruas[1:] if letak >= 0 else ruas[1:-1], pola)
        # A comment may hide a cell from calamine, a CDATA its value; no spreadsheet program writes either there.
        berselubung = b"<!" in data or b"<?" in data
        for satu in blok.ruas:
            nomor = _nomor_baris(satu, nomor)
            if berselubung and (b"<!" in satu or b"<?" in satu):
                raise janggal(f"baris {nomor} memuat komentar atau CDATA")
            blok.nomor.append(nomor)
        yield blok
        if habis or letak >= 0:
            # Links and formats follow the table; a row or cell there would be one hidden behind a comment.
            habis, ekor = True, data[max(letak, 0) :]
            if pola.sel_atau_baris.search(ekor):
                raise janggal("ada baris sesudah akhir tabel")
            sisa = ekor[-64:]
            tanpa_tag = 0 if b"<" in ekor[64:] else tanpa_tag + len(isi)
            if tanpa_tag > PANJANG_BARIS_MAKS:
                raise janggal(f"satu tag melebihi {PANJANG_BARIS_MAKS // 1_000_000} MB")
        else:
            sisa = pola.baris + ruas[-1] if len(ruas) > 1 else data
        if len(sisa) > PANJANG_BARIS_MAKS:
            raise janggal(f"satu baris melebihi {PANJANG_BARIS_MAKS // 1_000_000} MB")
    if pola is None:
        raise janggal("akar lembar tidak ditemukan")
    if sisa.startswith(pola.baris):
        raise janggal("tabel tidak ditutup")


def _nomor_baris(ruas: bytes, sebelum: int) -> int:
    cocok = _TAG_BARIS_BIASA.match(ruas)
    nomor = int(cocok[1]) if cocok else _nomor_lain(ruas, sebelum)
    if nomor <= sebelum:
        raise janggal(f"baris {nomor} ditulis sesudah baris {sebelum}")
    return nomor


def _nomor_lain(ruas: bytes, sebelum: int) -> int:
    tag = _TAG_BARIS.match(ruas)
    if tag is None:
        raise janggal(f"baris sesudah baris {sebelum} tidak terbaca")
    cocok = _NOMOR.search(tag[1])
    if cocok is None:
        return sebelum + 1
    if not cocok[1].isdigit() or len(cocok[1]) > 9:
        raise janggal(f"nomor baris sesudah baris {sebelum} bukan angka")
    return int(cocok[1])


def telaah(potongan: Iterable[bytes]) -> Telaah:
    """Scan one worksheet member. Raises DataDitolak for disorder, too many rows, cells too far away or unreadable."""
    hasil = Telaah()
    bentang = _Bentang(hasil)
    for blok in potong_blok(potongan):
        pola = blok.pola
        berisi = [
            (nomor, satu, satu.count(pola.sel.awal))
            for nomor, satu in zip(blok.nomor, blok.ruas, strict=True)
            if pola.nilai in satu or pola.teks in satu or pola.rumus in satu
        ]
        if not berisi:
            continue
        polos = baca_blok(berisi, pola.sel)
        for nomor, satu, jumlah in berisi:
            if polos is None:
                isi = baca_sel(satu, nomor, pola.sel, jumlah)
                if isi.sisipan:
                    _catat_sisipan(nomor, isi, hasil)
                hasil.terisi += isi.terisi
                bentang.baris(nomor, isi.kolom_akhir)
            hasil.baris_isi += 1
            bentang.teks += max(0, len(satu) - BINGKAI_SEL * jumlah)
        if polos is not None:
            hasil.terisi += polos.terisi
            bentang.baris(berisi[0][0], polos.kolom_akhir)
            bentang.baris(berisi[-1][0], polos.kolom_akhir)
        if hasil.baris_isi > BARIS_MAKS:
            raise terlalu_banyak()
        if bentang.teks > TEKS_MAKS:
            raise terlalu_panjang()
    pastikan_padat(hasil.luas, hasil.terisi, f"{huruf_kolom(bentang.kolom_akhir)}{bentang.baris_akhir}")
    return hasil


@dataclass(slots=True)
class _Bentang:
    """How far the filled cells reach."""

    hasil: Telaah
    baris_awal: int = 0
    baris_akhir: int = 0
    kolom_akhir: int = 0
    teks: int = 0

    def baris(self, nomor: int, kolom_akhir: int) -> None:
        """Take in one filled row. Raises DataDitolak for a rectangle that is too large."""
        self.kolom_akhir = max(self.kolom_akhir, kolom_akhir)
        self.baris_awal = self.baris_awal or nomor
        self.baris_akhir = nomor
        self.hasil.luas = (nomor - self.baris_awal + 1) * (self.kolom_akhir + 1)
        if self.hasil.luas > LUAS_MAKS:
            raise terlalu_luas(f"{huruf_kolom(self.kolom_akhir)}{nomor}")


def _catat_sisipan(nomor: int, isi: IsiBaris, hasil: Telaah) -> None:
    hasil.sisipan[nomor - 1] = isi.sisipan
    hasil.jumlah_sisipan += len(isi.sisipan)
    hasil.galat_asing = hasil.galat_asing or isi.galat_asing
    if hasil.jumlah_sisipan > SISIPAN_MAKS:
        raise terlalu_banyak_rumus()
