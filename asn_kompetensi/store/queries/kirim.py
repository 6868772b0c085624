"""The ledger of letters (`kiriman`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from asn_kompetensi.domain.kirim import Kiriman
from asn_kompetensi.store.penyaluran import ADA

_BACA = """
    SELECT k.id, p.kode, k.opd_id, o.kode, o.nama, o.surel, k.alamat, k.berkas, k.sidik, k.sidik_isi, k.sidik_surat,
           k.pesan, k.bersandi, k.orang, k.status, k.disiapkan, k.pengambil, k.dikirim, k.balasan, k.batas, k.dijawab
      FROM kiriman k JOIN periode p ON p.id = k.periode_id JOIN opd o ON o.id = k.opd_id
"""


def _kiriman(baris: Sequence[Any]) -> Kiriman:
    *depan, batas, dijawab = baris
    depan[12] = bool(depan[12])
    return Kiriman(*depan, *(date.fromisoformat(hari) if hari else None for hari in (batas, dijawab)))


def daftar(
    kon: sqlite3.Connection,
    *,
    periode_id: int | None = None,
    opd: Sequence[int] | None = None,
    status: str | None = None,
) -> list[Kiriman]:
    """Letters by period, agency and age, narrowed by period, agencies and state."""
    syarat, isi = ["TRUE"], dict[str, Any]()
    if periode_id is not None:
        syarat.append("k.periode_id = :periode")
        isi["periode"] = periode_id
    if opd is not None:
        syarat.append("k.opd_id IN (SELECT value FROM json_each(:opd))")
        isi["opd"] = json.dumps(list(opd))
    if status is not None:
        syarat.append("k.status = :status")
        isi["status"] = status
    urutan = "ORDER BY p.mulai, p.kode, o.kode, k.id"
    return [_kiriman(baris) for baris in kon.execute(f"{_BACA} WHERE {' AND '.join(syarat)} {urutan}", isi)]


def satu(kon: sqlite3.Connection, nomor: int) -> Kiriman | None:
    """One letter by its number; None when there is none (its making was undone)."""
    baris = kon.execute(f"{_BACA} WHERE k.id = ?", (nomor,)).fetchone()
    return _kiriman(baris) if baris else None


def tambah(kon: sqlite3.Connection, isi: dict[str, Any]) -> None:
    """A letter that is ready; an older one of the same period and agency that was ready is replaced by it."""
    kon.execute(
        """UPDATE kiriman SET status = 'batal'
            WHERE periode_id = :periode_id AND opd_id = :opd_id AND status = 'siap'""",
        isi,
    )
    kon.execute(
        f"INSERT INTO kiriman ({', '.join(isi)}, status) VALUES ({', '.join(f':{k}' for k in isi)}, 'siap')", isi
    )


def ubah(kon: sqlite3.Connection, nomor: int, *, dari: Sequence[str], **isi: Any) -> bool:
    """Change a letter that is in one of the states `dari`; False when it is not."""
    pasangan = ", ".join(f"{kolom} = :{kolom}" for kolom in isi)
    hasil = kon.execute(
        f"UPDATE kiriman SET {pasangan} WHERE id = :nomor AND status IN (SELECT value FROM json_each(:dari))",
        {**isi, "nomor": nomor, "dari": json.dumps(list(dari))},
    )
    return hasil.rowcount == 1


def batalkan_memuat(kon: sqlite3.Connection, pegawai_id: int) -> list[tuple[str, str]]:
    """Take back the ready letters that hold a person; their agencies and files."""
    memuat = f"EXISTS (SELECT 1 FROM penyaluran s WHERE s.opd_id = k.opd_id AND s.sidik = k.sidik AND {ADA})"
    baris = kon.execute(
        f"""SELECT k.id, o.kode, k.berkas FROM kiriman k JOIN opd o ON o.id = k.opd_id
             WHERE k.status = 'siap' AND {memuat}""",
        {"pegawai": pegawai_id},
    ).fetchall()
    kon.executemany("UPDATE kiriman SET status = 'batal' WHERE id = ?", [(satu[0],) for satu in baris])
    return [(opd, berkas) for _, opd, berkas in baris]


def orang(kon: sqlite3.Connection, periode_id: int, opd_id: int, selesai: str) -> list[int]:
    """The people (ids) of an agency in a period, those of a closed one as they were."""
    beku = kon.execute(
        "SELECT DISTINCT pegawai_id FROM beku_orang WHERE periode_id = ? AND opd_id = ? ORDER BY pegawai_id",
        (periode_id, opd_id),
    ).fetchall()
    hidup = """
        SELECT DISTINCT g.id FROM penempatan t
          JOIN pegawai g ON g.id = t.pegawai_id AND (g.status = 'aktif' OR g.henti_tanggal > :hari)
         WHERE t.opd_id = :opd AND (t.mulai IS NULL OR t.mulai <= :hari) AND (t.selesai IS NULL OR t.selesai >= :hari)
         ORDER BY g.id"""
    return [nomor for (nomor,) in beku or kon.execute(hidup, {"opd": opd_id, "hari": selesai})]


def alamat(kon: sqlite3.Connection) -> list[tuple[int, str, str | None, str | None]]:
    """Every agency as `(id, kode, surel, code of the one it was merged into)`."""
    return kon.execute(
        """SELECT o.id, o.kode, o.surel, g.kode FROM opd o LEFT JOIN opd g ON g.id = o.digabung_ke_id ORDER BY o.kode"""
    ).fetchall()


def orang_tersalur(kon: sqlite3.Connection, opd_id: int, sidik: str) -> list[int]:
    """The people (ids) of an agency's file by its fingerprint, as they were noted when it was made."""
    baris = kon.execute(
        "SELECT pegawai FROM penyaluran WHERE opd_id = ? AND sidik = ? ORDER BY id DESC LIMIT 1", (opd_id, sidik)
    ).fetchone()
    return list(json.loads(baris[0])) if baris else []
