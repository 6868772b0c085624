"""Many workbooks by several processes: killed, stopped, crowded, on a full disk: each file is whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.cli.pekerja import SECUKUPNYA
from tests.gangguan.alat import KODE, Kota, butuh_strace, siap_disinyal, strace, tersuntik
from tests.gangguan.cabang import Bercabang, biasa
from tests.services import kota_gap
from tests.services.kota_gap import Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
OPD, ORANG = SECUKUPNYA, 3
PERINTAH = ("laporan", "semua", "--periode", "2025", "--ke")


@pytest.fixture(scope="module")
def asal(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Kota:
    """As many agencies as it takes for several processes, with three people each."""
    kota = Bercabang(tmp_path_factory.mktemp("banyak"))
    shutil.copy(basis_induk, kota.basis)
    isi = kota_gap.dasar()
    isi.opd = [(f"OPD{n:02d}", f"Dinas {n}") for n in range(OPD)]
    isi.jabatan = [("STAF", "Staf")]
    isi.pegawai = [(f"1984031220060429{n:02d}", f"Orang {n}", "aktif", None) for n in range(OPD * ORANG)]
    isi.tempat = [Tempat(n + 1, n % OPD + 1, 1, None, None) for n in range(OPD * ORANG)]
    isi.wajib = [Wajib(1, k, 300, None, None) for k in range(1, 10)]
    isi.periode = [Periode(1, "2025", kota_gap.date(2025, 12, 31))]
    isi.skor = [Skor(n + 1, k, 1, 1, 100 + n % 4 * 100, None) for n in range(OPD * ORANG) for k in range(1, 10)]
    with buka(kota.basis) as d:
        isi.isi(d.kon, d.jalankan)
    return kota


def _sidik(folder: Path) -> dict[str, str]:
    return {satu.name: hashlib.sha256(satu.read_bytes()).hexdigest() for satu in folder.iterdir()}


@pytest.fixture(scope="module")
def utuh(asal: Kota) -> dict[str, str]:
    """What one process makes, by name."""
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.services import laporan
    from asn_kompetensi.store import door

    with door.baca(asal.basis) as d:
        data = laporan.siapkan(d, "2025", versi=__version__)
    folder = asal.folder / "satu_proses"
    buku_kerja.tulis(buku_kerja.di_folder(data, folder), timpa=False, pekerja=1)
    assert len(list(folder.iterdir())) == OPD
    return _sidik(folder)


def _hanya_utuh(folder: Path, utuh: dict[str, str]) -> int:
    """Every file is one of the right ones, byte for byte; how many there are."""
    ada = _sidik(folder) if folder.exists() else {}
    assert ada.items() <= utuh.items()
    return len(ada)


def _hidup(kelompok: int) -> bool:
    """Whether a process of the group still runs: the dead whom the system has not buried yet do not count."""
    try:
        os.killpg(kelompok, 0)
    except ProcessLookupError:
        return False
    keadaan = [isi.rpartition(")")[2].split() for isi in _semua_proses()]
    return not keadaan or any(huruf != "Z" and int(milik) == kelompok for huruf, _, milik, *_ in keadaan)


def _semua_proses() -> Iterator[str]:
    """What the system tells of each process; nothing where there is no /proc."""
    for satu in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has gone meanwhile
            yield satu.read_text()


def _tidak_ada_lagi(kelompok: int) -> None:
    """No process of the group runs any more."""
    for _ in range(100):
        if not _hidup(kelompok):
            return
        time.sleep(0.02)
    pytest.fail("a child outlives its parent")


@pytest.mark.parametrize(("benih", "zona"), [pytest.param("0", "UTC", marks=pytest.mark.lama), ("42", "Asia/Jayapura")])
def test_two_processes_and_a_terminal_give_the_bytes_of_one(
    asal: Kota, utuh: dict[str, str], tmp_path: Path, benih: str, zona: str
) -> None:
    """Whatever the hash seed, the zone, the umask."""
    kota, ke = Kota(asal.folder, {"PYTHONHASHSEED": benih, "TZ": zona}), tmp_path / "ke"
    lama = os.umask(0)
    try:
        hasil = kota.jalan(*PERINTAH, str(ke))
    finally:
        os.umask(lama)
    assert (hasil.returncode, hasil.stderr) == (0, f"tersimpan: {OPD} buku kerja\n")
    assert _sidik(ke) == utuh
    assert {satu.stat().st_mode & 0o777 for satu in ke.iterdir()} == {0o600}
    assert ke.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("cara", "kali", "detik"),
    [(Bercabang, 4, (0.0, 0.04)), pytest.param(Kota, 50, (0.0, 0.2), marks=pytest.mark.lama)],
    ids=["branches", "starts"],
)
@pytest.mark.parametrize("nomor", KODE, ids=lambda nomor: nomor.name)
def test_stopped_at_any_moment(
    asal: Kota, utuh: dict[str, str], tmp_path: Path, nomor: signal.Signals, cara: type[Kota], kali: int,
    detik: tuple[float, float],
) -> None:  # fmt: skip
    """Once to the whole group, as a terminal does, once to the parent alone."""
    kota, acak, berhenti = cara(asal.folder), Random(f"{nomor} {kali}"), [0, 0]
    for n in range(kali):
        ke = tmp_path / str(n)
        proses = kota.mulai(*PERINTAH, str(ke), start_new_session=True)
        siap_disinyal(proses)
        while proses.poll() is None and not any(ke.glob("*")):  # the first workbook is being written
            time.sleep(0.001)
        time.sleep(acak.uniform(*detik))
        mulai = time.monotonic()
        (os.killpg if n % 2 else os.kill)(proses.pid, nomor)
        _, pesan = proses.communicate(timeout=20)
        assert time.monotonic() - mulai < (1.0 if os.getloadavg()[0] < (os.cpu_count() or 1) else 5.0)
        _tidak_ada_lagi(proses.pid)
        jumlah = _hanya_utuh(ke, utuh)
        if proses.returncode == 0:
            assert (pesan, jumlah) == (f"tersimpan: {OPD} buku kerja\n", OPD)
        else:
            berhenti[n % 2] += 1
            kata = "dibatalkan" if nomor == signal.SIGINT else "dihentikan"
            assert proses.returncode == KODE[nomor], pesan
            sisa = pesan.removeprefix(f"tersimpan: {OPD} buku kerja\n")
            assert sisa == f"asn: {kata}; basis data tidak diubah\n"
    assert all(berhenti), "the signals came too late"


def test_the_parent_killed_its_children_end_with_whole_files(asal: Kota, utuh: dict[str, str], tmp_path: Path) -> None:
    for n, jeda in enumerate((0, 0.05)):
        ke = tmp_path / str(n)
        proses = asal.mulai(*PERINTAH, str(ke), start_new_session=True)
        while proses.poll() is None and not (ke.exists() and list(ke.iterdir())):
            time.sleep(0.005)  # until the children are at work
        time.sleep(jeda)
        proses.kill()
        proses.communicate(timeout=20)
        _tidak_ada_lagi(proses.pid)
        _hanya_utuh(ke, utuh)


def test_two_at_once_into_one_folder(asal: Kota, utuh: dict[str, str], tmp_path: Path) -> None:
    """Both make the same files; neither stands in the other's way, and nothing is replaced."""
    semua = [asal.mulai(*PERINTAH, str(tmp_path / "ke")) for _ in range(2)]
    hasil = [(proses.communicate(timeout=60)[1], proses.returncode) for proses in semua]
    assert _hanya_utuh(tmp_path / "ke", utuh) == OPD
    for pesan, kode in hasil:  # one that begins when the other has made a file already refuses before any work
        assert kode == 0 or (kode == 5 and "sudah ada" in pesan), hasil
    assert 0 in {kode for _, kode in hasil}


def test_a_full_disk_is_told_once(asal: Kota, tmp_path: Path) -> None:
    import resource

    def sempit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))

    hasil = asal.jalan(*PERINTAH, str(tmp_path / "ke"), preexec_fn=sempit)
    assert (hasil.returncode, hasil.stdout) == (8, "")
    assert [baris.split(":")[0] for baris in hasil.stderr.splitlines()] == ["asn", "Petunjuk"]
    assert list((tmp_path / "ke").iterdir()) == []


# --- one workbook over an old one ------------------------------------------------------------------------------------

LANGKAH = ("write", "fsync", "rename", "unlink")
SATU = ("laporan", "opd", "OPD00", "--periode", "2025", "-o", "satu.xlsx", "--timpa")


@pytest.fixture(scope="module")
def meja(asal: Kota, tmp_path_factory: pytest.TempPathFactory) -> tuple[Kota, list[tuple[str, int]]]:
    """A desk of its own, and each system call by which one export writes: (name, which of them)."""
    butuh_strace()
    folder = tmp_path_factory.mktemp("satu")
    shutil.copy(asal.basis, folder / "kota.db")
    kota = Bercabang(folder)
    hasil = kota.jalan(*SATU, depan=strace(folder / "jejak.txt", *LANGKAH))
    assert hasil.returncode == 0, hasil.stderr
    kata = [baris.split(maxsplit=1)[1].partition("(")[0] for baris in (folder / "jejak.txt").read_text().splitlines()]
    (folder / "jejak.txt").unlink()
    return kota, [(nama, k) for nama in LANGKAH for k in range(1, kata.count(nama) + 1)]


def _tujuan(kota: Kota, cara: str, nama: str, k: int) -> tuple[subprocess.CompletedProcess[str], bytes, list[Path]]:
    berkas, jejak = kota.folder / "satu.xlsx", kota.folder / "jejak.txt"
    berkas.write_bytes(b"lama")
    hasil = kota.jalan(*SATU, depan=strace(jejak, suntik=[f"{nama}:{cara}:when={k}"]))
    if cara.startswith("error"):
        assert tersuntik(jejak), (nama, k)
    jejak.unlink()
    sisa = [satu for satu in kota.folder.iterdir() if not satu.name.startswith(("kota.db", "satu.xlsx"))]
    return hasil, berkas.read_bytes(), sisa


def _langkah(semua: list[tuple[str, int]], seluruhnya: bool) -> list[tuple[str, int]]:
    tulis = [satu for satu in semua if satu[0] == "write"]
    pilihan = [tulis[0], tulis[len(tulis) // 2], *(satu for satu in semua if satu[0] == "fsync"), ("rename", 1)]
    return semua if seluruhnya else pilihan


@pytest.mark.parametrize("seluruhnya", [False, pytest.param(True, marks=pytest.mark.lama)])
def test_a_fault_at_any_step(meja: tuple[Kota, list[tuple[str, int]]], utuh: dict[str, str], seluruhnya: bool) -> None:
    """A full disk or a dying one: refused and the old file, or told and the new one; never a temporary file."""
    kota, semua = meja
    for nama, k in _langkah(semua, seluruhnya):
        hasil, isi, sisa = _tujuan(kota, f"error={'EIO' if nama == 'rename' else 'ENOSPC'}", nama, k)
        assert "Traceback" not in hasil.stderr
        assert hasil.returncode in (0, 8), (nama, k, hasil.stderr)
        assert hashlib.sha256(isi).hexdigest() == utuh["opd00-2025.xlsx"] or (isi == b"lama" and hasil.returncode == 8)
        # The one that cannot be removed because removing is what fails stays, and goes with the next export.
        assert sisa == [] or nama == "unlink", (nama, k)


@pytest.mark.parametrize("seluruhnya", [False, pytest.param(True, marks=pytest.mark.lama)])
def test_killed_at_any_step(meja: tuple[Kota, list[tuple[str, int]]], utuh: dict[str, str], seluruhnya: bool) -> None:
    """The old file or the new one; what is left beside it is nobody's to read, and goes with the next export."""
    kota, semua = meja
    for nama, k in _langkah(semua, seluruhnya):
        _, isi, sisa = _tujuan(kota, "signal=KILL", nama, k)
        assert isi == b"lama" or hashlib.sha256(isi).hexdigest() == utuh["opd00-2025.xlsx"], (nama, k)
        for satu in sisa:
            assert satu.name.startswith(".asn-")
            assert satu.stat().st_mode & 0o777 == 0o600
            os.utime(satu, (time.time() - 100,) * 2)
    assert kota.jalan(*SATU).returncode == 0
    assert {satu.name for satu in kota.folder.iterdir()} == {"kota.db", "satu.xlsx"}


# --- the folder ------------------------------------------------------------------------------------------------------


def _ke(asal: Kota, ke: Path, *lain: str, **pilihan: object) -> subprocess.CompletedProcess[str]:
    return asal.jalan(*PERINTAH, str(ke), *lain, **pilihan)  # type: ignore[arg-type]


def test_a_folder_closed_to_us(asal: Kota, tmp_path: Path) -> None:
    tutup = tmp_path / "tutup"
    tutup.mkdir(mode=0o500)
    for ke in (tutup, tutup / "baru"):
        hasil = _ke(asal, ke, preexec_fn=biasa())
        assert (hasil.returncode, hasil.stdout) == (8, ""), hasil.stderr
        assert hasil.stderr.count("\n") == 2
        assert "izin" in hasil.stderr
    assert list(tutup.iterdir()) == []
