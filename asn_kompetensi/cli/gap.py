"""`asn gap`: the table this program exists for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any, Final

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

app = Benda("Tabel kesenjangan kompetensi: standar jabatan dibanding level yang dicapai.")

OpsiKompetensi = Annotated[str | None, typer.Option("--kompetensi", help="Satu kompetensi saja.")]
OpsiIni = Annotated[bool, typer.Option("--hanya-periode-ini", help="Abaikan nilai dari periode sebelumnya.")]

KOLOM = (
    Kolom("periode", layar=False),
    Kolom("opd", "OPD"),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("jabatan", layar=False),
    Kolom("nama_jabatan", "Nama jabatan", layar=False),
    Kolom("kompetensi", "Komp."),
    Kolom("nama_kompetensi", "Nama kompetensi", layar=False),
    Kolom("jenis", layar=False),
    Kolom("standar", "Std", angka=True),
    Kolom("capaian", "Capai", angka=True),
    Kolom("selisih", "Selisih", angka=True),
    Kolom("kesenjangan", layar=False, angka=True),
    Kolom("kategori", "Kategori"),
    Kolom("status", "Status"),
    Kolom("periode_nilai", "Periode nilai", layar=False),
)
KOLOM_RINGKAS = (
    Kolom("kelompok", "Kelompok"),
    Kolom("nama_kelompok", "Nama"),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("wajib", layar=False, angka=True),
    Kolom("dinilai", layar=False, angka=True),
    Kolom("cakupan", "Cakup %", angka=True),
    Kolom("di_bawah", "Di bawah", angka=True),
    Kolom("memenuhi", layar=False, angka=True),
    Kolom("belum_dinilai", "Belum", angka=True),
    Kolom("kedaluwarsa", layar=False, angka=True),
    Kolom("tanpa_standar", layar=False, angka=True),
    Kolom("kesenjangan_total", layar=False, angka=True),
    Kolom("kesenjangan_rata", "Rata", angka=True),
    Kolom("jpm", "JPM", angka=True),
    Kolom("jpm_mentah", layar=False, angka=True),
    Kolom("kategori_jpm", layar=False),
)
_TANPA_STANDAR: Final = [satu.nama for satu in KOLOM_RINGKAS].index("tanpa_standar")
KOLOM_PEGAWAI = (
    Kolom("kelompok", "Kelompok", tetap=True),
    *KOLOM_RINGKAS[1:],
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("opd", "OPD", layar=False),
    Kolom("jabatan", layar=False),
    Kolom("kompetensi_di_bawah", layar=False),
)
KOLOM_ORANG = (
    Kolom("opd", "OPD"),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("jabatan", layar=False),
)


def beri_kabar(kabar: list[str]) -> None:
    """What the reader of a period's figures must know before them."""
    from asn_kompetensi.cli.basisdata import beri_tahu

    for satu in kabar:
        beri_tahu(satu)


def _perhatikan(baris: Iterable[tuple[Any, ...]], tanpa: list[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of a summary as they pass; `tanpa` gets how many people of each have no standard, where any has none.

    The screen has no room for a column of them, and nobody would miss them.
    """
    for satu in baris:
        if satu[_TANPA_STANDAR]:
            tanpa.append(satu[_TANPA_STANDAR])
        yield satu


@app.perintah("daftar")
def daftar(
    periode: OpsiPeriode = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    kompetensi: OpsiKompetensi = None,
    status: Annotated[str | None, typer.Option("--status", help="Misalnya di_bawah atau belum_dinilai.")] = None,
    hanya_periode_ini: OpsiIni = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Satu baris per pegawai dan kompetensi. Contoh: asn gap daftar --periode 2025 --opd DINKES"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import siapkan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap

    kode = wajib(periode, "--periode", "Periode")
    with baca(db) as d:
        pilih = gap.saringan(
            d, kode, opd=opd, dengan_unit=dengan_unit, nip=nip, kompetensi=kompetensi, status=status,
            hanya_periode_ini=hanya_periode_ini,
        )  # fmt: skip
        lepas = siapkan(
            KOLOM, gap.daftar(d, pilih), json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua,
            judul=f"Kesenjangan {kode}",
        )  # fmt: skip
        kabar = [*gap.arti_lain(d, pilih), *gap.kabar(d, pilih)]
    beri_kabar(kabar)
    lepas()


@app.perintah("ringkas")
def ringkas(
    periode: OpsiPeriode = None,
    per: Annotated[
        str, typer.Option("--per", help="opd, jabatan, kompetensi, jenis, pegawai, kota, atau instansi.")
    ] = "opd",
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
    """Jumlah per kelompok. Contoh: asn gap ringkas --periode 2025 --per kompetensi"""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap, gap_ringkas
    from asn_kompetensi.tabular.tampungan import tampung

    kode = wajib(periode, "--periode", "Periode")
    with baca(db) as d:
        pilih = gap.saringan(
            d, kode, opd=opd, dengan_unit=dengan_unit, kompetensi=kompetensi, hanya_periode_ini=hanya_periode_ini
        )
        tanpa: list[int] = []
        baris = tampung(_perhatikan(gap_ringkas.alirkan_ringkas(d, pilih, per, tujuan), tanpa))
        kabar = [*gap.arti_lain(d, pilih), *gap.kabar(d, pilih)]
    beri_kabar(kabar)
    kolom = KOLOM_PEGAWAI if per == "pegawai" else KOLOM_RINGKAS
    jawab(kolom, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul=f"Ringkasan {kode}")
    if tanpa and not (json or csv or keluar):
        lingkup = (f' --opd "{opd}"' if opd else "") + " --dengan-unit" * dengan_unit
        lihat = f"asn gap daftar --periode {kode}{lingkup} --status tanpa_standar"
        beri_kabar([f"{sum(tanpa)} pegawai tidak dibandingkan: jabatannya belum punya standar. Lihat: {lihat}"])


@app.perintah("matriks")
def matriks(
    periode: OpsiPeriode = None,
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    hanya_periode_ini: OpsiIni = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Satu baris per pegawai, satu kolom per kompetensi, isinya level yang dicapai."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import siapkan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap

    kode = wajib(periode, "--periode", "Periode")
    with baca(db) as d:
        pilih = gap.saringan(d, kode, opd=opd, dengan_unit=dengan_unit, hanya_periode_ini=hanya_periode_ini)
        kompetensi, isi = gap.matriks(d, pilih)
        # The file forms carry every registered competency, so that a script finds the same columns for every agency;
        # the screen shows the columns in which someone has a level.
        satu_opd = pilih.opd_id is not None and len(pilih.opd_id) == 1
        orang = (replace(KOLOM_ORANG[0], layar=not satu_opd), *KOLOM_ORANG[1:])
        kolom = (*orang, *(Kolom(satu, satu, angka=True, tipe="desimal", bila_isi=True) for satu in kompetensi))
        lepas = siapkan(
            kolom, isi, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua, judul=f"Capaian {kode}"
        )
        kabar = gap.kabar(d, pilih)
    beri_kabar(kabar)
    lepas()


from asn_kompetensi.cli import gap_jelaskan, gap_waktu  # noqa: E402 - they add their commands to the app above

gap_waktu.daftarkan(app)
gap_jelaskan.daftarkan(app)
