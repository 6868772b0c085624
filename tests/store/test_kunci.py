"""One at a time: who comes second is told at once who is at work; a crash leaves nothing that bars the next."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataSibuk, GalatBerkas, KodeKeluar
from asn_kompetensi.store import kunci

PEMEGANG = "Sutan, 28 November 2026 pukul 19.30"
_PEGANG = """
import sys, time
from pathlib import Path
from asn_kompetensi.store import kunci
with kunci.sendiri(Path(sys.argv[1]), "akhir-periode", "orang lain"):
    print("terpegang", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def _pegang(lokasi: Path, lama: float) -> subprocess.Popen[str]:
    perintah = [sys.executable, "-c", _PEGANG, str(lokasi), str(lama)]
    proses = subprocess.Popen(perintah, stdout=subprocess.PIPE, encoding="utf-8")
    assert proses.stdout
    assert proses.stdout.readline() == "terpegang\n"
    return proses


def test_the_second_is_told_at_once_who_is_at_work(tmp_path: Path) -> None:
    lokasi = tmp_path / "kota.db"
    proses = _pegang(lokasi, 30)
    try:
        mulai = time.monotonic()
        kedua = kunci.sendiri(lokasi, "akhir-periode", PEMEGANG)
        with pytest.raises(BasisDataSibuk, match=r"sedang berjalan \(orang lain\)") as galat, kedua:
            pytest.fail("two at once")
        assert galat.value.kode == KodeKeluar.SIBUK
        assert time.monotonic() - mulai < 2
        with kunci.sendiri(lokasi, "lain", PEMEGANG), kunci.sendiri(tmp_path / "dua.db", "akhir-periode", PEMEGANG):
            pass  # another job, another database
    finally:
        proses.kill()
        proses.communicate()


def test_after_the_work_and_after_a_failure_nothing_is_left(tmp_path: Path) -> None:
    lokasi = tmp_path / "kota.db"
    for gagal in (False, True):
        try:
            with kunci.sendiri(lokasi, "akhir-periode", PEMEGANG):
                (berkas,) = tmp_path.iterdir()
                assert berkas.read_text(encoding="utf-8") == PEMEGANG
                assert os.name == "nt" or stat.S_IMODE(berkas.stat().st_mode) == 0o600
                if gagal:
                    raise ValueError
        except ValueError:
            assert gagal
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_holder_leaves_is_taken_over(tmp_path: Path) -> None:
    lokasi = tmp_path / "kota.db"
    proses = _pegang(lokasi, 30)
    proses.send_signal(signal.SIGKILL)
    proses.communicate()
    assert [satu.name for satu in tmp_path.iterdir()] == ["kota.db.akhir-periode"]
    with kunci.sendiri(lokasi, "akhir-periode", PEMEGANG):
        assert (tmp_path / "kota.db.akhir-periode").read_text(encoding="utf-8") == PEMEGANG
    assert list(tmp_path.iterdir()) == []


def test_many_in_turn_are_never_two_at_once(tmp_path: Path) -> None:
    """Also while the file of the one before is being removed."""
    lokasi, buku = tmp_path / "kota.db", tmp_path / "buku.txt"
    skrip = """
import os, sys
from pathlib import Path
from asn_kompetensi.domain.galat import BasisDataSibuk
from asn_kompetensi.store import kunci
selesai = 0
while selesai < 40:
    try:
        with kunci.sendiri(Path(sys.argv[1]), "akhir-periode", "x"):
            tanda = os.open(sys.argv[2], os.O_CREAT | os.O_EXCL)  # refused while somebody else is inside
            os.close(tanda)
            os.unlink(sys.argv[2])
            selesai += 1
    except BasisDataSibuk:
        pass
"""
    semua = [subprocess.Popen([sys.executable, "-c", skrip, str(lokasi), str(buku)]) for _ in range(3)]
    assert [proses.wait(timeout=60) for proses in semua] == [0, 0, 0]


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no open file")
@pytest.mark.parametrize("saat", ["locked", "looked at"])
def test_a_name_removed_under_it_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saat: str) -> None:
    """Two holders before it: the one removed the file it has locked, the other the one that came in its place."""
    berkas = tmp_path / "kota.db.akhir-periode"
    kunci_asli, lihat_asli, kali = kunci._kunci, Path.lstat, []

    def hapus(langkah: str, path: Path) -> None:
        if langkah == saat and path == berkas and len(kali) < 2:
            kali.append(langkah)
            berkas.unlink()

    def kunci_palsu(tanda: int) -> bool:
        hapus("locked", berkas)
        return kunci_asli(tanda)

    def lihat_palsu(path: Path) -> os.stat_result:
        hapus("looked at", path)
        return lihat_asli(path)

    monkeypatch.setattr(kunci, "_kunci", kunci_palsu)
    monkeypatch.setattr(Path, "lstat", lihat_palsu)
    with kunci.sendiri(tmp_path / "kota.db", "akhir-periode", PEMEGANG):
        assert berkas.read_text(encoding="utf-8") == PEMEGANG
    assert kali == [saat, saat]


def test_a_folder_that_takes_no_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(GalatBerkas, match="tidak dapat dibuat"), kunci.sendiri(tmp_path / "x" / "k.db", "a", PEMEGANG):
        pytest.fail("no folder")


@pytest.mark.skipif(os.name == "nt", reason="symlinks of Unix")
def test_a_symlink_in_its_place_is_not_followed(tmp_path: Path) -> None:
    korban = tmp_path / "korban"
    korban.write_text("isi", encoding="utf-8")
    (tmp_path / "kota.db.akhir-periode").symlink_to(korban)
    with pytest.raises(GalatBerkas), kunci.sendiri(tmp_path / "kota.db", "akhir-periode", PEMEGANG):
        pytest.fail("followed")
    assert korban.read_text(encoding="utf-8") == "isi"
