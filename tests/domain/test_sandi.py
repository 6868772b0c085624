"""The file of passwords: both ways of writing it, and refusals that give nothing away."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.sandi import baca_sandi


@pytest.mark.parametrize(
    "teks",
    [
        'DINKES = "sandi=dinkes 1"\n"KEC X" = "sandi kec x"\n',
        "# catatan\nDINKES=sandi=dinkes 1\n\nKEC X = sandi kec x  \n",
        "DINKES='sandi=dinkes 1'\r\nKEC X=\"sandi kec x\"",
    ],
)
def test_both_ways(teks: str) -> None:
    assert baca_sandi(teks) == {"DINKES": "sandi=dinkes 1", "KEC X": "sandi kec x"}


@pytest.mark.parametrize("sandi", ["12345678", "2025-01-01", "true-true", "a\\b-rahasia", "# bukan catatan"])
def test_in_lines_a_password_is_what_is_written(sandi: str) -> None:
    assert baca_sandi(f"# berkas sandi\nDINKES={sandi}\nDISDIK = sandi kedua\n") == {
        "DINKES": sandi,
        "DISDIK": "sandi kedua",
    }


def test_in_toml_it_is_what_toml_says() -> None:
    assert baca_sandi('DINKES = "a\\\\b-rahasia"  # kepala\nDISDIK = \'sandi kedua\'\n') == {
        "DINKES": "a\\b-rahasia", "DISDIK": "sandi kedua",
    }  # fmt: skip


def test_an_empty_file_holds_none() -> None:
    assert baca_sandi("") == baca_sandi("# kosong\n") == {}


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("DINKES rahasia-panjang", "baris 1 bukan"),
        ("A=rahasia-panjang\n=rahasia-panjang", "baris 2 bukan"),
        ("A=rahasi", "sandi A harus 8"),
        ("A=" + "rahasia" * 37, "sandi A harus 8"),
        ("A=rahasia\x07panjang", "tidak tampak"),
        ('A = "rahasia\\u0007panjang"', "tidak tampak"),
        ("A=rahasia-panjang\nA=rahasia-panjang", "dua kali"),
        ("[A]\nB = 'rahasia-panjang'", "sandi A harus teks"),
        ("A = ['rahasia-panjang']", "sandi A harus teks"),
        ("A = 'rahasia-panjang'\nB=rahasia-lain", "baris 2 tanpa tanda petik, baris 1 dengan"),
        ('# x\nB=rahasia-lain\nA = "rahasia-panjang"  # kepala', "baris 2 tanpa tanda petik, baris 3 dengan"),
        ('KEC X="rahasia\\\\panjang"', "baris 1 bukan"),
    ],
)
def test_refusals_say_where_and_show_nothing(teks: str, pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan) as salah:
        baca_sandi(teks)
    assert "rahasi" not in str(salah.value)
