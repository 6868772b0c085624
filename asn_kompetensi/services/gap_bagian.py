"""The parts of a level: which scores of which sources it is made of, with their weights, and which do not count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.domain.sumber import CaraSumber, cara_berlaku, paling_lama
from asn_kompetensi.services import keadaan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import gap as sql

ASESMEN_SENDIRI = "nilai asesmen ada, jadi hanya asesmen yang dihitung"
TANPA_BOBOT = "sumber ini tidak berbobot"
KEDALUWARSA = "kedaluwarsa"


class Bagian(NamedTuple):
    """One score beside the level it belongs to.

    `nilai` is its level, `tanggal` its day (ISO; None: not recorded, it counts as the last day of `periode`),
    `jalankan` the run that brought it. `bobot` is the weight it has in the mean, as the policy gives it (1 each in a
    plain mean, 0 where the source does not count). `dihitung` tells whether it is in the level; if not, `sebab` says
    why, in Indonesian. The level is sum(nilai x bobot) / sum(bobot) over those with `dihitung`.
    """

    periode: str
    sumber: str
    nilai: Decimal
    tanggal: str | None
    bobot: Decimal
    jalankan: int
    dihitung: bool
    sebab: str | None


def bagian(d: Pintu, periode_id: int, pegawai_id: int, kompetensi_id: int, opd_id: int | None = None) -> list[Bagian]:
    """The scores that decide the level of a person in a competency in the gap of a period, in the order of the sources.

    They are those of the period the level comes from (`periode_nilai`), and before them those of newer periods in which
    no source counts. Where the level has expired all of them have `dihitung` False and `sebab` `kedaluwarsa`; without
    any score that counts only the others are listed; [] where there is none at all. The job need not require the
    competency. With `opd_id` they are of the person in this agency: in a united file, by its city's policies and among
    its city's scores alone.

    A closed period reads its own policy and its own `periode_nilai`, and the scores as they stand today: where that is
    an earlier period that stayed open, they may have changed since the closing and need not make the frozen level.
    """
    selesai, beku = sql.kerangka(d.kon, periode_id, pegawai_id, kompetensi_id, opd_id)
    di = gabung.opd_orang(d.kon, periode_id, pegawai_id) if opd_id is None else [opd_id]
    kota = gabung.nomor_kota(d.kon, [] if opd_id is None else di)
    berlaku = keadaan.kebijakan(d, periode_id, selesai, di)
    cara = cara_berlaku(keadaan.nilai(berlaku, "bobot_sumber"))
    batas = paling_lama(date.fromisoformat(selesai), int(keadaan.angka(berlaku, "masa_berlaku_nilai"))).isoformat()
    hasil: list[Bagian] = []
    skor = sql.skor(d.kon, periode_id, pegawai_id, kompetensi_id, kota[0] if kota else None)
    for kode, isi in groupby(skor, key=lambda satu: satu[0]):
        ini = _periode(list(isi), cara, batas)
        berbobot = any(satu.bobot for satu in ini)
        if berbobot and beku and kode != beku[0]:
            continue  # came after the closing
        hasil += ini
        if berbobot:
            break
    return hasil


def _periode(skor: Sequence[tuple[Any, ...]], cara: CaraSumber, batas: str) -> list[Bagian]:
    """The scores of one period: `kode, selesai, sumber, ratus, tanggal, jalankan`."""
    berat = cara.berat([satu[2] for satu in skor])
    hari = [satu[4] or satu[1] for satu in skor if berat[satu[2]]]
    usang = bool(hari) and max(hari) < batas
    kosong = TANPA_BOBOT if cara.bobot is not None else ASESMEN_SENDIRI
    hasil = []
    for kode, _, sumber, ratus, tanggal, jalankan in skor:
        bobot = berat[sumber]
        sebab = kosong if not bobot else KEDALUWARSA if usang else None
        hasil.append(Bagian(kode, sumber, cetak_level(ratus), tanggal, bobot, jalankan, sebab is None, sebab))
    return hasil
