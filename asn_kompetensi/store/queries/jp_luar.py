"""Queries on training recorded elsewhere, and on certificates. Hours are in hundredths of a JP, days ISO text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

_ISI = "nama, kunci, bentuk_id, tahun, mulai, selesai, jp, jp_diakui, luar_negeri, penyelenggara, sertifikat, \
berlaku_sampai"


class Isi(NamedTuple):
    """What is stored of an activity, beside whose it is."""

    nama: str
    kunci: str
    bentuk: int
    tahun: int
    mulai: str | None
    selesai: str | None
    jp: int | None
    jp_diakui: int
    luar_negeri: int
    penyelenggara: str | None
    sertifikat: str | None
    berlaku_sampai: str | None


def semua(kon: sqlite3.Connection) -> list[tuple[int, int, Isi]]:
    """Everything recorded elsewhere: `(id, pegawai_id, isi)`."""
    kursor = kon.execute(f"SELECT id, pegawai_id, {_ISI} FROM jp_luar ORDER BY id")
    return [(nomor, pegawai_id, Isi._make(isi)) for nomor, pegawai_id, *isi in kursor]


def kelas_milik(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str, str, int, str | None]]:
    """Classes whose hours a person has or may still get.

    `(pegawai_id, code, programme's name, first day, year of the last day, certificate number)`.
    """
    return kon.execute(
        """SELECT s.pegawai_id, k.kode, l.nama, k.mulai, CAST(substr(k.selesai, 1, 4) AS INTEGER), s.sertifikat
             FROM kelas k JOIN pelatihan l ON l.id = k.pelatihan_id JOIN peserta s ON s.kelas_id = k.id
            WHERE (k.status = 'selesai' AND s.jp_diakui IS NOT NULL)
               OR (k.status = 'dibuka' AND (s.jawaban IS NULL OR s.jawaban = 'bersedia'))
            ORDER BY k.kode DESC"""
    )


def tambah(kon: sqlite3.Connection, baris: Sequence[tuple[int, Isi]]) -> None:
    """Insert activities `(pegawai_id, isi)`."""
    tanda = ", ".join("?" * (1 + len(Isi._fields)))
    kon.executemany(
        f"INSERT INTO jp_luar (pegawai_id, {_ISI}) VALUES ({tanda})", [(orang, *isi) for orang, isi in baris]
    )


def ubah(kon: sqlite3.Connection, baris: Sequence[tuple[int, Isi]]) -> None:
    """Write what is stored of activities `(id, isi)`."""
    kolom = ", ".join(f"{satu.strip()} = ?" for satu in _ISI.split(","))
    kon.executemany(f"UPDATE jp_luar SET {kolom} WHERE id = ?", [(*isi, nomor) for nomor, isi in baris])


def sertifikat(
    kon: sqlite3.Connection, pada: str, pegawai_id: int | None, siapa: Collection[int] | None = None
) -> list[tuple[Any, ...]]:
    """Certificates of everyone in service on the day `pada` (ISO), or of one person, by agency, name, NIP, last day.

    With `siapa` of these people only.

    `(pegawai_id, nip, nama, opd_id, opd, kegiatan, kunci, tahun, mulai, selesai, sertifikat, berlaku_sampai, kode)`:
    the agency is the last one up to that day, `kode` the class's, NULL for what was recorded elsewhere (then `kunci` is
    the folded name). Own classes that are not cancelled come without a number too.
    """
    mereka = siapa if pegawai_id is None else [pegawai_id]
    peserta, luar, tempat = (
        satu if mereka is None else f"json_each(:siapa) w CROSS JOIN {satu} ON {satu[-1]}.pegawai_id = w.value"
        for satu in ("peserta s", "jp_luar j", "penempatan t")
    )
    return kon.execute(
        f"""WITH bukti AS (
               SELECT s.pegawai_id, l.nama, NULL AS kunci, CAST(substr(k.selesai, 1, 4) AS INTEGER) AS tahun, k.mulai,
                      k.selesai, s.sertifikat, s.berlaku_sampai, k.kode
                 FROM {peserta} JOIN kelas k ON k.id = s.kelas_id JOIN pelatihan l ON l.id = k.pelatihan_id
                WHERE k.status <> 'batal'
               UNION ALL
               SELECT j.pegawai_id, j.nama, j.kunci, j.tahun, j.mulai, j.selesai, j.sertifikat, j.berlaku_sampai, NULL
                 FROM {luar}
           ), tempat AS (
               SELECT t.pegawai_id, t.opd_id,
                      row_number() OVER (PARTITION BY t.pegawai_id ORDER BY coalesce(t.mulai, '') DESC) AS ke
                 FROM {tempat} WHERE coalesce(t.mulai, '') <= :pada
           )
           SELECT g.id, g.nip, g.nama, o.id, o.kode, b.nama, b.kunci, b.tahun, b.mulai, b.selesai, b.sertifikat,
                  b.berlaku_sampai, b.kode
             FROM bukti b
             JOIN pegawai g ON g.id = b.pegawai_id
             LEFT JOIN tempat t ON t.pegawai_id = g.id AND t.ke = 1
             LEFT JOIN opd o ON o.id = t.opd_id
            WHERE (b.sertifikat IS NOT NULL OR b.kode IS NOT NULL)
              AND (g.id = :pegawai OR (:pegawai IS NULL AND (g.status = 'aktif' OR g.henti_tanggal > :pada)))
            ORDER BY o.kode, g.nama, g.nip, coalesce(b.selesai, b.tahun || '-12-31'), b.nama, b.kode""",
        {"pada": pada, "pegawai": pegawai_id, "siapa": None if mereka is None else json.dumps(sorted(mereka))},
    ).fetchall()
