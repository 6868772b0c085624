"""The gap: each sentence of the contract by hand, and random cities against an independent model."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.gap import TUJUAN
from asn_kompetensi.services import gap, gap_ringkas
from asn_kompetensi.services.gap_bagian import ASESMEN_SENDIRI, KEDALUWARSA, TANPA_BOBOT, bagian
from asn_kompetensi.store import door, penutupan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.views import gap as sql_gap
from tests.cetakan import cetak
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

NIP = "198403122006042901"
BIASA = range(6)  # the random cities of the default run
BERBOBOT = (0, 5, 10, 14, 17)  # those with weighted sources
D = Decimal


def _simpan(kota: Kota, basis: Path) -> None:
    def isi() -> None:
        with buka(basis) as d:
            kota.isi(d.kon, d.jalankan)

    cetak(basis, isi, repr(kota))


def _hari(teks: str) -> date:
    return date.fromisoformat(teks)


@pytest.fixture
def kota() -> Kota:
    """Sabai in one job that requires INT 3, with two periods; nothing is assessed."""
    isi = kota_gap.dasar()
    isi.opd = [("DINKES", "Dinas Kesehatan"), ("DISDIK", "Dinas Pendidikan")]
    isi.jabatan = [("STAF", "Staf"), ("KEPALA", "Kepala")]
    isi.pegawai = [(NIP, "Sabai", "aktif", None)]
    isi.tempat = [Tempat(1, 1, 1, None, None)]
    isi.wajib = [Wajib(1, 1, 300, None, None)]
    isi.periode = [Periode(1, "2024", _hari("2024-12-31")), Periode(2, "2025", _hari("2025-12-31"))]
    return isi


def _daftar(kota: Kota, basis: Path, periode: str = "2025", **pilih: Any) -> list[dict[str, Any]]:
    _simpan(kota, basis)
    with door.baca(basis) as d:
        baris = list(gap.daftar(d, gap.saringan(d, periode, **pilih)))
    return [dict(zip(gap.BIDANG, satu, strict=True)) for satu in baris]


def _ringkas(kota: Kota, basis: Path, per: str = "opd", tujuan: str = "pemetaan", **pilih: Any) -> list[dict[str, Any]]:
    _simpan(kota, basis)
    with door.baca(basis) as d:
        baris = gap_ringkas.ringkas(d, gap.saringan(d, "2025", **pilih), per, tujuan)
    return [dict(zip(gap_ringkas.BIDANG_PEGAWAI, satu, strict=False)) for satu in baris]


# --- wrong words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pilih", "galat", "petunjuk"),
    [
        ({"periode": "2026"}, TidakDitemukan, "2025"),
        ({"opd": "DINKESS"}, TidakDitemukan, "DINKES"),
        ({"kompetensi": "INTT"}, TidakDitemukan, "INT"),
        ({"status": "kurang"}, SalahPakai, "di_bawah, memenuhi, belum_dinilai, kedaluwarsa, tanpa_standar"),
        ({"nip": "197911052005011902"}, TidakDitemukan, "asn pegawai daftar"),
        ({"nip": "1979"}, DataDitolak, "18"),
    ],
)
def test_unknown_words_name_what_there_is(
    kota: Kota, basis: Path, pilih: dict[str, str], galat: type[Exception], petunjuk: str
) -> None:
    with pytest.raises(galat) as ini:
        _daftar(kota, basis, **pilih)
    assert petunjuk in ini.value.petunjuk  # type: ignore[attr-defined]
    assert "197911052005011902" not in ini.value.pesan  # type: ignore[attr-defined]


def test_without_any_period_it_says_how_to_open_one(basis: Path) -> None:
    with door.baca(basis) as d, pytest.raises(TidakDitemukan) as galat:
        gap.saringan(d, "2025")
    assert galat.value.petunjuk == "Buka dengan: asn periode buka 2025 --mulai TANGGAL --selesai TANGGAL"


@pytest.mark.parametrize(("per", "tujuan"), [("unit", "pemetaan"), ("opd", "promosi")])
def test_unknown_grouping_or_purpose(kota: Kota, basis: Path, per: str, tujuan: str) -> None:
    with pytest.raises(SalahPakai):
        _ringkas(kota, basis, per, tujuan)


def test_of_two_alike_period_codes_the_exact_one_wins(kota: Kota, basis: Path) -> None:
    kota.periode = [Periode(1, "2025.1", _hari("2025-06-30")), Periode(2, "2025_1", _hari("2025-12-31"))]
    _simpan(kota, basis)
    with door.baca(basis) as d:
        assert [gap.cari_periode(d, kode)[1] for kode in ("2025.1", "2025_1")] == ["2025.1", "2025_1"]


# --- which pairs ----------------------------------------------------------------------------------------------------


def test_not_assessed_is_null_never_zero_and_never_the_standard(kota: Kota, basis: Path) -> None:
    assert _daftar(kota, basis) == [
        {
            "periode": "2025", "opd": "DINKES", "nip": NIP, "nama": "Sabai", "jabatan": "STAF", "nama_jabatan": "Staf",
            "kompetensi": "INT", "nama_kompetensi": "Integritas", "jenis": "manajerial", "standar": D("3.00"),
            "capaian": None, "selisih": None, "kesenjangan": None, "kategori": None, "status": "belum_dinilai",
            "periode_nilai": None,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tanggal", "opd"), [("2025-12-31", "DISDIK"), ("2026-01-01", "DINKES"), ("2025-07-01", "DISDIK")]
)
def test_a_transfer_counts_from_its_day(kota: Kota, basis: Path, tanggal: str, opd: str) -> None:
    """`mutasi --tanggal D` ends the old placement the day before D."""
    hari = _hari(tanggal)
    kota.tempat = [Tempat(1, 1, 1, None, date.fromordinal(hari.toordinal() - 1)), Tempat(1, 2, 1, hari, None)]
    assert [(b["opd"], b["nip"]) for b in _daftar(kota, basis)] == [(opd, NIP)]


@pytest.mark.parametrize(
    ("henti", "ada"), [("2025-12-31", False), ("2026-01-01", True), ("2025-12-30", False), (None, False)]
)
def test_a_leaver_is_out_from_the_day_itself(kota: Kota, basis: Path, henti: str | None, ada: bool) -> None:
    kota.pegawai = [(NIP, "Sabai", "henti", _hari(henti) if henti else None)]
    assert bool(_daftar(kota, basis)) == ada


def test_a_leaver_is_still_in_the_earlier_period(kota: Kota, basis: Path) -> None:
    kota.pegawai = [(NIP, "Sabai", "henti", _hari("2025-04-01"))]
    assert len(_daftar(kota, basis, "2024")) == 1
    with door.baca(basis) as d:
        assert list(gap.daftar(d, gap.saringan(d, "2025"))) == []


@pytest.mark.parametrize(
    ("mulai", "selesai", "level"),
    [
        (None, "2025-12-30", None), (None, "2025-12-31", D(3)), ("2025-12-31", None, D(3)), ("2026-01-01", None, None),
        ("2025-12-31", "2025-12-31", D(3)),
    ],
)  # fmt: skip
def test_a_standard_is_valid_on_both_its_days(
    kota: Kota, basis: Path, mulai: str | None, selesai: str | None, level: Decimal | None
) -> None:
    kota.wajib = [Wajib(1, 1, 300, _hari(mulai) if mulai else None, _hari(selesai) if selesai else None)]
    [baris] = _daftar(kota, basis)
    assert (baris["standar"], baris["status"]) == (level, "belum_dinilai" if level else "tanpa_standar")


def test_without_any_standard_one_row_and_no_competency(kota: Kota, basis: Path) -> None:
    kota.wajib = []
    kota.skor = [Skor(1, 1, 2, 1, 300, None)]
    [baris] = _daftar(kota, basis)
    kosong = ("kompetensi", "nama_kompetensi", "jenis", "standar", "capaian", "selisih", "kesenjangan", "kategori",
              "periode_nilai")  # fmt: skip
    assert {baris[bidang] for bidang in kosong} == {None}
    assert baris["status"] == "tanpa_standar"


def test_a_score_the_job_does_not_require_shows_nowhere(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 2, 2, 1, 100, None)]
    assert [(b["kompetensi"], b["status"]) for b in _daftar(kota, basis)] == [("INT", "belum_dinilai")]
    with door.baca(basis) as d:
        assert [b[3:5] for b in gap_ringkas.ringkas(d, gap.saringan(d, "2025"), "kota")] == [(1, 0)]
        assert list(gap.matriks(d, gap.saringan(d, "2025"))[1]) == [("DINKES", NIP, "Sabai", "STAF", *[None] * 9)]


# --- the level reached ----------------------------------------------------------------------------------------------


def test_the_newest_period_with_a_score_wins(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 1, 1, 400, None)]
    [baris] = _daftar(kota, basis)
    assert (baris["capaian"], baris["periode_nilai"], baris["status"]) == (D(4), "2024", "memenuhi")


def test_newest_is_by_last_day_not_by_entry(kota: Kota, basis: Path) -> None:
    kota.periode = [Periode(1, "2025", _hari("2025-12-31")), Periode(2, "2023", _hari("2023-12-31")),
                    Periode(3, "2024", _hari("2024-12-31"))]  # fmt: skip
    kota.skor = [Skor(1, 1, 2, 1, 100, None), Skor(1, 1, 3, 1, 200, _hari("2023-06-01"))]
    [baris] = _daftar(kota, basis)
    assert (baris["capaian"], baris["periode_nilai"]) == (D(2), "2024")


def test_a_later_period_never_counts(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 2, 1, 400, _hari("2024-01-01"))]
    assert _daftar(kota, basis, "2024")[0]["status"] == "belum_dinilai"


def test_of_periods_ending_together_the_asked_one_counts_first(kota: Kota, basis: Path) -> None:
    kota.periode = [Periode(1, "2025", _hari("2025-12-31")), Periode(2, "2025-B", _hari("2025-12-31"))]
    kota.skor = [Skor(1, 1, 1, 1, 100, None), Skor(1, 1, 2, 1, 200, None)]
    assert _daftar(kota, basis)[0]["capaian"] == D(1)


def test_only_this_period(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 1, 1, 400, None)]
    [baris] = _daftar(kota, basis, hanya_periode_ini=True)
    assert (baris["capaian"], baris["status"], baris["periode_nilai"]) == (None, "belum_dinilai", None)


@pytest.mark.parametrize(
    ("sumber", "level"),
    [
        ({1: 400, 2: 100, 6: 100}, D("4.00")),
        ({2: 400, 3: 100}, D("2.50")),
        ({2: 400, 3: 100, 6: 100}, D("2.00")),
        ({2: 100, 3: 100, 4: 200}, D("1.33")),
        ({2: 300, 3: 301}, D("3.01")),  # 3.005 is half up
        ({6: 250}, D("2.50")),
        ({2: 100, 3: 200, 4: 300, 5: 400, 6: 500}, D("3.00")),
    ],
)
def test_asesmen_alone_else_the_plain_mean(kota: Kota, basis: Path, sumber: dict[int, int], level: Decimal) -> None:
    kota.skor = [Skor(1, 1, 2, nomor, ratus, None) for nomor, ratus in sumber.items()]
    assert _daftar(kota, basis)[0]["capaian"] == level


@pytest.mark.parametrize(
    ("cara", "sumber", "level", "status"),
    [
        ("rata", {1: 400, 2: 100}, D("2.50"), "di_bawah"),
        ("asesmen=50;atasan=30;rekan=20", {1: 400, 2: 300, 3: 200}, D("3.30"), "memenuhi"),
        ("asesmen=50;atasan=30;rekan=20", {1: 400, 3: 200}, D("3.43"), "memenuhi"),  # 24/7: of the sources present
        ("asesmen=50;atasan=30;rekan=20", {1: 400, 5: 100, 6: 100}, D("4.00"), "memenuhi"),  # no weight, no say
        ("asesmen=0;atasan=1", {1: 400, 2: 100}, D("1.00"), "di_bawah"),
        ("asesmen=0,5;atasan=0,25", {1: 300, 2: 300}, D("3.00"), "memenuhi"),  # exactly the standard
        ("asesmen=3;atasan=3;rekan=1", {1: 300, 2: 300, 3: 299}, D("3.00"), "di_bawah"),  # 2.9986 is below it
        ("diri=1", {1: 400, 2: 100}, None, "belum_dinilai"),
    ],
)
def test_sources_by_their_weights(
    kota: Kota, basis: Path, cara: str, sumber: dict[int, int], level: Decimal | None, status: str
) -> None:
    kota.kebijakan["bobot_sumber"] = [(_hari("2000-01-01"), cara)]
    kota.skor = [Skor(1, 1, 2, nomor, ratus, None) for nomor, ratus in sumber.items()]
    [baris] = _daftar(kota, basis)
    assert (baris["capaian"], baris["status"]) == (level, status)


def test_a_period_without_a_weighted_source_is_passed_over(kota: Kota, basis: Path) -> None:
    kota.kebijakan["bobot_sumber"] = [(_hari("2000-01-01"), "atasan=1")]
    kota.skor = [Skor(1, 1, 1, 2, 400, None), Skor(1, 1, 2, 1, 100, None)]
    [baris] = _daftar(kota, basis)
    assert (baris["capaian"], baris["periode_nilai"]) == (D(4), "2024")
    with door.baca(basis) as d:
        assert [(b.periode, b.sumber, b.dihitung, b.sebab) for b in bagian(d, 2, 1, 1)] == [
            ("2025", "asesmen", False, TANPA_BOBOT), ("2024", "atasan", True, None),
        ]  # fmt: skip
        assert next(gap.daftar(d, Saringan(2, hanya_periode_ini=True)))[14] == "belum_dinilai"


def test_a_weighted_level_expires_by_the_newest_day_of_what_counts(kota: Kota, basis: Path) -> None:
    kota.kebijakan["bobot_sumber"] = [(_hari("2000-01-01"), "asesmen=1;atasan=1")]
    kota.skor = [Skor(1, 1, 2, 1, 400, _hari("2020-01-01")), Skor(1, 1, 2, 2, 200, _hari("2022-12-31")),
                 Skor(1, 1, 2, 3, 500, _hari("2025-06-01"))]  # fmt: skip
    assert _daftar(kota, basis)[0]["capaian"] == D(3)  # the old assessment counts along
    with buka(basis) as d:
        d.kon.execute("UPDATE nilai SET hari = hari - 1 WHERE sumber_id = 2")
    with door.baca(basis) as baca:
        assert next(gap.daftar(baca, Saringan(2)))[14] == "kedaluwarsa"  # whatever the colleague said last June
        assert [(b.sumber, b.dihitung, b.sebab) for b in bagian(baca, 2, 1, 1)] == [
            ("asesmen", False, KEDALUWARSA), ("atasan", False, KEDALUWARSA), ("rekan", False, TANPA_BOBOT),
        ]  # fmt: skip


def test_parts_of_a_level(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 2, 1, 350, _hari("2025-06-10")), Skor(1, 1, 2, 3, 200, None), Skor(1, 1, 1, 1, 100, None)]
    _simpan(kota, basis)
    with door.baca(basis) as d:
        jalankan = d.kon.execute("SELECT max(jalankan_id) FROM nilai").fetchone()[0]
        assert bagian(d, 2, 1, 1) == [
            ("2025", "asesmen", D("3.50"), "2025-06-10", D(1), jalankan, True, None),
            ("2025", "rekan", D("2.00"), None, D(0), jalankan, False, ASESMEN_SENDIRI),
        ]
        assert bagian(d, 2, 1, 2) == []


def test_parts_of_a_frozen_level_leave_out_what_came_later(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 2, 1, 1, 100, None)]
    _simpan(kota, basis)
    with buka(basis) as d:
        penutupan.bekukan(d.kon, 2, d.jalankan, "[]")
        d.kon.execute("INSERT INTO nilai VALUES (1, 1, 1, 1, 400, NULL, 1, NULL)")  # 2024 stayed open
        assert (next(gap.daftar(d, Saringan(2)))[14], bagian(d, 2, 1, 1)) == ("belum_dinilai", [])
        assert [satu.nilai for satu in bagian(d, 1, 1, 1)] == [D(4)]


def test_asesmen_of_an_older_period_does_not_beat_a_newer_score(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 1, 1, 500, None), Skor(1, 1, 2, 2, 100, None)]
    assert _daftar(kota, basis)[0]["capaian"] == D(1)


@pytest.mark.parametrize(
    ("akhir", "hari", "usang"),
    [
        ("2025-12-31", "2022-12-31", False), ("2025-12-31", "2022-12-30", True), ("2025-11-30", "2022-11-30", False),
        ("2025-11-30", "2022-11-29", True), ("2027-02-28", "2024-02-28", False), ("2027-02-28", "2024-02-27", True),
        ("2024-02-29", "2021-02-28", False), ("2024-02-29", "2021-02-27", True), ("2025-12-01", "2022-12-01", False),
    ],
)  # fmt: skip
def test_36_months_to_the_day(kota: Kota, basis: Path, akhir: str, hari: str, usang: bool) -> None:
    kota.periode = [Periode(1, "2025", _hari(akhir))]
    kota.skor = [Skor(1, 1, 1, 1, 400, _hari(hari))]
    [baris] = _daftar(kota, basis)
    if usang:
        kosong = [baris[b] for b in ("capaian", "selisih", "kesenjangan", "kategori")]
        assert (kosong, baris["status"], baris["standar"]) == ([None] * 4, "kedaluwarsa", D(3))
    else:
        assert (baris["capaian"], baris["status"]) == (D(4), "memenuhi")


@pytest.mark.parametrize(("akhir", "status"), [("2027-12-31", "memenuhi"), ("2028-01-31", "kedaluwarsa")])
def test_a_score_without_a_date_is_of_its_periods_last_day(kota: Kota, basis: Path, akhir: str, status: str) -> None:
    kota.periode[1] = Periode(2, "2025", _hari(akhir))
    kota.skor = [Skor(1, 1, 1, 1, 400, None)]
    assert _daftar(kota, basis)[0]["status"] == status


def test_an_expired_newer_score_does_not_fall_back_to_an_older_period(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 2, 1, 400, _hari("2020-01-01")), Skor(1, 1, 1, 1, 300, _hari("2024-06-01"))]
    [baris] = _daftar(kota, basis)
    assert (baris["status"], baris["capaian"], baris["periode_nilai"]) == ("kedaluwarsa", None, "2025")


# --- categories and policy ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratus", "kategori", "kurang", "selisih"),
    [
        (500, "tidak_ada", "0.00", "2.00"), (300, "tidak_ada", "0.00", "0.00"), (299, "rendah", "0.01", "-0.01"),
        (200, "rendah", "1.00", "-1.00"), (199, "sedang", "1.01", "-1.01"), (100, "sedang", "2.00", "-2.00"),
        (99, "tinggi", "2.01", "-2.01"),
    ],
)  # fmt: skip
def test_categories_by_the_default_policy(
    kota: Kota, basis: Path, ratus: int, kategori: str, kurang: str, selisih: str
) -> None:
    kota.skor = [Skor(1, 1, 2, 1, ratus, None)]
    [baris] = _daftar(kota, basis)
    assert (baris["kategori"], str(baris["kesenjangan"]), str(baris["selisih"])) == (kategori, kurang, selisih)


def test_cut_offs_are_those_of_the_last_day(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 1, 1, 200, None)]
    kota.kebijakan["batas_gap_rendah"] = [(_hari("2000-01-01"), "1"), (_hari("2025-12-31"), "0.5")]
    kota.kebijakan["batas_gap_sedang"] = [(_hari("2000-01-01"), "2"), (_hari("2026-01-01"), "0.75")]
    assert _daftar(kota, basis)[0]["kategori"] == "sedang"
    with door.baca(basis) as d:
        assert next(gap.daftar(d, gap.saringan(d, "2024")))[13] == "rendah"


# --- totals ---------------------------------------------------------------------------------------------------------


def test_the_known_numbers(kota: Kota, basis: Path) -> None:
    """standar 2,3,3,2,2,2,2,2,2 and capaian 4,2,2,2,2,2,2,2,2: 100 % although two are below."""
    kota.wajib = [Wajib(1, n, 100 * s, None, None) for n, s in enumerate([2, 3, 3, 2, 2, 2, 2, 2, 2], 1)]
    kota.skor = [Skor(1, n, 2, 1, 100 * s, None) for n, s in enumerate([4, 2, 2, 2, 2, 2, 2, 2, 2], 1)]
    [baris] = _ringkas(kota, basis, "pegawai")
    assert baris == {
        "kelompok": NIP, "nama_kelompok": "Sabai", "pegawai": 1, "wajib": 9, "dinilai": 9, "cakupan": D("100.00"),
        "di_bawah": 2, "memenuhi": 7, "belum_dinilai": 0, "kedaluwarsa": 0, "tanpa_standar": 0,
        "kesenjangan_total": D("2.00"), "kesenjangan_rata": D("0.22"), "jpm": D("100.00"), "jpm_mentah": D("100.00"),
        "kategori_jpm": "optimal", "nip": NIP, "opd": "DINKES", "jabatan": "STAF", "kompetensi_di_bawah": ["KS", "KOM"],
    }  # fmt: skip


def test_jpm_is_capped_and_the_raw_one_is_not(kota: Kota, basis: Path) -> None:
    kota.skor = [Skor(1, 1, 2, 1, 400, None)]
    [baris] = _ringkas(kota, basis)
    assert (baris["jpm"], baris["jpm_mentah"], baris["kesenjangan_total"]) == (D("100.00"), D("133.33"), D("0.00"))


@pytest.mark.parametrize(
    ("ratus", "jpm", "pemetaan", "pengisian"),
    [
        (360, "90.00", "optimal", "MS"), (359, "89.75", "cukup_optimal", "MS"), (320, "80.00", "cukup_optimal", "MS"),
        (319, "79.75", "cukup_optimal", "MMS"), (312, "78.00", "cukup_optimal", "MMS"),
        (311, "77.75", "kurang_optimal", "MMS"), (272, "68.00", "kurang_optimal", "MMS"),
        (271, "67.75", "kurang_optimal", "KMS"),
    ],
)  # fmt: skip
def test_the_scales_of_both_purposes(
    kota: Kota, basis: Path, ratus: int, jpm: str, pemetaan: str, pengisian: str
) -> None:
    kota.wajib = [Wajib(1, 1, 400, None, None)]
    kota.skor = [Skor(1, 1, 2, 1, ratus, None)]
    [baris] = _ringkas(kota, basis, "kota")
    assert (str(baris["jpm"]), baris["kategori_jpm"]) == (jpm, pemetaan)
    with door.baca(basis) as d:
        assert gap_ringkas.ringkas(d, gap.saringan(d, "2025"), "kota", "pengisian")[0][15] == pengisian


def test_rounded_half_up_once_then_classed(kota: Kota, basis: Path) -> None:
    """Two persons: 89.995 % becomes 90.00 and is therefore optimal: what is read agrees with its class."""
    kota.wajib = [Wajib(1, n, 500, None, None) for n in (1, 2, 3, 4)]
    kota.pegawai = [(f"198403122006042{n:03d}", f"Orang {n}", "aktif", None) for n in range(1, 6)]
    kota.tempat = [Tempat(n, 1, 1, None, None) for n in range(1, 6)]
    kota.skor = [Skor(g, k, 2, 1, 450, None) for g in range(1, 6) for k in (1, 2, 3, 4)]
    kota.skor[0] = kota.skor[0]._replace(ratus=449)  # 8999 / 10000 over 20 pairs of 500
    [baris] = _ringkas(kota, basis, "kota")
    assert (baris["jpm"], baris["kategori_jpm"]) == (D("89.99"), "cukup_optimal")
    with buka(basis) as d:
        d.kon.execute("DELETE FROM nilai WHERE pegawai_id = 1 AND kompetensi_id = 1")
        d.kon.execute("INSERT INTO nilai VALUES (1, 1, 2, 2, 449, NULL, 1, NULL), (1, 1, 2, 3, 450, NULL, 1, NULL)")
    with door.baca(basis) as baca:
        # 449.5 instead of 450: 89.995 exactly.
        assert gap_ringkas.ringkas(baca, gap.saringan(baca, "2025"), "kota")[0][13:16] == (
            D("90.00"),
            D("90.00"),
            "optimal",
        )


def test_nothing_to_divide_by_is_null(kota: Kota, basis: Path) -> None:
    kota.wajib = []
    [baris] = _ringkas(kota, basis)
    assert (baris["pegawai"], baris["wajib"], baris["tanpa_standar"]) == (1, 0, 1)
    assert [baris[b] for b in ("cakupan", "kesenjangan_rata", "jpm", "jpm_mentah", "kategori_jpm")] == [None] * 5
    assert baris["kesenjangan_total"] == 0


@pytest.mark.parametrize("per", gap_ringkas.PER)
def test_nobody_gives_no_group(kota: Kota, basis: Path, per: str) -> None:
    kota.pegawai = [(NIP, "Sabai", "henti", None)]
    assert _ringkas(kota, basis, per) == []


def test_competencies_below_are_in_their_order_not_by_code_or_entry(kota: Kota, basis: Path) -> None:
    kota.kompetensi += [("A1", "Teknis A", "teknis", 12), ("Z9", "Teknis Z", "teknis", 10)]
    kota.wajib = [Wajib(1, n, 300, None, None) for n in (10, 3, 11, 1)]
    kota.skor = [Skor(1, n, 2, 1, 100, None) for n in (11, 10, 1, 3)]
    assert _ringkas(kota, basis, "pegawai")[0]["kompetensi_di_bawah"] == ["INT", "KOM", "Z9", "A1"]


def test_filters_narrow_and_units_below_come_with_their_agency(kota: Kota, basis: Path) -> None:
    kota.wajib.append(Wajib(1, 2, 200, None, None))
    kota.pegawai.append(("197911052005011902", "Mangkutak", "aktif", None))
    kota.tempat.append(Tempat(2, 2, 1, None, None))
    kota.skor = [Skor(1, 1, 2, 1, 100, None)]
    _simpan(kota, basis)
    with buka(basis) as t:
        t.kon.execute("UPDATE opd SET induk_id = 1 WHERE id = 2")
    with door.baca(basis) as d:

        def jumlah(**pilih: Any) -> int:
            return len(list(gap.daftar(d, gap.saringan(d, "2025", **pilih))))

        assert jumlah() == 4
        assert jumlah(opd="dinas kesehatan") == 2
        assert jumlah(opd="DINKES", dengan_unit=True) == 4
        assert jumlah(opd="DISDIK", dengan_unit=True) == 2
        assert jumlah(nip="'" + NIP) == 2
        assert jumlah(kompetensi="kerja sama") == 2
        assert jumlah(status="di_bawah") == 1
        assert jumlah(status="di_bawah", opd="DISDIK") == 0


# --- random cities --------------------------------------------------------------------------------------------------


def _bandingkan(kota: Kota, d: Pintu, semua_tujuan: Iterable[str] = TUJUAN) -> None:
    for periode in kota.periode:
        for ini in (False, True):
            pilih = Saringan(periode.id, hanya_periode_ini=ini)
            hasil = list(gap.daftar(d, pilih))
            assert hasil == kota_gap.daftar(kota, periode, hanya_ini=ini)
            assert not any(str(isi).startswith("-0.00") for baris in hasil for isi in baris)
            for per in gap_ringkas.PER:
                for tujuan in semua_tujuan:
                    assert gap_ringkas.ringkas(d, pilih, per, tujuan) == kota_gap.ringkas(
                        kota, periode, per, tujuan, hanya_ini=ini
                    ), (per, tujuan)


@pytest.mark.parametrize("seed", BIASA)
def test_a_random_city_equals_the_model(basis: Path, seed: int) -> None:
    kota = kota_gap.acak(seed)
    _simpan(kota, basis)
    with door.baca(basis) as d:
        _bandingkan(kota, d)


def _bandingkan_tepat(kota: Kota, d: Pintu) -> None:
    """Levels to the last digit, and the same again from the parts of which each is made."""
    kode = {satu[0]: nomor for nomor, satu in enumerate(kota.pegawai, 1)}
    for periode in kota.periode:
        tepat = {(b.pegawai, b.kompetensi): b for b in kota_gap.baris_gap(kota, periode)}
        for satu in gap.pasangan(d, Saringan(periode.id)):
            model = tepat[kode[satu.nip], satu.kompetensi_id]
            assert (satu.standar, satu.capaian, satu.status) == (model.standar, model.capaian, model.status)
            if satu.kompetensi_id is None:
                continue
            semua = bagian(d, periode.id, satu.pegawai_id, satu.kompetensi_id)
            ikut = [b for b in semua if b.dihitung]
            jumlah = sum((Fraction(b.nilai) * Fraction(b.bobot) for b in ikut), Fraction(0))
            assert (jumlah / sum(Fraction(b.bobot) for b in ikut) if ikut else None) == satu.capaian
            assert {b.periode for b in semua if b.bobot} <= {satu.periode_nilai}
            assert any(b.sebab == KEDALUWARSA for b in semua) == (satu.status == "kedaluwarsa")
            assert all(b.dihitung == (b.sebab is None) for b in semua)


@pytest.mark.parametrize("seed", [*BERBOBOT, *(pytest.param(n, marks=pytest.mark.lama) for n in range(100, 300))])
def test_weighted_sources_equal_the_model_open_and_closed(basis: Path, seed: int) -> None:
    kota = kota_gap.berbobot(seed)
    _simpan(kota, basis)
    with door.baca(basis) as d:
        _bandingkan(kota, d, ["pemetaan"])
        _bandingkan_tepat(kota, d)
        lihat = d.kon.execute("SELECT * FROM gap ORDER BY periode, nip, kompetensi").fetchall()
        for periode in kota.periode:
            program = gap.pasangan(d, Saringan(periode.id))
            angka = {(b[2], b[6]): b[10] for b in lihat if b[0] == periode.kode}
            assert angka == {(b.nip, b.kompetensi): pytest.approx(b.capaian and float(b.capaian)) for b in program}
    with buka(basis) as t:
        for periode in kota.periode:
            penutupan.bekukan(t.kon, periode.id, t.jalankan, "[]")
        t.kon.execute("UPDATE kebijakan SET nilai = '1' WHERE kunci LIKE 'batas_gap%' OR kunci LIKE 'masa%'")
        t.kon.execute("UPDATE kebijakan SET nilai = 'uji=1' WHERE kunci = 'bobot_sumber'")
        _bandingkan(kota, Pintu(t.kon, basis), ["pengisian"])
        assert penutupan.segel_rusak(t.kon) == []
        assert t.kon.execute("SELECT * FROM gap ORDER BY periode, nip, kompetensi").fetchall() == lihat


def test_the_weighted_cities_have_everything_in_them() -> None:
    ditemukan: set[str] = set()
    for kota in map(kota_gap.berbobot, BERBOBOT):
        for periode in kota.periode:
            cara = kota_gap.bobot(kota, periode.selesai)
            baris = kota_gap.baris_gap(kota, periode)
            penyebut = {b.capaian.denominator for b in baris if b.capaian is not None}
            ditemukan |= {cara if isinstance(cara, str) else "bobot", *(b.status for b in baris)}
            ditemukan |= {"bukan 1/6000"} if any(6000 % satu for satu in penyebut) else set()
    assert ditemukan == {"rata", "asesmen_atau_rata", "bobot", "bukan 1/6000", *gap.STATUS}


@pytest.mark.lama
@pytest.mark.parametrize("seed", [*range(6, 40), *range(1000, 1500)])
def test_many_random_cities_equal_the_model(basis: Path, seed: int) -> None:
    test_a_random_city_equals_the_model(basis, seed)


def test_the_random_cities_have_everything_in_them() -> None:
    """The model compares nothing if the cities are tame: every status and category, ties and surpluses must occur."""
    ditemukan: set[str | None] = set()
    for seed in BIASA:
        kota = kota_gap.acak(seed)
        for periode in kota.periode:
            for b in kota_gap.baris_gap(kota, periode):
                ditemukan |= {b.status, b.kategori}
                if b.periode_nilai not in (None, periode.kode):
                    ditemukan.add("periode lalu")
                if b.capaian is not None and (b.capaian * 100).denominator > 1:
                    ditemukan.add("pecahan")
    assert ditemukan == {*gap.STATUS, "tidak_ada", "rendah", "sedang", "tinggi", None, "periode lalu", "pecahan"}


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(n, marks=pytest.mark.lama) for n in range(3, 8))])
def test_the_view_holds_the_same_rows(basis: Path, seed: int) -> None:
    """What DB Browser or Excel's query shows is what the program says, for every period at once."""
    kota = kota_gap.acak(seed)
    _simpan(kota, basis)
    with door.baca(basis) as d:
        for periode in kota.periode:
            lihat = d.kon.execute("SELECT * FROM gap WHERE periode = ?", (periode.kode,)).fetchall()
            program = list(gap.daftar(d, Saringan(periode.id)))
            assert len(lihat) == len(program)
            kunci = {(b[2], b[6]): b for b in lihat}
            for baris in program:
                ini = kunci[baris[2], baris[6]]
                assert (ini[:9], ini[13:]) == (baris[:9], baris[13:])
                for angka, tepat in zip(ini[9:13], baris[9:13], strict=True):
                    assert (angka is None) == (tepat is None)
                    assert angka is None or abs(angka - float(tepat)) <= 0.00501


# --- how it is asked ------------------------------------------------------------------------------------------------


def _rencana(kon: sqlite3.Connection, sql: str, isi: dict[str, Any]) -> str:
    return "\n".join(baris[3] for baris in kon.execute(f"EXPLAIN QUERY PLAN {sql}", isi))


@pytest.mark.parametrize(
    "pilih",
    [
        Saringan(1), Saringan(1, [1]), Saringan(1, [1, 2]), Saringan(1, pegawai_id=1), Saringan(1, kompetensi_id=1),
        Saringan(1, [1], hanya_periode_ini=True),
    ],
)  # fmt: skip
def test_scores_are_sought_never_scanned(kota: Kota, basis: Path, pilih: Saringan) -> None:
    _simpan(kota, basis)
    with door.baca(basis) as d:
        sumber, isi = pilih.sumber(d.kon)
        rencana = _rencana(d.kon, f"{sumber} SELECT * FROM gap_p ORDER BY opd, nama, nip, urutan", isi)
    assert "SCAN n\n" not in rencana + "\n"
    assert "SCAN nilai" not in rencana
    assert "AUTOMATIC" not in rencana
    assert "SEARCH n USING PRIMARY KEY (pegawai_id=? AND kompetensi_id=?" in rencana
    if pilih.opd_id is not None:
        assert "SEARCH o USING INTEGER PRIMARY KEY" in rencana
    assert "SEARCH t USING" in rencana


def test_the_view_seeks_too(kota: Kota, basis: Path) -> None:
    _simpan(kota, basis)
    with door.baca(basis) as d:
        rencana = _rencana(d.kon, "SELECT * FROM gap WHERE periode = :p", {"p": "2025"})
    assert "SCAN nilai" not in rencana
    assert "SCAN n\n" not in rencana + "\n"
    assert "AUTOMATIC" not in rencana


def test_the_gap_is_defined_once(basis: Path) -> None:
    """Every query of the gap begins with the one WITH clause."""
    with door.baca(basis) as d:
        assert Saringan(1).sumber(d.kon)[0] == sql_gap("a.id = :periode")


@pytest.mark.parametrize("pilih", [Saringan(1), Saringan(1, [1])])
def test_each_pair_is_sought_once_and_averaged_once(kota: Kota, basis: Path, pilih: Saringan) -> None:
    """Without the fences of `views` SQLite repeats both subqueries for every field that uses them."""
    _simpan(kota, basis)
    with door.baca(basis) as d:
        sumber, isi = pilih.sumber(d.kon)
        rencana = _rencana(d.kon, f"{sumber} SELECT * FROM gap_p", isi)
    # The asked period first, else all up to it; then a plain mean runs one of the others and a weighted one three.
    assert rencana.count("SEARCH n USING PRIMARY KEY (pegawai_id=? AND kompetensi_id=?") == 2 + 1 + 3
    assert rencana.count("SEARCH n USING PRIMARY KEY (pegawai_id=? AND kompetensi_id=?)") == 1
