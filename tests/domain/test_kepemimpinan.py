"""Which level a leadership course is for."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.kepemimpinan import DIKLAT, diklat
from asn_kompetensi.domain.kursus import STRUKTURAL

NAMA = {
    "PKN I": ["PKN Tingkat I", "PKN I", "Diklat PIM I", "Pelatihan Kepemimpinan Nasional Tingkat I", "SEPATI", "PIM 1"],
    "PKN II": ["PKN Tk. II", "Diklatpim Tingkat II", "Pelatihan Kepemimpinan Nasional Tk II Angkatan I", "SPAMEN",
               "DIKLAT KEPEMIMPINAN TINGKAT II", "PIM-II", "Diklatpim 2"],
    "PKA": ["PKA", "Pelatihan Kepemimpinan Administrator Angkatan IV", "Diklat PIM III", "Diklatpim Tk.III", "SPAMA",
            "Pelatihan Kepemimpinan Tingkat III", "DiklatPim 3"],
    "PKP": ["PKP Angkatan II", "Pelatihan Kepemimpinan Pengawas", "Diklatpim IV", "Diklat Kepemimpinan Tk. IV", "ADUM",
            "PIM IV (Pengawas)"],
}  # fmt: skip


@pytest.mark.parametrize(
    "nama",
    ["", "Diklat Kepemimpinan", "Diklat Struktural lainnya", "SEPADA", "SESPIM", "Kepemimpinan Tingkat V", "PIM IIII",
     "Pelatihan Kepemimpinan Pemuda", "PKA dan PKP", "Diklatpim III dan IV Diklatpim IV"],
)  # fmt: skip
def test_a_name_that_does_not_say(nama: str) -> None:
    assert diklat(nama) is None


def test_names_of_all_times() -> None:
    for kode, semua in NAMA.items():
        assert {nama: diklat(nama) for nama in semua} == dict.fromkeys(semua, kode)


def test_names_that_siasn_numbers_stand_for() -> None:
    assert [diklat(STRUKTURAL[satu]) for satu in "12345678"] == [
        None, "PKP", "PKA", "PKN II", "PKN I", None, "PKN I", None,
    ]  # fmt: skip


def test_every_structural_level_asks_for_one() -> None:
    assert set(DIKLAT.values()) == set(NAMA)
