"""National reference data shipped with the program: one CSV per subject, every row with its legal basis and dates."""

from __future__ import annotations

import csv
import re
from functools import cache


@cache
def _baris(nama: str) -> tuple[dict[str, str], ...]:
    from pkgutil import get_data  # importlib.resources takes longer to import than all of these files to read

    if not re.fullmatch(r"[a-z_]+", nama):
        raise ValueError(f"Nama acuan '{nama}' tidak dikenal.")
    isi = get_data("asn_kompetensi", f"reference/{nama}.csv")
    if isi is None:
        raise FileNotFoundError(nama)
    return tuple(csv.DictReader(isi.decode("utf-8").splitlines()))


def baca_acuan(nama: str) -> list[dict[str, str]]:
    """Rows of `asn_kompetensi/reference/<nama>.csv`, keys as in its header, in file order.

    The caller gets copies and may change them. Raises ValueError for a name that cannot be a reference file and
    FileNotFoundError for one that is not shipped.
    """
    return [dict(baris) for baris in _baris(nama)]


@cache
def nilai_bawaan(kunci: str) -> str:
    """The shipped default of one policy in `kebijakan.csv`, as text; KeyError when there is no such policy.

    The database holds the dated policies that count; this is what a new database starts with.
    """
    return {baris["kunci"]: baris["nilai"] for baris in _baris("kebijakan")}[kunci]
