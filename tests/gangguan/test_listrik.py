"""R04: after a power cut at any moment the file opens, holds all acknowledged work, and no half of a run.

What the program does is taken from the program: the statements of real commands and the settings of its own writing
connection are carried out again through a VFS that writes down every demand on the disk. The proof that this test can
fail is in it: with weaker settings, or a disk that lies about syncing, it finds the losses.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest

from asn_kompetensi.services import batal, nilai, nilai_impor, opd, pegawai, penutupan, samaran
from asn_kompetensi.store import door, koneksi
from asn_kompetensi.store.door import PintuTulis
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.services.lembar_uji import lembar

apsw = pytest.importorskip("apsw", reason="no apsw: the disk cannot be watched")

from tests.gangguan.cakram import Cakram, Kerja, Perekam  # noqa: E402

NAMA_BASIS = "kota.db"
_NOMOR = count()
# What decides how safe a commit is; read from the program's own writing connection.
PENGATURAN = (
    "page_size", "journal_mode", "synchronous", "fullfsync", "locking_mode", "cache_spill", "cache_size",
    "secure_delete", "auto_vacuum", "foreign_keys", "recursive_triggers", "trusted_schema", "temp_store", "mmap_size",
)  # fmt: skip
_MENULIS = ("BEGIN", "COMMIT", "ROLLBACK", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "SAVEPOINT", "RELEASE",
            "VACUUM", "PRAGMA defer_foreign_keys", "PRAGMA writable_schema")  # fmt: skip
BIASA, PENUH = 60, 2000


def _perintah() -> list[tuple[str, Callable[[PintuTulis], object]]]:
    """A day's work: single records, an import, a closing, an undo, an erasure that rewrites the whole file."""
    isi = lembar("nip kompetensi:INT kompetensi:KS", *((nip, "3", "2,5") for nip in (SABAI, MANGKUTAK, CINDUA)))
    return [
        ("opd tambah", lambda d: opd.tambah(d, "DINSOS", "Dinas Sosial")),
        ("nilai isi", lambda d: nilai.isi(d, SABAI, {"INT": "4"}, "2025", "asesmen", None)),
        ("nilai impor", lambda d: nilai_impor.impor(d, isi, periode="2025", sumber="atasan")),
        ("pegawai mutasi", lambda d: pegawai.mutasi(d, CINDUA, date(2025, 8, 1), opd="DINSOS")),
        ("batal", lambda d: batal.batal(d, "terakhir")),
        ("pegawai henti", lambda d: pegawai.henti(d, MANGKUTAK, "pensiun", date(2026, 1, 1))),
        ("periode tutup", lambda d: penutupan.tutup(d, "2025")),
        ("pegawai samarkan", lambda d: samaran.samarkan(d, MANGKUTAK)),
    ]


Pernyataan = tuple[str, list[Any]]  # a statement and its rows of values


class _Kursor(sqlite3.Cursor):
    """Writes down what is carried out."""

    semua: ClassVar[list[Pernyataan]] = []

    def execute(self, sql: str, isi: Any = ()) -> _Kursor:
        self.semua.append((sql, [isi]))
        return super().execute(sql, isi)

    def executemany(self, sql: str, isi: Iterable[Any]) -> _Kursor:
        baris = list(isi)
        self.semua.append((sql, baris))
        return super().executemany(sql, baris)


class _Sambungan(sqlite3.Connection):
    def cursor(self, factory: Any = _Kursor) -> Any:
        return super().cursor(factory)

    def execute(self, *kata: Any) -> Any:
        return self.cursor().execute(*kata)

    def executemany(self, *kata: Any) -> Any:
        return self.cursor().executemany(*kata)


class Hari:
    """A day's work as SQL: the file it begins with, the statements of each command, and the state each leaves."""

    def __init__(self, induk: Path, folder: Path) -> None:
        self.awal, self.perintah, self.keadaan = folder / "awal.db", [], []
        kerja = folder / NAMA_BASIS
        shutil.copy(induk, kerja)
        isi_kota(kerja)
        shutil.copy(kerja, self.awal)
        self.keadaan.append(_keadaan(kerja))
        for nama, lakukan in _perintah():
            self.perintah.append(self._rekam(kerja, nama, lakukan))
            self.keadaan.append(_keadaan(kerja))
        assert len(set(self.keadaan)) == len(self.keadaan)

    perintah: list[list[Pernyataan]]
    keadaan: list[str]

    def _rekam(self, lokasi: Path, nama: str, lakukan: Callable[[PintuTulis], object]) -> list[Pernyataan]:
        _Kursor.semua.clear()
        with pytest.MonkeyPatch.context() as tambal:
            tambal.setattr(koneksi.sqlite3, "connect", partial(sqlite3.connect, factory=_Sambungan))
            with door.tulis(lokasi, perintah=nama, petugas="penguji") as d:
                lakukan(d)
                baris = [(satu, d.kon.execute(f"PRAGMA {satu}").fetchone()) for satu in PENGATURAN]
        self.pengaturan = {satu: isi[0] for satu, isi in baris if isi is not None}
        return [satu for satu in _Kursor.semua if satu[0].lstrip().startswith(_MENULIS)]

    def kerjakan(self, folder: Path, **lain: object) -> list[Kerja]:
        """Do the day again on a watched disk, with the program's settings but for `lain`; returns its requests."""
        lokasi = folder / NAMA_BASIS
        shutil.copy(self.awal, lokasi)
        perekam = Perekam(f"rekam-{next(_NOMOR)}")
        pengaturan = {**self.pengaturan, **lain}
        for nomor, perintah in enumerate(self.perintah, 1):
            with closing(apsw.Connection(str(lokasi), vfs=perekam.nama)) as kon:
                for nama, isi in pengaturan.items():
                    kon.pragma(nama, isi)
                assert {nama: kon.pragma(nama) for nama in pengaturan} == pengaturan
                for sql, baris in perintah:
                    kon.executemany(sql, baris)
                    if sql == "COMMIT":
                        perekam.catatan.append(Kerja("selesai", letak=nomor))
        perekam.unregister()
        assert _keadaan(lokasi) == self.keadaan[-1], "the statements done again are the day's work"
        return perekam.catatan


def _keadaan(lokasi: Path) -> str:
    """Every row of a sound file, as a digest; opened as any reader does, so that a journal left is rolled back."""
    sidik = hashlib.sha256()
    with door.baca(lokasi) as d:
        assert d.kon.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for (nama,) in d.kon.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
            sidik.update(repr((nama, sorted(map(repr, d.kon.execute(f"SELECT * FROM {nama}"))))).encode())
    return sidik.hexdigest()


@contextmanager
def _folder() -> Iterator[Path]:
    cepat = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=cepat if os.access(cepat, os.W_OK) else None, prefix="asn-listrik-") as nama:
        yield Path(nama)


def _putuskan(hari: Hari, kerja: list[Kerja], cuts: int, seed: int, bohong: str = "") -> Iterator[str]:
    """What each of so many power cuts leaves; `bohong` names files whose syncs the disk only pretends.

    They are spread over the whole day.
    """
    r = Random(seed)
    saat = Counter(r.randrange(len(kerja) + 1) for _ in range(cuts - cuts // 4))
    # The moments around a commit count most: a quarter of the cuts fall there.
    penting = [n for n, satu in enumerate(kerja) if satu.apa in ("hapus", "selesai")]
    saat.update(r.choice(penting) + r.randint(0, 1) for _ in range(cuts // 4))
    with _folder() as folder:
        awal = folder / NAMA_BASIS
        shutil.copy(hari.awal, awal)
        cakram, selesai = Cakram.dari(awal), 0
        for n in range(len(kerja) + 1):
            for ke in range(saat[n]):
                yield _satu_putus(hari, cakram, Random(f"{seed}-{n}-{ke}"), folder / f"{n}-{ke}", selesai)
            if n == len(kerja):
                break
            if kerja[n].apa == "selesai":
                selesai = kerja[n].letak
            elif not (kerja[n].apa == "sinkron" and bohong and kerja[n].nama.endswith(bohong)):
                cakram.kerjakan(kerja[n])


def _satu_putus(hari: Hari, cakram: Cakram, r: Random, folder: Path, selesai: int) -> str:
    """What one cut leaves: `utuh`, `hilang` (acknowledged work), `separuh` (a state that never was) or `rusak`."""
    folder.mkdir()
    cakram.putus(r, folder)
    try:
        sekarang = _keadaan(folder / NAMA_BASIS)
    except Exception:
        return "rusak"
    finally:
        shutil.rmtree(folder)
    if sekarang in hari.keadaan[selesai : selesai + 2]:
        return "utuh"
    return "hilang" if sekarang in hari.keadaan else "separuh"


@pytest.fixture(scope="module")
def hari(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Hari:
    return Hari(basis_induk, tmp_path_factory.mktemp("hari"))


@pytest.fixture(scope="module")
def kerja(hari: Hari, tmp_path_factory: pytest.TempPathFactory) -> list[Kerja]:
    return hari.kerjakan(tmp_path_factory.mktemp("kerja"))


def test_yang_direkam_adalah_pekerjaan_program(hari: Hari, kerja: list[Kerja]) -> None:
    """Every command is one transaction on the disk, with the settings the program itself reports."""
    assert hari.pengaturan.items() >= {"journal_mode": "delete", "synchronous": 3, "locking_mode": "normal"}.items()
    assert [satu.letak for satu in kerja if satu.apa == "selesai"] == list(range(1, len(hari.perintah) + 1))
    hapus = [satu for satu in kerja if satu.apa == "hapus"]
    assert len(hapus) == len(hari.perintah) + 1, "one journal a command, and one for the rewriting of the file"
    assert all(satu.letak for satu in hapus), "the folder is synced when a journal goes"
    # Rewriting the file cuts it only where that leaves it shorter.
    assert {satu.apa for satu in kerja} - {"potong"} == {"buat", "tulis", "sinkron", "hapus", "selesai"}


def test_listrik_padam_tidak_menghilangkan_apa_pun(hari: Hari, kerja: list[Kerja]) -> None:
    assert Counter(_putuskan(hari, kerja, BIASA, 1)) == {"utuh": BIASA}


@pytest.mark.lama
@pytest.mark.parametrize("seed", [2, 3])
def test_dua_ribu_kali_padam(hari: Hari, kerja: list[Kerja], seed: int) -> None:
    assert Counter(_putuskan(hari, kerja, PENUH, seed)) == {"utuh": PENUH}


# --- the test bites -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lain", "bohong", "ditemukan"),
    [
        ({"synchronous": 2}, "", {"hilang"}),  # FULL: the journal's removal may not reach the disk
        ({"synchronous": 1}, "", {"hilang"}),
        ({"synchronous": 0}, "", {"rusak", "hilang"}),
        ({"journal_mode": "off"}, "", {"rusak", "separuh"}),
        ({}, "-journal", {"rusak"}),  # a disk that lies
        ({}, NAMA_BASIS, {"hilang"}),
    ],
)
def test_pengaturan_yang_lebih_lemah_ketahuan(
    hari: Hari, tmp_path: Path, lain: dict[str, object], bohong: str, ditemukan: set[str]
) -> None:
    hasil = _putuskan(hari, hari.kerjakan(tmp_path, **lain), BIASA, 4, bohong)
    assert any(satu in ditemukan for satu in hasil)
