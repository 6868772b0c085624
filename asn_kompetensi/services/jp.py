"""Training hours per person and year, and by form of training."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.jp import status_jp
from asn_kompetensi.domain.kehadiran import cetak_skor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas_hadir import kebijakan_angka
from asn_kompetensi.services.pegawai import wajib_ada
from asn_kompetensi.services.pelatihan import nama_bentuk
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import jp as sql
from asn_kompetensi.store.queries import opd as opd_sql

BIDANG: Final = ("nip", "nama", "opd", "jenis_pegawai", "tahun", "jp", "target", "batas", "status", "kegiatan")
BIDANG_BENTUK: Final = ("tahun", "bentuk", "nama_bentuk", "kegiatan", "peserta", "jp")


def tahun_sah(teks: str) -> int:
    """A year from 1900 to 2100. Raises `DataDitolak`."""
    if not (teks.isascii() and teks.isdigit() and 1900 <= int(teks[:9]) <= 2100):
        raise DataDitolak(f"tahun '{teks[:20]}' tidak sah", "Tulis empat angka, misalnya 2025")
    return int(teks)


def daftar(
    d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False, nip: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """One row per person in service in the year, in the columns of `BIDANG`; `jp` None when nothing is recorded.

    PNS have a target, PPPK a limit that is reported and never cut, both as the policies of the year's last day say.
    Raises `TidakDitemukan`, `DataDitolak`.
    """
    pilihan = _pilihan(d, opd, dengan_unit, nip)
    aturan = _aturan(d, tahun)
    for nip_, nama, kode, jenis, ratus, kegiatan in sql.per_pegawai(d.kon, tahun, *pilihan):
        yield (nip_, nama, kode, jenis, tahun, *_ukur(aturan, jenis, ratus), kegiatan)


def per_tahun(d: Pintu, pegawai_id: int) -> list[dict[str, Any]]:
    """One person's years with something recorded: `tahun, jp, target, batas, status, kegiatan`."""
    jenis = sql.jenis_pegawai(d.kon, pegawai_id)
    nama = ("tahun", "jp", "target", "batas", "status", "kegiatan")
    return [
        dict(zip(nama, (tahun, *_ukur(_aturan(d, tahun), jenis, ratus), kegiatan), strict=True))
        for tahun, ratus, kegiatan in sql.per_tahun(d.kon, pegawai_id)
    ]


def _aturan(d: Pintu, tahun: int) -> tuple[Decimal, Decimal]:
    """Target of a PNS and limit of a PPPK on the last day of the year."""
    akhir = f"{tahun:04d}-12-31"
    return kebijakan_angka(d, "jp_target_pns", akhir), kebijakan_angka(d, "jp_batas_pppk", akhir)


def _ukur(aturan: tuple[Decimal, Decimal], jenis: str, ratus: int | None) -> tuple[Any, ...]:
    """`jp, target, batas, status` of one year."""
    target, batas = (aturan[0], None) if jenis == "PNS" else (None, aturan[1])
    jp = cetak_skor(ratus)
    return angka(jp), angka(target), angka(batas), status_jp(jp, target, batas)


def per_bentuk(
    d: Pintu, tahun: int | None, *, opd: str | None = None, dengan_unit: bool = False, nip: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """Hours by year and form of training in the columns of `BIDANG_BENTUK`; agencies are those at the time.

    `kegiatan` counts finished classes, `peserta` seats in them. Raises `TidakDitemukan`, `DataDitolak`.
    """
    sebutan = nama_bentuk()
    for tahun_, bentuk, kegiatan, peserta, ratus in sql.per_bentuk(d.kon, tahun, *_pilihan(d, opd, dengan_unit, nip)):
        yield (tahun_, bentuk, sebutan[bentuk], kegiatan, peserta, angka(cetak_skor(ratus)))


def _pilihan(d: Pintu, opd: str | None, dengan_unit: bool, nip: str | None) -> tuple[list[int] | None, int | None]:
    satu = opd_kamus(d).wajib(opd).id if opd else None
    unit = None if satu is None else opd_sql.bawahan(d.kon, satu) if dengan_unit else [satu]
    return unit, wajib_ada(d, nip) if nip else None
