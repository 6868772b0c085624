"""The one reader of spreadsheets: xlsx, xlsb, xls, ods and CSV become a `Lembar`."""

from __future__ import annotations

from asn_kompetensi.tabular.baca.lembar_ import baca_lembar

__all__ = ["baca_lembar"]
