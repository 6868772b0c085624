"""Fixtures of every room: a fresh database copied from a template, and the program called in-process."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.services import db as services_db
from asn_kompetensi.store import door

Asn = Callable[..., tuple[int, str, str]]
SINYAL = [getattr(signal, nama) for nama in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, nama)]


def pytest_configure() -> None:
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
