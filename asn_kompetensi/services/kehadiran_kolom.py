"""The day columns of an attendance sheet: which day of the class each one is, and which ones cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.hari import (
    AWALAN_HARI,
    TAK_TERBACA,
    HariKolom,
    bertanggal,
    cocokkan_hari,
    polos,
    status_kolom,
)
from asn_kompetensi.domain.laporan_impor import Temuan
from asn_kompetensi.domain.lembar import Lajur
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.services.kehadiran_kelas import hari_judul
from asn_kompetensi.services.kelas import hari
from asn_kompetensi.store.queries.kelas import BarisKelas

TIDAK_DIKENAL: Final = "KOLOM_TIDAK_DIKENAL"
_JUDUL: Final = "Tulis tanggalnya di judul kolom, misalnya 2025-03-03."


@dataclass(frozen=True, slots=True)
class KolomHari:
    """A day column: its place in a row and its day (ISO); without a day, `ragu` says why its marks are held.

    `status`: what a tick in the column means, where not the mark itself says it. `bertanggal`: the heading itself
    carries a date or a day of the month.
    """

    letak: int
    bidang: str
    judul: str
    tanggal: str = ""
    ragu: str = ""
    status: str | None = None
    bertanggal: bool = False


def kolom_hari(p: Pengimpor, kelas: BarisKelas) -> list[KolomHari]:
    """The day columns to be read; unreadable headings and filled days outside the class are named in a warning.

    Raises `DataDitolak` when there are day columns and none of them is a day of the class.
    """
    lajur = [(letak, satu, satu.bidang.removeprefix(AWALAN_HARI)) for letak, satu in p.lajur(AWALAN_HARI)]
    terbaca = [(letak, satu, sebutan) for letak, satu, sebutan in lajur if polos(sebutan) != TAK_TERBACA]
    for _, satu, sebutan in lajur:
        if polos(sebutan) == TAK_TERBACA:
            _sebut_tak_terbaca(p, satu)
    temuan = cocokkan_hari(
        [sebutan for _, _, sebutan in terbaca],
        hari(kelas),
        judul=hari_judul(p.lembar.kepala),
        sejak_1904=p.lembar.sejak_1904,
    )
    dipakai = []
    for (letak, satu, sebutan), milik in zip(terbaca, temuan, strict=True):
        if milik.tanggal or milik.ragu:
            tanggal = milik.tanggal.isoformat() if milik.tanggal else ""
            dipakai.append(
                KolomHari(
                    letak, satu.bidang, satu.judul, tanggal, milik.ragu, status_kolom(sebutan), bertanggal(sebutan)
                )
            )
        elif any(baris.sel[letak] is not None for baris in p.lembar.baris):
            _ingatkan(
                p,
                satu,
                "KOLOM_HARI_LUAR",
                f"kolom '{_satu_baris(satu.judul)}' di luar kelas {_sebut(kelas)}; diabaikan",
                "Periksa judul kolomnya.",
            )
    if terbaca and not any(satu.tanggal for satu in dipakai):
        _tolak(kelas, [satu for satu in temuan if satu.ragu], dipakai)
    return dipakai


def _tolak(kelas: BarisKelas, ragu: list[HariKolom], kolom: list[KolomHari]) -> None:
    if ragu:
        raise DataDitolak(
            f"kolom '{_satu_baris(kolom[0].judul)}' tidak pasti harinya di kelas {_sebut(kelas)}: {ragu[0].ragu}",
            _JUDUL,
        )
    raise DataDitolak(
        f"tidak ada kolom hari yang cocok dengan kelas {_sebut(kelas)}",
        "Mungkin ini daftar hadir kelas lain; periksa kode kelas atau tanggal di judul kolomnya.",
    )


def _sebut_tak_terbaca(p: Pengimpor, lajur: Lajur) -> None:
    p.laporan.kolom_diabaikan = (*p.laporan.kolom_diabaikan, lajur.judul)
    judul = _satu_baris(lajur.judul)
    pesan = f"judul kolom {lajur.huruf} '{judul}' mirip hari, tetapi tidak terbaca; isinya tidak diambil"
    _ingatkan(p, lajur, TIDAK_DIKENAL, pesan, _JUDUL)


def _ingatkan(p: Pengimpor, lajur: Lajur, kode: str, pesan: str, saran: str) -> None:
    baris = p.lembar.baris_judul[-1] if p.lembar.baris_judul else None
    p.laporan.peringatan.append(Temuan(p.lembar.nama, baris, lajur.huruf, lajur.judul, kode, pesan, saran))


def _satu_baris(judul: str) -> str:
    return " ".join(judul.split())


def _sebut(kelas: BarisKelas) -> str:
    return f"{kelas.kode} ({kelas.mulai} sampai {kelas.selesai})"


def tahan_ragu(kolom: KolomHari) -> tuple[str, str, str]:
    """Code, sentence and remedy for a mark in a column whose day is not certain."""
    return "HARI_TIDAK_PASTI", f"hari kolom '{_satu_baris(kolom.judul)}' tidak pasti: {kolom.ragu}", _JUDUL
