"""Corrections an agency head sends back: who stands in the report as what, and what should stand there instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from asn_kompetensi.domain.kunci_buku import sidik

LEMBAR: Final = "Koreksi"
MASIH: Final = ("ya", "pindah", "pensiun", "meninggal", "mengundurkan diri", "diberhentikan")
BERHENTI: Final = frozenset(MASIH[2:])
# Field -> the heading of its column, in their order on the sheet.
ISIAN: Final = {
    "nama": "Nama seharusnya",
    "jabatan": "Jabatan seharusnya",
    "masih": "Masih bertugas di sini?",
    "sejak": "Sejak tanggal",
    "catatan": "Catatan",
}
SIAP, TERCATAT, BASI, PETUGAS, DITERIMA = "siap", "sudah_tercatat", "basi", "perlu_petugas", "diterima"


@dataclass(frozen=True, slots=True)
class BarisKoreksi:
    """One person as the report shows him; `golongan` None where none is registered."""

    nip: str
    nama: str
    nama_jabatan: str
    golongan: str | None = None

    @property
    def versi(self) -> str:
        """The version of the row: another one once any of this is registered otherwise."""
        return sidik(self.nip, self.nama, self.nama_jabatan, self.golongan)

    @property
    def isi(self) -> dict[str, str]:
        """What the two fields with a proposal beside them hold."""
        return {"nama": self.nama, "jabatan": self.nama_jabatan}


@dataclass(frozen=True, slots=True)
class Usulan:
    """What came back in one row: field of `ISIAN` -> the cell's content; `kolom` field -> letter of its column."""

    nomor: int
    nip: str
    isi: Mapping[str, object]
    kolom: Mapping[str, str]


@dataclass(slots=True)
class Koreksi:
    """One proposed change, weighed. `hasil` says whether it can be taken, `perintah` what an officer types otherwise.

    `terapkan` are the arguments with which it is carried out, empty unless `siap`.
    """

    baris: int
    sel: str
    nip: str
    bidang: str
    lama: str
    baru: str
    hasil: str
    keterangan: str = ""
    perintah: str = ""
    terapkan: Mapping[str, str] = field(default_factory=dict)
