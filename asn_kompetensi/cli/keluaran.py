"""Answers on their way out: stdout carries the answer alone, everything else goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import Bentuk, tulis, tulis_objek


def _bentuk(json: bool, csv: bool) -> Bentuk | None:
    if json and csv:
        raise SalahPakai("--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu.")
    return "json" if json else "csv" if csv else None


def jawab(
    kolom: tuple[Kolom, ...],
    baris: Iterable[tuple[Any, ...]],
    *,
    judul: str = "",
    json: bool = False,
    csv: bool = False,
    berkas: Path | None = None,
    timpa: bool = False,
    semua: bool = False,
) -> None:
    """Write a table in the form asked for; the choice itself is made in `tabular.tulis`. A file is noted in the log."""
    if berkas is not None:
        from asn_kompetensi.cli import penyaluran

        isi = penyaluran.Isi()
        baris = isi.lewat([satu.nama for satu in kolom], baris)
    tulis(
        Tabel(kolom, baris, judul),
        keluar=sys.stdout,
        bentuk=_bentuk(json, csv),
        berkas=berkas,
        timpa=timpa,
        semua=semua,
        catat=beri_tahu,
    )
    if berkas is not None:
        penyaluran.catat([(berkas, isi)])


def jawab_satu(
    isi: Mapping[str, Any],
    *,
    json: bool = False,
    csv: bool = False,
    berkas: Path | None = None,
    timpa: bool = False,
) -> None:
    """Write one thing with all it holds (`lihat`): one object. A file is noted in the log."""
    tulis_objek(dict(isi), keluar=sys.stdout, bentuk=_bentuk(json, csv), berkas=berkas, timpa=timpa, catat=beri_tahu)
    if berkas is not None:
        from asn_kompetensi.cli import penyaluran

        penyaluran.catat([(berkas, penyaluran.Isi.dari(isi))], penyaluran.RINCIAN)


def tersimpan(pesan: str, isi: Mapping[str, Any], *, json: bool = False, kering: bool = False) -> None:
    """After a write: one line on stderr; with `--json` the saved record on stdout."""
    beri_tahu(f"{pesan}{' (uji coba: tidak ada yang disimpan)' if kering else ''}")
    if json:
        jawab_satu(isi, json=True)
