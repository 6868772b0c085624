"""How changed records get into the trail: triggers of the writing connection, or one statement for many new rows.

They are TEMP triggers, so nothing the program writes can escape the trail and the file itself stays free of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from asn_kompetensi.store.catatan import Tabel, tabel_dicatat

_NOMOR = "{jalankan}"
# Under a key the run has noted before only the new state is another.
_BARU = "ON CONFLICT (jalankan_id, tabel, kunci) DO UPDATE SET baru = excluded.baru"


def pasang(kon: sqlite3.Connection, jalankan: int) -> None:
    """From now on every change on this connection is noted under the run `jalankan`.

    All triggers go into the temporary schema at once: made one by one, SQLite would read that schema again for each.
    Where a system's SQLite forbids it, they are made one by one.
    """
    nomor = str(int(jalankan))
    pemicu = [
        (nama, tabel.nama, teks.replace(_NOMOR, nomor)) for tabel in tabel_dicatat(kon) for nama, teks in _pemicu(tabel)
    ]
    try:
        kon.execute("PRAGMA writable_schema = ON")
        kon.executemany("INSERT INTO temp.sqlite_schema VALUES ('trigger', ?, ?, 0, ?)", pemicu)
    except sqlite3.OperationalError:
        for _, _, teks in pemicu:
            kon.execute(teks.replace("CREATE TRIGGER", "CREATE TEMP TRIGGER", 1))
    finally:
        kon.execute("PRAGMA writable_schema = RESET")


@cache
def _pemicu(tabel: Tabel) -> tuple[tuple[str, str], ...]:
    """The triggers of a table by name, with `_NOMOR` in the place of the run."""
    return tuple((nama, f"CREATE TRIGGER {nama} AFTER {saat} BEGIN {badan} END") for nama, saat, badan in _badan(tabel))


@contextmanager
def borongan(kon: sqlite3.Connection, jalankan: int, nama: str, kunci: Mapping[str, Iterable[int]]) -> Iterator[None]:
    """Within, the note of each row added to the table `nama` waits, and at the end one statement notes all of them.

    They are the rows that say they are this run's, with the numbers `kunci` gives for the first columns of the key. A
    row that is changed or deleted is noted at once as ever, but none that was added within. However the block ends, its
    rows are noted and the trigger is back.
    """
    tabel = next(satu for satu in tabel_dicatat(kon) if satu.nama == nama)
    pemicu, teks = _pemicu(tabel)[0]
    if kon.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (pemicu,)).fetchone() is None:
        yield  # no trail on this connection
        return
    kon.execute(f"DROP TRIGGER temp.{pemicu}")
    try:
        yield
    finally:
        if kon.in_transaction:  # else SQLite itself has taken everything back, the trigger's removal too
            _catat_tambahan(kon, jalankan, tabel, kunci)
            kon.execute(teks.replace(_NOMOR, str(int(jalankan))).replace("CREATE TRIGGER", "CREATE TEMP TRIGGER", 1))


def _catat_tambahan(kon: sqlite3.Connection, jalankan: int, tabel: Tabel, kunci: Mapping[str, Iterable[int]]) -> None:
    """Walks down the key in the order of its text, which is the trail's: so nothing has to be sorted."""
    deret = " ".join(f"json_each(:{kolom}) AS a_{kolom} CROSS JOIN" for kolom in kunci)
    syarat = " AND ".join(f"{kolom} = a_{kolom}.value" for kolom in kunci)
    kon.execute(
        f"""INSERT INTO catatan SELECT :jalankan, :tabel, {tabel.teks_kunci()}, NULL, {tabel.teks_isi()}
              FROM {deret} {tabel.nama} WHERE {syarat} AND jalankan_id = :jalankan {_BARU}""",
        {"jalankan": jalankan, "tabel": tabel.nama}
        | {kolom: json.dumps(sorted(set(isi), key="{},".format)) for kolom, isi in kunci.items()},
    )


def _badan(tabel: Tabel) -> Iterator[tuple[str, str, str]]:
    def hilang() -> str:
        return (
            f"INSERT INTO catatan VALUES ({_NOMOR}, '{tabel.nama}', {tabel.teks_kunci('OLD')}, "
            f"{tabel.teks_isi('OLD')}, NULL) ON CONFLICT (jalankan_id, tabel, kunci) DO UPDATE SET baru = NULL;"
        )

    def ada() -> str:
        return (
            f"INSERT INTO catatan VALUES ({_NOMOR}, '{tabel.nama}', {tabel.teks_kunci('NEW')}, NULL, "
            f"{tabel.teks_isi('NEW')}) {_BARU};"
        )

    kolom = (*tabel.kunci, *tabel.isi)
    lama, baru = (", ".join(f"{baris}.{satu}" for satu in kolom) for baris in ("OLD", "NEW"))
    yield f"catat_tambah_{tabel.nama}", f"INSERT ON main.{tabel.nama}", ada()
    yield f"catat_hapus_{tabel.nama}", f"DELETE ON main.{tabel.nama}", hilang()
    # A changed key is the end of one record and the beginning of another; under the same key the two halves join.
    yield (
        f"catat_ubah_{tabel.nama}",
        f"UPDATE ON main.{tabel.nama} WHEN ({lama}) IS NOT ({baru})",
        hilang() + " " + ada(),
    )
