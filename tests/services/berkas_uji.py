"""A small city and files made by the tests of people and scores."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.tabular.baca.bahan import buku_cepat

Asn = Callable[..., tuple[int, str, str]]
A, B, C, D = "198403122006042901", "197911052005011902", "199107212019031903", "198201302010012904"
P3K = "199305022022211907"
OPD = (
    ("DINKES", "Dinas Kesehatan", None), ("RSUD", "RSUD Sawahlunto", "DINKES"), ("PKM", "Puskesmas Kolok", "DINKES"),
    ("DISDIK", "Dinas Pendidikan", None), ("DISHUB", "Dinas Perhubungan", None), ("DINSOS", "Dinas Sosial", None),
)  # fmt: skip
JABATAN = (
    ("STAF", "Staf", None),
    ("SEKDIS", "Sekretaris Dinas", "Administrator"),
    ("PRAKOM", "Pranata Komputer", None),
)
ORANG = ((A, "SABAI ALUIH", "P", "PNS"), (B, "MANGKUTAK ALAM", "L", "PNS"), (C, "CINDUA MATO", "L", "PNS"))


@sekali
def isi_opd(basis: Path) -> None:
    """Six agencies (RSUD and PKM below DINKES), three jobs, the period 2025; no people."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        for kode, nama, induk in OPD:
            d.kon.execute(
                "INSERT INTO opd (kode, nama, induk_id) VALUES (?, ?, (SELECT id FROM opd WHERE kode = ?))",
                (kode, nama, induk),
            )
        d.kon.executemany("INSERT INTO jabatan (kode, nama, jenjang) VALUES (?, ?, ?)", JABATAN)
        d.kon.executemany(
            "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)",
            [("2024", "2024-01-01", "2024-12-31"), ("2025", "2025-01-01", "2025-12-31")],
        )


@sekali
def isi_orang(basis: Path) -> None:
    """`isi_opd` and three people in DINKES, DISHUB and DISDIK as STAF, open to the past."""
    isi_opd(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        for (nip, nama, kelamin, jenis), opd in zip(ORANG, ("DINKES", "DISHUB", "DISDIK"), strict=True):
            nomor = d.kon.execute(
                "INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai) VALUES (?, ?, ?, ?, ?)",
                (nip, nama, kelamin, f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}", jenis),
            ).lastrowid
            d.kon.execute(
                """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id)
                   SELECT ?, o.id, j.id FROM opd o, jabatan j WHERE o.kode = ? AND j.kode = 'STAF'""",
                (nomor, opd),
            )


def sql(basis: Path, perintah: str, *isi: Any) -> list[tuple[Any, ...]]:
    """One statement in its own transaction."""
    kon = sqlite3.connect(basis)
    try:
        with kon:
            return kon.execute(perintah, isi).fetchall()
    finally:
        kon.close()


def sidik(basis: Path) -> str:
    """Fingerprint of the database file."""
    return hashlib.sha256(basis.read_bytes()).hexdigest()


def xlsx(basis: Path, judul: str, *baris: tuple[Any, ...], nama: str = "uji.xlsx") -> Path:
    """A workbook beside the database: headings separated by `|`, then the rows from row 2 on."""
    return buku_cepat(basis.with_name(nama), [judul.split("|"), *baris])


def laporan(hasil: tuple[int, str, str]) -> dict[str, Any]:
    """The report object on stdout."""
    isi: dict[str, Any] = json.loads(hasil[1])
    return isi


def kode(isi: dict[str, Any], apa: str = "galat") -> list[tuple[int | None, str | None, str]]:
    """Findings as `(row, cell, code)`."""
    return [(satu["baris"], satu["sel"], satu["kode"]) for satu in isi[apa]]


def hitungan(isi: dict[str, Any]) -> tuple[int, ...]:
    """`baru, berubah, sama, ditahan, dilewati`, after checking the two sums of the contract."""
    assert isi["dibaca"] == isi["diterima"] + isi["ditahan"] + isi["dilewati"]
    assert isi["diterima"] == isi["baru"] + isi["berubah"] + isi["sama"]
    return tuple(isi[satu] for satu in ("baru", "berubah", "sama", "ditahan", "dilewati"))


def orang(basis: Path, nip: str) -> dict[str, Any] | None:
    """The record of one person with the codes of the newest placement."""
    with door.baca(basis) as d:
        d.kon.row_factory = sqlite3.Row
        baris = d.kon.execute("SELECT * FROM pegawai WHERE nip = ?", (nip,)).fetchone()
    return dict(baris) if baris else None


def penempatan(basis: Path, nip: str) -> list[tuple[str, str, str | None, str | None]]:
    """`(opd, jabatan, mulai, selesai)` from the oldest on."""
    return sql(
        basis,
        """SELECT o.kode, j.kode, t.mulai, t.selesai FROM penempatan t JOIN opd o ON o.id = t.opd_id
             JOIN jabatan j ON j.id = t.jabatan_id JOIN pegawai g ON g.id = t.pegawai_id
            WHERE g.nip = ? ORDER BY coalesce(t.mulai, '')""",
        nip,
    )


def nilai(basis: Path) -> dict[tuple[str, str, str, str], int]:
    """Every score: `(nip, competency, period, source) -> hundredths`."""
    baris = sql(
        basis,
        """SELECT g.nip, k.kode, p.kode, s.kode, n.ratus FROM nilai n JOIN pegawai g ON g.id = n.pegawai_id
             JOIN kompetensi k ON k.id = n.kompetensi_id JOIN periode p ON p.id = n.periode_id
             JOIN sumber s ON s.id = n.sumber_id""",
    )
    return {(b[0], b[1], b[2], b[3]): b[4] for b in baris}
