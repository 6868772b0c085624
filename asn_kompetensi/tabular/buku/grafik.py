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
    label.txPr = huruf()
    label.position = "outEnd"
    deret.dLbls = label
    grafik.x_axis.scaling.orientation = "maxMin"
    grafik.x_axis.delete = False
    grafik.x_axis.majorTickMark = "none"
    grafik.x_axis.txPr = huruf()
    grafik.x_axis.graphicalProperties = GraphicalProperties(ln=tanpa_garis())
    grafik.y_axis.delete = True
    grafik.y_axis.majorGridlines = None
    grafik.y_axis.scaling.min = 0
    grafik.graphical_properties = GraphicalProperties(noFill=True, ln=tanpa_garis())
    tanpa_judul(grafik)
    return grafik


def batang_di(
    lembar: Worksheet, kepala: int, akhir: int, *, kolom_nama: int, kolom_angka: int, kiri: int, kanan: int
) -> None:
    """The bars of a table, tied to the cells beside it: from column `kiri` to `kanan` (from 0), as high as its rows.

    Tied to cells, not to centimetres: the chart can never grow over the text below it.
    """
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    grafik = batang(lembar, kepala, akhir, kolom_nama=kolom_nama, kolom_angka=kolom_angka)
    grafik.anchor = TwoCellAnchor(
        editAs="twoCell", _from=AnchorMarker(col=kiri, row=kepala - 1), to=AnchorMarker(col=kanan, row=akhir)
    )
    lembar.add_chart(grafik)


def tanpa_judul(grafik: Any) -> None:
    """Excel makes the name of a single series the title unless told not to, for which openpyxl has no setting."""
    from openpyxl.xml.functions import Element

    tulis = grafik._write

    def tulis_tanpa_judul() -> Any:
        pohon = tulis()
        pohon.find("chart").insert(0, Element("autoTitleDeleted", val="1"))
        return pohon

    grafik._write = tulis_tanpa_judul


def tanpa_garis() -> Any:
    """No border."""
    from openpyxl.drawing.line import LineProperties

    return LineProperties(noFill=True)


def huruf() -> Any:
    """The font of all charts, small."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

    sifat = CharacterProperties(sz=KECIL * 100, solidFill=TINTA, latin=Font(typeface=HURUF))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=sifat), endParaRPr=sifat)])
