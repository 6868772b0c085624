"""Evaluation periods: opening and looking at them."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import penutupan as penutupan_sql
from asn_kompetensi.store.queries import periode as sql

BIDANG = ("kode", "mulai", "selesai", "status", "segel", "dibuka_ulang")


def periode_kamus(d: Pintu) -> Kamus:
    """Periods by code."""
    return Kamus("periode", "asn periode daftar", (Entri(*baris) for baris in sql.ejaan(d.kon)))


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every period in the columns of `BIDANG`, by last day."""
    return list(sql.daftar(d.kon))


def lihat(d: Pintu, kode: str) -> dict[str, Any]:
    """One period with how many scores it holds (`nilai`) and of how many people (`pegawai`).

    `peringatan` are those it was closed with, `buka_ulang` every reopening. Raises `TidakDitemukan`.
    """
    nomor = periode_kamus(d).wajib(kode).id
    nilai, pegawai = sql.jumlah(d.kon, nomor)
    return {
        **_rekam(d, nomor),
        "nilai": nilai,
        "pegawai": pegawai,
        "peringatan": json.loads(penutupan_sql.peringatan(d.kon, nomor) or "[]"),
        "buka_ulang": riwayat_buka_ulang(d, nomor),
    }


def riwayat_buka_ulang(d: Pintu, periode_id: int) -> list[dict[str, Any]]:
    """Every reopening of a period: `waktu, petugas, alasan, saksi, segel, jalankan`, the oldest first."""
    bidang = ("waktu", "petugas", "alasan", "saksi", "segel", "jalankan")
    return [dict(zip(bidang, satu, strict=True)) for satu in penutupan_sql.buka_ulang(d.kon, periode_id)]


def _rekam(d: Pintu, periode_id: int) -> dict[str, Any]:
    return dict(zip(BIDANG, sql.satu(d.kon, periode_id), strict=True))


def buka(d: PintuTulis, kode: str, mulai: date | str, selesai: date | str) -> dict[str, Any]:
    """Open a period; both days inclusive, periods may overlap. The same period again changes nothing.

    Raises `DataDitolak` for impossible dates, `Bentrok` when the code stands for other dates or is closed.
    """
    from asn_kompetensi.store.tables import Periode

    kode = sah(partial(baca_kode, benda="kode periode"), kode, "Contoh kode: 2025")
    awal, akhir = _hari(mulai, "--mulai"), _hari(selesai, "--selesai")
    if akhir < awal:
        raise DataDitolak("hari terakhir periode mendahului hari pertamanya", "Periksa --mulai dan --selesai.")
    ada = periode_kamus(d).cari(kode)
    if ada is None:
        periode = Periode(kode=kode, mulai=awal, selesai=akhir)
        d.sesi.add(periode)
        d.sesi.flush()
        return _rekam(d, periode.id or 0)
    isi = _rekam(d, ada.id)
    if (isi["mulai"], isi["selesai"]) != (awal.isoformat(), akhir.isoformat()):
        raise Bentrok(
            f"periode {isi['kode']} sudah ada, {isi['mulai']} s.d. {isi['selesai']}",
            f"Pakai kode lain, atau lihat dengan: asn periode lihat {isi['kode']}",
        )
    if isi["status"] != "terbuka":
        raise Bentrok(f"periode {isi['kode']} sudah ditutup", f"Lihat dengan: asn periode lihat {isi['kode']}")
    return isi


def sehari(d: Pintu, isi: dict[str, Any]) -> str:
    """Which other periods have days of this one, in a sentence; "" where none has.

    Of the very same days one is as good as always too many; a year beside its halves may well be meant.
    """
    kembar, lain = [], []
    for kode, mulai, selesai, *_ in sql.daftar(d.kon):
        if kode == isi["kode"] or mulai > isi["selesai"] or selesai < isi["mulai"]:
            continue
        if (mulai, selesai) == (isi["mulai"], isi["selesai"]):
            kembar.append(kode)
        else:
            lain.append(f"{kode} ({mulai} s.d. {selesai})")
    sama = [f"harinya sama dengan periode {', '.join(kembar)}"] if kembar else []
    tindih = [f"harinya tumpang tindih dengan periode {', '.join(lain)}"] if lain else []
    return "; ".join(sama + tindih)


def _hari(nilai: date | str, bendera: str) -> date:
    hari = sah(baca_tanggal, nilai, f"Contoh: {bendera} 2025-12-31")
    if hari is None:
        raise DataDitolak(f"isi {bendera} kosong", f"Contoh: {bendera} 2025-12-31")
    return hari
