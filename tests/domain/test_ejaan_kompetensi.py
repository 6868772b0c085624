"""Labels of competencies: what is a number in front, a level at the end, the heading of a group."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.ejaan_kompetensi import judul_kelompok, lepas_nomor, lepas_standar


@pytest.mark.parametrize(
    ("label", "nama"),
    [
        ("1. INTEGRITAS", "INTEGRITAS"), ("10.Perekat Bangsa", "Perekat Bangsa"), ("(2) Kerja Sama", "Kerja Sama"),
        ("a) Komunikasi", "Komunikasi"), ("IV. Pelayanan Publik", "Pelayanan Publik"), (" B . Teknis", "Teknis"),
        ("Integritas", "Integritas"), ("I.T. Dasar", "T. Dasar"), ("3.1", "3.1"), ("2025. Rencana", "2025. Rencana"),
        ("INT", "INT"), ("", ""),
    ],
)  # fmt: skip
def test_nomor_di_depan(label: str, nama: str) -> None:
    assert lepas_nomor(label) == nama


@pytest.mark.parametrize(
    ("label", "nama", "level"),
    [
        ("Komunikasi 3", "Komunikasi", "3"), ("Integritas (Level 3)", "Integritas", "3"),
        ("Integritas (3)", "Integritas", "3"), ("Kerja Sama - 2,5", "Kerja Sama", "2.5"),
        ("Kerja Sama Lv. 2", "Kerja Sama", "2"), ("Orientasi: Standar 4", "Orientasi", "4"),
        ("Komunikasi", "Komunikasi", None), ("P2P", "P2P", None), ("Level 3", "Level", "3"), ("3", "3", None),
        ("Audit 2025", "Audit 2025", None), ("SPBE3", "SPBE", "3"), ("", "", None),
    ],
)  # fmt: skip
def test_level_di_ujung(label: str, nama: str, level: str | None) -> None:
    assert lepas_standar(label) == (nama, level)


@pytest.mark.parametrize(
    "label",
    ["A. Manajerial", "B. Sosial Kultural", "I. KOMPETENSI TEKNIS", "Kompetensi Manajerial :", "C) Sosio-Kultural",
     "Kompetensi Manajerial dan Sosial Kultural", "teknis", "II.  Kompetensi  Teknis"],
)  # fmt: skip
def test_judul_kelompok(label: str) -> None:
    assert judul_kelompok(label)


@pytest.mark.parametrize("label", ["Integritas", "Perekat Bangsa", "Teknis Informatika", "Manajerial 3", "A", "", "1."])
def test_bukan_judul_kelompok(label: str) -> None:
    assert not judul_kelompok(label)
