"""Saving a plan: only what became different, and what the clerk has put into a row stays with the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from asn_kompetensi.domain import rencana as aturan
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.domain.rencana import Baris
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import rencana as sql
from asn_kompetensi.store.queries.rencana import BarisTersimpan


class Rancangan(NamedTuple):
    """A plan as it would be saved, and the one that is there. `baris` go with `nomor`, `didanai` and `lama`.

    `lama` is the saved row with the same key, if there is one; `isian_hilang` counts saved rows that go, and with them
    what the clerk had put in.
    """

    tahun: int
    periode_id: int
    baris: list[Baris]
    nomor: list[int]
    didanai: list[bool | None]
    lama: list[BarisTersimpan | None]
    hilang: list[BarisTersimpan]
    ringkasan: dict[str, Any]

    @property
    def sebelum(self) -> int:
        """How many rows are saved already."""
        return sum(satu is not None for satu in self.lama) + len(self.hilang)

    @property
    def berbeda(self) -> bool:
        """Whether saving would change anything."""
        isi = self.ringkasan
        return bool(isi["baru"] or isi["berubah"] or isi["dihapus"])


def susun(d: PintuTulis, rancangan: Rancangan, *, ganti: bool = False) -> dict[str, Any]:
    """Save a plan worked out in this very transaction. What the clerk has put into a row stays with the row.

    The same plan again changes nothing. Raises `Bentrok` when another one of that year is there and `ganti` is not
    given.
    """
    isi = rancangan.ringkasan
    if rancangan.sebelum and rancangan.berbeda and not ganti:
        raise Bentrok(
            f"rencana {rancangan.tahun} sudah disusun dan hasilnya kini berbeda: {isi['baru']} baris baru, "
            f"{isi['berubah']} berubah, {isi['dihapus']} hilang",
            "Untuk menggantinya, ulangi dengan --ganti; isian Anda pada baris yang tetap ada ikut terbawa.",
        )
    if rancangan.berbeda:
        _simpan(d, rancangan)
    return {**isi, "jalankan": d.jalankan if d.berubah and not d.batal else None}


def _isi(rancangan: Rancangan, letak: int) -> tuple[Any, ...]:
    baris, didanai = rancangan.baris[letak], rancangan.didanai[letak]
    mulai, selesai = aturan.waktu(rancangan.tahun, baris.prioritas)
    return (
        rancangan.periode_id, baris.bentuk, baris.jp, baris.program.penyelenggara if baris.program else None,
        mulai.isoformat(), selesai.isoformat(), baris.anggaran, None if didanai is None else int(didanai),
    )  # fmt: skip


def _sasaran(baris: Baris) -> tuple[tuple[int, ...], ...]:
    return tuple(
        (satu.pegawai_id, satu.jabatan_id, int(satu.standar * 100), *satu.capaian.as_integer_ratio())
        for satu in baris.orang
    )


def beda(rancangan: Rancangan, letak: int) -> str:
    lama = rancangan.lama[letak]
    if lama is None:
        return "baru"
    tetap = (lama.nomor, lama.isi, lama.sasaran) == (
        rancangan.nomor[letak], _isi(rancangan, letak), _sasaran(rancangan.baris[letak])
    )  # fmt: skip
    return "sama" if tetap else "berubah"


def _simpan(d: PintuTulis, rancangan: Rancangan) -> None:
    """Replace what became different; a row that stays keeps its id and what the clerk has put in."""
    ganti = [letak for letak in range(len(rancangan.baris)) if beda(rancangan, letak) != "sama"]
    lama = [satu for satu in (rancangan.lama[letak] for letak in ganti) if satu is not None]
    baru = iter(range(sql.id_berikut(d.kon), 2**62))
    nomor_id = {letak: satu.id if (satu := rancangan.lama[letak]) else next(baru) for letak in ganti}
    sql.hapus(d.kon, [satu.id for satu in (*lama, *rancangan.hilang)])
    sql.simpan(
        d.kon,
        [_kolom(rancangan, letak, nomor_id[letak]) for letak in ganti],
        [
            (nomor_id[letak], satu[0], urut, *satu[1:])
            for letak in ganti
            for urut, satu in enumerate(_sasaran(rancangan.baris[letak]), 1)
        ],
        list(_isian(lama)),
    )


def _kolom(rancangan: Rancangan, letak: int, nomor_id: int) -> tuple[Any, ...]:
    baris = rancangan.baris[letak]
    opd, kompetensi, prioritas, program = baris.kunci
    periode, *sisa = _isi(rancangan, letak)
    return (
        nomor_id, rancangan.tahun, rancangan.nomor[letak], periode, opd, kompetensi, prioritas, program, *sisa
    )  # fmt: skip


def _isian(lama: Sequence[BarisTersimpan]) -> Iterator[tuple[Any, ...]]:
    for satu in lama:
        if satu.isian is not None:
            yield (satu.id, *satu.isian)
