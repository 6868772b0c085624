"""Rows that are told as they come, one at a time: for steps that take their time, a person or a scheduler watching."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import TextIO

from asn_kompetensi.tabular import teks
from asn_kompetensi.tabular.json_ import aman
from asn_kompetensi.tabular.nilai import bersih, json_teks, mesin
from asn_kompetensi.tabular.tabel import Kolom


class Arus:
    """Writes each row at once: a JSON object a line with `json`, a sentence on a terminal, else TSV with a header."""

    def __init__(self, keluar: TextIO, kolom: Sequence[Kolom], *, json: bool) -> None:
        self._keluar, self._nama, self._json = keluar, [satu.nama for satu in kolom], json
        self._awal = True

    def baris(self, isi: Sequence[object]) -> None:
        """Write one row and hand it on to whoever reads."""
        if self._json:
            bidang = (f"{json_teks(nama)}: {json_teks(satu)}" for nama, satu in zip(self._nama, isi, strict=True))
            self._keluar.write(aman("{" + ", ".join(bidang) + "}") + "\n")
        elif self._keluar.isatty():
            urut, nama, status, *_, pesan = (bersih(mesin(satu)) for satu in isi)
            awal = f"{urut:>2}. {nama:<9} {status:<8} "
            lebar = max(2 * len(awal), shutil.get_terminal_size().columns)
            self._keluar.write(
                textwrap.fill(pesan, lebar, initial_indent=awal, subsequent_indent=" " * len(awal)) + "\n"
            )
        else:
            if self._awal:
                teks.tulis_tsv(self._keluar, self._nama, [])
            self._keluar.write("\t".join(bersih(mesin(satu)) for satu in isi) + "\n")
        self._awal = False
        self._keluar.flush()
