"""What a heading says about its numbers: reached, required, the gap between them, or potential."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CAPAIAN, STANDAR, GAP, POTENSI = "capaian", "standar", "gap", "potensi"

_KATA = {
    **dict.fromkeys(("gap", "gaps", "selisih", "kesenjangan"), GAP),
    **dict.fromkeys(("standar", "standard", "standart", "std", "target", "syarat", "persyaratan", "skj"), STANDAR),
    **dict.fromkeys(("dipersyaratkan", "disyaratkan", "dibutuhkan"), STANDAR),
    **dict.fromkeys(("capaian", "pencapaian", "hasil", "aktual", "perolehan"), CAPAIAN),
    **dict.fromkeys(("nilai", "skor", "score", "level", "rating"), CAPAIAN),
}
# These words also stand in `Nilai Standar` and `Level yang Dipersyaratkan`; alone they mean what was reached.
LEMAH = frozenset({"nilai", "skor", "score", "level", "rating"})
_SAMBUNG = frozenset({"dan", "serta", "vs", "versus", "terhadap", "dengan", ",", "/", "+"})
_SAMBUNG_GAP = _SAMBUNG - {"terhadap", "dengan", "vs", "versus"}
_PANJANG_MAKS = 200
_RUAS = re.compile(r"[a-z]+|[,/+]")
_PERAN = rf"(?:(?:{'|'.join(_KATA)}|yang)\b[\s.:_/-]*)+"
_DI_DEPAN = re.compile(rf"\s*({_PERAN})[\s(\[]*(.+?)[\s)\]]*", re.I | re.S)
_DI_BELAKANG = re.compile(rf"(.+?)[\s(\[:_/-]+({_PERAN})[\s)\]]*", re.I | re.S)


def kata_judul(teks: str) -> list[str]:
    """The words of a heading in lower case, with the signs that join two of them."""
    return _RUAS.findall(unicodedata.normalize("NFKC", teks).casefold().replace("&", " dan "))


@lru_cache(maxsize=4096)
def peran(teks: str) -> str:
    """CAPAIAN, STANDAR, GAP or POTENSI; empty for a text that says none of them, or several side by side."""
    kata = kata_judul(teks) if len(teks) <= _PANJANG_MAKS else []
    if "potensi" in kata and "kompetensi" not in kata:
        return POTENSI
    ada = [_KATA[satu] for satu in kata if satu in _KATA]
    if GAP in ada:
        sesudah = kata[1] if len(kata) > 1 else ""
        berdampingan = sesudah in _SAMBUNG_GAP if kata[0] in _KATA and ada[0] == GAP else bool(_SAMBUNG & set(kata))
        return "" if berdampingan and len(set(ada)) > 1 else GAP
    if STANDAR in ada:
        kuat = any(_KATA.get(satu) == CAPAIAN and satu not in LEMAH for satu in kata)
        return "" if kuat or (CAPAIAN in ada and _SAMBUNG & set(kata)) else STANDAR
    return CAPAIAN if ada else ""


@lru_cache(maxsize=4096)
def pisah_peran(teks: str) -> tuple[str, str]:
    """`Capaian Integritas`, `Integritas (Standar)` -> what is said, and of what; empty where nothing is."""
    if len(teks) > _PANJANG_MAKS:
        return "", ""
    for pola, ke_peran, ke_isi in ((_DI_DEPAN, 1, 2), (_DI_BELAKANG, 2, 1)):
        cocok = pola.fullmatch(teks)
        if cocok and (arti := peran(cocok[ke_peran])):
            return arti, cocok[ke_isi].strip()
    return "", ""


def gabung_peran(daun: str, tulisan: str, induk: list[str]) -> str:
    """The last word of a column: a gap stays a gap, a required level stays one unless the leaf clearly says reached."""
    semua = [daun, *induk]
    for satu in (GAP, POTENSI):
        if satu in semua:
            return satu
    if daun == CAPAIAN and not LEMAH & set(kata_judul(tulisan)):
        return CAPAIAN
    return STANDAR if STANDAR in semua else CAPAIAN if CAPAIAN in semua else ""
