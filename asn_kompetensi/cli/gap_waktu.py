"""`asn gap tren|perubahan`: the gap through the periods, and why it changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiOpd, OpsiSemua, OpsiTimpa, OpsiUnit
from asn_kompetensi.tabular.tabel import Kolom

OpsiKompetensi = Annotated[str | None, typer.Option("--kompetensi", help="Satu kompetensi saja.")]
OpsiIni = Annotated[bool, typer.Option("--hanya-periode-ini", help="Abaikan nilai dari periode sebelumnya.")]
OpsiDari = Annotated[str | None, typer.Option("--dari-periode", help="Kode periode yang pertama.")]
OpsiKe = Annotated[str | None, typer.Option("--ke-periode", help="Kode periode yang terakhir.")]

_BEDA = (
    Kolom("perubahan_jpm", "JPM +/-", angka=True),
    Kolom("perubahan_kesenjangan", "Gap +/-", layar=False, angka=True),
)
_KELOMPOK = (Kolom("kelompok", "Kelompok"), Kolom("nama_kelompok", "Nama", layar=False))
_RINGKAS = (
    Kolom("pegawai", "Orang", angka=True),
    Kolom("wajib", layar=False, angka=True),
    Kolom("dinilai", layar=False, angka=True),
    Kolom("cakupan", "Cakup %", angka=True),
    Kolom("di_bawah", "Di bawah", angka=True),
    Kolom("memenuhi", layar=False, angka=True),
    Kolom("belum_dinilai", layar=False, angka=True),
    Kolom("kedaluwarsa", layar=False, angka=True),
    Kolom("tanpa_standar", layar=False, angka=True),
    Kolom("kesenjangan_total", "Gap", angka=True),
    Kolom("kesenjangan_rata", layar=False, angka=True),
    Kolom("jpm", "JPM", angka=True),
    Kolom("jpm_mentah", layar=False, angka=True),
    Kolom("kategori_jpm", layar=False),
)
_ORANG = (
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("opd", "OPD", layar=False),
    Kolom("jabatan", layar=False),
    Kolom("kompetensi_di_bawah", layar=False),
)
_PERIODE = Kolom("periode", "Periode")
KOLOM_TREN = (_PERIODE, *_KELOMPOK, *_RINGKAS, *_BEDA)
# A person is known by name on the screen; the NIP is in the files.
KOLOM_TREN_PEGAWAI = (
    _PERIODE, replace(_KELOMPOK[0], layar=False), replace(_KELOMPOK[1], layar=True), *_RINGKAS, *_ORANG, *_BEDA,
)  # fmt: skip
KOLOM_PERUBAHAN = (
    Kolom("sebab", "Sebab", tetap=True),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("perubahan", "Perubahan", angka=True),
    Kolom("pasangan", "Pasangan", layar=False, angka=True),
    Kolom("keterangan", "Artinya"),
    Kolom("dari_periode", layar=False),
    Kolom("ke_periode", layar=False),
)
KOLOM_RINCI = (
    Kolom("sebab", "Sebab", tetap=True),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd_awal", layar=False),
    Kolom("opd_akhir", layar=False),
    Kolom("jabatan_awal", layar=False),
    Kolom("jabatan_akhir", layar=False),
    Kolom("kompetensi", "Komp."),
    Kolom("standar_awal", layar=False, angka=True),
    Kolom("standar_akhir", layar=False, angka=True),
    Kolom("capaian_awal", layar=False, angka=True),
    Kolom("capaian_akhir", layar=False, angka=True),
    Kolom("kesenjangan_awal", "Dulu", angka=True),
    Kolom("kesenjangan_akhir", "Kini", angka=True),
    Kolom("perubahan", "Perubahan", angka=True),
    Kolom("dari_periode", layar=False),
    Kolom("ke_periode", layar=False),
)


def tren(
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            help="opd, jabatan, kompetensi, jenis, pegawai, kota, atau instansi (bawaan: kota; bersama --opd: opd).",
        ),
    ] = None,
    kelompok: Annotated[
        str | None, typer.Option("--kelompok", help="Satu kelompok saja: kode, nama, atau NIP.")
    ] = None,
    dari_periode: OpsiDari = None,
    ke_periode: OpsiKe = None,
    tujuan: Annotated[str, typer.Option("--tujuan", help="Skala JPM: pemetaan atau pengisian.")] = "pemetaan",
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    kompetensi: OpsiKompetensi = None,
    hanya_periode_ini: OpsiIni = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Ringkasan semua periode, berurutan dalam setiap kelompok. Contoh: asn gap tren --per kompetensi --opd DINKES"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import gap_tren

    with baca(db) as d:
        hasil = gap_tren.tren(
            d, per, tujuan, dari=dari_periode, ke=ke_periode, opd=opd, dengan_unit=dengan_unit, kompetensi=kompetensi,
            kelompok=kelompok, hanya_periode_ini=hanya_periode_ini,
        )  # fmt: skip
    beri_kabar(hasil.kabar)
    kolom = KOLOM_TREN_PEGAWAI if hasil.per == "pegawai" else KOLOM_TREN
    jawab(kolom, hasil.baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua,
          judul=_judul(f"Tren kesenjangan per {hasil.per}", opd, kompetensi))  # fmt: skip


def perubahan(
    dari_periode: OpsiDari = None,
    ke_periode: OpsiKe = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    kompetensi: OpsiKompetensi = None,
    hanya_periode_ini: OpsiIni = False,
    rinci: Annotated[bool, typer.Option("--rinci", help="Satu baris per pegawai dan kompetensi.")] = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Sebab kesenjangan berubah di antara dua periode.

    Contoh: asn gap perubahan --dari-periode 2024 --ke-periode 2025 --opd DINKES
    """
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap_perubahan
    from asn_kompetensi.tabular.nilai import layar

    dari = wajib(dari_periode, "--dari-periode", "Periode yang pertama")
    ke = wajib(ke_periode, "--ke-periode", "Periode yang terakhir")
    with baca(db) as d:
        hasil = gap_perubahan.perubahan(
            d, dari, ke, opd=opd, dengan_unit=dengan_unit, kompetensi=kompetensi, hanya_periode_ini=hanya_periode_ini,
            rinci=rinci,
        )  # fmt: skip
    beri_kabar(hasil.kabar)
    kolom, baris = (KOLOM_RINCI, hasil.rinci()) if rinci else (KOLOM_PERUBAHAN, hasil.ringkas())
    jawab(kolom, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua,
          judul=_judul(f"Perubahan kesenjangan {hasil.dari} ke {hasil.ke}", opd, kompetensi))  # fmt: skip
    beri_tahu(
        f"Kesenjangan {hasil.dari}: {layar(hasil.awal)}; {hasil.ke}: {layar(hasil.akhir)}; "
        f"berubah {layar(hasil.akhir - hasil.awal)}."
    )


def _judul(awal: str, *bagian: str | None) -> str:
    """A heading that names what part of the city it speaks of, as it was asked for."""
    return ", ".join([awal, *(satu for satu in bagian if satu)])


def daftarkan(app: Benda) -> None:
    """Register these commands on the noun."""
    for perintah in (tren, perubahan):
        app.perintah(perintah.__name__)(perintah)
