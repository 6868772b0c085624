"""`asn rencana idp`: one person's development plan, on the screen or as a form to print and sign."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu
from asn_kompetensi.cli.keluaran import jawab, jawab_satu
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiPeriode, OpsiTimpa
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.tabular.tabel import Kolom

# What a screen shows of the activities; every field is in the other forms of the answer.
KOLOM = (
    Kolom("kompetensi", "Komp.", tetap=True),
    Kolom("kesenjangan", "Gap", angka=True),
    Kolom("porsi", "Porsi", angka=True),
    Kolom("program", "Program"),
    Kolom("jp", "JP", angka=True),
    Kolom("mulai", "Mulai", tetap=True),
    Kolom("pembimbing", "Pembimbing"),
)


def idp(
    nip: Annotated[str, typer.Argument(metavar="NIP", help="NIP 18 angka.")],
    periode: OpsiPeriode = None,
    tahun: Annotated[
        str | None, typer.Option("--tahun", help="Tahun rencana (bawaan: tahun sesudah periode itu).")
    ] = None,
    target_jabatan: Annotated[
        str | None, typer.Option("--target-jabatan", help="Jabatan yang dituju; standarnya ikut dibandingkan.")
    ] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
) -> None:
    """Rencana perorangan (IDP, 10-20-70) seorang pegawai; ke .xlsx menjadi formulir siap cetak.

    Contoh: asn rencana idp 198403122006042901 --periode 2025 -o idp.xlsx
    """
    from asn_kompetensi.services import rencana_idp
    from asn_kompetensi.services.jp import tahun_sah

    kode = wajib(periode, "--periode", "Periode")
    setahun = tahun_sah(tahun) if tahun is not None else None
    with baca(db) as d:
        data = rencana_idp.idp(d, nip, kode, tahun=setahun, target_jabatan=target_jabatan)
    if berkas is not None and berkas.suffix.lower() == ".xlsx" and not (json or csv):
        from asn_kompetensi.cli import penyaluran
        from asn_kompetensi.tabular.buku.idp import buku_idp
        from asn_kompetensi.tabular.simpan import simpan_buku

        simpan_buku(buku_idp(data), berkas, timpa=timpa, tanggal=data.tanggal_surat)
        penyaluran.catat([(berkas, penyaluran.Isi.dari(data))])
        beri_tahu(f"tersimpan: {berkas}")
        return
    isi = rencana_idp.sebagai_objek(data)
    if berkas is None and not (json or csv) and sys.stdout.isatty():
        kegiatan = [tuple(satu[kolom.nama] for kolom in KOLOM) for satu in isi.pop("kegiatan")]
        jawab_satu(isi)
        jawab(KOLOM, kegiatan, judul=f"Kegiatan {data.tahun}", semua=True)
        return
    jawab_satu(isi, json=json, csv=csv, berkas=berkas, timpa=timpa)


def daftarkan(app: Benda) -> None:
    """Register the command on the noun."""
    app.perintah("idp")(idp)
