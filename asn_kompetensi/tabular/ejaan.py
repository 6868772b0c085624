"""Values as text, column by column: what comes again (an agency, a job, a level) is spelled once and looked up.

Rows are turned into columns a chunk at a time: a look-up costs a third of spelling a text, a tenth of a decimal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from asn_kompetensi.domain.untai import Jalinan

POTONGAN = 500  # rows spelled at one time: few enough to stay in the cache of a processor
INGAT = 1000  # spellings a column keeps from one chunk to the next
# Equal values of one of these exact types are spelled alike. Across types they are not (1 and True), so neither in
# tuples; datetimes of two zones may be equal. Only a kind of text equals a text, and is spelled like it.
_BERULANG = frozenset({str, int, bool, float, Decimal, date})
_KOSONG = type(None)


class Ejaan(dict[object, str]):
    """How the values of one column are spelled. Its keys are of one type at any time, and None.

    `eja` spells one value. `sekaligus` spells texts that hardly ever come again, for columns of them.
    """

    __slots__ = ("eja", "jenis", "sekaligus", "unik")

    def __init__(self, eja: Callable[[object], str], sekaligus: Callable[[Sequence[str]], Sequence[str]]) -> None:
        self.eja, self.sekaligus = eja, sekaligus
        self.jenis: type = _KOSONG
        self.unik = False

    def __missing__(self, nilai: object) -> str:
        teks = self.eja(nilai)
        if type(nilai) is self.jenis or nilai is None:
            self[nilai] = teks
        return teks

    def kolom(self, nilai: Sequence[object]) -> Sequence[str]:
        """The spellings of a chunk of the column, in order."""
        if self.jenis is not str or self.unik:
            semua = set(map(type, nilai))
            if self.unik and semua == {str}:
                return self.sekaligus(nilai)  # type: ignore[arg-type] # each is a str, as just seen
            semua.discard(_KOSONG)
            if self.unik or len(semua) > 1 or not semua <= _BERULANG:
                return list(map(self.eja, nilai))
            self._ganti(semua.pop() if semua else self.jenis)
        try:
            return self._cari(nilai)
        except TypeError:  # a list among texts cannot be looked up
            return list(map(self.eja, nilai))

    def _ganti(self, jenis: type) -> None:
        if jenis is not self.jenis:
            self.clear()
            self.jenis = jenis

    def _cari(self, nilai: Sequence[object]) -> Sequence[str]:
        sebelum = len(self)
        hasil = list(map(self.__getitem__, nilai))
        self.unik = 2 * (len(self) - sebelum) > len(nilai) > 1
        if self.unik or len(self) > INGAT:
            self.clear()
        return hasil


def eja_baris(ejaan: Sequence[Ejaan], baris: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows in chunks: the spellings of all values, one after the other. ValueError for a row of another length."""
    if isinstance(baris, Jalinan):
        yield from _eja_untai(ejaan, baris)
        return
    mengalir = iter(baris)
    while potongan := list(islice(mengalir, POTONGAN)):
        yield _jalin([satu.kolom(nilai) for satu, nilai in zip(ejaan, zip(*potongan, strict=True), strict=True)])


def _eja_untai(ejaan: Sequence[Ejaan], baris: Jalinan) -> Iterator[str]:
    """The same of rows in strands: what a strand can say is spelled once in a part."""
    for bagian in baris.bagian():
        semua: list[tuple[list[str], Sequence[int]]] = []
        mulai = 0
        for isi, letak in bagian:
            sampai = mulai + len(isi[0])
            kolom = [satu.kolom(nilai) for satu, nilai in zip(ejaan[mulai:sampai], zip(*isi, strict=True), strict=True)]
            teks, mulai = list(map("".join, zip(*kolom, strict=True))), sampai
            if len(teks) == 1 and semua:  # said in every row: it may as well end the strand before
                semua[-1] = [satu + teks[0] for satu in semua[-1][0]], semua[-1][1]
            else:
                semua.append((teks, letak))
        if mulai < len(ejaan):
            raise ValueError("kolom kurang")
        for ke in range(0, len(semua[0][1]), POTONGAN):
            yield _jalin([list(map(teks.__getitem__, letak[ke : ke + POTONGAN])) for teks, letak in semua])


def _jalin(kolom: Sequence[Sequence[str]]) -> str:
    """Row by row what stands column by column."""
    isi = [""] * (len(kolom) * len(kolom[0]))
    for n, satu in enumerate(kolom):
        isi[n :: len(kolom)] = satu
    return "".join(isi)
