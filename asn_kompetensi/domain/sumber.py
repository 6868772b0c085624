"""How the scores of several sources become one level: `kebijakan bobot_sumber`, and how long a score stays valid.

No regulation gives weights; PermenPANRB 38/2017 and PerBKN 26/2019 leave the choice of methods to the agency.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

SUMBER: Final = ("asesmen", "atasan", "rekan", "bawahan", "diri", "uji")
ASESMEN_ATAU_RATA: Final = "asesmen_atau_rata"
RATA: Final = "rata"
_BOBOT: Final = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?")
_CONTOH: Final = '"asesmen=50;atasan=30;rekan=20"'  # with the quotes that a shell wants for a semicolon


@dataclass(frozen=True, slots=True)
class CaraSumber:
    """`bobot` holds the weights above 0 by source; None is a plain mean, of `asesmen` alone where `sendiri`."""

    bobot: Mapping[str, Decimal] | None
    sendiri: bool = False

    def berat(self, ada: Collection[str]) -> dict[str, Decimal]:
        """The weight of each source present in a period; 0 where it does not count."""
        if self.bobot is not None:
            return {satu: self.bobot.get(satu, Decimal(0)) for satu in ada}
        berdua = not self.sendiri or "asesmen" not in ada
        return {satu: Decimal(berdua or satu == "asesmen") for satu in ada}

    @property
    def teks(self) -> str:
        """As it is kept in `kebijakan`: one text for one meaning."""
        if self.bobot is None:
            return ASESMEN_ATAU_RATA if self.sendiri else RATA
        return ";".join(f"{satu}={_koma(self.bobot[satu])}" for satu in SUMBER if satu in self.bobot)

    @property
    def sebutan(self) -> str:
        """In words."""
        if self.bobot is None:
            return (
                "Nilai asesmen saja bila ada; bila tidak, rata-rata sumber yang ada"
                if self.sendiri
                else "Rata-rata semua sumber yang ada"
            )
        bobot = ", ".join(f"{satu} {_koma(self.bobot[satu])}" for satu in SUMBER if satu in self.bobot)
        lain = ", ".join(satu for satu in SUMBER if satu not in self.bobot)
        return f"Rata-rata berbobot dari sumber yang ada: {bobot}" + (f"; tidak dihitung: {lain}" if lain else "")


def level(nilai: Mapping[str, Fraction], berat: Mapping[str, Decimal]) -> Fraction | None:
    """The exact mean of levels by source under weights; None where none of them counts."""
    jumlah = sum((Fraction(berat[satu]) for satu in nilai), Fraction(0))
    return sum((nilai[satu] * Fraction(berat[satu]) for satu in nilai), Fraction(0)) / jumlah if jumlah else None


def baca_cara(teks: str) -> CaraSumber:
    """Read `asesmen_atau_rata`, `rata`, or weights such as `asesmen=50;atasan=0,5`; a weight of 0 counts as unnamed.

    Raises ValueError with what is allowed.
    """
    rapi = teks.strip().casefold()
    if rapi in (ASESMEN_ATAU_RATA, RATA):
        return CaraSumber(None, sendiri=rapi == ASESMEN_ATAU_RATA)
    bobot: dict[str, Decimal] = {}
    for satu in filter(str.strip, rapi.split(";")):
        nama, sama, angka = (bagian.strip() for bagian in satu.partition("="))
        if nama not in SUMBER:
            raise ValueError(
                f"bobot_sumber '{teks.strip()[:60]}' tidak dikenal: {ASESMEN_ATAU_RATA}, {RATA}, atau bobot seperti "
                f"{_CONTOH} dengan sumber {', '.join(SUMBER)}"
            )
        if nama in bobot:
            raise ValueError(f"bobot {nama} disebut dua kali")
        cocok = _BOBOT.fullmatch(angka)
        if not sama or not cocok:
            raise ValueError(
                f"bobot {nama} '{angka[:20]}' harus bilangan sampai 9999 dengan paling banyak dua desimal; "
                f"contoh: {_CONTOH}"
            )
        bobot[nama] = Decimal(f"{cocok[1]}.{cocok[2] or 0}")
    if not any(bobot.values()):
        raise ValueError(f"bobot_sumber tanpa satu bobot pun di atas 0; contoh: {_CONTOH}")
    return CaraSumber({satu: isi for satu, isi in bobot.items() if isi})


def cara_berlaku(teks: str) -> CaraSumber:
    """As `baca_cara` for a stored text; what nobody could have set by a command counts as the default."""
    try:
        return baca_cara(teks)
    except ValueError:
        return CaraSumber(None, sendiri=True)


def paling_lama(hari: date, bulan: int) -> date:
    """The oldest day on which a score may be given to be valid on `hari`: that day so many months earlier, or the last
    of that month (29 February less 12 months is 28 February)."""
    tahun, sisa = divmod(hari.year * 12 + hari.month - 1 - bulan, 12)
    if tahun < date.min.year:
        return date.min
    return date(tahun, sisa + 1, min(hari.day, monthrange(tahun, sisa + 1)[1]))


def _koma(angka: Decimal) -> str:
    polos = f"{angka:f}"
    return (polos.rstrip("0").rstrip(".") if "." in polos else polos).replace(".", ",")
