"""A head's workbook and a person's plan from the united file are those of the city's own file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import kolaborasi_mentor, laporan, rencana_idp
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu, PintuTulis
from tests.services.kota_gabung import INSTANSI, Sandi, kota_acak

CUKUP = (4, 8)  # in which there is everything
BIASA = [*CUKUP, *(pytest.param(n, marks=pytest.mark.lama) for n in (*range(4), *range(5, 8), *range(9, 40)))]
Siapkan = Callable[[int], tuple[Path, dict[str, Path]]]


@pytest.fixture(scope="module")
def siapkan(tmp_path_factory: pytest.TempPathFactory) -> Siapkan:
    """The cities and the united file of a seed, made once for all tests: they only read."""

    @cache
    def jalankan(seed: int) -> tuple[Path, dict[str, Path]]:
        acak = Random(seed)
        folder = tmp_path_factory.mktemp("laporan")
        return kota_acak(folder, seed, bersama=False, tambah=lambda d: _tambah(d, acak))

    return jalankan


def _tambah(d: PintuTulis, r: Random) -> None:
    """Programmes, classes to come and gone, hours from elsewhere, heads; figures of small groups are told in some."""
    k = d.kon.execute
    for nomor in range(1, r.randint(2, 5)):
        k("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (?, ?, ?, 8, ?)",
          (nomor, f"P-{nomor}", f"Pelatihan {r.randint(1, 3)}", r.choice([10, 24, None])))  # fmt: skip
        for kompetensi in r.sample(range(1, 10), 3):
            k("INSERT INTO pelatihan_sasaran VALUES (?, ?, ?)", (nomor, kompetensi, r.choice([200, 300, 500])))
        if r.random() < 0.7:
            k("""INSERT INTO kelas (kode, pelatihan_id, mulai, selesai, terbuka, biaya)
                 VALUES (?, ?, '2090-03-03', '2090-03-04', 1, 1000000)""", (f"K-{nomor}", nomor))  # fmt: skip
    for pegawai, tahun in [(p, t) for (p,) in k("SELECT id FROM pegawai") for t in range(2016, 2026)]:
        if r.random() < 0.4:
            k("""INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp_diakui)
                 VALUES (?, 'Kursus', 'kursus', 8, ?, ?)""", (pegawai, tahun, r.choice([500, 2500])))  # fmt: skip
    nip = [satu for (satu,) in k("SELECT nip FROM pegawai ORDER BY id")]
    for (opd,) in k("SELECT id FROM opd").fetchall():
        k("UPDATE opd SET kepala_nip = ? WHERE id = ?", (r.choice([*nip, None]), opd))
    k("UPDATE opd SET kode = 'BKPSDM', nama = 'BKPSDM' WHERE id = (SELECT max(id) FROM opd)")
    if r.random() < 0.8:
        k("UPDATE kebijakan SET nilai = ? WHERE kunci = 'kelompok_minimum'", (r.choice("112"),))
    if r.random() < 0.5:
        k("UPDATE kebijakan SET nilai = '15' WHERE kunci = 'jp_target_pns'")


def _dalam_gabungan(s: Sandi, asal: DataBukuOpd) -> DataBukuOpd:
    """The workbook of the city's own file in the words of the united one."""

    def kompetensi(baris: Any, **lain: Any) -> Any:
        return replace(baris, kompetensi=s.kompetensi[baris.kompetensi], **lain)

    def ringkas(isi: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        return isi and {**isi, "kelompok": s.berkota(isi["kelompok"])}

    def orang(baris: Any) -> Any:
        return replace(baris, capaian={s.kompetensi[kode]: isi for kode, isi in baris.capaian.items()})

    def berkode(kode: str) -> str:
        return kode and s.berkota(kode)

    return replace(
        asal,
        opd=s.berkota(asal.opd),
        periode=s.periode[asal.periode],
        periode_lalu=asal.periode_lalu and s.periode[asal.periode_lalu],
        ringkas=ringkas(asal.ringkas) or {},
        ringkas_lalu=ringkas(asal.ringkas_lalu),
        kompetensi=tuple(replace(satu, kode=s.kompetensi[satu.kode]) for satu in asal.kompetensi),
        orang=tuple(map(orang, asal.orang)),
        tanpa_standar=tuple(map(orang, asal.tanpa_standar)),
        gap=tuple(kompetensi(satu, usulan=berkode(satu.usulan)) for satu in asal.gap),
        pelatihan=tuple(kompetensi(satu, kode=berkode(satu.kode)) for satu in asal.pelatihan),
        tren=tuple(replace(satu, periode=s.periode[satu.periode]) for satu in asal.tren),
    )


def _isi(buku: DataBukuOpd) -> dict[str, Any]:
    """A workbook but for the name of the whole, with competencies in no order."""
    hasil = asdict(buku)
    hasil["kota"] = {k: v for k, v in hasil["kota"].items() if k != "nama_kelompok"}
    for bidang, kunci in (("kompetensi", "kode"), ("pelatihan", "kompetensi")):
        hasil[bidang] = sorted(hasil[bidang], key=lambda satu, kunci=kunci: satu[kunci])  # type: ignore[misc]
    hasil["gap"] = sorted(hasil["gap"], key=repr)
    return hasil


def _periode(d: Pintu) -> list[str]:
    return [kode for (kode,) in d.kon.execute("SELECT kode FROM periode ORDER BY id").fetchall()]


def _berdua(siapkan: Siapkan, seed: int) -> Iterator[tuple[Pintu, Pintu, Sandi]]:
    """The united file, each city's own beside it, and how the one calls what the other has."""
    gabungan, semua = siapkan(seed)
    with door.baca(gabungan) as g:
        for kode, lokasi in semua.items():
            with door.baca(lokasi) as d:
                yield g, d, Sandi(g, kode)


@pytest.mark.parametrize("seed", BIASA)
def test_every_workbook_is_the_citys_own(siapkan: Siapkan, seed: int) -> None:
    banyak = 0
    for g, d, s in _berdua(siapkan, seed):
        for periode in _periode(d):
            for satu in laporan.siapkan(d, periode):
                harap = _dalam_gabungan(s, satu)
                [dapat] = laporan.siapkan(g, harap.periode, opd=harap.opd)
                assert _isi(dapat) == _isi(harap)
                assert dapat.instansi == INSTANSI[s.kode]
                banyak += 1
    assert banyak > 10 or seed not in CUKUP


@pytest.mark.parametrize("seed", BIASA)
def test_all_workbooks_at_once_are_those_asked_for_one_by_one(siapkan: Siapkan, seed: int) -> None:
    with door.baca(siapkan(seed)[0]) as g:
        for periode in _periode(g):
            sekaligus = laporan.siapkan(g, periode)
            assert [satu.opd for satu in sekaligus] == sorted(satu.opd for satu in sekaligus)
            assert sekaligus == [buku for satu in sekaligus for buku in laporan.siapkan(g, periode, opd=satu.opd)]


@pytest.mark.parametrize("seed", BIASA)
def test_every_plan_is_the_citys_own(siapkan: Siapkan, seed: int) -> None:
    banyak = 0
    for g, d, s in _berdua(siapkan, seed):
        orang = [nip for (nip,) in d.kon.execute("SELECT nip FROM pegawai ORDER BY id LIMIT 6").fetchall()]
        for periode, nip in [(p, n) for p in _periode(d) for n in orang]:
            try:
                asal = rencana_idp.idp(d, nip, periode)
            except TidakDitemukan:
                with pytest.raises(TidakDitemukan):
                    rencana_idp.idp(g, nip, s.periode[periode])
                continue
            dapat = rencana_idp.idp(g, nip, s.periode[periode])
            assert dapat.instansi == INSTANSI[s.kode]
            assert _rencana(rencana_idp.sebagai_objek(dapat)) == _rencana(_berkota(s, asal))
            banyak += 1
    assert banyak > 10 or seed not in CUKUP


def _berkota(s: Sandi, asal: rencana_idp.DataIdp) -> dict[str, Any]:
    isi = rencana_idp.sebagai_objek(asal)
    isi |= {"opd": s.berkota(isi["opd"]), "jabatan": s.berkota(isi["jabatan"]), "periode": s.periode[isi["periode"]]}
    isi["belum_dinilai"] = [s.kompetensi[satu] for satu in isi["belum_dinilai"]]
    for satu in isi["kegiatan"]:
        satu["kompetensi"] = satu["kompetensi"] and s.kompetensi[satu["kompetensi"]]
        satu["pelatihan"] = satu["pelatihan"] and s.berkota(satu["pelatihan"])
    return isi


def _rencana(isi: dict[str, Any]) -> dict[str, Any]:
    """Competencies in no order, without the sentence that lists them, and without the year's target of hours.

    A united file knows the policies of its cities on the last days of their periods, not of the years.
    """
    lepas = {"keterangan": bool(isi["keterangan"]), "jp_target": None, "persen_jp": None}
    urut = {"belum_dinilai": sorted(isi["belum_dinilai"]), "kegiatan": sorted(isi["kegiatan"], key=repr)}
    return {**isi, **lepas, **urut}


@pytest.mark.parametrize("seed", BIASA)
def test_everyone_is_guided_as_in_the_own_city(siapkan: Siapkan, seed: int) -> None:
    banyak = 0
    for g, d, s in _berdua(siapkan, seed):
        for periode in _periode(d):
            pilihan: dict[str, Any] = {"selisih_minimal": 3000, "beban_maks": 2}
            asal = kolaborasi_mentor.mentor(d, periode, **pilihan)
            opd = [s.berkota(satu) for (satu,) in d.kon.execute("SELECT kode FROM opd").fetchall()]
            dapat = kolaborasi_mentor.mentor(g, s.periode[periode], opd=opd, **pilihan)
            bidang = ["opd" if satu == "mentor_opd" else satu for satu in kolaborasi_mentor.BIDANG]
            assert sorted(dapat.berpasangan) == sorted(s.terjemah(bidang, asal.berpasangan))
            assert sorted(dapat.tanpa) == sorted(s.terjemah(kolaborasi_mentor.BIDANG_TANPA, asal.tanpa))
            banyak += len(asal.berpasangan)
    assert banyak or seed not in CUKUP


def test_the_random_cities_have_everything_in_them(siapkan: Siapkan) -> None:
    """Else the tests above would prove less than they say."""
    ada: set[str] = set()
    for seed in CUKUP:
        with door.baca(siapkan(seed)[0]) as g:
            for periode in _periode(g):
                for buku in laporan.siapkan(g, periode):
                    ada |= {"mentor" for satu in buku.gap if satu.saran.startswith("Mentor dari ")}
                    ada |= {"class" for satu in buku.pelatihan if satu.mulai}
                    ada |= {"programme" for satu in buku.pelatihan if satu.kode and not satu.mulai}
                    ada |= {"nothing" for satu in buku.pelatihan if not satu.kode}
                    ada |= {f"median {kunci}" for kunci, isi in buku.median.items() if isi is not None}
                    ada |= {"share of the city" for satu in buku.kompetensi if satu.persen_kota is not None}
                    ada |= {"earlier period" for _ in [1] if buku.ringkas_lalu}
                    ada |= {"signed by name" for _ in [1] if len(buku.penanda_tangan) > 2}
                    ada |= {"head of the letter" for _ in [1] if buku.kepala_surat[1:] == ("BKPSDM",)}
    assert ada >= {
        "mentor", "class", "programme", "nothing", "median jpm", "median bagian_jp", "share of the city",
        "earlier period", "signed by name", "head of the letter",
    }, ada  # fmt: skip
