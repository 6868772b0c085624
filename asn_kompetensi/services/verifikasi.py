"""The report that a returned workbook has to be compared with: made again from what is registered."""

from __future__ import annotations

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.services import gap, jam, kirim, laporan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kunci_buku import pastikan_milik
from asn_kompetensi.store.door import Pintu, PintuTulis


def siapkan(d: Pintu, kunci: KunciBuku) -> DataBukuOpd:
    """The workbook of the same agency, period and date. Raises `DataDitolak` for a file that is not ours."""
    pastikan_milik(d, kunci)
    data = laporan.siapkan(d, kunci.periode, opd=kunci.opd, tanggal_surat=kunci.tanggal, versi=kunci.versi)
    if not data:
        raise DataDitolak(
            f"{kunci.opd} tidak lagi punya pegawai di periode {kunci.periode}", "Periksa: asn pegawai daftar --opd"
        )
    return data[0]


def dijawab(d: PintuTulis, kunci: KunciBuku) -> bool:
    """Its agency has answered: a letter in the ledger need not be reminded of. False when none was sent."""
    hari = jam.hari_ini()
    return kirim.catat_jawaban(d, opd_kamus(d).wajib(kunci.opd).id, gap.cari_periode(d, kunci.periode)[0], hari)
