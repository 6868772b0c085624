"""Taking one run back: every record it changed becomes what it was before."""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from typing import Any

from asn_kompetensi.store import catatan
from asn_kompetensi.store.queries.riwayat import Rekaman, dibatalkan, rekaman

# Whom a run named first, later runs may name too: an assessor named in the run goes when no score is left that names
# him. One registered by a run that stands stays, for a deletion may yet be undone; unless he is a person whom the run
# registered.
_LEPAS_PENILAI = """
    DELETE FROM penilai WHERE (id = :nomor OR pegawai_id = :pegawai)
       AND NOT EXISTS (SELECT 1 FROM nilai_penilai n WHERE n.penilai_id = penilai.id)
"""


def kembalikan(kon: sqlite3.Connection, jalankan: int) -> int:
    """Undo the records of a run inside the open transaction; returns how many. The trail notes it like any change.

    What the run added is removed first and what it removed put back last, so that no unique value meets its successor.
    Foreign keys are judged at the end of the transaction. Raises KeyError when a name in it has been erased since.
    """
    kon.execute("PRAGMA defer_foreign_keys = ON")
    tabel = {satu.nama: satu for satu in catatan.tabel_dicatat(kon)}
    semua = list(rekaman(kon, jalankan=jalankan))
    for satu in semua:
        if satu.lama is None and satu.tabel != "penilai":
            _hapus(kon, tabel[satu.tabel], satu)
    for nama, diubah in groupby((s for s in semua if s.lama and s.baru), key=lambda s: s.tabel):
        _ubah_semua(kon, tabel[nama], list(diubah))
    for satu in semua:
        if satu.baru is None:
            _tambah(kon, tabel[satu.tabel], satu)
    lepas = _penilai(semua) - _didaftarkan_lain(kon, jalankan)
    kon.executemany(_LEPAS_PENILAI, [{"nomor": nomor, "pegawai": None} for nomor in sorted(lepas)])
    kon.executemany(_LEPAS_PENILAI, [{"nomor": None, "pegawai": nomor} for nomor in _baru(semua, "pegawai")])
    return len(semua)


def _penilai(semua: list[Rekaman]) -> set[int]:
    """The assessors whom a run registered or named."""
    disebut = {
        json.loads(satu.baru)["penilai_id"] for satu in semua if satu.tabel == "nilai_penilai" and satu.baru is not None
    }
    return {*_baru(semua, "penilai")} | disebut


def _didaftarkan_lain(kon: sqlite3.Connection, jalankan: int) -> set[int]:
    """The assessors whom another run registered that stands."""
    batal = dibatalkan(kon)
    pendaftar = kon.execute(
        """SELECT kunci ->> '$[0]', max(jalankan_id) FROM catatan
            WHERE tabel = 'penilai' AND tabel <> 'nilai' AND lama IS NULL GROUP BY kunci"""
    )
    return {nomor for nomor, oleh in pendaftar if oleh != jalankan and oleh not in batal}


def _baru(semua: list[Rekaman], tabel: str) -> list[int]:
    """Numbers of the records that a run added."""
    return [json.loads(satu.kunci)[0] for satu in semua if satu.tabel == tabel and satu.lama is None]


def _isi_lama(tabel: catatan.Tabel, satu: Rekaman) -> list[Any]:
    isi: dict[str, Any] = {**json.loads(satu.lama or "{}"), **json.loads(satu.lama_pribadi or "{}")}
    return [isi[kolom] for kolom in tabel.isi]


def _kunci(tabel: catatan.Tabel) -> str:
    return " AND ".join(f"{kolom} = ?" for kolom in tabel.kunci)


def _hapus(kon: sqlite3.Connection, tabel: catatan.Tabel, satu: Rekaman) -> None:
    kon.execute(f"DELETE FROM {tabel.nama} WHERE {_kunci(tabel)}", json.loads(satu.kunci))


def _tambah(kon: sqlite3.Connection, tabel: catatan.Tabel, satu: Rekaman) -> None:
    nilai = [*json.loads(satu.kunci), *_isi_lama(tabel, satu)]
    tanda = ", ".join("?" * len(nilai))
    kon.execute(f"INSERT INTO {tabel.nama} ({', '.join((*tabel.kunci, *tabel.isi))}) VALUES ({tanda})", nilai)


def _ubah_semua(kon: sqlite3.Connection, tabel: catatan.Tabel, diubah: list[Rekaman]) -> None:
    """Change them back where they stand; where two had swapped a unique value, take them out first."""
    kon.execute("SAVEPOINT ubah")
    try:
        for satu in diubah:
            _ubah(kon, tabel, satu)
    except sqlite3.IntegrityError as galat:
        if not galat.sqlite_errorname.startswith("SQLITE_CONSTRAINT_UNIQUE"):
            raise
        kon.execute("ROLLBACK TO ubah")
        for satu in diubah:
            _hapus(kon, tabel, satu)
        for satu in diubah:
            _tambah(kon, tabel, satu)
    kon.execute("RELEASE ubah")


def _ubah(kon: sqlite3.Connection, tabel: catatan.Tabel, satu: Rekaman) -> None:
    isi = ", ".join(f"{kolom} = ?" for kolom in tabel.isi)
    kon.execute(
        f"UPDATE {tabel.nama} SET {isi} WHERE {_kunci(tabel)}", [*_isi_lama(tabel, satu), *json.loads(satu.kunci)]
    )
