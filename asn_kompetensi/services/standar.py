"""Standards: the level a job requires in a competency, from a date on; the past is never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.domain.level import baca_level, cetak_level
from asn_kompetensi.domain.nama import bersihkan_nama
from asn_kompetensi.domain.standar import PerluMulai, Ruas, baca_tingkat
from asn_kompetensi.domain.standar import tetapkan as susun
from asn_kompetensi.domain.tanggal import baca_tanggal, iso
from asn_kompetensi.services.kamus import jabatan_kamus, kompetensi_kamus
from asn_kompetensi.services.masukan import isian, sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import jabatan as jabatan_sql
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import standar as sql

BIDANG = ("jabatan", "kompetensi", "level", "tingkat", "dasar", "mulai", "selesai")
Hari = date | str | None


def daftar(d: Pintu, *, jabatan: str | None = None, pada: Hari = None) -> list[tuple[Any, ...]]:
    """Standards in the columns of `BIDANG`; of one job, or only those in force on a day."""
    jabatan_id = jabatan_kamus(d).wajib(jabatan).id if jabatan is not None else None
    hari = sah(baca_tanggal, pada)
    baris = sql.daftar(d.kon, jabatan_id, hari.isoformat() if hari else None)
    return [(*satu[:2], cetak_level(satu[2]), *satu[3:]) for satu in baris]


@dataclass(slots=True)
class Buku:
    """The standards of the jobs a command touches, read once per job and written as they change."""

    d: PintuTulis
    _jabatan: dict[int, dict[int, list[Ruas]]] = field(default_factory=dict)

    def ruas(self, jabatan_id: int, kompetensi_id: int) -> list[Ruas]:
        """Standards of one pair by first day."""
        if jabatan_id not in self._jabatan:
            isi = self._jabatan[jabatan_id] = {}
            for nomor, ratus, tingkat, dasar, mulai, selesai, ruas_id in sql.ruas(self.d.kon, jabatan_id):
                satu = Ruas(ratus, tingkat, dasar, _hari(mulai), _hari(selesai), ruas_id)
                isi.setdefault(nomor, []).append(satu)
        return self._jabatan[jabatan_id].setdefault(kompetensi_id, [])

    def tetapkan(self, jabatan_id: int, kompetensi_id: int, baru: Ruas, *, tepat: bool = False) -> bool:
        """Let a standard hold; True when something was written. Raises as `domain.standar.tetapkan`."""
        ada = self.ruas(jabatan_id, kompetensi_id)
        perlu = susun(ada, baru, tepat=tepat)
        for satu in perlu:
            isi = (satu.ratus, satu.tingkat, satu.dasar, iso(satu.mulai), iso(satu.selesai))
            if satu.id is None:
                nomor = sql.tambah(self.d.kon, jabatan_id, kompetensi_id, isi)
            else:
                nomor = satu.id
                sql.ubah(self.d.kon, nomor, isi)
            ada[:] = [lain for lain in ada if lain.id != nomor]
            ada.append(Ruas(satu.ratus, satu.tingkat, satu.dasar, satu.mulai, satu.selesai, nomor))
        ada.sort(key=lambda satu: satu.awal)
        return bool(perlu)


def _hari(teks: str | None) -> date | None:
    return date.fromisoformat(teks) if teks else None


def baca_dasar(nilai: object) -> str | None:
    """A decree's number, at most 200 characters, None when empty; ValueError when unprintable or longer."""
    return bersihkan_nama(str(nilai), "Dasar")[0] or None


def pasangan(d: Pintu, kata: Sequence[str]) -> dict[int, int]:
    """`["INT=3", "KS=2,5"]` as competency id -> hundredths; all faults of the values in one sentence.

    Raises `SalahPakai`, `TidakDitemukan`, `DataDitolak`.
    """
    kamus = kompetensi_kamus(d)
    hasil: dict[int, int] = {}
    salah: list[str] = []
    for satu in kata:
        nama, tanda, isi = (bagian.strip() for bagian in satu.partition("="))
        if not (tanda and nama):
            raise SalahPakai(f"'{satu}' tidak berbentuk KOMPETENSI=LEVEL", "Contoh: INT=3 KS=2,5")
        entri = kamus.wajib(nama)
        level = baca_level(isi)
        if level.ratus is None:
            salah.append(f"{entri.kode}: {level.pesan or 'level kosong'}")
        elif hasil.setdefault(entri.id, level.ratus) != level.ratus:
            raise SalahPakai(f"{entri.kode} disebut dua kali dengan level berbeda", "Sebutkan sekali saja.")
    if salah:
        raise DataDitolak(" ".join(salah), "Level di atas 0 sampai 5, paling banyak dua desimal.")
    return hasil


def tetapkan(
    d: PintuTulis,
    jabatan: str,
    kata: Sequence[str],
    *,
    dasar: str | None = None,
    mulai: Hari = None,
    selesai: Hari = None,
    tingkat: str | None = None,
) -> list[dict[str, Any]]:
    """Set levels of a job (`INT=3`), all or none; returns the job's standards.

    Without `mulai` a first standard is open to the past, and another level than the present one is `SalahPakai`.
    Raises `TidakDitemukan`, `DataDitolak`.
    """
    entri = jabatan_kamus(d).wajib(jabatan)
    contoh = Ruas(
        0,
        isian(tingkat, None, baca_tingkat),
        isian(dasar, None, baca_dasar),
        sah(baca_tanggal, mulai),
        sah(baca_tanggal, selesai),
    )
    if contoh.mulai and contoh.selesai and contoh.selesai < contoh.mulai:
        raise DataDitolak("hari terakhir standar mendahului hari pertamanya", "Periksa --mulai dan --selesai.")
    buku = Buku(d)
    nama = kompetensi_sql.kode(d.kon)
    for kompetensi_id, ratus in pasangan(d, kata).items():
        baru = Ruas(ratus, contoh.tingkat, contoh.dasar, contoh.mulai, contoh.selesai)
        try:
            buku.tetapkan(entri.id, kompetensi_id, baru)
        except PerluMulai as salah:
            raise SalahPakai(
                f"{entri.kode} {nama[kompetensi_id]}: {salah}", "Sebutkan --mulai: sejak kapan level baru berlaku."
            ) from salah
        except ValueError as salah:
            raise DataDitolak(
                f"{entri.kode} {nama[kompetensi_id]}: {salah}", "Periksa --mulai dan --selesai."
            ) from salah
    return rekam(d, entri.kode)


def rekam(d: Pintu, jabatan: str) -> list[dict[str, Any]]:
    """The standards of a job as records."""
    return [dict(zip(BIDANG, satu, strict=True)) for satu in daftar(d, jabatan=jabatan)]


def salin_jenjang(d: PintuTulis, jabatan: str, *, mulai: Hari = None) -> tuple[list[dict[str, Any]], int]:
    """Fill the generic competencies that have no standard yet from the job's jenjang.

    Returns the job's standards and how many were added. Raises `DataDitolak` for a job without jenjang.
    """
    entri = jabatan_kamus(d).wajib(jabatan)
    jenjang = jabatan_sql.satu(d.kon, entri.id)[2]
    if jenjang is None:
        raise DataDitolak(
            f"jabatan {entri.kode} belum mempunyai jenjang", f'Isi dulu: asn jabatan ubah {entri.kode} --jenjang "..."'
        )
    level, dasar = sql.bawaan_jenjang(d.kon, jenjang)
    isi = [(nomor, Ruas(level * 100, dasar=dasar)) for nomor in kompetensi_sql.generik(d.kon)]
    return _tambahkan(d, entri.id, entri.kode, isi, sah(baca_tanggal, mulai))


def salin_jabatan(d: PintuTulis, jabatan: str, dari: str, *, mulai: Hari = None) -> tuple[list[dict[str, Any]], int]:
    """Copy the standards of another job that this job lacks: those in force on `mulai`, else the newest of each pair.

    Returns the job's standards and how many were added. Raises `DataDitolak` when there is nothing to copy.
    """
    kamus = jabatan_kamus(d)
    entri, asal = kamus.wajib(jabatan), kamus.wajib(dari)
    if entri.id == asal.id:
        raise SalahPakai(f"{entri.kode} tidak dapat disalin dari dirinya sendiri", "Sebutkan --dari jabatan lain.")
    hari = sah(baca_tanggal, mulai)
    buku = Buku(d)
    isi = []
    for kompetensi_id in kompetensi_sql.kode(d.kon):
        ruas = [satu for satu in buku.ruas(asal.id, kompetensi_id) if hari is None or satu.berlaku(hari)]
        if ruas:
            isi.append((kompetensi_id, Ruas(ruas[-1].ratus, ruas[-1].tingkat, ruas[-1].dasar)))
    if not isi:
        raise DataDitolak(
            f"jabatan {asal.kode} belum mempunyai standar", f"Lihat: asn standar daftar --jabatan {asal.kode}"
        )
    return _tambahkan(d, entri.id, entri.kode, isi, hari)


def _tambahkan(
    d: PintuTulis, jabatan_id: int, kode: str, isi: Iterable[tuple[int, Ruas]], mulai: date | None
) -> tuple[list[dict[str, Any]], int]:
    """Add standards only where there is none on the first day (without one: none at all)."""
    buku = Buku(d)
    tambah = 0
    for kompetensi_id, contoh in isi:
        ada = buku.ruas(jabatan_id, kompetensi_id)
        if any(mulai is None or satu.berlaku(mulai) for satu in ada):
            continue
        tambah += buku.tetapkan(jabatan_id, kompetensi_id, Ruas(contoh.ratus, contoh.tingkat, contoh.dasar, mulai))
    return rekam(d, kode), tambah
