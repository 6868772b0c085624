"""The gap in groups, one agency after another: SQLite adds up, nothing is sorted or grouped across agencies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from asn_kompetensi.store.queries.gap import Saringan, berbobot

# Of a person: agency, job, and what is below the standard.
_PER_ORANG = (
    """min(opd), min(jabatan), group_concat(CASE WHEN status = 'di_bawah' THEN urutan || ':' || kompetensi END)"""
)

# People assessed in anything, and below the standard in anything.
_BANYAK_ORANG = """count(DISTINCT iif(capaian IS NOT NULL, pegawai_id, NULL)),
    count(DISTINCT iif(status = 'di_bawah', pegawai_id, NULL))"""


class Kelompok(NamedTuple):
    """How pairs are grouped: code, name, condition, how its people are counted, what puts groups in order, what else.

    `orang` None: the people of an agency are counted beside its pairs, which costs no b-tree of distinct people.
    """

    kode: str
    nama: str
    syarat: str
    orang: str | None
    urut: str
    sisa: str = ""


KELOMPOK = {
    "opd": Kelompok("opd", "nama_opd", "1", None, "opd"),
    "opd_orang": Kelompok("opd", "nama_opd", "1", None, "opd", _BANYAK_ORANG),
    "jabatan": Kelompok("jabatan", "nama_jabatan", "1", "count(DISTINCT pegawai_id)", "jabatan"),
    "kompetensi": Kelompok("kompetensi", "nama_kompetensi", "kompetensi IS NOT NULL", "count(*)", "urutan"),
    "jenis": Kelompok("jenis", "jenis", "kompetensi IS NOT NULL", "count(DISTINCT pegawai_id)", "urutan"),
    "pegawai": Kelompok("nip", "nama", "1", "1", "ifnull(urut_orang, nama || char(0) || nip)", _PER_ORANG),
    "kota": Kelompok(
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
_LEVEL_BERBOBOT = "jumlah_level(kesenjangan, capaian, standar, penyebut), NULL, NULL"  # as many columns
_BIASA = 6000
Jumlah = tuple[Fraction, Fraction, Fraction]
_NOL: Jumlah = (Fraction(0), Fraction(0), Fraction(0))


class Baris(NamedTuple):
    """A group, of one agency or of all."""

    urut: Any
    kelompok: str
    nama: str
    hitung: tuple[int, ...]
    level: Jumlah
    sisa: tuple[Any, ...]


def bagian(kon: sqlite3.Connection, saringan: Saringan, per: str) -> Iterator[list[Baris]]:
    """The groups of each agency in turn."""
    satu = KELOMPOK[per]
    bobot = berbobot(kon, saringan.periode_id)
    if bobot:
        _daftarkan_jumlah(kon)
    orang = satu.orang or ("count(*)" if saringan.kompetensi_id is not None else "0")
    # An agency (or a city) is one group: no GROUP BY, and so no b-tree either.
    kelompok = f"GROUP BY {satu.kode}" if satu.orang else ""
    for opd, isi in saringan.bagian(kon):
        kursor = kon.execute(
            f"""{opd.gap} SELECT min({satu.urut}), {f"min({satu.kode})" if satu.orang is None else satu.kode},
                    min({satu.nama}), {orang}, {_HITUNG}, {_LEVEL_BERBOBOT if bobot else _LEVEL}
                    {satu.sisa and f", {satu.sisa}"}
               FROM gap_p WHERE {satu.syarat} {kelompok}""",
            isi,
        )
        baris = [b for b in kursor if b[1] is not None]  # nobody there: one row all the same, of an empty sum
        if not baris:
            continue
        if satu.orang is None and saringan.kompetensi_id is None:
            (banyak,) = kon.execute(opd.orang, isi).fetchone()
            baris = [(*b[:3], banyak, *b[4:]) for b in baris]
        yield [
            Baris(b[0], b[1], b[2], b[3:11], JumlahLevel.baca(b[11]) if bobot else _biasa(b[11:14]), b[14:])
            for b in baris
        ]


def _daftarkan_jumlah(kon: sqlite3.Connection) -> None:
    """Make `jumlah_level` known to a connection, once: SQLite changes no function while an answer is being read."""
    if not kon.execute("SELECT 1 FROM pragma_function_list WHERE name = 'jumlah_level'").fetchone():
        kon.create_aggregate("jumlah_level", 4, JumlahLevel)  # type: ignore[arg-type] # what it answers is JSON


def _biasa(jumlah: Sequence[int | None]) -> Jumlah:
    a, b, c = (Fraction(satu or 0, _BIASA) for satu in jumlah)
    return a, b, c


class JumlahLevel:
    """SQL aggregate `jumlah_level(kesenjangan, capaian, standar, penyebut)`: sums of levels that differ in their unit.

    Pairs that are not assessed, or have no standard, do not count. The answer is for `baca`.
    """

    def __init__(self) -> None:
        self._per_penyebut: dict[int, list[int]] = {}

    def step(self, kesenjangan: int | None, capaian: int | None, standar: int | None, penyebut: int) -> None:
        """Take one pair."""
        if kesenjangan is None or capaian is None or standar is None:
            return
        tiga = self._per_penyebut.setdefault(penyebut, [0, 0, 0])
        tiga[0] += kesenjangan
        tiga[1] += capaian
        tiga[2] += standar

    def finalize(self) -> str:
        """Sums by unit as JSON: a Fraction is nothing SQLite knows."""
        return json.dumps([(penyebut, *tiga) for penyebut, tiga in self._per_penyebut.items()])

    @staticmethod
    def baca(jawab: str) -> Jumlah:
        """The three sums, exactly."""
        a, b, c = _NOL
        for penyebut, x, y, z in json.loads(jawab):
            a, b, c = a + Fraction(x, penyebut), b + Fraction(y, penyebut), c + Fraction(z, penyebut)
        return a, b, c
