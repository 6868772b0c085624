"""Many rows into a table at one go, given column by column."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

SETUMPUK = 250  # rows in one VALUES: the fastest load measured, half of executemany


def sisipkan(kon: sqlite3.Connection, tabel: str, kolom: Mapping[str, Sequence[Any]], akhiran: str = "") -> int:
    """Insert rows; `akhiran` says what to do with those that are there. Returns how many it put in or changed.

    All columns are equally long, else ValueError. One that says the same in every row stands in the statement: binding
    a value costs as much as storing it.
    """
    if len(set(map(len, kolom.values()))) > 1:
        raise ValueError("kolom tidak sama panjang")
    tulisan = {nama: _tulisan(isi) for nama, isi in kolom.items()}
    ganti = [kolom[nama] for nama, satu in tulisan.items() if satu == "?"]
    awal, tempat = f"INSERT INTO {tabel} ({', '.join(kolom)}) VALUES ", f"({', '.join(tulisan.values())})"
    perintah = cache(lambda banyak: f"{awal}{', '.join([tempat] * banyak)} {akhiran}")
    semua = len(next(iter(kolom.values())))
    hasil = 0
    for ke in range(0, semua, SETUMPUK):
        banyak = min(SETUMPUK, semua - ke)
        isi: list[Any] = [None] * (banyak * len(ganti))
        for letak, satu in enumerate(ganti):
            isi[letak :: len(ganti)] = satu[ke : ke + banyak]
        hasil += kon.execute(perintah(banyak), isi).rowcount
    return hasil


def _tulisan(isi: Sequence[Any]) -> str:
    """What stands for a column in the statement: its one value, else the place of a bound one."""
    if not isi or type(isi[0]) not in (int, type(None)) or isi[0] != isi[-1] or isi.count(isi[0]) < len(isi):
        return "?"
    return "NULL" if isi[0] is None else str(isi[0])
