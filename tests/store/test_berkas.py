"""What stands at the door: files that are missing, foreign, broken, newer or locked away are refused and untouched."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah, GalatBerkas
from asn_kompetensi.store import door, migrations
from tests.store.alat import buka, jumlah, sidik, tambah_opd


def _acak(lokasi: Path) -> None:
    lokasi.write_bytes(random.Random(7).randbytes(8192))


def _kosong(lokasi: Path) -> None:
    lokasi.write_bytes(b"")


def _kepala_saja(lokasi: Path) -> None:
    lokasi.write_bytes(lokasi.read_bytes()[:60])


def _separuh(lokasi: Path) -> None:
    lokasi.write_bytes(lokasi.read_bytes()[: lokasi.stat().st_size // 2])


def _kurang_satu(lokasi: Path) -> None:
    lokasi.write_bytes(lokasi.read_bytes()[:-4096])


def _halaman_pertama_rusak(lokasi: Path) -> None:
    isi = bytearray(lokasi.read_bytes())
    isi[100:400] = b"\xff" * 300
    lokasi.write_bytes(bytes(isi))


def _lain(lokasi: Path) -> None:
    lokasi.unlink()
    with sqlite3.connect(lokasi) as kon:
        kon.execute("CREATE TABLE catatan (isi)")
    kon.close()


def _lebih_baru(lokasi: Path) -> None:
    with sqlite3.connect(lokasi) as kon:
        kon.execute(f"PRAGMA user_version = {migrations.versi_program() + 1}")
    kon.close()


RUSAK: dict[str, tuple[Callable[[Path], None], str]] = {
    "acak": (_acak, "bukan basis data asn"),
    "kosong": (_kosong, "bukan basis data asn"),
    "kepala saja": (_kepala_saja, "bukan basis data asn"),
    "separuh": (_separuh, "rusak"),
    "kurang satu halaman": (_kurang_satu, "rusak"),
    "halaman pertama rusak": (_halaman_pertama_rusak, "rusak"),
    "program lain": (_lain, "milik program lain"),
    "lebih baru": (_lebih_baru, f"dibuat oleh asn yang lebih baru (skema {migrations.versi_program() + 1})"),
}


def _baca(lokasi: Path) -> None:
    jumlah(lokasi, "opd")


def _tulis(lokasi: Path) -> None:
    with buka(lokasi) as d:
        tambah_opd(d)


PINTU = pytest.mark.parametrize("pintu", [_baca, _tulis])


@PINTU
@pytest.mark.parametrize("nama", RUSAK)
def test_a_broken_or_foreign_file_is_refused_untouched(basis: Path, nama: str, pintu: Callable[[Path], None]) -> None:
    rusakkan, kata = RUSAK[nama]
    korban = basis.with_name("korban.db")
    shutil.copy(basis, korban)
    rusakkan(korban)
    sebelum = sidik(korban)
    with pytest.raises(BasisDataBermasalah) as galat:
        pintu(korban)
    assert galat.value.kode == 7
    assert kata in galat.value.pesan
    assert galat.value.petunjuk
    assert sidik(korban) == sebelum
    assert sorted(satu.name for satu in basis.parent.iterdir()) == ["korban.db", "kota.db"]


@PINTU
def test_a_typo_in_the_path_creates_nothing(tmp_path: Path, pintu: Callable[[Path], None]) -> None:
    with pytest.raises(BasisDataBermasalah) as galat:
        pintu(tmp_path / "kotta.db")
    assert galat.value.pesan == f"basis data {tmp_path / 'kotta.db'} belum ada"
    assert f"asn db mulai --db {tmp_path / 'kotta.db'}" in galat.value.petunjuk
    assert list(tmp_path.iterdir()) == []


@PINTU
def test_a_folder_is_no_database(tmp_path: Path, pintu: Callable[[Path], None]) -> None:
    with pytest.raises(BasisDataBermasalah, match="bukan berkas"):
        pintu(tmp_path)


@PINTU
def test_a_pipe_is_not_waited_for(tmp_path: Path, pintu: Callable[[Path], None]) -> None:
    os.mkfifo(tmp_path / "pipa.db")
    with pytest.raises(BasisDataBermasalah, match="bukan berkas"):
        pintu(tmp_path / "pipa.db")


def test_a_dangling_link_creates_nothing(tmp_path: Path) -> None:
    (tmp_path / "tautan.db").symlink_to(tmp_path / "tujuan.db")
    with pytest.raises(BasisDataBermasalah):
        _tulis(tmp_path / "tautan.db")
    assert not (tmp_path / "tujuan.db").exists()


# --- an unprivileged user: root may read and write everything -------------------------------------------------------

_SEBAGAI_ORANG = """
import sys
from pathlib import Path
from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store import door
lokasi, pintu = Path(sys.argv[1]), sys.argv[2]
try:
    if pintu == "baca":
        with door.baca(lokasi) as d:
            print(d.kon.execute("SELECT count(*) FROM kompetensi").fetchone()[0])
    else:
        with door.tulis(lokasi, perintah="uji", petugas="penguji") as d:
            d.kon.execute("INSERT INTO opd (kode, nama) VALUES ('A', 'Satu')")
        print("tersimpan")
except GalatASN as galat:
    print(int(galat.kode), galat.pesan)
"""


def _sebagai_orang(lokasi: Path, pintu: str) -> str:
    setpriv = shutil.which("setpriv")
    perintah = [sys.executable, "-c", _SEBAGAI_ORANG, str(lokasi), pintu]
    if os.geteuid() == 0:
        if setpriv is None:
            pytest.skip("no setpriv: root may read and write everything")
        perintah = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", *perintah]
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=False, env={**os.environ, "HOME": "/"})
    if "ermission denied" in hasil.stderr and "python" in hasil.stderr:
        pytest.skip("the interpreter itself is closed to other users here")
    assert hasil.stderr == ""
    return hasil.stdout.strip()


@pytest.fixture
def milik_orang(basis: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The database in a folder that an unprivileged user owns; pytest's own folders are closed to others."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    folder = Path(tempfile.mkdtemp(prefix="asn-uji-"))
    lokasi = folder / basis.name
    shutil.copy(basis, lokasi)
    lokasi.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(lokasi, 65534, 65534)
        os.chown(folder, 65534, 65534)
    try:
        if _sebagai_orang(lokasi, "baca") != "9":
            pytest.skip("the program is closed to other users here")
        yield lokasi
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.parametrize("tutup", ["berkas", "folder", "keduanya"])
def test_where_nothing_may_be_written_reading_still_works(milik_orang: Path, tutup: str) -> None:
    if tutup != "folder":
        milik_orang.chmod(0o400)
    if tutup != "berkas":
        milik_orang.parent.chmod(0o500)
    sebelum = sidik(milik_orang)
    assert _sebagai_orang(milik_orang, "baca") == "9"
    assert _sebagai_orang(milik_orang, "tulis").startswith("8 ")
    assert sidik(milik_orang) == sebelum


def test_an_unreadable_file_is_exit_8(milik_orang: Path) -> None:
    milik_orang.chmod(0o000)
    assert _sebagai_orang(milik_orang, "baca") == f"8 {milik_orang} tidak dapat dibaca: tidak diizinkan"
    assert _sebagai_orang(milik_orang, "tulis").startswith("8 ")


def test_a_folder_that_cannot_take_a_database(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(GalatBerkas) as galat:
        door.buat(tmp_path / "berkas" / "kota.db")
    assert galat.value.kode == 8
