"""Invented cities from `benchmarks.bangun` for tests on how SQLite goes about a question, and how that grows."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from asn_kompetensi.services import kebijakan, penutupan
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap_kelompok import JumlahLevel
from benchmarks.bangun import Ukuran, bangun

BUKA, TUTUP = "2025", "2024"
SETIAP = 100  # the virtual machine of SQLite is asked every so many steps


class Tanya(NamedTuple):
    """What is asked of: a period, an agency of some 75 people and one of them."""

    periode: str
    opd: str
    nip: str


def kota(lokasi: Path, orang: int, opd: int, bobot: str | None = None) -> Path:
    """A city with its first period closed; `bobot` weighs its sources."""
    bangun(lokasi, Ukuran("uji", orang, opd, 2))
    latih(lokasi, orang)
    if bobot:
        with door.tulis(lokasi, perintah="uji", petugas="uji") as d:
            kebijakan.tetapkan(d, "bobot_sumber", bobot)
    with door.tulis(lokasi, perintah="uji", petugas="uji") as d:
        penutupan.tutup(d, TUTUP)
    return lokasi


def deret(dari: int, sampai: str) -> str:
    """SQL: the whole numbers from one to another, as the column `value`."""
    return f"""(WITH RECURSIVE d (value) AS (SELECT {dari} UNION ALL SELECT value + 1 FROM d WHERE value < {sampai})
                SELECT value FROM d)"""


# Twenty programmes and ten classes to come, as many in any city; a class gone by for every fifteen people, with twenty
# of them in it from all over the city; what every third has learned elsewhere.
_LATIHAN = (
    f"""INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp)
       SELECT value, printf('P%02d', value), 'Pelatihan ' || value, 8, 24 FROM {deret(1, "20")}""",
    """INSERT INTO pelatihan_sasaran
       SELECT l.id, k.id, 100 + 100 * (l.id % 4) FROM pelatihan l JOIN kompetensi k ON k.urutan % 20 = l.id % 20""",
    f"""INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, terbuka, status, biaya)
       SELECT value, printf('K%04d', value), 1 + value % 20, '2026-12-' || (10 + value), '2026-12-' || (11 + value), 1,
              'dibuka', NULL FROM {deret(1, "10")}""",
    f"""INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status, biaya)
       SELECT 10 + value, printf('L%05d', value), 1 + value % 20, hari, date(hari, '+2 days'), 'selesai', 1000000
         FROM (SELECT value, date('2024-01-08', (value * 37 % 700) || ' days') AS hari
                 FROM {deret(1, ":orang / 15")})""",
    f"""INSERT INTO kelas_hari SELECT id, date(mulai, value || ' days') FROM kelas CROSS JOIN {deret(0, "2")}
        WHERE status = 'selesai' AND id % 2 AND value <> 1""",
    f"""INSERT OR IGNORE INTO peserta (kelas_id, nomor, pegawai_id, opd_id, jawaban, lulus, sertifikat, jp_diakui)
       SELECT k.id, n.value, g.id, (SELECT t.opd_id FROM penempatan t WHERE t.pegawai_id = g.id LIMIT 1), 'bersedia', 1,
              printf('S-%d-%d', k.id, n.value), 2400
         FROM kelas k CROSS JOIN {deret(1, "20")} n
         JOIN pegawai g ON g.id = 1 + (k.id * 131 + n.value * :orang / 20) % :orang WHERE k.status = 'selesai'""",
    f"""INSERT INTO kehadiran
       SELECT s.id, date(k.mulai, value || ' days'), 'hadir'
         FROM peserta s JOIN kelas k ON k.id = s.kelas_id CROSS JOIN {deret(0, "2")}""",
    """INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, mulai, selesai, jp_diakui, sertifikat)
       SELECT id, 'Kursus ' || id % 9, 'kursus ' || id % 9, 8, 2025, '2025-05-05', '2025-05-06', 1000, 'L-' || id
         FROM pegawai WHERE id % 3 = 0""",
    # The plan of a year: five rows an agency, each for a quarter of its people.
    """INSERT INTO rencana (id, tahun, nomor, periode_id, opd_id, kompetensi_id, prioritas, bentuk_id, mulai, selesai)
       SELECT row_number() OVER urut, 2025, row_number() OVER urut, (SELECT min(id) FROM periode), o.id, k.id, 2, 8,
              '2025-01-01', '2025-03-31'
         FROM opd o CROSS JOIN kompetensi k WHERE k.urutan <= 5 WINDOW urut AS (ORDER BY o.id, k.id)""",
    """INSERT INTO rencana_sasaran
       SELECT r.id, t.pegawai_id, row_number() OVER (PARTITION BY r.id ORDER BY t.pegawai_id), t.jabatan_id, 300, 200,
              100
         FROM rencana r JOIN penempatan t ON t.opd_id = r.opd_id AND t.selesai IS NULL
        WHERE (t.pegawai_id + r.kompetensi_id) % 4 = 0""",
)


def latih(lokasi: Path, orang: int) -> None:
    """Training for a city, as `bangun` has none; it has no trail either."""
    with closing(sqlite3.connect(lokasi)) as kon:
        for perintah in _LATIHAN:
            kon.execute(perintah, {"orang": orang})
        kon.commit()


def berstatistik(asal: Path, ke: Path) -> Path:
    """The same city with what ANALYZE of another tool finds in it."""
    shutil.copy(asal, ke)
    with closing(sqlite3.connect(ke)) as kon:
        kon.execute("ANALYZE")
        kon.commit()
    return ke


def tanya(d: Pintu, periode: str) -> Tanya:
    """An agency of middling size, and somebody who has always been there and was assessed."""
    opd_id, kode = d.kon.execute(
        """SELECT o.id, o.kode FROM opd o JOIN penempatan t ON t.opd_id = o.id
            WHERE t.mulai IS NULL AND t.selesai IS NULL
            GROUP BY o.id ORDER BY abs(count(*) - 75), o.id LIMIT 1"""
    ).fetchone()
    (nip,) = d.kon.execute(
        """SELECT g.nip FROM penempatan t JOIN pegawai g ON g.id = t.pegawai_id JOIN nilai n ON n.pegawai_id = g.id
            WHERE t.opd_id = ? AND t.mulai IS NULL AND t.selesai IS NULL AND g.status = 'aktif'
            GROUP BY g.id HAVING count(DISTINCT n.periode_id) = 2 ORDER BY g.id LIMIT 1""",
        (opd_id,),
    ).fetchone()
    return Tanya(periode, kode, nip)


def rencana(d: Pintu, kerja: Callable[[], object], di: Path) -> dict[str, list[str]]:
    """Every statement that a piece of work runs -> the steps by which SQLite would go about it in the city `di`.

    The work itself may be done in a smaller one: what is asked is the same, only not of so many agencies.
    """
    semua: dict[str, None] = {}
    d.kon.set_trace_callback(lambda sql: semua.setdefault(sql))
    habiskan(kerja())
    d.kon.set_trace_callback(None)
    with door.baca(di) as besar:
        besar.kon.create_aggregate("jumlah_level", 4, JumlahLevel)  # type: ignore[arg-type] # as weighted levels are added
        return {
            sql: [baris[3] for baris in besar.kon.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in semua
            if sql.lstrip().upper().startswith(("SELECT", "WITH"))
        }


def langkah(d: Pintu, kerja: Callable[[], object]) -> tuple[int, int]:
    """Steps of SQLite's virtual machine that a piece of work takes, in hundreds, and the rows it answers."""
    hitung = 0

    def satu() -> int:
        nonlocal hitung
        hitung += 1
        return 0

    d.kon.set_progress_handler(satu, SETIAP)
    baris = habiskan(kerja())
    d.kon.set_progress_handler(None, 0)
    return hitung, baris


def habiskan(hasil: Any) -> int:
    """Read an answer to its end: how many rows."""
    if isinstance(hasil, dict) or not isinstance(hasil, Iterable):
        return 1
    return sum(1 for _ in hasil)
