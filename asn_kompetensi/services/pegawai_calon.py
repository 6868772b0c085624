"""What one row of a staff file comes to, and what the whole import knows: shared by the steps that read a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.unit import PencariUnit
from asn_kompetensi.services.impor import BarisImpor
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis

SKEMA = Skema(
    jenis="pegawai",
    bidang=(
        "nip",
        "nip_lama",
        "nama_nip",
        "nama",
        "gelar_depan",
        "gelar_belakang",
        "tanggal_lahir",
        "ttl",
        "jenis_kelamin",
        "surel",
        "golongan",
        "golongan_kode",
        "pangkat_gol",
        "jenis_pegawai",
        "kedudukan",
        "kedudukan_kode",
        "opd",
        "unor",
        "unit_kerja",
        "jabatan",
        "nama_jabatan",
        "mulai",
        "status",
        "keterangan",
        "no",
    ),
    wajib=(("nip", "nama_nip"), ("nama", "nama_nip")),
)
# Where an agency may stand, the most telling column first.
KOLOM_OPD = ("unor", "unit_kerja", "opd")
KOLOM_GOLONGAN = ("golongan", "pangkat_gol", "golongan_kode")
KOLOM_JABATAN = ("jabatan", "nama_jabatan")
KOLOM_SIFAT = (
    "gelar_depan", "gelar_belakang", "jenis_kelamin", "jenis_pegawai", "kedudukan", "kedudukan_kode", "status", "surel",
)  # fmt: skip
Penempatan = tuple[int, int, int, str | None, str | None]  # id, opd_id, jabatan_id, mulai, selesai


@dataclass(slots=True)
class Calon:
    """One row, understood: fields of the person that the file names, and the placement."""

    baris: BarisImpor
    nip: str
    isi: dict[str, Any] = field(default_factory=dict)
    opd_id: int | None = None
    jabatan: Entri | str | None = None  # a name stands for a job to be created
    mulai: str | None = None
    mulai_ditahan: bool = False

    @property
    def sidik(self) -> tuple[Any, ...]:
        """What makes two rows of one NIP the same or not."""
        jabatan = self.jabatan.kode if isinstance(self.jabatan, Entri) else kunci(self.jabatan or "")
        # Case and spaces of the name make no other person; the first row's spelling is kept.
        isi = {**self.isi, "nama": kunci(self.isi.get("nama", ""))}
        return (tuple(sorted(isi.items(), key=lambda satu: satu[0])), self.opd_id, jabatan, self.mulai)


@dataclass(slots=True)
class Konteks:
    """What the whole import knows: dictionaries, the register, the options."""

    d: PintuTulis
    opd: Kamus
    jabatan: Kamus
    pengenal: Pengenal
    unit: PencariUnit
    penerus: dict[int, int]
    buat_jabatan: bool
    tanggal: date | None
    orang: dict[str, dict[str, Any]]
    penempatan: dict[int, Penempatan]
    jenjang: dict[int, str | None]  # job id -> its level
