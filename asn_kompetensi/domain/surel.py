"""E-mail addresses of agencies and people: exactly one recipient, nothing hidden in the field."""

from __future__ import annotations

import re

_POLA = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")


def baca_surel(teks: object) -> str:
    """The address without edge spaces. Raises ValueError when it is not one plain address."""
    isi = str(teks).strip()
    tampak = isi.isprintable()  # no control and no text-direction character
    if len(isi) > 200 or not tampak or not _POLA.fullmatch(isi):
        sebutan = "" if not tampak else f" '{isi[:60]}'"
        raise ValueError(f"alamat surel{sebutan} tidak sah; tulis satu alamat saja")
    return isi
