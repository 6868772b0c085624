"""A progress bar on stderr: only where a person watches, never in a pipe, never under `-q`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")


def maju(langkah: Iterable[T], keterangan: str) -> Iterator[T]:
    """Walk through `langkah`, moving a bar on a terminal."""
    if not sys.stderr.isatty() or os.environ.get("ASN_DIAM") == "1":
        yield from langkah
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    layar = Console(stderr=True, markup=False, emoji=False, highlight=False)
    kolom = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*kolom, console=layar, transient=True) as batang:
        tugas = batang.add_task(keterangan, total=len(langkah) if isinstance(langkah, Sized) else None)
        for satu in langkah:
            yield satu
            batang.advance(tugas)
