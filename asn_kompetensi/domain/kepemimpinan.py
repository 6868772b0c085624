"""Leadership training: which level a course is for, by its name, and which level a job asks for.

The names changed over the years; PKN I, PKN II, PKA and PKP are today's, Diklatpim I to IV and the older ones the same
levels before. IP ASN asks for the training of the *present* job (PerBKN 8/2019 Ps 8), not for any.
"""

from __future__ import annotations

import re
from typing import Final

from asn_kompetensi.domain.nama import kunci

# jenjang of the job -> the course it asks for
DIKLAT: Final = {"JPT Utama": "PKN I", "JPT Madya": "PKN I", "JPT Pratama": "PKN II", "Administrator": "PKA",
                 "Pengawas": "PKP"}  # fmt: skip
_PIM: Final = r"(?:diklat ?pim|pim|diklat kepemimpinan|pelatihan kepemimpinan|kepemimpinan|lat ?pim)"
_TK: Final = r"(?: (?:tingkat|tk|jenjang))? ?-?"
_AKHIR: Final = r"(?![0-9a-z])"
_POLA: Final = tuple(
    (re.compile(pola), kode)
    for pola, kode in (
        (rf"\b(?:pkn|(?:pelatihan )?kepemimpinan nasional){_TK}(?:ii|2){_AKHIR}|\b{_PIM}{_TK}(?:ii|2){_AKHIR}"
         r"|\bspamen\b|\bsespanas\b|\bsespa\b", "PKN II"),
        (rf"\b(?:pkn|(?:pelatihan )?kepemimpinan nasional){_TK}(?:i|1){_AKHIR}|\b{_PIM}{_TK}(?:i|1){_AKHIR}"
         r"|\bsepati\b|\bspati\b|\bsespati\b", "PKN I"),
        (rf"\bpka\b|\bkepemimpinan administrator\b|\b{_PIM}{_TK}(?:iii|3){_AKHIR}|\bsepadya\b|\bspama\b", "PKA"),
        (rf"\bpkp\b|\bkepemimpinan pengawas\b|\b{_PIM}{_TK}(?:iv|4){_AKHIR}|\bsepala\b|\badum(?:la)?\b", "PKP"),
    )
)  # fmt: skip


def diklat(nama: str) -> str | None:
    """The course a name speaks of: `PKN I`, `PKN II`, `PKA`, `PKP`; None where the name does not say.

    A name that speaks of two of them is no proof of either.
    """
    dicari = kunci(nama)
    cocok = {kode for pola, kode in _POLA if pola.search(dicari)}
    return cocok.pop() if len(cocok) == 1 else None
