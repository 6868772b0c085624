"""HTML that a web application serves under the name .xls: its tables, one below the other, become one grid.

Reading it here matters: Excel turns every NIP of such a page into a number and loses its last digits. The page is
walked once from front to back, so that no broken or hostile page can make it slow; scripts are never looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.batas import BARIS_MAKS, LUAS_MAKS, terlalu_banyak, terlalu_luas
from asn_kompetensi.tabular.baca.gabungan import Gabungan
from asn_kompetensi.tabular.baca.kisi import PUNCAK, Kisi
from asn_kompetensi.tabular.baca.sel import kosong

HTML_MAKS = 50_000_000
TABEL_BERSARANG_MAKS = 20
# The HTML standard's own bounds for these two attributes.
COLSPAN_MAKS, ROWSPAN_MAKS = 1_000, 65_534

_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^<\"]{0,500}\"|'[^<']{0,500}')*)>")
_NAMA_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]*)")
_BUKAN_TEKS = re.compile(r"[!?/A-Za-z]")
_RENTANG = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,9})", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPASI = re.compile(r"[ \t\r\n\f]+")
# What stands between these is never text; the search for their end looks at each letter once.
_TANPA_TEKS = ("script", "style", "title", "xml")
_PUTUS_BARIS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "hr", "caption"})


@dataclass(slots=True)
class _Tabel:
    """One table being filled: rows of text, merges from its own row 0, and how far down a cell reaches."""

    baris: list[list[str]] = field(default_factory=list)
    gabungan: list[Gabungan] = field(default_factory=list)
    turun: dict[int, int] = field(default_factory=dict)
    isi: list[str] | None = None
    lebar_sel: int = 1
    tinggi_sel: int = 1

    def tutup_baris(self) -> list[str]:
        """End the row, if any, and return it."""
        self.tutup_sel()
        if self.baris:
            self._lewati_gabungan()
        return self.baris[-1] if self.baris else []

    def buka_sel(self, atribut: str) -> None:
        self.tutup_sel()
        if not self.baris:
            self.baris.append([])
        rentang = {nama.lower(): int(angka) for nama, angka in _RENTANG.findall(atribut)}
        self.lebar_sel = min(max(1, rentang.get("col", 1)), COLSPAN_MAKS)
        self.tinggi_sel = min(max(1, rentang.get("row", 1)), ROWSPAN_MAKS)
        self._lewati_gabungan()
        self.isi = []

    def tutup_sel(self) -> None:
        if self.isi is None:
            return
        baris, ke = self.baris[-1], len(self.baris) - 1
        awal, akhir = len(baris), len(baris) + self.lebar_sel - 1
        baris += [_rapikan("".join(self.isi)), *[""] * (self.lebar_sel - 1)]
        if self.lebar_sel > 1 or self.tinggi_sel > 1:
            self.gabungan.append(Gabungan(ke, awal, ke + self.tinggi_sel - 1, akhir))
        if self.tinggi_sel > 1:
            self.turun.update(dict.fromkeys(range(awal, akhir + 1), ke + self.tinggi_sel - 1))
        self.isi = None

    def _lewati_gabungan(self) -> None:
        """A cell from above that reaches down takes its place in this row."""
        baris, ke = self.baris[-1], len(self.baris) - 1
        while self.turun.get(len(baris), -1) >= ke:
            baris.append("")


@dataclass(slots=True)
class _Halaman:
    """What the page shows from top to bottom: tables, and the lines of text between them."""

    bagian: list[_Tabel | str] = field(default_factory=list)
    terbuka: list[_Tabel] = field(default_factory=list)
    luar: list[str] = field(default_factory=list)
    sel: int = 0

    def teks(self, isi: str) -> None:
        sel = self.terbuka[-1].isi if self.terbuka else None
        if sel is not None:
            sel.append(isi)
        elif self.luar or isi.strip():
            self.luar.append(isi)

    def tag(self, tutup: bool, nama: str, atribut: str) -> None:
        if nama == "table":
            self._tabel(tutup)
        elif nama in _PUTUS_BARIS and self.terbuka and self.terbuka[-1].isi is not None:
            self.teks("\0")  # no page holds one, so it can stand for a line break until the cell is tidied
        elif nama in _PUTUS_BARIS:
            self.luruskan()
        elif self.terbuka and nama in ("tr", "thead", "tbody", "tfoot"):
            # A finished row counts again: cells that reach down from above have filled it without a tag of their own.
            self._hitung(len(self.terbuka[-1].tutup_baris()))
            if nama == "tr" and not tutup:
                self.terbuka[-1].baris.append([])
        elif self.terbuka and nama in ("td", "th"):
            if tutup:
                self.terbuka[-1].tutup_sel()
            else:
                self.terbuka[-1].buka_sel(atribut)
                self._hitung(self.terbuka[-1].lebar_sel)

    def _hitung(self, sel: int) -> None:
        self.sel += sel
        if self.sel > LUAS_MAKS:
            raise terlalu_luas(f"{huruf_kolom(len(self.terbuka[-1].baris[-1]))}{len(self.terbuka[-1].baris)}")

    def _tabel(self, tutup: bool) -> None:
        self.luruskan()
        if tutup:
            if self.terbuka:
                self.terbuka.pop().tutup_baris()
            return
        if len(self.terbuka) >= TABEL_BERSARANG_MAKS:
            raise DataDitolak(
                f"Tabel HTML bersarang lebih dari {TABEL_BERSARANG_MAKS} lapis.",
                "Minta salinan .xlsx.",
            )
        self.terbuka.append(_Tabel())
        self.bagian.append(self.terbuka[-1])

    def luruskan(self) -> None:
        """End a line of text outside the cells."""
        if isi := _rapikan("".join(self.luar)):
            self.bagian.append(isi)
        self.luar.clear()


def kisi_html(jalur: Path) -> tuple[Kisi, str]:
    """The one grid of an HTML page and a note on how it was read. Raises DataDitolak; OSError passes through."""
    halaman, pengodean = _Halaman(), _Pengodean(jalur)
    for isi, tag in _butir(pengodean.teks, jalur.name):
        if isi:
            halaman.teks(unescape(isi) if "&" in isi else isi)
        if tag is not None:
            halaman.tag(*tag)
    while halaman.terbuka:
        halaman.terbuka.pop().tutup_baris()
    halaman.luruskan()
    baris: list[list[str]] = []
    gabungan: list[Gabungan] = []
    for bagian in halaman.bagian:
        if isinstance(bagian, str):
            baris.append([bagian])
            continue
        awal, akhir = len(baris), len(baris) + len(bagian.baris) - 1
        gabungan += [
            Gabungan(awal + g.baris_awal, g.kolom_awal, min(awal + g.baris_akhir, akhir), g.kolom_akhir)
            for g in bagian.gabungan
        ]
        baris += bagian.baris
    if not any(isinstance(satu, _Tabel) for satu in halaman.bagian):
        raise DataDitolak(f'Berkas "{jalur.name}" adalah halaman HTML tanpa tabel.', "Minta ekspor .xlsx atau .csv.")
    if sum(1 for satu in baris if not all(map(kosong, satu))) > BARIS_MAKS:
        raise terlalu_banyak()
    return Kisi(
        jalur.stem,
        [list(satu) for satu in baris[:PUNCAK]],
        lambda: (list(satu) for satu in baris),
        tuple(gabungan),
        teks=True,
        lebar=tuple(map(len, baris)),
        tinggi=len(baris),
    ), f"HTML, {pengodean.nama}; baris dihitung dari awal halaman"


class _Pengodean:
    """The page decoded: by BOM, else as declared, else UTF-8, else the Windows page; never with letters lost."""

    def __init__(self, jalur: Path) -> None:
        if jalur.stat().st_size > HTML_MAKS:
            raise DataDitolak(f'Halaman HTML "{jalur.name}" melebihi {HTML_MAKS // 1_000_000} MB.', "Bagi berkasnya.")
        isi = jalur.read_bytes()
        calon = [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")]
        if isi[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            calon = [("utf-16", "UTF-16")]
        elif isi[:3] == codecs.BOM_UTF8:
            calon = [("utf-8-sig", "UTF-8")]
        elif (tertulis := _CHARSET.search(isi[:4096])) and not tertulis[1].lower().startswith(b"utf"):
            calon.reverse()
        for pengodean, nama in calon:
            try:
                self.teks, self.nama = isi.decode(pengodean).lstrip("\ufeff"), nama
                break
            except UnicodeDecodeError:
                continue
        else:
            raise DataDitolak(f'Halaman HTML "{jalur.name}" bukan teks yang utuh.', "Minta salinan baru.")
        if "\0" in self.teks or "<!ENTITY" in self.teks:
            raise DataDitolak(f'Halaman HTML "{jalur.name}" memuat isi yang tidak wajar.', "Minta salinan .xlsx.")


def _butir(halaman: str, nama_berkas: str) -> Iterator[tuple[str, tuple[bool, str, str] | None]]:
    """Text and the tag behind it (closing, name, attributes), from front to back.

    Comments, declarations and scripts are stepped over; one that never ends would hide rows, and is refused.
    """
    di = 0
    while (buka := halaman.find("<", di)) >= 0:
        tag, penutup = _tag(halaman, buka), ">"
        if halaman.startswith("<!--", buka):
            penutup = "-->"
        elif tag is None and not _BUKAN_TEKS.match(halaman, buka + 1):
            yield halaman[di : buka + 1], None  # a bare `<` is text
            di = buka + 1
            continue
        yield halaman[di:buka], tag
        akhir = halaman.find(penutup, buka) if tag is None else buka + len(tag[2]) + len(tag[1]) + 1 + tag[0]
        di = akhir + len(penutup)
        if tag is not None and not tag[0] and tag[1] in _TANPA_TEKS:
            cocok = re.compile(rf"</{tag[1]}", re.I).search(halaman, di)
            akhir = di = cocok.start() if cocok else -1
        if akhir < 0:
            raise DataDitolak(f'Halaman HTML "{nama_berkas}" terpotong atau rusak.', "Minta salinan baru.")
    yield halaman[di:], None


def _tag(halaman: str, buka: int) -> tuple[bool, str, str] | None:
    """The tag that opens at `buka`; where its quotes are broken, it ends at the next `>`."""
    cocok = _TAG.match(halaman, buka + 1)
    if cocok:
        return bool(cocok[1]), cocok[2].lower(), cocok[3]
    nama = _NAMA_TAG.match(halaman, buka + 1)
    akhir = halaman.find(">", buka) if nama else -1
    return (bool(nama[1]), nama[2].lower(), halaman[nama.end() : akhir]) if nama and akhir >= 0 else None


def _rapikan(isi: str) -> str:
    """The text of a cell as a browser shows it: runs of spaces are one, line breaks stay."""
    baris = (_SPASI.sub(" ", satu).strip(" ") for satu in isi.split("\0"))
    return "\n".join(satu for satu in baris if satu)
