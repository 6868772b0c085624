"""`asn ip-asn`: the index of professionalism and the nine boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiNip,
    OpsiOpd,
    OpsiPeriode,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.services.ip_asn import Jumlah

app = Benda("Indeks profesionalitas (IP ASN) dan sembilan kotak talenta.")

KOLOM = (
    Kolom("periode", layar=False),
    Kolom("opd", "OPD", layar=False),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("jabatan", layar=False),
    Kolom("kelompok", "Kelompok"),
    Kolom("kualifikasi", "Kual", angka=True),
    Kolom("kompetensi", "Komp", angka=True),
    Kolom("kinerja", "Kin", angka=True),
    Kolom("disiplin", "Dis", angka=True),
    Kolom("ip", "IP", angka=True),
    Kolom("kategori", "Kategori"),
    Kolom("terukur", layar=False),
    Kolom("kurang", "Berikutnya", layar=False),
    Kolom("kotak", "Kotak", angka=True),
    Kolom("nama_kotak", layar=False),
    Kolom("rekomendasi", layar=False),
)
# Of one person there is room to say what would raise the index.
KOLOM_SEORANG = tuple(
    replace(satu, layar=satu.nama == "kurang") if satu.nama in ("kelompok", "kurang") else satu for satu in KOLOM
)
KOLOM_RINGKAS = (
    Kolom("kelompok", "Kelompok"),
    Kolom("nama_kelompok", layar=False),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("terukur", "Terukur", angka=True),
    Kolom("cakupan", layar=False, angka=True),
    Kolom("kualifikasi", "Kual", angka=True),
    Kolom("kompetensi", "Komp", angka=True),
    Kolom("kinerja", "Kin", angka=True),
    Kolom("disiplin", "Dis", angka=True),
    Kolom("ip", "IP", angka=True),
    Kolom("kategori", "Kategori"),
)
KOLOM_KOTAK = (
    Kolom("kotak", "Kotak", angka=True),
    Kolom("nama_kotak", "Kinerja dan potensi"),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("rekomendasi", "Rekomendasi", layar=False),
)


@app.perintah("daftar")
def daftar(
    periode: OpsiPeriode = None,
    per: Annotated[str, typer.Option("--per", help="pegawai, opd, kelompok, kota, atau kotak.")] = "pegawai",
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """IP ASN menurut empat dimensinya, apa yang menaikkannya, dan kotaknya; kosong berarti belum tercatat.

    Contoh: asn ip-asn daftar --periode 2025 --opd DINKES
    """
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import ip_asn
    from asn_kompetensi.services.lingkup import hanya_dibaca
    from asn_kompetensi.tabular.tampungan import tampung

    kode = wajib(periode, "--periode", "Periode")
    jumlah = ip_asn.Jumlah()
    with baca(db) as d:
        baris = tampung(ip_asn.alirkan(d, kode, jumlah, per=per, opd=opd, dengan_unit=dengan_unit, nip=nip))
        gabungan = hanya_dibaca(d)
    seorang = KOLOM_SEORANG if nip else KOLOM
    kolom = seorang if per == "pegawai" else KOLOM_KOTAK if per == "kotak" else KOLOM_RINGKAS
    jawab(kolom, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul=f"IP ASN {kode}")
    _kabari(jumlah, gabungan=gabungan)


def _kabari(jumlah: Jumlah, *, gabungan: bool) -> None:
    """What the reader of an index must know beside it; after the answer, for a refused file gets no remarks.

    In a united file (`gabungan`) nothing is put right.
    """
    from asn_kompetensi.cli.basisdata import beri_tahu
    from asn_kompetensi.domain.gabung import DI_KOTANYA

    beri_tahu(
        f"terukur {jumlah.terukur} dari {jumlah.pegawai} pegawai; 60,5, 70,5, dan 80,5 masuk kategori di bawahnya"
    )
    if jumlah.tanpa_pelatihan:
        lengkapi = "" if gabungan else "; lengkapi dengan asn jp impor"
        beri_tahu(f"{jumlah.tanpa_pelatihan} pegawai tanpa satu pun pelatihan tercatat: kompetensinya 0{lengkapi}")
    if jumlah.tanpa_jenjang:
        isi = "" if gabungan else ": asn jabatan ubah KODE --jenjang JENJANG"
        beri_tahu(f"{jumlah.tanpa_jenjang} pegawai jabatannya belum berjenjang{isi}")
    if gabungan and (jumlah.tanpa_pelatihan or jumlah.tanpa_jenjang):
        beri_tahu(DI_KOTANYA)
