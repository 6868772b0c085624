"""The parts of a change: each cause by hand, and that nothing is lost, neither exact nor printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.perubahan import SEBAB, Titik, bulatkan, gap, langkah, sebab_orang, uraikan

F, D = Fraction, Decimal


def _titik(standar: str, capaian: str | None) -> Titik:
    return Titik(F(standar), None if capaian is None else F(capaian))


def test_the_causes_in_the_order_of_every_answer() -> None:
    assert tuple(SEBAB) == ("membaik", "menurun", "mutasi", "standar_berubah", "baru_dinilai", "tidak_lagi_dinilai",
                            "masuk", "keluar")  # fmt: skip


@pytest.mark.parametrize(
    ("lama", "baru", "hasil"),
    [
        (("3", "1"), ("3", "2"), {"membaik": "-1"}),
        (("3", "1"), ("3", "5"), {"membaik": "-2"}),  # what is above the standard does not count
        (("3", "2"), ("3", "1"), {"menurun": "1"}),
        (("3", "5"), ("3", "2.5"), {"menurun": "0.5"}),
        (("3", "4"), ("3", "5"), {}),  # a surplus that grows is no gap that falls
        (("3", "5"), ("3", "3"), {}),
        (("3", "2"), ("3", "2"), {}),
        (("3", "2"), ("4", "2"), {"standar_berubah": "1"}),
        (("4", "2"), ("3", "2"), {"standar_berubah": "-1"}),
        (("2", "4"), ("3", "4"), {}),
        (("3", "2"), ("4", "3"), {"standar_berubah": "1", "membaik": "-1"}),
        (("3", "3"), ("2", "1"), {"menurun": "1"}),  # the lower standard helped nobody who had reached the higher one
        (("4", "3"), ("2", "1"), {"standar_berubah": "-1", "menurun": "1"}),
        (("2", "3"), ("5", "4"), {"standar_berubah": "2", "membaik": "-1"}),
        (("3", None), ("3", "1"), {"baru_dinilai": "2"}),
        (("3", None), ("4", "1"), {"baru_dinilai": "3"}),  # there was no gap that the standard could have changed
        (("3", None), ("3", "3"), {"baru_dinilai": "0"}),
        (("3", "1"), ("3", None), {"tidak_lagi_dinilai": "-2"}),
        (("3", "1"), ("5", None), {"tidak_lagi_dinilai": "-2"}),
        (("3", "4"), ("3", None), {"tidak_lagi_dinilai": "0"}),
        (("3", None), ("4", None), {}),
        (None, ("3", "1"), {"standar_berubah": "2"}),
        (("3", "1"), None, {"standar_berubah": "-2"}),
        (None, ("3", None), {}),
        (("3", "3"), None, {}),
    ],
)
def test_each_cause_by_hand(
    lama: tuple[str, str | None] | None, baru: tuple[str, str | None] | None, hasil: dict[str, str]
) -> None:
    bagian = uraikan(lama and _titik(*lama), baru and _titik(*baru))
    assert {satu.sebab: satu.perubahan for satu in bagian} == {sebab: F(angka) for sebab, angka in hasil.items()}
    assert len(bagian) == len(hasil)


def test_a_standard_and_a_level_are_two_steps_that_meet() -> None:
    assert uraikan(_titik("3", "2"), _titik("4", "3")) == [
        langkah("standar_berubah", _titik("3", "2"), _titik("4", "2")),
        langkah("membaik", _titik("4", "2"), _titik("4", "3")),
    ]


def test_every_pair_of_states_adds_up_and_has_one_cause_of_each_kind() -> None:
    angka = [F(n, 2) for n in range(1, 6)]
    titik = [None, *(Titik(s, c) for s, c in product(angka, [None, *angka]))]
    for lama, baru in product(titik, titik):
        bagian = uraikan(lama, baru)
        assert sum((satu.perubahan for satu in bagian), F(0)) == gap(baru) - gap(lama), (lama, baru)
        assert len({satu.sebab for satu in bagian}) == len(bagian) <= 2
        for satu in bagian:
            assert {"membaik": satu.perubahan < 0, "menurun": satu.perubahan > 0}.get(satu.sebab, True)


@pytest.mark.parametrize(
    ("dulu", "kini", "di_sini", "jabatan_sama", "sebab"),
    [
        (False, True, (False, True), False, "masuk"),
        (True, False, (True, False), False, "keluar"),
        (True, True, (True, True), True, None),
        (True, True, (True, True), False, "mutasi"),
        (True, True, (False, True), True, "mutasi"),  # the same job in another agency
        (True, True, (True, False), True, "mutasi"),
        (True, True, (False, True), False, "mutasi"),  # in service all along: not "masuk"
    ],
)
def test_the_person_comes_first(
    dulu: bool, kini: bool, di_sini: tuple[bool, bool], jabatan_sama: bool, sebab: str | None
) -> None:
    hasil = sebab_orang(
        dulu=dulu, kini=kini, dulu_di_sini=di_sini[0], kini_di_sini=di_sini[1], jabatan_sama=jabatan_sama
    )
    assert hasil == sebab


# --- what is printed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bagian", "jumlah", "cetak"),
    [
        (["-1.5", "0", "0.25"], "-1.25", ["-1.50", "0.00", "0.25"]),
        (["1/3", "1/3", "1/3"], "1.00", ["0.34", "0.33", "0.33"]),  # each by itself would print 0.99
        (["-1/3", "-1/3", "-1/3"], "-1.00", ["-0.33", "-0.33", "-0.34"]),
        (["2/3", "1/3"], "1.00", ["0.67", "0.33"]),
        (["0.004"], "0.01", ["0.01"]),  # 1.003 to 1.007: 1.00 and 1.01 are printed
        (["0.004"], "0.00", ["0.00"]),
        (["0.005", "-0.005"], "0.00", ["0.01", "-0.01"]),
        ([], "0.00", []),
    ],
)
def test_what_is_printed_adds_up(bagian: list[str], jumlah: str, cetak: list[str]) -> None:
    assert [str(satu) for satu in bulatkan([F(satu) for satu in bagian], D(jumlah))] == cetak


@settings(max_examples=100, deadline=None)
@given(
    st.fractions(160, 300, max_denominator=6000),
    st.lists(st.fractions(-20, 20, max_denominator=6000), min_size=1, max_size=8),
)
def test_printed_parts_add_up_to_printed_totals(awal: Fraction, bagian: list[Fraction]) -> None:
    akhir = awal + sum(bagian)
    jumlah = setengah_naik(akhir) - setengah_naik(awal)
    cetak = bulatkan(bagian, jumlah)
    assert sum(cetak) == jumlah
    for tepat, satu in zip(bagian, cetak, strict=True):
        assert abs(F(satu) - tepat) < F(1, 100)
        assert (tepat * 100).denominator > 1 or F(satu) == tepat
        assert str(satu) != "-0.00"


@pytest.mark.parametrize("jumlah", ["0.98", "1.02", "1.005", "-1"])
def test_a_sum_that_is_none_of_these_parts_is_refused(jumlah: str) -> None:
    with pytest.raises(ValueError, match="bukan selisih"):
        bulatkan([F(1, 3), F(2, 3)], D(jumlah))
