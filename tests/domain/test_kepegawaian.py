"""Kind and sex as files write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kepegawaian import (
    baca_jenis_pegawai,
    baca_kelamin,
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


@given(st.text(max_size=40))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_kalimat(teks: str) -> None:
    for baca in (baca_kelamin, baca_jenis_pegawai):
        with suppress(ValueError):
            assert baca(teks) in ("L", "P", "PNS", "PPPK", "PPPK PARUH WAKTU")
