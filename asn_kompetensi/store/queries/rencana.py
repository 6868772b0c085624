"""Queries on the yearly plan: its rows, whom they are for, and what the clerk has put in the place of a proposal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from asn_kompetensi.store.queries.gabung import MILIK_KOTA, rentang

ISIAN = ("jp", "penyelenggara", "mulai", "selesai", "kurikulum", "pembina", "anggaran", "sumber_dana")

_KOLOM = """
    SELECT r.id, r.tahun, r.nomor, p.kode AS periode, r.opd_id, o.kode AS opd, o.nama AS nama_opd, k.jenis,
           r.kompetensi_id, k.kode AS kompetensi, k.nama AS nama_kompetensi, r.prioritas, r.pelatihan_id,
           l.kode AS pelatihan, l.nama AS nama_pelatihan, r.bentuk_id, b.nama AS nama_bentuk, b.jalur,
           ifnull(i.jp, r.jp) AS jp, ifnull(i.penyelenggara, r.penyelenggara) AS penyelenggara,
           ifnull(i.mulai, r.mulai) AS mulai, ifnull(i.selesai, r.selesai) AS selesai, i.kurikulum, i.pembina,
           ifnull(i.anggaran, r.anggaran) AS anggaran, i.sumber_dana, r.didanai
      FROM rencana r {lewat}
      JOIN periode p ON p.id = r.periode_id
      JOIN opd o ON o.id = r.opd_id
      JOIN kompetensi k ON k.id = r.kompetensi_id
      JOIN bentuk b ON b.id = r.bentuk_id
      LEFT JOIN pelatihan l ON l.id = r.pelatihan_id
      LEFT JOIN rencana_isian i ON i.rencana_id = r.id
"""


class BarisRencana(NamedTuple):
    """A row of the plan with the clerk's own values in place; money in whole rupiah."""

    id: int
    tahun: int
    nomor: int
    periode: str
    opd_id: int
    opd: str
    nama_opd: str
    jenis: str
    kompetensi_id: int
    kompetensi: str
    nama_kompetensi: str
    prioritas: int
    pelatihan_id: int | None
    pelatihan: str | None
    nama_pelatihan: str | None
    bentuk: int
    nama_bentuk: str
    jalur: str
    jp: int | None
    penyelenggara: str | None
    mulai: str
    selesai: str
    kurikulum: int | None
    pembina: str | None
    anggaran: int | None
    sumber_dana: str | None
    didanai: int | None


class BarisSasaran(NamedTuple):
    """One person a row is for; `standar` in hundredths, `capaian` in 1/`penyebut`."""

    rencana_id: int
    pegawai_id: int
    nip: str
    nama: str
    jabatan: str
    nama_jabatan: str
    standar: int
    capaian: int
    penyebut: int


class BarisTersimpan(NamedTuple):
    """A row as it was made, to compare with a new making; `isian` in the order of `ISIAN`."""

    id: int
    nomor: int
    kunci: tuple[int, int, int, int | None]
    isi: tuple[Any, ...]
    sasaran: tuple[tuple[int, ...], ...]
    isian: tuple[Any, ...] | None


def baris(
    kon: sqlite3.Connection, tahun: int, opd_id: Sequence[int] | None = None, prioritas: int | None = None
) -> list[BarisRencana]:
    """The plan of a year in its order; None does not narrow."""
    return [
        BarisRencana._make(satu)
        for satu in kon.execute(
            f"""{_KOLOM.format(lewat=_lewat(opd_id))}
                WHERE r.tahun = ?1 AND (?2 IS NULL OR r.prioritas = ?2){_milik(opd_id)} ORDER BY r.nomor""",
            (tahun, prioritas),
        )
    ]


def sasaran(kon: sqlite3.Connection, tahun: int, opd_id: Sequence[int] | None = None) -> list[BarisSasaran]:
    """Whom the rows of a year are for, in the order of the rows and within each; None does not narrow."""
    return [
        BarisSasaran._make(satu)
        for satu in kon.execute(
            f"""SELECT s.rencana_id, s.pegawai_id, g.nip, g.nama, j.kode, j.nama, s.standar, s.capaian, s.penyebut
                 FROM rencana r {_lewat(opd_id)} JOIN rencana_sasaran s ON s.rencana_id = r.id
                 JOIN pegawai g ON g.id = s.pegawai_id JOIN jabatan j ON j.id = s.jabatan_id
                WHERE r.tahun = ?{_milik(opd_id)} ORDER BY r.nomor, s.urut""",
            (tahun,),
        )
    ]


def baris_orang(kon: sqlite3.Connection, tahun: int, pegawai_id: Collection[int]) -> list[tuple[int, int, int]]:
    """`(person, competency, agency)` of every row of a year that some people are in, of whatever agency."""
    return kon.execute(
        """SELECT s.pegawai_id, r.kompetensi_id, r.opd_id FROM json_each(?) j
             CROSS JOIN rencana_sasaran s ON s.pegawai_id = j.value CROSS JOIN rencana r ON r.id = s.rencana_id
            WHERE r.tahun = ?""",
        (json.dumps(sorted(pegawai_id)), tahun),
    ).fetchall()


def _lewat(opd_id: Sequence[int] | None) -> str:
    # Left alone, SQLite walks the whole year in its order to save itself a sort of few rows.
    return "" if opd_id is None else "INDEXED BY rencana_baris"


def _milik(opd_id: Sequence[int] | None) -> str:
    return "" if opd_id is None else f" AND r.opd_id IN ({', '.join(str(int(satu)) for satu in opd_id)})"


def tahun(kon: sqlite3.Connection) -> list[int]:
    """The years that have a plan."""
    # From one to the next along the index, whatever many rows each has.
    kursor = kon.execute(
        """WITH RECURSIVE ada (tahun) AS (
               SELECT min(tahun) FROM rencana
               UNION ALL SELECT (SELECT min(r.tahun) FROM rencana r WHERE r.tahun > a.tahun) FROM ada a
                          WHERE a.tahun IS NOT NULL)
           SELECT tahun FROM ada WHERE tahun IS NOT NULL"""
    )
    return [satu for (satu,) in kursor]


def tersimpan(kon: sqlite3.Connection, tahun: int, opd_id: Sequence[int] | None) -> list[BarisTersimpan]:
    """The rows of a year as they were made, of all agencies or of some."""
    milik: dict[int, list[tuple[int, ...]]] = {}
    for nomor, *isi in kon.execute(
        """SELECT s.rencana_id, s.pegawai_id, s.jabatan_id, s.standar, s.capaian, s.penyebut
             FROM rencana r JOIN rencana_sasaran s ON s.rencana_id = r.id WHERE r.tahun = ?
            ORDER BY s.rencana_id, s.urut""",
        (tahun,),
    ):
        milik.setdefault(nomor, []).append(tuple(isi))
    isian = {
        nomor: tuple(isi)
        for nomor, *isi in kon.execute(
            f"""SELECT i.rencana_id, {", ".join(f"i.{satu}" for satu in ISIAN)}
                  FROM rencana r JOIN rencana_isian i ON i.rencana_id = r.id WHERE r.tahun = ?""",
            (tahun,),
        )
    }
    saring = "" if opd_id is None else f" AND opd_id IN ({', '.join(str(int(satu)) for satu in opd_id)})"
    return [
        BarisTersimpan(b[0], b[1], tuple(b[2:6]), tuple(b[6:]), tuple(milik.get(b[0], ())), isian.get(b[0]))
        for b in kon.execute(
            f"""SELECT id, nomor, opd_id, kompetensi_id, prioritas, pelatihan_id,
                       periode_id, bentuk_id, jp, penyelenggara, mulai, selesai, anggaran, didanai
                  FROM rencana WHERE tahun = ?{saring} ORDER BY nomor""",
            (tahun,),
        )
    ]


def nomor_terakhir(kon: sqlite3.Connection, tahun: int) -> int:
    """The highest row number of a year, 0 without a plan."""
    return int(kon.execute("SELECT coalesce(max(nomor), 0) FROM rencana WHERE tahun = ?", (tahun,)).fetchone()[0])


def id_berikut(kon: sqlite3.Connection) -> int:
    """The next free id of a row."""
    return int(kon.execute("SELECT coalesce(max(id), 0) + 1 FROM rencana").fetchone()[0])


def hapus(kon: sqlite3.Connection, id_baris: Sequence[int]) -> None:
    """Remove rows with all that belongs to them."""
    for tabel, kolom in (("rencana_sasaran", "rencana_id"), ("rencana_isian", "rencana_id"), ("rencana", "id")):
        kon.executemany(f"DELETE FROM {tabel} WHERE {kolom} = ?", [(satu,) for satu in id_baris])


def simpan(
    kon: sqlite3.Connection, rencana: Iterable[tuple[Any, ...]], sasaran: Iterable[tuple[int, ...]],
    isian: Iterable[tuple[Any, ...]],
) -> None:  # fmt: skip
    """Insert rows (all columns in the order of the tables)."""
    kon.executemany(f"INSERT INTO rencana VALUES ({', '.join('?' * 15)})", rencana)
    kon.executemany("INSERT INTO rencana_sasaran VALUES (?, ?, ?, ?, ?, ?, ?)", sasaran)
    kon.executemany(f"INSERT INTO rencana_isian VALUES ({', '.join('?' * (len(ISIAN) + 1))})", isian)


def simpan_isian(kon: sqlite3.Connection, rencana_id: int, isi: dict[str, Any]) -> bool:
    """Write the given columns of `ISIAN`; what is not given stays. True when something became different."""
    lama = kon.execute(
        f"SELECT {', '.join(ISIAN)} FROM rencana_isian WHERE rencana_id = ?", (rencana_id,)
    ).fetchone() or (None,) * len(ISIAN)
    baru = tuple(isi.get(nama, sebelum) for nama, sebelum in zip(ISIAN, lama, strict=True))
    if baru == lama:
        return False
    tulis = ", ".join(f"{satu} = excluded.{satu}" for satu in ISIAN)
    kon.execute(
        f"""INSERT INTO rencana_isian VALUES ({", ".join("?" * (len(ISIAN) + 1))})
            ON CONFLICT (rencana_id) DO UPDATE SET {tulis}""",
        (rencana_id, *baru),
    )
    return True


def biaya_orang(kon: sqlite3.Connection, kota: str | None = None) -> dict[int, tuple[int, int]]:
    """Programme id -> rupiah and seats of its finished classes whose cost is recorded and that had somebody in it."""
    return {
        nomor: (rupiah, kursi)
        for nomor, rupiah, kursi in kon.execute(
            f"""SELECT pelatihan_id, sum(biaya), sum(kursi) FROM (
                   SELECT k.pelatihan_id, k.biaya,
                          (SELECT count(*) FROM peserta s
                            WHERE s.kelas_id = k.id AND (s.jawaban IS NULL OR s.jawaban = 'bersedia')) AS kursi
                     FROM kelas k
                    WHERE k.status = 'selesai' AND k.biaya IS NOT NULL AND {MILIK_KOTA.format("k.kode")})
               WHERE kursi GROUP BY pelatihan_id""",
            rentang(kota),
        )
    }


def program(
    kon: sqlite3.Connection, kota: str | None = None
) -> list[tuple[int, str, int, int | None, str | None, int, int]]:
    """Every target of a programme: `(id, kode, bentuk, jp, penyelenggara, kompetensi_id, hundredths)`, by code.

    Of a united file those of one city, by its code.
    """
    return kon.execute(
        f"""SELECT p.id, p.kode, p.bentuk_id, p.jp, p.penyelenggara, s.kompetensi_id, s.ratus
             FROM pelatihan p JOIN pelatihan_sasaran s ON s.pelatihan_id = p.id
            WHERE {MILIK_KOTA.format("p.kode")} ORDER BY p.kode, s.kompetensi_id""",
        rentang(kota),
    ).fetchall()


def tandai_didanai(kon: sqlite3.Connection, isi: Iterable[tuple[int | None, int]]) -> None:
    """Note which rows are paid for: `(didanai, id)`; what stays the same is not touched."""
    kon.executemany("UPDATE rencana SET didanai = ?1 WHERE id = ?2 AND didanai IS NOT ?1", list(isi))
