"""`asn laporan`: all workbooks or none, for their owner's eyes, the same bytes twice."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.conftest import Asn


@pytest.fixture(autouse=True)
def _isi(basis: Path) -> None:
    isi_kota(basis)


def _sidik(folder: Path) -> dict[str, str]:
    return {satu.name: hashlib.sha256(satu.read_bytes()).hexdigest() for satu in sorted(folder.iterdir())}


def _seluruh(berkas: Path) -> str:
    """Every part of the workbook, unpacked."""
    with zipfile.ZipFile(berkas) as arsip:
        return "\n".join(arsip.read(nama).decode("utf-8", "replace") for nama in arsip.namelist())


# --- bad words first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "kode", "cari"),
    [
        (("opd", "DINKES"), 2, "--periode wajib diisi"),
        (("opd", "DINKES", "--periode", "2025"), 2, "-o wajib diisi"),
        (("opd", "--periode", "2025"), 2, "OPD wajib disebut"),
        (("opd", "DINKES", "--periode", "2025", "-o", "{folder}/dinkes.pdf"), 2, "bukan nama berkas .xlsx"),
        (("opd", "DINKES", "--periode", "2025", "-o", "{folder}/dinkes"), 2, "bukan nama berkas .xlsx"),
        (("opd", "DINKESS", "--periode", "2025", "-o", "{folder}/a.xlsx"), 4, "DINKES"),
        (("opd", "KOSONG", "--periode", "2025", "-o", "{folder}/a.xlsx"), 4, "KOSONG tidak punya pegawai"),
        (("opd", "DINKES", "--periode", "2019", "-o", "{folder}/a.xlsx"), 4, "2025"),
        (("opd", "DINKES", "--periode", "2025", "-o", "{folder}/tidak/ada/a.xlsx"), 8, "tidak ada"),
        (
            ("opd", "DINKES", "--periode", "2025", "-o", "{folder}/a.xlsx", "--tanggal-surat", "2026-02-30"),
            3, "--tanggal-surat",
        ),
        (("kota", "--periode", "2025"), 2, "-o wajib diisi"),
        (("kota", "-o", "{folder}/a.xlsx"), 2, "--periode wajib diisi"),
        (("kota", "--periode", "2025", "-o", "{folder}/a.pdf"), 2, "bukan nama berkas .xlsx"),
        (("kota", "--periode", "2019", "-o", "{folder}/a.xlsx"), 4, "2025"),
        (("kota", "--periode", "2025", "-o", "{folder}/tidak/a.xlsx"), 8, "tidak ada"),
        (("semua", "--periode", "2025"), 2, "--ke wajib diisi"),
        (("semua", "--ke", "{folder}"), 2, "--periode wajib diisi"),
        (("semua", "--periode", "2025", "--ke", "{folder}/berkas.txt"), 8, "bukan folder"),
    ],
)  # fmt: skip
def test_refusals_write_nothing(asn: Asn, tmp_path: Path, kata: tuple[str, ...], kode: int, cari: str) -> None:
    folder = tmp_path / "hasil"
    folder.mkdir()
    (folder / "berkas.txt").write_text("x")
    hasil = asn("laporan", *(satu.format(folder=folder) for satu in kata))
    assert (hasil[0], hasil[1]) == (kode, "")
    assert cari in hasil[2]
    assert [satu.name for satu in folder.iterdir()] == ["berkas.txt"]


# --- one agency -----------------------------------------------------------------------------------------------------


def test_one_agency(asn: Asn, tmp_path: Path) -> None:
    tujuan = tmp_path / "dinkes.xlsx"
    kode, keluar, galat = asn("laporan", "opd", "dinas kesehatan", "--periode", "2025", "-o", tujuan, "--json")
    assert (kode, galat) == (0, "tersimpan: 1 buku kerja\n")
    assert json.loads(keluar) == [{"opd": "DINKES", "nama_opd": "Dinas Kesehatan", "pegawai": 2, "berkas": str(tujuan)}]
    assert stat.S_IMODE(tujuan.stat().st_mode) == 0o600
    isi = _seluruh(tujuan)
    assert SABAI in isi
    assert MANGKUTAK in isi
    assert CINDUA not in isi
    assert "Cindua" not in isi


def test_an_existing_workbook_stays_unless_timpa(asn: Asn, tmp_path: Path) -> None:
    tujuan = tmp_path / "dinkes.xlsx"
    tujuan.write_bytes(b"lama")
    perintah = ("laporan", "opd", "DINKES", "--periode", "2025", "-o", tujuan)
    kode, keluar, galat = asn(*perintah)
    assert (kode, keluar, tujuan.read_bytes()) == (5, "", b"lama")
    assert "--timpa" in galat
    assert asn(*perintah, "--timpa")[0] == 0
    assert tujuan.read_bytes()[:2] == b"PK"


# --- all of them ----------------------------------------------------------------------------------------------------


def test_one_for_every_agency_that_has_people_and_nothing_else(asn: Asn, tmp_path: Path) -> None:
    folder = tmp_path / "keluaran"
    kode, keluar, galat = asn("laporan", "semua", "--periode", "2025", "--ke", folder)
    assert (kode, galat) == (0, "tersimpan: 2 buku kerja\n")
    assert keluar.splitlines()[0] == "opd\tnama_opd\tpegawai\tberkas"
    assert sorted(satu.name for satu in folder.iterdir()) == ["dinkes-2025.xlsx", "disdik-2025.xlsx"]
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert SABAI not in _seluruh(folder / "disdik-2025.xlsx")


def test_when_one_is_there_none_is_written(asn: Asn, tmp_path: Path) -> None:
    folder = tmp_path / "keluaran"
    folder.mkdir()
    (folder / "disdik-2025.xlsx").write_bytes(b"lama")
    kode, keluar, galat = asn("laporan", "semua", "--periode", "2025", "--ke", folder)
    assert (kode, keluar) == (5, "")
    assert galat.startswith(f"asn: {folder / 'disdik-2025.xlsx'} sudah ada")
    assert [(satu.name, satu.read_bytes()) for satu in folder.iterdir()] == [("disdik-2025.xlsx", b"lama")]
    assert asn("laporan", "semua", "--periode", "2025", "--ke", folder, "--timpa")[0] == 0
    assert len(list(folder.iterdir())) == 2


def test_the_same_data_gives_the_same_bytes(asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    perintah = ("laporan", "semua", "--periode", "2025", "--ke")
    assert asn(*perintah, tmp_path / "a")[0] == 0
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    monkeypatch.setenv("ASN_PETUGAS", "orang lain")
    assert asn(*perintah, tmp_path / "b")[0] == 0
    assert _sidik(tmp_path / "a") == _sidik(tmp_path / "b")


def test_the_date_of_the_letter_is_the_one_asked_for(asn: Asn, tmp_path: Path) -> None:
    perintah = ("laporan", "opd", "DINKES", "--periode", "2025", "-o")
    assert asn(*perintah, tmp_path / "a.xlsx")[0] == 0
    assert asn(*perintah, tmp_path / "b.xlsx", "--tanggal-surat", "12-01-2026")[0] == 0
    assert "31 Desember 2025" in _seluruh(tmp_path / "a.xlsx")
    assert "12 Januari 2026" in _seluruh(tmp_path / "b.xlsx")


def test_a_period_without_people_writes_nothing(asn: Asn, tmp_path: Path, basis: Path) -> None:
    from tests.store.alat import buka

    with buka(basis) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti'")
    folder = tmp_path / "keluaran"
    kode, keluar, galat = asn("laporan", "semua", "--periode", "2025", "--ke", folder, "--json")
    assert (kode, keluar, galat) == (0, "[]\n", "tersimpan: 0 buku kerja\n")
    assert list(folder.iterdir()) == []


# --- the city ---------------------------------------------------------------------------------------------------------


def test_the_city_names_nobody(asn: Asn, tmp_path: Path) -> None:
    tujuan = tmp_path / "kota.xlsx"
    kode, keluar, _ = asn("laporan", "kota", "--periode", "2025", "-o", str(tujuan), "--json")
    assert (kode, json.loads(keluar)[0]["berkas"]) == (0, str(tujuan))
    seluruh = _seluruh(tujuan)
    assert "Dinas Kesehatan" in seluruh
    assert not any(satu in seluruh for satu in (SABAI, MANGKUTAK, CINDUA, "Sabai", "Mangkutak", "Cindua"))
    assert asn("laporan", "kota", "--periode", "2025", "-o", str(tujuan))[0] == 5
    sidik = tujuan.read_bytes()
    assert asn("laporan", "kota", "--periode", "2025", "-o", str(tujuan), "--timpa")[0] == 0
    assert tujuan.read_bytes() == sidik


@pytest.mark.parametrize(
    "kata",
    [("opd", "DINKES", "-o", "{f}/a.xlsx"), ("semua", "--ke", "{f}/semua"), ("kota", "-o", "{f}/kota.xlsx")],
    ids=lambda kata: kata[0],
)
def test_pdf_needs_libreoffice_and_asks_before_it_writes(
    asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...]
) -> None:
    from asn_kompetensi.tabular import pdf

    perintah = ("laporan", *(satu.format(f=tmp_path) for satu in kata), "--periode", "2025", "--pdf")
    monkeypatch.setattr(pdf, "_LETAK", ())
    with monkeypatch.context() as m:
        m.setenv("PATH", str(tmp_path))
        kode, _, galat = asn(*perintah)
    assert (kode, "LibreOffice tidak ditemukan" in galat, list(tmp_path.rglob("*.xlsx"))) == (8, True, [])

    def ubah(asal: list[Path], folder: Path) -> None:
        (folder / "hasil").mkdir()
        for satu in asal:
            (folder / "hasil" / f"{satu.stem}.pdf").write_bytes(b"%PDF")

    monkeypatch.setattr(pdf, "program", lambda: "soffice")
    monkeypatch.setattr(pdf, "_ubah", ubah)
    assert asn(*perintah)[0] == 0
    buku = sorted(tmp_path.rglob("*.xlsx"))
    assert buku
    assert sorted(tmp_path.rglob("*.pdf")) == [satu.with_suffix(".pdf") for satu in buku]
