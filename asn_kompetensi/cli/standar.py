"""`asn standar`: the levels that jobs require."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiAlias,
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
)
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Level kompetensi yang diwajibkan suatu jabatan.")

ArgJabatan = Annotated[str, typer.Argument(metavar="JABATAN", help="Kode, nama, atau alias.", show_default=False)]
OpsiDasar = Annotated[str | None, typer.Option("--dasar", help="Nomor keputusan, misalnya Kepwako 1/2025.")]
OpsiMulai = Annotated[str | None, typer.Option("--mulai", help="Berlaku sejak tanggal ini.")]
OpsiVersiJabatan = Annotated[
    int | None,
    typer.Option("--versi", help="Bidang versi pada jabatan lihat, dibaca sebelum standarnya; ditolak bila diubah."),
]

KOLOM = (
    Kolom("jabatan", "Jabatan"),
    Kolom("kompetensi", "Komp."),
    Kolom("level", "Level", angka=True),
    Kolom("tingkat", "Tingkat"),
    Kolom("dasar", "Dasar", layar=False),
    Kolom("mulai", "Mulai"),
    Kolom("selesai", "Selesai"),
)


@app.perintah("tetapkan")
def tetapkan(
    jabatan: ArgJabatan,
    level: Annotated[list[str], typer.Argument(metavar="KOMPETENSI=LEVEL...", show_default=False)],
    dasar: OpsiDasar = None,
    mulai: OpsiMulai = None,
    selesai: Annotated[str | None, typer.Option("--selesai", help="Hari terakhir berlaku.")] = None,
    tingkat: Annotated[str | None, typer.Option("--tingkat", help="mutlak, penting, atau perlu.")] = None,
    versi: OpsiVersiJabatan = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Menetapkan level. Contoh: asn standar tetapkan PRAKOM-MUDA INT=3 KS=3 --mulai 2025-01-01"""
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import standar
    from asn_kompetensi.services import versi as versi_

    with tulis(db, "standar tetapkan") as d:
        versi_.pastikan(d, "jabatan", jabatan, versi)
        isi = standar.tetapkan(d, jabatan, level, dasar=dasar, mulai=mulai, selesai=selesai, tingkat=tingkat)
        berubah = d.berubah
    beri_tahu(f"tersimpan: standar {isi[0]['jabatan']}" if berubah else "tidak ada yang berubah")
    if json:
        jawab(KOLOM, [tuple(satu.values()) for satu in isi], json=True)


@app.perintah("salin")
def salin(
    jabatan: ArgJabatan,
    dari_jenjang: Annotated[
        bool, typer.Option("--dari-jenjang", help="Level sembilan kompetensi umum menurut jenjang jabatan.")
    ] = False,
    dari: Annotated[str | None, typer.Option("--dari", help="Jabatan yang standarnya disalin.")] = None,
    mulai: OpsiMulai = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Mengisi standar yang belum ada; yang sudah ada tetap. Contoh: asn standar salin PRAKOM-MUDA --dari-jenjang"""
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.services import standar

    if dari_jenjang == (dari is not None):
        raise SalahPakai(
            "sebutkan satu: --dari-jenjang atau --dari", "Contoh: asn standar salin PRAKOM-MUDA --dari-jenjang"
        )
    with tulis(db, "standar salin", kering=kering) as d:
        if dari is None:
            isi, banyak = standar.salin_jenjang(d, jabatan, mulai=mulai)
        else:
            isi, banyak = standar.salin_jabatan(d, jabatan, dari, mulai=mulai)
    akhir = " (uji coba: tidak ada yang disimpan)" if kering else ""
    beri_tahu((f"{banyak} standar ditambahkan" if banyak else "tidak ada yang berubah") + akhir)
    if json:
        jawab(KOLOM, [tuple(satu.values()) for satu in isi], json=True)


@app.perintah("daftar")
def daftar(
    jabatan: Annotated[str | None, typer.Option("--jabatan", help="Satu jabatan saja.")] = None,
    pada: Annotated[str | None, typer.Option("--pada", help="Hanya yang berlaku pada tanggal ini.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Semua standar, juga yang lampau. Contoh: asn standar daftar --jabatan PRAKOM-MUDA --pada 2025-12-31"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import standar

    with baca(db) as d:
        baris = standar.daftar(d, jabatan=jabatan, pada=pada)
    jawab(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)


@app.perintah("impor")
def impor(
    berkas: BerkasImpor = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    mulai: OpsiMulai = None,
    dasar: OpsiDasar = None,
    buat: Annotated[list[str] | None, typer.Option("--buat", help='"jabatan": daftarkan jabatan baru.')] = None,
    alias: OpsiAlias = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
) -> int:
    """Membaca satu baris per jabatan dan kompetensi, atau satu baris per jabatan dengan kolom per kompetensi."""
    from asn_kompetensi.cli.basisdata import baca, tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, pisah_alias, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.services import standar_impor

    berkas = berkas_atau_contoh("standar", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    if set(buat or ()) - {"jabatan"}:
        raise SalahPakai(f"--buat {' '.join(buat or ())} tidak dikenal", "Yang dapat dibuat hanya: --buat jabatan")
    pasangan = pisah_alias(alias)
    with baca(db) as pembaca:
        skema = standar_impor.skema(pembaca, pasangan)
    isi = baca_berkas(berkas, skema, lembar, peta)
    with tulis(db, "standar impor", berkas=berkas, kering=kering) as d:
        laporan = standar_impor.impor(
            d, isi, mulai=mulai, dasar=dasar, buat_jabatan=bool(buat), alias=pasangan, lewati=lewati
        )
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)
