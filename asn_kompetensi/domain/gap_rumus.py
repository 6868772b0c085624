"""How a number of the gap is told in a sentence: what was subtracted from what, and where the level came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple


class Bahan(NamedTuple):
    """One score that counts: its source, level, and weight in the mean."""

    sumber: str
    nilai: Decimal
    bobot: Decimal


class Pemilik(NamedTuple):
    """A period with scores of a pair: its last day (ISO), whether it is the one asked about, its number, its code.

    The greater one is looked at first: the newer; of those that end together the one asked about, else the one opened
    last.
    """

    akhir: str
    ditanya: bool
    nomor: int
    kode: str


LEBIH_BARU: Final = "ada nilai dari periode yang lebih baru"
SUSULAN: Final = "tercatat sesudah periode yang ditanyakan ditutup"


def sebab_lewat(ini: Pemilik, dipakai: Pemilik | None) -> str:
    """Why the scores of a period are not looked at, where those of `dipakai` are; None: those of no period are."""
    if dipakai is None or ini > dipakai:
        return SUSULAN  # while it was open it would have been looked at
    if ini.akhir < dipakai.akhir:
        return LEBIH_BARU
    if dipakai.ditanya:
        return f"periode {dipakai.kode} punya nilainya sendiri; {ini.kode} berakhir pada hari yang sama"
    return f"dipakai nilai periode {dipakai.kode}, yang berakhir pada hari yang sama dan dibuka belakangan"


def cetak(angka: Decimal) -> str:
    """A number as people write it: decimal comma, no zeros at the end."""
    teks = format(angka, "f")
    teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
    return teks.replace(".", ",").replace("-", "−")


def rumus(standar: Decimal, capaian: Decimal, kategori: str) -> str:
    """`standar 3 − capaian 2,5 = kesenjangan 0,5 (rendah)`; a surplus is no gap."""
    selisih = standar - capaian
    kiri = f"standar {cetak(standar)} − capaian {cetak(capaian)}"
    if selisih > 0:
        return f"{kiri} = kesenjangan {cetak(selisih)} ({kategori.replace('_', ' ')})"
    return f"{kiri} = {cetak(selisih)}; tidak ada kesenjangan"


def asal_capaian(bahan: Sequence[Bahan], periode: str) -> str:
    """Where a level came from: one score, a plain mean, or a weighted one with its weights."""
    if len(bahan) == 1:
        return f"capaian dari {bahan[0].sumber} {cetak(bahan[0].nilai)} periode {periode}"
    if len({satu.bobot for satu in bahan}) == 1:
        isi = ", ".join(f"{satu.sumber} {cetak(satu.nilai)}" for satu in bahan)
        return f"capaian rata-rata dari {isi} periode {periode}"
    isi = ", ".join(f"{satu.sumber} {cetak(satu.nilai)} berbobot {cetak(satu.bobot)}" for satu in bahan)
    return f"capaian rata-rata dari {isi} periode {periode}"


def kedaluwarsa_sejak(tanggal: date, bulan: int, paling_lama: Callable[[date, int], date]) -> date:
    """The first day on which a score of `tanggal` is too old, valid for so many months.

    `paling_lama` is the rule itself: the oldest day still valid on a given one. Its month ends are clipped, so that the
    day is looked for and not computed.
    """
    tahun, ke = divmod(tanggal.year * 12 + tanggal.month - 1 + bulan, 12)
    hari = date(tahun, ke + 1, 1)
    while paling_lama(hari, bulan) <= tanggal:
        hari += timedelta(days=1)
    return hari
