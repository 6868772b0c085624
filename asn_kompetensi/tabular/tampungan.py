"""Answers waiting for their reader: some megabytes in memory, more than that on the disk, however long they are.

What is asked of the database is taken whole before the door closes, so that no lock waits for a slow pipe or a
workbook; what is taken must not fill the memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, BinaryIO, NoReturn

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.domain.sistem import sebab

DI_MEMORI = 4_000_000  # bytes
POTONGAN = 1000  # rows kept together
SEKALI = 1 << 18  # bytes handed on at one time


class Wadah:
    """What is put in, text or bytes, in order; read once, when all is in. `layar`: its text is for a terminal.

    Up to `DI_MEMORI` it is held in memory. What is longer waits in a nameless file in the system's temporary folder,
    readable by this process alone and gone with it. Raises `GalatBerkas` where that disk takes no more.
    """

    def __init__(self, *, layar: bool = False) -> None:
        self._layar = layar
        self._memori = io.BytesIO()
        self._isi: IO[bytes] = self._memori
        self._sisa = DI_MEMORI

    def isatty(self) -> bool:
        """Whether what is written will be seen on a terminal."""
        return self._layar

    def write(self, teks: str) -> None:
        """Put in text, as UTF-8."""
        self.simpan(teks.encode("utf-8", "backslashreplace"))

    def simpan(self, isi: bytes) -> None:
        """Put in bytes."""
        sebelum, self._sisa = self._sisa, self._sisa - len(isi)
        try:
            if sebelum >= 0 > self._sisa:
                self._pindah()
            self._isi.write(isi)
        except OSError as salah:
            _penuh(salah)

    def _pindah(self) -> None:
        import tempfile

        self._isi = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been read
        self._isi.write(self._memori.getbuffer())
        self._memori = io.BytesIO()

    def buka(self) -> IO[bytes]:
        """All of it, from its beginning; whoever reads it closes it."""
        try:
            self._isi.seek(0)
        except OSError as salah:  # the last of it goes to the disk here
            _penuh(salah)
        return self._isi

    def salin(self, keluar: BinaryIO) -> None:
        """Hand all of it on."""
        with self.buka() as isi:
            while potongan := isi.read(SEKALI):
                sisa = memoryview(potongan)
                while sisa:  # where Python itself holds nothing back (-u), a write may take only a part
                    sisa = sisa[keluar.write(sisa) :]


def _penuh(salah: OSError) -> NoReturn:
    raise GalatBerkas(
        f"folder sementara tidak dapat menampung jawaban: {sebab(salah)}",
        "Kosongkan ruang di media simpannya, atau tunjuk folder lain dengan TMPDIR.",
    ) from salah


def tampung(baris: Iterable[Any]) -> Iterable[Any]:
    """The same rows, to be read once; the source is used up when this returns. A list waits where it is."""
    if isinstance(baris, list):
        return baris
    import pickle

    wadah, mengalir = Wadah(), iter(baris)
    while potongan := list(islice(mengalir, POTONGAN)):
        wadah.simpan(pickle.dumps(potongan, 5))
    return _dari(wadah)


def _dari(wadah: Wadah) -> Iterator[Any]:
    import pickle

    with wadah.buka() as isi:
        while True:
            try:
                potongan = pickle.load(isi)
            except EOFError:
                return
            yield from potongan
