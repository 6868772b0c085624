"""What the workbook of one agency is made of: plain records, filled by the services, rendered by `tabular.buku`.

Only what stands here reaches the workbook: whoever fills it must put in this agency's people and nobody else.
Levels and percentages are Decimals as computed (percentages as 86.40, not 0.864); None means not known, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.domain.koreksi import BarisKoreksi

Level = Decimal | Fraction
# Keys are the fields of `gap ringkas`: the workbook reads pegawai, cakupan, tanpa_standar, jpm and kategori_jpm. Beside
# them orang_dinilai and orang_di_bawah count people, where di_bawah counts pairs. A missing key counts as None.
Ringkas = Mapping[str, object]


class Capaian(NamedTuple):
    """One required competency of one person. `capaian` is None unless assessed; `status` as in `gap daftar`."""

    standar: Level
    capaian: Level | None
    status: str


@dataclass(frozen=True, slots=True)
class BarisKompetensi:
    """One competency over the agency. `dinilai` and `di_bawah` count people; `persen` is di_bawah of dinilai."""

    kode: str
    nama: str
    dinilai: int
    di_bawah: int
    kesenjangan_rata: Decimal | None
    persen: Decimal | None
    persen_kota: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """One person; `capaian` holds the competencies the job requires, by code (no entry: not required)."""

    nip: str
    nama: str
    nama_jabatan: str
    di_bawah: int = 0
    jpm: Decimal | None = None
    capaian: Mapping[str, Capaian] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BarisGap:
    """One gap; `prioritas` 1 comes first. `saran` is the proposed class or mentor, "" when there is none."""

    nip: str
    nama: str
    nama_jabatan: str
    kompetensi: str
    nama_kompetensi: str
    standar: Level
    capaian: Level
    kesenjangan: Level
    kategori: str
    prioritas: int
    saran: str = ""


@dataclass(frozen=True, slots=True)
class BarisKebijakan:
    """One policy value in force for the period, with its basis."""

    kunci: str
    nilai: str
    dasar: str


@dataclass(frozen=True, slots=True)
class DataBukuOpd:
    """Everything in the workbook of one agency and one period.

    `kompetensi` is in the order of the competencies and gives the columns of the matrix; `orang` in the order of the
    rows; `gap` by priority. `batas_kategori` are the upper ends of `rendah` and `sedang`. `tanpa_standar` are people
    whose job has no standard; they may also stand in `orang`. `segel` is that of a closed period; `dibuka_ulang` every
    time it was opened again, as (reason, witness).
    """

    instansi: str
    opd: str
    nama_opd: str
    periode: str
    periode_mulai: date
    periode_selesai: date
    tanggal_surat: date
    tempat: str
    kepala_surat: tuple[str, ...]
    ringkas: Ringkas
    kota: Ringkas
    ringkas_lalu: Ringkas | None
    kompetensi: tuple[BarisKompetensi, ...]
    orang: tuple[BarisOrang, ...]
    gap: tuple[BarisGap, ...]
    kebijakan: tuple[BarisKebijakan, ...]
    versi: str
    tanpa_standar: tuple[BarisOrang, ...] = ()
    periode_lalu: str | None = None
    penanda_tangan: tuple[str, ...] = ("Kepala BKPSDM,", "(nama, pangkat, NIP)")
    batas_kategori: tuple[Level, Level] = (Decimal(1), Decimal(2))
    segel: str | None = None
    dibuka_ulang: tuple[tuple[str, str], ...] = ()
    koreksi: tuple[BarisKoreksi, ...] = ()
