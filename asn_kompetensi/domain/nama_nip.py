"""A name and a NIP that stand in one cell, as printed lists have them."""

from __future__ import annotations

import re
from typing import Final

from asn_kompetensi.domain.nip import LABEL_NIP
from asn_kompetensi.domain.rupa import GOLONGAN, rupa

_BARIS_HTML: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NIP_18: Final = re.compile(r"(?<![0-9])[0-9](?:[ .\-]?[0-9]){17}(?![0-9])")
_NOMOR_URUT: Final = re.compile(r"[0-9]{1,4}\s*[.)]\s+")
_RUANG: Final = re.compile(r"\bI{1,3}/[a-e]\b|\bIV/[a-e]\b", re.IGNORECASE)
_DERET: Final = re.compile(r"[0-9][0-9 .\-]{5,}")


def pisah_nama_nip(teks: str) -> tuple[str, str]:
    """Name and NIP from one cell such as `SABAI ALUIH<br>NIP. 19840312 200604 2 901`; either may be empty.

    Splits at a run of 18 digits, else at the label `NIP`, else at any long run of digits. A number before the name
    and a golongan after it are no part of it.
    """
    isi = _NOMOR_URUT.sub("", " ".join(_BARIS_HTML.sub(" ", teks).split()), count=1)
    if cocok := _NIP_18.search(isi):
        nip, sisa = cocok[0], f"{isi[: cocok.start()]} {isi[cocok.end() :]}"
    elif label := LABEL_NIP.search(isi):
        return _tanpa_golongan(isi[: label.start()]), isi[label.end() :].strip()
    elif deret := _DERET.search(isi):
        nip, sisa = deret[0].strip(), f"{isi[: deret.start()]} {isi[deret.end() :]}"
    else:
        return isi, ""
    return _tanpa_golongan(LABEL_NIP.sub(" ", sisa)), nip


def _tanpa_golongan(nama: str) -> str:
    """`SABAI ALUIH Penata / III/c` is a name and a rank."""
    kata = nama.split()
    if _RUANG.search(nama):
        awal = next((n for n in range(1, len(kata)) if rupa(" ".join(kata[n:])) == GOLONGAN), len(kata))
        kata = kata[:awal]
    return " ".join(kata).strip(" /|-()'")
