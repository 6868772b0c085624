"""The blocks a first page is built of, from top to bottom; each returns the next free row.

The page has five blocks of four columns, one for each tile, with a narrow gap between: tables and charts stand in line
with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.petak import Petak

LEBAR_KOLOM, LEBAR_SELA = 8.2, 1.5
AKHIR = 24  # 5 blocks x 4 columns + 4 gaps
SELA = frozenset({5, 10, 15, 20})
# First and last column of a table of six: a narrow gap is taken into the column beside it.
TABEL = ((1, 6), (7, 7), (8, 8), (9, 9), (10, 11), (12, 12))
GRAFIK = (14, AKHIR)
TANDA_TANGAN = (17, AKHIR)
RUANG_TANDA_TANGAN, TINGGI_BARIS = 40.0, 15.0


def lebar(awal: int, akhir: int) -> float:
    """Width of merged columns in characters."""
    return sum(LEBAR_SELA if k in SELA else LEBAR_KOLOM for k in range(awal, akhir + 1))


LEBAR_PENUH = lebar(1, AKHIR)
SEPARUH = lebar(1, 12)


def halaman(pena: Pena, kaki: tuple[str, str]) -> None:
    """Columns and print set-up of a first page."""
    gaya.lebar_kolom(pena.lembar, [LEBAR_SELA if k in SELA else LEBAR_KOLOM for k in range(1, AKHIR + 1)])
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
    """Five tiles side by side."""
    dasar = Rupa(KECIL, warna=gaya.ABU, isi=gaya.DASAR_PETAK)
    angka = Rupa(gaya.BESAR, tebal=True, warna=gaya.BIRU, isi=gaya.DASAR_PETAK)
    catatan = max(len(p.catatan) for p in isi)
    for ke, p in enumerate(isi):
        awal, akhir = 1 + 5 * ke, 4 + 5 * ke
        pena.gabung(baris, awal, akhir, p.judul, dasar)
        pena.gabung(baris + 1, awal, akhir, p.nilai, replace(angka, format=p.format))
        for i in range(catatan):
            teks = p.catatan[i] if i < len(p.catatan) else ""
            pena.gabung(baris + 2 + i, awal, akhir, teks or None, dasar)
    for i, tinggi in enumerate([15.0, 24.0, *[13.0] * catatan]):
        sela(pena, baris + i, tinggi)
    sela(pena, baris + 2 + catatan, 10)
    return baris + 3 + catatan


def tanda_tangan(pena: Pena, kiri: Sequence[str], tempat_tanggal: str, penanda: Sequence[str], baris: int) -> int:
    """Notes on the left; on the right place and date, the office, room to sign, then name, rank and NIP."""
    sela(pena, baris, 10)
    for ke, teks in enumerate(kiri, baris + 1):
        pena.gabung(ke, 1, 12, teks, gaya.CATATAN)
        pena.tinggi(ke, (teks, SEPARUH, KECIL), paling_kecil=TINGGI_BARIS)
    akhir = baris + 1
    for teks in (tempat_tanggal, *penanda[:1]):
        akhir = _baris_kanan(pena, akhir, teks, Rupa(lipat=True))
    if len(penanda) > 1:
        sela(pena, akhir, RUANG_TANDA_TANGAN)
        akhir += 1
    for ke, teks in enumerate(penanda[1:]):
        akhir = _baris_kanan(pena, akhir, teks, Rupa(tebal=ke == 0, lipat=True))
    return max(akhir, baris + 1 + len(kiri))


def tinggi_tanda_tangan(penanda: Sequence[str]) -> float:
    """Points the block takes where nothing in it wraps."""
    return 10.0 + (1 + len(penanda)) * TINGGI_BARIS + (RUANG_TANDA_TANGAN if len(penanda) > 1 else 0.0)


def _baris_kanan(pena: Pena, baris: int, teks: str, rupa: Rupa) -> int:
    pena.gabung(baris, *TANDA_TANGAN, teks, rupa)
    sudah = pena.lembar.row_dimensions[baris].height or 0.0  # the note left of it may need more
    pena.tinggi(baris, (teks, lebar(*TANDA_TANGAN), SEDANG), paling_kecil=max(TINGGI_BARIS, sudah))
    return baris + 1


def sela(pena: Pena, baris: int, tinggi: float) -> None:
    """An empty row of that height in points."""
    pena.lembar.row_dimensions[baris].height = tinggi
