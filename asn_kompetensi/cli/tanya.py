"""Questions on a terminal; without one, a missing answer is a refusal that names the flag."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from asn_kompetensi.cli.pesan import bungkus
from asn_kompetensi.domain.galat import SalahPakai

CONTOH = {
    "--periode": "2025",
    "--dari-periode": "2024",
    "--ke-periode": "2025",
    "--tahun": "2025",
    "--opd": "DINKES",
    "--unit": "DINKES",
    "--gelombang": "2025-1",
    "--tanggal": "2025-07-01",
    "--mulai": "2025-01-01",
    "--selesai": "2025-12-31",
    "--ke": "keluaran",
    "-o": "dinkes.xlsx",
}


def bisa() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def wajib(jawaban: str | None, bendera: str, pertanyaan: str, contoh: str = "") -> str:
    """The answer given, else asked for. Raises `SalahPakai` naming `bendera` where nobody can be asked."""
    while not (jawaban and jawaban.strip()):
        if not bisa():
            raise SalahPakai(f"{bendera} wajib diisi", _petunjuk(bendera, pertanyaan, contoh or CONTOH.get(bendera)))
        jawaban = tanya(pertanyaan)
    return jawaban.strip()


def _petunjuk(bendera: str, pertanyaan: str, contoh: str | None) -> str:
    apa = pertanyaan if pertanyaan[:2].isupper() else pertanyaan[:1].lower() + pertanyaan[1:]
    if contoh:
        return f"Tambahkan {apa}, misalnya {bendera} {contoh}."
    return f"Tambahkan {apa} dengan {bendera}." if bendera.startswith("-") else f"Tambahkan {apa}."


def tanya(pertanyaan: str, bawaan: str = "") -> str:
    """Ask one line on stderr, so that stdout keeps the answer alone. Ctrl-D counts as Ctrl-C."""
    sys.stderr.write(bungkus(f"{pertanyaan}{f' [{bawaan}]' if bawaan else ''}:", sys.stderr) + " ")
    sys.stderr.flush()
    baris = sys.stdin.readline()
    if not baris:
        raise KeyboardInterrupt
    return baris.strip() or bawaan


def setuju(pertanyaan: str, ya: bool) -> bool:
    """Yes or no; `--yes` answers beforehand, and without a terminal it is required."""
    if ya:
        return True
    if not bisa():
        raise SalahPakai(f"perlu persetujuan: {pertanyaan}", "Tambahkan --yes bila memang itu yang dimaksud.")
    return tanya(f"{pertanyaan} [y/T]").casefold() in ("y", "ya")


def pilih(pertanyaan: Mapping[int, str]) -> set[int] | None:
    """Ask of each row whether to take it: yes, no, or all from here on. None when every one is taken."""
    diterima: set[int] = set()
    for ke, (nomor, isi) in enumerate(pertanyaan.items()):
        jawaban = tanya(f"{isi}. Terima? [y/T/semua]").casefold()
        if jawaban in ("s", "semua"):
            diterima.update(list(pertanyaan)[ke:])
            break
        if jawaban in ("y", "ya"):
            diterima.add(nomor)
    return None if len(diterima) == len(pertanyaan) else diterima
