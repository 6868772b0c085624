"""How many bytes a score takes in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from benchmarks.hasil import Baris, ribuan
from benchmarks.ukur import Cara, Sebaran, Tempat

SASARAN = 16


def ukur(semua: Sequence[Tempat], _: Cara) -> Iterator[Baris]:
    """Pages of `nilai` divided by its rows, in each city; nothing where this SQLite cannot count pages."""
    for tempat in semua:
        with closing(sqlite3.connect(tempat.basis)) as kon:
            try:
                isi = kon.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'nilai'").fetchone()[0]
            except sqlite3.OperationalError:  # built without dbstat
                return
            banyak = kon.execute("SELECT count(*) FROM nilai").fetchone()[0]
        seluruhnya = ribuan(round(tempat.basis.stat().st_size / 1e6))
        yield Baris(
            "ukuran", f"{tempat.ukuran.nama}: satu baris nilai", Sebaran.dari([isi / banyak]),
            f"{ribuan(banyak)} baris; berkasnya {seluruhnya} MB", "byte", SASARAN,
        )  # fmt: skip
