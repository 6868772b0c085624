"""The plan of a year as a document: the fifteen columns of an AKPK, the people it is for, totals, signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.rencana_buku import BarisRencana, DataRencana, Sasaran
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import level
from asn_kompetensi.tabular.buku.gaya import ISI_ANGKA, ISI_NIP, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

NAMA, LAMPIRAN = "Rencana", "Lampiran"
RUPIAH = "[$-421]#,##0"
# Boxed: these sheets are printed and written on.
ISI = replace(gaya.ISI, kotak=True)
_TENGAH = replace(ISI_ANGKA, datar="center", kotak=True)
_RUPIAH = replace(ISI_ANGKA, format=RUPIAH, kotak=True)
_KOP = Rupa(tebal=True, datar="center")
_JENIS = {"manajerial": "Manajerial", "sosial_kultural": "Sosial kultural", "teknis": "Teknis"}
_DANA = {True: "didanai", False: "belum didanai", None: ""}
Kolom = tuple[str, float, Rupa, Callable[[BarisRencana], object]]

# The headings are those `asn rencana susun --dari` reads back.
KOLOM: tuple[Kolom, ...] = (
    ("No", 5, _TENGAH, lambda b: b.nomor),
    ("OPD", 22, ISI, lambda b: b.nama_opd),
    ("Jenis kompetensi", 12, ISI, lambda b: _JENIS.get(b.jenis, b.jenis)),
    ("Nama kompetensi", 20, ISI, lambda b: b.nama_kompetensi),
    ("Rata-rata gap", 9, replace(_TENGAH, format="[$-421]0.00"), lambda b: _angka(b.rata_kesenjangan)),
    ("Jumlah pegawai sasaran", 9, _TENGAH, lambda b: len(b.sasaran)),
    ("Daftar NIP/Nama (lampiran)", 13, replace(ISI, datar="center"), lambda b: f"Lampiran {b.nomor}"),
    ("Bentuk & jalur (SIASN id)", 24, ISI, lambda b: _bentuk(b)),
    ("JP", 6, _TENGAH, lambda b: b.jp),
    ("Penyelenggara", 18, ISI, lambda b: b.penyelenggara),
    ("Waktu", 19, ISI, lambda b: f"{cetak_tanggal(b.mulai)} s.d. {cetak_tanggal(b.selesai)}"),
    ("Kesesuaian kurikulum (ya/tidak, instansi pembina)", 15, ISI, lambda b: _kurikulum(b)),
    ("Anggaran (Rp)", 14, _RUPIAH, lambda b: b.anggaran),
    ("Sumber dana", 13, ISI, lambda b: b.sumber_dana),
    ("Prioritas", 9, ISI, lambda b: f"{b.prioritas} {_DANA[b.didanai]}".strip()),
)
_KEPALA_LAMPIRAN = (
    ("No", 6.0), ("Nama", 32.0), ("NIP", 21.0), ("Perangkat daerah", 30.0), ("Jabatan", 30.0), ("Kompetensi", 26.0),
    ("Standar", 9.0), ("Capaian", 9.0), ("Gap", 9.0), ("Prioritas", 9.0),
)  # fmt: skip


def buku_rencana(data: DataRencana) -> Workbook:
    """The workbook in memory; save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal_surat)`."""
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    lembar: Any = buku.active
    lembar.title = NAMA
    jadi: dict[Any, Any] = {}
    _rencana(Pena(buku, lembar, jadi), data)
    if data.baris:
        _lampiran(Pena(buku, buku.create_sheet(LAMPIRAN), jadi), data)
    sifat: Any = buku.properties
    sifat.title = teks_sah(f"Rencana Pengembangan Kompetensi {data.tahun}")
    sifat.creator, sifat.language = teks_sah(data.instansi), "id-ID"
    return buku


def _angka(nilai: Any) -> int | float | None:
    return None if nilai is None else level(nilai)[0]


def _bentuk(b: BarisRencana) -> str:
    program = f"{b.nama_pelatihan}: " if b.nama_pelatihan else ""
    return f"{program}{b.nama_bentuk} ({b.jalur}, {b.bentuk})"


def _kurikulum(b: BarisRencana) -> str | None:
    if b.kurikulum is None:
        return None
    return ", ".join(filter(None, ("ya" if b.kurikulum else "tidak", b.pembina)))


def _rencana(pena: Pena, data: DataRencana) -> None:
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, [satu[1] for satu in KOLOM])
    kepala = _kop(pena, data)
    for letak, (teks, _, _, _) in enumerate(KOLOM, 1):
        pena.tulis(kepala, letak, teks, gaya.KEPALA_TENGAH)
    pena.tinggi(kepala, *((teks, lebar, gaya.KECIL) for teks, lebar, _, _ in KOLOM), paling_kecil=28)
    for baris, satu in enumerate(data.baris, kepala + 1):
        for letak, (_, _, rupa, isi) in enumerate(KOLOM, 1):
            pena.tulis(baris, letak, isi(satu), rupa)
        pena.tinggi(baris, *((str(isi(satu) or ""), lebar, SEDANG) for _, lebar, _, isi in KOLOM))
    akhir = kepala + len(data.baris)
    gaya.tata_cetak(lembar, (data.untuk or data.instansi, f"Rencana {data.tahun}"), ulang=kepala)
    lembar.freeze_panes = f"C{kepala + 1}"
    if data.baris:
        lembar.auto_filter.ref = f"A{kepala}:O{akhir}"
    _tanda_tangan(pena, data, _jumlah(pena, data, akhir + 2) + 1)


def _kop(pena: Pena, data: DataRencana) -> int:
    untuk = f" · {data.untuk}" if data.untuk else ""
    baris = [
        *((satu, _KOP) for satu in data.kepala_surat),
        ("", _KOP),
        ("RENCANA PENGEMBANGAN KOMPETENSI (AKPK)", replace(gaya.JUDUL, datar="center")),
        (f"Tahun {data.tahun}{untuk} · menurut kesenjangan periode {data.periode}", _KOP),
        (
            "PP 11/2017 Ps 207(3). Prioritas 1 yang paling mendesak. Sel kosong belum diketahui: isi, lalu baca "
            f"kembali dengan asn rencana susun --tahun {data.tahun} --dari BERKAS.",
            replace(gaya.CATATAN, datar="center"),
        ),
    ]  # fmt: skip
    for nomor, (teks, rupa) in enumerate(baris, 1):
        pena.gabung(nomor, 1, len(KOLOM), teks or None, rupa)
    pena.lembar.row_dimensions[len(baris) - 2].height = 24.0
    return len(baris) + 1


def _jumlah(pena: Pena, data: DataRencana, baris: int) -> int:
    """Totals by priority; rows whose cost is not known are counted beside the sum. Returns the next free row."""
    judul = ((1, 4, "Jumlah"), (5, 5, "Baris"), (6, 6, "Orang"), (7, 8, "Anggaran (Rp)"),
             (9, 10, "Biaya belum diketahui"), (11, 11, "Didanai (Rp)"))  # fmt: skip
    for awal, akhir, teks in judul:
        pena.gabung(baris, awal, akhir, teks, gaya.KEPALA_TENGAH)
    semua = sorted({satu.prioritas for satu in data.baris})
    for satu in (*semua, None):
        baris += 1
        isi = [b for b in data.baris if satu in (None, b.prioritas)]
        biaya = [b.anggaran for b in isi if b.anggaran is not None]
        didanai = [b.anggaran or 0 for b in isi if b.didanai]
        diputuskan = any(b.didanai is not None for b in isi)
        tebal = satu is None
        pena.gabung(baris, 1, 4, f"Jumlah prioritas {satu}" if satu else "Jumlah semua", replace(ISI, tebal=tebal))
        pena.tulis(baris, 5, len(isi), replace(_TENGAH, tebal=tebal))
        pena.tulis(baris, 6, sum(len(b.sasaran) for b in isi), replace(_TENGAH, tebal=tebal))
        pena.gabung(baris, 7, 8, sum(biaya) if biaya else None, replace(_RUPIAH, tebal=tebal))
        pena.gabung(baris, 9, 10, f"{len(isi) - len(biaya)} baris", replace(ISI, tebal=tebal, datar="center"))
        pena.tulis(baris, 11, sum(didanai) if diputuskan else None, replace(_RUPIAH, tebal=tebal))
    return baris + 1


def _tanda_tangan(pena: Pena, data: DataRencana, baris: int) -> None:
    kanan = [f"{data.tempat}, {cetak_tanggal(data.tanggal_surat)}".removeprefix(", "), *data.penanda_tangan]
    for ke, teks in enumerate(kanan):
        letak = baris + ke + (3 if ke == len(kanan) - 1 else 0)
        pena.gabung(letak, 11, 15, teks, Rupa())


def _lampiran(pena: Pena, data: DataRencana) -> None:
    lembar = pena.lembar
    gaya.lebar_kolom(lembar, [lebar for _, lebar in _KEPALA_LAMPIRAN])
    pena.tulis(1, 1, f"Lampiran: pegawai sasaran rencana {data.tahun}", gaya.JUDUL)
    pena.tulis(2, 1, "No menunjuk baris rencana; urutannya menurut yang paling perlu didahulukan.",
               replace(gaya.CATATAN, lipat=False))  # fmt: skip
    lembar.row_dimensions[1].height = 24.0
    kepala = 4
    for letak, (teks, _) in enumerate(_KEPALA_LAMPIRAN, 1):
        pena.tulis(kepala, letak, teks, gaya.KEPALA_TENGAH)
    baris = kepala
    for satu in data.baris:
        for orang in satu.sasaran:
            baris += 1
            _orang(pena, baris, satu, orang)
    gaya.tata_cetak(lembar, (data.untuk or data.instansi, f"Rencana {data.tahun}, lampiran"), ulang=kepala)
    lembar.freeze_panes = f"C{kepala + 1}"
    gaya.pasang_tabel(lembar, LAMPIRAN, kepala, baris, len(_KEPALA_LAMPIRAN))


def _orang(pena: Pena, baris: int, satu: BarisRencana, orang: Sasaran) -> None:
    pena.tulis(baris, 1, satu.nomor, _TENGAH)
    pena.tulis(baris, 3, orang.nip, replace(ISI_NIP, kotak=True))
    teks_sel = ((2, orang.nama), (4, satu.nama_opd), (5, orang.nama_jabatan), (6, satu.nama_kompetensi))
    for letak, teks in teks_sel:
        pena.tulis(baris, letak, teks, ISI)
    for letak, nilai in ((7, orang.standar), (8, orang.capaian), (9, orang.kesenjangan)):
        angka, bentuk = level(nilai)
        pena.tulis(baris, letak, angka, replace(_TENGAH, format=bentuk))
    pena.tulis(baris, 10, satu.prioritas, _TENGAH)
    pena.tinggi(baris, *((teks, _KEPALA_LAMPIRAN[letak - 1][1], SEDANG) for letak, teks in teks_sel))
