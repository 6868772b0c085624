"""Sheet *Koreksi*: each person as registered, locked, beside empty cells for what should be registered instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.koreksi import ISIAN, LEMBAR, MASIH
from asn_kompetensi.domain.kunci_buku import BarisKunci, KunciBuku, sidik_sel
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, Pena, Rupa
from asn_kompetensi.tabular.buku.kunci import kunci_lembar, pasang_kunci, sel_berisi

if TYPE_CHECKING:
    from openpyxl import Workbook

NAMA = LEMBAR
BARIS_KEPALA = 5
DEPAN = (("No", 5.0), ("Nama", 28.0), ("NIP", 21.0), ("Jabatan", 28.0), ("Gol.", 7.0))
LEBAR_ISIAN = {"nama": 26.0, "jabatan": 26.0, "masih": 15.0, "sejak": 13.0, "catatan": 28.0}
PETUNJUK = (
    "Isi hanya yang keliru, di kolom bergaris tepi: nama atau jabatan yang seharusnya, atau keterangan bila pegawai "
    "tidak bertugas lagi di sini. Jabatan baru dan keterangan bertugas perlu tanggal mulainya.",
    "Yang lain terkunci. Kirimkan kembali berkas ini; setiap isian dicocokkan dengan data yang terdaftar.",
)
_TENGAH = Rupa(datar="center", garis="hair")
_TULIS = Rupa(lipat=True, garis="thin", kotak=True, buka=True)
_TANGGAL = replace(_TULIS, datar="center", format="dd/mm/yyyy")
_KATA = replace(_TULIS, datar="center", format="@")


def isi_koreksi(pena: Pena, data: DataBukuOpd) -> None:
    """Title, how to answer, and one row per person with cells to write in."""
    lembar: Any = pena.lembar
    lebar = [satu for _, satu in DEPAN] + list(LEBAR_ISIAN.values())
    gaya.lebar_kolom(lembar, lebar)
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), ulang=BARIS_KEPALA)
    lembar.freeze_panes = f"C{BARIS_KEPALA + 1}"
    pena.tulis(1, 1, f"Koreksi data pegawai, Periode {data.periode}", gaya.JUDUL)
    lembar.row_dimensions[1].height = 24.0
    for baris, teks in enumerate(PETUNJUK, 2):
        pena.gabung(baris, 1, len(lebar), teks, gaya.CATATAN)
        pena.tinggi(baris, (teks, sum(lebar), gaya.KECIL))
    for kolom, teks in enumerate((*(satu for satu, _ in DEPAN), *ISIAN.values()), 1):
        pena.tulis(BARIS_KEPALA, kolom, teks, gaya.KEPALA)
    lembar.row_dimensions[BARIS_KEPALA].height = 28.0
    for ke, satu in enumerate(data.koreksi, 1):
        baris = BARIS_KEPALA + ke
        tercatat = zip((ke, satu.nama, satu.nip, satu.nama_jabatan, satu.golongan),
                       (_TENGAH, ISI, ISI_NIP, ISI, _TENGAH), strict=True)  # fmt: skip
        for kolom, (nilai, rupa) in enumerate(tercatat, 1):
            pena.tulis(baris, kolom, nilai, rupa)
        for kolom, bidang in enumerate(ISIAN, len(DEPAN) + 1):
            pena.tulis(baris, kolom, None, {"sejak": _TANGGAL, "masih": _KATA}.get(bidang, _TULIS))
        pena.tinggi(baris, (satu.nama, 28.0, gaya.SEDANG), (satu.nama_jabatan, 28.0, gaya.SEDANG), paling_kecil=18)
    _pilihan(lembar, len(data.koreksi))
    kunci_lembar(lembar)


def kolom_isian() -> dict[str, str]:
    """Letter -> field of the columns to write in."""
    from openpyxl.utils import get_column_letter

    return {get_column_letter(len(DEPAN) + ke): bidang for ke, bidang in enumerate(ISIAN, 1)}


def _pilihan(lembar: Any, orang: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    huruf = {bidang: satu for satu, bidang in kolom_isian().items()}
    masih = DataValidation(type="list", formula1=f'"{",".join(MASIH)}"', allow_blank=True, showErrorMessage=True)
    masih.errorStyle, masih.error = "stop", f"Pilih salah satu dari {', '.join(MASIH)}."
    sejak = DataValidation(type="date", operator="greaterThan", formula1="25569", allow_blank=True)
    sejak.showErrorMessage, sejak.errorStyle, sejak.error = True, "warning", "Tulis tanggal, misalnya 01/07/2025."
    for aturan, bidang in ((masih, "masih"), (sejak, "sejak")):
        aturan.add(f"{huruf[bidang]}{BARIS_KEPALA + 1}:{huruf[bidang]}{BARIS_KEPALA + orang}")
        lembar.add_data_validation(aturan)


def kunci_laporan(buku: Workbook, data: DataBukuOpd) -> None:
    """Add the key to a finished report: the digest of every sheet, and of every row to correct."""
    lain = [satu for satu in buku.worksheets if satu.title != NAMA]
    pasang_kunci(
        buku,
        KunciBuku(
            jenis="laporan", instansi=data.instansi, opd=data.opd, periode=data.periode, tanggal=data.tanggal_surat,
            versi=data.versi, pulang=NAMA, kolom=kolom_isian(),
            lembar={satu.title: sidik_sel(sel_berisi(satu)) for satu in lain},
            baris=tuple(
                BarisKunci(nomor, satu.nip, satu.versi, isi=satu.isi)
                for nomor, satu in enumerate(data.koreksi, BARIS_KEPALA + 1)
            ),
        ),
    )  # fmt: skip
