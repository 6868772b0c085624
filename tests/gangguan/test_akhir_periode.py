"""The period's end killed at any moment: the next call finishes it, and the folder is as if nothing had happened."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.store import door
from tests.gangguan.alat import Kota, siap_disinyal
from tests.gangguan.cabang import Bercabang

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")

AKHIR = ("akhir-periode", "2025", "--ke", "akhir", "--yes")


def _isi(folder: Path) -> dict[str, str]:
    return {
        str(satu.relative_to(folder)): hashlib.sha256(satu.read_bytes()).hexdigest()
        for satu in folder.rglob("*")
        if satu.is_file()
    }


def _utuh(folder: Path) -> None:
    isi = _isi(folder)
    manifes = json.loads((folder / "manifes.json").read_text(encoding="utf-8"))
    assert {satu["nama"]: satu["sha256"] for satu in manifes["berkas"]} == {
        nama: sidik for nama, sidik in isi.items() if nama != "manifes.json"
    }


@pytest.mark.parametrize(
    ("cara", "kali", "detik"),
    [(Bercabang, 3, (0.02, 0.12)), pytest.param(Kota, 40, (0.2, 1.2), marks=pytest.mark.lama)],
    ids=["branches", "starts"],
)
def test_killed_at_any_moment_the_next_call_finishes(
    basis_induk: Path, tmp_path: Path, cara: type[Kota], kali: int, detik: tuple[float, float]
) -> None:
    """Killed again and again in one folder, then let go: all of it is there, and a further call changes nothing."""
    kota = cara.siap(basis_induk, tmp_path / "kota")
    acak, terbunuh = Random(kali), 0
    for _ in range(kali):
        proses = kota.mulai(*AKHIR)
        siap_disinyal(proses)
        time.sleep(acak.uniform(*detik))
        proses.send_signal(signal.SIGKILL)
        proses.communicate()
        terbunuh += proses.returncode == -signal.SIGKILL
    assert terbunuh, "the kills came too late"
    assert kota.jalan(*AKHIR).returncode == 0
    _utuh(kota.folder / "akhir")
    sebelum = (_isi(kota.folder / "akhir"), kota.basis.read_bytes())
    assert kota.jalan(*AKHIR).returncode == 0
    assert (_isi(kota.folder / "akhir"), kota.basis.read_bytes()) == sebelum
    assert not list(kota.folder.glob("*.akhir-periode"))


def test_two_at_once_one_works_and_the_other_is_sent_away(basis_induk: Path, tmp_path: Path) -> None:
    kota = Bercabang.siap(basis_induk, tmp_path / "kota")
    semua = [kota.mulai(*AKHIR) for _ in range(2)]
    kode = []
    for proses in semua:
        _, galat = proses.communicate(timeout=60)
        kode.append(proses.returncode)
        assert proses.returncode in (0, 6), galat
        assert ("sedang berjalan" in galat) == (proses.returncode == 6)
    assert 0 in kode
    _utuh(kota.folder / "akhir")
    with door.baca(kota.basis) as d:
        (banyak,) = d.kon.execute("SELECT count(*) FROM jalankan WHERE perintah = 'akhir-periode tutup'").fetchone()
    assert banyak == 1, "closed once"
