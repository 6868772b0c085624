"""Verified copies: whole while others write, never over one another, never of a damaged file, the right ones kept."""

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

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, Bentrok, GalatBerkas
from asn_kompetensi.store import cadangan, periksa
from asn_kompetensi.store.koneksi import sambung
from tests.store import bunuh
from tests.store.alat import buka, jumlah, sidik, tambah_opd
from tests.store.bunuh import AKAR, butuh_strace


def _cadangan(lokasi: Path) -> list[Path]:
    return sorted(lokasi.parent.glob("*.cadangan.db"))


def _jam(monkeypatch: pytest.MonkeyPatch, cap: str) -> None:
    """A clock that stands still."""
    saat = cadangan.datetime.strptime(cap, "%Y%m%d-%H%M%S")

    class Beku(cadangan.datetime):
        @classmethod
        def now(cls, tz: object = None) -> cadangan.datetime:  # type: ignore[override]  # noqa: ARG003
            return saat

    monkeypatch.setattr(cadangan, "datetime", Beku)


# --- what is refused ------------------------------------------------------------------------------------------------


def test_a_damaged_page_is_never_called_a_backup(basis: Path) -> None:
    isi = bytearray(basis.read_bytes())
    isi[8 * 4096 : 10 * 4096] = b"\xff" * 8192
    rusak = basis.with_name("rusak.db")
    rusak.write_bytes(bytes(isi))
    with pytest.raises(BasisDataBermasalah) as galat:
        cadangan.cadangkan(rusak, "uji")
    assert galat.value.kode == 7
    assert sorted(basis.parent.iterdir()) == [basis, rusak]


def test_a_record_without_its_parent_is_never_called_a_backup(basis: Path, tmp_path: Path) -> None:
    rusak = Path(shutil.copy(basis, tmp_path / "rusak.db"))
    with closing(sqlite3.connect(rusak)) as kon, kon:
        kon.execute("INSERT INTO opd (kode, nama, induk_id) VALUES ('A', 'Dinas A', 99)")
    with pytest.raises(BasisDataBermasalah) as galat:
        cadangan.cadangkan(rusak, "uji")
    assert galat.value.pesan == f"cadangan {rusak} tidak utuh: 1 rekaman opd merujuk ke rekaman yang tidak ada"
    assert galat.value.petunjuk == "Lihat temuannya dengan: asn db periksa"
    assert _cadangan(basis) == []


def test_a_copy_spoiled_on_its_way_is_found(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is checked is the file on the disk, not what was meant to be in it; older copies stay."""
    lama = [cadangan.cadangkan(basis, "uji") for _ in range(2)]
    asli = cadangan.pastikan_utuh

    def rusakkan(berkas: Path, *sisa: str) -> None:
        with berkas.open("r+b") as isi:
            isi.seek(8 * 4096)
            isi.write(b"\xff" * 8192)
        asli(berkas, *sisa)

    monkeypatch.setattr(cadangan, "pastikan_utuh", rusakkan)
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    with pytest.raises(BasisDataBermasalah):
        cadangan.cadangkan(basis, "uji")
    assert _cadangan(basis) == sorted(lama)
    assert list(basis.parent.glob(".asn-*")) == []


def test_a_locked_file_is_waited_for_and_no_longer(basis: Path) -> None:
    with closing(sqlite3.connect(basis, isolation_level=None)) as lain:
        lain.execute("BEGIN EXCLUSIVE")
        mulai = time.monotonic()
        with pytest.raises(BasisDataSibuk) as galat:
            cadangan.cadangkan(basis, "uji", tunggu=0.3)
        assert 0.3 <= time.monotonic() - mulai < 3
        assert galat.value.kode == 6
        lain.execute("ROLLBACK")
    assert list(basis.parent.iterdir()) == [basis]


def test_a_lock_given_up_in_time_is_waited_for(basis: Path) -> None:
    lain = sqlite3.connect(basis, isolation_level=None, check_same_thread=False)
    lain.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.3, lain.execute, ["ROLLBACK"]).start()
    assert cadangan.cadangkan(basis, "uji", tunggu=10).exists()
    lain.close()


def test_a_folder_that_takes_nothing_is_exit_8(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = os.open

    def tolak(nama: object, *sisa: int) -> int:
        if ".asn-cadangan-" in str(nama):
            raise PermissionError(13, "Permission denied", str(nama))
        return asli(nama, *sisa)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", tolak)
    with pytest.raises(GalatBerkas) as galat:
        cadangan.cadangkan(basis, "uji")
    assert galat.value.pesan == f"cadangan {basis} tidak dapat dibuat di {basis.parent}: tidak diizinkan"
    assert list(basis.parent.iterdir()) == [basis]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
@pytest.mark.parametrize("batas", [0, 4096, 100_000])
def test_a_full_disk_leaves_nothing(basis: Path, batas: int) -> None:
    naskah = (
        "import resource, sys; from pathlib import Path; from asn_kompetensi.store import cadangan\n"
        "from asn_kompetensi.domain.galat import GalatASN\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({batas}, {batas}))\n"
        "try: cadangan.cadangkan(Path(sys.argv[1]), 'uji')\n"
        "except GalatASN as galat: sys.exit(int(galat.kode))"
    )
    hasil = subprocess.run([sys.executable, "-c", naskah, str(basis)], cwd=AKAR, capture_output=True, text=True)
    assert (hasil.returncode, hasil.stderr) == (8, "")
    assert list(basis.parent.iterdir()) == [basis]


# --- one copy -------------------------------------------------------------------------------------------------------


def test_a_backup_of_a_busy_file_is_whole(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
        salinan = cadangan.cadangkan(basis, "uji")
    assert jumlah(salinan, "opd") == 0
    assert jumlah(salinan, "kompetensi") == 9


def test_a_backup_never_replaces_another(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _jam(monkeypatch, "20250101-000000")
    nama = [cadangan.cadangkan(basis, "uji").name for _ in range(11)]
    ekor = ["", *(f"-{nomor}" for nomor in range(2, 12))]
    assert nama == [f"kota-uji-20250101-000000{satu}.cadangan.db" for satu in ekor]
    # The eleventh is newer than the second: numbers are numbers, and the first is cleared away.
    assert [satu.nomor for satu in cadangan.daftar(basis)] == list(range(2, 12))


def test_a_name_somebody_else_took_is_left_alone(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _jam(monkeypatch, "20250101-000000")
    orang = basis.with_name("kota-uji-20250101-000000.cadangan.db")
    orang.write_text("punya orang")
    tanda = basis.with_name("kota-uji-20250101-000000-2.cadangan.db.sha256")
    tanda.write_text("punya orang")
    assert cadangan.cadangkan(basis, "uji").name == "kota-uji-20250101-000000-3.cadangan.db"
    assert (orang.read_text(), tanda.read_text()) == ("punya orang", "punya orang")
    assert not cadangan.berkas_sidik(orang).exists()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277])
def test_copies_are_their_owners_alone(basis: Path, umask: int) -> None:
    lama = os.umask(umask)
    try:
        salinan = cadangan.cadangkan(basis, "uji")
    finally:
        os.umask(lama)
    for satu in (salinan, cadangan.berkas_sidik(salinan)):
        assert stat.S_IMODE(satu.stat().st_mode) == 0o600
    assert len(list(basis.parent.iterdir())) == 3


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")
@pytest.mark.parametrize("nama", ["kota.db", "kota baru.db", "garis\\miring.db", "dua\nbaris.db", "Ålesund.db"])
def test_anyone_can_verify_the_copy(basis: Path, nama: str) -> None:
    lokasi = basis.rename(basis.with_name(nama))
    salinan = cadangan.cadangkan(lokasi, "uji")
    tanda = cadangan.berkas_sidik(salinan)
    kerja = ["sha256sum", "--strict", "-c", tanda.name]
    assert subprocess.run(kerja, cwd=tanda.parent, capture_output=True).returncode == 0
    with salinan.open("r+b") as isi:
        isi.seek(5000)
        isi.write(b"X")
    assert subprocess.run(kerja, cwd=tanda.parent, capture_output=True).returncode == 1


def test_one_file_is_all_of_a_file_in_wal(basis: Path) -> None:
    with closing(sqlite3.connect(basis)) as lain:
        lain.execute("PRAGMA journal_mode = WAL")
        lain.execute("INSERT INTO opd (kode, nama) VALUES ('A', 'Dinas A')")
        lain.commit()
        salinan = cadangan.cadangkan(basis, "uji")
        assert salinan.read_bytes()[18:20] == b"\x01\x01"
        assert list(basis.parent.glob("*.cadangan.db-*")) == []
        assert jumlah(salinan, "opd") == 1


# --- where the clerk wants it ---------------------------------------------------------------------------------------


def test_a_file_of_the_clerks_choice_is_never_replaced(basis: Path, tmp_path: Path) -> None:
    ada = tmp_path / "surat.db"
    ada.write_text("penting")
    putus = tmp_path / "putus.db"
    putus.symlink_to(tmp_path / "tiada")
    (tmp_path / "baru.db.sha256").write_text("penting")
    for ke, taken in ((ada, ada), (putus, putus), (basis, basis), (tmp_path / "baru.db", tmp_path / "baru.db.sha256")):
        sebelum = sidik(basis)
        with pytest.raises(Bentrok) as galat:
            cadangan.cadangkan_ke(basis, ke)
        assert galat.value.pesan == f"{taken} sudah ada"
        assert (ada.read_text(), sidik(basis)) == ("penting", sebelum)
    assert not (tmp_path / "tiada").exists()
    assert not (tmp_path / "baru.db").exists()


def test_a_file_that_appears_meanwhile_is_not_replaced_either(
    basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ke = tmp_path / "usb.db"
    asli = cadangan.pastikan_utuh

    def lambat(*sisa: object) -> None:
        asli(*sisa)  # type: ignore[arg-type]
        ke.write_text("punya orang")

    monkeypatch.setattr(cadangan, "pastikan_utuh", lambat)
    with pytest.raises(Bentrok):
        cadangan.cadangkan_ke(basis, ke)
    assert ke.read_text() == "punya orang"
    assert sorted(satu.name for satu in tmp_path.iterdir()) == ["kota.db", "usb.db"]


@pytest.mark.parametrize("ke", ["tiada/usb.db", "tiada", "kota.db/x.db"])
def test_a_missing_folder_is_not_made(basis: Path, ke: str) -> None:
    with pytest.raises(GalatBerkas) as galat:
        cadangan.cadangkan_ke(basis, basis.parent / ke)
    assert galat.value.kode == 8
    assert list(basis.parent.iterdir()) == [basis]


def test_a_folder_elsewhere_is_never_cleared(basis: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    for menit in range(12):
        (usb / f"kota-manual-20200101-00{menit:02}00.cadangan.db").touch()
    salinan = cadangan.cadangkan_ke(basis, usb)
    assert salinan.parent == usb
    assert salinan.name.startswith("kota-manual-")
    assert len(_cadangan(salinan)) == 13
    assert cadangan.daftar(basis) == []


# --- which copies stay ----------------------------------------------------------------------------------------------


def _taruh(folder: Path, *nama: str) -> list[str]:
    for satu in nama:
        (folder / satu).touch()
        (folder / f"{satu}.sha256").touch()
    return list(nama)


def _lama(stem: str, alasan: str, banyak: int, tahun: int = 2020) -> list[str]:
    return [f"{stem}-{alasan}-{tahun}0101-00{menit:02}00.cadangan.db" for menit in range(banyak)]


def test_the_newest_ten_are_kept(basis: Path) -> None:
    nama = _taruh(basis.parent, *_lama("kota", "manual", 29))
    for nomor, satu in enumerate(nama):  # the age is in the name: what a file system says of it does not count
        os.utime(basis.parent / satu, (2_000_000_000 - nomor, 2_000_000_000 - nomor))
    baru = cadangan.cadangkan(basis, "manual")
    sisa = [*nama[-9:], baru.name]
    assert [satu.berkas.name for satu in cadangan.daftar(basis)] == sisa
    assert sorted(satu.name for satu in basis.parent.iterdir()) == sorted(
        ["kota.db", *sisa, *(f"{satu}.sha256" for satu in sisa)]
    )


def test_the_newest_of_each_closed_period_is_kept(basis: Path) -> None:
    tutup = [
        f"kota-sebelum-tutup-{periode}-{cap}.cadangan.db"
        for periode, cap in (
            ("2018", "20190101-000000"), ("2018", "20190101-000000-2"), ("2019", "20190202-000000"),
            ("2019-1", "20190203-000000"), ("2019~1", "20190204-000000"), ("20190101-010101", "20190205-000000"),
        )
    ]  # fmt: skip
    _taruh(basis.parent, *tutup, *_lama("kota", "sebelum-skema-3", 5), *_lama("kota", "manual", 12))
    baru = cadangan.cadangkan(basis, "sebelum-tutup-2020/1")
    assert "-sebelum-tutup-2020~1-" in baru.name
    sisa = [satu.berkas.name for satu in cadangan.daftar(basis)]
    assert sisa[:5] == tutup[1:]
    assert len(sisa) == 5 + 10


def test_the_new_copy_is_kept_though_the_clock_went_back(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _taruh(basis.parent, *_lama("kota", "manual", 10, tahun=2031))
    _jam(monkeypatch, "20010101-000000")
    assert cadangan.cadangkan(basis, "manual").exists()
    assert len(cadangan.daftar(basis)) == 11


# Names that look like copies of `kota.db` and are not: another database's, another program's, another thing.
BUKAN = (
    "kota-manual-20200101-000000.cadangan.db.bak", "kota-manual-20200101-000000.db", "kota-20200101-000000.cadangan.db",
    "kota-manual-20201301-000000.cadangan.db", "kota-manual-20200101-250000.cadangan.db",
    "kota-manual-2020101-000000.cadangan.db", "kota-manual-20200101-000000-.cadangan.db",
    "kota-manual-20200101-000000-123.cadangan.db", "kota-Manual-20200101-000000.cadangan.db",
    "kotabaru-manual-20200101-000000.cadangan.db", "Kota-manual-20200101-000000.cadangan.db",
    "kota-rusak-20200101-000000.db", "xkota-manual-20200101-000000.cadangan.db",
)  # fmt: skip


def test_what_is_no_copy_of_ours_is_never_touched(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    _taruh(basis.parent, *BUKAN)
    baru = cadangan.cadangkan(basis, "manual")
    assert {satu.name for satu in basis.parent.iterdir()} >= {*BUKAN, *(f"{satu}.sha256" for satu in BUKAN)}
    assert [satu.berkas for satu in cadangan.daftar(basis)] == [baru]


@pytest.mark.parametrize("ada", [True, False])
@pytest.mark.parametrize(
    ("tetangga", "alasan"),
    [("kota-dua", "manual"), ("kota-dua", "sebelum-batal-3"), ("kota-dua", "sebelum-tutup-2025"),
     ("kota-sebelum-tutup-2025", "sebelum-batal-3"), ("kota-manual", "manual"), ("kota-2020", "diganti")],
)  # fmt: skip
def test_a_neighbour_keeps_its_copies(
    basis: Path, monkeypatch: pytest.MonkeyPatch, tetangga: str, alasan: str, ada: bool
) -> None:
    """Also when the neighbour itself is gone and its copies are all there is."""
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    punya = _taruh(basis.parent, *_lama(tetangga, alasan, 4))
    if ada:
        shutil.copy(basis, basis.with_name(f"{tetangga}.db"))
    cadangan.cadangkan(basis, "manual")
    baru = cadangan.cadangkan(basis, "manual")
    assert {satu.name for satu in _cadangan(basis)} == {*punya, baru.name}


def test_a_neighbour_whose_own_name_reads_like_a_reason_keeps_its_copies(
    basis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    tetangga = Path(shutil.copy(basis, basis.with_name("kota-sebelum-tutup.db")))
    punya = _taruh(basis.parent, *_lama("kota-sebelum-tutup", "manual", 4))
    cadangan.cadangkan(basis, "manual")
    assert {satu.berkas.name for satu in cadangan.daftar(tetangga)} == set(punya)
    # And what is its own for certain is still cleared away beside such a neighbour.
    milik = [cadangan.cadangkan(basis, "sebelum-batal-1") for _ in range(2)]
    assert [satu.berkas for satu in cadangan.daftar(basis)] == milik[-1:]


def test_two_databases_of_one_stem_lose_nothing(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    shutil.copy(basis, basis.with_suffix(".sqlite"))
    for _ in range(3):
        cadangan.cadangkan(basis, "manual")
    assert len(_cadangan(basis)) == 3


def test_a_copy_that_cannot_be_removed_stops_nothing(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lama = cadangan.cadangkan(basis, "manual")
    monkeypatch.setattr(cadangan, "DISIMPAN", 1)
    asli = Path.unlink

    def tolak(berkas: Path, missing_ok: bool = False) -> None:
        if berkas.name.startswith("kota-"):
            raise PermissionError(13, "dibuka")
        asli(berkas, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", tolak)
    assert cadangan.cadangkan(basis, "manual") != lama
    assert lama.exists()


def test_what_a_crash_left_is_swept_after_a_day(basis: Path) -> None:
    lama, baru, lain = (basis.with_name(nama) for nama in (".asn-cadangan-1-a.tmp", ".asn-cadangan-2-b.tmp", ".asn-x"))
    folder = basis.with_name(".asn-pulih-abc")
    folder.mkdir()
    (folder / "isi.db").touch()
    for satu in (lama, baru, lain):
        satu.touch()
    for satu in (lama, lain, folder):
        os.utime(satu, (1_500_000_000, 1_500_000_000))
    cadangan.cadangkan(basis, "manual")
    assert [satu.exists() for satu in (lama, folder, baru, lain)] == [False, False, True, True]


# --- under fire -----------------------------------------------------------------------------------------------------

# Moves one point at a time between far-away rows: the sum is always the same, in every committed state.
PENULIS = """
import random, sqlite3, sys, time
acak = random.Random(int(sys.argv[2]))
kon = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
kon.execute("PRAGMA synchronous = EXTRA"); kon.execute("PRAGMA cache_size = 20")
print("siap", flush=True)
batas, kali = time.monotonic() + 120, 0
while time.monotonic() < batas:
    kon.execute("BEGIN IMMEDIATE")
    for _ in range(100):
        dari, ke = acak.sample(range(1, 20001), 2)
        boleh = "(SELECT ratus > 1 FROM standar WHERE id = ?) AND (SELECT ratus < 500 FROM standar WHERE id = ?)"
        if kon.execute(f"SELECT {boleh}", (dari, ke)).fetchone()[0]:
            kon.execute("UPDATE standar SET ratus = ratus - 1 WHERE id = ?", (dari,))
            kon.execute("UPDATE standar SET ratus = ratus + 1 WHERE id = ?", (ke,))
    kon.execute("COMMIT"); kali += 1
    time.sleep(acak.random() / 200)
"""


def _isi_standar(lokasi: Path) -> None:
    """Some 5 MB: with less, a plain copy of the file is too quick to be caught at being torn."""
    with closing(sqlite3.connect(lokasi)) as kon, kon:
        kon.executemany("INSERT INTO jabatan (id, kode, nama) VALUES (?, ?, ?)", [(n, f"J{n}", f"Jabatan {n}")
                        for n in range(1, 2501)])  # fmt: skip
        kon.executemany(
            "INSERT INTO standar (id, jabatan_id, kompetensi_id, ratus, dasar) VALUES (?, ?, ?, 250, ?)",
            [(n, (n - 1) // 8 + 1, (n - 1) % 8 + 1, "x" * 190) for n in range(1, 20001)],
        )


@pytest.mark.parametrize("banyak", [8, pytest.param(100, marks=pytest.mark.lama)])
def test_backups_under_four_writers_are_whole(basis: Path, monkeypatch: pytest.MonkeyPatch, banyak: int) -> None:
    monkeypatch.setattr(cadangan, "DISIMPAN", banyak)
    _isi_standar(basis)
    perintah = [sys.executable, "-c", PENULIS, str(basis)]
    penulis = [subprocess.Popen([*perintah, str(n)], stdout=subprocess.PIPE, text=True) for n in range(4)]
    try:
        for satu in penulis:
            assert satu.stdout is not None
            assert satu.stdout.readline() == "siap\n"
        salinan = [cadangan.cadangkan(basis, "uji") for _ in range(banyak)]
        assert [satu.poll() for satu in penulis] == [None] * 4
    finally:
        for satu in penulis:
            satu.kill()
            satu.communicate()
    isi = set()
    for satu in salinan:
        with closing(sambung(satu, "ro")) as kon:
            assert (periksa.utuh(kon), periksa.tanpa_induk(kon)) == ([], [])
            assert kon.execute("SELECT count(*), sum(ratus) FROM standar").fetchone() == (20_000, 5_000_000)
            isi.add(tuple(ratus for (ratus,) in kon.execute("SELECT ratus FROM standar ORDER BY id")))
        assert sidik(satu) == cadangan.berkas_sidik(satu).read_text().split()[0]
    assert len(isi) > banyak // 2, "the writers did write meanwhile"


_NASKAH = """
import sys; from pathlib import Path; from asn_kompetensi.store import cadangan
cadangan.cadangkan(Path(sys.argv[1]), 'uji')
"""


def _semua_utuh(lokasi: Path) -> list[Path]:
    ada = [satu.berkas for satu in cadangan.daftar(lokasi)]
    for satu in ada:
        assert sidik(satu) == cadangan.berkas_sidik(satu).read_text().split()[0]
        assert jumlah(satu, "kompetensi") == 9
    return ada


@butuh_strace
@pytest.mark.parametrize(
    ("panggilan", "kali"), [("pwrite64", 1), ("pwrite64", 30), ("fsync", 1), ("fsync", 2), ("fsync", 3), ("rename", 1)]
)
def test_a_kill_leaves_whole_copies_or_none(basis: Path, panggilan: str, kali: int) -> None:
    lama = cadangan.cadangkan(basis, "uji")
    sebelum = sidik(basis)
    assert bunuh.jalankan(_NASKAH, basis, suntik=f"{panggilan}:signal=KILL:when={kali}") == -9
    assert sidik(basis) == sebelum
    assert lama in _semua_utuh(basis)


@butuh_strace
@pytest.mark.lama
@pytest.mark.parametrize("panggilan", ["pwrite64", "fsync", "fdatasync", "unlink", "rename"])
def test_a_kill_anywhere(basis: Path, monkeypatch: pytest.MonkeyPatch, panggilan: str) -> None:
    monkeypatch.setattr(cadangan, "DISIMPAN", 1000)
    sebelum, kali = sidik(basis), 1
    while bunuh.jalankan(_NASKAH, basis, suntik=f"{panggilan}:signal=KILL:when={kali}") == -9:
        assert sidik(basis) == sebelum
        _semua_utuh(basis)
        kali += 1
    assert kali > 1
