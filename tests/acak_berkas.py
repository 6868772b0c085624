"""What the modules of random files share: commands in process, four kinds of files, a small city of invented people."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from openpyxl import Workbook

from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.services import jabatan as layanan_jabatan
from asn_kompetensi.services import kelas_buka, opd, pegawai, pelatihan, periode, standar
from asn_kompetensi.services import kompetensi as layanan_kompetensi
from asn_kompetensi.store import door
from tests.tabular.baca.bahan_biner import xls

WADAH = ("csv", "xlsx", "xls", "ods")
HITUNGAN = ("dibaca", "diterima", "baru", "berubah", "sama", "ditahan", "dilewati")
# Codes that a spreadsheet would love to make a number, a date or a truth of.
OPD = ("DINKES", "007", "1E5", "2025-01-01", "A/B")
JABATAN = ("STAF", "00012", "3.10", "TRUE")
TEKNIS = ("T01", "010")
KOMPETENSI = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB", *TEKNIS)
ORANG = (
    ("198403122006042901", "Sabai Aluih"), ("197911052005011902", "Mangkutak Alam"),
    ("199107212019031903", "Cindua Mato, S.Kom"), ("199305022022211907", "=Umbuik Mudo"),
    ("198812092014122906", "D'Rancak \"Dinuang\""), ("198709012009012911", "Réno Bulan; M.Si"),
)  # fmt: skip
PERIODE, KELAS = "2025", "KLS-007"
HARI = (date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5))
Baris = Sequence[Any]


class Jawab(NamedTuple):
    """What one command left behind."""

    kode: int
    keluar: str
    galat: str

    @property
    def laporan(self) -> dict[str, Any]:
        """The report object on stdout."""
        isi: dict[str, Any] = json.loads(self.keluar)
        return isi


def panggil(basis: Path, *kata: object) -> Jawab:
    """One command line in this process, against `basis`."""
    keluar, galat = io.StringIO(newline=""), io.StringIO()
    with contextlib.redirect_stdout(keluar), contextlib.redirect_stderr(galat):
        kode = jalankan([*map(str, kata), "--db", str(basis)])
    return Jawab(kode, keluar.getvalue(), galat.getvalue())


def ods(jalur: Path, baris: Iterable[Baris]) -> Path:
    """An ODS by odfpy; None is an empty cell, numbers are numbers."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    dokumen = OpenDocumentSpreadsheet()
    tabel = Table(name="Data")
    for satu in baris:
        larik = TableRow()
        for nilai in satu:
            angka = isinstance(nilai, int | float)
            sel = TableCell(valuetype="float", value=nilai) if angka else TableCell()
            if isinstance(nilai, str):
                sel = TableCell(valuetype="string")
                sel.addElement(P(text=nilai))
            larik.addElement(sel)
        tabel.addElement(larik)
    dokumen.spreadsheet.addElement(tabel)
    dokumen.save(str(jalur))
    return jalur


def buku_teks(jalur: Path, baris: Iterable[Baris]) -> Path:
    """A workbook by openpyxl in which text stays text, also where it starts like a formula."""
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = "Data"
    for r, satu in enumerate(baris, 1):
        for c, nilai in enumerate(satu, 1):
            if nilai is not None:
                ws.cell(r, c, nilai).data_type = "s" if isinstance(nilai, str) else "n"
    wb.save(jalur)
    return jalur


def tulis_berkas(jalur: Path, baris: Sequence[Baris]) -> Path:
    """The same rows in the container that the suffix names."""
    match jalur.suffix:
        case ".xlsx":
            buku_teks(jalur, baris)
        case ".xls":
            xls(jalur, baris)
        case ".ods":
            ods(jalur, baris)
        case _:
            with jalur.open("w", newline="", encoding="utf-8") as berkas:
                csv.writer(berkas).writerows(["" if sel is None else sel for sel in satu] for satu in baris)
    return jalur


def nip_acak(acak: Random) -> str:
    """A possible NIP of a PNS or a PPPK."""
    lahir = date(acak.randrange(1960, 1999), acak.randrange(1, 13), acak.randrange(1, 29))
    if acak.random() < 0.3:
        diangkat = f"{acak.randrange(max(2019, lahir.year + 18), 2026)}{acak.randrange(21, 100)}"
    else:
        diangkat = f"{acak.randrange(lahir.year + 18, 2026)}{acak.randrange(1, 13):02d}"
    return f"{lahir:%Y%m%d}{diangkat}{acak.choice('12')}{acak.randrange(1, 1000):03d}"


def bangun_kota(induk: Path, jalur: Path, *, orang: bool) -> Path:
    """A copy of `induk` with agencies, jobs, competencies, a period, standards, a class and, with `orang`, people."""
    shutil.copy(induk, jalur)
    with door.tulis(jalur, perintah="uji", petugas="penguji") as d:
        for ke, kode in enumerate(OPD):
            opd.tambah(d, kode, f"Dinas Rekaan {'ABCDE'[ke]}", induk=OPD[0] if ke == 2 else None)
        for ke, kode in enumerate(JABATAN):
            layanan_jabatan.tambah(d, kode, f"Jabatan Rekaan {'ABCD'[ke]}")
        for ke, kode in enumerate(TEKNIS):
            layanan_kompetensi.tambah(d, kode, f"Kecakapan {'AB'[ke]}", jenis="teknis")
        periode.buka(d, PERIODE, "2025-01-01", "2025-12-31")
        pelatihan.tambah(d, "KOM-01", "Komunikasi Rekaan", "8", jp="24")
        pelatihan.tambah(d, "0002", "Seminar Rekaan", "9")
        kelas_buka.buka(d, "KOM-01", KELAS, HARI[0], HARI[-1])
        for ke, (nip, nama) in enumerate(ORANG if orang else ()):
            pegawai.tambah(d, nip, {"nama": nama, "opd": OPD[ke % 5], "jabatan": JABATAN[ke % 4]})
        if orang:
            for kode in JABATAN:
                standar.tetapkan(d, kode, [f"{satu}=3" for satu in KOMPETENSI])
    return jalur
