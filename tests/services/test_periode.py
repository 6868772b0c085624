"""Periods: opened once with both days, listed by their last day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, TidakDitemukan
from asn_kompetensi.services import penutupan, periode
from asn_kompetensi.store import door
from tests.cetakan import sekali


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


@sekali
def _awal(basis: Path) -> None:
    with tulis(basis) as d:
        periode.buka(d, "2025", "2025-01-01", "31-12-2025")


@pytest.fixture
def terbuka(basis: Path) -> Path:
    _awal(basis)
    return basis


@pytest.mark.parametrize(
    ("kata", "galat", "pesan"),
    [
        (("20 25", "2025-01-01", "2025-12-31"), DataDitolak, "tanpa spasi"),
        (("2026", "2026-12-31", "2026-01-01"), DataDitolak, "mendahului"),
        (("2026", "besok", "2026-01-01"), DataDitolak, "tidak terbaca"),
        (("2026", "2026-01-01", "-"), DataDitolak, "isi --selesai kosong"),
        (("2025", "2025-01-01", "2025-06-30"), Bentrok, "2025-01-01 s.d. 2025-12-31"),
    ],
)
def test_a_refused_period_leaves_nothing(
    terbuka: Path, kata: tuple[str, str, str], galat: type[GalatASN], pesan: str
) -> None:
    sebelum = terbuka.read_bytes()
    with pytest.raises(galat) as salah, tulis(terbuka) as d:
        periode.buka(d, *kata)
    assert pesan in salah.value.pesan
    assert terbuka.read_bytes() == sebelum


def test_the_same_again_changes_nothing_but_closed_is_a_conflict(terbuka: Path) -> None:
    with tulis(terbuka) as d:
        assert periode.buka(d, "2025", "2025-01-01", "2025-12-31")["status"] == "terbuka"
        assert not d.berubah
    with tulis(terbuka) as d:
        penutupan.tutup(d, "2025")
    with pytest.raises(Bentrok, match="sudah ditutup"), tulis(terbuka) as d:
        periode.buka(d, "2025", "2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("mulai", "selesai", "sehari"),
    [
        ("2024-01-01", "2024-12-31", ""),
        ("2026-01-01", "2026-12-31", ""),
        ("2025-01-01", "2025-12-31", "harinya sama dengan periode 2025"),
        ("2024-07-01", "2025-01-01", "harinya tumpang tindih dengan periode 2025 (2025-01-01 s.d. 2025-12-31)"),
        ("2025-12-31", "2026-03-01", "harinya tumpang tindih dengan periode 2025 (2025-01-01 s.d. 2025-12-31)"),
        ("2025-04-01", "2025-04-01", "harinya tumpang tindih dengan periode 2025 (2025-01-01 s.d. 2025-12-31)"),
        ("2020-01-01", "2030-12-31", "harinya tumpang tindih dengan periode 2025 (2025-01-01 s.d. 2025-12-31)"),
    ],
)
def test_days_that_another_period_has_too(terbuka: Path, mulai: str, selesai: str, sehari: str) -> None:
    with tulis(terbuka) as d:
        assert periode.sehari(d, periode.buka(d, "X", mulai, selesai)) == sehari


def test_twins_are_told_of_before_others(terbuka: Path) -> None:
    with tulis(terbuka) as d:
        periode.buka(d, "2025-S1", "2025-01-01", "2025-06-30")
        periode.buka(d, "2025-S2", "2025-07-01", "2025-12-31")
        assert periode.sehari(d, periode.buka(d, "2025-A", "2025-01-01", "2025-12-31")) == (
            "harinya sama dengan periode 2025; harinya tumpang tindih dengan periode "
            "2025-S1 (2025-01-01 s.d. 2025-06-30), 2025-S2 (2025-07-01 s.d. 2025-12-31)"
        )


def test_overlapping_periods_are_listed_by_last_day_then_code(terbuka: Path) -> None:
    with tulis(terbuka) as d:
        periode.buka(d, "2025-S2", "2025-07-01", "2025-12-31")
        periode.buka(d, "2025-S1", "2025-01-01", "2025-06-30")
    with door.baca(terbuka) as d:
        assert [satu[0] for satu in periode.daftar(d)] == ["2025-S1", "2025", "2025-S2"]
        assert periode.lihat(d, "2025-s1") == {
            "kode": "2025-S1", "mulai": "2025-01-01", "selesai": "2025-06-30", "status": "terbuka", "segel": None,
            "dibuka_ulang": 0, "nilai": 0, "pegawai": 0, "peringatan": [], "buka_ulang": [],
        }  # fmt: skip
        with pytest.raises(TidakDitemukan):
            periode.lihat(d, "2031")
