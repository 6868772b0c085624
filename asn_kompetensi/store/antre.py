"""Waiting for the writer's lock in short turns, so that Ctrl-C and SIGTERM are heard between them.

SQLite's own waiting is one call into C: a signal would be answered only when the lock is free, up to 30 s later.
"""

from __future__ import annotations

import sqlite3
import time

_GILIRAN = 0.2  # seconds; a person does not notice, and the lock is asked for more often than SQLite would


def mulai(kon: sqlite3.Connection, tunggu: float) -> None:
    """`BEGIN IMMEDIATE`, waiting up to `tunggu` seconds. Raises `sqlite3.OperationalError` (SQLITE_BUSY) after that."""
    batas = time.monotonic() + tunggu
    try:
        while True:
            kon.execute(f"PRAGMA busy_timeout = {_mili(min(_GILIRAN, tunggu))}")
            try:
                kon.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as salah:
                if not salah.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= batas:
                    raise
    finally:
        kon.execute(f"PRAGMA busy_timeout = {_mili(tunggu)}")


def _mili(detik: float) -> int:
    return round(detik * 1000)
