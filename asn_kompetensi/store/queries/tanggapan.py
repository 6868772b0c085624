"""Queries on the questionnaires of a class: what was answered, by how many, and storing it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Kunci = tuple[int, str]


class Jumlah(NamedTuple):
    """Answers to one statement in one class by one kind of answerer: how many, and their sum."""

    kelas_id: int
    jenis: str
    penilai: str
    butir: str
    banyak: int
    total: int


def jawaban(kon: sqlite3.Connection, kelas_id: int, jenis: str) -> dict[Kunci, dict[str, int]]:
    """`(number, who answered)` -> statement -> answer, of one form in a class."""
    hasil: dict[Kunci, dict[str, int]] = {}
    for nomor, penilai, butir, nilai in kon.execute(
        """SELECT t.nomor, t.penilai, b.butir, b.nilai FROM tanggapan t JOIN tanggapan_butir b ON b.tanggapan_id = t.id
            WHERE t.kelas_id = ? AND t.jenis = ?""",
        (kelas_id, jenis),
    ):
        hasil.setdefault((nomor, penilai), {})[butir] = nilai
    return hasil


def simpan(kon: sqlite3.Connection, kelas_id: int, jenis: str, isi: Iterable[tuple[int, str, str, int]]) -> None:
    """Store `(number, who answered, statement, answer)`; an answer that is there already is replaced.

    Behaviour is stored with whom it is about: the number is that of a participant of the class.
    """
    baris = list(isi)
    kon.executemany(
        """INSERT INTO tanggapan (kelas_id, jenis, nomor, penilai, peserta_id)
           SELECT :k, :j, :n, :p, (SELECT id FROM peserta WHERE :j = 'perilaku' AND kelas_id = :k AND nomor = :n)
            WHERE TRUE
           ON CONFLICT (kelas_id, jenis, nomor, penilai) DO NOTHING""",
        [
            {"k": kelas_id, "j": jenis, "n": nomor, "p": penilai}
            for nomor, penilai in dict.fromkeys(satu[:2] for satu in baris)
        ],
    )
    kon.executemany(
        """INSERT INTO tanggapan_butir (tanggapan_id, butir, nilai)
           SELECT id, ?, ? FROM tanggapan WHERE kelas_id = ? AND jenis = ? AND nomor = ? AND penilai = ?
           ON CONFLICT (tanggapan_id, butir) DO UPDATE SET nilai = excluded.nilai WHERE nilai <> excluded.nilai""",
        [(butir, nilai, kelas_id, jenis, nomor, penilai) for nomor, penilai, butir, nilai in baris],
    )


def jumlah(kon: sqlite3.Connection, kelas_id: Sequence[int]) -> list[Jumlah]:
    """Sums by class, form, answerer and statement."""
    kursor = kon.execute(
        """SELECT t.kelas_id, t.jenis, t.penilai, b.butir, count(*), sum(b.nilai)
             FROM tanggapan t JOIN tanggapan_butir b ON b.tanggapan_id = t.id
            WHERE t.kelas_id IN (SELECT value FROM json_each(?))
            GROUP BY t.kelas_id, t.jenis, t.penilai, b.butir ORDER BY t.kelas_id, t.jenis, t.penilai, b.butir""",
        (json.dumps(list(kelas_id)),),
    )
    return [Jumlah._make(baris) for baris in kursor]


def orang(kon: sqlite3.Connection, kelas_id: Sequence[int]) -> list[tuple[int, str, str, int]]:
    """`(class, form, answerer, how many)`; `reaksi` counts sheets, `perilaku` the participants they are about.

    For `perilaku` the answerer is `diri` or, for all others together, `lain`.
    """
    return kon.execute(
        """SELECT t.kelas_id, t.jenis, iif(t.penilai IN ('diri', 'peserta'), t.penilai, 'lain'), count(DISTINCT t.nomor)
             FROM tanggapan t
            WHERE t.kelas_id IN (SELECT value FROM json_each(?))
              AND EXISTS (SELECT 1 FROM tanggapan_butir b WHERE b.tanggapan_id = t.id)
            GROUP BY 1, 2, 3""",
        (json.dumps(list(kelas_id)),),
    ).fetchall()
