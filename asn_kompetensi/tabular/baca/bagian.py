"""The parts of a heading from top to bottom, where labels are merged, stacked, or stand above several columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.sel import kosong

# What stands for a heading that is a formula without a stored result: the column is there, its name is not.
JUDUL_RUMUS = "(rumus tanpa hasil)"


def susun_bagian(kisi: Kisi, atas: int, bawah: int) -> Iterator[tuple[int, tuple[Any, ...], int]]:
    """(column, parts top to bottom without repeats, place below its parent from 1) for each non-empty heading."""
    baris = [_dengan_gabungan(kisi, nomor) for nomor in range(atas, bawah + 1)]
    lebar = max(map(len, baris))
    isi = [[satu[k] if k < len(satu) else None for k in range(lebar)] for satu in baris]
    # From the bottom up: what a label reaches over shows only once the labels below it reach over theirs.
    for tingkat in reversed(range(len(isi) - 1)):
        _bawa_ke_samping(isi, tingkat, kisi, atas + tingkat)
    ke, induk_lama = 0, None
    for kolom in range(lebar):
        bagian: list[Any] = []
        for satu in isi:
            nilai = satu[kolom]
            if not kosong(nilai) and nilai is not TANPA_NILAI and (not bagian or bagian[-1] != nilai):
                bagian.append(nilai)
        if not bagian and any(satu[kolom] is TANPA_NILAI for satu in isi):
            bagian = [JUDUL_RUMUS]
        if not bagian:
            ke, induk_lama = 0, None
            continue
        induk = bagian[0] if len(bagian) > 1 else None
        ke = ke + 1 if induk is not None and induk == induk_lama else 1
        induk_lama = induk
        yield kolom, tuple(bagian), ke


def _dengan_gabungan(kisi: Kisi, nomor: int) -> list[Any]:
    """One header row with merged labels repeated over the whole merge, down and sideways."""
    baris = list(kisi.puncak[nomor])
    for g in kisi.gabungan:
        if g.baris_awal <= nomor <= g.baris_akhir and g.baris_awal < len(kisi.puncak) and g.kolom_akhir < 16_384:
            asal = kisi.puncak[g.baris_awal]
            if g.kolom_awal >= len(asal) or kosong(asal[g.kolom_awal]):
                continue
            baris.extend([None] * (g.kolom_akhir + 1 - len(baris)))
            for kolom in range(g.kolom_awal, g.kolom_akhir + 1):
                baris[kolom] = asal[g.kolom_awal]
    return baris


def _bawa_ke_samping(isi: list[list[Any]], tingkat: int, kisi: Kisi, nomor: int) -> None:
    """Where nothing is merged (CSV, pasted sheets) a parent label still reaches over the blanks to its right."""
    if any(g.baris_awal == nomor and g.kolom_akhir > g.kolom_awal for g in kisi.gabungan):
        return
    induk = None
    for kolom, nilai in enumerate(isi[tingkat]):
        if not kosong(nilai):
            # A label with nothing below it is a column of its own, not the head of a group.
            induk = nilai if not kosong(isi[tingkat + 1][kolom]) and isi[tingkat + 1][kolom] != nilai else None
        elif induk is not None and not kosong(isi[tingkat + 1][kolom]):
            isi[tingkat][kolom] = induk
        else:
            induk = None
