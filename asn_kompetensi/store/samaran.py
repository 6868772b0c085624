"""Erasing who a person was: NIP and name leave every table; digests, scores and seals stay."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from asn_kompetensi.domain import samaran
from asn_kompetensi.store import catatan
from asn_kompetensi.store.penutupan import penjaga_dilepas

_MILIK_ORANG = ", ".join(f"'{tabel}'" for tabel in catatan.PRIBADI if tabel != "opd")


class Orang(NamedTuple):
    """Whose identity goes."""

    pegawai_id: int
    nip: str


def samarkan(kon: sqlite3.Connection, orang: Orang) -> None:
    """Replace NIP and name in the registry, as head of an agency, and in the frozen rows of closed periods.

    Notes on the person's reluctance go as well: free text may tell who it was.
    """
    isi = samaran.identitas(orang.pegawai_id)
    kon.execute(
        f"UPDATE pegawai SET {', '.join(f'{kolom} = :{kolom}' for kolom in isi)} WHERE id = :id",
        {**isi, "id": orang.pegawai_id},
    )
    kon.execute("UPDATE opd SET kepala_nip = NULL WHERE kepala_nip = ?", (orang.nip,))
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


def lupakan(kon: sqlite3.Connection, orang: Orang) -> None:
    """Remove the person's names, NIPs and notes from the trail, this very run too; their digests stay in the chain.

    Of an agency only the side that named the person goes, and the salt, from which a NIP could be guessed.
    """
    kon.execute(
        f"""DELETE FROM catatan_pribadi
             WHERE (jalankan_id, tabel, kunci) IN (SELECT c.jalankan_id, c.tabel, c.kunci FROM catatan c
                                                    WHERE c.tabel IN ({_MILIK_ORANG}) AND {catatan.MILIK} = ?)""",
        (orang.pegawai_id,),
    )
    kon.execute(
        """UPDATE catatan_pribadi
              SET garam = :garam, lama = iif(lama ->> '$.kepala_nip' = :nip, NULL, lama),
                  baru = iif(baru ->> '$.kepala_nip' = :nip, NULL, baru)
            WHERE tabel = 'opd' AND (lama ->> '$.kepala_nip' = :nip OR baru ->> '$.kepala_nip' = :nip)""",
        {"nip": orang.nip, "garam": catatan.TANPA_GARAM},
    )
