"""The nine boxes."""

from __future__ import annotations

from decimal import Decimal

from asn_kompetensi.domain.kotak import nomor, semua, tempatkan, tingkat_kinerja
from asn_kompetensi.domain.rekam import PREDIKAT

BATAS = Decimal(90), Decimal(70)


def test_nobody_without_both() -> None:
    assert tempatkan("baik", None, BATAS) is None
    assert tempatkan(None, "tinggi", BATAS) is None


def test_all_nine_along_the_diagonals() -> None:
    tabel = [[nomor(y, x) for x in ("rendah", "menengah", "tinggi")] for y in ("di_atas", "sesuai", "di_bawah")]
    assert tabel == [[4, 7, 9], [2, 5, 8], [1, 3, 6]]


def test_ratings_on_the_axis() -> None:
    def letak(atas: int, sesuai: int) -> list[str]:
        return [tingkat_kinerja(satu, Decimal(atas), Decimal(sesuai)) for satu in PREDIKAT]

    assert letak(90, 70) == ["di_atas", "sesuai", "di_bawah", "di_bawah", "di_bawah"]
    assert letak(80, 60) == ["di_atas", "di_atas", "sesuai", "di_bawah", "di_bawah"]  # what another agency has set


def test_names_say_what_the_box_is() -> None:
    sebutan = {"di_atas": "di atas", "sesuai": "sesuai", "di_bawah": "di bawah"}
    for y, kinerja in sebutan.items():
        for potensi in ("rendah", "menengah", "tinggi"):
            kotak = semua()[nomor(y, potensi)]
            assert kotak.nama == f"Kinerja {kinerja} ekspektasi dan potensial {potensi}"
            assert kotak.rekomendasi
    satu = tempatkan("sangat_baik", "tinggi", BATAS)
    assert satu is not None
    assert (satu.nomor, satu.rekomendasi[:14]) == (9, "dipromosikan d")
