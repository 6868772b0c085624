"""What a plan came to: its status, who had needed what, and money that counts once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asn_kompetensi.domain.rencana_realisasi import bagian_biaya, keperluan, status


@pytest.mark.parametrize(
    ("sasaran", "dilatih", "terjadwal", "hasil"),
    [(5, 0, 0, "belum"), (5, 0, 1, "terjadwal"), (5, 1, 3, "sebagian"), (5, 5, 0, "terpenuhi"), (0, 0, 0, "belum")],
)
def test_status(sasaran: int, dilatih: int, terjadwal: int, hasil: str) -> None:
    assert status(sasaran, dilatih, terjadwal) == hasil


@pytest.mark.parametrize(
    ("gap", "hasil"),
    [
        (None, "tidak_diketahui"),
        ({}, "tidak_diketahui"),
        ({2: "memenuhi"}, "tidak_diwajibkan"),
        ({1: "di_bawah"}, "perlu"),
        ({1: "memenuhi"}, "sudah_memenuhi"),
        ({1: "belum_dinilai"}, "tidak_diketahui"),
        ({1: "kedaluwarsa"}, "tidak_diketahui"),
    ],
)
def test_keperluan(gap: dict[int, str] | None, hasil: str) -> None:
    assert keperluan(gap, 1) == hasil


def test_biaya_setiap_kursi_terbagi_habis() -> None:
    assert bagian_biaya([]) is None
    assert bagian_biaya([(900, 3, 1), (900, 3, 2)]) == 300 + 150
    assert bagian_biaya([(100, 3, 1)] * 3) == Fraction(100)
    assert bagian_biaya([(900, 3, 1), (None, 3, 1)]) is None, "a part of an unknown cost is not known"
    assert bagian_biaya([(0, 3, 1)]) == 0
