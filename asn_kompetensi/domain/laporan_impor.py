"""The report of one import: counts, every held cell, every warning. The same for a dry run and a real one."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding in an input file. `baris` is Excel's row number, `kolom` its column letter, `sel` both together.

    `baris_sel`: the row of the cell, where it is not the row it speaks for (a group row above).
    """

    lembar: str
    baris: int | None
    kolom: str | None
    nilai: str | int | float | None
    kode: str
    pesan: str
    saran: str = ""
    baris_sel: int | None = None

    @property
    def sel(self) -> str | None:
        """Cell address such as `N10`, or None for a whole row or sheet."""
        return f"{self.kolom}{self.baris_sel or self.baris}" if self.kolom and self.baris else None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One cell with another score than is registered; `lama` None: none was (told of a form alone)."""

    lembar: str
    baris: int
    kolom: str
    nip: str
    kompetensi: str
    lama: Decimal | None
    baru: Decimal

    @property
    def sel(self) -> str:
        """Cell address such as `N10`."""
        return f"{self.kolom}{self.baris}"


@dataclass(slots=True)
class NamaAsing:
    """A name in the file that nothing registered answers to: listed once, however many cells hold it.

    `benda` is the noun (`opd`, `jabatan` ...), `tulisan` the name as first written, `calon` the nearest registered
    things as (code, spelling), `jawaban` the option that answers it.
    """

    benda: str
    tulisan: str
    calon: tuple[tuple[str, str], ...]
    jawaban: str
    jumlah: int = 0


@dataclass(slots=True)
class LaporanImpor:
    """Counts are non-empty rows below the header: `dibaca = diterima + ditahan + dilewati`.

    `diterima = baru + berubah + sama`. A row with any held cell counts once, under `ditahan`, even when its good cells
    were saved.
    """

    berkas: str
    lembar: str
    jenis: str
    baru: int = 0
    berubah: int = 0
    sama: int = 0
    ditahan: int = 0
    dilewati: int = 0
    jalankan: int | None = None
    galat: list[Temuan] = field(default_factory=list)
    peringatan: list[Temuan] = field(default_factory=list)
    nama_asing: list[NamaAsing] = field(default_factory=list)
    perubahan: list[Perubahan] = field(default_factory=list)
    dilepas: int = 0  # cells that the same file held before, holds no longer, and gave no score
    perubahan_lain: int = 0  # of a sheet only the first are told
    kolom_dibuang: tuple[str, ...] = ()
    kolom_diabaikan: tuple[str, ...] = ()
    lembar_dilewati: tuple[tuple[str, str], ...] = ()
    catatan_baca: str = ""

    @property
    def diterima(self) -> int:
        """Rows taken whole."""
        return self.baru + self.berubah + self.sama

    @property
    def dibaca(self) -> int:
        """All non-empty rows below the header."""
        return self.diterima + self.ditahan + self.dilewati
