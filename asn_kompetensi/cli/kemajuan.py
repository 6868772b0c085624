"""A progress bar on stderr: only where a person watches, never in a pipe, never under `-q`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
# What takes no longer than this, in seconds, needs no bar.
SABAR = 0.5
_terpasang = False


def maju(langkah: Iterable[T], keterangan: str, *, jumlah: int | None = None) -> Iterator[T]:
    """Walk through `langkah`, moving a bar on a terminal; `jumlah` says how many they are where they do not know."""
    if not _ditonton():
        yield from langkah
        return
    with _pasang(_batang()) as batang:
        tugas = batang.add_task(keterangan, total=len(langkah) if isinstance(langkah, Sized) else jumlah)
        for satu in langkah:
            yield satu
            batang.advance(tugas)


@contextmanager
def kabar_bacaan() -> Iterator[Callable[[str, int, int], None] | None]:
    """What a reader tells how far it has come: (what, done, out of how much or 0). None where nobody watches.

    Inside another bar, and where the answer goes into a pipe, nothing is shown.
    """
    if _terpasang or not _ditonton() or not sys.stdout.isatty():
        yield None
        return
    mulai = monotonic()
    batang: Progress | None = None

    def kabar(keterangan: str, selesai: int, jumlah: int) -> None:
        nonlocal batang
        if batang is None:
            if monotonic() - mulai < SABAR:
                return
            batang = _batang(persen=True)
            batang.add_task(keterangan, total=None)
            batang.start()
        batang.update(batang.task_ids[0], description=keterangan, completed=selesai, total=jumlah or None)

    try:
        yield kabar
    finally:
        if batang is not None:
            batang.stop()


def _ditonton() -> bool:
    return sys.stderr.isatty() and os.environ.get("ASN_DIAM") != "1"


def _batang(*, persen: bool = False) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn

    layar = Console(stderr=True, markup=False, emoji=False, highlight=False)
    ukuran = TaskProgressColumn() if persen else MofNCompleteColumn()
    return Progress(TextColumn("{task.description}", markup=False), BarColumn(), ukuran, console=layar, transient=True)


@contextmanager
def _pasang(batang: Progress) -> Iterator[Progress]:
    """Two bars at once would overwrite each other; rich refuses them."""
    global _terpasang
    with batang:
        _terpasang = True
        try:
            yield batang
        finally:
            _terpasang = False
