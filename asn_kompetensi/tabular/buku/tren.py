"""Sheet *Tren*: the agency period by period, with a native line chart; coverage stands beside every share."""

from __future__ import annotations

from dataclasses import replace

from asn_kompetensi.domain.buku import BarisTren, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level, pecahan
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_ANGKA, ISI_PERSEN, ISI_TANGGAL, Pena, Rupa
from asn_kompetensi.tabular.buku.grafik_garis import garis_tren

NAMA = "Tren"
BARIS_KEPALA = 4
KEPALA = (
    "Periode", "Hari terakhir", "Pegawai", "Dinilai", "Di bawah", "Cakupan", "Bagian di bawah", "JPM",
    "Kesenjangan rata-rata",
)  # fmt: skip
LEBAR = (14.0, 16.0, 11.0, 11.0, 11.0, 12.0, 14.0, 12.0, 16.0)
GARIS = (7, 8, 6)  # columns that the chart draws
_ANGKA = replace(ISI_ANGKA, datar="center")
_PERSEN = replace(ISI_PERSEN, datar="center")


def isi_tren(pena: Pena, data: DataBukuOpd) -> None:
    """Title, one row per period, and below them the chart of the same rows."""
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, list(LEBAR))
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), ulang=BARIS_KEPALA)
    lembar.freeze_panes = f"B{BARIS_KEPALA + 1}"
    catatan = "Dinilai dan Di bawah: pegawai. Baca bagian di bawah dan JPM bersama cakupan: yang dinilai dapat berbeda."
    gaya.judul_lembar(pena, f"Perkembangan sampai Periode {data.periode}", catatan, BARIS_KEPALA)
    gaya.kepala_tabel(pena, BARIS_KEPALA, KEPALA, set(KEPALA[2:]), list(LEBAR))
    for baris, satu in enumerate(data.tren, BARIS_KEPALA + 1):
        for kolom, (nilai, rupa) in enumerate(_sel(satu), 1):
            pena.tulis(baris, kolom, nilai, rupa)
        lembar.row_dimensions[baris].height = 17
    akhir = BARIS_KEPALA + len(data.tren)
    gaya.pasang_tabel(lembar, NAMA, BARIS_KEPALA, akhir, len(KEPALA))
    garis_tren(lembar, BARIS_KEPALA, akhir, kolom_nama=1, kolom=GARIS, letak=f"A{akhir + 2}")


def _sel(satu: BarisTren) -> tuple[tuple[object, Rupa], ...]:
    rata = None if satu.kesenjangan_rata is None else level(satu.kesenjangan_rata)[0]
    return (
        (satu.periode, replace(ISI, format="@")), (satu.selesai, ISI_TANGGAL), (satu.pegawai, _ANGKA),
        (satu.dinilai, _ANGKA), (satu.di_bawah if satu.dinilai else None, _ANGKA), (pecahan(satu.cakupan), _PERSEN),
        (pecahan(satu.bagian_di_bawah), _PERSEN), (pecahan(satu.jpm), _PERSEN),
        (rata, replace(_ANGKA, format="[$-421]0.00")),
    )  # fmt: skip
