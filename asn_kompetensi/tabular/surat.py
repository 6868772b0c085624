"""The covering letter as a Word document: A4, one page, the same data gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.surat_pengantar import SuratPengantar
from asn_kompetensi.tabular.sel import HURUF, teks_sah
from asn_kompetensi.tabular.simpan import ZipTetap

if TYPE_CHECKING:
    from docx.document import Document

_TITIK = 11  # points
_KEPALA = ("Nomor", "Sifat", "Lampiran", "Hal")


def surat_docx(surat: SuratPengantar, *, tanggal: date) -> bytes:
    """The letter as bytes; `tanggal` is its created and modified date."""
    import docx

    dokumen = docx.Document()
    _halaman(dokumen)
    _kop(dokumen, surat.kop)
    _kepala(dokumen, surat)
    for baris in surat.kepada:
        _alinea(dokumen, baris, sesudah=0)
    _alinea(dokumen, surat.pembuka, sebelum=12)
    for baris in surat.isi:
        _alinea(dokumen, baris, rata=True)
    _tabel(dokumen, [(nama, f": {isi}") for nama, isi in surat.angka], lebar=(9.5, 7.0))
    for nomor, baris in enumerate(surat.penutup):
        _alinea(dokumen, baris, rata=True, sebelum=6 if nomor == 0 else 0)
    _tanda_tangan(dokumen, surat.penanda_tangan)
    _sifat(dokumen, surat, tanggal)
    return _bertetap(dokumen)


def _halaman(dokumen: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    bagian = dokumen.sections[0]
    bagian.page_width, bagian.page_height = Cm(21.0), Cm(29.7)
    bagian.left_margin, bagian.right_margin = Cm(2.5), Cm(2.0)
    bagian.top_margin = bagian.bottom_margin = Cm(1.5)
    gaya: Any = dokumen.styles["Normal"]
    gaya.font.name, gaya.font.size = HURUF, Pt(_TITIK)
    gaya.element.rPr.rFonts.set(qn("w:eastAsia"), HURUF)


def _alinea(
    dokumen: Document, teks: str, *, sebelum: float = 0, sesudah: float = 6, rata: bool = False, inden: float = 0
) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    satu: Any = dokumen.add_paragraph(teks_sah(teks))
    bentuk = satu.paragraph_format
    bentuk.space_before, bentuk.space_after, bentuk.line_spacing = Pt(sebelum), Pt(sesudah), 1.1
    bentuk.left_indent = Cm(inden) if inden else None
    if rata:
        bentuk.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return satu


def _kop(dokumen: Document, kop: tuple[str, ...]) -> None:
    """The office's head, centred, with the double line under it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for nomor, baris in enumerate(kop):
        satu = _alinea(dokumen, "", sesudah=0)
        satu.alignment = WD_ALIGN_PARAGRAPH.CENTER
        huruf = satu.add_run(teks_sah(baris))
        huruf.bold, huruf.font.size = True, Pt(14 if nomor == len(kop) - 1 else 12)
    garis = OxmlElement("w:pBdr")
    bawah = OxmlElement("w:bottom")
    for nama, isi in (("val", "double"), ("sz", "6"), ("space", "4"), ("color", "000000")):
        bawah.set(qn(f"w:{nama}"), isi)
    garis.append(bawah)
    sifat = satu._p.get_or_add_pPr()
    # The schema wants the border before spacing and alignment.
    sifat.insert_element_before(garis, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    satu.paragraph_format.space_after = Pt(10)


def _kepala(dokumen: Document, surat: SuratPengantar) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    _alinea(dokumen, surat.tempat_tanggal).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    isi = (surat.nomor, surat.sifat, surat.lampiran, surat.hal)
    _tabel(dokumen, [(nama, f": {satu}") for nama, satu in zip(_KEPALA, isi, strict=True)], lebar=(2.5, 14.0))
    _alinea(dokumen, "", sesudah=0)


def _tabel(dokumen: Document, baris: list[tuple[str, str]], *, lebar: tuple[float, float]) -> None:
    from docx.shared import Cm, Pt

    tabel = dokumen.add_table(rows=len(baris), cols=2)
    tabel.autofit = False
    for kolom, ukuran in zip(tabel.columns, lebar, strict=True):
        kolom.width = Cm(ukuran)
    for letak, isi in zip(tabel.rows, baris, strict=True):
        for sel, teks, ukuran in zip(letak.cells, isi, lebar, strict=True):
            sel.width = Cm(ukuran)
            sel.paragraphs[0].text = teks_sah(teks)
            sel.paragraphs[0].paragraph_format.space_after = Pt(1)


def _tanda_tangan(dokumen: Document, siapa: tuple[str, ...]) -> None:
    kantor, *nama = siapa or ("",)
    _alinea(dokumen, kantor, sebelum=12, sesudah=48, inden=9.5).paragraph_format.keep_with_next = True
    for baris in nama:
        _alinea(dokumen, baris, sesudah=0, inden=9.5)


def _sifat(dokumen: Document, surat: SuratPengantar, tanggal: date) -> None:
    """Properties name the office; python-docx would leave its own name and year."""
    sifat = dokumen.core_properties
    sifat.author = sifat.last_modified_by = teks_sah(surat.kop[0])[:255]
    sifat.title, sifat.comments, sifat.language = teks_sah(surat.hal)[:255], "", "id-ID"
    sifat.created = sifat.modified = datetime.combine(tanggal, time())
    sifat.revision = 1


def _bertetap(dokumen: Document) -> bytes:
    """The saved document without the clock in its zip entries and without the template's picture."""
    paket: Any = dokumen.part.package
    for kunci, hubungan in list(paket.rels.items()):
        if hubungan.reltype.endswith("/thumbnail"):
            del paket.rels[kunci]
    mentah, hasil = io.BytesIO(), io.BytesIO()
    dokumen.save(mentah)
    with zipfile.ZipFile(mentah) as asal, ZipTetap(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            tujuan.writestr(nama, asal.read(nama))
    return hasil.getvalue()
