"""Scores of three periods: low at first, better each year, some competencies weaker than others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.kota_contoh.jabatan import KOMPETENSI, Jabatan, standar
from benchmarks.kota_contoh.orang import Orang


@dataclass(frozen=True, slots=True)
class Periode:
    """One year: who takes part, and the share of assessed pairs that should lie below the standard."""

    kode: str
    mulai: date
    selesai: date
    asesmen: tuple[date, date]
    ikut: float
    di_bawah: float


PERIODE = (
    Periode("2023", date(2023, 1, 1), date(2023, 12, 31), (date(2023, 9, 11), date(2023, 9, 22)), 0.885, 0.45),
    Periode("2024", date(2024, 1, 1), date(2024, 12, 31), (date(2024, 9, 9), date(2024, 9, 20)), 0.90, 0.37),
    Periode("2025", date(2025, 1, 1), date(2025, 12, 31), (date(2025, 9, 8), date(2025, 9, 19)), 0.96, 0.30),
)
_LEMAH = {"MP": -0.45, "PK": -0.40, "TKD": -0.25, "PDOL": -0.15, "INT": 0.25, "PB": 0.25, "KS": 0.15}
_MANFAAT = 0.7
# How often a cell of somebody who took part holds `-` or `TH` (tidak hadir) instead of a level.
_KOSONG = 0.012


@dataclass(slots=True)
class HasilPeriode:
    """`nilai[nip][kompetensi]` is a level, or `-` or `TH`; `wajib[nip]` the standards asked of that person."""

    nilai: dict[str, dict[str, float | str]] = field(default_factory=dict)
    wajib: dict[str, dict[str, int]] = field(default_factory=dict)
    tanggal: dict[str, date] = field(default_factory=dict)

    def kurang(self, nip: str, kompetensi: str) -> bool:
        """Whether this person was assessed below the standard."""
        level = self.nilai.get(nip, {}).get(kompetensi)
        return isinstance(level, float) and level < self.wajib[nip][kompetensi]


class Penilai:
    """Remembers what people are like, so that their scores of different years belong together."""

    def __init__(self, orang: list[Orang], jabatan: dict[str, Jabatan], acak: Random) -> None:
        self._orang, self._jabatan, self._acak = orang, jabatan, acak
        self._bakat = {o.nip: acak.gauss(0, 0.45) for o in orang}
        self._sifat = {(o.nip, k): acak.gauss(0, 0.55) for o in orang for k in KOMPETENSI}

    def nilai(self, periode: Periode, terlatih: set[tuple[str, str]]) -> HasilPeriode:
        """One year's scores; `terlatih` are the (person, competency) pairs trained before."""
        hasil = HasilPeriode()
        mentah: list[tuple[str, str, float]] = []
        for o in self._orang:
            tempat, hadir = o.tempat(periode.selesai), o.tempat(periode.asesmen[0])
            if tempat is None or hadir is None or self._acak.random() >= periode.ikut:
                continue
            hasil.wajib[o.nip] = standar(self._jabatan[tempat[1]], periode.selesai)
            hasil.tanggal[o.nip] = self._hari(periode)
            for k in hasil.wajib[o.nip]:
                if self._acak.random() < _KOSONG:
                    hasil.nilai.setdefault(o.nip, {})[k] = self._acak.choice(("-", "TH", "TH"))
                    continue
                dasar = self._bakat[o.nip] + self._sifat[o.nip, k] + _LEMAH.get(k, 0) + self._acak.gauss(0, 0.25)
                mentah.append((o.nip, k, dasar + (_MANFAAT if (o.nip, k) in terlatih else 0)))
        gaya = [self._acak.random() for _ in mentah]
        geser = _setel(mentah, gaya, hasil.wajib, periode.di_bawah)
        for (nip, k, dasar), satu in zip(mentah, gaya, strict=True):
            hasil.nilai.setdefault(nip, {})[k] = _level(hasil.wajib[nip][k], dasar + geser, satu)
        return hasil

    def _hari(self, periode: Periode) -> date:
        """A working day within the assessment."""
        awal, akhir = periode.asesmen
        hari = [date.fromordinal(n) for n in range(awal.toordinal(), akhir.toordinal() + 1)]
        return self._acak.choice([satu for satu in hari if satu.weekday() < 5])


def _level(wajib: int, selisih: float, gaya: float) -> float:
    """Mostly whole levels, some quarters, some means of several assessors with two decimals; surplus is rare."""
    halus = 1.0 if gaya < 0.8 else 0.25 if gaya < 0.92 else 0.01
    mentah = wajib + (selisih if selisih < 0 else selisih * 0.55)
    return round(min(5.0, max(1.0, round(mentah / halus) * halus)), 2)


def _setel(
    mentah: list[tuple[str, str, float]], gaya: list[float], wajib: dict[str, dict[str, int]], di_bawah: float
) -> float:
    """The shift of all scores that leaves the wanted share below the standard."""
    rendah, tinggi = -3.0, 3.0
    for _ in range(30):
        tengah = (rendah + tinggi) / 2
        kurang = sum(
            _level(wajib[nip][k], dasar + tengah, satu) < wajib[nip][k]
            for (nip, k, dasar), satu in zip(mentah, gaya, strict=True)
        )
        rendah, tinggi = (tengah, tinggi) if kurang > di_bawah * len(mentah) else (rendah, tengah)
    return (rendah + tinggi) / 2
