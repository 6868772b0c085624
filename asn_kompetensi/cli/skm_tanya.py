"""One survey form as typed: `UNSUR=NILAI` words, or asked for one by one on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from asn_kompetensi.cli import tanya
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.skm import baca_nilai, unsur

_CONTOH = "Contoh: persyaratan=4 prosedur=3 waktu=3 biaya=4 produk=3 kompetensi=4 perilaku=4 pengaduan=3 sarana=-"


def pasangan(kata: Sequence[str]) -> dict[str, str]:
    """Words as a mapping. Raises `SalahPakai` for a word without `=` or an unsur named twice."""
    hasil: dict[str, str] = {}
    for satu in kata:
        kunci, tanda, nilai = (bagian.strip() for bagian in satu.partition("="))
        if not (tanda and kunci):
            raise SalahPakai(f"'{satu}' tidak berbentuk UNSUR=NILAI", _CONTOH)
        if kunci in hasil:
            raise SalahPakai(f"unsur {kunci} disebut dua kali", "Sebutkan sekali saja.")
        hasil[kunci] = nilai
    return hasil


def tanyakan() -> dict[str, str]:
    """Ask for the nine. Raises `SalahPakai` where nobody can be asked."""
    if not tanya.bisa():
        raise SalahPakai("jawaban belum disebut", _CONTOH)
    sys.stderr.write("1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik; Enter tanpa isi: tidak dijawab.\n")
    return {satu.kunci: _satu(satu.nama) for satu in unsur(9)}


def _satu(pertanyaan: str) -> str:
    while True:
        jawaban = tanya.tanya(pertanyaan)
        try:
            baca_nilai(jawaban)
        except ValueError as salah:
            sys.stderr.write(f"  {salah}\n")
        else:
            return jawaban
