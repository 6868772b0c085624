"""Sheet *Prioritas*: every gap of the agency in the order it should be dealt with, as a table to filter."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from asn_kompetensi.domain.buku import BarisGap, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.matriks import ISI_TENGAH, rupa_kategori

NAMA = "Prioritas"
BARIS_KEPALA = 4
KEPALA = (
    "Urutan", "Nama", "NIP", "Jabatan", "Kode", "Kompetensi", "Standar", "Capaian", "Kesenjangan", "Kategori", "Usulan",
)  # fmt: skip
TENGAH = {"Urutan", "Standar", "Capaian", "Kesenjangan", "Kategori"}


def isi_prioritas(pena: Pena, data: DataBukuOpd) -> None:
    """Title, header and one row per gap."""
    lebar = _lebar(data.gap)
    _tata(pena, data, lebar)
    gaya.kepala_tabel(pena, BARIS_KEPALA, KEPALA, TENGAH, lebar)
    for baris, g in enumerate(data.gap, BARIS_KEPALA + 1):
        pena.tulis(baris, 1, g.prioritas, ISI_TENGAH)
        teks_sel = ((2, g.nama), (4, g.nama_jabatan), (5, g.kompetensi), (6, g.nama_kompetensi), (11, g.saran))
        for kolom, teks in teks_sel:
            pena.tulis(baris, kolom, teks or None, ISI)
        pena.tinggi(baris, *((teks, lebar[kolom - 1], SEDANG) for kolom, teks in teks_sel))
        pena.tulis(baris, 3, g.nip, ISI_NIP)
        for kolom, nilai in ((7, g.standar), (8, g.capaian), (9, g.kesenjangan)):
            angka, bentuk = level(nilai)
            pena.tulis(baris, kolom, angka, _rupa_level(bentuk))
        pena.tulis(baris, 10, g.kategori.replace("_", " "), rupa_kategori(g.kategori))
    gaya.pasang_tabel(pena.lembar, NAMA, BARIS_KEPALA, BARIS_KEPALA + len(data.gap), len(KEPALA))


@lru_cache(maxsize=256)
def _rupa_level(bentuk: str) -> Rupa:
    return replace(ISI_TENGAH, format=bentuk)


def _lebar(gap: tuple[BarisGap, ...]) -> list[float]:
    return [
        9,
        gaya.lebar_teks([g.nama for g in gap], 20, 34),
        21,
        gaya.lebar_teks([g.nama_jabatan for g in gap], 18, 34),
        gaya.lebar_teks([g.kompetensi for g in gap], 8, 16),
        gaya.lebar_teks([g.nama_kompetensi for g in gap], 18, 36),
        11,
        11,
        14,
        12,
        gaya.lebar_teks([g.saran for g in gap], 12, 36),
    ]


def _tata(pena: Pena, data: DataBukuOpd, lebar: list[float]) -> None:
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, lebar)
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), ulang=BARIS_KEPALA)
    lembar.freeze_panes = f"C{BARIS_KEPALA + 1}"
    catatan = "Satu baris untuk setiap pegawai dan kompetensi di bawah standar. Dasar urutan: lembar Cara Hitung."
    judul = f"Kesenjangan menurut urutan penanganan, Periode {data.periode}"
    gaya.judul_lembar(pena, judul, catatan, BARIS_KEPALA)
