"""Rows that wait: the same rows in the same order, the source used up at once, the memory that of a few."""

from __future__ import annotations

import errno
import tempfile
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

import pytest

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular.tampungan import DI_MEMORI, POTONGAN, tampung


def _baris(banyak: int) -> Iterator[tuple[Any, ...]]:
    for n in range(banyak):
        yield (n, f"Sabai {n} \ud800\x00", Decimal(n).scaleb(-2), None, Fraction(n, 7), [str(n)], n % 2 == 0)


@pytest.mark.parametrize(
    "banyak",
    [0, 1, DI_MEMORI - 1, DI_MEMORI, DI_MEMORI + 1, DI_MEMORI + POTONGAN, DI_MEMORI + 2 * POTONGAN + 1],
)
def test_the_same_rows_come_back(banyak: int) -> None:
    sumber = _baris(banyak)
    hasil = tampung(sumber)
    assert next(sumber, "habis") == "habis"  # before anyone has read a row: the door may close
    assert list(hasil) == list(_baris(banyak))


def test_a_short_answer_needs_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: pytest.fail("no file for a few rows"))
    assert tampung(_baris(DI_MEMORI)) == list(_baris(DI_MEMORI))


def test_memory_is_that_of_a_few_rows_however_many_there_are() -> None:
    puncak = []
    for banyak in (2 * DI_MEMORI, 8 * DI_MEMORI):
        tracemalloc.start()
        assert sum(1 for _ in tampung(("x" * 50, n, None) for n in range(banyak))) == banyak
        puncak.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert puncak[1] < puncak[0] * 1.2


def test_the_file_has_no_name_and_is_closed_at_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dibuka: list[IO[bytes]] = []
    asli = tempfile.TemporaryFile

    def buka() -> IO[bytes]:
        dibuka.append(asli())
        return dibuka[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", buka)
    hasil = tampung(_baris(DI_MEMORI + 1))
    assert list(tmp_path.iterdir()) == []
    assert [satu.closed for satu in dibuka] == [False]
    assert sum(1 for _ in hasil) == DI_MEMORI + 1
    assert [satu.closed for satu in dibuka] == [True]


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def penuh() -> IO[bytes]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", penuh)
    with pytest.raises(GalatBerkas, match="folder sementara tidak dapat menampung jawaban") as salah:
        tampung(_baris(DI_MEMORI + 1))
    assert "TMPDIR" in (salah.value.petunjuk or "")


def test_what_the_source_raises_flies_on() -> None:
    def sumber() -> Iterator[tuple[Any, ...]]:
        yield from _baris(DI_MEMORI + POTONGAN)
        raise ValueError("dari sumber")

    with pytest.raises(ValueError, match="dari sumber"):
        tampung(sumber())
