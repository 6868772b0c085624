"""The mayor's workbook: the figures of `gap ringkas`, a count of people made by hand, and nobody's name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.buku_kota import DataBukuKota
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import gap_ringkas, laporan_kota
from asn_kompetensi.store import door
from asn_kompetensi.store.queries.gap import Saringan
from tests.cetakan import cetak
from tests.periode import tutup
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib
from tests.services.test_laporan import _teks
from tests.store.alat import buka

D = Decimal
BESAR, KECIL = 6, 4  # people of the two agencies; below `kelompok_minimum` (5) nothing is said


@pytest.fixture
def kota() -> Kota:
    """Ten people, two agencies, two competencies; in the small agency everybody is far below."""
    isi = kota_gap.dasar()
    isi.opd = [("BESAR", "Dinas Besar"), ("KECIL", "Dinas Kecil"), ("KOSONG", "Dinas Kosong")]
    isi.jabatan = [("STAF", "Staf")]
    banyak = BESAR + KECIL
    isi.pegawai = [(f"1984031220060429{n:02d}", f"Orang Rekaan {n}", "aktif", None) for n in range(10, 10 + banyak)]
    isi.tempat = [Tempat(n, 1 if n <= BESAR else 2, 1, None, None) for n in range(1, banyak + 1)]
    isi.wajib = [Wajib(1, 1, 300, None, None), Wajib(1, 2, 300, None, None)]
    isi.periode = [Periode(1, "2024", date(2024, 12, 31)), Periode(2, "2025", date(2025, 12, 31)),
                   Periode(3, "2026", date(2026, 12, 31))]  # fmt: skip
    isi.skor = [
        *(Skor(n, 1, 2, 1, 200 if n <= 2 else 300, None) for n in range(1, BESAR + 1)),
        *(Skor(n, 2, 2, 1, 300, None) for n in range(1, BESAR)),
        *(Skor(n, 1, 2, 1, 100, None) for n in range(BESAR + 1, banyak + 1)),
        *(Skor(n, 1, 1, 1, 100, None) for n in range(1, 4)),
    ]
    return isi


@pytest.fixture(autouse=True)
def _isi(kota: Kota, basis: Path) -> None:
    def isi() -> None:
        with buka(basis) as d:
            kota.isi(d.kon, d.jalankan)

    cetak(basis, isi, repr(kota))


def _siapkan(basis: Path, periode: str = "2025", **pilih: Any) -> DataBukuKota:
    with door.baca(basis) as d:
        return laporan_kota.siapkan(d, periode, **pilih)


def test_an_unknown_period(basis: Path) -> None:
    with pytest.raises(TidakDitemukan, match="2019"):
        _siapkan(basis, "2019")


def test_the_figures_of_the_city(basis: Path) -> None:
    data = _siapkan(basis, versi="1.2.3")
    with door.baca(basis) as d:
        (kota_ringkas,) = gap_ringkas.ringkas(d, Saringan(2), "kota")
    asli = dict(zip(gap_ringkas.BIDANG_RINGKAS, kota_ringkas, strict=True))
    assert {k: data.ringkas[k] for k in asli} == asli
    assert (data.ringkas["orang_dinilai"], data.ringkas["orang_di_bawah"]) == (10, 6)
    assert [(b.kode, b.dinilai, b.di_bawah, b.opd) for b in data.kompetensi] == [("INT", 10, 6, 2), ("KS", 5, 0, 0)]
    assert data.kompetensi[0].persen == D("60.00")
    assert (data.versi, data.tanggal_surat, data.periode_lalu) == ("1.2.3", date(2025, 12, 31), "2024")
    assert (data.ringkas_lalu or {})["orang_di_bawah"] == 3


def test_a_small_group_is_not_spoken_of(basis: Path) -> None:
    """Four people assessed, all below: with a rate everyone would know of each of them.

    Nor of the only other one: the city less that one would tell the same.
    """
    besar, kecil = _siapkan(basis).opd
    assert (besar[:3], kecil[:3]) == (("BESAR", "Dinas Besar", 6), ("KECIL", "Dinas Kecil", 4))
    assert besar[4:] == kecil[4:] == (None, None, None, None, None, "")
    with buka(basis) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '4' WHERE kunci = 'kelompok_minimum'")
    pertama, kedua = _siapkan(basis).opd
    assert (pertama.kode, pertama.persen, kedua.kode) == ("KECIL", D("100.00"), "BESAR"), "the worst comes first"
    assert (kedua.pegawai, kedua.dinilai, kedua.di_bawah, kedua.persen, kedua.terbanyak) == (
        6, 6, 2, D("33.33"), "Integritas",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("dinilai", "tutup"),
    [
        ({"A": 9, "B": 8, "C": 7}, ""),
        ({"A": 9, "B": 8, "C": 4}, "BC"),  # alone it would be the difference
        ({"A": 9, "B": 8, "C": 1, "D": 1}, "BCD"),  # two together are still too few
        ({"A": 9, "B": 8, "C": 3, "D": 2}, "CD"),
        ({"A": 9, "B": 8, "C": 0}, "C"),  # nobody assessed, nobody to hide
        ({"A": 1}, "A"),
        ({}, ""),
    ],
)
def test_what_is_left_of_the_city_belongs_to_several(dinilai: dict[str, int], tutup: str) -> None:
    assert laporan_kota._ditutupi(dinilai, 5) == set(tutup)


def test_nor_is_a_competency_that_few_are_assessed_in(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("DELETE FROM nilai WHERE kompetensi_id = 2 AND pegawai_id > 4")
    kompetensi = {b.kode: b for b in _siapkan(basis).kompetensi}
    assert kompetensi["KS"][3:8] == (4, None, None, None, None)
    assert kompetensi["INT"].persen == D("60.00")


def test_nobody_is_named(basis: Path, kota: Kota) -> None:
    teks = "\n".join(_teks(_siapkan(basis)))
    assert "Dinas Besar" in teks
    assert not any(nama in teks or nip in teks for nip, nama, *_ in kota.pegawai)


def test_the_trend_ends_with_this_period(basis: Path) -> None:
    assert [(b.periode, b.pegawai, b.persen) for b in _siapkan(basis).tren] == [
        ("2024", 10, D("100.00")), ("2025", 10, D("60.00")),
    ]  # fmt: skip
    assert [b.periode for b in _siapkan(basis, "2024").tren] == ["2024"]


def test_hours_are_unknown_until_some_are_recorded(basis: Path) -> None:
    assert _siapkan(basis).jp is None
    with buka(basis) as d:
        d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (1, 'K', 'K', 8, 24)")
        d.kon.execute(
            """INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status)
               VALUES (1, 'K1', 1, '2025-03-03', '2025-03-05', 'selesai')"""
        )
        d.kon.execute("INSERT INTO peserta (kelas_id, nomor, pegawai_id, lulus, jp_diakui) VALUES (1, 1, 1, 1, 2400)")
    assert _siapkan(basis).jp == (1, 10)


def test_a_closed_period_stands_still(basis: Path) -> None:
    for kode in ("2024", "2025"):
        tutup(basis, kode)
    sebelum = _siapkan(basis)
    assert sebelum.segel
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET nama = 'Dinas Lain' WHERE kode = 'BESAR'")
        d.kon.execute("UPDATE standar SET ratus = 500")
    assert _siapkan(basis) == sebelum


def test_a_competency_names_two_programmes_at_most(basis: Path) -> None:
    assert {b.kode: b.usulan for b in _siapkan(basis).kompetensi} == {"INT": "", "KS": ""}
    with buka(basis) as d:
        for nomor, kode in ((91, "P3"), (92, "P1"), (93, "P2")):
            d.kon.execute(
                "INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (?, ?, 'nama ' || ?2, 8, 8)",
                (nomor, kode),
            )
            d.kon.execute("INSERT INTO pelatihan_sasaran VALUES (?, 1, 300)", (nomor,))
    assert {b.kode: b.usulan for b in _siapkan(basis).kompetensi} == {"INT": "nama P1; nama P2", "KS": ""}
