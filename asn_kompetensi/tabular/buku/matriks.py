"""Sheet *Matriks*: people by competency; the level reached is a number, the sign comes from its number format."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from asn_kompetensi.domain.buku import BarisOrang, Capaian, DataBukuOpd
from asn_kompetensi.domain.gap import kategori
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level, pecahan
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_ANGKA, ISI_NIP, ISI_PERSEN, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.kalimat import semua_orang
from asn_kompetensi.tabular.sel import kepala_unik

NAMA = "Matriks"
BARIS_KEPALA = 4
DEPAN = ("Nama", "NIP", "Jabatan")
BELAKANG = ("Di bawah", "JPM")
LEGENDA = (
    "Angka: level yang dicapai. ▼n: n level di bawah standar jabatan. –: belum dinilai. "
    "K: nilai sudah kedaluwarsa. Bergaris miring: tidak disyaratkan."
)
SEL = Rupa(datar="center", garis="hair")
BELUM = replace(SEL, isi="E3E6EB", warna=gaya.ABU)
KEDALUWARSA = replace(BELUM, miring=True)
ISI_TENGAH, PERSEN_TENGAH = replace(ISI_ANGKA, datar="center"), replace(ISI_PERSEN, datar="center")
TIDAK_DISYARATKAN = replace(SEL, arsir=True)


def isi_matriks(pena: Pena, data: DataBukuOpd) -> None:
    """Title, legend, header and one row per person, as a named table frozen at the names."""
    orang = semua_orang(data)
    kode = [k.kode for k in data.kompetensi]
    kepala = kepala_unik([*DEPAN, *kode, *BELAKANG])
    lebar = lebar_matriks(orang, kepala)
    _tata(pena, data, lebar)
    gaya.kepala_tabel(pena, BARIS_KEPALA, kepala, kepala[len(DEPAN) :], lebar)
    for baris, o in enumerate(orang, BARIS_KEPALA + 1):
        _baris(pena, data, baris, o, kode)
        pena.tinggi(baris, (o.nama, lebar[0], SEDANG), (o.nama_jabatan, lebar[2], SEDANG))
    gaya.pasang_tabel(pena.lembar, NAMA, BARIS_KEPALA, BARIS_KEPALA + len(orang), len(kepala))


def _tata(pena: Pena, data: DataBukuOpd, lebar: list[float]) -> None:
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, lebar)
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), ulang=BARIS_KEPALA)
    lembar.freeze_panes = f"B{BARIS_KEPALA + 1}"
    gaya.judul_lembar(pena, f"Capaian terhadap standar jabatan, Periode {data.periode}", LEGENDA, BARIS_KEPALA)


def lebar_matriks(orang: list[BarisOrang], kepala: list[str]) -> list[float]:
    """Column widths: names on one line unless very long, cells wide enough for `0,5 ▼2,5`, heads for their filter."""
    return [
        gaya.lebar_teks([o.nama for o in orang], 22, 40),
        21,
        gaya.lebar_teks([o.nama_jabatan for o in orang], 20, 36),
        *(max(9.5, gaya.lebar_huruf(k) + 4) for k in kepala[len(DEPAN) :]),
    ]


def _baris(pena: Pena, data: DataBukuOpd, baris: int, o: BarisOrang, kode: list[str]) -> None:
    pena.tulis(baris, 1, o.nama, ISI)
    pena.tulis(baris, 2, o.nip, ISI_NIP)
    pena.tulis(baris, 3, o.nama_jabatan, ISI)
    batas = (Fraction(data.batas_kategori[0]), Fraction(data.batas_kategori[1]))
    for kolom, satu in enumerate(kode, len(DEPAN) + 1):
        nilai, rupa = sel_matriks(o.capaian.get(satu), batas)
        pena.tulis(baris, kolom, nilai, rupa)
    kolom = len(DEPAN) + len(kode) + 1
    pena.tulis(baris, kolom, o.di_bawah if o.capaian else None, ISI_TENGAH)
    pena.tulis(baris, kolom + 1, pecahan(o.jpm), PERSEN_TENGAH)


@lru_cache(maxsize=4096)
def sel_matriks(c: Capaian | None, batas: tuple[Fraction, Fraction]) -> tuple[int | float | str | None, Rupa]:
    """What a cell holds and how it looks: a number with its sign, `–`, `K`, or nothing where not required."""
    if c is None:
        return None, TIDAK_DISYARATKAN
    standar, capaian, status = c
    if capaian is None:
        return ("K", KEDALUWARSA) if status == "kedaluwarsa" else ("–", BELUM)
    kurang = max(Fraction(0), Fraction(standar) - Fraction(capaian))
    angka, bentuk = level(capaian, kurang)
    return angka, rupa_kategori(kategori(kurang, batas), bentuk)


@lru_cache(maxsize=1024)
def rupa_kategori(nama: str, bentuk: str = "General") -> Rupa:
    """The look of a gap category; lightness falls with the size of the gap, so it reads in black and white too."""
    warna = gaya.WARNA_KATEGORI.get(nama)
    if warna is None:
        return replace(SEL, format=bentuk)
    tinggi = nama == "tinggi"
    return replace(SEL, isi=warna, tebal=nama != "rendah", warna="FFFFFF" if tinggi else gaya.TINTA, format=bentuk)
