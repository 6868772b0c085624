"""Codes of agencies, jobs, competencies, programmes, classes and periods: short, printable, without spaces."""

from __future__ import annotations

import re
from datetime import date

from asn_kompetensi.domain.nama import kosong

_POLA = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*")


def baca_kode(teks: object, *, benda: str = "kode", panjang: int = 40) -> str:
    """The code without edge spaces. Raises ValueError (Indonesian sentence) when it cannot be a code.

    Letters, digits and `_ - . / +`; the case is kept as typed. A whole number from a cell is taken as its digits; a
    date or a logical value is what a spreadsheet made of a code, which nobody can tell any more.
    """
    if isinstance(teks, bool | date) or (isinstance(teks, float) and not teks.is_integer()):
        apa = "tanggal" if isinstance(teks, date) else "nilai TRUE/FALSE" if isinstance(teks, bool) else "pecahan"
        raise ValueError(f"{benda} tersimpan sebagai {apa}, bukan teks")
    if isinstance(teks, float) and teks.is_integer():
        teks = int(teks)
    isi = str(teks).strip() if teks is not None else ""
    if not isi:
        raise ValueError(f"{benda} kosong")
    if kosong(isi):
        raise ValueError(f"{benda} '{isi[:20]}' di dalam berkas berarti kosong")
    if len(isi) > panjang:
        raise ValueError(f"{benda} '{isi[:20]}…' terlalu panjang ({len(isi)} huruf, paling banyak {panjang})")
    if not _POLA.fullmatch(isi):
        raise ValueError(f"{benda} '{isi}' hanya boleh huruf, angka, dan tanda _ - . / +, tanpa spasi")
    return isi
