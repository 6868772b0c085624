"""Exactness: of every city, period and command the united file answers what the city's own file answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.gap import TUJUAN
from asn_kompetensi.services import gap, gap_perubahan, gap_ringkas, gap_tren
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries.gap import Saringan
from tests.services.kota_gabung import Sandi, kota_acak

BIASA = [*range(3), *(pytest.param(n, marks=pytest.mark.lama) for n in (3, 4, *range(100, 160)))]
Siapkan = Callable[..., tuple[Path, dict[str, Path]]]


@pytest.fixture(scope="module")
def siapkan(tmp_path_factory: pytest.TempPathFactory) -> Siapkan:
    """The cities and the united file of a seed, made once for all tests: they only read."""

    @cache
    def jalankan(seed: int, *, bersama: bool) -> tuple[Path, dict[str, Path]]:
        return kota_acak(tmp_path_factory.mktemp("tepat"), seed, bersama=bersama)

    return jalankan


def _daftar(g: Pintu, d: Pintu, s: Sandi, nomor: int, baru: int) -> None:
    for pilih in ({}, {"hanya_periode_ini": True}, {"status": "di_bawah"}, {"status": "tanpa_standar"}):
        asal = list(gap.daftar(d, Saringan(nomor, **pilih)))
        assert list(gap.daftar(g, Saringan(baru, s.opd, **pilih))) == s.terjemah(gap.BIDANG, asal)
    pasangan = [(*satu[3:], satu.kesenjangan) for satu in gap.pasangan(d, Saringan(nomor))]
    dapat = [(*satu[3:], satu.kesenjangan) for satu in gap.pasangan(g, Saringan(baru, s.opd))]
    assert [satu[-3:] for satu in dapat] == [satu[-3:] for satu in pasangan]  # exact fractions


def _ringkas(g: Pintu, d: Pintu, s: Sandi, nomor: int, baru: int) -> None:
    for per in gap_ringkas.PER:
        bidang = list(gap_ringkas.BIDANG_PEGAWAI if per == "pegawai" else gap_ringkas.BIDANG_RINGKAS)
        kelompok = {"opd": "opd", "jabatan": "jabatan", "kompetensi": "kompetensi"}.get(per, "kelompok")
        for tujuan, ini in product(TUJUAN, (False, True)):
            asal = gap_ringkas.ringkas(d, Saringan(nomor, hanya_periode_ini=ini), per, tujuan)
            dapat = gap_ringkas.ringkas(g, Saringan(baru, s.opd, hanya_periode_ini=ini), per, tujuan)
            harap = s.terjemah([kelompok, *bidang[1:]], asal)
            if per in ("kota", "instansi"):  # another institution, but for `instansi` of the same name
                mulai = 2 if per == "kota" else 1
                dapat, harap = ([satu[mulai:] for satu in semua] for semua in (dapat, harap))
            assert dapat == harap, (per, tujuan, ini)


def _matriks(g: Pintu, d: Pintu, s: Sandi, nomor: int, baru: int) -> None:
    kode, asal = gap.matriks(d, Saringan(nomor))
    kode_g, dapat = gap.matriks(g, Saringan(baru, s.opd))

    def isi(kolom: list[str], baris: Iterable[tuple[Any, ...]]) -> list[Any]:
        return [(b[:4], {k: v for k, v in zip(kolom, b[4:], strict=True) if v is not None}) for b in baris]

    asal = s.terjemah(["opd", "nip", "nama", "jabatan", *kode], list(asal))
    assert kode_g == [s.kompetensi[k] for k in kode]  # also in the city's own order
    assert isi(kode_g, dapat) == isi(kode_g, asal)


def _satu_kota(g: Pintu, lokasi: Path, kode: str) -> None:
    s = Sandi(g, kode)
    with door.baca(lokasi) as d:
        for nomor, satu, *_ in d.kon.execute("SELECT id, kode FROM periode").fetchall():
            baru = s.id_periode[s.periode[satu]]
            for banding in (_daftar, _ringkas, _matriks):
                banding(g, d, s, nomor, baru)


@pytest.mark.parametrize("bersama", [False, True], ids=["people apart", "people in both"])
@pytest.mark.parametrize("seed", BIASA)
def test_every_answer_of_a_city_is_its_own(siapkan: Siapkan, seed: int, bersama: bool) -> None:
    ke, semua = siapkan(seed, bersama=bersama)
    with door.baca(ke) as g:
        for kode, lokasi in semua.items():
            _satu_kota(g, lokasi, kode)


@pytest.mark.parametrize("seed", BIASA)
def test_the_whole_is_the_cities_one_after_another(siapkan: Siapkan, seed: int) -> None:
    ke, semua = siapkan(seed, bersama=True)
    with door.baca(ke) as g:
        kota = {kode: Sandi(g, kode) for kode in sorted(semua)}
        for nomor, _ in g.kon.execute("SELECT id, kode FROM periode").fetchall():
            per_kota = [satu for s in kota.values() for satu in gap.daftar(g, Saringan(nomor, s.opd))]
            assert list(gap.daftar(g, Saringan(nomor))) == per_kota
            for tujuan in TUJUAN:
                instansi = {satu[0]: satu[2:] for satu in gap_ringkas.ringkas(g, Saringan(nomor), "instansi", tujuan)}
                for kode, s in kota.items():
                    sendiri = gap_ringkas.ringkas(g, Saringan(nomor, s.opd), "kota", tujuan)
                    assert [instansi[kode]] == [sendiri[0][2:]] if sendiri else kode not in instansi
                for per in ("opd", "jabatan"):  # each group is one city's, so it keeps that city's scale
                    assert gap_ringkas.ringkas(g, Saringan(nomor), per, tujuan) == sorted(
                        (b for s in kota.values() for b in gap_ringkas.ringkas(g, Saringan(nomor, s.opd), per, tujuan)),
                        key=lambda b: str(b[0]),
                    )


@pytest.mark.parametrize("seed", BIASA)
def test_the_trend_of_a_city_is_its_own(siapkan: Siapkan, seed: int) -> None:
    ke, semua = siapkan(seed, bersama=False)
    with door.baca(ke) as g:
        for kode, lokasi in semua.items():
            s = Sandi(g, kode)
            with door.baca(lokasi) as d:
                asal = gap_tren.tren(d, "instansi").baris
                dapat = gap_tren.tren(g, "instansi", kelompok=kode).baris
                harap = s.terjemah(gap_tren.BIDANG, asal)
                # Periods that end on the same day stand by their codes, which may be others.
                bersih = [sorted(((*b[:1], *b[3:-2]) for b in semua_), key=str) for semua_ in (dapat, harap)]
                assert bersih[0] == bersih[1]
                for opd, *_ in d.kon.execute("SELECT kode FROM opd").fetchall():
                    asal = gap_tren.tren(d, opd=opd).baris
                    dapat = gap_tren.tren(g, opd=s.berkota(opd)).baris
                    assert {(b[0], *b[2:-2]) for b in dapat} == {
                        (b[0], *b[2:-2]) for b in s.terjemah(gap_tren.BIDANG, asal)
                    }
                    assert {b[:-2] for b in gap_tren.tren(g, "opd", kelompok=s.berkota(opd)).baris} == {
                        b[:-2] for b in dapat
                    }
                for nip, *_ in d.kon.execute("SELECT nip FROM pegawai ORDER BY id LIMIT 4").fetchall():
                    asal = gap_tren.tren(d, "pegawai", kelompok=nip).baris
                    dapat = gap_tren.tren(g, "pegawai", kelompok=nip).baris
                    harap = s.terjemah(gap_tren.BIDANG_PEGAWAI, asal)
                    bersih = [sorted(repr(b[:-2]) for b in semua_) for semua_ in (dapat, harap)]
                    assert bersih[0] == bersih[1]


@pytest.mark.parametrize("seed", BIASA)
def test_the_change_of_an_agency_is_its_own(siapkan: Siapkan, seed: int) -> None:
    ke, semua = siapkan(seed, bersama=False)
    dibanding = 0
    with door.baca(ke) as g:
        for kode, lokasi in semua.items():
            s = Sandi(g, kode)
            with door.baca(lokasi) as d:
                periode = d.kon.execute("SELECT kode, selesai FROM periode ORDER BY selesai, kode").fetchall()
                for (dari, awal), (ke_, akhir) in pairwise(periode):
                    if awal == akhir:
                        continue
                    for opd, *_ in d.kon.execute("SELECT kode FROM opd").fetchall():
                        asal = gap_perubahan.perubahan(d, dari, ke_, opd=opd, rinci=True)
                        dapat = gap_perubahan.perubahan(
                            g, s.periode[dari], s.periode[ke_], opd=s.berkota(opd), rinci=True
                        )
                        assert (dapat.awal, dapat.akhir) == (asal.awal, asal.akhir)
                        assert dapat.ringkas() == s.terjemah(gap_perubahan.BIDANG, asal.ringkas())
                        assert dapat.rinci() == s.terjemah(gap_perubahan.BIDANG_RINCI, asal.rinci())
                        dibanding += 1
    assert dibanding or seed


@pytest.mark.parametrize("seed", BIASA)
def test_changes_add_up_also_for_people_in_two_cities(siapkan: Siapkan, seed: int) -> None:
    ke, _ = siapkan(seed, bersama=True)
    with door.baca(ke) as g:
        periode = g.kon.execute("SELECT kode, selesai, id FROM periode ORDER BY selesai, kode").fetchall()
        for dari, awal, nomor_awal in periode:
            for sampai, akhir, nomor_akhir in periode:
                if awal >= akhir:
                    continue
                # A city that lacks either period is not compared: nobody came or left with it.
                tanpa = {n for satu in (nomor_awal, nomor_akhir) for n in gabung_sql.tanpa_periode(g.kon, satu)}
                ikut = [opd for opd, kota in gabung_sql.kota_opd(g.kon).items() if kota not in tanpa]
                if not ikut:
                    with pytest.raises(TidakDitemukan, match="tidak ada kota yang punya kedua periode itu"):
                        gap_perubahan.perubahan(g, dari, sampai)
                    continue
                hasil = gap_perubahan.perubahan(g, dari, sampai)
                assert (gap_perubahan.TAK_TERBANDING in hasil.kabar) == bool(tanpa)
                total = [gap_ringkas.ringkas(g, Saringan(n, ikut), "kota") for n in (nomor_awal, nomor_akhir)]
                assert [hasil.awal, hasil.akhir] == [satu[0][11] if satu else 0 for satu in total]
                assert sum(satu[2] for satu in hasil.ringkas()) == hasil.akhir - hasil.awal


def test_the_random_cities_have_everything_in_them(siapkan: Siapkan) -> None:
    """Else the tests above would prove less than they say."""
    ada: set[str] = set()
    for seed in range(3):
        ke, semua = siapkan(seed, bersama=True)
        with door.baca(ke) as g:
            satu = g.kon.execute
            periode = [kode for (kode,) in satu("SELECT kode FROM periode")]
            ada |= {"period apart" for kode in periode if "." in kode}
            ada |= {
                "period shared" for (n,) in satu("SELECT count(*) FROM gabungan_periode GROUP BY periode_id") if n > 1
            }
            ada |= {f"was {status}" for (status,) in satu("SELECT status FROM gabungan_periode")}
            ada |= {"both in one" for (n,) in satu(
                "SELECT count(DISTINCT status) FROM gabungan_periode GROUP BY periode_id") if n > 1}  # fmt: skip
            ada |= {"competency apart" for (kode,) in satu("SELECT kode FROM kompetensi") if "." in kode}
            ada |= {"technical shared" for (n,) in satu(
                """SELECT count(*) FROM gabungan_kompetensi g JOIN kompetensi k ON k.id = g.kompetensi_id
                    WHERE k.kode LIKE 'T_' GROUP BY k.id""") if n > 1}  # fmt: skip
            ada |= {"weights" for _ in satu("SELECT 1 FROM beku_penyebut LIMIT 1")}
            ada |= {"policies differ" for _ in satu(
                "SELECT 1 FROM beku_kebijakan WHERE dasar = 'kebijakan kotanya berbeda-beda' LIMIT 1")}  # fmt: skip
            ada |= {"two cities at once" for _ in satu(
                "SELECT 1 FROM beku_orang GROUP BY periode_id, pegawai_id HAVING count(*) > 1 LIMIT 1")}  # fmt: skip
        assert semua
    assert ada >= {
        "period apart", "period shared", "was terbuka", "was tertutup", "both in one", "competency apart",
        "technical shared", "weights", "policies differ", "two cities at once",
    }  # fmt: skip
