"""Uniting cities disturbed at any moment: the old file or the new, nothing beside it, and no city touched."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.services import gabung as layanan
from asn_kompetensi.services import periksa
from asn_kompetensi.store import door, gabung_berkas, segel
from tests.gangguan.alat import Kota
from tests.gangguan.cabang import Bercabang
from tests.meja import Meja
from tests.services.kota_gabung import DIAM, INSTANSI, gabung, kota_kosong
from tests.store.alat import sidik

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
PERINTAH = ("gabung", "demo.db", "lain.db", "--ke", "prov.db", "--timpa")


@pytest.fixture(scope="module")
def bahan(demo_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cities big enough to be disturbed: the sample city, and one with nobody in it."""
    folder = tmp_path_factory.mktemp("gabung")
    shutil.copy(demo_induk / "asn-demo" / "demo.db", folder / "demo.db")
    kota_kosong(folder / "lain.db", INSTANSI["PDG"])
    assert Meja(folder).ketik("gabung", "lain.db", "--ke", "prov.db").returncode == 0  # what will be replaced
    return folder


@pytest.fixture
def meja(bahan: Path, tmp_path: Path) -> Kota:
    folder = tmp_path / "meja"
    shutil.copytree(bahan, folder)
    return Bercabang(folder)


def _utuh(meja: Kota, sebelum: dict[str, str]) -> str:
    """The cities as they were, a sound file in its place and nothing else; returns its digest."""
    kota = ("demo.db", "lain.db")
    assert {nama: sidik(meja.folder / nama) for nama in kota} == {nama: sebelum[nama] for nama in kota}
    assert {satu.name for satu in meja.folder.iterdir()} == set(sebelum)
    with door.baca(meja.folder / "prov.db") as d:
        assert [satu for satu in periksa.periksa(d) if satu[0] == "galat" or satu[1].startswith("SEGEL")] == []
    return sidik(meja.folder / "prov.db")


def _sidik(meja: Kota) -> dict[str, str]:
    return {satu.name: sidik(satu) for satu in meja.folder.iterdir()}


def _tunggu(meja: Kota, proses: subprocess.Popen[str]) -> None:
    """Until the union is being made, or has ended already."""
    while not list(meja.folder.glob(".asn-gabung-*")) and proses.poll() is None:
        time.sleep(0.005)


@pytest.mark.parametrize("tanda", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_by_a_signal_it_leaves_what_was_there(meja: Kota, tanda: signal.Signals) -> None:
    sebelum, acak = _sidik(meja), Random(int(tanda))
    berhenti = 0
    for kali in range(4):
        proses = meja.mulai(*PERINTAH, "-n")
        _tunggu(meja, proses)
        time.sleep(acak.uniform(0, 0.1) if kali else 0)
        proses.send_signal(tanda)
        mulai = time.monotonic()
        keluar, galat = proses.communicate(timeout=60)
        assert time.monotonic() - mulai < 15
        if proses.returncode:
            assert proses.returncode == {2: 130, 15: 143, 1: 129}[tanda]
            assert (keluar, galat.splitlines()[-1].startswith("asn: di")) == ("", True)
            assert "Traceback" not in galat
            berhenti += 1
        assert _utuh(meja, sebelum) == sebelum["prov.db"]
    assert berhenti


def test_killed_at_any_moment_the_next_leaves_nothing_of_it(meja: Kota) -> None:
    sebelum, acak, sisa = _sidik(meja), Random(9), 0
    for kali in range(5):
        proses = meja.mulai(*PERINTAH, "-n")
        _tunggu(meja, proses)
        time.sleep(acak.uniform(0, 0.1) if kali else 0)
        proses.kill()
        proses.communicate()
        sisa += bool(list(meja.folder.glob(".asn-*")))
    assert sisa, "at least one was killed at work"
    assert Kota.jalan(meja, *PERINTAH, "-n").returncode == 0  # freshly started: with what it loads itself alone
    assert _utuh(meja, sebelum) == sebelum["prov.db"]


def test_what_another_still_makes_is_left_alone(meja: Kota) -> None:
    hidup = meja.folder / f".asn-gabung-{os.getpid()}-abc.tmp"
    mati = subprocess.Popen(["true"])
    mati.wait()
    for nama in (hidup.name, f".asn-gabung-{mati.pid}-abc.tmp", ".asn-gabung-x"):
        (meja.folder / nama).write_text("x")
    with gabung_berkas.sementara(meja.folder / "prov.db"):
        pass
    assert {satu.name for satu in meja.folder.glob(".asn-*")} == {hidup.name, ".asn-gabung-x"}


@pytest.mark.parametrize("langkah", ["bangun", "maju", "menjelang", "segel", "rename"])
def test_a_fault_at_any_step_leaves_the_old_file(meja: Kota, langkah: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sebelum = _sidik(meja)

    class Putus(BaseException):
        pass

    def putus(*_: object) -> None:
        raise Putus

    kata = DIAM
    if langkah == "bangun":
        monkeypatch.setattr(layanan.gabung, "akhiri", putus)
    elif langkah == "segel":
        monkeypatch.setattr(segel, "tambah", putus)
    elif langkah == "rename":
        monkeypatch.setattr(Path, "replace", putus)
    else:
        kata = DIAM._replace(**{langkah: putus})
    with pytest.raises(Putus):
        gabung(meja.folder / "prov.db", meja.folder / "demo.db", meja.folder / "lain.db", timpa=True, langkah=kata)
    monkeypatch.undo()
    assert _utuh(meja, sebelum) == sebelum["prov.db"]


def test_a_file_that_appears_meanwhile_is_not_replaced(meja: Kota) -> None:
    ke = meja.folder / "baru.db"
    from asn_kompetensi.domain.galat import Bentrok

    with pytest.raises(Bentrok):
        gabung(ke, meja.folder / "demo.db", langkah=DIAM._replace(menjelang=lambda: ke.write_bytes(b"orang lain")))  # type: ignore[arg-type,return-value]
    assert ke.read_bytes() == b"orang lain"
    assert not list(meja.folder.glob(".asn-*")) + list(meja.folder.glob("baru.db.segel"))


def _sempit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))


def test_a_full_disk_is_said_and_leaves_the_old_file(meja: Kota) -> None:
    sebelum = _sidik(meja)
    hasil = meja.jalan(*PERINTAH, preexec_fn=_sempit)
    assert hasil.returncode == 8, hasil.stderr
    assert "prov.db" in hasil.stderr or ".asn-gabung" in hasil.stderr
    assert "Traceback" not in hasil.stderr
    assert _utuh(meja, sebelum) == sebelum["prov.db"]


def test_a_writer_waits_for_the_union_or_the_union_sees_its_work(meja: Kota) -> None:
    """Cities are read as they are at one moment each; nobody is refused."""
    semua = [meja.mulai(*PERINTAH), *(
        meja.mulai("opd", "tambah", f"BARU{n}", "--nama", f"Dinas Baru {n}", "--db", "demo.db") for n in range(3)
    )]  # fmt: skip
    kode = [(proses.communicate(timeout=60), proses.returncode)[1] for proses in semua]
    assert kode[1:] == [0, 0, 0]
    assert kode[0] in (0, 5)  # 5: changed between looking and copying, and says so
    assert stat.S_IMODE((meja.folder / "prov.db").stat().st_mode) == 0o600
    assert not list(meja.folder.glob(".asn-*"))
