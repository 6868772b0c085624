"""Streams and readers that several tests of the output half use."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


class Layar(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def semua_bagian(path: Path) -> dict[str, str]:
    """Every part of a workbook as text, by name."""
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n).decode("utf-8") for n in z.namelist()}
