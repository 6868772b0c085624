"""What goes into a workbook: an agency's own people and nobody else's, and the figures of `gap ringkas`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import gap, gap_ringkas, laporan
from asn_kompetensi.store import door, penutupan
from asn_kompetensi.store.queries.gap import Saringan
from tests.cetakan import cetak
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

D = Decimal


def _siapkan(basis: Path, periode: str, **pilih: Any) -> list[DataBukuOpd]:
    with door.baca(basis) as d:
        return laporan.siapkan(d, periode, **pilih)


def _teks(isi: Any) -> Iterator[str]:
    """Every text anywhere inside a record."""
    if isinstance(isi, str):
        yield isi
    elif is_dataclass(isi):
        for satu in fields(isi):
            yield from _teks(getattr(isi, satu.name))
    elif isinstance(isi, dict):
        yield from _teks(list(isi))
        yield from _teks(list(isi.values()))
    elif isinstance(isi, list | tuple):
        for satu in isi:
            yield from _teks(satu)


@pytest.fixture
def kota() -> Kota:
    """Two agencies with two people each, one competency required of all."""
    isi = kota_gap.dasar()
    isi.opd = [("DINKES", "Dinas Kesehatan"), ("DISDIK", "Dinas Pendidikan"), ("KOSONG", "Dinas Kosong")]
    isi.jabatan = [("STAF", "Staf"), ("BARU", "Jabatan Baru")]
    isi.pegawai = [(f"19840312200604290{n}", f"Orang {n}", "aktif", None) for n in range(1, 5)]
    isi.tempat = [Tempat(1, 1, 1, None, None), Tempat(2, 1, 1, None, None), Tempat(3, 2, 1, None, None),
                  Tempat(4, 2, 2, None, None)]  # fmt: skip
    isi.wajib = [Wajib(1, 1, 300, None, None), Wajib(1, 2, 300, None, None)]
    isi.periode = [Periode(1, "2023", date(2023, 12, 31)), Periode(2, "2024", date(2024, 12, 31)),
                   Periode(3, "2025", date(2025, 12, 31))]  # fmt: skip
    isi.skor = [
        Skor(1, 1, 3, 1, 100, None), Skor(1, 2, 3, 1, 300, None), Skor(2, 1, 3, 1, 250, None),
        Skor(3, 1, 3, 1, 400, None), Skor(1, 1, 2, 1, 200, None),
    ]  # fmt: skip
    return isi


@pytest.fixture
def isi(kota: Kota, basis: Path) -> Path:
    """That city in a database."""

    def isi() -> None:
        with buka(basis) as d:
            kota.isi(d.kon, d.jalankan)

    cetak(basis, isi, repr(kota))
    return basis


def test_an_unknown_period_or_agency(isi: Path) -> None:
    with pytest.raises(TidakDitemukan):
        _siapkan(isi, "2031")
    with pytest.raises(TidakDitemukan) as galat:
        _siapkan(isi, "2025", opd="DINKESS")
    assert "DINKES" in galat.value.petunjuk


def test_an_agency_without_people_gives_nothing(isi: Path) -> None:
    assert _siapkan(isi, "2025", opd="KOSONG") == []
    assert [data.opd for data in _siapkan(isi, "2025")] == ["DINKES", "DISDIK"]


def test_the_people_and_their_levels(isi: Path) -> None:
    [data] = _siapkan(isi, "2025", opd="dinas kesehatan")
    assert [(o.nip[-3:], o.di_bawah, o.jpm) for o in data.orang] == [("901", 1, D("66.67")), ("902", 1, D("83.33"))]
    assert data.orang[0].capaian["INT"] == (D("3.00"), D("1.00"), "di_bawah")
    assert data.orang[1].capaian["KS"] == (D("3.00"), None, "belum_dinilai")
    assert [(g.nip[-3:], g.kompetensi, g.kesenjangan, g.kategori, g.prioritas) for g in data.gap] == [
        ("901", "INT", D("2.00"), "sedang", 2),
        ("902", "INT", D("0.50"), "rendah", 3),
    ]


def test_one_competency_beside_the_city(isi: Path) -> None:
    [data] = _siapkan(isi, "2025", opd="DINKES")
    integritas = data.kompetensi[0]
    assert (integritas.dinilai, integritas.di_bawah, integritas.kesenjangan_rata) == (2, 2, D("1.25"))
    assert (integritas.persen, integritas.persen_kota) == (D("100.00"), None)  # one other person in it would be known


def test_people_without_a_standard_are_named(isi: Path) -> None:
    data = {satu.opd: satu for satu in _siapkan(isi, "2025")}
    assert [o.nip[-3:] for o in data["DISDIK"].tanpa_standar] == ["904"]
    assert data["DINKES"].tanpa_standar == ()


def test_the_period_before_is_the_last_one_that_ended_earlier(isi: Path) -> None:
    [data] = _siapkan(isi, "2025", opd="DINKES")
    assert data.periode_lalu == "2024"
    assert data.ringkas_lalu is not None
    assert (data.ringkas_lalu["dinilai"], data.ringkas_lalu["kesenjangan_total"]) == (1, D("1.00"))


def test_the_first_period_has_none_before_it(isi: Path) -> None:
    [data] = _siapkan(isi, "2023", opd="DINKES")
    assert (data.periode_lalu, data.ringkas_lalu) == (None, None)


def test_people_are_counted_beside_pairs(isi: Path) -> None:
    [data] = _siapkan(isi, "2025", opd="DINKES")
    assert (data.ringkas["di_bawah"], data.ringkas["orang_di_bawah"], data.ringkas["orang_dinilai"]) == (2, 2, 2)
    assert (data.kota["orang_di_bawah"], data.kota["orang_dinilai"], data.kota["pegawai"]) == (2, 3, 4)


def test_the_date_is_the_periods_last_day_or_the_one_asked(isi: Path) -> None:
    assert _siapkan(isi, "2025", opd="DINKES")[0].tanggal_surat == date(2025, 12, 31)
    diminta = _siapkan(isi, "2025", opd="DINKES", tanggal_surat=date(2026, 1, 12))
    assert diminta[0].tanggal_surat == date(2026, 1, 12)


def test_the_letterhead_names_the_city_and_the_place(isi: Path) -> None:
    [data] = _siapkan(isi, "2025", opd="DINKES")
    assert (data.instansi, data.tempat) == ("Pemerintah Kota Sawahlunto", "Sawahlunto")
    assert data.kepala_surat == ("PEMERINTAH KOTA SAWAHLUNTO",)


def test_priority_is_category_then_importance_then_size(kota: Kota, basis: Path) -> None:
    kota.wajib = [Wajib(1, n, 400, None, None) for n in (1, 2, 3)]
    kota.skor = [Skor(1, 1, 3, 1, 200, None), Skor(1, 2, 3, 1, 250, None), Skor(1, 3, 3, 1, 100, None)]
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
        d.kon.execute("UPDATE standar SET tingkat = 'mutlak' WHERE kompetensi_id = 2")
    [data] = _siapkan(basis, "2025", opd="DINKES")
    # KOM is tinggi; INT and KS are both sedang, and KS is a must although INT is further below.
    assert [(g.kompetensi, g.kategori) for g in data.gap] == [("KOM", "tinggi"), ("KS", "sedang"), ("INT", "sedang")]


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.lama) for n in range(4, 25))])
def test_an_agency_sees_only_its_own_people(basis: Path, seed: int) -> None:
    """R43 at its source: no NIP and no name of anyone else stands anywhere in an agency's data."""
    kota = kota_gap.acak(seed)
    # Every name becomes unmistakable, so that a foreign one is found wherever it hides.
    kota.pegawai = [(nip, f"{nama} <{nip}>", *sisa) for nip, nama, *sisa in kota.pegawai]  # type: ignore[misc]
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
    for periode in kota.periode:
        milik: dict[str, set[str]] = {}
        for baris in kota_gap.daftar(kota, periode):
            milik.setdefault(baris[1], set()).add(baris[2])
        semua = _siapkan(basis, periode.kode)
        assert [data.opd for data in semua] == sorted(milik)
        for data in semua:
            isi = "\n".join(_teks(data))
            assert {nip for nip, *_ in kota.pegawai if nip in isi} == milik[data.opd]
            assert {orang.nip for orang in data.orang} == milik[data.opd]
            assert _siapkan(basis, periode.kode, opd=data.opd) == [data]


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.lama) for n in range(4, 8))])
def test_the_figures_are_those_of_gap_ringkas(basis: Path, seed: int) -> None:
    kota = kota_gap.acak(seed)
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
    for periode in kota.periode:
        with door.baca(basis) as d:
            per_opd = {b[0]: b for b in gap_ringkas.ringkas(d, Saringan(periode.id), "opd")}
            per_orang = {b[0]: b for b in gap_ringkas.ringkas(d, Saringan(periode.id), "pegawai")}
            [*seluruh] = gap_ringkas.ringkas(d, Saringan(periode.id), "kota")
            semua = laporan.siapkan(d, periode.kode)
        for data in semua:
            assert tuple(data.ringkas[b] for b in gap_ringkas.BIDANG_RINGKAS) == per_opd[data.opd]
            assert tuple(data.kota[b] for b in gap_ringkas.BIDANG_RINGKAS) == seluruh[0]
            assert sum(k.di_bawah for k in data.kompetensi) == data.ringkas["di_bawah"] == len(data.gap)
            assert sum(k.dinilai for k in data.kompetensi) == data.ringkas["dinilai"]
            for orang in data.orang:
                assert (orang.di_bawah, orang.jpm) == (per_orang[orang.nip][6], per_orang[orang.nip][13])


@pytest.mark.parametrize("tertutup", [False, True])
def test_weighted_levels_and_their_weights_in_words(kota: Kota, basis: Path, tertutup: bool) -> None:
    """Orang 1 in INT: 1 by the assessment (5) and 2 by the superior (2) is 9/7; the year closed or not."""
    kota.kebijakan["bobot_sumber"] = [(date(2000, 1, 1), "asesmen=5;atasan=2")]
    kota.skor.append(Skor(1, 1, 3, 2, 200, None))
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
        if tertutup:
            penutupan.bekukan(d.kon, 3, d.jalankan, "[]")
            d.kon.execute("UPDATE kebijakan SET nilai = 'rata' WHERE kunci = 'bobot_sumber'")
    dinkes = _siapkan(basis, "2025", opd="DINKES")[0]
    capaian = {(o.nip[-1], k): isi.capaian for o in dinkes.orang for k, isi in o.capaian.items()}
    assert capaian["1", "INT"] == D("1.29")
    assert next((b.nip[-1], b.capaian, b.kesenjangan) for b in dinkes.gap) == ("1", D("1.29"), D("1.71"))
    [int_] = [satu for satu in dinkes.kompetensi if satu.kode == "INT"]
    with door.baca(basis) as d:
        [ringkas] = gap_ringkas.ringkas(d, gap.saringan(d, "2025", opd="DINKES", kompetensi="INT"), "kompetensi")
    assert int_.kesenjangan_rata == ringkas[12]
    assert [(k.kunci, k.nilai) for k in dinkes.kebijakan if "sumber" in k.kunci] == [
        ("Nilai dari beberapa sumber",
         "Rata-rata berbobot dari sumber yang ada: asesmen 5, atasan 2; tidak dihitung: rekan, bawahan, diri, uji"),
    ]  # fmt: skip
