"""The look all sheets share (one font, three sizes, dark blue heads, one accent, grey, hatching) and print set-up.

Colours differ in lightness as well as hue and never speak alone: a sign in the cell says the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from asn_kompetensi.tabular.sel import HURUF, pasang_teks, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from asn_kompetensi.domain.buku import DataBukuOpd

BESAR, SEDANG, KECIL = 16, 10, 8
BIRU, AKSEN, ABU, TINTA = "1F3A5F", "C8553D", "5F6B7A", "1F2933"
DASAR_PETAK, GARIS_HALUS = "EEF2F7", "BFC7D1"
WARNA_KATEGORI = {"rendah": "FFF2C9", "sedang": "F9C79B", "tinggi": AKSEN}
PERSEN = "[$-421]0.0 %"
SEMPIT, LEBAR = frozenset(" .,:;'!|()[]-/ijltfrI·"), frozenset("mw%–—▼@&+=<>")
TINGGI_TERBESAR = 409.0  # points; Excel repairs a file with a taller row
TINGGI_BARIS = {BESAR: 21.0, SEDANG: 14.0, KECIL: 11.5}  # points a line of text takes


@dataclass(frozen=True)
class Rupa:
    """What a cell looks like; equal looks are one style in the file."""

    ukuran: int = SEDANG
    tebal: bool = False
    miring: bool = False
    warna: str = TINTA
    isi: str | None = None
    arsir: bool = False
    datar: str = "left"
    tegak: str = "center"
    lipat: bool = False
    garis: str | None = None  # border below: hair, thin, medium, double
    kotak: bool = False  # the same border on both sides too: a box to write in
    format: str = "General"
    buka: bool = False  # may be written in although the sheet is protected


JUDUL = Rupa(BESAR, tebal=True, warna=BIRU)
KEPALA = Rupa(KECIL, tebal=True, warna="FFFFFF", isi=BIRU, lipat=True)
KEPALA_ANGKA = Rupa(KECIL, tebal=True, warna="FFFFFF", isi=BIRU, lipat=True, datar="right")
KEPALA_TENGAH = Rupa(KECIL, tebal=True, warna="FFFFFF", isi=BIRU, lipat=True, datar="center")
BAGIAN = Rupa(SEDANG, tebal=True, warna=BIRU)
BIASA = Rupa(lipat=True)
CATATAN = Rupa(KECIL, warna=ABU, lipat=True)
ISI = Rupa(lipat=True, garis="hair")
ISI_NIP = Rupa(garis="hair", format="@")
ISI_ANGKA = Rupa(garis="hair", datar="right", format="0")
ISI_PERSEN = Rupa(garis="hair", datar="right", format=PERSEN)


@dataclass
class Pena:
    """Writes styled cells into one sheet. Style arrays are made once per workbook and shared by all cells."""

    buku: Workbook
    lembar: Worksheet
    jadi: dict[Rupa, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from openpyxl.cell import Cell
        from openpyxl.worksheet.dimensions import RowDimension

        self._cell: Any = Cell
        self._baris: Any = RowDimension(self.lembar)

    def tulis(self, baris: int, kolom: int, nilai: object, rupa: Rupa = BIASA) -> None:
        """Put a value into a cell; text goes in as text whatever it begins with, None leaves a styled empty cell."""
        sel = self._sel(baris, kolom, self.jadi.get(rupa) or self._gaya(rupa))
        if isinstance(nilai, str):
            pasang_teks(sel, nilai)
        elif type(nilai) is int or type(nilai) is float:
            sel._value = nilai
        elif nilai is not None:
            sel.value = nilai

    def gabung(self, baris: int, awal: int, akhir: int, nilai: object, rupa: Rupa = BIASA) -> None:
        """The same over several columns of one row; every cell under the merge is styled, so borders are whole."""
        self.tulis(baris, awal, nilai, rupa)
        for kolom in range(awal + 1, akhir + 1):
            self.tulis(baris, kolom, None, rupa)
        if akhir > awal:
            from openpyxl.worksheet.cell_range import CellRange

            # `merge_cells` would replace the cells and draw their borders anew: two fifths of a workbook's time.
            self.lembar.merged_cells.add(CellRange(min_row=baris, max_row=baris, min_col=awal, max_col=akhir))

    def tinggi(self, baris: int, *isi: tuple[str, float, int], paling_kecil: float = 0) -> None:
        """Set a row's height for wrapped `(text, width in characters, size)`: merged cells never fit themselves."""
        butuh = max(
            (jumlah_baris(t, lebar * SEDANG / ukuran) * TINGGI_BARIS[ukuran] for t, lebar, ukuran in isi), default=0
        )
        tinggi = min(max(butuh + 3, paling_kecil), TINGGI_TERBESAR)
        ukuran: Any = self.lembar.row_dimensions
        if baris not in ukuran:  # a copy: openpyxl would check a dozen settings of each new row
            ukuran[baris] = baru = self._baris.__class__.__new__(self._baris.__class__)
            baru.parent, baru._style = self.lembar, None
            baru.__dict__.update(self._baris.__dict__, index=baris, ht=tinggi)
        else:
            ukuran[baris].height = tinggi

    def _sel(self, baris: int, kolom: int, gaya: Any) -> Any:
        """An empty cell; `Worksheet.cell` looks at each of its parts again, a third of the time of a workbook."""
        sel = self._cell.__new__(self._cell)
        lembar: Any = self.lembar
        sel.parent, sel._style, sel.row, sel.column = lembar, gaya, baris, kolom
        sel._value = sel._hyperlink = sel._comment = None
        sel.data_type = "n"
        lembar._cells[baris, kolom] = sel
        if baris > lembar._current_row:
            lembar._current_row = baris
        return sel

    def _gaya(self, rupa: Rupa) -> Any:
        sel = self._cell(self.lembar, row=1, column=1)
        _kenakan(sel, rupa)
        self.jadi[rupa] = sel._style
        return sel._style


def _kenakan(sel: Any, rupa: Rupa) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    sel.font = Font(name=HURUF, sz=rupa.ukuran, b=rupa.tebal, i=rupa.miring, color=rupa.warna)
    sel.alignment = Alignment(horizontal=rupa.datar, vertical=rupa.tegak, wrap_text=rupa.lipat or None)
    if rupa.arsir:
        sel.fill = PatternFill("lightUp", fgColor=GARIS_HALUS, bgColor="FFFFFF")
    elif rupa.isi:
        sel.fill = PatternFill("solid", fgColor=rupa.isi)
    if rupa.garis:
        warna = BIRU if rupa.garis in ("double", "medium") else GARIS_HALUS
        sisi = Side(style=rupa.garis, color=warna)
        sel.border = Border(bottom=sisi, left=sisi, right=sisi) if rupa.kotak else Border(bottom=sisi)
    sel.number_format = rupa.format
    if rupa.buka:
        sel.protection = Protection(locked=False)


@lru_cache(maxsize=8192)
def lebar_huruf(teks: str) -> float:
    """Width of a text in units of a digit, the unit of Excel's column widths; Arial's letters in three groups."""
    return sum(0.55 if h in SEMPIT else 1.4 if h in LEBAR or h.isupper() else 1.0 for h in teks)


@lru_cache(maxsize=8192)
def jumlah_baris(teks: str, lebar: float) -> int:
    """Lines a text takes when wrapped at words in a cell this wide; a longer word is broken."""
    return sum(_lipat(baris, max(lebar - 1, 1)) for baris in teks.split("\n"))


def _lipat(teks: str, lebar: float) -> int:
    baris, terisi = 1, 0.0
    for kata in teks.split():
        butuh = lebar_huruf(kata)
        if terisi and terisi + 0.55 + butuh > lebar:
            baris, terisi = baris + 1, 0.0
        terisi += butuh + (0.55 if terisi else 0.0)
        while terisi > lebar:
            baris, terisi = baris + 1, terisi - lebar
    return baris


def lebar_kolom(lembar: Any, lebar: list[float]) -> None:
    """Set the widths of the first columns, in characters."""
    from openpyxl.utils import get_column_letter

    for ke, satu in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(ke)].width = satu


def lebar_teks(teks: list[str], paling_kecil: float, paling_besar: float) -> float:
    """A width that shows every text on one line, unless that is more than `paling_besar`: then it wraps."""
    return min(max(max((lebar_huruf(t) for t in teks), default=0) + 2, paling_kecil), paling_besar)


def kaki_opd(data: DataBukuOpd) -> tuple[str, str]:
    """What the foot of an agency's sheets says: whose they are, and which period."""
    return data.nama_opd, f"Periode {data.periode}"


def tata_cetak(lembar: Any, kaki: tuple[str, str], *, ulang: int | None = None, satu_halaman: bool = False) -> None:
    """A4 landscape, as wide as the page, header row repeated, `kaki` and the page in the foot, no gridlines."""
    lembar.sheet_view.showGridLines = False
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = 9  # A4
    lembar.page_setup.fitToWidth = 1
    lembar.page_setup.fitToHeight = 1 if satu_halaman else 0
    tepi = lembar.page_margins
    tepi.left = tepi.right = 0.5
    tepi.top, tepi.bottom, tepi.header, tepi.footer = 0.5, 0.65, 0.3, 0.3
    lembar.print_options.horizontalCentered = True
    if ulang:
        lembar.print_title_rows = f"{ulang}:{ulang}"
    bawah = lembar.oddFooter
    # & starts a code in a footer, and Excel allows 255 characters in all three parts together, their codes included
    bawah.left.text = f"{_teks_kaki(kaki[0], 120)} · {_teks_kaki(kaki[1], 48)}"
    bawah.right.text = "Halaman &P dari &N"
    bawah.left.size = bawah.right.size = KECIL


def _teks_kaki(teks: str, paling_banyak: int) -> str:
    teks = teks[:paling_banyak]
    while len(kaki := teks_sah(teks).replace("&", "&&")) > paling_banyak:
        teks = teks[:-1]
    return kaki


def pasang_tabel(lembar: Any, nama: str, baris_kepala: int, baris_akhir: int, jumlah_kolom: int) -> None:
    """Make the list a named table, so that it can be filtered and pivoted; the look stays ours."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    luas = f"A{baris_kepala}:{get_column_letter(jumlah_kolom)}{baris_akhir}"
    tabel = Table(displayName=nama, ref=luas)
    tabel.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    lembar.add_table(tabel)
