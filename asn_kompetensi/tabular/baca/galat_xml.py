"""Error values calamine has no name for, such as LibreOffice's `Err:522`: one of them makes it refuse the whole sheet.

The scan has already noted each at its cell, so calamine gets a copy of the workbook in which they bear a known name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.sel_xml import GALAT_DIKENAL, PolaSel, atribut_sel
from asn_kompetensi.tabular.baca.xml_lembar import PANJANG_BARIS_MAKS, pola_akar

_PENGGANTI = b"#VALUE!"


def salinan_dengan_galat_dikenal(arsip: Arsip, anggota: Iterable[str], lembar: Iterable[str]) -> BytesIO:
    """The members `anggota` as a zip of their own, the errors renamed in those that are also in `lembar`."""
    hasil, diganti = BytesIO(), set(lembar)
    with zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as tujuan:
        for nama in anggota:
            if nama not in arsip.anggota:
                continue
            with tujuan.open(arsip.anggota[nama].filename, "w", force_zip64=True) as berkas:
                potongan = arsip.potongan(nama)
                for isi in _ganti(potongan) if nama in diganti else potongan:
                    berkas.write(isi)
    hasil.seek(0)
    return hasil


def _ganti(potongan: Iterable[bytes]) -> Iterator[bytes]:
    sisa, pola = b"", None
    for isi in potongan:
        data = sisa + isi
        pola = pola or pola_akar(data)
        letak = data.rfind(pola.sel.awal) if pola else 0
        if letak < 0 or len(data) - letak > PANJANG_BARIS_MAKS:
            letak = max(0, len(data) - 64)
        if pola and letak:
            yield _dikenal(data[:letak], pola.sel)
        sisa = data[letak:]
    yield _dikenal(sisa, pola.sel) if pola else sisa


def _dikenal(isi: bytes, pola: PolaSel) -> bytes:
    def satu(cocok: re.Match[bytes]) -> bytes:
        nilai = cocok["isi_nilai"]
        if not nilai or nilai in GALAT_DIKENAL or atribut_sel(cocok[1]).get(b"t") != b"e":
            return cocok[0]
        awal = cocok.start()
        return cocok[0][: cocok.start("isi_nilai") - awal] + _PENGGANTI + cocok[0][cocok.end("isi_nilai") - awal :]

    return pola.rinci.sub(satu, isi)
