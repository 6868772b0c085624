from __future__ import annotations

import errno
import gc
import os
import stat
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas, KodeKeluar
from asn_kompetensi.tabular import simpan
from asn_kompetensi.tabular.simpan import simpan_buku, tulis_aman


def baru(berkas: BinaryIO) -> None:
    berkas.write(b"baru")


def isi_folder(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize("timpa", [True, False])
def test_only_the_owner_may_read(tmp_path: Path, umask: int, timpa: bool) -> None:
    tujuan = tmp_path / "a.csv"
    if timpa:
        tujuan.write_bytes(b"lama")
        tujuan.chmod(0o666)
    lama = os.umask(umask)
    try:
        tulis_aman(tujuan, baru, timpa=timpa)
    finally:
        os.umask(lama)
    assert stat.S_IMODE(tujuan.stat().st_mode) == 0o600
    assert isi_folder(tmp_path) == {"a.csv": b"baru"}


def test_existing_file_is_kept_before_any_work(tmp_path: Path) -> None:
    tujuan = tmp_path / "a.csv"
    tujuan.write_bytes(b"lama")

    def jangan(_: BinaryIO) -> None:
        pytest.fail("work was done for a file that may not be written")

    with pytest.raises(Bentrok, match="sudah ada") as galat:
        tulis_aman(tujuan, jangan, timpa=False)
    assert galat.value.kode == KodeKeluar.BENTROK
    assert "--timpa" in galat.value.petunjuk
    assert isi_folder(tmp_path) == {"a.csv": b"lama"}


@pytest.mark.parametrize("timpa", [False, True])
def test_going_on_after_a_stop_leaves_what_is_right(tmp_path: Path, timpa: bool) -> None:
    tujuan = tmp_path / "a.csv"
    assert tulis_aman(tujuan, baru, timpa=timpa, lanjut=True)
    sebelum = tujuan.stat()
    assert not tulis_aman(tujuan, baru, timpa=timpa, lanjut=True)
    assert (tujuan.stat().st_ino, tujuan.stat().st_mtime_ns) == (sebelum.st_ino, sebelum.st_mtime_ns)
    tujuan.write_bytes(b"lain")  # as long as the right one
    if not timpa:
        with pytest.raises(Bentrok):
            tulis_aman(tujuan, baru, timpa=False, lanjut=True)
        assert isi_folder(tmp_path) == {"a.csv": b"lain"}
    else:
        assert tulis_aman(tujuan, baru, timpa=True, lanjut=True)
        assert isi_folder(tmp_path) == {"a.csv": b"baru"}


@pytest.mark.skipif(os.name == "nt", reason="symlinks of Unix")
def test_a_symlink_to_the_same_bytes_is_no_file_of_ours(tmp_path: Path) -> None:
    (tmp_path / "luar").write_bytes(b"baru")
    (tmp_path / "a.csv").symlink_to(tmp_path / "luar")
    with pytest.raises(Bentrok):
        tulis_aman(tmp_path / "a.csv", baru, timpa=False, lanjut=True)


@pytest.mark.parametrize("tanpa_tautan", [False, True])
def test_a_file_that_appears_meanwhile_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tanpa_tautan: bool
) -> None:
    tujuan = tmp_path / "a.csv"
    if tanpa_tautan:
        monkeypatch.setattr(os, "link", _gagal(errno.EPERM))

    def lambat(berkas: BinaryIO) -> None:
        baru(berkas)
        tujuan.write_bytes(b"orang lain")

    with pytest.raises(Bentrok):
        tulis_aman(tujuan, lambat, timpa=False)
    assert isi_folder(tmp_path) == {"a.csv": b"orang lain"}


def test_without_hard_links_it_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _gagal(errno.ENOTSUP))
    tulis_aman(tmp_path / "a.csv", baru, timpa=False)
    assert isi_folder(tmp_path) == {"a.csv": b"baru"}
    monkeypatch.setattr(os, "replace", _gagal(errno.EIO))
    with pytest.raises(GalatBerkas):
        tulis_aman(tmp_path / "b.csv", baru, timpa=False)
    assert isi_folder(tmp_path) == {"a.csv": b"baru"}


@pytest.mark.parametrize("menggantung", [False, True])
def test_a_symlink_is_replaced_not_followed(tmp_path: Path, menggantung: bool) -> None:
    korban, folder = tmp_path / "korban", tmp_path / "keluar"
    folder.mkdir()
    if not menggantung:
        korban.write_bytes(b"penting")
    tujuan = folder / "a.csv"
    tujuan.symlink_to(korban)
    with pytest.raises(Bentrok):
        tulis_aman(tujuan, baru, timpa=False)
    tulis_aman(tujuan, baru, timpa=True)
    assert not tujuan.is_symlink()
    assert isi_folder(folder) == {"a.csv": b"baru"}
    assert not korban.exists() if menggantung else korban.read_bytes() == b"penting"


def _gagal(nomor: int) -> Any:
    def gagal(*_: Any, **__: Any) -> None:
        raise OSError(nomor, os.strerror(nomor))

    return gagal


@pytest.mark.parametrize("langkah", ["fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("nomor", "kata"),
    [
        (errno.ENOSPC, "penuh"), (errno.EDQUOT, "penuh"), (errno.EACCES, "Tutup berkasnya di Excel"),
        (errno.EPERM, "Tutup berkasnya di Excel"), (errno.EROFS, "hanya dapat dibaca"),
        (errno.EIO, "tidak dapat ditulis"),
        (errno.ENAMETOOLONG, "terlalu panjang"),
    ],
)  # fmt: skip
def test_system_refusals_speak_and_keep_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, langkah: str, nomor: int, kata: str
) -> None:
    tujuan = tmp_path / "a.csv"
    tujuan.write_bytes(b"lama")
    with monkeypatch.context() as m:
        m.setattr(os, langkah, _gagal(nomor))
        with pytest.raises(GalatBerkas) as galat:
            tulis_aman(tujuan, baru, timpa=True)
    assert kata in f"{galat.value.pesan} {galat.value.petunjuk}"
    assert galat.value.kode == KodeKeluar.BERKAS
    assert isi_folder(tmp_path) == {"a.csv": b"lama"}


@pytest.mark.parametrize("sebab", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_a_stop_at_any_moment_leaves_no_temporary_file(tmp_path: Path, sebab: type[BaseException]) -> None:
    tujuan = tmp_path / "a.csv"
    tujuan.write_bytes(b"lama")

    def putus(berkas: BinaryIO) -> None:
        berkas.write(b"separuh")
        raise sebab

    for timpa in (True, False):
        with pytest.raises(sebab):
            tulis_aman(tujuan if timpa else tmp_path / "b.csv", putus, timpa=timpa)
    assert isi_folder(tmp_path) == {"a.csv": b"lama"}


@pytest.mark.parametrize("kunci", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_open_in_excel_or_libreoffice(tmp_path: Path, kunci: str) -> None:
    tujuan = tmp_path / "a.xlsx"
    (tmp_path / kunci).touch()
    tulis_aman(tujuan, baru, timpa=True)  # a stale lock beside nothing stops nobody
    with pytest.raises(GalatBerkas) as galat:
        tulis_aman(tujuan, lambda _: None, timpa=True)
    assert "Tutup berkasnya di Excel" in galat.value.petunjuk
    assert tujuan.read_bytes() == b"baru"


def test_a_folder_that_takes_no_new_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def tolak(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", tolak)
    monkeypatch.setattr("tempfile.mkstemp", tolak)
    with pytest.raises(GalatBerkas) as galat:
        tulis_aman(tmp_path / "a.csv", baru, timpa=False)
    assert galat.value.pesan == f"a.csv tidak dapat ditulis: folder {tmp_path} tidak mengizinkannya."
    assert "izin folder" in galat.value.petunjuk


def test_folder_missing_or_a_folder_itself(tmp_path: Path) -> None:
    with pytest.raises(GalatBerkas, match="Folder") as galat:
        tulis_aman(tmp_path / "tidak" / "a.csv", baru, timpa=False)
    assert "Buat" in galat.value.petunjuk
    with pytest.raises(GalatBerkas, match="adalah folder"):
        tulis_aman(tmp_path, baru, timpa=True)
    assert isi_folder(tmp_path) == {}


def test_written_and_named_durably(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urut: list[str] = []
    fsync, replace = os.fsync, os.replace

    def catat_fsync(tanda: int) -> None:
        urut.append("map" if stat.S_ISDIR(os.fstat(tanda).st_mode) else "berkas")
        fsync(tanda)

    def catat_ganti(*a: Any) -> None:
        urut.append("ganti")
        replace(*a)

    monkeypatch.setattr(os, "fsync", catat_fsync)
    monkeypatch.setattr(os, "replace", catat_ganti)
    tulis_aman(tmp_path / "a.csv", baru, timpa=True)
    assert urut == ["berkas", "ganti", "map"]


def test_workbook_bytes_do_not_know_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook, load_workbook

    for nama in ("a.xlsx", "b.xlsx"):
        buku = Workbook()
        buku.active["A1"] = "isi"  # type: ignore[index]
        simpan_buku(buku, tmp_path / nama, timpa=False, tanggal=date(2026, 1, 12))
        monkeypatch.setattr("time.time", lambda: 2e9)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as z:
        assert {i.date_time for i in z.infolist()} == {simpan.AWAL_ZIP}
        assert b"2026-01-12T00:00:00Z" in z.read("docProps/core.xml")
        assert z.testzip() is None
    assert load_workbook(tmp_path / "a.xlsx").active["A1"].value == "isi"
    with pytest.raises(Bentrok):
        simpan_buku(Workbook(), tmp_path / "a.xlsx", timpa=False, tanggal=date(2026, 1, 12))


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    """The real thing: the system refuses already to look whether it is there."""
    for tujuan in (tmp_path / ("x" * 300 + ".csv"), tmp_path / ("y" * 300) / "a.csv"):
        for timpa in (True, False):
            with pytest.raises(GalatBerkas, match="Nama berkas terlalu panjang"):
                tulis_aman(tujuan, baru, timpa=timpa)
    assert isi_folder(tmp_path) == {}


def test_a_file_where_a_folder_is_expected(tmp_path: Path) -> None:
    (tmp_path / "bukan_folder").write_bytes(b"isi")
    with pytest.raises(GalatBerkas, match=r"Folder .* tidak ada") as galat:
        tulis_aman(tmp_path / "bukan_folder" / "a.csv", baru, timpa=True)
    assert galat.value.kode == KodeKeluar.BERKAS
    assert isi_folder(tmp_path) == {"bukan_folder": b"isi"}


def test_a_symlink_to_a_folder_is_no_folder_to_write_over(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    tujuan = tmp_path / "a.csv"
    tujuan.symlink_to(tmp_path / "folder")
    with pytest.raises(Bentrok):
        tulis_aman(tujuan, baru, timpa=False)
    tulis_aman(tujuan, baru, timpa=True)
    assert tujuan.read_bytes() == b"baru"
    assert list((tmp_path / "folder").iterdir()) == []


class DiskKecil:
    """A file on a disk with room for so many bytes."""

    def __init__(self, berkas: Any, muat: int) -> None:
        self.berkas, self.muat = berkas, muat

    def write(self, isi: Any) -> int:
        self.muat -= len(isi)
        if self.muat < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self.berkas.write(isi))

    def __getattr__(self, nama: str) -> Any:
        return getattr(self.berkas, nama)


@pytest.mark.parametrize("muat", [0, 1, 100, 1000, 3000, 4500])
@pytest.mark.parametrize("timpa", [True, False])
def test_disk_full_at_any_byte_of_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, muat: int, timpa: bool
) -> None:
    from openpyxl import Workbook

    tujuan = tmp_path / "a.xlsx"
    if timpa:
        tujuan.write_bytes(b"lama")
    berisik: list[object] = []
    asli = simpan.ZipTetap
    monkeypatch.setattr(simpan, "ZipTetap", lambda berkas, *a, **k: asli(DiskKecil(berkas, muat), *a, **k))
    monkeypatch.setattr(sys, "unraisablehook", berisik.append)
    gc.freeze()  # what other tests left need not be looked through
    with pytest.raises(GalatBerkas, match="penuh") as galat:
        simpan_buku(Workbook(), tujuan, timpa=timpa, tanggal=date(2025, 1, 1))
    assert "Kosongkan ruang" in galat.value.petunjuk
    gc.collect()
    gc.unfreeze()
    assert berisik == []  # a half-written zip would complain on the clerk's screen
    assert isi_folder(tmp_path) == ({"a.xlsx": b"lama"} if timpa else {})


def test_swapping_the_target_for_a_symlink_never_reaches_the_victim(tmp_path: Path) -> None:
    korban, tujuan = tmp_path / "korban", tmp_path / "a.csv"
    korban.write_bytes(b"penting")

    def tukar(berkas: BinaryIO) -> None:
        baru(berkas)
        tujuan.unlink(missing_ok=True)
        tujuan.symlink_to(korban)

    for ke in range(1000):
        if ke % 2:
            tulis_aman(tujuan, tukar, timpa=True)
            assert tujuan.read_bytes() == b"baru"
        else:
            tujuan.unlink(missing_ok=True)
            with pytest.raises(Bentrok):
                tulis_aman(tujuan, tukar, timpa=False)
    assert korban.read_bytes() == b"penting"
    assert {p.name for p in tmp_path.iterdir()} == {"korban", "a.csv"}


def test_entries_carry_no_clock_no_umask_no_system(tmp_path: Path) -> None:
    sumber = tmp_path / "sumber"
    sumber.write_bytes(b"x" * 100_000)
    sumber.chmod(0o777)
    with simpan.ZipTetap(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("teks", "é")
        z.writestr("biner", b"\x00")
        z.write(sumber, "berkas")
        z.write(sumber)
    with zipfile.ZipFile(tmp_path / "a.zip") as z:
        assert [i.filename for i in z.infolist()][:3] == ["teks", "biner", "berkas"]
        sifat = {(i.date_time, i.external_attr, i.create_system, i.compress_type) for i in z.infolist()}
        assert sifat == {((1980, 1, 1, 0, 0, 0), 0o600 << 16, 3, zipfile.ZIP_DEFLATED)}
        assert (z.read("teks"), z.read("biner"), z.read("berkas")) == ("é".encode(), b"\x00", b"x" * 100_000)


def test_without_hard_links_not_even_the_placeholder_is_readable_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    izin: list[int] = []
    ganti = os.replace

    def catat(dari: Path, ke: Path) -> None:
        izin.extend(stat.S_IMODE(p.stat().st_mode) for p in (dari, ke))
        ganti(dari, ke)

    monkeypatch.setattr(os, "link", _gagal(errno.ENOTSUP))
    monkeypatch.setattr(os, "replace", catat)
    lama = os.umask(0)
    try:
        tulis_aman(tmp_path / "a.csv", baru, timpa=False)
    finally:
        os.umask(lama)
    assert izin == [0o600, 0o600]


@pytest.mark.skipif(os.name == "nt", reason="processes of Unix")
def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as selesai:
        pass
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as jalan:
        mati, hidup, tua = (f".asn-{n}-0123456789ab.tmp" for n in (selesai.pid, jalan.pid, os.getpid()))
        lain = (".asn-x-0123456789ab.tmp", ".asn-1-0123456789ab.tmp.xlsx", "dinkes.xlsx")
        for nama in (mati, hidup, tua, *lain):
            (tmp_path / nama).touch()
        os.utime(tmp_path / tua, (0, 0))
        simpan.sapu(tmp_path)
        assert {satu.name for satu in tmp_path.iterdir()} == {hidup, *lain}


@pytest.mark.parametrize("milik", [b"baru", b"orang lain"])
def test_two_at_once_make_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, milik: bytes) -> None:
    """Another process is a moment earlier: the very same bytes are as good as ours, any other are kept."""
    tujuan, terbit = tmp_path / "a.csv", simpan._terbitkan_baru

    def didahului(sementara: Path, path: Path) -> None:
        path.write_bytes(milik)
        terbit(sementara, path)

    monkeypatch.setattr(simpan, "_terbitkan_baru", didahului)
    if milik == b"baru":
        assert tulis_aman(tujuan, baru, timpa=False, lanjut=True) is False
    else:
        with pytest.raises(Bentrok):
            tulis_aman(tujuan, baru, timpa=False, lanjut=True)
    assert isi_folder(tmp_path) == {"a.csv": milik}
