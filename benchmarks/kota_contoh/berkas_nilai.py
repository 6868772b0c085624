"""The three score sheets: long text of 2023, printed recap of 2024, flat table of 2025."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from asn_kompetensi.domain.nip import cetak_nip
from benchmarks.kota_contoh.berkas import simpan_xlsx, tulis_csv
from benchmarks.kota_contoh.jabatan import KOMPETENSI, TEKNIS, Jabatan
from benchmarks.kota_contoh.nilai import HasilPeriode
from benchmarks.kota_contoh.orang import Orang
from benchmarks.kota_contoh.organisasi import Opd

JUDUL = (
    "Integritas", "Kerjasama", "Komunikasi", "Orientasi Pada Hasil", "Pelayanan Publik",
    "Pengembangan Diri & Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
    *(nama for nama, _ in TEKNIS.values()),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kota:
    """What every score sheet names beside the scores."""

    orang: list[Orang]
    jabatan: dict[str, Jabatan]
    opd: dict[str, Opd]

    @property
    def ketua(self) -> Orang:
        """Who signs: the head of BKPSDM."""
        return next(o for o in self.orang if o.opd == "BKPSDM" and o.jabatan == "KABAN")

    def dinilai(self, hasil: HasilPeriode) -> Iterator[tuple[Orang, Jabatan, Opd, dict[str, float | str]]]:
        """The assessed people of a year in the order of the register."""
        for o in self.orang:
            if o.nip in hasil.nilai:
                tempat = o.tempat(hasil.tanggal[o.nip])
                assert tempat is not None
                yield o, self.jabatan[tempat[1]], self.opd[tempat[0]], hasil.nilai[o.nip]


def tulis_2023(path: Path, kota: Kota, hasil: HasilPeriode) -> None:
    """One row per score, TAB between the columns, decimal comma, some competencies by their old spelling."""
    baris: list[tuple[str, ...]] = [("NIP", "Kompetensi", "Nilai", "Sumber", "Tanggal")]
    for ke, (o, _, _, nilai) in enumerate(kota.dinilai(hasil)):
        nip = cetak_nip(o.nip) if ke % 60 == 7 else o.nip
        nama = {"KS": "Kerjasama"} if ke % 5 == 0 else {}
        for k, satu in nilai.items():
            baris.append((nip, nama.get(k, k), _koma(satu), "asesmen", f"{hasil.tanggal[o.nip]:%d/%m/%Y}"))
    tulis_csv(path, baris, pemisah="\t", akhir="\r\n")


def tulis_2024(path: Path, kota: Kota, hasil: HasilPeriode) -> None:
    """A recap for printing: letterhead, two-row header, gap block, mean row, signature."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "REKAP"
    n = len(KOMPETENSI)
    total, gap = 6 + n, 7 + n
    jpm = gap + n
    for ke, teks in ((1, "PEMERINTAH KOTA SAWAHLUNTO"), (2, "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA"),
                     (4, "REKAPITULASI HASIL PENILAIAN KOMPETENSI TAHUN 2024")):  # fmt: skip
        lembar.cell(ke, 1, teks)
        lembar.merge_cells(start_row=ke, end_row=ke, start_column=1, end_column=jpm)
    tegak = {1: "No", 2: "Nama", 3: "NIP ", 4: "Jabatan", 5: "Instansi", total: "Total", jpm: "JPM (%)"}
    for kolom, teks in tegak.items():
        lembar.cell(6, kolom, teks)
        lembar.merge_cells(start_row=6, end_row=7, start_column=kolom, end_column=kolom)
    for awal, teks in ((6, "Kompetensi"), (gap, "Gap Kompetensi")):
        lembar.cell(6, awal, teks)
        lembar.merge_cells(start_row=6, end_row=6, start_column=awal, end_column=awal + n - 1)
        for i, judul in enumerate(JUDUL):
            lembar.cell(7, awal + i, judul)
    ke = 7
    for ke, (o, jabatan, opd, nilai) in enumerate(kota.dinilai(hasil), 8):
        nomor = ke - 7
        wajib = hasil.wajib[o.nip]
        angka = {k: v for k, v in nilai.items() if isinstance(v, float)}
        alias = opd.alias[0] if opd.alias and nomor % 7 == 0 else opd.nama
        nip = f"'{o.nip}" if nomor % 11 == 0 else o.nip
        _baris(lembar, ke, 1, (nomor, o.bergelar.upper() if nomor % 4 else o.bergelar, nip, jabatan.nama, alias))
        for i, k in enumerate(KOMPETENSI):
            if k in nilai:
                lembar.cell(ke, 6 + i, _koma(nilai[k]) if nomor % 6 == 2 else _angka(nilai[k]))
            if k in angka:
                lembar.cell(ke, gap + i, round(angka[k] - wajib[k], 2))
        lembar.cell(ke, total, round(sum(angka.values()), 2))
        if angka:
            lembar.cell(ke, jpm, f"{100 * sum(angka.values()) / sum(wajib[k] for k in angka):.2f}%")
    lembar.cell(ke + 1, 1, "Rata-rata")
    lembar.merge_cells(start_row=ke + 1, end_row=ke + 1, start_column=1, end_column=5)
    for i in range(n):
        huruf = get_column_letter(6 + i)
        lembar.cell(ke + 1, 6 + i, f"=AVERAGE({huruf}8:{huruf}{ke})")
    lembar.cell(ke + 3, 1, "Keterangan : TH = tidak hadir; Gap = Nilai - Standar")
    isi = (
        "Sawahlunto, 16 Desember 2024",
        "Kepala BKPSDM,",
        "",
        kota.ketua.bergelar,
        f"NIP. {cetak_nip(kota.ketua.nip)}",
    )
    for i, teks in enumerate(isi):
        if teks:
            lembar.cell(ke + 5 + i, gap + 6, teks)
    simpan_xlsx(buku, path)


def tulis_2025(path: Path, kota: Kota, hasil: HasilPeriode, acak: Random) -> None:
    """One column per competency code, every agency in one sheet, true date cells; a page of hints and a hidden list."""
    from openpyxl import Workbook

    buku = Workbook()
    petunjuk: Any = buku.active
    petunjuk.title = "Petunjuk"
    for teks in ("PETUNJUK PENGISIAN", "Isi level 1 sampai 5. Yang tidak hadir ditulis TH.", "Jangan mengubah NIP."):
        petunjuk.append([teks])
    lembar: Any = buku.create_sheet("Rekap 2025")
    lembar.append(["No", "NIP", "Nama", "Jabatan", "Perangkat Daerah", *KOMPETENSI, "Tanggal Asesmen", "Keterangan"])
    for nomor, (o, jabatan, opd, nilai) in enumerate(kota.dinilai(hasil), 1):
        sebutan = acak.choice((opd.nama, opd.nama, opd.singkatan or opd.nama, *opd.alias[:1]))
        sel = [_angka(nilai[k]) if k in nilai else None for k in KOMPETENSI]
        catatan = "sebagian tidak hadir" if "TH" in nilai.values() else None
        lembar.append([nomor, o.nip, o.nama, jabatan.nama, sebutan, *sel, hasil.tanggal[o.nip], catatan])
        lembar.cell(nomor + 1, 2).number_format = "@"
        lembar.cell(nomor + 1, 6 + len(KOMPETENSI)).number_format = "dd/mm/yyyy"
    acuan: Any = buku.create_sheet("ref")
    for baris in (("Kode", "Nama"), *zip(KOMPETENSI, JUDUL, strict=True)):
        acuan.append(baris)
    acuan.sheet_state = "hidden"
    simpan_xlsx(buku, path)


def _baris(lembar: Any, ke: int, awal: int, isi: tuple[object, ...]) -> None:
    for i, nilai in enumerate(isi):
        lembar.cell(ke, awal + i, nilai)


def _angka(nilai: float | str) -> float | int | str:
    return int(nilai) if isinstance(nilai, float) and nilai.is_integer() else nilai


def _koma(nilai: float | str) -> str:
    return str(_angka(nilai)).replace(".", ",")
