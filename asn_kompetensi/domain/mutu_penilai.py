"""One assessor beside the others: what is kept of the scores as they pass, and how far they are from a comparison.

Of all scores only sums are kept, of one assessor two bytes a score until the last of them has passed. Levels are
hundredths; nothing is rounded here.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

Siapa = Hashable
Sel = tuple[int, int, str | None]  # source, competency, job level


class Nilai(NamedTuple):
    """One score: who gave it, from which source, to whom, in what; `standar` None where the job requires none."""

    penilai: Siapa
    sumber: int
    orang: int
    kompetensi: int
    ratus: int
    standar: int | None
    jenjang: str | None


class Jarak(NamedTuple):
    """How far an assessor is from a comparison: the middle over `orang` people, of `nilai` scores."""

    selisih: Fraction
    orang: int
    nilai: int


@dataclass(slots=True)
class Kota:
    """All scores: the cells by number, what each comes to (see `kenali`), and the last part each assessor is met in."""

    sel: dict[Sel, int] = field(default_factory=dict)
    jumlah: list[int] = field(default_factory=list)
    banyak: list[int] = field(default_factory=list)
    terakhir: dict[Siapa, int] = field(default_factory=dict)


@dataclass(slots=True)
class Penilai:
    """One assessor up to here.

    `sel`: cell -> sum of the differences from the standard, and how many. `beda`: the cells of a person -> these
    differences, one person's after the other's. `sama`: number of scores of a person that others judged as well ->
    sums of the differences from them, in halves. `lawan`: these others.
    """

    orang: int = 0
    nilai: int = 0
    jumlah: int = 0
    kuadrat: int = 0
    standar: tuple[int, int] | None = None
    sel: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    beda: dict[tuple[int, ...], array[int]] = field(default_factory=lambda: defaultdict(lambda: array("h")))
    sama: dict[int, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("i")))
    lawan: set[Siapa] = field(default_factory=set)


def kenali(bagian: Iterable[Sequence[Nilai]]) -> Kota:
    """What the whole city comes to: for each cell the sum of the differences from the standard, and how many."""
    kota = Kota()
    sel, jumlah, banyak = kota.sel, kota.jumlah, kota.banyak
    for letak, semua in enumerate(bagian):
        for penilai, sumber, _, kompetensi, ratus, standar, jenjang in semua:
            kota.terakhir[penilai] = letak
            if standar is not None:
                nomor = sel.setdefault((sumber, kompetensi, jenjang), len(sel))
                if nomor == len(jumlah):
                    jumlah.append(0)
                    banyak.append(0)
                jumlah[nomor] += ratus - standar
                banyak[nomor] += 1
    return kota


def tambah(penilai: Penilai, nilai: Iterable[Nilai], sel: Mapping[Sel, int]) -> None:
    """Scores of one assessor; nobody judged in them was judged before."""
    per: dict[int, tuple[list[int], list[int]]] = {}
    for _, sumber, orang, kompetensi, ratus, standar, jenjang in nilai:
        milik = per.get(orang)
        if milik is None:
            milik = per[orang] = [], []
        penilai.nilai += 1
        penilai.jumlah += ratus
        penilai.kuadrat += ratus * ratus
        if standar is not None:
            rendah, tinggi = penilai.standar or (standar, standar)
            penilai.standar = min(rendah, standar), max(tinggi, standar)
            nomor = sel[sumber, kompetensi, jenjang]
            hitung = penilai.sel[nomor]
            hitung[0] += ratus - standar
            hitung[1] += 1
            milik[0].append(nomor)
            milik[1].append(ratus - standar)
    penilai.orang += len(per)
    for dinilai, beda in per.values():
        if dinilai:
            penilai.beda[tuple(dinilai)].extend(beda)


def bersama(semua: Iterable[Nilai]) -> list[list[Nilai]]:
    """Scores of the same person and competency, by source, where several assessors gave one; in this order."""
    per: dict[tuple[int, int], list[Nilai]] = {}
    for satu in semua:
        per.setdefault((satu.orang, satu.kompetensi), []).append(satu)
    return [
        sorted(nilai, key=lambda satu: satu.sumber)
        for _, nilai in sorted(per.items())
        if len(nilai) > 1 and len({satu.penilai for satu in nilai}) > 1
    ]


def sesama(semua: Iterable[Sequence[Nilai]], penilai: Mapping[Siapa, Penilai]) -> None:
    """Each assessor against the others on the same people; nobody judged in them was judged before."""
    # Person -> sum of the differences in halves of a hundredth (the middle of two is a half), and how many.
    beda: dict[Siapa, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for nilai in semua:
        for satu in nilai:
            lain = [n for n in nilai if n.penilai != satu.penilai]
            urut = sorted(n.ratus for n in lain)
            hitung = beda[satu.penilai][satu.orang]
            hitung[0] += 2 * satu.ratus - urut[(len(urut) - 1) // 2] - urut[len(urut) // 2]
            hitung[1] += 1
            penilai[satu.penilai].lawan.update(n.penilai for n in lain)
    for siapa, orang in beda.items():
        for jumlah, banyak in orang.values():
            penilai[siapa].sama[banyak].append(jumlah)


def jarak_sama(penilai: Penilai, minimum: int) -> Jarak | None:
    """How far from the others on the same people; None for too few people."""
    rata = [Fraction(jumlah, 2 * banyak) for banyak, semua in penilai.sama.items() for jumlah in semua]
    return _tengah(rata, sum(banyak * len(semua) for banyak, semua in penilai.sama.items()), minimum)


def kebiasaan(penilai: Penilai, kota: Kota, minimum: int) -> dict[int, Fraction]:
    """The custom of all others in the cells of an assessor whose scores have all passed, where these judged enough."""
    return {
        nomor: Fraction(kota.jumlah[nomor] - jumlah, kota.banyak[nomor] - banyak)
        for nomor, (jumlah, banyak) in penilai.sel.items()
        if kota.banyak[nomor] - banyak >= minimum
    }


def jarak_kota(penilai: Penilai, biasa: Mapping[int, Fraction], minimum: int) -> Jarak | None:
    """How far from the custom of the city; None for too few people."""
    rata: list[Fraction] = []
    nilai = 0
    # Most people of a job level are judged in the same competencies: their custom is summed once.
    for sel, beda in penilai.beda.items():
        letak = [ke for ke, nomor in enumerate(sel) if nomor in biasa]
        if not letak:
            continue
        lazim = [biasa[sel[ke]] for ke in letak]
        bawah, n = lcm(*(satu.denominator for satu in lazim)), len(letak)
        atas = sum(satu.numerator * (bawah // satu.denominator) for satu in lazim)
        for awal in range(0, len(beda), len(sel)):
            sendiri = sum(beda[awal + ke] for ke in letak)
            rata.append(Fraction(sendiri * bawah - atas, bawah * n))
            nilai += n
    return _tengah(rata, nilai, minimum)


def _tengah(rata: Sequence[Fraction], nilai: int, minimum: int) -> Jarak | None:
    """The middle of the persons' means; None for too few people."""
    if len(rata) < minimum:
        return None
    urut, n = sorted(rata), len(rata)
    return Jarak((urut[(n - 1) // 2] + urut[n // 2]) / 2, n, nilai)
