"""`asn opd`: agencies and their units."""

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
    OpsiYa,
)
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Perangkat daerah dan unit kerja.")

ArgOpd = Annotated[str, typer.Argument(metavar="OPD", help="Kode, nama, atau alias.", show_default=False)]
OpsiNama = Annotated[str | None, typer.Option("--nama", help="Nama resmi.")]
OpsiSingkatan = Annotated[str | None, typer.Option("--singkatan", help="Nama pendek, misalnya Dinkes.")]
OpsiEjaan = Annotated[list[str] | None, typer.Option("--alias", help="Ejaan lain; boleh diulang.")]
OpsiInduk = Annotated[str | None, typer.Option("--induk", help="Perangkat daerah di atasnya, bila ini sebuah unit.")]
OpsiSurel = Annotated[str | None, typer.Option("--surel", help="Alamat surel kepala, satu saja.")]
OpsiKepala = Annotated[str | None, typer.Option("--kepala", help="NIP kepala, 18 angka.")]
OpsiMulai = Annotated[str | None, typer.Option("--mulai", help="Berdiri sejak tanggal ini.")]
OpsiSelesai = Annotated[str | None, typer.Option("--selesai", help="Hari terakhir berdiri.")]

KOLOM = (
    Kolom("kode", "Kode"),
    Kolom("nama", "Nama"),
    Kolom("singkatan", "Singkatan", layar=False),
    Kolom("alias", "Alias"),
    Kolom("induk", "Induk"),
    Kolom("surel", "Surel", layar=False),
    Kolom("kepala_nip", "NIP kepala", layar=False, tetap=True),
    Kolom("mulai", "Mulai", layar=False),
    Kolom("selesai", "Selesai", layar=False),
    Kolom("digabung_ke", "Digabung ke", layar=False),
)


@app.perintah("tambah")
def tambah(
    kode: Annotated[str, typer.Argument(help="Kode baru, tanpa spasi.", show_default=False)],
    nama: OpsiNama = None,
    singkatan: OpsiSingkatan = None,
    alias: OpsiEjaan = None,
    induk: OpsiInduk = None,
    surel: OpsiSurel = None,
    kepala: OpsiKepala = None,
    mulai: OpsiMulai = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mendaftarkan perangkat daerah atau unit. Contoh: asn opd tambah DINKES --nama "Dinas Kesehatan" """
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import opd

    nama = wajib(nama, "--nama", "Nama perangkat daerah")
    with tulis(db, "opd tambah") as d:
        isi = opd.tambah(
            d, kode, nama, singkatan=singkatan, alias=alias or (), induk=induk, surel=surel, kepala=kepala, mulai=mulai
        )
    tersimpan(f"tersimpan: perangkat daerah {isi['kode']}", isi, json=json)


@app.perintah("ubah")
def ubah(
    opd: ArgOpd,
    nama: OpsiNama = None,
    singkatan: OpsiSingkatan = None,
    alias: OpsiEjaan = None,
    induk: OpsiInduk = None,
    surel: OpsiSurel = None,
    kepala: OpsiKepala = None,
    mulai: OpsiMulai = None,
    selesai: OpsiSelesai = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mengubah yang disebut saja; isi kosong ("") menghapus. Nama lama tetap dikenali sebagai alias."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import opd as layanan
    from asn_kompetensi.services import versi as versi_

    with tulis(db, "opd ubah") as d:
        versi_.pastikan(d, "opd", opd, versi)
        isi = layanan.ubah(
            d, opd, nama=nama, singkatan=singkatan, alias=alias or (), induk=induk, surel=surel, kepala=kepala,
            mulai=mulai, selesai=selesai,
        )  # fmt: skip
        berubah = d.berubah
    tersimpan(f"tersimpan: perangkat daerah {isi['kode']}" if berubah else "tidak ada yang berubah", isi, json=json)


@app.perintah("lihat")
def lihat(
    opd: ArgOpd,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Satu perangkat daerah. Contoh: asn opd lihat dinkes"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import opd as layanan
    from asn_kompetensi.services import versi

    with baca(db) as d:
        isi = layanan.lihat(d, opd)
        isi["versi"] = versi.versi(d, "opd", opd)
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
    """Semua perangkat daerah dan unit, urut kode."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import opd

    with baca(db) as d:
        baris = opd.daftar(d)
    jawab(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)


@app.perintah("gabung")
def gabung(
    dari: Annotated[list[str], typer.Argument(metavar="DARI...", help="Yang berakhir.", show_default=False)],
    ke: Annotated[str | None, typer.Option("--ke", help="Yang menerima pegawainya.")] = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Hari pertama sesudah penggabungan.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
    ya: OpsiYa = False,
) -> None:
    """Menggabung perangkat daerah. Contoh: asn opd gabung DINSOS DP3A --ke DINSOSP3A --tanggal 2026-01-01"""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import setuju, wajib
    from asn_kompetensi.services import opd

    ke = wajib(ke, "--ke", "Perangkat daerah penerima", "DISDIK")
    tanggal = wajib(tanggal, "--tanggal", "Tanggal penggabungan")
    if not setuju(f"gabungkan {', '.join(dari)} ke {ke} per {tanggal}?", ya or kering):
        raise KeyboardInterrupt
    with tulis(db, "opd gabung", kering=kering) as d:
        isi, pindah = opd.gabung(d, dari, ke, tanggal)
        berubah = d.berubah
    pesan = f"digabung ke {isi['kode']}: {pindah} pegawai pindah" if berubah else "tidak ada yang berubah"
    tersimpan(pesan, isi, json=json, kering=kering)


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
    """Mendaftarkan banyak sekaligus; kolomnya sama dengan asn opd daftar --csv."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import opd

    berkas = berkas_atau_contoh("opd", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    isi = baca_berkas(berkas, opd.SKEMA, lembar, peta)
    with tulis(db, "opd impor", berkas=berkas, kering=kering) as d:
        laporan = opd.impor(d, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)
