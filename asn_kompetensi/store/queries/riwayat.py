"""Queries on the audit trail."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from asn_kompetensi.store import catatan


class Rekaman(NamedTuple):
    """One changed record of a run; `lama` and `baru` are JSON, the `_pribadi` ones hold names and NIPs."""

    jalankan: int
    waktu: str
    petugas: str
    perintah: str
    tabel: str
    kunci: str
    lama: str | None
    baru: str | None
    lama_pribadi: str | None
    baru_pribadi: str | None


def jalankan(kon: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Runs, the newest first: `id, waktu, petugas, perintah, berkas, sha256, records`."""
    return iter(
        kon.execute(
            """SELECT j.id, j.waktu, j.petugas, j.perintah, j.berkas, j.sha256, coalesce(sum(r.banyak), 0)
                 FROM jalankan j LEFT JOIN rantai r ON r.jalankan_id = j.id AND r.tabel <> ''
                GROUP BY j.id ORDER BY j.id DESC"""
        )
    )


def rekaman(
    kon: sqlite3.Connection,
    *,
    jalankan: int | None = None,
    pegawai_id: int | None = None,
    tabel: str | None = None,
    kunci: str | None = None,
) -> Iterator[Rekaman]:
    """Changed records in the order of the runs, narrowed by run, person (and what belongs to him), table, key."""
    syarat, dari = ["TRUE"], "catatan c"
    if jalankan is not None:
        syarat.append("c.jalankan_id = :jalankan")
    if tabel is not None:
        syarat.append("c.tabel = :tabel")
    if kunci is not None:
        syarat.append("c.kunci = :kunci")
    if pegawai_id is not None:
        syarat.append(_MILIK)
        dari = f"({_CALON}) i CROSS JOIN catatan c USING (jalankan_id, tabel, kunci)"
    kursor = kon.execute(
        f"""SELECT c.jalankan_id, j.waktu, j.petugas, j.perintah, c.tabel, c.kunci, c.lama, c.baru, p.lama, p.baru
              FROM {dari} JOIN jalankan j ON j.id = c.jalankan_id
              LEFT JOIN catatan_pribadi p
                     ON p.jalankan_id = c.jalankan_id AND p.tabel = c.tabel AND p.kunci = c.kunci
             WHERE {" AND ".join(syarat)}
             ORDER BY c.jalankan_id, c.tabel, c.kunci""",
        {"jalankan": jalankan, "tabel": tabel, "kunci": kunci, "pegawai": pegawai_id},
    )
    return map(Rekaman._make, kursor)


# A person's own record, scores, placements, seats in classes, attendance, reluctance with the steps taken, what IP ASN
# needs of him, places in a plan, answers about him at work, and the scores he gave.
_MILIK = f"""(
       (c.tabel IN ('pegawai', 'penilai', 'keengganan', 'keengganan_tindakan') AND {catatan.MILIK} = :pegawai)
    OR (c.tabel IN ('nilai', 'nilai_penilai', 'rekam') AND c.kunci ->> '$[0]' = :pegawai)
    OR (c.tabel = 'nilai_penilai' AND EXISTS (
            SELECT 1 FROM penilai a
             WHERE a.pegawai_id = :pegawai AND a.id IN (c.lama ->> '$.penilai_id', c.baru ->> '$.penilai_id')))
    OR (c.tabel IN ('penempatan', 'peserta', 'jp_luar') AND coalesce(c.baru, c.lama) ->> '$.pegawai_id' = :pegawai)
    OR (c.tabel = 'rencana_sasaran' AND c.kunci ->> '$[1]' = :pegawai)
    OR (c.tabel IN ('kehadiran', 'kehadiran_alasan')
        AND c.kunci ->> '$[0]' IN (SELECT id FROM peserta WHERE pegawai_id = :pegawai))
    OR (c.tabel = 'tanggapan'
        AND coalesce(c.baru, c.lama) ->> '$.peserta_id' IN (SELECT id FROM peserta WHERE pegawai_id = :pegawai))
    OR (c.tabel = 'tanggapan_butir'
        AND c.kunci ->> '$[0]' IN (SELECT t.id FROM peserta s
                                    CROSS JOIN tanggapan t ON t.kelas_id = s.kelas_id AND t.peserta_id = s.id
                                    WHERE s.pegawai_id = :pegawai))
)"""


# Where in the trail these may stand: ranges of keys by table, so that a history costs the same in a city and in
# a nation. Keys are JSON, so "[12," to "[12-" is every key that begins with 12.
_RENTANG = """
    SELECT 'pegawai' AS tabel, json_array(:pegawai) AS dari, json_array(:pegawai) AS sampai
    UNION ALL SELECT column1, '[' || :pegawai || ',', '[' || :pegawai || '-' FROM (VALUES ('nilai_penilai'), ('rekam'))
    UNION ALL SELECT 'rencana_sasaran', json_array(rencana_id, pegawai_id), json_array(rencana_id, pegawai_id)
                FROM rencana_sasaran WHERE pegawai_id = :pegawai
    UNION ALL SELECT column1, '[' || s.id || ',', '[' || s.id || '-'
                FROM peserta s CROSS JOIN (VALUES ('kehadiran'), ('kehadiran_alasan')) WHERE s.pegawai_id = :pegawai
    UNION ALL SELECT 'tanggapan_butir', '[' || t.id || ',', '[' || t.id || '-'
                FROM peserta s CROSS JOIN tanggapan t ON t.kelas_id = s.kelas_id AND t.peserta_id = s.id
               WHERE s.pegawai_id = :pegawai
    UNION ALL SELECT tabel, json_array(nomor), json_array(nomor) FROM (
        SELECT 'penempatan' AS tabel, id AS nomor FROM penempatan WHERE pegawai_id = :pegawai
        UNION ALL SELECT 'peserta', id FROM peserta WHERE pegawai_id = :pegawai
        UNION ALL SELECT 'jp_luar', id FROM jp_luar WHERE pegawai_id = :pegawai
        UNION ALL SELECT 'penilai', id FROM penilai WHERE pegawai_id = :pegawai
        UNION ALL SELECT 'keengganan', id FROM keengganan WHERE pegawai_id = :pegawai
        UNION ALL SELECT 'keengganan_tindakan', t.id FROM keengganan e
                    JOIN keengganan_tindakan t ON t.keengganan_id = e.id WHERE e.pegawai_id = :pegawai
        UNION ALL SELECT 'tanggapan', t.id
                    FROM peserta s CROSS JOIN tanggapan t ON t.kelas_id = s.kelas_id AND t.peserta_id = s.id
                   WHERE s.pegawai_id = :pegawai)
    UNION ALL SELECT tabel, kunci, kunci FROM catatan INDEXED BY catatan_terhapus
               WHERE baru IS NULL AND tabel <> 'nilai' AND tabel IN (
        'penempatan', 'peserta', 'jp_luar', 'penilai', 'keengganan', 'keengganan_tindakan', 'rencana_sasaran',
        'tanggapan', 'tanggapan_butir')
"""
_CALON = f"""
    SELECT c.jalankan_id, c.tabel, c.kunci FROM ({_RENTANG}) r
     CROSS JOIN catatan c ON c.tabel = r.tabel AND c.tabel <> 'nilai' AND c.kunci BETWEEN r.dari AND r.sampai
    UNION
    SELECT c.jalankan_id, c.tabel, c.kunci FROM rantai r
     CROSS JOIN catatan c ON c.jalankan_id = r.jalankan_id AND c.tabel = 'nilai'
            AND c.kunci BETWEEN '[' || :pegawai || ',' AND '[' || :pegawai || '-'
     WHERE r.tabel = 'nilai'
    UNION
    SELECT c.jalankan_id, c.tabel, c.kunci FROM penilai a
     CROSS JOIN catatan c ON c.tabel = 'nilai_penilai' AND c.tabel <> 'nilai' WHERE a.pegawai_id = :pegawai
"""


def _dalam_jejak(tabel: str) -> str:
    """SQL of the newest state `isi` of a record: one that is gone is still called by what it was."""
    return f"""(SELECT coalesce(baru, lama) AS isi FROM catatan
                 WHERE tabel = '{tabel}' AND tabel <> 'nilai' AND kunci = json_array(:nomor)
                 ORDER BY jalankan_id DESC LIMIT 1)"""


# Column that refers to a record -> SQL of how that record (`:nomor`) is called.
_SEBUTAN = {
    **dict.fromkeys(
        ("opd_id", "induk_id", "tuan_rumah_id", "digabung_ke_id"), "SELECT kode FROM opd WHERE id = :nomor"
    ),
    **{
        f"{tabel}_id": f"SELECT kode FROM {tabel} WHERE id = :nomor"
        for tabel in ("jabatan", "kompetensi", "periode", "pelatihan", "kelas", "sumber")
    },
    "bentuk_id": "SELECT nama FROM bentuk WHERE id = :nomor",
    "pegawai_id": "SELECT nip FROM pegawai WHERE id = :nomor",
    "penilai_id": """SELECT ifnull(g.nip, a.nama) FROM penilai a LEFT JOIN pegawai g ON g.id = a.pegawai_id
                      WHERE a.id = :nomor""",
    "keengganan_id": """SELECT g.nip || ' nomor ' || e.id FROM keengganan e JOIN pegawai g ON g.id = e.pegawai_id
                         WHERE e.id = :nomor""",
    "peserta_id": """SELECT g.nip || ' ' || k.kode FROM peserta s JOIN pegawai g ON g.id = s.pegawai_id
                       JOIN kelas k ON k.id = s.kelas_id WHERE s.id = :nomor""",
    "rencana_id": f"""SELECT (isi ->> '$.tahun') || ' nomor ' || (isi ->> '$.nomor')
                        FROM {_dalam_jejak("rencana")}""",
    "skm_id": f"""SELECT o.kode || ' ' || (s.isi ->> '$.gelombang')
                    FROM {_dalam_jejak("skm")} s JOIN opd o ON o.id = s.isi ->> '$.opd_id'""",
    "tanggapan_id": f"""SELECT ifnull(g.nip || ' ', '') || k.kode || ' ' || (t.isi ->> '$.jenis') || ' '
                               || iif(g.id IS NULL, t.isi ->> '$.nomor', t.isi ->> '$.penilai')
                          FROM {_dalam_jejak("tanggapan")} t JOIN kelas k ON k.id = t.isi ->> '$.kelas_id'
                          LEFT JOIN peserta s ON s.id = t.isi ->> '$.peserta_id'
                          LEFT JOIN pegawai g ON g.id = s.pegawai_id""",
}


def sebutan(kon: sqlite3.Connection, kolom: str, nomor: int) -> str | None:
    """How the record is called that a column refers to; None for a column that refers to none, or to nobody known."""
    if kolom not in _SEBUTAN:
        return None
    baris = kon.execute(_SEBUTAN[kolom], {"nomor": nomor}).fetchone()
    return None if baris is None else baris[0]


def ada_jalankan(kon: sqlite3.Connection, nomor: int) -> bool:
    """Whether there is a run of that number."""
    return kon.execute("SELECT 1 FROM jalankan WHERE id = ?", (nomor,)).fetchone() is not None


def nomor_terakhir(kon: sqlite3.Connection) -> int:
    """The number of the newest run; 0 before the first."""
    return int(kon.execute("SELECT coalesce(max(id), 0) FROM jalankan").fetchone()[0])


def sebut_batal(kon: sqlite3.Connection, jalankan: int, nomor: int) -> None:
    """Say in the line of a run that takes another back which one that is."""
    kon.execute("UPDATE jalankan SET perintah = ? WHERE id = ?", (f"{catatan.PEMBATALAN} {nomor}", jalankan))


def pembatalan(kon: sqlite3.Connection) -> dict[int, int]:
    """Runs that take another back, the newest first, each with that one; not those of a program older than this."""
    kursor = kon.execute(
        """SELECT id, CAST(substr(perintah, length(?1) + 2) AS INTEGER) FROM jalankan
            WHERE perintah GLOB ?1 || ' [0-9]*' ORDER BY id DESC""",
        (catatan.PEMBATALAN,),
    )
    return dict(kursor.fetchall())


def dibatalkan(kon: sqlite3.Connection) -> dict[int, int]:
    """Runs that were taken back and are so still: each with the run that did it."""
    hasil: dict[int, int] = {}
    for oleh, nomor in pembatalan(kon).items():
        if oleh not in hasil:
            hasil[nomor] = oleh
    return hasil


def terakhir_berlaku(kon: sqlite3.Connection, sebelum: int) -> int | None:
    """The newest run before another that was not taken back and takes none back itself; None when there is none."""
    batal = dibatalkan(kon)
    kursor = kon.execute(
        "SELECT id FROM jalankan WHERE id < ?2 AND perintah <> ?1 AND perintah NOT GLOB ?1 || ' *' ORDER BY id DESC",
        (catatan.PEMBATALAN, sebelum),
    )
    return next((nomor for (nomor,) in kursor if nomor not in batal), None)


def terakhir_selain(kon: sqlite3.Connection, awal: str) -> tuple[int, str, str] | None:
    """The newest run whose command does not begin with `awal`: number, time (UTC), command; None: there is none."""
    hasil: tuple[int, str, str] | None = kon.execute(
        "SELECT id, waktu, perintah FROM jalankan WHERE substr(perintah, 1, length(?1)) <> ?1 ORDER BY id DESC LIMIT 1",
        (awal,),
    ).fetchone()
    return hasil


def berkas(kon: sqlite3.Connection, nomor: int) -> str | None:
    """The file a run read; None when it read none."""
    baris = kon.execute("SELECT berkas FROM jalankan WHERE id = ?", (nomor,)).fetchone()
    return baris[0] if baris else None


def nomor_sebelum(kon: sqlite3.Connection, nomor: int) -> int:
    """The number of the run before another; 0 when there is none."""
    return int(kon.execute("SELECT coalesce(max(id), 0) FROM jalankan WHERE id < ?", (nomor,)).fetchone()[0])


def satu_jalankan(kon: sqlite3.Connection, nomor: int) -> tuple[str, str, str] | None:
    """`(perintah, petugas, waktu)` of a run, None when there is none."""
    baris: tuple[str, str, str] | None = kon.execute(
        "SELECT perintah, petugas, waktu FROM jalankan WHERE id = ?", (nomor,)
    ).fetchone()
    return baris


# Whether a record after change `c` is not what it was after change `s`. The digest of an identity is salted anew each
# time: it tells two of them apart but does not find them alike. Of one that was erased nothing else is left.
_LAIN = """json_remove(s.baru, '$.identitas') IS NOT json_remove(c.baru, '$.identitas')
           OR ifnull(q.baru, s.baru ->> '$.identitas') IS NOT ifnull(p.baru, c.baru ->> '$.identitas')"""


def diubah_sesudah(kon: sqlite3.Connection, nomor: int) -> list[tuple[str, str, int, str]]:
    """Records of a run that later ones changed: `tabel, kunci`, and `id, perintah` of the newest.

    A record was not changed where all that was done to it has been taken back, so that it is as the run left it. What
    somebody entered afterwards stands, even if it is the same again.
    """
    selesai = [*pembatalan(kon), *dibatalkan(kon)]
    # SQLite takes the other columns from the row of the maximum.
    return kon.execute(
        f"""SELECT s.tabel, s.kunci, max(j.id), j.perintah
             FROM catatan c
             JOIN catatan s ON s.tabel = c.tabel AND s.kunci = c.kunci AND s.jalankan_id > c.jalankan_id
             JOIN jalankan j ON j.id = s.jalankan_id
             LEFT JOIN catatan_pribadi p
                    ON p.jalankan_id = c.jalankan_id AND p.tabel = c.tabel AND p.kunci = c.kunci
             LEFT JOIN catatan_pribadi q
                    ON q.jalankan_id = s.jalankan_id AND q.tabel = s.tabel AND q.kunci = s.kunci
            WHERE c.jalankan_id = ? GROUP BY s.tabel, s.kunci
           HAVING sum(s.jalankan_id NOT IN (SELECT value FROM json_each(?))) > 0 OR {_LAIN}
            ORDER BY s.tabel, s.kunci""",
        (nomor, json.dumps(selesai)),
    ).fetchall()
