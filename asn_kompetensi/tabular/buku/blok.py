"""The blocks a first page is built of, from top to bottom; each returns the next free row.

The page has four blocks of five narrow columns with a gap between, so that tiles, tables and charts stand in line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.petak import Petak

LEBAR_KOLOM, LEBAR_SELA = 8.2, 1.5
AKHIR = 23  # 4 blocks x 5 columns + 3 gaps
LEBAR_PENUH = 20 * LEBAR_KOLOM + 3 * LEBAR_SELA
SEPARUH = 10 * LEBAR_KOLOM + LEBAR_SELA


def halaman(pena: Pena, kaki: tuple[str, str]) -> None:
    """Columns and print set-up of a first page."""
    gaya.lebar_kolom(pena.lembar, [LEBAR_SELA if k % 6 == 0 else LEBAR_KOLOM for k in range(1, AKHIR + 1)])
    gaya.tata_cetak(pena.lembar, kaki, satu_halaman=True)


def kop(pena: Pena, baris_kop: Sequence[str]) -> int:
    """The head of the office's paper, a double line under it."""
    for ke, teks in enumerate(baris_kop, 1):
        rupa = Rupa(SEDANG, tebal=True, datar="center") if ke <= 2 else Rupa(KECIL, warna=gaya.ABU, datar="center")
        if ke == len(baris_kop):
            rupa = replace(rupa, garis="double")
        pena.gabung(ke, 1, AKHIR, teks, replace(rupa, lipat=True))
        pena.tinggi(ke, (teks, LEBAR_PENUH, rupa.ukuran))
    return len(baris_kop) + 1


def judul(pena: Pena, teks: str, kalimat: str, baris: int) -> int:
    """The title, and the one sentence that says it all."""
    sela(pena, baris, 8)
    pena.gabung(baris + 1, 1, AKHIR, teks, replace(gaya.JUDUL, lipat=True))
    pena.tinggi(baris + 1, (teks, LEBAR_PENUH * 0.92, gaya.BESAR))
    pena.gabung(baris + 2, 1, AKHIR, kalimat, gaya.BIASA)
    pena.tinggi(baris + 2, (kalimat, LEBAR_PENUH, SEDANG), paling_kecil=18)
    sela(pena, baris + 3, 8)
    return baris + 4


def petak(pena: Pena, isi: Sequence[Petak], baris: int) -> int:
    """Tiles side by side, on one ground across the page."""
    dasar = Rupa(KECIL, warna=gaya.ABU, isi=gaya.DASAR_PETAK)
    angka = Rupa(gaya.BESAR, tebal=True, warna=gaya.BIRU, isi=gaya.DASAR_PETAK)
    catatan = max(len(p.catatan) for p in isi)
    for i in range(2 + catatan):
        for kolom in range(1, AKHIR + 1):
            pena.tulis(baris + i, kolom, None, dasar)
    for (awal, akhir), p in zip(_bagi(len(isi)), isi, strict=True):
        pena.gabung(baris, awal, akhir, p.judul, dasar)
        pena.gabung(baris + 1, awal, akhir, p.nilai, replace(angka, format=p.format))
        for i in range(catatan):
            pena.gabung(baris + 2 + i, awal, akhir, p.catatan[i] if i < len(p.catatan) else None, dasar)
    for i, tinggi in enumerate([15.0, 24.0, *[13.0] * catatan]):
        pena.lembar.row_dimensions[baris + i].height = tinggi
    sela(pena, baris + 2 + catatan, 10)
    return baris + 3 + catatan


def _bagi(banyak: int) -> list[tuple[int, int]]:
    """First and last column of each of so many tiles."""
    tepi = [round(AKHIR * ke / banyak) for ke in range(banyak + 1)]
    return [(tepi[ke] + 1, tepi[ke + 1]) for ke in range(banyak)]


def tanda_tangan(pena: Pena, kiri: Sequence[str], kanan: Sequence[str], baris: int) -> int:
    """Notes on the left; on the right place and date, the office, room to sign, and the name."""
    sela(pena, baris, 12)
    for ke, teks in enumerate(kiri, baris + 1):
        pena.gabung(ke, 1, 11, teks, gaya.CATATAN)
        pena.tinggi(ke, (teks, SEPARUH, KECIL), paling_kecil=15)
    for ke, teks in enumerate(kanan[:-1], baris + 1):
        pena.gabung(ke, 16, AKHIR, teks, Rupa())
    akhir = baris + len(kanan)
    sela(pena, akhir, 44)
    pena.gabung(akhir + 1, 16, AKHIR, kanan[-1], Rupa(tebal=True))
    return akhir + 2


def sela(pena: Pena, baris: int, tinggi: float) -> None:
    """An empty row of that height in points."""
    pena.lembar.row_dimensions[baris].height = tinggi
