"""The gap table row by row. Names are looked up once for a person or a competency, not once for each of their pairs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from asn_kompetensi.domain.untai import Jalinan, Untai
from asn_kompetensi.store.queries.gap import Saringan, tertutup

_KOLOM = """pegawai_id, opd_id, jabatan_id, kompetensi_id, ifnull(urutan, 0), standar, capaian, selisih, kesenjangan,
            kategori, status, periode_nilai, tingkat, penyebut"""


def daftar(kon: sqlite3.Connection, saringan: Saringan) -> Jalinan:
    """The gap row by row, ordered by agency code, name, NIP, competency.

    `periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis, standar, capaian, selisih,
    kesenjangan, kategori, status, periode_nilai, tingkat, penyebut`: levels are whole numbers of 1/`penyebut`. A closed
    period keeps the order of its people.
    """
    periode = kon.execute("SELECT kode FROM periode WHERE id = ?", (saringan.periode_id,)).fetchone()
    kompetensi = _kompetensi(kon, saringan)
    syarat = "WHERE status = :status" if saringan.status else ""

    def untai(kueri_orang: str, kueri: str, isi: dict[str, Any]) -> Sequence[Untai]:
        orang = {satu[:3]: satu[3:] for satu in kon.execute(kueri_orang, isi)}
        urut = sorted({_urut(satu) for satu in orang.values()})
        letak = {satu: n for n, satu in enumerate(urut)}
        ke = {kunci: letak[_urut(satu)] for kunci, satu in orang.items()}
        baris = sorted(kon.execute(kueri, isi), key=lambda satu: (ke[satu[:3]], satu[4]))
        return (
            Untai.dari([satu[:3] for satu in baris], lambda kunci: (*periode, *orang[kunci][:5])),
            Untai.dari([satu[3] for satu in baris], lambda nomor: kompetensi.get(nomor, (None, None, None))),
            Untai.dari([satu[5:] for satu in baris], lambda satu: satu),
        )

    return Jalinan(
        untai(satu.siapa, f"{satu.gap} SELECT {_KOLOM} FROM gap_p {syarat}", {**isi, "status": saringan.status})
        for satu, isi in saringan.bagian(kon)
    )


def _urut(orang: tuple[Any, ...]) -> Any:
    """Where a person `(opd, nip, nama, jabatan, nama_jabatan, urut_orang)` stands in an agency."""
    _, nip, nama, _, _, urut = orang
    return (nama, nip) if urut is None else urut


def _kompetensi(kon: sqlite3.Connection, saringan: Saringan) -> dict[int, tuple[str | None, ...]]:
    """Competencies `(kode, nama, jenis)` by id, as the period has them."""
    if saringan.kini or not tertutup(kon, saringan.periode_id):
        kursor = kon.execute("SELECT id, kode, nama, jenis FROM kompetensi")
    else:
        kursor = kon.execute(
            "SELECT kompetensi_id, kode, nama, jenis FROM beku_kompetensi WHERE periode_id = ?", (saringan.periode_id,)
        )
    return {satu[0]: satu[1:] for satu in kursor}
