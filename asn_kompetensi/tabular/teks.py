"""CSV (RFC 4180, for programs) and TSV (what a pipe gets): streamed, nothing cut, header = field names.

CSV text is exact but for one thing: a leading apostrophe is doubled, because imports take one away. Whoever wants to
open it in Excel is better served by `.xlsx`, where a name that starts like a formula stays a name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TextIO

from asn_kompetensi.tabular.nilai import BERBAHAYA, bersih, jaga_apostrof, json_teks, mesin

POTONGAN = 1000
# What csv.writer itself writes exactly; everything else goes through `mesin`.
_LANGSUNG = frozenset({str, int, type(None)})


def tulis_csv(keluar: TextIO, nama: Sequence[str], baris: Iterable[Sequence[object]]) -> None:
    """Comma, CRLF, quotes only where needed. On a terminal controls in the data are shown, not obeyed."""
    di_layar = keluar.isatty()
    mengalir = iter(baris)
    _csv_potongan(keluar, [nama])
    while potongan := list(islice(mengalir, POTONGAN)):
        siap = [[v if type(v) in _LANGSUNG else mesin(v) for v in b] for b in potongan]
        siap = [[jaga_apostrof(v) if isinstance(v, str) and v[:1] == "'" else v for v in b] for b in siap]
        if di_layar:
            siap = [[bersih(v) if isinstance(v, str) else v for v in b] for b in siap]
        _csv_potongan(keluar, siap)


def _csv_potongan(keluar: TextIO, baris: Iterable[Sequence[object]]) -> None:
    wadah = io.StringIO(newline="")
    csv.writer(wadah, lineterminator="\r\n").writerows(baris)
    keluar.write(utf8(wadah.getvalue()))


def utf8(teks: str) -> str:
    """Lone surrogates cannot be written as UTF-8: U+FFFD stands for them."""
    if teks.isascii():
        return teks
    return teks.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def tulis_tsv(keluar: TextIO, nama: Sequence[str], baris: Iterable[Sequence[object]]) -> None:
    """Tab and LF, no quoting: tabs and breaks in a value become a space, so one line is always one row."""
    keluar.write("\t".join(nama) + "\n")
    mengalir = iter(baris)
    while potongan := list(islice(mengalir, POTONGAN)):
        siap = [[jaga_apostrof(mesin(v)) for v in b] for b in potongan]
        if BERBAHAYA.search("".join(["".join(b) for b in siap])):
            siap = [[bersih(v) for v in b] for b in siap]
        keluar.write("".join(["\t".join(b) + "\n" for b in siap]))


def tulis_pasangan(keluar: TextIO, objek: Mapping[str, object]) -> None:
    """One object as `field<TAB>value` lines; lists and mappings as JSON text."""
    for nama, nilai in objek.items():
        teks = json_teks(nilai) if isinstance(nilai, list | tuple | Mapping) else mesin(nilai)
        keluar.write(f"{nama}\t{bersih(teks)}\n")
