"""Queries on the gap. All of them read `gap_p`, the one definition in `store.views`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from asn_kompetensi.store.views import gap, gap_beku


@dataclass(frozen=True, slots=True)
class Saringan:
    """Which part of the gap is asked for; None is everything."""

    periode_id: int
    opd_id: Sequence[int] | None = None
    pegawai_id: int | None = None
    kompetensi_id: int | None = None
    status: str | None = None
    hanya_periode_ini: bool = False

    def sumber(self, kon: sqlite3.Connection) -> tuple[str, dict[str, Any]]:
        """The WITH clause for this selection, and its parameters; a closed period answers from its frozen rows."""
        beku = tertutup(kon, self.periode_id)
        syarat, isi = ["a.id = :periode"], {"periode": self.periode_id}
        if self.opd_id is not None:
            opd = ", ".join(str(int(satu)) for satu in self.opd_id)
            syarat.append(f"{'g.opd_id' if beku else 'o.id'} IN ({opd})")
        if self.pegawai_id is not None:
            syarat.append(f"{'g.pegawai_id' if beku else 'g.id'} = :pegawai")
            isi["pegawai"] = self.pegawai_id
        if self.kompetensi_id is not None:
            syarat.append(f"{'s.kompetensi_id' if beku else 'k.id'} = :kompetensi")
            isi["kompetensi"] = self.kompetensi_id
        saring = " AND ".join(syarat)
        if beku:
            return gap_beku(saring, hanya_periode_ini=self.hanya_periode_ini), isi
        return gap(saring, "n.periode_id = a.id" if self.hanya_periode_ini else ""), isi


def tertutup(kon: sqlite3.Connection, periode_id: int) -> bool:
    """Whether a period is closed."""
    return (
        kon.execute("SELECT 1 FROM periode WHERE id = ? AND status = 'tertutup'", (periode_id,)).fetchone() is not None
    )


# A closed period keeps the order of its people; `urut_orang` is empty while it is open.
_URUT = "ORDER BY urut_orang, opd, nama, nip, urutan"


def daftar(kon: sqlite3.Connection, saringan: Saringan) -> list[tuple[Any, ...]]:
    """The gap row by row; levels in 1/6000, ordered by agency code, name, NIP, competency."""
    sumber, isi = saringan.sumber(kon)
    syarat = "WHERE status = :status" if saringan.status else ""
    if saringan.status:
        isi["status"] = saringan.status
    return kon.execute(
        f"""{sumber} SELECT periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis,
                standar_6000, capaian_6000, selisih_6000, kesenjangan_6000, kategori, status, periode_nilai, tingkat
           FROM gap_p {syarat} {_URUT}""",
        isi,
    ).fetchall()


def pasangan(kon: sqlite3.Connection, saringan: Saringan) -> list[tuple[Any, ...]]:
    """The gap with the ids of its people, in the order of `daftar`.

    `pegawai_id, nip, nama, opd_id, opd, nama_opd, jabatan_id, jabatan, nama_jabatan, kompetensi_id, kompetensi, jenis,
    tingkat, status, periode_nilai, standar, capaian, penyebut`: both levels are whole numbers of 1/`penyebut`.
    """
    sumber, isi = saringan.sumber(kon)
    return kon.execute(
        f"""{sumber} SELECT pegawai_id, nip, nama, opd_id, opd, nama_opd, jabatan_id, jabatan, nama_jabatan,
                kompetensi_id, kompetensi, jenis, tingkat, status, periode_nilai, standar_6000, capaian_6000, 6000
           FROM gap_p {_URUT}""",
        isi,
    ).fetchall()


# grouping -> (code, name, condition, order)
_KELOMPOK: dict[str, tuple[str, str, str, str]] = {
    "opd": ("opd", "nama_opd", "1", "opd"),
    "jabatan": ("jabatan", "nama_jabatan", "1", "jabatan"),
    "kompetensi": ("kompetensi", "nama_kompetensi", "kompetensi IS NOT NULL", "min(urutan)"),
    "jenis": ("jenis", "jenis", "kompetensi IS NOT NULL", "min(urutan)"),
    "pegawai": ("nip", "nama", "1", "min(urut_orang), opd, nama, nip"),
    "kota": (
        "'kota'",
        "ifnull((SELECT instansi FROM penutupan WHERE periode_id = :periode), (SELECT nama FROM instansi))",
        "1",
        "1",
    ),
}


def ringkas(kon: sqlite3.Connection, saringan: Saringan, per: str) -> list[tuple[Any, ...]]:
    """Totals by group, unrounded.

    `kelompok, nama_kelompok, pegawai, wajib, dinilai, di_bawah, memenuhi, belum_dinilai, kedaluwarsa, tanpa_standar,
    kesenjangan, capaian, standar` (the last three in 1/6000 over assessed pairs), then for `pegawai` also `opd,
    jabatan, di_bawah` as `urutan:kode,...`.
    """
    kode, nama, syarat, urut = _KELOMPOK[per]
    sumber, isi = saringan.sumber(kon)
    tambahan = ""
    if per == "pegawai":
        tambahan = """, min(opd), min(jabatan),
            group_concat(CASE WHEN status = 'di_bawah' THEN urutan || ':' || kompetensi END)"""
    return kon.execute(
        f"""{sumber} SELECT {kode}, min({nama}), count(DISTINCT pegawai_id), count(standar_6000), count(capaian_6000),
                count(*) FILTER (WHERE status = 'di_bawah'), count(*) FILTER (WHERE status = 'memenuhi'),
                count(*) FILTER (WHERE status = 'belum_dinilai'), count(*) FILTER (WHERE status = 'kedaluwarsa'),
                count(*) FILTER (WHERE status = 'tanpa_standar'),
                sum(kesenjangan_6000), sum(capaian_6000), sum(standar_6000) FILTER (WHERE capaian_6000 IS NOT NULL)
                {tambahan}
           FROM gap_p WHERE {syarat} GROUP BY {kode} ORDER BY {urut}""",
        isi,
    ).fetchall()


def periode(kon: sqlite3.Connection) -> list[tuple[int, str, str, str, str]]:
    """Every period as `(id, kode, mulai, selesai, status)`, oldest last day first."""
    return kon.execute("SELECT id, kode, mulai, selesai, status FROM periode ORDER BY selesai, kode").fetchall()
