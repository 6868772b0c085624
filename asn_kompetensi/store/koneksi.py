"""A connection to a SQLite file with the program's settings, and driver errors as sentences.

Settings are measured choices: with DELETE + EXTRA no acknowledged work was lost in simulated power cuts, and a clerk
who copies the one file gets all of it. With 16 MB of pages in memory a city is read once, however often it is gone
through; SQLite's own two are read again for every period.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store import kesalahan

BATAS_TUNGGU = 30.0
PENGATURAN: tuple[tuple[str, str], ...] = (
    ("foreign_keys", "ON"),
    ("recursive_triggers", "ON"),
    ("trusted_schema", "OFF"),
    ("secure_delete", "ON"),
    ("temp_store", "FILE"),
    ("synchronous", "EXTRA"),
    ("cache_size", "-16000"),
)


def sambung(lokasi: Path, mode: str, tunggu: float = BATAS_TUNGGU) -> sqlite3.Connection:
    """Open a file (`mode` rw or ro; a typo in a path never creates one) outside any transaction."""
    kon = sqlite3.connect(
        f"{lokasi.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=tunggu,
        cached_statements=64,
    )
    try:
        for nama, isi in PENGATURAN:
            kon.execute(f"PRAGMA {nama} = {isi}")
    except BaseException:
        kon.close()
        raise
    return kon


def sambung_kosong() -> sqlite3.Connection:
    """A connection to a temporary database of its own, which vanishes with it, for files to be attached to.

    A name without a schema means that database, then the files in the order they were attached. What has no room in
    memory goes into temporary files that have no name.
    """
    kon = sqlite3.connect(
        "file:?cache=private", uri=True, isolation_level=None, timeout=BATAS_TUNGGU, cached_statements=64
    )
    try:
        # References are checked at the end, all at once.
        for nama, isi in (("foreign_keys", "OFF"), ("trusted_schema", "OFF"), ("temp_store", "FILE")):
            kon.execute(f"PRAGMA {nama} = {isi}")
    except BaseException:
        kon.close()
        raise
    return kon


def lampirkan(kon: sqlite3.Connection, lokasi: Path, nama: str, mode: str) -> None:
    """Attach a file as schema `nama`; `mode` ro or rw, so that none is created."""
    kon.execute(f"ATTACH ? AS {nama}", (f"{lokasi.absolute().as_uri()}?mode={mode}",))


@contextmanager
def terjemah(lokasi: Path) -> Iterator[None]:
    """Turn driver errors, also those wrapped by SQLAlchemy, into sentences."""
    try:
        yield
    except sqlite3.Error as galat:
        raise kesalahan.terjemahkan(galat, lokasi) from galat
    except GalatASN:
        raise
    except (UnicodeDecodeError, json.JSONDecodeError) as galat:
        raise kesalahan.rusak(lokasi) from galat
    except Exception as galat:
        asli = getattr(galat, "orig", None)
        if isinstance(asli, sqlite3.Error):
            raise kesalahan.terjemahkan(asli, lokasi) from galat
        raise
