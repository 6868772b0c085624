"""Queries on the processing log: who received what since when, and in which files a person stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from asn_kompetensi.store.penyaluran import ADA

BIDANG = (
    "waktu", "petugas", "perintah", "tujuan", "opd", "nama_opd", "periode", "penerima", "berkas", "sidik", "orang",
)  # fmt: skip
BIDANG_ORANG = (*BIDANG, "nip", "nama")
BIDANG_MILIK = ("waktu", "petugas", "perintah", "tujuan", "penerima", "berkas")
DIBATALKAN = "(pendaftarannya dibatalkan)"

_SEJAK = """
    SELECT s.waktu, s.petugas, s.perintah, s.tujuan, o.kode, o.nama, p.kode, s.penerima, s.berkas, s.sidik, s.orang,
           s.sesudah, s.pegawai
      FROM penyaluran s LEFT JOIN opd o ON o.id = s.opd_id LEFT JOIN periode p ON p.id = s.periode_id
     WHERE s.waktu >= ? ORDER BY s.waktu, s.id
"""


def sejak(kon: sqlite3.Connection, waktu: str, *, orang: bool = False) -> Iterator[tuple[Any, ...]]:
    """What left since `waktu` (UTC, a day or a moment), in the columns of `BIDANG`, the oldest first.

    With `orang` a row for each person in it (`BIDANG_ORANG`).
    """
    siapa = _Siapa(kon) if orang else None
    for *isi, sesudah, pegawai in kon.execute(_SEJAK, (waktu,)):
        if siapa is None:
            yield tuple(isi)
            continue
        milik = [siapa(int(nomor), sesudah) for nomor in pegawai.strip("[]").split(",") if nomor.strip()]
        yield from ((*isi, *satu) for satu in sorted(milik, key=lambda satu: (satu[1], satu[0] or "")))


def milik(kon: sqlite3.Connection, pegawai_id: int) -> Iterator[tuple[Any, ...]]:
    """The files and letters that held a person, in the columns of `BIDANG_MILIK`."""
    siapa = _Siapa(kon, pegawai_id)
    for *isi, sesudah in kon.execute(
        f"""SELECT waktu, petugas, perintah, tujuan, penerima, berkas, sesudah FROM penyaluran
             WHERE {ADA} ORDER BY id""",
        {"pegawai": pegawai_id},
    ):
        if siapa(pegawai_id, sesudah)[0] is not None:
            yield tuple(isi)


def tercatat(kon: sqlite3.Connection, perintah: str, berkas: str, sidik: str | None) -> bool:
    """Whether a command has noted a file of this name and these bytes."""
    sama = "SELECT 1 FROM penyaluran WHERE sidik = ? AND berkas = ? AND perintah = ? LIMIT 1"
    return kon.execute(sama, (sidik, berkas, perintah)).fetchone() is not None


class _Siapa:
    """Who a number was when a row was written: a registration taken back gives its number to whoever comes next."""

    def __init__(self, kon: sqlite3.Connection, pegawai_id: int | None = None) -> None:
        satu = {"id": pegawai_id}

        def seorang(syarat: str, kata: str = "WHERE") -> str:
            return "" if pegawai_id is None else f"{kata} {syarat}"

        self._kini = {
            nomor: (nip, nama)
            for nomor, nip, nama in kon.execute(f"SELECT id, nip, nama FROM pegawai {seorang('id = :id')}", satu)
        }
        self._daftar: dict[int, list[tuple[int, str | None]]] = {}
        for nomor, jalankan, nip in kon.execute(
            _PENDAFTARAN.format(seorang=seorang("c.kunci = json_array(:id)", "AND"), milik=seorang("id = :id", "AND")),
            satu,
        ):
            self._daftar.setdefault(nomor, []).append((jalankan, nip))

    def __call__(self, nomor: int, sesudah: int) -> tuple[str | None, str]:
        """NIP and name of the person `nomor` was after the run `sesudah`; no NIP when that one is no longer there."""
        waktu_itu = [satu for satu in self._daftar.get(nomor, ()) if satu[0] <= sesudah]
        if nomor not in self._kini or not waktu_itu:
            return None, DIBATALKAN
        dahulu, kini = waktu_itu[-1], self._daftar[nomor][-1]
        # Taken back and put back again: the same person under the same NIP.
        sama = dahulu == kini or (kini[1] is not None and dahulu[1] == kini[1])
        return self._kini[nomor] if sama else (None, DIBATALKAN)


# Every registration of a number, in the order of the runs. (`<> 'nilai'` shows SQLite that the partial index fits.)
_PENDAFTARAN = """
    SELECT c.kunci ->> '$[0]', c.jalankan_id, iif(json_valid(p.baru), p.baru ->> '$.nip', NULL)
      FROM catatan c LEFT JOIN catatan_pribadi p USING (jalankan_id, tabel, kunci)
     WHERE c.tabel = 'pegawai' AND c.tabel <> 'nilai' AND c.lama IS NULL AND c.baru IS NOT NULL {seorang}
    -- a united file has no trail: everyone in it came with it
    UNION ALL SELECT id, 0, nip FROM pegawai WHERE EXISTS (SELECT 1 FROM gabungan) {milik}
     ORDER BY 2
"""
