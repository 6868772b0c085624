"""Several values in one cell, separated by `;`, so that a value that holds a `;` comes back as the one it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

PEMISAH: Final = ";"
# A value in double quotes (doubled inside) up to the next separator, or anything without a separator.
_SATU: Final = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|$)|([^;]*)(?:;|$)')


def gabung(isi: Iterable[str]) -> str:
    """The values in one text: `Dinkes;"Bagian X; Y"`."""
    return PEMISAH.join(f'"{satu.replace(chr(34), chr(34) * 2)}"' if _perlu_petik(satu) else satu for satu in isi)


def _perlu_petik(teks: str) -> bool:
    return PEMISAH in teks or teks.lstrip().startswith('"')


def pisah(teks: str) -> list[str]:
    """The values of one text without edge spaces; empty ones are left out. A lone quote is a letter like any other."""
    hasil = []
    letak = 0
    while letak < len(teks):
        cocok = _SATU.match(teks, letak)
        if cocok is None:
            break
        isi = cocok[2] if cocok[1] is None else cocok[1].replace('""', '"')
        if isi.strip():
            hasil.append(isi.strip())
        letak = cocok.end()
    return hasil
