"""Refusals as sentences: two lines on stderr, or one JSON object. No NIP leaves in full here."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Mapping
from typing import Any, TextIO

from asn_kompetensi.domain.galat import GalatASN

# A seal may hold eighteen digits in a row by chance: it is passed over whole.
_NIP = re.compile(r"\b[0-9a-f]{64}\b|(?<![0-9])(?!0{4})[0-9]{15}(?=[0-9]{3}(?![0-9]))")


def samarkan(teks: str) -> str:
    """The text with every NIP masked but for its last three digits; what stands for an erased one (0000…) is none."""
    return _NIP.sub(lambda satu: satu[0] if len(satu[0]) == 64 else "*" * 15, teks)


def orang(siapa: Mapping[str, Any]) -> str:
    """A person (`nip, nama`) in a sentence: by name on the clerk's own screen; a file or pipe may be kept as a log."""
    return str(siapa["nama"]) if sys.stderr.isatty() else f"NIP {samarkan(siapa['nip'])}"


def laporkan(galat: GalatASN, sebagai_json: bool, keluar: TextIO) -> None:
    """Say what went wrong and what to do next."""
    pesan, petunjuk = samarkan(galat.pesan), samarkan(galat.petunjuk)
    if sebagai_json:
        isi = {"jenis": galat.jenis, "kode": int(galat.kode), "pesan": pesan, "petunjuk": petunjuk}
        keluar.write(json.dumps({"galat": isi}, ensure_ascii=False) + "\n")
        return
    keluar.write(bungkus(f"asn: {pesan}", keluar) + "\n")
    if petunjuk:
        keluar.write(bungkus(f"Petunjuk: {petunjuk}", keluar) + "\n")


def bungkus(teks: str, keluar: TextIO) -> str:
    """A line for a person: on a terminal it breaks between words; in a pipe it stays one line.

    Names of files and what was typed stand in it: a break or an escape sequence there is shown, not obeyed.
    """
    from asn_kompetensi.tabular.nilai import bersih  # not at the top: most commands have nothing to say

    teks = bersih(teks)
    if not keluar.isatty():
        return teks
    lebar = max(20, shutil.get_terminal_size().columns)
    return textwrap.fill(teks, lebar, break_long_words=False, break_on_hyphens=False)
