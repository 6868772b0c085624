"""The gap table row by row. Names are looked up once for a person or a competency, not once for each of their pairs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asn_kompetensi.domain.untai import Jalinan, Untai
from asn_kompetensi.store.queries.gap import Bagian, Saringan, tertutup

_KOLOM = "standar, capaian, selisih, kesenjangan, kategori, status, periode_nilai, tingkat, penyebut"
Kunci = tuple[int, int, int]  # pegawai_id, opd_id, jabatan_id
Orang = tuple[str, str, str, str, str, str]  # opd, nama_opd, nip, nama, jabatan, nama_jabatan
TANPA = (None, None, None)  # the competency of a job without a standard


def daftar(kon: sqlite3.Connection, saringan: Saringan) -> Jalinan:
    """The gap row by row, ordered by agency code, name, NIP, competency.

    `periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis, standar, capaian, selisih,
    kesenjangan, kategori, status, periode_nilai, tingkat, penyebut`: levels are whole numbers of 1/`penyebut`. A closed
    period keeps the order of its people.
    """
    periode = kon.execute("SELECT kode FROM periode WHERE id = ?", (saringan.periode_id,)).fetchone()
    nama = Kompetensi(kon, saringan)

    def untai(orang: dict[Kunci, Orang], baris: list[tuple[Any, ...]]) -> Sequence[Untai]:
        def diri(kunci: Kunci) -> tuple[Any, ...]:
            opd, _, *lain = orang[kunci]
            return (*periode, opd, *lain)

        return (
            Untai.dari([satu[:3] for satu in baris], diri),
            Untai.dari([satu[3] for satu in baris], nama.__getitem__),
            Untai.dari([satu[5:] for satu in baris], lambda satu: satu),
        )

    return Jalinan(untai(*satu) for satu in per_orang(kon, saringan, _KOLOM))


def per_orang(
    kon: sqlite3.Connection, saringan: Saringan, kolom: str, syarat: str = "TRUE"
) -> Iterator[tuple[dict[Kunci, Orang], list[tuple[Any, ...]]]]:
    """Agency by agency its people, and some columns of their gap in the order of `daftar`.

    Each row begins with the key of its person; the competency's number and place come next, then `kolom`.
    """
    pilih = "status = :status AND " if saringan.status else ""
    for satu, isi in saringan.bagian(kon):
        yield sebagian(kon, satu, {**isi, "status": saringan.status}, kolom, pilih + syarat)


def sebagian(
    kon: sqlite3.Connection, satu: Bagian, isi: Mapping[str, Any], kolom: str, syarat: str = "TRUE"
) -> tuple[dict[Kunci, Orang], list[tuple[Any, ...]]]:
    """The same of one part of the gap, with its parameters."""
    semua = kon.execute(satu.siapa, isi).fetchall()
    urut = {orang[:3]: _urut(orang) for orang in semua}
    letak = {ini: n for n, ini in enumerate(sorted(set(urut.values())))}
    ke = {kunci: letak[ini] for kunci, ini in urut.items()}
    kursor = kon.execute(
        f"""{satu.gap} SELECT pegawai_id, opd_id, jabatan_id, kompetensi_id, ifnull(urutan, 0), {kolom} FROM gap_p
             WHERE {syarat}""",
        isi,
    )
    return {orang[:3]: orang[3:9] for orang in semua}, _urutkan(kursor, ke)


def pasangan(kon: sqlite3.Connection, saringan: Saringan) -> Iterator[tuple[Any, ...]]:
    """The gap with the ids of its people, in the order of `daftar`; a name is one text for all that bear it.

    `pegawai_id, nip, nama, opd_id, opd, nama_opd, jabatan_id, jabatan, nama_jabatan, kompetensi_id, kompetensi, jenis,
    tingkat, status, periode_nilai, standar, capaian, penyebut`: both levels are whole numbers of 1/`penyebut`.
    """
    nama = Kompetensi(kon, saringan)
    kolom = "tingkat, status, periode_nilai, standar, capaian, penyebut"
    for orang, baris in per_orang(kon, saringan, kolom):
        for g, o, j, k, _, *lain in baris:
            opd, nama_opd, nip, nama_orang, jabatan, nama_jabatan = orang[g, o, j]
            kode, _, jenis = nama[k]
            yield g, nip, nama_orang, o, opd, nama_opd, j, jabatan, nama_jabatan, k, kode, jenis, *lain


def _urutkan(baris: Iterable[tuple[Any, ...]], ke: Mapping[Kunci, int]) -> list[tuple[Any, ...]]:
    return sorted(baris, key=lambda satu: (ke[satu[:3]], satu[4]))


def _urut(orang: tuple[Any, ...]) -> Any:
    """Where somebody stands in an agency: by name and NIP, in a closed period as it was then."""
    nip, nama, urut = orang[5], orang[6], orang[9]
    return (nama, nip) if urut is None else urut


class Kompetensi(dict[int | None, tuple[Any, Any, Any]]):
    """Competencies `(kode, nama, jenis)` by id, as a period has them, each looked up when it is first asked for.

    A united file holds those of all its cities, of which one agency needs few. `TANPA` for None.
    """

    def __init__(self, kon: sqlite3.Connection, saringan: Saringan) -> None:
        beku = not saringan.kini and tertutup(kon, saringan.periode_id)
        tabel, nomor = ("beku_kompetensi", "kompetensi_id") if beku else ("kompetensi", "id")
        pada = "periode_id = :periode AND " if beku else ""
        self._kon, self._isi = kon, {"periode": saringan.periode_id}
        self._kueri = f"SELECT kode, nama, jenis FROM {tabel} WHERE {pada}{nomor} = :nomor"

    def __missing__(self, nomor: int | None) -> tuple[Any, Any, Any]:
        ini: tuple[Any, Any, Any] = self._kon.execute(self._kueri, {**self._isi, "nomor": nomor}).fetchone() or TANPA
        self[nomor] = ini
        return ini
