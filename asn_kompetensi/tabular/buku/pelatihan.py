"""Sheet *Pelatihan*: what is proposed for each competency, then who needs it, each a table to filter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from asn_kompetensi.domain.buku import BarisGap, BarisPelatihan, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_ANGKA, ISI_NIP, ISI_TANGGAL, SEDANG, Pena, Rupa

NAMA, NAMA_PESERTA = "Pelatihan", "Peserta"
BARIS_KEPALA = 4
KEPALA = (
    "Kode", "Kompetensi", "Di bawah", "Kode usulan", "Kelas atau program", "Mulai", "Selesai", "Tempat", "JP",
    "Sisa kursi", "Perlu", "Belum ada pelatihannya",
)  # fmt: skip
# In the columns of the first table, so that both find their widths: NIP below the first day, the job below the place.
KEPALA_PESERTA = ("Kode", "Kompetensi", "Urutan", "Kode usulan", "Nama", "NIP", "Kesenjangan", "Jabatan")
BELUM_ADA = "belum ada pelatihannya"
_ANGKA = replace(ISI_ANGKA, datar="center")
_ANGKA_BELUM = replace(_ANGKA, tebal=True, warna=gaya.AKSEN)
_BELUM = replace(ISI, tebal=True, warna=gaya.AKSEN)
_BELUM_TIPIS = replace(ISI, warna=gaya.AKSEN)


def isi_pelatihan(pena: Pena, data: DataBukuOpd) -> None:
    """The proposals by competency, and below them one row per person and competency."""
    lebar = _lebar(data)
    gaya.lebar_kolom(pena.lembar, lebar)
    gaya.tata_cetak(pena.lembar, gaya.kaki_opd(data))
    catatan = (
        "Perlu: pegawai yang kesenjangannya ditangani kelas atau program itu. Sisa kursi: untuk semua perangkat daerah "
        "bersama. Belum ada pelatihannya: pegawai yang belum tercakup kelas atau program mana pun."
    )
    gaya.judul_lembar(pena, f"Usulan pelatihan, Periode {data.periode}", catatan, BARIS_KEPALA)
    akhir = _usulan(pena, data.pelatihan, lebar)
    pena.lembar.freeze_panes = "C1"  # no row: two tables, two headings
    if not data.gap:
        return  # Excel repairs a table without rows
    pena.tulis(akhir + 2, 1, "Siapa yang memerlukan", gaya.BAGIAN)
    pena.lembar.row_dimensions[akhir + 2].height = 18
    _peserta(pena, data, akhir + 3, lebar)


def _usulan(pena: Pena, semua: tuple[BarisPelatihan, ...], lebar: list[float]) -> int:
    """The first table; returns its last row."""
    gaya.kepala_tabel(
        pena, BARIS_KEPALA, KEPALA, {"Di bawah", "JP", "Sisa kursi", "Perlu", "Belum ada pelatihannya"}, lebar
    )
    baris = BARIS_KEPALA
    for satu in semua:
        baris += 1
        isi: tuple[tuple[object, Rupa], ...] = (
            (satu.kompetensi, ISI), (satu.nama_kompetensi, ISI), (satu.di_bawah, _ANGKA), (satu.kode or None, ISI),
            (satu.nama or BELUM_ADA, ISI if satu.kode else _BELUM),
            (satu.mulai, ISI_TANGGAL), (satu.selesai, ISI_TANGGAL), (satu.tempat or None, ISI), (satu.jp, _ANGKA),
            (satu.sisa, _ANGKA), (satu.perlu or None, _ANGKA),
            (satu.belum, _ANGKA_BELUM if satu.belum else _ANGKA),
        )  # fmt: skip
        _tulis(pena, baris, isi, lebar)
    gaya.pasang_tabel(pena.lembar, NAMA, BARIS_KEPALA, baris, len(KEPALA))
    return baris


def _peserta(pena: Pena, data: DataBukuOpd, kepala: int, lebar: list[float]) -> None:
    """The second table: by competency and proposal, within it in the order of *Prioritas*."""
    gaya.kepala_tabel(pena, kepala, KEPALA_PESERTA, {"Urutan", "Kesenjangan"}, lebar)
    urutan = {(satu.kompetensi, satu.kode): ke for ke, satu in enumerate(data.pelatihan)}
    akhir = len(urutan)

    def letak(g: BarisGap) -> tuple[int, int]:
        # What nothing covers comes last within its competency.
        pertama = next((ke for (kompetensi, _), ke in urutan.items() if kompetensi == g.kompetensi), akhir)
        return pertama, urutan.get((g.kompetensi, g.usulan), akhir)

    baris = kepala
    for g in sorted(data.gap, key=letak):
        baris += 1
        angka, bentuk = level(g.kesenjangan)
        isi: tuple[tuple[object, Rupa], ...] = (
            (g.kompetensi, ISI), (g.nama_kompetensi, ISI), (g.prioritas, _ANGKA),
            (g.usulan or BELUM_ADA, ISI if g.usulan else _BELUM_TIPIS), (g.nama, ISI),
            (g.nip, ISI_NIP), (angka, _rupa_angka(bentuk)), (g.nama_jabatan, ISI),
        )  # fmt: skip
        _tulis(pena, baris, isi, lebar)
    pena.lembar.print_title_rows = f"{kepala}:{kepala}"  # on the pages after it; the first table is short
    gaya.pasang_tabel(pena.lembar, NAMA_PESERTA, kepala, baris, len(KEPALA_PESERTA))


@cache
def _rupa_angka(bentuk: str) -> Rupa:
    return replace(_ANGKA, format=bentuk)


def _tulis(pena: Pena, baris: int, isi: tuple[tuple[object, Rupa], ...], lebar: list[float]) -> None:
    for kolom, (nilai, rupa) in enumerate(isi, 1):
        pena.tulis(baris, kolom, nilai, rupa)
    teks = [(nilai, w, SEDANG) for (nilai, _), w in zip(isi, lebar, strict=False) if isinstance(nilai, str)]
    pena.tinggi(baris, *teks)


def _lebar(data: DataBukuOpd) -> list[float]:
    usul, orang = data.pelatihan, data.gap
    return [
        gaya.lebar_teks([u.kompetensi for u in usul], 8, 16),
        gaya.lebar_teks([u.nama_kompetensi for u in usul], 20, 36),
        11,
        gaya.lebar_teks([*(u.kode for u in usul), BELUM_ADA], 14, 24),
        gaya.lebar_teks([*(u.nama for u in usul), *(g.nama for g in orang)], 26, 44),
        21,
        18,
        gaya.lebar_teks([*(u.tempat for u in usul), *(g.nama_jabatan for g in orang)], 20, 36),
        8,
        9,
        9,
        14,
    ]
