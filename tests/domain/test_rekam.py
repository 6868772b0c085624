"""Performance, discipline, potential, education: many spellings, few words."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.rekam import (
    EKSPEKTASI,
    HAL,
    HUKUMAN,
    PILIHAN,
    PREDIKAT,
    baca,
    baca_ekspektasi,
    baca_hal,
    predikat,
    terberat,
)

SALAH = {
    "kinerja": ["", "bagus", "-1", "100,5", "101", "1e3", "nan", "inf", "4 dari 5", "tinggi"],
    "disiplin": ["", "pernah", "0", "tidak ada", "baik", "sangat berat"],
    "potensi": ["", "3", "baik", "sangat tinggi"],
    "pendidikan": ["", "S-4", "S", "profesi", "D-5", "kuliah", "S11", "SMAN 1 Talawi?x", "MA"],
}
EJAAN = {
    "kinerja": {
        "Sangat Baik": "sangat_baik", "SANGAT_BAIK": "sangat_baik", "baik": "baik", "Predikat Kinerja Baik": "baik",
        "Butuh Perbaikan": "butuh_perbaikan", "cukup": "butuh_perbaikan", "Kurang": "kurang",
        "sangat kurang": "sangat_kurang", "Buruk": "sangat_kurang",
    },
    "disiplin": {
        "Tidak Pernah": "tidak_pernah", "tidak pernah dijatuhi hukuman disiplin": "tidak_pernah", "Ringan": "ringan",
        "Hukuman Disiplin Tingkat Sedang": "sedang", "hukuman berat": "berat",
    },
    "potensi": {"Tinggi": "tinggi", "menengah": "menengah", "sedang": "menengah", "Potensial rendah": "rendah"},
    "pendidikan": {
        "S3": "S-3", "S-3/Doktor": "S-3", "Strata III": "S-3", "Doktor": "S-3",
        "S2": "S-2", "s-2": "S-2", "S II": "S-2", "Magister Manajemen": "S-2",
        "S1": "S-1/D-IV", "S-1/Sarjana": "S-1/D-IV", "D-IV": "S-1/D-IV", "D4": "S-1/D-IV", "Diploma IV": "S-1/D-IV",
        "Sarjana": "S-1/D-IV", "S-1 Akuntansi": "S-1/D-IV", "S1/D4": "S-1/D-IV", "D.IV Kebidanan": "S-1/D-IV",
        "D3": "D-III", "Diploma III/Sarjana Muda": "D-III", "Sarjana Muda": "D-III", "D-III Keperawatan": "D-III",
        "D-II": "D-II/D-I/SLTA", "D1": "D-II/D-I/SLTA", "SMA": "D-II/D-I/SLTA", "SLTA Kejuruan": "D-II/D-I/SLTA",
        "SMK": "D-II/D-I/SLTA", "Diploma II": "D-II/D-I/SLTA", "slta": "D-II/D-I/SLTA",
        "SD": "di bawah SLTA", "Sekolah Dasar": "di bawah SLTA", "SLTP": "di bawah SLTA", "SMP": "di bawah SLTA",
        "DI BAWAH SLTA": "di bawah SLTA", "SLTP Kejuruan": "di bawah SLTA",
    },
}  # fmt: skip


@pytest.mark.parametrize(("hal", "tulisan"), [(hal, satu) for hal, isi in SALAH.items() for satu in isi])
def test_no_word_of_that_matter(hal: str, tulisan: str) -> None:
    with pytest.raises(ValueError, match=rf"^{hal} '.*(Pilihannya|predikatnya): {PILIHAN[hal][0]}"):
        baca(hal, tulisan)


@pytest.mark.parametrize("tulisan", ["", "ip", "kinerja2", "gaji"])
def test_no_matter(tulisan: str) -> None:
    with pytest.raises(ValueError, match="tidak dapat dicatat"):
        baca_hal(tulisan)


@pytest.mark.parametrize("tulisan", ["", "atas", "jauh di atas", "di samping"])
def test_no_expectation(tulisan: str) -> None:
    with pytest.raises(ValueError, match="Pilihannya: di_bawah, sesuai, di_atas"):
        baca_ekspektasi(tulisan)


def test_spellings() -> None:
    for hal, isi in EJAAN.items():
        assert {tulisan: baca(hal, tulisan) for tulisan in isi} == isi
    assert [baca_hal(satu.upper()) for satu in HAL] == list(HAL)


def test_what_is_kept_reads_as_itself() -> None:
    assert all(baca(hal, kata) == kata for hal, pilihan in PILIHAN.items() for kata in pilihan)


@pytest.mark.parametrize(
    ("angka", "kata"),
    [("100", "sangat_baik"), ("91", "sangat_baik"), ("90,99", "baik"), ("76", "baik"), ("75.5", "butuh_perbaikan"),
     ("61", "butuh_perbaikan"), ("60,5", "kurang"), ("51", "kurang"), ("50,5", "sangat_kurang"),
     ("50", "sangat_kurang"), ("0", "sangat_kurang")],
)  # fmt: skip
def test_numbers_of_old_years(angka: str, kata: str) -> None:
    assert baca("kinerja", angka) == kata


def test_matrix_of_results_and_behaviour() -> None:
    """All nine, row by row as the regulation prints them: behaviour below, as, above expectation."""
    tabel = {
        "di_atas": ("kurang", "baik", "sangat_baik"),
        "sesuai": ("kurang", "baik", "baik"),
        "di_bawah": ("sangat_kurang", "butuh_perbaikan", "butuh_perbaikan"),
    }
    for hasil, baris in tabel.items():
        assert tuple(predikat(hasil, perilaku) for perilaku in EKSPEKTASI) == baris
    for satu in ("Di Atas Ekspektasi", "diatas", "di_atas"):
        assert baca_ekspektasi(satu) == "di_atas"


def test_worst_punishment() -> None:
    assert terberat(["ringan", "tidak_pernah", "berat", "sedang"]) == "berat"
    assert [terberat([satu]) for satu in HUKUMAN] == list(HUKUMAN)
    assert PREDIKAT[0] == "sangat_baik"
