"""Rules of the trade that no constraint can hold: what contradicts itself in a sound file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

PULIHKAN = "asn db pulihkan BERKAS   (cadangannya di samping basis data: asn db info)"


class Pelanggaran(NamedTuple):
    """A broken rule (`galat`) or what may be right (`peringatan`): code, sentence, the command that shows it."""

    tingkat: str
    kode: str
    pesan: str
    perintah: str


def pelanggaran(kon: sqlite3.Connection) -> Iterator[Pelanggaran]:
    """Every record that breaks a rule, rule by rule."""
    for tingkat, aturan in (("galat", _ATURAN), ("peringatan", _PERINGATAN)):
        for kode, sql in aturan.items():
            for pesan, perintah in kon.execute(sql):
                yield Pelanggaran(tingkat, kode, str(pesan), str(perintah))


def _tumpang(dari: str, ke: str) -> str:
    """SQL: two validities meet; open ends are NULL and both days inclusive."""
    return (
        f"({dari}.selesai IS NULL OR {ke}.mulai IS NULL OR {dari}.selesai >= {ke}.mulai) "
        f"AND ({ke}.selesai IS NULL OR {dari}.mulai IS NULL OR {ke}.selesai >= {dari}.mulai)"
    )


_DUA_TEMPAT = f"""FROM penempatan a JOIN penempatan b ON b.pegawai_id = a.pegawai_id AND b.id > a.id
               AND {_tumpang("a", "b")} JOIN pegawai g ON g.id = a.pegawai_id WHERE TRUE"""
_KOTA = "SELECT gabungan_id FROM opd_instansi WHERE opd_id = {}.opd_id"
# Rule -> rows of (sentence, command). NIPs only in commands.
_ATURAN: dict[str, str] = {
    "PENEMPATAN_TUMPANG_TINDIH": f"""
        SELECT g.nama || ' tercatat di dua jabatan pada hari yang sama', 'asn pegawai lihat ' || g.nip
          {_DUA_TEMPAT} AND ({_KOTA.format("a")}) IS ({_KOTA.format("b")}) GROUP BY g.id ORDER BY g.nip""",
    "STANDAR_TUMPANG_TINDIH": f"""
        SELECT 'standar ' || j.kode || ' ' || k.kode || ' punya dua level pada hari yang sama',
               'asn standar daftar --jabatan ' || j.kode
          FROM standar a JOIN standar b ON b.jabatan_id = a.jabatan_id AND b.kompetensi_id = a.kompetensi_id
               AND b.id > a.id AND {_tumpang("a", "b")}
          JOIN jabatan j ON j.id = a.jabatan_id JOIN kompetensi k ON k.id = a.kompetensi_id
         GROUP BY a.jabatan_id, a.kompetensi_id ORDER BY j.kode, k.urutan""",
    "KEBIJAKAN_TUMPANG_TINDIH": f"""
        SELECT 'kebijakan ' || a.kunci || ' punya dua nilai pada hari yang sama', 'asn riwayat --tabel kebijakan'
          FROM kebijakan a JOIN kebijakan b ON b.kunci = a.kunci AND b.mulai > a.mulai AND {_tumpang("a", "b")}
         GROUP BY a.kunci ORDER BY a.kunci""",
    "OPD_MELINGKAR": """
        WITH RECURSIVE naik (awal, id) AS (
            SELECT id, induk_id FROM opd WHERE induk_id IS NOT NULL
            UNION SELECT n.awal, o.induk_id FROM naik n JOIN opd o ON o.id = n.id WHERE o.induk_id IS NOT NULL)
        SELECT 'unit ' || o.kode || ' berada di bawah dirinya sendiri', 'asn opd ubah ' || o.kode || ' --induk INDUK'
          FROM naik n JOIN opd o ON o.id = n.awal WHERE n.id = n.awal ORDER BY o.kode""",
    "NILAI_SESUDAH_HENTI": """
        SELECT g.nama || ': ' || count(*) || ' nilai bertanggal sesudah berhenti (' || g.henti_tanggal || ')',
               'asn nilai daftar --nip ' || g.nip
          FROM pegawai g JOIN nilai n ON n.pegawai_id = g.id
         WHERE n.hari >= strftime('%s', g.henti_tanggal) / 86400 GROUP BY g.id ORDER BY g.nip""",
    "HADIR_DI_LUAR_KELAS": """
        SELECT 'kelas ' || k.kode || ': ' || count(*) || ' kehadiran di luar hari kelas', 'asn kelas lihat ' || k.kode
          FROM kelas k JOIN peserta s ON s.kelas_id = k.id JOIN kehadiran h ON h.peserta_id = s.id
         WHERE h.tanggal NOT BETWEEN k.mulai AND k.selesai
            OR (EXISTS (SELECT 1 FROM kelas_hari j WHERE j.kelas_id = k.id)
                AND NOT EXISTS (SELECT 1 FROM kelas_hari j WHERE j.kelas_id = k.id AND j.tanggal = h.tanggal))
         GROUP BY k.id ORDER BY k.kode""",
    # The list every file is born with: a score's source is its meaning.
    "SUMBER_BERUBAH": f"""
        SELECT 'daftar sumber nilai diubah di luar program ini: ' || group_concat(kode, ', '), '{PULIHKAN}'
          FROM (SELECT * FROM sumber ORDER BY id) HAVING group_concat(id || kode) IS NOT
               '1asesmen,2atasan,3rekan,4bawahan,5diri,6uji'""",
    # JSON arrays of one length, which a constraint may not look into.
    "LETAK_NILAI_BERUBAH": f"""
        SELECT 'letak nilai di berkas jalankan ' || jalankan_id || ' diubah di luar program ini', '{PULIHKAN}'
          FROM asal_letak
         WHERE CASE WHEN json_valid(kompetensi) AND json_valid(periode) AND json_valid(sumber) AND json_valid(baris)
                    THEN json_array_length(kompetensi) <> json_array_length(baris)
                      OR json_array_length(periode) <> json_array_length(baris)
                      OR json_array_length(sumber) <> json_array_length(baris)
                    ELSE TRUE END
         GROUP BY jalankan_id ORDER BY jalankan_id""",
    # A computed column, stored: which score is the newest hangs on it.
    "HARI_PERIODE_BERUBAH": f"""
        SELECT 'hari terakhir periode ' || kode || ' diubah di luar program ini', '{PULIHKAN}'
          FROM periode WHERE hari IS NOT CAST(strftime('%s', selesai) / 86400 AS INTEGER) ORDER BY kode""",
}

_PERINGATAN: dict[str, str] = {
    # In a united file: each city may be right about its own.
    "ORANG_DI_DUA_KOTA": f"""
        SELECT g.nama || ' tercatat bertugas di dua kota pada hari yang sama', 'asn pegawai lihat ' || g.nip
          {_DUA_TEMPAT} AND ({_KOTA.format("a")}) IS NOT ({_KOTA.format("b")}) GROUP BY g.id ORDER BY g.nip""",
    "HADIR_DUA_KELAS": """
        SELECT g.nama || ' hadir di dua kelas pada ' || h.tanggal || ': ' || k.kode || ' dan ' || l.kode,
               'asn kelas lihat ' || k.kode
          FROM kehadiran h
          JOIN peserta s ON s.id = h.peserta_id
          JOIN kelas k ON k.id = s.kelas_id AND k.status <> 'batal'
          JOIN peserta t ON t.pegawai_id = s.pegawai_id AND t.kelas_id > s.kelas_id
          JOIN kelas l ON l.id = t.kelas_id AND l.status <> 'batal'
          JOIN kehadiran i ON i.peserta_id = t.id AND i.tanggal = h.tanggal AND i.status = 'hadir'
          JOIN pegawai g ON g.id = s.pegawai_id
         WHERE h.status = 'hadir' ORDER BY h.tanggal, g.nip, k.kode, l.kode""",
}
