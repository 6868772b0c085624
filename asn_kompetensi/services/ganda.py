"""Rows of one file that speak of the same thing: equal ones count once, contradicting ones are all held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from asn_kompetensi.services.impor import BarisImpor

S = TypeVar("S")
K = TypeVar("K", bound=Hashable)
DISEBUT = 5


def tandai(
    pasangan: Sequence[tuple[K, S]],
    *,
    baris: Callable[[S], BarisImpor],
    isi: Callable[[K, S], Hashable],
    sebutan: Callable[[S], str],
    bidang: Callable[[S], str | None] = lambda _: None,
) -> set[int]:
    """Warn about rows that repeat earlier ones, hold those that contradict each other; returns the rows to skip.

    `pasangan` are things and the row that speaks of each, in the order of the sheet; a row may speak of several and is
    skipped only when others have said all of it. `isi` is what a row says of a thing, `sebutan` begins the sentence
    about a contradiction ("kode DINKES"), `bidang` names the cell the finding stands at (None: the row).
    """
    if len({kunci for kunci, _ in pasangan}) == len(pasangan):
        return set()
    sepasang: dict[K, list[S]] = {}
    for kunci, satu in pasangan:
        sepasang.setdefault(kunci, []).append(satu)
    banyak = Counter(id(satu) for _, satu in pasangan)
    diulang: Counter[int] = Counter()
    dikatakan: set[tuple[int, str]] = set()  # a row of many columns contradicts another once, not once per column
    dilewati: set[int] = set()
    for kunci, kembar in sepasang.items():
        if len(kembar) == 1:
            continue
        terlibat = [baris(satu) for satu in kembar]
        if len({isi(kunci, satu) for satu in kembar}) > 1:
            pesan = f"{sebutan(kembar[0])} di baris {_sebut(terlibat)}, isinya berbeda"
            for satu, tersebut in zip(kembar, terlibat, strict=True):
                if (tersebut.nomor, pesan) not in dikatakan:
                    tersebut.tahan(bidang(satu), "GANDA_BERBEDA", pesan, "Tentukan baris yang benar, hapus yang lain.")
                    dikatakan.add((tersebut.nomor, pesan))
            continue
        for satu, tersebut in zip(kembar[1:], terlibat[1:], strict=True):
            diulang[id(satu)] += 1
            if diulang[id(satu)] < banyak[id(satu)]:
                continue
            dilewati.add(tersebut.nomor)
            if not tersebut.ditahan:  # a held row is named by what holds it
                pesan = f"sama persis dengan baris {terlibat[0].nomor}; dilewati"
                tersebut.ingatkan(bidang(satu), "GANDA_SAMA", pesan)
    return dilewati


def _sebut(terlibat: Sequence[BarisImpor]) -> str:
    nomor = ", ".join(str(satu.nomor) for satu in terlibat[:DISEBUT])
    return f"{nomor}, dan {len(terlibat) - DISEBUT} lainnya" if len(terlibat) > DISEBUT else nomor
