"""Values typed on the command line: refusals with the domain's sentence and the option to look at."""

from __future__ import annotations

from datetime import date

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.services.masukan import isian, nama_sah, sah, tanggal_sah


def _gagal(_: str) -> str:
    raise ValueError("tidak bisa")


def test_sah_menerjemahkan_galat() -> None:
    assert sah(int, "7") == 7
    with pytest.raises(DataDitolak, match="tidak bisa") as salah:
        sah(_gagal, "x", "Coba lagi.")
    assert (salah.value.petunjuk, int(salah.value.kode)) == ("Coba lagi.", 3)
    assert isinstance(salah.value.__cause__, ValueError)


@pytest.mark.parametrize("teks", ["", "  ", "\u200b", "\t\n", "-", "null", " N/A ", "...", "!!!", "'"])
def test_nama_kosong(teks: str) -> None:
    with pytest.raises(DataDitolak, match=r"^nama pegawai kosong$") as salah:
        nama_sah(teks, "pegawai")
    assert salah.value.petunjuk == "Isi --nama."
    with pytest.raises(DataDitolak, match=r"^alasan kosong$") as salah:
        nama_sah(teks, "alasan", "--alasan")
    assert salah.value.petunjuk == "Isi --alasan."


@pytest.mark.parametrize("teks", ["x" * 201, "a\x00b", "a\u202eb", "\udc80"])
def test_nama_tidak_sah(teks: str) -> None:
    with pytest.raises(DataDitolak):
        nama_sah(teks, "pegawai")


def test_nama_dirapikan() -> None:
    assert nama_sah("  NUR'AIN   RAMBUN ", "pegawai") == "NUR'AIN RAMBUN"
    assert len(nama_sah("x" * 200, "pegawai")) == 200


@pytest.mark.parametrize(("baru", "hasil"), [(None, "lama"), ("", None), ("  ", None), ("3", 3)])
def test_isian(baru: str | None, hasil: object) -> None:
    assert isian(baru, "lama", int) == hasil


@pytest.mark.parametrize("teks", ["x", "-", " null ", "n/a"])
def test_isian_ditolak(teks: str) -> None:
    with pytest.raises(DataDitolak):
        isian(teks, "lama", int if teks == "x" else str)


@pytest.mark.parametrize("teks", ["2025-07-01", "01-07-2025", "1/7/2025", "1 Juli 2025"])
def test_tanggal_sah(teks: str) -> None:
    assert tanggal_sah(teks, "--tanggal") == date(2025, 7, 1)


@pytest.mark.parametrize("teks", ["", "-", "kemarin", "31-02-2025", "01-07-25", "2025-13-01"])
def test_tanggal_ditolak_dengan_nama_opsi(teks: str) -> None:
    with pytest.raises(DataDitolak) as salah:
        tanggal_sah(teks, "--mulai")
    assert "--mulai" in salah.value.petunjuk


def test_tanggal_tidak_diberikan() -> None:
    assert tanggal_sah(None, "--tanggal") is None
