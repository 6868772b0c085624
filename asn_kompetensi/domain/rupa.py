"""What a text can only be by its looks: a golongan, a date, a NIP; so that it is not taken for a name or a job."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.kepegawaian import baca_kelamin
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.nip import periksa_nip
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.domain.tanggal import baca_lahir

NIP: Final = "NIP"
ANGKA: Final = "angka"
GOLONGAN: Final = "golongan"
TANGGAL: Final = "tanggal"
KELAMIN: Final = "jenis kelamin"
STATUS: Final = "status pegawai"
SUREL: Final = "alamat surel"
LOGIS: Final = "nilai TRUE/FALSE"

_ANGKA: Final = re.compile(r"[0-9][0-9\s.,:/\-]*", re.ASCII)
_RUANG: Final = re.compile(r"(?:i{1,3}|iv)\s*[/\-.]?\s*[a-e]|(?:gol(?:ongan)?\b[\s.:]*)[1-4ivx]+(?:[\s/]*[a-e])?", re.I)
_STATUS: Final = frozenset({"aktif", "tidak aktif", "pns", "cpns", "pppk", "p3k", "pppk paruh waktu"})


@cache
def _acuan() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """Plain Roman golongan, names of rank, and a pattern of the latter."""
    baris = baca_acuan("golongan")
    romawi = frozenset(satu["golongan"].lower() for satu in baris if "/" not in satu["golongan"])
    pangkat = frozenset(kunci(satu["pangkat"]) for satu in baris if satu["pangkat"])
    urut = sorted(pangkat, key=len, reverse=True)
    return romawi, pangkat, re.compile(rf"\b(?:{'|'.join(urut)})\b")


@lru_cache(maxsize=65_536)  # a file repeats the same few
def rupa(teks: str) -> str | None:
    """What the text is by its looks (one of the names above), None for anything that may be a name."""
    isi = kunci(teks)
    if not isi:
        return None
    if any(huruf.isdigit() for huruf in isi):
        if len(isi) >= 18 and periksa_nip(teks).nip:
            return NIP
        if _tanggal(teks):
            return TANGGAL
        if _ANGKA.fullmatch(teks.strip("'’ ")):
            return ANGKA
    if _golongan(teks, isi):
        return GOLONGAN
    if isi in _STATUS:
        return STATUS
    if isi in ("true", "false"):
        return LOGIS
    for nama, baca in ((KELAMIN, baca_kelamin), (SUREL, baca_surel)):
        try:
            baca(teks)
        except ValueError:
            continue
        return nama
    return None


def bukan(teks: str, benda: str, *, boleh: str = "") -> str:
    """Why the text cannot be a `benda` (a sentence for the clerk), "" where it may be; `boleh` is let through."""
    apa = rupa(teks)
    if apa is None or apa == boleh:
        return ""
    return (
        f"isinya {apa}, bukan {benda}" if apa == NIP else f"'{' '.join(teks.split())[:60]}' adalah {apa}, bukan {benda}"
    )


def _tanggal(teks: str) -> bool:
    try:
        return baca_lahir(teks, tahun_acuan=2000) is not None and not teks.strip("'’ ").replace(".", "").isdigit()
    except ValueError:
        return False


def _golongan(teks: str, isi: str) -> bool:
    """A golongan, a rank, or both, and nothing else."""
    romawi, pangkat, pola = _acuan()
    rapi = re.sub(r"\btk\b", "tingkat", re.sub(r"\b(tingkat|tk) 1\b", r"\1 i", isi))
    if isi in romawi or rapi in pangkat:
        return True
    lurus = unicodedata.normalize("NFKC", teks).lower()
    lurus = re.sub(r"\btk\b\.?", "tingkat", re.sub(r"\b(tingkat|tk\.?)\s*1\b", r"\1 i", lurus))
    sisa = pola.sub(" ", " ".join(lurus.split())).strip(" -/,().:'")
    return _RUANG.fullmatch(sisa) is not None
