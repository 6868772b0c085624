"""A clock that is wrong, runs backwards or changes its zone: the trail keeps its order, and the clerk is warned."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from asn_kompetensi.store import door, periksa
from tests.cli.isi_gap import SABAI
from tests.conftest import Asn
from tests.gangguan.alat import Kota, isi
from tests.store.alat import buka, sidik, tambah_opd

SEKARANG = datetime(2025, 6, 1, 8, tzinfo=UTC)


class Jam(datetime):
    """A clock that shows what the test says."""

    kini = SEKARANG

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        return cls.kini


@pytest.fixture
def jam(monkeypatch: pytest.MonkeyPatch) -> type[Jam]:
    monkeypatch.setattr(Jam, "kini", SEKARANG)
    monkeypatch.setattr(door, "datetime", Jam)
    return Jam


def _opd(asn: Asn, kode: str, *kata: str) -> tuple[int, str, str]:
    return asn("opd", "tambah", kode, "--nama", f"Dinas {kode}", *kata)


def _mulai(basis: Path) -> None:
    """The template was made today; the test's own time begins here, with a run in the middle of 2025."""
    with buka(basis) as d:
        tambah_opd(d, "AWAL")


def test_backwards_it_warns_and_goes_on(asn: Asn, basis: Path, jam: type[Jam]) -> None:
    _mulai(basis)
    jam.kini = datetime(2001, 1, 1, 7, 30, tzinfo=UTC)
    assert _opd(asn, "A") == (
        0, "",
        "Peringatan: jam komputer (2001-01-01T07:30:00Z) lebih awal daripada pekerjaan terakhir "
        "(2025-06-01T08:00:00Z); periksa tanggal dan jamnya. Urutan riwayat tetap menurut nomor jalankan.\n"
        "tersimpan: perangkat daerah A\n",
    )  # fmt: skip
    jam.kini += timedelta(minutes=1)
    assert _opd(asn, "B")[2] == "tersimpan: perangkat daerah B\n", "it was said once"
    jam.kini = datetime(2031, 1, 1, tzinfo=UTC)
    assert _opd(asn, "C")[2] == "tersimpan: perangkat daerah C\n", "forward is no reason to doubt"
    jam.kini = SEKARANG
    assert _opd(asn, "D")[2].startswith("Peringatan: jam komputer (2025-06-01T08:00:00Z) lebih awal")
    _urut(asn, basis)


def _urut(asn: Asn, basis: Path) -> None:
    """Runs are listed newest number first, whatever their times; the chain holds."""
    daftar = [satu["jalankan"] for satu in json.loads(asn("riwayat", "--json")[1])]
    assert daftar == list(range(len(daftar), 0, -1))
    with door.baca(basis) as d:
        assert periksa.rantai_putus(d.kon) == []
    assert asn("db", "periksa")[0] == 0


@pytest.mark.parametrize(("geser", "ada"), [(-1, True), (0, False), (1, False)])
def test_to_the_second(asn: Asn, basis: Path, jam: type[Jam], geser: int, ada: bool) -> None:
    _mulai(basis)
    jam.kini = SEKARANG + timedelta(seconds=geser)
    assert ("Peringatan" in _opd(asn, "A")[2]) == ada


def test_a_dry_run_warns_too_and_quiet_is_quiet(asn: Asn, basis: Path, jam: type[Jam]) -> None:
    _mulai(basis)
    (basis.parent / "opd.csv").write_text("kode,nama\nA,Dinas A\n", encoding="utf-8")
    jam.kini -= timedelta(hours=1)
    sebelum = sidik(basis)
    kode, _, galat = asn("opd", "impor", str(basis.parent / "opd.csv"), "-n")
    assert (kode, galat.count("Peringatan: jam komputer"), sidik(basis)) == (0, 1, sebelum)
    assert _opd(asn, "A", "-q") == (0, "", "")


def test_undo_takes_the_newest_number_not_the_newest_time(asn: Asn, basis: Path, jam: type[Jam]) -> None:
    _mulai(basis)
    jam.kini = datetime(2001, 1, 1, tzinfo=UTC)
    _opd(asn, "A")
    kode, keluar, _ = asn("batal", "terakhir", "--json")
    assert (kode, json.loads(keluar)["dibatalkan"]) == (0, 3)
    assert [satu["kode"] for satu in json.loads(asn("opd", "daftar", "--json")[1])] == ["AWAL"]


# --- the whole program in another time ------------------------------------------------------------------------------

MULAI_SELESAI = ("opd", "penempatan", "standar", "kebijakan", "periode", "kelas")


def _waktu_palsu(kota: Kota, saat: str, zona: str, *kata: str) -> str:
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("no faketime")
    kota.lingkungan = {"TZ": zona}
    hasil = kota.jalan(*kata, depan=[faketime, "-f", f"@{saat}"])
    assert hasil.returncode == 0, hasil.stderr
    assert "Traceback" not in hasil.stderr
    return hasil.stderr


def _tidak_terbalik(basis: Path) -> None:
    with door.baca(basis) as d:
        for tabel in MULAI_SELESAI:
            terbalik = f"SELECT count(*) FROM {tabel} WHERE selesai < mulai"
            assert d.kon.execute(terbalik).fetchone() == (0,), tabel


def test_2001_then_2031_then_2001(basis_induk: Path, tmp_path: Path) -> None:
    """Validity comes from what the clerk types, never from the clock: nothing ends before it begins."""
    kota = Kota.siap(basis_induk, tmp_path / "kota", orang=2)
    tahun = ("2031-03-30 01:30:00", "2001-01-01 00:00:00", "2031-10-26 01:30:00")
    for n, saat in enumerate(tahun):
        _waktu_palsu(kota, saat, "Europe/Berlin", "opd", "tambah", f"X{n}", "--nama", f"Dinas X{n}")
        _waktu_palsu(kota, saat, "Europe/Berlin", "standar", "tetapkan", "STAF", f"INT={n + 1}",
                     "--mulai", saat[:10])  # fmt: skip
        _tidak_terbalik(kota.basis)
    _waktu_palsu(kota, tahun[1], "Asia/Jakarta", "pegawai", "impor", "pegawai.csv")
    _waktu_palsu(kota, tahun[1], "Asia/Jakarta", "pegawai", "mutasi", SABAI, "--opd", "DISDIK",
                 "--tanggal", "2025-07-01")  # fmt: skip
    _tidak_terbalik(kota.basis)
    isi(kota.basis)
    nomor = [satu["jalankan"] for satu in kota.json("riwayat")]
    assert nomor == sorted(nomor, reverse=True)


@pytest.mark.parametrize(
    ("zona", "sebelum", "sesudah"),
    [
        ("Europe/Berlin", "2025-10-26 02:59:59", "2025-10-26 02:00:10"),  # the hour that comes twice
        ("America/New_York", "2025-03-09 01:59:59", "2025-03-09 03:00:01"),  # the hour that is left out
    ],
)
def test_a_zone_that_changes_its_hour_is_no_wrong_clock(
    basis_induk: Path, tmp_path: Path, zona: str, sebelum: str, sesudah: str
) -> None:
    """Times are kept in UTC; libfaketime reads the doubled hour as the second one, so half of it is tried by hand."""
    kota = Kota.siap(basis_induk, tmp_path / "kota")
    _waktu_palsu(kota, "2025-01-01 00:00:00", "UTC", "opd", "tambah", "X0", "--nama", "Dinas X0")
    _waktu_palsu(kota, sebelum, zona, "opd", "tambah", "X1", "--nama", "Dinas X1")
    peringatan = _waktu_palsu(kota, sesudah, zona, "opd", "tambah", "X2", "--nama", "Dinas X2")
    waktu = [satu["waktu"] for satu in kota.json("riwayat")][:2]
    assert all(satu.endswith("Z") for satu in waktu)
    assert ("Peringatan" in peringatan) == (waktu[0] < waktu[1])


def test_another_zone_is_no_wrong_clock(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same moment seen from Jayapura, Los Angeles and Kiritimati is the same moment."""
    import time

    for n, zona in enumerate(("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Jayapura")):
        monkeypatch.setenv("TZ", zona)
        time.tzset()
        assert "Peringatan" not in _opd(asn, f"Z{n}")[2], zona
    monkeypatch.undo()
    time.tzset()
