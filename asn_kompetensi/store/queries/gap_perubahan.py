"""Queries that lay two periods side by side: an agency at a time, and single people wherever they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from asn_kompetensi.store.queries.gap import Saringan, terurut

Baris = tuple[Any, ...]
# Where what is asked for stands in a row; the words are there only on demand.
ANGKA = PEGAWAI, OPD, JABATAN, KOMPETENSI, STANDAR, CAPAIAN, PENYEBUT = range(7)
KATA = NIP, NAMA, KODE_OPD, KODE_JABATAN, KODE_KOMPETENSI = range(7, 12)
_ANGKA = "pegawai_id, opd_id, jabatan_id, kompetensi_id, standar, capaian, penyebut"
_KATA = "nip, nama, opd, jabatan, kompetensi"


@dataclass(frozen=True, slots=True)
class Sisi:
    """One of two periods: its agencies with their place in the order of their codes, and two ways to rows of the gap.

    `di_opd` gives those of an agency, each person's together, in the order of `gap daftar` where words are asked for;
    `orang` those of one person in the whole period, of whatever agency.
    """

    opd: dict[int, int]
    di_opd: Callable[[int], Sequence[Baris]]
    orang: Callable[[int], Sequence[Baris]]


def sisi(kon: sqlite3.Connection, saringan: Saringan, *, kata: bool) -> Sisi:
    """A period as `saringan` has it but in every competency; the SQL is put together once for all questions."""
    pilih = replace(saringan, kompetensi_id=None, status=None)
    kolom = f"{_ANGKA}, {_KATA}" if kata else _ANGKA
    bagian = {isi["opd"]: (satu.gap, isi) for satu, isi in pilih.bagian(kon)}
    gap_orang, isi_orang = replace(pilih, opd_id=None, pegawai_id=0).sumber(kon)

    def di_opd(nomor: int) -> Sequence[Baris]:
        if nomor not in bagian:
            return ()
        gap, isi = bagian[nomor]
        if kata:
            return terurut(kon, gap, kolom, isi)
        return kon.execute(f"{gap} SELECT {kolom} FROM gap_p", isi).fetchall()

    def orang(nomor: int) -> Sequence[Baris]:
        return terurut(kon, gap_orang, kolom, {**isi_orang, "pegawai": nomor})

    return Sisi({nomor: letak for letak, nomor in enumerate(bagian)}, di_opd, orang)
