"""`asn nilai formulir`: the workbook in which an agency's people are scored, to be filled in and read back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiPeriode, OpsiTimpa
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.domain.formulir_nilai import FormulirNilai

KOLOM = (
    Kolom("opd", "OPD"),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("periode", layar=False),
    Kolom("sumber", layar=False),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("berkas", "Berkas"),
)


def daftarkan(app: Benda) -> None:
    """Add the command to `asn nilai`."""
    app.perintah("formulir")(formulir)


def formulir(
    opd: Annotated[
        str | None, typer.Argument(metavar="[OPD]", help="Kode, nama, atau alias; tanpa ini semua.", show_default=False)
    ] = None,
    periode: OpsiPeriode = None,
    sumber: Annotated[
        str, typer.Option("--sumber", help="asesmen, atasan, rekan, bawahan, diri, atau uji.")
    ] = "asesmen",
    kosong: Annotated[bool, typer.Option("--kosong", help="Tanpa nilai yang sudah terdaftar.")] = False,
    keluar: Annotated[Path | None, typer.Option("-o", "--output", help="Berkas .xlsx untuk satu OPD.")] = None,
    ke: Annotated[Path | None, typer.Option("--ke", help="Folder: satu formulir untuk tiap perangkat daerah.")] = None,
    tanggal_surat: Annotated[
        str | None, typer.Option("--tanggal-surat", help="Tanggal formulir (bawaan: hari terakhir periode).")
    ] = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Formulir nilai yang terkunci dan berpilihan; sesudah diisi dibaca dengan asn nilai impor.

    Contoh: asn nilai formulir DINKES --periode 2025 --sumber atasan -o dinkes.xlsx
    """
    from asn_kompetensi import __version__
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import nilai_formulir
    from asn_kompetensi.services.masukan import tanggal_sah

    kode = wajib(periode, "--periode", "Periode")
    _periksa_tujuan(opd, keluar, ke)
    pada = tanggal_sah(tanggal_surat, "--tanggal-surat")
    with baca(db) as d:
        data = nilai_formulir.siapkan(
            d, kode, opd=opd, sumber=sumber, terisi=not kosong, tanggal=pada, versi=__version__
        )
    tujuan = [keluar] if keluar else _nama(data, ke or Path())
    _tulis(data, tujuan, timpa=timpa)
    baris = [
        (satu.opd, satu.nama_opd, satu.periode, satu.sumber, len(satu.orang), str(berkas))
        for satu, berkas in zip(data, tujuan, strict=True)
    ]
    jawab(KOLOM, baris, json=json)
    beri_tahu(f"tersimpan: {len(baris)} formulir. Sesudah diisi: asn nilai impor {tujuan[0]}")


def _periksa_tujuan(opd: str | None, keluar: Path | None, ke: Path | None) -> None:
    from asn_kompetensi.domain.galat import SalahPakai

    if (keluar is None) == (ke is None):
        raise SalahPakai("sebutkan -o BERKAS.xlsx atau --ke FOLDER", "Contoh: -o dinkes.xlsx, atau --ke formulir/")
    if keluar is not None and opd is None:
        raise SalahPakai("-o hanya untuk satu perangkat daerah", "Sebutkan OPD, atau pakai --ke FOLDER.")
    if keluar is not None and keluar.suffix.lower() != ".xlsx":
        raise SalahPakai(f"'{keluar.name}' bukan nama berkas .xlsx", "Contoh: -o dinkes.xlsx")


def _nama(data: Sequence[FormulirNilai], folder: Path) -> list[Path]:
    """A file for each form in `folder`, which is made where it is missing."""
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.tabular.buku.opd import nama_berkas_unik

    buku_kerja.di_folder((), folder)
    nama = nama_berkas_unik([satu.opd for satu in data], data[0].periode)
    return [folder / f"nilai-{satu.sumber}-{nama[satu.opd]}" for satu in data]


def _tulis(data: Sequence[FormulirNilai], tujuan: Sequence[Path], *, timpa: bool) -> None:
    """Write the forms; every target is checked before the first one is written."""
    from asn_kompetensi.cli import penyaluran
    from asn_kompetensi.cli.kemajuan import maju
    from asn_kompetensi.tabular.buku.formulir_nilai import buku_formulir
    from asn_kompetensi.tabular.simpan import periksa_tujuan, simpan_buku

    for berkas in tujuan:
        periksa_tujuan(berkas, timpa=timpa)
    jadi = []
    try:
        for satu, berkas in maju(list(zip(data, tujuan, strict=True)), "Menulis formulir"):
            simpan_buku(buku_formulir(satu), berkas, timpa=timpa, tanggal=satu.tanggal)
            jadi.append((berkas, penyaluran.Isi.dari(satu)))
    finally:  # also those that lie there when a later one fails
        penyaluran.catat(jadi)
