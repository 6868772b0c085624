"""`asn kolaborasi`: what agencies can do together, and what they have done for each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli import kolaborasi_kelas
from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.kolaborasi_kelas import OpsiBanyakOpd, OpsiBiayaKelas, kabar_periode
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiPeriode,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.services.kolaborasi_mentor import Rencana

app = Benda("Kerja sama antar perangkat daerah: kelas bersama, mentor, dan neracanya.")

KOLOM_PELUANG = (
    Kolom("kompetensi", "Komp."),
    Kolom("nama_kompetensi", layar=False),
    Kolom("level", "Level", angka=True),
    Kolom("opd_terlibat", "OPD", angka=True),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("kesenjangan_total", "Kurang", angka=True),
    Kolom("bobot_total", "Bobot", angka=True),
    Kolom("kelas_terpisah", "Kelas terpisah", angka=True),
    Kolom("kelas_bersama", "Kelas bersama", angka=True),
    Kolom("hemat_kelas", "Hemat", angka=True),
    Kolom("biaya_terpisah", layar=False, angka=True),
    Kolom("biaya_bersama", layar=False, angka=True),
    Kolom("hemat_biaya", "Hemat (Rp)", angka=True),
    Kolom("hemat_persen", layar=False, angka=True),
    Kolom("opd", "Daftar OPD", layar=False, tipe="daftar"),
    Kolom("pelatihan", layar=False, tipe="daftar"),
)
KOLOM_MENTOR = (
    Kolom("kompetensi", "Komp."),
    Kolom("nama_kompetensi", layar=False),
    Kolom("mentor_nip", "NIP mentor", layar=False, tetap=True),
    Kolom("mentor_nama", "Mentor"),
    Kolom("mentor_opd", "OPD mentor"),
    Kolom("mentor_capaian", "Capai", angka=True),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Yang dibimbing"),
    Kolom("opd", "OPD"),
    Kolom("standar", layar=False, angka=True),
    Kolom("capaian", layar=False, angka=True),
    Kolom("kesenjangan", "Kurang", angka=True),
    Kolom("beban", "Beban", angka=True),
)
KOLOM_TANPA = (
    Kolom("kompetensi", "Komp."),
    Kolom("nama_kompetensi", layar=False),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("standar", "Std", angka=True),
    Kolom("capaian", "Capai", angka=True),
    Kolom("kesenjangan", "Kurang", angka=True),
    Kolom("sebab", "Sebab"),
)
KOLOM_REKAP = (
    Kolom("opd", "OPD"),
    Kolom("nama_opd", layar=False),
    Kolom("kelas_tuan_rumah", "Kelas", angka=True),
    Kolom("peserta_dikirim", "Peserta", angka=True),
    Kolom("kursi_diberi", "Beri", angka=True),
    Kolom("kursi_diterima", "Terima", angka=True),
    Kolom("jp_diberi", "JP beri", angka=True),
    Kolom("jp_diterima", "JP terima", angka=True),
    Kolom("saldo_kursi", "Saldo", angka=True),
)

SEBAB = {
    "tidak_ada_mentor": "tidak ada yang cukup di atas standar",
    "hanya_opd_sendiri": "yang mampu hanya di perangkat daerahnya sendiri",
    "hanya_opd_lain": "yang mampu hanya di perangkat daerah lain",
    "beban_penuh": "semua yang mampu sudah penuh",
}


@app.perintah("peluang")
def peluang(
    periode: OpsiPeriode = None,
    kursi: Annotated[str, typer.Option("--kursi", help="Kursi dalam satu kelas.")] = "30",
    biaya_kelas: OpsiBiayaKelas = None,
    opd_minimum: Annotated[
        str, typer.Option("--opd-minimum", help="Perangkat daerah paling sedikit yang sama-sama kurang.")
    ] = "2",
    per_level: Annotated[bool, typer.Option("--per-level", help="Pisahkan menurut level yang diwajibkan.")] = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Kompetensi yang pegawainya kurang di beberapa perangkat daerah, dan yang dihemat oleh kelas bersama.

    Contoh: asn kolaborasi peluang --periode 2025 --kursi 30
    """
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.services import kolaborasi

    kode = wajib(periode, "--periode", "Periode")
    banyak = kolaborasi.bilangan_wajib(kursi, "--kursi")
    minimum = kolaborasi.bilangan_wajib(opd_minimum, "--opd-minimum")
    biaya = kolaborasi.bilangan(biaya_kelas, "--biaya-kelas", 0)
    with baca(db) as d:
        baris = kolaborasi.peluang(d, kode, kursi=banyak, biaya_kelas=biaya, opd_minimum=minimum, per_level=per_level)
        kabar = kabar_periode(d, kode)
    beri_kabar(kabar)
    if not baris:
        beri_tahu(f"Tidak ada kompetensi yang kurang di paling sedikit {minimum} perangkat daerah.")
    kolom = tuple(replace(satu, layar=per_level) if satu.nama == "level" else satu for satu in KOLOM_PELUANG)
    jawab(kolom, baris, judul=f"Peluang kelas bersama {kode}", json=json, csv=csv, berkas=berkas, timpa=timpa,
          semua=semua)  # fmt: skip


@app.perintah("mentor")
def mentor(
    periode: OpsiPeriode = None,
    kompetensi: Annotated[str | None, typer.Option("--kompetensi", help="Tampilkan satu kompetensi saja.")] = None,
    selisih: Annotated[
        str, typer.Option("--selisih-minimal", help="Level mentor di atas standarnya sendiri, paling sedikit.")
    ] = "1",
    beban: Annotated[str, typer.Option("--beban-maks", help="Bimbingan satu mentor, paling banyak.")] = "3",
    opd: OpsiBanyakOpd = None,
    dengan_unit: OpsiUnit = False,
    sama: Annotated[
        bool, typer.Option("--sama/--lintas", help="Mentor dari perangkat daerah yang sama, atau dari yang lain.")
    ] = False,
    tanpa: Annotated[bool, typer.Option("--tanpa", help="Tampilkan yang belum mendapat mentor, dan sebabnya.")] = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Memasangkan yang jauh di atas standar dengan yang kurang di perangkat daerah lain, dengan beban merata.

    Contoh: asn kolaborasi mentor --periode 2025 --kompetensi KOM --beban-maks 3
    """
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.services import kolaborasi, kolaborasi_mentor

    kode = wajib(periode, "--periode", "Periode")
    minimal = kolaborasi_mentor.selisih_sah(selisih)
    maks = kolaborasi.bilangan_wajib(beban, "--beban-maks")
    with baca(db) as d:
        rencana = kolaborasi_mentor.mentor(
            d, kode, selisih_minimal=minimal, beban_maks=maks, kompetensi=kompetensi, opd=opd or (),
            dengan_unit=dengan_unit, sama=sama,
        )  # fmt: skip
        kabar = kabar_periode(d, kode)
    beri_kabar([*kabar, _kabar_mentor(rencana, tanpa)])
    isi, kolom = (rencana.tanpa, KOLOM_TANPA) if tanpa else (rencana.berpasangan, KOLOM_MENTOR)
    judul = f"{'Belum mendapat mentor' if tanpa else 'Mentor'} {kode}"
    jawab(kolom, isi, judul=judul, json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)


def _kabar_mentor(rencana: Rencana, ditampilkan: bool) -> str:
    """How many are guided, how many are not and why; where those are listed unless they are what is shown."""
    berpasangan, tanpa = rencana
    if not berpasangan and not tanpa:
        return "Tidak ada yang di bawah standar."
    awal = f"{len(berpasangan)} bimbingan oleh {len({satu[2] for satu in berpasangan})} mentor."
    if not tanpa:
        return f"{awal} Semua yang di bawah standar mendapat mentor."
    hitung = {kunci: sum(satu[-1] == kunci for satu in tanpa) for kunci in SEBAB}
    sebab = ", ".join(f"{banyak} karena {SEBAB[kunci]}" for kunci, banyak in hitung.items() if banyak)
    return f"{awal} {len(tanpa)} kesenjangan belum mendapat mentor: {sebab}.{'' if ditampilkan else ' Lihat: --tanpa'}"


kolaborasi_kelas.daftarkan(app)


@app.perintah("rekap")
def rekap(
    tahun: Annotated[str | None, typer.Option("--tahun", help="Tahun kelas berakhir, misalnya 2025.")] = None,
    dari: Annotated[str | None, typer.Option("--dari", help="Hari pertama; tanpa --tahun, bersama --sampai.")] = None,
    sampai: Annotated[str | None, typer.Option("--sampai", help="Hari terakhir.")] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Kursi dan jam pelajaran yang saling diberikan perangkat daerah dalam kelas yang sudah selesai.

    Contoh: asn kolaborasi rekap --tahun 2025
    """
    from asn_kompetensi.domain.gabung import di_kotanya
    from asn_kompetensi.services import kolaborasi_rekap
    from asn_kompetensi.services.lingkup import hanya_dibaca

    awal, akhir = kolaborasi_rekap.rentang(tahun, dari, sampai)
    with baca(db) as d:
        baris, asing = kolaborasi_rekap.rekap(d, awal, akhir)
        gabungan = hanya_dibaca(d)
    if asing:
        saran = "Bila salah satunya perangkat daerah di sini: asn opd ubah KODE --alias EJAAN"
        beri_tahu(f"Tanpa tuan rumah yang terdaftar: {'; '.join(asing)}. {di_kotanya(saran) if gabungan else saran}")
    if not baris:
        beri_tahu(f"Tidak ada kelas yang selesai dari {awal} sampai {akhir}.")
    jawab(KOLOM_REKAP, baris, judul=f"Kerja sama {awal} sampai {akhir}", json=json, csv=csv, berkas=berkas,
          timpa=timpa, semua=semua)  # fmt: skip
