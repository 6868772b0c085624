"""Cells of an xlsx that show a percentage: 0.75 under the format `0%` is the text `75%`, for no level is a share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from asn_kompetensi.tabular.baca.alamat import kolom_dari_huruf
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.batas import SISIPAN_MAKS, terlalu_banyak_rumus
from asn_kompetensi.tabular.baca.urai import urai
from asn_kompetensi.tabular.baca.xml_lembar import Telaah, potong_baris

GAYA = "xl/styles.xml"
GAYA_MAKS = 20_000_000
# The two percentages among the formats that every Excel has.
_BAWAAN = frozenset({"9", "10"})
_BERJENIS = re.compile(rb"\st=\"(?!n\")")


def gaya_persen(arsip: Arsip) -> tuple[int, ...]:
    """Numbers of the cell styles that show a percentage. Raises DataDitolak when the styles are unreadable."""
    persen, gaya = set(_BAWAAN), list[str]()
    di_dalam = False

    def buka(nama: str, atribut: dict[str, str]) -> None:
        nonlocal di_dalam
        if nama == "numFmt" and "%" in atribut.get("formatCode", ""):
            persen.add(atribut.get("numFmtId", ""))
        elif nama == "cellXfs":
            di_dalam = True
        elif nama == "xf" and di_dalam:
            gaya.append(atribut.get("numFmtId", ""))

    def tutup(nama: str) -> None:
        nonlocal di_dalam
        di_dalam = di_dalam and nama != "cellXfs"

    if GAYA in arsip.anggota:
        urai(arsip, GAYA, GAYA_MAKS, buka, tutup)
    return tuple(ke for ke, bentuk in enumerate(gaya) if bentuk in persen)


def sisipkan_persen(potongan: Iterable[bytes], gaya: tuple[int, ...], telaah: Telaah) -> None:
    """Put the text that a percentage cell shows in place of its number. Raises DataDitolak for too many of them."""
    tanda = [b' s="%d"' % satu for satu in gaya]
    nomor_gaya = b"|".join(b"%d" % satu for satu in gaya)
    for nomor, ruas, pola in potong_baris(potongan):
        if not any(satu in ruas for satu in tanda):
            continue
        for cocok in _pola(pola.awalan, nomor_gaya).finditer(ruas):
            if _BERJENIS.search(cocok[1]):
                continue
            teks = _persen(cocok[4])
            if teks is not None:
                telaah.sisipan.setdefault(nomor - 1, {})[kolom_dari_huruf(cocok[2])] = teks
                telaah.jumlah_sisipan += 1
        if telaah.jumlah_sisipan > SISIPAN_MAKS:
            raise terlalu_banyak_rumus()


@lru_cache(maxsize=8)
def _pola(awalan: bytes, gaya: bytes) -> re.Pattern[bytes]:
    p = re.escape(awalan)
    return re.compile(
        rb"<" + p + rb"c((?=[^<>]*\sr=\"([A-Z]{1,3})\d+\")(?=[^<>]*\ss=\"(?:" + gaya + rb")\")[^<>]*[^<>/])>"
        rb"(<" + p + rb"f(?:[^<>]*/>|[^<>]*>[^<]*</" + p + rb"f>))?<" + p + rb"v>([^<]+)</" + p + rb"v>"
    )


def _persen(angka: bytes) -> str | None:
    try:
        nilai = round(Decimal(angka.decode("ascii", "replace").strip()) * 100, 10)
    except InvalidOperation:
        return None
    return f"{nilai:f}".rstrip("0").rstrip(".") + "%" if nilai % 1 else f"{nilai:.0f}%"
