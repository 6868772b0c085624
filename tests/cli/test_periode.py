"""`asn periode`: both days are required, the same again is fine, other dates are a conflict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Asn

BUKA = ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("buka", "2025", "--selesai", "2025-12-31"), 2, "--mulai wajib diisi"),
        (("buka", "2025", "--mulai", "2025-01-01"), 2, "--selesai wajib diisi"),
        (("buka", "2025", "--mulai", "2025-12-31", "--selesai", "2025-01-01"), 3, "mendahului"),
        (("buka", "20 25", "--mulai", "2025-01-01", "--selesai", "2025-12-31"), 3, "tanpa spasi"),
        (("buka", "2024", "--mulai", "2025-01-01", "--selesai", "2025-12-31"), 5, "periode 2024 sudah ada"),
        (("lihat", "2031"), 4, "periode '2031' belum terdaftar"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    asn("periode", "buka", "2024", "--mulai", "2024-01-01", "--selesai", "2024-12-31")
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("periode", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_open_and_again(asn: Asn) -> None:
    assert asn(*BUKA) == (0, "", "periode 2025 dibuka\n")
    kode, keluar, galat = asn(*BUKA, "--json")
    assert (kode, galat) == (0, "periode 2025 sudah terbuka\n")
    isi = {"kode": "2025", "mulai": "2025-01-01", "selesai": "2025-12-31", "status": "terbuka", "segel": None}
    assert json.loads(keluar) == isi
    assert json.loads(asn("periode", "daftar", "--json")[1]) == [isi]
    assert json.loads(asn("periode", "lihat", "2025", "--json")[1]) == {**isi, "nilai": 0, "pegawai": 0}


def test_none_is_an_empty_list(asn: Asn) -> None:
    assert asn("periode", "daftar", "--json") == (0, "[]\n", "")
