"""What a header is made of: columns with their headings and meanings, and whether they are enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from asn_kompetensi.domain.hari import AWALAN_HARI
from asn_kompetensi.domain.lembar import Lajur, Skema
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.ejaan import kunci_judul
from asn_kompetensi.tabular.baca.kompetensi import Cocok


@dataclass(frozen=True, slots=True)
class Kolom:
    """One heading: its parts from top to bottom, and what it means (None: unknown).

    `alasan`: why it is passed over; `peran`: whether a competency column says reached, required or nothing of it.
    """

    indeks: int
    bagian: tuple[Any, ...]
    judul: str
    bidang: str | None
    cocok: Cocok | None = None
    alasan: str = ""
    peran: str = ""

    @property
    def kunci(self) -> frozenset[str]:
        """Every normalised text that stands in this heading."""
        return frozenset(kunci_judul(satu) for satu in self.bagian) | {kunci_judul(self.judul)}


@dataclass(slots=True)
class Judul:
    """A candidate header: rows `atas`..`bawah` (from 0) and the meaning of the columns.

    `cadangan`: column -> further columns that say the same of other rows (NIP and NI PPPK). `anak`: words that look
    like sub-headings nobody understands; such a header is not complete.
    """

    atas: int
    bawah: int
    kolom: list[Kolom] = field(default_factory=list)
    skor: int = 0
    lengkap: bool = False
    salah_eja: list[tuple[str, str]] = field(default_factory=list)
    dibuang: list[str] = field(default_factory=list)
    diabaikan: list[str] = field(default_factory=list)
    cadangan: dict[int, tuple[int, ...]] = field(default_factory=dict)
    anak: tuple[str, ...] = ()

    @property
    def terpakai(self) -> list[Kolom]:
        """Columns whose cells are handed on."""
        return [satu for satu in self.kolom if satu.bidang]

    def lajur(self) -> tuple[Lajur, ...]:
        """The columns in the words of the domain."""
        return tuple(
            Lajur(huruf_kolom(k.indeks), k.judul, k.bidang or "", k.cocok.standar if k.cocok else None)
            for k in self.terpakai
        )


def lengkap(judul: Judul, skema: Skema) -> bool:
    """Whether every group of `Skema.wajib` has a column; competency columns stand for `nilai`, days for `hari`."""
    ada = {k.bidang for k in judul.terpakai if k.bidang}
    ada |= {bidang.split(":")[0] + ":" for bidang in ada if ":" in bidang}
    return all(any(_terpenuhi(satu, ada) for satu in pilihan) for pilihan in skema.wajib)


def _terpenuhi(bidang: str, ada: set[str]) -> bool:
    if bidang in ada or bidang.rstrip("*") in ada:
        return True
    return (bidang == "nilai" and "kompetensi:" in ada) or (bidang == "hari" and AWALAN_HARI in ada)
