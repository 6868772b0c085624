"""Queries on the gap. All of them read `gap_p`, the one definition in `store.views`.

Whatever asks for a whole city asks agency by agency, in order of their codes: memory is that of one agency, no answer
is sorted or grouped across the city, and what is asked costs as much for the hundredth agency as for the first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.views import (
    ACUAN,
    CARA,
    LEWAT_OPD,
    LEWAT_PEGAWAI,
    gap,
    gap_beku,
    orang,
    siapa,
    siapa_beku,
    wajib,
    wajib_beku,
)


@dataclass(frozen=True, slots=True)
class Saringan:
    """Which part of the gap is asked for; None is everything."""

    periode_id: int
    opd_id: Sequence[int] | None = None
    pegawai_id: int | None = None
    kompetensi_id: int | None = None
    status: str | None = None
    hanya_periode_ini: bool = False
    kini: bool = False  # as today's inputs give it, also where the period is closed

    def sumber(self, kon: sqlite3.Connection) -> tuple[str, dict[str, Any]]:
        """The WITH clause for this selection, and its parameters; a closed period answers from its frozen rows."""
        satu, isi = self.seutuhnya(kon)
        return satu.gap, isi

    def seutuhnya(self, kon: sqlite3.Connection) -> tuple[Bagian, dict[str, Any]]:
        """This selection as one part, and its parameters: for single people and few agencies."""
        return self._sumber(kon, None if self.opd_id is None else salah_satu(self.opd_id))

    def bagian(self, kon: sqlite3.Connection) -> Iterator[tuple[Bagian, dict[str, Any]]]:
        """The same agency by agency, in order of their codes.

        One person is one part, wherever he serves; in a united file he may serve two cities at once.
        """
        if self.pegawai_id is not None and not gabung.gabungan(kon):
            yield self.seutuhnya(kon)
            return
        satu, isi = self._sumber(kon, "= :opd")
        for nomor in self._opd(kon):
            yield satu, {**isi, "opd": nomor}

    def _opd(self, kon: sqlite3.Connection) -> list[int]:
        """Agencies by code, as the period has them."""
        tabel, nomor = ("beku_opd", "opd_id") if tertutup(kon, self.periode_id) else ("opd", "id")
        syarat = ["TRUE"] if tabel == "opd" else ["periode_id = :periode"]
        if self.opd_id is not None:
            syarat.append(f"{nomor} {salah_satu(self.opd_id)}")
        if self.pegawai_id is not None:
            syarat.append(f"{nomor} {salah_satu(gabung.opd_orang(kon, self.periode_id, self.pegawai_id))}")
        kursor = kon.execute(
            f"SELECT {nomor} FROM {tabel} WHERE {' AND '.join(syarat)} ORDER BY kode", {"periode": self.periode_id}
        )
        return [satu for (satu,) in kursor]

    def _sumber(self, kon: sqlite3.Connection, opd: str | None) -> tuple[Bagian, dict[str, Any]]:
        beku = not self.kini and tertutup(kon, self.periode_id)
        syarat, isi = ["a.id = :periode"], {"periode": self.periode_id}
        if opd is not None:
            syarat.append(f"{'g.opd_id' if beku else 'o.id'} {opd}")
        if self.pegawai_id is not None:
            syarat.append(f"{'g.pegawai_id' if beku else 'g.id'} = :pegawai")
            isi["pegawai"] = self.pegawai_id
        orang_saja = " AND ".join(syarat)
        if self.kompetensi_id is not None:
            syarat.append("s.kompetensi_id = :kompetensi")
            isi["kompetensi"] = self.kompetensi_id
        saring = " AND ".join(syarat)
        if beku:
            lewat = LEWAT_PEGAWAI if self.pegawai_id is not None else "" if opd is None else LEWAT_OPD
            hitung = f"""SELECT count(*) FROM periode a CROSS JOIN beku_orang g {lewat} ON g.periode_id = a.id
                          WHERE {orang_saja}"""
            beku_saja = gap_beku(saring, hanya_periode_ini=self.hanya_periode_ini, lewat=lewat)
            return Bagian(beku_saja, siapa_beku(orang_saja, lewat), hitung, wajib_beku(saring, lewat)), isi
        acuan, tetap = _acuan(kon, self.periode_id)
        sendiri = self.pegawai_id is not None
        kueri = gap(saring, hanya_periode_ini=self.hanya_periode_ini, satu_orang=sendiri, acuan=acuan)
        mereka = siapa(orang_saja, satu_orang=sendiri, acuan=acuan)
        return Bagian(kueri, mereka, orang(orang_saja, acuan), wajib(saring, acuan)), {**isi, **tetap}


def salah_satu(nomor: Sequence[int]) -> str:
    """SQL: is one of some numbers."""
    return f"IN ({', '.join(str(int(satu)) for satu in nomor)})"


@dataclass(frozen=True, slots=True)
class Bagian:
    """SQL for a part of the gap: the WITH clause that defines its `gap_p`, and three SELECTs beside it.

    `siapa` names its people (see `views.siapa`), `orang` counts them, `wajib` gives what they are measured by (see
    `views.wajib`).
    """

    gap: str
    siapa: str
    orang: str
    wajib: str


def _acuan(kon: sqlite3.Connection, periode_id: int) -> tuple[str, dict[str, Any]]:
    """The row of `ACUAN` of a period as SQL with parameters: worked out once for all agencies of an answer."""
    kursor = kon.execute(f"SELECT * FROM ({ACUAN}) WHERE id = ?", (periode_id,))
    nama = [kolom[0] for kolom in kursor.description]
    baris = kursor.fetchone()
    if baris is None:  # a policy is missing: no row, and so no gap
        return ACUAN, {}
    return (
        f"SELECT {', '.join(f':acuan_{satu} AS {satu}' for satu in nama)}",
        {f"acuan_{satu}": isi for satu, isi in zip(nama, baris, strict=True)},
    )


def tertutup(kon: sqlite3.Connection, periode_id: int) -> bool:
    """Whether a period is closed."""
    return (
        kon.execute("SELECT 1 FROM periode WHERE id = ? AND status = 'tertutup'", (periode_id,)).fetchone() is not None
    )


def berbobot(kon: sqlite3.Connection, periode_id: int) -> bool:
    """Whether levels of a period are weighted means, so that they are not all in 1/6000; of a closed one, any is."""
    if tertutup(kon, periode_id):
        beku = "SELECT 1 FROM beku_penyebut WHERE periode_id = ? LIMIT 1"
        return kon.execute(beku, (periode_id,)).fetchone() is not None
    baris = kon.execute(f"SELECT bobot IS NOT NULL FROM ({CARA}) WHERE id = ?", (periode_id,)).fetchone()
    return baris is not None and baris[0] == 1


def periode(kon: sqlite3.Connection) -> list[tuple[int, str, str, str, str]]:
    """Every period as `(id, kode, mulai, selesai, status)`, oldest last day first."""
    return kon.execute("SELECT id, kode, mulai, selesai, status FROM periode ORDER BY selesai, kode").fetchall()


def kerangka(
    kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int, opd_id: int | None = None
) -> tuple[str, tuple[str | None] | None]:
    """The last day of a period, and the frozen `periode_nilai` of a pair: None where nothing of it is frozen.

    With `opd_id` of the pair in this agency: in a united file there may be one in another city.
    """
    selesai, status = kon.execute("SELECT selesai, status FROM periode WHERE id = ?", (periode_id,)).fetchone()
    if status != "tertutup":
        return selesai, None
    beku: tuple[str | None] | None = kon.execute(
        """SELECT s.periode_nilai FROM beku_orang o INDEXED BY beku_orang_pegawai
             CROSS JOIN beku_gap s ON s.periode_id = o.periode_id AND s.urut = o.urut
            WHERE o.periode_id = ? AND o.pegawai_id = ? AND s.kompetensi_id = ? AND ifnull(o.opd_id = ?, TRUE)""",
        (periode_id, pegawai_id, kompetensi_id, opd_id),
    ).fetchone()
    return selesai, beku


def skor(
    kon: sqlite3.Connection, periode_id: int, pegawai_id: int, kompetensi_id: int, kota: int | None = None
) -> list[tuple[Any, ...]]:
    """Scores of a pair up to a period, in the order in which the gap looks for them: the newest period first.

    `kode` and `selesai` of the score's period, `sumber, ratus, tanggal` (ISO or None)`, jalankan`. With `kota` only
    those that this city of a united file brought: the run that stands for it has its number.
    """
    return kon.execute(
        """SELECT q.kode, q.selesai, s.kode, n.ratus, date(n.hari * 86400, 'unixepoch'), n.jalankan_id
             FROM periode a
             CROSS JOIN nilai n ON n.pegawai_id = :pegawai AND n.kompetensi_id = :kompetensi
             CROSS JOIN periode q ON q.id = n.periode_id AND q.selesai <= a.selesai
             JOIN sumber s ON s.id = n.sumber_id
            WHERE a.id = :periode AND ifnull(n.jalankan_id = :kota, TRUE)
            ORDER BY q.selesai DESC, q.id = a.id DESC, q.id DESC, s.id""",
        {"periode": periode_id, "pegawai": pegawai_id, "kompetensi": kompetensi_id, "kota": kota},
    ).fetchall()
