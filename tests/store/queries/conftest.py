"""A plain in-memory connection with reference data only: the queries know no door."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.queries.isi import isi


@pytest.fixture
def kon(basis_induk: Path) -> Iterator[sqlite3.Connection]:
    """Three agencies (PKM-A a unit of DINKES), two jobs, period 2025; foreign keys hold during and after the test."""
    kon = sqlite3.connect(":memory:")
    asal = sqlite3.connect(basis_induk)
    asal.backup(kon)
    asal.close()
    kon.execute("PRAGMA foreign_keys = ON")
    isi(kon, "opd", "id, kode, nama, induk_id", (1, "DINKES", "Dinas Kesehatan", None),
        (2, "DISDIK", "Dinas Pendidikan", None), (3, "PKM-A", "Puskesmas Kolok", 1))  # fmt: skip
    isi(kon, "jabatan", "id, kode, nama, jenjang", (1, "STAF", "Staf", None), (2, "LURAH", "Lurah", "Pengawas"))
    isi(kon, "periode", "id, kode, mulai, selesai", (1, "2025", "2025-01-01", "2025-12-31"))
    yield kon
    assert kon.execute("PRAGMA foreign_key_check").fetchall() == []
    kon.close()
