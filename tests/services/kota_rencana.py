"""A random city with a training catalogue, classes of a year and who sat in them; the plan worked out the plain way."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

from asn_kompetensi.store.door import PintuTulis
from tests.services.kota_gap import Baris, Kota, Periode, baris_gap
from tests.services.orang import CINDUA, MANGKUTAK, RENO, SABAI, isi_kota

AWAL, AKHIR = "2025-01-01", "2025-12-31"


class Program(NamedTuple):
    """A programme; targets by competency id in hundredths."""

    id: int
    kode: str
    jp: int | None
    sasaran: dict[int, int]


class Kelas(NamedTuple):
    """A class of a programme."""

    id: int
    kode: str
    program: int
    mulai: str
    selesai: str
    biaya: int | None
    status: str


class Kursi(NamedTuple):
    """A person on the roster of a class."""

    kelas: int
    pegawai: int
    jawaban: str | None
    lulus: int | None
    jp: int | None


@dataclass
class Diklat:
    """Programmes, classes and rosters."""

    program: list[Program] = field(default_factory=list)
    kelas: list[Kelas] = field(default_factory=list)
    kursi: list[Kursi] = field(default_factory=list)

    def isi(self, kon: sqlite3.Connection) -> None:
        """Put it all into a database that holds the city."""
        kon.executemany(
            "INSERT INTO pelatihan VALUES (?, ?, ?, 8, ?, 'BKPSDM')",
            [(satu.id, satu.kode, f"Program {satu.kode}", satu.jp) for satu in self.program],
        )
        kon.executemany(
            "INSERT INTO pelatihan_sasaran VALUES (?, ?, ?)",
            [(satu.id, k, ratus) for satu in self.program for k, ratus in satu.sasaran.items()],
        )
        kon.executemany(
            "INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, biaya, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
            self.kelas,
        )
        kon.executemany(
            """INSERT INTO peserta (kelas_id, nomor, pegawai_id, jawaban, lulus, jp_diakui, opd_id)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT max(opd_id) FROM penempatan WHERE pegawai_id = ?3))""",
            [(s.kelas, nomor, s.pegawai, s.jawaban, s.lulus, s.jp) for nomor, s in enumerate(self.kursi, 1)],
        )

    def berkursi(self, kelas: Kelas) -> list[Kursi]:
        """Who holds a seat in a class."""
        return [s for s in self.kursi if s.kelas == kelas.id and s.jawaban in (None, "bersedia")]

    def biaya(self, program: Program) -> Fraction | None:
        """Rupiah for one participant in the finished classes of a programme."""
        dipakai = [
            k for k in self.kelas
            if k.program == program.id and k.status == "selesai" and k.biaya is not None and self.berkursi(k)
        ]  # fmt: skip
        kursi = sum(len(self.berkursi(k)) for k in dipakai)
        return Fraction(sum(k.biaya or 0 for k in dipakai), kursi) if kursi else None


def acak_diklat(kota: Kota, seed: int) -> Diklat:
    """Programmes that reach some standards, classes before, in and after 2025, with all kinds of participants."""
    r = Random(seed)
    banyak = len(kota.kompetensi)
    hasil = Diklat()
    for nomor in range(1, r.randint(1, 5)):
        sasaran = {k: r.choice([200, 300, 350, 500]) for k in r.sample(range(1, banyak + 1), r.randint(1, 3))}
        hasil.program.append(Program(nomor, f"P{9 - nomor}", r.choice([None, 8, 16, 24]), sasaran))
    for nomor in range(1, r.randint(2, 9)) if hasil.program else ():
        tahun = r.choice([2024, 2025, 2025, 2025])
        status = r.choice(["selesai", "selesai", "selesai", "dibuka", "batal"])
        selesai = r.choice([f"{tahun}-12-31", f"{tahun}-06-30", f"{tahun}-01-01"])
        biaya = r.choice([None, 0, 1000, 777_777])
        hasil.kelas.append(
            Kelas(nomor, f"K{nomor}", r.choice(hasil.program).id, f"{tahun - 1}-12-30", selesai, biaya, status)
        )
        for pegawai in r.sample(range(1, len(kota.pegawai) + 1), r.randint(0, len(kota.pegawai))):
            lulus = r.choice([0, 1, 1]) if status == "selesai" else None
            jawaban = r.choice([None, "bersedia", "menolak", "daftar_tunggu"])
            hasil.kursi.append(Kursi(nomor, pegawai, jawaban, lulus, r.choice([None, 800, 1650]) if lulus else None))
    return hasil


def pilih(diklat: Diklat, kompetensi: int, standar: Fraction) -> Program | None:
    """The programme that fits, by one loop after the other."""
    cukup = [p for p in diklat.program if p.sasaran.get(kompetensi, 0) >= standar * 100]
    for ukur in (
        lambda p: p.sasaran[kompetensi],
        lambda p: 99999 if p.jp is None else p.jp,
        lambda p: 10**15 if diklat.biaya(p) is None else diklat.biaya(p),
        lambda p: p.kode,
    ):
        terbaik = min((ukur(p) for p in cukup), default=None)
        cukup = [p for p in cukup if ukur(p) == terbaik]
    return cukup[0] if cukup else None


def rencana(kota: Kota, asal: Periode, diklat: Diklat) -> dict[tuple[int, int, int, int | None], list[Baris]]:
    """Agency, competency, priority, programme -> the needs of that row of the plan."""
    hasil: dict[tuple[int, int, int, int | None], list[Baris]] = defaultdict(list)
    for b in baris_gap(kota, asal):
        if b.status == "di_bawah":
            assert b.kompetensi is not None
            assert b.standar is not None
            prioritas = {"rendah": 3, "sedang": 2, "tinggi": 1}[b.kategori or ""]
            cocok = pilih(diklat, b.kompetensi, b.standar)
            hasil[b.opd, b.kompetensi, prioritas, cocok.id if cocok else None].append(b)
    return hasil


def ikut(diklat: Diklat, kompetensi: int, pegawai: int, status: str) -> list[tuple[Kelas, Kursi]]:
    """Seats of a person in classes of 2025 in a state, of programmes that aim at a competency."""
    return [
        (k, s)
        for k in diklat.kelas
        if AWAL <= k.selesai <= AKHIR and k.status == status
        and kompetensi in next(p for p in diklat.program if p.id == k.program).sasaran
        for s in diklat.berkursi(k)
        if s.pegawai == pegawai
    ]  # fmt: skip


def sebagai_kamus(bidang: tuple[str, ...], baris: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Rows as objects."""
    return [dict(zip(bidang, satu, strict=True)) for satu in baris]


def isi_kecil(d: PintuTulis) -> None:
    """KOM 3 for all: SABAI and RENO reach 2, MANGKUTAK 0.5, CINDUA 3; PP 3: SABAI 1. One programme, for KOM.

    A finished class of it cost 1,000,000 for four seats.
    """
    isi_kota(d.kon)
    d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (1, '2024', '2024-01-01', '2024-12-31')")
    d.kon.execute(
        """INSERT INTO standar (jabatan_id, kompetensi_id, ratus, tingkat)
           SELECT 1, id, 300, 'penting' FROM kompetensi WHERE kode IN ('KOM', 'PP')"""
    )
    for nip, kompetensi, ratus in (
        (SABAI, "KOM", 200), (RENO, "KOM", 200), (MANGKUTAK, "KOM", 50), (CINDUA, "KOM", 300), (SABAI, "PP", 100),
    ):  # fmt: skip
        beri_nilai(d, nip, kompetensi, ratus)
    d.kon.execute("INSERT INTO pelatihan VALUES (1, 'KOM-01', 'Komunikasi Publik', 8, 24, 'BKPSDM')")
    d.kon.execute("INSERT INTO pelatihan_sasaran SELECT 1, id, 300 FROM kompetensi WHERE kode = 'KOM'")
    d.kon.execute(
        """INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, biaya, status)
           VALUES (1, 'KOM-A', 1, '2023-03-03', '2023-03-05', 1000000, 'selesai')"""
    )
    d.kon.execute("INSERT INTO peserta (kelas_id, nomor, pegawai_id) SELECT 1, id, id FROM pegawai WHERE id <= 4")


def beri_nilai(d: PintuTulis, nip: str, kompetensi: str, ratus: int) -> None:
    """A score of period 2024."""
    d.kon.execute(
        """INSERT OR REPLACE INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id)
           SELECT g.id, k.id, 1, 1, ?, NULL, ? FROM pegawai g, kompetensi k WHERE g.nip = ? AND k.kode = ?""",
        (ratus, d.jalankan, nip, kompetensi),
    )
