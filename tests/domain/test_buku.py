from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date
from decimal import Decimal

import pytest

from asn_kompetensi.domain.buku import BarisGap, BarisKebijakan, BarisKompetensi, BarisOrang, Capaian, DataBukuOpd

D = Decimal
ORANG = BarisOrang("1" * 18, "Sabai Aluih", "Guru")
GAP = BarisGap("1" * 18, "Sabai Aluih", "Guru", "KOM", "Komunikasi", D(3), D(2), D(1), "rendah", 1)
KOMPETENSI = BarisKompetensi("KOM", "Komunikasi", 3, 1, None, None)
DATA = DataBukuOpd(
    "Kota", "DINKES", "Dinas Kesehatan", "2025", date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31), "", (), {},
    {}, None, (), (), (), (), "0.1.0",
)  # fmt: skip


@pytest.mark.parametrize("rekam", [ORANG, GAP, KOMPETENSI, BarisKebijakan("a", "b", "c"), DATA])
def test_records_cannot_change_on_their_way_to_the_workbook(rekam: object) -> None:
    nama = fields(rekam)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        setattr(rekam, nama, "lain")
    with pytest.raises((AttributeError, TypeError)):
        rekam.tambahan = 1  # type: ignore[attr-defined]


def test_what_is_not_known_is_none_not_zero() -> None:
    assert (ORANG.jpm, KOMPETENSI.persen_kota, DATA.ringkas_lalu, DATA.periode_lalu, DATA.segel) == (None,) * 5
    assert Capaian(D(3), None, "belum_dinilai").capaian is None


def test_a_person_without_standard_needs_no_more_than_a_name() -> None:
    assert (ORANG.di_bawah, dict(ORANG.capaian), GAP.saran, DATA.tanpa_standar) == (0, {}, "", ())
    assert ORANG.capaian is not BarisOrang("2" * 18, "Lain", "Guru").capaian


def test_defaults_are_those_of_the_policies() -> None:
    assert DATA.batas_kategori == (1, 2)
    assert DATA.penanda_tangan == ("Kepala BKPSDM,", "(nama, pangkat, NIP)")


def test_a_score_compares_by_value() -> None:
    assert Capaian(D("3.0"), D(2), "di_bawah") == Capaian(D(3), D("2.00"), "di_bawah")
    standar, capaian, status = Capaian(D(3), D(2), "di_bawah")
    assert (standar, capaian, status) == (3, 2, "di_bawah")
