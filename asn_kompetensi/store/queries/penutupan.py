"""Queries on closing a period: what stands in the way, what was frozen, what was opened again."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any

from asn_kompetensi.store.queries.gap import Saringan, salah_satu

# Held rows nobody has settled: not set aside with a reason, and no newer score of that person (and competency).
_BELUM_TUNTAS = """
    d.alasan IS NULL AND NOT EXISTS (
        SELECT 1 FROM nilai n
         WHERE n.pegawai_id = d.pegawai_id AND n.periode_id = d.periode_id AND n.jalankan_id > d.jalankan_id
           AND (d.kompetensi_id IS NULL OR n.kompetensi_id = d.kompetensi_id))
"""


def ditahan(kon: sqlite3.Connection, periode_id: int) -> list[tuple[str, str, int, int, str, str]]:
    """Unsettled held rows of imports into a period, in order of the runs.

    `berkas, lembar, jalankan, count, cells, perintah`: the last is what the run was called by.
    """
    return kon.execute(
        f"""SELECT berkas, lembar, jalankan_id, count(*), group_concat(sel, ', '),
                   (SELECT perintah FROM jalankan WHERE id = jalankan_id)
              FROM (SELECT d.berkas, d.lembar, d.jalankan_id,
                           CASE d.kolom WHEN '' THEN 'baris ' || d.baris ELSE d.kolom || d.baris END AS sel
                      FROM ditahan d WHERE d.periode_id = ? AND {_BELUM_TUNTAS}
                     ORDER BY d.jalankan_id, d.berkas, d.lembar, d.baris, d.kolom)
             GROUP BY jalankan_id, berkas, lembar ORDER BY jalankan_id, berkas, lembar""",
        (periode_id,),
    ).fetchall()


def catat_ditahan(
    kon: sqlite3.Connection,
    jalankan: int,
    berkas: str,
    lembar: str,
    periode: Iterable[int],
    baris: Sequence[tuple[Any, ...]],
    tinggal: Container[int] = (),
    rentang: Container[int] = (),
) -> int:
    """What an import held: `(periode, baris, kolom, kode, pegawai, kompetensi)`; replaces what the same sheet of the
    same file held before in the periods it speaks of, but for rows `tinggal`. The same rows again change nothing.

    Returns how many are held no longer though nobody has settled them: who it is about has no newer score, or, where
    nobody knew who, the sheet has no such row now (`rentang`: from its first to its last).
    """
    lepas = 0
    for nomor in sorted(set(periode)):
        ini = {satu[1:3] for satu in baris if satu[0] == nomor}
        ada = kon.execute(
            f"""SELECT d.baris, d.kolom, {_BELUM_TUNTAS}, d.pegawai_id FROM ditahan d
                 WHERE d.periode_id = ? AND d.berkas = ? AND d.lembar = ? ORDER BY d.baris, d.kolom""",
            (nomor, berkas, lembar),
        ).fetchall()
        hilang = [satu for satu in ada if satu[:2] not in ini and satu[0] not in tinggal]
        lepas += sum(belum and (orang is not None or letak not in rentang) for letak, _, belum, orang in hilang)
        kon.executemany(
            "DELETE FROM ditahan WHERE periode_id = ? AND berkas = ? AND lembar = ? AND baris = ? AND kolom = ?",
            [(nomor, berkas, lembar, *satu[:2]) for satu in hilang],
        )
    kon.executemany(
        """INSERT INTO ditahan (periode_id, berkas, lembar, baris, kolom, kode, pegawai_id, kompetensi_id, jalankan_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET kode = excluded.kode, pegawai_id = excluded.pegawai_id,
               kompetensi_id = excluded.kompetensi_id, jalankan_id = excluded.jalankan_id, alasan = NULL
            WHERE (kode, pegawai_id, kompetensi_id)
                  IS NOT (excluded.kode, excluded.pegawai_id, excluded.kompetensi_id)""",
        [(satu[0], berkas, lembar, *satu[1:], jalankan) for satu in baris],
    )
    return lepas


def abaikan(kon: sqlite3.Connection, jalankan: int, alasan: str) -> int:
    """Set aside the unsettled held rows of one run; returns how many."""
    return kon.execute(
        f"UPDATE ditahan AS d SET alasan = ? WHERE d.jalankan_id = ? AND {_BELUM_TUNTAS}", (alasan, jalankan)
    ).rowcount


def kelas_belum_selesai(kon: sqlite3.Connection, mulai: str, selesai: str) -> list[tuple[str, str]]:
    """Classes whose last day lies between two days and that are neither finished nor cancelled: `(kode, selesai)`."""
    return kon.execute(
        "SELECT kode, selesai FROM kelas WHERE status = 'dibuka' AND selesai BETWEEN ? AND ? ORDER BY selesai, kode",
        (mulai, selesai),
    ).fetchall()


def jabatan_tanpa_standar(kon: sqlite3.Connection, periode_id: int) -> list[tuple[str, str, str | None, int]]:
    """Jobs held in the period without a valid standard: `(kode, nama, jenjang, people)`."""
    orang: Counter[int] = Counter()
    for satu, isi in Saringan(periode_id).bagian(kon):
        kursor = kon.execute(f"SELECT jabatan_id FROM ({satu.wajib}) WHERE kompetensi_id IS NULL", isi)
        orang.update(jabatan_id for (jabatan_id,) in kursor)
    return [
        (*jabatan, orang[nomor])
        for nomor, *jabatan in kon.execute("SELECT id, kode, nama, jenjang FROM jabatan ORDER BY kode")
        if nomor in orang
    ]


def tanpa_penempatan(kon: sqlite3.Connection, hari: str) -> list[tuple[str, str]]:
    """People in service on a day who hold no job on it: `(nip, nama)` by name. Who began later was not there yet."""
    return kon.execute(
        """SELECT g.nip, g.nama FROM pegawai g
            WHERE (g.status = 'aktif' OR g.henti_tanggal > :hari)
              AND NOT EXISTS (SELECT 1 FROM penempatan t WHERE t.pegawai_id = g.id
                                 AND (t.mulai IS NULL OR t.mulai <= :hari)
                                 AND (t.selesai IS NULL OR t.selesai >= :hari))
              AND ifnull((SELECT min(ifnull(t.mulai, '')) FROM penempatan t WHERE t.pegawai_id = g.id), '') <= :hari
            ORDER BY g.nama, g.nip""",
        {"hari": hari},
    ).fetchall()


def cakupan(kon: sqlite3.Connection, periode_id: int) -> list[tuple[str, str, int, int]]:
    """By agency: `(kode, nama, assessed pairs, required pairs)`."""
    return [
        baris
        for satu, isi in Saringan(periode_id).bagian(kon)
        for baris in kon.execute(
            f"{satu.gap} SELECT min(opd), min(nama_opd), count(capaian), count(standar) FROM gap_p HAVING count(*)", isi
        )
    ]


def jumlah(kon: sqlite3.Connection, periode_id: int) -> tuple[int, int]:
    """How many people and rows are frozen."""
    return (
        int(kon.execute("SELECT count(*) FROM beku_orang WHERE periode_id = ?", (periode_id,)).fetchone()[0]),
        int(kon.execute("SELECT count(*) FROM beku_gap WHERE periode_id = ?", (periode_id,)).fetchone()[0]),
    )


def peringatan(kon: sqlite3.Connection, periode_id: int) -> str | None:
    """The warnings the period was closed with, as JSON; None while it is open."""
    baris = kon.execute("SELECT peringatan FROM penutupan WHERE periode_id = ?", (periode_id,)).fetchone()
    return baris[0] if baris else None


def catat_buka_ulang(
    kon: sqlite3.Connection, periode_id: int, jalankan: int, alasan: str, saksi: str, segel: str
) -> None:
    """Note why and before whom a period was opened again, with the seal it had; it must stand open by now."""
    kon.execute(
        "INSERT INTO buka_ulang (periode_id, jalankan_id, alasan, saksi, segel) VALUES (?, ?, ?, ?, ?)",
        (periode_id, jalankan, alasan, saksi, segel),
    )


def buka_ulang(kon: sqlite3.Connection, periode_id: int) -> list[tuple[str, str, str, str, str, int]]:
    """Every reopening of a period: `waktu, petugas, alasan, saksi, segel, jalankan`, the oldest first."""
    return kon.execute(
        """SELECT j.waktu, j.petugas, b.alasan, b.saksi, b.segel, b.jalankan_id
             FROM buka_ulang b JOIN jalankan j ON j.id = b.jalankan_id WHERE b.periode_id = ? ORDER BY b.id""",
        (periode_id,),
    ).fetchall()


# --- what a closed period answers beside the gap itself ---------------------------------------------------------------


def kebijakan(kon: sqlite3.Connection, periode_id: int) -> dict[str, tuple[str, str, str]]:
    """Policies as they were: key -> (value, legal basis, explanation)."""
    return {
        kunci: (nilai, dasar, keterangan)
        for kunci, nilai, dasar, keterangan in kon.execute(
            "SELECT kunci, nilai, dasar, keterangan FROM beku_kebijakan WHERE periode_id = ? ORDER BY kunci",
            (periode_id,),
        )
    }


def opd(kon: sqlite3.Connection, periode_id: int, opd_id: Sequence[int] | None = None) -> list[tuple[int, str, str]]:
    """Agencies (of those asked for) with people in the period, as `(id, kode, nama)` by code."""
    pilih = "" if opd_id is None else f"AND o.opd_id {salah_satu(opd_id)}"
    return kon.execute(
        f"""SELECT o.opd_id, o.kode, o.nama FROM beku_opd o
            WHERE o.periode_id = :p {pilih}
              AND EXISTS (SELECT 1 FROM beku_orang g WHERE g.periode_id = :p AND g.opd_id = o.opd_id)
            ORDER BY o.kode""",
        {"p": periode_id},
    ).fetchall()


def bawahan(kon: sqlite3.Connection, periode_id: int, opd_id: int) -> list[int]:
    """A unit and all units below it, as the tree was."""
    return [
        nomor
        for (nomor,) in kon.execute(
            """WITH RECURSIVE pohon (id) AS (
                   SELECT :opd UNION
                   SELECT o.opd_id FROM beku_opd o JOIN pohon ON o.induk_id = pohon.id WHERE o.periode_id = :p)
               SELECT id FROM pohon""",
            {"opd": opd_id, "p": periode_id},
        )
    ]


def kompetensi(kon: sqlite3.Connection, periode_id: int, kota: int | None = None) -> list[str]:
    """Codes of the competencies there were, in their order; of one city of a united file in the order it has them."""
    tabel = (
        "beku_kompetensi k"
        if kota is None
        else (
            """gabungan_kompetensi g
            CROSS JOIN beku_kompetensi k ON k.kompetensi_id = g.kompetensi_id AND g.gabungan_id = :kota"""
        )
    )
    urutan = "k.urutan" if kota is None else "g.urutan, k.urutan"
    kursor = kon.execute(
        f"SELECT k.kode FROM {tabel} WHERE k.periode_id = :periode ORDER BY {urutan}",
        {"periode": periode_id, "kota": kota},
    )
    return [kode for (kode,) in kursor]


def instansi(kon: sqlite3.Connection, periode_id: int) -> str:
    """The institution's name as it was."""
    return str(kon.execute("SELECT instansi FROM penutupan WHERE periode_id = ?", (periode_id,)).fetchone()[0])
