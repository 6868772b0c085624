"""How standards of one job and competency follow each other: dated, never overlapping, the past never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

TINGKAT = ("mutlak", "penting", "perlu")
_AWAL = date.min
_AKHIR = date.max


class PerluMulai(ValueError):
    """Another level is in force already, so the new one needs a first day."""


@dataclass(frozen=True, slots=True)
class Ruas:
    """A level in hundredths over some days (both inclusive, None is open); `id` is None for a new one."""

    ratus: int
    tingkat: str | None = None
    dasar: str | None = None
    mulai: date | None = None
    selesai: date | None = None
    id: int | None = None

    @property
    def awal(self) -> date:
        """First day, comparable."""
        return self.mulai or _AWAL

    @property
    def akhir(self) -> date:
        """Last day, comparable."""
        return self.selesai or _AKHIR

    def berlaku(self, hari: date) -> bool:
        """Whether it is in force on a day."""
        return self.awal <= hari <= self.akhir


def baca_tingkat(nilai: object) -> str:
    """The importance in any case; ValueError naming the three."""
    dicari = str(nilai).strip().casefold()
    if dicari not in TINGKAT:
        raise ValueError(f"tingkat '{str(nilai)[:40]}' tidak dikenal; pilih {', '.join(TINGKAT)}")
    return dicari


def tetapkan(ada: Sequence[Ruas], baru: Ruas, *, tepat: bool = False) -> list[Ruas]:
    """The rows to write (changed ones keep their id) so that `baru` holds; [] when it already does.

    `ada` is in order of the first day. What `baru` leaves None (importance, basis, last day) stays as it is. Without
    a first day the first standard of a pair is open to the past; `tepat` says that an empty first day means just that
    also where there are others. Raises `PerluMulai`, and ValueError for days that overlap a later standard.
    """
    if baru.mulai is None and ada and not tepat:
        if ada[-1].ratus != baru.ratus:
            raise PerluMulai("sudah ada standar dengan level lain")
        return _betulkan(ada, ada[-1], baru)
    sama = next((satu for satu in ada if satu.mulai == baru.mulai), None)
    if sama is not None:
        if baru.mulai is None and sama.ratus != baru.ratus:
            raise PerluMulai("sudah ada standar dengan level lain")
        return _betulkan(ada, sama, baru)
    sebelum = next((satu for satu in ada if satu.berlaku(baru.awal)), None)
    if sebelum is not None and baru.selesai is None and _gabungan(sebelum, baru) == sebelum:
        return []
    batas = _batas(ada, baru.awal)
    selesai = baru.selesai or (sebelum.selesai if sebelum else batas)
    baru = _periksa(replace(baru, selesai=selesai, id=None), batas)
    if sebelum is None or baru.mulai is None:
        return [baru]
    return [replace(sebelum, selesai=baru.mulai - timedelta(days=1)), baru]


def _betulkan(ada: Sequence[Ruas], lama: Ruas, baru: Ruas) -> list[Ruas]:
    hasil = _gabungan(lama, baru)
    return [] if hasil == lama else [_periksa(hasil, _batas(ada, lama.awal))]


def _gabungan(lama: Ruas, baru: Ruas) -> Ruas:
    """The old row with what the new one says; what it leaves open stays."""
    return replace(
        lama,
        ratus=baru.ratus,
        tingkat=baru.tingkat or lama.tingkat,
        dasar=baru.dasar or lama.dasar,
        selesai=baru.selesai or lama.selesai,
    )


def _batas(ada: Sequence[Ruas], sejak: date) -> date | None:
    """The day before the next later row, None when there is none."""
    nanti = [satu.awal for satu in ada if satu.awal > sejak]
    return min(nanti) - timedelta(days=1) if nanti else None


def _periksa(ruas: Ruas, batas: date | None) -> Ruas:
    if ruas.akhir < ruas.awal:
        raise ValueError("hari terakhir standar mendahului hari pertamanya")
    if batas is not None and ruas.akhir > batas:
        raise ValueError(f"bertumpuk dengan standar yang mulai {batas + timedelta(days=1)}")
    return ruas
