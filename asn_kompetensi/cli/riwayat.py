"""`asn riwayat`: who changed what, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiNip, OpsiSemua, OpsiTimpa
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Riwayat: siapa mengubah apa, kapan, dari isi mana ke isi mana.", sendiri=True)

KOLOM_JALANKAN = (
    Kolom("jalankan", "Jalankan", angka=True),
    Kolom("waktu", "Waktu (UTC)"),
    Kolom("petugas", "Petugas"),
    Kolom("perintah", "Perintah"),
    Kolom("berkas", "Berkas"),
    Kolom("sha256", "Sidik berkas", layar=False),
    Kolom("rekaman", "Rekaman", angka=True),
    Kolom("dibatalkan_oleh", "Batal", bila_isi=True, angka=True),
)
KOLOM = (
    Kolom("jalankan", "Jalankan", angka=True),
    Kolom("waktu", "Waktu (UTC)", layar=False),
    Kolom("petugas", "Petugas", layar=False),
    Kolom("perintah", "Perintah", layar=False),
    Kolom("tabel", "Tabel"),
    Kolom("rekaman", "Rekaman"),
    Kolom("aksi", "Aksi"),
    Kolom("bidang", "Bidang"),
    Kolom("lama", "Lama"),
    Kolom("baru", "Baru"),
)


@app.perintah("riwayat")
def riwayat(
    nip: OpsiNip = None,
    jalankan: Annotated[int | None, typer.Option("--jalankan", help="Nomor jalankan.")] = None,
    tabel: Annotated[str | None, typer.Option("--tabel", help="Nama tabel, misalnya nilai.")] = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
) -> None:
    """Semua perintah yang menulis, yang terbaru dahulu; dengan --nip, --jalankan, atau --tabel isi yang berubah."""
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import riwayat as layanan

    rinci = nip is not None or jalankan is not None or tabel is not None
    with baca(db) as d:
        baris = layanan.rinci(d, nip=nip, jalankan=jalankan, tabel=tabel) if rinci else layanan.daftar(d)
    kolom = KOLOM if rinci else KOLOM_JALANKAN
    jawab(kolom, baris, json=json, csv=csv, berkas=keluar, timpa=timpa, semua=semua)
