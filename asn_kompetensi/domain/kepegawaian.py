"""What staff files say about a person's kind and sex, and the units of a path, and what it means here."""

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


def segmen_unit(jalur: str) -> list[str]:
    """Units of a path such as `BIDANG X / DINAS Y / PEMERINTAH KOTA Z`, the most specific first.

    Files differ in direction: where the path begins with the government itself it runs from the top down.
    """
    ruas = [satu.strip() for satu in re.split(r"\s*[/\\>|]\s*", jalur) if satu.strip()]
    if len(ruas) > 1 and _pemerintah(ruas[0]):
        ruas.reverse()
    return ruas


def perangkat_daerah(jalur: str) -> str:
    """The part of a path that names the agency: its highest unit below the government itself."""
    ruas = segmen_unit(jalur)
    return next((satu for satu in reversed(ruas) if not _pemerintah(satu)), jalur.strip())


def _pemerintah(nama: str) -> bool:
    return kunci(nama).startswith(("pemerintah ", "pemko ", "pemkab "))
