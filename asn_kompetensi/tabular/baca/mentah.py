"""The digits a file really holds where a NIP was typed as a number: calamine gives only the rounded float."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, kolom_dari_huruf
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.sel import digit_pasti
from asn_kompetensi.tabular.baca.xml_lembar import potong_baris

_JENIS = re.compile(rb"\st=[\"'](\w+)[\"']")


def mentah_xlsx(arsip: Arsip, anggota: str, kolom: frozenset[int]) -> dict[tuple[int, int], str]:
    """Raw text of the numeric cells of some columns, by (row, column) from 0; inflates the sheet once more."""
    return angka_mentah(arsip.potongan(anggota), kolom)


def angka_mentah(potongan: Iterable[bytes], kolom: frozenset[int]) -> dict[tuple[int, int], str]:
    """The stored text of numeric cells in `kolom`: {(row, column) from 0: `1.96808171994032E+17`}."""
    hasil: dict[tuple[int, int], str] = {}
    huruf = b"|".join(huruf_kolom(k).encode() for k in sorted(kolom))
    for nomor, ruas, pola in potong_baris(potongan):
        for sel in _pola_sel(pola.awalan, huruf).finditer(ruas):
            jenis = _JENIS.search(sel.group(1))
            isi = pola.isi.search(sel.group(3))
            if isi and (jenis is None or jenis.group(1) == b"n"):
                hasil[nomor - 1, kolom_dari_huruf(sel.group(2))] = isi.group(1).strip().decode("ascii", "replace")
    return hasil


@lru_cache(maxsize=8)
def _pola_sel(awalan: bytes, huruf: bytes) -> re.Pattern[bytes]:
    c = re.escape(awalan) + b"c"
    return re.compile(
        rb"<" + c + rb"(\s(?:[^>]*?\s)?r=[\"'](" + huruf + rb")\d+[\"'][^>/]*)>(.*?)</" + c + rb">", re.DOTALL
    )


class PencariMentah:
    """Turns a number in a NIP column into AngkaMentah; reads the raw XML only when the first such number turns up."""

    def __init__(
        self, kolom: frozenset[int], baca: Callable[[frozenset[int]], dict[tuple[int, int], str]] | None
    ) -> None:
        self._kolom = kolom
        self._baca = baca
        self._isi: dict[tuple[int, int], str] | None = None

    def __call__(self, baris: int, kolom: int, angka: Any) -> AngkaMentah:
        """The number at (row, column) from 0, with its stored text or, where unknown, the digits that are sure."""
        if self._isi is None:
            self._isi = self._baca(self._kolom) if self._baca else {}
        mentah = self._isi.get((baris, kolom))
        if mentah is not None:
            try:
                return AngkaMentah(mentah)
            except ValueError:
                pass
        return AngkaMentah(digit_pasti(angka))
