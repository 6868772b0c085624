"""Rows of a wide score sheet whose cells slid left: somebody deleted an empty cell and let the rest move up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.level import RATUS_TERTINGGI
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services.impor import BarisImpor, Pengimpor, teks

_ANGKA = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
_JUTA = 10**6  # numbers are whole millionths here: a sheet repeats few of them, and sums stay exact
_TERTINGGI = RATUS_TERTINGGI * _JUTA // 100
_SEDIKIT = 2  # rows from which no habit of the sheet can be told


class PemeriksaGeser:
    """What gives a shifted row away. A name is never a number, a total is the sum of the scores beside it."""

    def __init__(self, p: Pengimpor, kolom: Sequence[int], jabatan: Kamus, opd: Kamus) -> None:
        """`kolom` are the places of the scores in a row, in the order of the sheet."""
        self._kolom = kolom
        self._total = p.letak.get("total") if kolom else None
        self._nama = [(bidang, kamus) for bidang, kamus in (
            ("nama", None), ("jabatan", jabatan), ("nama_jabatan", jabatan), ("opd", opd), ("unit_kerja", opd),
        ) if kolom and p.ada(bidang)]  # fmt: skip
        self._p = p

    def sebab(self, baris: BarisImpor) -> str | None:
        """How it shows that the cells of a row stand below the wrong headings; None when nothing does."""
        for bidang, kamus in self._nama:
            sel = baris.sel(bidang)
            if isinstance(sel, str) and not sel[:1].isdigit():
                continue  # nearly every row
            tulisan = teks(sel)
            if tulisan is not None and _bukan_nama(tulisan, kamus):
                return f"memuat angka {tulisan} di kolom {bidang.replace('_', ' ')}"
        sel_semua = baris.asal.sel
        angka = [_angka(sel_semua[letak]) for letak in self._kolom]
        return self._jumlah_di_kolom_nilai(angka) or self._jumlah_beda(sel_semua)

    def _jumlah_di_kolom_nilai(self, angka: Sequence[int | None]) -> str | None:
        """A total that slid under the last competency: it is the sum of the scores before it."""
        for ke, satu in enumerate(angka):
            if satu is not None and satu > _TERTINGGI:
                sebelum = [lain for lain in angka[:ke] if lain is not None]
                if len(sebelum) > 1 and sum(sebelum) == satu:
                    huruf = self._p.lembar.lajur[self._kolom[ke]].huruf
                    return f"memuat jumlahnya sendiri ({_tulis(satu)}) di kolom nilai {huruf}"
        return None

    def _jumlah_beda(self, sel: Sequence[NilaiSel]) -> str | None:
        beda = self._selisih(sel)
        return f"bertotal {beda[0]}, padahal jumlah nilainya {beda[1]}" if beda and self._jumlah_lazim else None

    @cached_property
    def _jumlah_lazim(self) -> bool:
        """Whether the total really is the sum of the scores read here: elsewhere it may count other things too."""
        bertotal = [asal.sel for asal in self._p.lembar.baris
                    if self._total is not None and _angka(asal.sel[self._total]) is not None]  # fmt: skip
        beda = sum(self._selisih(sel) is not None for sel in bertotal)
        return len(bertotal) >= 2 * beda or (beda <= _SEDIKIT and not self._p.lembar.kolom_diabaikan)

    def _selisih(self, sel: Sequence[NilaiSel]) -> tuple[str, str] | None:
        """Total and sum, as text, where they differ by more than the rounding of the total; None otherwise."""
        total = _angka(sel[self._total]) if self._total is not None else None
        nilai = [angka for letak in self._kolom if (angka := _angka(sel[letak])) is not None]
        if self._total is None or total is None or not nilai or total == sum(nilai):
            return None
        desimal = len((teks(sel[self._total]) or "").replace(",", ".").partition(".")[2])
        if abs(total - sum(nilai)) * 2 <= _JUTA // 10**desimal:
            return None
        return _tulis(total), _tulis(sum(nilai))


def _bukan_nama(tulisan: str, kamus: Kamus | None) -> bool:
    """A number where a name or code is due. A code may be a number: then it is registered, or too big for a score."""
    angka = _angka(tulisan)
    return angka is not None and (kamus is None or (angka <= _TERTINGGI and not kamus.calon(tulisan)))


@lru_cache(maxsize=16_384, typed=True)
def _angka(sel: NilaiSel) -> int | None:
    """A number, or text that is one, in millionths."""
    tulisan = teks(sel) if isinstance(sel, str | int | float) and not isinstance(sel, bool) else None
    # The text of a float, not its binary value: 2.4 is 12/5.
    return int(Decimal(tulisan.replace(",", ".")) * _JUTA) if tulisan and _ANGKA.fullmatch(tulisan) else None


def _tulis(angka: int) -> str:
    return f"{angka // _JUTA},{angka % _JUTA:06d}".rstrip("0").rstrip(",")
