"""Fixtures of every room: a fresh database copied from a template, and the program called in-process."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import asn_kompetensi
from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.services import db as services_db
from asn_kompetensi.store import door
from tests import kota_ukur
from tests.cetakan import bersama
from tests.meja import Meja

Asn = Callable[..., tuple[int, str, str]]
SINYAL = [getattr(signal, nama) for nama in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, nama)]


MEMORI = Path("/dev/shm")  # Linux keeps this folder in memory: there a test waits for no disk
CUKUP = 4 << 30  # bytes: several times what one run of the suite ever held


def pytest_configure(config: pytest.Config) -> None:
    """Once for the whole run: where files go, and what the many programs that are started would do again each."""
    if not hasattr(config, "workerinput"):
        if os.access(MEMORI, os.W_OK) and shutil.disk_usage(MEMORI).free > CUKUP:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORI))
        # Where PYTHONDONTWRITEBYTECODE is set, every program would translate its sources anew, and every run the tests.
        compileall.compile_dir(Path(asn_kompetensi.__file__).parent, quiet=2)
    sys.dont_write_bytecode = False
    _sinyal_bawaan()


def _sinyal_bawaan() -> None:
    """Started under nohup, the suite would hand its ignored signals on to the programs it tests."""
    for nama in ("SIGINT", "SIGHUP"):
        if (nomor := getattr(signal, nama, None)) and signal.getsignal(nomor) is signal.SIG_IGN:
            signal.signal(nomor, signal.default_int_handler if nama == "SIGINT" else signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _lingkungan(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the clerk's own settings or writes to a real database."""
    for nama in ("ASN_DB", "ASN_PETUGAS", "ASN_DIAM", "ASN_FOLDER_JARINGAN"):
        monkeypatch.delenv(nama, raising=False)
    monkeypatch.setenv("ASN_PETUGAS", "penguji")


@pytest.fixture(scope="session")
def basis_induk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template: reference data only."""
    lokasi = tmp_path_factory.mktemp("induk") / "induk.db"
    door.buat(lokasi)
    with door.tulis(lokasi, perintah="db mulai", petugas="penguji") as d:
        services_db.isi_awal(d, "Pemerintah Kota Sawahlunto")
    return lokasi


@pytest.fixture(scope="session")
def demo_induk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `asn demo` was typed, once for all workers together; ASN_DB pointed beside it. Only to read.

    What it printed stands in `keluar.txt`, how many seconds of a processor it took in `lama.txt`.
    """

    def demo(folder: Path) -> None:
        mulai = os.times()
        hasil = Meja(folder).ketik("demo")
        selesai = os.times()
        lama = sum(selesai[2:4]) - sum(mulai[2:4])  # of the children, user and system
        (folder / "keluar.txt").write_text(hasil.stdout, encoding="utf-8")
        (folder / "lama.txt").write_text(f"{lama:.1f}", encoding="utf-8")

    return bersama(tmp_path_factory, "demo_induk", demo)


@pytest.fixture(scope="session")
def kota_besar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city of 3,000 people in 40 agencies, once for all workers together. Only to read."""
    folder = bersama(tmp_path_factory, "kota_besar", lambda folder: kota_ukur.kota(folder / "kota.db", 3000, 40))
    return folder / "kota.db"


@pytest.fixture
def basis(basis_induk: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh database; after the test its foreign keys must still hold."""
    lokasi = tmp_path / "kota.db"
    shutil.copy(basis_induk, lokasi)
    yield lokasi
    if lokasi.exists():
        with closing(sqlite3.connect(lokasi)) as kon:
            assert kon.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def asn(basis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Asn]:
    """Run one command line against `basis`; returns exit code, stdout, stderr."""
    monkeypatch.setenv("ASN_DB", str(basis))

    def panggil(*kata: str) -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.delenv("ASN_DIAM", raising=False)
        kode = jalankan([str(satu) for satu in kata])
        keluar = capsys.readouterr()
        return kode, keluar.out, keluar.err

    # A command leaves its handlers of signals behind, which ignore whoever stops the tests.
    sebelum = {nomor: signal.getsignal(nomor) for nomor in SINYAL}
    yield panggil
    for nomor, kerja in sebelum.items():
        signal.signal(nomor, kerja)
