"""What the clerk is told to do about a held cell; every import says the same thing in the same words."""

from __future__ import annotations

from typing import Final

ALIAS: Final = '--alias "{}=KODE"'
JABATAN: Final = f"{ALIAS}, atau buat sekalian: --buat jabatan"
TANGGAL: Final = "Tulis seperti 31-12-2025."
NAMA: Final = "Ketik ulang isinya, paling banyak 200 huruf."
KOMPETENSI_SAJA: Final = "Tulis nama kompetensinya saja; angkanya di kolomnya sendiri."
KODE: Final = "Contoh kode: DINKES atau PRAKOM-MUDA."
KODE_TEKS: Final = "Ubah format selnya menjadi Teks, lalu ketik ulang kodenya."
LEVEL: Final = "Level di atas 0 sampai 5; kosongkan bila belum dinilai."
URUTAN: Final = "Periksa kedua tanggalnya."
BULAT: Final = "Isi bilangan bulat, misalnya 15000000."
GESER: Final = 'Sejajarkan isinya dengan judul; dalam CSV, isi yang memuat pemisah diapit tanda petik: "3,5".'
LURUSKAN: Final = "Geser isi baris ini ke bawah judulnya; sel yang kosong tetap dibiarkan kosong."
GESER_KIRI: Final = "Cocokkan baris ini dengan judulnya; sisipkan sel kosong yang terhapus, atau betulkan totalnya."
TERGESER: Final = "Periksa apakah isi baris ini tergeser, atau kode diubah Excel menjadi tanggal; lihat: asn {} daftar"
RUMUS: Final = "Buka di Excel, simpan ulang agar rumusnya dihitung, atau ketik nilainya."
RUMUS_SALAH: Final = "Perbaiki rumusnya di Excel, atau ketik isinya."
