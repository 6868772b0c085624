"""`asn pegawai`: people."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from asn_kompetensi.cli import pegawai_catat, pegawai_impor
from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKering,
    OpsiOpd,
    OpsiSemua,
    OpsiTimpa,
    OpsiVersi,
    OpsiYa,
)
from asn_kompetensi.cli.pesan import orang
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Pegawai ASN: data, penempatan, mutasi, dan berhenti.")

ArgNip = Annotated[str, typer.Argument(metavar="NIP", help="NIP 18 angka.", show_default=False)]
OpsiNama = Annotated[str | None, typer.Option("--nama", help="Nama tanpa gelar.")]
OpsiJabatan = Annotated[str | None, typer.Option("--jabatan", help="Jabatan: kode, nama, atau alias.")]
OpsiDepan = Annotated[str | None, typer.Option("--gelar-depan", help="Misalnya Drs.")]
OpsiBelakang = Annotated[str | None, typer.Option("--gelar-belakang", help="Misalnya S.Sos., M.Si.")]
OpsiKelamin = Annotated[str | None, typer.Option("--jenis-kelamin", help="L atau P (bawaan: dari NIP).")]
OpsiJenis = Annotated[
    str | None, typer.Option("--jenis-pegawai", help="PNS, PPPK, atau PPPK PARUH WAKTU (bawaan: dari NIP).")
]
OpsiGolongan = Annotated[str | None, typer.Option("--golongan", help="Misalnya III/d atau IX.")]
OpsiSurel = Annotated[str | None, typer.Option("--surel", help="Alamat surel.")]
OpsiTanggal = Annotated[str | None, typer.Option("--tanggal", help="Mulai berlaku, misalnya 2025-07-01.")]

KOLOM = (
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("gelar_depan", layar=False),
    Kolom("gelar_belakang", layar=False),
    Kolom("jenis_kelamin", layar=False),
    Kolom("tanggal_lahir", layar=False),
    Kolom("jenis_pegawai", layar=False),
    Kolom("golongan", "Golongan"),
    Kolom("opd", "OPD"),
    Kolom("jabatan", layar=False),
    Kolom("nama_jabatan", "Jabatan"),
    Kolom("mulai", layar=False),
    Kolom("status", "Status"),
)


@app.perintah("tambah")
def tambah(
    nip: ArgNip,
    nama: OpsiNama = None,
    opd: OpsiOpd = None,
    jabatan: OpsiJabatan = None,
    gelar_depan: OpsiDepan = None,
    gelar_belakang: OpsiBelakang = None,
    jenis_kelamin: OpsiKelamin = None,
    jenis_pegawai: OpsiJenis = None,
    golongan: OpsiGolongan = None,
    surel: OpsiSurel = None,
    mulai: Annotated[str | None, typer.Option("--mulai", help="Sejak kapan di jabatan ini.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Mendaftarkan pegawai dengan jabatannya. Yang tidak disebut diambil dari NIP."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import pegawai
    from asn_kompetensi.services.masukan import tanggal_sah
    from asn_kompetensi.services.pegawai_hari import diangkat_nanti, janggal, nip_baru

    nip_baru(nip)
    isian = {
        "nama": wajib(nama, "--nama", "Nama pegawai"),
        "opd": wajib(opd, "--opd", "Perangkat daerah"),
        "jabatan": wajib(jabatan, "--jabatan", "Jabatan"),
        "gelar_depan": gelar_depan,
        "gelar_belakang": gelar_belakang,
        "jenis_kelamin": jenis_kelamin,
        "jenis_pegawai": jenis_pegawai,
        "golongan": golongan,
        "surel": surel,
    }
    sejak = tanggal_sah(mulai, "--mulai")
    with tulis(db, "pegawai tambah", kering=kering) as d:
        isi = pegawai.tambah(d, nip, isian, mulai=sejak)
        jalankan = None if kering else d.jalankan
    tersimpan(f"tersimpan: {orang(isi)} di {isi['opd']}", isi, json=json, kering=kering)
    _ingatkan([*diangkat_nanti(isi["nip"]), *janggal(isi["nip"], sejak)], jalankan)


@app.perintah("ubah")
def ubah(
    nip: ArgNip,
    nama: OpsiNama = None,
    gelar_depan: OpsiDepan = None,
    gelar_belakang: OpsiBelakang = None,
    jenis_kelamin: OpsiKelamin = None,
    jenis_pegawai: OpsiJenis = None,
    golongan: OpsiGolongan = None,
    surel: OpsiSurel = None,
    nip_baru: Annotated[str | None, typer.Option("--nip-baru", help="NIP yang benar; riwayatnya ikut.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="aktif: kembali bertugas.")] = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Membetulkan data pegawai; yang tidak disebut tetap. Pindah tugas: asn pegawai mutasi."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import pegawai
    from asn_kompetensi.services import versi as versi_
    from asn_kompetensi.services.pegawai_hari import diangkat_nanti

    isian = {
        "nama": nama,
        "gelar_depan": gelar_depan,
        "gelar_belakang": gelar_belakang,
        "jenis_kelamin": jenis_kelamin,
        "jenis_pegawai": jenis_pegawai,
        "golongan": golongan,
        "surel": surel,
        "status": status,
    }
    with tulis(db, "pegawai ubah", kering=kering) as d:
        versi_.pastikan(d, "pegawai", nip, versi)
        isi = pegawai.ubah(d, nip, isian, nip_baru=nip_baru)
        berubah, jalankan = d.berubah, None if kering else d.jalankan
    tersimpan(f"tersimpan: {orang(isi)}" if berubah else "tidak ada yang berubah", isi, json=json, kering=kering)
    _ingatkan(diangkat_nanti(isi["nip"]) if nip_baru and berubah else [], jalankan)


@app.perintah("lihat")
def lihat(
    nip: ArgNip,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Semua tentang satu pegawai: penempatan, nilai, kesenjangan, pelatihan, JP, catatan, riwayat, dan penyalurannya.

    Permintaan orang itu atas datanya sendiri: asn pegawai lihat NIP -o berkas.json
    """
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.services import pegawai_lihat, versi

    with baca(db) as d:
        isi = pegawai_lihat.lihat(d, nip)
        isi["versi"] = versi.versi(d, "pegawai", nip)
    if keluar is None and not (json or csv) and sys.stdout.isatty():
        jejak, salur = (len(isi.pop(bagian)) for bagian in ("riwayat", "penyaluran"))
        beri_tahu(f"{jejak} perubahan dan {salur} penyaluran tercatat; isinya ikut dengan --json atau -o.")
    jawab_satu(isi, json=json, csv=csv, berkas=keluar, timpa=timpa)


@app.perintah("daftar")
def daftar(
    status: Annotated[str | None, typer.Option("--status", help="aktif atau henti (bawaan: semua).")] = None,
    opd: OpsiOpd = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Semua pegawai yang pernah terdaftar, dengan penempatan terakhirnya."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import siapkan
    from asn_kompetensi.services import pegawai

    with baca(db) as d:
        baris = pegawai.daftar(d, status=status, opd=opd)
        lepas = siapkan(KOLOM, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul="Pegawai")
    lepas()


@app.perintah("mutasi")
def mutasi(
    nip: ArgNip,
    opd: OpsiOpd = None,
    jabatan: OpsiJabatan = None,
    tanggal: OpsiTanggal = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Memindahkan pegawai mulai suatu tanggal; penempatan lama berakhir sehari sebelumnya."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import pegawai
    from asn_kompetensi.services import versi as versi_
    from asn_kompetensi.services.masukan import tanggal_sah
    from asn_kompetensi.services.pegawai_hari import janggal

    mulai = tanggal_sah(wajib(tanggal, "--tanggal", "Tanggal mutasi"), "--tanggal")
    assert mulai is not None
    with tulis(db, "pegawai mutasi", kering=kering) as d:
        versi_.pastikan(d, "pegawai", nip, versi)
        isi = pegawai.mutasi(d, nip, mulai, opd=opd, jabatan=jabatan)
        berubah, jalankan = d.berubah, None if kering else d.jalankan
    pesan = f"tersimpan: {orang(isi)} di {isi['opd']} mulai {mulai}" if berubah else "tidak ada yang berubah"
    tersimpan(pesan, isi, json=json, kering=kering)
    _ingatkan(janggal(isi["nip"], mulai) if berubah else [], jalankan)


@app.perintah("henti")
def henti(
    nip: ArgNip,
    alasan: Annotated[str | None, typer.Option("--alasan", help="Misalnya pensiun.")] = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Tidak bertugas lagi sejak tanggal ini.")] = None,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    kering: OpsiKering = False,
) -> None:
    """Mencatat pegawai yang berhenti. Contoh: asn pegawai henti NIP --alasan pensiun --tanggal 2026-04-01"""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import pegawai
    from asn_kompetensi.services import versi as versi_
    from asn_kompetensi.services.masukan import tanggal_sah
    from asn_kompetensi.services.pegawai_hari import janggal, nilai_sesudah

    sebab = wajib(alasan, "--alasan", "Alasan berhenti")
    sejak = tanggal_sah(wajib(tanggal, "--tanggal", "Tanggal berhenti"), "--tanggal")
    with tulis(db, "pegawai henti", kering=kering) as d:
        versi_.pastikan(d, "pegawai", nip, versi)
        isi = pegawai.henti(d, nip, sebab, sejak)
        ingatan = [*janggal(isi["nip"], sejak), *nilai_sesudah(d, nip, sejak)]
        berubah, jalankan = d.berubah, None if kering else d.jalankan
    pesan = f"tersimpan: {orang(isi)} berhenti sejak {sejak}" if berubah else "tidak ada yang berubah"
    tersimpan(pesan, isi, json=json, kering=kering)
    _ingatkan(ingatan if berubah else [], jalankan)


def _ingatkan(semua: list[str], jalankan: int | None) -> None:
    """Tell what is odd about what was saved, and how the run is taken back (None: nothing was saved)."""
    from asn_kompetensi.cli.basisdata import beri_tahu

    if semua:
        beri_tahu(f"Peringatan: {'; '.join(semua)}." + (f" Bila keliru: asn batal {jalankan}" if jalankan else ""))


pegawai_impor.daftarkan(app)


@app.perintah("samarkan")
def samarkan(
    nip: ArgNip,
    ya: OpsiYa = False,
    kering: OpsiKering = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Menghapus NIP dan nama orang yang sudah berhenti; nilai dan statistiknya tetap. Tidak dapat dibatalkan."""
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import setuju
    from asn_kompetensi.services import samaran

    if not setuju("hapus NIP dan nama orang ini untuk selamanya?", ya or kering):
        raise KeyboardInterrupt
    with tulis(db, "pegawai samarkan", kering=kering) as d:
        isi = samaran.samarkan(d, nip)
        if d.berubah and not kering:
            d.cadangkan("sebelum-samarkan")
        isi["cadangan"] = samaran.salinan(d)
    tersimpan(f"identitas dihapus; orang itu kini bernomor {isi['nip']}", isi, json=json, kering=kering)
    for satu in isi["surat_dibatalkan"]:
        beri_tahu(
            f"surat {satu['opd']} memuat orang itu, jadi tidak dikirim: hapus {satu['berkas']}, lalu siapkan lagi"
        )
    for satu in isi["cadangan"] if not kering else ():
        beri_tahu(f"masih memuat identitasnya: {satu['berkas']}; hapus paling lambat {satu['kedaluwarsa']}")


pegawai_catat.daftarkan(app)
