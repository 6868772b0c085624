"""Cells of training files: lengths, meetings, years, numbers of certificates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asn_kompetensi.domain.kursus import baca_jam, baca_kali, baca_luar_negeri, baca_tahun, bernomor


@pytest.mark.parametrize(
    ("baca", "sel", "hasil"),
    [
        *((baca_jam, sel, 24) for sel in (24, 24.0, "24", " 24 JP", "24 jp.", "24JPL", "24 Jam", "24 Jam Pelajaran",
                                          "24,0", "24.00 JP", "'24")),
        *((baca_jam, sel, None) for sel in (None, "", "-", "null", "  ")),
        (baca_jam, 1, 1), (baca_jam, "5000", 5000), (baca_jam, True, 1),
        (baca_kali, "3 kali", 3), (baca_kali, 2.0, 2), (baca_kali, "2x", 2), (baca_kali, "4 Pertemuan", 4),
        (baca_kali, "-", None), (baca_kali, 100, 100),
        (baca_tahun, 2025, 2025), (baca_tahun, "2025", 2025), (baca_tahun, 2025.0, 2025), (baca_tahun, 0, None),
        (baca_tahun, "0000", None), (baca_tahun, "", None), (baca_tahun, "1900", 1900), (baca_tahun, "2100", 2100),
        (baca_luar_negeri, "Ya", True), (baca_luar_negeri, "LN", True), (baca_luar_negeri, 1, True),
        (baca_luar_negeri, "Luar Negeri", True), (baca_luar_negeri, "tidak", False), (baca_luar_negeri, 0, False),
        (baca_luar_negeri, "Dalam Negeri", False), (baca_luar_negeri, False, False), (baca_luar_negeri, None, None),
    ],
)  # fmt: skip
def test_read(baca: Callable[[object], object], sel: object, hasil: object) -> None:
    assert baca(sel) == hasil


@pytest.mark.parametrize(
    ("baca", "sel", "pesan"),
    [
        (baca_jam, "3 hari", "menyebut hari, bukan JP"), (baca_jam, "3 Hr", "menyebut hari"),
        *((baca_jam, sel, "bukan jumlah JP") for sel in ("80,5", 80.5, "dua puluh", "3 hari (24 JP)", "24-30", "-24",
                                                         "24 menit", "1.000", "٢٤", "12345")),
        (baca_jam, 0, "di luar 1 sampai 5000"), (baca_jam, "5001", "di luar"),
        *((baca_kali, sel, "bukan banyaknya pertemuan") for sel in (0, 101, "sering", 1.5, -1)),
        *((baca_tahun, sel, "tidak sah") for sel in ("25", 1899, 2101, "2024/2025", "dua ribu", 2025.5, "٢٠٢٥")),
        (baca_luar_negeri, "Singapura", "bukan ya atau tidak"), (baca_luar_negeri, 2, "bukan ya atau tidak"),
    ],
)  # fmt: skip
def test_refused(baca: Callable[[object], object], sel: object, pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan):
        baca(sel)


def test_a_number_of_a_certificate_has_a_digit() -> None:
    assert bernomor("890/12/BKPSDM-2025")
    assert not bernomor("ada")
    assert not bernomor("Terlampir")
