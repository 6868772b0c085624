"""Programmes, classes, and the attendance sheet of each class that has been held."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from asn_kompetensi.domain.nip import cetak_nip
from asn_kompetensi.domain.tanggal import cetak_tanggal
from benchmarks.kota_contoh.berkas import simpan_xlsx, tulis_csv
from benchmarks.kota_contoh.orang import Orang
from benchmarks.kota_contoh.organisasi import Opd
from benchmarks.kota_contoh.pelatihan import PELATIHAN, Kelas

_HADIR = ("V", "V", "V", "v", "✓", "Hadir")


def tulis_pelatihan(path: Path) -> None:
    """Programmes with the levels they aim at."""
    tulis_csv(path, [("kode", "nama", "bentuk", "jp", "penyelenggara", "kompetensi"), *PELATIHAN])


def tulis_kelas(path: Path, semua: list[Kelas]) -> None:
    """Classes as they were opened; finishing them is a step of its own."""
    kepala = ("kode", "pelatihan", "mulai", "selesai", "tempat", "kuota", "biaya", "opd_peserta", "status")
    isi = ((k.kode, k.pelatihan, k.mulai, k.selesai, k.tempat, k.kuota, k.biaya, k.opd, "dibuka") for k in semua)
    tulis_csv(path, [kepala, *isi])


def tulis_hadir(path: Path, kelas: Kelas, opd: dict[str, Opd], ketua: Orang, acak: Random) -> None:
    """The sheet of one class: title, two-row header with true dates, a mark for every day, total, signature."""
    from openpyxl import Workbook

    nama = next(satu[1] for satu in PELATIHAN if satu[0] == kelas.pelatihan)
    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "Daftar Hadir"
    pre = 5 + len(kelas.hari)
    akhir = pre + 3
    for ke, teks in enumerate(
        ("DAFTAR HADIR PESERTA", f"{nama} Tahun {kelas.mulai.year}".upper(), f"{kelas.tempat}, {_rentang(kelas)}"), 1
    ):
        lembar.cell(ke, 1, teks)
        lembar.merge_cells(start_row=ke, end_row=ke, start_column=1, end_column=akhir)
    _kepala(lembar, kelas.hari, pre)
    for nomor, o in enumerate(kelas.peserta, 1):
        tempat = o.tempat(kelas.mulai)
        assert tempat is not None
        for kolom, nilai in enumerate(_peserta(nomor, o, opd[tempat[0]], len(kelas.hari), acak), 1):
            if nilai is not None:
                lembar.cell(6 + nomor, kolom, nilai)
    bawah = 7 + len(kelas.peserta)
    lembar.cell(bawah, 1, "TOTAL PESERTA")
    lembar.merge_cells(start_row=bawah, end_row=bawah, start_column=1, end_column=3)
    lembar.cell(bawah, 4, len(kelas.peserta))
    lembar.cell(bawah + 2, pre, f"Sawahlunto, {cetak_tanggal(kelas.selesai)}")
    lembar.cell(bawah + 3, pre, "Penyelenggara,")
    lembar.cell(bawah + 6, pre, ketua.bergelar)
    lembar.cell(bawah + 7, pre, f"NIP. {cetak_nip(ketua.nip)}")
    _keterangan(buku, kelas)
    simpan_xlsx(buku, path)


def _kepala(lembar: Any, hari: list[date], pre: int) -> None:
    judul = {1: "No", 2: "NAMA", 3: "NIP / NI PPPK", 4: "INSTANSI"}
    judul |= {pre: "Nilai Pre-Test", pre + 1: "Nilai Post Test", pre + 2: "Paraf 1", pre + 3: "Paraf 2"}
    for kolom, teks in judul.items():
        lembar.cell(5, kolom, teks)
        lembar.merge_cells(start_row=5, end_row=6, start_column=kolom, end_column=kolom)
    lembar.cell(5, 5, "Tanggal")
    lembar.merge_cells(start_row=5, end_row=5, start_column=5, end_column=pre - 1)
    for i, satu in enumerate(hari):
        lembar.cell(6, 5 + i, satu).number_format = "dd/mm"


def _peserta(nomor: int, o: Orang, opd: Opd, hari: int, acak: Random) -> list[str | int | float | None]:
    tanda = acak.choice(_HADIR)
    absen = acak.random() < 0.15
    hadir: list[str | int | float | None] = [
        acak.choice("SIA") if absen and acak.random() < 0.5 else tanda for _ in range(hari)
    ]
    nip = cetak_nip(o.nip) if nomor % 8 == 3 else f"'{o.nip}" if nomor % 8 == 6 else o.nip
    instansi = opd.singkatan or opd.nama
    pre = acak.randint(8, 13) * 5
    post = min(98.0, pre + acak.randint(4, 14) * 2.5)
    uji: list[str | int | float | None] = ["-", "-"] if "V" not in hadir and absen else [pre, _koma(post, nomor)]
    return [nomor, o.bergelar, nip, instansi, *hadir, *uji]


def _koma(nilai: float, nomor: int) -> str | int | float:
    if nomor % 5 == 2:
        return f"{nilai:g}".replace(".", ",")
    return int(nilai) if nilai.is_integer() else nilai


def _keterangan(buku: Any, kelas: Kelas) -> None:
    _, nama, _, jp, penyelenggara, _ = next(satu for satu in PELATIHAN if satu[0] == kelas.pelatihan)
    lembar: Any = buku.create_sheet("Informasi Kegiatan")
    for baris in (
        ("Nama Kegiatan", nama),
        ("Penyelenggara", penyelenggara),
        ("Tempat", kelas.tempat),
        ("Tanggal Mulai", f"{kelas.mulai:%d-%m-%Y}"),
        ("Tanggal Selesai", f"{kelas.selesai:%d-%m-%Y}"),
        ("Jumlah JP", f"{jp} JP" if jp else "-"),
        ("Jumlah Peserta", len(kelas.peserta)),
    ):
        lembar.append(baris)


def _rentang(kelas: Kelas) -> str:
    return f"{kelas.mulai.day} s.d. {cetak_tanggal(kelas.selesai)}"
