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
_TIDAK_DIKENAL: Final = "KEHADIRAN_TIDAK_DIKENAL"
JAWABAN: Final = ("bersedia", "menolak", "menunda")

_CENTANG: Final = ("v", "✓", "✔", "√", "☑", "✅", "1")
_TANDA: Final = {
    **dict.fromkeys((*_CENTANG, "h", "hadir"), "hadir"),
    **dict.fromkeys(("s", "sakit"), "sakit"),
    **dict.fromkeys(("i", "izin", "ijin"), "izin"),
    **dict.fromkeys(("a", "alpa", "alpha", "alfa"), "alpa"),
    **dict.fromkeys(("d", "dl", "dinas", "dinas luar", "tugas luar"), "dinas"),
}
_TANPA_KETERANGAN: Final = frozenset({"tk", "t k", "tanpa keterangan"})
# Marks whose meaning is known and still says nothing certain about the day.
_RAGU: Final = {
    **dict.fromkeys(("c", "cuti"), "Cuti bukan status kehadiran; tulis I bila diizinkan, A bila tidak."),
    "tl": "TL dapat berarti tugas luar atau terlambat; tulis D atau V.",
    **dict.fromkeys(("th", "t h", "tidak hadir"), "Tulis sebabnya: S, I, A, atau D."),
    **dict.fromkeys(("t", "terlambat"), "Tulis V bila hadir walau terlambat."),
}
_JAM: Final = re.compile(r"[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?:\s*wib)?")
# The line left for a signature: `1 ........`
_GARIS_PARAF: Final = re.compile(r"[0-9]{1,3}\s*[.)]?\s*[._…-][._…\s-]{2,}")
SARAN_TANDA: Final = "Isi V, S, I, A, atau D; kosongkan bila belum diisi."
_TIDAK_IKUT: Final = frozenset({"th", "t h", "tidak hadir"})
_ANGKA: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_DERAU: Final = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark, read. `status` None and `kode` None: not filled in, which is neither present nor absent.

    `kode` is `KODE_TK` (no explanation given, counted as alpa) or `KEHADIRAN_TIDAK_DIKENAL` (unclear, no status),
    then with the remedy in `saran`.
    """

    status: str | None
    kode: str | None = None
    saran: str = ""


@dataclass(frozen=True, slots=True)
class HasilSkor:
    """A test score in hundredths, or `kode` and a sentence saying why not; all None: not filled in."""

    ratus: int | None = None
    kode: str | None = None
    pesan: str = ""


def baca_tanda(nilai: object) -> Tanda:
    """Read one attendance mark: `V`, `✓`, `H`, `Hadir`, `1`, `S`, `I`, `A`, `TK`, `D`, `DL` ...; `x` is unclear."""
    if nilai is None or (isinstance(nilai, str) and (kosong(nilai) or _GARIS_PARAF.fullmatch(nilai.strip()))):
        return Tanda(None)
    if isinstance(nilai, bool | int | float):
        return Tanda("hadir") if nilai == 1 else _tak_dikenal("")
    isi = kunci(nilai.replace("\ufe0f", "")) if isinstance(nilai, str) else ""
    if isi in _TANPA_KETERANGAN:
        return Tanda("alpa", "KODE_TK")
    status = _TANDA.get(isi)
    if status is None and isinstance(nilai, str) and _JAM.fullmatch(nilai.strip().lower()):
        return Tanda(None, _TIDAK_DIKENAL, "Jam belum berarti hadir; tulis V bila orangnya hadir.")
    return Tanda(status) if status else _tak_dikenal(isi)


def baca_centang(nilai: object, status: str) -> Tanda:
    """Read a cell of a column that is ticked for `status`: a tick or the status itself; 0 is no tick.

    Any other status written there contradicts the column and is unclear.
    """
    if isinstance(nilai, bool | int | float) and nilai == 0:
        return Tanda(None)
    tanda = baca_tanda(nilai)
    if tanda.status in (None, status):
        return tanda
    centang = not isinstance(nilai, str) or kunci(nilai.replace("\ufe0f", "")) in _CENTANG
    return Tanda(status) if centang else _tak_dikenal("")


def _tak_dikenal(isi: str) -> Tanda:
    return Tanda(None, _TIDAK_DIKENAL, _RAGU.get(isi, SARAN_TANDA))


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

    Decimal comma or point, at most two decimals, 0 is a score; `TH` (did not sit the test) is not filled in. Codes:
    NILAI_BUKAN_ANGKA, NILAI_DESIMAL, NILAI_LUAR_SKALA.
    """
    if nilai is None or (isinstance(nilai, str) and (kosong(nilai) or kunci(nilai) in _TIDAK_IKUT)):
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
