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
from asn_kompetensi.tabular.baca.arsip import SIMPAN_ULANG

BARIS_MAKS = 200_000
# A rectangle of this many cells costs calamine about half a gigabyte; 200,000 rows of the 67 SIASN columns fit.
LUAS_MAKS = 15_000_000
PANJANG_BARIS_MAKS = 16_000_000

_AKAR = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
_NOMOR = re.compile(rb"[^>]*?\sr=[\"'](\d{1,9})[\"']")
_ALAMAT = re.compile(rb"[^>]*?\sr=[\"']([A-Z]{1,3})(\d{1,9})[\"']")
_JENIS_E = (b't="e"', b"t='e'")


@dataclass(slots=True)
class Telaah:
    """What one sheet member holds: filled rows, and values to put in by (row, column), both from 0."""

    baris_isi: int = 0
    sisipan: dict[int, dict[int, NilaiSel]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pola:
    baris: bytes
    sel: bytes
    nilai: bytes
    teks: bytes
    rumus: bytes
    curiga: re.Pattern[bytes]
    tiap_sel: re.Pattern[bytes]
    isi: re.Pattern[bytes]


@lru_cache(maxsize=8)
def _pola(awalan: bytes) -> _Pola:
    p = re.escape(awalan)
    return _Pola(
        baris=b"<" + awalan + b"row",
        sel=b"<" + awalan + b"c ",
        nilai=b"<" + awalan + b"v>",
        teks=b"<" + awalan + b"t",
        rumus=b"<" + awalan + b"f",
        curiga=re.compile(rb"(?:</" + p + rb"f>|/>|<" + p + rb"v>\s*</" + p + rb"v>)\s*</" + p + rb"c>"),
        tiap_sel=re.compile(rb"<" + p + rb"c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</" + p + rb"c>)", re.DOTALL),
        isi=re.compile(rb"<" + p + rb"v(?:\s[^>]*)?>([^<]*)</" + p + rb"v>"),
    )


def kolom_dari_huruf(huruf: bytes | str) -> int:
    """`A` -> 0, `AA` -> 26."""
    if isinstance(huruf, str):
        huruf = huruf.encode("ascii")
    angka = 0
    for satu in huruf:
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


def _janggal(rincian: str) -> DataDitolak:
    return DataDitolak(f"Susunan lembar di dalam berkas tidak wajar: {rincian}.", SIMPAN_ULANG)


def potong_baris(potongan: Iterable[bytes]) -> Iterator[tuple[int, bytes, _Pola]]:
    """(row number as Excel shows it, its XML after `<row`, patterns); rows must rise. Raises DataDitolak."""
    sisa, pola, nomor = b"", None, 0
    for isi in potongan:
        data = sisa + isi
        if pola is None:
            akar = _AKAR.search(data)
            if akar is None:
                if len(data) > 1_000_000:
                    raise _janggal("akar lembar tidak ditemukan")
                sisa = data
                continue
            pola = _pola(akar.group(1) + b":" if akar.group(1) else b"")
        ruas = data.split(pola.baris)
        # Rows under another prefix would be read by calamine but unseen here.
        if pola.baris == b"<row" and (b":row " in data or b":row>" in data) and re.search(rb"<[\w.-]+:row[\s>]", data):
            raise _janggal("baris memakai awalan nama yang berbeda-beda")
        for satu in ruas[1:-1]:
            if satu[:1] in b" >/\r\n\t":
                nomor = _nomor_baris(satu, nomor)
                yield nomor, satu, pola
        sisa = pola.baris + ruas[-1] if len(ruas) > 1 else data
        if len(sisa) > PANJANG_BARIS_MAKS:
            raise _janggal(f"satu baris melebihi {PANJANG_BARIS_MAKS // 1_000_000} MB")
    if pola is not None and sisa.startswith(pola.baris):
        satu = sisa[len(pola.baris) :]
        if satu[:1] in b" >/\r\n\t":
            yield _nomor_baris(satu, nomor), satu, pola


def _nomor_baris(ruas: bytes, sebelum: int) -> int:
    cocok = _NOMOR.match(ruas)
    nomor = int(cocok.group(1)) if cocok else sebelum + 1
    if nomor <= sebelum:
        raise _janggal(f"baris {nomor} ditulis sesudah baris {sebelum}")
    return nomor


def telaah(potongan: Iterable[bytes]) -> Telaah:
    """Scan one worksheet member. Raises DataDitolak for disorder, too many rows, or cells too far away."""
    hasil = Telaah()
    baris_awal = baris_akhir = kolom_akhir = 0
    for nomor, ruas, pola in potong_baris(potongan):
        akhir = max(ruas.rfind(pola.nilai), ruas.rfind(pola.teks))
        if pola.rumus in ruas or b't="e"' in ruas or b"t='e'" in ruas:
            _catat_sisipan(nomor, ruas, pola, hasil)
        elif akhir < 0:
            continue
        hasil.baris_isi += 1
        if hasil.baris_isi > BARIS_MAKS:
            raise terlalu_banyak()
        letak = ruas.rfind(pola.sel, 0, akhir) if akhir >= 0 else -1
        alamat = _ALAMAT.match(ruas, letak) if letak >= 0 else None
        # A cell that names another row than the one it stands in would land on other data.
        if alamat and (int(alamat.group(2)) != nomor or _salah_baris(ruas, nomor, pola)):
            raise _janggal(f"baris {nomor} memuat sel milik baris lain")
        kolom = kolom_dari_huruf(alamat.group(1)) if alamat else ruas.count(pola.sel)
        kolom_akhir = max(kolom_akhir, kolom)
        baris_awal, baris_akhir = baris_awal or nomor, nomor
        if (baris_akhir - baris_awal + 1) * (kolom_akhir + 1) > LUAS_MAKS:
            raise DataDitolak(
                f"Lembar terlalu luas: ada isi sampai sel {huruf_kolom(kolom_akhir)}{nomor}, jauh dari data.",
                "Hapus isi sel yang jauh itu di Excel, lalu simpan lagi.",
            )
    return hasil


def _salah_baris(ruas: bytes, nomor: int, pola: _Pola) -> bool:
    """Cheap test: fewer addresses ending in this row's number than the row and its cells carry."""
    beralamat = ruas.count(pola.sel + b'r="')
    akhiran = b'%d"' % nomor
    return beralamat > 0 and ruas.count(akhiran) < beralamat + (b' r="' + akhiran in ruas)


def terlalu_banyak() -> DataDitolak:
    """The refusal for a workbook of more than 200,000 filled rows."""
    return DataDitolak(
        "Buku kerja memuat lebih dari 200.000 baris berisi.",
        "Bagi menjadi beberapa berkas, atau simpan sebagai CSV (tanpa batas baris).",
    )


def _catat_sisipan(nomor: int, ruas: bytes, pola: _Pola, hasil: Telaah) -> None:
    galat = any(tanda in ruas for tanda in _JENIS_E)
    if not galat and not pola.curiga.search(ruas):
        return
    for urutan, sel in enumerate(pola.tiap_sel.finditer(ruas)):
        atribut, badan = sel.group(1), sel.group(2) or b""
        alamat = _ALAMAT.match(b" " + atribut)
        kolom = kolom_dari_huruf(alamat.group(1)) if alamat else urutan
        isi = pola.isi.search(badan)
        teks = isi.group(1).strip() if isi else b""
        if any(tanda in atribut for tanda in _JENIS_E) and teks:
            hasil.sisipan.setdefault(nomor - 1, {})[kolom] = teks.decode("utf-8", "replace")
        elif pola.rumus in badan and not teks and not (isi and b't="str"' in atribut) and pola.teks not in badan:
            hasil.sisipan.setdefault(nomor - 1, {})[kolom] = TANPA_NILAI


def angka_mentah(potongan: Iterable[bytes], kolom: frozenset[int]) -> dict[tuple[int, int], str]:
    """The stored text of numeric cells in `kolom`: {(row, column) from 0: `1.96808171994032E+17`}."""
    hasil: dict[tuple[int, int], str] = {}
    pola_kolom: dict[bytes, re.Pattern[bytes]] = {}
    huruf = b"|".join(huruf_kolom(k).encode() for k in sorted(kolom))
    for nomor, ruas, pola in potong_baris(potongan):
        cari = pola_kolom.get(pola.sel)
        if cari is None:
            awal, tutup = re.escape(pola.sel), re.escape(b"</" + pola.sel[1:-1] + b">")
            cari = re.compile(awal + rb"([^>]*?\br=[\"'](" + huruf + rb")\d+[\"'][^>/]*)>(.*?)" + tutup, re.DOTALL)
            pola_kolom[pola.sel] = cari
        for sel in cari.finditer(ruas):
            jenis = re.search(rb"\st=[\"'](\w+)[\"']", b" " + sel.group(1))
            isi = pola.isi.search(sel.group(3))
            if isi and (jenis is None or jenis.group(1) == b"n"):
                hasil[nomor - 1, kolom_dari_huruf(sel.group(2))] = isi.group(1).strip().decode("ascii", "replace")
    return hasil
