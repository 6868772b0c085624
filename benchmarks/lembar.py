"""Rows for a sheet, and XlsxWriter writing them in the looks of `asn … -o berkas.xlsx`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from asn_kompetensi.tabular.sel import HURUF
from asn_kompetensi.tabular.tabel import Kolom

STATUS = ("memenuhi", "di_bawah", "belum_dinilai")
_HARI = date(2025, 1, 1)
# Each column: its name, and what stands in row `n`.
_MACAM: tuple[tuple[str, Any], ...] = (
    ("nip", lambda n: f"19840312200604{1 + n % 2}{n % 999:03d}"),
    ("nama", lambda n: f"Pegawai Bernama {n % 3000:04d}"),
    ("opd", lambda n: f"OPD{n % 40:05d}"),
    ("kompetensi", lambda n: f"T{n % 30:02d}"),
    ("standar", lambda n: Decimal(n % 4 + 1)),
    ("capaian", lambda n: Decimal(n % 17) / 4 if n % 7 else None),
    ("hari", lambda n: _HARI + timedelta(n % 365)),
    ("status", lambda n: STATUS[n % 3]),
    ("urutan", lambda n: n),
    ("catatan", lambda n: f"=catatan {n % 9}"),
)


def kolom(banyak: int) -> list[Kolom]:
    """So many columns, the ten kinds again and again."""
    return [Kolom(f"{_MACAM[n % 10][0]}_{n}", tetap=n % 10 == 0) for n in range(banyak)]


def baris(banyak: int, lebar: int) -> Iterator[tuple[Any, ...]]:
    """Rows that are made when they are asked for, so that their memory is nobody's."""
    isi = [_MACAM[n % 10][1] for n in range(lebar)]
    for n in range(banyak):
        yield tuple(satu(n) for satu in isi)


def xlsxwriter_tulis(banyak: int, lebar: int, berkas: Path) -> None:
    """The same sheet by XlsxWriter: header, looks, table with filters, frozen header, print set-up, widths."""
    import xlsxwriter

    buku = xlsxwriter.Workbook(str(berkas), {"strings_to_formulas": False, "strings_to_urls": False})
    huruf = {"font_name": HURUF, "font_size": 10}
    atas = {"valign": "top"}
    kepala = buku.add_format(
        {
            **huruf, "bold": True, "font_color": "#FFFFFF", "pattern": 1, "fg_color": "#1F3A5F", "text_wrap": True,
            "valign": "vcenter",
        }
    )  # fmt: skip
    teks = buku.add_format({**huruf, **atas, "text_wrap": True})
    rumus = buku.add_format({**huruf, **atas, "text_wrap": True, "quote_prefix": True})
    tetap = buku.add_format({**huruf, **atas, "num_format": "@"})
    tanggal = buku.add_format({**huruf, **atas, "num_format": "yyyy-mm-dd"})
    angka = buku.add_format({**huruf, **atas})
    lembar = buku.add_worksheet("Data")
    judul = [satu.kepala for satu in kolom(lebar)]
    for n in range(lebar):
        lembar.set_column(n, n, 20)
    for r, isi in enumerate(baris(banyak, lebar), 1):
        for n, nilai in enumerate(isi):
            if isinstance(nilai, str):
                lembar.write_string(r, n, nilai, tetap if n % 10 == 0 else rumus if nilai[0] == "=" else teks)
            elif isinstance(nilai, date):
                lembar.write_datetime(r, n, nilai, tanggal)
            elif nilai is not None:
                lembar.write_number(r, n, nilai, angka)
    kolom_tabel = [{"header": satu, "header_format": kepala} for satu in judul]
    lembar.add_table(0, 0, banyak, lebar - 1, {"style": "Table Style Light 1", "columns": kolom_tabel})
    lembar.freeze_panes(1, 0)
    lembar.repeat_rows(0)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.set_footer("&RHalaman &P dari &N")
    buku.close()
