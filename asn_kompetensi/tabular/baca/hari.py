"""Headings that are days of a class, each by itself or below `Tanggal`, `Maret 2025`, `Hari ke`, or a date.

What a heading says is handed on as `domain.hari` describes it; which day of the class that is, the class decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from asn_kompetensi.domain.hari import AWALAN_HARI, SESI, TAK_TERBACA
from asn_kompetensi.domain.kehadiran import baca_tanda
from asn_kompetensi.domain.tanggal import nomor_bulan
from asn_kompetensi.tabular.baca.ejaan import dikenal
from asn_kompetensi.tabular.baca.hari_teks import H_STRIP, PISAH, ROMAWI, Bacaan, baca_judul_hari, rapikan, tanggal

HARI_TAK_TERBACA = AWALAN_HARI + TAK_TERBACA
SESI_MAKS = 4
INDUK_MAKS = 300  # a longer text is no heading, and thousands of brackets are slow to strip
_TANGGAL, _URUT, _HADIR = "t", "h", ""
_KATA_INDUK = {
    **dict.fromkeys(("tanggal", "tgl"), _TANGGAL),
    **dict.fromkeys(("hari", "pertemuan", "day"), _URUT),
    **dict.fromkeys(("kehadiran", "hadir", "presensi", "absensi", "absen", "pelaksanaan"), _HADIR),
}
_PENGISI = frozenset({"daftar", "peserta", "dan", "ke", "bulan", "pelatihan", "kegiatan", "diklat", "kelas", "pada"})
_REKAP = ("rekap", "jumlah", "jml", "total", "persen", "prosen", "%")

_BILANGAN = re.compile(r"(?:ke[\s.-]*)?(\d{1,2})(?:\.0)?")


def kolom_hari(susunan: Iterable[tuple[int, tuple[Any, ...], int]]) -> dict[int, str]:
    """The day fields (`hari:2025-03-03` ...) among the headings of a candidate header, by column.

    A heading that looks like a day but cannot be read is `hari:!`; a second column of one day ends in `~2`.
    """
    hasil: dict[int, str] = {}
    for _, kelompok in groupby(susunan, lambda satu: satu[1][:-1]):
        saudara = [(indeks, bagian) for indeks, bagian, _ in kelompok]
        hasil |= _sekelompok(saudara)
    return _bedakan(hasil)


def _bedakan(kolom: Mapping[int, str]) -> dict[int, str]:
    """Morning and afternoon of one day stay two columns."""
    banyak: dict[str, int] = {}
    hasil = {}
    for indeks, bidang in kolom.items():
        ke = banyak[bidang] = banyak.get(bidang, 0) + 1
        hasil[indeks] = bidang if ke == 1 else f"{bidang}~{ke}"
    return hasil


def _sekelompok(saudara: Sequence[tuple[int, tuple[Any, ...]]]) -> dict[int, str]:
    """The days among headings that stand side by side below the same parents."""
    induk = saudara[0][1][:-1]
    daun = [bagian[-1] for _, bagian in saudara]
    angka = _angka_daun(daun, induk)
    hasil = {}
    hitung = _deret_h(daun)
    semua = zip(saudara, daun, angka, _status_daun(daun), strict=True)
    for ke, ((indeks, _), satu, bilangan, status) in enumerate(semua):
        bacaan = Bacaan((hitung[ke],)) if ke in hitung else _di_bawah(satu, bilangan, status, induk, angka)
        if bacaan.seperti:
            hasil[indeks] = HARI_TAK_TERBACA
        elif bacaan.bagian:
            hasil[indeks] = AWALAN_HARI + ";".join(_gabungkan(bacaan.bagian))
    return hasil


def berbobot(bidang: str | None) -> bool:
    """Whether a column counts when headers are compared: unread days and repeated ones do not."""
    return bidang is not None and not bidang.startswith(HARI_TAK_TERBACA) and "~" not in bidang


def _gabungkan(bagian: Sequence[str]) -> list[str]:
    """The parts of a heading once each; beside others a number means what its parent says."""
    if len(bagian) == 1:
        return list(bagian)
    hasil = []
    for satu in bagian:
        if satu.startswith("angka"):
            satu = {"t": f"---{satu[5:-1]:0>2}", "h": f"#{satu[5:-1]}"}.get(satu[-1], "")
        hasil.append(satu)
    return [satu for satu in dict.fromkeys(hasil) if satu]


def _status_daun(daun: Sequence[Any]) -> list[str | None]:
    """The statuses that sub-columns `H | S | I | A` are ticked for; one alone, `Hadir`, is no such column."""
    teks = [rapikan(satu) if isinstance(satu, str) else "" for satu in daun]
    status = [baca_tanda(satu).status if satu.replace(" ", "").isalpha() and satu != "v" else None for satu in teks]
    return status if len({satu for satu in status if satu}) > 1 else [None] * len(status)


def _deret_h(daun: Sequence[Any]) -> dict[int, str]:
    """`H-1, H-2, H-3` side by side count up; a lone `H-1` may be the day before."""
    cocok = {ke: c for ke, satu in enumerate(daun) if isinstance(satu, str) and (c := H_STRIP.fullmatch(rapikan(satu)))}
    nomor = [int(satu[1]) for satu in cocok.values() if "+" not in satu[0]]
    if len(nomor) < 2 or nomor != list(range(1, len(cocok) + 1)):
        return {}
    return {ke: f"#{int(satu[1])}" for ke, satu in cocok.items()}


def _di_bawah(
    daun: Any, bilangan: int | None, status: str | None, induk: tuple[Any, ...], angka: Sequence[int | None]
) -> Bacaan:
    sendiri = baca_judul_hari(daun)
    dari_induk = _dari_induk(induk)
    if sendiri.bagian and not sendiri.seperti:
        return Bacaan((*dari_induk, *sendiri.bagian))
    if dari_induk and status:
        return Bacaan((*dari_induk, f"={status}"))
    if dari_induk and _jenis_induk(daun) == _HADIR:
        return Bacaan(dari_induk)
    if bilangan is not None and not any(map(_rekap, induk)):
        return _bilangan(bilangan, induk, dari_induk, [satu for satu in angka if satu])
    if isinstance(daun, str) and dikenal(daun):
        return Bacaan()
    return Bacaan(seperti=sendiri.seperti or (bool(dari_induk) and bilangan is None))


def _dari_induk(induk: tuple[Any, ...]) -> tuple[str, ...]:
    """What the headings above say of the day: `Senin`, a date, or a number that itself stands below `Tanggal`."""
    hasil: tuple[str, ...] = ()
    for ke, satu in enumerate(induk):
        bacaan = baca_judul_hari(satu)
        if not bacaan.bagian and ke and (bilangan := _angka_tengah(satu, induk[:ke])) is not None:
            bacaan = _bilangan(bilangan, induk[:ke], hasil, [bilangan])
        hasil += () if bacaan.seperti else bacaan.bagian
    return hasil


def _bilangan(bilangan: int, induk: tuple[Any, ...], dari_induk: tuple[str, ...], semua: Sequence[int]) -> Bacaan:
    """A bare number below a month, below a day (its sessions), or below `Tanggal`, `Hari ke`, `Kehadiran`."""
    for satu in reversed(induk):
        if (bulan := _bulan(satu)) is not None:
            tahun, nomor = bulan
            return tanggal(tahun, nomor, str(bilangan))
    if dari_induk:
        nama_saja = all(satu.startswith("@") for satu in dari_induk)
        deret = list(semua) == list(range(1, len(semua) + 1)) and nama_saja < len(semua) <= SESI_MAKS
        # A month written as a date: the cell of its first day shows as `Maret 2025`.
        awal_bulan = next((satu for satu in induk if isinstance(satu, date) and satu.day == 1), None)
        if awal_bulan is not None:
            return Bacaan(seperti=True) if deret else tanggal(str(awal_bulan.year), awal_bulan.month, str(bilangan))
        if deret:
            return Bacaan((*dari_induk, f"{SESI}-{bilangan}"))
        if nama_saja and 0 < bilangan <= 31:
            return Bacaan((*dari_induk, f"---{bilangan:02}"))
        return Bacaan(seperti=True)
    for satu in reversed(induk):
        if (jenis := _jenis_induk(satu)) is not None:
            return Bacaan((f"angka{bilangan}{jenis}",)) if 0 < bilangan <= 31 else Bacaan(seperti=True)
    return Bacaan()


def _kata(nilai: object) -> list[str]:
    return [satu for satu in PISAH.split(rapikan(str(nilai))) if satu] if isinstance(nilai, str) else []


def _jenis_induk(nilai: object) -> str | None:
    """What numbers below `Tanggal`, `Hari ke-`, `Kehadiran Peserta` count; None below anything else."""
    if isinstance(nilai, str) and len(nilai) > INDUK_MAKS:
        return None
    kata = _kata(re.sub(r"\([^)]*\)", " ", nilai) if isinstance(nilai, str) else nilai)
    kata = kata + [satu for satu in _kata(nilai) if satu in _KATA_INDUK]
    jenis = [_KATA_INDUK[satu] for satu in kata if satu in _KATA_INDUK]
    if not jenis or any(satu not in _KATA_INDUK and satu not in _PENGISI for satu in kata):
        return None
    return _TANGGAL if _TANGGAL in jenis else _URUT if _URUT in jenis else _HADIR


def _bulan(nilai: object) -> tuple[str | None, int] | None:
    """`Maret 2025`, `Bulan : Maret`, `Tanggal (Maret 2025)` as (year, month)."""
    sisa = [satu for satu in _kata(nilai) if satu not in _KATA_INDUK and satu not in _PENGISI]
    nomor = nomor_bulan(sisa[0]) if sisa else None
    if nomor is None or len(sisa) > 2 or (len(sisa) == 2 and not re.fullmatch(r"\d{4}|\d{2}", sisa[1])):
        return None
    return (sisa[1] if len(sisa) == 2 else None), nomor


def _rekap(nilai: object) -> bool:
    return isinstance(nilai, str) and rapikan(nilai).startswith(_REKAP)


def _angka_tengah(nilai: Any, induk: tuple[Any, ...]) -> int | None:
    """A bare number between its parent and a day below it, `II` too below `Hari ke`."""
    romawi = rapikan(nilai) if isinstance(nilai, str) else ""
    if romawi in ROMAWI and any(_jenis_induk(satu) == _URUT for satu in induk):
        return ROMAWI.index(romawi) + 1
    return _angka_daun([nilai], induk)[0]


def _angka_daun(daun: Sequence[Any], induk: tuple[Any, ...]) -> list[int | None]:
    """The bare numbers among headings; Roman ones only as a run I, II, III ... that is no `H | S | I | A`."""
    if not induk:
        return [None] * len(daun)
    hasil: list[int | None] = []
    for satu in daun:
        if isinstance(satu, int | float) and not isinstance(satu, bool):
            hasil.append(int(satu) if 0 <= satu < 100 and float(satu).is_integer() else None)
        else:
            cocok = _BILANGAN.fullmatch(rapikan(str(satu)))
            hasil.append(int(cocok[1]) if cocok else None)
    romawi = [rapikan(satu) if isinstance(satu, str) else "" for satu in daun]
    deret = [satu for satu in romawi if satu in ROMAWI]
    tunggal = len(daun) == 1 and any(_jenis_induk(satu) == _URUT for satu in induk)
    if deret == list(ROMAWI[: len(deret)]) and (len(deret) > 1 or tunggal):
        hasil = [ROMAWI.index(r) + 1 if r in ROMAWI else satu for r, satu in zip(romawi, hasil, strict=True)]
    return hasil
