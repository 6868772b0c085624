"""Answers on their way out: stdout carries the answer alone, everything else goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular import tulis
from asn_kompetensi.tabular.tabel import KOSONG, Kolom, Tabel


def _bentuk(json: bool, csv: bool) -> tulis.Bentuk | None:
    if json and csv:
        raise SalahPakai("--json dan --csv tidak dapat dipakai bersama", "Pilih salah satu.")
    return "json" if json else "csv" if csv else None


def siapkan(
    kolom: tuple[Kolom, ...],
    baris: Iterable[tuple[Any, ...]],
    *,
    judul: str = "",
    kosong: str = KOSONG,
    json: bool = False,
    csv: bool = False,
    berkas: Path | None = None,
    timpa: bool = False,
    semua: bool = False,
) -> Callable[[], None]:
    """Take a table whole while the door is open; what is returned, called when it has closed, lets the answer out.

    `kosong` is what an empty answer means on the screen. The form is the one asked for; the choice itself is made in
    `tabular.tulis`. A file is noted in the log.
    """
    if berkas is not None:
        from asn_kompetensi.cli import penyaluran

        isi = penyaluran.Isi()
        baris = isi.lewat([satu.nama for satu in kolom], baris)
    lepas = tulis.siapkan(
        Tabel(kolom, baris, judul, kosong),
        keluar=sys.stdout,
        bentuk=_bentuk(json, csv),
        berkas=berkas,
        timpa=timpa,
        semua=semua,
        catat=beri_tahu,
    )
    if berkas is None:
        return lepas

    def simpan() -> None:
        lepas()
        penyaluran.catat([(berkas, isi)])

    return simpan


jawab = tulis.segera(siapkan)  # of rows that are held already


def jawab_satu(
    isi: Mapping[str, Any],
    *,
    json: bool = False,
    csv: bool = False,
    berkas: Path | None = None,
    timpa: bool = False,
) -> None:
    """Write one thing with all it holds (`lihat`): one object. A file is noted in the log."""
    tulis.tulis_objek(
        dict(isi), keluar=sys.stdout, bentuk=_bentuk(json, csv), berkas=berkas, timpa=timpa, catat=beri_tahu
    )
    if berkas is not None:
        from asn_kompetensi.cli import penyaluran

        penyaluran.catat([(berkas, penyaluran.Isi.dari(isi))], penyaluran.RINCIAN)


def tersimpan(pesan: str, isi: Mapping[str, Any], *, json: bool = False, kering: bool = False) -> None:
    """After a write: one line on stderr; with `--json` the saved record on stdout."""
    beri_tahu(f"{pesan.removeprefix('tersimpan: ')} (uji coba: tidak ada yang disimpan)" if kering else pesan)
    if json:
        jawab_satu(isi, json=True)
