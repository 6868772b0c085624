"""The same work on many things, in several processes: as whole, as silent and as quickly ended as in one.

Each child asks for the next thing by answering the last one. It ends with its parent: by a signal, or because nobody is
at the other end of its pipe any more.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, TypeVar

from asn_kompetensi.cli import sinyal
from asn_kompetensi.domain.galat import GalatASN, GalatBerkas

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
H = TypeVar("H")
# A branch has everything loaded already. It is safe where it is used: no database is open, no thread of ours runs.
BERCABANG = sys.platform == "linux"
SECUKUPNYA = 8  # things that must be there for a second process: below that its start costs more than it brings
SEBENTAR = 0.5  # seconds a child has to take its temporary file away


def banyak_pekerja(banyak: int) -> int:
    """How many processes so many workbooks are worth: one where nothing would be won."""
    if banyak < SECUKUPNYA:
        return 1
    tersedia = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(tersedia, banyak // SECUKUPNYA + 1)


@contextlib.contextmanager
def bersama(kerja: Callable[[T], H], semua: Sequence[T], pekerja: int) -> Iterator[Iterator[tuple[T, H]]]:
    """Do `kerja` on all of `semua`; gives an iterator of each, as it is done, with what came out.

    What a child refuses (`GalatASN`) or breaks at is raised here; the others are then stopped. `kerja` must be a
    function of a module, and clean up after itself when `Dihentikan` is raised in it. The children are there before
    the iterator is: start threads (a progress bar) afterwards only.
    """
    anak: dict[Connection, BaseProcess] = {}
    beres = False
    try:
        if pekerja > 1:
            _mulai(anak, kerja, semua, pekerja)
        yield _bagikan(anak, semua) if anak else _sendiri(kerja, semua)
        beres = True
    finally:
        _akhiri(anak, segera=not beres)


def _sendiri(kerja: Callable[[T], H], semua: Sequence[T]) -> Iterator[tuple[T, H]]:
    for satu in semua:
        yield satu, kerja(satu)


def _mulai(anak: dict[Connection, BaseProcess], kerja: Callable[[T], object], semua: Sequence[T], pekerja: int) -> None:
    """Fill `anak` with the children, by the pipe to each; with none where the system allows no further process."""
    konteks: Any = multiprocessing.get_context("fork" if BERCABANG else "spawn")
    sinyal.tahan()  # until a child has handlers of its own it would tell of the signal in its parent's words
    try:
        for _ in range(pekerja):
            sini, sana = konteks.Pipe()
            proses = konteks.Process(target=_anak, args=(sana, [*anak, sini] if BERCABANG else [], kerja, semua))
            proses.daemon = True
            proses.start()
            anak[sini] = proses
            sana.close()
    except OSError:
        _akhiri(anak, segera=True)
        anak.clear()
    finally:
        sinyal.lepas()


def _bagikan(anak: dict[Connection, BaseProcess], semua: Sequence[T]) -> Iterator[tuple[T, Any]]:
    """Hand out the numbers of the things, one at a time to whoever is idle."""
    nomor = iter(range(len(semua)))
    sibuk: set[Connection] = set()
    for satu in anak:
        _beri(satu, nomor, sibuk)
    while sibuk:
        for siap in connection.wait(sibuk):
            pipa: Any = siap
            try:
                ke, hasil, galat = pipa.recv()
            except (EOFError, OSError):
                raise GalatBerkas(
                    "Sebuah proses pembuat buku kerja dihentikan sistem sebelum selesai.",
                    "Mungkin memori habis: tutup program lain, lalu ulangi dengan --timpa.",
                ) from None
            if galat is not None:
                raise galat
            sibuk.discard(pipa)
            _beri(pipa, nomor, sibuk)
            yield semua[ke], hasil


def _beri(pipa: Connection, nomor: Iterator[int], sibuk: set[Connection]) -> None:
    if (ke := next(nomor, None)) is not None:
        sibuk.add(pipa)
        with contextlib.suppress(OSError):  # it is dead: reading from it says so
            pipa.send(ke)


def _akhiri(anak: dict[Connection, BaseProcess], *, segera: bool) -> None:
    """No child outlives this: the idle ones go by themselves, the busy ones take away what they have half written."""
    for pipa in anak:
        pipa.close()
    for proses in anak.values() if segera else ():
        proses.terminate()
    for proses in anak.values():
        proses.join(SEBENTAR)
        if proses.is_alive():
            proses.kill()
            proses.join()


def _anak(pipa: Connection, bukan_milikku: Sequence[Connection], kerja: Callable[[Any], object], semua: Any) -> None:
    """In the child: do what is asked for until nobody asks any more."""
    try:
        try:
            sinyal.sebagai_pekerja()
            for satu in bukan_milikku:
                satu.close()  # else the pipe would still have a parent's end when the parent has gone
            while True:
                ke = pipa.recv()
                pipa.send((ke, *_coba(kerja, semua[ke])))
        except (EOFError, OSError):
            pass
    except sinyal.Dihentikan:
        pass
    finally:
        os._exit(0)  # what Python does at its end is the parent's


def _coba(kerja: Callable[[T], H], satu: T) -> tuple[H | None, Exception | None]:
    """What came out, or what was raised."""
    try:
        return kerja(satu), None
    except Exception as galat:
        if (kode := sinyal.diminta()) is not None:  # broken by the unwinding
            raise sinyal.Dihentikan(kode) from galat
        if not isinstance(galat, GalatASN):
            galat.add_note(traceback.format_exc())  # what `--debug` shows
        return None, _terkirim(galat)


def _terkirim(galat: Exception) -> Exception:
    """The exception, or where it cannot go through a pipe one of its name."""
    try:
        pickle.loads(pickle.dumps(galat))
    except Exception:
        return RuntimeError(type(galat).__name__)
    return galat
