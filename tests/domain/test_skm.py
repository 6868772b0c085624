"""The survey's arithmetic against published numbers, and what is no answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from asn_kompetensi.domain import skm
from asn_kompetensi.domain.skm import Angka

SEMBILAN = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana",
)  # fmt: skip
# The table of Krejcie and Morgan (1970), but for its last row.
TABEL = """10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70 90 73 95 76
100 80 110 86 120 92 130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136 220 140 230 144 240 148
250 152 260 155 270 159 280 162 290 165 300 169 320 175 340 181 360 186 380 191 400 196 420 201 440 205 460 210 480 214
500 217 550 226 600 234 650 242 700 248 750 254 800 260 850 265 900 269 950 274 1000 278 1100 285 1200 291 1300 297
1400 302 1500 306 1600 310 1700 313 1800 317 1900 320 2000 322 2200 327 2400 331 2600 335 2800 338 3000 341 3500 346
4000 351 4500 354 5000 357 6000 361 7000 364 8000 367 9000 368 10000 370 15000 375 20000 377 30000 379 40000 380
50000 381 75000 382 1000000 384"""


def _rata(banyak: int, jumlah: int, penjawab: int) -> dict[str, Angka]:
    return dict.fromkeys(skm.kunci_unsur(banyak), Angka(jumlah, penjawab))


def test_dua_formulir() -> None:
    assert skm.kunci_unsur(9) == SEMBILAN
    assert len(set(skm.kunci_unsur(14))) == 14
    assert [satu.nama for satu in skm.unsur(9)][7:] == [
        "Penanganan Pengaduan, Saran dan Masukan",
        "Sarana dan Prasarana",
    ]
    with pytest.raises(KeyError):
        skm.unsur(10)


def test_sampel_seperti_tabelnya() -> None:
    angka = [int(satu) for satu in TABEL.split()]
    tabel = dict(zip(angka[::2], angka[1::2], strict=True))
    assert {populasi: skm.sampel(populasi) for populasi in tabel} == tabel


def test_sampel_di_tepi() -> None:
    assert skm.sampel(1) == 1
    assert skm.sampel(100_000) == 383, "the formula; the printed table has 384"
    assert all(skm.sampel(n) <= n for n in range(1, 500))


def test_contoh_terbitan_bobot_tepat_dan_bobot_cetak() -> None:
    """44 respondents, 1.449 points: 91,48 with 1/9, and the 90,56 that the printed weight makes of it."""
    jawaban = _rata(9, 161, 44)
    assert skm.hitung(9, jawaban).ikm == Decimal("91.48")
    assert skm.hitung(9, jawaban, "0,11").ikm == Decimal("90.56")
    assert skm.hitung(9, jawaban, "0.11").bobot == Fraction(11, 100)


@pytest.mark.parametrize(("banyak", "kebijakan", "penuh"), [
    (9, "seragam", "100.00"), (9, " Seragam ", "100.00"), (9, "0,11", "99.00"),
    (14, "seragam", "100.00"), (14, "0,11", "99.40"), (14, "0,071", "99.40"),
])  # fmt: skip
def test_nilai_tertinggi(banyak: int, kebijakan: str, penuh: str) -> None:
    hasil = skm.hitung(banyak, _rata(banyak, 40, 10), kebijakan)
    assert (hasil.ikm, hasil.mutu, hasil.kinerja) == (Decimal(penuh), "A", "Sangat Baik")


@pytest.mark.parametrize("kebijakan", ["", "sama", "0", "-0,1", "0,12", "1", "nan", "inf", "0,1,1"])
def test_bobot_yang_bukan_bobot(kebijakan: str) -> None:
    with pytest.raises(ValueError, match="bobot_skm"):
        skm.bobot(9, kebijakan)


@pytest.mark.parametrize(("ikm", "banyak", "mutu"), [
    ("100", 9, ("A", "Sangat Baik")), ("88.31", 9, ("A", "Sangat Baik")), ("88.30", 9, ("B", "Baik")),
    ("76.61", 9, ("B", "Baik")), ("76.60", 9, ("C", "Kurang Baik")), ("65.00", 9, ("C", "Kurang Baik")),
    ("64.99", 9, ("D", "Tidak Baik")), ("25", 9, ("D", "Tidak Baik")),
    ("81.26", 14, ("A", "Sangat Baik")), ("81.25", 14, ("B", "Baik")), ("62.51", 14, ("B", "Baik")),
    ("62.50", 14, ("C", "Kurang Baik")), ("43.76", 14, ("C", "Kurang Baik")), ("43.75", 14, ("D", "Tidak Baik")),
])  # fmt: skip
def test_mutu_di_batasnya(ikm: str, banyak: int, mutu: tuple[str, str]) -> None:
    assert skm.mutu(Decimal(ikm), banyak) == mutu


def test_dibulatkan_dahulu_baru_digolongkan() -> None:
    """88,305 is below 88,31 and becomes it: an A. The sum of the means is 31,7898 = 88,305 x 9 / 25."""
    jawaban = _rata(9, 35322, 10_000)
    hasil = skm.hitung(9, jawaban)
    assert sum(satu for satu in hasil.nrr.values() if satu) * 25 / 9 == Fraction(88305, 1000)
    assert (hasil.ikm, hasil.mutu) == (Decimal("88.31"), "A")


def test_jawaban_kosong_bukan_nol() -> None:
    """Each unsur has its own respondents; one that nobody answered leaves no index."""
    jawaban = _rata(9, 30, 10) | {"sarana": Angka(8, 2)}
    hasil = skm.hitung(9, jawaban)
    assert hasil.nrr["sarana"] == 4
    assert hasil.ikm == Decimal("77.78"), "(8 x 3 + 4) / 9 x 25"
    kosong = skm.hitung(9, {kunci: isi for kunci, isi in jawaban.items() if kunci != "biaya"})
    assert kosong.nrr["biaya"] is None
    assert (kosong.ikm, kosong.mutu, kosong.kinerja) == (None, None, None)


@pytest.mark.parametrize(("sel", "nilai"), [
    (1, 1), (4.0, 4), ("3", 3), (" 2 ", 2), ("4,0", 4), ("4.00", 4), (None, None), ("", None), ("-", None),
])  # fmt: skip
def test_jawaban(sel: object, nilai: int | None) -> None:
    assert skm.baca_nilai(sel) == nilai


@pytest.mark.parametrize("sel", [
    0, 5, -1, 3.5, "3,5", "x", "empat", True, "1e0", float("nan"), float("inf"), "٣", "0", "99999999", date(2025, 1, 3),
])  # fmt: skip
def test_bukan_jawaban(sel: object) -> None:
    with pytest.raises(ValueError, match="bukan 1, 2, 3, atau 4"):
        skm.baca_nilai(sel)


@pytest.mark.parametrize(("teks", "kunci"), [
    ("sarana", "sarana"), ("Biaya/Tarif", "biaya"), ("PENANGANAN PENGADUAN, SARAN DAN MASUKAN", "pengaduan"),
    ("Tanggung Jawab", "tanggung_jawab"), ("tanggung_jawab", "tanggung_jawab"),
])  # fmt: skip
def test_unsur_dari_kunci_dan_nama(teks: str, kunci: str) -> None:
    assert skm.baca_unsur(teks) == kunci


@pytest.mark.parametrize(("teks", "sebab"), [("U8", "hanya nomor"), ("8", "hanya nomor"), ("umur", "tidak dikenal")])
def test_unsur_tidak_dari_nomor(teks: str, sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        skm.baca_unsur(teks)


def test_bentuk_dari_kuncinya() -> None:
    assert skm.bentuk(SEMBILAN) == 9
    assert skm.bentuk(("prosedur", "persyaratan")) == 9
    assert skm.bentuk(skm.kunci_unsur(14)) == 14
    with pytest.raises(ValueError, match="tercampur"):
        skm.bentuk(("sarana", "keamanan"))
    with pytest.raises(ValueError, match="'umur' tidak dikenal"):
        skm.bentuk(("sarana", "umur"))


@pytest.mark.parametrize(("kode", "mulai", "selesai"), [
    ("2025", date(2025, 1, 1), date(2025, 12, 31)), ("2025-1", date(2025, 1, 1), date(2025, 6, 30)),
    ("2025-2", date(2025, 7, 1), date(2025, 12, 31)), ("2025-S2", date(2025, 7, 1), date(2025, 12, 31)),
    ("2025-TW1", date(2025, 1, 1), date(2025, 3, 31)), ("2025-tw2", date(2025, 4, 1), date(2025, 6, 30)),
    ("2024-TW4", date(2024, 10, 1), date(2024, 12, 31)), ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
])  # fmt: skip
def test_rentang_dari_kode(kode: str, mulai: date, selesai: date) -> None:
    assert skm.rentang(kode) == (mulai, selesai)


@pytest.mark.parametrize("kode", ["2025-3", "awal", "25-1", "0001", "9999", "2025-TW5", "2025-1-1"])
def test_kode_tanpa_rentang(kode: str) -> None:
    assert skm.rentang(kode) is None
