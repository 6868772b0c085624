"""Queries on who gave a score: someone registered, or a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from asn_kompetensi.store.queries.nilai import Kunci

# Who: the person's id, or the key of a name; one of the two is None.
Tanda = tuple[int | None, str | None]


def nomor(kon: sqlite3.Connection) -> dict[Tanda, int]:
    """Every assessor there is -> id."""
    return {
        (pegawai_id, kunci): penilai_id
        for penilai_id, pegawai_id, kunci in kon.execute("SELECT id, pegawai_id, kunci FROM penilai")
    }


def satu(kon: sqlite3.Connection, kunci: Kunci) -> Tanda | None:
    """Who gave one score, None where nobody is named."""
    baris: Tanda | None = kon.execute(
        """SELECT a.pegawai_id, a.kunci FROM nilai_penilai n JOIN penilai a ON a.id = n.penilai_id
            WHERE n.pegawai_id = ? AND n.kompetensi_id = ? AND n.periode_id = ? AND n.sumber_id = ?""",
        kunci,
    ).fetchone()
    return baris


def daftarkan(kon: sqlite3.Connection, baru: Sequence[tuple[int | None, str | None, str | None]]) -> None:
    """Add assessors `(pegawai_id, nama, kunci)`; those there are stay as they are.

    No number is given twice: a deletion that is undone would name somebody else.
    """
    (terakhir,) = kon.execute(
        """SELECT max(ifnull(max(kunci ->> '$[0]'), 0), (SELECT ifnull(max(id), 0) FROM penilai))
             FROM catatan WHERE tabel = 'penilai' AND tabel <> 'nilai'"""
    ).fetchone()
    kon.executemany(
        "INSERT INTO penilai (id, pegawai_id, nama, kunci) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(nomor, *satu) for nomor, satu in enumerate(baru, terakhir + 1)],
    )


def simpan(kon: sqlite3.Connection, baris: Sequence[tuple[int, int, int, int, int]]) -> None:
    """Say who gave scores: `(pegawai, kompetensi, periode, sumber, penilai)`."""
    kon.executemany(
        """INSERT INTO nilai_penilai (pegawai_id, kompetensi_id, periode_id, sumber_id, penilai_id)
           VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET penilai_id = excluded.penilai_id""",
        baris,
    )


def hapus(
    kon: sqlite3.Connection, pegawai_id: int, periode_id: int, kompetensi_id: int | None, sumber_id: int | None
) -> None:
    """Forget who gave the scores of a person in a period, before these are deleted."""
    kon.execute(
        """DELETE FROM nilai_penilai WHERE pegawai_id = :g AND periode_id = :p
              AND (:k IS NULL OR kompetensi_id = :k) AND (:s IS NULL OR sumber_id = :s)""",
        {"g": pegawai_id, "p": periode_id, "k": kompetensi_id, "s": sumber_id},
    )


def nama(kon: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Assessor -> NIP of someone registered (else the name), and name."""
    return {
        penilai_id: (nip or nama, orang or nama)
        for penilai_id, nip, orang, nama in kon.execute(
            """SELECT a.id, g.nip, g.nama, a.nama FROM penilai a LEFT JOIN pegawai g ON g.id = a.pegawai_id"""
        )
    }


def jenjang(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str | None]]:
    """Jobs as `(id, nama, jenjang)`."""
    return kon.execute("SELECT id, nama, jenjang FROM jabatan")
