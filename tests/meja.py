"""The clerk's desk of the story tests: a folder, a database, and a way to type commands, each a process of its own."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import asn_kompetensi
from asn_kompetensi.cli.main import jalankan

AKAR = Path(__file__).resolve().parent.parent
BERKAS = AKAR / "tests" / "berkas"
KOMPETENSI = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB")
BATAS = 60  # seconds for one command
INDUK = ("nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "golongan", "jabatan",
         "tmt_jabatan", "opd", "jenis_pegawai", "kedudukan")  # fmt: skip


def harapan(nama: str) -> Any:
    return json.loads((BERKAS / "harapan" / f"{nama}.json").read_text(encoding="utf-8"))


def tulis_induk(berkas: Path) -> None:
    """The master list as the CSV a clerk would have."""
    with berkas.open("w", encoding="utf-8", newline="") as isi:
        tulis = csv.DictWriter(isi, INDUK, extrasaction="ignore")
        tulis.writeheader()
        tulis.writerows(harapan("pegawai_induk"))


@cache
def muat() -> None:
    """Every module of the program, and with them the libraries of its files and records."""
    for satu in pkgutil.walk_packages(asn_kompetensi.__path__, "asn_kompetensi."):
        if not satu.name.endswith("__main__"):
            import_module(satu.name)


def _bercabang(perintah: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A process of its own that has everything loaded already: a branch of this one, which saves most of its time."""
    muat()
    with tempfile.TemporaryFile() as keluar, tempfile.TemporaryFile() as galat:
        anak = os.fork()
        if anak == 0:
            _jadi_program(perintah, folder, env, keluar.fileno(), galat.fileno())
        batas = time.monotonic() + BATAS
        while not (tunggu := os.waitpid(anak, os.WNOHANG))[0]:
            if time.monotonic() > batas:
                os.kill(anak, signal.SIGKILL)
                os.waitpid(anak, 0)
                raise subprocess.TimeoutExpired(perintah, BATAS)
            time.sleep(0.002)
        teks = []
        for aliran in (keluar, galat):
            aliran.seek(0)
            teks.append(aliran.read().decode("utf-8"))
    return subprocess.CompletedProcess(perintah, os.waitstatus_to_exitcode(tunggu[1]), *teks)


def _jadi_program(perintah: list[str], folder: Path, env: dict[str, str], keluar: int, galat: int) -> None:
    """In the branch: run one command as if freshly started, and end without what the tests would do at their end."""
    kode = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(keluar, 1)
        os.dup2(galat, 2)
        sys.stdin, sys.stdout, sys.stderr = (
            open(nomor, cara, encoding="utf-8", closefd=False)  # noqa: SIM115 - for the rest of the process
            for nomor, cara in ((0, "r"), (1, "w"), (2, "w"))
        )
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        kode = jalankan(perintah)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(kode)


@dataclass
class Meja:
    """The clerk's desk: a folder, a database, and a way to type commands."""

    folder: Path
    lingkungan: dict[str, str] = field(default_factory=dict)

    @property
    def basis(self) -> Path:
        return self.folder / "kota.db"

    def env(self) -> dict[str, str]:
        bersih = {nama: isi for nama, isi in os.environ.items() if not nama.startswith("ASN_")}
        return {**bersih, "PYTHONPATH": str(AKAR), "ASN_DB": str(self.basis), "ASN_PETUGAS": "siti", **self.lingkungan}

    def ketik(self, *kata: str | Path, keluar: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one command off a terminal; the exit code is exact, and nothing of ours ever looks like a crash."""
        perintah = list(map(str, kata))
        # What is decided while Python starts (LANG, PYTHON...) needs a start.
        if self.lingkungan.keys() <= {"ASN_DB", "ASN_PETUGAS"} and hasattr(os, "fork"):
            hasil = _bercabang(perintah, self.folder, self.env())
        else:
            hasil = subprocess.run(
                [sys.executable, "-m", "asn_kompetensi", *perintah],
                cwd=self.folder,
                env=self.env(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=BATAS,
            )
        seluruh = hasil.stdout + hasil.stderr
        assert hasil.returncode == keluar, f"asn {' '.join(map(str, kata))}: {hasil.returncode}\n{seluruh}"
        assert "Traceback" not in seluruh
        assert "\x1b" not in seluruh
        if keluar in (2, 4, 5, 7, 8):
            assert hasil.stdout == "", "stdout carries only the answer"
            assert hasil.stderr.startswith('{"galat": ' if "--json" in kata else "asn: ")
            assert "petunjuk" in hasil.stderr.casefold()
        return hasil

    def json(self, *kata: str | Path, keluar: int = 0) -> Any:
        return json.loads(self.ketik(*kata, "--json", keluar=keluar).stdout)

    def sidik(self) -> str:
        return hashlib.sha256(self.basis.read_bytes()).hexdigest()
