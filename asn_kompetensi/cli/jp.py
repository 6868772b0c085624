"""`asn jp`: training hours and certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, tulis
from asn_kompetensi.cli.keluaran import jawab
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
    OpsiNip,
    OpsiOpd,
    OpsiPeta,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Jam pelajaran per pegawai dan tahun, pelatihan dari luar, dan sertifikat.")

KOLOM = (
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("jenis_pegawai", "Jenis", layar=False),
    Kolom("tahun", "Tahun", layar=False, angka=True),
    Kolom("jp", "JP", angka=True),
    Kolom("target", "Target", layar=False, angka=True),
    Kolom("batas", "Batas", layar=False, angka=True),
    Kolom("status", "Status"),
    Kolom("kegiatan", "Kegiatan", layar=False, angka=True),
    Kolom("kurang", "Kurang", angka=True),
    Kolom("terjadwal", "Jadwal", angka=True),
    Kolom("perkiraan", "Perkiraan", layar=False, angka=True),
    Kolom("akan_kurang", "Akan kurang", layar=False),
    Kolom("kelas_saran", "Saran", layar=False),
)
# Of those who will miss the target the status says nothing new; which class would help does.
KOLOM_KURANG = tuple(
    replace(satu, layar=satu.nama == "kelas_saran") if satu.nama in ("status", "kelas_saran") else satu
    for satu in KOLOM
)
KOLOM_BENTUK = (
    Kolom("tahun", "Tahun", angka=True),
    Kolom("bentuk", "Nomor", angka=True),
    Kolom("nama_bentuk", "Bentuk"),
    Kolom("kegiatan", "Kegiatan", angka=True),
    Kolom("peserta", "Peserta", angka=True),
    Kolom("jp", "JP", angka=True),
)
KOLOM_KEGIATAN = (
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama", layar=False),
    Kolom("opd", "OPD", layar=False),
    Kolom("tahun", "Tahun", layar=False, angka=True),
    Kolom("kegiatan", "Kegiatan"),
    Kolom("bentuk", "Nomor", layar=False, angka=True),
    Kolom("nama_bentuk", "Bentuk", layar=False),
    Kolom("mulai", "Mulai", layar=False, tetap=True),
    Kolom("selesai", "Selesai", tetap=True),
    Kolom("jp", "JP", angka=True),
    Kolom("jp_diakui", "Diakui", angka=True),
    Kolom("asal", "Asal", layar=False),
    Kolom("sertifikat", "Sertifikat", layar=False),
    Kolom("keterangan", "Keterangan"),
)
KOLOM_SERTIFIKAT = (
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD", layar=False),
    Kolom("kegiatan", "Kegiatan"),
    Kolom("sertifikat", "Sertifikat"),
    Kolom("tanggal", "Tanggal", layar=False, tetap=True),
    Kolom("berlaku_sampai", "Sampai", tetap=True),
    Kolom("status", "Status", layar=False),
    Kolom("asal", "Asal", layar=False),
)
PER = ("bentuk", "kegiatan")

OpsiTahun = Annotated[str | None, typer.Option("--tahun", help="Tahun kegiatan berakhir, misalnya 2025.")]


@app.perintah("daftar")
def daftar(
    tahun: OpsiTahun = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    status: Annotated[
        str | None,
        typer.Option("--status", help="belum_ada_data, kurang, terpenuhi, dalam_batas, atau melebihi_batas."),
    ] = None,
    akan_kurang: Annotated[
        bool, typer.Option("--akan-kurang", help="Hanya yang sampai 31 Desember tidak akan mencapai target.")
    ] = False,
    per: Annotated[
        str | None,
        typer.Option("--per", help="'kegiatan': kegiatan di balik angkanya; 'bentuk': jumlah per bentuk dan tahun."),
    ] = None,
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
    from asn_kompetensi.tabular.tampungan import tampung

    if per not in (None, *PER):
        raise SalahPakai(f"--per {per} tidak ada", f"Pilihan --per: {', '.join(PER)}")
    if per and (status or akan_kurang):
        raise SalahPakai("--status dan --akan-kurang tidak dapat dipakai bersama --per", "Hapus --per.")
    if per != "bentuk":
        tahun = wajib(tahun, "--tahun", "Tahun")
    angka = jp.tahun_sah(tahun) if tahun else None
    kolom: tuple[Kolom, ...]
    with baca(db) as d:
        if per == "bentuk" or angka is None:
            kolom, baris = KOLOM_BENTUK, tampung(jp.per_bentuk(d, angka, opd=opd, dengan_unit=dengan_unit, nip=nip))
        elif per == "kegiatan":
            kolom, baris = KOLOM_KEGIATAN, tampung(jp.per_kegiatan(d, angka, opd=opd, dengan_unit=dengan_unit, nip=nip))
        else:
            kolom, baris = KOLOM_KURANG if akan_kurang else KOLOM, tampung(jp.daftar(
                d, angka, opd=opd, dengan_unit=dengan_unit, nip=nip, status=status, akan_kurang=akan_kurang
            ))  # fmt: skip
    jawab(kolom, baris, judul=f"Jam pelajaran {tahun or ''}".strip(), json=json, csv=csv, berkas=berkas, timpa=timpa,
          semua=semua)  # fmt: skip


@app.perintah("impor")
def impor(
    berkas: BerkasImpor = None,
    bentuk: Annotated[
        str | None, typer.Option("--bentuk", help="Bentuk pelatihan (nomor atau nama) bila berkasnya tidak menyebut.")
    ] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Pelatihan yang tercatat di tempat lain, seperti kursus dan diklat SIASN. Contoh: asn jp impor kursus.xlsx

    Satu baris satu orang dan satu kegiatan; yang sudah tercatat dari kelas sendiri dilewati.
    """
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import jp_impor

    berkas = berkas_atau_contoh("jp", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    isi = baca_berkas(berkas, jp_impor.SKEMA, lembar, peta)
    with tulis(db, "jp impor", berkas=berkas, kering=kering) as d:
        laporan = jp_impor.impor(d, isi, bentuk=bentuk, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


@app.perintah("sertifikat")
def sertifikat(
    habis_sampai: Annotated[
        str | None, typer.Option("--habis-sampai", help="Hanya yang berlakunya habis sampai tanggal ini.")
    ] = None,
    pada: Annotated[
        str | None, typer.Option("--pada", help="Berlaku atau habis pada tanggal ini (bawaan: hari ini).")
    ] = None,
    tahun: OpsiTahun = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan sertifikat pegawai yang bertugas, dari kelas sendiri dan dari luar, dengan masa berlakunya.

    Contoh: asn jp sertifikat --habis-sampai 2026-12-31
    """
    from asn_kompetensi.services import jam, jp, jp_sertifikat
    from asn_kompetensi.services.masukan import tanggal_sah

    hari = tanggal_sah(pada, "--pada") or jam.hari_ini()
    sampai = tanggal_sah(habis_sampai, "--habis-sampai")
    angka = jp.tahun_sah(tahun) if tahun else None
    with baca(db) as d:
        baris = jp_sertifikat.daftar(
            d, hari, habis_sampai=sampai, tahun=angka, opd=opd, dengan_unit=dengan_unit, nip=nip
        )
    jawab(KOLOM_SERTIFIKAT, baris, judul="Sertifikat", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
