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
    ],
)
def test_refusals_say_where_and_show_nothing(teks: str, pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan) as salah:
        baca_sandi(teks)
    assert "rahasi" not in str(salah.value)
