"""`python -m benchmarks.awal`: how fast a command starts and asks, as ratios to a floor measured in the same run.

Start-up is compared with `python -c pass`, a query with the sqlite3 shell running the very same SQL; all variants take
turns, and what is printed are medians. Only the ratios carry over to another machine. Compiles the package first: where
PYTHONDONTWRITEBYTECODE is set, a working copy never has any .pyc.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from asn_kompetensi.services import db as services_db
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries.gap import Saringan

ORANG, OPD, PERIODE, TEKNIS = 3000, 40, 8, 5
NIP = "198403122006041001"
AKAR = Path(__file__).resolve().parent.parent
SASARAN = {
    "--version": 2,
    "--help": 7,
    "gap daftar --opd (JSON)": 15,
    "pegawai lihat (JSON)": 15,
    "gap daftar (layar)": 20,
}


def kota_besar(lokasi: Path) -> None:
    """A city of 3,000 people, 40 agencies, 14 required competencies and 8 periods: 336,000 scores."""
    door.buat(lokasi)
    with door.tulis(lokasi, perintah="benchmark", petugas="benchmark") as d:
        services_db.isi_awal(d, "Kota Ukur")
        kon, komp = d.kon, range(1, 9 + TEKNIS + 1)
        kon.executemany(
            "INSERT INTO opd (kode, nama) VALUES (?, ?)", [(f"OPD{n:02d}", f"Dinas {n}") for n in range(OPD)]
        )
        kon.execute("INSERT INTO jabatan (kode, nama) VALUES ('STAF', 'Staf')")
        kon.executemany(
            "INSERT INTO kompetensi (kode, nama, jenis, urutan) VALUES (?, ?, 'teknis', ?)",
            [(f"T{n}", f"Teknis {n}", n) for n in komp[9:]],
        )
        kon.executemany(
            "INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (1, ?, 300)", [(k,) for k in komp]
        )
        kon.executemany(
            """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, 'L', '1984-03-12', 'PNS')""",
            [(str(int(NIP) + n), f"Pegawai {n * 7919 % ORANG:04d}") for n in range(ORANG)],
        )
        kon.executemany(
            "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (?, ?, 1)",
            [(n + 1, n % OPD + 1) for n in range(ORANG)],
        )
        tahun = [date(2026 - PERIODE + n, 12, 31) for n in range(PERIODE)]
        kon.executemany(
            "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)",
            [(str(t.year), f"{t.year}-01-01", t.isoformat()) for t in tahun],
        )
        # The newest period is half scored, a third of it by superiors instead of an assessment.
        kon.executemany(
            f"INSERT INTO nilai VALUES (?, ?, ?, ?, ?, NULL, {d.jalankan}, NULL)",
            (
                (g, k, p, 2 if (g + p) % 3 == 0 else 1, 100 + (g * 37 + k * 11 + p) % 401)
                for g in range(1, ORANG + 1)
                for k in komp
                for p in range(1, PERIODE + 1)
                if p < PERIODE or g % 2
            ),
        )


def _proses(kata: Sequence[str], lingkungan: Mapping[str, str]) -> float:
    mulai = time.perf_counter()
    subprocess.run(kata, env=lingkungan, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - mulai


def _di_layar(kata: Sequence[str], lingkungan: Mapping[str, str]) -> float:
    """The same with a terminal as stdout, whose text is read away."""
    induk, anak = pty.openpty()
    mulai = time.perf_counter()
    proses = subprocess.Popen(kata, env=lingkungan, stdout=anak)
    os.close(anak)
    try:
        while os.read(induk, 65536):
            pass
    except OSError:  # Linux says EIO when the last writer has gone
        pass
    proses.wait()
    lama = time.perf_counter() - mulai
    os.close(induk)
    return lama


def bergiliran(ukur: Mapping[str, Callable[[], float]], kali: int) -> dict[str, float]:
    """Median seconds of each, all of them measured in turn, after one unmeasured round."""
    hasil: dict[str, list[float]] = {nama: [] for nama in ukur}
    for putaran in range(kali + 1):
        for nama, satu in ukur.items():
            lama = satu()
            if putaran:
                hasil[nama].append(lama)
    return {nama: statistics.median(isi) for nama, isi in hasil.items()}


def awal(basis: Path, kali: int) -> None:
    """Print the start-up ratios."""
    lingkungan = {**os.environ, "ASN_DB": str(basis), "PYTHONPATH": str(AKAR), "COLUMNS": "80"}
    asn = [sys.executable, "-m", "asn_kompetensi"]
    gap = [*asn, "gap", "daftar", "--periode", "2025", "--opd", "OPD01", "-q"]
    ukur: dict[str, Callable[[], float]] = {
        "python -c pass": lambda: _proses([sys.executable, "-c", "pass"], lingkungan),
        "--version": lambda: _proses([*asn, "--version"], lingkungan),
        "--help": lambda: _proses([*asn, "--help"], lingkungan),
        "gap daftar --opd (JSON)": lambda: _proses([*gap, "--json"], lingkungan),
        "pegawai lihat (JSON)": lambda: _proses([*asn, "pegawai", "lihat", NIP, "--json"], lingkungan),
        "gap daftar (layar)": lambda: _di_layar(gap, lingkungan),
    }
    median = bergiliran(ukur, kali)
    dasar = median["python -c pass"]
    print(f"Awal, rasio terhadap python -c pass ({dasar * 1000:.0f} ms), median {kali}:")
    for nama, lama in median.items():
        batas = f"  (sasaran {SASARAN[nama]})" if nama in SASARAN else ""
        print(f"  {nama:<26}{lama / dasar:6.1f}{batas}")


def tanya(basis: Path, kali: int) -> None:
    """Print the query ratios to the sqlite3 shell."""
    shell = shutil.which("sqlite3")
    if shell is None:
        print("Kueri: sqlite3 tidak terpasang, tidak diukur.")
        return
    bentuk: dict[str, Callable[[sqlite3.Connection], object]] = {
        "satu perangkat daerah": lambda kon: gap_sql.daftar(kon, Saringan(PERIODE, [2])),
        "kota per OPD": lambda kon: gap_sql.ringkas(kon, Saringan(PERIODE), "opd"),
        "kota, semua baris": lambda kon: gap_sql.daftar(kon, Saringan(PERIODE)),
    }
    kosong = [shell, str(basis), "SELECT 1"]
    print(f"Kueri, rasio terhadap sqlite3 ({ORANG} orang), median {kali}:")
    for nama, kerja in bentuk.items():
        perintah = [shell, str(basis), _sql(basis, kerja)]
        median = bergiliran(
            {
                "shell": lambda perintah=perintah: _proses(perintah, os.environ),  # type: ignore[misc]
                "mulai": lambda: _proses(kosong, os.environ),
                "asn": lambda kerja=kerja: _lama(basis, kerja),  # type: ignore[misc]
            },
            kali,
        )
        print(
            f"  {nama:<26}{median['asn'] / median['shell']:6.2f}   asn {median['asn'] * 1000:.0f} ms, "
            f"sqlite3 {median['shell'] * 1000:.0f} ms (mulainya saja {median['mulai'] * 1000:.0f} ms)"
        )


def _sql(basis: Path, kerja: Callable[[sqlite3.Connection], object]) -> str:
    """The SQL that a query runs, its parameters written out."""
    catatan: list[str] = []
    with door.baca(basis) as d:
        d.kon.set_trace_callback(catatan.append)
        kerja(d.kon)
    return catatan[-1]


def _lama(basis: Path, kerja: Callable[[sqlite3.Connection], object]) -> float:
    mulai = time.perf_counter()
    with door.baca(basis) as d:
        kerja(d.kon)
    return time.perf_counter() - mulai


def main() -> None:
    """Build the city in a temporary folder and print both tables."""
    pilihan = argparse.ArgumentParser(prog="python -m benchmarks.awal", description=__doc__)
    pilihan.add_argument("--kali", type=int, default=15, help="measurements of each variant")
    kali = pilihan.parse_args().kali
    compileall.compile_dir(AKAR / "asn_kompetensi", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        basis = Path(folder) / "kota.db"
        kota_besar(basis)
        awal(basis, kali)
        tanya(basis, kali)


if __name__ == "__main__":
    main()
