"""What xls and xlsb have in common: how far their cells reach, and the cells calamine would show as empty."""

from __future__ import annotations

from dataclasses import dataclass, field

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, janggal
from asn_kompetensi.tabular.baca.batas import (
    LUAS_MAKS,
    SISIPAN_MAKS,
    TEKS_MAKS,
    pastikan_padat,
    terlalu_banyak_rumus,
    terlalu_luas,
    terlalu_panjang,
)
from asn_kompetensi.tabular.baca.sel import galat
from asn_kompetensi.tabular.baca.xml_lembar import Telaah

# The texts Excel shows, and an xlsx file holds, for the codes of a binary one.
GALAT = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass(slots=True)
class TelaahBiner(Telaah):
    """The scan of one binary sheet, with its merged ranges (first row, first column, last row, last column)."""

    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)


def galat_biner(kode: int) -> NilaiSel:
    """The error of a cell by its code, as an xlsx file would have it."""
    return galat(GALAT.get(kode, "#UNKNOWN!"))


def alamat_sel(baris: int, kolom: int) -> str:
    """(0, 1) -> `B1`."""
    return f"{huruf_kolom(kolom)}{baris + 1}"


def sel_asing(baris: int, kolom: int) -> DataDitolak:
    """The refusal for a cell calamine would drop without a word."""
    return janggal(f"sel {alamat_sel(baris, kolom)} ditulis dengan cara yang tidak dikenal")


@dataclass(slots=True)
class Luas:
    """The rectangle, the cells and the written-out text of one sheet, and its `Telaah` in the making."""

    atas: int = 1 << 32
    bawah: int = 0
    kiri: int = 1 << 32
    kanan: int = 0
    isi: int = 0
    teks: int = 0
    hasil: TelaahBiner = field(default_factory=TelaahBiner)

    def sel(self, baris: int, kolom: int, teks: int = 0, sampai: int = -1) -> None:
        """Take in one cell, or those of a row up to column `sampai`. Raises DataDitolak for one too far away."""
        self.isi += 1
        self.teks += teks
        if self.teks > TEKS_MAKS:
            raise terlalu_panjang()
        if sampai > kolom:
            self.isi += sampai - kolom
        elif self.atas <= baris <= self.bawah and self.kiri <= kolom <= self.kanan:
            return
        self.atas, self.bawah = min(self.atas, baris), max(self.bawah, baris)
        self.kiri, self.kanan = min(self.kiri, kolom), max(self.kanan, kolom, sampai)
        if (self.bawah - self.atas + 1) * (self.kanan + 1) > LUAS_MAKS:
            raise terlalu_luas(alamat_sel(self.bawah, self.kanan))

    def sisip(self, baris: int, kolom: int, nilai: NilaiSel) -> None:
        """Note what has to be put back where calamine shows an empty cell."""
        self.hasil.sisipan.setdefault(baris, {})[kolom] = nilai
        self.hasil.jumlah_sisipan += 1
        if self.hasil.jumlah_sisipan > SISIPAN_MAKS:
            raise terlalu_banyak_rumus()

    def selesai(self) -> TelaahBiner:
        """The scan of the sheet. Raises DataDitolak where few cells stand far apart: the space between is memory."""
        if self.isi:
            self.hasil.luas = (self.bawah - self.atas + 1) * (self.kanan - self.kiri + 1)
            pastikan_padat(self.hasil.luas, self.isi, alamat_sel(self.bawah, self.kanan))
        return self.hasil
