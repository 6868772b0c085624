"""The listing of scores: the longest answer there is, asked and handed on in strands."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.domain.untai import Jalinan, Untai
from asn_kompetensi.store.queries import kompetensi, per_opd
from asn_kompetensi.store.queries.nilai import sumber


def daftar(
    kon: sqlite3.Connection,
    *,
    periode_id: int | None = None,
    opd_id: int | None = None,
    pegawai_id: int | None = None,
    kompetensi_id: int | None = None,
    sumber_id: int | None = None,
    luar_periode: bool = False,
) -> Jalinan:
    """`periode, nip, nama, opd, kompetensi, nilai, sumber, tanggal, jalankan, penilai`, the level as it is printed.

    `penilai` is the NIP of someone registered, else a name. `opd` is the agency on the period's last day, else
    the last one held. `luar_periode`: those dated on none of their period's days. Ordered by period (last day),
    agency, name, NIP, competency, source: asked period by period and agency by agency, so that no more than one
    agency's scores are ever held.
    """
    isi = {"kompetensi": kompetensi_id, "sumber": sumber_id}
    syarat = "".join(f" AND n.{satu}_id = :{satu}" for satu in isi if isi[satu] is not None)
    luar = " AND n.hari NOT BETWEEN :awal AND :akhir" if luar_periode else ""
    # One person is one part, wherever he serves.
    bagian = (
        list(per_opd.bagian(kon, "g.id", "o.id", opd_id))
        if pegawai_id is None
        else [(f"g.id = {int(pegawai_id)}{'' if opd_id is None else ' AND o.id = :opd'}", opd_id)]
    )
    periode = kon.execute(
        "SELECT id, mulai, selesai FROM periode WHERE id = :p OR :p IS NULL ORDER BY selesai, kode", {"p": periode_id}
    )
    # Looked up here, for a tenth of what a join costs for every score.
    kode, asal = kompetensi.kode(kon), {nomor: satu for satu, nomor in sumber(kon).items()}
    urutan = {nomor: n for n, nomor in enumerate(kode)}
    # Most cities keep their competencies in the order of entry, which is that of their numbers.
    kunci = None if list(urutan) == sorted(urutan) else lambda satu: (satu[0], urutan[satu[1]], satu[2])

    def untai(nomor: int, awal: str, akhir: str, orang: Sequence[tuple[Any, ...]]) -> Sequence[Untai]:
        ini = {**isi, "periode": nomor, "orang": json.dumps([satu[0] for satu in orang])}
        ruas = {"awal": _hari(awal), "akhir": _hari(akhir)}
        skor = sorted(kon.execute(_SKOR.format(syarat=syarat + luar), ini | ruas), key=kunci)
        if not skor:
            return ()
        penilai = {satu[:3]: satu[3] for satu in kon.execute(_PENILAI.format(syarat=syarat), ini)}
        # Half of what `zip` takes to turn so many rows.
        ke, k, nilai, hari, jalankan = ([satu[n] for satu in skor] for n in range(5))
        oleh = [None] * len(skor)
        if penilai:
            oleh = [penilai.get((n, m, satu >> 10)) for n, m, satu in zip(ke, k, nilai, strict=True)]
        return (
            Untai([satu[1:] for satu in orang], ke),
            Untai.dari(k, lambda satu: (kode[satu],)),
            Untai.dari(nilai, lambda satu: (cetak_level(satu & 1023), asal[satu >> 10])),
            Untai.dari(hari, lambda satu: (_tanggal(satu),)),
            Untai.dari(jalankan, lambda satu: (satu,)),
            Untai.dari(oleh, lambda satu: (satu,)),
        )

    return Jalinan(
        untai(nomor, awal, akhir, orang)
        for nomor, awal, akhir in periode.fetchall()
        for satu, opd in bagian
        if (orang := sorted(kon.execute(_ORANG.format(bagian=satu), {"periode": nomor, "opd": opd}), key=_URUT))
    )


def _hari(tanggal: str) -> int:
    """The day of a date."""
    return date.fromisoformat(tanggal).toordinal() - _HARI_NOL


def _tanggal(hari: int | None) -> str | None:
    """The date of a day, ISO."""
    return None if hari is None else date.fromordinal(_HARI_NOL + hari).isoformat()


_HARI_NOL = date(1970, 1, 1).toordinal()
_URUT = itemgetter(3, 2)  # name, NIP
# People with the agency they count for in a period.
_ORANG = """
    SELECT g.id, p.kode, g.nip, g.nama, o.kode
      FROM periode p
      CROSS JOIN pegawai g
      LEFT JOIN opd o ON o.id = coalesce(
          (SELECT t.opd_id FROM penempatan t WHERE t.pegawai_id = g.id
              AND (t.mulai IS NULL OR t.mulai <= p.selesai)
              AND (t.selesai IS NULL OR t.selesai >= p.selesai)),
          (SELECT t.opd_id FROM penempatan t WHERE t.pegawai_id = g.id
            ORDER BY coalesce(t.mulai, '') DESC LIMIT 1))
     WHERE p.id = :periode AND {bagian}
"""
# Their scores in it; `ke` is the place of a person among those asked for. Python pays for each value it is handed, so
# source and level come as one number.
_SKOR = """
    SELECT x.key AS ke, n.kompetensi_id, n.sumber_id * 1024 + n.ratus, n.hari, n.jalankan_id
      FROM json_each(:orang) x
      CROSS JOIN nilai n ON n.pegawai_id = x.value AND n.periode_id = :periode {syarat}
"""
# Who gave them, where that is known.
_PENILAI = """
    SELECT x.key AS ke, n.kompetensi_id, n.sumber_id, coalesce(h.nip, a.nama)
      FROM json_each(:orang) x
      CROSS JOIN nilai_penilai n ON n.pegawai_id = x.value AND n.periode_id = :periode {syarat}
      JOIN penilai a ON a.id = n.penilai_id
      LEFT JOIN pegawai h ON h.id = a.pegawai_id
"""
