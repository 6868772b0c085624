"""Closing a period: its whole answer is stored as it stands, sealed, and guarded by the triggers of schema 3.

The seal is a SHA-256 over the frozen rows in their order. A person stands in it as a salted digest of NIP and name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from asn_kompetensi.domain import samaran
from asn_kompetensi.store import catatan
from asn_kompetensi.store.queries.gap import Saringan

_PENYEBUT = "beku_penyebut"
# The frozen tables in the order of the seal: columns that enter it, and their order.
BEKU: dict[str, tuple[str, str]] = {
    "beku_opd": ("opd_id, kode, nama, induk_id", "opd_id"),
    "beku_jabatan": ("jabatan_id, kode, nama", "jabatan_id"),
    "beku_kompetensi": ("kompetensi_id, kode, nama, jenis, urutan", "kompetensi_id"),
    "beku_kebijakan": ("kunci, nilai, dasar, keterangan", "kunci"),
    "beku_orang": ("urut, pegawai_id, sidik, opd_id, jabatan_id", "urut"),
    "beku_gap": (
        "urut, letak, kompetensi_id, tingkat, standar_6000, capaian_6000, kategori, status, periode_nilai",
        "urut, letak",
    ),
    # Only where levels are weighted: a period without such rows has the seal it always had.
    _PENYEBUT: ("urut, letak, penyebut", "urut, letak"),
}


def bekukan(kon: sqlite3.Connection, periode_id: int, jalankan: int, peringatan: str) -> str:
    """Store the answer of an open period, close it, and return the seal. `peringatan` is JSON, kept with it."""
    _kosongkan(kon, periode_id)  # what another program may have left there would be sealed with the rest
    salin(kon, periode_id)
    instansi = kon.execute("SELECT nama FROM instansi").fetchone()[0]
    return sahkan(kon, periode_id, jalankan, instansi, peringatan)


def salin(kon: sqlite3.Connection, periode_id: int) -> None:
    """Store the answer of an open period in the frozen tables, which hold nothing of it yet."""
    isi = {"periode": periode_id}
    for perintah in _SALIN:
        kon.execute(perintah, isi)
    _bekukan_jawaban(kon, periode_id)
    kon.execute(_SALIN_JABATAN, isi)


def sahkan(kon: sqlite3.Connection, periode_id: int, jalankan: int, instansi: str, peringatan: str) -> str:
    """Close an open period on what is frozen of it, and return the seal."""
    ini = segel(kon, periode_id, instansi, peringatan)
    kon.execute(
        """INSERT INTO penutupan (periode_id, jalankan_id, instansi, peringatan, segel)
           VALUES (:periode, :jalankan, :instansi, :peringatan, :segel)""",
        {"periode": periode_id, "jalankan": jalankan, "instansi": instansi, "peringatan": peringatan, "segel": ini},
    )
    kon.execute("UPDATE periode SET status = 'tertutup', segel = ? WHERE id = ?", (ini, periode_id))
    return ini


_SALIN = (
    "INSERT INTO beku_opd SELECT :periode, id, kode, nama, induk_id FROM opd",
    "INSERT INTO beku_kompetensi SELECT :periode, id, kode, nama, jenis, urutan FROM kompetensi",
    """INSERT INTO beku_kebijakan SELECT p.id, b.kunci, b.nilai, b.dasar, b.keterangan
         FROM periode p JOIN kebijakan b ON b.mulai <= p.selesai AND (b.selesai IS NULL OR b.selesai >= p.selesai)
        WHERE p.id = :periode""",
)
_SALIN_JABATAN = """
    INSERT INTO beku_jabatan SELECT :periode, id, kode, nama FROM jabatan
     WHERE id IN (SELECT jabatan_id FROM beku_orang WHERE periode_id = :periode)
"""
_JAWABAN = """pegawai_id, nip, nama, opd_id, jabatan_id, urutan, kompetensi_id, tingkat, standar, capaian, penyebut,
              kategori, status, periode_nilai"""
_SALIN_GAP = """
    INSERT INTO beku_gap
    SELECT o.periode_id, o.urut, ifnull(j.urutan, 0), j.kompetensi_id, j.tingkat, j.standar, j.capaian,
           j.kategori, j.status, j.periode_nilai
      FROM jawaban j CROSS JOIN beku_orang o ON o.pegawai_id = j.pegawai_id AND o.periode_id = :periode
     ORDER BY o.urut, 3
"""
_SALIN_PENYEBUT = """
    INSERT INTO beku_penyebut
    SELECT o.periode_id, o.urut, ifnull(j.urutan, 0), j.penyebut
      FROM jawaban j CROSS JOIN beku_orang o ON o.pegawai_id = j.pegawai_id AND o.periode_id = :periode
     WHERE j.penyebut <> 6000 ORDER BY o.urut, 3
"""


def _bekukan_jawaban(kon: sqlite3.Connection, periode_id: int) -> None:
    """People and their pairs, agency by agency in order of the codes: no more than one agency is held at a time."""
    isi = {"periode": periode_id}
    (kode,) = kon.execute("SELECT kode FROM periode WHERE id = ?", (periode_id,)).fetchone()
    urut = 0
    kon.execute(f"CREATE TEMP TABLE jawaban ({_JAWABAN})")
    for bagian, parameter in Saringan(periode_id).bagian(kon):
        kon.execute(f"INSERT INTO jawaban {bagian.gap} SELECT {_JAWABAN} FROM gap_p", parameter)
        rahasia = dict(kon.execute(_RAHASIA).fetchall())
        orang = kon.execute(
            "SELECT DISTINCT pegawai_id, nip, nama, opd_id, jabatan_id FROM jawaban ORDER BY nama, nip"
        ).fetchall()
        kon.executemany(
            """INSERT INTO beku_orang (periode_id, urut, pegawai_id, nip, nama, garam, sidik, opd_id, jabatan_id)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                (periode_id, letak, pegawai_id, nip, nama, garam, sidik_orang(garam, nip, nama), opd_id, jabatan_id)
                for letak, (pegawai_id, nip, nama, opd_id, jabatan_id) in enumerate(orang, urut + 1)
                for garam in [_garam(rahasia.get(pegawai_id), kode)]
            ),
        )
        urut += len(orang)
        kon.execute(_SALIN_GAP, isi)
        kon.execute(_SALIN_PENYEBUT, isi)
        kon.execute("DELETE FROM jawaban")
    kon.execute("DROP TABLE jawaban")


# Of the people at hand. The oldest record of a person comes last, and stays in a dictionary. (`<> 'nilai'` shows SQLite
# that the partial index fits.)
_RAHASIA = """
    SELECT x.pegawai_id, p.garam
      FROM (SELECT DISTINCT pegawai_id FROM jawaban) x
      CROSS JOIN catatan c ON c.tabel = 'pegawai' AND c.tabel <> 'nilai' AND c.kunci = json_array(x.pegawai_id)
      CROSS JOIN catatan_pribadi p ON p.jalankan_id = c.jalankan_id AND p.tabel = c.tabel AND p.kunci = c.kunci
     ORDER BY c.jalankan_id DESC
"""


def _garam(rahasia: str | None, kode: str) -> str:
    """A person's salt in a period: always the same, so that closing the same data again gives the same seal.

    It comes from the secret with which the person's registration entered the trail. Erasing the person erases both:
    then nobody can try names against what is left.
    """
    if rahasia is None or rahasia == catatan.TANPA_GARAM:
        return secrets.token_hex(16)
    return hashlib.sha256(f"{rahasia}\x1f{kode}".encode()).hexdigest()[:32]


def sidik_orang(garam: str, nip: str, nama: str) -> str:
    """The salted digest that stands for a person in the seal."""
    return hashlib.sha256("\x1f".join((garam, nip, nama)).encode()).hexdigest()


def segel(kon: sqlite3.Connection, periode_id: int, instansi: str, peringatan: str) -> str:
    """The seal of what is frozen for a period, computed from the rows themselves, and of what stands in `penutupan`."""
    kode, mulai, selesai = kon.execute(
        "SELECT kode, mulai, selesai FROM periode WHERE id = ?", (periode_id,)
    ).fetchone()
    ini = hashlib.sha256(json.dumps([kode, mulai, selesai, instansi, peringatan], ensure_ascii=False).encode())
    for tabel, (kolom, urut) in BEKU.items():
        if tabel == _PENYEBUT and not _berpenyebut(kon, periode_id):
            continue
        ini.update(f"\n{tabel}\n".encode())
        kursor = kon.execute(
            f"SELECT json_array({kolom}) FROM {tabel} WHERE periode_id = ? ORDER BY {urut}", (periode_id,)
        )
        while tumpuk := kursor.fetchmany(500):
            ini.update("\n".join(baris for (baris,) in tumpuk).encode() + b"\n")
    return ini.hexdigest()


def _berpenyebut(kon: sqlite3.Connection, periode_id: int) -> bool:
    """Whether a closed period has levels in another unit; a file of an older schema (a backup) has not the table."""
    ada = kon.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (_PENYEBUT,)).fetchone()
    return bool(
        ada and kon.execute(f"SELECT 1 FROM {_PENYEBUT} WHERE periode_id = ? LIMIT 1", (periode_id,)).fetchone()
    )


def cairkan(kon: sqlite3.Connection, periode_id: int) -> None:
    """Open a closed period again: what was frozen goes, its scores may change. The caller notes who and why."""
    with penjaga_dilepas(kon, "periode"):
        kon.execute("UPDATE periode SET status = 'terbuka', segel = NULL WHERE id = ?", (periode_id,))
    _kosongkan(kon, periode_id)


def _kosongkan(kon: sqlite3.Connection, periode_id: int) -> None:
    for tabel in ("penutupan", *BEKU):
        kon.execute(f"DELETE FROM {tabel} WHERE periode_id = ?", (periode_id,))


@contextmanager
def penjaga_dilepas(kon: sqlite3.Connection, tabel: str) -> Iterator[None]:
    """Inside: the guards of a table are off. They stand again before the transaction can end well."""
    penjaga = kon.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ? ORDER BY rowid", (tabel,)
    ).fetchall()
    for nama, _ in penjaga:
        kon.execute(f"DROP TRIGGER main.{nama}")
    yield
    for _, teks in penjaga:
        kon.execute(teks)


def segel_rusak(kon: sqlite3.Connection) -> list[str]:
    """Codes of periods that are not what was sealed: frozen rows, seal, or closed by its status alone."""
    return [
        kode
        for nomor, kode, status, tercatat, ditutup, instansi, peringatan in kon.execute(
            """SELECT p.id, p.kode, p.status, p.segel, t.segel, t.instansi, t.peringatan FROM periode p
                 LEFT JOIN penutupan t ON t.periode_id = p.id
                WHERE p.status = 'tertutup' OR t.periode_id IS NOT NULL OR p.segel IS NOT NULL
                ORDER BY p.selesai, p.kode"""
        ).fetchall()
        if status != "tertutup"
        or tercatat is None
        or tercatat != ditutup
        or segel(kon, nomor, instansi, peringatan) != tercatat
    ]


def identitas_palsu(kon: sqlite3.Connection) -> list[tuple[str, int]]:
    """Frozen people `(period, place)` whose identity is neither the one sealed nor that of an erased person."""
    tersamar = catatan.tersamar(kon)
    return [
        (kode, urut)
        for kode, urut, pegawai_id, nip, nama, garam, sidik in kon.execute(
            """SELECT p.kode, o.urut, o.pegawai_id, o.nip, o.nama, o.garam, o.sidik
                 FROM beku_orang o JOIN periode p ON p.id = o.periode_id ORDER BY p.selesai, p.kode, o.urut"""
        )
        if (
            pegawai_id not in tersamar or (nip, nama) != (samaran.nip(pegawai_id), samaran.NAMA)
            if garam is None
            else sidik_orang(garam, nip, nama) != sidik
        )
    ]
