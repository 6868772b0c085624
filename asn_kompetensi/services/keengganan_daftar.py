"""The register of reluctance as the HR office works through it, and as management may see it: counts, no people."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

from asn_kompetensi.domain import keengganan as aturan
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.keengganan import Langkah
from asn_kompetensi.domain.keengganan_alasan import baca_sebab
from asn_kompetensi.services import jam
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.services.keengganan import baca_langkah
from asn_kompetensi.services.kelas import cari
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import keengganan as sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries.keengganan import Kasus

BIDANG: Final = (
    "nomor", "nip", "nama", "opd", "kelas", "tanggal", "jenis", "sebab", "dihitung", "tindakan", "tindakan_terakhir",
    "hasil_terakhir", "tindak_lanjut", "status", "jatuh_tempo", "saran", "hitungan", "catatan", "catatan_terakhir",
)  # fmt: skip
BIDANG_REKAP: Final = ("opd", "nama_opd", "sebab", "nama_sebab", "dihitung", "orang", "kejadian")


def daftar(
    d: Pintu,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    nip: str | None = None,
    kelas: str | None = None,
    jenis: str | None = None,
    sebab: str | None = None,
    status: str | None = None,
    jatuh_tempo: bool = False,
    pada: date | None = None,
) -> Iterator[tuple[Any, ...]]:
    """The register as of the day `pada` (default today) in the columns of `BIDANG`, by date and number.

    `tindak_lanjut` is by when an open case needs its next step, `jatuh_tempo` whether that day has come. `hitungan`
    counts the person's records in the year of the record. Raises `TidakDitemukan`, `DataDitolak`.
    """
    hari = pada or jam.hari_ini()
    saringan = sql.Saringan(
        pegawai_id=wajib_ada(d, nip) if nip else None,
        opd=_unit(d, opd, dengan_unit) if opd else None,
        kelas_id=cari(d, kelas).id if kelas else None,
        jenis=_pilih(jenis, "jenis", aturan.JENIS),
        sebab=sah(baca_sebab, sebab) if sebab else None,
    )
    dipilih = _pilih(status, "status", aturan.STATUS)
    baris = (dict(zip(BIDANG, satu, strict=True)) for satu in _semua(d, hari, saringan))
    return (
        tuple(satu.values())
        for satu in baris
        if dipilih in (None, satu["status"]) and (satu["jatuh_tempo"] or not jatuh_tempo)
    )


def _pilih(teks: str | None, benda: str, pilihan: Any) -> str | None:
    return sah(lambda isi: aturan.baca_pilihan(isi, benda, pilihan), teks) if teks else None


def _unit(d: Pintu, opd: str, dengan_unit: bool) -> list[int]:
    satu = opd_kamus(d).wajib(opd).id
    return opd_sql.bawahan(d.kon, satu) if dengan_unit else [satu]


def _semua(d: Pintu, hari: date, saringan: sql.Saringan) -> Iterator[tuple[Any, ...]]:
    pada = hari.isoformat()
    lama = int(angka_pada(d, "keengganan_tenggat", pada))
    hitungan = sql.hitungan(d.kon, pada, aturan.TIDAK_DIHITUNG)
    langkah = {
        nomor: [baca_langkah(baris[1:]) for baris in isi]
        for nomor, isi in groupby(sql.langkah(d.kon, pada), key=lambda baris: baris[0])
    }
    for kasus in sql.daftar(d.kon, pada, saringan):
        banyak = hitungan.get((kasus.pegawai_id, kasus.tanggal[:4]), 0)
        yield _baris(kasus, langkah.get(kasus.nomor, []), hari, lama, banyak)


def _baris(kasus: Kasus, langkah: list[Langkah], hari: date, lama: int, hitungan: int) -> tuple[Any, ...]:
    akhir = langkah[-1] if langkah else None
    tenggat = aturan.tenggat(date.fromisoformat(kasus.tanggal), langkah, lama)
    return (
        kasus.nomor, kasus.nip, kasus.nama, kasus.opd, kasus.kelas, kasus.tanggal, kasus.jenis, kasus.sebab,
        aturan.dihitung(kasus.sebab), len(langkah), akhir and akhir.tindakan, akhir and akhir.hasil,
        tenggat and tenggat.isoformat(), aturan.status(langkah), tenggat is not None and tenggat <= hari,
        aturan.saran(kasus.sebab, langkah), hitungan, kasus.catatan, akhir and akhir.catatan,
    )  # fmt: skip


def rekap(d: Pintu, tahun: int, minimum: int | None = None) -> tuple[list[tuple[Any, ...]], int]:
    """Counts of one year per agency and cause in the columns of `BIDANG_REKAP`, and the smallest group shown.

    A smaller group is not shown at all. There are no totals and no answer over several years, from which what is hidden
    could be computed, and the order says nothing of the size. Raises `SalahPakai` when `minimum` would lower the
    policy `kelompok_minimum` of the year's last day.
    """
    kebijakan = math.ceil(angka_pada(d, "kelompok_minimum", f"{tahun:04d}-12-31"))
    terkecil = max(kebijakan, aturan.MINIMUM_TERKECIL)
    if minimum is not None and minimum < terkecil:
        raise SalahPakai(
            f"--minimum {minimum} lebih kecil daripada batas kelompok, {terkecil} orang",
            f"Batas itu hanya dapat dinaikkan: sebutkan {terkecil} atau lebih, atau hapus --minimum.",
        )
    batas = minimum or terkecil
    urutan: Callable[[str], int] = list(aturan.SEBAB).index
    baris = [
        (opd, nama, sebab, aturan.SEBAB[sebab], aturan.dihitung(sebab), orang, kejadian)
        for opd, nama, sebab, orang, kejadian in sql.rekap(d.kon, tahun)
        if aturan.boleh_tampak(orang, batas)
    ]
    return sorted(baris, key=lambda satu: (satu[0] or "", urutan(satu[2]))), batas
