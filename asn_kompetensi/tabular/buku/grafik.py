"""A native bar chart: one colour, a number at each bar, no legend, no grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asn_kompetensi.tabular.buku.gaya import AKSEN, KECIL, TINTA
from asn_kompetensi.tabular.sel import HURUF

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def batang(lembar: Worksheet, kepala: int, akhir: int, *, kolom_nama: int, kolom_angka: int) -> Any:
    """Horizontal bars over the rows below `kepala`, the first row on top."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.shapes import GraphicalProperties

    grafik: Any = BarChart()
    grafik.type, grafik.style, grafik.gapWidth, grafik.legend = "bar", 10, 45, None
    grafik.add_data(Reference(lembar, min_col=kolom_angka, min_row=kepala, max_row=akhir), titles_from_data=True)
    grafik.set_categories(Reference(lembar, min_col=kolom_nama, min_row=kepala + 1, max_row=akhir))
    grafik.title = None
    deret = grafik.series[0]
    deret.graphicalProperties = GraphicalProperties(solidFill=AKSEN)
    label = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False)
    label.txPr = _huruf()
    label.position = "outEnd"
    deret.dLbls = label
    grafik.x_axis.scaling.orientation = "maxMin"
    grafik.x_axis.delete = False
    grafik.x_axis.majorTickMark = "none"
    grafik.x_axis.txPr = _huruf()
    grafik.x_axis.graphicalProperties = GraphicalProperties(ln=_tanpa_garis())
    grafik.y_axis.delete = True
    grafik.y_axis.majorGridlines = None
    grafik.y_axis.scaling.min = 0
    grafik.graphical_properties = GraphicalProperties(noFill=True, ln=_tanpa_garis())
    _tanpa_judul(grafik)
    return grafik


def _tanpa_judul(grafik: Any) -> None:
    """Excel makes the name of a single series the title unless told not to, for which openpyxl has no setting."""
    from openpyxl.xml.functions import Element

    tulis = grafik._write

    def tulis_tanpa_judul() -> Any:
        pohon = tulis()
        pohon.find("chart").insert(0, Element("autoTitleDeleted", val="1"))
        return pohon

    grafik._write = tulis_tanpa_judul


def _tanpa_garis() -> Any:
    from openpyxl.drawing.line import LineProperties

    return LineProperties(noFill=True)


def _huruf() -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

    sifat = CharacterProperties(sz=KECIL * 100, solidFill=TINTA, latin=Font(typeface=HURUF))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=sifat), endParaRPr=sifat)])
