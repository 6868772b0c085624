"""Days that cannot be are refused, days that are odd are told: never the one for the other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.services import nilai, pegawai_hari
from asn_kompetensi.store import door
from tests.services.berkas_uji import A, B, isi_orang
from tests.store.alat import buka

PNS, PPPK = "198403122006042901", "198403122023212001"
KINI = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("nip", "tanggal", "kata"),
    [
        (PNS, "2006-03-31", "mendahului pengangkatan menurut NIP (2006-04)"),
        (PNS, "1999-01-01", "mendahului pengangkatan"),
        (PNS, "2006-04-01", None),
        (PPPK, "2022-12-31", "mendahului pengangkatan menurut NIP (2023)"),
        (PPPK, "2023-01-01", None),
        (PNS, "2027-11-30", None),
        (PNS, "2027-12-01", "masih lebih dari setahun lagi"),
        (PNS, "2099-01-01", "masih lebih dari setahun lagi"),
        (PNS, None, None),
    ],
)
def test_a_day_that_is_odd(nip: str, tanggal: str | None, kata: str | None) -> None:
    hasil = pegawai_hari.janggal(nip, date.fromisoformat(tanggal) if tanggal else None, hari_ini=KINI)
    assert hasil == [] if kata is None else [kata in satu for satu in hasil] == [True]


@pytest.mark.parametrize(
    ("nip", "saran"),
    [("198413122006042901", "Cocokkan dengan SK atau kartu pegawai."), ("1984", "NIP terdiri dari 18 angka.")],
)
def test_a_nip_of_eighteen_digits_is_not_told_that_it_needs_eighteen(nip: str, saran: str) -> None:
    with pytest.raises(DataDitolak) as salah:
        pegawai_hari.nip_baru(nip, hari_ini=KINI)
    assert salah.value.petunjuk == saran


BESOK = "208001012098011901"  # of somebody born in 2080


@pytest.mark.parametrize(
    ("nip", "janggal"),
    [
        ("200901012027111901", False), ("200901012027121901", True), ("200801012027211901", False),
        ("200801012028211901", True), ("201501012033011901", True), (PNS, False), (PPPK, False),
    ],
)  # fmt: skip
def test_an_appointment_far_ahead_is_told_and_taken(nip: str, janggal: bool) -> None:
    """That covers all who are too young to serve: a NIP tells of an appointment at eighteen or older."""
    assert pegawai_hari.nip_baru(nip, hari_ini=KINI) == nip
    hasil = pegawai_hari.diangkat_nanti(nip, hari_ini=KINI)
    assert ["lebih dari setahun lagi" in satu for satu in hasil] == [True] * janggal


def test_somebody_unborn_is_not_registered() -> None:
    with pytest.raises(DataDitolak, match="belum tiba; menurut komputer, hari ini 2026-11-29"):
        pegawai_hari.nip_baru(BESOK, hari_ini=KINI)
    with pytest.raises(DataDitolak, match="belum tiba"):
        pegawai_hari.nip_baru(BESOK)
    assert pegawai_hari.nip_baru(BESOK, hari_ini=date(2080, 1, 1)) == BESOK


def test_what_is_far_off_is_measured_from_today() -> None:
    kini = datetime.now(UTC).astimezone().date()
    assert pegawai_hari.janggal(PNS, kini) == []
    assert pegawai_hari.janggal(PNS, date(kini.year + 3, 1, 1)) != []


@pytest.mark.parametrize(
    ("tanggal", "ditolak"), [("1984-03-11", True), ("1984-03-12", True), ("1984-03-13", False), (None, False)]
)
def test_nothing_happens_before_a_birth(tanggal: str | None, ditolak: bool) -> None:
    hari = date.fromisoformat(tanggal) if tanggal else None
    if not ditolak:
        pegawai_hari.sesudah_lahir(hari, date(1984, 3, 12), "--mulai")
        return
    with pytest.raises(DataDitolak, match="mendahului kelahiran"):
        pegawai_hari.sesudah_lahir(hari, date(1984, 3, 12), "--mulai")


def test_scores_dated_after_somebody_left(basis: Path) -> None:
    """On the day itself he is gone already; a score without a date is of no day, and others' are not his."""
    isi_orang(basis)
    with buka(basis) as d:
        nilai.isi(d, A, {"INT": "3"}, "2025", "asesmen", date(2025, 6, 10))
        nilai.isi(d, A, {"KS": "3"}, "2025", "asesmen", date(2025, 6, 9))
        nilai.isi(d, A, {"INT": "3"}, "2025", "atasan", None)
        nilai.isi(d, B, {"INT": "3"}, "2025", "asesmen", date(2025, 12, 1))
    with door.baca(basis) as d:

        def kata(hari: date | None) -> list[str]:
            return [satu[:40] for satu in pegawai_hari.nilai_sesudah(d, A, hari)]

        assert kata(date(2025, 6, 11)) == kata(None) == []
        assert kata(date(2025, 6, 10)) == ["1 nilainya bertanggal 2025-06-10 atau se"]
        assert kata(date(2025, 6, 9))[0].startswith("2 nilainya")
