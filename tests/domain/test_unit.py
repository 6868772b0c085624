"""Units as files write them, whichever way a path runs."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.unit import PencariUnit, perangkat_daerah, segmen_unit

UNIT = (
    (1, "DINKES", "Dinas Kesehatan"),
    (2, "RSUD", "RSUD Sawahlunto"),
    (3, "DISDIK", "Dinas Pendidikan"),
    (4, "PKM", "Puskesmas Kolok"),
    (5, "BKAD", "Badan Keuangan dan Aset Daerah"),
    (6, "TU", "Tata Usaha - Umum"),
)


def pencari(instansi: str | None = "Pemerintah Kota Sawahlunto") -> PencariUnit:
    kamus = Kamus("perangkat daerah", "asn opd daftar", [Entri(n, k, e) for n, k, nama in UNIT for e in (k, nama)])
    return PencariUnit(kamus, {1: None, 2: 1, 3: None, 4: None, 5: None, 6: 5}, instansi)


@pytest.mark.parametrize(
    ("jalur", "ruas"),
    [
        ("Dinas X", ["Dinas X"]),
        (" SEKSI A / BIDANG B /DINAS C/ ", ["SEKSI A", "BIDANG B", "DINAS C"]),
        ("A > B", ["A", "B"]),
        ("A \\ B | C", ["A", "B", "C"]),
        ("SEKSI A / DINAS C / PEMERINTAH KOTA S", ["SEKSI A", "DINAS C", "PEMERINTAH KOTA S"]),
        ("Pemerintah Kota S / DINAS C / SEKSI A", ["SEKSI A", "DINAS C", "Pemerintah Kota S"]),
        ("PEMKO S/DINAS C", ["DINAS C", "PEMKO S"]),
        ("Pemerintah Kota S", ["Pemerintah Kota S"]),
        ("A - B", ["A", "B"]),
        ("A -> B", ["A", "B"]),
        ("Non-Formal", ["Non-Formal"]),
        ("KOTA S/DINAS C/SEKSI A", ["SEKSI A", "DINAS C", "KOTA S"]),
        ("Pemkot S - Dinas C", ["Dinas C", "Pemkot S"]),
        ("Dinas C / Bidang B / Seksi A", ["Seksi A", "Bidang B", "Dinas C"]),
        ("Seksi A / Bidang B / Dinas C", ["Seksi A", "Bidang B", "Dinas C"]),
        ("//", []),
        ("", []),
    ],
)
def test_segmen_unit(jalur: str, ruas: list[str]) -> None:
    assert segmen_unit(jalur) == ruas


@pytest.mark.parametrize(
    ("jalur", "kode"),
    [
        ("KOTA SAWAHLUNTO/DINAS KESEHATAN/RSUD SAWAHLUNTO", ["RSUD"]),
        ("RSUD SAWAHLUNTO/DINAS KESEHATAN/KOTA SAWAHLUNTO", ["RSUD"]),
        ("Pemkot Sawahlunto - Dinas Kesehatan", ["DINKES"]),
        ("Dinas Kesehatan - Pemko Sawahlunto", ["DINKES"]),
        ("Kabupaten X > Dinas Kesehatan > Seksi Y", ["DINKES"]),
        ("Dinas Kesehatan \\ Puskesmas Kolok", ["PKM"]),  # no relation on record: the way the path runs decides
        ("Puskesmas Kolok / Dinas Kesehatan", ["PKM"]),
        ("Pemerintah Kota Sawahlunto / Dinas Pendidikan / Puskesmas Kolok", ["PKM"]),
        ("DINKES / DISDIK", ["DINKES", "DISDIK"]),
        ("Dinas Kesehatan / Dinas Pendidikan / Badan Keuangan dan Aset Daerah", ["BKAD", "DINKES", "DISDIK"]),
        ("Dinas Kesehatan / Dinas Kesehatan", ["DINKES"]),
        ("Tata Usaha - Umum", ["TU"]),
        ("Dinas Kesehatan Kota Sawahlunto", ["DINKES"]),
        ("PEMERINTAH KOTA SAWAHLUNTO DINAS KESEHATAN", ["DINKES"]),
        ("Dinas Kesehatan Sawahlunto", ["DINKES"]),
        ("Dinas Kesehatan Kota Padang", []),
        ("Pemerintah Kota Sawahlunto", []),
        ("Entah / Bidang X", []),
        ("", []),
    ],
)
def test_unit_yang_paling_khusus(jalur: str, kode: list[str]) -> None:
    assert sorted(satu.kode for satu in pencari().calon(jalur)) == kode


@pytest.mark.parametrize(
    ("instansi", "tulisan"),
    [
        ("Pemerintah Kabupaten Solok Selatan", "Dinas Kesehatan Kab. Solok Selatan"),
        ("Pemkab Solok", "Pemerintah Kabupaten Solok Dinas Kesehatan"),
        ("Pemerintah Provinsi X", "Dinas Kesehatan Provinsi X"),
        ("Pemprov Y", "Dinas Kesehatan Pemerintah Provinsi Y"),
        ("Kota Y", "Dinas Kesehatan Pemko Y"),
        ("Badan Z", "Dinas Kesehatan Badan Z"),
    ],
)
def test_nama_pemerintah_sendiri(instansi: str, tulisan: str) -> None:
    assert [satu.kode for satu in pencari(instansi).calon(tulisan)] == ["DINKES"]
    assert pencari(None).calon(tulisan) == []


def test_induk_yang_melingkar_tidak_menggantung() -> None:
    kamus = Kamus("perangkat daerah", "asn opd daftar", [Entri(1, "A", "A"), Entri(2, "B", "B")])
    assert PencariUnit(kamus, {1: 2, 2: 1}, None).calon("A / B") == []


@pytest.mark.parametrize(
    ("jalur", "opd"),
    [
        ("Seksi A / Dinas C / Pemkot S", "Dinas C"),
        ("Kota S / Dinas C / Seksi A", "Dinas C"),
        ("Dinas C", "Dinas C"),
        ("Pemkot S", "Pemkot S"),
    ],
)
def test_bagian_yang_menyebut_perangkat_daerah(jalur: str, opd: str) -> None:
    assert perangkat_daerah(jalur) == opd


@given(st.text(max_size=40))
def test_teks_apa_pun_dijawab(teks: str) -> None:
    assert all(satu == satu.strip() and satu for satu in segmen_unit(teks))
    assert perangkat_daerah(teks) == perangkat_daerah(teks).strip()
    assert len(pencari().calon(teks)) <= 1


def test_jalur_berisi_ribuan_spasi_dibelah_dalam_waktu_wajar() -> None:
    mulai = process_time()
    assert segmen_unit("Dinas" + " " * 32_000 + "Kesehatan") == ["Dinas Kesehatan"]
    assert process_time() - mulai < 5
