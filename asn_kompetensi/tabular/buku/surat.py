"""The head and the foot of page 1: letterhead with its double line, place and date, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa

RUANG_TANDA_TANGAN = 40.0
TINGGI_BARIS = 15.0


def kop(pena: Pena, baris_kop: Sequence[str], akhir: int, lebar: float) -> int:
    """The letterhead over columns 1 to `akhir` (`lebar` characters wide); returns the next row."""
    for ke, teks in enumerate(baris_kop, 1):
        rupa = Rupa(SEDANG, tebal=True, datar="center") if ke <= 2 else Rupa(KECIL, warna=gaya.ABU, datar="center")
        if ke == len(baris_kop):
            rupa = replace(rupa, garis="double")
        pena.gabung(ke, 1, akhir, teks, replace(rupa, lipat=True))
        pena.tinggi(ke, (teks, lebar, rupa.ukuran))
    return len(baris_kop) + 1


def tanda_tangan(
    pena: Pena, baris: int, kolom: tuple[int, int], tempat: str, tanggal: date, penanda: Sequence[str], lebar: float
) -> int:
    """Place and date, the office, room to sign, the name, rank and NIP; returns the next row."""
    jabatan, orang = list(penanda[:1]), list(penanda[1:])
    atas = [f"{tempat}, {cetak_tanggal(tanggal)}" if tempat else cetak_tanggal(tanggal), *jabatan]
    for teks in atas:
        _baris(pena, baris, kolom, teks, Rupa(lipat=True), lebar)
        baris += 1
    if orang:
        pena.lembar.row_dimensions[baris].height = RUANG_TANDA_TANGAN
        baris += 1
    for ke, teks in enumerate(orang):
        _baris(pena, baris, kolom, teks, Rupa(tebal=ke == 0, lipat=True), lebar)
        baris += 1
    return baris


def tinggi_tanda_tangan(penanda: Sequence[str]) -> float:
    """Points the block takes where nothing in it wraps."""
    return (1 + len(penanda)) * TINGGI_BARIS + (RUANG_TANDA_TANGAN if len(penanda) > 1 else 0.0)


def _baris(pena: Pena, baris: int, kolom: tuple[int, int], teks: str, rupa: Rupa, lebar: float) -> None:
    pena.gabung(baris, *kolom, teks, rupa)
    sudah = pena.lembar.row_dimensions[baris].height or 0.0  # what stands left of it may need more
    pena.tinggi(baris, (teks, lebar, SEDANG), paling_kecil=max(TINGGI_BARIS, sudah))
