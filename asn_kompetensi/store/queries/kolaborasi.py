"""Queries on what agencies can do together. Gaps come from `gap_p`, the one definition in `store.views`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.store.queries import gap_daftar
from asn_kompetensi.store.queries.gap import Saringan


class Pasangan(NamedTuple):
    """One assessed person x required competency; levels in 1/6000, a whole number unless sources are weighted.

    `letak` is where the person is listed, among all: in a closed period as it was then.
    """

    opd_id: int
    opd: str
    nip: str
    nama: str
    kompetensi_id: int
    kompetensi: str
    nama_kompetensi: str
    urutan: int
    tingkat: str | None
    standar: int
    capaian: int | Fraction
    pegawai_id: int
    letak: int


def pasangan(kon: sqlite3.Connection, saringan: Saringan) -> Iterator[Pasangan]:
    """Every assessed pair, in the order of `gap_daftar.daftar`: never by the order in which rows were stored."""
    nama = gap_daftar.Kompetensi(kon, saringan)
    syarat = "capaian IS NOT NULL AND standar IS NOT NULL"
    letak, terakhir = -1, (0, 0, 0)
    # SQLite hands out a number of its own each time: whoever keeps a whole city keeps each of them once.
    sama: dict[int, int] = {}
    satu = sama.setdefault
    for orang, baris in gap_daftar.per_orang(kon, saringan, "tingkat, standar, capaian, penyebut", syarat):
        for g, o, j, k, urutan, tingkat, standar, capaian, penyebut in baris:
            opd, _, nip, nama_orang, *_ = orang[g, o, j]
            if terakhir != (siapa := (g, o, j)):
                letak, terakhir = letak + 1, siapa
            if penyebut != 6000:
                standar, capaian = standar * 6000 // penyebut, Fraction(capaian * 6000, penyebut)
            else:
                capaian = satu(capaian, capaian)
            standar, k, urutan = satu(standar, standar), satu(k, k), satu(urutan, urutan)
            kode, nama_kompetensi, _ = nama[k]
            yield Pasangan(
                terakhir[1], opd, nip, nama_orang, k, kode, nama_kompetensi, urutan, tingkat, standar, capaian,
                terakhir[0], letak,
            )  # fmt: skip


def sasaran(kon: sqlite3.Connection) -> list[tuple[int, str, str, int, int]]:
    """Every target of a programme as `(pelatihan_id, kode, nama, kompetensi_id, hundredths)`, by code."""
    return kon.execute(
        """SELECT p.id, p.kode, p.nama, s.kompetensi_id, s.ratus
             FROM pelatihan p JOIN pelatihan_sasaran s ON s.pelatihan_id = p.id
             JOIN kompetensi k ON k.id = s.kompetensi_id ORDER BY p.kode, k.urutan"""
    ).fetchall()


def biaya_kelas(kon: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """Programme id -> rupiah and number of its finished classes whose cost is recorded."""
    return {
        baris[0]: (baris[1], baris[2])
        for baris in kon.execute(
            """SELECT pelatihan_id, sum(biaya), count(biaya) FROM kelas
                WHERE status = 'selesai' AND biaya IS NOT NULL GROUP BY pelatihan_id"""
        )
    }


def kelas_selesai(kon: sqlite3.Connection, dari: str, sampai: str) -> list[tuple[int, str, int | None, str | None]]:
    """Finished classes whose last day lies between two days: `(kelas_id, kode, host agency, organiser as written)`."""
    return kon.execute(
        """SELECT k.id, k.kode, r.tuan_rumah_id, p.penyelenggara
             FROM kelas k JOIN pelatihan p ON p.id = k.pelatihan_id
             LEFT JOIN kelas_rincian r ON r.kelas_id = k.id
            WHERE k.status = 'selesai' AND k.selesai BETWEEN ? AND ? ORDER BY k.id""",
        (dari, sampai),
    ).fetchall()


def kursi(kon: sqlite3.Connection, dari: str, sampai: str) -> list[tuple[int, int | None, int, int | None]]:
    """Seats in those classes by class and agency of that time: `(kelas_id, opd_id, seats, hours in hundredths)`.

    A seat is held by who answered `bersedia` or not at all. Hours are None where none of the seats has any recorded.
    """
    return kon.execute(
        """SELECT s.kelas_id, s.opd_id, count(*), sum(s.jp_diakui)
             FROM kelas k JOIN peserta s ON s.kelas_id = k.id
            WHERE k.status = 'selesai' AND k.selesai BETWEEN ? AND ?
              AND (s.jawaban IS NULL OR s.jawaban = 'bersedia')
            GROUP BY s.kelas_id, s.opd_id ORDER BY s.kelas_id, s.opd_id""",
        (dari, sampai),
    ).fetchall()


def nama_opd(kon: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Every agency: id -> code and name."""
    return {nomor: (kode, nama) for nomor, kode, nama in kon.execute("SELECT id, kode, nama FROM opd")}
