"""Restoring: a bad backup never touches the database, and a good one replaces it whole, with nothing lost or mixed."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, Bentrok, GalatASN, GalatBerkas
from asn_kompetensi.store import bekal, cadangan, door, migrations, pulih
from tests.cetakan import cetak
from tests.store import bunuh
from tests.store.alat import Pemegang, buka, sidik, tambah_opd
from tests.store.bunuh import butuh_strace


def _dump(lokasi: Path) -> str:
    """sha256 of everything a file says, read from a copy so that looking changes nothing."""
    with closing(sqlite3.connect(f"{lokasi.as_uri()}?mode=ro", uri=True)) as kon:
        return hashlib.sha256("\n".join(kon.iterdump()).encode()).hexdigest()


def _isi(folder: Path) -> dict[str, str]:
    """Every file of a folder by its content."""
    return {satu.name: sidik(satu) for satu in folder.iterdir() if satu.is_file()}


def _pulihkan(lokasi: Path, berkas: Path, tunggu: float = 5) -> pulih.Hasil:
    with bekal.siapkan(lokasi, berkas) as siap:
        return pulih.pulihkan(siap, tunggu=tunggu)


@pytest.fixture
def berkas(basis: Path, tmp_path: Path) -> Path:
    """A backup in a folder of its own; the database has moved on since."""

    def isi() -> None:
        with buka(basis) as d:
            tambah_opd(d, "LAMA")
        (tmp_path / "usb").mkdir()
        cadangan.cadangkan_ke(basis, tmp_path / "usb" / "kota-lama.db")
        with buka(basis) as d:
            tambah_opd(d, "BARU")
            # Bigger than the backup, so that a restore must also make the file smaller.
            d.kon.executemany(
                "INSERT INTO opd (kode, nama) VALUES (?, ?)", [(f"O{n}", f"Dinas {'x' * 180}") for n in range(300)]
            )

    cetak(basis, isi)
    return tmp_path / "usb" / "kota-lama.db"


def _kode(lokasi: Path) -> list[str]:
    with closing(sqlite3.connect(f"{lokasi.as_uri()}?mode=ro", uri=True)) as kon:
        return [
            satu
            for (satu,) in kon.execute("SELECT kode FROM opd WHERE kode IN ('LAMA', 'BARU', 'SESUDAH') ORDER BY id")
        ]


def _dipulihkan(basis: Path, berkas: Path) -> None:
    """The database is the backup and nothing else, in one file."""
    assert _dump(basis) == _dump(berkas)
    assert [satu for satu in basis.parent.iterdir() if satu.name.startswith((f"{basis.name}-", ".asn-"))] == []
    assert basis.read_bytes()[18:20] == b"\x01\x01"
    with door.baca(basis) as d:
        assert d.kon.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# --- a backup that is refused ---------------------------------------------------------------------------------------


def _potong(berkas: Path) -> None:
    berkas.write_bytes(berkas.read_bytes()[: 20 * 4096])


def _rusakkan_halaman(berkas: Path) -> None:
    isi = bytearray(berkas.read_bytes())
    isi[8 * 4096 : 10 * 4096] = b"\xff" * 8192
    berkas.write_bytes(bytes(isi))


def _balik_satu_bit(berkas: Path) -> None:
    """In a stored text: SQLite itself finds nothing wrong with it."""
    isi = bytearray(berkas.read_bytes())
    isi[isi.index(b"Dinas LAMA")] ^= 1
    berkas.write_bytes(bytes(isi))


def _sql(*perintah: str) -> Callable[[Path], None]:
    def jalankan(berkas: Path) -> None:
        with closing(sqlite3.connect(berkas, isolation_level=None)) as kon:
            for satu in perintah:
                kon.execute(satu)
        cadangan.berkas_sidik(berkas).unlink()

    return jalankan


def _tanpa_sidik(rusakkan: Callable[[Path], None]) -> Callable[[Path], None]:
    def jalankan(berkas: Path) -> None:
        rusakkan(berkas)
        cadangan.berkas_sidik(berkas).unlink()

    return jalankan


def _milik_lain(berkas: Path) -> None:
    berkas.unlink()
    with closing(sqlite3.connect(berkas)) as kon:
        kon.execute("CREATE TABLE resep (nama TEXT)")


def _di_sebelah(akhir: str, isi: bytes) -> Callable[[Path], None]:
    return lambda berkas: berkas.with_name(berkas.name + akhir).write_bytes(isi) and None


def _jadi_folder(berkas: Path) -> None:
    berkas.unlink()
    berkas.mkdir()


BURUK: list[tuple[str, Callable[[Path], object], str]] = [
    ("hilang", Path.unlink, "cadangan {b} tidak ada"),
    ("folder", _jadi_folder, "{b} bukan berkas cadangan"),
    ("kosong", lambda b: b.write_bytes(b""), "{b} bukan basis data asn"),
    ("surat", lambda b: b.write_text("Kepada Yth. " * 50), "{b} bukan basis data asn"),
    ("kepala saja", lambda b: b.write_bytes(b.read_bytes()[:99]), "{b} bukan basis data asn"),
    ("milik lain", _milik_lain, "{b} milik program lain"),
    ("terpotong", _tanpa_sidik(_potong), "{b} rusak atau bukan basis data"),
    ("halaman rusak", _tanpa_sidik(_rusakkan_halaman), "{b} rusak atau bukan basis data"),
    ("satu bit", _balik_satu_bit, "{b} berubah sejak dibuat: sidiknya tidak cocok dengan kota-lama.db.sha256"),
    ("terpotong bersidik", _potong, "{b} berubah sejak dibuat: sidiknya tidak cocok dengan kota-lama.db.sha256"),
    ("sidik bukan sidik", lambda b: cadangan.berkas_sidik(b).write_text("rusak\n"),
     "{b}.sha256 tidak berisi sidik sha256"),
    ("sidik kosong", lambda b: cadangan.berkas_sidik(b).write_text(""), "{b}.sha256 tidak berisi sidik sha256"),
    ("lebih baru", _sql("PRAGMA user_version = 99"), "{b} dibuat oleh asn yang lebih baru (skema 99)"),
    ("tanpa induk", _sql("UPDATE opd SET induk_id = 99"),
     "cadangan {b} tidak utuh: 1 rekaman opd merujuk ke rekaman yang tidak ada"),
    ("pemicu sisipan", _sql("CREATE TRIGGER x AFTER INSERT ON opd BEGIN DELETE FROM nilai; END"),
     "skema {b} diubah di luar program ini: "),
    ("jurnal", _di_sebelah("-journal", b"x"), "{b} belum tentu lengkap: di sebelahnya masih ada kota-lama.db-journal"),
    ("wal", _di_sebelah("-wal", b"x"), "{b} belum tentu lengkap: di sebelahnya masih ada kota-lama.db-wal"),
    ("wal kosong", _di_sebelah("-wal", b""), "{b} belum tentu lengkap: di sebelahnya masih ada kota-lama.db-wal"),
]  # fmt: skip


@pytest.mark.parametrize(("rusakkan", "pesan"), [satu[1:] for satu in BURUK], ids=[satu[0] for satu in BURUK])
def test_a_bad_backup_touches_nothing(
    basis: Path, berkas: Path, rusakkan: Callable[[Path], object], pesan: str
) -> None:
    rusakkan(berkas)
    sebelum, di_usb = _isi(basis.parent), _isi(berkas.parent)
    with pytest.raises(BasisDataBermasalah) as galat:
        _pulihkan(basis, berkas)
    assert galat.value.kode == 7
    assert galat.value.pesan.startswith(pesan.format(b=berkas))
    assert galat.value.petunjuk
    assert ".asn-pulih" not in f"{galat.value.pesan} {galat.value.petunjuk}"
    assert (_isi(basis.parent), _isi(berkas.parent)) == (sebelum, di_usb)
    assert list(basis.parent.glob(".asn-*")) == []


def test_a_newer_backup_says_to_update_the_program(basis: Path, berkas: Path) -> None:
    _sql("PRAGMA user_version = 99")(berkas)
    with pytest.raises(BasisDataBermasalah) as galat:
        _pulihkan(basis, berkas)
    assert galat.value.petunjuk == "Perbarui program asn, lalu ulangi."


def test_a_missing_backup_names_the_newest_ones(basis: Path) -> None:
    nama = [f"kota-manual-2025010{n}-000000.cadangan.db" for n in range(1, 5)]
    for satu in nama:
        basis.with_name(satu).touch()
    with pytest.raises(BasisDataBermasalah) as galat:
        _pulihkan(basis, basis.with_name("kota-manual.cadangan.db"))
    assert galat.value.petunjuk == f"Cadangan terbaru di {basis.parent}: {', '.join(nama[:0:-1])}"


@pytest.mark.parametrize("cara", ["sendiri", "symlink", "hardlink"])
def test_a_file_is_never_restored_onto_itself(basis: Path, cara: str) -> None:
    berkas = basis.with_name("lain.db") if cara != "sendiri" else basis
    if cara == "symlink":
        berkas.symlink_to(basis)
    if cara == "hardlink":
        berkas.hardlink_to(basis)
    sebelum = sidik(basis)
    with pytest.raises(Bentrok) as galat:
        _pulihkan(basis, berkas)
    assert (galat.value.kode, sidik(basis)) == (5, sebelum)


def test_the_door_looks_at_a_copy_only(basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asli, dibuka = door.baca, []

    def catat(lokasi: Path, **pilihan: object) -> object:
        dibuka.append(lokasi)
        return asli(lokasi, **pilihan)  # type: ignore[arg-type]

    monkeypatch.setattr(door, "baca", catat)
    with bekal.siapkan(basis, berkas) as siap:
        assert len(dibuka) == 1
        assert dibuka[0] not in (basis, berkas, siap.salinan)
        assert stat.S_IMODE(dibuka[0].parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(siap.salinan.stat().st_mode) == 0o600
    assert not dibuka[0].exists()


# --- a database that is refused, or in use --------------------------------------------------------------------------


def test_another_programs_database_is_never_replaced(berkas: Path, tmp_path: Path) -> None:
    lain = tmp_path / "resep.db"
    _milik_lain_baru(lain)
    sebelum = _isi(tmp_path)
    with pytest.raises(BasisDataBermasalah) as galat:
        _pulihkan(lain, berkas)
    assert galat.value.pesan == f"{lain} milik program lain; tidak diganti"
    with pytest.raises(BasisDataBermasalah):
        _pulihkan(tmp_path, berkas)
    assert _isi(tmp_path) == sebelum


def _milik_lain_baru(lokasi: Path) -> None:
    with closing(sqlite3.connect(lokasi)) as kon:
        kon.execute("CREATE TABLE resep (nama TEXT)")


@pytest.mark.parametrize("kunci", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_database_in_use_is_waited_for_and_stays_as_it_is(basis: Path, berkas: Path, kunci: str) -> None:
    sebelum = _isi(basis.parent)
    with Pemegang(basis, kunci):
        mulai = time.monotonic()
        with pytest.raises(BasisDataSibuk) as galat:
            _pulihkan(basis, berkas, tunggu=0.4)
        assert 0.4 <= time.monotonic() - mulai < 4
    assert galat.value.kode == 6
    assert galat.value.pesan == f"basis data {basis} sedang dipakai program lain lebih lama dari batas tunggu"
    assert _isi(basis.parent) == sebelum


def test_a_database_in_use_in_wal_is_not_restored(basis: Path, berkas: Path) -> None:
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute("PRAGMA journal_mode = WAL")
    sebelum = _dump(basis)
    with Pemegang(basis, "BEGIN"), pytest.raises(BasisDataSibuk):
        _pulihkan(basis, berkas, tunggu=0.1)
    assert _dump(basis) == sebelum
    assert cadangan.daftar(basis) == []


def test_a_lock_given_up_in_time_is_waited_for(basis: Path, berkas: Path) -> None:
    kon = sqlite3.connect(basis, isolation_level=None)
    kon.execute("BEGIN IMMEDIATE")
    proses = subprocess.Popen(
        [sys.executable, "-c",
         "import sys; from pathlib import Path; from asn_kompetensi.store import bekal, pulih\n"
         "with bekal.siapkan(*map(Path, sys.argv[1:])) as siap:\n"
         "    print('siap', flush=True); pulih.pulihkan(siap, tunggu=20)", str(basis), str(berkas)],
        cwd=bunuh.AKAR, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert proses.stdout is not None
    assert proses.stdout.readline() == "siap\n"
    time.sleep(0.3)
    assert proses.poll() is None
    kon.execute("ROLLBACK")
    kon.close()
    assert proses.wait(20) == 0
    _dipulihkan(basis, berkas)


# --- the exchange ---------------------------------------------------------------------------------------------------


def test_the_database_becomes_the_backup_and_the_old_one_is_kept(basis: Path, berkas: Path) -> None:
    sebelum, di_usb, inode = sidik(basis), _isi(berkas.parent), basis.stat().st_ino
    hasil = _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)
    assert (_kode(basis), basis.stat().st_ino, _isi(berkas.parent)) == (["LAMA"], inode, di_usb)
    assert hasil.diganti is not None
    assert pulih.utuh(hasil)
    assert hasil.diganti.name.startswith("kota-diganti-")
    assert sidik(hasil.diganti) == sebelum
    assert cadangan.berkas_sidik(hasil.diganti).read_text() == f"{sebelum}  {hasil.diganti.name}\n"
    assert [satu.berkas for satu in cadangan.daftar(basis)] == [hasil.diganti]


def test_what_was_replaced_can_be_restored_in_turn(basis: Path, berkas: Path) -> None:
    sebelum = _dump(basis)
    hasil = _pulihkan(basis, berkas)
    assert hasil.diganti is not None
    _pulihkan(basis, hasil.diganti)
    assert _dump(basis) == sebelum
    with buka(basis) as d:
        tambah_opd(d, "SESUDAH")
    assert _kode(basis) == ["LAMA", "BARU", "SESUDAH"]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_what_is_written_is_its_owners_alone(basis: Path, berkas: Path, umask: int) -> None:
    lama = os.umask(umask)
    try:
        _pulihkan(basis, berkas)
        basis.unlink()
        _pulihkan(basis, berkas)
        basis.write_bytes(b"rusak")
        _pulihkan(basis, berkas)
    finally:
        os.umask(lama)
    for satu in (basis, *basis.parent.glob("kota-diganti-*")):
        assert stat.S_IMODE(satu.stat().st_mode) == 0o600


def test_a_backup_without_a_checksum_or_in_wal_is_good(basis: Path, berkas: Path) -> None:
    with closing(sqlite3.connect(berkas)) as kon:
        kon.execute("PRAGMA journal_mode = WAL")
    cadangan.berkas_sidik(berkas).unlink()
    di_usb = _isi(berkas.parent)
    with bekal.siapkan(basis, berkas) as siap:
        assert not siap.tersidik
        pulih.pulihkan(siap)
    _dipulihkan(basis, berkas)
    assert {nama: isi for nama, isi in _isi(berkas.parent).items() if nama == berkas.name} == di_usb


def test_both_sides_are_told(basis: Path, berkas: Path) -> None:
    with bekal.siapkan(basis, berkas) as siap:
        assert siap.sekarang is not None
        assert (siap.isi.jalankan, siap.sekarang.jalankan, siap.tersidik) == (2, 3, True)
        assert (siap.isi.versi_skema, siap.isi.pegawai, siap.isi.nilai) == (migrations.versi_program(), 0, 0)
        assert siap.isi.waktu is not None
        assert siap.isi.waktu.endswith("Z")


def test_an_older_schema_is_restored_as_it_is_and_migrated_by_the_next_command(
    basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lama = tmp_path / "lama.db"
    with monkeypatch.context() as dulu:
        dulu.setattr(migrations, "DAFTAR", migrations.DAFTAR[:1])
        door.buat(lama)
    with bekal.siapkan(basis, lama) as siap:
        assert siap.isi == bekal.Isi(1, 0, None, 0, 0, None)
        pulih.pulihkan(siap)
    assert _dump(basis) == _dump(lama)
    assert [satu.alasan for satu in cadangan.daftar(basis)] == ["diganti"]
    pesan: list[str] = []
    with door.baca(basis, beri_tahu=pesan.append) as d:
        assert d.kon.execute("PRAGMA user_version").fetchone()[0] == migrations.versi_program()
    assert pesan[0].startswith(f"Skema basis data diperbarui dari 1 ke {migrations.versi_program()}")


@pytest.mark.parametrize("ukuran", [1024, 65536])
def test_another_page_size_makes_no_difference(basis: Path, berkas: Path, ukuran: int) -> None:
    with closing(sqlite3.connect(basis, isolation_level=None)) as kon:
        kon.execute(f"PRAGMA page_size = {ukuran}")
        kon.execute("VACUUM")
    sebelum = sidik(basis)
    hasil = _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)
    assert hasil.diganti is not None
    assert sidik(hasil.diganti) == sebelum


def test_a_database_changed_behind_the_programs_back_is_put_right(basis: Path, berkas: Path) -> None:
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute("CREATE TRIGGER x AFTER INSERT ON opd BEGIN DELETE FROM nilai; END")
    _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)


def test_a_symlink_stays_one(basis: Path, berkas: Path, tmp_path: Path) -> None:
    tautan = tmp_path / "tautan" / "kota.db"
    tautan.parent.mkdir()
    tautan.symlink_to(basis)
    hasil = _pulihkan(tautan, berkas)
    assert tautan.is_symlink()
    assert hasil.diganti is not None
    assert hasil.diganti.parent == tautan.parent
    _dipulihkan(basis, berkas)
    basis.write_bytes(b"rusak")
    _pulihkan(tautan, berkas)
    assert tautan.is_symlink()
    _dipulihkan(basis, berkas)


PENULIS = """
import sqlite3, sys
kon = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
kon.execute("SELECT count(*) FROM kompetensi").fetchone()  # has read the old content, and has it in its cache
print("siap", flush=True)
sys.stdin.readline()
print("menunggu", flush=True)
kon.execute("BEGIN IMMEDIATE")
print(kon.execute("SELECT group_concat(kode) FROM opd WHERE kode IN ('LAMA', 'BARU')").fetchone()[0], flush=True)
kon.execute("INSERT INTO opd (kode, nama) VALUES ('SESUDAH', 'Dinas Sesudah')")
kon.execute("COMMIT")
"""


def test_a_writer_that_waits_goes_on_with_the_restored_content(
    basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And while the old content is being kept nobody gets in: not even a reader."""
    penulis = subprocess.Popen(
        [sys.executable, "-c", PENULIS, str(basis)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert penulis.stdout is not None
    assert penulis.stdin is not None
    assert penulis.stdout.readline() == "siap\n"
    asli, sebelum = pulih._simpan, sidik(basis)
    pembaca = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT count(*) FROM opd')"

    def simpan(*apa: object) -> Path:
        hasil = asli(*apa)  # type: ignore[arg-type]
        lain = subprocess.run([sys.executable, "-c", pembaca, str(basis)], capture_output=True, text=True)
        assert "database is locked" in lain.stderr
        penulis.stdin.write("\n")  # type: ignore[union-attr]
        penulis.stdin.flush()  # type: ignore[union-attr]
        assert penulis.stdout.readline() == "menunggu\n"  # type: ignore[union-attr]
        time.sleep(0.1)
        assert penulis.poll() is None
        return hasil

    monkeypatch.setattr(pulih, "_simpan", simpan)
    hasil = _pulihkan(basis, berkas)
    terlihat, _ = penulis.communicate(timeout=20)
    assert (terlihat, penulis.returncode) == ("LAMA\n", 0)
    assert _kode(basis) == ["LAMA", "SESUDAH"]
    assert hasil.diganti is not None
    assert sidik(hasil.diganti) == sebelum


# --- what a crash or another tool left beside the database ----------------------------------------------------------

PUTUS = """
import os, sqlite3, sys
kon = sqlite3.connect(sys.argv[1], isolation_level=None)
kon.execute(f"PRAGMA journal_mode = {sys.argv[2]}")
kon.execute("PRAGMA cache_size = 1")
if sys.argv[2] == "WAL":
    kon.execute("PRAGMA wal_autocheckpoint = 0")
    kon.execute("INSERT INTO opd (kode, nama) VALUES ('SESUDAH', 'Dinas')")
kon.execute("BEGIN IMMEDIATE")
kon.execute("UPDATE opd SET nama = 'setengah ' || nama")
os._exit(0)
"""


def _putus(lokasi: Path, mode: str) -> None:
    """A writer that dies in the middle of its work."""
    assert bunuh.jalankan(PUTUS, lokasi, mode) == 0
    assert lokasi.with_name(f"{lokasi.name}-{'wal' if mode == 'WAL' else 'journal'}").stat().st_size > 512


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_what_a_dead_writer_left_is_settled_first(basis: Path, berkas: Path, mode: str) -> None:
    asli = _dump(basis)
    _putus(basis, mode)
    hasil = _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)
    assert hasil.diganti is not None
    assert pulih.utuh(hasil)
    # Kept is what was acknowledged: nothing of the half-done work, all of what the log held.
    assert _kode(hasil.diganti) == (["LAMA", "BARU", "SESUDAH"] if mode == "WAL" else ["LAMA", "BARU"])
    with closing(sqlite3.connect(hasil.diganti)) as kon:
        assert kon.execute("SELECT count(*) FROM opd WHERE nama LIKE 'setengah%'").fetchone() == (0,)
    assert mode == "WAL" or _dump(hasil.diganti) == asli


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_looking_at_a_dead_writers_file_does_not_touch_it(basis: Path, berkas: Path, mode: str) -> None:
    _putus(basis, mode)
    sebelum = {nama: isi for nama, isi in _isi(basis.parent).items() if not nama.endswith("-shm")}
    with bekal.siapkan(basis, berkas):
        pass
    assert {nama: isi for nama, isi in _isi(basis.parent).items() if not nama.endswith("-shm")} == sebelum


@pytest.mark.parametrize("akhir", ["-journal", "-wal"])
def test_a_missing_database_gets_nothing_of_what_lies_beside_it(
    basis: Path, berkas: Path, tmp_path: Path, akhir: str
) -> None:
    """The worst mix: a hot journal of the lost file, played into the restored one."""
    _putus(basis, "WAL" if akhir == "-wal" else "DELETE")
    basis.unlink()
    basis.with_name(f"{basis.name}-shm").unlink(missing_ok=True)
    sisa = sidik(basis.with_name(basis.name + akhir))
    hasil = _pulihkan(basis, berkas)
    assert hasil == pulih.Hasil(None, terbuka=False)
    _dipulihkan(basis, berkas)
    [disingkirkan] = tmp_path.glob(f"kota-rusak-*.db{akhir}")
    assert sidik(disingkirkan) == sisa


RUSAK: list[tuple[str, Callable[[Path], object]]] = [
    ("kosong", lambda b: b.write_bytes(b"")),
    ("acak", lambda b: b.write_bytes(bytes(range(256)) * 400)),
    ("surat", lambda b: b.write_text("Kepada Yth.")),
    ("terpotong", _potong),
    ("halaman pertama", lambda b: b.write_bytes(b.read_bytes()[:100] + b"\xff" * 3996 + b.read_bytes()[4096:])),
]


@pytest.mark.parametrize("rusakkan", [satu[1] for satu in RUSAK], ids=[satu[0] for satu in RUSAK])
def test_a_file_that_does_not_open_is_moved_aside(
    basis: Path, berkas: Path, rusakkan: Callable[[Path], object]
) -> None:
    rusakkan(basis)
    lama = sidik(basis)
    diganti, utuh = _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)
    assert diganti is not None
    assert diganti.name.startswith("kota-rusak-")
    assert (sidik(diganti), utuh) == (lama, False)
    assert stat.S_IMODE(basis.stat().st_mode) == 0o600


@pytest.mark.parametrize("akhir", ["-journal", "-wal", "-shm"])
def test_what_belongs_to_a_lost_file_goes_with_it(basis: Path, berkas: Path, akhir: str) -> None:
    basis.write_bytes(b"rusak")
    basis.with_name(f"kota.db{akhir}").write_bytes(b"sisa")
    diganti, _ = _pulihkan(basis, berkas)
    _dipulihkan(basis, berkas)
    assert diganti is not None
    assert diganti.with_name(f"{diganti.name}{akhir}").read_bytes() == b"sisa"


def test_a_damaged_page_is_kept_and_said(basis: Path, berkas: Path) -> None:
    _rusakkan_halaman(basis)
    lama = sidik(basis)
    hasil = _pulihkan(basis, berkas)
    assert hasil.diganti is not None
    assert (pulih.utuh(hasil), sidik(hasil.diganti)) == (False, lama)
    _dipulihkan(basis, berkas)


def test_two_damaged_files_within_a_second_are_both_kept(
    basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saat = pulih.datetime(2025, 1, 1)

    class Beku(pulih.datetime):
        @classmethod
        def now(cls, tz: object = None) -> pulih.datetime:  # type: ignore[override]  # noqa: ARG003
            return saat

    monkeypatch.setattr(pulih, "datetime", Beku)
    for isi in ("satu", "dua"):
        basis.write_text(isi)
        _pulihkan(basis, berkas)
    nama = ("kota-rusak-20250101-000000.db", "kota-rusak-20250101-000000-2.db")
    assert [basis.with_name(satu).read_text() for satu in nama] == ["satu", "dua"]


# --- in the middle --------------------------------------------------------------------------------------------------


def test_no_room_for_the_old_content_means_no_exchange(
    basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sebelum = sidik(basis)

    def penuh(*_: object) -> None:
        raise OSError(28, "No space left on device", "kota-diganti.db")

    with bekal.siapkan(basis, berkas) as siap:
        monkeypatch.setattr(pulih, "salin", penuh)
        with pytest.raises(GalatBerkas) as galat:
            pulih.pulihkan(siap)
    assert galat.value.pesan == "kota-diganti.db tidak dapat dibaca atau ditulis: tempat penyimpanan penuh"
    assert (sidik(basis), cadangan.daftar(basis)) == (sebelum, [])
    assert sorted(basis.parent.iterdir()) == sorted([basis, berkas.parent, basis.with_name("kota.db.segel")])


def test_a_stop_in_the_middle_leaves_the_old_content(
    basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sebelum, asli = sidik(basis), cadangan.hingga
    langkah: list[int] = []

    def berhenti(tunggu: float) -> Callable[[int, int, int], None]:
        biasa = asli(tunggu)

        def saat(status: int, sisa: int, banyak: int) -> None:
            biasa(status, sisa, banyak)
            langkah.append(sisa)
            if len(langkah) == 40:
                raise KeyboardInterrupt

        return saat

    with bekal.siapkan(basis, berkas) as siap:
        monkeypatch.setattr(cadangan, "hingga", berhenti)
        with pytest.raises(KeyboardInterrupt):
            pulih.pulihkan(siap)
    assert langkah[-1] > 0
    assert sidik(basis) == sebelum
    assert not basis.with_name("kota.db-journal").exists()


_NASKAH = """
import sys; from pathlib import Path; from asn_kompetensi.store import bekal, pulih
from asn_kompetensi.domain.galat import GalatASN
try:
    with bekal.siapkan(*map(Path, sys.argv[1:])) as siap:
        pulih.pulihkan(siap)
except GalatASN as galat:
    sys.exit(int(galat.kode))
"""


def _lama_atau_baru(basis: Path, lama: str, baru: str) -> str:
    """Which of the two the file is; anything between fails here. Opening it settles a journal that was left."""
    with door.baca(basis) as d:
        assert d.kon.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    isi = _dump(basis)
    assert isi in (lama, baru)
    if isi == baru:
        # What was replaced was on the disk before anything of it was overwritten.
        assert lama in {_dump(satu.berkas) for satu in cadangan.daftar(basis)}
    return isi


@butuh_strace
@pytest.mark.parametrize(
    "suntik",
    ["pwrite64:signal=KILL:when=150", pytest.param("pwrite64:signal=KILL:when=260", marks=pytest.mark.lama),
     "pwrite64:signal=KILL:when=300", "fsync:signal=KILL:when=4",
     pytest.param("fdatasync:signal=KILL:when=1", marks=pytest.mark.lama), "fdatasync:signal=KILL:when=3",
     "unlink:signal=KILL:when=1", "rename:signal=KILL:when=1"],
)  # fmt: skip
def test_a_kill_leaves_the_old_content_or_the_new(basis: Path, berkas: Path, suntik: str) -> None:
    lama, baru = _dump(basis), _dump(berkas)
    assert bunuh.jalankan(_NASKAH, basis, berkas, suntik=suntik) == -9
    _lama_atau_baru(basis, lama, baru)
    _pulihkan(basis, berkas)
    assert _dump(basis) == baru
    assert not basis.with_name("kota.db-journal").exists()


GAGAL = ("pwrite64:error={}:when=260+", "pwrite64:error={}:when=300", "fdatasync:error={}", "fsync:error={}:when=2+",
         "unlink:error={}:when=1+")  # fmt: skip


@butuh_strace
@pytest.mark.parametrize(
    ("suntik", "galat"),
    [  # each fault once, with one error or the other; every pair under the mark
        pytest.param(suntik, galat, marks=() if (n + m) % 2 == 0 else pytest.mark.lama)
        for n, suntik in enumerate(GAGAL)
        for m, galat in enumerate(("ENOSPC", "EIO"))
    ],
)
def test_a_disk_that_fails_never_looks_like_success(basis: Path, berkas: Path, suntik: str, galat: str) -> None:
    lama, baru = _dump(basis), _dump(berkas)
    kode = bunuh.jalankan(_NASKAH, basis, berkas, suntik=suntik.format(galat))
    isi = _lama_atau_baru(basis, lama, baru)
    assert (kode, isi) in ((8, lama), (0, baru))


@butuh_strace
@pytest.mark.lama
@pytest.mark.parametrize("panggilan", ["pwrite64", "fsync", "fdatasync", "unlink", "rename"])
def test_a_kill_anywhere(basis: Path, berkas: Path, panggilan: str) -> None:
    lama, baru, asal = _dump(basis), _dump(berkas), basis.read_bytes()
    kali, didapat = 1, set()
    while bunuh.jalankan(_NASKAH, basis, berkas, suntik=f"{panggilan}:signal=KILL:when={kali}") == -9:
        didapat.add(_lama_atau_baru(basis, lama, baru))
        for satu in cadangan.daftar(basis):
            satu.berkas.unlink()
        for folder in basis.parent.glob(".asn-pulih-*"):
            shutil.rmtree(folder)
        basis.write_bytes(asal)
        kali += 1
    assert kali > 1
    assert lama in didapat


def test_errors_are_ours(basis: Path, berkas: Path) -> None:
    """A folder that is not there is exit 8, not a crash."""
    with pytest.raises(GalatASN) as galat:
        _pulihkan(basis.parent / "tiada" / "kota.db", berkas)
    assert galat.value.kode == 8
