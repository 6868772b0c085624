"""Which day of a class the heading of an attendance column names.

A heading as read is one text of parts joined by `;`, all of which must fit the same day:
`2025-03-03` a date, `--03-03` without a year, `---03` a day of the month, `#1` the first day, `@1` a Monday,
`sesi-pagi` a part of a day, `=sakit` a column ticked for those who were ill, `angka3` a bare number below `Kehadiran`
(`angka3t` below `Tanggal`, `angka3h` below `Hari ke`). `serial45719` a date as a number; `~2` at the end tells two
columns of one day apart; `!` is a heading that looks like a day and could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_kompetensi.domain.tanggal import baca_tanggal

AWALAN_HARI: Final = "hari:"  # before such a heading in the name of a field
TAK_TERBACA: Final = "!"
SESI: Final = "sesi"
_KEMBAR: Final = re.compile(r"~[0-9]+$")
_SERIAL: Final = re.compile(r"serial([0-9]+)")
_ANGKA: Final = re.compile(r"angka([0-9]+)([th]?)")
_NAMA_HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True, slots=True)
class HariKolom:
    """The day of a column; None when there is none. `ragu`: why its marks cannot be taken for any one day."""

    tanggal: date | None = None
    ragu: str = ""


def polos(sebutan: str) -> str:
    """A heading without the mark that tells two columns of one day apart."""
    return _KEMBAR.sub("", sebutan)


def status_kolom(sebutan: str) -> str | None:
    """The status a column is ticked for; None where the marks themselves say it."""
    return next((satu[1:] for satu in polos(sebutan).split(";") if satu.startswith("=")), None)


def bertanggal(sebutan: str) -> bool:
    """Whether a heading carries a date, with or without month and year, not only the number or name of a day."""
    return any(
        satu.startswith(("-", "serial")) or satu[:1].isdigit() or re.fullmatch(r"angka[0-9]+t", satu)
        for satu in polos(sebutan).split(";")
    )


def cocokkan_hari(
    sebutan: Sequence[str], hari: Sequence[date], *, judul: date | None = None, sejak_1904: bool = False
) -> list[HariKolom]:
    """The day of the class `hari` that each heading names, in the same order.

    `judul` is the one day the title names: sessions such as `Pagi` and `Siang` by themselves are sessions of that day.
    `sejak_1904`: serial numbers count from then.

    Bare numbers are judged together: `1, 2, 3` below `Tanggal` in a class of three days from the 3rd to the 5th may
    mean either, and is left in doubt.
    """
    bersih = [_SERIAL.sub(lambda nomor: _hari_serial(nomor[1], sejak_1904), polos(satu)) for satu in sebutan]
    angka = {satu: cocok for satu in bersih if (cocok := _ANGKA.fullmatch(satu))}
    arti = {jenis: _arti_angka([int(c[1]) for c in angka.values() if c[2] == jenis], jenis, hari) for jenis in "th"}
    arti[""] = _arti_angka([int(c[1]) for c in angka.values() if not c[2]], "", hari)
    arti_satu = [arti[angka[satu][2]].format(angka[satu][1]) if satu in angka else satu for satu in bersih]
    sehari = [satu for satu in hari if satu == judul] or hari
    return [_satu(satu, sehari if satu.startswith(SESI) else hari) for satu in arti_satu]


def _hari_serial(nomor: str, sejak_1904: bool) -> str:
    """The date, or a heading that could not be read: counted from 1904, a number may lie outside all dates."""
    try:
        hari = baca_tanggal(int(nomor), sejak_1904=sejak_1904)
    except ValueError:
        return TAK_TERBACA
    return hari.isoformat() if hari else TAK_TERBACA


def _arti_angka(angka: Sequence[int], jenis: str, hari: Sequence[date]) -> str:
    """How bare numbers are read: as the n-th day, as a day of the month, or either (in doubt where they differ)."""
    urutan, tanggal = "#{0}", "---{0:0>2}"
    sebagai_urutan = all(1 <= satu <= len(hari) for satu in angka)
    sebagai_tanggal = all(any(h.day == satu for h in hari) for satu in angka)
    if jenis == "t":
        return tanggal if sebagai_tanggal or not sebagai_urutan else f"{urutan}|{tanggal}?"
    if jenis == "h":
        return urutan if sebagai_urutan or not sebagai_tanggal else f"{urutan}|{tanggal}?"
    if sebagai_urutan != sebagai_tanggal:
        return urutan if sebagai_urutan else tanggal
    return f"{urutan}|{tanggal}?"


def _satu(sebutan: str, hari: Sequence[date]) -> HariKolom:
    if sebutan == TAK_TERBACA:
        return HariKolom()
    if sebutan.endswith("?"):
        return _angka_ragu(sebutan[:-1], hari)
    bagian = sebutan.split(";")
    cocok = {satu: [h for h in hari if _memuat(satu, h, hari)] for satu in bagian}
    sisa = [h for h in hari if all(h in milik for milik in cocok.values())]
    if len(sisa) == 1:
        return HariKolom(sisa[0])
    if len(sisa) > 1:
        return HariKolom(None, f"bisa berarti {_sebut_hari(sisa)}")
    # A day outside the class with the right weekday is simply outside; two parts that each name a day contradict.
    utama = [satu for satu in bagian if not satu.startswith(("@", "=", SESI))]
    if len(bagian) == 1 or not any(cocok[satu] for satu in utama):
        return HariKolom()
    sebab = [f"{_sebut(satu)} {_adalah(cocok[satu])}" for satu in bagian if not satu.startswith(("=", SESI))]
    return HariKolom(None, ", tetapi ".join(sebab))


def _angka_ragu(bagian: str, hari: Sequence[date]) -> HariKolom:
    urutan, tanggal = bagian.split("|")
    kiri = [h for h in hari if _memuat(urutan, h, hari)]
    kanan = [h for h in hari if _memuat(tanggal, h, hari)]
    if kiri == kanan:
        return HariKolom(kiri[0]) if len(kiri) == 1 else HariKolom()
    return HariKolom(None, f"bisa berarti hari ke-{urutan[1:]} atau tanggal {int(tanggal[3:])}")


def _memuat(bagian: str, satu: date, hari: Sequence[date]) -> bool:
    """Whether one part of a heading fits one day of the class."""
    if bagian.startswith((SESI, "=")):
        return True
    if bagian.startswith("@"):
        return satu.isoweekday() == int(bagian[1:])
    if bagian.startswith("#"):
        ke = int(bagian[1:])
        return 1 <= ke <= len(hari) and hari[ke - 1] == satu
    if bagian.startswith("---"):
        return satu.day == int(bagian[3:])
    if bagian.startswith("--"):
        return f"{satu:%m-%d}" == bagian[2:]
    return satu.isoformat() == bagian


def _sebut(bagian: str) -> str:
    if bagian.startswith("#"):
        return f"hari ke-{bagian[1:]}"
    if bagian.startswith("@"):
        return f"hari {_NAMA_HARI[int(bagian[1:]) - 1]}"
    if bagian == TAK_TERBACA:
        return "angka tanggalnya"
    return f"tanggal {bagian.lstrip('-')}"


def _adalah(hari: Sequence[date]) -> str:
    return f"adalah {_sebut_hari(hari)}" if hari else "di luar kelas"


def _sebut_hari(hari: Sequence[date]) -> str:
    return " atau ".join(h.isoformat() for h in hari[:3])
