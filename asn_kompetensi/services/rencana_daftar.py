"""The plan of a year as it is shown: its rows, whom they are for, and what goes into the printed workbook."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.rencana_buku import BarisRencana as BarisBuku
from asn_kompetensi.domain.rencana_buku import DataRencana, Sasaran
from asn_kompetensi.domain.surat import KANTOR, tempat_surat
from asn_kompetensi.services.rencana import unit_dipilih, wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import rencana as sql
from asn_kompetensi.store.queries.rencana import BarisRencana, BarisSasaran

BIDANG: Final = (
    "tahun", "nomor", "periode", "opd", "nama_opd", "jenis", "kompetensi", "nama_kompetensi", "rata_kesenjangan",
    "sasaran", "bentuk", "nama_bentuk", "jalur", "pelatihan", "nama_pelatihan", "jp", "penyelenggara", "mulai",
    "selesai", "kurikulum", "pembina", "anggaran", "sumber_dana", "prioritas", "didanai",
)  # fmt: skip
BIDANG_RINCI: Final = (
    "tahun", "nomor", "opd", "nip", "nama", "jabatan", "nama_jabatan", "kompetensi", "nama_kompetensi", "standar",
    "capaian", "kesenjangan", "pelatihan", "bentuk", "nama_bentuk", "prioritas", "didanai",
)  # fmt: skip


def daftar(
    d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False, prioritas: int | None = None
) -> list[tuple[Any, ...]]:
    """The rows of a plan in the columns of `BIDANG`. Raises `TidakDitemukan`."""
    return [_tampil(*satu) for satu in _isi(d, tahun, opd, prioritas, dengan_unit=dengan_unit)]


def rinci(
    d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False, prioritas: int | None = None
) -> list[tuple[Any, ...]]:
    """One row per person of a row of the plan, in the columns of `BIDANG_RINCI`. Raises `TidakDitemukan`."""
    return [
        (
            satu.tahun, satu.nomor, satu.opd, orang.nip, orang.nama, orang.jabatan, orang.nama_jabatan,
            satu.kompetensi, satu.nama_kompetensi, *level(orang), satu.pelatihan, satu.bentuk, satu.nama_bentuk,
            satu.prioritas, ya_tidak(satu.didanai),
        )
        for satu, mereka in _isi(d, tahun, opd, prioritas, dengan_unit=dengan_unit)
        for orang in mereka
    ]  # fmt: skip


def buku(
    d: Pintu,
    tahun: int,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    prioritas: int | None = None,
    tanggal_surat: date | None = None,
) -> DataRencana:
    """The plan for its workbook; `tanggal_surat` defaults to the last day before the year of the plan."""
    semua = _isi(d, tahun, opd, prioritas, dengan_unit=dengan_unit)
    instansi = db_sql.instansi(d.kon) or ""
    kantor = db_sql.nama_opd(d.kon, KANTOR)
    return DataRencana(
        instansi=instansi,
        kepala_surat=tuple(satu.upper() for satu in (instansi, kantor) if satu),
        tempat=tempat_surat(instansi),
        tahun=tahun,
        periode=", ".join(dict.fromkeys(satu.periode for satu, _ in semua)),
        untuk=semua[0][0].nama_opd if opd and semua else None,
        tanggal_surat=tanggal_surat or date(tahun - 1, 12, 31),
        baris=tuple(_baris_buku(*satu) for satu in semua),
    )


def level(orang: BarisSasaran) -> tuple[Decimal, Decimal, Decimal]:
    """Standard, level reached and gap of a person as printed; the gap is rounded by itself, at the end."""
    standar, capaian = Fraction(orang.standar, 100), Fraction(orang.capaian, orang.penyebut)
    return setengah_naik(standar), setengah_naik(capaian), setengah_naik(standar - capaian)


def ya_tidak(nilai: int | None) -> bool | None:
    """A stored 0 or 1 as a logical value; None stays not known."""
    return None if nilai is None else bool(nilai)


def _isi(
    d: Pintu, tahun: int, opd: str | None, prioritas: int | None, *, dengan_unit: bool
) -> list[tuple[BarisRencana, list[BarisSasaran]]]:
    """The rows of a plan, each with whom it is for."""
    wajib_ada(d, tahun)
    unit = unit_dipilih(d, opd, dengan_unit=dengan_unit)
    mereka: dict[int, list[BarisSasaran]] = defaultdict(list)
    for satu in sql.sasaran(d.kon, tahun, unit):
        mereka[satu.rencana_id].append(satu)
    return [(satu, mereka[satu.id]) for satu in sql.baris(d.kon, tahun, unit, prioritas)]


def _rata(orang: list[BarisSasaran]) -> Decimal | None:
    jumlah = sum((Fraction(s.standar, 100) - Fraction(s.capaian, s.penyebut) for s in orang), Fraction(0))
    return setengah_naik(jumlah / len(orang)) if orang else None


def _tampil(satu: BarisRencana, orang: list[BarisSasaran]) -> tuple[Any, ...]:
    return (
        satu.tahun, satu.nomor, satu.periode, satu.opd, satu.nama_opd, satu.jenis, satu.kompetensi,
        satu.nama_kompetensi, _rata(orang), len(orang), satu.bentuk, satu.nama_bentuk, satu.jalur, satu.pelatihan,
        satu.nama_pelatihan, satu.jp, satu.penyelenggara, satu.mulai, satu.selesai, ya_tidak(satu.kurikulum),
        satu.pembina, satu.anggaran, satu.sumber_dana, satu.prioritas, ya_tidak(satu.didanai),
    )  # fmt: skip


def _baris_buku(satu: BarisRencana, orang: list[BarisSasaran]) -> BarisBuku:
    return BarisBuku(
        satu.nomor, satu.opd, satu.nama_opd, satu.jenis, satu.nama_kompetensi, _rata(orang), satu.bentuk,
        satu.nama_bentuk, satu.jalur, satu.nama_pelatihan, satu.jp, satu.penyelenggara,
        date.fromisoformat(satu.mulai), date.fromisoformat(satu.selesai), ya_tidak(satu.kurikulum), satu.pembina,
        satu.anggaran, satu.sumber_dana, satu.prioritas, ya_tidak(satu.didanai),
        tuple(Sasaran(o.nip, o.nama, o.nama_jabatan, *level(o)) for o in orang),
    )  # fmt: skip
