"""Writing one row of a registry table (agency, job, competency); table and columns are the program's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any


def tambah(kon: sqlite3.Connection, tabel: str, isi: Mapping[str, Any]) -> int:
    """Insert one row and return its id."""
    tanda = ", ".join(f":{kolom}" for kolom in isi)
    return kon.execute(f"INSERT INTO {tabel} ({', '.join(isi)}) VALUES ({tanda})", isi).lastrowid or 0


def perbarui(kon: sqlite3.Connection, tabel: str, baris_id: int, isi: Mapping[str, Any]) -> bool:
    """Set the columns that hold a value, leave those that are None; True when something really changed."""
    baru = {kolom: nilai for kolom, nilai in isi.items() if nilai is not None}
    if not baru:
        return False
    setel = ", ".join(f"{kolom} = :{kolom}" for kolom in baru)
    beda = " OR ".join(f"{kolom} IS NOT :{kolom}" for kolom in baru)
    kursor = kon.execute(
        f"UPDATE {tabel} SET {setel} WHERE id = :baris_id AND ({beda})", {**baru, "baris_id": baris_id}
    )
    return kursor.rowcount > 0
