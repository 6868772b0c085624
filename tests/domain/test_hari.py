"""Which day of the class a heading names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asn_kompetensi.domain.hari import cocokkan_hari, status_kolom

KELAS = [date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)]
DUA_MINGGU = [date(2025, 3, 3) + timedelta(days=k) for k in range(14)]
RAGU = -1


def _hari(sebutan: list[str], kelas: list[date] = KELAS) -> list[int | None]:
    """Days of the month; None outside the class, RAGU in doubt."""
    return [RAGU if satu.ragu else satu.tanggal.day if satu.tanggal else None for satu in cocokkan_hari(sebutan, kelas)]


@pytest.mark.parametrize(
    ("sebutan", "harap"),
    [
        (["2025-03-03", "2024-03-03", "2025-03-06"], [3, None, None]),
        (["--03-04", "--04-03"], [4, None]),
        (["---05", "---06"], [5, None]),
        (["#1", "#3", "#4", "#0"], [3, 5, None, None]),
        (["@3", "@4"], [5, None]),
        (["serial45719", "serial44257"], [3, None]),
        (["2025-03-03~2", "!", "!~2"], [3, None, None]),
        (["#1;--03-03", "#2;--03-03", "#1;--03-10", "#4;--03-04"], [3, RAGU, RAGU, RAGU]),
        (["@1;2025-03-03", "@2;2025-03-03", "@1;2025-03-10"], [3, RAGU, None]),
        (["#1;@1;2025-03-03", "#1;@2;2025-03-03"], [3, RAGU]),
        (["2025-03-03;sesi-pagi", "2025-03-03;=sakit"], [3, 3]),
        (["sesi-1"], [RAGU]),
        # by value below Tanggal, as the ordinal below Hari ke; a whole sheet's month only brings its own days
        (["angka3t", "angka4t", "angka5t"], [3, 4, 5]),
        ([f"angka{k}t" for k in range(1, 32)], [None, None, 3, 4, 5, *[None] * 26]),
        (["angka10t", "angka11t"], [None, None]),
        (["angka1t", "angka2t", "angka3t"], [RAGU, RAGU, RAGU]),
        (["angka1h", "angka3h"], [3, 5]),
        (["angka3h", "angka4h", "angka5h"], [RAGU, RAGU, RAGU]),
        (["angka1", "angka2", "angka3"], [3, 4, 5]),
        (["angka3", "angka4", "angka5"], [3, 4, 5]),
        (["angka3"], [RAGU]),
    ],
)
def test_hari_kelas_yang_disebut_judul(sebutan: list[str], harap: list[int | None]) -> None:
    assert _hari(sebutan) == harap


def test_angka_yang_sama_artinya_tidak_diragukan() -> None:
    awal_bulan = [date(2025, 4, 1), date(2025, 4, 2)]
    assert _hari(["angka1", "angka2"], awal_bulan) == [1, 2]
    assert _hari(["sesi-1", "sesi-2"], [date(2025, 4, 1)]) == [1, 1]


def test_hari_bernama_dua_kali_diragukan() -> None:
    assert _hari(["@1", "@1;---10", "---03"], DUA_MINGGU) == [RAGU, 10, 3]


def test_keraguan_menyebut_kedua_bacaan() -> None:
    urut, angka, ganda, luar = (
        satu.ragu for satu in cocokkan_hari(["#2;--03-03", "angka3", "sesi-1", "#1;--03-10"], KELAS)
    )
    assert urut == "hari ke-2 adalah 2025-03-04, tetapi tanggal 03-03 adalah 2025-03-03"
    assert angka == "bisa berarti hari ke-3 atau tanggal 3"
    assert ganda == "bisa berarti 2025-03-03 atau 2025-03-04 atau 2025-03-05"
    assert luar == "hari ke-1 adalah 2025-03-03, tetapi tanggal 03-10 di luar kelas"


def test_kolom_yang_dicentang_untuk_satu_keadaan() -> None:
    semua = ("2025-03-03;=sakit~2", "2025-03-03;sesi-pagi", "!")
    assert [status_kolom(satu) for satu in semua] == ["sakit", None, None]


def test_nomor_seri_menurut_awal_hitungan_buku_kerja() -> None:
    temuan = cocokkan_hari(["serial45719", "serial44257", "#2;serial44258"], KELAS, sejak_1904=True)
    assert [satu.tanggal for satu in temuan] == [None, *KELAS[:2]]


def test_nomor_hari_yang_melampaui_kalender_bukan_hari_kelas() -> None:
    polos, berdua = cocokkan_hari(["serial59500", "#2;serial59500"], KELAS, sejak_1904=True)
    assert (polos.tanggal, polos.ragu) == (None, "")
    assert berdua.tanggal is None
    assert berdua.ragu == "hari ke-2 adalah 2025-03-04, tetapi angka tanggalnya di luar kelas"
