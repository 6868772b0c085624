"""What a cell of a sheet may hold, as the reader (`tabular.baca`) hands it to the services.

`str` (as written, one leading apostrophe removed), `int`, `float`, `bool`, `date`, `datetime`, `None` (empty, `-`,
`null`, `...`), `AngkaMentah` (a number in a NIP column, with the text the file really holds), `GalatRumus` (an error
such as `#REF!`) or `TANPA_NILAI` (a formula whose result was never stored).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final


class AngkaMentah(float):
    """A numeric cell where text was due; `mentah` is the number exactly as the file writes it."""

    mentah: str

    def __new__(cls, mentah: str) -> AngkaMentah:
        """Build from the stored digits, e.g. `1.96808171994032E+17`."""
        angka = super().__new__(cls, float(mentah))
        angka.mentah = mentah
        return angka


class GalatRumus(str):
    """An error value such as `#REF!`: not a text, however it looks."""

    __slots__ = ()


class _TanpaNilai:
    """The type of `TANPA_NILAI`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "TANPA_NILAI"


TANPA_NILAI: Final = _TanpaNilai()

NilaiSel = str | int | float | bool | date | datetime | None | _TanpaNilai
