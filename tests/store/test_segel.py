"""The seal file: it says what the database can no longer say of itself, and it never stands in the way."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.services import periode
from asn_kompetensi.services.periksa import periksa
from asn_kompetensi.store import door, segel
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.periode import tutup
from tests.store.alat import buka, sidik, tambah_opd


def kode(basis: Path) -> list[str]:
    """What the full check finds."""
    with door.baca(basis) as d:
        return [satu[1] for satu in periksa(d)]


def kerjakan(basis: Path, *opd: str) -> None:
    for satu in opd:
        with buka(basis) as d:
            tambah_opd(d, satu)


@sekali
def _awal(basis: Path) -> None:
    """Three runs, each with its line."""
    kerjakan(basis, "A", "B", "C")


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def test_every_run_leaves_a_line_with_the_head_of_the_chain(kota: Path) -> None:
    baris = [satu.split("\t") for satu in segel.letak(kota).read_text(encoding="utf-8").splitlines()]
    with door.baca(kota) as d:
        rantai = dict(d.kon.execute("SELECT jalankan_id, sidik FROM rantai ORDER BY jalankan_id, tabel").fetchall())
    assert [(jenis, nomor, isi) for _, jenis, nomor, isi in baris] == [
        ("jalankan", str(nomor), rantai[nomor]) for nomor in (2, 3, 4)
    ]
    assert kode(kota) == []


def test_only_the_owner_may_read_it(basis: Path) -> None:
    lama = os.umask(0)
    try:
        kerjakan(basis, "A")
    finally:
        os.umask(lama)
    assert stat.S_IMODE(segel.letak(basis).stat().st_mode) == 0o600


def test_what_changed_nothing_leaves_no_line(kota: Path) -> None:
    sebelum = segel.letak(kota).read_bytes()
    with buka(kota) as d:
        d.kon.execute("UPDATE opd SET nama = nama")
    with buka(kota, kering=True) as d:
        tambah_opd(d, "X")

    def gagal() -> None:
        with buka(kota) as d:
            tambah_opd(d, "Y")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        gagal()
    assert segel.letak(kota).read_bytes() == sebelum


def test_a_missing_file_is_a_warning_and_comes_back(kota: Path) -> None:
    segel.letak(kota).unlink()
    assert kode(kota) == ["SEGEL_TIDAK_ADA"]
    kerjakan(kota, "D")
    assert kode(kota) == []


@pytest.mark.parametrize("banyak", [1, 2, 3])
def test_a_tail_cut_off_with_everything_it_did_is_found(kota: Path, banyak: int) -> None:
    """The file is made consistent again: records, trail, chain and runs. Only the seal still knows."""
    with closing(sqlite3.connect(kota)) as kon, kon:
        awal = 5 - banyak
        for perintah in ("DELETE FROM opd WHERE id >= ? - 1", "DELETE FROM catatan_pribadi WHERE jalankan_id >= ?",
                         "DELETE FROM catatan WHERE jalankan_id >= ?", "DELETE FROM rantai WHERE jalankan_id >= ?",
                         "DELETE FROM jalankan WHERE id >= ?"):  # fmt: skip
            kon.execute(perintah, (awal,))
    assert kode(kota) == ["SEGEL_LEBIH_BARU"]


def test_an_older_copy_in_its_place_is_told_and_told_again_after_more_work(kota: Path, tmp_path: Path) -> None:
    salinan = tmp_path / "salinan.db"
    shutil.copy(kota, salinan)
    kerjakan(kota, "D", "E")
    shutil.copy(salinan, kota)
    assert kode(kota) == ["SEGEL_LEBIH_BARU"]
    kerjakan(kota, "F")
    assert set(kode(kota)) == {"SEGEL_LEBIH_BARU", "SEGEL_BERBEDA"}


def test_a_file_that_stopped_growing_is_older(kota: Path) -> None:
    berkas = segel.letak(kota)
    berkas.write_text("".join(berkas.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    assert kode(kota) == ["SEGEL_LEBIH_LAMA"]


def test_a_changed_line_is_a_warning(kota: Path) -> None:
    berkas = segel.letak(kota)
    teks = berkas.read_text(encoding="utf-8")
    berkas.write_text(teks.replace(teks.split("\t")[3][:8], "0" * 8), encoding="utf-8")
    assert kode(kota) == ["SEGEL_BERBEDA"]


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe\x00", b"omong kosong\n" * 3, b"a\tb\tc\td\n", b"x\tjalankan\t-1\ty\n"])
def test_a_file_of_nonsense_is_a_warning_at_most(kota: Path, isi: bytes) -> None:
    segel.letak(kota).write_bytes(isi)
    assert kode(kota) == ["SEGEL_LEBIH_LAMA"]


def test_a_folder_or_a_link_in_its_place_stops_nobody(kota: Path, tmp_path: Path) -> None:
    korban = tmp_path / "korban"
    korban.write_bytes(b"milik orang")
    segel.letak(kota).unlink()
    segel.letak(kota).symlink_to(korban)
    kerjakan(kota, "D")
    assert korban.read_bytes() == b"milik orang"
    segel.letak(kota).unlink()
    segel.letak(kota).mkdir()
    kerjakan(kota, "E")
    assert kode(kota) == ["SEGEL_TIDAK_ADA"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files")
def test_a_pipe_in_its_place_is_not_waited_for(kota: Path) -> None:
    segel.letak(kota).unlink()
    os.mkfifo(segel.letak(kota))
    kerjakan(kota, "D")
    assert kode(kota) == ["SEGEL_TIDAK_ADA"]


def test_a_line_cut_off_does_not_swallow_the_next(kota: Path) -> None:
    with segel.letak(kota).open("a", encoding="utf-8") as berkas:
        berkas.write("2026-01-01T00:00:00Z\tjalan")
    kerjakan(kota, "D")
    assert segel.letak(kota).read_text(encoding="utf-8").splitlines()[-2] == "2026-01-01T00:00:00Z\tjalan"
    assert kode(kota) == []


def test_one_database_has_one_seal_file_by_whatever_name(kota: Path, tmp_path: Path) -> None:
    tautan = tmp_path / "lain" / "tautan.db"
    tautan.parent.mkdir()
    tautan.symlink_to(kota)
    kerjakan(tautan, "D")
    assert (kode(tautan), kode(kota)) == ([], [])
    assert list(tautan.parent.iterdir()) == [tautan]


def test_a_new_database_of_the_same_name_begins_anew(kota: Path) -> None:
    kota.unlink()
    door.buat(kota)
    with buka(kota) as d:
        d.kon.execute("INSERT INTO instansi (id, nama, dibuat) VALUES (1, 'Kota', '2025-01-01')")
    assert kode(kota) == []


def test_closing_and_opening_again_stand_in_it(kota: Path) -> None:
    with buka(kota) as d:
        periode.buka(d, "2025", "2025-01-01", "2025-12-31")
    ini = tutup(kota, "2025")
    baca = segel.baca(kota)
    assert baca is not None
    assert baca.periode == {"2025": ini}
    assert kode(kota) == []
    with buka(kota) as d:
        from asn_kompetensi.services import penutupan

        penutupan.buka_ulang(d, "2025", "salah", "Budi", "penguji")
    baca = segel.baca(kota)
    assert baca is not None
    assert baca.periode == {}
    assert kode(kota) == []


def test_a_seal_that_is_not_the_one_written_down_is_found(kota: Path) -> None:
    with buka(kota) as d:
        periode.buka(d, "2025", "2025-01-01", "2025-12-31")
    ini = tutup(kota, "2025")
    berkas = segel.letak(kota)
    berkas.write_text(berkas.read_text(encoding="utf-8").replace(ini, "f" * 64), encoding="utf-8")
    assert kode(kota) == ["SEGEL_PERIODE_BERBEDA"]
    segel.letak(kota).write_text("", encoding="utf-8")
    assert kode(kota) == ["SEGEL_LEBIH_LAMA", "SEGEL_PERIODE_BERBEDA"]


def test_a_restore_that_is_written_down_gives_up_what_came_after(kota: Path) -> None:
    with door.baca(kota) as d:
        nomor, isi = segel.ujung(d.kon)
    segel.tambah(kota, [("jalankan", "9", "9" * 64), ("tutup", "2030", "8" * 64)])
    assert kode(kota) == ["SEGEL_LEBIH_BARU", "SEGEL_PERIODE_BERBEDA"]
    segel.tambah(kota, [("pulihkan", str(nomor), isi)])
    assert kode(kota) == []


def test_reading_it_changes_nothing(kota: Path) -> None:
    sebelum = (sidik(kota), segel.letak(kota).read_bytes())
    kode(kota)
    assert (sidik(kota), segel.letak(kota).read_bytes()) == sebelum


def test_a_restore_by_the_command_leaves_nothing_to_warn_of(kota: Path, asn: Asn) -> None:
    assert asn("periode", "buka", "2024", "--mulai", "2024-01-01", "--selesai", "2024-12-31")[0] == 0
    tutup(kota, "2024")
    salinan = json.loads(asn("db", "cadangkan", "--json")[1])["berkas"]
    kerjakan(kota, "D", "E")
    assert asn("db", "pulihkan", salinan, "--yes")[0] == 0
    assert kode(kota) == []
    kerjakan(kota, "F")
    assert kode(kota) == []
