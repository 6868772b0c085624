"""What the workbooks of the yearly plan and of an individual plan are made of: plain records, rendered by `tabular`.

Levels are Decimals as computed, money whole rupiah; None means not known, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Sasaran(NamedTuple):
    """One person a row of the plan is for, with the levels of the day it was made."""

    nip: str
    nama: str
    nama_jabatan: str
    standar: Decimal
    capaian: Decimal
    kesenjangan: Decimal


class BarisRencana(NamedTuple):
    """One row of the plan; `didanai` None: no budget was given, or the cost is not known."""

    nomor: int
    opd: str
    nama_opd: str
    jenis: str
    nama_kompetensi: str
    rata_kesenjangan: Decimal | None
    bentuk: int
    nama_bentuk: str
    jalur: str
    nama_pelatihan: str | None
    jp: int | None
    penyelenggara: str | None
    mulai: date
    selesai: date
    kurikulum: bool | None
    pembina: str | None
    anggaran: int | None
    sumber_dana: str | None
    prioritas: int
    didanai: bool | None
    sasaran: tuple[Sasaran, ...]


@dataclass(frozen=True, slots=True)
class DataRencana:
    """The plan of a year; `untuk` is the one agency it was narrowed to."""

    instansi: str
    kepala_surat: tuple[str, ...]
    tempat: str
    tahun: int
    periode: str
    untuk: str | None
    tanggal_surat: date
    baris: tuple[BarisRencana, ...]
    penanda_tangan: tuple[str, ...] = ("Kepala BKPSDM,", "(nama, pangkat, NIP)")


class Kegiatan(NamedTuple):
    """One activity of an individual plan; `porsi` is 10, 20 or 70.

    `untuk` is the job held (`jabatan`), the one aimed at (`target`), or neither (`pengayaan`, without a competency).
    """

    kompetensi: str | None
    nama_kompetensi: str | None
    untuk: str
    standar: Decimal | None
    capaian: Decimal | None
    kesenjangan: Decimal | None
    kategori: str | None
    porsi: int
    bentuk: int
    nama_bentuk: str
    program: str
    pelatihan: str | None = None
    jp: int | None = None
    mulai: date | None = None
    selesai: date | None = None
    penyelenggara: str | None = None
    pembimbing_nip: str | None = None
    pembimbing: str | None = None
    biaya: int | None = None
    jp_realisasi: Decimal | None = None
    bukti: str | None = None


@dataclass(frozen=True, slots=True)
class DataIdp:
    """The individual plan of one person; `jp_target` None: no minimum holds (PPPK have `jp_batas` instead)."""

    instansi: str
    tempat: str
    tahun: int
    periode: str
    nip: str
    nama: str
    golongan: str | None
    pangkat: str | None
    jabatan: str
    nama_jabatan: str
    jenis_jabatan: str | None
    opd: str
    nama_opd: str
    atasan_nip: str | None
    atasan_nama: str | None
    target_jabatan: str | None
    nama_target_jabatan: str | None
    jpm: Decimal | None
    belum_dinilai: tuple[str, ...]
    jp_rencana: int
    jp_realisasi: Decimal | int | None
    jp_target: Decimal | int | None
    jp_batas: Decimal | int | None
    persen_jp: Decimal | None
    keterangan: str | None
    kegiatan: tuple[Kegiatan, ...]
    tanggal_surat: date
