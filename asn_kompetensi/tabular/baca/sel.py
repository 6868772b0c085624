"""One cell, cleaned without losing anything: empty marks become None, one apostrophe goes, whole floats become int."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from asn_kompetensi.domain.nama import TANDA_KOSONG
from asn_kompetensi.domain.nama import kosong as tanda_kosong
from asn_kompetensi.domain.sel import TANPA_NILAI, GalatRumus, NilaiSel

_PANJANG_TANDA = 16
# Above this a float no longer holds every integer, so an int would pretend to digits the file does not have.
_BULAT_PASTI = 2**53


def kosong(nilai: object) -> bool:
    """Nothing at all was written: None, or text of spaces only."""
    return nilai is None or (type(nilai) is str and not nilai.strip())


def bersih_teks(teks: str) -> str | None:
    """Text as written, without one leading apostrophe; None for an empty mark."""
    if len(teks) > _PANJANG_TANDA and teks[0].isalnum() and not teks[-1].isspace():  # too long for an empty mark
        return teks
    if teks[:1] == "'":
        teks = teks[1:]
    isi = teks.strip()
    # Words decide by themselves; what begins with a sign is looked at more closely.
    if len(isi) <= _PANJANG_TANDA and (isi.casefold() in TANDA_KOSONG or (not isi[0].isalnum() and tanda_kosong(isi))):
        return None
    return teks if isi else None


def galat(teks: str) -> NilaiSel:
    """The error value of a cell. `#N/A`, which people also type for "not filled", must not pass for that."""
    return GalatRumus(teks.strip())


def bersih_angka(angka: float) -> int | float:
    """2.0 -> 2; 2.4 stays; beyond 2**53 the float stays."""
    return int(angka) if angka.is_integer() and abs(angka) < _BULAT_PASTI else angka


class _Ingatan(dict[Any, NilaiSel]):
    """Texts and numbers, cleaned once each: score sheets repeat the same few a million times. Strings are shared.

    No text equals a number, so one memory serves both, and None.
    """

    def __missing__(self, nilai: str | float | None) -> NilaiSel:
        if nilai is None:
            return None
        hasil = bersih_teks(nilai) if isinstance(nilai, str) else bersih_angka(nilai)
        if len(self) < 100_000 and (not isinstance(nilai, str) or len(nilai) <= 40):
            self[nilai] = hasil
        return hasil


def _apa_adanya(nilai: Any) -> NilaiSel:
    return cast(NilaiSel, nilai)


def _waktu(nilai: time) -> str:
    return nilai.isoformat()


def _lama(nilai: timedelta) -> str:
    return str(nilai)


class _Pembersih(dict[type, "Callable[[Any], NilaiSel]"]):
    def __missing__(self, jenis: type) -> Callable[[Any], NilaiSel]:
        return _apa_adanya


DIINGAT = frozenset((str, float, type(None)))  # cells of these types alone may all go by the function of any of them


def pembersih() -> dict[type, Callable[[Any], NilaiSel]]:
    """A table type -> function, with its own memory; use `tabel[type(v)](v)` in hot loops."""
    ingatan = _Ingatan().__getitem__
    return _Pembersih(
        {
            str: ingatan,
            float: ingatan,
            type(None): ingatan,
            int: _apa_adanya,
            bool: _apa_adanya,
            date: _apa_adanya,
            datetime: _tanggal,
            time: _waktu,
            timedelta: _lama,
            type(TANPA_NILAI): _apa_adanya,
        }
    )


def _tanggal(nilai: datetime) -> date | datetime:
    """A datetime at midnight is a date: openpyxl and Excel write plain dates so."""
    return nilai if nilai.time() != time() else nilai.date()


def bersih(nilai: object) -> NilaiSel:
    """One cell outside a hot loop."""
    if type(nilai) is str:
        return bersih_teks(nilai)
    if type(nilai) is float:
        return bersih_angka(nilai)
    return pembersih()[type(nilai)](nilai)


def digit_pasti(angka: float) -> str:
    """Digits of a number where the file keeps only the binary value (xls, xlsb, ods): the 15 that Excel vouches for."""
    if isinstance(angka, float):
        return f"{angka:.14E}" if abs(angka) >= _BULAT_PASTI else format(Decimal(repr(angka)), "f")
    return str(angka)
