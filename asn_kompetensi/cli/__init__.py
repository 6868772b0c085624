"""The counter: words in, words out. One file per noun; `BENDA` is the table of them.

Only the noun that was asked for is imported, so `asn --help` and a read command start fast.
"""

from __future__ import annotations

# noun -> (module in this package, one line of help)
BENDA: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Kota contoh sekali jalan: basis data, tabel, dan buku kerja."),
    "db": ("db", "Basis data: dibuat, dilihat, diperiksa, dicadangkan."),
    "opd": ("opd", "Perangkat daerah dan unit kerja."),
    "jabatan": ("jabatan", "Jabatan dan jenjangnya."),
    "kompetensi": ("kompetensi", "Kompetensi: sembilan yang umum dan yang teknis."),
    "standar": ("standar", "Level kompetensi yang diwajibkan suatu jabatan."),
    "pegawai": ("pegawai", "Pegawai ASN, penempatan, mutasi, dan berhenti."),
    "periode": ("periode", "Periode penilaian."),
    "nilai": ("nilai", "Nilai kompetensi pegawai."),
    "pelatihan": ("pelatihan", "Program pelatihan."),
    "kelas": ("kelas", "Kelas pelatihan: undangan, kehadiran, hasil."),
    "jp": ("jp", "Jam pelajaran per pegawai dan tahun."),
    "kebijakan": ("kebijakan", "Ambang, bobot, dan batas, dengan dasar dan masa berlakunya."),
    "keengganan": ("keengganan", "Yang enggan ikut pelatihan: sebabnya dan langkah membantunya."),
    "ip-asn": ("ip_asn", "Indeks profesionalitas (IP ASN) dan sembilan kotak talenta."),
    "gap": ("gap", "Tabel kesenjangan kompetensi."),
    "dampak": ("dampak", "Dampak pelatihan pada peserta dan pada layanan."),
    "skm": ("skm", "Survei Kepuasan Masyarakat: jawaban, indeks, dan mutunya."),
    "kolaborasi": ("kolaborasi", "Kerja sama antar perangkat daerah: kelas, mentor, neraca."),
    "rencana": ("rencana", "Rencana pengembangan kompetensi: setahun dan perorangan."),
    "laporan": ("laporan", "Buku kerja Excel untuk kepala perangkat daerah."),
    "kirim": ("kirim", "Surat dan buku kerja: disiapkan, dikirim, dicatat."),
    "akhir-periode": ("akhir_periode", "Akhir periode sekali jalan: dari menutup sampai mencadangkan."),
    "gabung": ("gabung", "Beberapa kota dalam satu berkas untuk dibaca."),
    "batal": ("batal", "Membatalkan satu jalankan: isinya kembali seperti semula."),
    "riwayat": ("riwayat", "Riwayat: siapa mengubah apa, kapan, dari isi mana ke isi mana."),
}
