"""What headings say of their numbers, and the name of a competency as people write it."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.ejaan_kompetensi import ejaan_polos, lepas_standar
from asn_kompetensi.domain.peran import CAPAIAN, GAP, POTENSI, STANDAR, peran, pisah_peran


@pytest.mark.parametrize(
    ("teks", "arti"),
    [
        ("Standar", STANDAR),
        ("STD. KOMPETENSI", STANDAR),
        ("Nilai Standar", STANDAR),
        ("Level yang Dipersyaratkan", STANDAR),
        ("SKJ", STANDAR),
        ("Standar dan Capaian", ""),
        ("Nilai/Standar", ""),
        ("Hasil Penilaian Standar Kompetensi", ""),
        ("Standar, Capaian, Gap", ""),
        ("Gap (Capaian - Standar)", GAP),
        ("Selisih Capaian terhadap Standar", GAP),
        ("Nilai Gap", GAP),
        ("Gap dan Capaian", ""),
        ("HASIL PENILAIAN ASPEK POTENSI", POTENSI),
        ("Potensi dan Kompetensi", ""),
        ("Level", CAPAIAN),
        ("Capaian", CAPAIAN),
        ("Kompetensi", ""),
        ("Standarisasi", ""),
    ],
)
def test_what_a_heading_says_of_its_numbers(teks: str, arti: str) -> None:
    assert peran(teks) == arti


@pytest.mark.parametrize(
    ("teks", "arti"),
    [
        ("Capaian Integritas", (CAPAIAN, "Integritas")),
        ("Integritas (Std)", (STANDAR, "Integritas")),
        ("Integritas - Gap", (GAP, "Integritas")),
        ("Level Standar Integritas", (STANDAR, "Integritas")),
        ("Integritas", ("", "")),
        ("Hasil", ("", "")),
        ("Integritas " + " " * 100_000 + "x", ("", "")),
    ],
)
def test_role_and_competency_in_one_heading(teks: str, arti: tuple[str, str]) -> None:
    assert pisah_peran(teks) == arti


@pytest.mark.parametrize(
    ("tulisan", "polos"),
    [
        ("2. Kerja Sama (KS) 3", "Kerja Sama"),
        ("Kerja\nSama [KS]", "Kerja Sama"),
        ("Integritas (Std. 3)", "Integritas"),
        ("Integritas (Std)", "Integritas (Std)"),
        ("SPBE 12", "SPBE 12"),
        ("3", "3"),
        ("x" * 300 + " 3", "x" * 300 + " 3"),
    ],
)
def test_the_name_alone(tulisan: str, polos: str) -> None:
    assert ejaan_polos(tulisan) == polos


def test_a_level_behind_the_name() -> None:
    assert lepas_standar("Integritas = 3,5") == ("Integritas", "3.5")
    assert lepas_standar("Integritas\n(skala 1-5)") == ("Integritas", None)
    assert lepas_standar("Integritas (1 s.d. 5)") == ("Integritas", None)
    assert lepas_standar("Integritas") == ("Integritas", None)
