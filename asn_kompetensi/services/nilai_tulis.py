"""Scores on their way into the database: rows that say the same or contradict each other, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil
from asn_kompetensi.services.nilai_baris import pahami
from asn_kompetensi.services.nilai_calon import Butiran, Calon, Konteks, Terbaca
from asn_kompetensi.services.penilai import Penilai
from asn_kompetensi.services.penilai import simpan as simpan_penilai
from asn_kompetensi.store.queries import asal as asal_sql
from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries import penilai as penilai_sql

_BERAT: dict[Hasil, int] = {"sama": 0, "baru": 1, "berubah": 2}


def tandai_ganda(k: Konteks, terbaca: Terbaca) -> set[int]:
    """Rows that speak of the same scores of a person; returns those to skip."""
    if terbaca.polos:
        tunggal = _tampung(k, terbaca, terbaca.polos)
        _angkat(k, terbaca, _sudah_disebut(terbaca) if tunggal else terbaca.polos.kembar() | _sudah_disebut(terbaca))
    return ganda.tandai(
        [((satu.pegawai_id, tentang), satu) for satu in terbaca.dipahami() for tentang in satu.isi.tentang],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (
            satu.isi.hari,
            satu.isi.bukti,
            satu.isi.penilai and satu.isi.penilai.tanda,
            tuple((b.kompetensi_id, b.ratus) for b in satu.isi.butir),
            satu.baris.ditahan,
        ),
        sebutan=lambda _: "nilai orang yang sama",
    )


def _sudah_disebut(terbaca: Terbaca) -> set[int]:
    """The places of scores that a row looked at by itself speaks of too."""
    lain = set(_butiran(terbaca.dipahami()).kunci())
    orang, polos = {kunci[0] for kunci in lain}, terbaca.polos
    letak = [ke for ke, satu in enumerate(polos.pegawai) if satu in orang] if orang else []
    return {satu for satu, kunci in zip(letak, polos.pilih(letak).kunci(), strict=True) if kunci in lain}


def _angkat(k: Konteks, terbaca: Terbaca, letak: set[int]) -> None:
    """Look at the rows of some scores one by one, too."""
    if not letak:
        return
    nomor = {terbaca.polos.nomor[satu] for satu in letak}
    urutan = {nomor: ke for ke, nomor in enumerate(k.p.isi.nomor)}
    terbaca.polos = terbaca.polos.tanpa(letak)
    terbaca.satuan += pahami(k, k.p.baris(sorted(urutan[satu] for satu in nomor)))
    terbaca.satuan.sort(key=lambda satu: urutan[_baris(satu).nomor])


def _baris(satu: Calon | BarisImpor) -> BarisImpor:
    return satu.baris if isinstance(satu, Calon) else satu


def _butiran(semua: Sequence[Calon]) -> Butiran:
    """The scores of some rows, column by column."""
    banyak = [(satu.baris.nomor, satu.pegawai_id, satu.isi, len(satu.isi.butir)) for satu in semua]
    butir = [satu for _, _, isi, _ in banyak for satu in isi.butir]
    return Butiran(
        [nomor for nomor, _, _, n in banyak for _ in range(n)],
        [orang for _, orang, _, n in banyak for _ in range(n)],
        [satu.kompetensi_id for satu in butir],
        [isi.periode[0] for _, _, isi, n in banyak for _ in range(n)],
        [isi.sumber_id for _, _, isi, n in banyak for _ in range(n)],
        [satu.ratus for satu in butir],
        [isi.hari for _, _, isi, n in banyak for _ in range(n)],
        [isi.bukti for _, _, isi, n in banyak for _ in range(n)],
        [isi.penilai for _, _, isi, n in banyak for _ in range(n)],
    )


@dataclass(frozen=True, slots=True)
class Ada:
    """What the register knows of the people and periods of a file, by the key of the score."""

    nilai: Mapping[sql.Kunci, Any]
    penilai: Mapping[sql.Kunci, penilai_sql.Tanda]


@dataclass(slots=True)
class Tulisan:
    """What an import writes: scores part by part, and who gave them (with the row that says so)."""

    nilai: list[Butiran] = field(default_factory=list)
    penilai: list[tuple[int, sql.Kunci, Penilai]] = field(default_factory=list)


def simpan(k: Konteks, terbaca: Terbaca, dilewati: set[int]) -> None:
    """Write what is new or other, count every row once."""
    satuan = _butiran([s for s in terbaca.dipahami() if s.baris.nomor not in dilewati and not s.baris.kunci_ditahan])
    ada = _yang_ada(k, terbaca.polos, satuan)
    tulis = Tulisan()
    k.p.hitung(Counter(_timbang(terbaca.polos, ada, tulis)) + Counter({"sama": terbaca.tanpa_nilai}))
    hasil: dict[int, Hasil] = dict.fromkeys(dilewati, "dilewati")
    for nomor, satu in zip(satuan.nomor, _timbang(satuan, ada, tulis), strict=True):
        hasil[nomor] = max(satu, hasil.get(nomor, satu), key=_BERAT.__getitem__)
    for baris in map(_baris, terbaca.satuan):
        k.p.catat(baris, hasil.get(baris.nomor, "sama"))
    _tulis(k, terbaca, tulis)


def _yang_ada(k: Konteks, *semua: Butiran) -> Ada:
    periode = set[int]().union(*(b.periode for b in semua))
    orang = set[int]().union(*(b.pegawai for b in semua))
    dinilai = any(b.penilai.count(None) < len(b) for b in semua)
    return Ada(sql.yang_ada(k.d.kon, periode, orang), penilai_sql.yang_ada(k.d.kon, periode) if dinilai else {})


def _timbang(b: Butiran, ada: Ada, tulis: Tulisan) -> list[Hasil]:
    """What each score is to the register; what is not there yet goes to `tulis`."""
    if not ada.nilai and b.penilai.count(None) == len(b):
        tulis.nilai.append(b)
        return ["baru"] * len(b)
    semua: list[Hasil] = []
    ditulis: list[int] = []
    harian = list(b.hari)
    for letak, kunci in enumerate(b.kunci()):
        lama = ada.nilai.get(kunci)
        hasil: Hasil = "baru" if lama is None else "sama"
        if lama is not None:
            # What the sheet does not say stays: the day of an unchanged score, and its evidence.
            if harian[letak] is None and lama[0] == b.ratus[letak]:
                harian[letak] = lama[1]
            if lama != (b.ratus[letak], harian[letak], b.bukti[letak] or lama[2]):
                hasil = "berubah"
        if hasil != "sama":
            ditulis.append(letak)
        penilai = b.penilai[letak]
        if penilai is not None and ada.penilai.get(kunci) != penilai.tanda:
            tulis.penilai.append((b.nomor[letak], kunci, penilai))
            hasil = "berubah" if lama is not None else hasil
        semua.append(hasil)
    tulis.nilai.append(replace(b, hari=harian).pilih(ditulis))
    return semua


def _tulis(k: Konteks, terbaca: Terbaca, tulis: Tulisan) -> None:
    if any(tulis.nilai):
        # The plain rows of a new sheet wait already: the others join them.
        awal = 1 if tulis.nilai[0] and tulis.nilai[0] is terbaca.tertampung else 0
        for ke, satu in enumerate(tulis.nilai[awal:], awal):
            _tampung(k, terbaca, satu, lagi=ke > 0)
        sql.simpan(k.d.kon, k.d.jalankan)
        asal_sql.simpan(k.d.kon, k.d.jalankan, k.p.lembar.nama, _huruf(k), lebar=bool(k.kolom))
    simpan_penilai(k.d, [satu[1:] for satu in sorted(tulis.penilai, key=itemgetter(0))])


def _tampung(k: Konteks, terbaca: Terbaca, b: Butiran, *, lagi: bool = False) -> bool:
    """Have scores wait in the database, `lagi` beside those that do; False where two of them have the same key."""
    terbaca.tertampung = b
    isi = (b.pegawai, b.kompetensi, b.periode, b.sumber, b.ratus, b.hari, b.bukti, b.nomor)
    return sql.tampung(k.d.kon, isi, lagi=lagi)


def _huruf(k: Konteks) -> list[tuple[int, str]]:
    """Competency -> letter of its column; 0 is the one column of scores of a long sheet."""
    lajur = k.p.lembar.lajur
    if not k.kolom:
        return [(0, lajur[k.p.letak["nilai"]].huruf)]
    return [(kompetensi_id, lajur[letak].huruf) for letak, _, kompetensi_id in k.kolom]
