"""`asn akhir-periode`: everything a period ends with, in one command that may be repeated and gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.kirim_siapkan import OpsiBatas, OpsiKonfig, OpsiNomor, OpsiPenanda, OpsiSandi, baca_pilihan
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiKering, OpsiTimpa, OpsiYa

app = Benda("Akhir periode dalam satu perintah: tutup, buku kerja, surat, laporan kota, cadangan.", sendiri=True)


@app.perintah("akhir-periode")
def akhir_periode(
    periode: Annotated[str, typer.Argument(metavar="PERIODE", help="Kode periode.", show_default=False)],
    ke: Annotated[Path | None, typer.Option("--ke", help="Folder hasil; dibuat bila belum ada.")] = None,
    tanggal_surat: Annotated[
        str | None, typer.Option("--tanggal-surat", help="Tanggal pada buku kerja dan surat (bawaan: akhir periode).")
    ] = None,
    nomor_surat: OpsiNomor = None,
    batas: OpsiBatas = None,
    penanda_tangan: OpsiPenanda = None,
    sandi_dari: OpsiSandi = None,
    konfig: OpsiKonfig = None,
    timpa: OpsiTimpa = False,
    ya: OpsiYa = False,
    kering: OpsiKering = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> int:
    """Menutup periode dan membuat semua yang keluar karenanya; bila diulang, yang sudah benar dibiarkan."""
    from asn_kompetensi.cli.akhir_langkah import Rencana, jalankan
    from asn_kompetensi.cli.tanya import wajib

    folder = Path(wajib(str(ke) if ke else None, "--ke", "Folder tujuan"))
    surat = baca_pilihan(tanggal_surat, nomor_surat, batas, penanda_tangan, sandi_dari, konfig)
    return jalankan(Rencana(db, periode, folder, surat, timpa=timpa, ya=ya, kering=kering), json=json)
