"""`python -m benchmarks.anak JOB JSON`: one job in a process of its own; prints `[seconds, processor seconds]` of it.

A job is made first: everything it needs is imported and read before the watch starts. Rubbish is collected as rarely
as in the program.
"""

from __future__ import annotations

import gc
import json
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

Kerja = Callable[[], object]
_TERBUKA = ExitStack()  # what stays open until the process ends


def gap(basis: str, bentuk: str, periode: int, opd: int) -> Kerja:
    """Ask an open database of which only the schema has been read, and have the rows ready to print."""
    from asn_kompetensi.store import door
    from benchmarks.kueri import BENTUK

    d = _TERBUKA.enter_context(door.baca(Path(basis)))
    return lambda: BENTUK[bentuk](d, periode, opd)


def buka(basis: str, bentuk: str, periode: int, opd: int) -> Kerja:
    """The same with opening the database, looking at its schema, and closing it."""
    from asn_kompetensi.store import door
    from benchmarks.kueri import BENTUK

    def kerja() -> None:
        with door.baca(Path(basis)) as d:
            BENTUK[bentuk](d, periode, opd)

    return kerja


def lembar(baris: int, kolom: int, berkas: str) -> Kerja:
    """One table as a workbook."""
    import lxml.etree
    import openpyxl  # noqa: F401 - before the watch starts

    from asn_kompetensi.tabular import xlsx
    from asn_kompetensi.tabular.tabel import Tabel
    from benchmarks import lembar as isi

    assert lxml.etree
    tabel = Tabel.dari(isi.kolom(kolom), isi.baris(baris, kolom))
    return lambda: xlsx.simpan_tabel(tabel, Path(berkas), timpa=False)


def lembar_xlsxwriter(baris: int, kolom: int, berkas: str) -> Kerja:
    """The same by XlsxWriter."""
    import xlsxwriter  # noqa: F401 - before the watch starts

    from benchmarks.lembar import xlsxwriter_tulis

    return lambda: xlsxwriter_tulis(baris, kolom, Path(berkas))


def buku(isi: str, pekerja: int) -> Kerja:
    """The workbooks of all agencies, from their data to the last rename."""
    from asn_kompetensi.cli import buku_kerja

    data = pickle.loads(Path(isi).read_bytes())

    def kerja() -> None:
        with tempfile.TemporaryDirectory(dir=Path(isi).parent) as folder:
            buku_kerja.tulis(buku_kerja.di_folder(data, Path(folder)), timpa=False, pekerja=pekerja)

    return kerja


def buku_xlsxwriter(isi: str) -> Kerja:
    """Their very cells by XlsxWriter."""
    import xlsxwriter  # noqa: F401 - before the watch starts

    from benchmarks import xlsxwriter_

    semua = pickle.loads(Path(isi).read_bytes())

    def kerja() -> None:
        with tempfile.TemporaryDirectory(dir=Path(isi).parent) as folder:
            xlsxwriter_.tulis(semua, Path(folder))

    return kerja


def baca(berkas: str, basis: str, banyak: int) -> Kerja:
    """A score sheet from its path to the understood rows."""
    from asn_kompetensi.services import nilai_impor
    from asn_kompetensi.store import door
    from asn_kompetensi.tabular.baca import baca_lembar

    with door.baca(Path(basis)) as d:
        skema = nilai_impor.skema(d)

    def kerja() -> None:
        hasil = baca_lembar(Path(berkas), skema)
        assert len(hasil.baris) == banyak, len(hasil.baris)
        assert sum(satu.bidang.startswith("kompetensi:") for satu in hasil.lajur) == 16

    return kerja


def baca_calamine(berkas: str, banyak: int) -> Kerja:
    """The same file by calamine alone."""
    from python_calamine import CalamineWorkbook

    def kerja() -> None:
        isi = CalamineWorkbook.from_path(berkas).get_sheet_by_index(0).to_python()
        assert len(isi) == banyak + 1, len(isi)

    return kerja


KERJA: dict[str, Callable[..., Kerja]] = {
    satu.__name__: satu for satu in (gap, buka, lembar, lembar_xlsxwriter, buku, buku_xlsxwriter, baca, baca_calamine)
}


def prosesor() -> float:
    """Seconds of a processor this process and the children it has waited for have used."""
    return sum(sum(resource.getrusage(siapa)[:2]) for siapa in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    """Run the job that is named."""
    nama, isi = sys.argv[1:3]
    pilihan: dict[str, Any] = json.loads(isi)
    gc.set_threshold(200_000, 20, 100)
    kerja = KERJA[nama](**pilihan)
    gc.collect()
    mulai, mulai_prosesor = time.perf_counter(), prosesor()
    kerja()
    print(json.dumps([time.perf_counter() - mulai, prosesor() - mulai_prosesor]))


if __name__ == "__main__":
    main()
