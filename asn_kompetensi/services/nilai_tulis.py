"""Scores on their way into the database: rows that say the same or contradict each other, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil
from asn_kompetensi.services.nilai_baris import Calon, Konteks
from asn_kompetensi.store.queries import nilai as sql


def tandai_ganda(calon: Sequence[Calon]) -> set[int]:
    """Rows that speak of the same scores of a person; returns those to skip."""
    return ganda.tandai(
        [((satu.pegawai_id, tentang), satu) for satu in calon for tentang in satu.isi.tentang],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (
            satu.isi.hari,
            satu.isi.bukti,
            tuple((b.kompetensi_id, b.ratus) for b in satu.isi.butir),
            satu.ditahan,
        ),
        sebutan=lambda _: "nilai orang yang sama",
    )


def simpan(k: Konteks, calon: Sequence[Calon | BarisImpor], dilewati: set[int]) -> None:
    """Write what is new or other, count every row once."""
    ada = sql.yang_ada(k.d.kon, {satu.isi.periode[0] for satu in calon if isinstance(satu, Calon)} or {0})
    tulis: list[tuple[Any, ...]] = []
    hitung: Counter[Hasil] = Counter()
    for satu in calon:
        baris = satu.tersebut if isinstance(satu, Calon) else satu
        hasil: Hasil = "sama"
        if isinstance(satu, Calon):
            if dilewati and satu.asal.nomor in dilewati:
                hasil = "dilewati"
            elif baris is None or not baris.kunci_ditahan:
                hasil = _tulis(satu, ada, tulis)
        if baris is not None and baris.ditahan:
            k.p.catat(baris, hasil)
        else:
            hitung[hasil] += 1
    k.p.hitung(hitung)
    tulis.sort(key=itemgetter(0, 1, 2, 3))  # in the order of the key: each page of the table is filled once
    sql.simpan(k.d.kon, k.d.jalankan, tulis)


def _tulis(satu: Calon, ada: dict[sql.Kunci, Any], tulis: list[tuple[Any, ...]]) -> Hasil:
    """Add to `tulis` what of a row is not there yet."""
    hasil: Hasil = "sama"
    isi = satu.isi
    for butir in isi.butir:
        kunci_nilai = (satu.pegawai_id, butir.kompetensi_id, isi.periode[0], isi.sumber_id)
        lama = ada.get(kunci_nilai) if ada else None
        if lama is None:
            tulis.append((*kunci_nilai, butir.ratus, isi.hari, isi.bukti))
            hasil = "berubah" if hasil == "berubah" else "baru"
            continue
        # What the sheet does not say stays: the day of an unchanged score, and its evidence.
        tetap = isi.hari is None and lama[0] == butir.ratus
        baru = (butir.ratus, lama[1] if tetap else isi.hari)
        if lama != (*baru, isi.bukti or lama[2]):
            tulis.append((*kunci_nilai, *baru, isi.bukti))
            hasil = "berubah"
    return hasil
