"""What every import command shares: reading the file, splitting `--alias`, showing the one report, the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asn_kompetensi.cli import sinyal
from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.cli.kemajuan import kabar_bacaan
from asn_kompetensi.cli.pesan import laporkan
from asn_kompetensi.domain.galat import DataDitolak, KodeKeluar, SalahPakai, Sebagian
from asn_kompetensi.domain.kamus import sebut
from asn_kompetensi.domain.laporan_impor import LaporanImpor, Temuan
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import tulis, tulis_objek

KOLOM_TEMUAN = (
    Kolom("sel", "Sel", tetap=True),
    Kolom("nilai", "Isi"),
    Kolom("pesan", "Sebab"),
    Kolom("saran", "Saran"),
)
KOLOM_PERUBAHAN = (
    Kolom("sel", "Sel", tetap=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("kompetensi", "Kompetensi"),
    Kolom("lama", "Lama", angka=True),
    Kolom("baru", "Baru", angka=True),
)
KOLOM_ASING = (
    Kolom("benda", "Benda", tetap=True),
    Kolom("tulisan", "Tertulis"),
    Kolom("jumlah", "Kali", angka=True),
    Kolom("calon", "Mungkin"),
    Kolom("jawaban", "Jawab dengan"),
)
BERISI_JUGA = "juga berisi data"  # how the reader says that a sheet it passed over has data too
BIASA = "Excel (.xlsx)"  # read as what it looks like: not worth a line
SEKODE = 3  # findings of one kind shown on a terminal
HITUNGAN = ("dibaca", "diterima", "baru", "berubah", "sama", "ditahan", "dilewati")


def baca_berkas(path: Path, skema: Skema, lembar: str | None = None, peta: Path | None = None) -> Lembar:
    """The sheet of a file that fits `skema`, or the one named `lembar`, or described in `peta`.

    Raises `GalatBerkas`, `DataDitolak`.
    """
    # The XML parser's C code swallows what a signal raises while it is loaded.
    sinyal.tahan()
    try:
        from asn_kompetensi.tabular.baca import baca_lembar
    finally:
        sinyal.lepas()

    with kabar_bacaan() as kabar:
        return baca_lembar(path, skema, lembar=lembar, peta=peta, kabar=kabar)


def pisah_alias(daftar: list[str] | None) -> list[tuple[str, str]]:
    """`"EJAAN=KODE"` options as pairs; the last `=` divides. Raises `SalahPakai` when either side is missing."""
    pasangan = []
    for satu in daftar or ():
        ejaan, tanda, kode = (bagian.strip() for bagian in satu.rpartition("="))
        if not (tanda and ejaan and kode):
            raise SalahPakai(f"--alias '{satu}' tidak berbentuk EJAAN=KODE", 'Contoh: --alias "DINKES KOTA=DINKES"')
        pasangan.append((ejaan, kode))
    return pasangan


def isi_laporan(laporan: LaporanImpor) -> dict[str, Any]:
    """The report as the object scripts read."""
    return {
        "berkas": laporan.berkas,
        "lembar": laporan.lembar,
        "jenis": laporan.jenis,
        **{nama: getattr(laporan, nama) for nama in HITUNGAN},
        "jalankan": laporan.jalankan,
        "galat": [_isi_temuan(satu) for satu in laporan.galat],
        "peringatan": [_isi_temuan(satu) for satu in laporan.peringatan],
        "nama_asing": [
            {
                "benda": satu.benda,
                "tulisan": satu.tulisan,
                "jumlah": satu.jumlah,
                "calon": [{"kode": kode, "ejaan": ejaan} for kode, ejaan in satu.calon],
                "jawaban": satu.jawaban or None,
            }
            for satu in laporan.nama_asing
        ],
        "perubahan": [
            {
                "lembar": satu.lembar,
                "baris": satu.baris,
                "kolom": satu.kolom,
                "sel": satu.sel,
                "nip": satu.nip,
                "kompetensi": satu.kompetensi,
                "lama": satu.lama,
                "baru": satu.baru,
            }
            for satu in laporan.perubahan
        ],
        "kolom_dibuang": list(laporan.kolom_dibuang),
        "kolom_diabaikan": list(laporan.kolom_diabaikan),
        "lembar_dilewati": [{"lembar": nama, "alasan": alasan} for nama, alasan in laporan.lembar_dilewati],
        "catatan_baca": laporan.catatan_baca or None,
    }


def tampilkan(laporan: LaporanImpor, *, json: bool, kering: bool, lewati: bool) -> int:
    """Print the report on stdout (JSON off a terminal) and the outcome on stderr; returns the exit code.

    0 when nothing was held, 3 when something was and nothing is saved, 9 when the rest was saved (`--lewati`).
    """
    if json or not sys.stdout.isatty():
        tulis_objek(isi_laporan(laporan), keluar=sys.stdout, bentuk="json", catat=beri_tahu)
    else:
        _ringkasan(laporan)
    if kering:
        beri_tahu("uji coba: tidak ada yang disimpan")
    if not laporan.galat:
        _kabari_tersimpan(laporan, kering)
        return int(KodeKeluar.BERHASIL)
    ditahan = f"{laporan.ditahan} baris ditahan ({len(laporan.galat)} temuan)"
    galat: DataDitolak | Sebagian
    if lewati:
        if not json:  # there stderr is the one error object
            _kabari_tersimpan(laporan, kering)
        galat = Sebagian(f"{ditahan}; selebihnya diterima", "Perbaiki sel yang ditahan, lalu impor lagi berkas itu.")
    else:
        galat = DataDitolak(
            f"{ditahan}; tidak ada yang disimpan",
            "Perbaiki sel yang ditahan lalu ulangi, atau tambahkan --lewati untuk menyimpan yang baik saja.",
        )
    laporkan(galat, json, sys.stderr)
    return int(galat.kode)


def _kabari_tersimpan(laporan: LaporanImpor, kering: bool) -> None:
    """How much was saved, if anything, and how it is taken back."""
    if not laporan.baru and not laporan.berubah:
        beri_tahu("tidak ada yang berubah")
    elif not kering:
        nomor = laporan.jalankan
        beri_tahu(f"tersimpan: {laporan.baru} baru, {laporan.berubah} berubah (bila keliru: asn batal {nomor})")
    if laporan.dilepas:
        beri_tahu(f"{laporan.dilepas} isian yang dahulu ditahan dari berkas ini tidak ada lagi, tanpa nilai barunya")


def _isi_temuan(satu: Temuan) -> dict[str, Any]:
    return {
        "lembar": satu.lembar,
        "baris": satu.baris,
        "kolom": satu.kolom,
        "sel": satu.sel,
        "nilai": satu.nilai,
        "kode": satu.kode,
        "pesan": satu.pesan,
        "saran": satu.saran or None,
    }


def _ringkasan(laporan: LaporanImpor) -> None:
    """The report for a person: one line of counts, then what was held and what to look at."""
    hitungan = ", ".join(f"{getattr(laporan, nama)} {nama}" for nama in HITUNGAN if getattr(laporan, nama))
    judul = f"{laporan.berkas}, lembar {laporan.lembar}: {hitungan or 'tidak ada baris'}"
    tulis(Tabel((Kolom("hasil", "Hasil impor"),), [(judul,)]), keluar=sys.stdout, bentuk="tabel", catat=beri_tahu)
    if laporan.perubahan:
        perubahan = [(satu.sel, satu.nip, satu.kompetensi, satu.lama, satu.baru) for satu in laporan.perubahan]
        _tabel(KOLOM_PERUBAHAN, perubahan, "Perubahan")
        if laporan.perubahan_lain:
            beri_tahu(f"dan {laporan.perubahan_lain} perubahan lain; sesudah tersimpan: asn riwayat --jalankan NOMOR")
    for nama, semua in (("Ditahan", _tanpa_asing(laporan)), ("Peringatan", _ringkas(laporan.peringatan))):
        if semua:
            baris = [(s.sel or (f"baris {s.baris}" if s.baris else "-"), s.nilai, s.pesan, s.saran) for s in semua]
            _tabel(KOLOM_TEMUAN, baris, nama)
    if laporan.nama_asing:
        asing = [
            (satu.benda, satu.tulisan, satu.jumlah, sebut(satu.calon), satu.jawaban) for satu in laporan.nama_asing
        ]
        _tabel(KOLOM_ASING, asing, "Nama yang belum terdaftar")
    lebih = len(laporan.peringatan) - len(_ringkas(laporan.peringatan))
    if lebih:
        beri_tahu(f"{lebih} peringatan serupa tidak ditampilkan; semuanya ada di --json.")
    if laporan.kolom_diabaikan:
        beri_tahu(f"Kolom yang tidak dibaca: {', '.join(laporan.kolom_diabaikan)}")
    if laporan.kolom_dibuang:
        beri_tahu(f"Kolom pribadi tidak disimpan: {', '.join(laporan.kolom_dibuang)}")
    for nama, alasan in laporan.lembar_dilewati:
        if alasan.startswith(BERISI_JUGA):
            beri_tahu(f'Lembar "{nama}" tidak dibaca: {alasan}')
    if laporan.catatan_baca and laporan.catatan_baca != BIASA:
        beri_tahu(f"Dibaca sebagai {laporan.catatan_baca}")


def _tabel(kolom: Sequence[Kolom], baris: list[Any], nama: str) -> None:
    sys.stdout.write("\n")
    tabel = Tabel(tuple(kolom), baris, nama)
    tulis(tabel, keluar=sys.stdout, bentuk="tabel", catat=beri_tahu, petunjuk="Semua: --json.")


def _tanpa_asing(laporan: LaporanImpor) -> list[Temuan]:
    """What is held, without the cells whose unknown names have a table of their own."""
    asing = {f"{satu.benda.upper()}_TIDAK_DIKENAL" for satu in laporan.nama_asing}
    return [satu for satu in laporan.galat if satu.kode not in asing]


def _ringkas(peringatan: Sequence[Temuan]) -> list[Temuan]:
    """The first few warnings of each kind: fifty of one kind would bury the one that matters."""
    sudah: Counter[str] = Counter()
    hasil = []
    for satu in peringatan:
        sudah[satu.kode] += 1
        if sudah[satu.kode] <= SEKODE:
            hasil.append(satu)
    return hasil
