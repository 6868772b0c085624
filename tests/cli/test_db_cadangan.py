"""`asn db cadangkan` and `pulihkan`: nothing is replaced without a yes, every refusal leaves the files as they were."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from asn_kompetensi.services.periksa import periksa
from asn_kompetensi.store import door
from tests.cabang import bercabang
from tests.conftest import Asn
from tests.store.alat import sidik

AKAR = Path(__file__).resolve().parents[2]


class Papan(io.StringIO):
    """A keyboard: lines typed beforehand."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def _isi(folder: Path) -> dict[str, str]:
    return {satu.name: sidik(satu) for satu in folder.iterdir() if satu.is_file()}


@pytest.fixture
def berkas(asn: Asn, tmp_path: Path) -> Path:
    """A backup; one agency has been added since."""
    assert asn("db", "cadangkan", "--ke", tmp_path / "lama.db")[0] == 0
    assert asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")[0] == 0
    return tmp_path / "lama.db"


# --- cadangkan ------------------------------------------------------------------------------------------------------


def test_an_existing_file_is_a_conflict(asn: Asn, basis: Path, tmp_path: Path) -> None:
    ada = tmp_path / "surat.db"
    ada.write_text("penting")
    sebelum = _isi(tmp_path)
    kode, keluar, galat = asn("db", "cadangkan", "--ke", ada)
    assert (kode, keluar) == (5, "")
    assert galat == f"asn: {ada} sudah ada\nPetunjuk: Pilih nama lain pada --ke.\n"
    assert asn("db", "cadangkan", "--ke", basis)[0] == 5
    assert _isi(tmp_path) == sebelum


@pytest.mark.parametrize("ke", ["tiada", "tiada/usb.db"])
def test_a_missing_folder_is_exit_8(asn: Asn, tmp_path: Path, ke: str) -> None:
    kode, keluar, galat = asn("db", "cadangkan", "--ke", tmp_path / ke)
    assert (kode, keluar) == (8, "")
    assert galat == (
        f"asn: folder {tmp_path / 'tiada'} tidak ada\n"
        "Petunjuk: Buat dulu foldernya, atau tulis nama berkas .db.\n"
    )  # fmt: skip
    assert not (tmp_path / "tiada").exists()


@pytest.mark.parametrize("isi", [None, b"", b"Kepada Yth. " * 20])
def test_only_a_database_of_ours_is_backed_up(asn: Asn, tmp_path: Path, isi: bytes | None) -> None:
    lain = tmp_path / "lain.db"
    if isi is not None:
        lain.write_bytes(isi)
    sebelum = _isi(tmp_path)
    assert asn("db", "cadangkan", "--db", lain)[:2] == (7, "")
    assert _isi(tmp_path) == sebelum


def test_it_says_where_how_big_and_which(asn: Asn, basis: Path) -> None:
    sebelum = sidik(basis)
    kode, keluar, galat = asn("db", "cadangkan", "--json")
    isi = json.loads(keluar)
    assert (kode, galat) == (0, "cadangan dibuat dan utuh\n")
    assert list(isi) == ["berkas", "ukuran", "sha256"]
    salinan = Path(isi["berkas"])
    assert salinan.parent == basis.parent
    assert salinan.name.startswith("kota-manual-")
    assert (isi["ukuran"], isi["sha256"]) == (salinan.stat().st_size, sidik(salinan))
    assert sidik(basis) == sebelum, "nothing is written to the database"
    info = json.loads(asn("db", "info", "--json")[1])
    assert (info["cadangan"], info["cadangan_terakhir"][:4]) == (1, salinan.name[12:16])


def test_off_a_terminal_the_answer_is_lines(asn: Asn, tmp_path: Path) -> None:
    kode, keluar, _ = asn("db", "cadangkan", "--ke", tmp_path / "usb.db")
    assert (kode, keluar.splitlines()[0]) == (0, f"berkas\t{tmp_path / 'usb.db'}")
    folder = tmp_path / "usb"
    folder.mkdir()
    assert asn("db", "cadangkan", "--ke", folder, "-q")[::2] == (0, "")
    assert len(list(folder.iterdir())) == 2


# --- pulihkan: refused ----------------------------------------------------------------------------------------------


def test_without_a_terminal_the_flag_is_named(asn: Asn, basis: Path, berkas: Path) -> None:
    sebelum = _isi(basis.parent)
    kode, keluar, galat = asn("db", "pulihkan", berkas)
    assert (kode, keluar) == (2, "")
    assert galat.splitlines()[2:] == [
        f"asn: perlu persetujuan: ganti isi {basis} dengan {berkas}?",
        "Petunjuk: Tambahkan --yes bila memang itu yang dimaksud.",
    ]
    assert _isi(basis.parent) == sebelum
    assert list(basis.parent.glob(".asn-*")) == []


@pytest.mark.parametrize("jawaban", ["t\n", "\n", "tidak\n", ""])
def test_no_means_no(asn: Asn, basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch, jawaban: str) -> None:
    sebelum = _isi(basis.parent)
    monkeypatch.setattr("sys.stdin", Papan(jawaban))
    kode, keluar, galat = asn("db", "pulihkan", berkas)
    assert (kode, keluar) == (130, "")
    assert galat.endswith("asn: dibatalkan; basis data tidak diubah\n")
    assert _isi(basis.parent) == sebelum
    assert list(basis.parent.glob(".asn-*")) == []


@pytest.mark.parametrize(
    ("kode", "isi"), [(7, None), (7, b""), (7, b"Kepada Yth. " * 50), (7, b"SQLite format 3\x00" + b"\x01" * 200)]
)
def test_a_bad_backup_is_exit_7_and_nothing_is_touched(asn: Asn, tmp_path: Path, kode: int, isi: bytes | None) -> None:
    buruk = tmp_path / "buruk.db"
    if isi is not None:
        buruk.write_bytes(isi)
    sebelum = _isi(tmp_path)
    hasil = asn("db", "pulihkan", buruk, "--yes", "--json")
    assert hasil[:2] == (kode, "")
    galat = json.loads(hasil[2])["galat"]
    assert (galat["jenis"], galat["kode"]) == ("basis_data_bermasalah", kode)
    assert str(buruk) in galat["pesan"]
    assert galat["petunjuk"]
    assert _isi(tmp_path) == sebelum


def test_onto_itself_is_exit_5(asn: Asn, basis: Path) -> None:
    sebelum = _isi(basis.parent)
    kode, _, galat = asn("db", "pulihkan", basis, "--yes")
    assert (kode, galat.splitlines()[0]) == (5, f"asn: {basis} adalah basis data itu sendiri")
    assert _isi(basis.parent) == sebelum


def test_another_programs_database_is_exit_7(asn: Asn, berkas: Path, tmp_path: Path) -> None:
    lain = tmp_path / "resep.db"
    with closing(sqlite3.connect(lain)) as kon:
        kon.execute("CREATE TABLE resep (nama TEXT)")
    sebelum = _isi(tmp_path)
    kode, _, galat = asn("db", "pulihkan", berkas, "--yes", "--db", lain)
    assert (kode, galat.splitlines()[0]) == (7, f"asn: {lain} milik program lain; tidak diganti")
    assert _isi(tmp_path) == sebelum


# --- pulihkan: done -------------------------------------------------------------------------------------------------


def test_yes_on_a_terminal_restores(asn: Asn, basis: Path, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Papan("y\n"))
    kode, keluar, galat = asn("db", "pulihkan", berkas)
    assert (kode, keluar) == (0, "")
    [diganti] = basis.parent.glob("kota-diganti-*.cadangan.db")
    sekarang, cadangan, akhir, dipulihkan = galat.splitlines()
    assert sekarang.startswith("Sekarang: Pemerintah Kota Sawahlunto, jalankan terakhir 2 (20")
    assert sekarang.endswith("Z), 0 pegawai, 0 nilai")
    assert cadangan.startswith("Cadangan: Pemerintah Kota Sawahlunto, jalankan terakhir 1 (20")
    assert akhir == f"ganti isi {basis} dengan {berkas}? [y/T]: isi sebelumnya disimpan: {diganti}"
    assert dipulihkan == f"basis data dipulihkan dari {berkas}"
    assert json.loads(asn("opd", "daftar", "--json")[1]) == []
    # Nothing was added: the next run has the number that the undone one had.
    asn("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan")
    assert json.loads(asn("riwayat", "--json")[1])[0]["jalankan"] == 2


def test_the_answer_says_what_was_done(asn: Asn, basis: Path, berkas: Path) -> None:
    kode, keluar, _ = asn("db", "pulihkan", berkas, "--yes", "--json")
    isi = json.loads(keluar)
    assert (kode, list(isi)) == (
        0,
        [
            "lokasi",
            "dari",
            "diganti",
            "diganti_utuh",
            "versi_skema",
            "jalankan",
            "waktu",
            "pegawai",
            "nilai",
            "instansi",
        ],
    )
    assert (isi["lokasi"], isi["dari"], isi["diganti_utuh"], isi["jalankan"]) == (str(basis), str(berkas), True, 1)
    assert Path(isi["diganti"]).exists()


def test_a_lost_database_comes_back_and_a_missing_checksum_is_told(asn: Asn, basis: Path, berkas: Path) -> None:
    basis.unlink()
    (berkas.with_name("lama.db.sha256")).unlink()
    kode, keluar, galat = asn("db", "pulihkan", berkas, "--yes", "--json")
    assert (kode, json.loads(keluar)["diganti"], json.loads(keluar)["diganti_utuh"]) == (0, None, None)
    sekarang, _, tanda, dipulihkan = galat.splitlines()
    assert sekarang == "Sekarang: belum ada atau tidak terbaca"
    assert tanda == "Tidak ada lama.db.sha256; sidik tidak dicocokkan."
    assert dipulihkan == f"basis data dipulihkan dari {berkas}"
    assert asn("db", "info")[0] == 0


def test_a_backup_of_another_city_is_told_before_the_question(asn: Asn, tmp_path: Path) -> None:
    lain = tmp_path / "solok.db"
    assert asn("db", "mulai", "--instansi", "Pemerintah Kota Solok", "--db", lain)[0] == 0
    galat = asn("db", "pulihkan", lain, "--yes")[2]
    kalimat = "Perhatian: cadangan itu milik Pemerintah Kota Solok, basis data ini milik Pemerintah Kota Sawahlunto."
    assert kalimat in galat.splitlines()[:3]


def test_a_backup_changed_behind_the_programs_back_is_refused(asn: Asn, basis: Path, berkas: Path) -> None:
    berkas.with_name("lama.db.sha256").unlink(missing_ok=True)
    with closing(sqlite3.connect(berkas)) as kon, kon:
        kon.execute("UPDATE instansi SET nama = 'Pemerintah Kota Palsu'")
    sebelum = _isi(basis.parent)
    kode, _, galat = asn("db", "pulihkan", berkas, "--yes")
    assert (kode, _isi(basis.parent)) == (7, sebelum)
    assert f"{berkas} diubah di luar program ini" in galat
    assert f"asn db periksa --db {berkas}" in galat


def test_a_damaged_database_comes_back_and_is_kept(asn: Asn, basis: Path, berkas: Path) -> None:
    basis.write_bytes(b"\xff" * 9000)
    assert asn("db", "info")[0] == 7
    kode, _, galat = asn("db", "pulihkan", berkas, "--yes")
    [rusak] = basis.parent.glob("kota-rusak-*.db")
    assert (kode, f"isi sebelumnya disimpan: {rusak} (tidak utuh)" in galat) == (0, True)
    assert (rusak.read_bytes(), asn("db", "info")[0]) == (b"\xff" * 9000, 0)


def test_what_the_schema_check_refuses_is_put_right(asn: Asn, basis: Path, berkas: Path) -> None:
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute("DROP INDEX penempatan_opd")
    assert asn("opd", "daftar")[0] == 7
    assert asn("db", "pulihkan", berkas, "--yes")[0] == 0
    assert asn("opd", "daftar")[0] == 0


# --- stopped from outside -------------------------------------------------------------------------------------------


@pytest.fixture
def keluaran(tmp_path: Path) -> Path:
    """Where a branch writes, not beside the database."""
    (tmp_path / "luar").mkdir()
    return tmp_path / "luar" / "keluaran.txt"


def _sampai(keluaran: Path, baris: int) -> None:
    batas = time.monotonic() + 20
    while not keluaran.exists() or keluaran.read_text(encoding="utf-8").count("\n") < baris:
        assert time.monotonic() < batas
        time.sleep(0.005)


def _pulihkan(
    basis: Path, berkas: Path, keluaran: Path, sebelum: Callable[[], None], *tetap: int
) -> subprocess.Popen[str]:
    kata = ["db", "pulihkan", str(berkas), "--yes", "--db", str(basis)]
    with keluaran.open("w") as isi:
        return bercabang(
            kata, basis.parent, dict(os.environ), sebelum=sebelum, tetap=tetap, stdout=isi, stderr=subprocess.STDOUT
        )


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(("tanda", "kode"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_waiting_for_the_lock_can_be_ended(
    basis: Path, berkas: Path, keluaran: Path, tanda: signal.Signals, kode: int
) -> None:
    """At once, not after the 30 seconds of the lock."""
    sebelum = _isi(basis.parent)
    baca, tulis = os.pipe()

    def sampai_terkunci() -> None:
        os.read(baca, 1)  # until the other end is closed

    anak = _pulihkan(basis, berkas, keluaran, sampai_terkunci, baca)
    os.close(baca)
    with closing(sqlite3.connect(basis, isolation_level=None)) as pemegang:
        pemegang.execute("BEGIN IMMEDIATE")
        os.close(tulis)
        _sampai(keluaran, 2)
        time.sleep(0.1)
        mulai = time.monotonic()
        anak.send_signal(tanda)
        assert anak.wait(timeout=60) == kode
        assert time.monotonic() - mulai < 2
        pemegang.execute("ROLLBACK")
    galat = keluaran.read_text(encoding="utf-8").splitlines()
    assert ([satu[:9] for satu in galat[:2]], len(galat)) == (["Sekarang:", "Cadangan:"], 3)
    assert _isi(basis.parent) == sebelum
    assert list(basis.parent.glob(".asn-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(
    ("saat", "ucapan"),
    [("bekal._uji", "dihentikan; basis data tidak diubah"), ("segel.pulihkan", None),
     ("pulih.utuh", "dihentikan sesudah dipulihkan; lihat: asn db info")],
)  # fmt: skip
def test_what_is_said_of_a_restore_that_was_ended_is_true(
    basis: Path, berkas: Path, keluaran: Path, saat: str, ucapan: str | None
) -> None:
    """Ended before the exchange, in the middle of it (then it goes on to its end), and right after it."""
    modul, fungsi = saat.split(".")

    def pasang() -> None:
        m = import_module(f"asn_kompetensi.store.{modul}")
        asli = getattr(m, fungsi)

        def disela(*isi: object) -> object:
            os.kill(os.getpid(), signal.SIGTERM)
            return asli(*isi)

        setattr(m, fungsi, disela)

    anak = _pulihkan(basis, berkas, keluaran, pasang)
    dipulihkan = ucapan is None or "sesudah" in ucapan
    assert anak.wait(timeout=60) == 143
    harap = f"asn: {ucapan or 'dihentikan sesudah dipulihkan; lihat: asn db info'}"
    assert keluaran.read_text(encoding="utf-8").splitlines()[-1] == harap
    with door.baca(basis) as d:
        assert d.kon.execute("SELECT max(id) FROM jalankan").fetchone() == (1 if dipulihkan else 2,)
        assert [satu for satu in periksa(d) if satu[1] == "SEGEL_LEBIH_BARU"] == []
    assert len(list(basis.parent.glob("kota-diganti-*.db"))) == dipulihkan


def test_reading_still_does_not_load_hashing(basis: Path) -> None:
    program = (
        "import sys; from asn_kompetensi.cli.main import jalankan\n"
        f"jalankan(['db', 'info', '--db', {str(basis)!r}])\n"
        "print('hashlib' in sys.modules, 'tempfile' in sys.modules, file=sys.stderr)"
    )
    hasil = subprocess.run([sys.executable, "-c", program], cwd=AKAR, capture_output=True, text=True, check=True)
    assert hasil.stderr == "False False\n"
