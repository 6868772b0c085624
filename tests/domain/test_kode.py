"""Codes: what is taken as typed, what is refused and with which sentence."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kode import baca_kode


@pytest.mark.parametrize(
    ("tertulis", "kode"),
    [
        ("DINKES", "DINKES"),
        ("  DINKES\t", "DINKES"),
        ("dinkes", "dinkes"),
        ("DPMPTSP_NAKER", "DPMPTSP_NAKER"),
        ("KOM-01-2025A", "KOM-01-2025A"),
        ("2025", "2025"),
        ("a/b.c+d", "a/b.c+d"),
        ("A" * 40, "A" * 40),
    ],
)
def test_taken_as_typed(tertulis: object, kode: str) -> None:
    assert baca_kode(tertulis) == kode


@pytest.mark.parametrize(
    ("tertulis", "sebab"),
    [
        (None, "kode kosong"),
        (2025, "kode tersimpan sebagai angka, bukan teks"),
        (180.0, "kode tersimpan sebagai angka, bukan teks"),
        (True, "kode tersimpan sebagai benar/salah (TRUE/FALSE), bukan teks"),
        (date(2025, 2, 1), "kode tersimpan sebagai tanggal, bukan teks"),
        ("", "kode kosong"),
        ("   ", "kode kosong"),
        ("DINAS KESEHATAN", "tanpa spasi"),
        ("-rf", "hanya boleh"),
        ("../x", "hanya boleh"),
        ("=1+1", "hanya boleh"),
        ("N/A", "kode 'N/A' di dalam berkas berarti kosong"),
        ("null", "berarti kosong"),
        ("KÖDE", "hanya boleh"),
        ("A\nB", "hanya boleh"),
        ("A;B", "hanya boleh"),
        ("20.5.", None),
        ("A" * 41, "terlalu panjang (41 huruf, paling banyak 40)"),
    ],
)
def test_refused_with_a_sentence(tertulis: object, sebab: str | None) -> None:
    if sebab is None:
        assert baca_kode(tertulis) == tertulis
        return
    with pytest.raises(ValueError) as salah:  # noqa: PT011 - the sentence is checked below
        baca_kode(tertulis)
    assert sebab in str(salah.value)


def test_the_noun_is_named() -> None:
    with pytest.raises(ValueError, match=r"^kode periode kosong$"):
        baca_kode("", benda="kode periode")


@given(st.text())
def test_a_code_never_holds_space_or_separator(teks: str) -> None:
    try:
        kode = baca_kode(teks)
    except ValueError:
        return
    assert kode.isascii()
    assert not set(kode) & set(" ;,=\"'\n\t")
    assert not kode.startswith(("-", ".", "/"))
    assert baca_kode(kode) == kode


@pytest.mark.parametrize(
    ("nilai", "sebab"),
    [
        (True, "TRUE/FALSE"),
        (date(2026, 2, 1), "tanggal"),
        (datetime.fromisoformat("2026-02-01"), "tanggal"),
        (1.5, "angka"),
    ],
)
def test_kode_yang_diubah_lembar_kerja_ditolak(nilai: object, sebab: str) -> None:
    with pytest.raises(ValueError, match=f"kode tersimpan sebagai .*{sebab}"):
        baca_kode(nilai)
