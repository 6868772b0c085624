"""The workbook of one agency: which sheets, in which order, and what the file is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.tabular.buku import cara_hitung, koreksi, matriks, prioritas, ringkasan
from asn_kompetensi.tabular.buku.gaya import Pena
from asn_kompetensi.tabular.buku.kalimat import semua_orang
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

PANJANG_KODE = 60
_TAK_AMAN = re.compile(r"[^a-z0-9_-]+")


def buku_opd(data: DataBukuOpd) -> Workbook:
    """Build the workbook in memory; save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal_surat)`.

    The sheets are always in this order; one without content is left out.
    """
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    buku.remove(buku.worksheets[0])
    gaya: dict[Any, Any] = {}
    for nama, isi, perlu in _lembar(data):
        if perlu:
            isi(Pena(buku, buku.create_sheet(nama), gaya), data)
    _sifat(buku, data)
    if data.koreksi:
        koreksi.kunci_laporan(buku, data)
    return buku


def _lembar(data: DataBukuOpd) -> list[tuple[str, Callable[[Pena, DataBukuOpd], None], bool]]:
    return [
        (ringkasan.NAMA, ringkasan.isi_ringkasan, True),
        (matriks.NAMA, matriks.isi_matriks, bool(semua_orang(data) and data.kompetensi)),
        (prioritas.NAMA, prioritas.isi_prioritas, bool(data.gap)),
        (koreksi.NAMA, koreksi.isi_koreksi, bool(data.koreksi)),
        (cara_hitung.NAMA, cara_hitung.isi_cara_hitung, True),
    ]


def _sifat(buku: Workbook, data: DataBukuOpd) -> None:
    """Document properties name the office, never a person at a keyboard."""
    sifat: Any = buku.properties
    sifat.title = teks_sah(f"Kesenjangan Kompetensi {data.nama_opd}, Periode {data.periode}")
    sifat.creator = teks_sah(data.instansi)
    sifat.language = "id-ID"


def nama_berkas(kode: str, periode: str) -> str:
    """File name for an agency code: `DINKES`, `2025` gives `dinkes-2025.xlsx`.

    Only `a-z 0-9 _ -`, so it is legal on Windows, cannot leave its folder and cannot be taken for an option. Windows'
    device names (CON, NUL …) are harmless because the period always follows.
    """
    return f"{_aman(kode, 'opd')}-{_aman(periode, 'periode')}.xlsx"


def nama_berkas_unik(kode_list: Iterable[str], periode: str) -> dict[str, str]:
    """File names for all agencies, by code; codes that come out alike get `-2`, `-3` in the order of the codes.

    A code that needs no cleaning keeps its plain name, whoever else is in the list.
    """
    urut = sorted(set(kode_list), key=lambda k: (_aman(k, "") != k.lower(), k))
    hasil: dict[str, str] = {}
    terpakai: set[str] = set()
    for kode in urut:
        nama, ke = nama_berkas(kode, periode), 1
        while nama in terpakai:
            ke += 1
            nama = f"{_aman(kode, 'opd')}-{_aman(periode, 'periode')}-{ke}.xlsx"
        terpakai.add(nama)
        hasil[kode] = nama
    return hasil


def _aman(teks: str, kosong: str) -> str:
    ascii_saja = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode().lower()
    return _TAK_AMAN.sub("-", ascii_saja)[:PANJANG_KODE].strip("-_") or kosong
