"""Headings that are days of a class: date cells, `03/03`, `3 Mar`, `Hari ke-1`, numbers under `Tanggal`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from asn_kompetensi.tabular.baca.ejaan import kunci_judul

_BULAN = (
    ("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",), ("jul",), ("agu", "ags", "aug"),
    ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec"),
)  # fmt: skip
_ROMAWI = {
    romawi: angka for angka, romawi in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)
}
_HARI_KE = re.compile(r"(?:hari|day|h)\s*(?:ke)?\s*(\d{1,2}|[ivx]{1,4})")
_NAMA_HARI = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s,]*", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ANGKA = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?")
_KATA = re.compile(r"(\d{1,2})[\s.-]*([A-Za-z]{3,9})[\s.-]*(\d{4}|\d{2})?")
_INDUK = ("tanggal", "tgl", "hari", "hari tanggal", "tanggal pelaksanaan", "kehadiran", "hari ke", "pertemuan")
# Serial numbers of 2009 to 2064: a date heading whose cell lost its date format.
_SERIAL = range(40_000, 60_000)


def induk_hari(teks: object) -> bool:
    """Whether a parent heading says that day columns stand below it."""
    return kunci_judul(teks) in _INDUK


def bidang_hari(nilai: object, induk: bool, urutan: int) -> str | None:
    """`hari:2025-03-03`, `hari:--03-03` (no year), `hari:#1` (ordinal), or None.

    `induk`: it stands below `Tanggal` or the like, `urutan` being its place there from 1.
    """
    if isinstance(nilai, datetime):
        return f"hari:{nilai.date().isoformat()}"
    if isinstance(nilai, date):
        return f"hari:{nilai.isoformat()}"
    if isinstance(nilai, bool) or nilai is None:
        return None
    if isinstance(nilai, int | float):
        if int(nilai) in _SERIAL:
            return f"hari:{(date(1899, 12, 30) + timedelta(days=int(nilai))).isoformat()}"
        return f"hari:#{urutan}" if induk and 0 < nilai <= 31 else None
    return _dari_teks(str(nilai), induk, urutan)


def _dari_teks(teks: str, induk: bool, urutan: int) -> str | None:
    polos = _NAMA_HARI.sub("", " ".join(teks.split()).lstrip("'")).strip(" ,")
    if cocok := _ISO.fullmatch(polos):
        return _susun(cocok.group(1), cocok.group(2), cocok.group(3))
    if cocok := _ANGKA.fullmatch(polos):
        return _susun(cocok.group(3), cocok.group(2), cocok.group(1))
    if (cocok := _KATA.fullmatch(polos)) and (bulan := _nomor_bulan(cocok.group(2))):
        return _susun(cocok.group(3), str(bulan), cocok.group(1))
    kunci = kunci_judul(polos)
    if cocok := _HARI_KE.fullmatch(kunci):
        angka = cocok.group(1)
        nomor = int(angka) if angka.isdigit() else _ROMAWI.get(angka)
        return f"hari:#{nomor}" if nomor else None
    if induk and (kunci in _ROMAWI or (kunci.isdigit() and 0 < int(kunci) <= 31)):
        return f"hari:#{urutan}"
    return None


def _nomor_bulan(kata: str) -> int | None:
    for nomor, awal in enumerate(_BULAN, 1):
        if kata.lower().startswith(awal):
            return nomor
    return None


def _susun(tahun: str | None, bulan: str, hari: str) -> str | None:
    angka_tahun = None if tahun is None else int(tahun) + (2000 if len(tahun) == 2 else 0)
    try:
        # 2024 is a leap year: without a year, 29 February must be allowed.
        tanggal = date(2024 if angka_tahun is None else angka_tahun, int(bulan), int(hari))
    except ValueError:
        return None
    return f"hari:--{tanggal:%m-%d}" if angka_tahun is None else f"hari:{tanggal.isoformat()}"
