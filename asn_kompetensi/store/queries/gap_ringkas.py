"""The gap in totals: SQLite adds up one agency after another, the groups of a city are put together here, exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from asn_kompetensi.store.queries.gap import Bagian, Saringan, berbobot

# Of a person: agency, job, and what is below the standard.
_PER_ORANG = (
    """min(opd), min(jabatan), group_concat(CASE WHEN status = 'di_bawah' THEN urutan || ':' || kompetensi END)"""
)

# People assessed in anything, and below the standard in anything.
_BANYAK_ORANG = """count(DISTINCT iif(capaian IS NOT NULL, pegawai_id, NULL)),
    count(DISTINCT iif(status = 'di_bawah', pegawai_id, NULL))"""


class _Kelompok(NamedTuple):
    """How pairs are grouped: code, name, condition, how its people are counted, what puts groups in order, what else.

    `orang` None: the people of an agency are counted beside its pairs, which costs no b-tree of distinct people.
    """

    kode: str
    nama: str
    syarat: str
    orang: str | None
    urut: str
    sisa: str = ""


_KELOMPOK = {
    "opd": _Kelompok("opd", "nama_opd", "1", None, "opd"),
    "opd_orang": _Kelompok("opd", "nama_opd", "1", None, "opd", _BANYAK_ORANG),
    "jabatan": _Kelompok("jabatan", "nama_jabatan", "1", "count(DISTINCT pegawai_id)", "jabatan"),
    "kompetensi": _Kelompok("kompetensi", "nama_kompetensi", "kompetensi IS NOT NULL", "count(*)", "urutan"),
    "jenis": _Kelompok("jenis", "jenis", "kompetensi IS NOT NULL", "count(DISTINCT pegawai_id)", "urutan"),
    "pegawai": _Kelompok("nip", "nama", "1", "1", "ifnull(urut_orang, nama || char(0) || nip)", _PER_ORANG),
    "kota": _Kelompok(
        "'kota'",
        "ifnull((SELECT instansi FROM penutupan WHERE periode_id = :periode), (SELECT nama FROM instansi))",
        "1",
        None,
        "1",
    ),
}
# The columns that are added up: how many of what, then three sums of exact levels over assessed pairs.
_HITUNG = """count(standar), count(capaian),
    count(*) FILTER (WHERE status = 'di_bawah'), count(*) FILTER (WHERE status = 'memenuhi'),
    count(*) FILTER (WHERE status = 'belum_dinilai'), count(*) FILTER (WHERE status = 'kedaluwarsa'),
    count(*) FILTER (WHERE status = 'tanpa_standar')"""
_LEVEL = "sum(kesenjangan), sum(capaian), sum(standar) FILTER (WHERE capaian IS NOT NULL)"
_BIASA = 6000
_Jumlah = tuple[Fraction, Fraction, Fraction]
_NOL: _Jumlah = (Fraction(0), Fraction(0), Fraction(0))


def ringkas(kon: sqlite3.Connection, saringan: Saringan, per: str) -> Iterator[tuple[Any, ...]]:
    """Totals by group, unrounded.

    `kelompok, nama_kelompok, pegawai, wajib, dinilai, di_bawah, memenuhi, belum_dinilai, kedaluwarsa, tanpa_standar,
    kesenjangan, capaian, standar` (the last three exact levels over assessed pairs), then for `pegawai` also `opd,
    jabatan, di_bawah` as `urutan:kode,...`, and for `opd_orang` (as `opd`) how many of its people are assessed in
    anything and how many below the standard in anything.
    """
    tiap = _bagian(kon, saringan, per)
    if per in ("opd", "opd_orang", "pegawai"):  # a group lies within one agency
        for bagian in tiap:
            for _, kelompok, nama, hitung, level, sisa in sorted(bagian, key=lambda satu: satu[0]):
                yield (kelompok, nama, *hitung, *level, *sisa)
        return
    semua: dict[str, tuple[Any, str, tuple[int, ...], _Jumlah]] = {}
    for bagian in tiap:
        for urut, kelompok, nama, hitung, level, _ in bagian:
            lalu = semua.get(kelompok)
            if lalu is not None:
                urut, nama = min(urut, lalu[0]), min(nama, lalu[1])
                hitung = tuple(map(int.__add__, hitung, lalu[2]))
                level = (level[0] + lalu[3][0], level[1] + lalu[3][1], level[2] + lalu[3][2])
            semua[kelompok] = urut, nama, hitung, level
    for kelompok, (_, nama, hitung, level) in sorted(semua.items(), key=lambda satu: satu[1][0]):
        yield (kelompok, nama, *hitung, *level)


_Baris = tuple[Any, str, str, tuple[int, ...], _Jumlah, tuple[Any, ...]]


def _bagian(kon: sqlite3.Connection, saringan: Saringan, per: str) -> Iterator[list[_Baris]]:
    """The groups of each agency in turn: `(order, code, name, counts, levels, rest)`."""
    satu = _KELOMPOK[per]
    bobot = berbobot(kon, saringan.periode_id)
    orang = satu.orang or ("count(*)" if saringan.kompetensi_id is not None else "0")
    # An agency (or a city) is one group: no GROUP BY, and so no b-tree either.
    kelompok = f"GROUP BY {satu.kode}" if satu.orang else ""
    for bagian, isi in saringan.bagian(kon):
        kursor = kon.execute(
            f"""{bagian.gap} SELECT min({satu.urut}), {f"min({satu.kode})" if satu.orang is None else satu.kode},
                    min({satu.nama}), {orang}, {_HITUNG}, {_LEVEL}{satu.sisa and f", {satu.sisa}"}
               FROM gap_p WHERE {satu.syarat} {kelompok}""",
            isi,
        )
        baris = [b for b in kursor if b[1] is not None]  # nobody there: one row all the same, of an empty sum
        if not baris:
            continue
        if satu.orang is None and saringan.kompetensi_id is None:
            (banyak,) = kon.execute(bagian.orang, isi).fetchone()
            baris = [(*b[:3], banyak, *b[4:]) for b in baris]
        level = _level(kon, bagian, isi, satu) if bobot else {}
        yield [
            (
                *b[:3],
                b[3:11],
                level.get(b[1], _NOL) if bobot else tuple(Fraction(x or 0, _BIASA) for x in b[11:14]),
                b[14:],
            )
            for b in baris
        ]


def _level(kon: sqlite3.Connection, bagian: Bagian, isi: dict[str, Any], satu: _Kelompok) -> dict[str, _Jumlah]:
    """Sums by group where levels are not all in the same unit: added up by `penyebut` in SQL, then exactly."""
    hasil: dict[str, _Jumlah] = {}
    for kelompok, penyebut, *tiga in kon.execute(
        f"""{bagian.gap} SELECT {satu.kode}, penyebut, sum(kesenjangan), sum(capaian), sum(standar) FROM gap_p
             WHERE {satu.syarat} AND capaian IS NOT NULL AND standar IS NOT NULL GROUP BY {satu.kode}, penyebut""",
        isi,
    ):
        x, y, z = hasil.get(kelompok, _NOL)
        a, b, c = (Fraction(angka, penyebut) for angka in tiga)
        hasil[kelompok] = x + a, y + b, z + c
    return hasil


def di_bawah(kon: sqlite3.Connection, saringan: Saringan) -> Iterator[tuple[str, str, str, str, int]]:
    """What each agency requires, and how many of its people are below: `opd, kompetensi, nama, jenis, people`."""
    for bagian, isi in saringan.bagian(kon):
        yield from kon.execute(
            f"""{bagian.gap} SELECT min(opd), kompetensi, min(nama_kompetensi), min(jenis),
                    count(*) FILTER (WHERE status = 'di_bawah')
               FROM gap_p WHERE kompetensi IS NOT NULL GROUP BY kompetensi ORDER BY kompetensi""",
            isi,
        ).fetchall()
