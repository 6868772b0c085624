"""Golongan: `I/a` to `IV/e` for PNS with their pangkat, plain Roman `I` to `XVII` for PPPK (no pangkat)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.nama import kosong

_RUANG: Final = re.compile(r"(?<![a-z0-9])(I{1,3}|IV|[1-4])\s*[/\-.]?\s*([a-e])(?![a-z0-9])", re.IGNORECASE)
_ROMAWI: Final = re.compile(
    r"(?:(?:pppk|p3k)\b[\s/:.\-]*)?(?:gol(?:ongan)?\b[\s.:]*)?([IVX]+)(?:\s*\(([a-z ]+)\)|[\s/,(-]+(?=[0-9])|$)",
    re.IGNORECASE,
)
_ANGKA: Final = ("I", "II", "III", "IV")
_SEBUTAN: Final = (
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas",
    "tiga belas", "empat belas", "lima belas", "enam belas", "tujuh belas",
)  # fmt: skip
_KODE: Final = re.compile(r"([1-4][1-5])(?:\.0+)?")


@cache
def _daftar() -> dict[str, dict[str, str]]:
    return {baris["golongan"]: baris for baris in baca_acuan("golongan")}


@cache
def _per_kode() -> dict[str, str]:
    return {baris["kode_siasn"]: gol for gol, baris in _daftar().items() if baris["kode_siasn"]}


def baca_golongan(nilai: object) -> str | None:
    """The golongan in a cell such as `Penata - III/c`, `III/c / 01-10-2019`, SIASN code 33 or `IX`; None when empty.

    Raises ValueError with a sentence when no golongan can be read or two different ones stand there.
    """
    if nilai is None:
        return None
    # One sign for a Roman number, as Word makes it, is the same number.
    teks = " ".join(unicodedata.normalize("NFKC", str(nilai)).split()).strip("'’ ")
    if kosong(teks):
        return None
    if (kode := _KODE.fullmatch(teks)) and kode[1] in _per_kode():
        return _per_kode()[kode[1]]
    ditemukan = {f"{_romawi(cocok[1])}/{cocok[2].lower()}" for cocok in _RUANG.finditer(teks)}
    if not ditemukan and (cocok := _ROMAWI.match(teks)) and _sebutan_cocok(cocok[1].upper(), cocok[2]):
        ditemukan = {cocok[1].upper()}
    if len(ditemukan) == 1 and (hasil := ditemukan.pop()) in _daftar():
        return hasil
    raise ValueError(f"Golongan '{teks[:40]}' tidak dikenal; tulis seperti III/c, atau IX untuk PPPK.")


def _romawi(tulisan: str) -> str:
    return _ANGKA[int(tulisan) - 1] if tulisan.isdigit() else tulisan.upper()


def _sebutan_cocok(golongan: str, sebutan: str | None) -> bool:
    """`IX (Sembilan)`: the word in brackets may only repeat the number."""
    if sebutan is None or golongan not in _daftar():
        return sebutan is None
    urut = list(_daftar()).index(golongan) - list(_daftar()).index("I")
    return " ".join(sebutan.lower().split()) in (_SEBUTAN[urut], "pppk")


def pangkat(golongan: str) -> str | None:
    """The PNS rank name of a golongan (`III/c` is Penata); None for PPPK. KeyError when unknown."""
    return _daftar()[golongan]["pangkat"] or None


def urutan(golongan: str) -> int:
    """Sort order: PNS I/a to IV/e, then PPPK I to XVII (text order would put IX between). KeyError when unknown."""
    return int(_daftar()[golongan]["urutan"])
