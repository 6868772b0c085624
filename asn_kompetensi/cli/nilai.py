"""`asn nilai`: scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKering,
    OpsiNip,
    OpsiOpd,
    OpsiPeriode,
    OpsiSemua,
    OpsiTimpa,
    OpsiYa,
)
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Nilai kompetensi: mengisi, menghapus, melihat, mengimpor, memeriksa penilainya.")

ArgNip = Annotated[str, typer.Argument(metavar="NIP", help="NIP 18 angka.", show_default=False)]
OpsiSumber = Annotated[
    str | None, typer.Option("--sumber", help="asesmen, atasan, rekan, bawahan, diri, atau uji (bawaan: asesmen).")
]
OpsiHanyaSumber = Annotated[
    str | None,
    typer.Option("--sumber", help="Hanya dari sumber ini: asesmen, atasan, rekan, bawahan, diri, atau uji."),
]
OpsiTanggal = Annotated[str | None, typer.Option("--tanggal", help="Tanggal penilaian, misalnya 2025-06-10.")]
OpsiPenilai = Annotated[str | None, typer.Option("--penilai", help="Yang menilai: NIP, atau nama bila dari luar.")]
OpsiKompetensi = Annotated[str | None, typer.Option("--kompetensi", help="Satu kompetensi saja.")]
OpsiJalankan = Annotated[
    int | None,
    typer.Option("--versi", help="Jalankan terbesar yang Anda baca pada nilai daftar; ditolak bila sesudahnya diubah."),
]
OpsiLuar = Annotated[bool, typer.Option("--luar-periode", help="Hanya yang bertanggal di luar periodenya.")]

KOLOM = (
    Kolom("periode", "Periode"),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("kompetensi", "Kompetensi"),
    Kolom("nilai", "Nilai", angka=True),
    Kolom("sumber", "Sumber"),
    Kolom("tanggal", "Tanggal", layar=False),
    Kolom("jalankan", layar=False, angka=True),
    Kolom("penilai", layar=False, tetap=True),
)


@app.perintah("isi")
def isi(
    nip: ArgNip,
    nilai: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KOMPETENSI=LEVEL]...",
            help="Kode kompetensi dan levelnya, di atas 0 sampai 5, paling banyak dua desimal: INT=3 KS=2,5.",
            show_default=False,
        ),
    ] = None,
    periode: OpsiPeriode = None,
    sumber: OpsiSumber = None,
    tanggal: OpsiTanggal = None,
    penilai: OpsiPenilai = None,
    versi: OpsiJalankan = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Mengisi nilai satu pegawai. Contoh: asn nilai isi NIP INT=3 KS=2,5 --periode 2025

    Di terminal, tanpa KOMPETENSI=LEVEL, ditanyakan satu per satu (kosong = belum dinilai).
    """
    from asn_kompetensi.cli import nilai_tanya
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import nilai as layanan
    from asn_kompetensi.services.masukan import tanggal_sah
    from asn_kompetensi.services.versi import pastikan_nilai

    kode, hari = wajib(periode, "--periode", "Periode"), tanggal_sah(tanggal, "--tanggal")
    tampil: int | None = None
    if nilai:
        isian = nilai_tanya.pasangan(nilai)
    else:
        isian, tampil = nilai_tanya.tanyakan(db, nip, kode)
    with tulis(db, "nilai isi", kering=kering) as d:
        # What the questions showed was made of every source and of earlier periods too.
        pastikan_nilai(d, nip, isian, dibaca=tampil)
        pastikan_nilai(d, nip, isian, periode=kode, sumber=sumber or "asesmen", dibaca=versi)
        hasil = layanan.isi(d, nip, isian, kode, sumber or "asesmen", hari, penilai)
        janggal, berubah = layanan.di_luar_periode(d, kode, hari), d.berubah
    hitung = f"{hasil['baru']} baru, {hasil['berubah']} berubah, {hasil['sama']} sama"
    tersimpan(
        f"tersimpan: {hitung}" if berubah else f"tidak ada yang berubah ({hitung})", hasil, json=json, kering=kering
    )
    if janggal and berubah:
        beri_tahu(f"Peringatan: {janggal}.")


@app.perintah("hapus")
def hapus(
    nip: ArgNip,
    periode: OpsiPeriode = None,
    kompetensi: OpsiKompetensi = None,
    sumber: OpsiHanyaSumber = None,
    versi: OpsiJalankan = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
    ya: OpsiYa = False,
) -> None:
    """Menghapus nilai seorang pegawai di satu periode; tanpa --kompetensi, semuanya."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import setuju, wajib
    from asn_kompetensi.services import nilai
    from asn_kompetensi.services.versi import pastikan_nilai

    kode = wajib(periode, "--periode", "Periode")
    if not setuju(f"hapus nilai {kompetensi or 'semua kompetensi'} periode {kode}?", ya or kering):
        raise KeyboardInterrupt
    with tulis(db, "nilai hapus", kering=kering) as d:
        pastikan_nilai(d, nip, [kompetensi] if kompetensi else None, periode=kode, sumber=sumber, dibaca=versi)
        hasil = nilai.hapus(d, nip, kode, kompetensi, sumber)
    tersimpan(f"terhapus: {hasil['dihapus']} nilai", hasil, json=json, kering=kering)


@app.perintah("daftar")
def daftar(
    periode: OpsiPeriode = None,
    opd: OpsiOpd = None,
    nip: OpsiNip = None,
    kompetensi: OpsiKompetensi = None,
    sumber: OpsiHanyaSumber = None,
    luar_periode: OpsiLuar = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Nilai yang tersimpan. Contoh: asn nilai daftar --periode 2025 --opd DINKES"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import siapkan
    from asn_kompetensi.services import nilai

    with baca(db) as d:
        baris = nilai.daftar(
            d, periode=periode, opd=opd, nip=nip, kompetensi=kompetensi, sumber=sumber, luar_periode=luar_periode
        )
        # Their day is why they are asked for; others have no room for it.
        kolom = tuple(replace(satu, layar=satu.layar or (luar_periode and satu.nama == "tanggal")) for satu in KOLOM)
        lepas = siapkan(kolom, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul="Nilai")
    lepas()


@app.perintah("abaikan")
def abaikan(
    jalankan: Annotated[int, typer.Argument(help="Nomor jalankan impor, dari asn periode siap.", show_default=False)],
    alasan: Annotated[str | None, typer.Option("--alasan", help="Mengapa isian itu tidak perlu masuk.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mengesampingkan isian yang ditahan satu impor, agar tidak menghalangi penutupan periode."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import penutupan

    mengapa = wajib(alasan, "--alasan", "Alasan")
    with tulis(db, "nilai abaikan") as d:
        isi = penutupan.abaikan(d, jalankan, mengapa)
    tersimpan(f"{isi['diabaikan']} isian jalankan {jalankan} dikesampingkan", isi, json=json)


from asn_kompetensi.cli import nilai_formulir, nilai_impor, nilai_mutu  # noqa: E402 - they add to the app above

nilai_impor.daftarkan(app)
nilai_formulir.daftarkan(app)
nilai_mutu.daftarkan(app)
