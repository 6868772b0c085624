"""The digits a file really holds where a NIP was typed as a number: calamine gives only the rounded float."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asn_kompetensi.domain.lembar import AngkaMentah
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.sel import digit_penuh
from asn_kompetensi.tabular.baca.xml_lembar import angka_mentah


def mentah_xlsx(arsip: Arsip, anggota: str, kolom: frozenset[int]) -> dict[tuple[int, int], str]:
    """Raw text of the numeric cells of some columns, by (row, column) from 0; inflates the sheet once more."""
    return angka_mentah(arsip.potongan(anggota), kolom)


class PencariMentah:
    """Turns a number in a NIP column into AngkaMentah; reads the raw XML only when the first such number turns up."""

    def __init__(
        self, kolom: frozenset[int], baca: Callable[[frozenset[int]], dict[tuple[int, int], str]] | None
    ) -> None:
        self._kolom = kolom
        self._baca = baca
        self._isi: dict[tuple[int, int], str] | None = None

    def __call__(self, baris: int, kolom: int, angka: Any) -> AngkaMentah:
        """The number at (row, column) from 0, with its stored text or, where unknown, its full digits."""
        if self._isi is None:
            self._isi = self._baca(self._kolom) if self._baca else {}
        mentah = self._isi.get((baris, kolom))
        if mentah is not None:
            try:
                return AngkaMentah(mentah)
            except ValueError:
                pass
        return AngkaMentah(digit_penuh(angka))
