"""Policies: which values each may have, and how a new value takes its place in the course of the old ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from asn_kompetensi.domain.sumber import baca_cara

DASAR_SENDIRI: Final = "kebijakan instansi"
_ANGKA: Final = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?\s*(%?)")


@dataclass(frozen=True, slots=True)
class Jenis:
    """What a policy may say: a number between two bounds with so many decimals, or one of the words."""

    terkecil: str = "0"
    terbesar: str = "1000000"
    desimal: int = 0
    satuan: str = ""
    kata: tuple[str, ...] = ()

    @property
    def boleh(self) -> str:
        """What is allowed, as the end of a sentence."""
        rupa = f"paling banyak {self.desimal} desimal" if self.desimal else "bilangan bulat"
        angka = f"{_koma(self.terkecil)} sampai {_koma(self.terbesar)} {self.satuan}".strip() + f" ({rupa})"
        return " atau ".join([*self.kata, angka])


_PERSEN: Final = Jenis("0.01", "100", 2, "persen")
_BOBOT: Final = Jenis("0", "9999", 2)
_BULAN: Final = Jenis("1", "600", 0, "bulan")
_JP: Final = Jenis("1", "5000", 0, "JP")
# Key -> what it may say. `bobot_sumber` has its own reader.
JENIS: Final[dict[str, Jenis]] = {
    "batas_gap_rendah": Jenis("0.01", "5", 2, "level"),
    "batas_gap_sedang": Jenis("0.01", "5", 2, "level"),
    "masa_berlaku_nilai": _BULAN,
    "bobot_sumber": Jenis(),
    "jpm_pemetaan_optimal": _PERSEN,
    "jpm_pemetaan_cukup": _PERSEN,
    "jpm_pengisian_ms": _PERSEN,
    "jpm_pengisian_mms": _PERSEN,
    "kehadiran_minimum": _PERSEN,
    "jp_target_pns": _JP,
    "jp_batas_pppk": _JP,
    "bobot_skm": Jenis("0.0001", "1", 4, kata=("seragam",)),
    "cakupan_minimum": Jenis("0", "100", 2, "persen"),
    "keengganan_tenggat": Jenis("1", "3650", 0, "hari"),
    "batas_jawab_laporan": Jenis("1", "365", 0, "hari"),
    "kelompok_minimum": Jenis("3", "1000", 0, "orang"),
    "bobot_mutlak": _BOBOT,
    "bobot_penting": _BOBOT,
    "bobot_perlu": _BOBOT,
    "ip_jendela_teknis": _BULAN,
    "ip_jendela_seminar": _BULAN,
    "ip_jendela_disiplin": Jenis("1", "50", 0, "tahun"),
    "ip_jp_teknis": _JP,
    "ip_anggap_tanpa_hukuman": Jenis("0", "1"),
    "kotak_di_atas": _PERSEN,
    "kotak_sesuai": _PERSEN,
    "biaya_per_jp": Jenis("1", "100000000", 0, "rupiah", kata=("tidak_diketahui",)),
    "dampak_minimum": Jenis("2", "1000", 0, "orang"),
    "dampak_alfa": Jenis("0.0001", "0.5", 4),
    "mutu_minimum": Jenis("2", "1000", 0, "orang"),
    "mutu_selisih": Jenis("0.01", "5", 2, "level"),
    "mutu_sebaran": Jenis("0", "5", 2, "level"),
    "mutu_beda": Jenis("0.01", "5", 2, "level"),
    "mutu_bagian": _PERSEN,
}
# On every day the first is below the second.
BERURUT: Final = (
    ("batas_gap_rendah", "batas_gap_sedang"),
    ("jpm_pemetaan_cukup", "jpm_pemetaan_optimal"),
    ("jpm_pengisian_mms", "jpm_pengisian_ms"),
    ("kotak_sesuai", "kotak_di_atas"),
)
# A policy that nobody has described yet: any number, or the word it comes with.
_UMUM: Final = Jenis("0", "1000000", 4)


class Ruas(NamedTuple):
    """A value from `mulai` to `selesai` (None: until further notice), both days included."""

    mulai: date
    selesai: date | None
    nilai: str
    dasar: str
    keterangan: str

    def memuat(self, hari: date) -> bool:
        """Whether it is valid on a day."""
        return self.mulai <= hari and (self.selesai is None or hari <= self.selesai)


def baca_nilai(kunci: str, teks: str, bawaan: str = "0") -> str:
    """A value as it is kept: numbers with a decimal point and without needless zeros. Comma, point and % may be typed.

    `bawaan` is the shipped value of a policy without an entry in `JENIS`. Raises ValueError with what is allowed.
    """
    if kunci == "bobot_sumber":
        return baca_cara(teks).teks
    jenis = JENIS.get(kunci) or (_UMUM if _ANGKA.fullmatch(bawaan) else replace(_UMUM, kata=(bawaan,)))
    rapi = teks.strip()
    if rapi.casefold() in jenis.kata:
        return rapi.casefold()
    cocok = _ANGKA.fullmatch(rapi)
    if cocok and (not cocok[3] or jenis.satuan == "persen"):
        pecahan = (cocok[2] or "").rstrip("0")
        angka = Decimal(f"{cocok[1]}.{pecahan or 0}")
        if len(pecahan) <= jenis.desimal and Decimal(jenis.terkecil) <= angka <= Decimal(jenis.terbesar):
            return f"{int(cocok[1])}{'.' if pecahan else ''}{pecahan}"
    raise ValueError(f"{kunci} tidak dapat '{rapi[:40]}': yang boleh {jenis.boleh}")


def tampil(nilai: str) -> Decimal | str:
    """A stored value for an answer: a number where it is one."""
    return Decimal(nilai.replace(",", ".")) if _ANGKA.fullmatch(nilai) and "%" not in nilai else nilai


def tempatkan(ruas: Sequence[Ruas], baru: Ruas, hari_ini: date, *, sejak: date | None) -> list[Ruas]:
    """The course of a policy with a new value in it; `ruas` by first day, of `baru` only the contents count.

    Without `sejak` the value of `hari_ini` is replaced over its whole time; where there is none, as from that day. With
    it, the value before ends the day before `sejak` and the new one holds until the next begins; one that begins on
    that very day is replaced. What says the same as before leaves everything as it is.
    """
    isi = baru[2:]
    kini = next((satu for satu in ruas if satu.memuat(sejak or hari_ini)), None)
    if kini is not None and kini[2:4] == isi[:2]:
        return list(ruas)
    if sejak is None and kini is not None:
        return [satu if satu is not kini else Ruas(*kini[:2], *isi) for satu in ruas]
    awal = sejak or hari_ini
    berikut = min((satu.mulai for satu in ruas if satu.mulai > awal), default=None)
    sehari = timedelta(days=1)
    lama = [satu._replace(selesai=awal - sehari) if satu is kini else satu for satu in ruas if satu.mulai != awal]
    return sorted([*lama, Ruas(awal, berikut - sehari if berikut else None, *isi)])


def bertabrakan(bawah: Sequence[Ruas], atas: Sequence[Ruas]) -> date | None:
    """The first day on which the lower of two policies is not below the higher; None when there is none."""
    hari = [
        max(a.mulai, b.mulai)
        for a in bawah
        for b in atas
        if a.memuat(max(a.mulai, b.mulai))
        and b.memuat(max(a.mulai, b.mulai))
        and Decimal(a.nilai.replace(",", ".")) >= Decimal(b.nilai.replace(",", "."))
    ]
    return min(hari, default=None)


def _koma(angka: str) -> str:
    return angka.replace(".", ",")
