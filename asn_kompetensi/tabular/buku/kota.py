"""The workbook of the city, for its mayor: which sheets, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.buku_kota import DataBukuKota
from asn_kompetensi.tabular.buku import cara_hitung_kota, gaya, kota_ringkasan
from asn_kompetensi.tabular.buku.angka import level, pecahan
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_ANGKA, ISI_PERSEN, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.grafik_garis import garis_tren
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

KEPALA = 4
_LEVEL = replace(ISI_ANGKA, format="[$-421]0.00")
_Kolom = tuple[str, float, Rupa, Callable[[Any], object]]
_OPD: tuple[_Kolom, ...] = (
    ("Kode", 16, ISI, lambda b: b.kode),
    ("Perangkat daerah", 44, ISI, lambda b: b.nama),
    ("Terbanyak dalam", 32, ISI, lambda b: b.terbanyak),
    ("Pegawai", 10, ISI_ANGKA, lambda b: b.pegawai),
    ("Cakupan", 10, ISI_PERSEN, lambda b: pecahan(b.cakupan)),
    ("Dinilai", 10, ISI_ANGKA, lambda b: b.dinilai),
    ("Di bawah", 10, ISI_ANGKA, lambda b: b.di_bawah),
    ("Bagian", 10, ISI_PERSEN, lambda b: pecahan(b.persen)),
    ("JPM", 10, ISI_PERSEN, lambda b: pecahan(b.jpm)),
    ("Rata-rata", 10, _LEVEL, lambda b: _level(b.kesenjangan_rata)),
)
_KOMPETENSI: tuple[_Kolom, ...] = (
    ("Kode", 12, ISI, lambda b: b.kode),
    ("Kompetensi", 36, ISI, lambda b: b.nama),
    ("Jenis", 16, ISI, lambda b: b.jenis.replace("_", " ")),
    ("Pelatihan yang tersedia", 44, ISI, lambda b: b.usulan),
    ("Dinilai", 10, ISI_ANGKA, lambda b: b.dinilai),
    ("Di bawah", 10, ISI_ANGKA, lambda b: b.di_bawah),
    ("Bagian", 10, ISI_PERSEN, lambda b: pecahan(b.persen)),
    ("Rata-rata", 10, _LEVEL, lambda b: _level(b.kesenjangan_rata)),
    ("Perangkat daerah", 17, ISI_ANGKA, lambda b: b.opd),
)
_TREN: tuple[_Kolom, ...] = (
    ("Periode", 16, ISI, lambda b: b.periode),
    ("Pegawai", 12, ISI_ANGKA, lambda b: b.pegawai),
    ("Cakupan", 14, ISI_PERSEN, lambda b: pecahan(b.cakupan)),
    ("Di bawah standar", 18, ISI_PERSEN, lambda b: pecahan(b.persen)),
    ("JPM", 14, ISI_PERSEN, lambda b: pecahan(b.jpm)),
    ("Kesenjangan rata-rata", 22, _LEVEL, lambda b: _level(b.kesenjangan_rata)),
)


def buku_kota(data: DataBukuKota) -> Workbook:
    """The workbook in memory; save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal_surat)`."""
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    buku.remove(buku.worksheets[0])
    jadi: dict[Any, Any] = {}
    for nama, isi, perlu in _lembar(data):
        if perlu:
            isi(Pena(buku, buku.create_sheet(nama), jadi), data)
    sifat: Any = buku.properties
    sifat.title = teks_sah(f"Kesenjangan Kompetensi {data.instansi}, Periode {data.periode}")
    sifat.creator, sifat.language = teks_sah(data.instansi), "id-ID"
    return buku


def _lembar(data: DataBukuKota) -> list[tuple[str, Callable[[Pena, DataBukuKota], None], bool]]:
    return [
        ("Ringkasan", kota_ringkasan.isi_ringkasan, True),
        ("Perangkat Daerah", _isi_opd, bool(data.opd)),
        ("Kompetensi", _isi_kompetensi, bool(data.kompetensi)),
        ("Tren", _isi_tren, len(data.tren) > 1),
        ("Cara Hitung", cara_hitung_kota.isi_cara_hitung, True),
    ]


def _level(nilai: Any) -> int | float | None:
    return None if nilai is None else level(nilai)[0]


def _isi_opd(pena: Pena, data: DataBukuKota) -> None:
    _daftar(
        pena, data, "PerangkatDaerah", f"Perangkat daerah, Periode {data.periode}",
        "Menurut bagian pegawai di bawah standar dari yang dinilai. "
        f"Tanda –: kurang dari {data.kelompok_minimum} pegawai dinilai, tidak ditampilkan agar tidak menunjuk orang.",
        _OPD, data.opd,
    )  # fmt: skip


def _isi_kompetensi(pena: Pena, data: DataBukuKota) -> None:
    _daftar(
        pena, data, "Kompetensi", f"Kompetensi, Periode {data.periode}",
        "Menurut banyaknya pegawai di bawah standar. Perangkat daerah: berapa yang mempunyai pegawai di bawah standar.",
        _KOMPETENSI, data.kompetensi,
    )  # fmt: skip


def _isi_tren(pena: Pena, data: DataBukuKota) -> None:
    akhir = _daftar(
        pena, data, "Tren", "Perkembangan dari periode ke periode",
        "Bandingkan bersama cakupannya: angka dari sedikit orang mudah berubah.", _TREN, data.tren,
    )  # fmt: skip
    garis_tren(pena.lembar, KEPALA, akhir, kolom_nama=1, kolom=(4, 5, 3), letak=f"A{akhir + 2}")


def _daftar(
    pena: Pena, data: DataBukuKota, tabel: str, judul: str, catatan: str, kolom: tuple[_Kolom, ...], isi: Any
) -> int:
    """Title, note and a named table; returns its last row."""
    lembar = pena.lembar
    lebar = [gaya.lebar_teks([str(kolom[0][3](satu)) for satu in isi], 9, 34), *(satu[1] for satu in kolom[1:])]
    gaya.lebar_kolom(lembar, lebar)
    gaya.tata_cetak(lembar, (data.instansi, f"Periode {data.periode}"), ulang=KEPALA)
    lembar.freeze_panes = f"C{KEPALA + 1}" if kolom[0][0] == "Kode" else f"B{KEPALA + 1}"
    pena.tulis(1, 1, judul, gaya.JUDUL)
    pena.tulis(2, 1, catatan, replace(gaya.CATATAN, lipat=False))
    for baris, tinggi in ((1, 24.0), (2, 14.0), (3, 6.0), (KEPALA, 20.0)):
        lembar.row_dimensions[baris].height = tinggi
    for letak, (teks, _, rupa, _) in enumerate(kolom, 1):
        pena.tulis(KEPALA, letak, teks, gaya.KEPALA_ANGKA if rupa.datar == "right" else gaya.KEPALA)
    baris = KEPALA
    for baris, satu in enumerate(isi, KEPALA + 1):
        for letak, (_, _, rupa, ambil) in enumerate(kolom, 1):
            nilai = ambil(satu)
            pena.tulis(baris, letak, "–" if nilai is None else nilai or (nilai if nilai == 0 else None), rupa)
        teks_sel = [(str(ambil(satu) or ""), w, SEDANG) for w, (_, _, _, ambil) in zip(lebar, kolom, strict=True)]
        pena.tinggi(baris, *teks_sel, paling_kecil=17)
    gaya.pasang_tabel(lembar, tabel, KEPALA, baris, len(kolom))
    return baris
