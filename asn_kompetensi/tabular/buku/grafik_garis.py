"""A native line chart of shares over periods: the lines differ in dash and marker too, for print in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asn_kompetensi.tabular.buku.gaya import ABU, AKSEN, BIRU, GARIS_HALUS
from asn_kompetensi.tabular.buku.grafik import huruf, tanpa_garis, tanpa_judul

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_RUPA = ((AKSEN, "solid", "circle"), (BIRU, "solid", "square"), (ABU, "dash", "triangle"))
_LEBAR, _TINGGI = 24.0, 8.5  # centimetres


def garis_tren(
    lembar: Worksheet, kepala: int, akhir: int, *, kolom_nama: int, kolom: tuple[int, ...], letak: str
) -> None:
    """Put the chart of some columns over the rows below `kepala` at the cell `letak`; at most three lines."""
    from openpyxl.chart import LineChart, Reference
    from openpyxl.chart.marker import Marker
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    grafik: Any = LineChart()
    for satu in kolom:
        data = Reference(lembar, min_col=satu, min_row=kepala, max_row=akhir)
        grafik.add_data(data, titles_from_data=True)
    grafik.set_categories(Reference(lembar, min_col=kolom_nama, min_row=kepala + 1, max_row=akhir))
    for deret, (warna, putus, tanda) in zip(grafik.series, _RUPA, strict=False):
        deret.smooth = False
        deret.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=warna, prstDash=putus, w=28575))
        isi = GraphicalProperties(solidFill=warna)
        deret.marker = Marker(symbol=tanda, size=7, spPr=isi)
    grafik.title, grafik.legend.position = None, "b"
    grafik.width, grafik.height = _LEBAR, _TINGGI
    grafik.x_axis.delete = grafik.y_axis.delete = False
    grafik.x_axis.txPr, grafik.y_axis.txPr, grafik.legend.txPr = huruf(), huruf(), huruf()
    grafik.y_axis.number_format = "0%"
    grafik.y_axis.scaling.min, grafik.y_axis.scaling.max = 0, 1
    grafik.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GARIS_HALUS))
    grafik.y_axis.majorUnit, grafik.display_blanks = 0.25, "gap"
    grafik.graphical_properties = GraphicalProperties(noFill=True, ln=tanpa_garis())
    tanpa_judul(grafik)
    grafik.anchor = letak
    lembar.add_chart(grafik)
