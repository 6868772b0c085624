"""`asn jp`: training hours."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiNip,
    OpsiOpd,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Jam pelajaran per pegawai dan tahun.")

KOLOM = (
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("jenis_pegawai", "Jenis", layar=False),
    Kolom("tahun", "Tahun", layar=False, angka=True),
    Kolom("jp", "JP", angka=True),
    Kolom("target", "Target", angka=True),
    Kolom("batas", "Batas", angka=True),
    Kolom("status", "Status"),
    Kolom("kegiatan", "Kelas", layar=False, angka=True),
)
KOLOM_BENTUK = (
    Kolom("tahun", "Tahun", angka=True),
    Kolom("bentuk", "Nomor", angka=True),
    Kolom("nama_bentuk", "Bentuk"),
    Kolom("kegiatan", "Kelas", angka=True),
    Kolom("peserta", "Peserta", angka=True),
    Kolom("jp", "JP", angka=True),
)


@app.perintah("daftar")
def daftar(
    tahun: Annotated[str | None, typer.Option("--tahun", help="Tahun kegiatan berakhir, misalnya 2025.")] = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    per: Annotated[str | None, typer.Option("--per", help="'bentuk': jumlah per bentuk pelatihan dan tahun.")] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan jam pelajaran setiap pegawai dalam setahun; kosong berarti belum ada data, bukan 0.

    Contoh: asn jp daftar --tahun 2025 --opd DINKES
    """
    from asn_kompetensi.services import jp

    if per not in (None, "bentuk"):
        raise SalahPakai(f"--per {per} tidak ada", "Pilihan --per: bentuk")
    if per is None:
        tahun = wajib(tahun, "--tahun", "Tahun")
    angka = jp.tahun_sah(tahun) if tahun else None
    with baca(db) as d:
        if per or angka is None:
            baris = list(jp.per_bentuk(d, angka, opd=opd, dengan_unit=dengan_unit, nip=nip))
        else:
            baris = list(jp.daftar(d, angka, opd=opd, dengan_unit=dengan_unit, nip=nip))
    kolom = KOLOM_BENTUK if per else KOLOM
    jawab(kolom, baris, judul=f"Jam pelajaran {tahun or ''}".strip(), json=json, csv=csv, berkas=berkas, timpa=timpa,
          semua=semua)  # fmt: skip
