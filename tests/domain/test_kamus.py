"""Finding a thing by code, name or alias: exact first, codes before names, never a guess between two."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.kamus import Entri, Kamus

ENTRI = (
    Entri(1, "DINKES", "DINKES"),
    Entri(1, "DINKES", "Dinas Kesehatan"),
    Entri(1, "DINKES", "Dinkes"),
    Entri(2, "DISDIK", "DISDIK"),
    Entri(2, "DISDIK", "Dinas Pendidikan"),
    Entri(3, "PKM", "PKM"),
    Entri(3, "PKM", "Puskesmas"),
    Entri(4, "PKM2", "PKM2"),
    Entri(4, "PKM2", "puskesmas"),
    Entri(4, "PKM2", "DISDIK"),
)


@pytest.fixture
def kamus() -> Kamus:
    return Kamus("perangkat daerah", "asn opd daftar", ENTRI)


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("DINKES", "DINKES"), ("dinkes", "DINKES"), (" dinas  KESEHATAN ", "DINKES"), ("Dinas Pendidikan", "DISDIK"),
        # The exact spelling wins over one that differs in case.
        ("Puskesmas", "PKM"), ("puskesmas", "PKM2"),
        # A code is its owner's alone.
        ("DISDIK", "DISDIK"), ("disdik", "DISDIK"),
    ],
)  # fmt: skip
def test_found(kamus: Kamus, teks: str, kode: str) -> None:
    assert kamus.wajib(teks).kode == kode
    assert kamus.cari(teks) == kamus.wajib(teks)


def test_two_owners_are_a_question_not_a_guess(kamus: Kamus) -> None:
    assert kamus.cari("PUSKESMAS") is None
    with pytest.raises(SalahPakai) as salah:
        kamus.wajib("PUSKESMAS")
    assert salah.value.pesan == "perangkat daerah 'PUSKESMAS' berarti lebih dari satu: PKM, PKM2"
    assert salah.value.petunjuk == "Sebutkan kodenya."


def test_unknown_names_the_nearest_and_the_list(kamus: Kamus) -> None:
    with pytest.raises(TidakDitemukan) as salah:
        kamus.wajib("Dinas Kesehtan")
    assert salah.value.pesan == "perangkat daerah 'Dinas Kesehtan' belum terdaftar"
    assert "DINKES (Dinas Kesehatan)" in salah.value.petunjuk
    assert salah.value.petunjuk.endswith("Daftar lengkap: asn opd daftar")


def test_nothing_near_still_says_where_to_look(kamus: Kamus) -> None:
    assert kamus.saran("zzzzqq") == "Daftar lengkap: asn opd daftar"


def test_a_learnt_spelling_answers_at_once(kamus: Kamus) -> None:
    kamus.tambah(Entri(2, "DISDIK", "Dikbud"))
    assert kamus.wajib("dikbud").id == 2


@pytest.mark.parametrize("kosong", ["", "   ", "-"])
def test_empty_is_nobody(kamus: Kamus, kosong: str) -> None:
    assert kamus.cari(kosong) is None
