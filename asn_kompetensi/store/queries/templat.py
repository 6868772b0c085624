"""What a column of an empty sheet may be chosen from."""

from __future__ import annotations

import sqlite3

_PILIHAN = {
    "opd": "SELECT kode FROM opd WHERE selesai IS NULL ORDER BY kode",
    "jabatan": "SELECT kode FROM jabatan ORDER BY kode",
    "kompetensi": "SELECT kode FROM kompetensi ORDER BY urutan, kode",
    "periode": "SELECT kode FROM periode WHERE status = 'terbuka' ORDER BY selesai DESC, kode",
    "sumber": "SELECT kode FROM sumber ORDER BY id",
    "bentuk": "SELECT nama FROM bentuk ORDER BY id",
    "pelatihan": "SELECT kode FROM pelatihan ORDER BY kode",
}


def pilihan(kon: sqlite3.Connection, nama: str) -> tuple[str, ...]:
    """The registered codes or names of a list."""
    return tuple(str(satu) for (satu,) in kon.execute(_PILIHAN[nama]))
