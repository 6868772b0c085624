"""What the values of a field are, for files that keep types: said once for each name, never guessed from the rows.

So an empty answer, one agency and the whole city have the same columns, and files of any day are read as one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from decimal import Decimal

from asn_kompetensi.tabular.tabel import Kolom, Tipe

# Counts, numbers of something, whole rupiah. Any other column of numbers has two decimals: levels, percent, hours.
BULAT = frozenset({
    "anggaran", "banyak_unsur", "beban", "belum_dinilai", "bentuk", "berkesenjangan", "biaya", "biaya_bersama",
    "biaya_realisasi", "biaya_terpisah", "derajat_bebas", "di_bawah", "dibatalkan_oleh", "dibuka_ulang", "dilatih",
    "dinilai", "hadir", "hemat_biaya", "hemat_kelas", "hitungan", "jalankan", "kedaluwarsa", "kegiatan", "kejadian",
    "kelas", "kelas_bersama", "kelas_terpisah", "kelas_tuan_rumah", "kotak", "kuota", "kursi_diberi", "kursi_diterima",
    "memenuhi", "mengikuti", "n", "n_cocok", "n_level", "n_maksimal", "n_pembanding", "n_sekategori", "n_turun",
    "nomor", "opd_terlibat", "orang", "pasangan", "pegawai", "perilaku_n", "perlu", "peserta", "peserta_dikirim",
    "populasi", "porsi", "prioritas", "program", "reaksi_n", "rekaman", "responden", "saldo_kursi", "sampel_minimum",
    "sasaran", "sudah_memenuhi", "tahun", "tanpa_standar", "terlatih", "terukur", "tidak_diketahui", "tidak_diwajibkan",
    "tindakan", "urutan", "wajib",
})  # fmt: skip
_ANGKA: dict[str, Tipe] = {
    **dict.fromkeys(BULAT, "bulat"),
    **dict.fromkeys(("d_cohen", "n_gain", "n_gain_individu", "n_gain_kelas", "t"), "desimal4"),
    "p": "nyata",
}
_LAIN: dict[str, Tipe] = {
    **dict.fromkeys(
        ("batas", "berlaku_sampai", "dijawab", "mulai", "selesai", "tanggal", "tanggal_lahir", "tindak_lanjut"),
        "tanggal",
    ),
    **dict.fromkeys(("cadangan_terakhir", "dikirim", "disiapkan", "waktu"), "waktu"),
    **dict.fromkeys(
        ("akan_kurang", "bersandi", "cukup", "didanai", "dihitung", "jatuh_tempo", "kurikulum", "lulus",
         "perlu_diingatkan", "terukur"), "ya_tidak",
    ),
    **dict.fromkeys(
        ("alias", "kelas_saran", "kompetensi_di_bawah", "kurang", "unsur_terendah", "unsur_tertinggi"), "daftar"
    ),
    "nrr": "susunan",
    "tahun": "bulat",
}  # fmt: skip
# In a single thing (`lihat`) nothing but the value tells a number from a text, and it may be missing.
_DESIMAL_SATU = frozenset({
    "capaian", "ikm", "jp", "jp_batas", "jp_realisasi", "jp_rencana", "jp_target", "jpm", "kesenjangan", "nilai_maks",
    "persen_jp", "perubahan", "selisih", "standar",
})  # fmt: skip
_DAFTAR_SATU = frozenset({"belum_dinilai", "jadwal", "kabar", "peringatan"})


def tipe(kolom: Kolom) -> Tipe:
    """What the values of a column are: as declared, else by its name."""
    if kolom.tipe is not None:
        return kolom.tipe
    return _ANGKA.get(kolom.nama, "desimal") if kolom.angka else _LAIN.get(kolom.nama, "teks")


def kolom_satu(objek: Mapping[str, object]) -> Iterator[Kolom]:
    """The columns of a single thing, each with its type; lists of records and what is nested become JSON text."""
    return (Kolom(nama, tipe=_tipe_satu(nama, nilai)) for nama, nilai in objek.items())


def _tipe_satu(nama: str, nilai: object) -> Tipe:
    biasa = _LAIN.get(nama, "teks")
    if isinstance(nilai, list | tuple | set | frozenset) and not hasattr(nilai, "_asdict"):
        return "daftar" if nama in _DAFTAR_SATU or biasa == "daftar" else "susunan"
    if isinstance(nilai, Mapping) or is_dataclass(nilai) or hasattr(nilai, "_asdict"):
        return "susunan"
    if nama in _DESIMAL_SATU:
        return "desimal"
    if isinstance(nilai, bool):
        return "ya_tidak"
    if isinstance(nilai, int):
        return "bulat"
    if isinstance(nilai, float | Decimal):
        return _ANGKA.get(nama, "desimal")
    return "bulat" if nilai is None and nama in BULAT else biasa
