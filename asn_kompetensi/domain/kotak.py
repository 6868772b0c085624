"""The nine boxes of talent management (PermenPANRB 3/2020): performance against potential.

Where the rating of performance counts as above or as expected is the agency's to set (`kotak_di_atas`,
`kotak_sesuai`), on the scale Sangat Baik 100, Baik 80, Butuh Perbaikan 60, Kurang 40, Sangat Kurang 20.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.rekam import PREDIKAT

ANGKA: Final = dict(zip(PREDIKAT, (100, 80, 60, 40, 20), strict=True))
# Not numbered row by row: the boxes run along the diagonals.
_NOMOR: Final = {
    "di_atas": {"rendah": 4, "menengah": 7, "tinggi": 9},
    "sesuai": {"rendah": 2, "menengah": 5, "tinggi": 8},
    "di_bawah": {"rendah": 1, "menengah": 3, "tinggi": 6},
}


class Kotak(NamedTuple):
    """One box, with what the regulation advises for the people in it."""

    nomor: int
    nama: str
    rekomendasi: str


def tingkat_kinerja(predikat: str, di_atas: Decimal, sesuai: Decimal) -> str:
    """`di_atas`, `sesuai` or `di_bawah` (expectation) for a rating."""
    angka = ANGKA[predikat]
    return "di_atas" if angka >= di_atas else "sesuai" if angka >= sesuai else "di_bawah"


def nomor(kinerja: str, potensi: str) -> int:
    """The box, 1 to 9, of a level of performance and a potential."""
    return _NOMOR[kinerja][potensi]


def tempatkan(predikat: str | None, potensi: str | None, batas: tuple[Decimal, Decimal]) -> Kotak | None:
    """The box of a person; None unless both were recorded: a JPM alone says nothing of potential."""
    if predikat is None or potensi is None:
        return None
    return semua()[nomor(tingkat_kinerja(predikat, *batas), potensi)]


def semua() -> dict[int, Kotak]:
    """Box number -> box."""
    return {int(b["kotak"]): Kotak(int(b["kotak"]), b["nama"], b["rekomendasi"]) for b in baca_acuan("kotak")}
