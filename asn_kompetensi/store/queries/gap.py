"""Queries on the gap. All of them read `gap_p`, the one definition in `store.views`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from asn_kompetensi.store.views import CARA, gap, gap_beku


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
    """The gap row by row, ordered by agency code, name, NIP, competency.

    `periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis, standar, capaian, selisih,
    kesenjangan, kategori, status, periode_nilai, tingkat, penyebut`: levels are whole numbers of 1/`penyebut`.
    """
    sumber, isi = saringan.sumber(kon)
    syarat = "WHERE status = :status" if saringan.status else ""
    if saringan.status:
        isi["status"] = saringan.status
    return kon.execute(
        f"""{sumber} SELECT periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis,
                standar, capaian, selisih, kesenjangan, kategori, status, periode_nilai, tingkat, penyebut
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
                kompetensi_id, kompetensi, jenis, tingkat, status, periode_nilai, standar, capaian, penyebut
           FROM gap_p {_URUT}""",
        isi,
    ).fetchall()


_INSTANSI = "ifnull((SELECT instansi FROM penutupan WHERE periode_id = :periode), (SELECT nama FROM instansi))"
# grouping -> (code, name, condition, order)
_KELOMPOK: dict[str, tuple[str, str, str, str]] = {
    "opd": ("opd", "nama_opd", "1", "opd"),
    "jabatan": ("jabatan", "nama_jabatan", "1", "jabatan"),
    "kompetensi": ("kompetensi", "nama_kompetensi", "kompetensi IS NOT NULL", "min(urutan), kompetensi"),
    "jenis": ("jenis", "jenis", "kompetensi IS NOT NULL", "min(urutan), jenis"),
    "pegawai": ("nip", "nama", "1", "min(urut_orang), opd, nama, nip"),
    "kota": ("'kota'", _INSTANSI, "1", "1"),
    # Of a united file each city; an ordinary one holds a single city, whose code nobody has given.
    "instansi": ("ifnull(kode_kota, 'kota')", f"ifnull(nama_kota, {_INSTANSI})", "1", "min(kota_id)"),
}
_BERKOTA = """
    gap_p LEFT JOIN opd_instansi i ON i.opd_id = gap_p.opd_id
    LEFT JOIN (SELECT id AS kota_id, kode AS kode_kota, nama AS nama_kota FROM gabungan) ON kota_id = i.gabungan_id
"""
_SUMBER = {"instansi": _BERKOTA}


def ringkas(kon: sqlite3.Connection, saringan: Saringan, per: str) -> list[tuple[Any, ...]]:
    """Totals by group, unrounded.

    `kelompok, nama_kelompok, pegawai, wajib, dinilai, di_bawah, memenuhi, belum_dinilai, kedaluwarsa, tanpa_standar,
    kesenjangan, capaian, standar` (the last three exact levels over assessed pairs), then for `pegawai` also `opd,
    jabatan, di_bawah` as `urutan:kode,...`.
    """
    kode, nama, syarat, urut = _KELOMPOK[per]
    sumber, isi = saringan.sumber(kon)
    tambahan = ""
    if per == "pegawai":
        # Someone who serves two cities of a united file is one person, in two places.
        tambahan = f""", {_DUA.format("opd")}, {_DUA.format("jabatan")},
            group_concat(CASE WHEN status = 'di_bawah' THEN urutan || ':' || kompetensi END)"""
    baris = kon.execute(
        f"""{sumber} SELECT {kode}, min({nama}), count(DISTINCT pegawai_id), count(standar), count(capaian),
                count(*) FILTER (WHERE status = 'di_bawah'), count(*) FILTER (WHERE status = 'memenuhi'),
                count(*) FILTER (WHERE status = 'belum_dinilai'), count(*) FILTER (WHERE status = 'kedaluwarsa'),
                count(*) FILTER (WHERE status = 'tanpa_standar'),
                sum(kesenjangan), sum(capaian), sum(standar) FILTER (WHERE capaian IS NOT NULL) {tambahan}
           FROM {_SUMBER.get(per, "gap_p")} WHERE {syarat} GROUP BY {kode} ORDER BY {urut}""",
        isi,
    ).fetchall()
    if berbobot(kon, saringan.periode_id):
        jumlah = _jumlah(kon, f"{sumber} SELECT {kode}", _SUMBER.get(per, "gap_p"), isi, syarat)
        return [(*satu[:10], *jumlah.get(satu[0], _NOL), *satu[13:]) for satu in baris]
    return [(*satu[:10], *(Fraction(x or 0, 6000) for x in satu[10:13]), *satu[13:]) for satu in baris]


def berbobot(kon: sqlite3.Connection, periode_id: int) -> bool:
    """Whether levels of a period are weighted means, so that they are not all in 1/6000; of a closed one, any is."""
    if tertutup(kon, periode_id):
        beku = "SELECT 1 FROM beku_penyebut WHERE periode_id = ? LIMIT 1"
        return kon.execute(beku, (periode_id,)).fetchone() is not None
    baris = kon.execute(f"SELECT bobot IS NOT NULL FROM ({CARA}) WHERE id = ?", (periode_id,)).fetchone()
    return baris is not None and baris[0] == 1


def kota_kelompok(kon: sqlite3.Connection, saringan: Saringan, per: str) -> dict[Any, set[int]]:
    """Group -> numbers of the cities of a united file that are in it."""
    kode, _, syarat, _ = _KELOMPOK[per]
    sumber, isi = saringan.sumber(kon)
    hasil: dict[Any, set[int]] = {}
    for kelompok, nomor in kon.execute(
        f"{sumber} SELECT DISTINCT {kode}, kota_id FROM {_BERKOTA} WHERE {syarat} AND kota_id IS NOT NULL", isi
    ):
        hasil.setdefault(kelompok, set()).add(nomor)
    return hasil


_DUA = "min({0}) || iif(min({0}) < max({0}), ';' || max({0}), '')"
_NOL = (Fraction(0), Fraction(0), Fraction(0))


def _jumlah(
    kon: sqlite3.Connection, awal: str, sumber: str, isi: dict[str, Any], syarat: str
) -> dict[Any, tuple[Fraction, Fraction, Fraction]]:
    """Sums by group where levels are not all in the same unit: added up by `penyebut` in SQL, then exactly."""
    hasil: dict[Any, tuple[Fraction, Fraction, Fraction]] = {}
    for kelompok, penyebut, *tiga in kon.execute(
        f"""{awal}, penyebut, sum(kesenjangan), sum(capaian), sum(standar)
           FROM {sumber} WHERE {syarat} AND capaian IS NOT NULL AND standar IS NOT NULL GROUP BY 1, penyebut""",
        isi,
    ):
        x, y, z = hasil.get(kelompok, _NOL)
        a, b, c = (Fraction(satu, penyebut) for satu in tiga)
        hasil[kelompok] = x + a, y + b, z + c
    return hasil


def periode(kon: sqlite3.Connection) -> list[tuple[int, str, str, str, str]]:
    """Every period as `(id, kode, mulai, selesai, status)`, oldest last day first."""
    return kon.execute("SELECT id, kode, mulai, selesai, status FROM periode ORDER BY selesai, kode").fetchall()


def kerangka(
    kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int
) -> tuple[str, tuple[str | None] | None]:
    """The last day of a period, and the frozen `periode_nilai` of a pair: None where the period is open."""
    selesai, status = kon.execute("SELECT selesai, status FROM periode WHERE id = ?", (periode_id,)).fetchone()
    if status != "tertutup":
        return selesai, None
    beku = kon.execute(
        """SELECT s.periode_nilai FROM beku_orang o
             JOIN beku_gap s ON s.periode_id = o.periode_id AND s.urut = o.urut
            WHERE o.periode_id = ? AND o.pegawai_id = ? AND s.kompetensi_id = ?""",
        (periode_id, pegawai_id, kompetensi_id),
    ).fetchone()
    return selesai, beku or (None,)


def skor(kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int) -> list[tuple[Any, ...]]:
    """Scores of a pair up to a period, in the order in which the gap looks for them: the newest period first.

    `kode` and `selesai` of the score's period, `sumber, ratus, tanggal` (ISO or None)`, jalankan`.
    """
    return kon.execute(
        """SELECT q.kode, q.selesai, s.kode, n.ratus, date(n.hari * 86400, 'unixepoch'), n.jalankan_id
             FROM periode a
             CROSS JOIN nilai n ON n.pegawai_id = :pegawai AND n.kompetensi_id = :kompetensi
             CROSS JOIN periode q ON q.id = n.periode_id AND q.selesai <= a.selesai
             JOIN sumber s ON s.id = n.sumber_id
            WHERE a.id = :periode ORDER BY q.selesai DESC, q.id = a.id DESC, q.id DESC, s.id""",
        {"periode": periode_id, "pegawai": pegawai_id, "kompetensi": kompetensi_id},
    ).fetchall()
