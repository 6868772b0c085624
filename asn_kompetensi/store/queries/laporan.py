"""Queries only the workbooks need."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from asn_kompetensi.store.queries.gabung import MILIK_KOTA, rentang
from asn_kompetensi.store.queries.gap import Saringan, salah_satu


def opd_periode(
    kon: sqlite3.Connection, selesai: str, opd_id: Sequence[int] | None = None
) -> list[tuple[int, str, str]]:
    """Agencies (of those asked for) with people in service on a day, as `(id, kode, nama)` by code."""
    pilih = "" if opd_id is None else f"AND o.id {salah_satu(opd_id)}"
    return kon.execute(
        f"""SELECT o.id, o.kode, o.nama FROM opd o
             WHERE EXISTS (
                 SELECT 1 FROM penempatan t JOIN pegawai g ON g.id = t.pegawai_id
                  WHERE t.opd_id = o.id AND (t.mulai IS NULL OR t.mulai <= :hari)
                    AND (t.selesai IS NULL OR t.selesai >= :hari) AND (g.status = 'aktif' OR g.henti_tanggal > :hari))
               {pilih}
             ORDER BY o.kode""",
        {"hari": selesai},
    ).fetchall()


class Orang(NamedTuple):
    """A person of a period; `dinilai` and `di_bawah` (0/1): in at least one required competency."""

    pegawai_id: int
    nip: str
    opd_id: int
    opd: str
    dinilai: int
    di_bawah: int


def orang(kon: sqlite3.Connection, saringan: Saringan) -> list[Orang]:
    """Everyone of a period, with NIP and agency as the period has them."""
    sumber, isi = saringan.sumber(kon)
    kursor = kon.execute(
        f"""{sumber} SELECT pegawai_id, min(nip), min(opd_id), min(opd), max(capaian IS NOT NULL),
                max(status = 'di_bawah')
           FROM gap_p GROUP BY pegawai_id ORDER BY pegawai_id""",
        isi,
    )
    return [Orang._make(satu) for satu in kursor]


def ditutup_oleh(kon: sqlite3.Connection, periode_id: int) -> int | None:
    """The run that closed a period; None while it is open."""
    baris = kon.execute(
        """SELECT t.jalankan_id FROM periode p JOIN penutupan t ON t.periode_id = p.id
            WHERE p.id = ? AND p.status = 'tertutup'""",
        (periode_id,),
    ).fetchone()
    return baris[0] if baris else None


class Program(NamedTuple):
    """A programme that aims at a competency (by code); `ratus` is the level it aims at, in hundredths."""

    pelatihan_id: int
    kode: str
    nama: str
    jp: int | None
    kompetensi: str
    ratus: int


class Kelas(NamedTuple):
    """A class that still comes; `terisi` counts its seats taken, `opd_id` who is invited (None: everyone may come)."""

    id: int
    pelatihan_id: int
    kode: str
    nama: str
    mulai: str
    selesai: str
    tempat: str | None
    kuota: int | None
    jp: int | None
    terisi: int
    terbuka: int


# Whatever came into the register after the run `:tutup` and after the day `:surat` was not known to the letter.
_KEMUDIAN = """(:tutup IS NOT NULL AND EXISTS (
    SELECT 1 FROM catatan c JOIN jalankan j ON j.id = c.jalankan_id
     WHERE c.tabel = '{tabel}' AND c.tabel <> 'nilai' AND c.kunci = {kunci} AND c.lama IS NULL
       AND c.jalankan_id > :tutup AND substr(j.waktu, 1, 10) > :surat))"""


def program(kon: sqlite3.Connection, surat: str, tutup: int | None, kota: str | None = None) -> list[Program]:
    """Programmes with the competencies they aim at, by code; of a united file those of one city, by its code.

    Of a closed period (`tutup`: the run that closed it) only what was registered by then or by the day of the letter.
    """
    kursor = kon.execute(
        f"""SELECT l.id, l.kode, l.nama, l.jp, k.kode, s.ratus FROM pelatihan_sasaran s
              JOIN kompetensi k ON k.id = s.kompetensi_id
              JOIN pelatihan l ON l.id = s.pelatihan_id
             WHERE {MILIK_KOTA.format("l.kode")}
               AND NOT {_KEMUDIAN.format(tabel="pelatihan_sasaran", kunci="json_array(s.pelatihan_id, k.id)")}
             ORDER BY l.kode, k.urutan""",
        {"surat": surat, "tutup": tutup, **rentang(kota)},
    )
    return [Program._make(satu) for satu in kursor]


def kelas(kon: sqlite3.Connection, surat: str, tutup: int | None, kota: str | None = None) -> list[Kelas]:
    """Classes that begin after the day of a letter and are not cancelled, the soonest first; the others as above."""
    kursor = kon.execute(
        f"""SELECT k.id, k.pelatihan_id, k.kode, l.nama, k.mulai, k.selesai, k.tempat, k.kuota, l.jp,
                   (SELECT count(*) FROM peserta s
                     WHERE s.kelas_id = k.id AND (s.jawaban IS NULL OR s.jawaban = 'bersedia')), k.terbuka
              FROM kelas k JOIN pelatihan l ON l.id = k.pelatihan_id
             WHERE k.mulai > :surat AND k.status = 'dibuka' AND {MILIK_KOTA.format("k.kode")}
               AND NOT {_KEMUDIAN.format(tabel="kelas", kunci="json_array(k.id)")}
             ORDER BY k.mulai, k.kode""",
        {"surat": surat, "tutup": tutup, **rentang(kota)},
    )
    return [Kelas._make(satu) for satu in kursor]


def kursi(kon: sqlite3.Connection, kelas_id: Sequence[int]) -> set[tuple[int, int]]:
    """`(kelas_id, pegawai_id)` of the seats in some classes."""
    return set(
        kon.execute(
            """SELECT s.kelas_id, s.pegawai_id FROM json_each(?) j CROSS JOIN peserta s ON s.kelas_id = j.value
                WHERE s.jawaban IS NULL OR s.jawaban = 'bersedia'""",
            (json.dumps(list(kelas_id)),),
        )
    )


def kepala(kon: sqlite3.Connection, kode: str) -> tuple[str, str, str | None, str | None, str | None] | None:
    """The registered head of an agency: `nip, nama, gelar_depan, gelar_belakang, golongan`; None where not known."""
    baris: tuple[str, str, str | None, str | None, str | None] | None = kon.execute(
        """SELECT g.nip, g.nama, g.gelar_depan, g.gelar_belakang, g.golongan
             FROM opd o JOIN pegawai g ON g.nip = o.kepala_nip WHERE o.kode = ?""",
        (kode,),
    ).fetchone()
    return baris
