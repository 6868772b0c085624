"""`python -m benchmarks.anak JOB JSON`: one job in a process of its own; prints `[seconds, processor seconds]` of it.

Everything the job needs is imported and read before the watch starts. Rubbish is collected as rarely as in the program.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _gap(basis: str, bentuk: str, periode: int, opd: int | None = None) -> Callable[[], object]:
    """Open the database, ask, and have the rows ready to print."""
    from asn_kompetensi.services import gap, gap_tren  # noqa: F401 - before the watch starts
    from asn_kompetensi.store import door
    from benchmarks.kueri import BENTUK

    def kerja() -> object:
        with door.baca(Path(basis)) as d:
            return BENTUK[bentuk](d, periode, opd)

    return kerja


KERJA: dict[str, Callable[..., Callable[[], object]]] = {"gap": _gap}


def prosesor() -> float:
    """Seconds of a processor this process and the children it has waited for have used."""
    return sum(os.times()[:4])


def main() -> None:
    """Run the job that is named."""
    nama, isi = sys.argv[1:3]
    pilihan: dict[str, Any] = json.loads(isi)
    gc.set_threshold(200_000, 20, 100)
    kerja = KERJA[nama](**pilihan)
    gc.collect()
    mulai, mulai_prosesor = time.perf_counter(), prosesor()
    kerja()
    print(json.dumps([time.perf_counter() - mulai, prosesor() - mulai_prosesor]))


if __name__ == "__main__":
    main()
