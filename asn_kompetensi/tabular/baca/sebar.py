"""Marks in cells merged sideways: `SAKIT` written once across three days stands for each of them.

A mark merged downward over several people stays with the first, as measurements do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asn_kompetensi.tabular.baca.gabungan import Gabungan
from asn_kompetensi.tabular.baca.sel import kosong

# Per row, counted from 0: the first column of each merge and the columns it covers.
Sebaran = dict[int, list[tuple[int, tuple[int, ...]]]]


def sebaran_tanda(gabungan: Iterable[Gabungan], kolom: Iterable[int], bawah: int) -> Sebaran:
    """The sideways merges below row `bawah` that begin in one of `kolom`, as far as they cover these columns."""
    hari = sorted(kolom)
    hasil: Sebaran = {}
    for g in gabungan if hari else ():
        if g.kolom_awal < g.kolom_akhir and g.kolom_awal in hari and g.baris_awal > bawah:
            tertutup = tuple(k for k in hari if g.kolom_awal < k <= g.kolom_akhir)
            hasil.setdefault(g.baris_awal, []).append((g.kolom_awal, tertutup))
    return hasil


def sebarkan(baris: list[Any], rentang: Iterable[tuple[int, tuple[int, ...]]]) -> None:
    """Write the mark of each merge into the columns it covers. Only for rows of people: a signature is no mark."""
    for awal, tertutup in rentang:
        for k in tertutup:
            if kosong(baris[k]):
                baris[k] = baris[awal]
