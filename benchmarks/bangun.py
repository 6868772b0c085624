"""Invented cities of any size, the same for the same seed: written straight through the schema by set-based SQL.

`bangun` writes a whole database in constant memory: no audit of the invented rows, no journal, no sync. What a real
city has is there: agencies and units below them, jobs with different standards (some changed half-way, one in 25
without), people who move, rise, come late or leave, people never assessed, half assessed, by two sources, or so long
ago that it no longer counts.

`PERAN` gives every hundredth person one of these parts. The parts are chosen so that for each score that is missing
somebody else has one more: where the people come in hundreds, there are exactly 14 scores a person and period.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from math import isqrt
from pathlib import Path
from random import Random

from asn_kompetensi.services import db as services_db
from asn_kompetensi.store import door, migrations
from benchmarks import bangun_sql as sql

BENIH = 7
WAJIB, UMUM, TEKNIS, BIDANG = 14, 9, 30, 6  # competencies a job; of these general; technical ones there are; fields
AKHIR = 2025  # the year of the newest period
SUKU = ("an", "bai", "cin", "dua", "gung", "ka", "lim", "ma", "ni", "puti", "ra", "sa", "sutan", "tan", "wan", "yu")
KATA = 256  # words that names are made of


@dataclass(frozen=True, slots=True)
class Ukuran:
    """How large a city is. A fifth of `opd` are units below the others."""

    nama: str
    orang: int
    opd: int
    periode: int

    @property
    def jabatan(self) -> int:
        """How many jobs there are."""
        return min(2000, max(2 * BIDANG, isqrt(self.orang)))

    @property
    def bagian(self) -> float:
        """What part of the figures that belong to a city of 3,000 is measured: all of it from that size on."""
        return min(1.0, self.orang / 3000)


UKURAN = {
    satu.nama: satu
    for satu in (
        Ukuran("kota", 3_000, 40, 8),
        Ukuran("provinsi", 60_000, 800, 8),
        Ukuran("nasional", 4_700_000, 60_000, 1),
    )
}


def bangun(lokasi: Path, ukuran: Ukuran, benih: int = BENIH, instansi: str = "Kota Ukur") -> None:
    """Write a city; nothing is at `lokasi` before it is whole."""
    sementara = lokasi.with_name(lokasi.name + ".sementara")
    door.hapus(sementara)
    door.buat(sementara)
    with door.tulis(sementara, perintah="benchmark", petugas="benchmark") as d:
        services_db.isi_awal(d, instansi)
        nomor = d.jalankan
    with closing(sqlite3.connect(sementara, isolation_level=None)) as kon:
        for nama, isi in sql.PENGATURAN:
            kon.execute(f"PRAGMA {nama} = {isi}")
        kon.execute("BEGIN")
        _acuan(kon, ukuran, benih)
        for perintah in sql.isi(ukuran, benih, nomor):
            kon.execute(perintah)
        kon.execute("COMMIT")
    door.pindahkan(sementara, lokasi)


def sidik(ukuran: Ukuran, benih: int) -> str:
    """Twelve digits that change when the same size would be built otherwise."""
    sumber = (Path(__file__).read_bytes(), Path(sql.__file__).read_bytes())
    isi = (ukuran, benih, migrations.versi_program(), sumber)
    return sha256(repr(isi).encode()).hexdigest()[:12]


def _acuan(kon: sqlite3.Connection, ukuran: Ukuran, benih: int) -> None:
    """What the SQL looks things up in: words, the parts people play, and the years."""
    acak = Random(f"{benih} kata")
    kata = ["".join(acak.choices(SUKU, k=acak.randint(1, 3))).title() for _ in range(KATA)]
    kon.execute("CREATE TEMP TABLE kata (n INTEGER PRIMARY KEY, isi TEXT NOT NULL)")
    kon.executemany("INSERT INTO kata VALUES (?, ?)", enumerate(kata))
    kon.execute(
        """CREATE TEMP TABLE jatah (
               peran INTEGER, giliran INTEGER, periode_id INTEGER, sumber_id INTEGER, separuh INTEGER,
               PRIMARY KEY (peran, giliran, periode_id, sumber_id)) WITHOUT ROWID"""
    )
    kon.executemany("INSERT INTO jatah VALUES (?, ?, ?, ?, ?)", jatah(ukuran.periode))
    kon.executemany(
        "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)",
        [(str(t), f"{t}-01-01", f"{t}-12-31") for t in range(AKHIR - ukuran.periode + 1, AKHIR + 1)],
    )


# The parts of a hundred people; whoever is not named here has one score for each competency and period. `giliran` is
# the period (from 0) in which somebody leaves, comes or moves, another one in each hundred.
TAK_PERNAH, DUA_SUMBER = (0, 1), (2, 3)
BERHENTI, GANTI_BERHENTI, BARU, GANTI_BARU = 4, 5, 6, 7
LAMA, GANTI_LAMA, SEPARUH, SEPARUH_LAGI, USANG = 8, 9, 10, 11, 12  # USANG: every score is five years older
NAIK, PINDAH = range(13, 17), range(13, 20)  # those who move; some of them rise to another job as well


def jatah(periode: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Who is assessed by whom in which period: `(peran, giliran, periode_id, sumber_id, only half of it)`."""
    for peran in range(100):
        for giliran in range(periode):
            for ke in range(periode):
                for sumber, separuh in _sumber(peran, giliran, ke, periode):
                    yield peran, giliran, ke + 1, sumber, separuh


def _sumber(peran: int, giliran: int, ke: int, periode: int) -> list[tuple[int, int]]:
    """Sources of one person in period `ke` (from 0); 1 is asesmen, 2 atasan, 3 rekan."""
    utama = [(1 + peran % 2, 0)]
    kedua = [*utama, (3, 0)]
    # Who has no score, and in whose place somebody has two.
    kosong = {BERHENTI: ke > giliran, BARU: ke < giliran, LAMA: ke >= periode - 4, **dict.fromkeys(TAK_PERNAH, True)}
    ganda = {GANTI_BERHENTI: ke > giliran, GANTI_BARU: ke < giliran, GANTI_LAMA: ke >= periode - 4}
    if kosong.get(peran):
        return []
    if ganda.get(peran):
        return kedua
    if peran in DUA_SUMBER:
        return [(2, 0), (3, 0)]
    if peran == SEPARUH:
        return [(utama[0][0], 1)]
    return [*utama, (3, 1)] if peran == SEPARUH_LAGI else utama
