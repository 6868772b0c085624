"""Sheet *JP*: everyone's training hours of the year against the target of a PNS or the limit of a PPPK."""

from __future__ import annotations

from dataclasses import replace

from asn_kompetensi.domain.buku import BarisJp, DataBukuOpd
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import INDONESIA
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_ANGKA, ISI_NIP, SEDANG, Pena, Rupa

NAMA = "JP"
NAMA_TABEL = "JamPelajaran"  # `JP` is a cell's address in Excel, which no table may be called
BARIS_KEPALA = 4
KEPALA = ("Nama", "NIP", "Jabatan", "Jenis pegawai", "JP", "Target", "Batas", "Kurang", "Status", "Kegiatan")
TENGAH = {"JP", "Target", "Batas", "Kurang", "Kegiatan"}
# Said in words and by a sign, so that it is seen in black and white too.
STATUS = {
    "terpenuhi": "terpenuhi", "kurang": "▼ kurang", "belum_ada_data": "– belum ada data",
    "dalam_batas": "dalam batas", "melebihi_batas": "▲ melebihi batas",
}  # fmt: skip
_ANGKA = replace(ISI_ANGKA, datar="center")
_PECAHAN = replace(_ANGKA, format=f"{INDONESIA}0.##")


def isi_jp(pena: Pena, data: DataBukuOpd) -> None:
    """Title, note, and one row per person in the order of *Matriks*."""
    lembar = pena.lembar
    lebar = _lebar(data.jp)
    gaya.lebar_kolom(lembar, lebar)
    gaya.tata_cetak(lembar, gaya.kaki_opd(data), ulang=BARIS_KEPALA)
    lembar.freeze_panes = f"B{BARIS_KEPALA + 1}"
    catatan = (
        "JP: jam pelajaran yang diakui dalam tahun itu. Target untuk PNS, batas untuk PPPK. "
        "–: belum ada catatan, bukan 0 JP."
    )
    gaya.judul_lembar(pena, f"Jam pelajaran tahun {data.tahun_jp}", catatan, BARIS_KEPALA)
    gaya.kepala_tabel(pena, BARIS_KEPALA, KEPALA, TENGAH, lebar)
    for baris, satu in enumerate(data.jp, BARIS_KEPALA + 1):
        isi = _sel(satu)
        for kolom, (nilai, rupa) in enumerate(isi, 1):
            pena.tulis(baris, kolom, nilai, rupa)
        pena.tinggi(baris, (satu.nama, lebar[0], SEDANG), (satu.nama_jabatan, lebar[2], SEDANG))
    gaya.pasang_tabel(lembar, NAMA_TABEL, BARIS_KEPALA, BARIS_KEPALA + len(data.jp), len(KEPALA))


_RUPA_STATUS = {
    "kurang": replace(ISI, tebal=True, warna=gaya.AKSEN),
    "belum_ada_data": replace(ISI, warna=gaya.ABU, isi="E3E6EB"),
}


def _sel(satu: BarisJp) -> tuple[tuple[object, Rupa], ...]:
    rupa = _RUPA_STATUS.get(satu.status, ISI)
    return (
        (satu.nama, ISI), (satu.nip, ISI_NIP), (satu.nama_jabatan, ISI), (satu.jenis_pegawai, ISI), _angka(satu.jp),
        _angka(satu.target), _angka(satu.batas), _angka(satu.kurang), (STATUS[satu.status], rupa),
        (satu.kegiatan, _ANGKA),
    )  # fmt: skip


def _angka(nilai: float | None) -> tuple[object, Rupa]:
    """Hours are whole nearly always; only then a decimal comma would stand there alone."""
    return nilai, _PECAHAN if isinstance(nilai, float) else _ANGKA


def _lebar(semua: tuple[BarisJp, ...]) -> list[float]:
    return [
        gaya.lebar_teks([o.nama for o in semua], 22, 40),
        21,
        gaya.lebar_teks([o.nama_jabatan for o in semua], 20, 36),
        gaya.lebar_teks([o.jenis_pegawai for o in semua], 15, 22),
        9,
        10,
        10,
        10,
        gaya.lebar_teks([STATUS[o.status] for o in semua], 16, 22),
        11,
    ]
