"""The report that a returned workbook has to be compared with: made again from what is registered."""

from __future__ import annotations

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.services import laporan
from asn_kompetensi.services.kunci_buku import pastikan_milik
from asn_kompetensi.store.door import Pintu


def siapkan(d: Pintu, kunci: KunciBuku) -> DataBukuOpd:
    """The workbook of the same agency, period and date. Raises `DataDitolak` for a file that is not ours."""
    pastikan_milik(d, kunci)
    data = laporan.siapkan(d, kunci.periode, opd=kunci.opd, tanggal_surat=kunci.tanggal, versi=kunci.versi)
    if not data:
        raise DataDitolak(
            f"{kunci.opd} tidak lagi punya pegawai di periode {kunci.periode}", "Periksa: asn pegawai daftar --opd"
        )
    return data[0]
