"""Reluctance to be trained: kinds, causes, the steps that help, and the rules that keep all of it fair.

Three causes never count against a person: illness, duty elsewhere, and a superior who did not let go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from asn_kompetensi.domain.nama import kunci, terdekat

JENIS: Final = {
    "menolak": "menolak",
    "menunda_lagi": "menunda untuk kedua kali atau lebih",
    "mangkir": "tidak datang tanpa kabar",
}
BELUM_DITANYA: Final = "belum_ditanya"
SEBAB: Final = {
    "kurang_percaya_diri": "kurang percaya diri",
    "takut_mutasi": "takut dimutasi",
    "beban_tugas": "beban tugas",
    "tidak_relevan": "dianggap tidak relevan",
    "keluarga": "keluarga",
    "jarak": "jarak",
    "biaya": "biaya",
    BELUM_DITANYA: "belum ditanya",
    "lainnya": "lainnya",
    "sakit": "sakit atau melahirkan",
    "dinas": "dinas di tempat lain",
    "tidak_dilepas": "tidak dilepas atasan",
}
TIDAK_DIHITUNG: Final = ("sakit", "dinas", "tidak_dilepas")

PENJELASAN, PERCAKAPAN, PERINGATAN = "penjelasan", "percakapan", "peringatan"
_PENDAMPINGAN: Final = ("mentor", "kelas_ringan")
TINDAKAN: Final = (PENJELASAN, PERCAKAPAN, *_PENDAMPINGAN, PERINGATAN)
HASIL: Final = ("bersedia", "masih_ragu", "tetap_menolak", "selesai")
_MENUTUP: Final = ("bersedia", "selesai")
STATUS: Final = ("terbuka", "selesai")
# What helps where the person is not the one to be persuaded.
_SARAN_KHUSUS: Final = {"sakit": "kelas berikutnya", "dinas": "kelas berikutnya", "tidak_dilepas": "surat ke atasan"}
MINIMUM_TERKECIL: Final = 3  # hiding groups below 2 would say of a hidden one that it is one person


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step taken; `tindak_lanjut` is the day agreed for the next."""

    tanggal: date
    tindakan: str
    hasil: str | None = None
    tindak_lanjut: date | None = None
    catatan: str | None = None


def dihitung(sebab: str) -> bool:
    """Whether a cause counts against the person at all."""
    return sebab not in TIDAK_DIHITUNG


def baca_pilihan(teks: str, benda: str, pilihan: Collection[str] | Mapping[str, str]) -> str:
    """One of a fixed list, in any case, with spaces or `_`. Raises ValueError naming the choices."""
    dicari = kunci(teks)
    for satu in pilihan:
        if kunci(satu) == dicari:
            return satu
    mirip = terdekat(teks, pilihan, n=1)
    awal = f"; mungkin maksudnya {mirip[0]}" if mirip else ""
    raise ValueError(f"{benda} '{teks[:40]}' tidak dikenal{awal}. Pilihannya: {', '.join(pilihan)}")


def status(langkah: Sequence[Langkah]) -> str:
    """`selesai` when the last step (they come by date) ended in willingness or was the last one, else `terbuka`."""
    return "selesai" if langkah and langkah[-1].hasil in _MENUTUP else "terbuka"


def tenggat(tercatat: date, langkah: Sequence[Langkah], hari: int) -> date | None:
    """By when an open case needs its next step: the day agreed, else `hari` days after the last step or the record."""
    if status(langkah) == "selesai":
        return None
    if langkah and langkah[-1].tindak_lanjut:
        return langkah[-1].tindak_lanjut
    return (langkah[-1].tanggal if langkah else tercatat) + timedelta(days=hari)


def saran(sebab: str, langkah: Sequence[Langkah]) -> str | None:
    """The next fair step, None for a case that is closed; a warning is the last of them and never for three causes."""
    if status(langkah) == "selesai":
        return None
    if sebab in _SARAN_KHUSUS:
        return _SARAN_KHUSUS[sebab]
    sudah = {satu.tindakan for satu in langkah}
    for satu in (PENJELASAN, PERCAKAPAN):
        if satu not in sudah:
            return satu
    if sudah.isdisjoint(_PENDAMPINGAN):
        return " atau ".join(_PENDAMPINGAN)
    # After a warning there is no harder step, only another talk.
    return PERCAKAPAN if PERINGATAN in sudah else PERINGATAN


def kurang_untuk_peringatan(langkah: Sequence[Langkah], pada: date) -> list[str]:
    """The steps that must come before a warning on the day `pada` and have not."""
    sudah = {satu.tindakan for satu in langkah if satu.tanggal <= pada}
    return [satu for satu in (PENJELASAN, PERCAKAPAN) if satu not in sudah]


def boleh_tampak(orang: int, minimum: int) -> bool:
    """Whether a group is large enough to be shown to management; a smaller one is not shown at all.

    In a small office an agency and a cause, even without a number, are a known person. `minimum` below
    `MINIMUM_TERKECIL` is taken as that.
    """
    return orang >= max(minimum, MINIMUM_TERKECIL)
