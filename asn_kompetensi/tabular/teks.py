"""CSV (RFC 4180, for programs) and TSV (what a pipe gets): streamed, nothing cut, header = field names.

CSV text is exact but for one thing: a leading apostrophe is doubled, because imports take one away. Whoever wants to
open it in Excel is better served by `.xlsx`, where a name that starts like a formula stays a name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from asn_kompetensi.tabular.ejaan import Ejaan, eja_baris
from asn_kompetensi.tabular.nilai import bersih, jaga_apostrof, json_teks, mesin
from asn_kompetensi.tabular.tabel import Aliran

# What may need quotes, a second apostrophe, or another character in UTF-8; csv.writer decides.
_KHUSUS = re.compile("[,\"\r\n'\ud800-\udfff]")


def tulis_csv(keluar: Aliran, nama: Sequence[str], baris: Iterable[Sequence[object]]) -> None:
    """Comma, CRLF, quotes only where needed. On a terminal controls in the data are shown, not obeyed."""
    keluar.write(_csv(nama))
    pemisah = [*[","] * (len(nama) - 1), "\r\n"]
    ejaan = [_ejaan_csv(satu, di_layar=keluar.isatty(), sendiri=len(nama) == 1) for satu in pemisah]
    for potongan in eja_baris(ejaan, baris):
        keluar.write(potongan)


def _csv(baris: Sequence[object]) -> str:
    wadah = io.StringIO(newline="")
    csv.writer(wadah, lineterminator="\r\n").writerow(baris)
    return utf8(wadah.getvalue())


def _ejaan_csv(pemisah: str, *, di_layar: bool, sendiri: bool) -> Ejaan:
    """A column as CSV with what follows it. `sendiri`: the only one, where even an empty text needs quotes."""

    def eja(nilai: object) -> str:
        isi = jaga_apostrof(mesin(nilai))
        if di_layar:
            isi = bersih(isi)
        if isi and not _KHUSUS.search(isi):
            return isi + pemisah
        return (_csv((isi,))[:-2] if sendiri else _csv((isi, None))[:-3]) + pemisah

    def sekaligus(nilai: Sequence[str]) -> Sequence[str]:
        if di_layar or sendiri or _KHUSUS.search("".join(nilai)):
            return list(map(eja, nilai))
        return [satu + pemisah for satu in nilai]

    return Ejaan(eja, sekaligus)


def utf8(teks: str) -> str:
    """Lone surrogates cannot be written as UTF-8: U+FFFD stands for them."""
    if teks.isascii():
        return teks
    return teks.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def tulis_tsv(keluar: Aliran, nama: Sequence[str], baris: Iterable[Sequence[object]]) -> None:
    """Tab and LF, no quoting: tabs and breaks in a value become a space, so one line is always one row."""
    keluar.write("\t".join(nama) + "\n")

    ejaan = [_ejaan_tsv(satu) for satu in [*["\t"] * (len(nama) - 1), "\n"]]
    for potongan in eja_baris(ejaan, baris):
        keluar.write(potongan)


def _ejaan_tsv(pemisah: str) -> Ejaan:
    def eja(nilai: object) -> str:
        return bersih(jaga_apostrof(mesin(nilai))) + pemisah

    return Ejaan(eja, lambda nilai: list(map(eja, nilai)))


def tulis_pasangan(keluar: TextIO, objek: Mapping[str, object]) -> None:
    """One object as `field<TAB>value` lines; lists and mappings as JSON text."""
    for nama, nilai in objek.items():
        teks = json_teks(nilai) if isinstance(nilai, list | tuple | Mapping) else mesin(nilai)
        keluar.write(f"{nama}\t{bersih(teks)}\n")
