"""Merged ranges as far as they matter: inside the used columns, and none over another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from asn_kompetensi.tabular.baca.alamat import huruf_kolom, janggal

# Two key columns merged down over every second row of the longest sheet.
GABUNGAN_MAKS = 200_000


@dataclass(frozen=True, slots=True, order=True)
class Gabungan:
    """One merged range, corners included, counted from 0."""

    baris_awal: int
    kolom_awal: int
    baris_akhir: int
    kolom_akhir: int


def rapikan_gabungan(rentang: Iterable[tuple[tuple[int, int], tuple[int, int]]], lebar: int) -> tuple[Gabungan, ...]:
    """Ranges as (top left, bottom right), cut to the first `lebar` columns.

    Raises DataDitolak for too many, or where two cover the same cell: which of their values would it show? Thousands
    on one spot would also be written out once each.
    """
    semua = sorted({Gabungan(*atas, *bawah) for atas, bawah in rentang})
    if len(semua) > GABUNGAN_MAKS:
        raise janggal(f"lebih dari {GABUNGAN_MAKS} sel gabungan")
    akhir: list[tuple[int, int, int]] = []
    terbuka: list[tuple[int, int]] = []
    for g in semua:
        while akhir and akhir[0][0] < g.baris_awal:
            _, dari, sampai = heappop(akhir)
            terbuka.pop(bisect_left(terbuka, (dari, sampai)))
        letak = bisect_left(terbuka, (g.kolom_awal, 0))
        kiri = letak > 0 and terbuka[letak - 1][1] >= g.kolom_awal
        if kiri or (letak < len(terbuka) and terbuka[letak][0] <= g.kolom_akhir):
            raise janggal(f"sel gabungan bertumpang di {huruf_kolom(g.kolom_awal)}{g.baris_awal + 1}")
        insort(terbuka, (g.kolom_awal, g.kolom_akhir))
        heappush(akhir, (g.baris_akhir, g.kolom_awal, g.kolom_akhir))
    return tuple(
        Gabungan(g.baris_awal, g.kolom_awal, g.baris_akhir, min(g.kolom_akhir, lebar - 1))
        for g in semua
        if g.kolom_awal < lebar
    )
