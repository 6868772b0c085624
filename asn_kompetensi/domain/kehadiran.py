"""Attendance at a class: the marks people write, the days of a class, test scores, and when attendance suffices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from asn_kompetensi.domain.bulat import persen
from asn_kompetensi.domain.nama import kosong, kunci

STATUS: Final = ("hadir", "izin", "sakit", "alpa", "dinas")
JAWABAN: Final = ("bersedia", "menolak", "menunda")

_TANDA: Final = {
    **dict.fromkeys(("v", "✓", "✔", "√", "☑", "h", "hadir", "1"), "hadir"),
    **dict.fromkeys(("s", "sakit"), "sakit"),
    **dict.fromkeys(("i", "izin", "ijin"), "izin"),
    **dict.fromkeys(("a", "alpa", "alpha", "alfa"), "alpa"),
    **dict.fromkeys(("d", "dl", "dinas", "dinas luar"), "dinas"),
}
_TANPA_KETERANGAN: Final = frozenset({"tk", "t k", "tanpa keterangan"})
_ANGKA: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_DERAU: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark, read. `status` None and `kode` None: not filled in, which is neither present nor absent.

    `kode` is `KODE_TK` (no explanation given, counted as alpa) or `KEHADIRAN_TIDAK_DIKENAL` (unclear, no status).
    """

    status: str | None
    kode: str | None = None


@dataclass(frozen=True, slots=True)
class HasilSkor:
    """A test score in hundredths, or `kode` and a sentence saying why not; all None: not filled in."""

    ratus: int | None = None
    kode: str | None = None
    pesan: str = ""


def baca_tanda(nilai: object) -> Tanda:
    """Read one attendance mark: `V`, `✓`, `H`, `Hadir`, `1`, `S`, `I`, `A`, `TK`, `D`, `DL` ...; `x` is unclear."""
    if nilai is None or (isinstance(nilai, str) and kosong(nilai)):
        return Tanda(None)
    if isinstance(nilai, bool | int | float):
        return Tanda("hadir") if nilai == 1 else Tanda(None, "KEHADIRAN_TIDAK_DIKENAL")
    isi = kunci(nilai) if isinstance(nilai, str) else ""
    if isi in _TANPA_KETERANGAN:
        return Tanda("alpa", "KODE_TK")
    status = _TANDA.get(isi)
    return Tanda(status) if status else Tanda(None, "KEHADIRAN_TIDAK_DIKENAL")


def baca_status(teks: str) -> str:
    """A status typed on the command line, as word or mark. Raises ValueError naming the choices."""
    tanda = baca_tanda(teks)
    if tanda.status is None:
        raise ValueError(f"status kehadiran '{teks[:20]}' tidak dikenal; pilih {', '.join(STATUS)}")
    return tanda.status


def hari_kelas(mulai: date, selesai: date) -> list[date]:
    """Every calendar day of a class, both ends included; empty when reversed."""
    return [mulai + timedelta(days=ke) for ke in range((selesai - mulai).days + 1)]


def persen_hadir(hadir: int, hari: int) -> Decimal | None:
    """Days present in percent of all days of the class, two decimals; leave, illness and duty are not presence."""
    return persen(hadir, hari)


def cukup_hadir(hadir: int, hari: int, minimum: Decimal) -> bool:
    """Whether the attendance reaches `minimum` percent of the days, compared unrounded."""
    return hari > 0 and Fraction(hadir * 100, hari) >= Fraction(minimum)


def baca_skor(nilai: object, maks: int | None) -> HasilSkor:
    """Read a pre- or post-test score; `maks` is the class's maximum in hundredths, None when there is no limit yet.

    Decimal comma or point, at most two decimals, 0 is a score. Codes: NILAI_BUKAN_ANGKA, NILAI_DESIMAL,
    NILAI_LUAR_SKALA.
    """
    if nilai is None or (isinstance(nilai, str) and kosong(nilai)):
        return HasilSkor()
    angka = _angka(nilai)
    if angka is None:
        return HasilSkor(None, "NILAI_BUKAN_ANGKA", f"'{str(nilai)[:40]}' bukan angka")
    if abs(angka) >= 10**9 or angka < 0:
        return HasilSkor(None, "NILAI_LUAR_SKALA", f"nilai {_tulis(angka)} di luar {_skala(maks)}")
    bulat = angka.quantize(Decimal("0.01"))
    if abs(angka - bulat) >= _DERAU:
        return HasilSkor(None, "NILAI_DESIMAL", f"nilai {_tulis(angka)} lebih dari dua desimal")
    ratus = int(bulat.scaleb(2))
    if maks is not None and ratus > maks:
        return HasilSkor(None, "NILAI_LUAR_SKALA", f"nilai {_tulis(angka)} di luar {_skala(maks)}")
    return HasilSkor(ratus)


def cetak_skor(ratus: int | None) -> Decimal | None:
    """Hundredths as an exact decimal; None stays None."""
    return None if ratus is None else Decimal(ratus).scaleb(-2)


def _angka(nilai: object) -> Decimal | None:
    if isinstance(nilai, bool) or not isinstance(nilai, str | int | float | Decimal):
        return None
    if isinstance(nilai, str):
        isi = nilai.strip().strip("'’")
        return Decimal(isi.replace(",", ".")) if _ANGKA.fullmatch(isi) and isi.isascii() else None
    try:
        # repr, not the binary value: 72.1 means 72,1.
        angka = Decimal(float.__repr__(nilai)) if isinstance(nilai, float) else Decimal(nilai)
    except InvalidOperation:
        return None
    return angka if angka.is_finite() else None


def _tulis(angka: Decimal) -> str:
    return str(angka).replace(".", ",")[:20]


def _skala(maks: int | None) -> str:
    return "0 ke atas" if maks is None else f"0 sampai {Decimal(maks).scaleb(-2).normalize():f}".replace(".", ",")
