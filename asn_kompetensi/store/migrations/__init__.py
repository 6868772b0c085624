"""The ordered list of migrations. `user_version` is the number of those applied; the list only ever grows."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from itertools import chain

from asn_kompetensi.store import views
from asn_kompetensi.store.migrations import (
    m001_awal,
    m002_catatan,
    m003_penutupan,
    m004_pelatihan,
    m005_evaluasi,
    m006_penyaluran,
    m007_jejak,
    m008_gabungan,
    m009_letak,
    m010_indeks,
)

APPLICATION_ID = 0x41534E4B  # "ASNK"
_MILIK_SQLITE = frozenset({"sqlite_stat1", "sqlite_stat4"})  # left by ANALYZE
# A damaged name may be no text at all; quoted it is still a name, and none of ours.
_OBJEK = "SELECT type, iif(typeof(name) = 'text', name, quote(name)), tbl_name, sql FROM sqlite_schema"
_PADA = re.compile(r" ON (\w+)")
# Only CREATE, DROP of what nothing else hangs on, and statements on rows: the text of every object in a file is then
# the text here, letter for letter.
DAFTAR: tuple[tuple[str, ...], ...] = (
    m001_awal.PERNYATAAN,
    m002_catatan.PERNYATAAN,
    m003_penutupan.PERNYATAAN,
    m004_pelatihan.PERNYATAAN,
    m005_evaluasi.PERNYATAAN,
    m006_penyaluran.PERNYATAAN,
    m007_jejak.PERNYATAAN,
    m008_gabungan.PERNYATAAN,
    m009_letak.PERNYATAAN,
    m010_indeks.PERNYATAAN,
)


def versi_program() -> int:
    """The schema version this program writes."""
    return len(DAFTAR)


def objek(versi: int) -> dict[str, str]:
    """The schema a file of a version has: the text of each object by its name; without views unless it is today's."""
    hasil: dict[str, str] = {}
    for satu in (*chain.from_iterable(DAFTAR[:versi]), *(_teks_view() if versi == versi_program() else ())):
        if satu.startswith("CREATE "):
            hasil[_nama_objek(satu)] = satu
        elif satu.startswith("DROP "):
            del hasil[_nama_objek(satu)]
    return hasil


def _nama_objek(pernyataan: str) -> str:
    kata = pernyataan.split(None, 4)
    return kata[3] if kata[1] == "UNIQUE" else kata[2]


def _teks_view() -> list[str]:
    return [f"CREATE VIEW {nama} AS {isi}" for nama, isi in views.VIEWS.items()]


def skema_asing(kon: sqlite3.Connection, versi: int) -> list[str]:
    """Names of objects of the file that are not what this program made: changed, missing or planted; [] when sound.

    Texts are compared whole, and object by object: a trigger may bear the name of a table. Left out are what SQLite
    keeps for itself and, in an older file, views, which every version replaces by its own.
    """
    ada = [
        satu
        for satu in kon.execute(_OBJEK)
        if not (satu[0] == "table" and satu[1] in _MILIK_SQLITE)
        and not (satu[0] == "index" and satu[3] is None and satu[1].startswith("sqlite_autoindex_"))
        and not (satu[0] == "view" and versi < versi_program())
    ]
    seharusnya = _seharusnya(DAFTAR, tuple(views.VIEWS.items()), versi)
    if len(ada) == len(seharusnya) and seharusnya == set(ada):
        return []
    beda = Counter(seharusnya), Counter(ada)
    return sorted({satu[1] for satu in (beda[0] - beda[1]) + (beda[1] - beda[0])})


@cache
def _seharusnya(
    _migrasi: tuple[tuple[str, ...], ...], _view: tuple[tuple[str, str], ...], versi: int
) -> frozenset[tuple[str, str, str, str]]:
    """The rows SQLite lists for a sound file of that version; worked out once for a list of migrations and views."""
    return frozenset((*_jenis_dan_tempat(nama, teks), teks) for nama, teks in objek(versi).items())


def _jenis_dan_tempat(nama: str, teks: str) -> tuple[str, str, str]:
    """Type, name and table of an object as SQLite lists it."""
    jenis = teks.split(None, 3)[1].lower().replace("unique", "index")
    pada = _PADA.search(teks) if jenis in ("index", "trigger") else None
    return jenis, nama, pada[1] if pada else nama


def terapkan(kon: sqlite3.Connection, dari: int) -> None:
    """Bring an open transaction from schema `dari` to the newest one; the caller commits or rolls back."""
    for pernyataan in DAFTAR[dari:]:
        for satu in pernyataan:
            kon.execute(satu)
    if dari == 1:
        _mulai_catatan(kon)
    # Views hold no data: they are always the program's own, so the gap keeps a single definition.
    for (nama,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
        kon.execute(f'DROP VIEW "{nama}"')
    for teks in _teks_view():
        kon.execute(teks)
    kon.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    kon.execute(f"PRAGMA user_version = {versi_program()}")


def _mulai_catatan(kon: sqlite3.Connection) -> None:
    """A file older than the audit trail begins it with all it holds."""
    from asn_kompetensi.store import rantai  # not at the top: every reader passes here

    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    nomor = kon.execute(
        "INSERT INTO jalankan (waktu, petugas, perintah) VALUES (?, 'asn', 'pembaruan skema')", (waktu,)
    ).lastrowid
    rantai.dasar(kon, nomor or 0)
