"""Agencies, standards, periods, workbooks, recognising, registries and the gap: order, boundary days, empty answers."""

from __future__ import annotations

import sqlite3
from fractions import Fraction
from typing import Any

import pytest

from asn_kompetensi.store.queries import (
    alias,
    db,
    gap,
    gap_daftar,
    gap_ringkas,
    jabatan,
    kompetensi,
    laporan,
    opd,
    pelatihan,
    pengenal,
    periode,
    registri,
    standar,
)
from asn_kompetensi.store.queries.gap import Saringan
from tests.store.queries.isi import isi, nip, orang, skor, tempat

Kon = sqlite3.Connection


# --- agencies -------------------------------------------------------------------------------------------------------


def test_agencies_by_code_with_spellings_above_and_merger(kon: Kon) -> None:
    isi(kon, "opd", "id, kode, nama, singkatan, digabung_ke_id, selesai", (4, "BKPSDM", 'Badan "A"', "B", 2, None))
    for ejaan in ("Puskesmas 'Kolok'", "Kolok", "kolok"):
        alias.simpan(kon, "opd", ejaan, ejaan, 3)
    assert [baris[0] for baris in opd.daftar(kon)] == ["BKPSDM", "DINKES", "DISDIK", "PKM-A"]
    assert opd.satu(kon, 3)[3:5] == ("""["Kolok","Puskesmas 'Kolok'","kolok"]""", "DINKES")
    assert opd.satu(kon, 4)[1:4] == ('Badan "A"', "B", "[]")
    assert opd.satu(kon, 4)[9] == "DISDIK"
    assert opd.penerus(kon) == {4: 2}
    assert opd.induk(kon) == {1: None, 2: None, 3: 1, 4: None}
    assert sorted(ejaan for nomor, _, ejaan in opd.ejaan(kon) if nomor == 4) == ["B", "BKPSDM", 'Badan "A"']


def test_units_below_stop_at_a_circle(kon: Kon) -> None:
    isi(kon, "opd", "id, kode, nama, induk_id", (4, "PUSTU", "Pustu", 3))
    assert sorted(opd.bawahan(kon, 1)) == [1, 3, 4]
    assert opd.bawahan(kon, 2) == [2]
    kon.execute("UPDATE opd SET induk_id = 4 WHERE id = 1")
    assert sorted(opd.bawahan(kon, 3)) == [1, 3, 4]


def test_a_merger_moves_who_is_in_service_that_day(kon: Kon) -> None:
    hari = "2025-07-01"
    for nomor, henti in ((1, ""), (2, ""), (3, ""), (4, hari), (5, "2025-07-02"), (6, None), (7, "")):
        orang(kon, nomor, "x", henti=henti)
    tempat(kon, (1, 1, 1, None, None), (2, 1, 2, hari, "2025-12-31"), (3, 1, 1, "2025-01-01", "2025-06-30"),
           (4, 1, 1, None, None), (5, 1, 1, "2025-06-30", hari), (6, 1, 1, None, None),
           (7, 2, 1, None, None))  # fmt: skip
    assert opd.pindahkan(kon, 1, 3, hari, "2025-06-30") == 3
    assert kon.execute(
        "SELECT pegawai_id, opd_id, jabatan_id, mulai, selesai FROM penempatan ORDER BY pegawai_id, coalesce(mulai, '')"
    ).fetchall() == [
        (1, 1, 1, None, "2025-06-30"), (1, 3, 1, hari, None),
        (2, 3, 2, hari, "2025-12-31"),
        (3, 1, 1, "2025-01-01", "2025-06-30"),
        (4, 1, 1, None, None),
        (5, 1, 1, "2025-06-30", "2025-06-30"), (5, 3, 1, hari, hari),
        (6, 1, 1, None, None),
        (7, 2, 1, None, None),
    ]  # fmt: skip
    assert opd.pindahkan(kon, 1, 3, hari, "2025-06-30") == 0


# --- registries -----------------------------------------------------------------------------------------------------


def test_a_spelling_is_remembered_once(kon: Kon) -> None:
    assert alias.simpan(kon, "jabatan", "lurah", "Lurah", 2) is True
    assert alias.simpan(kon, "jabatan", "lurah", "LURAH", 2) is False
    assert alias.simpan(kon, "jabatan", "lurah", "Lurah", 1) is True
    assert alias.daftar(kon, "jabatan", 2) == ["Lurah"]
    assert alias.daftar(kon, "jabatan", 99) == []
    assert alias.daftar(kon, "opd", 2) == []
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        alias.simpan(kon, "opd", "x", "x", 99)
    for panggil in (lambda: alias.simpan(kon, "pegawai", "x", "x", 1), lambda: alias.daftar(kon, "opd; --", 1)):  # type: ignore[arg-type]
        with pytest.raises(ValueError):  # noqa: PT011 - the word itself is the message
            panggil()


@pytest.mark.parametrize(
    ("ubah", "berubah", "hasil"),
    [
        ({}, False, ("Dinas Kesehatan", None)),
        ({"nama": None, "surel": None}, False, ("Dinas Kesehatan", None)),
        ({"nama": "Dinas Kesehatan"}, False, ("Dinas Kesehatan", None)),
        ({"nama": "dinas kesehatan", "surel": None}, True, ("dinas kesehatan", None)),
        ({"nama": "Dinas Kesehatan", "surel": "a@b.id"}, True, ("Dinas Kesehatan", "a@b.id")),
        ({"nama": "', surel = 'x"}, True, ("', surel = 'x", None)),
    ],
)
def test_an_update_says_whether_it_changed(
    kon: Kon, ubah: dict[str, Any], berubah: bool, hasil: tuple[str, str | None]
) -> None:
    assert registri.perbarui(kon, "opd", 1, ubah) is berubah
    assert kon.execute("SELECT nama, surel FROM opd WHERE id = 1").fetchone() == hasil
    assert kon.execute("SELECT nama, surel FROM opd WHERE id = 2").fetchone() == ("Dinas Pendidikan", None)
    assert registri.perbarui(kon, "opd", 99, {"nama": "x"}) is False


def test_the_next_competency_comes_last(kon: Kon) -> None:
    assert kompetensi.urutan_baru(kon) == 10
    isi(kon, "kompetensi", "id, kode, nama, jenis, urutan", (20, "TIK", "TIK", "teknis", 30))
    isi(kon, "kompetensi", "id, kode, nama, jenis, urutan", (21, "ARSIP", "Arsip", "teknis", 12))
    assert kompetensi.urutan_baru(kon) == 31
    assert [baris[0] for baris in kompetensi.daftar(kon)][8:] == ["PB", "ARSIP", "TIK"]
    assert list(kompetensi.kode(kon).items())[-2:] == [(21, "ARSIP"), (20, "TIK")]
    assert kompetensi.generik(kon) == list(range(1, 10))
    kon.execute("DELETE FROM kompetensi_alias")
    kon.execute("DELETE FROM kompetensi")
    assert (kompetensi.urutan_baru(kon), kompetensi.generik(kon)) == (1, [])


def test_jobs_by_code(kon: Kon) -> None:
    isi(kon, "jabatan", "id, kode, nama", (3, "guru", "Guru"))
    assert [baris[0] for baris in jabatan.daftar(kon)] == ["LURAH", "STAF", "guru"]
    assert jabatan.jenjang_jabatan(kon) == {1: None, 2: "Pengawas", 3: None}
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        jabatan.tambah(kon, "X", "X", "Ahli Sekali", None)


@pytest.mark.parametrize(
    ("pada", "harap"),
    [("2023-12-31", {}), ("2024-01-01", {"x": "1"}), ("2024-12-31", {"x": "1"}), ("2025-01-01", {"x": "2"})],
)
def test_a_policy_holds_from_its_first_to_its_last_day(kon: Kon, pada: str, harap: dict[str, str]) -> None:
    kon.execute("DELETE FROM kebijakan")
    db.isi_kebijakan(kon, [("x", "2024-01-01", "2024-12-31", "1", "d", "k"), ("x", "2025-01-01", None, "2", "d", "k")])
    assert {kunci: satu[0] for kunci, satu in db.kebijakan(kon, pada).items()} == harap


# --- standards and programmes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jabatan_id", "pada", "harap"),
    [
        (None, None, ["LURAH PB 400", "STAF INT 200", "STAF INT 300", "STAF KS 250"]),
        (1, None, ["STAF INT 200", "STAF INT 300", "STAF KS 250"]),
        (None, "2024-12-31", ["LURAH PB 400", "STAF INT 200"]),
        (None, "2025-01-01", ["LURAH PB 400", "STAF INT 300", "STAF KS 250"]),
        (1, "2025-07-01", ["STAF KS 250"]),
        (99, None, []),
    ],
)
def test_standards_by_job_competency_first_day(
    kon: Kon, jabatan_id: int | None, pada: str | None, harap: list[str]
) -> None:
    standar.tambah(kon, 1, 2, (250, None, None, "2025-01-01", None))
    standar.tambah(kon, 1, 1, (300, "mutlak", "Kepwako", "2025-01-01", "2025-06-30"))
    standar.tambah(kon, 1, 1, (200, None, None, None, "2024-12-31"))
    standar.tambah(kon, 2, 9, (400, None, None, None, None))
    assert [f"{b[0]} {b[1]} {b[2]}" for b in standar.daftar(kon, jabatan_id, pada)] == harap


def test_programmes_by_code_with_targets_in_the_order_of_the_competencies(kon: Kon) -> None:
    satu = pelatihan.tambah(kon, "b", "Beta", 8, 16, None)
    dua = pelatihan.tambah(kon, "C", "Ada 'kutip'", 9, None, "BKPSDM")
    pelatihan.ganti_sasaran(kon, satu, [(5, 250), (1, 300)])
    pelatihan.ganti_sasaran(kon, dua, [(1, 100)])
    assert [(b.kode, b.sasaran) for b in pelatihan.daftar(kon)] == [
        ("C", '[["INT",100]]'), ("b", '[["INT",300],["PP",250]]'),
    ]  # fmt: skip
    assert [b[1:] for b in laporan.program(kon, "2026-01-12", None)] == [
        ("C", "Ada 'kutip'", None, "INT", 100), ("b", "Beta", 16, "INT", 300), ("b", "Beta", 16, "PP", 250),
    ]  # fmt: skip
    pelatihan.ganti_sasaran(kon, satu, [])
    assert pelatihan.sasaran(kon, satu) == {}
    assert pelatihan.satu(kon, satu).sasaran == "[]"
    assert pelatihan.sasaran(kon, dua) == {1: 100}


# --- periods, recognising, agencies of a period ---------------------------------------------------------------------


def test_periods_by_last_day_then_code(kon: Kon) -> None:
    isi(kon, "periode", "id, kode, mulai, selesai", (2, "2025-A", "2025-07-01", "2025-12-31"),
        (3, "X", "2020-01-01", "2020-12-31"))  # fmt: skip
    assert [baris[0] for baris in periode.daftar(kon)] == ["X", "2025", "2025-A"]
    assert [baris[1] for baris in periode.ejaan(kon)] == ["X", "2025", "2025-A"]
    assert [baris[1] for baris in gap.periode(kon)] == ["X", "2025", "2025-A"]
    orang(kon, 1, "Sabai")
    skor(kon, (1, 1, 1, 1, 300, None), (1, 1, 1, 2, 300, None), (1, 1, 2, 1, 300, None))
    assert [periode.jumlah(kon, nomor) for nomor in (1, 2, 3)] == [(2, 1), (1, 1), (0, 0)]


@pytest.mark.parametrize(
    ("hari", "harap"),
    [("2024-12-31", []), ("2025-01-01", ["PKM-A"]), ("2025-06-30", ["DINKES", "PKM-A"]),
     ("2025-07-01", ["PKM-A"]), ("2025-12-31", ["PKM-A"]), ("2026-01-01", [])],
)  # fmt: skip
def test_agencies_with_someone_in_service_on_the_day(kon: Kon, hari: str, harap: list[str]) -> None:
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Zaki", henti="2025-07-01")
    orang(kon, 3, "Tanpa Tanggal", henti=None)
    tempat(kon, (1, 3, 1, "2025-01-01", "2025-12-31"), (2, 1, 1, "2025-06-30", None), (3, 2, 1, None, None))
    assert [baris[1] for baris in laporan.opd_periode(kon, hari)] == harap


def test_recognising_knows_everyone_ever_registered(kon: Kon) -> None:
    orang(kon, 1, "Sabai")
    orang(kon, 2, "D'Arc", henti="2020-01-01")
    tempat(kon, (2, 3, 1, None, "2019-12-31"))
    assert list(pengenal.orang(kon)) == [
        (1, nip(1), "Sabai", "aktif", None), (2, nip(2), "D'Arc", "henti", "2020-01-01"),
    ]  # fmt: skip
    assert list(pengenal.penempatan(kon)) == [(2, 3, None, "2019-12-31")]
    assert pengenal.kode_opd(kon, 3) == "PKM-A"


# --- the gap --------------------------------------------------------------------------------------------------------


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """Sabai and sabai in DINKES, Ani in its unit without a standard, Zaki in DISDIK; 2024 counts for Zaki in INT."""
    isi(kon, "periode", "id, kode, mulai, selesai", (2, "2024", "2024-01-01", "2024-12-31"))
    for nomor, nama in ((1, "sabai"), (2, "Sabai"), (3, "Ani"), (4, "Zaki")):
        orang(kon, nomor, nama)
    tempat(kon, (1, 1, 1, None, None), (2, 1, 1, "2025-12-31", None), (3, 3, 2, None, None), (4, 2, 1, None, None))
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus", (1, 1, 300), (1, 2, 250))
    skor(kon, (1, 1, 1, 1, 200, None), (2, 1, 1, 2, 300, None), (2, 1, 1, 3, 275, None), (4, 1, 2, 1, 100, None),
         (4, 2, 1, 1, 250, None))  # fmt: skip
    return kon


GAP = [
    ("DINKES", "Sabai", "INT", "di_bawah"), ("DINKES", "Sabai", "KS", "belum_dinilai"),
    ("DINKES", "sabai", "INT", "di_bawah"), ("DINKES", "sabai", "KS", "belum_dinilai"),
    ("DISDIK", "Zaki", "INT", "di_bawah"), ("DISDIK", "Zaki", "KS", "memenuhi"),
    ("PKM-A", "Ani", None, "tanpa_standar"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("saring", "harap"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6]),
        ({"opd_id": [1, 3]}, [0, 1, 2, 3, 6]),
        ({"opd_id": []}, []),
        ({"status": "di_bawah"}, [0, 2, 4]),
        ({"status": "di_bawah", "opd_id": [2]}, [4]),
        ({"status": "kedaluwarsa"}, []),
        ({"kompetensi_id": 2}, [1, 3, 5]),
        ({"pegawai_id": 2, "kompetensi_id": 1, "status": "memenuhi"}, []),
        ({"pegawai_id": 3}, [6]),
    ],
)
def test_the_part_asked_for(kota: Kon, saring: dict[str, Any], harap: list[int]) -> None:
    baris = list(gap_daftar.daftar(kota, Saringan(1, **saring)))
    assert [(b[1], b[3], b[6], b[14]) for b in baris] == [GAP[satu] for satu in harap]


def test_levels_are_exact_and_the_period_of_the_score_is_named(kota: Kon) -> None:
    (satu,) = gap_daftar.daftar(kota, Saringan(1, pegawai_id=2, kompetensi_id=1))
    assert satu[9:16] == (18000, 17250, -750, 750, "rendah", "di_bawah", "2025")
    (lama,) = gap_daftar.daftar(kota, Saringan(1, pegawai_id=4, kompetensi_id=1))
    assert lama[9:16] == (18000, 6000, -12000, 12000, "sedang", "di_bawah", "2024")
    (hanya,) = gap_daftar.daftar(kota, Saringan(1, pegawai_id=4, kompetensi_id=1, hanya_periode_ini=True))
    assert hanya[9:16] == (18000, None, None, None, None, "belum_dinilai", None)
    assert [b[3] for b in gap_daftar.daftar(kota, Saringan(2, kompetensi_id=1))] == ["sabai", "Zaki"]


@pytest.mark.parametrize(
    ("per", "harap"),
    [
        ("opd", [("DINKES", 2, 4, 2, 2, 0, 2), ("DISDIK", 1, 2, 2, 1, 1, 0), ("PKM-A", 1, 0, 0, 0, 0, 0)]),
        ("kompetensi", [("INT", 3, 3, 3, 3, 0, 0), ("KS", 3, 3, 1, 0, 1, 2)]),
        ("jabatan", [("LURAH", 1, 0, 0, 0, 0, 0), ("STAF", 3, 6, 4, 3, 1, 2)]),
        ("kota", [("kota", 4, 6, 4, 3, 1, 2)]),
    ],
)
def test_totals_by_group(kota: Kon, per: str, harap: list[tuple[Any, ...]]) -> None:
    # kelompok, pegawai, wajib, dinilai, di_bawah, memenuhi, belum_dinilai
    assert [(b[0], *b[2:8]) for b in gap_ringkas.ringkas(kota, Saringan(1), per)] == harap


def test_sums_run_over_assessed_pairs_only(kota: Kon) -> None:
    (satu,) = gap_ringkas.ringkas(kota, Saringan(1), "kota")
    jumlah = 750 + 6000 + 12000, 17250 + 12000 + 6000 + 15000, 18000 * 3 + 15000
    assert satu[9:13] == (1, *(Fraction(x, 6000) for x in jumlah))
    orang_ = gap_ringkas.ringkas(kota, Saringan(1, opd_id=[3]), "pegawai")
    assert [b[10:] for b in orang_] == [(0, 0, 0, "PKM-A", "LURAH", None)]
    assert [b[-1] for b in gap_ringkas.ringkas(kota, Saringan(1, opd_id=[1]), "pegawai")] == ["1:INT", "1:INT"]


def test_weighted_sums_are_asked_again_while_another_answer_is_read(kota: sqlite3.Connection) -> None:
    kota.execute("UPDATE kebijakan SET nilai = 'asesmen=50;atasan=30' WHERE kunci = 'bobot_sumber'")
    dibaca = kota.execute("SELECT id FROM pegawai UNION ALL SELECT id FROM opd")
    next(dibaca)
    sekali, lagi = (list(gap_ringkas.ringkas(kota, Saringan(1), "opd")) for _ in range(2))
    assert sekali == lagi != []
