"""The folder of the output: only its owner's, without what killed processes left, and refusals that help."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import GalatBerkas, KodeKeluar
from asn_kompetensi.tabular.folder import folder_aman
from asn_kompetensi.tabular.simpan import tulis_aman


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_new_folders_are_for_their_owner_all_the_way_up(tmp_path: Path, umask: int) -> None:
    lama = os.umask(umask)
    try:
        folder_aman(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(lama)
    for satu in ("a", "a/b", "a/b/c"):
        assert stat.S_IMODE((tmp_path / satu).stat().st_mode) == 0o700


def test_a_folder_that_another_command_makes_meanwhile_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ke, asli = tmp_path / "ke", os.path.lexists

    def sesaat_kemudian(jalur: Path) -> bool:
        Path(jalur).mkdir(exist_ok=True)
        return asli(jalur)

    monkeypatch.setattr(os.path, "lexists", sesaat_kemudian)
    folder_aman(ke)
    assert ke.is_dir()


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o755)
    (tmp_path / "lain").symlink_to(tmp_path / "a")
    for satu in ("a", "lain"):
        folder_aman(tmp_path / satu)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o755
    assert (tmp_path / "lain").is_symlink()


@pytest.mark.parametrize("apa", ["file", "symlink to a file", "symlink to nothing", "below a file", "long"])
def test_what_is_no_folder_is_refused(tmp_path: Path, apa: str) -> None:
    berkas = tmp_path / "berkas"
    berkas.write_text("x")
    ke = {"file": berkas, "below a file": berkas / "baru", "long": tmp_path / ("x" * 300)}.get(apa, tmp_path / "ke")
    if apa.startswith("symlink"):
        ke.symlink_to(berkas if apa.endswith("file") else tmp_path / "tidak_ada")
    with pytest.raises(GalatBerkas) as galat:
        folder_aman(ke)
    assert galat.value.kode == KodeKeluar.BERKAS
    assert galat.value.petunjuk
    assert "Errno" not in galat.value.pesan
    assert berkas.read_text() == "x"
    assert not (tmp_path / "tidak_ada").exists()


LAMBAT = """
import sys, time
from pathlib import Path
from asn_kompetensi.tabular.simpan import tulis_aman

def isi(berkas):
    berkas.write(b"separuh")
    berkas.flush()
    print("mulai", flush=True)
    sys.stdin.read()

tulis_aman(Path(sys.argv[1]), isi, timpa=True)
"""


def test_what_a_killed_process_left_goes_with_the_next_file(tmp_path: Path) -> None:
    """What a living one writes stays."""
    semua = [
        subprocess.Popen(
            [sys.executable, "-c", LAMBAT, str(tmp_path / nama)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for nama in ("mati.csv", "hidup.csv")
    ]
    for proses in semua:
        assert proses.stdout
        assert proses.stdout.readline() == b"mulai\n"
    (tmp_path / ".asn-1-0.tmp").symlink_to(tmp_path / "korban")
    semua[0].kill()
    semua[0].wait()
    assert len(list(tmp_path.glob(".asn-*-????????????.tmp"))) == 2
    tulis_aman(tmp_path / "sebelum.csv", lambda berkas: berkas.write(b"baru") and None, timpa=False)
    assert len(list(tmp_path.glob(".asn-*-????????????.tmp"))) == 2, "quite new: perhaps of another machine"
    (tmp_path / "sebelum.csv").unlink()
    for satu in tmp_path.glob(".asn-*-????????????.tmp"):
        os.utime(satu, (time.time() - 100,) * 2)
    tulis_aman(tmp_path / "a.csv", lambda berkas: berkas.write(b"baru") and None, timpa=False)
    assert len(list(tmp_path.glob(".asn-*-????????????.tmp"))) == 1
    semua[1].communicate()
    assert sorted(satu.name for satu in tmp_path.iterdir()) == [".asn-1-0.tmp", "a.csv", "hidup.csv"]
    assert (tmp_path / "hidup.csv").read_bytes() == b"separuh"
