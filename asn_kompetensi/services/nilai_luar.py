"""Scores dated outside their period: taken all the same, and told once of a whole sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from heapq import nsmallest
from typing import Final

from asn_kompetensi.services.nilai import HARI_NOL, hari
from asn_kompetensi.services.nilai_calon import Konteks, Terbaca
from asn_kompetensi.store.queries import nilai_tampungan as tampungan

_CONTOH: Final = 3  # rows named in the sentence
_Letak = tuple[int, int, int]  # row as Excel numbers it, period, day
_Ruas = tuple[str, int, int]  # a period's code and its days


def ingatkan(k: Konteks, terbaca: Terbaca, dilewati: set[int]) -> None:
    """Warn about the rows of a sheet whose score is dated on none of its period's days.

    Not of rows that are held, nor of those skipped (`dilewati`).

    The day of `--tanggal` is told of by the command, to whom typed it: here it counts only where no `--periode` goes
    with it.
    """
    semua = (k.periode, *k.periode_dikenal.values())
    periode = {p[0]: (p[1], hari(p[2]) or 0, hari(p[3]) or 0) for p in semua if isinstance(p, tuple)}
    kecuali = {None, hari(k.tanggal) if k.periode else None}
    janggal = [satu for satu in terbaca.kapan if satu[1] not in kecuali and _di_luar(periode[satu[0]], satu[1])]
    satuan = [satu for satu in _satuan(terbaca, periode, kecuali) if satu[0] not in dilewati]
    polos, pertama = tampungan.bertanggal(k.d.kon, janggal, _CONTOH) if janggal else (0, [])
    banyak = len(satuan) + polos
    if not banyak:
        return
    sebut = ", ".join(
        f"baris {nomor} ({HARI_NOL + timedelta(days=pada)}, periode {periode[ini][0]})"
        for nomor, ini, pada in nsmallest(_CONTOH, [*satuan, *pertama])
    )
    k.p.ingatkan(
        "TANGGAL_LUAR_PERIODE",
        f"{banyak} baris bertanggal di luar periodenya: {sebut}{' …' if banyak > _CONTOH else ''}",
        "Nilainya diterima; bila tanggalnya keliru, betulkan lalu impor lagi.",
    )


def _satuan(terbaca: Terbaca, periode: dict[int, _Ruas], kecuali: set[int | None]) -> Iterator[_Letak]:
    """Among the rows that were looked at one by one."""
    for satu in terbaca.dipahami():
        ini, pada = satu.isi.periode[0], satu.isi.hari
        if satu.isi.butir and not satu.baris.kunci_ditahan and pada not in kecuali and _di_luar(periode[ini], pada):
            yield satu.baris.nomor, ini, pada or 0


def _di_luar(ruas: _Ruas, pada: int | None) -> bool:
    return pada is not None and not ruas[1] <= pada <= ruas[2]
