"""An old file on its way to the new schema, disturbed at every statement and system call: old or new, never mixed."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store import door, migrations
from tests.gangguan.alat import TULIS, Kota, butuh_strace, isi, strace, tersuntik
from tests.gangguan.cabang import Bercabang
from tests.store.alat import jumlah, sidik

DARI = range(1, migrations.versi_program())
LANGKAH = [
    (dari, migrasi, k)
    for dari in DARI
    for migrasi in range(dari, migrations.versi_program())
    for k in range(len(migrations.DAFTAR[migrasi]) + 1)
]
# By default of each migration the first and the last statement and a seeded one, from one schema only.
BIASA = {
    (Random(migrasi).choice(DARI[:migrasi]), migrasi, k)
    for migrasi in DARI
    for k in (0, Random(migrasi).randrange(len(migrations.DAFTAR[migrasi])), len(migrations.DAFTAR[migrasi]))
}
# Killed, refused once, refused from then on.
GANGGUAN = ("signal=KILL:when={}", "error=EIO:when={}", "error=ENOSPC:when={}+")


def _buat_lama(lokasi: Path, versi: int) -> None:
    """A file as the program of that schema left it, with a few records."""
    with closing(sqlite3.connect(lokasi, isolation_level=None)) as kon:
        kon.execute("BEGIN")
        for satu in (satu for pernyataan in migrations.DAFTAR[:versi] for satu in pernyataan):
            kon.execute(satu)
        kon.execute("INSERT INTO jalankan (waktu, petugas, perintah) VALUES ('2025-01-01T00:00:00Z', 'rina', 'uji')")
        kon.executemany("INSERT INTO opd (kode, nama) VALUES (?, ?)", [(f"OPD{n}", f"Dinas {n}") for n in range(50)])
        kon.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        kon.execute(f"PRAGMA user_version = {versi}")
        kon.execute("COMMIT")


def _seluruh(lokasi: Path) -> list[str]:
    """All a file is, seen without the program, which would bring it to the new schema."""
    with closing(sqlite3.connect(lokasi)) as kon:
        assert kon.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert kon.execute("PRAGMA foreign_key_check").fetchall() == []
        return [*kon.iterdump(), str(kon.execute("PRAGMA user_version").fetchone())]


@pytest.mark.parametrize(
    ("dari", "migrasi", "k"), [pytest.param(*s, marks=() if s in BIASA else pytest.mark.lama) for s in LANGKAH]
)
def test_a_statement_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dari: int, migrasi: int, k: int
) -> None:
    lokasi = tmp_path / "kota.db"
    _buat_lama(lokasi, dari)
    sebelum = sidik(lokasi)
    asli = migrations.DAFTAR
    gagal = (*asli[migrasi][:k], "INSERT INTO tidak_ada VALUES (1)", *asli[migrasi][k:])
    monkeypatch.setattr(migrations, "DAFTAR", (*asli[:migrasi], gagal, *asli[migrasi + 1 :]))
    with pytest.raises(GalatASN):
        jumlah(lokasi, "opd")
    assert sidik(lokasi) == sebelum
    monkeypatch.undo()
    assert jumlah(lokasi, "opd") == 50, "the unbroken program brings it to the new schema"
    with door.baca(lokasi) as d:
        assert migrations.skema_asing(d.kon, migrations.versi_program()) == []


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kota, Counter[str]]:
    """A desk with a file of the oldest schema, and the system calls its first command makes."""
    butuh_strace()
    folder = tmp_path_factory.mktemp("pembaruan")
    kota = Bercabang(folder / "asal")
    kota.folder.mkdir()
    _buat_lama(kota.basis, 1)
    jejak = folder / "jejak"
    hasil = Kota.jalan(kota.salin(folder / "coba"), "opd", "daftar", depan=strace(jejak, *TULIS))
    assert (hasil.returncode, "Skema basis data diperbarui" in hasil.stderr) == (0, True)
    return kota, Counter(baris.split(maxsplit=1)[1].split("(")[0] for baris in jejak.read_text().splitlines())


def _ganggu(asal: tuple[Kota, Counter[str]], folder: Path, langkah: list[tuple[str, int]]) -> None:
    """Each step in each of the ways."""
    kota, _ = asal
    lama = _seluruh(kota.basis)
    for nama, k in langkah:
        for pola in GANGGUAN:
            shutil.rmtree(folder, ignore_errors=True)
            ini = kota.salin(folder)
            jejak = folder.with_suffix(".jejak")
            hasil = ini.jalan("opd", "daftar", depan=strace(jejak, suntik=[f"{nama}:{pola.format(k)}"]))
            letak = (nama, k, pola, hasil.stderr)
            assert tersuntik(jejak) or hasil.returncode == -signal.SIGKILL, letak
            assert hasil.returncode in (-signal.SIGKILL, 0, 7, 8), letak
            assert "Traceback" not in hasil.stderr, letak
            sekarang = _seluruh(ini.basis)
            baru = sekarang[-1] == f"({migrations.versi_program()},)"
            assert baru or sekarang == lama, letak
            assert baru or hasil.returncode, letak
            assert jumlah(ini.basis, "opd") == 50, letak
            isi(ini.basis)


def test_disturbed_at_a_few_steps(asal: tuple[Kota, Counter[str]], tmp_path: Path) -> None:
    langkah = [(nama, k) for nama in TULIS for k in range(1, asal[1][nama] + 1)]
    assert len(langkah) >= 40
    _ganggu(asal, tmp_path / "kota", [Random("pembaruan").choice(langkah), ("unlink", asal[1]["unlink"])])


@pytest.mark.lama
def test_disturbed_at_every_step(asal: tuple[Kota, Counter[str]], tmp_path: Path) -> None:
    _ganggu(asal, tmp_path / "kota", [(nama, k) for nama in TULIS for k in range(1, asal[1][nama] + 1)])
