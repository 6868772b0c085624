"""`asn jabatan`: jobs and their jenjang."""

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

app = Benda("Jabatan dan jenjangnya.")

ArgJabatan = Annotated[str, typer.Argument(metavar="JABATAN", help="Kode, nama, atau alias.", show_default=False)]
OpsiNama = Annotated[str | None, typer.Option("--nama", help="Nama resmi.")]
OpsiJenjang = Annotated[str | None, typer.Option("--jenjang", help="Misalnya Ahli Muda, Pengawas, JPT Pratama.")]
OpsiUrusan = Annotated[str | None, typer.Option("--urusan", help="Urusan pemerintahan.")]
OpsiEjaan = Annotated[list[str] | None, typer.Option("--alias", help="Ejaan lain; boleh diulang.")]

KOLOM = (Kolom("kode", "Kode"), Kolom("nama", "Nama"), Kolom("jenjang", "Jenjang"), Kolom("urusan", "Urusan"))


@app.perintah("tambah")
def tambah(
    kode: Annotated[str, typer.Argument(help="Kode baru, tanpa spasi.", show_default=False)],
    nama: OpsiNama = None,
    jenjang: OpsiJenjang = None,
    urusan: OpsiUrusan = None,
    alias: OpsiEjaan = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mendaftarkan jabatan. Contoh: asn jabatan tambah PRAKOM-MUDA --nama "Pranata Komputer" --jenjang "Ahli Muda" """
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import jabatan

    nama = wajib(nama, "--nama", "Nama jabatan")
    with tulis(db, "jabatan tambah") as d:
        isi = jabatan.tambah(d, kode, nama, jenjang=jenjang, urusan=urusan, alias=alias or ())
    tersimpan(f"tersimpan: jabatan {isi['kode']}", isi, json=json)


@app.perintah("ubah")
def ubah(
    jabatan: ArgJabatan,
    nama: OpsiNama = None,
    jenjang: OpsiJenjang = None,
    urusan: OpsiUrusan = None,
    alias: OpsiEjaan = None,
    tanpa_diklat: Annotated[
        bool | None,
        typer.Option(
            "--tanpa-diklat-fungsional/--dengan-diklat-fungsional",
            help="Jabatan fungsional yang tidak mensyaratkan diklat fungsional: dalam IP ASN dianggap sudah.",
        ),
    ] = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mengubah yang disebut saja; isi kosong ("") menghapus. Nama lama tetap dikenali sebagai alias."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import jabatan as layanan
    from asn_kompetensi.services import versi as versi_

    with tulis(db, "jabatan ubah") as d:
        versi_.pastikan(d, "jabatan", jabatan, versi)
        isi = layanan.ubah(
            d, jabatan, nama=nama, jenjang=jenjang, urusan=urusan, alias=alias or (),
            tanpa_diklat_fungsional=tanpa_diklat,
        )  # fmt: skip
        berubah = d.berubah
    tersimpan(f"tersimpan: jabatan {isi['kode']}" if berubah else "tidak ada yang berubah", isi, json=json)


@app.perintah("lihat")
def lihat(
    jabatan: ArgJabatan,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Satu jabatan dan ejaannya. Contoh: asn jabatan lihat prakom-muda"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import jabatan as layanan
    from asn_kompetensi.services import versi

    with baca(db) as d:
        isi = layanan.lihat(d, jabatan)
        isi["versi"] = versi.versi(d, "jabatan", jabatan)
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
    """Semua jabatan, urut kode."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import jabatan

    with baca(db) as d:
        baris = jabatan.daftar(d)
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
    """Mendaftarkan banyak sekaligus; kolomnya sama dengan asn jabatan daftar --csv."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import jabatan

    berkas = berkas_atau_contoh("jabatan", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    isi = baca_berkas(berkas, jabatan.SKEMA, lembar, peta)
    with tulis(db, "jabatan impor", berkas=berkas, kering=kering) as d:
        laporan = jabatan.impor(d, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)
