"""Row numbers as people write them: `5,7-9`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_SATU: Final = re.compile(r"\s*([0-9]{1,7})\s*(?:[-–]\s*([0-9]{1,7})\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Nomor:
    """Some row numbers, as ranges with both ends in them."""

    rentang: tuple[tuple[int, int], ...]

    def __contains__(self, nomor: object) -> bool:
        return isinstance(nomor, int) and any(awal <= nomor <= akhir for awal, akhir in self.rentang)

    def selain(self, ada: Iterable[int]) -> str:
        """Those of the numbers that are not among `ada`, as people write them: `1-4,99`; "" when all of them are."""
        urut = sorted(set(ada))
        hasil = []
        for awal, akhir in self.rentang:
            # From one number that is there to the next; the last one ends the range.
            for satu in (*urut[bisect_left(urut, awal) : bisect_right(urut, akhir)], akhir + 1):
                if awal < satu:
                    hasil.append(f"{awal}-{satu - 1}" if awal < satu - 1 else f"{awal}")
                awal = satu + 1
        return ",".join(dict.fromkeys(hasil))


def baca_nomor(teks: str) -> Nomor:
    """Read `5,7-9`. Raises ValueError with a sentence."""
    rentang = []
    for satu in teks.split(","):
        cocok = _SATU.fullmatch(satu)
        if cocok is None:
            raise ValueError(f"'{satu.strip()[:20]}' bukan nomor baris")
        awal = int(cocok[1])
        akhir = int(cocok[2] or awal)
        if not 0 < awal <= akhir:
            raise ValueError(f"rentang baris '{satu.strip()}' terbalik atau mulai dari 0")
        rentang.append((awal, akhir))
    return Nomor(tuple(rentang))
