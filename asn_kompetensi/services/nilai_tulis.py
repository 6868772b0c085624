"""Scores on their way into the database: rows that say the same or contradict each other, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from asn_kompetensi.services.impor import BarisImpor, Hasil
from asn_kompetensi.services.nilai_baris import Calon, Konteks
from asn_kompetensi.store.queries import nilai as sql


def tandai_ganda(calon: Sequence[Calon]) -> set[int]:
    """Rows that speak of the same scores: equal ones count once, different ones are all held. Returns those to skip."""
    kunci = [(satu.pegawai_id, tentang) for satu in calon for tentang in satu.isi.tentang]
    if len(set(kunci)) == len(kunci):
        return set()
    sepasang: dict[tuple[int, tuple[int, ...]], list[Calon]] = {}
    for satu in calon:
        for tentang in satu.isi.tentang:
            sepasang.setdefault((satu.pegawai_id, tentang), []).append(satu)
    dilewati: set[int] = set()
    for kembar in sepasang.values():
        if len(kembar) == 1:
            continue
        sidik = {(s.isi.hari, tuple((b.kompetensi_id, b.ratus) for b in s.isi.butir), s.ditahan) for s in kembar}
        nomor_pertama = kembar[0].asal.nomor
        if len(sidik) == 1:
            for satu in kembar[1:]:
                dilewati.add(satu.asal.nomor)
                if not satu.ditahan:  # a held row is named by what holds it
                    satu.baris.ingatkan(None, "GANDA_SAMA", f"sama persis dengan baris {nomor_pertama}; dilewati")
            continue
        nomor = ", ".join(str(satu.asal.nomor) for satu in kembar[:5])
        nomor += f", dan {len(kembar) - 5} lainnya" if len(kembar) > 5 else ""
        for satu in kembar:
            satu.baris.tahan(None, "GANDA_BERBEDA", f"nilai orang yang sama di baris {nomor}, isinya berbeda",
                             "Tentukan baris yang benar, hapus yang lain.")  # fmt: skip
    return dilewati


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
