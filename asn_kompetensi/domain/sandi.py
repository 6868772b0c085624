"""The file of passwords: one for each agency, to open its workbook with."""

from __future__ import annotations

import re
import tomllib
from typing import Final

PANJANG: Final = range(8, 256)  # Excel takes 255 at most; fewer than 8 are guessed in an evening
_BARIS: Final = re.compile(r"\s*(?P<kode>[^=\s\"'][^=]*?)\s*=\s*(?P<sandi>.*?)\s*")
_BERPETIK: Final = re.compile(r"\s*(?P<kode>[^=\s\"'][^=]*?)\s*=\s*([\"'])(?P<sandi>[^\"'\\]*)\2\s*")


def baca_sandi(teks: str) -> dict[str, str]:
    """Agency as written -> password, from TOML (`DINKES = "sandi"`) or from lines `DINKES=sandi`; `#` is a comment.

    Which it is, all lines say alike: in TOML every password stands in quotes, in lines none does. A mixture could mean
    either, and a workbook under a password nobody knows is lost. Raises ValueError with a sentence that says where, and
    never holds a password.
    """
    baris = [(nomor, satu) for nomor, satu in enumerate(teks.splitlines(), 1) if satu.strip()[:1] not in ("", "#")]
    berpetik = [nomor for nomor, satu in baris if satu.partition("=")[2].strip()[:1] in ("'", '"', "[")]
    if not berpetik and not any(satu.lstrip().startswith("[") for _, satu in baris):
        return _baca_baris(baris)
    if len(berpetik) < len(baris) and not any(satu.lstrip().startswith("[") for _, satu in baris):
        lain = next(nomor for nomor, _ in baris if nomor not in berpetik)
        raise ValueError(f"baris {lain} tanpa tanda petik, baris {berpetik[0]} dengan; tulis semuanya sama")
    try:
        isi = tomllib.loads(teks)
    except tomllib.TOMLDecodeError:
        return _baca_baris(baris, berpetik=True)
    for kode, sandi in isi.items():
        if not isinstance(sandi, str):
            raise ValueError(f"sandi {kode[:60]} harus teks di antara tanda petik")
        _periksa(kode, sandi)
    return isi


def _baca_baris(baris: list[tuple[int, str]], *, berpetik: bool = False) -> dict[str, str]:
    hasil: dict[str, str] = {}
    for nomor, satu in baris:
        cocok = (_BERPETIK if berpetik else _BARIS).fullmatch(satu)
        if cocok is None:
            raise ValueError(f"baris {nomor} bukan KODE=sandi")
        kode, sandi = cocok["kode"], cocok["sandi"]
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
