"""`asn kelas undang|hadir --formulir`: the sheets of a class that are printed, filled in and read back."""

from __future__ import annotations

from pathlib import Path

from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.domain.galat import SalahPakai


def contoh(kerja: str, kode: str) -> str:
    """How to ask for the sheet of `undang` or `hadir`."""
    return f"asn kelas {kerja} {kode} --formulir -o {'undangan' if kerja == 'undang' else 'daftar_hadir'}.xlsx"


def tulis_formulir(
    kerja: str, kode: str, opd: str | None, berkas: Path | None, db: Path | None, *, timpa: bool
) -> None:
    """Write the invitation list or the attendance sheet of a class, to be printed, filled in and read back."""
    if berkas is None or berkas.suffix.lower() != ".xlsx":
        raise SalahPakai("--formulir perlu -o BERKAS.xlsx", f"Tulis: {contoh(kerja, kode)}")
    from asn_kompetensi.cli import penyaluran
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.services import kelas_daftar
    from asn_kompetensi.tabular.buku.daftar_kelas import buku_hadir, buku_undangan
    from asn_kompetensi.tabular.simpan import simpan_buku

    with baca(db) as d:
        isi = kelas_daftar.daftar(d, kode, opd, berkursi=kerja == "hadir")
    buku = buku_hadir(isi) if kerja == "hadir" else buku_undangan(isi)
    simpan_buku(buku, berkas, timpa=timpa, tanggal=isi.tanggal)
    penyaluran.catat([(berkas, penyaluran.Isi.dari(isi.orang))])
    balik = "jawab" if kerja == "undang" else "hadir"
    beri_tahu(f"{len(isi.orang)} peserta: {berkas}. Sesudah diisi: asn kelas {balik} {isi.kelas} --dari {berkas.name}")
