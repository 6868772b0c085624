"""`asn kirim`: letters to agencies with their workbooks, from making them ready to the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiOpd, OpsiPeriode, OpsiSemua, OpsiTimpa
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Surat dan buku kerja untuk kepala perangkat daerah: disiapkan, dikirim, dicatat.")

KOLOM = (
    Kolom("periode"),
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("alamat"),
    Kolom("berkas", layar=False),
    Kolom("sidik", layar=False),
    Kolom("bersandi", layar=False),
    Kolom("orang", angka=True),
    Kolom("status"),
    Kolom("disiapkan", layar=False),
    Kolom("dikirim"),
    Kolom("balasan", layar=False),
    Kolom("batas"),
    Kolom("dijawab"),
    Kolom("perlu_diingatkan", "Ingatkan"),
)
KOLOM_SEJAK = (
    Kolom("waktu"),
    Kolom("petugas"),
    Kolom("perintah"),
    Kolom("tujuan"),
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("periode", layar=False),
    Kolom("penerima"),
    Kolom("berkas"),
    Kolom("sidik", layar=False),
    Kolom("orang", angka=True),
)
KOLOM_ORANG = (*KOLOM_SEJAK, Kolom("nip", tetap=True), Kolom("nama"))


@app.perintah("daftar")
def daftar(
    periode: OpsiPeriode = None,
    opd: OpsiOpd = None,
    status: Annotated[
        str | None,
        typer.Option("--status", help="siap, mengirim, terkirim, ditolak, mungkin_terkirim, atau batal."),
    ] = None,
    jatuh_tempo: Annotated[
        bool, typer.Option("--jatuh-tempo", help="Hanya yang terkirim, belum dijawab, dan perlu diingatkan.")
    ] = False,
    pada: Annotated[str | None, typer.Option("--pada", help="Keadaan pada hari ini (bawaan: hari ini).")] = None,
    sejak: Annotated[
        str | None, typer.Option("--sejak", help="Siapa menerima apa sejak hari atau saat ini, misalnya 2026-01-12.")
    ] = None,
    orang: Annotated[bool, typer.Option("--orang", help="Bersama --sejak: satu baris untuk setiap orang.")] = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Buku surat: apa yang siap, terkirim, ditolak, dijawab, dan perlu diingatkan.

    Contoh: asn kirim daftar --periode 2025 --jatuh-tempo
    """
    from asn_kompetensi.services import kirim_daftar
    from asn_kompetensi.services.masukan import tanggal_sah

    if orang and sejak is None:
        raise SalahPakai("--orang hanya bersama --sejak", "Tulis --sejak seperti 2025-12-31.")
    if sejak is not None and (periode or status or jatuh_tempo or pada):
        raise SalahPakai("--sejak hanya dapat bersama --opd dan --orang", "Hapus opsi yang lain.")
    hari = tanggal_sah(pada, "--pada")
    with baca(db) as d:
        if sejak is not None:
            baris = list(kirim_daftar.sejak(d, sejak, opd=opd, orang=orang))
        else:
            baris = kirim_daftar.daftar(d, periode=periode, opd=opd, status=status, jatuh_tempo=jatuh_tempo, pada=hari)
    kolom = KOLOM if sejak is None else KOLOM_ORANG if orang else KOLOM_SEJAK
    jawab(kolom, baris, judul="Buku surat", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)


from asn_kompetensi.cli import kirim_jalankan, kirim_siapkan  # noqa: E402 - they add their commands to the app above

kirim_siapkan.daftarkan(app)
kirim_jalankan.daftarkan(app)
