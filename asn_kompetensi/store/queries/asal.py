"""Queries on where the scores of an import stand in its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def simpan(
    kon: sqlite3.Connection, jalankan: int, lembar: str, kolom: Sequence[tuple[int, str]], *, lebar: bool
) -> None:
    """Note the sheet of a run, the letter of each column `(competency, letter)`, and the rows of its scores.

    The scores are those that waited to be written (`nilai_tampungan.tampung`). Of a wide sheet one row gives all of a
    person's and stands under competency 0; of a long one 0 in `kolom` is the one column of scores.
    """
    kon.execute("INSERT INTO asal_lembar (jalankan_id, lembar, nama) VALUES (?, 1, ?)", (jalankan, lembar))
    kon.executemany(
        "INSERT INTO asal_kolom (jalankan_id, lembar, kompetensi_id, kolom) VALUES (?, 1, ?, ?)",
        [(jalankan, *satu) for satu in kolom],
    )
    isi = "(SELECT DISTINCT pegawai_id, 0 AS kompetensi_id, periode_id, sumber_id, baris FROM nilai_tampungan)"
    kon.execute(
        f"""INSERT INTO asal_letak (jalankan_id, lembar, pegawai_id, kompetensi, periode, sumber, baris)
            SELECT ?, 1, pegawai_id, json_group_array(kompetensi_id), json_group_array(periode_id),
                   json_group_array(sumber_id), json_group_array(baris)
              FROM {isi if lebar else "nilai_tampungan"} GROUP BY pegawai_id""",
        (jalankan,),
    )


def satu(
    kon: sqlite3.Connection, jalankan: int, pegawai_id: int, periode_id: int, sumber_id: int, kompetensi_id: int
) -> tuple[str, int, str] | None:
    """Sheet, row and column letter of a score of that run; None for one that came from no file."""
    baris: tuple[str, int, str] | None = kon.execute(
        """SELECT l.nama, a.baris ->> n.fullkey, k.kolom
             FROM asal_letak a
             JOIN asal_lembar l ON l.jalankan_id = a.jalankan_id AND l.lembar = a.lembar
             CROSS JOIN json_each(a.kompetensi) n
             JOIN asal_kolom k ON k.jalankan_id = a.jalankan_id AND k.lembar = a.lembar
                              AND k.kompetensi_id = iif(n.value = 0, :kompetensi, 0)
            WHERE a.jalankan_id = :jalankan AND a.pegawai_id = :pegawai AND n.value IN (:kompetensi, 0)
              AND a.periode ->> n.fullkey = :periode AND a.sumber ->> n.fullkey = :sumber""",
        {
            "jalankan": jalankan,
            "pegawai": pegawai_id,
            "periode": periode_id,
            "sumber": sumber_id,
            "kompetensi": kompetensi_id,
        },
    ).fetchone()
    return baris
