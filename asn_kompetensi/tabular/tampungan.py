"""Rows waiting for their reader: a few in memory, more than that on the disk, however many there are.

What is asked of the database is taken whole before the door closes, so that no lock waits for a slow pipe or a
workbook; what is taken must not fill the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Any

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.domain.sistem import sebab

POTONGAN = 1000
DI_MEMORI = 10_000


def tampung(baris: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The same rows, to be read once; the source is used up when this returns.

    Up to `DI_MEMORI` rows come back as a list. The others wait in a nameless file in the system's temporary folder,
    readable by this process alone and gone with it. Raises `GalatBerkas` where that disk takes no more.
    """
    mengalir = iter(baris)
    awal = list(islice(mengalir, DI_MEMORI))
    sisa = list(islice(mengalir, POTONGAN))
    if not sisa:
        return awal
    return chain(awal, _dari(_ke_berkas(chain([sisa], _potong(mengalir)))))


def _potong(mengalir: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while potongan := list(islice(mengalir, POTONGAN)):
        yield potongan


def _ke_berkas(potongan: Iterator[list[tuple[Any, ...]]]) -> IO[bytes]:
    import pickle
    import tempfile

    try:
        berkas = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been read
        for satu in potongan:
            pickle.dump(satu, berkas, 5)
        berkas.seek(0)
    except OSError as salah:
        raise GalatBerkas(
            f"folder sementara tidak dapat menampung jawaban: {sebab(salah)}",
            "Kosongkan ruang di media simpannya, atau tunjuk folder lain dengan TMPDIR.",
        ) from salah
    return berkas


def _dari(berkas: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    import pickle

    with berkas:
        while True:
            try:
                potongan = pickle.load(berkas)
            except EOFError:
                return
            yield from potongan
