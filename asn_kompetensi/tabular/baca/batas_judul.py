"""Where a header ends: rows that look like its last row but are data, and rows that are still part of it."""

from __future__ import annotations

from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.level import baca_level
from asn_kompetensi.tabular.baca import pola_baris as pola
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul
from asn_kompetensi.tabular.baca.makna import ANAK_ASING, IDENTITAS
from asn_kompetensi.tabular.baca.sel import bersih, kosong


def berisi_data(kisi: Kisi, nomor: int, skema: Skema) -> bool:
    """Whether a row is no heading row: someone's NIP stands in it, or the required levels below the headings do."""
    isi = [nilai for nilai in kisi.puncak[nomor] if not kosong(nilai)]
    if any(map(pola.ber_nip, isi)):
        return True
    if not skema.kompetensi:
        return False
    angka = sum(map(_level, isi))
    awal = next((pola.teks(nilai) for nilai in isi if isinstance(nilai, str)), "")
    if not angka or (angka * 2 < len(isi) and not pola.STANDAR.match(awal)):
        return False
    # Where merged headings reach down into it, the row with the required levels is the last row of the header.
    return not any(g.baris_awal < nomor <= g.baris_akhir for g in kisi.gabungan)


def _level(nilai: Any) -> bool:
    return isinstance(nilai, str | int | float) and baca_level(nilai).ratus is not None


def anak_judul(kisi: Kisi, judul: Judul) -> tuple[str, ...]:
    """Sub-headings of competencies that nobody understands: below this header, or the only ones of a competency in it.

    Which of the columns then holds the scores is not known, and the first of them may be the standard.
    """
    terbaca = {k.cocok.kode for k in judul.terpakai if k.cocok}
    asing = [k.judul for k in judul.kolom if k.alasan == ANAK_ASING and k.cocok and k.cocok.kode not in terbaca]
    return tuple(asing) or _di_bawah(kisi, judul)


def _di_bawah(kisi: Kisi, judul: Judul) -> tuple[str, ...]:
    """Words directly below a competency heading and below the blanks to its right, in a row without a person."""
    bawah = next((b for b in kisi.puncak[judul.bawah + 1 :] if not all(map(kosong, b))), [])

    def kata(indeks: int) -> str:
        isi = bersih(bawah[indeks]) if indeks < len(bawah) else None
        return isi if isinstance(isi, str) and baca_level(isi).kode is not None else ""

    if any(k.bidang in IDENTITAS and k.indeks < len(bawah) and not kosong(bawah[k.indeks]) for k in judul.kolom):
        return ()
    berjudul = {k.indeks for k in judul.kolom}
    hasil: list[str] = []
    for k in judul.terpakai:
        if k.cocok and k.indeks + 1 not in berjudul and kata(k.indeks) and kata(k.indeks + 1):
            hasil += [kata(k.indeks), kata(k.indeks + 1)]
    return tuple(hasil)
