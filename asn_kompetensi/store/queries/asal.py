"""Queries on where the scores of an import stand in its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def simpan(
    kon: sqlite3.Connection, jalankan: int, lembar: str, kolom: Sequence[tuple[int, str]], *, lebar: bool
) -> None:
    """Note the sheet of a run, the letter of each column `(competency, letter)`, and the rows of its scores.

    The scores are those that waited to be written (`nilai.tampung`). Of a wide sheet one row gives all of a person's
    and stands under competency 0; of a long one 0 in `kolom` is the one column of scores.
    """
    kon.execute("INSERT INTO asal_lembar (jalankan_id, lembar, nama) VALUES (?, 1, ?)", (jalankan, lembar))
    kon.executemany(
        "INSERT INTO asal_kolom (jalankan_id, lembar, kompetensi_id, kolom) VALUES (?, 1, ?, ?)",
        [(jalankan, *satu) for satu in kolom],
    )
    tentang = (
        "DISTINCT :jalankan, pegawai_id, periode_id, sumber_id, 0"
        if lebar
        else (":jalankan, pegawai_id, periode_id, sumber_id, kompetensi_id")
    )
    kon.execute(
        f"""INSERT INTO asal_baris (jalankan_id, pegawai_id, periode_id, sumber_id, kompetensi_id, lembar, baris)
            SELECT {tentang}, 1, baris FROM nilai_tampungan""",
        {"jalankan": jalankan},
    )


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
