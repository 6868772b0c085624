"""The two doors: settings on every connection, one transaction, nothing kept of what failed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, Bentrok, DataDitolak, GalatASN, GalatBerkas
from asn_kompetensi.store import door, kenali, kesalahan
from tests.store.alat import NIP, buka, jumlah, sidik, tambah_opd

PRAGMA = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
}


def _pragma(kon: sqlite3.Connection, nama: str) -> object:
    return kon.execute(f"PRAGMA {nama}").fetchone()[0]


# --- settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "isi"), [*PRAGMA.items(), ("query_only", 1), ("cache_size", -16000), ("busy_timeout", 30_000)]
)
def test_reader_settings(basis: Path, nama: str, isi: object) -> None:
    with door.baca(basis) as d:
        assert _pragma(d.kon, nama) == isi


@pytest.mark.parametrize(("nama", "isi"), [*PRAGMA.items(), ("query_only", 0), ("busy_timeout", 30_000)])
def test_writer_settings(basis: Path, nama: str, isi: object) -> None:
    with buka(basis) as d:
        assert _pragma(d.kon, nama) == isi


def test_the_session_works_on_the_doors_own_connection(basis: Path) -> None:
    with buka(basis) as d:
        tersambung = d.sesi.connection().connection.dbapi_connection
        assert tersambung is d.kon
        assert {nama: d.sesi.connection().execute(text(f"PRAGMA {nama}")).scalar() for nama in PRAGMA} == PRAGMA
        assert d.kon.in_transaction
        assert d.kon.isolation_level is None


def test_the_session_never_ends_the_doors_transaction(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
        d.sesi.rollback()
        d.sesi.commit()
        assert d.kon.in_transaction
        d.batalkan()
    assert jumlah(basis, "opd") == 0


def test_a_file_left_in_wal_by_another_tool_is_brought_back(basis: Path) -> None:
    """A clerk who copies the one file must get all of it."""
    with sqlite3.connect(basis) as kon:
        assert kon.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
    kon.close()
    with buka(basis) as d:
        assert _pragma(d.kon, "journal_mode") == "delete"
        tambah_opd(d)
    assert sorted(satu.name for satu in basis.parent.iterdir()) == [basis.name, f"{basis.name}.segel"]
    assert basis.read_bytes()[18:20] == b"\x01\x01"


def test_a_reader_cannot_write(basis: Path) -> None:
    with pytest.raises(GalatBerkas), door.baca(basis) as d:
        d.kon.execute("DELETE FROM kompetensi")
    assert jumlah(basis, "kompetensi") == 9


def test_a_reader_sees_one_moment(basis: Path) -> None:
    with door.baca(basis) as d:
        assert d.kon.in_transaction
        assert d.kon.execute("SELECT count(*) FROM opd").fetchone()[0] == 0
        # The reader's snapshot holds a shared lock: the writer's commit waits, and after its time gives up.
        with pytest.raises(BasisDataSibuk), buka(basis, tunggu=0.1) as tulis:
            tambah_opd(tulis)
        assert d.kon.execute("SELECT count(*) FROM opd").fetchone()[0] == 0
    assert jumlah(basis, "opd") == 0


def test_values_of_a_failed_statement_are_never_printed(basis: Path) -> None:
    with buka(basis) as d:
        with pytest.raises(IntegrityError) as galat:
            d.sesi.connection().execute(text("INSERT INTO pegawai (nip, nama) VALUES (:n, 'Sabai')"), {"n": NIP})
        d.batalkan()
    assert NIP not in str(galat.value)
    assert "Sabai Aluih" not in str(galat.value)


# --- one writer at a time -------------------------------------------------------------------------------------------


def test_a_second_writer_waits_its_time_and_says_so(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
        mulai = time.monotonic()
        with pytest.raises(BasisDataSibuk) as galat, buka(basis, tunggu=0.3):
            raise AssertionError("two writers at once")
        assert 0.25 <= time.monotonic() - mulai < 3
    assert galat.value.kode == 6
    assert galat.value.pesan == f"basis data {basis} sedang dipakai program lain lebih lama dari batas tunggu"
    assert jumlah(basis, "opd") == 1


def _catat(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement of every connection opened from now on."""
    catatan: list[str] = []
    asli = door.sambung

    def sambung(lokasi: Path, mode: str, tunggu: float) -> sqlite3.Connection:
        kon = asli(lokasi, mode, tunggu)
        kon.set_trace_callback(catatan.append)
        return kon

    monkeypatch.setattr(door, "sambung", sambung)
    return catatan


def test_the_lock_comes_before_anything_is_read(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catatan = _catat(monkeypatch)
    with buka(basis) as d:
        tambah_opd(d)
    isi = [satu for satu in catatan if not satu.startswith("PRAGMA") and "sqlite_schema" not in satu.split("\n")[0]]
    assert isi[0] == "BEGIN IMMEDIATE"
    assert isi[-1] == "COMMIT"
    assert [satu.split()[0] for satu in isi].count("BEGIN") == 1


@pytest.mark.parametrize("perintah", ["DROP TRIGGER jaga_nilai_tambah", "PRAGMA user_version = 2"])
def test_the_schema_is_looked_at_again_under_the_lock(
    basis_induk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, perintah: str
) -> None:
    """While it waited another program, or a restored backup, may have changed it."""
    kota = Path(shutil.copy(basis_induk, tmp_path / "kota.db"))
    asli = door.antre.mulai

    def didahului(kon: sqlite3.Connection, tunggu: float) -> None:
        with closing(sqlite3.connect(kota)) as lain, lain:
            lain.execute(perintah)
        asli(kon, tunggu)

    monkeypatch.setattr(door.antre, "mulai", didahului)
    with pytest.raises(BasisDataBermasalah), buka(kota) as d:
        tambah_opd(d)
    with closing(sqlite3.connect(kota)) as kon:
        assert kon.execute("SELECT count(*) FROM opd").fetchone() == (0,)


def test_an_older_schema_brought_meanwhile_asks_to_repeat(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as m:
        m.setattr(door, "_siapkan", lambda lokasi, tunggu, *_: door.sambung(lokasi, "rw", tunggu))
        m.setattr(kenali, "versi", lambda *_: 1)
        for pintu in (door.baca, buka):
            with pytest.raises(Bentrok, match="dipulihkan ke skema lama"), pintu(basis):
                pass


def test_a_second_writer_gets_in_when_the_first_is_done(basis: Path) -> None:
    masuk = threading.Event()

    def pertama() -> None:
        with buka(basis) as d:
            tambah_opd(d, "A")
            masuk.set()
            time.sleep(0.3)

    kerja = threading.Thread(target=pertama)
    kerja.start()
    assert masuk.wait(5)
    with buka(basis, tunggu=5) as d:
        # Read after the lock: the other's row is already there, so nothing read is out of date.
        assert d.kon.execute("SELECT kode FROM opd").fetchall() == [("A",)]
        tambah_opd(d, "B")
    kerja.join()
    assert jumlah(basis, "opd") == 2


def test_readers_work_beside_an_unfinished_writer(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
        with door.baca(basis, tunggu=0.1) as lain:
            assert lain.kon.execute("SELECT count(*) FROM opd").fetchone()[0] == 0


# --- all or nothing -------------------------------------------------------------------------------------------------


def test_a_run_is_recorded_with_its_work(basis: Path) -> None:
    with buka(basis, perintah="opd tambah", petugas="rina", berkas="opd.csv", sha256="a" * 64) as d:
        nomor = d.jalankan
        tambah_opd(d)
    with door.baca(basis) as baca:
        baris = baca.kon.execute("SELECT * FROM jalankan ORDER BY id DESC LIMIT 1").fetchone()
    assert baris[0] == nomor
    assert baris[2:] == ("rina", "opd tambah", "opd.csv", "a" * 64)
    assert len(baris[1]) == 20
    assert baris[1][10] == "T"
    assert baris[1].endswith("Z")


class _Putusan(BaseException):
    """Stands for Ctrl-C."""


@pytest.mark.parametrize("galat", [DataDitolak("x"), ValueError("x"), KeyboardInterrupt(), _Putusan()])
def test_any_exception_leaves_the_file_as_it_was(basis: Path, galat: BaseException) -> None:
    sebelum = sidik(basis)

    def gagal() -> None:
        with buka(basis) as d:
            tambah_opd(d)
            raise galat

    with pytest.raises(type(galat)):
        gagal()
    assert sidik(basis) == sebelum
    assert list(basis.parent.iterdir()) == [basis]


def test_a_dry_run_leaves_the_file_as_it_was(basis: Path) -> None:
    sebelum = sidik(basis)
    with buka(basis, kering=True) as d:
        tambah_opd(d)
        assert d.berubah
    assert sidik(basis) == sebelum


def test_a_dry_run_meets_the_same_refusals(basis: Path) -> None:
    """Records still waiting in the session are checked too, or the dry run would promise too much."""
    from asn_kompetensi.store.tables import Opd

    with pytest.raises(Bentrok), buka(basis, kering=True) as d:
        d.sesi.add_all([Opd(kode="A", nama="Satu"), Opd(kode="a", nama="Dua")])


def test_batalkan_leaves_the_file_as_it_was(basis: Path) -> None:
    sebelum = sidik(basis)
    with buka(basis) as d:
        tambah_opd(d)
        d.batalkan()
    assert sidik(basis) == sebelum


def test_nothing_changed_writes_no_run(basis: Path) -> None:
    sebelum = sidik(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET nama = 'lain' WHERE kode = 'TIDAK ADA'")
        assert not d.berubah
    assert sidik(basis) == sebelum


def test_a_record_still_in_the_session_is_saved(basis: Path) -> None:
    from asn_kompetensi.store.tables import Opd

    with buka(basis) as d:
        d.sesi.add(Opd(kode="DINKES", nama="Dinas Kesehatan"))
    assert jumlah(basis, "opd") == 1


@pytest.mark.parametrize(
    ("baris", "jenis", "kode"),
    [
        ({"kode": "DINKES", "nama": "Dinas Lain"}, Bentrok, 5),
        ({"kode": "dinkes", "nama": "Dinas Lain"}, Bentrok, 5),
        ({"kode": "", "nama": "Dinas"}, DataDitolak, 3),
        ({"kode": "X", "nama": "Dinas", "induk_id": 99}, DataDitolak, 3),
    ],
)
def test_errors_wrapped_by_sqlalchemy_become_sentences(
    basis: Path, baris: dict[str, object], jenis: type[GalatASN], kode: int
) -> None:
    from asn_kompetensi.store.tables import Opd

    with buka(basis) as d:
        tambah_opd(d)
    with pytest.raises(jenis) as galat, buka(basis) as d:
        d.sesi.add(Opd(**baris))
    assert galat.value.kode == kode
    assert "INSERT" not in galat.value.pesan
    assert jumlah(basis, "opd") == 1


def test_no_nip_in_the_sentence_of_a_refused_record(basis: Path) -> None:
    perintah = """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                  VALUES (?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')"""
    with pytest.raises(Bentrok) as galat, buka(basis) as d:
        d.kon.executemany(perintah, [(NIP,), (NIP,)])
    assert NIP not in f"{galat.value.pesan} {galat.value.petunjuk}"
    assert "Sabai" not in f"{galat.value.pesan} {galat.value.petunjuk}"


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("SQLITE_BUSY", 6), ("SQLITE_BUSY_SNAPSHOT", 6), ("SQLITE_LOCKED", 6), ("SQLITE_NOTADB", 7),
        ("SQLITE_CORRUPT", 7), ("SQLITE_CORRUPT_VTAB", 7), ("SQLITE_READONLY", 8), ("SQLITE_READONLY_ROLLBACK", 7),
        ("SQLITE_FULL", 8), ("SQLITE_IOERR_FSYNC", 8), ("SQLITE_CANTOPEN", 8), ("SQLITE_CONSTRAINT_UNIQUE", 5),
        ("SQLITE_CONSTRAINT_CHECK", 3), ("SQLITE_CONSTRAINT_FOREIGNKEY", 3), ("SQLITE_CONSTRAINT_DATATYPE", 3),
        ("SQLITE_ERROR", 1), ("", 1),
    ],
)  # fmt: skip
def test_every_driver_error_has_its_exit_code(nama: str, kode: int) -> None:
    asli = sqlite3.OperationalError("rahasia 198403122006042901")
    if nama:
        asli.sqlite_errorname = nama
    galat = kesalahan.terjemahkan(asli, Path("kota.db"))
    assert galat.kode == kode
    assert "rahasia" not in galat.pesan


# --- making one -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_database_is_its_owners_alone(tmp_path: Path, umask: int) -> None:
    lama = os.umask(umask)
    try:
        door.buat(tmp_path / "folder" / "kota.db")
    finally:
        os.umask(lama)
    assert stat.S_IMODE((tmp_path / "folder" / "kota.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    ada = tmp_path / "kota.db"
    ada.write_text("surat")
    with pytest.raises(Bentrok):
        door.buat(ada)
    assert ada.read_text() == "surat"


def test_a_database_that_could_not_be_finished_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asn_kompetensi.store.migrations.DAFTAR", (("CREATE TABLE a (x) STRICT",),))
    with pytest.raises(GalatASN):
        door.buat(tmp_path / "kota.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("nama", ["kota baru.db", "a?mode=rw.db", "a#b.db", "100%.db", "a%20b.db", "-rf", "Ålesund.db"])
def test_odd_names_reach_the_very_file(basis: Path, tmp_path: Path, nama: str) -> None:
    tujuan = basis.rename(tmp_path / nama)
    with buka(tujuan) as d:
        tambah_opd(d)
    assert jumlah(tujuan, "opd") == 1
    assert sorted(satu.name for satu in tmp_path.iterdir()) == [nama, f"{nama}.segel"]


# --- a crash --------------------------------------------------------------------------------------------------------

_MATI = """
import os, sys
from pathlib import Path
from asn_kompetensi.store import door
door.PENULIS = ()  # pages are on their way into the file, as in the middle of COMMIT
with door.tulis(Path(sys.argv[1]), perintah="uji", petugas="penguji") as d:
    d.kon.execute("PRAGMA cache_size = 1")
    d.kon.executemany("INSERT INTO opd (kode, nama) VALUES (?, ?)", [(f"OPD{n}", "x" * 200) for n in range(500)])
    os._exit(9)
"""


def _mati_di_tengah(basis: Path) -> Path:
    """A writer that dies with pages already in the file; returns the hot journal it leaves."""
    assert subprocess.run([sys.executable, "-c", _MATI, str(basis)], check=False).returncode == 9
    jurnal = basis.with_name(basis.name + "-journal")
    assert jurnal.stat().st_size > 0
    return jurnal


def test_a_reader_rolls_back_what_a_crash_left(basis: Path) -> None:
    jurnal = _mati_di_tengah(basis)
    assert jumlah(basis, "opd") == 0
    assert not jurnal.exists() or jurnal.stat().st_size == 0


def test_where_it_may_not_write_a_crash_is_said(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _mati_di_tengah(basis)
    sebelum = sidik(basis)
    with monkeypatch.context() as sementara:
        sementara.setattr(os, "access", lambda *_: False)
        with pytest.raises(BasisDataBermasalah) as galat:
            jumlah(basis, "opd")
    assert galat.value.kode == 7
    assert "terputus" in galat.value.pesan
    assert sidik(basis) == sebelum
