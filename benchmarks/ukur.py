"""Measuring: commands as children, variants in turn, medians with their spread."""

from __future__ import annotations

import json
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.bangun import Ukuran

AKAR = Path(__file__).resolve().parent.parent
PELARI = Path(__file__).with_name("pelari.py")
ASN = (sys.executable, "-m", "asn_kompetensi")


class Gagal(Exception):
    """A command that should have been measured failed, or did not do what was to be measured."""


class Takaran(NamedTuple):
    """What one run took: seconds by the clock, seconds of a processor, and its peak memory in MB."""

    lama: float
    prosesor: float
    puncak: float


class Sebaran(NamedTuple):
    """The median of several measurements, the smallest and the largest."""

    tengah: float
    terkecil: float
    terbesar: float

    @classmethod
    def dari(cls, isi: Sequence[float]) -> Sebaran:
        """Of at least one measurement."""
        return cls(statistics.median(isi), min(isi), max(isi))


@dataclass(frozen=True, slots=True)
class Tempat:
    """A city that has been built, and a folder for what is measured on it."""

    ukuran: Ukuran
    basis: Path
    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The surroundings of a command on this city; nothing of the clerk's own settings."""
        bersih = {nama: isi for nama, isi in os.environ.items() if not nama.startswith("ASN_")}
        return {**bersih, "ASN_DB": str(self.basis), "ASN_PETUGAS": "benchmark", "PYTHONPATH": str(AKAR)}

    @property
    def periode(self) -> int:
        """The id of the newest period."""
        return self.ukuran.periode

    def salinan(self, nama: str = "salinan.db", asal: Path | None = None) -> Path:
        """A fresh copy of the city, or of another file of its folder, for what writes."""
        tujuan = self.folder / nama
        for sisa in self.folder.glob(f"{nama}*"):
            sisa.unlink()
        shutil.copyfile(asal or self.basis, tujuan)
        return tujuan


BESAR = 1_000_000  # people from which on a query takes minutes


@dataclass(frozen=True, slots=True)
class Cara:
    """How to measure: how often, by which watch, and where the floor of SQL is (None: not installed)."""

    kali: int = 5
    prosesor: bool = False
    pemanasan: int = 1
    shell: str | None = None

    def batasi(self, kali: int, pemanasan: int | None = None) -> Cara:
        """The same, measured at most so often: for what takes minutes."""
        lebih = self.pemanasan if pemanasan is None else pemanasan
        return replace(self, kali=min(self.kali, kali), pemanasan=lebih)

    def giliran(self, semua: Sequence[Tempat]) -> Iterator[tuple[Tempat, Cara]]:
        """The cities of which every score is asked: the first as often as wanted, larger ones twice, no nation."""
        for tempat in semua:
            if tempat is semua[0]:
                yield tempat, self.batasi(5)
            elif tempat.ukuran.orang < BESAR:
                yield tempat, self.batasi(2, pemanasan=0)

    def waktu(self, satu: Takaran) -> float:
        """Seconds, by the watch in use."""
        return satu.prosesor if self.prosesor else satu.lama

    def lama(self, semua: Sequence[Takaran]) -> Sebaran:
        """Seconds of several runs."""
        return Sebaran.dari([self.waktu(satu) for satu in semua])

    def rasio(self, atas: Sequence[Takaran], bawah: Sequence[Takaran]) -> Sebaran:
        """Ratios of the runs of each round."""
        return Sebaran.dari([self.waktu(a) / self.waktu(b) for a, b in zip(atas, bawah, strict=True)])

    def bergiliran(self, varian: Mapping[str, Callable[[], Takaran]]) -> dict[str, list[Takaran]]:
        """All variants in turn, again and again, after `pemanasan` unmeasured rounds."""
        hasil: dict[str, list[Takaran]] = {nama: [] for nama in varian}
        for putaran in range(self.pemanasan + self.kali):
            for nama, satu in varian.items():
                takaran = satu()
                if putaran >= self.pemanasan:
                    hasil[nama].append(takaran)
        return hasil


def puncak(semua: Sequence[Takaran]) -> Sebaran:
    """Peak memory of several runs in MB."""
    return Sebaran.dari([satu.puncak for satu in semua])


def proses(
    kata: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    *,
    masuk: Path | None = None,
    keluar: Path | None = None,
    layar: bool = False,
) -> Takaran:
    """Run a command to its end; its stdout goes to `keluar`, to a terminal whose text is read away, or nowhere.

    Raises `Gagal` with the last line of its stderr when it does not exit with 0.
    """
    laporan, tulis = os.pipe()
    utama, layar_anak = pty.openpty() if layar else (-1, -1)
    with (
        open(masuk or os.devnull, "rb") as stdin,  # noqa: PTH123 - os.devnull is no Path
        open(keluar or os.devnull, "wb") as stdout,  # noqa: PTH123
        tempfile.TemporaryFile() as stderr,
    ):
        anak = subprocess.Popen(
            [sys.executable, "-I", "-S", str(PELARI), str(tulis), *map(str, kata)],
            env=env, cwd=AKAR, stdin=stdin, stdout=layar_anak if layar else stdout, stderr=stderr, pass_fds=[tulis],
        )  # fmt: skip
        os.close(tulis)
        if layar:
            os.close(layar_anak)
            _kuras(utama)
        isi = os.read(laporan, 200).split()
        os.close(laporan)
        anak.wait()
        stderr.seek(0)
        pesan = stderr.read().decode(errors="replace").strip()
    if len(isi) != 4 or int(isi[3]):
        raise Gagal(f"{' '.join(map(str, kata))[:200]}: {pesan[-2000:] or isi}")
    return Takaran(float(isi[0]), float(isi[1]), int(isi[2]) / 1024)


def _kuras(utama: int) -> None:
    """Read a terminal until the last writer has gone."""
    try:
        while os.read(utama, 65536):
            pass
    except OSError:  # Linux says EIO when the last writer has gone
        pass
    os.close(utama)


def anak(kerja: str, env: Mapping[str, str], **isi: Any) -> Takaran:
    """One job of `benchmarks.anak` in a process of its own: the seconds of the job alone, the memory of the process."""
    with tempfile.TemporaryDirectory() as folder:
        jawab = Path(folder) / "jawab"
        kata = [sys.executable, "-m", "benchmarks.anak", kerja, json.dumps(isi, default=str)]
        seluruh = proses(kata, env, keluar=jawab)
        lama, prosesor = json.loads(jawab.read_text(encoding="utf-8"))
    return Takaran(lama, prosesor, seluruh.puncak)


def shell(cara: Cara, basis: Path, perintah: str, *opsi: str, keluar: Path | None = None) -> Takaran:
    """The sqlite3 shell running these statements, up to the first that fails; the user's own start file left aside."""
    assert cara.shell
    with tempfile.TemporaryDirectory() as folder:
        naskah = Path(folder) / "naskah.sql"
        naskah.write_text(perintah, encoding="utf-8")
        kata = [cara.shell, "-batch", "-bail", "-init", os.devnull, *opsi, str(basis)]
        return proses(kata, os.environ, masuk=naskah, keluar=keluar)
