"""Reluctance: fair steps in order, when a case is due, and counts from which nobody can be made out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain import keengganan
from asn_kompetensi.domain.keengganan import (
    HASIL,
    JENIS,
    MINIMUM_TERKECIL,
    SEBAB,
    TIDAK_DIHITUNG,
    TINDAKAN,
    Langkah,
    boleh_tampak,
)

HARI = date(2025, 3, 3)


def _langkah(*isi: tuple[int, str, str | None, int | None]) -> list[Langkah]:
    """Steps as `(days after HARI, step, outcome, days to the follow-up)`."""
    return [
        Langkah(HARI + timedelta(hari), tindakan, hasil, None if lanjut is None else HARI + timedelta(lanjut))
        for hari, tindakan, hasil, lanjut in isi
    ]


def _sudah(*tindakan: str) -> list[Langkah]:
    return _langkah(*((ke, satu, "masih_ragu", None) for ke, satu in enumerate(tindakan)))


def test_three_causes_never_count_and_every_word_fits_the_table() -> None:
    assert {sebab for sebab in SEBAB if not keengganan.dihitung(sebab)} == {"sakit", "dinas", "tidak_dilepas"}
    assert set(TIDAK_DIHITUNG) <= set(SEBAB)
    assert len(set(SEBAB.values())) == len(SEBAB) == 12
    assert all(0 < len(satu) <= 40 for satu in (*SEBAB, *JENIS, *TINDAKAN, *HASIL))


@pytest.mark.parametrize(
    ("teks", "arti"),
    [("menolak", "menolak"), ("Menunda Lagi", "menunda_lagi"), ("MANGKIR", "mangkir"), (" menunda_lagi ",
                                                                                          "menunda_lagi")],
)  # fmt: skip
def test_a_choice_in_any_case(teks: str, arti: str) -> None:
    assert keengganan.baca_pilihan(teks, "jenis", JENIS) == arti


def test_an_unknown_choice_names_the_nearest_and_all() -> None:
    with pytest.raises(ValueError, match=r"mungkin maksudnya mangkir\. Pilihannya: menolak, menunda_lagi, mangkir"):
        keengganan.baca_pilihan("mangkr", "jenis", JENIS)
    with pytest.raises(ValueError, match=r"hasil '' tidak dikenal\. Pilihannya: bersedia,"):
        keengganan.baca_pilihan("", "hasil", HASIL)


@pytest.mark.parametrize(
    ("langkah", "status", "tenggat"),
    [
        ((), "terbuka", 14),
        (((5, "penjelasan", None, None),), "terbuka", 19),
        (((5, "penjelasan", "tetap_menolak", 40),), "terbuka", 40),
        # What was agreed earlier is over once there is another step.
        (((5, "penjelasan", None, 40), (6, "percakapan", "masih_ragu", None)), "terbuka", 20),
        (((5, "percakapan", "bersedia", None),), "selesai", None),
        (((5, "percakapan", "selesai", 40),), "selesai", None),
        (((5, "percakapan", "bersedia", None), (9, "mentor", None, None)), "terbuka", 23),
    ],
)
def test_status_and_by_when(
    langkah: tuple[tuple[int, str, str | None, int | None], ...], status: str, tenggat: int | None
) -> None:
    isi = _langkah(*langkah)
    assert keengganan.status(isi) == status
    assert keengganan.tenggat(HARI, isi, 14) == (None if tenggat is None else HARI + timedelta(tenggat))


@pytest.mark.parametrize(
    ("sudah", "saran"),
    [
        ((), "penjelasan"),
        (("percakapan",), "penjelasan"),
        (("penjelasan",), "percakapan"),
        (("penjelasan", "percakapan"), "mentor atau kelas_ringan"),
        (("penjelasan", "percakapan", "kelas_ringan"), "peringatan"),
        (("mentor",), "penjelasan"),
        (("penjelasan", "percakapan", "mentor", "peringatan"), "percakapan"),
    ],
)
def test_the_next_fair_step(sudah: tuple[str, ...], saran: str) -> None:
    assert keengganan.saran("takut_mutasi", _sudah(*sudah)) == saran
    assert keengganan.saran("tidak_dilepas", _sudah(*sudah)) == "surat ke atasan"
    assert keengganan.saran("sakit", _sudah(*sudah)) == keengganan.saran("dinas", _sudah(*sudah)) == "kelas berikutnya"


def test_a_closed_case_needs_nothing() -> None:
    tutup = _langkah((1, "percakapan", "bersedia", None))
    assert [keengganan.saran(sebab, tutup) for sebab in SEBAB] == [None] * 12


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(TINDAKAN)), max_size=6), st.integers(0, 20),
       st.sampled_from(list(SEBAB)))  # fmt: skip
def test_a_warning_is_never_suggested_where_it_would_be_refused(
    isi: list[tuple[int, str]], hari: int, sebab: str
) -> None:
    langkah = _langkah(*((ke, satu, None, None) for ke, satu in sorted(isi)))
    pada = HARI + timedelta(hari)
    kurang = keengganan.kurang_untuk_peringatan(langkah, pada)
    assert kurang == [satu for satu in ("penjelasan", "percakapan") if satu not in {t for h, t in isi if h <= hari}]
    if keengganan.saran(sebab, langkah) == "peringatan":
        assert keengganan.dihitung(sebab)
        assert keengganan.kurang_untuk_peringatan(langkah, HARI + timedelta(20)) == []


@pytest.mark.parametrize(
    ("orang", "minimum", "tampak"),
    [(5, 5, True), (4, 5, False), (1, 10, False), (MINIMUM_TERKECIL - 1, 1, False), (MINIMUM_TERKECIL, 0, True)],
)
def test_small_groups_are_not_shown(orang: int, minimum: int, tampak: bool) -> None:
    assert boleh_tampak(orang, minimum) is tampak
