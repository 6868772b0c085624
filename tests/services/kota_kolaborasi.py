"""A city in memory for the tests of collaboration: agencies, standards, people with scores, programmes, classes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from asn_kompetensi.store.door import Pintu
from tests.store.queries.isi import RUN, isi, nip

Wajib = Mapping[str, tuple[int, str | None]]
INT, KS, KOM = 1, 2, 3
NOMOR = {"INT": INT, "KS": KS, "KOM": KOM, "OPH": 4, "PP": 5}


def kosong(induk: Path) -> Pintu:
    """Reference data and an open period 2025; nobody in it."""
    kon = sqlite3.connect(":memory:", isolation_level=None)
    asal = sqlite3.connect(induk)
    asal.backup(kon)
    asal.close()
    isi(kon, "periode", "id, kode, mulai, selesai", (1, "2025", "2025-01-01", "2025-12-31"))
    return Pintu(kon, Path("kota.db"))


def opd(kon: sqlite3.Connection, *kode: str, induk: str | None = None) -> None:
    """Agencies called `Dinas KODE`, below `induk` if given."""
    kon.executemany(
        "INSERT INTO opd (kode, nama, induk_id) VALUES (?, ?, (SELECT id FROM opd WHERE kode = ?))",
        [(satu, f"Dinas {satu}", induk) for satu in kode],
    )


def jabatan(kon: sqlite3.Connection, kode: str, wajib: Wajib) -> None:
    """A job with its standard: competency -> (hundredths, necessity)."""
    nomor = kon.execute("INSERT INTO jabatan (kode, nama) VALUES (?, ?)", (kode, kode.title())).lastrowid
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus, tingkat",
        *[(nomor, NOMOR[k], ratus, tingkat) for k, (ratus, tingkat) in wajib.items()])  # fmt: skip


def orang(kon: sqlite3.Connection, nomor: int, opd: str, jabatan: str, skor: Mapping[str, int]) -> str:
    """A person with scores in hundredths, from an assessment of 2025; returns the NIP."""
    isi(kon, "pegawai", "id, nip, nama, jenis_pegawai, jenis_kelamin, tanggal_lahir",
        (nomor, nip(nomor), f"Orang {nomor:03}", "PNS", "P", "1984-03-12"))  # fmt: skip
    kon.execute(
        """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id)
           SELECT ?, o.id, j.id FROM opd o, jabatan j WHERE o.kode = ? AND j.kode = ?""",
        (nomor, opd, jabatan),
    )
    isi(kon, "nilai", "pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, jalankan_id",
        *[(nomor, NOMOR[k], 1, 1, ratus, RUN) for k, ratus in skor.items()])  # fmt: skip
    return nip(nomor)


def pelatihan(kon: sqlite3.Connection, kode: str, sasaran: Mapping[str, int], *biaya: int | None) -> None:
    """A programme with target levels in hundredths, and a finished class for each cost."""
    nomor = kon.execute("INSERT INTO pelatihan (kode, nama, bentuk_id, jp) VALUES (?, ?, 8, 16)",
                        (kode, f"Bimtek {kode}")).lastrowid  # fmt: skip
    isi(kon, "pelatihan_sasaran", "pelatihan_id, kompetensi_id, ratus",
        *[(nomor, NOMOR[k], ratus) for k, ratus in sasaran.items()])  # fmt: skip
    isi(kon, "kelas", "kode, pelatihan_id, mulai, selesai, status, biaya",
        *[(f"{kode}-{n}", nomor, "2024-03-03", "2024-03-04", "selesai", b) for n, b in enumerate(biaya)])  # fmt: skip


def acak(induk: Path, seed: int, banyak: int, urutan: Sequence[int] | None = None) -> Pintu:
    """A seeded city of so many people in six agencies and five programmes; `urutan` is the order of registering."""
    r = Random(seed)
    d = kosong(induk)
    opd(d.kon, "A", "B", "C", "D", "E", "F")
    tingkat = ("mutlak", "penting", "perlu", None)
    for kode in ("STAF", "AHLI", "KEPALA"):
        jabatan(d.kon, kode, {k: (r.choice((200, 300, 400)), r.choice(tingkat)) for k in NOMOR})
    diri = [
        (n, r.choice("AAABBCDEF"), r.choice(("STAF", "AHLI", "KEPALA")),
         {k: r.randrange(100, 451, 25) for k in NOMOR if r.random() < 0.8})
        for n in range(1, banyak + 1)
    ]  # fmt: skip
    program = [(f"P{n}", {k: r.choice((200, 300, 400)) for k in r.sample(sorted(NOMOR), r.choice((1, 2)))},
                r.randint(5, 30) * 1_000_000) for n in range(5)]  # fmt: skip
    for letak in urutan or range(banyak):
        orang(d.kon, *diri[letak])
    for satu in program if urutan is None else reversed(program):
        pelatihan(d.kon, *satu)
    return d
