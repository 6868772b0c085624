"""Who is compared with whom: everyone once, from wherever he was; and the rows behind the sums in their old order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
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
LAMA = pytest.mark.lama


def _kota(induk: Path, seed: int) -> Iterator[tuple[Pintu, list[tuple[str, str]]]]:
    """A random city, some of its periods closed before the agencies were called otherwise, and pairs of periods.

    All agencies but the last are units of the first.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(sqlite3.connect(induk)) as asal:
        asal.backup(kon)
        kota, r = kota_gap.acak(seed), Random(seed)
        kota.isi(kon, 1)
        for satu in r.sample(kota.periode, len(kota.periode) // 2):
            store.bekukan(kon, satu.id, 1, "[]")
        kon.execute("UPDATE opd SET kode = 'K' || (9 - id)")
        kon.execute("UPDATE opd SET induk_id = 1 WHERE id BETWEEN 2 AND (SELECT max(id) - 1 FROM opd)")
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


@pytest.mark.parametrize("seed", [*SEED, *(pytest.param(n, marks=LAMA) for n in range(8, 24))])
def test_rows_stand_as_the_new_period_has_them_and_then_those_who_left(basis_induk: Path, seed: int) -> None:
    """By cause; in each the people of the new period in its order, then of the old one, each with his competencies."""
    for d, periode in _kota(basis_induk, seed):
        (satu,) = d.kon.execute("SELECT kode FROM opd WHERE id = 1").fetchone()
        for dari, ke in periode:
            for opd in (None, satu):
                pilih = [gap.saringan(d, p, opd=opd, dengan_unit=opd is not None) for p in (ke, dari)]
                kini, dulu = ([nip for nip, _ in groupby(gap.daftar(d, ini), lambda b: b[2])] for ini in pilih)
                urut = {nip: letak for letak, nip in enumerate([*kini, *(nip for nip in dulu if nip not in kini)])}
                hasil = gap_perubahan.perubahan(d, dari, ke, opd=opd, dengan_unit=opd is not None, rinci=True)
                dapat = [(list(SEBAB).index(b[0]), urut[b[1]]) for b in hasil.rinci()]
                assert dapat == sorted(dapat)
                assert _orang(hasil) == [b[1] for b in hasil.ringkas()]


def _orang(hasil: gap_perubahan.Perubahan) -> list[int]:
    """By cause, how many people the rows speak of."""
    return [len({b[1] for b in hasil.rinci() if b[0] == sebab}) for sebab in SEBAB]


def test_rows_are_not_there_unless_asked_for(basis_induk: Path) -> None:
    for d, periode in _kota(basis_induk, 3):
        with pytest.raises(AssertionError, match="rinci=True"):
            gap_perubahan.perubahan(d, *periode[0]).rinci()


@pytest.mark.parametrize("semua", [(0, 1, 5), pytest.param(range(12), marks=LAMA)], ids=["some", "many"])
def test_two_cities_at_once_are_two_parts(tmp_path: Path, semua: Iterable[int]) -> None:
    rangkap = 0
    hanya_kini = 0
    for seed in semua:
        with door.baca(kota_gabung.dua_kota(tmp_path, seed)) as d:
            periode = d.kon.execute("SELECT id, selesai, kode FROM periode").fetchall()
            milik: dict[int, list[int]] = {}
            for opd, nomor in gabung_sql.kota_opd(d.kon).items():
                milik.setdefault(nomor, []).append(opd)
            for (dari, _, kode_dari), (ke, _, kode_ke) in ((a, b) for a in periode for b in periode if a[1] < b[1]):
                orang = _periksa(d, Saringan(dari), Saringan(ke))
                dulu, kini = (set(gabung_sql.dua_kota(d.kon, nomor)) for nomor in (dari, ke))
                assert {satu.pegawai_id for satu in orang if satu.rangkap} == dulu | kini
                rangkap += len(dulu | kini)
                hanya_kini += len(kini - dulu)
                hasil = gap_perubahan.perubahan(d, kode_dari, kode_ke, rinci=True)
                assert _orang(hasil) == [b[1] for b in hasil.ringkas()], "one person, though in two parts"
                for satu_kota in milik.values():  # of one city alone nobody serves two
                    sendiri = _periksa(d, Saringan(dari, satu_kota), Saringan(ke, satu_kota))
                    assert not any(satu.rangkap for satu in sendiri)
    assert rangkap > 10
    assert hanya_kini


@pytest.mark.parametrize("semua", [range(3), pytest.param(range(12), marks=LAMA)], ids=["some", "many"])
def test_who_serves_another_city_too_changes_in_an_agency_as_in_its_own_file(
    tmp_path: Path, semua: Iterable[int]
) -> None:
    """Whoever serves one city at a time and moved to another moved; of all others the city's own file says the same."""
    banyak = 0
    for seed in semua:
        folder = tmp_path / str(seed)
        folder.mkdir()
        lokasi, kota = kota_gabung.kota_acak(folder, seed, bersama=True)
        with door.baca(lokasi) as g:
            for kode, sendiri in kota.items():
                s = kota_gabung.Sandi(g, kode)
                with door.baca(sendiri) as d:
                    periode = d.kon.execute("SELECT kode, selesai FROM periode").fetchall()
                    opd = [satu for (satu,) in d.kon.execute("SELECT kode FROM opd")]
                    for dari, ke in ((a[0], b[0]) for a in periode for b in periode if a[1] < b[1]):
                        dua = _dua_kota(g, s, dari) | _dua_kota(g, s, ke)
                        for satu, di in [*((o, s.berkota(o)) for o in opd), (None, kode)]:
                            asal = gap_perubahan.perubahan(d, dari, ke, opd=satu, rinci=True).rinci()
                            dapat = gap_perubahan.perubahan(g, s.periode[dari], s.periode[ke], opd=di, rinci=True)
                            harap = s.terjemah(gap_perubahan.BIDANG_RINCI, [b for b in asal if b[1] in dua])
                            assert [b for b in dapat.rinci() if b[1] in dua] == harap
                            banyak += sum(b[0] in ("masuk", "keluar") for b in harap)
    assert banyak > 8


def _dua_kota(g: Pintu, s: kota_gabung.Sandi, periode: str) -> set[str]:
    """The NIPs of those who serve two cities in a period of a city."""
    siapa = gabung_sql.dua_kota(g.kon, s.id_periode[s.periode[periode]])
    return {g.kon.execute("SELECT nip FROM pegawai WHERE id = ?", (satu,)).fetchone()[0] for satu in siapa}
