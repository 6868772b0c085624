"""`asn periode`: evaluation periods."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiKering, OpsiSemua, OpsiTimpa, OpsiYa
from asn_kompetensi.tabular.tabel import TANPA_TEMUAN, Kolom

app = Benda("Periode penilaian: dibuka, diperiksa, ditutup, dan bila perlu dibuka ulang.")

KOLOM = (
    Kolom("kode", "Periode"),
    Kolom("mulai", "Mulai"),
    Kolom("selesai", "Selesai"),
    Kolom("status", "Status"),
    Kolom("segel", "Segel", layar=False),
    Kolom("dibuka_ulang", "Dibuka ulang", angka=True, layar=False),
)
KOLOM_SIAP = (
    Kolom("tingkat", "Tingkat"),
    Kolom("kode", "Kode", layar=False),
    Kolom("pesan", "Temuan"),
    Kolom("perintah", "Perintah", tetap=True),
)
ArgPeriode = Annotated[str, typer.Argument(metavar="PERIODE", help="Kode periode.", show_default=False)]


@app.perintah("buka")
def buka(
    kode: Annotated[str, typer.Argument(help="Kode periode, misalnya 2025.", show_default=False)],
    mulai: Annotated[str | None, typer.Option("--mulai", help="Hari pertama.")] = None,
    selesai: Annotated[str | None, typer.Option("--selesai", help="Hari terakhir.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membuka periode. Contoh: asn periode buka 2025 --mulai 2025-01-01 --selesai 2025-12-31"""
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import periode

    awal = wajib(mulai, "--mulai", "Hari pertama periode")
    akhir = wajib(selesai, "--selesai", "Hari terakhir periode")
    with tulis(db, "periode buka") as d:
        isi = periode.buka(d, kode, awal, akhir)
        sehari, baru, jalankan = periode.sehari(d, isi), d.berubah, d.jalankan
    tersimpan(f"periode {isi['kode']} {'dibuka' if baru else 'sudah terbuka'}", isi, json=json)
    if sehari and baru:
        beri_tahu(f"Peringatan: {sehari}. Bila keliru: asn batal {jalankan}")


@app.perintah("siap")
def siap(
    kode: ArgPeriode,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> int:
    """Yang menghalangi penutupan dan yang perlu diketahui, dengan perintah perbaikannya; keluar 10 bila ada galat."""
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.galat import KodeKeluar
    from asn_kompetensi.services import penutupan
    from asn_kompetensi.services.gap import cari_periode

    with baca(db) as d:
        temuan, tertutup = penutupan.siap(d, kode), cari_periode(d, kode)[4] == "tertutup"
    jawab(KOLOM_SIAP, temuan, kosong=TANPA_TEMUAN, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)
    galat = sum(satu.tingkat == "galat" for satu in temuan)
    bersih = f"periode {kode} sudah ditutup" if tertutup else "tidak ada yang menghalangi penutupan"
    beri_tahu(f"{galat} galat, {len(temuan) - galat} peringatan" if temuan else bersih)
    return KodeKeluar.TEMUAN if galat else KodeKeluar.BERHASIL


@app.perintah("tutup")
def tutup(
    kode: ArgPeriode,
    ya: OpsiYa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Menutup periode: hasilnya dibekukan dan disegel; sesudah itu isinya tidak dapat diubah lagi."""
    from asn_kompetensi.cli.basisdata import beri_tahu
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.cli.penutupan import hasil, tutup_periode

    isi, baru = tutup_periode(db, kode, ya=ya, kering=kering)
    beri_tahu(hasil(isi, baru, kering))
    jawab_satu(isi, json=json)


@app.perintah("buka-ulang")
def buka_ulang(
    kode: ArgPeriode,
    alasan: Annotated[str | None, typer.Option("--alasan", help="Mengapa dibuka ulang; tampil di laporan.")] = None,
    saksi: Annotated[str | None, typer.Option("--saksi", help="Orang kedua yang menyetujui.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membuka lagi periode yang sudah ditutup. Contoh: asn periode buka-ulang 2025 --alasan "…" --saksi "Nama" """
    from asn_kompetensi.cli.basisdata import beri_tahu, petugas, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import penutupan

    mengapa, kedua = wajib(alasan, "--alasan", "Alasan"), wajib(saksi, "--saksi", "Nama saksi")
    with tulis(db, "periode buka-ulang") as d:
        isi = penutupan.buka_ulang(d, kode, mengapa, kedua, petugas())
        baru = d.berubah
        if baru:
            beri_tahu(f"cadangan sebelum dibuka ulang: {d.cadangkan('sebelum-buka-ulang').name}")
    tersimpan(f"periode {isi['kode']} {'dibuka ulang' if baru else 'sudah terbuka'}", isi, json=json)


@app.perintah("lihat")
def lihat(
    kode: Annotated[str, typer.Argument(help="Kode periode.", show_default=False)],
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Satu periode dan banyaknya nilai di dalamnya."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import periode

    with baca(db) as d:
        isi = periode.lihat(d, kode)
    jawab_satu(isi, json=json, csv=csv, berkas=keluar, timpa=timpa)


@app.perintah("daftar")
def daftar(
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Semua periode, urut hari terakhir."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import periode

    with baca(db) as d:
        baris = periode.daftar(d)
    jawab(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)
