"""`asn nilai mutu`: assessors worth a look before a period is closed."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiOpd,
    OpsiPeriode,
    OpsiSemua,
    OpsiTimpa,
)
from asn_kompetensi.tabular.tabel import TANPA_TEMUAN, Kolom

KOLOM = (
    Kolom("penilai", layar=False, tetap=True),
    Kolom("nama_penilai", "Penilai"),
    Kolom("opd", "OPD", layar=False),
    Kolom("sumber", "Sumber", layar=False),
    Kolom("orang", "Orang", angka=True),
    Kolom("nilai", "Nilai", angka=True, layar=False, tipe="bulat"),
    Kolom("rata", "Rata", angka=True),
    Kolom("simpangan", "Simpangan", angka=True, layar=False),
    Kolom("pembanding", "Pembanding", layar=False),
    Kolom("selisih", "Selisih", angka=True),
    Kolom("temuan", "Temuan", tetap=True),
    Kolom("keterangan", "Keterangan"),
)


def daftarkan(app: Benda) -> None:
    """Add the command to `asn nilai`."""
    app.perintah("mutu")(mutu)


def mutu(
    periode: OpsiPeriode = None,
    opd: OpsiOpd = None,
    sumber: Annotated[str | None, typer.Option("--sumber", help="Satu sumber saja, misalnya atasan.")] = None,
    lengkap: Annotated[bool, typer.Option("--lengkap", help="Juga penilai yang tidak ada temuannya.")] = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Penilai yang terlalu murah, terlalu ketat, menyamakan semua orang, atau berbeda tajam dengan penilai lain.

    Contoh: asn nilai mutu --periode 2025 --opd DINKES
    """
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.domain.gabung import DI_KOTANYA
    from asn_kompetensi.services import nilai_mutu
    from asn_kompetensi.services.lingkup import hanya_dibaca

    kode = wajib(periode, "--periode", "Periode")
    with baca(db) as d:
        baris = nilai_mutu.mutu_nilai(d, kode, opd=opd, sumber=sumber, lengkap=lengkap)
        gabungan = hanya_dibaca(d)
    jawab(
        KOLOM, baris, kosong=TANPA_TEMUAN, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua,
        judul=f"Mutu penilaian {kode}",
    )  # fmt: skip
    temuan = sum(1 for satu in baris if satu[-2] is not None)
    kabar = f"{temuan} temuan; periksa bersama penilainya, nilainya belum tentu salah"
    beri_tahu(kabar if temuan else "tidak ada yang janggal")
    if gabungan:
        beri_tahu(f"Penilai tidak ikut digabung: yang tampak per sumber dan perangkat daerah. {DI_KOTANYA}")
