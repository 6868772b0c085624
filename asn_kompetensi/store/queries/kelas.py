"""Queries on classes, their participants and attendance."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

_KELAS = """
    SELECT k.id, k.kode, k.pelatihan_id, p.kode, p.nama, p.bentuk_id, p.jp, p.penyelenggara, k.mulai, k.selesai,
           k.tempat, k.kuota, k.biaya, k.terbuka, k.luar_negeri, k.nilai_maks, k.status, k.alasan_batal,
           (SELECT group_concat(kode, ';') FROM (
               SELECT o.kode FROM kelas_opd u JOIN opd o ON o.id = u.opd_id WHERE u.kelas_id = k.id ORDER BY o.kode)),
           t.kode, r.sumber_dana,
           (SELECT group_concat(tanggal, ';') FROM (
               SELECT h.tanggal FROM kelas_hari h WHERE h.kelas_id = k.id ORDER BY h.tanggal))
      FROM kelas k JOIN pelatihan p ON p.id = k.pelatihan_id
      LEFT JOIN kelas_rincian r ON r.kelas_id = k.id LEFT JOIN opd t ON t.id = r.tuan_rumah_id
"""

_PESERTA = """
    SELECT s.id, s.nomor, s.pegawai_id, g.nip, g.nama, s.opd_id, o.kode, s.jawaban, s.alasan, s.pre, s.post, s.lulus,
           s.sertifikat, s.berlaku_sampai, s.jp_diakui
      FROM peserta s JOIN pegawai g ON g.id = s.pegawai_id LEFT JOIN opd o ON o.id = s.opd_id
"""

# The agency of a person on a day; a person has one placement a day, the newest start wins where records overlap.
_OPD_PADA = """
    (SELECT t.opd_id FROM penempatan t
      WHERE t.pegawai_id = g.id AND coalesce(t.mulai, '') <= :pada AND coalesce(t.selesai, '9999-12-31') >= :pada
      ORDER BY coalesce(t.mulai, '') DESC LIMIT 1)
"""


class BarisKelas(NamedTuple):
    """A class with its programme; `nilai_maks` in hundredths.

    `opd_peserta` are the invited agencies, `jadwal` the days it meets (ISO) where that is not every day; both are
    joined by `;`.
    """

    id: int
    kode: str
    pelatihan_id: int
    pelatihan: str
    nama: str
    bentuk: int
    jp: int | None
    penyelenggara: str | None
    mulai: str
    selesai: str
    tempat: str | None
    kuota: int | None
    biaya: int | None
    terbuka: int
    luar_negeri: int
    nilai_maks: int
    status: str
    alasan_batal: str | None
    opd_peserta: str | None
    tuan_rumah: str | None
    sumber_dana: str | None
    jadwal: str | None


class BarisPeserta(NamedTuple):
    """A participant; scores and `jp_diakui` in hundredths, `opd` is the agency at that time."""

    id: int
    nomor: int
    pegawai_id: int
    nip: str
    nama: str
    opd_id: int | None
    opd: str | None
    jawaban: str | None
    alasan: str | None
    pre: int | None
    post: int | None
    lulus: int | None
    sertifikat: str | None
    berlaku_sampai: str | None
    jp_diakui: int | None

    @property
    def berkursi(self) -> bool:
        """Whether this person holds a seat: invited without an answer yet, or willing."""
        return self.jawaban in (None, "bersedia")


class Calon(NamedTuple):
    """Someone who may be invited on a day: `aktif` in service, `opd_id` the agency of that day."""

    pegawai_id: int
    nip: str
    nama: str
    aktif: int
    opd_id: int | None
    opd: str | None


def ejaan(kon: sqlite3.Connection) -> Iterable[tuple[int, str, str]]:
    """Every class as `(id, kode, kode)`."""
    return kon.execute("SELECT id, kode, kode FROM kelas")


def satu(kon: sqlite3.Connection, kelas_id: int) -> BarisKelas:
    """One class."""
    return BarisKelas._make(kon.execute(_KELAS + " WHERE k.id = ?", (kelas_id,)).fetchone())


def daftar(kon: sqlite3.Connection, pelatihan_id: int | None, status: str | None) -> Iterator[BarisKelas]:
    """Classes by first day and code; None does not narrow."""
    syarat = " WHERE (?1 IS NULL OR k.pelatihan_id = ?1) AND (?2 IS NULL OR k.status = ?2) ORDER BY k.mulai, k.kode"
    return map(BarisKelas._make, kon.execute(_KELAS + syarat, (pelatihan_id, status)))


def peserta(kon: sqlite3.Connection, kelas_id: int) -> list[BarisPeserta]:
    """The roster in the order of its numbers."""
    return [
        BarisPeserta._make(baris)
        for baris in kon.execute(_PESERTA + " WHERE s.kelas_id = ? ORDER BY s.nomor", (kelas_id,))
    ]


def jadwal(kon: sqlite3.Connection, kelas_id: int) -> tuple[str, ...]:
    """The days (ISO) of a class that does not meet on every day; () for one that does."""
    kursor = kon.execute("SELECT tanggal FROM kelas_hari WHERE kelas_id = ? ORDER BY tanggal", (kelas_id,))
    return tuple(hari for (hari,) in kursor)


def opd_diundang(kon: sqlite3.Connection, kelas_id: int) -> set[int]:
    """Invited agencies with all their units."""
    return {
        baris[0]
        for baris in kon.execute(
            """WITH RECURSIVE pohon(id) AS (
                   SELECT opd_id FROM kelas_opd WHERE kelas_id = ?
                   UNION SELECT o.id FROM opd o JOIN pohon p ON o.induk_id = p.id
               ) SELECT id FROM pohon""",
            (kelas_id,),
        )
    }


def ganti_opd(kon: sqlite3.Connection, kelas_id: int, opd: Sequence[int]) -> bool:
    """Replace the invited agencies; True when they were others."""
    lama = {baris[0] for baris in kon.execute("SELECT opd_id FROM kelas_opd WHERE kelas_id = ?", (kelas_id,))}
    if lama == set(opd):
        return False
    kon.execute("DELETE FROM kelas_opd WHERE kelas_id = ?", (kelas_id,))
    kon.executemany("INSERT INTO kelas_opd (kelas_id, opd_id) VALUES (?, ?)", [(kelas_id, satu) for satu in opd])
    return True


def ganti_hari(kon: sqlite3.Connection, kelas_id: int, hari: Sequence[str]) -> bool:
    """Replace the days (ISO) a class meets; none means every day. True when they were others."""
    lama = {baris[0] for baris in kon.execute("SELECT tanggal FROM kelas_hari WHERE kelas_id = ?", (kelas_id,))}
    if lama == set(hari):
        return False
    kon.execute("DELETE FROM kelas_hari WHERE kelas_id = ?", (kelas_id,))
    kon.executemany("INSERT INTO kelas_hari (kelas_id, tanggal) VALUES (?, ?)", [(kelas_id, satu) for satu in hari])
    return True


def simpan_rincian(kon: sqlite3.Connection, kelas_id: int, isi: dict[str, Any]) -> bool:
    """Write the given columns of `kelas_rincian` (our own names); True when something became different."""
    kolom = ("tuan_rumah_id", "sumber_dana")
    lama = kon.execute(f"SELECT {', '.join(kolom)} FROM kelas_rincian WHERE kelas_id = ?", (kelas_id,)).fetchone()
    baru = tuple(isi.get(nama, sebelum) for nama, sebelum in zip(kolom, lama or (None, None), strict=True))
    if baru == (lama or (None, None)):
        return False
    kon.execute(
        """INSERT INTO kelas_rincian (kelas_id, tuan_rumah_id, sumber_dana) VALUES (?, ?, ?)
           ON CONFLICT (kelas_id) DO UPDATE
              SET tuan_rumah_id = excluded.tuan_rumah_id, sumber_dana = excluded.sumber_dana""",
        (kelas_id, *baru),
    )
    return True


def simpan_kelas(kon: sqlite3.Connection, kelas_id: int | None, isi: dict[str, Any]) -> int:
    """Insert a class of an import, or write the columns of `isi` (our own names) to an existing one."""
    if kelas_id is None:
        tanda = ", ".join("?" * len(isi))
        return kon.execute(f"INSERT INTO kelas ({', '.join(isi)}) VALUES ({tanda})", tuple(isi.values())).lastrowid or 0
    ubah = ", ".join(f"{kolom} = ?" for kolom in isi)
    kon.execute(f"UPDATE kelas SET {ubah} WHERE id = ?", (*isi.values(), kelas_id))
    return kelas_id


def calon(kon: sqlite3.Connection, pada: str, nip: Sequence[str]) -> dict[str, Calon]:
    """People by NIP, with service and agency on the day `pada` (ISO)."""
    return {satu.nip: satu for satu in _calon(kon, pada, "nip", nip)}


def calon_id(kon: sqlite3.Connection, pada: str, pegawai_id: Sequence[int]) -> dict[int, Calon]:
    """The same by person id: a frozen row may know somebody by a NIP that has been corrected since."""
    return {satu.pegawai_id: satu for satu in _calon(kon, pada, "id", pegawai_id)}


def _calon(kon: sqlite3.Connection, pada: str, kolom: str, isi: Sequence[str] | Sequence[int]) -> Iterator[Calon]:
    kursor = kon.execute(
        f"""SELECT s.id, s.nip, s.nama, s.aktif, o.id, o.kode FROM (
                SELECT g.id, g.nip, g.nama, g.status = 'aktif' OR coalesce(g.henti_tanggal > :pada, 0) AS aktif,
                       {_OPD_PADA} AS opd_id
                  FROM pegawai g WHERE g.{kolom} IN (SELECT value FROM json_each(:isi))
            ) s LEFT JOIN opd o ON o.id = s.opd_id""",
        {"pada": pada, "isi": json.dumps(list(isi))},
    )
    return map(Calon._make, kursor)


def jabatan_pada(kon: sqlite3.Connection, kelas_id: int, pada: str) -> dict[int, str]:
    """Person id -> name of the job on the day `pada` (ISO), for the roster of a class."""
    kursor = kon.execute(
        """SELECT t.pegawai_id, j.nama FROM peserta s
             JOIN penempatan t ON t.pegawai_id = s.pegawai_id AND coalesce(t.mulai, '') <= :pada
                              AND coalesce(t.selesai, '9999-12-31') >= :pada
             JOIN jabatan j ON j.id = t.jabatan_id
            WHERE s.kelas_id = :kelas ORDER BY coalesce(t.mulai, '')""",
        {"kelas": kelas_id, "pada": pada},
    )
    return dict(kursor.fetchall())


def sesuaikan_opd(kon: sqlite3.Connection, kelas_id: int, pada: str) -> None:
    """Give everyone on the roster the agency of the day `pada` (ISO): a class that moves finds people elsewhere."""
    kon.execute(
        f"""UPDATE peserta AS s SET opd_id = n.opd_id
              FROM (SELECT g.id, {_OPD_PADA} AS opd_id FROM pegawai g
                     WHERE g.id IN (SELECT pegawai_id FROM peserta WHERE kelas_id = :kelas)) n
             WHERE s.kelas_id = :kelas AND n.id = s.pegawai_id AND n.opd_id IS NOT s.opd_id""",
        {"kelas": kelas_id, "pada": pada},
    )


def pindahkan_peserta(kon: sqlite3.Connection, pegawai_id: int, opd_id: int, sejak: str) -> None:
    """A move from the day `sejak` on, recorded late: seats in classes that began since then are the new agency's."""
    kon.execute(
        """UPDATE peserta SET opd_id = :opd
            WHERE pegawai_id = :pegawai AND opd_id IS NOT :opd
              AND kelas_id IN (SELECT id FROM kelas WHERE mulai >= :sejak)""",
        {"opd": opd_id, "pegawai": pegawai_id, "sejak": sejak},
    )


def gabungkan_peserta(kon: sqlite3.Connection, dari: int, ke: int, sejak: str) -> None:
    """Agencies merge on the day `sejak`: seats in classes that begin since then are the receiving one's."""
    kon.execute(
        "UPDATE peserta SET opd_id = ? WHERE opd_id = ? AND kelas_id IN (SELECT id FROM kelas WHERE mulai >= ?)",
        (ke, dari, sejak),
    )


def tambah_peserta(
    kon: sqlite3.Connection, kelas_id: int, pegawai_id: int, opd_id: int | None, jawaban: str | None
) -> tuple[int, int]:
    """Add a person at the end of the roster; returns id and roster number."""
    nomor = int(
        kon.execute("SELECT coalesce(max(nomor), 0) + 1 FROM peserta WHERE kelas_id = ?", (kelas_id,)).fetchone()[0]
    )
    kursor = kon.execute(
        "INSERT INTO peserta (kelas_id, nomor, pegawai_id, opd_id, jawaban) VALUES (?, ?, ?, ?, ?)",
        (kelas_id, nomor, pegawai_id, opd_id, jawaban),
    )
    return kursor.lastrowid or 0, nomor


def jawab(kon: sqlite3.Connection, peserta_id: int, jawaban: str | None, alasan: str | None) -> None:
    """Store an answer; None is an invitation without an answer yet."""
    kon.execute("UPDATE peserta SET jawaban = ?, alasan = ? WHERE id = ?", (jawaban, alasan, peserta_id))


def simpan_nilai(kon: sqlite3.Connection, peserta_id: int, pre: int | None, post: int | None) -> None:
    """Store test scores in hundredths."""
    kon.execute("UPDATE peserta SET pre = ?, post = ? WHERE id = ?", (pre, post, peserta_id))


def luluskan(kon: sqlite3.Connection, isi: Iterable[tuple[int, int, int]]) -> None:
    """Store the outcome as `(lulus 0/1, jp_diakui in hundredths, peserta_id)`."""
    kon.executemany("UPDATE peserta SET lulus = ?, jp_diakui = ? WHERE id = ?", isi)


def tandai(kon: sqlite3.Connection, kelas_id: int, status: str, alasan: str | None = None) -> None:
    """Finish or cancel a class."""
    kon.execute("UPDATE kelas SET status = ?, alasan_batal = ? WHERE id = ?", (status, alasan, kelas_id))
