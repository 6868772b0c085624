"""Making a united file: begun with what the cities share, filled city by city, closed and sealed at the end.

It is made under a name of its own and written once, so it needs no journal: what is not finished is thrown away. No
clock and no actor enters it, so that the same cities give the same file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.store import antre, penutupan, periksa, rantai
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.koneksi import sambung, terjemah
from asn_kompetensi.store.queries.gabung_kota import Kota

PERINTAH, PELAKU = "gabung", "asn"
# Places of people in a period: those of a city begin at its number times this, in the order of its own file.
GESER_URUT = 24
BERBEDA = "kebijakan kotanya berbeda-beda"
DENYUT = 100_000  # steps of SQLite's machine between two moments in which a signal is heard
_HASIL = (("journal_mode", "OFF"), ("synchronous", "OFF"), ("cache_size", "-65536"))  # fsynced once, when it is whole


class Bersama(NamedTuple):
    """What the cities share, in the columns of the tables; `nama` is the institution the file is called after.

    `kota_periode` and `kota_kompetensi` are what each city calls them.
    """

    nama: str
    kota: Sequence[Kota]
    periode: Sequence[tuple[int, str, str, str]]
    kompetensi: Sequence[tuple[int, str, str, str, int, str | None]]
    kota_periode: Sequence[tuple[int, int, str, str, str | None, int]]
    kota_kompetensi: Sequence[tuple[int, int, str, int, int]]

    @property
    def waktu(self) -> str:
        """When the newest of the data was written."""
        return max(satu.waktu for satu in self.kota)

    @property
    def jalankan(self) -> int:
        """The run that closes the file; those before it stand for the cities."""
        return len(self.kota) + 1


@contextmanager
def buka(lokasi: Path, denyut: Callable[[], int]) -> Iterator[Pintu]:
    """Write to the file that is being made, in one transaction; `denyut` is called again and again."""
    with terjemah(lokasi), closing(sambung(lokasi, "rw")) as kon:
        for nama, isi in (*_HASIL, ("foreign_keys", "OFF")):
            kon.execute(f"PRAGMA {nama} = {isi}")
        kon.set_progress_handler(denyut, DENYUT)
        antre.mulai(kon, 0)
        yield Pintu(kon, lokasi)
        antre.selesai(kon, 0, lambda: None)


def pasang_lampiran(kon: sqlite3.Connection, nama: str) -> None:
    """The same settings where the file is attached as `nama`."""
    for satu, isi in _HASIL:
        kon.execute(f"PRAGMA {nama}.{satu} = {isi}")


def awali(kon: sqlite3.Connection, b: Bersama) -> None:
    """What the cities share; reference data and policies are there already."""
    kon.execute("INSERT INTO instansi (id, nama, dibuat) VALUES (1, ?, ?)", (b.nama, b.waktu))
    kon.executemany(
        "INSERT INTO jalankan (id, waktu, petugas, perintah) VALUES (?, ?, ?, ?)",
        [(nomor, waktu, PELAKU, PERINTAH) for nomor, waktu in (*((k.nomor, k.waktu) for k in b.kota),
                                                               (b.jalankan, b.waktu))],
    )  # fmt: skip
    kon.executemany("INSERT INTO gabungan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", b.kota)
    kon.executemany("INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, ?, ?)", b.periode)
    kon.executemany(
        "INSERT INTO kompetensi (id, kode, nama, jenis, urutan, definisi) VALUES (?, ?, ?, ?, ?, ?)", b.kompetensi
    )
    kon.executemany("INSERT INTO gabungan_periode VALUES (?, ?, ?, ?, ?, ?)", b.kota_periode)
    kon.executemany("INSERT INTO gabungan_kompetensi VALUES (?, ?, ?, ?, ?)", b.kota_kompetensi)


def akhiri(
    kon: sqlite3.Connection, b: Bersama, bawaan: Mapping[str, str], peringatan: Mapping[int, Sequence[str]]
) -> list[tuple[str, str]]:
    """Agree on policies, close every period, chain what is in the tables: returns `(periode, segel)`.

    `bawaan` are the shipped policies: they stand where cities differ. `peringatan` are the sentences kept with the seal
    of a period. Raises `BasisDataBermasalah` when a record refers to one that is not there.
    """
    _sepakati(kon, bawaan)
    putus = periksa.tanpa_induk(kon)
    if putus:
        tabel, banyak = putus[0]
        raise BasisDataBermasalah(
            f"gabungan tidak utuh: {banyak} rekaman {tabel} merujuk ke rekaman yang tidak ada",
            "Periksa setiap berkas kotanya: asn db periksa --db BERKAS",
        )
    segel = [
        (kode, penutupan.sahkan(kon, nomor, b.jalankan, b.nama, json.dumps(peringatan[nomor], ensure_ascii=False)))
        for nomor, kode, _, _ in b.periode
    ]
    _rantaikan(kon)
    return segel


def _sepakati(kon: sqlite3.Connection, bawaan: Mapping[str, str]) -> None:
    """The policies of a united period: those all its cities have, the shipped ones where they differ."""
    kon.execute("CREATE TEMP TABLE bawaan (kunci TEXT PRIMARY KEY, nilai TEXT)")
    kon.executemany("INSERT INTO bawaan VALUES (?, ?)", bawaan.items())
    kon.execute(
        """INSERT INTO beku_kebijakan
           SELECT k.periode_id, k.kunci,
                  iif(count(DISTINCT k.nilai) = 1, min(k.nilai), coalesce(b.nilai, min(k.nilai))),
                  iif(count(DISTINCT k.nilai) = 1, min(k.dasar), ?), min(k.keterangan)
             FROM gabungan_kebijakan k LEFT JOIN bawaan b ON b.kunci = k.kunci
            GROUP BY k.periode_id, k.kunci ORDER BY 1, 2""",
        (BERBEDA,),
    )
    kon.execute("DROP TABLE bawaan")


def _rantaikan(kon: sqlite3.Connection) -> None:
    """A united file has no trail: each link covers the rows of a table as they stand."""
    ujung = rantai.AWAL
    for jalankan, tabel in rantai.letak_isi(kon):
        banyak, ujung = rantai.mata_isi(kon, ujung, jalankan, tabel)
        kon.execute(
            "INSERT INTO rantai (jalankan_id, tabel, banyak, sidik) VALUES (?, ?, ?, ?)",
            (jalankan, tabel, banyak, ujung),
        )
