"""Who is compared with whom: everyone once, from wherever he was; and the rows behind the sums in their old order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.domain.perubahan import SEBAB
from asn_kompetensi.services import gap, gap_perubahan
from asn_kompetensi.services.gap_perubahan_orang import Orang, sandingkan
from asn_kompetensi.store import door
from asn_kompetensi.store import penutupan as store
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap_perubahan as sql
from asn_kompetensi.store.queries.gap import Saringan
from tests.services import kota_gabung, kota_gap

SEED = range(8)


def _kota(induk: Path, seed: int) -> Iterator[tuple[Pintu, list[tuple[str, str]]]]:
    """A random city, some of its periods closed, with the pairs of periods that can be compared."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(sqlite3.connect(induk)) as asal:
        asal.backup(kon)
        kota, r = kota_gap.acak(seed), Random(seed)
        kota.isi(kon, 1)
        for satu in r.sample(kota.periode, len(kota.periode) // 2):
            store.bekukan(kon, satu.id, 1, "[]")
        yield Pintu(kon, induk), [(a.kode, b.kode) for a in kota.periode for b in kota.periode if a.selesai < b.selesai]


def _bagian(d: Pintu, orang: Orang) -> tuple[int, int | None]:
    """Whom a part is about: a person, of whoever serves two cities in one of them."""
    opd = (orang.baru or orang.lama)[0][sql.OPD]
    return orang.pegawai_id, gabung_sql.kota_opd(d.kon)[opd] if orang.rangkap else None


def _periksa(d: Pintu, awal: Saringan, akhir: Saringan) -> list[Orang]:
    """Nobody is left out or met twice, and every row of either period is somewhere, once."""
    semua = list(sandingkan(d, awal, akhir, kata=True))
    siapa = [_bagian(d, satu) for satu in semua]
    assert len(siapa) == len(set(siapa))
    for pilih, sisi in ((awal, [satu.lama for satu in semua]), (akhir, [satu.baru for satu in semua])):
        baris = [(b.pegawai_id, b.opd_id, b.jabatan_id, b.kompetensi_id, b.standar) for b in gap.pasangan(d, pilih)]
        dapat = [(*b[:4], gap._tepat(b[4], b[6])) for milik in sisi for b in milik]
        assert sorted(dapat, key=str) == sorted(baris, key=str)
    assert all(orang.dulu >= bool(orang.lama) and orang.kini >= bool(orang.baru) for orang in semua)
    return semua


@pytest.mark.parametrize("seed", SEED)
def test_everyone_once_and_every_row_once(basis_induk: Path, seed: int) -> None:
    for d, periode in _kota(basis_induk, seed):
        for dari, ke in periode:
            semua = [gap.saringan(d, dari), gap.saringan(d, ke)]
            for opd in [None, *(n for (n,) in d.kon.execute("SELECT id FROM opd"))]:
                awal, akhir = (replace(satu, opd_id=None if opd is None else [opd]) for satu in semua)
                orang = _periksa(d, awal, akhir)
                if opd is None:
                    assert all(satu.dulu == bool(satu.lama) and satu.kini == bool(satu.baru) for satu in orang)


@pytest.mark.parametrize("seed", SEED)
def test_rows_stand_as_the_new_period_has_them_and_then_those_who_left(basis_induk: Path, seed: int) -> None:
    """By cause; in each the people of the new period in its order, then of the old one, each with his competencies."""
    for d, periode in _kota(basis_induk, seed):
        for dari, ke in periode:
            kini, dulu = ([nip for nip, _ in groupby(gap.daftar(d, gap.saringan(d, p)), lambda b: b[2])]
                          for p in (ke, dari))  # fmt: skip
            urut = {nip: letak for letak, nip in enumerate([*kini, *(nip for nip in dulu if nip not in kini)])}
            baris = gap_perubahan.perubahan(d, dari, ke, rinci=True).rinci()
            dapat = [(list(SEBAB).index(b[0]), urut[b[1]]) for b in baris]
            assert dapat == sorted(dapat)


def test_rows_are_not_there_unless_asked_for(basis_induk: Path) -> None:
    for d, periode in _kota(basis_induk, 3):
        with pytest.raises(AssertionError, match="rinci=True"):
            gap_perubahan.perubahan(d, *periode[0]).rinci()


def test_two_cities_at_once_are_two_parts(tmp_path: Path) -> None:
    rangkap = 0
    for seed in range(4):
        with door.baca(kota_gabung.dua_kota(tmp_path, seed)) as d:
            periode = d.kon.execute("SELECT id, selesai FROM periode").fetchall()
            milik: dict[int, list[int]] = {}
            for opd, nomor in gabung_sql.kota_opd(d.kon).items():
                milik.setdefault(nomor, []).append(opd)
            for dari, ke in ((a, b) for a, awal in periode for b, akhir in periode if awal < akhir):
                orang = _periksa(d, Saringan(dari), Saringan(ke))
                ganda = {*gabung_sql.dua_kota(d.kon, dari), *gabung_sql.dua_kota(d.kon, ke)}
                assert {satu.pegawai_id for satu in orang if satu.rangkap} == ganda
                rangkap += len(ganda)
                for satu_kota in milik.values():  # of one city alone nobody serves two
                    sendiri = _periksa(d, Saringan(dari, satu_kota), Saringan(ke, satu_kota))
                    assert not any(satu.rangkap for satu in sendiri)
    assert rangkap > 10
