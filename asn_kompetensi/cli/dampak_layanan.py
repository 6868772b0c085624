"""`asn dampak layanan`: the public's view of a service before and after training. `cli.dampak` registers it."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiSemua, OpsiTimpa
from asn_kompetensi.tabular.tabel import Kolom

KOLOM = (
    Kolom("unit", "Unit", tetap=True),
    Kolom("pelatihan", "Pelatihan", layar=False),
    Kolom("ikm_sebelum", "Sebelum", angka=True),
    Kolom("ikm_sesudah", "Sesudah", angka=True),
    Kolom("perubahan", "Berubah", angka=True),
    Kolom("cakupan_pelatihan", "Dilatih %", angka=True),
    Kolom("pembanding", "Banding", angka=True),
    Kolom("keterangan", "Keterangan"),
    Kolom("n_pembanding", "Pembanding", layar=False, angka=True),
    Kolom("selisih", "Selisih", layar=False, angka=True),
    Kolom("sebelum", "Gelombang sebelum", layar=False),
    Kolom("sesudah", "Gelombang sesudah", layar=False),
    Kolom("pegawai", "Pegawai", layar=False, angka=True),
    Kolom("terlatih", "Terlatih", layar=False, angka=True),
)


def layanan(
    pelatihan: Annotated[str | None, typer.Option("--pelatihan", help="Satu pelatihan (bawaan: semua).")] = None,
    kompetensi: Annotated[
        str | None, typer.Option("--kompetensi", help="Semua pelatihan untuk satu kompetensi.")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Satu unit layanan: kode, nama, atau alias.")] = None,
    sebelum: Annotated[
        str | None, typer.Option("--sebelum", help="Gelombang SKM pertama (bawaan: dua yang terakhir).")
    ] = None,
    sesudah: Annotated[str | None, typer.Option("--sesudah", help="Gelombang SKM kedua.")] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Indeks kepuasan masyarakat sebelum dan sesudah pegawainya dilatih, di samping layanan yang tidak dilatih.

    Contoh: asn dampak layanan --pelatihan KOM-01 --sebelum 2025-1 --sesudah 2025-2
    """
    from asn_kompetensi.services import dampak_layanan

    with baca(db) as d:
        baris = dampak_layanan.daftar(
            d, pelatihan=pelatihan, kompetensi=kompetensi, unit=unit, sebelum=sebelum, sesudah=sesudah
        )
    jawab(KOLOM, baris, judul="Dampak pada layanan", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
    if not baris:
        beri_tahu("Belum ada unit dengan SKM pada kedua gelombang; lihat: asn skm lihat")


def daftarkan(app: Benda) -> None:
    """Give `asn dampak` this command."""
    app.perintah("layanan")(layanan)
