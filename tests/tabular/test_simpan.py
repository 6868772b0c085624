from __future__ import annotations

import errno
import os
import stat
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
    import zipfile

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
