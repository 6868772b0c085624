"""Erasing who a person was: NIP and name leave every table; digests, scores and seals stay."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from asn_kompetensi.domain import samaran
from asn_kompetensi.store import catatan, penyaluran
from asn_kompetensi.store.penutupan import penjaga_dilepas

_MILIK_ORANG = ", ".join(f"'{tabel}'" for tabel in catatan.PRIBADI if tabel not in ("opd", "rencana_isian"))
_ISIAN = catatan.PRIBADI["rencana_isian"]


class Orang(NamedTuple):
    """Whose identity goes; `penilai` is the key of the name (`nama_polos`), as an assessor known by name has it."""

    pegawai_id: int
    nip: str
    penilai: str


def samarkan(kon: sqlite3.Connection, orang: Orang) -> None:
    """Replace NIP and name in the registry, as head, assessor and in a plan, and in the frozen rows of closed periods.

    Notes on the person's reluctance go as well: free text may tell who it was; so do names of files in the log.
    """
    penyaluran.lupakan(kon, orang.pegawai_id)
    isi = samaran.identitas(orang.pegawai_id)
    kon.execute(
        f"UPDATE pegawai SET {', '.join(f'{kolom} = :{kolom}' for kolom in isi)} WHERE id = :id",
        {**isi, "id": orang.pegawai_id},
    )
    kon.execute("UPDATE opd SET kepala_nip = NULL WHERE kepala_nip = ?", (orang.nip,))
    _samarkan_penilai(kon, orang.penilai)
    _samarkan_isian(kon, orang.penilai)
    kon.execute("UPDATE keengganan SET catatan = NULL WHERE pegawai_id = ?", (orang.pegawai_id,))
    kon.execute(
        """UPDATE keengganan_tindakan SET catatan = NULL
            WHERE keengganan_id IN (SELECT id FROM keengganan WHERE pegawai_id = ?)""",
        (orang.pegawai_id,),
    )
    with penjaga_dilepas(kon, "beku_orang"):
        kon.execute(
            "UPDATE beku_orang SET nip = :nip, nama = :nama, garam = NULL WHERE pegawai_id = :id",
            {"nip": isi["nip"], "nama": isi["nama"], "id": orang.pegawai_id},
        )


def _samarkan_penilai(kon: sqlite3.Connection, nama: str) -> None:
    for (nomor,) in kon.execute("SELECT id FROM penilai WHERE kunci = ?", (nama,)).fetchall():
        kon.execute(
            "UPDATE penilai SET nama = :nama, kunci = :kunci WHERE id = :id", {**samaran.penilai(nomor), "id": nomor}
        )


def _samarkan_isian(kon: sqlite3.Connection, nama: str) -> None:
    """What the clerk has written about a plan: who supervises, who organises."""
    for kolom in _ISIAN:
        isi = kon.execute(f"SELECT rencana_id, {kolom} FROM rencana_isian WHERE {kolom} IS NOT NULL").fetchall()
        kon.executemany(
            f"UPDATE rencana_isian SET {kolom} = ? WHERE rencana_id = ?",
            [(samaran.NAMA, nomor) for nomor, teks in isi if samaran.menyebut(teks, nama)],
        )


def lupakan(kon: sqlite3.Connection, orang: Orang) -> None:
    """Remove the person's names, NIPs and notes from the trail, this very run too; their digests stay in the chain.

    Of an agency, an assessor and a plan only the side that named the person goes, and the salt, from which it could be
    guessed.
    """
    kon.execute(
        f"""DELETE FROM catatan_pribadi
             WHERE (jalankan_id, tabel, kunci) IN (SELECT c.jalankan_id, c.tabel, c.kunci FROM catatan c
                                                    WHERE c.tabel IN ({_MILIK_ORANG})
                                                      AND {catatan.MILIK} = ?)""",
        (orang.pegawai_id,),
    )
    for tabel, bidang, isi in (("opd", "kepala_nip", orang.nip), ("penilai", "kunci", orang.penilai)):
        kon.execute(
            """UPDATE catatan_pribadi
                  SET garam = :garam, lama = iif(lama ->> :bidang = :isi, NULL, lama),
                      baru = iif(baru ->> :bidang = :isi, NULL, baru)
                WHERE tabel = :tabel AND (lama ->> :bidang = :isi OR baru ->> :bidang = :isi)""",
            {"tabel": tabel, "bidang": f"$.{bidang}", "isi": isi, "garam": catatan.TANPA_GARAM},
        )
    _lupakan_isian(kon, orang.penilai)


def _lupakan_isian(kon: sqlite3.Connection, nama: str) -> None:
    for jalankan, kunci, *sisi in kon.execute(
        "SELECT jalankan_id, kunci, lama, baru FROM catatan_pribadi WHERE tabel = 'rencana_isian'"
    ).fetchall():
        lama, baru = (None if satu is None or _menyebut(satu, nama) else satu for satu in sisi)
        if [lama, baru] != sisi:
            kon.execute(
                """UPDATE catatan_pribadi SET garam = ?, lama = ?, baru = ?
                    WHERE tabel = 'rencana_isian' AND jalankan_id = ? AND kunci = ?""",
                (catatan.TANPA_GARAM, lama, baru, jalankan, kunci),
            )


def _menyebut(pribadi: str, nama: str) -> bool:
    return any(samaran.menyebut(teks, nama) for teks in json.loads(pribadi).values() if teks)
