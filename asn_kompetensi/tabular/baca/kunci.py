"""Does a workbook carry our key, and what does it say?"""

from __future__ import annotations

from pathlib import Path

from asn_kompetensi.domain import kunci_buku
from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.kisi import BukuKerja
from asn_kompetensi.tabular.baca.praperiksa import periksa
from asn_kompetensi.tabular.baca.relasi import BUKU
from asn_kompetensi.tabular.baca.sel import kosong


def buka_berkunci(path: Path) -> tuple[BukuKerja, KunciBuku] | None:
    """The opened workbook and its key; None for any file without a key sheet.

    Raises `DataDitolak` for a key that was edited, `GalatBerkas` when the system cannot read the file.
    """
    try:
        if not _mungkin(path):
            return None
        hasil = periksa(path)
        if hasil.jenis in ("csv", "html"):
            return None
        buku = BukuKerja(path, hasil).buka()
        if kunci_buku.NAMA not in (*buku.tersembunyi, *buku.terlihat):
            return None
        baris = [[str(sel) for sel in satu if not kosong(sel)] for satu in buku.kisi(kunci_buku.NAMA).alir()]
        return buku, kunci_buku.urai(path.name, [satu for satu in baris if satu])
    except OSError as galat:
        raise GalatBerkas(f'Berkas "{path}" tidak bisa dibaca ({sebab(galat)}).', "Ulangi.") from galat


def _mungkin(path: Path) -> bool:
    """A quick look, so that an ordinary sheet of a hundred thousand rows is not opened twice."""
    try:
        with path.open("rb") as berkas:
            if berkas.read(2) != b"PK":
                return False
        arsip = Arsip(path)
        return BUKU not in arsip.anggota or kunci_buku.NAMA.encode() in arsip.baca(BUKU)
    except (OSError, DataDitolak):  # whoever reads the file says what is wrong with it
        return False
