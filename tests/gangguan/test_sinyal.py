"""Ctrl-C, SIGTERM, SIGHUP at any moment: one line that tells the truth, the right exit code, nothing half-done."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.cli import sinyal
from asn_kompetensi.domain.galat import KodeKeluar
from asn_kompetensi.store import kesalahan
from tests.conftest import Asn
from tests.gangguan.alat import (
    AWAL,
    KODE,
    PROGRAM,
    TULIS,
    Kasus,
    Kota,
    butuh_strace,
    kasus,
    siap_disinyal,
    strace,
    tunggu_diam,
)  # fmt: skip
from tests.gangguan.cabang import Bercabang
from tests.store.alat import Pemegang, buka

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")

IMPOR = ("pegawai", "impor", "pegawai.csv")
TIGA = pytest.mark.parametrize("nomor", KODE, ids=lambda nomor: nomor.name)


def _segera() -> float:
    """Seconds from the signal to the end: one, and more while the machine has more to do than it has processors."""
    return 1.0 if os.getloadavg()[0] < (os.cpu_count() or 1) else 5.0


@pytest.fixture(scope="module")
def impor(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Kasus:
    """An import of 200 people: long enough to be met in the middle."""
    butuh_strace()
    folder = tmp_path_factory.mktemp("sinyal")
    return kasus(Bercabang.siap(basis_induk, folder / "asal", orang=200), folder, *IMPOR)


def _benar(satu: Kasus, kota: Kota, nomor: signal.Signals, kode: int, pesan: str) -> str:
    """The code and the words are those of what happened; returns what happened."""
    keadaan = satu.keadaan(kota)
    letak = (nomor, kode, pesan, keadaan)
    assert not kota.berkas() - AWAL, letak
    ucapan = [baris for baris in pesan.splitlines() if not baris.startswith("tersimpan: ")]
    if kode == 0:
        assert (keadaan, ucapan) == ("baru", []), letak
        return "selesai"
    assert kode == KODE[nomor], letak
    kata = "dibatalkan" if nomor == signal.SIGINT else "dihentikan"
    if keadaan == "lama":
        assert pesan == f"asn: {kata}; basis data tidak diubah\n", letak
    else:
        assert ucapan == [f"asn: {kata} sesudah tersimpan (jalankan 3); lihat: asn riwayat --jalankan 3"], letak
    return keadaan


# --- at a chosen step -----------------------------------------------------------------------------------------------


def _di_langkah(
    satu: Kasus, meja: Kota, folder: Path, nomor: signal.Signals, langkah: list[tuple[str, int]]
) -> set[str]:
    hasil = set()
    for nama, k in langkah:
        kota = meja.salin(folder / f"{nama}{k}")
        suntik = [f"{nama}:signal={nomor.name[3:]}:when={k}"]
        jalan = kota.jalan(*satu.kata, depan=strace("/dev/null", *TULIS, suntik=suntik))
        hasil.add(_benar(satu, kota, nomor, jalan.returncode, jalan.stderr))
    return hasil


@pytest.mark.parametrize(
    ("nomor", "pilih"),
    [
        pytest.param(nomor, pilih, id=f"{nomor.name} {pilih}", marks=() if n % 4 in (m, m + 1) else pytest.mark.lama)
        for m, nomor in enumerate(KODE)
        for n, pilih in enumerate(("last page", "journal", "report", "end of report"))
    ],
)
def test_around_commit(impor: Kasus, tmp_path: Path, nomor: signal.Signals, pilih: str) -> None:
    """Before the journal goes nothing is saved, after it everything is; a signal in between is told which it was."""
    akhir = {
        "last page": ("pwrite64", impor.panggilan["pwrite64"]), "journal": ("unlink", 1), "report": ("write", 1),
        "end of report": ("write", 2),
    }  # fmt: skip
    hasil = _di_langkah(impor, impor.kota, tmp_path, nomor, [akhir[pilih]])
    assert hasil <= {"baru", "selesai"}, "COMMIT had begun: it is carried to its end"
    assert pilih != "journal" or hasil == {"baru"}


@TIGA
def test_before_commit(impor: Kasus, tmp_path: Path, nomor: signal.Signals) -> None:
    assert _di_langkah(impor, impor.kota, tmp_path, nomor, [("pwrite64", 1)]) <= {"lama", "baru"}


@pytest.mark.lama
@TIGA
def test_at_every_step_of_writing(impor: Kasus, tmp_path: Path, nomor: signal.Signals) -> None:
    langkah = [(nama, k) for nama in (*TULIS, "write") for k in range(1, impor.panggilan[nama] + 1)]
    _di_langkah(impor, impor.kota, tmp_path, nomor, langkah)


@pytest.fixture(scope="module")
def baru_mulai(impor: Kasus) -> Kota:
    """The same desk where each command is freshly started."""
    return Kota(impor.kota.folder)


@pytest.fixture(scope="module")
def pembukaan(impor: Kasus, baru_mulai: Kota, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int, list[int]]:
    """Which files the program opens between catching signals and the database: from the n-th to the m-th.

    And which of them are the XML parser's, whose C code swallows what a signal raises.
    """
    folder = tmp_path_factory.mktemp("pembukaan")
    jejak = folder / "buka.txt"
    baru_mulai.salin(folder / "buka").jalan(*impor.kata, depan=strace(jejak, "openat", "rt_sigaction"))
    baris = jejak.read_text().splitlines()
    # SIGHUP is the last of the three that is caught.
    tertangkap = next(n for n, satu in enumerate(baris) if "(SIGHUP, {sa_handler=0x" in satu)
    buka = [n for n, satu in enumerate(baris) if " openat(" in satu]
    sampai = next(n for n in buka if "kota.db" in baris[n])
    pengurai = [k for k, n in enumerate(buka, 1) if "pyexpat" in baris[n] or "_elementtree" in baris[n]]
    return sum(n < tertangkap for n in buka) + 1, sum(n < sampai for n in buka), pengurai


@TIGA
def test_while_the_program_is_being_loaded(
    impor: Kasus, baru_mulai: Kota, pembukaan: tuple[int, int, list[int]], tmp_path: Path, nomor: signal.Signals
) -> None:
    """Half-imported modules make noise of their own when they are interrupted: at first, at a parser, anywhere."""
    dari, sampai, pengurai = pembukaan
    assert sampai - dari > 50
    awal = {signal.SIGINT: [dari, *pengurai[:2]], signal.SIGTERM: pengurai[:2], signal.SIGHUP: [dari]}[nomor]
    langkah = [("openat", k) for k in (*awal, Random(nomor).randrange(dari, sampai))]
    assert _di_langkah(impor, baru_mulai, tmp_path, nomor, langkah) == {"lama"}


# --- at any moment --------------------------------------------------------------------------------------------------


def _di_saat(satu: Kasus, meja: Kota, folder: Path, nomor: signal.Signals, kali: int, detik: float) -> list[str]:
    """Within so many seconds after the program began to catch signals."""
    acak = Random(f"{nomor} {kali}")
    hasil = []
    for n in range(kali):
        kota = meja.salin(folder / str(n))
        proses = kota.mulai(*satu.kata)
        siap_disinyal(proses)
        time.sleep(acak.uniform(0, detik))
        proses.send_signal(nomor)
        mulai = time.monotonic()
        _, pesan = proses.communicate(timeout=20)
        assert time.monotonic() - mulai < _segera()
        hasil.append(_benar(satu, kota, nomor, proses.returncode, pesan))
    return hasil


@TIGA
def test_at_a_few_moments(impor: Kasus, tmp_path: Path, nomor: signal.Signals) -> None:
    _di_saat(impor, impor.kota, tmp_path, nomor, 2, 0.08)


@pytest.mark.lama
@TIGA
def test_at_fifty_moments(impor: Kasus, baru_mulai: Kota, tmp_path: Path, nomor: signal.Signals) -> None:
    assert {"lama", "selesai"} <= set(_di_saat(impor, baru_mulai, tmp_path, nomor, 50, 0.3))


@pytest.mark.parametrize("jeda", [0.0, 0.02])
def test_an_impatient_clerk_presses_it_twice(impor: Kasus, tmp_path: Path, jeda: float) -> None:
    for n in range(3):
        kota = impor.kota.salin(tmp_path / str(n))
        proses = kota.mulai(*impor.kata)
        siap_disinyal(proses)
        time.sleep(0.03)
        for _ in range(2):
            proses.send_signal(signal.SIGINT)
            time.sleep(jeda)
        _, pesan = proses.communicate(timeout=20)
        _benar(impor, kota, signal.SIGINT, proses.returncode, pesan)


# --- while waiting, reading, writing workbooks ----------------------------------------------------------------------


@TIGA
@pytest.mark.parametrize("kunci", ["BEGIN IMMEDIATE", "BEGIN"], ids=["writer", "reader"])
def test_while_waiting_for_another_program(impor: Kasus, tmp_path: Path, nomor: signal.Signals, kunci: str) -> None:
    """A writer keeps it from beginning, a reader from saving."""
    kota = impor.kota.salin(tmp_path / "kota")
    with Pemegang(kota.basis, kunci):
        proses = kota.mulai("opd", "tambah", "DPU", "--nama", "Dinas Pekerjaan Umum")
        tunggu_diam(proses)
        assert proses.poll() is None, "it waits"
        mulai = time.monotonic()
        proses.send_signal(nomor)
        keluar, pesan = proses.communicate(timeout=40)
        assert time.monotonic() - mulai < _segera()
    assert keluar == ""
    assert _benar(impor, kota, nomor, proses.returncode, pesan) == "lama"


@pytest.fixture(scope="module")
def banyak_opd(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Kota:
    """Enough agencies that a pipe cannot hold them."""
    kota = Bercabang.siap(basis_induk, tmp_path_factory.mktemp("banyak_opd"))
    with buka(kota.basis) as d:
        baris = [(f"OPD{n:05d}", "Dinas " + "x" * 100) for n in range(1000)]
        d.kon.executemany("INSERT INTO opd (kode, nama) VALUES (?, ?)", baris)
    return kota


@pytest.mark.parametrize(
    ("nomor", "kata"),
    [
        (signal.SIGINT, ("opd", "daftar", "--csv")),  # more than a pipe holds: it stands still while writing
        (signal.SIGTERM, ("opd", "daftar", "--json")),
        (signal.SIGHUP, ("kompetensi", "daftar")),  # a short answer: it stands still with all of it in its own buffer
    ],
)
def test_a_reader_whose_pager_stands_still(
    banyak_opd: Kota, tmp_path: Path, nomor: signal.Signals, kata: tuple[str, ...]
) -> None:
    """What waits to be written is dropped: the one who stopped the program does not wait for the pager."""
    kota = banyak_opd.salin(tmp_path / "kota")
    sebelum = kota.sidik()
    ujung, pipa = _pipa_penuh()
    try:
        proses = kota.mulai(*kata, stdout=pipa)
        tunggu_diam(proses)
        assert proses.poll() is None, "the pipe is full"
        mulai = time.monotonic()
        proses.send_signal(nomor)
        proses.wait(timeout=20)
        assert time.monotonic() - mulai < _segera()
    finally:
        os.close(ujung)  # whoever still waits at the pipe is let go
        os.close(pipa)
    pesan = proses.communicate()[1]
    assert proses.returncode == KODE[nomor]
    if "--json" in kata:
        pesan = f"asn: {json.loads(pesan)['galat']['pesan']}\n"
    ucapan = "dibatalkan" if nomor == signal.SIGINT else "dihentikan"
    assert pesan == f"asn: {ucapan}; basis data tidak diubah\n"
    assert (kota.sidik(), kota.berkas()) == (sebelum, AWAL)


def _pipa_penuh() -> tuple[int, int]:
    """A pipe whose reader has stopped reading: nothing more goes in."""
    ujung, pipa = os.pipe()
    os.set_blocking(pipa, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(pipa, b"x" * 4096)
    os.set_blocking(pipa, True)
    return ujung, pipa


@pytest.mark.parametrize(
    ("cara", "kali", "detik"),
    [(Bercabang, 2, (0.0, 0.03)), pytest.param(Kota, 50, (0.05, 0.45), marks=pytest.mark.lama)],
    ids=["branches", "starts"],
)
@TIGA
def test_workbooks_are_whole_or_not_there(
    basis_induk: Path, tmp_path: Path, nomor: signal.Signals, cara: type[Kota], kali: int, detik: tuple[float, float]
) -> None:
    kota = cara.siap(basis_induk, tmp_path / "kota")
    acak = Random(kali)
    for n in range(kali):
        ke = kota.folder / f"keluaran{n}"
        proses = kota.mulai("laporan", "semua", "--periode", "2025", "--ke", ke.name)
        siap_disinyal(proses)
        while cara is Bercabang and proses.poll() is None and not list(ke.glob("*")):
            time.sleep(0.001)  # until it writes
        time.sleep(acak.uniform(*detik))
        proses.send_signal(nomor)
        mulai = time.monotonic()
        _, pesan = proses.communicate(timeout=20)
        assert time.monotonic() - mulai < _segera()
        assert proses.returncode in (0, KODE[nomor]), pesan
        if proses.returncode:
            kata = "dibatalkan" if nomor == signal.SIGINT else "dihentikan"
            assert [b for b in pesan.splitlines() if b.startswith("asn: ")] == [f"asn: {kata}; basis data tidak diubah"]
        assert "Traceback" not in pesan
        assert "ignored" not in pesan
        isi = list(ke.iterdir()) if ke.exists() else []
        assert [satu.name for satu in isi if satu.suffix != ".xlsx"] == []
        assert [satu.name for satu in isi if zipfile.ZipFile(satu).testzip() is not None] == []
        assert not kota.jurnal.exists()


# --- the finer points -----------------------------------------------------------------------------------------------


def test_started_with_nohup_it_goes_on(impor: Kasus, tmp_path: Path) -> None:
    kota = impor.kota.salin(tmp_path / "kota")
    perintah = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM, *impor.kata]
    proses = subprocess.Popen(
        perintah, cwd=kota.folder, env=kota.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    siap_disinyal(proses)
    proses.send_signal(signal.SIGHUP)
    _, pesan = proses.communicate(timeout=20)
    assert (proses.returncode, impor.keadaan(kota)) == (0, "baru"), pesan


def test_under_json_it_is_one_object(impor: Kasus, tmp_path: Path) -> None:
    kota = impor.kota.salin(tmp_path / "kota")
    suntik = ["unlink:signal=TERM:when=1"]
    hasil = kota.jalan(*impor.kata, "--json", depan=strace("/dev/null", suntik=suntik))
    assert hasil.returncode == 143
    assert json.loads(hasil.stderr) == {
        "galat": {
            "jenis": "dihentikan", "kode": 143, "petunjuk": "",
            "pesan": "dihentikan sesudah tersimpan (jalankan 3); lihat: asn riwayat --jalankan 3",
        }
    }  # fmt: skip


def test_a_database_being_made_is_there_or_not(tmp_path: Path) -> None:
    """`db mulai` takes its file away again when it is stopped, also after its last COMMIT."""
    butuh_strace()
    for k in (1, 2):
        kota = Bercabang(tmp_path / str(k))
        kota.folder.mkdir()
        hasil = kota.jalan(
            "db", "mulai", "--instansi", "Kota Uji", depan=strace("/dev/null", suntik=[f"unlink:signal=TERM:when={k}"])
        )
        assert hasil.returncode == 143
        tersimpan = "sesudah tersimpan (jalankan 1)" in hasil.stderr
        assert tersimpan or hasil.stderr == "asn: dihentikan; basis data tidak diubah\n"
        assert kota.basis.exists() == tersimpan
        assert not kota.jurnal.exists()


def test_a_failure_after_commit_says_that_it_is_saved(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    from asn_kompetensi.cli import keluaran

    def gagal(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(keluaran, "tersimpan", gagal)
    kode, _, pesan = asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    assert kode == 1
    assert "data tidak diubah" not in pesan
    assert pesan.endswith("Pekerjaannya sudah tersimpan (jalankan 2): asn riwayat --jalankan 2\n")
    kode, _, pesan = asn("opd", "tambah", "DINKES", "--nama", "Dinas Lain")
    assert (kode, "sudah tersimpan" in pesan) == (5, False), "only of this very command"


def test_before_the_command_and_while_an_error_is_told(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two places outside the running command: a signal there is told like any other."""
    from asn_kompetensi.cli import main

    def bunuh(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    for nama, kata in (("_utf8", ("opd", "daftar")), ("laporkan", ("opd", "lihat", "TIDAK_ADA"))):
        with monkeypatch.context() as m:
            m.setattr(main, nama, bunuh)
            assert asn(*kata) == (143, "", "asn: dihentikan; basis data tidak diubah\n"), nama


@pytest.mark.parametrize(
    "salah",
    [
        RuntimeError("generator didn't stop after throw()"),
        kesalahan.terjemahkan(sqlite3.ProgrammingError("Cannot operate on a closed database."), Path("kota.db")),
    ],
    ids=["Python's", "SQLite's"],
)
def test_what_breaks_while_unwinding_is_no_fault_of_the_program(
    asn: Asn, monkeypatch: pytest.MonkeyPatch, salah: Exception
) -> None:
    """Interrupted in the middle of a clean-up, Python and SQLite may raise something else than the signal."""
    from asn_kompetensi.cli import keluaran

    def tersela(*_: object, **__: object) -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except sinyal.Dihentikan:
            raise salah from None

    monkeypatch.setattr(keluaran.tulis, "siapkan", tersela)
    assert asn("opd", "daftar") == (143, "", "asn: dihentikan; basis data tidak diubah\n")


def test_after_the_command_signals_change_nothing(asn: Asn) -> None:
    assert asn("opd", "daftar", "--json")[0] == 0
    os.kill(os.getpid(), signal.SIGTERM)
    assert asn("opd", "daftar", "--json")[0] == 0, "the next one is not touched by it"


def test_signals_are_let_through_again(asn: Asn) -> None:
    terhalang = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Lain")
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == terhalang


_TERTELAN = """
import os, signal, sys, time
from asn_kompetensi.cli import sinyal

class Beres:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)

sinyal.jangan_hilang()
sinyal.pasang()
try:
    Beres()
    time.sleep(5)
except sinyal.Dihentikan as satu:
    sys.exit(int(satu.kode))
"""


def test_a_signal_in_the_middle_of_a_clean_up_is_not_lost(tmp_path: Path) -> None:
    """Python drops what is raised in `__del__` or when a lock is let go; the clerk would have pressed in vain."""
    mulai = time.monotonic()
    hasil = subprocess.run([sys.executable, "-c", _TERTELAN], env=Kota(tmp_path).env(), capture_output=True, text=True)
    assert (hasil.returncode, hasil.stderr) == (143, "")
    assert time.monotonic() - mulai < 3


# Numpy starts a thread of its own, and a signal to the process takes whichever thread lets it through.
_UTAS = """
import os, signal, sys, threading, time

diam = threading.Thread(target=time.sleep, args=(5,), daemon=True)
diam.start()
"""

_DI_AKHIR = (
    _UTAS
    + """
class Penutup:
    def __del__(self, kirim=os.kill, aku=os.getpid(), tanda=int(sys.argv.pop())):
        kirim(aku, tanda)

from asn_kompetensi import __main__ as program
program.sampai_akhir = Penutup()
sys.argv[1:] = ["opd", "daftar", "--json"]
program.main()
"""
)

_DITAHAN = (
    _UTAS
    + """
from asn_kompetensi.cli import sinyal

sinyal.pasang()
sinyal.tahan()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.1)
    print("utuh", flush=True)
finally:
    try:
        sinyal.lepas()
    except sinyal.Dihentikan as satu:
        sys.exit(int(satu.kode))
"""
)


@TIGA
def test_a_signal_while_python_ends_changes_nothing(basis_induk: Path, tmp_path: Path, nomor: signal.Signals) -> None:
    kota = Kota.siap(basis_induk, tmp_path / "kota")
    perintah = [sys.executable, "-c", _DI_AKHIR, str(int(nomor))]
    hasil = subprocess.run(perintah, cwd=kota.folder, env=kota.env(), capture_output=True, text=True, timeout=20)
    assert (hasil.returncode, hasil.stderr) == (0, ""), "its work and its exit code are settled"
    assert json.loads(hasil.stdout)


def test_what_is_held_back_waits_with_threads_too(tmp_path: Path) -> None:
    perintah = [sys.executable, "-c", _DITAHAN]
    hasil = subprocess.run(perintah, env=Kota(tmp_path).env(), capture_output=True, text=True, timeout=20)
    assert (hasil.returncode, hasil.stdout, hasil.stderr) == (143, "utuh\n", "")


def test_called_from_a_thread_the_handlers_stay() -> None:
    import threading

    sebelum = signal.getsignal(signal.SIGTERM)
    benang = threading.Thread(target=sinyal.pasang)
    benang.start()
    benang.join()
    assert signal.getsignal(signal.SIGTERM) is sebelum


def test_the_words() -> None:
    sinyal.pasang()
    assert sinyal.kalimat(KodeKeluar.DIBATALKAN) == "dibatalkan; basis data tidak diubah"
    assert sinyal.kalimat(KodeKeluar.TERPUTUS) == "dihentikan; basis data tidak diubah"
    sinyal.catat_tersimpan(Path("/tidak/ada.db"), 7)
    assert sinyal.tersimpan() is None, "a file taken away again holds nothing"
    sinyal.catat_tersimpan(Path(sys.executable), 7)
    assert sinyal.kalimat(KodeKeluar.DIHENTIKAN).startswith("dihentikan sesudah tersimpan (jalankan 7)")
    sinyal.pasang()
    assert sinyal.tersimpan() is None, "a new command begins with nothing saved"
