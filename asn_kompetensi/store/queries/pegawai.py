"""Queries on people and their placements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from asn_kompetensi.store.queries import per_opd

# Everyone with the newest placement; NULL (open to the past) sorts before any date.
DAFTAR = """
    SELECT g.nip, g.nama, g.gelar_depan, g.gelar_belakang, g.jenis_kelamin, g.tanggal_lahir, g.jenis_pegawai,
           g.golongan, o.kode, j.kode, j.nama, t.mulai, g.status
      FROM pegawai g
      LEFT JOIN penempatan t ON t.id = (
           SELECT id FROM penempatan WHERE pegawai_id = g.id ORDER BY coalesce(mulai, '') DESC LIMIT 1)
      LEFT JOIN opd o ON o.id = t.opd_id
      LEFT JOIN jabatan j ON j.id = t.jabatan_id
"""


def daftar(kon: sqlite3.Connection, status: str | None, opd_id: int | None) -> Iterator[tuple[Any, ...]]:
    """People in the fields of `asn pegawai daftar`, by agency code, name, NIP."""
    saring = "TRUE" if status is None else "g.status = :status"
    for syarat, opd in per_opd.bagian(kon, "g.id", "o.id", opd_id):
        kursor = kon.execute(f"{DAFTAR} WHERE {saring} AND {syarat}", {"status": status, "opd": opd})
        yield from sorted(kursor, key=itemgetter(1, 0))


def satu(kon: sqlite3.Connection, pegawai_id: int) -> tuple[Any, ...]:
    """One person in the fields of `daftar`."""
    baris: tuple[Any, ...] = kon.execute(DAFTAR + " WHERE g.id = ?", (pegawai_id,)).fetchone()
    return baris


def id_dari_nip(kon: sqlite3.Connection, nip: str) -> int | None:
    """The person's id, None when not registered."""
    baris = kon.execute("SELECT id FROM pegawai WHERE nip = ?", (nip,)).fetchone()
    return baris[0] if baris else None


def nip_dahulu(kon: sqlite3.Connection, pegawai_id: int) -> list[str]:
    """Other NIPs the trail knows this person by, as far as they are nobody's today."""
    return [
        nip
        for (nip,) in kon.execute(
            f"SELECT isi FROM ({_DALAM_JEJAK}) WHERE isi NOT IN (SELECT nip FROM pegawai) ORDER BY isi",
            {"id": pegawai_id, "bidang": "$.nip"},
        )
    ]


def semua_nama(kon: sqlite3.Connection, pegawai_id: int) -> list[str]:
    """The names of a person, today's and those the trail knows."""
    return [
        nama
        for (nama,) in kon.execute(
            f"SELECT nama FROM pegawai WHERE id = :id UNION SELECT isi FROM ({_DALAM_JEJAK}) ORDER BY 1",
            {"id": pegawai_id, "bidang": "$.nama"},
        )
    ]


_DALAM_JEJAK = """
    SELECT s.value ->> :bidang AS isi FROM catatan_pribadi c, json_each(json_array(json(c.lama), json(c.baru))) s
     WHERE c.tabel = 'pegawai' AND c.kunci = json_array(:id) AND isi IS NOT NULL
"""


def semua(kon: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """NIP -> record of the person, with `id`."""
    kursor = kon.execute(
        """SELECT id, nip, nama, gelar_depan, gelar_belakang, jenis_kelamin, tanggal_lahir, jenis_pegawai, golongan,
                  surel, status, henti_tanggal, henti_alasan FROM pegawai"""
    )
    nama = [satu[0] for satu in kursor.description]
    return {baris[1]: dict(zip(nama, baris, strict=True)) for baris in kursor}


def penempatan_terakhir(
    kon: sqlite3.Connection, pegawai_id: int | None = None
) -> dict[int, tuple[int, int, int, str | None, str | None]]:
    """Person -> newest placement `(id, opd_id, jabatan_id, mulai, selesai)`; of everybody or of one person."""
    return {
        nomor: (penempatan, opd, jabatan, mulai, selesai)
        for nomor, penempatan, opd, jabatan, mulai, selesai in kon.execute(
            f"""SELECT pegawai_id, id, opd_id, jabatan_id, mulai, selesai FROM penempatan
                 WHERE {"TRUE" if pegawai_id is None else "pegawai_id = ?1"}
                 ORDER BY pegawai_id, coalesce(mulai, '')""",
            () if pegawai_id is None else (pegawai_id,),
        )
    }


def bertugas_sejak(kon: sqlite3.Connection, pegawai_id: int) -> str | None:
    """First day of a person's first placement; None where that is not known, or there is none."""
    baris = kon.execute(
        "SELECT mulai FROM penempatan WHERE pegawai_id = ? ORDER BY coalesce(mulai, '') LIMIT 1", (pegawai_id,)
    ).fetchone()
    return baris[0] if baris else None


def berhenti(kon: sqlite3.Connection, pegawai_id: int) -> tuple[bool, str | None]:
    """Whether a person has left, and from which day on (None when unknown)."""
    status, tanggal = kon.execute("SELECT status, henti_tanggal FROM pegawai WHERE id = ?", (pegawai_id,)).fetchone()
    return status == "henti", tanggal


def dinilai_sejak(kon: sqlite3.Connection, pegawai_id: int) -> str | None:
    """First day of the newest period in which a person has a score."""
    hasil: str | None = kon.execute(
        "SELECT max(p.mulai) FROM nilai n JOIN periode p ON p.id = n.periode_id WHERE n.pegawai_id = ?", (pegawai_id,)
    ).fetchone()[0]
    return hasil


def nilai_sejak(kon: sqlite3.Connection, pegawai_id: int, tanggal: str) -> int:
    """How many scores of a person are dated on or after a day."""
    return int(
        kon.execute(
            "SELECT count(*) FROM nilai WHERE pegawai_id = ? AND hari >= strftime('%s', ?) / 86400",
            (pegawai_id, tanggal),
        ).fetchone()[0]
    )


def penempatan(kon: sqlite3.Connection, pegawai_id: int) -> list[tuple[Any, ...]]:
    """All placements of a person: `opd, nama_opd, jabatan, nama_jabatan, mulai, selesai`, oldest first."""
    return kon.execute(
        """SELECT o.kode, o.nama, j.kode, j.nama, t.mulai, t.selesai
             FROM penempatan t JOIN opd o ON o.id = t.opd_id JOIN jabatan j ON j.id = t.jabatan_id
            WHERE t.pegawai_id = ? ORDER BY coalesce(t.mulai, '')""",
        (pegawai_id,),
    ).fetchall()


def tambah(kon: sqlite3.Connection, rekam: Mapping[str, Any]) -> int:
    """Insert one person of an import; returns the id."""
    kolom = list(rekam)
    tanda = ", ".join(f":{satu}" for satu in kolom)
    return kon.execute(f"INSERT INTO pegawai ({', '.join(kolom)}) VALUES ({tanda})", dict(rekam)).lastrowid or 0


def perbarui(kon: sqlite3.Connection, pegawai_id: int, ubah: Mapping[str, Any]) -> None:
    """Write the changed fields of one person."""
    pasang = ", ".join(f"{satu} = :{satu}" for satu in ubah)
    kon.execute(f"UPDATE pegawai SET {pasang} WHERE id = :id", {**ubah, "id": pegawai_id})


def ganti_kepala(kon: sqlite3.Connection, nip: str, baru: str) -> None:
    """A head of an agency is named by NIP: follow a corrected one."""
    kon.execute("UPDATE opd SET kepala_nip = ? WHERE kepala_nip = ?", (baru, nip))


def tempatkan(kon: sqlite3.Connection, baris: Iterable[tuple[int, int, int, str | None]]) -> None:
    """Insert placements `(pegawai_id, opd_id, jabatan_id, mulai)`, open to the future."""
    kon.executemany("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai) VALUES (?, ?, ?, ?)", baris)


def akhiri(kon: sqlite3.Connection, penempatan_id: int, selesai: str) -> None:
    """End a placement on a day."""
    kon.execute("UPDATE penempatan SET selesai = ? WHERE id = ?", (selesai, penempatan_id))


def betulkan(kon: sqlite3.Connection, penempatan_id: int, opd_id: int, jabatan_id: int, mulai: str | None) -> None:
    """Correct a placement in place; the one before it ends the day before, so that the two never overlap."""
    kon.execute(
        "UPDATE penempatan SET opd_id = ?, jabatan_id = ?, mulai = ? WHERE id = ?",
        (opd_id, jabatan_id, mulai, penempatan_id),
    )
    if mulai is not None:
        kon.execute(
            """UPDATE penempatan SET selesai = date(?, '-1 day')
                WHERE id = (SELECT a.id FROM penempatan a JOIN penempatan b ON b.pegawai_id = a.pegawai_id
                             WHERE b.id = ? AND a.id <> b.id AND coalesce(a.mulai, '') < b.mulai
                             ORDER BY coalesce(a.mulai, '') DESC LIMIT 1)""",
            (mulai, penempatan_id),
        )


def sebelumnya(kon: sqlite3.Connection, penempatan_id: int) -> tuple[str, int] | None:
    """The placement before this one as `(mulai, jabatan_id)`, `mulai` '' when open to the past; None without one."""
    baris: tuple[str, int] | None = kon.execute(
        """SELECT coalesce(a.mulai, ''), a.jabatan_id FROM penempatan a JOIN penempatan b ON b.pegawai_id = a.pegawai_id
            WHERE b.id = ? AND a.id <> b.id AND coalesce(a.mulai, '') < coalesce(b.mulai, '')
            ORDER BY coalesce(a.mulai, '') DESC LIMIT 1""",
        (penempatan_id,),
    ).fetchone()
    return baris


def pelatihan(kon: sqlite3.Connection, pegawai_id: int) -> list[tuple[Any, ...]]:
    """Classes of a person: `kelas, pelatihan, nama, mulai, selesai, status, jawaban, lulus, jp_diakui`."""
    return kon.execute(
        """SELECT k.kode, l.kode, l.nama, k.mulai, k.selesai, k.status, p.jawaban, p.lulus, p.jp_diakui
             FROM peserta p JOIN kelas k ON k.id = p.kelas_id JOIN pelatihan l ON l.id = k.pelatihan_id
            WHERE p.pegawai_id = ? ORDER BY k.mulai, k.kode""",
        (pegawai_id,),
    ).fetchall()
