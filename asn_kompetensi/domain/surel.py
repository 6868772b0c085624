"""E-mail addresses of agencies and people: exactly one recipient, nothing hidden in the field."""

from __future__ import annotations

import re

_POLA = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")


def baca_surel(teks: object) -> str:
    """The address without edge spaces. Raises ValueError when it is not one plain address."""
    isi = str(teks).strip()
    if len(isi) > 200 or not _POLA.fullmatch(isi):
        raise ValueError(f"alamat surel '{isi[:60]}' tidak sah; tulis satu alamat saja")
    return isi
