"""Marks in merged cells: `SAKIT` written once across three days stands for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from asn_kompetensi.tabular.baca.gabungan import Gabungan
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.sel import kosong


def sebar_tanda(kisi: Kisi, kolom: Iterable[int], bawah: int) -> Iterator[list[Any]]:
    """The rows of `kisi`, each merge below row `bawah` that begins in one of `kolom` filled in these columns."""
    hari = frozenset(kolom)
    mulai: dict[int, list[Gabungan]] = {}
    for g in kisi.gabungan if hari else ():
        if g.kolom_awal in hari and g.baris_awal > bawah:
            mulai.setdefault(g.baris_awal, []).append(g)
    return _isi(kisi, hari, mulai) if mulai else kisi.alir()


def _isi(kisi: Kisi, hari: frozenset[int], mulai: dict[int, list[Gabungan]]) -> Iterator[list[Any]]:
    lebar = max(hari) + 1
    berlaku: dict[int, tuple[int, Any]] = {}
    for ke, baris in enumerate(kisi.alir()):
        for g in mulai.get(ke, ()):
            nilai = baris[g.kolom_awal] if g.kolom_awal < len(baris) else None
            tertutup = hari.intersection(range(g.kolom_awal, min(g.kolom_akhir + 1, lebar)))
            berlaku |= dict.fromkeys(tertutup, (g.baris_akhir, nilai))
        # No row is made out of an empty one.
        if berlaku and not all(map(kosong, baris)):
            baris.extend([None] * (lebar - len(baris)))
            for k, (akhir, nilai) in list(berlaku.items()):
                if ke > akhir:
                    del berlaku[k]
                elif kosong(baris[k]):
                    baris[k] = nilai
        yield baris
