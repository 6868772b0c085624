"""Dated thresholds, weights and cut-offs: what is in force on a day, and setting another value."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.domain.kebijakan import (
    BERURUT,
    DASAR_SENDIRI,
    Ruas,
    baca_nilai,
    bertabrakan,
    tampil,
    tempatkan,
)
from asn_kompetensi.domain.nama import terdekat
from asn_kompetensi.domain.sumber import cara_berlaku
from asn_kompetensi.services import jam
from asn_kompetensi.services.masukan import nama_sah, sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kebijakan as sql

BIDANG: Final = ("kunci", "nilai", "keterangan", "dasar", "mulai", "selesai")
_AWAL: Final = date(1900, 1, 1)


def _semua(d: Pintu) -> dict[str, list[Ruas]]:
    """The course of every policy by key, shipped ones first; one that an older file lacks has its shipped value."""
    hasil: dict[str, list[Ruas]] = {satu["kunci"]: [] for satu in baca_acuan("kebijakan")}
    for kunci, mulai, selesai, nilai, dasar, keterangan in sql.daftar(d.kon):
        hasil.setdefault(kunci, []).append(_ruas(mulai, selesai, nilai, dasar, keterangan))
    for satu in baca_acuan("kebijakan"):
        hasil[satu["kunci"]] = hasil[satu["kunci"]] or [_bawaan(satu)]
    return hasil


def _ruas(mulai: str, selesai: str | None, nilai: str, dasar: str, keterangan: str) -> Ruas:
    akhir = date.fromisoformat(selesai) if selesai else None
    return Ruas(date.fromisoformat(mulai), akhir, nilai, dasar, keterangan)


def _bawaan(satu: dict[str, str]) -> Ruas:
    return _ruas(
        satu["berlaku_mulai"], satu["berlaku_sampai"] or None, satu["nilai"], satu["dasar_hukum"], satu["keterangan"]
    )


def _cari(kunci: str, ada: dict[str, list[Ruas]]) -> str:
    rapi = kunci.strip().casefold().replace("-", "_")
    if rapi not in ada:
        mirip = terdekat(kunci, ada)
        saran = f"Mungkin maksudnya: {', '.join(mirip)}. " if mirip else ""
        raise TidakDitemukan(f"kebijakan '{kunci}' tidak ada", f"{saran}Semuanya: asn kebijakan daftar")
    return rapi


def daftar(
    d: Pintu, *, pada: date | None = None, kunci: str | None = None, riwayat: bool = False
) -> list[tuple[Any, ...]]:
    """Policies in the columns of `BIDANG`: those in force on a day (today), or with `riwayat` every value there is.

    Where nothing is in force on that day the shipped value stands, since that is what counts. Raises `TidakDitemukan`.
    """
    semua = _semua(d)
    if kunci is not None:
        semua = {ini: semua[ini] for ini in [_cari(kunci, semua)]}
    pada = pada or jam.hari_ini()
    bawaan = {satu["kunci"]: satu for satu in baca_acuan("kebijakan")}
    hasil = []
    for ini, ruas in semua.items():
        berlaku = ruas if riwayat else [satu for satu in ruas if satu.memuat(pada)]
        if not berlaku and ini in bawaan:
            berlaku = [_bawaan(bawaan[ini])]
        hasil += [_tampil(ini, satu) for satu in berlaku]
    return hasil


def _tampil(kunci: str, satu: Ruas) -> tuple[Any, ...]:
    return kunci, tampil(satu.nilai), satu.keterangan, satu.dasar, satu.mulai, satu.selesai


def tetapkan(
    d: PintuTulis,
    kunci: str,
    nilai: str,
    *,
    mulai: date | None = None,
    dasar: str | None = None,
    hari_ini: date | None = None,
) -> dict[str, Any]:
    """Set a policy; returns the fields of `BIDANG` of what is now in force from `mulai` (else today).

    Without `mulai` the present value is replaced over its whole time; with it, the new one holds from that day until
    the next begins. Without `dasar` the shipped value has its shipped basis, any other `kebijakan instansi`. The same
    value again changes nothing. Closed periods keep theirs. Raises `TidakDitemukan`, `DataDitolak` for a value that is
    not allowed or not in order with the one it goes with.
    """
    if mulai is not None and mulai < _AWAL:
        raise DataDitolak(f"--mulai {mulai} terlalu lama", f"Paling awal {_AWAL}.")
    semua, hari_ini = _semua(d), hari_ini or jam.hari_ini()
    ini = _cari(kunci, semua)
    acuan = {satu["kunci"]: _bawaan(satu) for satu in baca_acuan("kebijakan")}.get(ini, semua[ini][-1])
    isi = sah(partial(_baca, ini, acuan.nilai), nilai, f"Lihat: asn kebijakan daftar --kunci {ini}")
    hari = mulai or hari_ini
    lama = next((satu for satu in semua[ini] if satu.memuat(hari)), None)
    if dasar is not None:
        dasar = nama_sah(dasar, "dasar", "--dasar")
    elif lama is not None and lama.nilai == isi:
        dasar = lama.dasar
    else:
        dasar = acuan.dasar if isi == acuan.nilai else DASAR_SENDIRI
    baru = Ruas(hari, None, isi, dasar, acuan.keterangan)
    susunan = tempatkan(semua[ini], baru, hari_ini, sejak=mulai)
    if susunan != semua[ini]:
        _berurut({**semua, ini: susunan}, ini)
        sql.ganti(d.kon, ini, [_baris(ini, satu) for satu in susunan])
    return dict(zip(BIDANG, _tampil(ini, next(satu for satu in susunan if satu.memuat(hari))), strict=True))


def _baca(kunci: str, bawaan: str, teks: str) -> str:
    return baca_nilai(kunci, teks, bawaan)


def _baris(kunci: str, satu: Ruas) -> sql.Baris:
    selesai = satu.selesai.isoformat() if satu.selesai else None
    return kunci, satu.mulai.isoformat(), selesai, satu.nilai, satu.dasar, satu.keterangan


def _berurut(semua: dict[str, list[Ruas]], kunci: str) -> None:
    for bawah, atas in BERURUT:
        if kunci in (bawah, atas) and (hari := bertabrakan(semua[bawah], semua[atas])):
            raise DataDitolak(
                f"{bawah} harus di bawah {atas}; pada {hari} tidak lagi demikian",
                f"Lihat keduanya: asn kebijakan daftar --riwayat. Ubah {atas if kunci == bawah else bawah} lebih dulu.",
            )


def sebut(isi: dict[str, Any]) -> str:
    """A policy as a sentence says it: `bobot_skm 0,11 sejak 2026-01-01`."""
    nilai = str(isi["nilai"]).replace(".", ",")
    arti = f" ({cara_berlaku(nilai).sebutan})" if isi["kunci"] == "bobot_sumber" else ""
    akhir = f" sampai {isi['selesai']}" if isi["selesai"] else ""
    return f"{isi['kunci']} {nilai}{arti} sejak {isi['mulai']}{akhir}"


def ada_tertutup(d: Pintu) -> bool:
    """Whether any period is closed, and so keeps the policies it was closed with."""
    return sql.ada_tertutup(d.kon)
