"""The two sheets of a class that go out on paper and come back filled in: the invitation list and the attendance sheet.

Their headings are those the imports read, and the title names the class, so that a sheet cannot be read into another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.daftar_kelas import TANDA, BarisDaftar, DaftarKelas
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, KECIL, Pena, Rupa
from asn_kompetensi.tabular.sel import pakai_huruf, teks_sah

if TYPE_CHECKING:
    from openpyxl import Workbook

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
JAWABAN = ("bersedia", "menolak", "menunda")
TINGGI_PARAF = 24.0  # points: room for a signature
_TENGAH = Rupa(datar="center", garis="hair")
_PILIH = Rupa(datar="center", garis="thin", kotak=True)
_TULIS = Rupa(lipat=True, garis="thin", kotak=True)
_SKOR = Rupa(datar="right", garis="thin", kotak=True)
_KOP = Rupa(tebal=True, datar="center")
_JUDUL = Rupa(tebal=True, datar="center", ukuran=12)
Kolom = tuple[str, float, Rupa, Callable[[BarisDaftar], object]]

_DEPAN: tuple[Kolom, ...] = (
    ("No", 5, _TENGAH, lambda satu: satu.nomor),
    ("Nama", 32, ISI, lambda satu: satu.nama),
    ("NIP", 21, ISI_NIP, lambda satu: satu.nip),
)
_OPD: Kolom = ("Perangkat Daerah", 25, ISI, lambda satu: satu.opd)


def buku_undangan(data: DaftarKelas) -> Workbook:
    """The invitation list: who is invited, with a drop-down for the answer and room for the reason.

    Save it with `tabular.simpan.simpan_buku(…, tanggal=data.tanggal)`; `asn kelas jawab KELAS --dari` reads it back.
    """
    kolom: tuple[Kolom, ...] = (
        *_DEPAN,
        ("Jabatan", 30, ISI, lambda satu: satu.jabatan),
        _OPD,
        ("Jawaban", 14, _PILIH, lambda satu: satu.jawaban if satu.jawaban in JAWABAN else None),
        ("Alasan", 34, _TULIS, lambda _: None),
        ("Keterangan", 16, ISI, lambda satu: "daftar tunggu" if satu.jawaban == "daftar_tunggu" else None),
    )
    petunjuk = "Isi kolom Jawaban: bersedia, menolak, atau menunda; dua yang terakhir dengan alasannya."
    return _buku(data, "Undangan", "DAFTAR UNDANGAN PESERTA", petunjuk, kolom, {6: JAWABAN})


def buku_hadir(data: DaftarKelas) -> Workbook:
    """The attendance sheet: a column for each day with a drop-down of marks, scores, and the reason of an absence.

    Save it as above; `asn kelas hadir KELAS --dari` reads it back.
    """

    def pada(hari: date) -> Kolom:
        iso = hari.isoformat()
        return f"{HARI[hari.weekday()]} {iso}", 13, _PILIH, lambda satu: TANDA.get(satu.hadir.get(iso, ""))

    kolom: tuple[Kolom, ...] = (
        *_DEPAN,
        _OPD,
        *(pada(hari) for hari in data.hari),
        ("Pre Test", 9, _SKOR, lambda satu: satu.pre),
        ("Post Test", 9, _SKOR, lambda satu: satu.post),
        ("Alasan Tidak Hadir", 28, _TULIS, lambda _: None),
    )
    petunjuk = "V hadir · S sakit · I izin · A alpa · D dinas; kosong: belum diisi. TH pada nilai: tidak ikut tes."
    pilihan = {len(_DEPAN) + 2 + ke: tuple(TANDA.values()) for ke in range(len(data.hari))}
    return _buku(data, "Daftar Hadir", "DAFTAR HADIR PESERTA", petunjuk, kolom, pilihan)


def _buku(
    data: DaftarKelas, nama: str, judul: str, petunjuk: str, kolom: Sequence[Kolom],
    pilihan: dict[int, tuple[str, ...]],
) -> Workbook:  # fmt: skip
    from openpyxl import Workbook

    buku = Workbook()
    pakai_huruf(buku)
    lembar: Any = buku.active
    lembar.title = nama
    pena = Pena(buku, lembar)
    gaya.lebar_kolom(lembar, [satu[1] for satu in kolom])
    kepala = _kepala(pena, data, judul, petunjuk, len(kolom))
    for letak, (teks, _, _, _) in enumerate(kolom, 1):
        pena.tulis(kepala, letak, teks, gaya.KEPALA_TENGAH)
    lembar.row_dimensions[kepala].height = 30.0
    for baris, orang in enumerate(data.orang, kepala + 1):
        for letak, (_, _, rupa, isi) in enumerate(kolom, 1):
            pena.tulis(baris, letak, isi(orang), rupa)
        pena.tinggi(baris, *((str(isi(orang) or ""), lebar, gaya.SEDANG) for _, lebar, _, isi in kolom),
                    paling_kecil=TINGGI_PARAF)  # fmt: skip
    _pilihan(lembar, kepala, len(data.orang), pilihan)
    _tanda_tangan(pena, data, kepala + len(data.orang) + 2, len(kolom))
    gaya.tata_cetak(lembar, (data.nama, data.kelas), ulang=kepala)
    lembar.freeze_panes = f"C{kepala + 1}"
    sifat: Any = buku.properties
    sifat.title, sifat.creator = teks_sah(f"{judul.title()}: {data.nama}"), teks_sah(data.instansi)
    sifat.language = "id-ID"
    return buku


def _kepala(pena: Pena, data: DaftarKelas, judul: str, petunjuk: str, lebar: int) -> int:
    """Letterhead, title and what the class is; returns the row of the headings."""
    tempat = " · ".join(filter(None, (data.waktu, data.tempat, data.tuan_rumah)))
    baris = [
        *((satu, _KOP) for satu in data.kepala_surat),
        ("", _KOP),
        (judul, _JUDUL),
        (f"{data.nama} ({data.kelas})", _KOP),
        (tempat, Rupa(datar="center", lipat=True)),
        (petunjuk, replace(gaya.CATATAN, datar="center", ukuran=KECIL)),
    ]
    for nomor, (teks, rupa) in enumerate(baris, 1):
        pena.gabung(nomor, 1, lebar, teks or None, rupa)
    return len(baris) + 1


def _pilihan(lembar: Any, kepala: int, orang: int, pilihan: dict[int, tuple[str, ...]]) -> None:
    """Drop-downs for the columns to fill in: a warning, not a wall, because the import reads other spellings too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for letak, isi in pilihan.items():
        aturan = DataValidation(type="list", formula1=f'"{",".join(isi)}"', allow_blank=True, showErrorMessage=True)
        aturan.errorStyle, aturan.error = "warning", f"Biasanya salah satu dari {', '.join(isi)}. Tetap dipakai?"
        huruf = get_column_letter(letak)
        aturan.add(f"{huruf}{kepala + 1}:{huruf}{kepala + orang}")
        lembar.add_data_validation(aturan)


def _tanda_tangan(pena: Pena, data: DaftarKelas, baris: int, lebar: int) -> None:
    awal = max(lebar - 2, 1)
    for ke, teks in enumerate((f"{data.tempat_surat}, ....................", "Penanggung jawab kelas,")):
        pena.gabung(baris + ke, awal, lebar, teks, Rupa())
    pena.gabung(baris + 5, awal, lebar, "(........................................)", Rupa())
