"""`asn pegawai impor`: people from a file of another system."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiAlias,
    OpsiContoh,
    OpsiDb,
    OpsiJson,
    OpsiKeluarContoh,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeta,
    OpsiTimpa,
)


def impor(
    berkas: BerkasImpor = None,
    buat: Annotated[list[str] | None, typer.Option("--buat", help="jabatan: buat jabatan yang belum ada.")] = None,
    alias: OpsiAlias = None,
    tanggal: Annotated[
        str | None, typer.Option("--tanggal", help="Tanggal mutasi bagi pegawai yang pindah tanpa TMT.")
    ] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> int:
    """Data pegawai dari SIASN, SIMPEG, atau CSV. Contoh: asn pegawai impor siasn.xlsx --buat jabatan"""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, pisah_alias, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import pegawai_impor
    from asn_kompetensi.services.masukan import tanggal_sah

    berkas = berkas_atau_contoh("pegawai", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    pasangan, sejak = pisah_alias(alias), tanggal_sah(tanggal, "--tanggal")
    isi = baca_berkas(berkas, pegawai_impor.SKEMA, lembar, peta)
    with tulis(db, "pegawai impor", berkas=berkas, kering=kering) as d:
        laporan = pegawai_impor.impor(d, isi, buat=buat or (), alias=pasangan, tanggal=sejak, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


def daftarkan(app: Benda) -> None:
    """Add the command to `asn pegawai`."""
    app.perintah("impor")(impor)
