"""Sharing the seats of a class among agencies: by how many people each has in need, and no small one left out."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from fractions import Fraction


def bagi_kursi(opd: Sequence[str], kursi: int | None, terisi: Mapping[str, int]) -> list[int]:
    """Which candidates get a seat, as places in `opd`, in that order; None seats is no limit.

    `opd[i]` is the agency of candidate i, the most urgent candidate first; `terisi` the seats an agency holds already.
    Each seat goes to the agency that has the most people in need (candidates and those seated) per seat it holds, an
    agency without any seat first, and to its most urgent candidate; between equal agencies the more urgent candidate
    decides. This is the divisor method of Adams: as long as seats suffice every agency gets one, and one seat more
    never takes a seat away from anybody.
    """
    if kursi is None or kursi >= len(opd):
        return list(range(len(opd)))
    antre: dict[str, deque[int]] = defaultdict(deque)
    for nomor, satu in enumerate(opd):
        antre[satu].append(nomor)
    dipegang = Counter({satu: terisi.get(satu, 0) for satu in antre})
    perlu = {satu: len(isi) + dipegang[satu] for satu, isi in antre.items()}

    def giliran(satu: str) -> tuple[bool, Fraction, int, str]:
        punya = dipegang[satu]
        return punya > 0, -Fraction(perlu[satu], punya) if punya else Fraction(0), antre[satu][0], satu

    tumpuk = [giliran(satu) for satu in antre]
    heapq.heapify(tumpuk)
    dapat = []
    for _ in range(max(kursi, 0)):
        satu = heapq.heappop(tumpuk)[-1]
        dapat.append(antre[satu].popleft())
        dipegang[satu] += 1
        if antre[satu]:
            heapq.heappush(tumpuk, giliran(satu))
    return sorted(dapat)
