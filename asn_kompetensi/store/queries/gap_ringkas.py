"""The gap in totals: the groups of the agencies in turn, those of a city put together, exactly."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.gap_kelompok import KELOMPOK, Baris, bagian


def ringkas(kon: sqlite3.Connection, saringan: Saringan, per: str) -> Iterator[tuple[Any, ...]]:
    """Totals by group, unrounded.

    `kelompok, nama_kelompok, pegawai, wajib, dinilai, di_bawah, memenuhi, belum_dinilai, kedaluwarsa, tanpa_standar,
    kesenjangan, capaian, standar` (the last three exact levels over assessed pairs), then for `pegawai` also `opd,
    jabatan, di_bawah` as `urutan:kode,...`, and for `opd_orang` (as `opd`) how many of its people are assessed in
    anything and how many below the standard in anything.
    """
    ganda = _ganda(kon, saringan)
    if per == "instansi":
        tiap = iter([_gabungkan(_per_instansi(kon, saringan))])
    elif per not in ("opd", "opd_orang", "pegawai"):
        semua = _gabungkan(chain.from_iterable(bagian(kon, saringan, per)))
        tiap = iter([_kurangi(semua, _lebih(kon, saringan, per, ganda))])
    elif per == "pegawai" and ganda:
        tiap = _sekali(kon, saringan, ganda)
    else:
        tiap = bagian(kon, saringan, per)  # a group lies within one agency
    for baris in tiap:
        for satu in sorted(baris, key=lambda satu: satu.urut):
            yield (satu.kelompok, satu.nama, *satu.hitung, *satu.level, *satu.sisa)


def _gabungkan(semua: Iterable[Baris]) -> list[Baris]:
    """The groups of many agencies as one of each code."""
    hasil: dict[str, Baris] = {}
    for satu in semua:
        lalu = hasil.get(satu.kelompok)
        if lalu is not None:
            satu = Baris(
                min(satu.urut, lalu.urut),
                satu.kelompok,
                min(satu.nama, lalu.nama),
                tuple(map(int.__add__, satu.hitung, lalu.hitung)),
                (satu.level[0] + lalu.level[0], satu.level[1] + lalu.level[1], satu.level[2] + lalu.level[2]),
                (*lalu.sisa, *satu.sisa),
            )
        hasil[satu.kelompok] = satu
    return list(hasil.values())


def _per_instansi(kon: sqlite3.Connection, saringan: Saringan) -> Iterator[Baris]:
    """The agencies of a united file under their cities; an ordinary one holds a single city, whose code nobody gave."""
    kota = gabung.kota_kode_opd(kon, saringan.periode_id)
    for satu in chain.from_iterable(bagian(kon, saringan, "opd" if kota else "kota")):
        yield satu._replace(**kota[satu.kelompok]._asdict()) if kota else satu


# --- someone who serves two cities of a united file is one person, in two places -------------------------------------


def _ganda(kon: sqlite3.Connection, saringan: Saringan) -> list[int]:
    return gabung.dua_kota(kon, saringan.periode_id, saringan.opd_id, saringan.pegawai_id)


def _lebih(kon: sqlite3.Connection, saringan: Saringan, per: str, ganda: Iterable[int]) -> Counter[str]:
    """Group -> how often somebody is counted in it again."""
    hasil: Counter[str] = Counter()
    for siapa in _di_antara(saringan, ganda):
        kali = Counter(satu.kelompok for satu in chain.from_iterable(bagian(kon, siapa, per)))
        hasil.update({kelompok: banyak - 1 for kelompok, banyak in kali.items()})
    return hasil


def lebih_orang(kon: sqlite3.Connection, saringan: Saringan) -> tuple[int, int, int]:
    """How often somebody is counted again where agencies are added up: people, those assessed, those below."""
    hasil = [0, 0, 0]
    for siapa in _di_antara(saringan, _ganda(kon, saringan)):
        semua = [(1, *satu.sisa) for satu in chain.from_iterable(bagian(kon, siapa, "opd_orang"))]
        for letak, banyak in enumerate(zip(*semua, strict=True)):
            hasil[letak] += sum(banyak) - max(banyak)
    return hasil[0], hasil[1], hasil[2]


def _kurangi(semua: Iterable[Baris], lebih: Counter[str]) -> list[Baris]:
    return [satu._replace(hitung=(satu.hitung[0] - lebih[satu.kelompok], *satu.hitung[1:])) for satu in semua]


def _sekali(kon: sqlite3.Connection, saringan: Saringan, ganda: Iterable[int]) -> Iterator[list[Baris]]:
    """The people of each agency, whoever serves two where the first of them is."""
    satu_baris: dict[str, Baris] = {}
    for siapa in _di_antara(saringan, ganda):
        for satu in _gabungkan(chain.from_iterable(bagian(kon, siapa, "pegawai"))):
            # one person, whichever city counts
            opd, jabatan, kurang = (sorted({isi for isi in satu.sisa[i::3] if isi}) for i in range(3))
            sisa = (";".join(opd), ";".join(jabatan), ",".join(kurang) or None)
            satu_baris[satu.kelompok] = satu._replace(hitung=(1, *satu.hitung[1:]), sisa=sisa)
    terpakai = set()
    for baris in bagian(kon, saringan, "pegawai"):
        yield [satu_baris.get(b.kelompok, b) for b in baris if b.kelompok not in terpakai]
        terpakai |= satu_baris.keys() & {b.kelompok for b in baris}


def _di_antara(saringan: Saringan, ganda: Iterable[int]) -> list[Saringan]:
    return [replace(saringan, pegawai_id=satu) for satu in ganda]


def kota_kelompok(kon: sqlite3.Connection, saringan: Saringan, per: str) -> dict[str, set[int]]:
    """Group -> numbers of the cities of a united file that are in it."""
    kota = gabung.kota_kode_opd(kon, saringan.periode_id)
    nomor = gabung.kota_opd(kon)
    hasil: dict[str, set[int]] = {}
    if per in ("opd", "instansi"):
        for kode, satu in kota.items():
            hasil.setdefault(kode if per == "opd" else satu.kelompok, set()).add(satu.urut)
        return hasil
    pilih = KELOMPOK[per]
    for opd, isi in saringan.bagian(kon):
        for (kelompok,) in kon.execute(f"{opd.gap} SELECT DISTINCT {pilih.kode} FROM gap_p WHERE {pilih.syarat}", isi):
            hasil.setdefault(kelompok, set()).add(nomor[isi["opd"]])
    return hasil


def di_bawah(kon: sqlite3.Connection, saringan: Saringan) -> Iterator[tuple[str, str, str, str, int]]:
    """What each agency requires, and how many of its people are below: `opd, kompetensi, nama, jenis, people`."""
    for opd, isi in saringan.bagian(kon):
        yield from kon.execute(
            f"""{opd.gap} SELECT min(opd), kompetensi, min(nama_kompetensi), min(jenis),
                    count(*) FILTER (WHERE status = 'di_bawah')
               FROM gap_p WHERE kompetensi IS NOT NULL GROUP BY kompetensi ORDER BY kompetensi""",
            isi,
        ).fetchall()
