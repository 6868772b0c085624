"""Two assessors who judged the same people and differ sharply; found with the one who is odder.

What both said is kept only until one of them has passed, and after that only of those who do differ.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from asn_kompetensi.domain.mutu_penilai import Nilai, Penilai, Sel, Siapa

Pasang = tuple[Siapa, Siapa]


class Batas(NamedTuple):
    """From when on it is odd: people, hundredths of a level (three times), percent of the pairs."""

    minimum: int
    selisih: Fraction
    sebaran: Fraction
    beda: Fraction
    bagian: Fraction


class Tajam(NamedTuple):
    """`siapa` differs from `terhadap` by `selisih` on the average, `banyak` of `dari` times sharply.

    `letak`: where the two first met, by source, person and competency.
    """

    letak: tuple[int, ...]
    siapa: Siapa
    terhadap: Siapa
    selisih: Fraction
    banyak: int
    dari: int


@dataclass(slots=True)
class Berdua:
    """What two assessors said of the same people up to here.

    `sel` and `beda`: of each of the two the cells, and the differences from the standard. `asing`: how odd each of them
    is there, None until all scores have passed. `terbalik`: where they first met, the second came first.
    """

    letak: tuple[int, ...]
    terbalik: bool
    orang: int = 0
    terakhir: int | None = None
    dari: int = 0
    tajam: int = 0
    jumlah: int = 0
    sel: tuple[array[int], array[int]] = field(default_factory=lambda: (array("i"), array("i")))
    beda: tuple[array[int], array[int]] = field(default_factory=lambda: (array("h"), array("h")))
    asing: list[Fraction | None] = field(default_factory=lambda: [None, None])


def catat(berdua: dict[Pasang, Berdua], semua: Iterable[Sequence[Nilai]], sel: Mapping[Sel, int], batas: Batas) -> None:
    """Scores of the same person and competency, each time by source; nobody judged in them was judged before."""
    for nilai in semua:
        for ke, (a, b) in enumerate(combinations(nilai, 2)):
            if a.penilai != b.penilai:
                _tambah(berdua, (nilai[0].sumber, a.orang, a.kompetensi, ke), (a, b), sel, batas.beda)


def _tambah(
    berdua: dict[Pasang, Berdua],
    letak: tuple[int, ...],
    nilai: tuple[Nilai, Nilai],
    sel: Mapping[Sel, int],
    batas: Fraction,
) -> None:
    a, b = nilai
    # The same two in either order are one pair.
    terbalik = (b.penilai, a.penilai) in berdua
    satu, lain = (b, a) if terbalik else (a, b)
    isi = berdua.get((satu.penilai, lain.penilai))
    if isi is None:
        isi = berdua[satu.penilai, lain.penilai] = Berdua(letak, terbalik)
    if letak < isi.letak:
        isi.letak, isi.terbalik = letak, terbalik
    isi.orang += isi.terakhir != a.orang
    isi.terakhir = a.orang
    isi.dari += 1
    jarak = abs(a.ratus - b.ratus)
    isi.jumlah += jarak
    isi.tajam += jarak >= batas
    for ke, ini in enumerate((satu, lain)):
        if ini.standar is not None:
            isi.sel[ke].append(sel[ini.sumber, ini.kompetensi, ini.jenjang])
            isi.beda[ke].append(ini.ratus - ini.standar)


def selesaikan(
    berdua: dict[Pasang, Berdua],
    selesai: Mapping[Siapa, Mapping[int, Fraction]],
    penilai: Mapping[Siapa, Penilai],
    batas: Batas,
) -> list[Tajam]:
    """What is found of those of whom one has passed now; `selesai`: such an assessor -> the custom of the others.

    Pairs that are done with are taken out.
    """
    hasil = []
    for satu in selesai:
        for lain in penilai[satu].lawan:
            pasang = (satu, lain) if (satu, lain) in berdua else (lain, satu)
            if pasang not in berdua:  # done with, for the other has passed as well
                continue
            isi = berdua[pasang]
            for ke, siapa in enumerate(pasang):
                if siapa in selesai and _cukup(isi, batas):
                    isi.asing[ke] = _keasingan(isi.sel[ke], isi.beda[ke], selesai[siapa])
            tajam = _tajam(pasang, isi)
            if tajam is not None:
                hasil.append(tajam)
            if tajam is not None or not _cukup(isi, batas):
                del berdua[pasang]
    return hasil


def _cukup(isi: Berdua, batas: Batas) -> bool:
    """Whether two differ in a good share of what they both judged, of enough people."""
    return isi.tajam * 100 >= batas.bagian * isi.dari and isi.orang >= batas.minimum


def _tajam(pasang: Pasang, isi: Berdua) -> Tajam | None:
    asing = isi.asing[::-1] if isi.terbalik else isi.asing
    satu, lain = pasang[::-1] if isi.terbalik else pasang
    if asing[0] is None or asing[1] is None:
        return None
    # Where the city says nothing of either, the one met later (asesmen comes first).
    siapa, terhadap = (satu, lain) if asing[0] > asing[1] else (lain, satu)
    return Tajam(isi.letak, siapa, terhadap, Fraction(isi.jumlah, isi.dari), isi.tajam, isi.dari)


def _keasingan(sel: Iterable[int], beda: Iterable[int], biasa: Mapping[int, Fraction]) -> Fraction:
    """How far from the custom of the city an assessor's scores are on the average, whichever way; 0 unknown."""
    jauh: dict[int, int] = {}  # denominator of a custom -> sum of the distances, in such parts
    banyak = 0
    for nomor, satu in zip(sel, beda, strict=True):
        kebiasaan = biasa.get(nomor)
        if kebiasaan is not None:
            bawah = kebiasaan.denominator
            jauh[bawah] = jauh.get(bawah, 0) + abs(satu * bawah - kebiasaan.numerator)
            banyak += 1
    jumlah = sum((Fraction(jarak, bawah) for bawah, jarak in jauh.items()), Fraction(0))
    return jumlah / banyak if banyak else jumlah
