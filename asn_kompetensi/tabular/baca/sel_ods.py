"""The cells of one ODS row where calamine shows less than LibreOffice does, or something else.

Errors and formulas never worked out come empty, a tab between two words vanishes, the text of a drawing or of a cell
hidden under a merge is taken for the cell's own.
"""

from __future__ import annotations

import re
from html import unescape

from asn_kompetensi.domain.nama import galat_rumus
from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.tabular.baca.alamat import ATRIBUT, ATRIBUT_SATU, huruf_kolom, janggal
from asn_kompetensi.tabular.baca.sel import galat

# A row with none of these holds only cells that calamine shows as they are.
_TANDA = (
    *(
        b"table:formula",
        b'"error"',
        b'"percentage"',
        b"<text:tab",
        b"<text:line-break",
        b"<text:ruby",
        b"<text:note",
        b"<draw:",
    ),
    *(b"<!", b"\n", b"\t", b"  ", b">#", b">Err:"),
)
_TANPA_JENIS = re.compile(
    rb"<table:(?:table-cell(?![^>]*office:value-type)|covered-table-cell)(?:[^>]*[^/>])?>"
    rb"|office:value-type=(?!\"string\"|\"(?:float|percentage|currency)\"[^>]* office:value="
    rb"|\"date\"[^>]* office:date-value=|\"time\"[^>]* office:time-value=|\"boolean\"[^>]* office:boolean-value=)"
)
_TAG_SEL = re.compile(rb"<table:(covered-)?table-cell" + ATRIBUT + rb"(/?)>")
_BUTIR = re.compile(rb"<(/?)([^\s<>/]+)" + ATRIBUT + rb"(/?)>([^<]*)")
_ALINEA = (b"text:p", b"text:h")
_NILAI = {
    b"float": b"office:value",
    b"percentage": b"office:value",
    b"currency": b"office:value",
    b"date": b"office:date-value",
    b"time": b"office:time-value",
    b"boolean": b"office:boolean-value",
}
_ULANG = re.compile(rb"\d{1,9}")
_SPASI = re.compile(r"[ \t\r\n]+")
# Spaces and breaks that are written as tags stay, however many; no XML holds these letters.
_SELA = str.maketrans({0: " ", 1: "\t", 2: "\n"})


def ulangan(tulisan: bytes | None, sebutan: str) -> int:
    """A repeat count. Raises DataDitolak for one no spreadsheet needs, or written so that calamine may read another."""
    if tulisan is None:
        return 1
    if not _ULANG.fullmatch(tulisan) or not int(tulisan):
        raise janggal(f"banyaknya ulangan di {sebutan} tidak terbaca")
    return int(tulisan)


def atribut_ods(tulisan: bytes) -> dict[bytes, bytes]:
    """Attributes by their name as written."""
    return {nama: ganda or tunggal for nama, ganda, tunggal in ATRIBUT_SATU.findall(tulisan)}


def sisipan_ods(ruas: bytes, nomor: int) -> dict[int, NilaiSel]:
    """What to put into row `nomor` in place of what calamine shows, by column from 0."""
    if not any(tanda in ruas for tanda in _TANDA) and not _TANPA_JENIS.search(ruas):
        return {}
    if b"<!" in ruas:
        raise janggal(f"baris {nomor} memuat komentar atau CDATA")
    hasil: dict[int, NilaiSel] = {}
    kolom = 0
    tag = list(_TAG_SEL.finditer(ruas))
    for ke, satu in enumerate(tag):
        atribut = atribut_ods(satu[2])
        ulang = ulangan(atribut.get(b"table:number-columns-repeated"), f"{huruf_kolom(kolom)}{nomor}")
        akhir = tag[ke + 1].start() if ke + 1 < len(tag) else len(ruas)
        isi = b"" if satu[3] else ruas[satu.end() : akhir]
        for letak, nilai in _satu_sel(bool(satu[1]), atribut, isi):
            hasil.update(dict.fromkeys(range(kolom + letak, kolom + ulang), nilai))
        kolom += ulang
    return hasil


def _satu_sel(tertutup: bool, atribut: dict[bytes, bytes], isi: bytes) -> list[tuple[int, NilaiSel]]:
    """`[(0, value)]`, or nothing where calamine is right."""
    jenis, rumus = atribut.get(b"office:value-type"), b"table:formula" in atribut
    if tertutup:
        return [(0, None)] if jenis is not None or isi.strip() else []
    teks = _teks(isi)
    if atribut.get(b"calcext:value-type") == b"error" or (
        jenis == b"string" and galat_rumus(teks.strip()) and (rumus or teks.strip() != "#N/A")
    ):
        return [(0, galat(teks) if teks.strip() else TANPA_NILAI)]
    if jenis is None:
        return [(0, TANPA_NILAI)] if rumus else [(0, teks)] if teks.strip() else []
    if jenis == b"percentage" and teks.strip():
        return [(0, teks.strip())]
    if jenis in _NILAI:
        return [] if _NILAI[jenis] in atribut else [(0, TANPA_NILAI)]
    if jenis == b"string":
        if b"office:string-value" in atribut:
            return []
        return [(0, TANPA_NILAI)] if rumus and not teks else [(0, teks)]
    return [(0, TANPA_NILAI)]


def _teks(isi: bytes) -> str:
    """The paragraphs of the cell itself as LibreOffice shows them, without notes, drawings and what they say."""
    alinea: list[str] = []
    terbuka: list[bytes] = []
    for tutup, nama, atribut, hampa, ekor in _BUTIR.findall(isi):
        if tutup:
            if not terbuka:
                break
            terbuka.pop()
        else:
            if not terbuka and nama in _ALINEA:
                alinea.append("")
            elif terbuka and terbuka[0] in _ALINEA:
                alinea[-1] += _sela(nama, atribut)
            if not hampa:
                terbuka.append(nama)
        if terbuka and terbuka[0] in _ALINEA and not any(map(_lain, terbuka)):
            alinea[-1] += unescape(ekor.decode("utf-8", "replace"))
    return "\n".join(_SPASI.sub(" ", satu).strip(" ").translate(_SELA) for satu in alinea)


def _lain(nama: bytes) -> bool:
    """Whether what stands inside this element is not the text of the cell."""
    return nama in (b"text:ruby-text", b"text:note", b"office:annotation") or nama.startswith(b"draw:")


def _sela(nama: bytes, atribut: bytes) -> str:
    if nama == b"text:tab":
        return "\1"
    if nama == b"text:line-break":
        return "\2"
    if nama == b"text:s":
        return "\0" * min(ulangan(atribut_ods(atribut).get(b"text:c"), "teks"), 1_000)
    return ""
