"""What is known of a score sheet while it is read: the whole import, a row understood, the scores of many rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import compress
from sqlite3 import Connection
from typing import Any

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.level import HasilLevel
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.nilai_geser import PemeriksaGeser
from asn_kompetensi.services.nilai_periksa import Pemeriksa
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.services.penilai import Penilai
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import nilai_tampungan
from asn_kompetensi.store.queries.nilai import Kunci


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
    """One row, understood."""

    baris: BarisImpor
    pegawai_id: int
    isi: Isi


@dataclass(slots=True)
class Butiran:
    """Many scores, column by column: the row that gives each as Excel numbers it, whose it is, of what, and what."""

    nomor: Sequence[int] = ()
    pegawai: Sequence[int] = ()
    kompetensi: Sequence[int] = ()
    periode: Sequence[int] = ()
    sumber: Sequence[int] = ()
    ratus: Sequence[int] = ()
    hari: Sequence[int | None] = ()
    bukti: Sequence[str | None] = ()
    penilai: Sequence[Penilai | None] = ()

    def __len__(self) -> int:
        return len(self.nomor)

    def kolom(self) -> list[Sequence[Any]]:
        """The columns in the order above."""
        return [getattr(self, satu.name) for satu in fields(self)]

    def kunci(self) -> list[Kunci]:
        """The key of each score in the register."""
        return list(zip(self.pegawai, self.kompetensi, self.periode, self.sumber, strict=True))

    def tanpa(self, letak: Iterable[int]) -> Butiran:
        """All scores but those at some places."""
        tinggal = bytearray(b"\1" * len(self))
        for satu in letak:
            tinggal[satu] = 0
        return self if all(tinggal) else Butiran(*(list(compress(kolom, tinggal)) for kolom in self.kolom()))


@dataclass(slots=True)
class Terbaca:
    """A sheet, understood: rows that were looked at one by one, and the scores of rows that need no such look.

    The latter wait in the database to be written: `polos` is how many. `tanpa_nilai` counts rows of the second kind
    that give no score, `kapan` are the periods those rows name, each with the days. `penilai` numbers who gave any
    score, as those that wait tell it.
    """

    satuan: list[Calon | BarisImpor] = field(default_factory=list)
    polos: int = 0
    tanpa_nilai: int = 0
    kapan: set[tuple[int, int | None]] = field(default_factory=set)
    penilai: dict[Penilai, int] = field(default_factory=dict)

    @property
    def periode(self) -> set[int]:
        """The periods that rows of the second kind name."""
        return {periode for periode, _ in self.kapan}

    def tampung(self, kon: Connection, b: Butiran, *, sendiri: bool = False) -> None:
        """Have scores wait in the database; `sendiri`: those of rows that were looked at one by one."""
        penilai = [None if satu is None else self.penilai.setdefault(satu, len(self.penilai)) for satu in b.penilai]
        tanda = [1 if sendiri else None] * len(b)
        isi = (b.pegawai, b.kompetensi, b.periode, b.sumber, b.ratus, b.hari, b.bukti, b.nomor, penilai, tanda)
        nilai_tampungan.tampung(kon, isi)

    def dipahami(self) -> list[Calon]:
        """The rows looked at one by one that were understood."""
        return [satu for satu in self.satuan if isinstance(satu, Calon)]


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
