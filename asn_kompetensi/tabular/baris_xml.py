"""A workbook's sheets written as text: openpyxl makes an object of each cell's every part, twice as slow as XlsxWriter.

What stands in the file is what openpyxl would write; only the rows, nearly all of a workbook, are put together here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from openpyxl.cell._writer import write_cell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import xmlfile

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_KOSONG = b"<sheetData/>", b"<sheetData></sheetData>"  # lxml writes the one, Python's own library the other
_LOLOS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


class PenulisBuku(ExcelWriter):  # type: ignore[misc] # openpyxl has no types
    """Writes a workbook into an open zip; sheets never touch the folder for temporary files.

    `alir` has the rows of sheets that hold none themselves, by title: their text in pieces, written as it comes.
    """

    def __init__(self, buku: Any, arsip: Any, alir: Mapping[str, Iterable[str]]) -> None:
        super().__init__(buku, arsip)
        self.alir = alir

    def write_worksheet(self, ws: Any) -> None:
        """One sheet."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        penulis = _PenulisLembar(ws, BytesIO(), mengalir=ws.title in self.alir)
        penulis.write()
        ws._rels = penulis._rels
        atas, bawah = penulis.sekitar()
        baris = (satu.encode() for satu in self.alir.get(ws.title, ())) if penulis.mengalir else (penulis.baris,)
        self._archive.alirkan(ws.path[1:], chain((atas,), baris, (bawah,)))
        self.manifest.append(ws)


class _PenulisLembar(WorksheetWriter):  # type: ignore[misc] # openpyxl has no types
    def __init__(self, ws: Any, keluar: BytesIO, *, mengalir: bool) -> None:
        super().__init__(ws, keluar)
        self.mengalir, self.baris = mengalir, b""

    def write_dimensions(self) -> None:
        """How far a sheet goes whose rows are still to come is not known."""
        if not self.mengalir:
            super().write_dimensions()

    def write_rows(self) -> None:
        """Leave the place of the rows empty; what must be written below them is collected on the way."""
        if not self.mengalir:
            self.baris = "".join(_baris(self.ws)).encode()
        xf = self.xf.send(True)
        with xf.element("sheetData"):
            pass
        self.xf.send(None)

    def write_tables(self) -> None:
        """Tables take their headings from the first row; openpyxl would look at every cell of them."""
        for tabel in self.ws.tables.values():
            if not tabel.tableColumns:
                tabel._initialise_columns()
                kiri, atas, kanan, _ = range_boundaries(tabel.ref)
                for kolom, ke in zip(tabel.tableColumns, range(kiri, kanan + 1), strict=True):
                    kolom.name = str(self.ws.cell(atas, ke).value)
        super().write_tables()

    def sekitar(self) -> tuple[bytes, bytes]:
        """What stands above the rows, and what below."""
        isi = self.read()
        for kosong in _KOSONG:
            if kosong in isi:
                atas, _, bawah = isi.partition(kosong)
                return atas + b"<sheetData>", b"</sheetData>" + bawah
        raise AssertionError("no place for the rows")


def isi_teks(teks: str) -> str:
    """Text as the inside of a cell."""
    jaga = ' xml:space="preserve"' if teks != teks.strip() else ""
    return f"<is><t{jaga}>{teks.translate(_LOLOS)}</t></is>"


def _baris(lembar: Worksheet) -> Iterator[str]:
    """The text of each row, in order; also of rows that have nothing but a height."""
    ukuran: Any = lembar.row_dimensions
    isi: defaultdict[int, list[Any]] = defaultdict(list)
    letak: Any = lembar._cells
    for tempat in sorted(letak):
        isi[tempat[0]].append(letak[tempat])
    pena = _Sel(lembar)
    for nomor in sorted(isi.keys() | ukuran.keys()):
        sifat = "".join(f' {nama}="{nilai}"' for nama, nilai in dict(ukuran[nomor]).items()) if nomor in ukuran else ""
        yield (
            f'<row r="{nomor}"{sifat}>{"".join(map(pena.tulis, isi[nomor]))}</row>'
            if nomor in isi
            else (f'<row r="{nomor}"{sifat}/>')
        )


class _Sel:
    """Cells as text. A style and a text, used by many cells, are put into words once."""

    def __init__(self, lembar: Worksheet) -> None:
        self.lembar: Any = lembar
        self.gaya: dict[int, str] = {}  # by identity: cells share the arrays, and keep them alive
        self.teks: dict[str, str] = {}
        self.huruf: dict[int, str] = {}

    def tulis(self, sel: Any) -> str:
        """One cell; "" for one that has neither value nor look."""
        if sel._comment is not None:
            self.lembar._comments.append(CommentRecord.from_cell(sel))
        nilai, jenis, gaya = sel._value, sel.data_type, sel._style
        s = self.gaya.get(id(gaya))
        if s is None:
            s = self.gaya[id(gaya)] = f' s="{sel.style_id}"' if sel.has_style else ""
        if nilai is None and not s and sel._comment is None:
            return ""
        kolom = self.huruf.get(sel.column)
        if kolom is None:
            kolom = self.huruf[sel.column] = get_column_letter(sel.column)
        if sel.hyperlink is not None or not (jenis == "n" or (jenis == "s" and isinstance(nilai, str))):
            return self._langka(sel)
        if nilai is None or nilai == "":
            return f'<c r="{kolom}{sel.row}"{s}/>'
        if jenis == "s":
            return f'<c r="{kolom}{sel.row}"{s} t="inlineStr">{self.teks.get(nilai) or self._teks(nilai)}</c>'
        return f'<c r="{kolom}{sel.row}"{s}><v>{nilai if type(nilai) is int else safe_string(nilai)}</v></c>'

    def _teks(self, nilai: str) -> str:
        hasil = self.teks[nilai] = isi_teks(nilai)
        return hasil

    def _langka(self, sel: Any) -> str:
        """Dates, formulas, links and rich text are few: openpyxl's own words."""
        wadah = BytesIO()
        with xmlfile(wadah) as xf:
            write_cell(xf, self.lembar, sel, sel.has_style)
        return wadah.getvalue().decode()
