"""`asn kebijakan`: dated thresholds, weights and cut-offs."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiKering, OpsiSemua, OpsiTimpa
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Kebijakan: ambang, bobot, dan batas, dengan dasar dan masa berlakunya.")

KOLOM = (
    Kolom("kunci", "Kebijakan", tetap=True),
    Kolom("nilai", "Nilai"),
    Kolom("keterangan", "Keterangan"),
    Kolom("dasar", "Dasar", layar=False),
    Kolom("mulai", "Mulai", tetap=True),
    Kolom("selesai", "Selesai", layar=False, tetap=True),
)


@app.perintah("daftar")
def daftar(
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Yang berlaku hari itu (bawaan: hari ini).")] = None,
    kunci: Annotated[str | None, typer.Option("--kunci", help="Satu kebijakan saja, misalnya bobot_sumber.")] = None,
    riwayat: Annotated[bool, typer.Option("--riwayat", help="Juga nilai yang lampau dan yang akan datang.")] = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Kebijakan yang berlaku, dengan dasarnya. Contoh: asn kebijakan daftar --tanggal 2025-12-31"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.services import kebijakan
    from asn_kompetensi.services.masukan import tanggal_sah

    if riwayat and tanggal is not None:
        raise SalahPakai("--riwayat dan --tanggal tidak dapat dipakai bersama", "Pilih salah satu.")
    pada = tanggal_sah(tanggal, "--tanggal")
    with baca(db) as d:
        baris = kebijakan.daftar(d, pada=pada, kunci=kunci, riwayat=riwayat)
    jawab(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul="Kebijakan")


@app.perintah("tetapkan")
def tetapkan(
    kunci: Annotated[str, typer.Argument(metavar="KUNCI", help="Nama kebijakan.", show_default=False)],
    nilai: Annotated[
        str,
        typer.Argument(
            metavar="NILAI",
            help="Angka atau kata. Untuk bobot_sumber: asesmen_atau_rata, rata, atau bobot setiap sumber dipisah titik "
            'koma, dalam tanda petik: "asesmen=50;atasan=30;rekan=20".',
            show_default=False,
        ),
    ],
    mulai: Annotated[
        str | None, typer.Option("--mulai", help="Berlaku sejak tanggal ini; tanpanya nilai yang sekarang diganti.")
    ] = None,
    dasar: Annotated[str | None, typer.Option("--dasar", help="Dasarnya, misalnya Kepwako 12/2026.")] = None,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Menetapkan satu kebijakan; periode yang sudah ditutup tidak ikut berubah.

    Contoh: asn kebijakan tetapkan bobot_skm 0,11 --mulai 2026-01-01 --dasar "Kepwako 12/2026"
    """
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import kebijakan
    from asn_kompetensi.services.masukan import tanggal_sah

    sejak = tanggal_sah(mulai, "--mulai")
    with tulis(db, "kebijakan tetapkan", kering=kering) as d:
        isi = kebijakan.tetapkan(d, kunci, nilai, mulai=sejak, dasar=dasar)
        berubah, tertutup = d.berubah, kebijakan.ada_tertutup(d)
    pesan = f"tersimpan: {kebijakan.sebut(isi)}" if berubah else "tidak ada yang berubah"
    tersimpan(pesan, isi, json=json, kering=kering)
    if berubah and tertutup:
        beri_tahu("periode yang sudah ditutup tetap memakai kebijakan waktu ditutup")
