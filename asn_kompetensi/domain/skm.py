"""Survei Kepuasan Masyarakat: the index of a service from its respondents' answers (PermenPANRB 14/2017).

An answer is a whole number, 1 to 4. The nine unsur of that rule and the fourteen of KEP/25/M.PAN/2/2004, which it
replaced, are `reference/unsur.csv`. An unsur is known by its key, never by a number: printed forms number them
differently.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.nama import kunci as kunci_nama

TERENDAH: Final = 1
TERTINGGI: Final = 4
SERAGAM: Final = "seragam"
# Lower bounds of the converted interval, best first: PermenPANRB 14/2017 (9), KEP/25/M.PAN/2/2004 (14).
_MUTU: Final[dict[int, tuple[tuple[str, str, Decimal], ...]]] = {
    9: (
        ("A", "Sangat Baik", Decimal("88.31")),
        ("B", "Baik", Decimal("76.61")),
        ("C", "Kurang Baik", Decimal("65.00")),
        ("D", "Tidak Baik", Decimal(0)),
    ),
    14: (
        ("A", "Sangat Baik", Decimal("81.26")),
        ("B", "Baik", Decimal("62.51")),
        ("C", "Kurang Baik", Decimal("43.76")),
        ("D", "Tidak Baik", Decimal(0)),
    ),
}
_BOBOT_CETAK_14: Final = Fraction(71, 1000)
# Krejcie and Morgan (1970): chi square of one degree of freedom at 5 %, P = 0,5, margin 5 %.
_CHI: Final = Fraction(3841, 1000)
_PQ: Final = Fraction(1, 4)
_D2: Final = Fraction(1, 400)
_GELOMBANG = re.compile(r"(\d{4})(?:-(?:(?:s(?:emester)?[ -]?)?([12])|(?:tw|q)[ -]?([1-4])))?", re.IGNORECASE)


class Unsur(NamedTuple):
    """One unsur of a form."""

    kunci: str
    nama: str


class Angka(NamedTuple):
    """What was answered to one unsur: the sum, and by how many respondents (an empty answer is not one)."""

    jumlah: int
    penjawab: int


class Ikm(NamedTuple):
    """The index of one wave. `nrr` and `bobot` are exact; `nrr` None where nobody answered: then there is no index."""

    nrr: dict[str, Fraction | None]
    bobot: Fraction
    ikm: Decimal | None
    mutu: str | None
    kinerja: str | None


@cache
def unsur(banyak: int) -> tuple[Unsur, ...]:
    """The unsur of the form of nine or fourteen, in their official order. Raises KeyError for any other."""
    if banyak not in _MUTU:
        raise KeyError(banyak)
    return tuple(Unsur(satu["kunci"], satu["nama"]) for satu in baca_acuan("unsur") if satu["banyak"] == str(banyak))


def kunci_unsur(banyak: int) -> tuple[str, ...]:
    """The keys of a form in their order."""
    return tuple(satu.kunci for satu in unsur(banyak))


def bentuk(kunci: Collection[str]) -> int:
    """Which form keys belong to: 9 or 14. Those that both know are of the nine.

    Raises ValueError (a sentence) for keys of both forms, or of neither.
    """
    for banyak in _MUTU:
        if set(kunci) <= set(kunci_unsur(banyak)):
            return banyak
    asing = [satu for satu in kunci if satu not in {*kunci_unsur(9), *kunci_unsur(14)}]
    if asing:
        raise ValueError(f"unsur '{asing[0]}' tidak dikenal")
    raise ValueError("unsur dari formulir 9 unsur dan 14 unsur tercampur")


def baca_unsur(teks: str) -> str:
    """The key an unsur's key or official name stands for. Raises ValueError for a bare number and unknown words."""
    tulisan = kunci_nama(teks.replace("_", " "))
    for banyak in _MUTU:
        for satu in unsur(banyak):
            if tulisan in (kunci_nama(satu.kunci.replace("_", " ")), kunci_nama(satu.nama)):
                return satu.kunci
    if re.fullmatch(r"[a-z]{0,10} ?\d{1,2}", tulisan):
        raise ValueError(f"'{teks}' hanya nomor; urutan unsur tidak sama di semua formulir")
    raise ValueError(f"unsur '{teks}' tidak dikenal")


def baca_nilai(sel: object) -> int | None:
    """One answer, None for an empty one. Raises ValueError (a sentence) for anything but 1, 2, 3, 4."""
    if sel is None:
        return None
    if isinstance(sel, str):
        isi = sel.strip()
        if isi in ("", "-"):
            return None
        if not re.fullmatch(r"[0-9]+(?:[.,]0+)?", isi, re.ASCII) or len(isi) > 6:
            raise ValueError(f"jawaban '{isi[:40]}' bukan 1, 2, 3, atau 4")
        sel = int(re.split("[.,]", isi)[0])
    if isinstance(sel, bool) or not isinstance(sel, int | float):
        raise ValueError(f"jawaban '{sel}' bukan 1, 2, 3, atau 4")
    if sel != sel or sel not in range(TERENDAH, TERTINGGI + 1):
        raise ValueError(f"jawaban {f'{sel:g}'.replace('.', ',')} bukan 1, 2, 3, atau 4")
    return int(sel)


def bobot(banyak: int, kebijakan: str) -> Fraction:
    """The weight of one unsur: exactly 1/n for `seragam`, else the printed number of the policy, such as `0,11`.

    The policy's number is that of the nine; of the fourteen, where it would weigh more than the whole, the printed
    one is 0,071 (KEP/25/M.PAN/2/2004). Raises ValueError for what cannot be a weight.
    """
    if kebijakan.strip().casefold() == SERAGAM:
        return Fraction(1, banyak)
    try:
        angka = Fraction(Decimal(kebijakan.strip().replace(",", ".")))
    except (ArithmeticError, ValueError):
        raise ValueError(f"bobot_skm '{kebijakan}' bukan 'seragam' atau angka seperti 0,11") from None
    if not 0 < angka <= Fraction(1, 9):
        raise ValueError(f"bobot_skm {kebijakan} harus lebih dari 0 dan paling banyak 1/9")
    return _BOBOT_CETAK_14 if banyak == 14 and angka * banyak > 1 else angka


def hitung(banyak: int, jawaban: Mapping[str, Angka], kebijakan: str = SERAGAM) -> Ikm:
    """`NRR = sum / those who answered it`, `IKM = 25 x sum of NRR x weight`: rounded to two decimals, then graded."""
    nrr: dict[str, Fraction | None] = {}
    for kunci in kunci_unsur(banyak):
        angka = jawaban.get(kunci)
        nrr[kunci] = Fraction(angka.jumlah, angka.penjawab) if angka and angka.penjawab else None
    timbang = bobot(banyak, kebijakan)
    isi = [satu for satu in nrr.values() if satu is not None]
    if len(isi) < banyak:
        return Ikm(nrr, timbang, None, None, None)
    ikm = setengah_naik(sum(isi, Fraction(0)) * timbang * 25)
    return Ikm(nrr, timbang, ikm, *mutu(ikm, banyak))


def mutu(ikm: Decimal, banyak: int = 9) -> tuple[str, str]:
    """Grade and its words for an index that has been rounded: 88,305 is 88,31 and an A."""
    return next((huruf, kata) for huruf, kata, bawah in _MUTU[banyak] if ikm >= bawah)


def sampel(populasi: int) -> int:
    """How many respondents a population of users needs: the formula of Krejcie and Morgan, rounded half up."""
    return int(setengah_naik(_CHI * populasi * _PQ / (_D2 * (populasi - 1) + _CHI * _PQ), 0))


def rentang(gelombang: str) -> tuple[date, date] | None:
    """First and last day of a wave whose code says them: `2025`, `2025-1` (semester), `2025-TW3`; else None."""
    cocok = _GELOMBANG.fullmatch(gelombang.strip())
    if cocok is None or not 1900 <= int(cocok[1]) <= 2100:
        return None
    tahun = int(cocok[1])
    lama, ke = (6, int(cocok[2])) if cocok[2] else (3, int(cocok[3])) if cocok[3] else (12, 1)
    akhir = lama * ke
    return date(tahun, akhir - lama + 1, 1), date(tahun, akhir, 31 if akhir in (3, 12) else 30)
