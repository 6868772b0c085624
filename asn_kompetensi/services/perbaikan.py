"""What the clerk is told to do about a held cell; every import says the same thing in the same words."""

from __future__ import annotations

from datetime import date
from typing import Final

from asn_kompetensi.domain.sel import NilaiSel

ALIAS: Final = '--alias "{}=KODE"'
JABATAN: Final = f"{ALIAS}, atau buat sekalian: --buat jabatan"
TANGGAL: Final = "Tulis seperti 31-12-2025."
NAMA: Final = "Ketik ulang isinya, paling banyak 200 huruf."
PENILAI: Final = "Isi dengan nama, atau NIP 18 angka sebagai teks."
KOMPETENSI_SAJA: Final = "Tulis nama kompetensinya saja; angkanya di kolomnya sendiri."
KODE: Final = "Contoh kode: DINKES atau PRAKOM-MUDA."
KODE_TEKS: Final = "Ubah format selnya menjadi Teks, lalu ketik ulang kodenya."
LEVEL: Final = "Level di atas 0 sampai 5."
URUTAN: Final = "Periksa kedua tanggalnya."
BULAT: Final = "Isi bilangan bulat, misalnya 15000000."
GESER: Final = 'Sejajarkan isinya dengan judul; dalam CSV, isi yang memuat pemisah diapit tanda petik: "3,5".'
LURUSKAN: Final = "Geser isi baris ini ke bawah judulnya; sel yang kosong tetap dibiarkan kosong."
GESER_KIRI: Final = "Cocokkan baris ini dengan judulnya; sisipkan sel kosong yang terhapus, atau betulkan totalnya."
TERGESER: Final = "Periksa apakah isi baris ini tergeser, atau kode diubah Excel menjadi tanggal; lihat: asn {} daftar"
RUMUS: Final = "Buka di Excel, simpan ulang agar rumusnya dihitung, atau ketik nilainya."
RUMUS_SALAH: Final = "Perbaiki rumusnya di Excel, atau ketik isinya."
_LEVEL_MENURUT_KODE: Final = {
    "NILAI_BUKAN_ANGKA": "Tulis level sebagai angka, misalnya 3 atau 2,75.",
    "NILAI_RANCU": "Tulis level sebagai angka, misalnya 3 atau 2,75.",
    "NILAI_DESIMAL": "Bulatkan menjadi paling banyak dua desimal.",
}


def level(kode: str, sel: NilaiSel) -> str:
    """What to do about a cell that `domain.level` refused with this code.

    Never that it may be emptied: the clerk would erase a score that somebody gave.
    """
    if isinstance(sel, date):
        return "Excel mengubahnya menjadi tanggal; ketik ulang sebagai angka."
    return _LEVEL_MENURUT_KODE.get(kode, LEVEL)
