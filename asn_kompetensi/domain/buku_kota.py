"""What the workbook of the whole city is made of: figures of agencies, never a person.

Percentages are Decimals as computed (86.40, not 0.864); None means not known, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from asn_kompetensi.domain.buku import BarisKebijakan, Level, Ringkas


class BarisOpd(NamedTuple):
    """One agency. People are counted, not pairs; `persen` is `di_bawah` of `dinilai`.

    Where fewer people are assessed than `kelompok_minimum` says, all but `pegawai` and `cakupan` is None: such a figure
    would speak of somebody.
    """

    kode: str
    nama: str
    pegawai: int
    cakupan: Decimal | None
    dinilai: int | None
    di_bawah: int | None
    persen: Decimal | None
    jpm: Decimal | None
    kesenjangan_rata: Decimal | None
    terbanyak: str


class BarisKompetensiKota(NamedTuple):
    """One competency over the city: people assessed, of them below standard, and in how many agencies.

    Where fewer are assessed than `kelompok_minimum` says, what they reached is None.
    """

    kode: str
    nama: str
    jenis: str
    dinilai: int
    di_bawah: int | None
    persen: Decimal | None
    kesenjangan_rata: Decimal | None
    opd: int | None
    usulan: str


class BarisTren(NamedTuple):
    """One period; `persen` is people below standard of those assessed."""

    periode: str
    pegawai: int
    cakupan: Decimal | None
    persen: Decimal | None
    jpm: Decimal | None
    kesenjangan_rata: Decimal | None


@dataclass(frozen=True, slots=True)
class DataBukuKota:
    """Everything in the workbook of the city for one period.

    `opd` is by share of people below standard, the largest first, those without a figure last; `kompetensi` by people
    below standard; `tren` by time, this period last. `jp` counts the PNS who reached the year's hours and all PNS, None
    where nothing is recorded. `tempat`, `kepala_surat` and `penanda_tangan` are empty where no one office writes. The
    rest as in `DataBukuOpd`.
    """

    instansi: str
    periode: str
    periode_mulai: date
    periode_selesai: date
    tanggal_surat: date
    tempat: str
    kepala_surat: tuple[str, ...]
    ringkas: Ringkas
    ringkas_lalu: Ringkas | None
    opd: tuple[BarisOpd, ...]
    kompetensi: tuple[BarisKompetensiKota, ...]
    tren: tuple[BarisTren, ...]
    jp: tuple[int, int] | None
    kebijakan: tuple[BarisKebijakan, ...]
    versi: str
    kelompok_minimum: int
    batas_kategori: tuple[Level, Level]
    periode_lalu: str | None = None
    penanda_tangan: tuple[str, ...] = ("Kepala BKPSDM,", "(nama, pangkat, NIP)")
    segel: str | None = None
    dibuka_ulang: tuple[tuple[str, str], ...] = ()
