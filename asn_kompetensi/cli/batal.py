"""`asn batal`: taking back one run."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiKering

app = Benda("Membatalkan satu jalankan: semua yang diubahnya kembali seperti semula.", sendiri=True)


@app.perintah("batal")
def batal(
    jalankan: Annotated[
        str, typer.Argument(help="Nomor dari asn riwayat, atau terakhir: yang terbaru yang belum dibatalkan.")
    ],
    kering: OpsiKering = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> None:
    """Membatalkan satu jalankan; ditolak bila isinya sudah diubah sesudah itu."""
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.services import batal as layanan

    with tulis(db, layanan.PERINTAH, kering=kering) as d:
        isi = layanan.batal(d, jalankan)
        if not kering:
            # The copy shows what is committed: the file as it is before this undo.
            salinan = d.cadangkan(f"sebelum-batal-{isi['dibatalkan']}")
            beri_tahu(f"Cadangan sebelum pembatalan: {salinan.name}")
    tersimpan(
        f"jalankan {isi['dibatalkan']} ({isi['perintah']}) dibatalkan: {isi['rekaman']} rekaman kembali seperti semula",
        isi,
        json=json,
        kering=kering,
    )
    if not kering:
        beri_tahu(f"Untuk memulihkannya lagi: asn batal {isi['jalankan']}")
