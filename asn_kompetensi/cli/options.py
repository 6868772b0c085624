"""Options that many commands share, so that a flag is spelled and explained the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

OpsiDb = Annotated[Path | None, typer.Option("--db", help="Basis data (bawaan: ASN_DB, lalu folder data pengguna).")]
OpsiJson = Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")]
OpsiCsv = Annotated[bool, typer.Option("--csv", help="Jawaban sebagai CSV.")]
OpsiKeluar = Annotated[
    Path | None, typer.Option("-o", "--output", help="Simpan ke berkas .xlsx, .csv, .json, atau .parquet.")
]
OpsiTimpa = Annotated[bool, typer.Option("--timpa", help="Timpa berkas yang sudah ada.")]
OpsiSemua = Annotated[bool, typer.Option("--semua", help="Tampilkan semua baris di layar, bukan 200 yang pertama.")]
OpsiKering = Annotated[bool, typer.Option("-n", "--dry-run", help="Periksa saja; tidak ada yang disimpan.")]
OpsiYa = Annotated[bool, typer.Option("-y", "--yes", help="Jawab ya tanpa bertanya.")]
OpsiLewati = Annotated[bool, typer.Option("--lewati", help="Simpan yang baik, tinggalkan yang ditahan (keluar 9).")]
OpsiLembar = Annotated[
    str | None, typer.Option("--lembar", help="Nama lembar yang dibaca (bawaan: yang paling cocok).")
]
OpsiPeta = Annotated[
    Path | None,
    typer.Option("--peta", help="Berkas .toml: letak judul dan arti kolom lembar yang tidak lazim."),
]
BerkasImpor = Annotated[
    Path | None, typer.Argument(metavar="BERKAS", help="Berkas .xlsx, .xls, .ods, atau .csv.", show_default=False)
]
OpsiKeluarContoh = Annotated[Path | None, typer.Option("-o", "--output", help="Berkas .xlsx untuk --contoh.")]
OpsiContoh = Annotated[
    bool, typer.Option("--contoh", help="Buat lembar isian kosong dengan pilihan dan keterangan; perlu -o BERKAS.xlsx.")
]
OpsiAlias = Annotated[
    list[str] | None, typer.Option("--alias", help='"EJAAN=KODE": ejaan di berkas itu maksudnya kode ini; diingat.')
]
OpsiOpd = Annotated[str | None, typer.Option("--opd", help="Perangkat daerah: kode, nama, atau alias.")]
OpsiPeriode = Annotated[str | None, typer.Option("--periode", help="Kode periode, misalnya 2025.")]
OpsiNip = Annotated[str | None, typer.Option("--nip", help="NIP 18 angka.")]
OpsiUnit = Annotated[bool, typer.Option("--dengan-unit", help="Bersama --opd: termasuk unit di bawahnya.")]
OpsiVersi = Annotated[
    int | None,
    typer.Option("--versi", help="Versi yang Anda baca (dari lihat); ditolak bila sudah diubah orang lain."),
]
OpsiBaris = Annotated[
    str | None,
    typer.Option("--baris", help="Baris ini saja, menurut nomor di Excel: 5,7-9.", show_default=False),
]
