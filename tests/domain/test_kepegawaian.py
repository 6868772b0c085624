"""Kind and sex as files write them; units of a path."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kepegawaian import (
    baca_jenis_pegawai,
    baca_kelamin,
    segmen_unit,
)


@pytest.mark.parametrize("teks", ["L", "l", " M ", "Laki-laki", "LAKI LAKI", "Pria", "1"])
def test_laki_laki(teks: str) -> None:
    assert baca_kelamin(teks) == "L"


@pytest.mark.parametrize("teks", ["P", "f", "Perempuan", "WANITA", "w", "2"])
def test_perempuan(teks: str) -> None:
    assert baca_kelamin(teks) == "P"


@pytest.mark.parametrize("teks", ["", "x", "3", "LP", "٢"])
def test_kelamin_tidak_dikenal(teks: str) -> None:
    with pytest.raises(ValueError, match="tulis L atau P"):
        baca_kelamin(teks)


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("PNS", "PNS"),
        ("cpns", "PNS"),
        ("PNS Daerah", "PNS"),
        ("Pegawai Negeri Sipil", "PNS"),
        ("PPPK", "PPPK"),
        ("P3K", "PPPK"),
        ("Pegawai Pemerintah dengan Perjanjian Kerja", "PPPK"),
        ("PPPK Paruh Waktu", "PPPK PARUH WAKTU"),
        ("pppk pw", "PPPK PARUH WAKTU"),
        ("PPPK_PARUH_WAKTU", "PPPK PARUH WAKTU"),
    ],
)
def test_jenis_pegawai(teks: str, jenis: str) -> None:
    assert baca_jenis_pegawai(teks) == jenis


@pytest.mark.parametrize("teks", ["", "Honorer", "THL", "aktif", "PNSX"])
def test_jenis_pegawai_tidak_dikenal(teks: str) -> None:
    with pytest.raises(ValueError, match="tulis PNS, PPPK, atau PPPK PARUH WAKTU"):
        baca_jenis_pegawai(teks)


@pytest.mark.parametrize(
    ("jalur", "ruas"),
    [
        ("Dinas X", ["Dinas X"]),
        (" SEKSI A / BIDANG B /DINAS C/ ", ["SEKSI A", "BIDANG B", "DINAS C"]),
        ("A > B", ["A", "B"]),
        ("A \\ B | C", ["A", "B", "C"]),
        ("SEKSI A / DINAS C / PEMERINTAH KOTA S", ["SEKSI A", "DINAS C", "PEMERINTAH KOTA S"]),
        ("Pemerintah Kota S / DINAS C / SEKSI A", ["SEKSI A", "DINAS C", "Pemerintah Kota S"]),
        ("PEMKO S/DINAS C", ["DINAS C", "PEMKO S"]),
        ("Pemerintah Kota S", ["Pemerintah Kota S"]),
        ("//", []),
        ("", []),
    ],
)
def test_segmen_unit(jalur: str, ruas: list[str]) -> None:
    assert segmen_unit(jalur) == ruas


@given(st.text(max_size=40))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_kalimat(teks: str) -> None:
    for baca in (baca_kelamin, baca_jenis_pegawai):
        with suppress(ValueError):
            assert baca(teks) in ("L", "P", "PNS", "PPPK", "PPPK PARUH WAKTU")
    assert all(satu == satu.strip() and satu for satu in segmen_unit(teks))
