"""The audit trail: every record a run changes, old and new, chained by hash; history and undo read the same rows.

The rows are noted as they change (`store.pemicu`). Per run and table, ordered by key, they make one link:

    sidik = SHA-256( sidik of the link before, NL, run, US, table, NL, then per row: key US old US new NL )

The first link of a run (table '') covers the row in `jalankan`. What names a person (`PRIBADI`) enters the chain as a
salted digest only; the plain text and its salt stand in `catatan_pribadi`, so that erasing a person leaves the chain
verifiable.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from typing import NamedTuple

# The trail itself with what belongs to a run (where its scores stand in its file), the fixed list of sources that every
# new file is born with, the log of what left the office, which nothing can change, and frozen rows, which have their
# seal.
TIDAK_DICATAT = frozenset(
    (
        *("jalankan", "asal_lembar", "asal_baris", "asal_kolom", "catatan", "catatan_pribadi", "rantai"),
        *("sumber", "penyaluran"),
    )
)
_BEKU = "beku_"
PRIBADI = {
    "pegawai": ("nip", "nama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "surel"),
    "opd": ("kepala_nip",),
    "penilai": ("nama", "kunci"),
    # What was said to or about a person: such a text may name anyone.
    "keengganan": ("catatan",),
    "keengganan_tindakan": ("catatan",),
    # Who supervises or organises what is planned, in the clerk's own words.
    "rencana_isian": ("penyelenggara", "pembina"),
}
# Whose records may name someone they are not about: an erasure takes the side that did.
SEPIHAK = ("opd", "penilai", "rencana_isian")
AWAL = "0" * 64
PENYAMARAN = "pegawai samarkan"  # the command that erases
TANPA_GARAM = "0" * 32  # where a name beside it has been erased
_DIKENAL: dict[tuple[tuple[str, str], ...], list[Tabel]] = {}  # tables by their text: read once for a schema
_US, _NL = "\x1f", "\n"
_KOSONG = "\x1e"  # an empty text in a link: nobody may change what is absent into it, or back, unseen


class Tabel(NamedTuple):
    """A table of the trail: its key columns and the others, generated ones left out."""

    nama: str
    kunci: tuple[str, ...]
    isi: tuple[str, ...]

    def teks_kunci(self, baris: str = "") -> str:
        """SQL of the key of a row as a JSON array; `baris` is an alias such as `NEW`."""
        return f"json_array({', '.join(_kolom(baris, satu) for satu in self.kunci)})"

    def teks_isi(self, baris: str = "") -> str:
        """SQL of the other columns of a row as a JSON object."""
        pasangan = (f"'{satu}', {_kolom(baris, satu)}" for satu in self.isi)
        return f"json_object({', '.join(pasangan)})"


def _kolom(baris: str, kolom: str) -> str:
    return f"{baris}.{kolom}" if baris else kolom


def tabel_dicatat(kon: sqlite3.Connection) -> list[Tabel]:
    """The tables whose records are audited, by name."""
    skema = kon.execute(
        """SELECT name, sql FROM main.sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"""
    ).fetchall()
    ingat = tuple(skema)
    if ingat not in _DIKENAL:
        _DIKENAL[ingat] = _baca_tabel(kon, [nama for nama, _ in skema])
    return _DIKENAL[ingat]


def _baca_tabel(kon: sqlite3.Connection, nama_tabel: list[str]) -> list[Tabel]:
    hasil = []
    for nama in nama_tabel:
        if nama in TIDAK_DICATAT or nama.startswith(_BEKU):
            continue
        kolom = kon.execute("SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", (nama,)).fetchall()
        kunci = [satu for satu, letak in sorted(kolom, key=lambda k: int(k[1])) if letak]
        hasil.append(Tabel(nama, tuple(kunci), tuple(satu for satu, letak in kolom if not letak)))
    return hasil


def berubah(kon: sqlite3.Connection, jalankan: int) -> bool:
    """Whether the run has changed any record so far; a record changed there and back does not count."""
    return (
        kon.execute("SELECT 1 FROM catatan WHERE jalankan_id = ? AND lama IS NOT baru LIMIT 1", (jalankan,)).fetchone()
        is not None
    )


def tutup(kon: sqlite3.Connection, jalankan: int) -> None:
    """End a run: drop what came back to where it was, part names from the chain, add the links."""
    kon.execute("DELETE FROM catatan WHERE jalankan_id = ? AND lama IS baru", (jalankan,))
    for tabel, kolom in PRIBADI.items():
        _pisahkan(kon, jalankan, tabel, kolom)
    ujung = _sambung(kon, kepala(kon), jalankan, "")
    for nama, _, _ in tabel_dicatat(kon):
        if kon.execute("SELECT 1 FROM catatan WHERE jalankan_id = ? AND tabel = ?", (jalankan, nama)).fetchone():
            ujung = _sambung(kon, ujung, jalankan, nama)


def _pisahkan(kon: sqlite3.Connection, jalankan: int, tabel: str, kolom: tuple[str, ...]) -> None:
    baris = kon.execute(
        "SELECT kunci, lama, baru FROM catatan WHERE jalankan_id = ? AND tabel = ?", (jalankan, tabel)
    ).fetchall()
    for kunci, lama, baru in baris:
        garam = secrets.token_hex(16)
        umum_lama, pribadi_lama = _belah(lama, kolom, garam)
        umum_baru, pribadi_baru = _belah(baru, kolom, garam)
        kon.execute(
            "UPDATE catatan SET lama = ?, baru = ? WHERE jalankan_id = ? AND tabel = ? AND kunci = ?",
            (umum_lama, umum_baru, jalankan, tabel, kunci),
        )
        kon.execute(
            "INSERT INTO catatan_pribadi (jalankan_id, tabel, kunci, garam, lama, baru) VALUES (?, ?, ?, ?, ?, ?)",
            (jalankan, tabel, kunci, garam, pribadi_lama, pribadi_baru),
        )


def _belah(isi: str | None, kolom: tuple[str, ...], garam: str) -> tuple[str | None, str | None]:
    """A row as `(what is hashed, what names a person)`, both JSON."""
    if isi is None:
        return None, None
    umum = json.loads(isi)
    pribadi = tulis_json({satu: umum.pop(satu) for satu in kolom})
    return tulis_json({**umum, "identitas": sidik_pribadi(garam, pribadi)}), pribadi


def sidik_pribadi(garam: str, pribadi: str) -> str:
    """The salted digest that stands for a person's identity in the chain."""
    return hashlib.sha256(f"{garam}{_US}{pribadi}".encode()).hexdigest()


# SQL of the person (id) whom a row `c` of the trail is about, NULL where it is about none. A step is found through its
# record as it was in that run: a number given up by one record may later be another's. (`<> 'nilai'`: else SQLite does
# not see that the partial index fits.)
MILIK = """
    CASE c.tabel
        WHEN 'pegawai' THEN c.kunci ->> '$[0]'
        WHEN 'penilai' THEN coalesce(c.baru, c.lama) ->> '$.pegawai_id'
        WHEN 'keengganan' THEN coalesce(c.baru, c.lama) ->> '$.pegawai_id'
        WHEN 'keengganan_tindakan' THEN (
            SELECT coalesce(e.baru, e.lama) ->> '$.pegawai_id' FROM catatan e
             WHERE e.tabel = 'keengganan' AND e.tabel <> 'nilai'
               AND e.kunci = json_array(coalesce(c.baru, c.lama) ->> '$.keengganan_id')
               AND json_valid(coalesce(e.baru, e.lama))
               AND e.jalankan_id <= c.jalankan_id ORDER BY e.jalankan_id DESC LIMIT 1)
    END
"""


def tersamar(kon: sqlite3.Connection) -> set[int]:
    """Who has been erased, according to the chained runs that did it: only of them may an identity be gone."""
    return {
        nomor
        for (nomor,) in kon.execute(
            """SELECT c.kunci ->> '$[0]' FROM jalankan j JOIN catatan c ON c.jalankan_id = j.id AND c.tabel = 'pegawai'
                WHERE j.perintah = ?""",
            (PENYAMARAN,),
        )
    }


def tulis_json(isi: dict[str, object]) -> str:
    """JSON as SQLite writes it: no spaces, characters as they are."""
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"))


def kepala(kon: sqlite3.Connection) -> str:
    """The newest link of the chain; zeros before the first."""
    baris = kon.execute("SELECT sidik FROM rantai ORDER BY jalankan_id DESC, tabel DESC LIMIT 1").fetchone()
    return str(baris[0]) if baris else AWAL


def mata(kon: sqlite3.Connection, ujung: str, jalankan: int, tabel: str) -> tuple[int, str]:
    """One link after `ujung`: number of rows and digest; table '' is the run itself."""
    if tabel:
        return _mata(ujung, jalankan, tabel, kon.execute(_ISI_MATA, (jalankan, tabel)))
    sidik = _awal_mata(ujung, jalankan, tabel)
    baris = kon.execute(_ISI_JALANKAN, (jalankan,)).fetchall()
    sidik.update("".join(f"{isi}{_NL}" for (isi,) in baris).encode())
    return len(baris), sidik.hexdigest()


def _awal_mata(ujung: str, jalankan: int, tabel: str) -> hashlib._Hash:
    return hashlib.sha256(f"{ujung}{_NL}{jalankan}{_US}{tabel}{_NL}".encode())


def _mata(ujung: str, jalankan: int, tabel: str, kursor: sqlite3.Cursor) -> tuple[int, str]:
    """The link over the rows `(key, old, new)` of a cursor, in their order."""
    sidik, banyak = _awal_mata(ujung, jalankan, tabel), 0
    while tumpuk := kursor.fetchmany(500):
        banyak += len(tumpuk)
        teks = [
            f"{kunci}\x1f{'' if lama is None else lama or _KOSONG}\x1f{'' if baru is None else baru or _KOSONG}\n"
            for kunci, lama, baru in tumpuk
        ]
        sidik.update("".join(teks).encode())
    return banyak, sidik.hexdigest()


_ISI_MATA = "SELECT kunci, lama, baru FROM catatan WHERE jalankan_id = ? AND tabel = ? ORDER BY kunci"
_ISI_JALANKAN = "SELECT json_array(waktu, petugas, perintah, berkas, sha256) FROM jalankan WHERE id = ?"


def letak_isi(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """The links `(run, table)` of a united file, which has no trail: its runs, then under the last its tables."""
    jalankan = [nomor for (nomor,) in kon.execute("SELECT id FROM jalankan ORDER BY id")]
    berisi = [satu.nama for satu in tabel_dicatat(kon) if kon.execute(f"SELECT 1 FROM {satu.nama} LIMIT 1").fetchone()]
    return [*((nomor, "") for nomor in jalankan), *((jalankan[-1], nama) for nama in berisi if jalankan)]


def mata_isi(kon: sqlite3.Connection, ujung: str, jalankan: int, tabel: str) -> tuple[int, str]:
    """The same link over the rows of a table as they stand: as if the run had added them all, names in plain."""
    if not tabel:
        return mata(kon, ujung, jalankan, tabel)
    satu = next(ini for ini in tabel_dicatat(kon) if ini.nama == tabel)
    return _mata(
        ujung, jalankan, tabel,
        kon.execute(
            f"SELECT {satu.teks_kunci()}, NULL, {satu.teks_isi()} FROM {tabel} ORDER BY {', '.join(satu.kunci)}"
        ),
    )  # fmt: skip


def _sambung(kon: sqlite3.Connection, ujung: str, jalankan: int, tabel: str) -> str:
    banyak, sidik = mata(kon, ujung, jalankan, tabel)
    kon.execute(
        "INSERT INTO rantai (jalankan_id, tabel, banyak, sidik) VALUES (?, ?, ?, ?)", (jalankan, tabel, banyak, sidik)
    )
    return sidik


def dasar(kon: sqlite3.Connection, jalankan: int) -> None:
    """Note every record there is as new: the beginning of the trail in a file older than the trail."""
    for tabel in tabel_dicatat(kon):
        kon.execute(
            f"INSERT INTO catatan SELECT ?, ?, {tabel.teks_kunci()}, NULL, {tabel.teks_isi()} FROM {tabel.nama}",
            (jalankan, tabel.nama),
        )
    ujung = AWAL
    for (nomor,) in kon.execute("SELECT id FROM jalankan WHERE id < ? ORDER BY id", (jalankan,)).fetchall():
        ujung = _sambung(kon, ujung, nomor, "")
    tutup(kon, jalankan)
