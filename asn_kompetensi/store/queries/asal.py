"""Queries on where the scores of an import stand in its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from asn_kompetensi.store.tumpuk import sisipkan


def simpan(
    kon: sqlite3.Connection,
    jalankan: int,
    lembar: str,
    kolom: Sequence[tuple[int, str]],
    letak: Sequence[Sequence[int]],
) -> None:
    """Note the sheet of a run, the letter of each column `(competency, letter)`, and the rows.

    Competency 0 in `kolom` is the one column of scores of a long sheet. `letak` is given column by column: person,
    period, source, competency or 0 for all of the row, and the row as the spreadsheet shows it.
    """
    kon.execute("INSERT INTO asal_lembar (jalankan_id, lembar, nama) VALUES (?, 1, ?)", (jalankan, lembar))
    kon.executemany(
        "INSERT INTO asal_kolom (jalankan_id, lembar, kompetensi_id, kolom) VALUES (?, 1, ?, ?)",
        [(jalankan, *satu) for satu in kolom],
    )
    isi = dict(zip(("pegawai_id", "periode_id", "sumber_id", "kompetensi_id", "baris"), letak, strict=True))
    tetap = {"jalankan_id": [jalankan] * len(letak[0]), "lembar": [1] * len(letak[0])}
    sisipkan(kon, "asal_baris", isi | tetap)


def satu(
    kon: sqlite3.Connection, jalankan: int, pegawai_id: int, periode_id: int, sumber_id: int, kompetensi_id: int
) -> tuple[str, int, str] | None:
    """Sheet, row and column letter of a score of that run; None for one that came from no file."""
    baris: tuple[str, int, str] | None = kon.execute(
        """SELECT l.nama, b.baris, k.kolom
             FROM asal_baris b
             JOIN asal_lembar l ON l.jalankan_id = b.jalankan_id AND l.lembar = b.lembar
             JOIN asal_kolom k ON k.jalankan_id = b.jalankan_id AND k.lembar = b.lembar
                              AND k.kompetensi_id = iif(b.kompetensi_id = 0, :kompetensi, 0)
            WHERE b.jalankan_id = :jalankan AND b.pegawai_id = :pegawai AND b.periode_id = :periode
              AND b.sumber_id = :sumber AND b.kompetensi_id IN (:kompetensi, 0)""",
        {
            "jalankan": jalankan,
            "pegawai": pegawai_id,
            "periode": periode_id,
            "sumber": sumber_id,
            "kompetensi": kompetensi_id,
        },
    ).fetchone()
    return baris
