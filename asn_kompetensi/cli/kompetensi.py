"""`asn kompetensi`: the generic competencies and the technical ones."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiContoh,
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKeluarContoh,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeta,
    OpsiSemua,
    OpsiTimpa,
    OpsiVersi,
)
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Kompetensi: sembilan yang umum dan yang teknis.")

ArgKompetensi = Annotated[str, typer.Argument(metavar="KOMPETENSI", help="Kode, nama, atau alias.", show_default=False)]
OpsiNama = Annotated[str | None, typer.Option("--nama", help="Nama resmi.")]
OpsiJenis = Annotated[str | None, typer.Option("--jenis", help="manajerial, sosial kultural, atau teknis.")]
OpsiDefinisi = Annotated[str | None, typer.Option("--definisi", help="Penjelasan singkat.")]
OpsiEjaan = Annotated[list[str] | None, typer.Option("--alias", help="Ejaan lain; boleh diulang.")]

KOLOM = (
    Kolom("kode", "Kode"),
    Kolom("nama", "Nama"),
    Kolom("jenis", "Jenis"),
    Kolom("urutan", "Urutan", angka=True),
    Kolom("definisi", "Definisi", layar=False),
)


@app.perintah("tambah")
def tambah(
    kode: Annotated[str, typer.Argument(help="Kode baru, tanpa spasi.", show_default=False)],
    nama: OpsiNama = None,
    jenis: OpsiJenis = None,
    definisi: OpsiDefinisi = None,
    alias: OpsiEjaan = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mendaftarkan kompetensi. Contoh: asn kompetensi tambah TIK --nama "Tata Kelola TIK" --jenis teknis"""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import kompetensi

    nama = wajib(nama, "--nama", "Nama kompetensi")
    jenis = wajib(jenis, "--jenis", "Jenis kompetensi (manajerial, sosial kultural, teknis)")
    with tulis(db, "kompetensi tambah") as d:
        isi = kompetensi.tambah(d, kode, nama, jenis=jenis, definisi=definisi, alias=alias or ())
    tersimpan(f"tersimpan: kompetensi {isi['kode']}", isi, json=json)


@app.perintah("ubah")
def ubah(
    kompetensi: ArgKompetensi,
    nama: OpsiNama = None,
    jenis: OpsiJenis = None,
    definisi: OpsiDefinisi = None,
    alias: OpsiEjaan = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mengubah yang disebut saja. Nama lama tetap dikenali sebagai alias."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import kompetensi as layanan
    from asn_kompetensi.services import versi as versi_

    with tulis(db, "kompetensi ubah") as d:
        versi_.pastikan(d, "kompetensi", kompetensi, versi)
        isi = layanan.ubah(d, kompetensi, nama=nama, jenis=jenis, definisi=definisi, alias=alias or ())
        berubah = d.berubah
    tersimpan(f"tersimpan: kompetensi {isi['kode']}" if berubah else "tidak ada yang berubah", isi, json=json)


@app.perintah("lihat")
def lihat(
    kompetensi: ArgKompetensi,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Satu kompetensi, ejaannya, dan sebutan kelima levelnya. Contoh: asn kompetensi lihat INT"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import kompetensi as layanan
    from asn_kompetensi.services import versi

    with baca(db) as d:
        isi = layanan.lihat(d, kompetensi)
        isi["versi"] = versi.versi(d, "kompetensi", kompetensi)
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
    """Semua kompetensi menurut urutannya."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import kompetensi

    with baca(db) as d:
        baris = kompetensi.daftar(d)
    jawab(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)


@app.perintah("impor")
def impor(
    berkas: BerkasImpor = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
) -> int:
    """Mendaftarkan banyak sekaligus; kolomnya sama dengan asn kompetensi daftar --csv."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import kompetensi

    berkas = berkas_atau_contoh("kompetensi", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    isi = baca_berkas(berkas, kompetensi.SKEMA, lembar, peta)
    with tulis(db, "kompetensi impor", berkas=berkas, kering=kering) as d:
        laporan = kompetensi.impor(d, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)
