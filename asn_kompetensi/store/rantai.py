"""The chain over the audit trail: what was noted once cannot be changed unseen.

Per run and table, its rows ordered by key make one link:

    sidik = SHA-256( sidik of the link before, NL, run, US, table, NL, then per row: key US old US new NL )

The first link of a run (table '') covers the row in `jalankan`. Of what names a person a salted digest is chained.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3

from asn_kompetensi.store.catatan import PRIBADI, tabel_dicatat, tulis_json

AWAL = "0" * 64
_US, _NL = "\x1f", "\n"
_KOSONG = "\x1e"  # an empty text in a link: nobody may change what is absent into it, or back, unseen


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
