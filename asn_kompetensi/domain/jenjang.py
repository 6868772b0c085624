"""The fourteen job levels (jenjang), their default required level, and guessing one from a job's name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.golongan import urutan
from asn_kompetensi.domain.nama import kunci, terdekat

_AWALAN_JF: Final = re.compile(r"(?:jf|jabatan fungsional|fungsional) ")

# Tried in order on the key of the name; the first that fits wins, None leaves it to the clerk.
_POLA: Final[tuple[tuple[str, str | None], ...]] = (
    (r"(?:plt|plh|pj|pjs|wakil|mantan) .*", None),  # an acting post says nothing about the person's own job
    (r".*\bahli utama\b.*", "Ahli Utama"),
    (r".*\bahli madya\b.*", "Ahli Madya"),
    (r".*\bahli muda\b.*", "Ahli Muda"),
    (r".*\bahli pertama\b.*", "Ahli Pertama"),
    (r".* penyelia", "Penyelia"),
    (r".* mahir", "Mahir"),
    (r".* terampil", "Terampil"),
    (r".* pemula", "Pemula"),
    (r"inspektur pembantu\b.*", "Administrator"),
    (r"inspektur(?: (?:daerah|kota|kabupaten)\b.*)?", "JPT Pratama"),
    (r"sekretaris (?:daerah|dprd|dewan)\b.*", "JPT Pratama"),
    (r"kepala (?:dinas|badan|satuan)\b.*", "JPT Pratama"),
    (r"staf ahli\b.*", "JPT Pratama"),
    # Not every "asisten" is the Sekda's: asisten apoteker and the like are functional jobs.
    (r"asisten (?:i{1,3}|[1-3]|bidang|pemerintahan|perekonomian|ekonomi|administrasi|kesejahteraan|sekretaris|sekda)"
     r"\b.*", "JPT Pratama"),
    (r"sekretaris (?:dinas|badan|inspektorat|satuan)\b.*", "Administrator"),
    (r"kepala (?:bidang|bagian)\b.*", "Administrator"),
    (r"camat\b.*", "Administrator"),
    (r"kepala (?:sub ?bagian|sub ?bidang|seksi|sub ?seksi)\b.*", "Pengawas"),
    (r"lurah\b.*", "Pengawas"),
)  # fmt: skip


@cache
def _daftar() -> dict[str, dict[str, str]]:
    return {baris["nama"]: baris for baris in baca_acuan("jenjang")}


def semua_jenjang() -> list[str]:
    """The fourteen names in their official order, JPT Utama first."""
    return sorted(_daftar(), key=lambda nama: int(_daftar()[nama]["urutan"]))


def baca_jenjang(teks: str) -> str:
    """The official name for any case and with or without `JF`; ValueError naming the nearest when there is none."""
    dicari = _AWALAN_JF.sub("", kunci(teks), count=1)
    for nama in _daftar():
        if kunci(nama) == dicari:
            return nama
    dekat = terdekat(dicari, _daftar()) or semua_jenjang()
    raise ValueError(f"Jenjang '{teks[:40]}' tidak dikenal; maksudnya {', '.join(dekat)}?")


def tebak_jenjang(nama_jabatan: str) -> str | None:
    """The jenjang a job's name gives away, else None; only ever a suggestion that pre-fills."""
    nama = kunci(nama_jabatan)
    return next((jenjang for pola, jenjang in _POLA if re.fullmatch(pola, nama)), None)


def bawaan(jenjang: str) -> int:
    """Default required level 1-5 for the generic competencies; the decree of the job decides. KeyError if unknown."""
    return int(_daftar()[jenjang]["level_bawaan"])


def golongan_di_luar(jenjang: str, golongan: str) -> str | None:
    """The usual range `III/a-III/b` of a job level when a PNS golongan lies outside it, else None.

    PPPK golongan have no such range; an unknown jenjang or golongan says nothing.
    """
    baris = _daftar().get(jenjang, {})
    terendah, tertinggi = baris.get("golongan_terendah"), baris.get("golongan_tertinggi")
    if not (terendah and tertinggi and "/" in golongan):
        return None
    return None if urutan(terendah) <= urutan(golongan) <= urutan(tertinggi) else f"{terendah}-{tertinggi}"
