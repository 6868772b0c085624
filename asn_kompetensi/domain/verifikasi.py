"""What a returned report says otherwise than the one that was sent."""

from __future__ import annotations

from dataclasses import dataclass

from asn_kompetensi.domain.koreksi import Usulan

# How a difference is called, with what it means.
JENIS = {
    "sel": "isi sel berubah",
    "rumus": "sel berisi rumus",
    "baris_ditambah": "baris ditambahkan",
    "baris_hilang": "baris dihapus",
    "baris_tersembunyi": "baris disembunyikan",
    "kolom_tersembunyi": "kolom disembunyikan",
    "lembar_ditambah": "lembar ditambahkan",
    "lembar_hilang": "lembar dihapus",
    "lembar_tersembunyi": "lembar disembunyikan",
    "lembar_berubah": "isi lembar berubah; data terdaftar juga, sehingga selnya tidak dapat disebut",
}


@dataclass(frozen=True, slots=True)
class Beda:
    """One difference. `baris` is Excel's row number, `kolom` its letter; `nip` whose row it was, None for nobody's.

    `dikirim` and `sekarang` are the contents as text, None for an empty cell.
    """

    lembar: str
    jenis: str
    baris: int | None = None
    kolom: str | None = None
    nip: str | None = None
    nama: str | None = None
    dikirim: str | None = None
    sekarang: str | None = None

    @property
    def sel(self) -> str | None:
        """Cell address such as `N10`; None for a whole row, column or sheet."""
        return f"{self.kolom}{self.baris}" if self.kolom and self.baris else None


@dataclass(frozen=True, slots=True)
class HasilBanding:
    """All differences, the sheets that cannot be compared because their data changed, and what was proposed."""

    beda: tuple[Beda, ...]
    basi: tuple[str, ...]
    usulan: tuple[Usulan, ...]
