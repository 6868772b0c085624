"""`python -m benchmarks.buku_kerja`: forty workbooks of 75 people, as ratios to XlsxWriter in the same run.

XlsxWriter writes in one process the very cells our own workbooks hold (values, looks, merges, widths, heights, tables,
charts, print set-up), read back before anything is timed. Ours is timed from the data of the agencies to the last
rename, in one process and in two; all take turns, and what is printed are medians. Only the ratios carry over to
another machine. `--perintah` times whole programs instead: `asn laporan semua`, which also reads the database, against
Python that imports XlsxWriter. `--prosesor` counts processor time, halved for two processes: for a machine on which
others work too, where the clock says nothing.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from asn_kompetensi.cli import buku_kerja
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.services import laporan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.buku.opd import buku_opd
from benchmarks import xlsxwriter_
from benchmarks.awal import AKAR, bergiliran, kota_besar

BENIH, JABATAN, SASARAN = 7, 30, 0.8
SUKU = ("an", "bai", "cin", "dua", "gung", "ka", "lim", "ma", "ni", "puti", "ra", "sa", "sutan", "tan", "wan", "yu")
TAHUN = "2024"  # every score of the city's newest year but one is there


def kota_kerja(lokasi: Path) -> None:
    """The city of `benchmarks.awal` with whole levels, thirty jobs, and names as long as real ones."""
    kota_besar(lokasi)
    acak = Random(BENIH)
    with door.tulis(lokasi, perintah="benchmark", petugas="benchmark") as d:
        kon = d.kon
        kon.execute("UPDATE nilai SET ratus = max(100, ratus / 100 * 100)")
        kon.executemany(
            "INSERT INTO jabatan (kode, nama) VALUES (?, ?)",
            [(f"J{n:02d}", f"{_nama(acak)} Ahli {acak.choice(('Muda', 'Pertama', 'Madya'))}") for n in range(JABATAN)],
        )
        kon.execute(
            """INSERT INTO standar (jabatan_id, kompetensi_id, ratus)
               SELECT j.id, s.kompetensi_id, 200 + (j.id + s.kompetensi_id) % 3 * 100
               FROM jabatan j CROSS JOIN standar s WHERE j.id > 1 AND s.jabatan_id = 1"""
        )
        kon.execute("UPDATE penempatan SET jabatan_id = 2 + pegawai_id * 7 % ?", (JABATAN,))
        banyak = kon.execute("SELECT count(*) FROM pegawai").fetchone()[0]
        kon.executemany("UPDATE pegawai SET nama = ? WHERE id = ?", [(_nama(acak), n + 1) for n in range(banyak)])


def _nama(acak: Random) -> str:
    return " ".join("".join(acak.choices(SUKU, k=acak.randint(1, 3))).title() for _ in range(acak.randint(2, 4)))


def data_kerja(basis: Path) -> list[DataBukuOpd]:
    """What `asn laporan semua` reads for the year."""
    with door.baca(basis) as d:
        return laporan.siapkan(d, TAHUN, versi="0.1.0")


def prosesor() -> float:
    """Seconds of a processor this process and the children it has buried have used."""
    return sum(os.times()[:4])


def _berjangka(kerja: Callable[[Path], object], jam: Callable[[], float], bagi: int = 1) -> Callable[[], float]:
    """Seconds to do it into an empty folder; rubbish is collected as rarely as in the program itself."""

    def ukur() -> float:
        with tempfile.TemporaryDirectory() as folder:
            ambang = gc.get_threshold()
            if bagi:
                gc.set_threshold(200_000, 20, 100)
            mulai = jam()
            kerja(Path(folder))
            lama = jam() - mulai
            gc.set_threshold(*ambang)
            return lama / (bagi if jam is prosesor and bagi else 1)

    return ukur


def _kami(data: Sequence[DataBukuOpd], pekerja: int) -> Callable[[Path], None]:
    def kerja(folder: Path) -> None:
        buku_kerja.tulis(buku_kerja.di_folder(data, folder), timpa=False, pekerja=pekerja)

    return kerja


def di_dalam(data: Sequence[DataBukuOpd], semua: list[Any], kali: int, jam: Callable[[], float]) -> dict[str, float]:
    """Ours and XlsxWriter's writing alone, everything imported."""
    return bergiliran(
        {
            "XlsxWriter, satu proses": _berjangka(lambda folder: xlsxwriter_.tulis(semua, folder), jam, 0),
            "asn, satu proses": _berjangka(_kami(data, 1), jam),
            "asn, dua proses": _berjangka(_kami(data, 2), jam, 2),
        },
        kali,
    )


def seluruh_program(
    basis: Path, semua: list[Any], folder: Path, kali: int, jam: Callable[[], float]
) -> dict[str, float]:
    """Whole programs: ours also starts, reads the database and answers."""
    simpanan = folder / "sel.pickle"
    simpanan.write_bytes(pickle.dumps(semua))
    env = {**os.environ, "ASN_DB": str(basis), "PYTHONPATH": str(AKAR)}

    def jalan(*kata: str) -> Callable[[Path], None]:
        return lambda ke: _jalankan([sys.executable, "-m", *kata, str(ke)], env)

    return bergiliran(
        {
            "XlsxWriter, satu proses": _berjangka(jalan("benchmarks.xlsxwriter_", str(simpanan)), jam, 0),
            "asn laporan semua": _berjangka(
                jalan("asn_kompetensi", "laporan", "semua", "-q", "--periode", TAHUN, "--ke"), jam
            ),
        },
        kali,
    )


def _jalankan(kata: Sequence[str], env: dict[str, str]) -> None:
    subprocess.run(kata, env=env, stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """Build the city in a temporary folder and print the table."""
    pilihan = argparse.ArgumentParser(prog="python -m benchmarks.buku_kerja", description=__doc__)
    pilihan.add_argument("--kali", type=int, default=5, help="measurements of each variant")
    pilihan.add_argument("--perintah", action="store_true", help="time whole programs")
    pilihan.add_argument("--prosesor", action="store_true", help="count processor time")
    isi = pilihan.parse_args()
    jam = prosesor if isi.prosesor else time.perf_counter
    compileall.compile_dir(AKAR / "asn_kompetensi", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        basis = Path(folder) / "kota.db"
        kota_kerja(basis)
        data = data_kerja(basis)
        semua = [xlsxwriter_.salin(buku_opd(satu)) for satu in data]
        if isi.perintah:
            median = seluruh_program(basis, semua, Path(folder), isi.kali, jam)
        else:
            median = di_dalam(data, semua, isi.kali, jam)
    sel = sum(len(lembar["sel"]) for buku in semua for lembar in buku["lembar"])
    orang = sum(len(satu.orang) for satu in data)
    dasar = median["XlsxWriter, satu proses"]
    print(f"{len(data)} buku kerja, {orang} orang, {sel} sel, {os.cpu_count()} prosesor; median {isi.kali}:")
    for nama, lama in median.items():
        print(f"  {nama:<26}{lama:7.2f} s {lama / dasar:6.2f}")
    print(f"  sasaran dengan dua proses: {SASARAN}")


if __name__ == "__main__":
    main()
