"""Dates as clerks write them: always day first, Indonesian or English months, Excel serial numbers, ranges."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

from asn_kompetensi.domain.nama import kosong

NAMA_BULAN: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

# Three letters tell the months apart in Indonesian and English; the rest are spellings met in real files.
_BULAN: Final = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrt": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
_EJAAN_BULAN: Final = frozenset(_BULAN) | frozenset(
    re.findall(
        r"\w+",
        "january februari pebruari febuari february maret march april juni june juli july agustus augustus august "
        "agst september sept oktober october november nopember desember december januari",
    )
)

_HARI_NOL_EXCEL: Final = date(1899, 12, 30)
_BEDA_1904: Final = 1462  # days from that to 1904-01-01, day 0 of workbooks that began on a Mac
_NOMOR_HARI: Final = range(20_000, 60_001)
_PANJANG_MAKS: Final = 200  # with a place, a weekday or a range; the patterns are slow on thousands of letters
_JAM: Final = re.compile(r"(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_NOMOR: Final = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_TAHUN_AWAL: Final = re.compile(r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})")
_HARI_AWAL: Final = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{2}|[0-9]{4})")
_BERNAMA: Final = re.compile(r"([0-9]{1,2})[\s\-/.]*([a-z]+)[\s\-/.]*([0-9]{2}|[0-9]{4})", re.IGNORECASE)
_SAMPAI: Final = re.compile(
    r"\s*(?:(?<=[\s\d.])s\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|[–—]|(?<=\s)-(?=\s))\s*", re.IGNORECASE
)
_TEMPAT: Final = re.compile(r"(?:[^\W\d][^\d]*?)?[\s,/:;.\-]*(?P<hari>[0-9].*)", re.DOTALL)
_TEMPAT_DI_BELAKANG: Final = re.compile(
    r"(?P<hari>[0-9]{1,4}(?:[\-/. ]+(?:[0-9]{1,4}|[a-z]{3,9})){2})[\s,/;\-]+[^\W\d][^\d]*", re.IGNORECASE
)
_HARI_STRIP: Final = re.compile(r"([0-9]{1,2})\s*-\s*([0-9]{1,2}\s+[a-z].*)", re.IGNORECASE)


def baca_tanggal(nilai: object, *, tahun_acuan: int | None = None, sejak_1904: bool = False) -> date | None:
    """The date in a cell or an argument; None for an empty mark such as `-`, `null` or `0000-00-00`.

    A serial number counts from 1904 with `sejak_1904`, as the workbook it stands in does, else as Excel's do.
    A year of two digits is read only with `tahun_acuan` (the NIP's year, say): the nearest year with those digits.
    Raises ValueError with a sentence for the clerk: unreadable, impossible, or outside 1900-2100.
    """
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, date) or nilai is None:
        return nilai
    if isinstance(nilai, (int, float)) and not isinstance(nilai, bool):
        return _dari_nomor(nilai, sejak_1904)
    if not isinstance(nilai, str):
        raise ValueError("Isi sel ini bukan tanggal.")
    teks = _rapikan(nilai)
    if len(teks) > _PANJANG_MAKS:
        raise _tak_terbaca(teks)
    if kosong(teks) or re.fullmatch(r"[0\-/. :T]+", teks):
        return None
    return _dari_teks(teks, tahun_acuan, sejak_1904)


def baca_lahir(nilai: object, *, tahun_acuan: int | None = None, sejak_1904: bool = False) -> date | None:
    """A birth date as `baca_tanggal` reads it, with or without the place: `PADANG / 05-11-1979`."""
    if isinstance(nilai, str):
        isi = _rapikan(nilai)
        if len(isi) > _PANJANG_MAKS:
            raise _tak_terbaca(isi)
        cocok = _TEMPAT_DI_BELAKANG.fullmatch(isi) or _TEMPAT.fullmatch(isi)
        nilai = cocok["hari"] if cocok else isi
    return baca_tanggal(nilai, tahun_acuan=tahun_acuan, sejak_1904=sejak_1904)


def baca_rentang(teks: str) -> tuple[date, date]:
    """First and last day of `3 s.d. 5 Maret 2025`, `28 Februari - 2 Maret 2025` or a single date (both the same).

    Month and year missing on the left are taken from the right. Raises ValueError when unreadable or reversed.
    """
    isi = _rapikan(teks)
    if len(isi) > _PANJANG_MAKS:
        raise _tak_terbaca(isi)
    kiri, kanan = _belah(isi)
    akhir = _wajib(kanan, isi)
    if kiri is None:
        return akhir, akhir
    awal = _awal_rentang(kiri, akhir, isi)
    if awal > akhir:
        raise ValueError(f"Rentang '{isi}' terbalik: hari pertama sesudah hari terakhir.")
    return awal, akhir


def nomor_bulan(kata: str) -> int | None:
    """The month a word names, in any known spelling (`Maret`, `Mar`, `March`, `Pebruari`); None for another word."""
    kecil = kata.lower()
    return _BULAN[kecil[:3]] if kecil in _EJAAN_BULAN else None


def iso(hari: date | None) -> str | None:
    """A date as the database keeps it, 2025-12-31; None stays None."""
    return hari.isoformat() if hari else None


def cetak_tanggal(d: date) -> str:
    """The long Indonesian form: `12 Januari 2026`."""
    return f"{d.day} {NAMA_BULAN[d.month - 1]} {d.year}"


def _rapikan(teks: str) -> str:
    tampak = "".join(huruf for huruf in teks if unicodedata.category(huruf) != "Cf")
    return " ".join(tampak.split()).lstrip("'’‘`").strip()


def _dari_nomor(nomor: float, sejak_1904: bool) -> date:
    hari = int(nomor) if nomor == nomor and abs(nomor) < 1e9 else 0
    hari += _BEDA_1904 if sejak_1904 else 0
    if hari not in _NOMOR_HARI:
        raise ValueError(f"Angka {nomor:g} bukan tanggal; tulis seperti 31-12-2025.")
    return _HARI_NOL_EXCEL + timedelta(days=hari)


def _dari_teks(teks: str, tahun_acuan: int | None, sejak_1904: bool) -> date:
    # A place or weekday may stand before the comma, the first day of a range may not.
    if re.search(r"[0-9]\s*(?:s\s*[./]?\s*d\b|sampai\b|hingga\b|[-–—]).*,", teks, re.IGNORECASE):
        raise _tak_terbaca(teks)
    inti = _JAM.sub("", teks.rsplit(",", 1)[-1].strip()) if not _NOMOR.fullmatch(teks) else teks
    if cocok := _NOMOR.fullmatch(inti):
        return _dari_nomor(int(cocok[1]), sejak_1904)
    if cocok := _TAHUN_AWAL.fullmatch(inti):
        return _susun(teks, cocok[1], int(cocok[3]), cocok[4], tahun_acuan)
    if cocok := _HARI_AWAL.fullmatch(inti):
        return _susun(teks, cocok[4], int(cocok[3]), cocok[1], tahun_acuan)
    if (cocok := _BERNAMA.fullmatch(inti)) and cocok[2].lower() in _EJAAN_BULAN:
        return _susun(teks, cocok[3], _BULAN[cocok[2].lower()[:3]], cocok[1], tahun_acuan)
    raise _tak_terbaca(teks)


def _tak_terbaca(teks: str) -> ValueError:
    return ValueError(f"Tanggal '{teks[:40]}' tidak terbaca; tulis seperti 31-12-2025.")


def _susun(teks: str, tahun: str, bulan: int, hari: str, tahun_acuan: int | None) -> date:
    if len(tahun) == 2 and tahun_acuan is None:
        raise ValueError(f"Tahun pada '{teks[:40]}' hanya dua angka; tulis empat angka.")
    lengkap = int(tahun) if len(tahun) == 4 else _tahun_terdekat(int(tahun), tahun_acuan or 0)
    if not 1900 <= lengkap <= 2100:
        raise ValueError(f"Tahun pada '{teks[:40]}' di luar 1900-2100.")
    try:
        return date(lengkap, bulan, int(hari))
    except ValueError:
        urutan = "tahun-bulan-hari" if _TAHUN_AWAL.search(teks) else "hari-bulan-tahun"
        raise ValueError(f"Tanggal '{teks[:40]}' tidak ada di kalender; urutannya {urutan}.") from None


def _tahun_terdekat(dua_angka: int, acuan: int) -> int:
    calon = [abad + dua_angka for abad in range(1800, 2201, 100)]
    return min(calon, key=lambda tahun: (abs(tahun - acuan), tahun))


def _belah(isi: str) -> tuple[str | None, str]:
    potong = [bagian for bagian in _SAMPAI.split(isi) if bagian]
    if len(potong) == 2:
        return potong[0], potong[1]
    if len(potong) == 1 and (cocok := _HARI_STRIP.fullmatch(isi)):
        return cocok[1], cocok[2]
    return None, isi


def _wajib(bagian: str, isi: str) -> date:
    hasil = baca_tanggal(bagian)
    if hasil is None:
        raise ValueError(f"Rentang tanggal '{isi[:40]}' tidak lengkap.")
    return hasil


def _awal_rentang(kiri: str, akhir: date, isi: str) -> date:
    kiri = kiri.rsplit(",", 1)[-1].strip()  # "Senin, 3 s.d. Rabu, 5 Maret 2025"
    if re.fullmatch(r"[0-9]{1,2}", kiri):
        return _wajib(f"{kiri}-{akhir.month}-{akhir.year}", isi)
    if cocok := re.fullmatch(r"([0-9]{1,2})\s*[-/. ]?\s*([0-9]{1,2}|[a-z]+)", kiri, re.IGNORECASE):
        pemisah = "-" if cocok[2].isdigit() else " "
        awal = _wajib(pemisah.join((cocok[1], cocok[2], str(akhir.year))), isi)
        if awal.month <= akhir.month + 6:
            return awal
        # "30 Desember s.d. 2 Januari 2026" starts in the year before; any other reversal is a slip.
        return _wajib(pemisah.join((cocok[1], cocok[2], str(akhir.year - 1))), isi)
    return _wajib(kiri, isi)
