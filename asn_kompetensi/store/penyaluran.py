"""The processing log (UU 27/2022): one row for each file or letter that left the office, by one plain insert.

No run in `jalankan` and no trail: a read stays a read, and the log itself can be neither changed nor emptied.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from pathlib import PurePath
from typing import NamedTuple

from asn_kompetensi.domain.samaran import NAMA

_PENDEK = 3  # letters of a name that can be told from other words in a file name
_JELAS = 5  # letters of a name that tell even inside another word


class Salinan(NamedTuple):
    """One file or letter: when (UTC), who, by which command, what for, whose agency, which period, where it went.

    `pegawai` are numbers of people, `orang` counts them all (an unregistered one has no number); `berkas` is a name
    without folder, its NIPs masked; `sidik` the file's SHA-256; `penerima` the address of a letter.
    """

    waktu: str
    petugas: str
    perintah: str
    tujuan: str
    pegawai: Collection[int]
    orang: int
    opd_id: int | None = None
    periode_id: int | None = None
    berkas: str | None = None
    sidik: str | None = None
    penerima: str | None = None


def catat_di(kon: sqlite3.Connection, satu: Salinan) -> int:
    """Insert one row in an open writing transaction, `door.sisip` or that of a command; returns its number."""
    nomor = ",".join(str(int(orang)) for orang in sorted(set(satu.pegawai)))
    return (
        kon.execute(
            """INSERT INTO penyaluran (waktu, petugas, perintah, tujuan, opd_id, periode_id, orang, pegawai, berkas,
                                       sidik, penerima, sesudah)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM jalankan))""",
            (satu.waktu, satu.petugas, satu.perintah, satu.tujuan, satu.opd_id, satu.periode_id, satu.orang,
             f"[{nomor}]", satu.berkas, satu.sidik, satu.penerima),
        ).lastrowid
        or 0
    )  # fmt: skip


def catat_semua_di(kon: sqlite3.Connection, satu: Salinan) -> None:
    """Insert one row for a file that holds everyone registered; `pegawai` and `orang` are counted here."""
    kon.execute(
        """INSERT INTO penyaluran (waktu, petugas, perintah, tujuan, orang, pegawai, berkas, sidik, sesudah)
           SELECT ?, ?, ?, ?, count(*), '[' || ifnull(group_concat(id), '') || ']', ?, ?,
                  (SELECT coalesce(max(id), 0) FROM jalankan)
             FROM (SELECT id FROM pegawai ORDER BY id)""",
        (satu.waktu, satu.petugas, satu.perintah, satu.tujuan, satu.berkas, satu.sidik),
    )


def rusak(kon: sqlite3.Connection) -> list[int]:
    """Rows that cannot be what was written: not a list of numbers once given to people, or later than the newest run.

    Numbers missing between the first and the last are rows that were removed.
    """
    kacau = kon.execute(
        """SELECT id FROM penyaluran p
            WHERE sesudah > (SELECT coalesce(max(id), 0) FROM jalankan)
               OR CASE WHEN json_valid(pegawai)
                       THEN json_array_length(pegawai) > orang
                            OR EXISTS (SELECT 1 FROM json_each(p.pegawai)
                                        WHERE value NOT IN (SELECT kunci ->> '$[0]' FROM catatan
                                                             WHERE tabel = 'pegawai' AND tabel <> 'nilai'
                                                               AND json_valid(kunci)
                                                            -- a united file has no trail, and nobody leaves it
                                                            UNION ALL SELECT id FROM pegawai
                                                             WHERE EXISTS (SELECT 1 FROM gabungan)))
                       ELSE TRUE END"""
    )
    hilang = kon.execute(
        """WITH RECURSIVE urut (id) AS (
               SELECT 1 WHERE EXISTS (SELECT 1 FROM penyaluran)
               UNION ALL SELECT id + 1 FROM urut WHERE id < (SELECT max(id) FROM penyaluran))
           SELECT id FROM urut EXCEPT SELECT id FROM penyaluran"""
    )
    return sorted({*(nomor for (nomor,) in kacau), *(nomor for (nomor,) in hilang)})


def lupakan(kon: sqlite3.Connection, pegawai_id: int) -> None:
    """Before a person is erased: what a clerk wrote of the name into file names, and an address of the person's own.

    The numbers stay: they name nobody any more.
    """
    nama = _nama(kon, pegawai_id)
    (surel,) = kon.execute("SELECT surel FROM pegawai WHERE id = ?", (pegawai_id,)).fetchone()
    ubah = [
        (f"{NAMA}{PurePath(berkas).suffix}" if berkas and sebut else berkas, NAMA if milik else penerima, nomor)
        for nomor, berkas, penerima, ada in kon.execute(
            f"SELECT id, berkas, penerima, {ADA} FROM penyaluran", {"pegawai": pegawai_id}
        )
        for sebut in [_menyebut(berkas or "", nama, ada)]
        for milik in [surel is not None and (penerima or "").casefold() == surel.casefold()]
        if sebut or milik
    ]
    if ubah:
        # Not at the top: what closes periods hashes, and readers start without that.
        from asn_kompetensi.store.penutupan import penjaga_dilepas

        with penjaga_dilepas(kon, "penyaluran"):
            kon.executemany("UPDATE penyaluran SET berkas = ?, penerima = ? WHERE id = ?", ubah)


# SQL: whether a row holds the number `:pegawai`. The list is written without spaces.
ADA = "instr(',' || trim(pegawai, '[]') || ',', ',' || :pegawai || ',') > 0"


def _nama(kon: sqlite3.Connection, pegawai_id: int) -> list[list[str]]:
    """Every name the person ever had, in words of small letters."""
    return [
        re.findall(r"[^\W\d_]+", nama.casefold())
        for (nama,) in kon.execute(
            """SELECT nama FROM pegawai WHERE id = :id
               UNION SELECT lama ->> '$.nama' FROM catatan_pribadi WHERE tabel = 'pegawai' AND kunci = json_array(:id)
               UNION SELECT baru ->> '$.nama' FROM catatan_pribadi WHERE tabel = 'pegawai' AND kunci = json_array(:id)
            """,
            {"id": pegawai_id},
        )
        if nama and nama != NAMA
    ]


def _menyebut(berkas: str, nama: list[list[str]], memuat: bool) -> bool:
    """Whether a file name tells the person: the whole name, or a word of it on a file that holds the person."""
    kata = re.findall(r"[^\W\d_]+", berkas.casefold())
    rapat = "".join(kata)
    if any(len("".join(satu)) >= _JELAS and "".join(satu) in rapat for satu in nama):
        return True
    return memuat and any(
        (len(satu) >= _PENDEK and satu in kata) or (len(satu) >= _JELAS and satu in rapat)
        for bagian in nama
        for satu in bagian
    )
