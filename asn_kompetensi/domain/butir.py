"""The two questionnaires on a training (Kirkpatrick 1 and 3): what they ask, and how an answer is read.

The statements are reference data. `versi` counts the wordings of a form, so that an old sheet is not read as a new one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.nama import kosong

JENIS: Final = {"reaksi": "formulir reaksi peserta", "perilaku": "formulir perilaku di tempat kerja"}
PENILAI: Final = ("atasan", "rekan", "bawahan", "diri")
DIEDARKAN: Final = ("atasan", "rekan", "diri")  # who is asked about each participant; `bawahan` may be written in
JAWABAN: Final = {1: "sangat tidak setuju", 2: "tidak setuju", 3: "setuju", 4: "sangat setuju"}
_JAWABAN = re.compile(r"([1-4])(?:[.,]0+)?")
_VERSI = re.compile(r"formulir (reaksi|perilaku)\b.*\bversi (\d+)", re.IGNORECASE)


class Butir(NamedTuple):
    """One statement: its key, the heading of its column, and the sentence."""

    kunci: str
    judul: str
    pernyataan: str
    versi: int


@cache
def butir(jenis: str) -> tuple[Butir, ...]:
    """The statements of a form in their order. Raises ValueError naming the kinds there are."""
    if jenis not in JENIS:
        raise ValueError(f"jenis formulir '{jenis[:20]}' tidak ada; pilih {' atau '.join(JENIS)}")
    return tuple(
        Butir(satu["kunci"], satu["judul"], satu["pernyataan"], int(satu["versi"]))
        for satu in baca_acuan("butir")
        if satu["jenis"] == jenis
    )


def versi(jenis: str) -> int:
    """The wording in use."""
    return max(satu.versi for satu in butir(jenis))


def judul_formulir(jenis: str) -> str:
    """The title of a form, by which it is known when it comes back."""
    return f"{JENIS[jenis].upper()}, VERSI {versi(jenis)}"


def baca_judul(teks: str) -> tuple[str, int] | None:
    """`(jenis, versi)` of a title line; None for any other line."""
    cocok = _VERSI.search(teks)
    return (cocok[1].lower(), int(cocok[2])) if cocok else None


def baca_jawaban(nilai: object) -> int | None:
    """An answer from 1 to 4; None where nothing was chosen. Raises ValueError for anything else."""
    if nilai is None or (isinstance(nilai, str) and kosong(nilai)):
        return None
    if isinstance(nilai, int | float) and not isinstance(nilai, bool) and nilai in JAWABAN:
        return int(nilai)
    if isinstance(nilai, str) and nilai.isascii() and (cocok := _JAWABAN.fullmatch(nilai.strip())):
        return int(cocok[1])
    raise ValueError(f"jawaban '{str(nilai)[:40]}' bukan 1, 2, 3, atau 4")


def baca_penilai(nilai: object) -> str:
    """Who answers about a participant. Raises ValueError naming the choices."""
    isi = str(nilai or "").strip().casefold()
    if isi not in PENILAI:
        raise ValueError(f"penilai '{isi[:20]}' tidak dikenal; pilih {', '.join(PENILAI)}")
    return isi


def baca_nomor(nilai: object) -> int:
    """The number of a sheet. Raises ValueError for anything but a whole number from 1 to 100.000."""
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    if isinstance(nilai, bool) or not (isi.isascii() and isi.isdigit() and 1 <= int(isi[:7]) <= 100_000):
        raise ValueError(f"nomor '{str(nilai)[:20]}' bukan bilangan bulat mulai 1")
    return int(isi)
