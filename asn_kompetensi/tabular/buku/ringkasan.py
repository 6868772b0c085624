"""Sheet *Ringkasan*: one A4 landscape page that says it all. Five blocks of four columns, a narrow gap between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asn_kompetensi.domain.buku import BarisGap, BarisKompetensi, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya, surat
from asn_kompetensi.tabular.buku.angka import level, pecahan, tanda
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.kalimat import kalimat_ringkas, terbanyak
from asn_kompetensi.tabular.buku.petak import Petak, petak_ringkasan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAMA = "Ringkasan"
LEBAR_KOLOM, LEBAR_SELA = 8.2, 1.5
AKHIR = 24  # 5 blocks x 4 columns + 4 gaps
SELA = frozenset({5, 10, 15, 20})
LEBAR_PENUH = 20 * LEBAR_KOLOM + 4 * LEBAR_SELA
DIDAHULUKAN, PALING_SEDIKIT = 8, 3  # people on the page, as many of them as fit
TINGGI_HALAMAN = 640.0  # points of rows that fill an A4 page as wide as this sheet
GAP_DISEBUT = 6  # of one person
TINGGI_KOMPETENSI = 18.0
# First and last column of each column of the table: a narrow gap is taken into the one beside it.
KOLOM_KOMPETENSI = ((1, 6), (7, 7), (8, 8), (9, 9), (10, 11), (12, 12))
KOLOM_GRAFIK = (14, AKHIR)
KOLOM_ORANG = ((1, 6, "Nama"), (7, 12, "Jabatan"), (13, 18, "Di bawah standar dalam"), (19, AKHIR, "Usulan"))
KOLOM_TANDA_TANGAN = (17, AKHIR)


def isi_ringkasan(pena: Pena, data: DataBukuOpd) -> None:
    """Fill the sheet from top to bottom; each part returns the next free row."""
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, [LEBAR_SELA if k in SELA else LEBAR_KOLOM for k in range(1, AKHIR + 1)])
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), satu_halaman=True)
    baris = surat.kop(pena, [k for k in data.kepala_surat if k] or [data.instansi.upper()], AKHIR, LEBAR_PENUH)
    baris = _judul(pena, data, baris)
    baris = _petak(pena, petak_ringkasan(data), baris)
    baris = _kompetensi(pena, terbanyak(data), data, baris)
    baris = _didahulukan(pena, data, baris)
    baris = _kaki(pena, data, baris)
    lembar.print_area = f"A1:X{baris - 1}"


def lebar_kolom(awal: int, akhir: int) -> float:
    """Width of merged columns in characters."""
    return sum(LEBAR_SELA if k in SELA else LEBAR_KOLOM for k in range(awal, akhir + 1))


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
    catatan = len(petak[0].catatan)
    for ke, p in enumerate(petak):
        awal = 1 + 5 * ke
        pena.gabung(baris, awal, awal + 3, p.judul, dasar)
        pena.gabung(baris + 1, awal, awal + 3, p.nilai, replace(angka, format=p.format))
        for i in range(catatan):
            pena.gabung(baris + 2 + i, awal, awal + 3, p.catatan[i] or None, dasar)
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
    pena.gabung(baris, 1, 12, "Kompetensi dengan pegawai di bawah standar terbanyak", gaya.BAGIAN)
    pena.gabung(baris, *KOLOM_GRAFIK, "Pegawai di bawah standar menurut kompetensi", gaya.BAGIAN)
    pena.lembar.row_dimensions[baris].height = 18
    kepala = baris + 1
    judul = ("Kompetensi", "Dinilai", "Di bawah", "Bagian", "Rata-rata", "Kota")
    for (awal, akhir), teks in zip(KOLOM_KOMPETENSI, judul, strict=True):
        pena.gabung(kepala, awal, akhir, teks, gaya.KEPALA if awal == 1 else gaya.KEPALA_ANGKA)
    pena.lembar.row_dimensions[kepala].height = 16
    for ke, k in enumerate(urut, kepala + 1):
        _baris_kompetensi(pena, k, ke)
    akhir = kepala + len(urut)
    _grafik(pena.lembar, kepala, akhir)
    catatan = "Bagian: dari yang dinilai. Rata-rata: kesenjangan dalam level."
    if any(k.persen_kota is not None for k in data.kompetensi):
        catatan += " Kota: bagian yang sama untuk seluruh kota."
    pena.gabung(akhir + 1, 1, 12, catatan, gaya.CATATAN)
    pena.tinggi(akhir + 1, (catatan, lebar_kolom(1, 12), KECIL))
    _sela(pena, akhir + 2, 8)
    return akhir + 3


def _baris_kompetensi(pena: Pena, k: BarisKompetensi, baris: int) -> None:
    bulat = replace(gaya.ISI_PERSEN, format="[$-421]0 %")
    isi: tuple[tuple[object, Rupa], ...] = (
        (k.nama, gaya.ISI),
        (k.dinilai, gaya.ISI_ANGKA),
        (k.di_bawah, replace(gaya.ISI_ANGKA, tebal=True, warna=gaya.AKSEN)),
        (pecahan(k.persen), bulat),
        (
            None if k.kesenjangan_rata is None else level(k.kesenjangan_rata)[0],
            replace(gaya.ISI_ANGKA, format="[$-421]0.00"),
        ),
        (pecahan(k.persen_kota), bulat),
    )
    for (awal, akhir), (nilai, rupa) in zip(KOLOM_KOMPETENSI, isi, strict=True):
        pena.gabung(baris, awal, akhir, nilai, rupa)
    pena.tinggi(baris, (k.nama, lebar_kolom(*KOLOM_KOMPETENSI[0]), SEDANG), paling_kecil=TINGGI_KOMPETENSI)


def _grafik(lembar: Worksheet, kepala: int, akhir: int) -> None:
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    from asn_kompetensi.tabular.buku.grafik import batang

    grafik = batang(lembar, kepala, akhir, kolom_nama=1, kolom_angka=8)
    # Tied to cells, not to centimetres: the chart can never grow over the text below it. Markers count from 0.
    grafik.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=KOLOM_GRAFIK[0] - 1, row=kepala - 1),
        to=AnchorMarker(col=KOLOM_GRAFIK[1], row=akhir),
    )
    lembar.add_chart(grafik)


def _didahulukan(pena: Pena, data: DataBukuOpd, baris: int) -> int:
    """Who comes first, in what, with what is proposed: as many as leave the page legible."""
    orang: dict[str, list[BarisGap]] = {}
    for g in data.gap:
        orang.setdefault(g.nip, []).append(g)
    if not orang:
        return baris
    pena.gabung(baris, 1, AKHIR, "Yang perlu didahulukan", gaya.BAGIAN)
    pena.lembar.row_dimensions[baris].height = 18
    kolom = KOLOM_ORANG if any(g.saran for g in data.gap) else (*KOLOM_ORANG[:2], (13, AKHIR, KOLOM_ORANG[2][2]))
    for awal, akhir, teks in kolom:
        pena.gabung(baris + 1, awal, akhir, teks, gaya.KEPALA)
    pena.lembar.row_dimensions[baris + 1].height = 16
    sisa = TINGGI_HALAMAN - surat.tinggi_tanda_tangan(data.penanda_tangan)
    sisa -= sum(d.height or TINGGI_KOMPETENSI for d in pena.lembar.row_dimensions.values())
    awal_orang = baris = baris + 2
    for milik in list(orang.values())[:DIDAHULUKAN]:
        teks_sel = (milik[0].nama, milik[0].nama_jabatan, _daftar_gap(milik), _usulan(milik))
        pena.tinggi(
            baris,
            *((t, lebar_kolom(a, b), SEDANG) for t, (a, b, _) in zip(teks_sel, kolom, strict=False)),
            paling_kecil=16,
        )
        sisa -= pena.lembar.row_dimensions[baris].height or 0.0
        if sisa < 0 and baris - awal_orang >= PALING_SEDIKIT:
            break
        for (awal, akhir, _), teks in zip(kolom, teks_sel, strict=False):
            pena.gabung(baris, awal, akhir, teks or None, gaya.ISI)
        baris += 1
    return _sisa(pena, len(orang) - (baris - awal_orang), baris)


def _sisa(pena: Pena, sisa: int, baris: int) -> int:
    if sisa > 0:
        pena.gabung(baris, 1, AKHIR, f"Dan {sisa} pegawai lain: lihat lembar Prioritas.", gaya.CATATAN)
        _sela(pena, baris, 14)
        baris += 1
    return baris


def _daftar_gap(milik: list[BarisGap]) -> str:
    disebut = [f"{g.kompetensi} {tanda(g.kesenjangan)}" for g in milik[:GAP_DISEBUT]]
    lagi = len(milik) - len(disebut)
    return " · ".join([*disebut, f"dan {lagi} lagi"] if lagi else disebut)


def _usulan(milik: list[BarisGap]) -> str:
    """The proposal for the person's first gap that has one; all of them stand on *Prioritas*."""
    pertama = next((g for g in milik if g.saran), None)
    if pertama is None:
        return ""
    return pertama.saran if len(milik) == 1 else f"{pertama.kompetensi}: {pertama.saran}"


def _dibuka_ulang(data: DataBukuOpd) -> str:
    """Said on the first page too: these figures may differ from those reported before."""
    if not data.dibuka_ulang:
        return ""
    kali = "" if len(data.dibuka_ulang) == 1 else f" {len(data.dibuka_ulang)} kali"
    return f" Periode ini pernah dibuka ulang{kali}: {data.dibuka_ulang[-1][0]}."


def _kaki(pena: Pena, data: DataBukuOpd, baris: int) -> int:
    _sela(pena, baris, 10)
    kiri = [
        f"Cara hitung dan arti tanda: lembar Cara Hitung.{_dibuka_ulang(data)}",
        f"Data pribadi: hanya untuk {data.nama_opd} (UU 27/2022 tentang Pelindungan Data Pribadi).",
    ]
    for ke, teks in enumerate(kiri, baris + 1):
        pena.gabung(ke, 1, 12, teks, gaya.CATATAN)
        pena.tinggi(ke, (teks, lebar_kolom(1, 12), KECIL), paling_kecil=surat.TINGGI_BARIS)
    akhir = surat.tanda_tangan(
        pena, baris + 1, KOLOM_TANDA_TANGAN, data.tempat, data.tanggal_surat, data.penanda_tangan,
        lebar_kolom(*KOLOM_TANDA_TANGAN),
    )  # fmt: skip
    return max(akhir, baris + 1 + len(kiri))


def _sela(pena: Pena, baris: int, tinggi: float) -> None:
    pena.lembar.row_dimensions[baris].height = tinggi
