"""Who changed a record last: its version is the number of that run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

Perubahan = tuple[int, str, str]  # run, actor, time (UTC)
_SIAPA = "SELECT j.id, j.petugas, j.waktu FROM jalankan j WHERE j.id = "


def rekaman(kon: sqlite3.Connection, letak: Iterable[tuple[str, Any]]) -> Perubahan | None:
    """The newest change of some records `(table, first column of the key)`; None when none was ever noted."""
    nomor = [
        kon.execute(
            """SELECT max(jalankan_id) FROM catatan
                WHERE tabel = :tabel AND tabel <> 'nilai'
                  AND (kunci = '[' || :kunci || ']'
                       -- every key that begins with `[7,`: a minus is the sign after the comma
                       OR (kunci > '[' || :kunci || ',' AND kunci < '[' || :kunci || '-'))""",
            {"tabel": tabel, "kunci": kunci},
        ).fetchone()[0]
        for tabel, kunci in letak
    ]
    return _siapa(kon, max((satu for satu in nomor if satu is not None), default=None))


def penempatan(kon: sqlite3.Connection, pegawai_id: int) -> list[int]:
    """Ids of a person's placements."""
    return [satu for (satu,) in kon.execute("SELECT id FROM penempatan WHERE pegawai_id = ?", (pegawai_id,))]


def standar(kon: sqlite3.Connection, jabatan_id: int) -> list[int]:
    """Ids of a job's standards."""
    return [satu for (satu,) in kon.execute("SELECT id FROM standar WHERE jabatan_id = ?", (jabatan_id,))]


def nilai(kon: sqlite3.Connection, pegawai_id: int, periode_id: int) -> dict[tuple[int, int], int]:
    """`(competency, source)` -> the run that wrote the person's score in a period."""
    return {
        (kompetensi_id, sumber_id): jalankan
        for kompetensi_id, sumber_id, jalankan in kon.execute(
            "SELECT kompetensi_id, sumber_id, jalankan_id FROM nilai WHERE pegawai_id = ? AND periode_id = ?",
            (pegawai_id, periode_id),
        )
    }


def nilai_terakhir(kon: sqlite3.Connection, kunci: str, sesudah: int) -> Perubahan | None:
    """The newest change of one score after a run, also its deletion; `kunci` as the trail writes it."""
    nomor = kon.execute(
        """SELECT max(c.jalankan_id) FROM rantai r
             JOIN catatan c ON c.jalankan_id = r.jalankan_id AND c.tabel = 'nilai' AND c.kunci = ?
            WHERE r.tabel = 'nilai' AND r.jalankan_id > ?""",
        (kunci, sesudah),
    ).fetchone()[0]
    return _siapa(kon, nomor)


def _siapa(kon: sqlite3.Connection, nomor: int | None) -> Perubahan | None:
    baris: Perubahan | None = None if nomor is None else kon.execute(f"{_SIAPA}?", (nomor,)).fetchone()
    return baris
