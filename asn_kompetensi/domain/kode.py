"""Codes of agencies, jobs, competencies, programmes, classes and periods: short, printable, without spaces."""

from __future__ import annotations

import re

from asn_kompetensi.domain.nama import kosong, sebut_jenis

_POLA = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*")


def baca_kode(teks: object, *, benda: str = "kode", panjang: int = 40) -> str:
    """The code without edge spaces. Raises ValueError (Indonesian sentence) when it cannot be a code.

    Letters, digits and `_ - . / +`; the case is kept as typed. A cell that holds no text is refused: 180 may have been
    `0180`, and a date `1-2`.
    """
    if teks is not None and not isinstance(teks, str):
        raise ValueError(f"{benda} tersimpan sebagai {sebut_jenis(teks)}, bukan teks")
    isi = (teks or "").strip()
    if not isi:
        raise ValueError(f"{benda} kosong")
    if kosong(isi):
        raise ValueError(f"{benda} '{isi[:20]}' di dalam berkas berarti kosong")
    if len(isi) > panjang:
        raise ValueError(f"{benda} '{isi[:20]}…' terlalu panjang ({len(isi)} huruf, paling banyak {panjang})")
    if not _POLA.fullmatch(isi):
        raise ValueError(f"{benda} '{isi}' hanya boleh huruf, angka, dan tanda _ - . / +, tanpa spasi")
    return isi
