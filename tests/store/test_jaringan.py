"""A database on a network drive is refused, unless the clerk answers for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.store import door, jaringan
from tests.conftest import Asn
from tests.store.alat import buka, jumlah, sidik, tambah_opd

JARINGAN = ["nfs", "nfs4", "cifs", "smb3", "afs", "ceph", "fuse", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"]
SETEMPAT = ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "vfat", "ntfs3", "9p", "fuseblk", "fuse.exfat", "apfs"]


def dipasang(folder: Path, jenis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the folder's device were a file system of this kind, with another one mounted beside it."""
    perangkat = folder.stat().st_dev
    baris = (
        "22 1 0:99999 / /lain rw,relatime shared:1 - ext4 /dev/x rw\n"
        f"36 35 {os.major(perangkat)}:{os.minor(perangkat)} / /mnt/data rw shared:2 - {jenis} server:/data rw,vers=4\n"
        "baris yang tidak utuh\n"
    )
    daftar = folder / "mountinfo"
    daftar.write_text(baris, encoding="utf-8")
    monkeypatch.setattr(jaringan, "DAFTAR", daftar)


@pytest.mark.parametrize("jenis", JARINGAN)
def test_refused_by_every_door_and_untouched(basis: Path, jenis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sebelum = sidik(basis)
    with monkeypatch.context() as sementara:
        dipasang(basis.parent, jenis, sementara)
        for pintu in (door.baca, buka):
            with pytest.raises(GalatBerkas) as galat, pintu(basis):
                pass
            assert galat.value.kode == 8
            assert f"folder jaringan ({jenis})" in galat.value.pesan
            assert jaringan.IZIN in galat.value.petunjuk
        with pytest.raises(GalatBerkas):
            door.buat(basis.with_name("baru.db"))
    assert sidik(basis) == sebelum
    assert not basis.with_name("baru.db").exists()


@pytest.mark.parametrize("jenis", SETEMPAT)
def test_a_disk_of_this_computer_is_fine(basis: Path, jenis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dipasang(basis.parent, jenis, monkeypatch)
    with buka(basis) as d:
        tambah_opd(d)
    assert jumlah(basis, "opd") == 1


def test_the_clerk_may_answer_for_it(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as sementara:
        dipasang(basis.parent, "nfs4", sementara)
        sementara.setenv(jaringan.IZIN, "ya")
        with buka(basis) as d:
            tambah_opd(d)
        sementara.setenv(jaringan.IZIN, "")
        with pytest.raises(GalatBerkas), door.baca(basis):
            pass


def test_the_flag_answers_for_it_too(asn: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dipasang(basis.parent, "cifs", monkeypatch)
    monkeypatch.setenv(jaringan.IZIN, "")
    kode, keluar, galat = asn("opd", "daftar")
    assert (kode, keluar) == (8, "")
    assert "folder jaringan (cifs)" in galat
    assert asn("opd", "daftar", "--folder-jaringan")[0] == 0


def test_without_a_list_nothing_is_refused(basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jaringan, "DAFTAR", tmp_path / "tidak-ada")
    assert jumlah(basis, "opd") == 0


@pytest.mark.skipif(not jaringan.DAFTAR.exists(), reason="no list of mounts here")
def test_this_computers_own_list_is_understood(tmp_path: Path) -> None:
    jenis = jaringan._jenis(tmp_path)
    assert jenis is None or jenis.isprintable()
    jaringan.pastikan_setempat(tmp_path / "belum-ada.db")
