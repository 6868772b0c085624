"""`asn laporan`: workbooks for agency heads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiPeriode, OpsiTimpa

app = Benda("Buku kerja Excel untuk kepala perangkat daerah.")

OpsiSurat = Annotated[
    str | None, typer.Option("--tanggal-surat", help="Tanggal pada buku kerja (bawaan: hari terakhir periode).")
]


OpsiPdf = Annotated[bool, typer.Option("--pdf", help="Juga PDF di sebelahnya; perlu LibreOffice.")]


@app.perintah("opd")
def opd(
    opd: Annotated[str, typer.Argument(metavar="OPD", help="Kode, nama, atau alias.", show_default=False)],
    periode: OpsiPeriode = None,
    keluar: Annotated[Path | None, typer.Option("-o", "--output", help="Berkas .xlsx yang dibuat.")] = None,
    tanggal_surat: OpsiSurat = None,
    pdf: OpsiPdf = False,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Buku kerja satu perangkat daerah. Contoh: asn laporan opd DINKES --periode 2025 -o dinkes.xlsx"""
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.domain.galat import TidakDitemukan
    from asn_kompetensi.services import gap, laporan
    from asn_kompetensi.services.masukan import tanggal_sah

    kode = wajib(periode, "--periode", "Periode")
    tujuan = buku_kerja.nama_buku(keluar, "dinkes.xlsx")
    surat = tanggal_sah(tanggal_surat, "--tanggal-surat")
    with baca(db) as d:
        data = laporan.siapkan(d, kode, opd=opd, tanggal_surat=surat, versi=__version__)
        kabar = gap.kota_tanpa(d, gap.saringan(d, kode, opd=opd))
    if not data:
        if kabar:
            raise TidakDitemukan(kabar[0], "Pilih periode itu, atau lihat: asn periode daftar")
        raise TidakDitemukan(f"{opd} tidak punya pegawai di periode {kode}", f"Periksa: asn pegawai daftar --opd {opd}")
    buku_kerja.tulis({tujuan: data[0]}, timpa=timpa, pdf=pdf)
    buku_kerja.jawab({tujuan: data[0]}, json=json)


@app.perintah("semua")
def semua(
    periode: OpsiPeriode = None,
    ke: Annotated[Path | None, typer.Option("--ke", help="Folder tujuan; dibuat bila belum ada.")] = None,
    tanggal_surat: OpsiSurat = None,
    pdf: OpsiPdf = False,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Satu buku kerja untuk tiap perangkat daerah. Contoh: asn laporan semua --periode 2025 --ke keluaran/"""
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap, laporan
    from asn_kompetensi.services.masukan import tanggal_sah

    kode = wajib(periode, "--periode", "Periode")
    folder = Path(wajib(str(ke) if ke else None, "--ke", "Folder tujuan"))
    surat = tanggal_sah(tanggal_surat, "--tanggal-surat")
    with baca(db) as d:
        data = laporan.siapkan(d, kode, tanggal_surat=surat, versi=__version__)
        kabar = gap.kota_tanpa(d, gap.saringan(d, kode))
    beri_kabar(kabar)
    tujuan = buku_kerja.di_folder(data, folder)
    buku_kerja.tulis(tujuan, timpa=timpa, pdf=pdf)
    buku_kerja.jawab(tujuan, json=json)


@app.perintah("kota")
def kota(
    periode: OpsiPeriode = None,
    keluar: Annotated[Path | None, typer.Option("-o", "--output", help="Berkas .xlsx yang dibuat.")] = None,
    tanggal_surat: OpsiSurat = None,
    pdf: OpsiPdf = False,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Angka seluruh kota bagi wali kota, tanpa nama. Contoh: asn laporan kota --periode 2025 -o kota.xlsx"""
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap, laporan_kota
    from asn_kompetensi.services.masukan import tanggal_sah

    kode = wajib(periode, "--periode", "Periode")
    tujuan = buku_kerja.nama_buku(keluar, "kota.xlsx")
    surat = tanggal_sah(tanggal_surat, "--tanggal-surat")
    with baca(db) as d:
        data = laporan_kota.siapkan(d, kode, tanggal_surat=surat, versi=__version__)
        kabar = gap.kota_tanpa(d, gap.saringan(d, kode))
    beri_kabar(kabar)
    buku_kerja.tulis_kota(data, tujuan, timpa=timpa, pdf=pdf)
    buku_kerja.jawab_kota(data, tujuan, json=json)


from asn_kompetensi.cli import laporan_verifikasi  # noqa: E402 - it adds its command to the app above

laporan_verifikasi.daftarkan(app)
