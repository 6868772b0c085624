"""Scores as typed: `KOMPETENSI=LEVEL` pairs, or asked for one by one on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from asn_kompetensi.cli import tanya
from asn_kompetensi.cli.basisdata import baca
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.level import baca_level


def pasangan(kata: Sequence[str]) -> dict[str, str]:
    """`INT=3 KS=2,5` as a mapping. Raises `SalahPakai` for a word without `=` or a competency named twice."""
    hasil: dict[str, str] = {}
    for satu in kata:
        kode, tanda, level = satu.partition("=")
        if not tanda or not kode.strip():
            raise SalahPakai(f"'{satu}' tidak berbentuk KOMPETENSI=LEVEL", "Contoh: INT=3 KS=2,5")
        if kode.strip() in hasil:
            raise SalahPakai(f"kompetensi {kode} disebut dua kali", "Sebutkan sekali saja.")
        hasil[kode.strip()] = level.strip()
    return hasil


def tanyakan(db: Path | None, nip: str, periode: str) -> tuple[dict[str, str], int]:
    """Ask for each competency the job requires; returns the answers and the newest run of what was shown.

    Raises `SalahPakai` where nobody can be asked.
    """
    if not tanya.bisa():
        raise SalahPakai("nilai belum disebut", "Tambahkan KOMPETENSI=LEVEL, misalnya: INT=3 KS=2,5")
    from asn_kompetensi.services import gap, nilai, versi

    with baca(db) as d:
        nilai.periode_terbuka(d, periode)  # before the questions, not after all answers
        tampil = versi.jalankan_terakhir(d)
        baris = list(gap.daftar(d, gap.saringan(d, periode, nip=nip)))
    wajib = [satu for satu in baris if satu[6] is not None]
    if not wajib:
        raise SalahPakai(
            "jabatan pegawai ini belum punya standar di periode itu", "Sebutkan sendiri, misalnya: INT=3 KS=2,5"
        )
    sys.stderr.write(f"{baris[0][3]}, {baris[0][5]}. Enter tanpa isi: tetap seperti sekarang.\n")
    hasil: dict[str, str] = {}
    for satu in wajib:
        capaian = "–" if satu[10] is None else _angka(satu[10])
        jawaban = _satu(f"{satu[7]} ({satu[6]}), standar {_angka(satu[9])}, sekarang {capaian}")
        if jawaban:
            hasil[satu[6]] = jawaban
    if not hasil:
        raise SalahPakai("tidak ada nilai yang diisi", "Ulangi dan isi sedikitnya satu kompetensi.")
    return hasil, tampil


def _angka(level: Decimal) -> str:
    return format(level.normalize(), "f").replace(".", ",")


def _satu(pertanyaan: str) -> str:
    """One level; asked again while it is outside the scale."""
    while True:
        jawaban = tanya.tanya(pertanyaan)
        hasil = baca_level(jawaban)
        if hasil.kode is None:
            return jawaban if hasil.ratus is not None else ""
        sys.stderr.write(f"  {hasil.pesan}\n")
