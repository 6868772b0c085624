"""The two questionnaires of a class as workbooks: reactions (nobody named) and behaviour at work (prefilled).

A row holds the answers of one person, from 1 to 4; above each column stands the statement. The title names class, form
and wording, so that a sheet cannot be read into another class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.butir import DIEDARKAN, JAWABAN, PENILAI, Butir, butir, judul_formulir
from asn_kompetensi.domain.daftar_kelas import DaftarKelas
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, KECIL, Pena, Rupa
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

LEBAR_BUTIR = 13.0  # characters
_KOP = Rupa(tebal=True, datar="center")
_JUDUL = Rupa(tebal=True, datar="center", ukuran=12)
_TENGAH = Rupa(datar="center", garis="hair")
_PERNYATAAN = Rupa(KECIL, lipat=True, datar="center", tegak="bottom", isi=gaya.DASAR_PETAK)
_PILIH = Rupa(datar="center", garis="thin", kotak=True)
SKALA = " · ".join(f"{nilai} {arti}" for nilai, arti in JAWABAN.items())
Depan = Sequence[tuple[str, float, Rupa]]


def buku_reaksi(data: DaftarKelas) -> Workbook:
    """The reaction form: one row a respondent, as many rows as there are participants, no names.

    Save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal)`; `asn dampak tanggapan` reads it back.
    """
    petunjuk = "Satu baris untuk satu orang, tanpa nama. Kolom No hanya nomor lembar."
    baris = [(nomor,) for nomor in range(1, len(data.orang) + 1)]
    return _buku(data, "Reaksi", "reaksi", petunjuk, (("No", 6.0, _TENGAH),), baris)


def buku_perilaku(data: DaftarKelas) -> Workbook:
    """The behaviour form, for three to six months after the class: each participant by superior, peer and self."""
    petunjuk = (
        "Diisi 3 sampai 6 bulan sesudah pelatihan. Satu baris untuk satu penilai; yang tidak terjawab dikosongkan."
    )
    depan = (
        ("No", 6.0, _TENGAH), ("Nama", 26.0, ISI), ("NIP", 21.0, ISI_NIP), ("Perangkat Daerah", 22.0, ISI),
        ("Penilai", 11.0, _PILIH),
    )  # fmt: skip
    baris = [(satu.nomor, satu.nama, satu.nip, satu.opd, penilai) for satu in data.orang for penilai in DIEDARKAN]
    return _buku(data, "Perilaku", "perilaku", petunjuk, depan, baris)


def _buku(
    data: DaftarKelas, nama: str, jenis: str, petunjuk: str, depan: Depan, baris: Sequence[tuple[object, ...]]
) -> Workbook:
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    lembar: Any = buku.active
    lembar.title = nama
    pena, isi = Pena(buku, lembar), butir(jenis)
    lebar = [satu[1] for satu in depan] + [LEBAR_BUTIR] * len(isi)
    gaya.lebar_kolom(lembar, lebar)
    judul = judul_formulir(jenis)
    kepala = _kepala(pena, data, judul, petunjuk, len(lebar))
    _judul_kolom(pena, kepala, depan, isi)
    for nomor, satu in enumerate(baris, kepala + 1):
        for letak, (nilai, (_, _, rupa)) in enumerate(zip(satu, depan, strict=True), 1):
            pena.tulis(nomor, letak, nilai, rupa)
        for letak in range(len(depan) + 1, len(lebar) + 1):
            pena.tulis(nomor, letak, None, _PILIH)
        pena.tinggi(
            nomor, *((str(n or ""), k[1], gaya.SEDANG) for n, k in zip(satu, depan, strict=True)), paling_kecil=20
        )
    akhir = kepala + len(baris)
    _pilihan(lembar, kepala + 1, akhir, len(depan) + 1, len(lebar), tuple(map(str, JAWABAN)))
    if jenis == "perilaku":
        _pilihan(lembar, kepala + 1, akhir, len(depan), len(depan), PENILAI)
    gaya.tata_cetak(lembar, (data.nama, data.kelas), ulang=kepala)
    lembar.freeze_panes = lembar.cell(kepala + 1, min(len(depan), 2) + 1).coordinate
    sifat: Any = buku.properties
    sifat.title, sifat.creator = teks_sah(f"{judul.capitalize()}: {data.nama}"), teks_sah(data.instansi)
    sifat.language = "id-ID"
    return buku


def _kepala(pena: Pena, data: DaftarKelas, judul: str, petunjuk: str, lebar: int) -> int:
    """Letterhead, title, class and how to answer; returns the row of the headings."""
    baris = [
        *((satu, _KOP) for satu in data.kepala_surat),
        ("", _KOP),
        (judul, _JUDUL),
        (f"{data.nama} ({data.kelas})", _KOP),
        (data.waktu, Rupa(datar="center", lipat=True)),
        (petunjuk, replace(gaya.CATATAN, datar="center", ukuran=KECIL)),
        (SKALA, replace(gaya.CATATAN, datar="center", ukuran=KECIL)),
        ("", _KOP),
    ]
    for nomor, (teks, rupa) in enumerate(baris, 1):
        pena.gabung(nomor, 1, lebar, teks or None, rupa)
    return len(baris) + 2


def _judul_kolom(pena: Pena, kepala: int, depan: Depan, isi: Sequence[Butir]) -> None:
    for letak, (teks, _, _) in enumerate(depan, 1):
        pena.tulis(kepala, letak, teks, gaya.KEPALA_TENGAH)
    for letak, satu in enumerate(isi, len(depan) + 1):
        pena.tulis(kepala - 1, letak, satu.pernyataan, _PERNYATAAN)
        pena.tulis(kepala, letak, satu.judul, gaya.KEPALA_TENGAH)
    pena.tinggi(kepala - 1, *((satu.pernyataan, LEBAR_BUTIR, KECIL) for satu in isi))
    pena.lembar.row_dimensions[kepala].height = 20.0


def _pilihan(lembar: Any, awal: int, akhir: int, kiri: int, kanan: int, isi: Sequence[str]) -> None:
    """A drop-down over a block of cells."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    aturan = DataValidation(type="list", formula1=f'"{",".join(isi)}"', allow_blank=True, showErrorMessage=True)
    aturan.errorStyle = "stop"
    aturan.error = f"Pilih salah satu dari {', '.join(isi)}."
    aturan.add(f"{get_column_letter(kiri)}{awal}:{get_column_letter(kanan)}{akhir}")
    lembar.add_data_validation(aturan)
