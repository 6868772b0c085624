"""The days on which a class meets where that is not every day: a written list, checked against first and last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asn_kompetensi.domain.tanggal import baca_tanggal


def baca_jadwal(teks: str) -> list[date]:
    """Days from `2025-01-10;2025-01-24` (or with commas), in order, each once; [] for an empty text.

    Raises ValueError naming the part that is no date.
    """
    hasil = {
        hari
        for bagian in teks.split(";" if ";" in teks else ",")
        if bagian.strip() and (hari := baca_tanggal(bagian.strip())) is not None
    }
    return sorted(hasil)


def pastikan_jadwal(jadwal: Sequence[date], mulai: date, selesai: date) -> None:
    """A class begins on its first meeting and ends on its last. Raises ValueError otherwise; [] is every day."""
    if not jadwal:
        return
    if luar := [hari for hari in jadwal if not mulai <= hari <= selesai]:
        raise ValueError(f"jadwal {luar[0]} di luar {mulai} sampai {selesai}")
    if (jadwal[0], jadwal[-1]) != (mulai, selesai):
        raise ValueError(f"jadwal {jadwal[0]} sampai {jadwal[-1]} tidak sama dengan kelas {mulai} sampai {selesai}")
