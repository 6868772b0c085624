"""`asn db`: making a database and seeing what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiSemua, OpsiTimpa, OpsiYa
from asn_kompetensi.tabular.tabel import TANPA_TEMUAN, Kolom

app = Benda("Basis data: membuat yang baru, melihat keadaannya, memeriksa, mencadangkan, dan memulihkannya.")

KOLOM_TEMUAN = (
    Kolom("tingkat", "Tingkat"),
    Kolom("kode", "Kode"),
    Kolom("pesan", "Temuan"),
    Kolom("perintah", "Yang perlu dilakukan"),
)


@app.perintah("mulai")
def mulai(
    instansi: Annotated[str | None, typer.Option("--instansi", help="Nama instansi pemilik data.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membuat basis data baru. Contoh: asn db mulai --instansi "Pemerintah Kota Sawahlunto" """
    from asn_kompetensi.cli.basisdata import baca, lokasi, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.domain.galat import Bentrok
    from asn_kompetensi.services import db as layanan
    from asn_kompetensi.services.masukan import nama_sah
    from asn_kompetensi.store import door

    tempat = lokasi(db)
    if tempat.exists():
        raise Bentrok(f"{tempat} sudah ada", "Pakai berkas itu, atau sebutkan nama lain pada --db.")
    # Asked and checked before there is a file, so that a refused name leaves nothing behind.
    nama = nama_sah(wajib(instansi, "--instansi", "Nama instansi"), "instansi")
    door.buat(tempat)
    try:
        with tulis(tempat, "db mulai") as d:
            layanan.isi_awal(d, nama)
    except BaseException:
        door.hapus(tempat)
        raise
    with baca(tempat) as baru:
        isi = layanan.info(baru, tempat.stat().st_size)
    tersimpan(f"basis data dibuat: {tempat.absolute()}", isi, json=json)


@app.perintah("info")
def info(
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Letak, ukuran, dan isi basis data."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import db as layanan

    with baca(db) as d:
        isi = layanan.info(d, d.lokasi.stat().st_size)
    jawab_satu(isi, json=json, csv=csv, berkas=keluar, timpa=timpa)


@app.perintah("periksa")
def periksa(
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> int:
    """Memeriksa keutuhan berkas, catatan, dan isinya; kode keluar 10 bila ada galat."""
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.galat import KodeKeluar
    from asn_kompetensi.services import periksa as layanan

    with baca(db) as d:
        temuan = layanan.periksa(d)
    jawab(KOLOM_TEMUAN, temuan, kosong=TANPA_TEMUAN, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)
    if not temuan:
        beri_tahu("basis data utuh: berkas, rujukan, rantai catatan, dan isinya cocok")
    return KodeKeluar.TEMUAN if any(tingkat == "galat" for tingkat, *_ in temuan) else KodeKeluar.BERHASIL


@app.perintah("cadangkan")
def cadangkan(
    ke: Annotated[
        Path | None, typer.Option("--ke", help="Folder, atau nama berkas baru (bawaan: di sebelah basis data).")
    ] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membuat salinan basis data yang sudah diperiksa keutuhannya. Contoh: asn db cadangkan --ke /media/usb"""
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import cadangan

    with baca(db) as d:
        isi = cadangan.cadangkan(d, ke)
    beri_tahu("cadangan dibuat dan utuh")
    jawab_satu(isi, json=json)


@app.perintah("pulihkan")
def pulihkan(
    berkas: Annotated[Path, typer.Argument(help="Berkas cadangan.", show_default=False)],
    ya: OpsiYa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Mengganti isi basis data dengan sebuah cadangan yang utuh; isi yang diganti tetap disimpan di sebelahnya."""
    from asn_kompetensi.cli import sinyal
    from asn_kompetensi.cli.basisdata import beri_tahu, lokasi
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import setuju
    from asn_kompetensi.services import cadangan

    tempat = lokasi(db)

    def dipulihkan() -> None:
        sinyal.catat_tersimpan(tempat, None)
        sinyal.lepas()

    with cadangan.siapkan(tempat, berkas) as bekal:
        for baris in cadangan.banding(bekal):
            beri_tahu(baris)
        if not setuju(f"ganti isi {tempat} dengan {berkas}?", ya):
            raise KeyboardInterrupt
        try:
            isi = cadangan.pulihkan(bekal, menjelang=sinyal.tahan, sesudah=dipulihkan)
        finally:
            sinyal.lepas()
    if isi["diganti"]:
        beri_tahu(f"isi sebelumnya disimpan: {isi['diganti']}{'' if isi['diganti_utuh'] else ' (tidak utuh)'}")
    tersimpan(f"basis data dipulihkan dari {berkas}", isi, json=json)
