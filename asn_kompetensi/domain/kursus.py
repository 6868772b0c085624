"""How SIASN and local files write what was attended elsewhere: length, year, certificate number, structural courses."""

from __future__ import annotations

import re
from typing import Final

from asn_kompetensi.domain.nama import kosong, kunci

JP_TERTINGGI: Final = 5000
KALI_TERTINGGI: Final = 100
# SIASN latihanStrukturalId; the newer names (PKP, PKA, PKN) have no number of their own.
STRUKTURAL: Final = {
    "1": "SEPADA", "2": "SEPALA/ADUM/PIM IV", "3": "SEPADYA/SPAMA/PIM III", "4": "SPAMEN/SESPA/SESPANAS/PIM II",
    "5": "SEPATI/PIM I", "6": "SESPIM", "7": "SESPATI", "8": "Diklat Struktural lainnya",
}  # fmt: skip
# What a row says that is not (yet) training attended: a request, a refusal, a failure.
BELUM_DIIKUTI: Final = frozenset({
    "pengajuan baru", "pengajuan", "diajukan", "disetujui", "ditolak", "terdaftar", "tidak lulus", "drop out", "batal",
})  # fmt: skip

_JAM: Final = re.compile(
    r"([0-9]{1,4})(?:[.,]0{1,2})?\s*(?:jp|jpl|jam(?:\s*pelajaran)?|jam\s*\(?jp\)?)?\.?", re.IGNORECASE
)
_BULAT: Final = re.compile(r"([0-9]{1,4})(?:[.,]0{1,2})?\s*(?:x|kali|pertemuan)?\.?", re.IGNORECASE)
_YA: Final = frozenset({"ya", "y", "true", "1", "luar negeri", "luar", "ln"})
_TIDAK: Final = frozenset({"tidak", "t", "false", "0", "dalam negeri", "dalam", "dn", "bukan"})


def baca_jam(nilai: object) -> int | None:
    """The length of an activity in whole JP, None when empty: `24`, `24 JP`, `24 Jam` (SIASN calls a JP an hour).

    Raises ValueError for anything else; `3 hari` does not say how many JP, nor does `80,5` fit a certificate.
    """
    isi = _teks(nilai)
    if isi is None:
        return None
    cocok = _JAM.fullmatch(isi)
    if cocok is None:
        satuan = "hari, bukan JP" if re.fullmatch(r"[0-9]+\s*(?:hari|hr)\.?", isi, re.IGNORECASE) else ""
        raise ValueError(f"'{isi[:40]}' {f'menyebut {satuan}' if satuan else 'bukan jumlah JP'}.")
    if not 1 <= int(cocok[1]) <= JP_TERTINGGI:
        raise ValueError(f"JP {cocok[1]} di luar 1 sampai {JP_TERTINGGI}.")
    return int(cocok[1])


def baca_kali(nilai: object) -> int | None:
    """How many meetings or placements, 1 to 100, None when empty: `3`, `3 kali`. Raises ValueError."""
    isi = _teks(nilai)
    if isi is None:
        return None
    cocok = _BULAT.fullmatch(isi)
    if cocok is None or not 1 <= int(cocok[1]) <= KALI_TERTINGGI:
        raise ValueError(f"'{isi[:40]}' bukan banyaknya pertemuan; isi 1 sampai {KALI_TERTINGGI}.")
    return int(cocok[1])


def baca_tahun(nilai: object) -> int | None:
    """A year from 1900 to 2100, None when empty or 0. Raises ValueError."""
    isi = _teks(nilai)
    if isi is None or re.fullmatch(r"0+", isi):
        return None
    if not re.fullmatch(r"[0-9]{4}", isi) or not 1900 <= int(isi) <= 2100:
        raise ValueError(f"Tahun '{isi[:20]}' tidak sah; isi empat angka, 1900 sampai 2100.")
    return int(isi)


def baca_luar_negeri(nilai: object) -> bool | None:
    """Whether it was held abroad, None when empty. Raises ValueError."""
    isi = kunci(_teks(nilai) or "")
    if not isi:
        return None
    if isi not in _YA | _TIDAK:
        raise ValueError(f"'{isi[:40]}' bukan ya atau tidak.")
    return isi in _YA


def bernomor(sertifikat: str) -> bool:
    """Whether a certificate's number is one: `ada` or `terlampir` would make all of a person's activities one."""
    return any(huruf.isdigit() for huruf in sertifikat)


def _teks(nilai: object) -> str | None:
    """A cell as text, None when it is empty; whole numbers without `.0`."""
    if isinstance(nilai, bool):
        return "1" if nilai else "0"
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    isi = " ".join(str("" if nilai is None else nilai).split()).strip("'")
    return None if not isi or kosong(isi) else isi
