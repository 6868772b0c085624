"""`asn rencana realisasi`: the plan against the classes of its year."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiOpd, OpsiSemua, OpsiTimpa, OpsiUnit
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

TAMPILAN = ("rencana", "tidak_dilatih", "tidak_perlu")
KOLOM = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("nomor", "No", angka=True),
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Perangkat daerah", layar=False),
    Kolom("kompetensi", "Kompetensi", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("prioritas", "Prioritas", layar=False, angka=True),
    Kolom("pelatihan", "Program"),
    Kolom("didanai", "Didanai", layar=False),
    Kolom("sasaran", "Orang", angka=True),
    Kolom("terjadwal", "Terjadwal", layar=False, angka=True, tipe="bulat"),
    Kolom("mengikuti", "Mengikuti", layar=False, angka=True),
    Kolom("dilatih", "Dilatih", angka=True),
    Kolom("persen", "Persen", angka=True),
    Kolom("jp", "JP rencana", layar=False, angka=True),
    Kolom("jp_realisasi", "JP", layar=False, angka=True),
    Kolom("anggaran", "Anggaran (Rp)", layar=False, angka=True),
    Kolom("biaya_realisasi", "Biaya (Rp)", layar=False, angka=True),
    Kolom("status", "Status"),
)
KOLOM_TIDAK_DILATIH = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("nomor", "No", angka=True),
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Perangkat daerah", layar=False),
    Kolom("kompetensi", "Kompetensi", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("prioritas", "Prioritas", angka=True),
    Kolom("sasaran", "Orang", angka=True),
    Kolom("kesenjangan_total", "Kesenjangan", angka=True),
    Kolom("program", "Program", layar=False, angka=True),
    Kolom("kelas", "Kelas", layar=False, angka=True),
    Kolom("sebab", "Sebab"),
)
KOLOM_TIDAK_PERLU = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("kelas", "Kelas", tetap=True),
    Kolom("pelatihan", "Program", layar=False),
    Kolom("nama_pelatihan", "Nama program", layar=False),
    Kolom("kompetensi", "Komp.", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("periode", "Menurut", layar=False),
    Kolom("peserta", "Orang", angka=True),
    Kolom("perlu", "Perlu", angka=True),
    Kolom("sudah_memenuhi", "Memenuhi", angka=True),
    Kolom("tidak_diwajibkan", "Tak wajib", angka=True),
    Kolom("tidak_diketahui", "Tak tahu", angka=True),
    Kolom("persen_tidak_perlu", "Persen", angka=True),
)
KOLOM_ORANG = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("kelas", "Kelas", layar=False),
    Kolom("pelatihan", "Program", layar=False),
    Kolom("kompetensi", "Komp.", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("periode", "Menurut", layar=False),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD", layar=False),
    Kolom("standar", "Standar", angka=True),
    Kolom("capaian", "Capaian", angka=True),
    Kolom("keperluan", "Sebab"),
)


def realisasi(
    tahun: Annotated[str | None, typer.Option("--tahun", help="Tahun rencana, misalnya 2026.")] = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    tampilkan: Annotated[
        str,
        typer.Option(
            "--tampilkan",
            help="rencana, tidak_dilatih (kesenjangan tanpa pelatihan), tidak_perlu (pelatihan tanpa kesenjangan).",
        ),
    ] = "rencana",
    rinci: Annotated[bool, typer.Option("--rinci", help="Bersama tidak_perlu: orangnya satu per satu.")] = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Rencana setahun dibandingkan dengan kelas-kelas tahun itu, juga yang terlewat dan yang tidak diperlukan.

    Contoh: asn rencana realisasi --tahun 2026 --tampilkan tidak_dilatih
    """
    from asn_kompetensi.cli.rencana import tahun_wajib
    from asn_kompetensi.services import rencana_realisasi as layanan

    if tampilkan not in TAMPILAN:
        raise SalahPakai(f"--tampilkan '{tampilkan}' tidak ada", f"Pilihannya: {', '.join(TAMPILAN)}.")
    if rinci and tampilkan != "tidak_perlu":
        raise SalahPakai("--rinci hanya bersama --tampilkan tidak_perlu", "Lihat: asn rencana realisasi -h")
    setahun = tahun_wajib(tahun)
    kerja, kolom, judul = {
        "rencana": (layanan.realisasi, KOLOM, "Realisasi rencana"),
        "tidak_dilatih": (layanan.tidak_dilatih, KOLOM_TIDAK_DILATIH, "Kesenjangan yang tidak dilatih"),
        "tidak_perlu": (layanan.tidak_perlu, KOLOM_TIDAK_PERLU, "Pelatihan yang tidak diperlukan"),
    }[tampilkan]
    if rinci:
        kerja, kolom = layanan.orang_tidak_perlu, KOLOM_ORANG
    with baca(db) as d:
        baris = kerja(d, setahun, opd=opd, dengan_unit=dengan_unit)
    jawab(kolom, baris, judul=f"{judul} {setahun}", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
    if tampilkan == "rencana":
        sasaran, dilatih = sum(satu[9] for satu in baris), sum(satu[12] for satu in baris)
        beri_tahu(f"{dilatih} dari {sasaran} kesenjangan dalam rencana sudah dilatih")
    else:
        beri_tahu(f"{len(baris)} {'orang' if rinci else 'baris'}")


def daftarkan(app: Benda) -> None:
    """Register the command on the noun."""
    app.perintah("realisasi")(realisasi)
