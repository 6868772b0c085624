"""The shipped reference data: complete, honest about its sources, and safe from its readers."""

from __future__ import annotations

from datetime import date

import pytest

from asn_kompetensi.domain.acuan import baca_acuan, nilai_bawaan
from asn_kompetensi.domain.nama import kunci

SEMUA = ("kompetensi", "kompetensi_alias", "level", "jenjang", "golongan", "bentuk", "kebijakan")


@pytest.mark.parametrize("nama", SEMUA)
def test_every_row_has_a_basis_and_a_start(nama: str) -> None:
    for baris in baca_acuan(nama):
        assert baris["dasar_hukum"]
        assert date.fromisoformat(baris["berlaku_mulai"]) <= date(2025, 1, 1)
        assert baris["berlaku_sampai"] == ""
        assert None not in baris
        assert None not in baris.values()


def test_the_nine_competencies_in_official_order() -> None:
    kompetensi = baca_acuan("kompetensi")
    assert [b["kode"] for b in kompetensi] == ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]
    assert [b["jenis"] for b in kompetensi] == ["manajerial"] * 8 + ["sosial_kultural"]
    assert [b["urutan"] for b in kompetensi] == [str(n) for n in range(1, 10)]


def test_an_alias_means_one_competency_only() -> None:
    arti: dict[str, str] = {kunci(b["nama"]): b["kode"] for b in baca_acuan("kompetensi")}
    for baris in baca_acuan("kompetensi_alias"):
        assert arti.setdefault(kunci(baris["ejaan"]), baris["kode"]) == baris["kode"]
    salah = {b["ejaan"] for b in baca_acuan("kompetensi_alias") if b["salah_eja"] == "ya"}
    assert {"Orintasi Pada Hasil", "Pengambil  an Keputusan"} <= salah
    assert not {"Kerjasama", "Pengembangan Diri & Orang Lain", "kjsm", "oph"} & salah


def test_gap_cut_offs_are_never_called_law() -> None:
    dasar = {b["kunci"]: b["dasar_hukum"] for b in baca_acuan("kebijakan")}
    assert dasar["batas_gap_rendah"] == dasar["batas_gap_sedang"] == "kebijakan instansi"
    assert "PerBKN 26/2019" in dasar["jpm_pemetaan_optimal"]


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [("masa_berlaku_nilai", "36"), ("kehadiran_minimum", "80"), ("bobot_sumber", "asesmen_atau_rata")],
)
def test_default_policies(nama: str, nilai: str) -> None:
    assert nilai_bawaan(nama) == nilai


def test_unknown_policy_and_file_are_refused() -> None:
    with pytest.raises(KeyError):
        nilai_bawaan("tidak_ada")
    with pytest.raises(FileNotFoundError):
        baca_acuan("tidak_ada")
    with pytest.raises(ValueError, match="tidak dikenal"):
        baca_acuan("../pyproject")


def test_a_reader_cannot_spoil_the_data_for_the_next() -> None:
    baca_acuan("level")[0]["nama"] = "rusak"
    assert baca_acuan("level")[0]["nama"] == "Paham / Dalam Pengembangan"
