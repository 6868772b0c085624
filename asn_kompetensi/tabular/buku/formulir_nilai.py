"""The form in which one agency's people are scored for a period: names locked, levels to fill in, a hidden key.

`asn nilai impor` reads it back.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.formulir_nilai import JUDUL, BarisFormulir, FormulirNilai, tertulis, versi_baris
from asn_kompetensi.domain.kunci_buku import BarisKunci, KunciBuku, kanon
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, KECIL, Pena, Rupa
from asn_kompetensi.tabular.buku.kunci import kunci_lembar, pasang_kunci, sel_berisi
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

NAMA = "Nilai"
DEPAN = (("No", 5.0), ("Nama", 30.0), ("NIP", 21.0), ("Jabatan", 30.0))
LEBAR_STANDAR, LEBAR_NILAI = 5.0, 7.0
LEVEL = ("1", "2", "3", "4", "5")
PETUNJUK = (
    "Isi kolom bergaris tepi dengan level yang dicapai: 1 sampai 5; pecahan boleh, paling banyak dua desimal (2,5). "
    "Kosong berarti belum dinilai.",
    "std: standar jabatan. Bergaris miring: tidak disyaratkan. Yang lain terkunci; bila nama, NIP, atau jabatan "
    "keliru, beri tahu pengirim formulir. Baris jangan ditambah, dihapus, atau diurutkan ulang.",
)
_KOP = Rupa(tebal=True, datar="center")
_TENGAH = Rupa(datar="center", garis="hair")
_STANDAR = Rupa(KECIL, warna=gaya.ABU, datar="center", garis="hair", isi=gaya.DASAR_PETAK)
_ARSIR = Rupa(garis="hair", arsir=True)
_NILAI = Rupa(datar="center", garis="thin", kotak=True, buka=True)


def buku_formulir(data: FormulirNilai) -> Workbook:
    """Build the form; save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal)`."""
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    lembar: Any = buku.active
    lembar.title = NAMA
    pena = Pena(buku, lembar)
    gaya.lebar_kolom(lembar, [lebar for _, lebar in DEPAN] + [LEBAR_STANDAR, LEBAR_NILAI] * len(data.kompetensi))
    kepala = _kepala(pena, data, len(DEPAN) + 2 * len(data.kompetensi))
    for ke, orang in enumerate(data.orang, 1):
        _baris(pena, data, kepala + ke, ke, orang)
    _pilihan(lembar, data, kepala)
    gaya.tata_cetak(lembar, (data.nama_opd, f"Periode {data.periode}, nilai {data.sumber}"), ulang=kepala)
    lembar.print_title_rows = f"{kepala - 1}:{kepala}"
    lembar.freeze_panes = lembar.cell(kepala + 1, 3).coordinate
    kunci_lembar(lembar)
    pasang_kunci(buku, _kunci(lembar, data, kepala))
    sifat: Any = buku.properties
    sifat.title = teks_sah(f"Formulir Nilai {data.nama_opd}, Periode {data.periode}")
    sifat.creator, sifat.language = teks_sah(data.instansi), "id-ID"
    return buku


def _kepala(pena: Pena, data: FormulirNilai, lebar: int) -> int:
    """Letterhead, title, how to fill it in, and two rows of headings; returns the lower one."""
    catatan = replace(gaya.CATATAN, datar="center")
    baris = [
        *((satu, _KOP) for satu in data.kepala_surat),
        (JUDUL, replace(_KOP, ukuran=12)),
        (f"{data.nama_opd} · Periode {data.periode} · Sumber nilai: {data.sumber}", _KOP),
        *((satu, catatan) for satu in PETUNJUK),
    ]
    luas = sum(satu for _, satu in DEPAN) + (LEBAR_STANDAR + LEBAR_NILAI) * len(data.kompetensi)
    for nomor, (teks, rupa) in enumerate(baris, 1):
        pena.gabung(nomor, 1, lebar, teks, replace(rupa, lipat=True))
        pena.tinggi(nomor, (teks, luas, gaya.SEDANG if rupa.ukuran > KECIL else KECIL))
    atas = len(baris) + 2
    for kolom, (teks, _) in enumerate(DEPAN, 1):
        pena.tulis(atas, kolom, None, gaya.KEPALA_TENGAH)
        pena.tulis(atas + 1, kolom, teks, gaya.KEPALA_TENGAH)
    for ke, (kode, nama) in enumerate(data.kompetensi):
        kolom = len(DEPAN) + 1 + 2 * ke
        pena.gabung(atas, kolom, kolom + 1, nama, gaya.KEPALA_TENGAH)
        pena.tulis(atas + 1, kolom, "std", gaya.KEPALA_TENGAH)
        pena.tulis(atas + 1, kolom + 1, kode, gaya.KEPALA_TENGAH)
    pena.tinggi(atas, *((nama, LEBAR_STANDAR + LEBAR_NILAI - 1, KECIL) for _, nama in data.kompetensi), paling_kecil=16)
    pena.tinggi(atas + 1, *((kode, LEBAR_NILAI, KECIL) for kode, _ in data.kompetensi), paling_kecil=16)
    return atas + 1


def _baris(pena: Pena, data: FormulirNilai, baris: int, nomor: int, orang: BarisFormulir) -> None:
    isi = zip((nomor, orang.nama, orang.nip, orang.nama_jabatan), (_TENGAH, ISI, ISI_NIP, ISI), strict=True)
    for kolom, (nilai, rupa) in enumerate(isi, 1):
        pena.tulis(baris, kolom, nilai, rupa)
    for ke, (kode, _) in enumerate(data.kompetensi):
        kolom = len(DEPAN) + 1 + 2 * ke
        if kode not in orang.standar:
            pena.tulis(baris, kolom, None, _ARSIR)
            pena.tulis(baris, kolom + 1, None, _ARSIR)
            continue
        pena.tulis(baris, kolom, _level(orang.standar[kode]), _STANDAR)
        ada = data.terisi and kode in orang.nilai
        pena.tulis(baris, kolom + 1, _level(orang.nilai[kode]) if ada else None, _NILAI)
    pena.tinggi(baris, (orang.nama, DEPAN[1][1], gaya.SEDANG), (orang.nama_jabatan, DEPAN[3][1], gaya.SEDANG))


def _level(ratus: int) -> int | float:
    return ratus // 100 if ratus % 100 == 0 else ratus / 100


def _kolom_nilai(data: FormulirNilai) -> dict[str, str]:
    """Letter -> code of the columns to fill in."""
    from openpyxl.utils import get_column_letter

    return {get_column_letter(len(DEPAN) + 2 + 2 * ke): kode for ke, (kode, _) in enumerate(data.kompetensi)}


def _pilihan(lembar: Any, data: FormulirNilai, kepala: int) -> None:
    """Whole levels to pick; a fraction is typed over a warning, and what is no level the import holds."""
    from openpyxl.worksheet.datavalidation import DataValidation

    aturan = DataValidation(type="list", formula1=f'"{",".join(LEVEL)}"', allow_blank=True, showErrorMessage=True)
    aturan.errorStyle, aturan.errorTitle = "warning", "Level kompetensi"
    aturan.error = "Yang sah di atas 0 sampai 5, paling banyak dua desimal, misalnya 2,5. Tetap dipakai?"
    for huruf, kode in _kolom_nilai(data).items():
        diminta = [baris for baris, orang in enumerate(data.orang, kepala + 1) if kode in orang.standar]
        # Consecutive rows keep their distance to their place in the list: one range for each run of them.
        for _, runtun in groupby(enumerate(diminta), key=lambda satu: satu[1] - satu[0]):
            semua = [baris for _, baris in runtun]
            aturan.add(f"{huruf}{semua[0]}:{huruf}{semua[-1]}")
    lembar.add_data_validation(aturan)


def _kunci(lembar: Any, data: FormulirNilai, kepala: int) -> KunciBuku:
    from openpyxl.utils import get_column_letter

    kolom = _kolom_nilai(data)
    tetap: dict[int, dict[str, str]] = {}
    for baris, letak, nilai in sel_berisi(lembar):
        huruf = get_column_letter(letak)
        if baris <= kepala or huruf not in kolom:
            tetap.setdefault(baris, {})[huruf] = kanon(nilai)
    isi = [tertulis(tuple(orang.standar), orang.nilai) for orang in data.orang]
    return KunciBuku(
        jenis="nilai", instansi=data.instansi, opd=data.opd, periode=data.periode, tanggal=data.tanggal,
        versi=data.versi, pulang=NAMA, sumber=data.sumber, kolom=kolom,
        tetap={f"{huruf}{baris}": teks for baris, semua in tetap.items() if baris <= kepala
               for huruf, teks in semua.items()},
        baris=tuple(
            BarisKunci(baris, orang.nip, versi_baris(orang.nip, satu), tetap[baris], satu)
            for baris, (orang, satu) in enumerate(zip(data.orang, isi, strict=True), kepala + 1)
        ),
    )  # fmt: skip
