"""Sheets for the tests of the imports, written as plain rows."""

from __future__ import annotations

from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.domain.sel import NilaiSel


def lembar(kolom: str, *baris: tuple[NilaiSel, ...]) -> Lembar:
    """A sheet with the fields of `kolom` (separated by spaces); data begin in row 2, short rows end empty."""
    bidang = kolom.split()
    lajur = tuple(Lajur(chr(65 + nomor), satu, satu) for nomor, satu in enumerate(bidang))
    isi = tuple(Baris(n, (*satu, *[None] * (len(bidang) - len(satu)))) for n, satu in enumerate(baris, start=2))
    return Lembar("uji.xlsx", "Lembar1", (1,), lajur, isi, ())
