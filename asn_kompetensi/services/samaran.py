"""Erasing the identity of someone who has left; what the person's scores say about the city stays."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from asn_kompetensi.domain import samaran
from asn_kompetensi.domain.galat import Bentrok, TidakDitemukan
from asn_kompetensi.domain.nama import nama_polos
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.store import cadangan
from asn_kompetensi.store import samaran as penghapus
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kirim as kirim_sql
from asn_kompetensi.store.queries import pegawai as sql

MASA_SIMPAN = timedelta(days=365)  # how long a copy may go on holding what the database has forgotten


def salinan(d: PintuTulis) -> list[dict[str, str]]:
    """Backups that may still hold the identity: `{berkas, dibuat, kedaluwarsa}`, the last day to keep each."""
    return [
        {
            "berkas": satu.berkas.name,
            "dibuat": satu.waktu,
            "kedaluwarsa": (date.fromisoformat(satu.waktu[:10]) + MASA_SIMPAN).isoformat(),
        }
        for satu in cadangan.daftar(d.lokasi)
    ]


def samarkan(d: PintuTulis, nip: str) -> dict[str, Any]:
    """Replace a leaver's NIP, name, titles, birth date and address; returns `{nip, surat_dibatalkan}`.

    `nip` are the digits in their place, `surat_dibatalkan` the letters that held the person and were still to leave.
    Raises `TidakDitemukan`, and `Bentrok` for someone still in service. One already erased is only cleared from the
    gaps of the file again.
    """
    nomor = samaran.pegawai_id(nip)
    if nomor is not None:
        if sql.id_dari_nip(d.kon, samaran.nip(nomor)) != nomor:
            raise TidakDitemukan(f"tidak ada orang tersamar bernomor {nomor}", "Daftar: asn pegawai daftar")
        return _selesai(d, nomor)
    bersih, nomor = nip_sah(nip), wajib_ada(d, nip)
    if not sql.berhenti(d.kon, nomor)[0]:
        raise Bentrok(
            f"pegawai {samarkan_nip(bersih)} masih bertugas; hanya yang sudah berhenti yang dapat disamarkan",
            "Catat berhentinya lebih dahulu: asn pegawai henti NIP --alasan ALASAN --tanggal TANGGAL",
        )
    # A corrected NIP may still stand in the trail, or with an agency, as that of its head; a former name with a score.
    semua_nip = (bersih, *sql.nip_dahulu(d.kon, nomor))
    semua_nama = sorted({nama_polos(satu) for satu in sql.semua_nama(d.kon, nomor)})
    for satu, nama in product(semua_nip, semua_nama):
        orang = penghapus.Orang(nomor, satu, nama)
        penghapus.samarkan(d.kon, orang)
        d.lupakan(orang)
    return _selesai(d, nomor)


def _selesai(d: PintuTulis, nomor: int) -> dict[str, Any]:
    d.padatkan = f"asn pegawai samarkan {samaran.nip(nomor)}"
    surat = [{"opd": opd, "berkas": berkas} for opd, berkas in kirim_sql.batalkan_memuat(d.kon, nomor)]
    return {"nip": samaran.nip(nomor), "surat_dibatalkan": surat}
