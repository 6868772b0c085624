"""Days of a person's career: those that cannot be, and those that are more likely a slip of the fingers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.nip import tmt_pengangkatan
from asn_kompetensi.services import jam
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import pegawai as sql

JAUH: Final = timedelta(days=366)  # decrees are written months ahead, not years


def nip_baru(nip: str, *, hari_ini: date | None = None) -> str:
    """A clean NIP that may be registered. Raises `DataDitolak`, also for a birth that is still to come.

    Whoever is registered already is found by any NIP: only so can a wrong one be corrected.
    """
    return nip_sah(nip, hari_ini or jam.hari_ini())


def diangkat_nanti(nip: str, *, hari_ini: date | None = None) -> list[str]:
    """That a checked NIP tells of an appointment more than a year ahead, in a sentence: a slip, or a wrong clock."""
    diangkat = tmt_pengangkatan(nip)
    awal = date.fromisoformat(f"{diangkat}-01" if "-" in diangkat else f"{diangkat}-01-01")
    if awal - (hari_ini or jam.hari_ini()) > JAUH:
        return [f"NIP menyebut pengangkatan {diangkat}, masih lebih dari setahun lagi"]
    return []


def sesudah_lahir(tanggal: date | None, lahir: object, bendera: str) -> None:
    """Raises `DataDitolak` for a day on which somebody was not yet born."""
    if tanggal is not None and tanggal.isoformat() <= str(lahir):
        raise DataDitolak(f"tanggal {tanggal} mendahului kelahiran pegawai ini", f"Periksa {bendera}.")


def janggal(nip: str, tanggal: date | None, *, hari_ini: date | None = None) -> list[str]:
    """What is odd about a day recorded for the holder of a checked NIP, in sentences: before the appointment, far off.

    It is stored all the same: which of the two is wrong, nobody can tell from here.
    """
    if tanggal is None:
        return []
    diangkat = tmt_pengangkatan(nip)
    if tanggal.isoformat()[: len(diangkat)] < diangkat:
        return [f"tanggal {tanggal} mendahului pengangkatan menurut NIP ({diangkat})"]
    if tanggal - (hari_ini or jam.hari_ini()) > JAUH:
        return [f"tanggal {tanggal} masih lebih dari setahun lagi"]
    return []


def nilai_sesudah(d: Pintu, nip: str, tanggal: date | None) -> list[str]:
    """That scores are dated on or after the day on which somebody leaves, in a sentence."""
    banyak = sql.nilai_sejak(d.kon, wajib_ada(d, nip), tanggal.isoformat()) if tanggal else 0
    if not banyak:
        return []
    return [f"{banyak} nilainya bertanggal {tanggal} atau sesudahnya (asn nilai daftar --nip NIP)"]
