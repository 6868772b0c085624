"""Sheet *Ringkasan*: one A4 landscape page that says it all. Four blocks of five narrow columns, a gap between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asn_kompetensi.domain.buku import BarisGap, BarisKompetensi, DataBukuOpd
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level, pecahan, tanda
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.kalimat import kalimat_ringkas, terbanyak
from asn_kompetensi.tabular.buku.petak import Petak, petak_ringkasan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAMA = "Ringkasan"
LEBAR_KOLOM, LEBAR_SELA = 8.2, 1.5
AKHIR = 23  # 4 blocks x 5 columns + 3 gaps
LEBAR_PENUH = 20 * LEBAR_KOLOM + 3 * LEBAR_SELA
SEPARUH = 10 * LEBAR_KOLOM + LEBAR_SELA
DIDAHULUKAN = 8  # people on the page
TINGGI_KOMPETENSI = 18.0


def isi_ringkasan(pena: Pena, data: DataBukuOpd) -> None:
    """Fill the sheet from top to bottom; each part returns the next free row."""
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, [LEBAR_SELA if k % 6 == 0 else LEBAR_KOLOM for k in range(1, AKHIR + 1)])
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), satu_halaman=True)
    baris = _kop(pena, data)
    baris = _judul(pena, data, baris)
    baris = _petak(pena, petak_ringkasan(data), baris)
    baris = _kompetensi(pena, terbanyak(data), data, baris)
    baris = _didahulukan(pena, data.gap, baris)
    baris = _tanda_tangan(pena, data, baris)
    lembar.print_area = f"A1:W{baris - 1}"


def _kop(pena: Pena, data: DataBukuOpd) -> int:
    kop = [k for k in data.kepala_surat if k] or [data.instansi.upper()]
    for ke, teks in enumerate(kop, 1):
        rupa = Rupa(SEDANG, tebal=True, datar="center") if ke <= 2 else Rupa(KECIL, warna=gaya.ABU, datar="center")
        if ke == len(kop):
            rupa = replace(rupa, garis="double")
        pena.gabung(ke, 1, AKHIR, teks, replace(rupa, lipat=True))
        pena.tinggi(ke, (teks, LEBAR_PENUH, rupa.ukuran))
    return len(kop) + 1


def _judul(pena: Pena, data: DataBukuOpd, baris: int) -> int:
    _sela(pena, baris, 8)
    judul = f"Kesenjangan Kompetensi {data.nama_opd}, Periode {data.periode}"
    pena.gabung(baris + 1, 1, AKHIR, judul, replace(gaya.JUDUL, lipat=True))
    pena.tinggi(baris + 1, (judul, LEBAR_PENUH * 0.92, gaya.BESAR))
    kalimat = kalimat_ringkas(data)
    pena.gabung(baris + 2, 1, AKHIR, kalimat, gaya.BIASA)
    pena.tinggi(baris + 2, (kalimat, LEBAR_PENUH, SEDANG), paling_kecil=18)
    _sela(pena, baris + 3, 8)
    return baris + 4


def _petak(pena: Pena, petak: list[Petak], baris: int) -> int:
    dasar = Rupa(KECIL, warna=gaya.ABU, isi=gaya.DASAR_PETAK)
    angka = Rupa(gaya.BESAR, tebal=True, warna=gaya.BIRU, isi=gaya.DASAR_PETAK)
    catatan = max(len(p.catatan) for p in petak)
    for ke, p in enumerate(petak):
        awal = 1 + 6 * ke
        pena.gabung(baris, awal, awal + 4, p.judul, dasar)
        pena.gabung(baris + 1, awal, awal + 4, p.nilai, replace(angka, format=p.format))
        for i in range(catatan):
            pena.gabung(baris + 2 + i, awal, awal + 4, p.catatan[i] if i < len(p.catatan) else None, dasar)
    tinggi = [15.0, 24.0, *[13.0] * catatan]
    for i, t in enumerate(tinggi):
        pena.lembar.row_dimensions[baris + i].height = t
    akhir = baris + len(tinggi)
    _sela(pena, akhir, 10)
    return akhir + 1


def _kompetensi(pena: Pena, urut: list[BarisKompetensi], data: DataBukuOpd, baris: int) -> int:
    """The table on the left, a native bar chart of the same rows on the right, exactly as high."""
    if not urut:
        return baris
    pena.gabung(baris, 1, 11, "Kompetensi dengan pegawai di bawah standar terbanyak", gaya.BAGIAN)
    pena.gabung(baris, 13, AKHIR, "Pegawai di bawah standar menurut kompetensi", gaya.BAGIAN)
    pena.lembar.row_dimensions[baris].height = 18
    kepala = baris + 1
    pena.gabung(kepala, 1, 6, "Kompetensi", gaya.KEPALA)
    for kolom, teks in enumerate(("Dinilai", "Di bawah", "Bagian", "Rata-rata", "Kota"), 7):
        pena.tulis(kepala, kolom, teks, gaya.KEPALA_ANGKA)
    pena.lembar.row_dimensions[kepala].height = 16
    for ke, k in enumerate(urut, kepala + 1):
        _baris_kompetensi(pena, k, ke)
    akhir = kepala + len(urut)
    _grafik(pena.lembar, kepala, akhir)
    catatan = "Bagian: dari yang dinilai. Rata-rata: kesenjangan dalam level."
    if any(k.persen_kota is not None for k in data.kompetensi):
        catatan += " Kota: bagian yang sama untuk seluruh kota."
    pena.gabung(akhir + 1, 1, 11, catatan, gaya.CATATAN)
    pena.tinggi(akhir + 1, (catatan, SEPARUH, KECIL))
    _sela(pena, akhir + 2, 8)
    return akhir + 3


def _baris_kompetensi(pena: Pena, k: BarisKompetensi, baris: int) -> None:
    pena.gabung(baris, 1, 6, k.nama, gaya.ISI)
    pena.tulis(baris, 7, k.dinilai, gaya.ISI_ANGKA)
    pena.tulis(baris, 8, k.di_bawah, replace(gaya.ISI_ANGKA, tebal=True, warna=gaya.AKSEN))
    pena.tulis(baris, 9, pecahan(k.persen), replace(gaya.ISI_PERSEN, format="[$-421]0 %"))
    rata = None if k.kesenjangan_rata is None else level(k.kesenjangan_rata)[0]
    pena.tulis(baris, 10, rata, replace(gaya.ISI_ANGKA, format="[$-421]0.00"))
    pena.tulis(baris, 11, pecahan(k.persen_kota), replace(gaya.ISI_PERSEN, format="[$-421]0 %"))
    pena.tinggi(baris, (k.nama, 5 * LEBAR_KOLOM + LEBAR_SELA, SEDANG), paling_kecil=TINGGI_KOMPETENSI)


def _grafik(lembar: Worksheet, kepala: int, akhir: int) -> None:
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    from asn_kompetensi.tabular.buku.grafik import batang

    grafik = batang(lembar, kepala, akhir, kolom_nama=1, kolom_angka=8)
    # Tied to cells, not to centimetres: the chart can never grow over the text below it. Markers count from 0.
    grafik.anchor = TwoCellAnchor(
        editAs="twoCell", _from=AnchorMarker(col=12, row=kepala - 1), to=AnchorMarker(col=AKHIR, row=akhir)
    )
    lembar.add_chart(grafik)


def _didahulukan(pena: Pena, gap: tuple[BarisGap, ...], baris: int) -> int:
    orang: dict[str, list[BarisGap]] = {}
    for g in gap:
        orang.setdefault(g.nip, []).append(g)
    if not orang:
        return baris
    pena.gabung(baris, 1, AKHIR, "Yang perlu didahulukan", gaya.BAGIAN)
    pena.lembar.row_dimensions[baris].height = 18
    pertama = list(orang.values())[:DIDAHULUKAN]
    usul = any(g.saran for milik in pertama for g in milik)
    kolom = [(1, 6, "Nama"), (7, 12, "Jabatan"), (13, 18 if usul else AKHIR, "Di bawah standar dalam")]
    kolom += [(19, AKHIR, "Usulan")] if usul else []
    for awal, akhir, teks in kolom:
        pena.gabung(baris + 1, awal, akhir, teks, gaya.KEPALA)
    pena.lembar.row_dimensions[baris + 1].height = 16
    for ke, milik in enumerate(pertama, baris + 2):
        teks_sel = (milik[0].nama, milik[0].nama_jabatan, _daftar_gap(milik), _usulan(milik))
        for (awal, akhir, _), teks in zip(kolom, teks_sel, strict=False):
            pena.gabung(ke, awal, akhir, teks, gaya.ISI)
        lebar = [(akhir - awal) * LEBAR_KOLOM for awal, akhir, _ in kolom]
        pena.tinggi(ke, *((t, w, SEDANG) for t, w in zip(teks_sel, lebar, strict=False)), paling_kecil=16)
    return _sisa(pena, len(orang) - len(pertama), baris + 2 + len(pertama))


def _sisa(pena: Pena, sisa: int, baris: int) -> int:
    if sisa > 0:
        pena.gabung(baris, 1, AKHIR, f"Dan {sisa} pegawai lain: lihat lembar Prioritas.", gaya.CATATAN)
        baris += 1
    return baris


def _daftar_gap(milik: list[BarisGap]) -> str:
    return " · ".join(f"{g.kompetensi} {tanda(g.kesenjangan)}" for g in milik)


def _usulan(milik: list[BarisGap]) -> str:
    """The proposal for the person's first gap; all of them stand on *Prioritas*."""
    return next((g.saran for g in milik if g.saran), "")


def _dibuka_ulang(data: DataBukuOpd) -> str:
    """Said on the first page too: these figures may differ from those reported before."""
    if not data.dibuka_ulang:
        return ""
    kali = "" if len(data.dibuka_ulang) == 1 else f" {len(data.dibuka_ulang)} kali"
    return f" Periode ini pernah dibuka ulang{kali}: {data.dibuka_ulang[-1][0]}."


def _tanda_tangan(pena: Pena, data: DataBukuOpd, baris: int) -> int:
    _sela(pena, baris, 12)
    kiri = [
        f"Cara hitung dan arti tanda: lembar Cara Hitung.{_dibuka_ulang(data)}",
        f"Data pribadi: hanya untuk {data.nama_opd} (UU 27/2022 tentang Pelindungan Data Pribadi).",
    ]
    tempat = f"{data.tempat}, " if data.tempat else ""
    kanan = [f"{tempat}{cetak_tanggal(data.tanggal_surat)}", *data.penanda_tangan]
    for ke, teks in enumerate(kiri, baris + 1):
        pena.gabung(ke, 1, 11, teks, gaya.CATATAN)
        pena.tinggi(ke, (teks, SEPARUH, KECIL), paling_kecil=15)
    for ke, teks in enumerate(kanan[:-1], baris + 1):
        pena.gabung(ke, 16, AKHIR, teks, Rupa())
    akhir = baris + len(kanan)
    _sela(pena, akhir, 44)
    pena.gabung(akhir + 1, 16, AKHIR, kanan[-1], Rupa(tebal=True))
    return akhir + 2


def _sela(pena: Pena, baris: int, tinggi: float) -> None:
    pena.lembar.row_dimensions[baris].height = tinggi
