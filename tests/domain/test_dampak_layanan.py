"""Services before and after: what is compared with what, and what the sentences may say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from asn_kompetensi.domain import dampak_layanan as aturan
from asn_kompetensi.domain.dampak_layanan import Layanan

ASAL = Layanan(1, frozenset({1}), Decimal("80.00"), Decimal("84.50"), False, 10, 4)


def _lain(nomor: int, ubah: str, **ganti: Any) -> Layanan:
    dasar = Layanan(nomor, frozenset({nomor}), Decimal(70), Decimal(70) + Decimal(ubah), False, 5, 0)
    return dasar._replace(**ganti)


def test_pembanding_hanya_yang_tidak_dilatih_dan_dapat_dibandingkan() -> None:
    semua = [
        ASAL,
        _lain(2, "1.00"),
        _lain(3, "2.00"),
        _lain(4, "9.00", terlatih=1),
        _lain(5, "9.00", beda_formulir=True),
        _lain(6, "9.00", pegawai=0),
        _lain(7, "9.00", pegawai=None, terlatih=None),
        _lain(8, "9.00", sesudah=None),
        _lain(9, "3.01"),
    ]
    assert aturan.pembanding(ASAL, semua) == (Fraction(601, 300), 3)
    assert aturan.pembanding(ASAL._replace(kerabat=frozenset({1, 9})), semua) == (Fraction(3, 2), 2)
    assert aturan.pembanding(ASAL, [ASAL, semua[3]]) == (None, 0)


@pytest.mark.parametrize(("ganti", "kata", "tidak"), [
    ({}, ["naik 4,50", "4 dari 10", "Pada 2 layanan", "turun 0,25", aturan.SEBAB], ["populasi", "minimum"]),
    ({"sesudah": Decimal("79.9")}, ["turun 0,1"], ["naik"]),
    ({"sesudah": Decimal("80.00")}, ["Kepuasan masyarakat tetap"], ["naik"]),
    ({"kurang": ("2025-1", "2025-2")}, ["gelombang 2025-1 dan 2025-2 kurang dari sampel minimum"], []),
    ({"populasi_asing": True}, ["Populasi belum diisi"], []),
    ({"beda_formulir": True}, ["tidak dapat dibandingkan"], ["naik", aturan.SEBAB]),
    ({"sebelum": None}, ["tidak dapat dihitung"], ["naik", aturan.SEBAB]),
    ({"pegawai": None, "terlatih": None}, ["Hari gelombangnya belum tercatat"], [aturan.SEBAB]),
    ({"pegawai": 0, "terlatih": 0}, ["Tidak ada pegawai yang bertugas"], [aturan.SEBAB]),
    ({"terlatih": 0}, ["menjadi pembanding"], [aturan.SEBAB]),
    ({"terlatih": 0, "beda_formulir": True}, ["dilatih di antara"], ["menjadi pembanding"]),
])  # fmt: skip
def test_keterangan(ganti: dict[str, Any], kata: list[str], tidak: list[str]) -> None:
    kalimat = aturan.keterangan(ASAL._replace(**ganti), Decimal("-0.25"), 2)
    assert [satu for satu in kata if satu not in kalimat] == []
    assert [satu for satu in tidak if satu in kalimat] == []


def test_keterangan_tanpa_pembanding() -> None:
    assert "Tidak ada layanan pembanding" in aturan.keterangan(ASAL, None, 0)
