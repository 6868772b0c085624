"""`asn BENDA impor --contoh -o BERKAS.xlsx`: the empty sheet to fill in."""

from __future__ import annotations

from pathlib import Path

from asn_kompetensi.domain.galat import SalahPakai


def berkas_atau_contoh(
    benda: str, berkas: Path | None, db: Path | None, *, contoh: bool, keluar: Path | None, timpa: bool
) -> Path | None:
    """The file to import; None when the empty sheet was asked for, and has been written.

    Raises `SalahPakai` when neither or both are asked for, or `-o` does not fit.
    """
    saran = f"asn {benda} impor --contoh -o {benda}.xlsx"
    if not contoh:
        if berkas is None:
            raise SalahPakai("BERKAS wajib diisi", f"Sebutkan berkasnya; lembar kosongnya: {saran}")
        if keluar is not None or timpa:
            raise SalahPakai("-o dan --timpa hanya untuk --contoh", f"Lembar kosong: {saran}")
        return berkas
    if berkas is not None:
        raise SalahPakai("--contoh tidak membaca berkas", f"Tulis: {saran}")
    tulis_contoh(benda, db, keluar, timpa=timpa, saran=saran)
    return None


def tulis_contoh(benda: str, db: Path | None, keluar: Path | None, *, timpa: bool, saran: str) -> None:
    """Write the empty sheet of a noun. Raises `SalahPakai` without a file of the right kind, naming `saran`."""
    if keluar is None or keluar.suffix.lower() != ".xlsx":
        raise SalahPakai("--contoh perlu -o BERKAS.xlsx", f"Tulis: {saran}")
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.services.templat import templat
    from asn_kompetensi.tabular.buku.templat import simpan_templat

    with baca(db) as d:
        isi = templat(d, benda)
    simpan_templat(isi, keluar, timpa=timpa)
    beri_tahu(f"lembar isian kosong: {keluar}")
