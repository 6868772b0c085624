"""How competencies are written in practice: numbered, with the short form, with the required level behind."""

from __future__ import annotations

import re

from asn_kompetensi.domain.peran import peran

# A longer text is a sentence, not a name.
PANJANG_MAKS = 200
_STANDAR = re.compile(
    r"(.*?[^\d\s([:=/,.–—-])[\s([:=/,.–—-]*"
    r"(?:(?<![A-Za-z])(?:level|lvl|lv|l|standar[dt]?|std|target|syarat|skj|minimal|min)[\s.:=-]*)?"
    r"[\s([]*([1-5](?:[.,]\d+)?)[\s)\]*]*",
    re.I | re.S,
)
_SKALA = re.compile(r"[\s([]+(?:skala|level|nilai|skor)?[\s:]*1\s*(?:-|–|s\.?\s?/?\s?d\.?|sampai)\s*5[\s)\]]*$", re.I)
_NOMOR = re.compile(r"\s*\(?(?:[0-9]{1,2}|[IVX]{1,5}|[A-Za-z])\s*[.)]\s*(?=[^\W\d_])")
_GRUP = re.compile(
    r"(?:(?:aspek|bidang|kelompok)\s+)?(?:kompetensi\s+)?"
    r"(?:mana[jg]erial|teknis|(?:sosial|sosio)[\s/-]*(?:dan\s+)?kultural|potensi|inti|umum)"
    r"(?:\s+(?:dan|&)\s+(?:sosial|sosio)[\s/-]*kultural)?",
    re.I,
)
_SINGKATAN = re.compile(r"\s*[(\[]\s*([A-Za-z]{2,6})\s*[)\]]\s*$")


def lepas_nomor(tulisan: str) -> str:
    """`1. INTEGRITAS` is `INTEGRITAS`; also `a)`, `(2)`, `IV.`; text without a number stays."""
    return tulisan[cocok.end() :].strip() if (cocok := _NOMOR.match(tulisan)) else tulisan.strip()


def judul_kelompok(tulisan: str) -> bool:
    """Whether a text heads a group of competencies: `A. Manajerial`, `II. KOMPETENSI TEKNIS`."""
    return len(tulisan) <= PANJANG_MAKS and bool(_GRUP.fullmatch(" ".join(lepas_nomor(tulisan).split()).strip(" :.")))


def lepas_standar(tulisan: str) -> tuple[str, str | None]:
    """`Integritas (Std. 3)` -> `Integritas` and `3`; without a level behind, the text and None, also for `(1-5)`."""
    if len(tulisan) > PANJANG_MAKS:
        return tulisan.strip(), None
    if skala := _SKALA.search(tulisan):
        return tulisan[: skala.start()].strip(), None
    cocok = _STANDAR.fullmatch(tulisan)
    return (cocok[1].strip(), cocok[2].replace(",", ".")) if cocok else (tulisan.strip(), None)


def lepas_singkatan(tulisan: str) -> str:
    """`Kerja Sama (KS)` -> `Kerja Sama`; `Integritas (Std)` says what stands below and stays."""
    cocok = _SINGKATAN.search(tulisan) if len(tulisan) <= PANJANG_MAKS else None
    return tulisan[: cocok.start()].strip() if cocok and not peran(cocok[1]) else tulisan.strip()


def ejaan_polos(tulisan: str) -> str:
    """The name alone, on one line: `2. Kerja Sama (KS) 3` -> `Kerja Sama`."""
    return lepas_singkatan(lepas_standar(lepas_nomor(" ".join(tulisan.split())))[0])
