"""Waiting for the writer's lock in short turns, so that Ctrl-C and SIGTERM are heard between them.

SQLite's own waiting is one call into C: a signal would be answered only when the lock is free, up to 30 s later.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

_GILIRAN = 0.2  # seconds; a person does not notice, and the lock is asked for more often than SQLite would


def mulai(kon: sqlite3.Connection, tunggu: float) -> None:
    """`BEGIN IMMEDIATE`, waiting up to `tunggu` seconds. Raises `sqlite3.OperationalError` (SQLITE_BUSY) after that."""
    _bergiliran(kon, "BEGIN IMMEDIATE", tunggu, lambda: None)


def selesai(kon: sqlite3.Connection, tunggu: float, jeda: Callable[[], None]) -> None:
    """`COMMIT`, waiting for readers up to `tunggu` seconds; `jeda` is called between the turns, nothing saved yet."""
    _bergiliran(kon, "COMMIT", tunggu, jeda)


def _bergiliran(kon: sqlite3.Connection, perintah: str, tunggu: float, jeda: Callable[[], None]) -> None:
    batas = time.monotonic() + tunggu
    try:
        while True:
            kon.execute(f"PRAGMA busy_timeout = {_mili(min(_GILIRAN, tunggu))}")
            try:
                kon.execute(perintah)
                return
            except sqlite3.OperationalError as salah:
                if not salah.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= batas:
                    raise
            jeda()
    finally:
        kon.execute(f"PRAGMA busy_timeout = {_mili(tunggu)}")


def _mili(detik: float) -> int:
    return round(detik * 1000)
