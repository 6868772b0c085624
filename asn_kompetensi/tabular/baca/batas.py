"""How much a spreadsheet may hold, and the refusals for more: calamine would take the memory without asking."""

from __future__ import annotations

from asn_kompetensi.domain.galat import DataDitolak

BARIS_MAKS = 200_000
# A rectangle of this many cells costs calamine about half a gigabyte; 200,000 rows of the 67 SIASN columns fit.
LUAS_MAKS = 15_000_000
# Letters of a sheet once every shared or repeated text is written out; those SIASN rows hold some 200 million.
TEKS_MAKS = 250_000_000
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


def terlalu_renggang(luas: int, isi: int) -> bool:
    """Whether `isi` cells lie so far apart that the rectangle around them is a waste of memory."""
    return luas > 2_000_000 and luas > 20 * isi


def terlalu_banyak_rumus(batas: int) -> DataDitolak:
    """The refusal for more cells without a result than anyone could look at."""
    return DataDitolak(
        f"Lembar memuat lebih dari {batas // 1_000_000} juta rumus tanpa hasil.",
        "Buka di Excel agar rumusnya dihitung, lalu simpan.",
    )
