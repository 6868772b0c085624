"""Certificates of people, from own classes and from elsewhere, and which of them expire."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.kegiatan import sidik
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services.jp_kegiatan import LUAR
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import jp_luar as sql
from asn_kompetensi.store.queries import opd as opd_sql

BIDANG: Final = ("nip", "nama", "opd", "kegiatan", "sertifikat", "tanggal", "berlaku_sampai", "status", "asal")


def daftar(
    d: Pintu,
    pada: date,
    *,
    habis_sampai: date | None = None,
    tahun: int | None = None,
    opd: str | None = None,
    dengan_unit: bool = False,
    nip: str | None = None,
) -> list[tuple[Any, ...]]:
    """Certificates in the columns of `BIDANG`; `status` (`berlaku`, `habis`, `tanpa_batas`) is that of the day `pada`.

    People in service on that day, or the one of `nip`; the agency is the last one up to it. `habis_sampai` keeps what
    expires up to a day, soonest first; `tahun` is that in which the activity ended. Raises `TidakDitemukan`,
    `DataDitolak`.
    """
    satu_opd = opd_kamus(d).wajib(opd).id if opd else None
    unit = None if satu_opd is None else opd_sql.bawahan(d.kon, satu_opd) if dengan_unit else [satu_opd]
    siapa = None if unit is None else opd_sql.pernah_di(d.kon, unit)
    semua = sql.sertifikat(d.kon, pada.isoformat(), wajib_ada(d, nip) if nip else None, siapa)
    milik_kelas: set[tuple[int, Hashable]] = set()
    for pegawai_id, *_, nama, _, _, mulai, _, nomor, _, kode in semua:
        if kode is not None:
            lipat = kunci(nomor) if nomor else None
            milik_kelas.update((pegawai_id, satu) for satu in sidik(kunci(nama), mulai, 0, lipat))
    hasil = []
    for pegawai_id, nip_, orang, opd_id, kode_opd, nama, lipatan, tahun_, mulai, selesai, nomor, sampai, kode in semua:
        if nomor is None or (unit is not None and opd_id not in unit) or tahun not in (None, tahun_):
            continue
        if habis_sampai and (sampai is None or sampai > habis_sampai.isoformat()):
            continue
        # The class counts in the place of what was recorded elsewhere, with its certificate too.
        if kode is None and any((pegawai_id, satu) in milik_kelas for satu in sidik(lipatan, mulai, 0, kunci(nomor))):
            continue
        status = "tanpa_batas" if sampai is None else "habis" if sampai < pada.isoformat() else "berlaku"
        hasil.append((nip_, orang, kode_opd, nama, nomor, selesai, sampai, status, kode or LUAR))
    return sorted(hasil, key=lambda satu: satu[6]) if habis_sampai else hasil
