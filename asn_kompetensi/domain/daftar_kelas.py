"""The sheets of a class that are printed, filled in and read back: who is invited, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

# The mark of each status, as `domain.kehadiran.baca_tanda` reads it.
TANDA: Final[Mapping[str, str]] = {"hadir": "V", "sakit": "S", "izin": "I", "alpa": "A", "dinas": "D"}


@dataclass(frozen=True, slots=True)
class BarisDaftar:
    """One person of the roster; `hadir` maps a day (ISO) to its status. None and no entry: not filled in."""

    nomor: int
    nip: str
    nama: str
    jabatan: str | None
    opd: str | None
    jawaban: str | None = None
    hadir: Mapping[str, str] = field(default_factory=dict)
    pre: Decimal | None = None
    post: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DaftarKelas:
    """A class and its roster. `kepala_surat`: letterhead lines; `waktu`: its days in words; `hari`: the days."""

    kepala_surat: tuple[str, ...]
    instansi: str
    tempat_surat: str
    kelas: str
    nama: str
    waktu: str
    tempat: str | None
    tuan_rumah: str | None
    hari: tuple[date, ...]
    orang: tuple[BarisDaftar, ...]

    @property
    def tanggal(self) -> date:
        """The date of the workbook: the first day of the class, so that the same class gives the same bytes."""
        return self.hari[0]
