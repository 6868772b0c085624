"""One level or score, kept as whole hundredths: above 0 up to 5 with at most two decimals (PermenPANRB 38/2017)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.nama import galat_rumus, kosong, kunci
from asn_kompetensi.domain.sel import GalatRumus

RATUS_TERTINGGI: Final = 500

_BELUM: Final = frozenset(
    {"th", "t h", "nihil", "absen", "menyusul", "belum ada", "tidak ada"}
    | {f"{kata} {kerja}" for kata in ("tidak", "tdk", "belum", "blm")
       for kerja in ("hadir", "ikut", "mengikuti", "dinilai", "dites", "diuji", "ada nilai")}
    | {"belum", "blm"}
)  # fmt: skip
_ANGKA: Final = re.compile(
    r"(?:(?:level|lvl|lv)[\s.:]*)?([+-]?[0-9]+(?:[.,][0-9]+)?)\s*(?:\(([^()]*)\)|[-:]\s*([a-z][a-z /]*))?",
    re.IGNORECASE,
)
# 1.000 is one with three decimals in Excel's English, a thousand in Indonesian.
_RIBUAN: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+")
_PERSEN: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\s*%")
_BILANGAN: Final = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_DERAU: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class HasilLevel:
    """What came of reading a level. Both `ratus` and `kode` None: not filled, which is neither 0 nor the standard.

    `ratus` is the level times 100; `koma` is True when the text had a decimal comma.
    """

    ratus: int | None = None
    kode: str | None = None
    pesan: str = ""
    koma: bool = False


def baca_level(nilai: object) -> HasilLevel:
    """Read one cell or argument as a level; a refusal comes back as `kode` and a sentence, never as an exception."""
    if nilai is None:
        return HasilLevel()
    if isinstance(nilai, str):
        rapi = " ".join(nilai.replace("−", "-").replace("–", "-").split()).strip("'’")
        return _dari_teks(GalatRumus(rapi) if type(nilai) is GalatRumus else rapi)
    if isinstance(nilai, bool) or not isinstance(nilai, (int, float, Decimal)):
        return _bukan_angka(nilai)
    # repr, not the binary value: 2.4 means 2,4 and not 2,399999999999999911.
    angka = Decimal(float.__repr__(nilai)) if isinstance(nilai, float) else Decimal(nilai)
    return _timbang(angka, koma=False) if angka.is_finite() else _bukan_angka(nilai)


@cache
def cetak_level(ratus: int) -> Decimal:
    """The level of some hundredths as an exact decimal: 240 is 2.40."""
    return Decimal((1 if ratus < 0 else 0, tuple(int(h) for h in str(abs(ratus))), -2))


def tulis_level(ratus: int) -> str:
    """Level for a sentence: `3` or `2,5`, with the Indonesian comma and no trailing zeros."""
    bulat, pecahan = divmod(ratus, 100)
    return str(bulat) if not pecahan else f"{bulat},{pecahan:02d}".rstrip("0")


@cache
def _nama() -> dict[int, str]:
    return {int(baris["level"]): baris["nama"] for baris in baca_acuan("level")}


@cache
def _sebutan() -> dict[str, int]:
    """Every word that may stand beside a number, with the level it means."""
    bagian = {kunci(satu): level for level, nama in _nama().items() for satu in (nama, *nama.split("/"))}
    return {**bagian, **_BILANGAN}


def _dari_teks(teks: str) -> HasilLevel:
    if type(teks) is not GalatRumus and (kosong(teks) or kunci(teks) in _BELUM):
        return HasilLevel()
    if galat_rumus(teks):
        return HasilLevel(None, "RUMUS_SALAH", f"{teks} adalah rumus yang gagal, bukan nilai.")
    if _PERSEN.fullmatch(teks):
        return _luar_skala(teks)
    if _RIBUAN.fullmatch(teks):
        utuh = teks.replace(".", "").lstrip("0") or "0"
        pesan = f"'{teks[:20]}' dapat berarti {utuh[:20]}; tulis level dengan koma dan paling banyak dua desimal."
        return HasilLevel(None, "NILAI_RANCU", pesan)
    cocok = _ANGKA.fullmatch(teks)
    if cocok is None:
        return _bukan_angka(teks)
    hasil = _timbang(Decimal(cocok[1].replace(",", ".")), koma="," in cocok[1])
    sebutan = cocok[2] or cocok[3]
    if sebutan is None or hasil.ratus is None:
        return hasil
    arti = _sebutan().get(kunci(sebutan))
    if arti is None:
        return _bukan_angka(teks)
    if arti * 100 != hasil.ratus:
        return HasilLevel(None, "NILAI_BUKAN_ANGKA", f"Angka dan sebutan pada '{teks[:40]}' tidak sama levelnya.")
    return hasil


def _timbang(angka: Decimal, *, koma: bool) -> HasilLevel:
    if abs(angka) < _DERAU:
        return HasilLevel(None, "NILAI_NOL", "0 bukan level yang sah.", koma)
    if not 0 < angka < 10:
        return _luar_skala(format(angka, "f") if angka.adjusted() < 12 else str(angka), koma)
    bulat = angka.quantize(Decimal("0.01"))
    # A binary float leaves dust such as 3.0300000000000002; a real third decimal is far bigger.
    if abs(angka - bulat) >= _DERAU:
        return HasilLevel(None, "NILAI_DESIMAL", f"Nilai {_tulis(angka)} lebih dari dua desimal.", koma)
    ratus = int(bulat.scaleb(2))
    if ratus > RATUS_TERTINGGI:
        return _luar_skala(format(angka, "f"), koma)
    return HasilLevel(ratus, koma=koma)


def _tulis(angka: Decimal) -> str:
    return format(angka, "f").replace(".", ",")[:20]


def _luar_skala(tulisan: str, koma: bool = False) -> HasilLevel:
    terbaca = tulisan.replace(".", ",")[:20]
    return HasilLevel(None, "NILAI_LUAR_SKALA", f"Nilai {terbaca} di luar skala; yang sah di atas 0 sampai 5.", koma)


def _bukan_angka(nilai: object) -> HasilLevel:
    tulisan = str(nilai).upper() if isinstance(nilai, bool) else " ".join(str(nilai).split())[:40]
    return HasilLevel(None, "NILAI_BUKAN_ANGKA", f"'{tulisan}' bukan angka level; isi angka di atas 0 sampai 5.")
