"""Rows of a wide score sheet whose cells slid left: somebody deleted an empty cell and let the rest move up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.lembar import NilaiSel
from asn_kompetensi.domain.level import RATUS_TERTINGGI, tulis_level
from asn_kompetensi.services.impor import BarisImpor, Pengimpor, teks

_ANGKA = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
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
        self._total_berlaku = self._total is not None and self._jumlah_lazim(p)

    def sebab(self, baris: BarisImpor) -> str | None:
        """How it shows that the cells of a row stand below the wrong headings; None when nothing does."""
        for bidang, kamus in self._nama:
            tulisan = teks(baris.sel(bidang))
            if tulisan is not None and _bukan_nama(tulisan, kamus):
                return f"memuat angka {tulisan} di kolom {bidang.replace('_', ' ')}"
        return self._jumlah_di_kolom_nilai(baris) or self._jumlah_beda(baris.asal.sel)

    def _jumlah_di_kolom_nilai(self, baris: BarisImpor) -> str | None:
        sebelum: list[Fraction] = []
        for letak in self._kolom:
            angka = _angka(baris.asal.sel[letak])
            if angka is None:
                continue
            if angka * 100 > RATUS_TERTINGGI and len(sebelum) > 1 and sum(sebelum) == angka:
                huruf = baris.pengimpor.lembar.lajur[letak].huruf
                return f"memuat jumlahnya sendiri ({tulis_level(int(angka * 100))}) di kolom nilai {huruf}"
            sebelum.append(angka)
        return None

    def _jumlah_beda(self, sel: Sequence[NilaiSel]) -> str | None:
        beda = _selisih(sel, self._kolom, self._total) if self._total_berlaku else None
        return f"bertotal {beda[0]}, padahal jumlah nilainya {beda[1]}" if beda else None

    def _jumlah_lazim(self, p: Pengimpor) -> bool:
        """Whether the column really holds the sum of the scores read here: elsewhere it may count other things too."""
        cocok = beda = 0
        for asal in p.lembar.baris:
            if self._total is None or _angka(asal.sel[self._total]) is None:
                continue
            if _selisih(asal.sel, self._kolom, self._total):
                beda += 1
            else:
                cocok += 1
        return cocok >= beda or (beda <= _SEDIKIT and not p.lembar.kolom_diabaikan)


def _bukan_nama(tulisan: str, kamus: Kamus | None) -> bool:
    """A number where a name or code is due. A code may be a number: then it is registered, or too big for a score."""
    if not _ANGKA.fullmatch(tulisan):
        return False
    if kamus is None:
        return True
    return Fraction(tulisan.replace(",", ".")) * 100 <= RATUS_TERTINGGI and not kamus.calon(tulisan)


def _angka(sel: NilaiSel) -> Fraction | None:
    tulisan = teks(sel) if isinstance(sel, str | int | float) and not isinstance(sel, bool) else None
    # The text of a float, not its binary value: 2.4 is 12/5.
    return Fraction(tulisan.replace(",", ".")) if tulisan is not None and _ANGKA.fullmatch(tulisan) else None


def _selisih(sel: Sequence[NilaiSel], kolom: Sequence[int], letak_total: int | None) -> tuple[str, str] | None:
    """Total and sum, as text, where they differ by more than the rounding of the total; None otherwise."""
    total = _angka(sel[letak_total]) if letak_total is not None else None
    nilai = [angka for letak in kolom if (angka := _angka(sel[letak])) is not None]
    if total is None or letak_total is None or not nilai:
        return None
    tulisan = (teks(sel[letak_total]) or "").replace(",", ".")
    desimal = len(tulisan.partition(".")[2])
    if abs(total - sum(nilai)) * 2 <= Fraction(1, 10**desimal):
        return None
    return tulisan.replace(".", ","), f"{float(sum(nilai)):.4f}".rstrip("0").rstrip(".").replace(".", ",")
