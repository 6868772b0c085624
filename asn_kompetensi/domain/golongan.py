"""Golongan: `I/a` to `IV/e` for PNS with their pangkat, plain Roman `I` to `XVII` for PPPK (no pangkat)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.nama import kosong

_RUANG: Final = re.compile(r"(?<![a-z0-9])(I{1,3}|IV)(?:\s*[/\-.]\s*|)([a-e])(?![a-z0-9])", re.IGNORECASE)
_ROMAWI: Final = re.compile(r"(?:gol(?:ongan)?\b[\s.:]*)?([IVX]+)(?:[\s/,(-]+(?=[0-9])|$)", re.IGNORECASE)
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
    teks = " ".join(str(nilai).split()).strip("'’ ")
    if kosong(teks):
        return None
    if (kode := _KODE.fullmatch(teks)) and kode[1] in _per_kode():
        return _per_kode()[kode[1]]
    ditemukan = {f"{cocok[1].upper()}/{cocok[2].lower()}" for cocok in _RUANG.finditer(teks)}
    if not ditemukan and (romawi := _ROMAWI.match(teks)):
        ditemukan = {romawi[1].upper()}
    if len(ditemukan) == 1 and (hasil := ditemukan.pop()) in _daftar():
        return hasil
    raise ValueError(f"Golongan '{teks[:40]}' tidak dikenal; tulis seperti III/c, atau IX untuk PPPK.")


def pangkat(golongan: str) -> str | None:
    """The PNS rank name of a golongan (`III/c` is Penata); None for PPPK. KeyError when unknown."""
    return _daftar()[golongan]["pangkat"] or None


def urutan(golongan: str) -> int:
    """Sort order: PNS I/a to IV/e, then PPPK I to XVII (text order would put IX between). KeyError when unknown."""
    return int(_daftar()[golongan]["urutan"])
