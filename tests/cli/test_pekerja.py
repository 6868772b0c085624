"""Work in several processes: done once each, refusals as from one process, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_kompetensi.cli import pekerja, sinyal
from asn_kompetensi.cli.pekerja import banyak_pekerja, bersama
from asn_kompetensi.domain.galat import Bentrok, GalatBerkas

DUA = [1, 2]


@pytest.fixture(autouse=True)
def _sinyal() -> Iterator[None]:
    """The frame around every command; afterwards the tests' own handlers again, and no child."""
    nomor = [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]
    sebelum = [signal.getsignal(satu) for satu in nomor]
    sinyal.pasang()
    yield
    for satu, kerja in zip(nomor, sebelum, strict=True):
        signal.signal(satu, kerja)
    assert multiprocessing.active_children() == []


def catat(satu: tuple[Path, int]) -> int:
    folder, nomor = satu
    with (folder / str(nomor)).open("x") as berkas:  # a second time would fail
        berkas.write(str(os.getpid()))
    return -nomor


def tolak(satu: tuple[Path, int]) -> None:
    if satu[1] == 3:
        raise Bentrok("berkas 3 sudah ada", "Pakai nama lain.")
    time.sleep(0.01)
    catat(satu)


def rusak(satu: tuple[Path, int]) -> None:
    raise {0: KeyError, 1: UnicodeDecodeError}[satu[1]](*(["x"] if satu[1] == 0 else ["utf-8", b"x", 0, 1, "y"]))


class Aneh(Exception):
    def __init__(self, isi: str, *, nomor: int) -> None:  # what it is made of does not come out at the other end
        super().__init__(f"{isi} {nomor}")


def aneh(_: object) -> None:
    raise Aneh("tidak dapat dikirim", nomor=1)


def mati(satu: tuple[Path, int]) -> None:
    if satu[1] == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    catat(satu)


def lama(satu: tuple[Path, int]) -> None:
    """Half a file, taken away by whoever is stopped in the middle."""
    berkas = satu[0] / f"{satu[1]}.tmp"
    try:
        berkas.touch()
        time.sleep(30)
    finally:
        berkas.unlink()


def kerjakan(kerja: object, folder: Path, banyak: int, proses: int) -> list[int]:
    with bersama(kerja, [(folder, n) for n in range(banyak)], proses) as selesai:  # type: ignore[arg-type]
        return [nomor for (_, nomor), _ in selesai]


@pytest.mark.parametrize("proses", [1, 2, 3])
def test_everything_is_done_once(tmp_path: Path, proses: int) -> None:
    assert sorted(kerjakan(catat, tmp_path, 20, proses)) == list(range(20))
    siapa = {satu.read_text() for satu in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 20
    assert (str(os.getpid()) in siapa) == (proses == 1)
    assert len(siapa) <= proses


@pytest.mark.parametrize("proses", DUA)
def test_each_comes_with_what_came_out(tmp_path: Path, proses: int) -> None:
    with bersama(catat, [(tmp_path, n) for n in range(9)], proses) as selesai:
        assert sorted((satu[1], hasil) for satu, hasil in selesai) == [(n, -n) for n in range(9)]


def test_nothing_to_do(tmp_path: Path) -> None:
    assert kerjakan(catat, tmp_path, 0, 2) == []


@pytest.mark.parametrize("proses", DUA)
def test_a_refusal_is_the_same_sentence_and_stops_the_rest(tmp_path: Path, proses: int) -> None:
    with pytest.raises(Bentrok) as galat:
        kerjakan(tolak, tmp_path, 60, proses)
    assert (galat.value.pesan, galat.value.petunjuk) == ("berkas 3 sudah ada", "Pakai nama lain.")
    assert len(list(tmp_path.iterdir())) < 50


@pytest.mark.parametrize(("nomor", "jenis"), [(0, KeyError), (1, UnicodeDecodeError)])
def test_a_fault_keeps_its_name_and_tells_where_it_was(tmp_path: Path, nomor: int, jenis: type[Exception]) -> None:
    with bersama(rusak, [(tmp_path, nomor)] * 2, 2) as selesai, pytest.raises(jenis) as galat:
        list(selesai)
    assert "in rusak" in galat.value.__notes__[0]


def test_a_fault_that_cannot_go_through_a_pipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Aneh"):
        kerjakan(aneh, tmp_path, 2, 2)


def test_a_child_killed_by_the_system_is_told(tmp_path: Path) -> None:
    with pytest.raises(GalatBerkas, match="dihentikan sistem") as galat:
        kerjakan(mati, tmp_path, 9, 2)
    assert "memori" in galat.value.petunjuk


def test_stopped_in_the_middle_the_children_clean_up_and_end(tmp_path: Path) -> None:
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    mulai = time.monotonic()
    with pytest.raises(sinyal.Dihentikan):
        kerjakan(lama, tmp_path, 4, 2)
    assert time.monotonic() - mulai < 2
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_is_the_parents_business(tmp_path: Path) -> None:
    """The terminal sends it to everybody; a child that stopped by itself would look like a fault."""

    def tekan(*_: object) -> None:
        for satu in multiprocessing.active_children():
            assert satu.pid
            os.kill(satu.pid, signal.SIGINT)
            os.kill(satu.pid, signal.SIGHUP)

    signal.signal(signal.SIGALRM, tekan)
    signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
    try:
        assert len(kerjakan(tolak_nanti, tmp_path, 20, 2)) == 20
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def tolak_nanti(satu: tuple[Path, int]) -> None:
    time.sleep(0.01)
    catat(satu)


def test_no_further_process_allowed_it_goes_on_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", gagal)
    assert kerjakan(catat, tmp_path, 5, 2) == [0, 1, 2, 3, 4]
    assert {satu.read_text() for satu in tmp_path.iterdir()} == {str(os.getpid())}


def test_a_fresh_process_does_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and the Mac: nothing is inherited, everything goes through the pipe."""
    monkeypatch.setattr(pekerja, "BERCABANG", False)
    assert sorted(kerjakan(catat, tmp_path, 4, 2)) == [0, 1, 2, 3]


def test_how_many_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert [banyak_pekerja(n) for n in (0, 1, 7, 8, 16, 40)] == [1, 1, 1, 2, 2, 2]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    assert [banyak_pekerja(n) for n in (7, 8, 40)] == [1, 2, 6]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert banyak_pekerja(40) == 1
