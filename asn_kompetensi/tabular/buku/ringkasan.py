"""Sheet *Ringkasan*: one A4 landscape page that says it all."""

from __future__ import annotations

from dataclasses import replace

from asn_kompetensi.domain.buku import BarisGap, BarisKompetensi, DataBukuOpd
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import blok, gaya
from asn_kompetensi.tabular.buku.angka import level, pecahan, tanda
from asn_kompetensi.tabular.buku.blok import AKHIR, GRAFIK, TABEL
from asn_kompetensi.tabular.buku.gaya import KECIL, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.grafik import batang_di
from asn_kompetensi.tabular.buku.kalimat import kalimat_ringkas, terbanyak
from asn_kompetensi.tabular.buku.petak import petak_ringkasan

NAMA = "Ringkasan"
DIDAHULUKAN, PALING_SEDIKIT = 8, 3  # people on the page, as many of them as fit
TINGGI_HALAMAN = 700.0  # points of rows that fill an A4 page with this sheet at seven tenths of its size
GAP_DISEBUT = 5  # of one person
TINGGI_KOMPETENSI = 18.0
KOLOM_ORANG = ((1, 6, "Nama"), (7, 12, "Jabatan"), (13, 18, "Di bawah standar dalam"), (19, AKHIR, "Usulan"))


def isi_ringkasan(pena: Pena, data: DataBukuOpd) -> None:
    """Fill the sheet from top to bottom; each part returns the next free row."""
    blok.halaman(pena, gaya.kaki_opd(data))
    baris = blok.kop(pena, [k for k in data.kepala_surat if k] or [data.instansi.upper()])
    judul = f"Kesenjangan Kompetensi {data.nama_opd}, Periode {data.periode}"
    baris = blok.judul(pena, judul, kalimat_ringkas(data), baris)
    baris = blok.petak(pena, petak_ringkasan(data), baris)
    baris = _kompetensi(pena, terbanyak(data), data, baris)
    baris = _didahulukan(pena, data, baris)
    tempat = f"{data.tempat}, " if data.tempat else ""
    kiri = [
        f"Cara hitung dan arti tanda: lembar Cara Hitung.{_dibuka_ulang(data)}",
        f"Data pribadi: hanya untuk {data.nama_opd} (UU 27/2022 tentang Pelindungan Data Pribadi).",
    ]
    tanggal = f"{tempat}{cetak_tanggal(data.tanggal_surat)}"
    baris = blok.tanda_tangan(pena, kiri, tanggal, data.penanda_tangan, baris)
    pena.lembar.print_area = f"A1:X{baris - 1}"


def _kompetensi(pena: Pena, urut: list[BarisKompetensi], data: DataBukuOpd, baris: int) -> int:
    """The table on the left, a native bar chart of the same rows on the right, exactly as high."""
    if not urut:
        return baris
    pena.gabung(baris, 1, 12, "Kompetensi dengan pegawai di bawah standar terbanyak", gaya.BAGIAN)
    pena.gabung(baris, *GRAFIK, "Pegawai di bawah standar menurut kompetensi", gaya.BAGIAN)
    pena.lembar.row_dimensions[baris].height = 18
    kepala = baris + 1
    judul = ("Kompetensi", "Dinilai", "Di bawah", "Bagian", "Rata-rata", "Kota")
    for (awal, akhir), teks in zip(TABEL, judul, strict=True):
        pena.gabung(kepala, awal, akhir, teks, gaya.KEPALA if awal == 1 else gaya.KEPALA_ANGKA)
    pena.lembar.row_dimensions[kepala].height = 16
    for ke, k in enumerate(urut, kepala + 1):
        _baris_kompetensi(pena, k, ke)
    akhir = kepala + len(urut)
    batang_di(pena.lembar, kepala, akhir, kolom_nama=1, kolom_angka=8, kiri=GRAFIK[0] - 1, kanan=GRAFIK[1])
    catatan = "Bagian: dari yang dinilai. Rata-rata: kesenjangan dalam level."
    if any(k.persen_kota is not None for k in data.kompetensi):
        catatan += " Kota: bagian yang sama untuk seluruh kota."
    pena.gabung(akhir + 1, 1, 12, catatan, gaya.CATATAN)
    pena.tinggi(akhir + 1, (catatan, blok.SEPARUH, KECIL))
    blok.sela(pena, akhir + 2, 8)
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
    for (awal, akhir), (nilai, rupa) in zip(TABEL, isi, strict=True):
        pena.gabung(baris, awal, akhir, nilai, rupa)
    pena.tinggi(baris, (k.nama, blok.lebar(*TABEL[0]), SEDANG), paling_kecil=TINGGI_KOMPETENSI)


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
    sisa = TINGGI_HALAMAN - blok.tinggi_tanda_tangan(data.penanda_tangan)
    sisa -= sum(d.height or TINGGI_KOMPETENSI for d in pena.lembar.row_dimensions.values())
    awal_orang = baris = baris + 2
    for milik in list(orang.values())[:DIDAHULUKAN]:
        teks_sel = (milik[0].nama, milik[0].nama_jabatan, _daftar_gap(milik), _usulan(milik))
        pena.tinggi(
            baris,
            *((t, blok.lebar(a, b), SEDANG) for t, (a, b, _) in zip(teks_sel, kolom, strict=False)),
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
        blok.sela(pena, baris, 14)
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
