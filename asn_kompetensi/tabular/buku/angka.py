"""Figures in the workbook: levels as numbers that carry their sign in the number format, percentages, their words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.tabular.nilai import desimal

Angka = Decimal | Fraction | int
DI_BAWAH = "▼"
INDONESIA = "[$-421]"  # LibreOffice then shows the decimal comma everywhere; Excel follows its own locale


def koma(nilai: Angka, tempat: int = 2) -> str:
    """A number as Indonesian text: at most `tempat` decimals, comma, no trailing zeros."""
    return (desimal(setengah_naik(nilai, tempat)) or "").replace(".", ",")


def persen(nilai: Angka | None) -> str:
    """`86.44` as `86,4 %`; a dash where there is nothing to tell."""
    return "–" if nilai is None else f"{koma(nilai, 1)} %"


def ribuan(nilai: int) -> str:
    """3012 as `3.012`."""
    return f"{nilai:,}".replace(",", ".")


def pecahan(nilai: Angka | None) -> float | None:
    """A percentage as Excel keeps it: 86.40 becomes 0.864."""
    return None if nilai is None else float(Fraction(nilai) / 100)


def tanda(kesenjangan: Angka) -> str:
    """`▼1`, `▼0,5`: levels below the standard, one decimal, never `▼0` for a gap however small.

    One decimal is enough for a sign, and keeps a workbook below the 200 number formats Excel allows.
    """
    satu = max(setengah_naik(kesenjangan, 1), Decimal("0.1"))
    return f"{DI_BAWAH}{koma(satu, 1)}"


@lru_cache(maxsize=4096)
def level(nilai: Angka, kesenjangan: Angka = 0) -> tuple[int | float, str]:
    """A level as `(number, number format)`; the format shows its decimals and, below the standard, the sign."""
    bulat = setengah_naik(nilai, 2)
    digit = desimal(bulat) or "0"
    bentuk = "0" if "." not in digit else f"{INDONESIA}0." + "0" * len(digit.split(".")[1])
    if kesenjangan > 0:
        bentuk += f'" {tanda(kesenjangan)}"'
    return (int(bulat) if "." not in digit else float(bulat)), bentuk


def bilangan(ringkas: Mapping[str, object] | None, kunci: str) -> Decimal | None:
    """A figure of a summary row; None where the row or the figure is not there."""
    nilai = (ringkas or {}).get(kunci)
    if nilai is None or isinstance(nilai, bool):
        return None
    return nilai if isinstance(nilai, Decimal) else Decimal(str(nilai))


def bagian(ringkas: Mapping[str, object] | None, pembilang: str, penyebut: str) -> Fraction | None:
    """One figure of a summary as percentage of another; None when there is nothing to divide by."""
    atas, bawah = bilangan(ringkas, pembilang), bilangan(ringkas, penyebut)
    if atas is None or not bawah:
        return None
    return Fraction(atas) * 100 / Fraction(bawah)
