"""Full disks, files that may not grow, folders closed to writing, answers nobody can take: exit 8, nothing changed."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.gangguan.alat import AWAL, PROGRAM, Kota, isi
from tests.gangguan.cabang import Bercabang, biasa, ruang
from tests.store.alat import jumlah

IMPOR = ("pegawai", "impor", "pegawai.csv")
PENUH = Path("/dev/full")


@pytest.fixture
def kota(basis_induk: Path, tmp_path: Path) -> Bercabang:
    """A city about to get 200 people: the database has to grow."""
    return Bercabang.siap(basis_induk, tmp_path / "kota", orang=200)


def _batas(byte: int) -> Callable[[], None]:
    """`ulimit -f` in bytes, with SIGXFSZ as a shell leaves it."""

    def pasang() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (byte, byte))

    return pasang


def _ditolak(hasil: subprocess.CompletedProcess[str]) -> None:
    assert (hasil.returncode, hasil.stdout) == (8, ""), hasil.stderr
    assert [baris.split(":")[0] for baris in hasil.stderr.splitlines()] == ["asn", "Petunjuk"], hasil.stderr


@pytest.mark.parametrize(("cara", "bagian"), [(Bercabang, 0.0), (Kota, 0.02), (Bercabang, 0.5), (Bercabang, 1.0)])
def test_a_file_that_may_not_grow(kota: Kota, cara: type[Kota], bagian: float) -> None:
    """From a journal without room for its header to a database without room for one page more."""
    sebelum = isi(kota.basis)
    batas = int(kota.basis.stat().st_size * bagian)
    _ditolak(cara(kota.folder).jalan(*IMPOR, preexec_fn=_batas(batas)))
    assert (isi(kota.basis), kota.berkas()) == (sebelum, AWAL)
    kota.ketik(*IMPOR)
    assert jumlah(kota.basis, "pegawai") == 203


def test_a_backup_without_room_stops_the_undo(kota: Kota) -> None:
    kota.ketik("nilai", "impor", "nilai.csv", "--periode", "2025")
    sebelum = isi(kota.basis)
    _ditolak(kota.jalan("batal", "terakhir", preexec_fn=_batas(kota.basis.stat().st_size // 2)))
    assert (isi(kota.basis), kota.berkas()) == (sebelum, AWAL)
    assert list(kota.folder.glob("*.cadangan.db*")) == []
    kota.ketik("batal", "terakhir")
    assert len(list(kota.folder.glob("*.cadangan.db"))) == 1


def test_a_database_without_room_is_not_begun(tmp_path: Path) -> None:
    kota = Bercabang(tmp_path)
    for byte in (0, 4096, 100_000):
        _ditolak(kota.jalan("db", "mulai", "--instansi", "Kota Uji", preexec_fn=_batas(byte)))
        assert list(tmp_path.iterdir()) == [], byte
    kota.ketik("db", "mulai", "--instansi", "Kota Uji")


@pytest.mark.parametrize("akhiran", ["csv", "json", "xlsx"])
def test_a_file_without_room_leaves_the_old_one(kota: Kota, akhiran: str) -> None:
    tujuan = kota.folder / f"hasil.{akhiran}"
    tujuan.write_bytes(b"lama")
    hasil = kota.jalan("pegawai", "daftar", "-o", tujuan.name, "--timpa", preexec_fn=_batas(100))
    _ditolak(hasil)
    assert tujuan.read_bytes() == b"lama"
    assert kota.berkas() == AWAL | {tujuan.name}


def test_workbooks_without_room(kota: Kota) -> None:
    hasil = kota.jalan("laporan", "semua", "--periode", "2025", "--ke", "hasil", preexec_fn=_batas(2000))
    _ditolak(hasil)
    assert list((kota.folder / "hasil").iterdir()) == []


# --- a disk that is really full -------------------------------------------------------------------------------------

_DI_CAKRAM = """
set -u
mount -t tmpfs -o size=1m tmpfs "$1" || exit 99
cp "$2"/* "$1"
dd if=/dev/zero of="$1/pengisi" bs=1k 2>/dev/null
truncate -s "-$3k" "$1/pengisi"
"""


@pytest.mark.parametrize("sisa", [4, 40, 120])
def test_a_full_disk(kota: Kota, tmp_path: Path, sisa: int) -> None:
    """In a mount namespace of its own: whatever happens, nothing stays mounted."""
    cakram = tmp_path / "cakram"
    cakram.mkdir()
    sebelum = isi(kota.basis)
    with ruang(_DI_CAKRAM, str(cakram), str(kota.folder), str(sisa)) as r:
        di_sana = r.akar / cakram.relative_to("/")
        jalan = partial(Bercabang(cakram, {"ASN_DB": "kota.db"}).jalan, *IMPOR, preexec_fn=r.masuk)
        hasil = jalan()
        assert (hasil.returncode, hasil.stdout) == (8, ""), hasil.stderr
        assert hasil.stderr == (
            "asn: tempat penyimpanan penuh saat menulis kota.db\nPetunjuk: Kosongkan ruang, lalu ulangi.\n"
        )
        assert {satu.name for satu in di_sana.iterdir()} - {"kota.db.segel"} == AWAL | {"pengisi"}
        assert isi(Path(shutil.copy(di_sana / "kota.db", tmp_path / "sesudah.db"))) == sebelum
        (di_sana / "pengisi").unlink()
        assert jalan().returncode == 0, "with room again the same import works"
        assert isi(Path(shutil.copy(di_sana / "kota.db", tmp_path / "akhir.db"))) != sebelum


# --- closed to writing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tutup", ["berkas", "folder", "keduanya"])
def test_where_nothing_may_be_written(kota: Kota, tutup: str) -> None:
    hak = biasa()
    sebelum = kota.sidik()
    if tutup != "folder":
        kota.basis.chmod(0o400)
    if tutup != "berkas":
        kota.folder.chmod(0o500)
    try:
        baca = kota.jalan("pegawai", "daftar", "--json", preexec_fn=hak)
        for kata in (IMPOR, ("batal", "terakhir"), ("opd", "tambah", "DPU", "--nama", "Dinas PU")):
            _ditolak(kota.jalan(*kata, preexec_fn=hak))
        keluar = kota.jalan("pegawai", "daftar", "-o", "hasil.csv", preexec_fn=hak)
    finally:
        kota.folder.chmod(0o700)
    assert (baca.returncode, baca.stdout.count('"nip"')) == (0, 3), baca.stderr
    assert keluar.returncode == (0 if tutup == "berkas" else 8), keluar.stderr
    assert "Traceback" not in keluar.stderr
    assert ("penyaluran tidak tercatat: " in keluar.stderr) == (tutup == "berkas")
    assert kota.sidik() == sebelum
    assert kota.berkas() - {"hasil.csv"} == AWAL


@pytest.mark.parametrize("nama", ["kota.db", "pegawai.csv"])
def test_a_file_that_may_not_be_read(kota: Kota, nama: str) -> None:
    hak = biasa()
    (kota.folder / nama).chmod(0o000)
    _ditolak(kota.jalan(*IMPOR, preexec_fn=hak))


def test_a_folder_in_the_place_of_a_file(kota: Kota) -> None:
    (kota.folder / "folder.csv").mkdir()
    _ditolak(kota.jalan("pegawai", "impor", "folder.csv"))
    _ditolak(kota.jalan("pegawai", "daftar", "-o", "folder.csv", "--timpa"))
    assert (kota.folder / "folder.csv").is_dir()


# --- nobody takes the answer ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not PENUH.exists(), reason="no /dev/full")
@pytest.mark.parametrize(("cara", "bentuk"), [(Kota, []), (Bercabang, ["--json"]), (Bercabang, ["--csv"])])
def test_a_full_stdout_is_no_success(kota: Kota, cara: type[Kota], bentuk: list[str]) -> None:
    with PENUH.open("wb") as penuh:
        hasil = cara(kota.folder).jalan("pegawai", "daftar", *bentuk, stdout=penuh)
    assert hasil.returncode == 8
    pesan = "sistem menolak membuka atau menulis: tempat penyimpanan penuh"
    if "--json" in bentuk:
        assert json.loads(hasil.stderr)["galat"]["pesan"] == pesan
    else:
        assert hasil.stderr == f"asn: {pesan}\nPetunjuk: Kosongkan ruang, lalu ulangi.\n"


@pytest.mark.skipif(not PENUH.exists(), reason="no /dev/full")
def test_a_full_stdout_after_commit_says_what_is_saved(kota: Kota) -> None:
    """The report could not be written, but the people are in: exit 8 alone would look as if they were not."""
    with PENUH.open("wb") as penuh:
        hasil = kota.jalan(*IMPOR, stdout=penuh)
    assert (hasil.returncode, hasil.stderr.count("\n")) == (8, 3)
    assert hasil.stderr.endswith("Pekerjaannya sudah tersimpan (jalankan 3): asn riwayat --jalankan 3\n")
    assert len(kota.json("pegawai", "daftar")) == 203
    assert kota.json("riwayat")[0]["jalankan"] == 3


def test_a_closed_stdout_changes_nothing(kota: Kota) -> None:
    """Known before anything is done: then nothing is done."""
    sebelum = kota.sidik()
    hasil = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *PROGRAM, *IMPOR],
        cwd=kota.folder, env=kota.env(), stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert hasil.returncode == 8
    assert hasil.stderr.startswith("asn: keluaran program ini tertutup\n")
    assert kota.sidik() == sebelum


def test_a_device_is_never_replaced(kota: Kota) -> None:
    """`-o /dev/full` has no ending that says what to write: refused, whatever may be replaced."""
    jalan = partial(kota.jalan, "pegawai", "daftar", "-o")
    for tujuan in ("/dev/full", "/dev/null"):
        hasil = jalan(tujuan)
        assert hasil.returncode in (2, 5, 8), hasil.stderr
        assert hasil.stdout == ""
        assert not Path(tujuan).is_file()
