"""The table: one row a figure, its floor, its spread, its goal and whether it holds."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.ukur import Sebaran

KEPALA = ("Yang diukur", "Lantai", "Hasil", "Sebaran", "Sasaran", "Tercapai")


@dataclass(frozen=True, slots=True)
class Baris:
    """One figure. `satuan` is `×` (of the floor) or a unit; `sasaran` at most so much, `idaman` what would be better.

    `lantai` names the floor and says how long it took, or what the figure is measured on.
    """

    bagian: str
    nama: str
    nilai: Sebaran
    lantai: str = ""
    satuan: str = "×"
    sasaran: float | None = None
    idaman: float | None = None

    @property
    def tercapai(self) -> bool | None:
        """Whether the median reaches the goal; None without one."""
        return None if self.sasaran is None else self.nilai.tengah <= self.sasaran

    def sel(self) -> tuple[str, ...]:
        """The cells of `KEPALA`."""
        sasaran = "" if self.sasaran is None else f"≤ {_pendek(self.sasaran)}"
        if self.idaman is not None:
            sasaran += f" (idaman {_pendek(self.idaman)})"
        tercapai = {None: "", True: "ya", False: "TIDAK"}[self.tercapai]
        sebaran = f"{angka(self.nilai.terkecil)}–{angka(self.nilai.terbesar)}"
        return self.nama, self.lantai, f"{angka(self.nilai.tengah)} {self.satuan}", sebaran, sasaran, tercapai


def angka(nilai: float) -> str:
    """Three digits that count, with a decimal comma: 0,52, 13,1, 1.336."""
    if nilai >= 99.95:
        return f"{nilai:,.0f}".replace(",", ".")
    return f"{nilai:.{1 if nilai >= 9.995 else 2}f}".replace(".", ",")


def ribuan(banyak: int) -> str:
    """A number of rows: 336.000."""
    return f"{banyak:,}".replace(",", ".")


def _pendek(nilai: float) -> str:
    return f"{nilai:g}".replace(".", ",")


def detik(lama: float) -> str:
    """A time as people read it."""
    return f"{angka(lama)} s" if lama >= 1 else f"{angka(lama * 1000)} ms"


def mesin(shell: str | None) -> str:
    """What it was measured on, and when."""
    hari = datetime.now(UTC).astimezone().date().isoformat()
    isi = [f"{os.cpu_count()} prosesor", f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    if shell:
        versi = subprocess.run([shell, "--version"], capture_output=True, encoding="utf-8", check=True).stdout.split()
        isi.append(f"sqlite3 {versi[0]}")
    return f"{hari}, {sys.platform}: {', '.join(isi)}"


def teks(semua: Sequence[Baris]) -> str:
    """A plain table of the rows of one section."""
    baris = [KEPALA, *(satu.sel() for satu in semua)]
    lebar = [max(len(satu[n]) for satu in baris) for n in range(len(KEPALA))]
    kanan = (2, 3)
    return "\n".join(
        "  ".join(
            sel.rjust(lebar[n]) if n in kanan else sel.ljust(lebar[n]) for n, sel in enumerate(satu)
        ).rstrip()
        for satu in baris
    )  # fmt: skip


def markdown(semua: Sequence[Baris], keterangan: str) -> str:
    """The whole table for the README, with what it was measured on."""
    baris = [f"Diukur {keterangan}.", "", f"| Bagian | {' | '.join(KEPALA)} |", f"|{'---|' * (len(KEPALA) + 1)}"]
    for satu in semua:
        isi = " | ".join(sel.replace("|", "\\|") for sel in satu.sel())
        baris.append(f"| `{satu.bagian}` | {isi} |")
    return "\n".join(baris)
