"""The form in which one agency's people are scored: who, in what, up to which standard, and what is registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_kompetensi.domain.kunci_buku import sidik
from asn_kompetensi.domain.level import tulis_level

JUDUL: Final = "FORMULIR NILAI KOMPETENSI"


@dataclass(frozen=True, slots=True)
class BarisFormulir:
    """One person; `standar` and `nilai` by code of the competency, in hundredths of a level.

    `standar` holds what the job requires and nothing else, `nilai` the registered scores among them.
    """

    nip: str
    nama: str
    nama_jabatan: str
    standar: Mapping[str, int]
    nilai: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FormulirNilai:
    """One form. `kompetensi` gives the columns as (code, name); `terisi`: registered scores are printed."""

    instansi: str
    kepala_surat: tuple[str, ...]
    opd: str
    nama_opd: str
    periode: str
    sumber: str
    tanggal: date
    versi: str
    kompetensi: tuple[tuple[str, str], ...]
    orang: tuple[BarisFormulir, ...]
    terisi: bool = True


def tertulis(kompetensi: Mapping[str, int] | tuple[str, ...], nilai: Mapping[str, int]) -> dict[str, str]:
    """Code -> registered level as text, "" where there is none."""
    return {kode: tulis_level(nilai[kode]) if kode in nilai else "" for kode in kompetensi}


def versi_baris(nip: str, isi: Mapping[str, str]) -> str:
    """The version of a row: changes when any of its registered scores does."""
    return sidik(nip, sorted(isi.items()))
