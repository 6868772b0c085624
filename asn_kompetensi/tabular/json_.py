"""JSON out: flat objects, one a line, streamed in chunks; what a terminal could obey is escaped the JSON way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import TextIO

from asn_kompetensi.tabular.ejaan import Ejaan, eja_baris
from asn_kompetensi.tabular.nilai import json_teks
from asn_kompetensi.tabular.tabel import Aliran

# JSON escapes C0 by itself. DEL, C1, bidi controls and lone surrogates are legal in JSON but not on a terminal or in
# UTF-8; as \uXXXX they survive a round trip.
_TERLARANG = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Exact types only: a subclass (bool, StrEnum) takes the slow, careful way.
_CEPAT: dict[type, Callable[..., str]] = {str: encode_basestring, int: str, type(None): lambda _: "null"}


def tulis_larik(keluar: Aliran, nama: Sequence[str], baris: Iterable[Sequence[object]]) -> None:
    """Write rows as an array of objects, `[]` when there are none. Memory does not grow with the rows."""
    ejaan = [_ejaan(("},\n{" if i == 0 else ", ") + json_teks(n) + ": ") for i, n in enumerate(nama)]
    ada = False
    for potongan in eja_baris(ejaan, baris):
        keluar.write(potongan if ada else "[" + potongan[2:])
        ada = True
    keluar.write("}\n]\n" if ada else "[]\n")


def _ejaan(kunci: str) -> Ejaan:
    """A column spelled as members of its objects, the key in front."""

    def eja(nilai: object) -> str:
        return aman(kunci + _CEPAT.get(type(nilai), json_teks)(nilai))

    def sekaligus(nilai: Sequence[str]) -> Sequence[str]:
        hasil = [kunci + encode_basestring(satu) for satu in nilai]
        seluruh = "".join(nilai)
        return hasil if aman(seluruh) is seluruh and aman(kunci) is kunci else list(map(aman, hasil))

    return Ejaan(eja, sekaligus)


def tulis_satu(keluar: TextIO, objek: Mapping[str, object]) -> None:
    """Write one object, a field a line, and the elements of a list of records a line each."""
    if not objek:
        keluar.write("{}\n")
        return
    bidang = (f"  {json_teks(str(k))}: {_bertingkat(v)}" for k, v in objek.items())
    keluar.write(aman("{\n" + ",\n".join(bidang) + "\n}\n"))


def _bertingkat(nilai: object) -> str:
    if isinstance(nilai, list | tuple) and not hasattr(nilai, "_asdict") and any(not _tunggal(v) for v in nilai):
        return "[\n" + ",\n".join(f"    {json_teks(v)}" for v in nilai) + "\n  ]"
    return json_teks(nilai)


def _tunggal(nilai: object) -> bool:
    return nilai is None or isinstance(nilai, str | int | float)


def aman(teks: str) -> str:
    r"""Escape as `\uXXXX` the characters that are legal in JSON but dangerous on a terminal or not UTF-8 at all."""
    if teks.isascii() and "\x7f" not in teks:
        return teks
    return _TERLARANG.sub(lambda c: f"\\u{ord(c.group()):04x}", teks)
