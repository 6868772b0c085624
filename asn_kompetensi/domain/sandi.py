"""The file of passwords: one for each agency, to open its workbook with."""

from __future__ import annotations

import re
import tomllib
from typing import Final

PANJANG: Final = range(8, 256)  # Excel takes 255 at most; fewer than 8 are guessed in an evening
_BARIS: Final = re.compile(r"\s*([^=\s\"'][^=]*?)\s*=\s*(.*?)\s*")


def baca_sandi(teks: str) -> dict[str, str]:
    """Agency as written -> password, from TOML (`DINKES = "sandi"`) or from lines `DINKES=sandi`; `#` is a comment.

    Raises ValueError with a sentence that says where, and never holds a password.
    """
    try:
        isi = tomllib.loads(teks)
    except tomllib.TOMLDecodeError:
        return _baca_baris(teks)
    for kode, sandi in isi.items():
        if not isinstance(sandi, str):
            raise ValueError(f"sandi {kode[:60]} harus teks di antara tanda petik")
        _periksa(kode, sandi)
    return isi


def _baca_baris(teks: str) -> dict[str, str]:
    hasil: dict[str, str] = {}
    for nomor, baris in enumerate(teks.splitlines(), 1):
        if not baris.strip() or baris.lstrip().startswith("#"):
            continue
        cocok = _BARIS.fullmatch(baris)
        if cocok is None:
            raise ValueError(f"baris {nomor} bukan KODE=sandi")
        kode, sandi = cocok[1], cocok[2]
        if len(sandi) > 1 and sandi[0] == sandi[-1] and sandi[0] in "\"'":
            sandi = sandi[1:-1]
        if kode in hasil:
            raise ValueError(f"baris {nomor}: sandi {kode[:60]} ditulis dua kali")
        _periksa(kode, sandi)
        hasil[kode] = sandi
    return hasil


def _periksa(kode: str, sandi: str) -> None:
    if len(sandi) not in PANJANG:
        raise ValueError(f"sandi {kode[:60]} harus {PANJANG[0]} sampai {PANJANG[-1]} huruf")
    if not sandi.isprintable():
        raise ValueError(f"sandi {kode[:60]} memuat tanda yang tidak tampak")
