"""What staff files say about a person's kind and sex, and what it means here."""

from __future__ import annotations

import re

from asn_kompetensi.domain.nama import kunci

_KELAMIN = {
    **dict.fromkeys(("l", "m", "laki-laki", "laki laki", "lakilaki", "pria", "1"), "L"),
    **dict.fromkeys(("p", "f", "w", "perempuan", "wanita", "2"), "P"),
}


def baca_kelamin(teks: str) -> str:
    """`L` or `P` from L/P, M/F or words. Raises ValueError."""
    try:
        return _KELAMIN[kunci(teks)]
    except KeyError:
        raise ValueError(f"jenis kelamin '{teks}' tidak dikenal; tulis L atau P") from None


def baca_jenis_pegawai(teks: str) -> str:
    """PNS, PPPK or PPPK PARUH WAKTU from the many spellings. Raises ValueError."""
    isi = kunci(teks)
    if "paruh waktu" in isi or re.search(r"\bpw\b", isi):
        return "PPPK PARUH WAKTU"
    if re.match(r"(pppk|p3k)\b", isi) or "perjanjian kerja" in isi:
        return "PPPK"
    if re.match(r"(c?pns)\b", isi) or "pegawai negeri sipil" in isi:
        return "PNS"
    raise ValueError(f"jenis pegawai '{teks}' tidak dikenal; tulis PNS, PPPK, atau PPPK PARUH WAKTU")
