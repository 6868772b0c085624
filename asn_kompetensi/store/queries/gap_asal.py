"""Queries on what one number of the gap came from: scores, standard, placement, and the runs that wrote them."""

from __future__ import annotations

import sqlite3
from typing import Any, Final, NamedTuple

from asn_kompetensi.store.queries.gap import Saringan

# Table -> the columns that make the record what it is: a run that only ended it did not set it.
_ISI: Final = {
    "standar": ("ratus", "tingkat", "dasar", "mulai"),
    "penempatan": ("opd_id", "jabatan_id", "mulai"),
}


class Jalankan(NamedTuple):
    """A run of a writing command."""

    jalankan: int
    perintah: str
    waktu: str
    petugas: str
    berkas: str | None
    sha256: str | None


class Skor(NamedTuple):
    """One score; `hari` counts from 1970, `penilai` is a NIP or a name."""

    periode_id: int
    periode: str
    akhir: str
    sumber_id: int
    sumber: str
    ratus: int
    hari: int | None
    bukti: str | None
    penilai: str | None
    nama_penilai: str | None
    asal: Jalankan


class Standar(NamedTuple):
    """A standard in hundredths."""

    id: int
    ratus: int
    tingkat: str | None
    dasar: str | None
    mulai: str | None
    selesai: str | None


class Penempatan(NamedTuple):
    """A placement with its codes and names."""

    id: int
    opd: str
    nama_opd: str
    jabatan_id: int
    jabatan: str
    nama_jabatan: str
    jenjang: str | None
    mulai: str | None
    selesai: str | None


def skor(kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int, akhir: str) -> list[Skor]:
    """Scores of a person in a competency up to a period that ends on `akhir`, as the gap looks for them: the newest
    period first, of those that end together the one asked about and then the one opened last.
    """
    return [
        Skor._make((*baris[:10], Jalankan._make(baris[10:])))
        for baris in kon.execute(
            """SELECT p.id, p.kode, p.selesai, s.id, s.kode, n.ratus, n.hari, n.bukti, ifnull(h.nip, a.nama),
                      ifnull(h.nama, a.nama), j.id, j.perintah, j.waktu, j.petugas, j.berkas, j.sha256
                 FROM nilai n
                 JOIN periode p ON p.id = n.periode_id
                 JOIN sumber s ON s.id = n.sumber_id
                 JOIN jalankan j ON j.id = n.jalankan_id
                 LEFT JOIN nilai_penilai b ON b.pegawai_id = n.pegawai_id AND b.kompetensi_id = n.kompetensi_id
                                          AND b.periode_id = n.periode_id AND b.sumber_id = n.sumber_id
                 LEFT JOIN penilai a ON a.id = b.penilai_id
                 LEFT JOIN pegawai h ON h.id = a.pegawai_id
                WHERE n.pegawai_id = ? AND n.kompetensi_id = ? AND p.selesai <= ?
                ORDER BY p.selesai DESC, p.id = ? DESC, p.id DESC, s.id""",
            (pegawai_id, kompetensi_id, akhir, periode_id),
        )
    ]


def standar(kon: sqlite3.Connection, jabatan_id: int, kompetensi_id: int, hari: str) -> Standar | None:
    """The standard of a job in a competency on a day."""
    baris = kon.execute(
        """SELECT id, ratus, tingkat, dasar, mulai, selesai FROM standar
            WHERE jabatan_id = ? AND kompetensi_id = ? AND (mulai IS NULL OR mulai <= ?)
              AND (selesai IS NULL OR selesai >= ?)""",
        (jabatan_id, kompetensi_id, hari, hari),
    ).fetchone()
    return None if baris is None else Standar(*baris)


def penempatan(kon: sqlite3.Connection, pegawai_id: int, hari: str, opd_id: int | None = None) -> Penempatan | None:
    """Where a person is placed on a day; with `opd_id` in this agency alone."""
    baris = kon.execute(
        """SELECT t.id, o.kode, o.nama, j.id, j.kode, j.nama, j.jenjang, t.mulai, t.selesai
             FROM penempatan t JOIN opd o ON o.id = t.opd_id JOIN jabatan j ON j.id = t.jabatan_id
            WHERE t.pegawai_id = ? AND (t.mulai IS NULL OR t.mulai <= ?) AND (t.selesai IS NULL OR t.selesai >= ?)
              AND ifnull(t.opd_id = ?, TRUE)""",
        (pegawai_id, hari, hari, opd_id),
    ).fetchone()
    return None if baris is None else Penempatan(*baris)


def nama_kompetensi(kon: sqlite3.Connection, kompetensi_id: int) -> str:
    """Name of a competency."""
    return str(kon.execute("SELECT nama FROM kompetensi WHERE id = ?", (kompetensi_id,)).fetchone()[0])


def penulis(kon: sqlite3.Connection, tabel: str, nomor: int) -> Jalankan | None:
    """The newest run that made a record of `standar` or `penempatan` what it is, None where none was noted."""
    beda = " OR ".join(f"c.lama ->> '$.{kolom}' IS NOT c.baru ->> '$.{kolom}'" for kolom in _ISI[tabel])
    # `tabel <> 'nilai'` has to be said: only then is the partial index of the trail of any use.
    baris: Any = kon.execute(
        f"""SELECT j.id, j.perintah, j.waktu, j.petugas, j.berkas, j.sha256
              FROM catatan c JOIN jalankan j ON j.id = c.jalankan_id
             WHERE c.tabel = '{tabel}' AND c.tabel <> 'nilai' AND c.kunci = json_array(:nomor)
               AND c.baru IS NOT NULL AND (c.lama IS NULL OR {beda})
             ORDER BY c.jalankan_id DESC LIMIT 1""",
        {"nomor": nomor},
    ).fetchone()
    return None if baris is None else Jalankan(*baris)


def kini(kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int) -> tuple[Any, ...] | None:
    """The pair as the inputs of today give it, also for a closed period; None where it is no pair any more.

    `opd, jabatan, standar, capaian, penyebut, status, periode_nilai`; levels in 1/`penyebut`.
    """
    sumber, isi = Saringan(periode_id, pegawai_id=pegawai_id, kompetensi_id=kompetensi_id, kini=True).sumber(kon)
    baris: tuple[Any, ...] | None = kon.execute(
        f"{sumber} SELECT opd, jabatan, standar, capaian, penyebut, status, periode_nilai FROM gap_p", isi
    ).fetchone()
    return baris
