"""A small XML member of a workbook walked element by element, under any prefix."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.arsip import Arsip

KEDALAMAN_MAKS = 60


def urai(
    arsip: Arsip,
    anggota: str,
    maks: int,
    buka: Callable[[str, dict[str, str]], None],
    tutup: Callable[[str], None] = lambda _: None,
) -> None:
    """Call `buka(name, attributes)` and `tutup(name)` for every element; nothing happens for an empty member.

    No tree is built, and none that is too deep is followed: five megabytes of open tags would take 300 of memory.
    Raises DataDitolak when unreadable, deeper than any program writes, or longer than `maks` bytes.
    """
    isi = arsip.baca(anggota, maks)
    if not isi:
        return
    kedalaman = 0

    def mulai(nama: str, atribut: dict[str, str]) -> None:
        nonlocal kedalaman
        kedalaman += 1
        if kedalaman > KEDALAMAN_MAKS:
            raise janggal(f"bagian {anggota} bersarang terlalu dalam")
        buka(tanpa_awalan(nama), atribut)

    def selesai(nama: str) -> None:
        nonlocal kedalaman
        kedalaman -= 1
        tutup(tanpa_awalan(nama))

    pengurai = expat.ParserCreate()
    pengurai.StartElementHandler, pengurai.EndElementHandler = mulai, selesai
    try:
        pengurai.Parse(isi, True)
    except (expat.ExpatError, ValueError, LookupError) as galat:
        raise arsip.rusak() from galat


def tanpa_awalan(nama: str) -> str:
    """`x:sheet` is `sheet`."""
    return nama.partition(":")[2] or nama
