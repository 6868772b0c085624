"""Dates: every spelling seen in files, always day first, nothing guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.tanggal import NAMA_BULAN, baca_lahir, baca_rentang, baca_tanggal, cetak_tanggal, iso

HARI = st.dates(date(1950, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("nilai", "hasil"),
    [
        (date(1980, 3, 12), date(1980, 3, 12)),
        (datetime(1980, 3, 12, 23, 59), date(1980, 3, 12)),  # noqa: DTZ001 - spreadsheets have no zone
        (41802, date(2014, 6, 12)),
        (41802.75, date(2014, 6, 12)),
        ("41802", date(2014, 6, 12)),
        ("41802.0", date(2014, 6, 12)),
        ("41802,0", date(2014, 6, 12)),
        ("12-03-1980", date(1980, 3, 12)),
        ("12/03/1980", date(1980, 3, 12)),
        ("12.03.1980", date(1980, 3, 12)),
        ("2/3/1980", date(1980, 3, 2)),
        ("1980-03-12", date(1980, 3, 12)),
        ("1980/03/12", date(1980, 3, 12)),
        ("2025-01-01 00:00:00", date(2025, 1, 1)),
        ("2025-01-01T08:30", date(2025, 1, 1)),
        ("12 Maret 1980", date(1980, 3, 12)),
        ("25 DEC 1986", date(1986, 12, 25)),
        ("01 OCT 2021", date(2021, 10, 1)),
        ("12-Mar-1980", date(1980, 3, 12)),
        ("PADANG, 12-03-1980", date(1980, 3, 12)),
        ("Senin, 3 Maret 2025", date(2025, 3, 3)),
        ("3 Nopember 2024", date(2024, 11, 3)),
        ("3 Pebruari 2024", date(2024, 2, 3)),
        ("17 Agt 2024", date(2024, 8, 17)),
        ("17 Agustus 2024", date(2024, 8, 17)),
        ("'12-03-1980", date(1980, 3, 12)),
        ("\u00a012-03-1980 ", date(1980, 3, 12)),
        ("29-02-2024", date(2024, 2, 29)),
    ],
)
def test_spellings(nilai: object, hasil: date) -> None:
    assert baca_tanggal(nilai) == hasil


@pytest.mark.parametrize(
    "nilai", [None, "", " ", "-", "null", "...", "0000-00-00", "00/00/0000", "0000-00-00 00:00:00"]
)
def test_empty_marks(nilai: object) -> None:
    assert baca_tanggal(nilai) is None


@pytest.mark.parametrize(
    ("nilai", "alasan"),
    [
        ("31-02-2025", "tidak ada di kalender"),
        ("29-02-2023", "tidak ada di kalender"),
        ("03-13-2025", "tidak ada di kalender"),
        ("2025-13-01", "tidak ada di kalender"),
        ("12-03-80", "dua angka"),
        ("12 Maret 80", "dua angka"),
        ("12-03/1980", "tidak terbaca"),
        ("March 12, 1980", "tidak terbaca"),
        ("12 Marmut 1980", "tidak terbaca"),
        ("20250301", "tidak terbaca"),
        ("besok", "tidak terbaca"),
        ("Senin, 3 s.d. Rabu, 5 Maret 2025", "tidak terbaca"),
        ("12-03-1899", "1900-2100"),
        ("12-03-2101", "1900-2100"),
        ("19999", "bukan tanggal"),
        (19999, "bukan tanggal"),
        (60001, "bukan tanggal"),
        (2025, "bukan tanggal"),
        (float("nan"), "bukan tanggal"),
        (float("inf"), "bukan tanggal"),
        (True, "bukan tanggal"),
        (object(), "bukan tanggal"),
    ],
)
def test_refusals(nilai: object, alasan: str) -> None:
    with pytest.raises(ValueError, match=alasan):
        baca_tanggal(nilai)


@pytest.mark.parametrize(
    ("teks", "acuan", "tahun"),
    [("12-03-84", 1984, 1984), ("12-03-84", 2025, 1984), ("12-03-99", 2001, 1999), ("12-03-05", 1998, 2005)],
)
def test_two_digit_year_takes_the_nearest(teks: str, acuan: int, tahun: int) -> None:
    assert baca_tanggal(teks, tahun_acuan=acuan) == date(tahun, 3, 12)


@given(HARI)
def test_every_day_in_every_form(hari: date) -> None:
    nomor = (hari - date(1899, 12, 30)).days
    bulan = NAMA_BULAN[hari.month - 1]
    bentuk = [f"{hari:%d-%m-%Y}", f"{hari:%d/%m/%Y}", f"{hari:%d.%m.%Y}", hari.isoformat(), cetak_tanggal(hari)]
    bentuk += [f"{hari.day} {bulan.upper()} {hari.year}", f"{hari.day} {bulan[:3]} {hari.year}"]
    assert {baca_tanggal(teks) for teks in bentuk} == {hari}
    if 20_000 <= nomor <= 60_000:
        assert baca_tanggal(nomor) == baca_tanggal(float(nomor)) == baca_tanggal(f"{nomor}.0") == hari


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(teks: str) -> None:
    try:
        hasil = baca_tanggal(teks, tahun_acuan=2000)
    except ValueError as galat:
        assert str(galat).endswith((".", "tahun"))  # noqa: PT017 - both outcomes are fine
    else:
        assert hasil is None or isinstance(hasil, date)


@pytest.mark.parametrize(
    ("teks", "awal", "akhir"),
    [
        ("3 s.d. 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 s/d 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 sd 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 S.D 5 MARET 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3-5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 – 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 sampai dengan 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("Senin, 3 s.d. Rabu, 5 Maret 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("28 Februari - 2 Maret 2025", date(2025, 2, 28), date(2025, 3, 2)),
        ("30 Desember s.d. 2 Januari 2026", date(2025, 12, 30), date(2026, 1, 2)),
        ("30 Desember 2025 s.d. 2 Januari 2026", date(2025, 12, 30), date(2026, 1, 2)),
        ("03-03-2025 s.d. 05-03-2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("2025-03-03 - 2025-03-05", date(2025, 3, 3), date(2025, 3, 5)),
        ("3 Maret 2025", date(2025, 3, 3), date(2025, 3, 3)),
        ("03-05-2025", date(2025, 5, 3), date(2025, 5, 3)),
    ],
)
def test_ranges(teks: str, awal: date, akhir: date) -> None:
    assert baca_rentang(teks) == (awal, akhir)


@pytest.mark.parametrize(
    "teks", ["5 s.d. 3 Maret 2025", "5 Maret s.d. 3 Maret 2025", "31 s.d. 2 Maret 2025", "", "-", "3 s.d.", "x"]
)
def test_bad_ranges(teks: str) -> None:
    with pytest.raises(ValueError, match=r"terbalik|tidak lengkap|tidak terbaca"):
        baca_rentang(teks)


@given(HARI, st.integers(0, 60))
def test_ranges_come_back(awal: date, lama: int) -> None:
    akhir = awal + timedelta(days=lama)
    assert baca_rentang(f"{cetak_tanggal(awal)} s.d. {cetak_tanggal(akhir)}") == (awal, akhir)


def test_printing() -> None:
    assert cetak_tanggal(date(2026, 1, 12)) == "12 Januari 2026"


def test_iso() -> None:
    assert (iso(date(2025, 1, 2)), iso(None)) == ("2025-01-02", None)


@pytest.mark.parametrize("nilai", [27_703, 27_703.0, "27703", "27703.0"])
def test_nomor_hari_sejak_1904(nilai: object) -> None:
    assert baca_tanggal(nilai, sejak_1904=True) == date(1979, 11, 6)
    assert baca_tanggal(nilai) == date(1975, 11, 5)
    assert baca_tanggal("05-11-1979", sejak_1904=True) == date(1979, 11, 5)


@pytest.mark.parametrize(
    "teks",
    [
        "PADANG\n05-11-1979", "Padang/05-11-1979", "PADANG, 5 Nopember 1979", "Padang 05/11/1979", "Padang, 05-11-1979",
        "SAWAHLUNTO / 1979-11-05", "Lubuk Sikaping - 05.11.1979", "05-11-1979", "5 NOP 79", "Kab. Solok, 05/11/79",
        "Padang: 5-11-1979", "05-11-1979 / PADANG", "5 November 1979, Padang", "'PADANG, 05 - 11 - 1979",
        "Koto 7, 05-11-1979", "KOTO VII 05-11-1979", "PADANG, 05-11-1979 00:00:00",
    ],
)  # fmt: skip
def test_tempat_dan_tanggal_lahir(teks: str) -> None:
    assert baca_lahir(teks, tahun_acuan=1979) == date(1979, 11, 5)


@pytest.mark.parametrize("teks", ["Padang", "Padang, 1979", "PADANG 31-02-1979", "Padang / Solok, 11-1979"])
def test_tempat_tanpa_tanggal_yang_terbaca(teks: str) -> None:
    with pytest.raises(ValueError, match=r"tulis seperti|tidak ada di kalender|bukan tanggal"):
        baca_lahir(teks)


def test_tempat_hanya_di_tanggal_lahir() -> None:
    with pytest.raises(ValueError, match="tidak terbaca"):
        baca_tanggal("sebelum 05-11-1979")


@pytest.mark.parametrize("teks", ["A" + ". " * 16_000 + "x", "1-" * 16_000 + "1", "A" + " , " * 16_000, "1. " * 16_000])
def test_teks_sepanjang_apa_pun_segera_ditolak(teks: str) -> None:
    mulai = process_time()
    for baca in (baca_tanggal, baca_lahir, baca_rentang):
        with pytest.raises(ValueError, match="tidak terbaca"):
            baca(teks)
    assert process_time() - mulai < 5


@pytest.mark.parametrize(
    ("teks", "urutan"),
    [("2025-13-01", "tahun-bulan-hari"), ("2025-02-30 10:00:00", "tahun-bulan-hari"),
     ("Senin, 2025-02-30", "tahun-bulan-hari"), ("31-02-2025", "hari-bulan-tahun")],
)  # fmt: skip
def test_tanggal_yang_tidak_ada_disebut_menurut_urutan_tulisannya(teks: str, urutan: str) -> None:
    with pytest.raises(ValueError, match=f"tidak ada di kalender; urutannya {urutan}"):
        baca_tanggal(teks)
