"""Queries that lay two periods side by side: an agency at a time, and single people wherever they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from asn_kompetensi.store.queries import gap_daftar
from asn_kompetensi.store.queries.gap import Bagian, Saringan

Baris = tuple[Any, ...]
# Where what is asked for stands in a row; the words are there only on demand.
ANGKA = PEGAWAI, OPD, JABATAN, KOMPETENSI, STANDAR, CAPAIAN, PENYEBUT = range(7)
KATA = NIP, NAMA, KODE_OPD, KODE_JABATAN, KODE_KOMPETENSI = range(7, 12)
_ANGKA = "standar, capaian, penyebut"


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
    bagian = {isi["opd"]: (satu, isi) for satu, isi in pilih.bagian(kon)}
    satu_orang, isi_orang = replace(pilih, opd_id=None, pegawai_id=0).seutuhnya(kon)
    baca = partial(_dengan_kata, gap_daftar.Kompetensi(kon, pilih)) if kata else _angka_saja

    def di_opd(nomor: int) -> Sequence[Baris]:
        return baca(kon, *bagian[nomor]) if nomor in bagian else ()

    def orang(nomor: int) -> Sequence[Baris]:
        return baca(kon, satu_orang, {**isi_orang, "pegawai": nomor})

    return Sisi({nomor: letak for letak, nomor in enumerate(bagian)}, di_opd, orang)


def _angka_saja(kon: sqlite3.Connection, satu: Bagian, isi: Mapping[str, Any]) -> Sequence[Baris]:
    kueri = f"{satu.gap} SELECT pegawai_id, opd_id, jabatan_id, kompetensi_id, {_ANGKA} FROM gap_p"
    return kon.execute(kueri, isi).fetchall()


def _dengan_kata(
    nama: gap_daftar.Kompetensi, kon: sqlite3.Connection, satu: Bagian, isi: Mapping[str, Any]
) -> Sequence[Baris]:
    orang, baris = gap_daftar.sebagian(kon, satu, isi, _ANGKA)
    hasil = []
    for g, o, j, k, _, *angka in baris:
        opd, _, nip, nama_orang, jabatan, _ = orang[g, o, j]
        hasil.append((g, o, j, k, *angka, nip, nama_orang, opd, jabatan, nama[k][0]))
    return hasil
