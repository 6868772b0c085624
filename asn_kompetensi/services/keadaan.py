"""What stands around the gap of a period: policies, agencies, competencies. A closed period keeps them as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import laporan as laporan_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import penutupan as beku
from asn_kompetensi.store.queries.gap import tertutup


def kebijakan(
    d: Pintu, periode_id: int, selesai: str, opd_id: Collection[int] | None = None
) -> dict[str, tuple[str, str, str]]:
    """Policies of a period, by its last day `selesai` (ISO): key -> (value, legal basis, explanation).

    In a united file those all its cities have, else the shipped ones; `opd_id`, all of one city, asks for that city's.
    """
    if opd_id and len(kota := gabung.nomor_kota(d.kon, opd_id)) == 1:
        return gabung.kebijakan_kota(d.kon, periode_id, kota[0])
    return beku.kebijakan(d.kon, periode_id) if tertutup(d.kon, periode_id) else db_sql.kebijakan(d.kon, selesai)


def nilai(berlaku: Mapping[str, tuple[str, str, str]], kunci: str) -> str:
    """One of the policies in force, as text; the shipped default where there is none."""
    return berlaku[kunci][0] if kunci in berlaku else nilai_bawaan(kunci)


def angka(berlaku: Mapping[str, tuple[str, str, str]], kunci: str) -> Decimal:
    """One of the policies in force as a number, exactly as written; a comma is a point."""
    return Decimal(nilai(berlaku, kunci).replace(",", "."))


def angka_pada(d: Pintu, kunci: str, pada: str) -> Decimal:
    """The policy valid on a day (ISO) as a number, for what belongs to no period."""
    return angka(db_sql.kebijakan(d.kon, pada), kunci)


def opd(d: Pintu, periode_id: int, selesai: str, opd_id: Sequence[int] | None = None) -> list[tuple[int, str, str]]:
    """Agencies (of those asked for) with people in a period, as `(id, kode, nama)` by code."""
    if tertutup(d.kon, periode_id):
        return beku.opd(d.kon, periode_id, opd_id)
    return laporan_sql.opd_periode(d.kon, selesai, opd_id)


def bawahan(d: Pintu, periode_id: int, opd_id: int) -> list[int]:
    """A unit and every unit below it."""
    if tertutup(d.kon, periode_id):
        return beku.bawahan(d.kon, periode_id, opd_id)
    return opd_sql.bawahan(d.kon, opd_id)


def kompetensi(d: Pintu, periode_id: int, opd_id: Collection[int] | None = None) -> list[str]:
    """Codes of all competencies in their order; in a united file, for agencies of one city, of those it has."""
    if tertutup(d.kon, periode_id):
        kota = gabung.nomor_kota(d.kon, opd_id) if opd_id else []
        return beku.kompetensi(d.kon, periode_id, kota[0] if len(kota) == 1 else None)
    return list(kompetensi_sql.kode(d.kon).values())


def instansi(d: Pintu, periode_id: int, opd_id: int | None = None) -> str:
    """The institution's name; in a united file that of an agency's city."""
    if opd_id is not None and (kota := gabung.sebutan(d.kon, gabung.nomor_kota(d.kon, [opd_id]))):
        return kota[0][2]
    return beku.instansi(d.kon, periode_id) if tertutup(d.kon, periode_id) else db_sql.instansi(d.kon) or ""
