"""How fast a command starts and answers, against `python -c pass`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from benchmarks.bangun import AKHIR
from benchmarks.hasil import Baris, detik
from benchmarks.kueri import opd_sedang
from benchmarks.ukur import ASN, Cara, Takaran, Tempat, proses

LANTAI = "python -c pass"
SEORANG, SATU_OPD, LAYAR = (
    "asn pegawai lihat NIP --json",
    "asn gap daftar --opd --json",
    "asn gap daftar --opd, di layar",
)
SASARAN: dict[str, tuple[float, float | None]] = {
    "asn --version": (2, None),
    "asn --help": (7, None),
    SEORANG: (15, 8),
    SATU_OPD: (15, 8),
    LAYAR: (20, 12),
}


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """Starting, helping, reading one person and one agency of some 75, off a terminal and on one."""
    tempat = semua[0]
    nip, opd = _kenalan(tempat)
    env = {**tempat.env, "COLUMNS": "80"}
    gap = [*ASN, "gap", "daftar", "--periode", str(AKHIR), "--opd", opd, "-q"]
    varian: dict[str, Callable[[], Takaran]] = {
        LANTAI: lambda: proses([sys.executable, "-c", "pass"], env),
        "asn --version": lambda: proses([*ASN, "--version"], env),
        "asn --help": lambda: proses([*ASN, "--help"], env),
        SEORANG: lambda: proses([*ASN, "pegawai", "lihat", nip, "--json"], env),
        SATU_OPD: lambda: proses([*gap, "--json"], env),
        LAYAR: lambda: proses(gap, env, layar=True),
    }
    hasil = cara.bergiliran(varian)
    lantai = f"{LANTAI} ({detik(cara.lama(hasil[LANTAI]).tengah)})"
    for nama, (sasaran, idaman) in SASARAN.items():
        yield Baris("awal", nama, cara.rasio(hasil[nama], hasil[LANTAI]), lantai, sasaran=sasaran, idaman=idaman)


def _kenalan(tempat: Tempat) -> tuple[str, str]:
    """The NIP of somebody with scores, and the code of an agency of some 75 people."""
    with closing(sqlite3.connect(tempat.basis)) as kon:
        (nip,) = kon.execute(
            "SELECT nip FROM pegawai g WHERE status = 'aktif' AND EXISTS (SELECT 1 FROM nilai WHERE pegawai_id = g.id)"
        ).fetchone()
        (opd,) = kon.execute("SELECT kode FROM opd WHERE id = ?", (opd_sedang(tempat.basis),)).fetchone()
    return str(nip), str(opd)
