"""Which zip member is which sheet: the workbook part and its relations, read as calamine reads them.

calamine finds texts and styles by their usual names, whatever the relations say; a file that keeps them elsewhere, as
no spreadsheet program does, would be read with the wrong texts, or its dates as numbers, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.arsip import Arsip
from asn_kompetensi.tabular.baca.urai import tanpa_awalan, urai

BUKU_MAKS = 5_000_000
BUKU = "xl/workbook.xml"
RELASI_PAKET = "_rels/.rels"
RELASI = {"xlsx": "xl/_rels/workbook.xml.rels", "xlsb": "xl/_rels/workbook.bin.rels", "ods": ""}
_LETAK_TETAP = {"styles": "xl/styles.xml", "sharedstrings": "xl/sharedstrings.xml"}


def _unsur(arsip: Arsip, anggota: str, dicari: str) -> list[dict[str, str]]:
    """Attributes of every element called `dicari`. Raises DataDitolak when unreadable."""
    hasil: list[dict[str, str]] = []
    urai(arsip, anggota, BUKU_MAKS, lambda nama, atribut: hasil.append(atribut) if nama == dicari else None)
    return hasil


def _relasi(arsip: Arsip, anggota: str) -> Iterator[tuple[str, str, str]]:
    """(id, last part of the type in lower case, target as written)."""
    terpakai: set[str] = set()
    for satu in _unsur(arsip, anggota, "Relationship"):
        nomor = satu.get("Id", "")
        if nomor in terpakai:
            raise janggal(f"dua hubungan bernama {nomor}")
        terpakai.add(nomor)
        if satu.get("TargetMode") != "External":
            yield nomor, satu.get("Type", "").rpartition("/")[2].lower(), satu.get("Target", "")


def _letak(tujuan: str) -> str:
    """The member a workbook relation means, in lower case."""
    return (tujuan[1:] if tujuan.startswith("/") else "xl/" + tujuan).casefold()


def relasi_buku(arsip: Arsip, jenis: str) -> dict[str, str]:
    """Relation id -> zip member of the workbook part. Raises DataDitolak when unreadable."""
    return {nomor: _letak(tujuan) for nomor, _, tujuan in _relasi(arsip, RELASI[jenis])}


def anggota_lembar(arsip: Arsip) -> dict[str, str]:
    """Sheet name -> zip member of an xlsx. Raises DataDitolak when unreadable, or kept where calamine does not look."""
    for _, macam, tujuan in _relasi(arsip, RELASI_PAKET):
        if macam == "officedocument" and tujuan.removeprefix("/").casefold() != BUKU:
            raise janggal("buku kerjanya tidak terletak di xl/workbook.xml")
    letak: dict[str, str] = {}
    for nomor, macam, tujuan in _relasi(arsip, RELASI["xlsx"]):
        letak[nomor] = _letak(tujuan)
        if letak[nomor] != _LETAK_TETAP.get(macam, letak[nomor]):
            raise janggal(f"bagian {_LETAK_TETAP[macam]} terletak di {letak[nomor][:60]}")
    hasil: dict[str, str] = {}
    terpakai: set[str] = set()
    for satu in _unsur(arsip, BUKU, "sheet"):
        nomor_lembar = [isi for nama, isi in satu.items() if tanpa_awalan(nama) == "id"]
        anggota = letak.get(nomor_lembar[0]) if len(nomor_lembar) == 1 else None
        # A thousand names for one big part would be read a thousand times.
        if anggota in terpakai or satu.get("name", "") in hasil:
            raise janggal("dua lembar memakai nama atau bagian yang sama")
        if anggota:
            terpakai.add(anggota)
            hasil[satu.get("name", "")] = anggota
    return hasil


def sejak_1904(arsip: Arsip) -> bool:
    """Whether an xlsx counts its days from 1904."""
    return any(
        satu.get("date1904", "").strip().lower() in ("1", "true", "on") for satu in _unsur(arsip, BUKU, "workbookPr")
    )
