"""Closing a period as the clerk meets it: warnings first, a question, a copy of the file, then the seal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from asn_kompetensi.cli import tanya
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
from asn_kompetensi.services import penutupan

TAMPAK = 10  # warnings shown before the question


def tutup_periode(
    db: Path | None, kode: str, *, ya: bool, kering: bool = False, perintah: str = "periode tutup"
) -> tuple[dict[str, Any], bool]:
    """Close a period; what it holds now, and whether this call closed it. One already closed stays as it is.

    Raises `AdaTemuan` when something stands in the way, `KeyboardInterrupt` when the clerk says no, `SalahPakai` when
    nobody can be asked.
    """
    with baca(db) as d:
        dilihat = penutupan.lihat(d, kode)
    # Asked between the two doors: nobody waits for a lock while a clerk thinks.
    peringatan = [satu for satu in dilihat.temuan if satu.tingkat == "peringatan"]
    if len(peringatan) == len(dilihat.temuan) and peringatan:
        for pesan in penutupan.kalimat(peringatan, bernama=sys.stderr.isatty())[:TAMPAK]:
            beri_tahu(f"peringatan: {pesan}")
        if not tanya.setuju(f"ada {len(peringatan)} peringatan; tutup periode {kode} juga?", ya or kering):
            raise KeyboardInterrupt
    with tulis(db, perintah, kering=kering) as d:
        isi = penutupan.tutup(d, kode, disetujui=None if ya or kering else dilihat.temuan, dilihat=dilihat)
        if d.berubah and not kering:
            beri_tahu(f"cadangan sebelum penutupan: {d.cadangkan(penutupan.alasan_cadangan(isi['kode'])).name}")
        baru = d.berubah
    return isi, baru


def hasil(isi: dict[str, Any], baru: bool, kering: bool) -> str:
    """What came of it, in a sentence; the seal belongs into the minutes."""
    if not baru:
        return f"periode {isi['kode']} sudah ditutup; segelnya {isi['segel']}"
    if kering:
        return f"uji coba: periode {isi['kode']} dapat ditutup; tidak ada yang disimpan"
    return f"periode {isi['kode']} ditutup; untuk berita acara, segelnya {isi['segel']}"
