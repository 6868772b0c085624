"""A workbook that comes back under the password it was sent with, opened for as long as it is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.cli.kirim_siapkan import baca_sandi_dari
from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.sistem import sebab


@contextmanager
def terbuka(berkas: Path, sandi_dari: Path | None) -> Iterator[Path]:
    """The file itself, or where it is encrypted a readable copy that only its owner sees and that goes afterwards.

    Raises `DataDitolak` when no password in `sandi_dari` opens it, `GalatBerkas`.
    """
    if sandi_dari is None:
        yield berkas
        return
    from asn_kompetensi.tabular.sandi import OLE, buka

    semua = baca_sandi_dari(sandi_dari)
    try:
        isi = berkas.read_bytes()
    except OSError as salah:
        raise GalatBerkas(f"{berkas} tidak dapat dibaca: {sebab(salah)}", "Periksa nama dan izinnya.") from salah
    if not isi.startswith(OLE):
        yield berkas
        return
    polos = next((hasil for sandi in semua.values() if (hasil := buka(isi, sandi)) is not None), None)
    if polos is None:
        raise DataDitolak(
            f"tidak satu pun sandi di {sandi_dari} membuka {berkas.name}",
            "Pakai berkas sandi yang dipakai waktu mengirim.",
        )
    with tempfile.TemporaryDirectory(prefix="asn-") as folder:  # for its owner only
        salinan = Path(folder) / berkas.name
        salinan.write_bytes(polos)
        yield salinan
