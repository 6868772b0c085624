"""`asn rencana`: the yearly plan of competency development, its list, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiOpd,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Rencana pengembangan kompetensi setahun, rencana perorangan, dan realisasinya.")

KOLOM = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("nomor", "No", angka=True),
    Kolom("periode", "Periode", layar=False),
    Kolom("opd", "OPD"),
    Kolom("nama_opd", "Perangkat daerah", layar=False),
    Kolom("jenis", "Jenis kompetensi", layar=False),
    Kolom("kompetensi", "Komp.", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("rata_kesenjangan", "Gap", angka=True),
    Kolom("sasaran", "Orang", angka=True),
    Kolom("bentuk", "Bentuk", layar=False, angka=True),
    Kolom("nama_bentuk", "Bentuk", layar=False),
    Kolom("jalur", "Jalur", layar=False),
    Kolom("pelatihan", "Program"),
    Kolom("nama_pelatihan", "Nama program", layar=False),
    Kolom("jp", "JP", layar=False, angka=True),
    Kolom("penyelenggara", "Penyelenggara", layar=False),
    Kolom("mulai", "Mulai", layar=False, tetap=True),
    Kolom("selesai", "Selesai", layar=False, tetap=True),
    Kolom("kurikulum", "Sesuai kurikulum", layar=False),
    Kolom("pembina", "Instansi pembina", layar=False),
    Kolom("anggaran", "Anggaran", angka=True),
    Kolom("sumber_dana", "Sumber dana", layar=False),
    Kolom("prioritas", "Prio.", angka=True),
    Kolom("didanai", "Dana"),
)
KOLOM_RINCI = (
    Kolom("tahun", "Tahun", layar=False, tetap=True),
    Kolom("nomor", "No", angka=True),
    Kolom("opd", "OPD", layar=False),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("jabatan", "Jabatan", layar=False),
    Kolom("nama_jabatan", "Nama jabatan", layar=False),
    Kolom("kompetensi", "Komp.", tetap=True),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("standar", "Standar", angka=True),
    Kolom("capaian", "Capaian", angka=True),
    Kolom("kesenjangan", "Gap", angka=True),
    Kolom("pelatihan", "Program", layar=False),
    Kolom("bentuk", "Bentuk", layar=False, angka=True),
    Kolom("nama_bentuk", "Bentuk", layar=False),
    Kolom("prioritas", "Prioritas", layar=False, angka=True),
    Kolom("didanai", "Didanai", layar=False),
)

OpsiTahun = Annotated[str | None, typer.Option("--tahun", help="Tahun rencana, misalnya 2026.")]
OpsiPrioritas = Annotated[str | None, typer.Option("--prioritas", help="Hanya prioritas ini: 1 yang paling mendesak.")]
OpsiSurat = Annotated[
    str | None,
    typer.Option("--tanggal-surat", help="Tanggal pada buku kerja (bawaan: hari terakhir sebelum tahun itu)."),
]


def tahun_wajib(tahun: str | None) -> int:
    """The year of the plan; asked for on a terminal. Raises `SalahPakai`, `DataDitolak`."""
    from asn_kompetensi.services.jp import tahun_sah

    return tahun_sah(wajib(tahun, "--tahun", "Tahun rencana"))


def prioritas_sah(teks: str | None, bendera: str) -> int | None:
    """A priority from 1 to 3, None where not given. Raises `SalahPakai` naming the flag."""
    if teks is None:
        return None
    if teks.strip() not in ("1", "2", "3"):
        raise SalahPakai(f"{bendera} '{teks[:20]}' tidak ada", "Pilihannya: 1, 2, 3.")
    return int(teks)


def sebut_biaya(baris: list[tuple[Any, ...]]) -> str:
    """What a plan costs, in a sentence; rows whose cost is not known are counted, never taken for free."""
    biaya = [satu[21] for satu in baris]
    tahu = [satu for satu in biaya if satu is not None]
    rupiah = f"Rp{sum(tahu):,}".replace(",", ".") if tahu else "belum diketahui"
    sisa = f"; {len(biaya) - len(tahu)} baris belum diketahui biayanya" if len(tahu) < len(biaya) else ""
    return f"anggaran {rupiah}{sisa}"


@app.perintah("daftar")
def daftar(
    tahun: OpsiTahun = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    prioritas: OpsiPrioritas = None,
    rinci: Annotated[bool, typer.Option("--rinci", help="Satu baris untuk setiap pegawai sasaran.")] = False,
    tanggal_surat: OpsiSurat = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan rencana setahun; ke .xlsx menjadi dokumen AKPK dengan lampiran pegawai sasarannya.

    Contoh: asn rencana daftar --tahun 2026 -o akpk-2026.xlsx
    """
    from asn_kompetensi.services import rencana_daftar

    setahun, mendesak = tahun_wajib(tahun), prioritas_sah(prioritas, "--prioritas")
    berbuku = berkas is not None and berkas.suffix.lower() == ".xlsx" and not (rinci or json or csv)
    if tanggal_surat is not None and not berbuku:
        raise SalahPakai("--tanggal-surat hanya untuk buku kerja", "Contoh: -o akpk.xlsx --tanggal-surat 2025-11-03")
    if berkas is not None and berbuku:
        _tulis_buku(setahun, opd, mendesak, berkas, db, dengan_unit=dengan_unit, surat=tanggal_surat, timpa=timpa)
        return
    pilih = rencana_daftar.rinci if rinci else rencana_daftar.daftar
    with baca(db) as d:
        baris = pilih(d, setahun, opd=opd, dengan_unit=dengan_unit, prioritas=mendesak)
    kolom = KOLOM_RINCI if rinci else KOLOM
    jawab(kolom, baris, judul=f"Rencana {setahun}", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
    beri_tahu(f"{len(baris)} baris" if rinci else f"{len(baris)} baris; {sebut_biaya(baris)}")


def _tulis_buku(
    tahun: int, opd: str | None, prioritas: int | None, berkas: Path, db: Path | None, *, dengan_unit: bool,
    surat: str | None, timpa: bool,
) -> None:  # fmt: skip
    from asn_kompetensi.cli import penyaluran
    from asn_kompetensi.services import rencana_daftar
    from asn_kompetensi.services.masukan import tanggal_sah
    from asn_kompetensi.tabular.buku.rencana import buku_rencana
    from asn_kompetensi.tabular.simpan import periksa_tujuan, simpan_buku

    hari = tanggal_sah(surat, "--tanggal-surat")
    periksa_tujuan(berkas, timpa=timpa)
    with baca(db) as d:
        data = rencana_daftar.buku(
            d, tahun, opd=opd, dengan_unit=dengan_unit, prioritas=prioritas, tanggal_surat=hari
        )  # fmt: skip
    simpan_buku(buku_rencana(data), berkas, timpa=timpa, tanggal=data.tanggal_surat)
    penyaluran.catat([(berkas, penyaluran.Isi.dari(data))])
    beri_tahu(f"tersimpan: {berkas}; {len(data.baris)} baris")


from asn_kompetensi.cli import rencana_idp, rencana_realisasi, rencana_susun  # noqa: E402 - they add their commands

rencana_susun.daftarkan(app)
rencana_idp.daftarkan(app)
rencana_realisasi.daftarkan(app)
