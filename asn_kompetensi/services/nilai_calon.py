"""What is known of a score sheet while it is read: the whole import, a row understood, the scores of a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.lembar import Baris, NilaiSel
from asn_kompetensi.domain.level import HasilLevel
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.nilai_geser import PemeriksaGeser
from asn_kompetensi.services.nilai_periksa import Pemeriksa
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.services.penilai import Penilai
from asn_kompetensi.store.door import PintuTulis


@dataclass(slots=True)
class Butir:
    """One score of a row."""

    bidang: str
    kompetensi_id: int
    ratus: int


@dataclass(slots=True)
class Isi:
    """What a row says beside whom it is about."""

    periode: tuple[int, str, date, date]
    sumber_id: int
    tanggal: date | None
    hari: int | None
    bukti: str | None
    penilai: Penilai | None
    butir: list[Butir]
    tentang: list[tuple[int, ...]]  # what no other row may say of this person: each score, or the whole of a wide row


@dataclass(slots=True)
class Calon:
    """One row, understood. Its `BarisImpor` is made when something is to be said of the row: most rows need none."""

    p: Pengimpor
    asal: Baris
    pegawai_id: int
    isi: Isi
    tersebut: BarisImpor | None = None

    @property
    def baris(self) -> BarisImpor:
        """The row to hold or to warn about."""
        if self.tersebut is None:
            self.tersebut = BarisImpor(self.p, self.asal)
        return self.tersebut

    @property
    def ditahan(self) -> bool:
        """Whether any cell of the row is held."""
        return self.tersebut is not None and self.tersebut.ditahan


@dataclass(slots=True)
class Konteks:
    """What the whole import knows."""

    d: PintuTulis
    p: Pengimpor
    pengenal: Pengenal
    kompetensi: Kamus
    opd: Kamus
    sumber: dict[str, int]
    henti: dict[int, str | None]
    periode: tuple[int, str, date, date] | None
    sumber_bawaan: str
    tanggal: date | None
    penilai: Penilai | None
    periksa: Pemeriksa
    geser: PemeriksaGeser
    kolom: list[tuple[int, str, int]]
    level: dict[tuple[type, Any], HasilLevel] = field(default_factory=dict)
    periode_dikenal: dict[str, tuple[int, str, date, date] | GalatASN] = field(default_factory=dict)
    isi_dikenal: dict[tuple[NilaiSel, ...], Isi] = field(default_factory=dict)
