"""The audit trail: every record a run changes, old and new; history, undo and the chain (`store.rantai`) read it.

The rows are noted as they change (`store.pemicu`). What names a person (`PRIBADI`) is chained as a salted digest only;
the plain text and its salt stand in `catatan_pribadi`, so that erasing a person leaves the chain verifiable.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

# The trail itself with what belongs to a run (where its scores stand in its file), the fixed list of sources that every
# new file is born with, the log of what left the office, which nothing can change, and frozen rows, which have their
# seal.
TIDAK_DICATAT = frozenset(
    (
        *("jalankan", "asal_lembar", "asal_letak", "asal_kolom", "catatan", "catatan_pribadi", "rantai"),
        *("sumber", "penyaluran"),
    )
)
_BEKU = "beku_"
PRIBADI = {
    "pegawai": ("nip", "nama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "surel"),
    "opd": ("kepala_nip",),
    "penilai": ("nama", "kunci"),
    # What was said to or about a person: such a text may name anyone.
    "keengganan": ("catatan",),
    "keengganan_tindakan": ("catatan",),
    # Who supervises or organises what is planned, in the clerk's own words.
    "rencana_isian": ("penyelenggara", "pembina"),
}
# Whose records may name someone they are not about: an erasure takes the side that did.
SEPIHAK = ("opd", "penilai", "rencana_isian")
PENYAMARAN = "pegawai samarkan"  # the command that erases
PEMBATALAN = "batal"  # the command that takes a run back; the run's line has the number behind it (older ones have not)
TANPA_GARAM = "0" * 32  # where a name beside it has been erased
_DIKENAL: dict[tuple[tuple[str, str], ...], list[Tabel]] = {}  # tables by their text: read once for a schema


class Tabel(NamedTuple):
    """A table of the trail: its key columns and the others, generated ones left out."""

    nama: str
    kunci: tuple[str, ...]
    isi: tuple[str, ...]

    def teks_kunci(self, baris: str = "") -> str:
        """SQL of the key of a row as a JSON array; `baris` is an alias such as `NEW`."""
        return f"json_array({', '.join(_kolom(baris, satu) for satu in self.kunci)})"

    def teks_isi(self, baris: str = "") -> str:
        """SQL of the other columns of a row as a JSON object."""
        pasangan = (f"'{satu}', {_kolom(baris, satu)}" for satu in self.isi)
        return f"json_object({', '.join(pasangan)})"


def _kolom(baris: str, kolom: str) -> str:
    return f"{baris}.{kolom}" if baris else kolom


def tabel_dicatat(kon: sqlite3.Connection) -> list[Tabel]:
    """The tables whose records are audited, by name."""
    skema = kon.execute(
        """SELECT name, sql FROM main.sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"""
    ).fetchall()
    ingat = tuple(skema)
    if ingat not in _DIKENAL:
        _DIKENAL[ingat] = _baca_tabel(kon, [nama for nama, _ in skema])
    return _DIKENAL[ingat]


def _baca_tabel(kon: sqlite3.Connection, nama_tabel: list[str]) -> list[Tabel]:
    hasil = []
    for nama in nama_tabel:
        if nama in TIDAK_DICATAT or nama.startswith(_BEKU):
            continue
        kolom = kon.execute("SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", (nama,)).fetchall()
        kunci = [satu for satu, letak in sorted(kolom, key=lambda k: int(k[1])) if letak]
        hasil.append(Tabel(nama, tuple(kunci), tuple(satu for satu, letak in kolom if not letak)))
    return hasil


def berubah(kon: sqlite3.Connection, jalankan: int) -> bool:
    """Whether the run has changed any record so far; a record changed there and back does not count."""
    return (
        kon.execute("SELECT 1 FROM catatan WHERE jalankan_id = ? AND lama IS NOT baru LIMIT 1", (jalankan,)).fetchone()
        is not None
    )


# SQL of the person (id) whom a row `c` of the trail is about, NULL where it is about none. A step is found through its
# record as it was in that run: a number given up by one record may later be another's. (`<> 'nilai'`: else SQLite does
# not see that the partial index fits.)
MILIK = """
    CASE c.tabel
        WHEN 'pegawai' THEN c.kunci ->> '$[0]'
        WHEN 'penilai' THEN coalesce(c.baru, c.lama) ->> '$.pegawai_id'
        WHEN 'keengganan' THEN coalesce(c.baru, c.lama) ->> '$.pegawai_id'
        WHEN 'keengganan_tindakan' THEN (
            SELECT coalesce(e.baru, e.lama) ->> '$.pegawai_id' FROM catatan e
             WHERE e.tabel = 'keengganan' AND e.tabel <> 'nilai'
               AND e.kunci = json_array(coalesce(c.baru, c.lama) ->> '$.keengganan_id')
               AND json_valid(coalesce(e.baru, e.lama))
               AND e.jalankan_id <= c.jalankan_id ORDER BY e.jalankan_id DESC LIMIT 1)
    END
"""


def tersamar(kon: sqlite3.Connection) -> set[int]:
    """Who has been erased, according to the chained runs that did it: only of them may an identity be gone."""
    return {
        nomor
        for (nomor,) in kon.execute(
            """SELECT c.kunci ->> '$[0]' FROM jalankan j JOIN catatan c ON c.jalankan_id = j.id AND c.tabel = 'pegawai'
                WHERE j.perintah = ?""",
            (PENYAMARAN,),
        )
    }


def tulis_json(isi: dict[str, object]) -> str:
    """JSON as SQLite writes it: no spaces, characters as they are."""
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"))
