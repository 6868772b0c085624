from __future__ import annotations

import pytest

from asn_kompetensi.tabular.tabel import Kolom, Tabel


@pytest.mark.parametrize(
    ("kolom", "kepala"),
    [
        (Kolom("nama_jabatan"), "Nama jabatan"),
        (Kolom("nip"), "NIP"),
        (Kolom("jpm_mentah"), "JPM mentah"),
        (Kolom("nama_opd"), "Nama OPD"),
        (Kolom("di_bawah", judul="< standar"), "< standar"),
        (Kolom("x", judul=""), ""),
    ],
)
def test_heading_for_people(kolom: Kolom, kepala: str) -> None:
    assert kolom.kepala == kepala


def test_bare_names_become_columns_and_rows_are_not_consumed() -> None:
    baris = iter([(1, 2)])
    tabel = Tabel.dari(["a", Kolom("b", angka=True)], baris, "Judul")
    assert tabel.nama == ("a", "b")
    assert tabel.kolom[1].angka
    assert next(iter(tabel.baris)) == (1, 2)
    assert tabel.judul == "Judul"
