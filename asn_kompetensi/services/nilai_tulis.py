"""Scores on their way into the database: rows that say the same or contradict each other, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil
from asn_kompetensi.services.nilai_calon import Calon, Konteks
from asn_kompetensi.services.penilai import Penilai
from asn_kompetensi.services.penilai import simpan as simpan_penilai
from asn_kompetensi.store.queries import asal as asal_sql
from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries import penilai as penilai_sql
from asn_kompetensi.store.queries.asal import Letak


def tandai_ganda(calon: Sequence[Calon]) -> set[int]:
    """Rows that speak of the same scores of a person; returns those to skip."""
    return ganda.tandai(
        [((satu.pegawai_id, tentang), satu) for satu in calon for tentang in satu.isi.tentang],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (
            satu.isi.hari,
            satu.isi.bukti,
            satu.isi.penilai and satu.isi.penilai.tanda,
            tuple((b.kompetensi_id, b.ratus) for b in satu.isi.butir),
            satu.ditahan,
        ),
        sebutan=lambda _: "nilai orang yang sama",
    )


@dataclass(slots=True)
class Tulisan:
    """What an import writes: scores, who gave them, and where in the file the written ones stand."""

    nilai: list[tuple[Any, ...]] = field(default_factory=list)
    penilai: list[tuple[sql.Kunci, Penilai]] = field(default_factory=list)
    asal: list[Letak] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ada:
    """What is there in the periods of a file, by the key of the score."""

    nilai: Mapping[sql.Kunci, Any]
    penilai: Mapping[sql.Kunci, penilai_sql.Tanda]


def simpan(k: Konteks, calon: Sequence[Calon | BarisImpor], dilewati: set[int]) -> None:
    """Write what is new or other, count every row once."""
    periode = {satu.isi.periode[0] for satu in calon if isinstance(satu, Calon)} or {0}
    dinilai = any(isinstance(satu, Calon) and satu.isi.penilai for satu in calon)
    ada = Ada(sql.yang_ada(k.d.kon, periode), penilai_sql.yang_ada(k.d.kon, periode) if dinilai else {})
    tulis, hitung = Tulisan(), Counter[Hasil]()
    for satu in calon:
        baris = satu.tersebut if isinstance(satu, Calon) else satu
        hasil: Hasil = "sama"
        if isinstance(satu, Calon):
            if dilewati and satu.asal.nomor in dilewati:
                hasil = "dilewati"
            elif baris is None or not baris.kunci_ditahan:
                hasil = _tulis(satu, ada, tulis, lebar=bool(k.kolom))
        if baris is not None and baris.ditahan:
            k.p.catat(baris, hasil)
        else:
            hitung[hasil] += 1
    k.p.hitung(hitung)
    tulis.nilai.sort(key=itemgetter(0, 1, 2, 3))  # in the order of the key: each page of the table is filled once
    sql.simpan(k.d.kon, k.d.jalankan, tulis.nilai)
    simpan_penilai(k.d, tulis.penilai)
    if tulis.asal:
        tulis.asal.sort()
        asal_sql.simpan(k.d.kon, k.d.jalankan, k.p.lembar.nama, _kolom(k), tulis.asal)


def _kolom(k: Konteks) -> list[tuple[int, str]]:
    """Competency -> letter of its column; 0 is the one column of scores of a long sheet."""
    lajur = k.p.lembar.lajur
    if not k.kolom:
        return [(0, lajur[k.p.letak["nilai"]].huruf)]
    return [(kompetensi_id, lajur[letak].huruf) for letak, _, kompetensi_id in k.kolom]


def _tulis(satu: Calon, ada: Ada, tulis: Tulisan, *, lebar: bool) -> Hasil:
    """Add to `tulis` what of a row is not there yet."""
    hasil: Hasil = "sama"
    isi = satu.isi
    sebelum = len(tulis.nilai)
    for butir in isi.butir:
        kunci_nilai = (satu.pegawai_id, butir.kompetensi_id, isi.periode[0], isi.sumber_id)
        if isi.penilai is not None and ada.penilai.get(kunci_nilai) != isi.penilai.tanda:
            tulis.penilai.append((kunci_nilai, isi.penilai))
            hasil = "berubah" if kunci_nilai in ada.nilai else hasil
        lama = ada.nilai.get(kunci_nilai)
        if lama is None:
            tulis.nilai.append((*kunci_nilai, butir.ratus, isi.hari, isi.bukti))
            hasil = "berubah" if hasil == "berubah" else "baru"
            continue
        # What the sheet does not say stays: the day of an unchanged score, and its evidence.
        tetap = isi.hari is None and lama[0] == butir.ratus
        baru = (butir.ratus, lama[1] if tetap else isi.hari)
        if lama != (*baru, isi.bukti or lama[2]):
            tulis.nilai.append((*kunci_nilai, *baru, isi.bukti))
            hasil = "berubah"
    if len(tulis.nilai) > sebelum:
        kompetensi = 0 if lebar else isi.butir[0].kompetensi_id
        tulis.asal.append((satu.pegawai_id, isi.periode[0], isi.sumber_id, kompetensi, satu.asal.nomor))
    return hasil
