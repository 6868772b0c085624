"""How much a spreadsheet may hold, and the refusals for more: calamine would take the memory without asking."""

from __future__ import annotations

from asn_kompetensi.domain.galat import DataDitolak

BARIS_MAKS = 200_000
# A rectangle of this many cells costs calamine about half a gigabyte; 200,000 rows of the 67 SIASN columns fit.
LUAS_MAKS = 15_000_000
# Letters of a sheet once every shared or repeated text is written out; those SIASN rows hold some 200 million.
TEKS_MAKS = 250_000_000
# Formulas without a result and error values that are put back into the grid one by one.
SISIPAN_MAKS = 1_000_000
# A rectangle larger than this must not be nearly empty: a file of one kilobyte would take half a gigabyte.
LUAS_WAJAR, LUAS_PER_SEL = 2_000_000, 20
SIMPAN_ULANG = "Buka di Excel, lalu simpan sebagai Excel Workbook (.xlsx)."


def terlalu_banyak() -> DataDitolak:
    """The refusal for a workbook of more than 200,000 filled rows."""
    return DataDitolak(
        "Buku kerja memuat lebih dari 200.000 baris berisi.",
        "Bagi menjadi beberapa berkas, atau simpan sebagai CSV (tanpa batas baris).",
    )


def terlalu_luas(sel: str) -> DataDitolak:
    """The refusal for a sheet that reaches too far, `sel` being its last cell."""
    return DataDitolak(
        f"Lembar terlalu luas: ada isi sampai sel {sel}, jauh dari data.",
        "Hapus isi sel yang jauh itu di Excel, lalu simpan lagi.",
    )


def terlalu_panjang() -> DataDitolak:
    """The refusal for texts that together would fill the memory."""
    return DataDitolak(
        f"Teks di dalam lembar mengembang melebihi {TEKS_MAKS // 1_000_000} MB.",
        "Berkas ini tidak wajar; minta salinan asli dari pengirimnya.",
    )


def terlalu_banyak_rumus() -> DataDitolak:
    """The refusal for formulas that were never worked out, without end."""
    return DataDitolak(
        f"Lembar memuat lebih dari {SISIPAN_MAKS // 1_000_000} juta rumus tanpa hasil.",
        "Buka di Excel agar rumusnya dihitung, lalu simpan.",
    )


def pastikan_padat(luas: int, terisi: int, sel: str) -> None:
    """Refuse a rectangle of `luas` cells that is nearly empty, `sel` being its last. Raises DataDitolak."""
    if luas > LUAS_WAJAR and luas > LUAS_PER_SEL * terisi:
        raise terlalu_luas(sel)
