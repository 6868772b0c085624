"""Marks, days, scores and the attendance that suffices."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kehadiran import (
    STATUS,
    baca_centang,
    baca_skor,
    baca_status,
    baca_tanda,
    cetak_skor,
    cukup_hadir,
    hari_kelas,
    persen_hadir,
)


@pytest.mark.parametrize(
    ("tanda", "status", "kode"),
    [
        *(
            (t, "hadir", None)
            for t in ("V", "v", "✓", "√", "✔", "H", "h", "Hadir", " HADIR ", "1", 1, 1.0, True, "✔️", "✅")
        ),
        *((t, "sakit", None) for t in ("S", "s", "Sakit")),
        *((t, "izin", None) for t in ("I", "Izin", "ijin")),
        *((t, "alpa", None) for t in ("A", "Alpa", "alpha")),
        *((t, "alpa", "KODE_TK") for t in ("TK", "tk", "T.K.", "Tanpa Keterangan")),
        *((t, "dinas", None) for t in ("D", "DL", "Dinas", "dinas luar", "Tugas Luar")),
        *((t, None, None) for t in (None, "", "  ", "-", "...", "null", "1 .........", "12. ____", "………")),
        *((t, None, "KEHADIRAN_TIDAK_DIKENAL") for t in ("x", "X", "?", "VV", 0, 2, 0.5, False, date(2025, 3, 3))),
    ],
)
def test_tanda_dibaca_seperti_ditulis(tanda: Any, status: str | None, kode: str | None) -> None:
    hasil = baca_tanda(tanda)
    assert (hasil.status, hasil.kode) == (status, kode)


@pytest.mark.parametrize(
    ("isi", "status"),
    [
        ("√", "sakit"), ("v", "sakit"), (1, "sakit"), ("S", "sakit"), ("sakit", "sakit"), (0, None), (None, None),
        ("H", "?"), ("I", "?"), ("x", "?"), (2, "?"),
    ],
)  # fmt: skip
def test_centang_di_kolom_sakit(isi: Any, status: str | None) -> None:
    hasil = baca_centang(isi, "sakit")
    assert (hasil.status, bool(hasil.kode)) == ((None, True) if status == "?" else (status, False))


def test_tanda_huruf_s_bukan_hadir() -> None:
    assert {baca_tanda(satu).status for satu in STATUS} == set(STATUS)


@pytest.mark.parametrize(
    ("tanda", "saran"),
    [
        ("Cuti", "Cuti bukan status"), ("C", "Cuti bukan status"), ("TL", "tugas luar atau terlambat"),
        ("TH", "Tulis sebabnya"), ("08.00", "Jam belum berarti hadir"), ("07:31:05", "Jam belum berarti hadir"),
        ("x", "Isi V, S, I, A, atau D"), (0, "Isi V, S, I, A, atau D"),
    ],
)  # fmt: skip
def test_tanda_yang_meragukan_ditahan_dengan_jalan_keluarnya(tanda: Any, saran: str) -> None:
    hasil = baca_tanda(tanda)
    assert (hasil.status, hasil.kode) == (None, "KEHADIRAN_TIDAK_DIKENAL")
    assert saran in hasil.saran


@pytest.mark.parametrize("teks", ["datang", "x", "", "-"])
def test_status_tak_dikenal_menyebut_pilihan(teks: str) -> None:
    with pytest.raises(ValueError, match="pilih hadir, izin, sakit, alpa, dinas"):
        baca_status(teks)


def test_status_boleh_kata_atau_tanda() -> None:
    assert [baca_status(satu) for satu in ("hadir", "S", "Izin")] == ["hadir", "sakit", "izin"]


def test_hari_kelas_termasuk_kedua_ujung() -> None:
    assert hari_kelas(date(2025, 2, 27), date(2025, 3, 1)) == [date(2025, 2, 27), date(2025, 2, 28), date(2025, 3, 1)]
    assert hari_kelas(date(2025, 3, 3), date(2025, 3, 3)) == [date(2025, 3, 3)]
    assert hari_kelas(date(2025, 3, 4), date(2025, 3, 3)) == []


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_banyak_hari(mulai: date, lama: int) -> None:
    assert len(hari_kelas(mulai, mulai + timedelta(days=lama))) == lama + 1


@pytest.mark.parametrize(
    ("hadir", "hari", "cukup"),
    [(4, 5, True), (3, 4, False), (0, 5, False), (799, 1000, False), (800, 1000, True), (0, 0, False)],
)
def test_batas_kehadiran_tepat_dan_tanpa_pembulatan(hadir: int, hari: int, cukup: bool) -> None:
    assert cukup_hadir(hadir, hari, Decimal(80)) is cukup


def test_batas_kehadiran_tidak_dibulatkan_ke_atas() -> None:
    # 66,666 % shows as 66,67 but does not reach it.
    assert persen_hadir(2, 3) == Decimal("66.67")
    assert not cukup_hadir(2, 3, Decimal("66.67"))
    assert cukup_hadir(2, 3, Decimal("66.66"))


def test_persen_tanpa_hari() -> None:
    assert persen_hadir(0, 0) is None
    assert persen_hadir(0, 3) == 0


@pytest.mark.parametrize(
    ("nilai", "ratus", "kode"),
    [
        (60, 6000, None), (60.0, 6000, None), ("55", 5500, None), ("72,5", 7250, None), ("72.5", 7250, None),
        (72.1, 7210, None), (0, 0, None), (100, 10000, None), ("'80", 8000, None), (Decimal("80.25"), 8025, None),
        (None, None, None), ("-", None, None), ("", None, None),
        (110, None, "NILAI_LUAR_SKALA"), ("100,01", None, "NILAI_LUAR_SKALA"), (-1, None, "NILAI_LUAR_SKALA"),
        (1e300, None, "NILAI_LUAR_SKALA"), (72.555, None, "NILAI_DESIMAL"), ("72,555", None, "NILAI_DESIMAL"),
        ("baik", None, "NILAI_BUKAN_ANGKA"), (True, None, "NILAI_BUKAN_ANGKA"), ("1.000,5", None, "NILAI_BUKAN_ANGKA"),
        (float("nan"), None, "NILAI_BUKAN_ANGKA"), (float("inf"), None, "NILAI_BUKAN_ANGKA"),
        (date(2025, 3, 3), None, "NILAI_BUKAN_ANGKA"), ("８0", None, "NILAI_BUKAN_ANGKA"),
    ],
)  # fmt: skip
def test_skor(nilai: Any, ratus: int | None, kode: str | None) -> None:
    hasil = baca_skor(nilai, 10000)
    assert (hasil.ratus, hasil.kode) == (ratus, kode)
    assert bool(hasil.pesan) is (kode is not None)


def test_pesan_skala_menyebut_maksimum_kelas() -> None:
    assert baca_skor(110, 10000).pesan == "nilai 110 di luar 0 sampai 100"
    assert baca_skor("5,5", 450).pesan == "nilai 5,5 di luar 0 sampai 4,5"
    assert baca_skor(-1, None).pesan == "nilai -1 di luar 0 ke atas"


@given(st.integers(0, 10000))
def test_skor_pulang_pergi(ratus: int) -> None:
    assert baca_skor(cetak_skor(ratus), 10000).ratus == ratus
    assert baca_skor(str(cetak_skor(ratus)).replace(".", ","), 10000).ratus == ratus
