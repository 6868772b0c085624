"""`asn periode`: evaluation periods."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiSemua, OpsiTimpa
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Periode penilaian.")

KOLOM = (
    Kolom("kode", "Periode"),
    Kolom("mulai", "Mulai"),
    Kolom("selesai", "Selesai"),
    Kolom("status", "Status"),
    Kolom("segel", "Segel", layar=False),
)


@app.perintah("buka")
def buka(
    kode: Annotated[str, typer.Argument(help="Kode periode, misalnya 2025.", show_default=False)],
    mulai: Annotated[str | None, typer.Option("--mulai", help="Hari pertama.")] = None,
    selesai: Annotated[str | None, typer.Option("--selesai", help="Hari terakhir.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membuka periode. Contoh: asn periode buka 2025 --mulai 2025-01-01 --selesai 2025-12-31"""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import periode

    awal = wajib(mulai, "--mulai", "Hari pertama periode")
    akhir = wajib(selesai, "--selesai", "Hari terakhir periode")
    with tulis(db, "periode buka") as d:
        isi = periode.buka(d, kode, awal, akhir)
        baru = d.berubah
    tersimpan(f"periode {isi['kode']} {'dibuka' if baru else 'sudah terbuka'}", isi, json=json)


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
