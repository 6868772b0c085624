"""The questionnaires: what they ask, how a form is known, and what counts as an answer."""

from __future__ import annotations

from typing import Any

import pytest

from asn_kompetensi.domain.butir import (
    DIEDARKAN,
    JENIS,
    PENILAI,
    baca_jawaban,
    baca_judul,
    baca_nomor,
    baca_penilai,
    butir,
    judul_formulir,
)


def test_butir_setiap_formulir() -> None:
    assert {jenis: len(butir(jenis)) for jenis in JENIS} == {"reaksi": 9, "perilaku": 7}
    semua = [satu.kunci for jenis in JENIS for satu in butir(jenis)]
    assert len(semua) == len(set(semua)), "a column says by itself which form it is of"
    assert all(satu.judul.casefold() == satu.kunci and satu.pernyataan for jenis in JENIS for satu in butir(jenis))
    assert set(DIEDARKAN) < set(PENILAI)
    with pytest.raises(ValueError, match="pilih reaksi atau perilaku"):
        butir("hasil")


def test_judul_menyebut_jenis_dan_versi() -> None:
    for jenis in JENIS:
        assert baca_judul(judul_formulir(jenis)) == (jenis, 1)
    assert baca_judul("Formulir Reaksi Peserta, versi 12") == ("reaksi", 12)
    assert baca_judul("Komunikasi Publik (KOM-01-2025A)") is None


@pytest.mark.parametrize(("isi", "nilai"), [(1, 1), (4.0, 4), ("3", 3), (" 2,0 ", 2), (None, None), ("-", None)])
def test_jawaban_terbaca(isi: Any, nilai: int | None) -> None:
    assert baca_jawaban(isi) == nilai


@pytest.mark.parametrize("isi", [0, 5, 3.5, True, "baik", "34", "²", "٣", -1, 10**9])
def test_jawaban_lain_ditolak(isi: Any) -> None:
    with pytest.raises(ValueError, match="bukan 1, 2, 3, atau 4"):
        baca_jawaban(isi)


def test_penilai_dan_nomor() -> None:
    assert baca_penilai(" Atasan ") == "atasan"
    assert [baca_nomor(satu) for satu in (1, 7.0, "12")] == [1, 7, 12]
    for salah in ("peserta", "", None):
        with pytest.raises(ValueError, match="tidak dikenal"):
            baca_penilai(salah)
    for buruk in (0, -1, 1.5, True, "1a", "9" * 5000, "²"):
        with pytest.raises(ValueError, match="bukan bilangan bulat"):
            baca_nomor(buruk)
