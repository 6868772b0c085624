"""The individual development plan on paper: who, what to develop by 10-20-70, hours, two signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.nip import cetak_nip
from asn_kompetensi.domain.rencana_buku import DataIdp, Kegiatan
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import koma, level, persen
from asn_kompetensi.tabular.buku.gaya import ISI_ANGKA, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.rencana import ISI, RUPIAH
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

NAMA = "IDP"
_TENGAH = replace(ISI_ANGKA, datar="center", kotak=True)
_LABEL = Rupa(warna=gaya.ABU)
Kolom = tuple[str, float, Rupa, Callable[[Kegiatan], object]]

KOLOM: tuple[Kolom, ...] = (
    ("Kompetensi", 18, ISI, lambda k: _kompetensi(k)),
    ("Nama program", 27, ISI, lambda k: k.program),
    ("Metode", 16, ISI, lambda k: f"{k.nama_bentuk} ({k.bentuk})"),
    ("Porsi (%)", 7, _TENGAH, lambda k: k.porsi),
    ("JP rencana", 8, _TENGAH, lambda k: k.jp),
    ("Waktu", 17, ISI, lambda k: f"{cetak_tanggal(k.mulai)} s.d. {cetak_tanggal(k.selesai)}"
     if k.mulai and k.selesai else None),
    ("Penyelenggara / pembimbing", 20, ISI, lambda k: k.penyelenggara or k.pembimbing),
    ("Perkiraan biaya (Rp)", 11, replace(ISI_ANGKA, format=RUPIAH, kotak=True), lambda k: k.biaya),
    ("Realisasi JP", 9, _TENGAH, lambda k: None if k.jp_realisasi is None else level(k.jp_realisasi)[0]),
    ("Bukti", 14, ISI, lambda k: k.bukti),
)  # fmt: skip
_AKHIR = len(KOLOM)


def buku_idp(data: DataIdp) -> Workbook:
    """The workbook in memory; save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal_surat)`."""
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    lembar: Any = buku.active
    lembar.title = NAMA
    pena = Pena(buku, lembar)
    gaya.lebar_kolom(lembar, [satu[1] for satu in KOLOM])
    kepala = _diri(pena, data)
    akhir = _kegiatan(pena, data, kepala)
    _tanda_tangan(pena, data, _jp(pena, data, akhir + 1) + 1)
    gaya.tata_cetak(lembar, (data.nama_opd, f"IDP {data.tahun}"), ulang=kepala)
    lembar.page_setup.orientation = "portrait"
    lembar.freeze_panes = f"A{kepala + 1}"
    sifat: Any = buku.properties
    sifat.title = teks_sah(f"Rencana Pengembangan Individu {data.tahun}")
    sifat.creator, sifat.language = teks_sah(data.instansi), "id-ID"
    return buku


def _kompetensi(k: Kegiatan) -> str:
    if k.nama_kompetensi is None or k.kesenjangan is None or k.capaian is None or k.standar is None:
        return "Pengayaan"
    untuk = " untuk jabatan tujuan" if k.untuk == "target" else ""
    return f"{k.nama_kompetensi}{untuk} ({koma(k.capaian)} dari {koma(k.standar)}, kurang {koma(k.kesenjangan)})"


def _diri(pena: Pena, data: DataIdp) -> int:
    """Title and header block; returns the row of the headings."""
    pena.gabung(1, 1, _AKHIR, "RENCANA PENGEMBANGAN INDIVIDU (IDP)", replace(gaya.JUDUL, datar="center"))
    pena.gabung(2, 1, _AKHIR, f"Tahun {data.tahun} · menurut kesenjangan periode {data.periode}",
                Rupa(tebal=True, datar="center"))  # fmt: skip
    pena.lembar.row_dimensions[1].height = 24.0
    pangkat = " ".join(filter(None, (data.pangkat, f"({data.golongan})" if data.golongan else None)))
    atasan = data.atasan_nama or (cetak_nip(data.atasan_nip) if data.atasan_nip else "")
    isi = (
        ("Nama", data.nama), ("NIP", data.nip), ("Pangkat/golongan", pangkat), ("Jabatan", data.nama_jabatan),
        ("Jenis jabatan", data.jenis_jabatan or ""), ("Unit kerja", data.nama_opd), ("Atasan langsung", atasan),
        ("Target karier", data.nama_target_jabatan or ""), ("JPM", persen(data.jpm)),
        ("Keterangan", data.keterangan or ""),
    )  # fmt: skip
    baris = 3
    lebar = sum(satu[1] for satu in KOLOM[1:])
    for label, teks in isi:
        if teks or label != "Keterangan":
            baris += 1
            pena.tulis(baris, 1, label, _LABEL)
            rupa = Rupa(lipat=True, format="@") if label == "NIP" else gaya.BIASA
            pena.gabung(baris, 2, _AKHIR, teks or ".......................", rupa)
            pena.tinggi(baris, (label, KOLOM[0][1], SEDANG), (teks, lebar, SEDANG))
    return baris + 2


def _kegiatan(pena: Pena, data: DataIdp, kepala: int) -> int:
    for letak, (teks, _, _, _) in enumerate(KOLOM, 1):
        pena.tulis(kepala, letak, teks, gaya.KEPALA_TENGAH)
    pena.tinggi(kepala, *((teks, lebar, gaya.KECIL) for teks, lebar, _, _ in KOLOM), paling_kecil=26)
    baris = kepala
    for satu in data.kegiatan:
        baris += 1
        for letak, (_, _, rupa, isi) in enumerate(KOLOM, 1):
            pena.tulis(baris, letak, isi(satu), rupa)
        pena.tinggi(baris, *((str(isi(satu) or ""), lebar, SEDANG) for _, lebar, _, isi in KOLOM), paling_kecil=22)
    return baris


def _jp(pena: Pena, data: DataIdp, baris: int) -> int:
    """Hours planned and done against what the year asks for; returns the next free row."""
    belum = sum(satu.jp is None for satu in data.kegiatan)
    kalimat = f"JP rencana {data.jp_rencana}" + (f", {belum} kegiatan belum diketahui JP-nya" if belum else "")
    sudah = "belum ada" if data.jp_realisasi is None else str(data.jp_realisasi).replace(".", ",")
    if data.jp_target:
        kalimat += f"; realisasi {sudah} dari {data.jp_target} JP" + (
            f" ({persen(data.persen_jp)})" if data.persen_jp is not None else ""
        )
    else:
        kalimat += f"; realisasi {sudah}" + (f", paling banyak {data.jp_batas} JP" if data.jp_batas else "")
    porsi = "10: formal, 20: belajar dari orang lain, 70: pengalaman di tempat kerja."
    for teks, rupa in ((f"{kalimat}.", Rupa(tebal=True, lipat=True)), (porsi, gaya.CATATAN)):
        pena.gabung(baris, 1, _AKHIR, teks, rupa)
        baris += 1
    return baris


def _tanda_tangan(pena: Pena, data: DataIdp, baris: int) -> None:
    kosong = "(nama, NIP)"
    kiri = ["Atasan langsung,", data.atasan_nama or kosong]
    kiri.append(f"NIP. {cetak_nip(data.atasan_nip)}" if data.atasan_nip and data.atasan_nama else "")
    kanan = ["Pegawai yang bersangkutan,", data.nama, f"NIP. {cetak_nip(data.nip)}"]
    pena.gabung(baris, 7, _AKHIR, f"{data.tempat}, ....................".removeprefix(", "), Rupa())
    for ke, (satu, dua) in enumerate(zip(kiri, kanan, strict=True), 1):
        letak = baris + ke + (3 if ke > 1 else 0)
        pena.gabung(letak, 1, 4, satu or None, Rupa())
        pena.gabung(letak, 7, _AKHIR, dua, Rupa())
