"""Who changed a record last: its version is the number of that run."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

from asn_kompetensi.store.catatan import PEMBATALAN

# `tabel <> 'nilai'` has to be said: only then is the partial index of the trail of any use.
_CATATAN: Final = "SELECT max(jalankan_id) AS jalankan FROM catatan WHERE tabel <> 'nilai' AND tabel = "


def _sendiri(tabel: str) -> str:
    return f"{_CATATAN}'{tabel}' AND kunci = '[' || :nomor || ']'"


def _berawalan(tabel: str) -> str:
    """Rows whose key begins with the record's; `-` is the sign after the comma."""
    return f"{_CATATAN}'{tabel}' AND kunci > '[' || :nomor || ',' AND kunci < '[' || :nomor || '-'"


def _alias(benda: str) -> str:
    return f"{_CATATAN}'{benda}_alias' AND kunci LIKE '%,' || :nomor || ']'"


# CROSS JOIN keeps the order: SQLite would rather walk the whole trail than look into the few runs.
def _anak(tabel: str, induk: str) -> str:
    """Rows that name the record in a column: those there are, and those taken back (nothing else deletes them)."""
    return f"""SELECT max(c.jalankan_id) FROM {tabel} t JOIN catatan c ON c.tabel = '{tabel}' AND c.tabel <> 'nilai'
                   AND c.kunci = '[' || t.id || ']' WHERE t.{induk} = :nomor
         UNION ALL SELECT max(c.jalankan_id) FROM jalankan j
               CROSS JOIN catatan c ON c.jalankan_id = j.id AND c.tabel = '{tabel}'
                    WHERE (j.perintah = '{PEMBATALAN}' OR j.perintah GLOB '{PEMBATALAN} *')
                      AND c.baru IS NULL AND c.lama ->> '$.{induk}' = :nomor"""


# Noun -> the rows that a clerk reads and edits as one record.
_BAGIAN: Final = {
    "opd": (_sendiri("opd"), _alias("opd")),
    "jabatan": (_sendiri("jabatan"), _alias("jabatan"), _anak("standar", "jabatan_id")),
    "kompetensi": (_sendiri("kompetensi"), _alias("kompetensi")),
    "pegawai": (_sendiri("pegawai"), _anak("penempatan", "pegawai_id")),
    "pelatihan": (_sendiri("pelatihan"), _berawalan("pelatihan_sasaran")),
    "kelas": (_sendiri("kelas"), _berawalan("kelas_opd"), _sendiri("kelas_rincian"), _berawalan("kelas_hari")),
}


class NilaiDicatat(NamedTuple):
    """One note of the trail on a score; `lama` and `baru` are JSON, None where there was no score."""

    jalankan: int
    kunci: str
    kompetensi: str
    periode: str
    lama: str | None
    baru: str | None


def perintah_rekaman(benda: str) -> str:
    """The query behind `rekaman`, for a noun of ours."""
    return f"SELECT max(jalankan) FROM ({' UNION ALL '.join(_BAGIAN[benda])})"


def rekaman(kon: sqlite3.Connection, benda: str, nomor: int) -> int:
    """The newest run that changed a record by its id; 0 when none was ever noted."""
    return int(kon.execute(perintah_rekaman(benda), {"nomor": nomor}).fetchone()[0] or 0)


PERINTAH_NILAI: Final = """
    SELECT c.jalankan_id, c.kunci, k.kode, p.kode, c.lama, c.baru
      FROM rantai r CROSS JOIN catatan c ON c.jalankan_id = r.jalankan_id AND c.tabel = 'nilai'
           AND c.kunci > '[' || :pegawai || ',' AND c.kunci < '[' || :pegawai || '-'
      JOIN jalankan j ON j.id = r.jalankan_id
      JOIN kompetensi k ON k.id = c.kunci ->> '$[1]'
      JOIN periode p ON p.id = c.kunci ->> '$[2]'
     WHERE r.tabel = 'nilai' AND r.jalankan_id > :sesudah
           -- an older file begins its trail with every score it holds: nobody changed those
       AND j.perintah <> 'pembaruan skema'
       AND (:periode IS NULL OR p.id = :periode)
       AND (:sumber IS NULL OR c.kunci ->> '$[3]' = :sumber)
     ORDER BY c.jalankan_id, k.urutan
"""


def nilai_sesudah(
    kon: sqlite3.Connection, pegawai_id: int, sesudah: int, periode_id: int | None, sumber_id: int | None
) -> list[NilaiDicatat]:
    """What finished runs after `sesudah` did to a person's scores, deletions included, in the order of the runs."""
    isi = {"pegawai": pegawai_id, "sesudah": sesudah, "periode": periode_id, "sumber": sumber_id}
    return [NilaiDicatat(*satu) for satu in kon.execute(PERINTAH_NILAI, isi)]
