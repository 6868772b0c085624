"""Queries on closing: what is held and when it is settled, unfinished classes, people, coverage, the frozen frame."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from asn_kompetensi.store import penutupan
from asn_kompetensi.store.queries import penutupan as sql
from tests.store.queries.isi import isi, kelas, nip, orang, skor, tempat

P, LAIN = 1, 2
Baris = tuple[Any, ...]


@pytest.fixture
def kota(kon: sqlite3.Connection) -> sqlite3.Connection:
    """People 1 to 3 in DINKES, PKM-A and DISDIK, a second period, and runs 1 to 9."""
    isi(kon, "periode", "id, kode, mulai, selesai", (LAIN, "2024", "2024-01-01", "2024-12-31"))
    for nomor, nama in ((1, "Sabai"), (2, "Mangkutak"), (3, "Cindua")):
        orang(kon, nomor, nama)
    isi(kon, "jalankan", "id, waktu, petugas, perintah", *[(n, "w", "p", "x") for n in range(2, 10)])
    return kon


def tahan(kon: sqlite3.Connection, jalankan: int, *baris: Baris, lembar: str = "N", berkas: str = "a.xlsx") -> None:
    """Held rows `(period, row, column, code, person, competency)` of one sheet, which speaks of both periods."""
    sql.catat_ditahan(kon, jalankan, berkas, lembar, [P, LAIN], baris)


def belum(kon: sqlite3.Connection, periode: int = P) -> list[Baris]:
    return [satu[:5] for satu in sql.ditahan(kon, periode)]


# --- held rows --------------------------------------------------------------------------------------------------------


def test_none_held_and_other_periods_do_not_count(kota: sqlite3.Connection) -> None:
    assert belum(kota) == []
    tahan(kota, 2, (LAIN, 5, "C", "NILAI_NOL", 1, 1))
    assert (belum(kota), belum(kota, LAIN)) == ([], [("a.xlsx", "N", 2, 1, "C5")])


def test_held_cells_stand_by_file_sheet_and_run_in_the_order_of_the_sheet(kota: sqlite3.Connection) -> None:
    tahan(kota, 3, (P, 10, "C", "X", 1, 1), (P, 9, "D", "X", 2, 2), (P, 9, "", "GANDA_BERBEDA", None, None))
    tahan(kota, 2, (P, 2, "A", "X", None, None), berkas="b.xlsx")
    tahan(kota, 4, (P, 3, "B", "X", None, None), lembar="Lain")
    assert belum(kota) == [
        ("b.xlsx", "N", 2, 1, "A2"), ("a.xlsx", "N", 3, 3, "baris 9, D9, C10"), ("a.xlsx", "Lain", 4, 1, "B3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nilai", "tuntas"),
    [
        ((1, 1, P, 1, 300, None, 3), True),
        ((1, 1, P, 4, 300, None, 3), True),  # another source: the person has been looked at again
        ((1, 1, P, 1, 300, None, 2), False),  # from that very import
        ((1, 1, P, 1, 300, None, 1), False),  # older than it
        ((1, 2, P, 1, 300, None, 3), False),
        ((2, 1, P, 1, 300, None, 3), False),
        ((1, 1, LAIN, 1, 300, None, 3), False),
    ],
)
def test_a_newer_score_of_that_person_and_competency_settles(
    kota: sqlite3.Connection, nilai: Baris, tuntas: bool
) -> None:
    tahan(kota, 2, (P, 5, "C", "NILAI_NOL", 1, 1))
    kolom = "pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id"
    isi(kota, "nilai", kolom, nilai)
    assert belum(kota) == ([] if tuntas else [("a.xlsx", "N", 2, 1, "C5")])


def test_a_row_held_as_a_whole_is_settled_by_any_newer_score_of_that_person(kota: sqlite3.Connection) -> None:
    tahan(kota, 2, (P, 5, "", "GANDA_BERBEDA", 1, None), (P, 6, "A", "PEGAWAI_TIDAK_DIKENAL", None, None))
    isi(kota, "nilai", "pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, jalankan_id", (1, 7, P, 1, 300, 3))
    assert belum(kota) == [("a.xlsx", "N", 2, 1, "A6")]  # an unknown person only by the file or a reason


def test_the_same_rows_again_change_nothing(kota: sqlite3.Connection) -> None:
    baris = [(P, 5, "C", "NILAI_NOL", 1, 1), (LAIN, 6, "C", "NILAI_NOL", 2, 1)]
    tahan(kota, 2, *baris)
    sebelum, perubahan = kota.execute("SELECT * FROM ditahan").fetchall(), kota.total_changes
    tahan(kota, 3, *baris)
    assert (kota.execute("SELECT * FROM ditahan").fetchall(), kota.total_changes) == (sebelum, perubahan)


@pytest.mark.parametrize(
    "baru",
    [(P, 5, "C", "NILAI_DI_LUAR_SKALA", 1, 1), (P, 5, "C", "NILAI_NOL", 2, 1), (P, 5, "C", "NILAI_NOL", 1, 2),
     (P, 5, "C", "NILAI_NOL", None, 1)],
)  # fmt: skip
def test_another_fault_in_the_same_cell_is_a_new_one(kota: sqlite3.Connection, baru: Baris) -> None:
    tahan(kota, 2, (P, 5, "C", "NILAI_NOL", 1, 1))
    sql.abaikan(kota, 2, "sudah dibicarakan")
    tahan(kota, 3, baru)
    assert belum(kota) == [("a.xlsx", "N", 3, 1, "C5")]
    assert kota.execute("SELECT kode, pegawai_id, kompetensi_id, alasan FROM ditahan").fetchall() == [(*baru[3:], None)]


def test_the_corrected_sheet_clears_its_own_rows_and_no_others(kota: sqlite3.Connection) -> None:
    cacat = (P, 5, "C", "NILAI_NOL", 1, 1)
    tahan(kota, 2, cacat, (P, 6, "C", "NILAI_NOL", 2, 1), (LAIN, 5, "C", "NILAI_NOL", 1, 1))
    tahan(kota, 3, cacat, lembar="Lain")
    tahan(kota, 4, cacat, berkas="b.xlsx")
    sql.catat_ditahan(kota, 5, "a.xlsx", "N", [P], [(P, 6, "C", "NILAI_NOL", 2, 1)])
    assert belum(kota) == [("a.xlsx", "N", 2, 1, "C6"), ("a.xlsx", "Lain", 3, 1, "C5"), ("b.xlsx", "N", 4, 1, "C5")]
    assert belum(kota, LAIN) == [("a.xlsx", "N", 2, 1, "C5")]  # this time the sheet did not speak of 2024


def test_setting_aside_takes_the_unsettled_rows_of_one_run(kota: sqlite3.Connection) -> None:
    tahan(kota, 2, (P, 5, "C", "NILAI_NOL", 1, 1), (P, 6, "C", "NILAI_NOL", 2, 1), (LAIN, 7, "C", "NILAI_NOL", 3, 1))
    tahan(kota, 3, (P, 5, "C", "NILAI_NOL", 1, 1), berkas="b.xlsx")
    isi(kota, "nilai", "pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, jalankan_id", (2, 1, P, 1, 300, 4))
    assert sql.abaikan(kota, 9, "alasan") == 0
    assert sql.abaikan(kota, 2, "alasan") == 2
    assert (belum(kota), belum(kota, LAIN)) == ([("b.xlsx", "N", 3, 1, "C5")], [])
    assert sql.abaikan(kota, 2, "lain") == 0
    assert kota.execute("SELECT pegawai_id, alasan FROM ditahan WHERE berkas = 'a.xlsx' ORDER BY 1").fetchall() == [
        (1, "alasan"), (2, None), (3, "alasan")
    ]  # fmt: skip


# --- what else stands in the way, or should be known ------------------------------------------------------------------


def test_classes_that_end_in_the_period_and_are_not_finished(kota: sqlite3.Connection) -> None:
    kelas(kota, (1, "AWAL", "2024-12-30", "2025-01-01", "dibuka"), (2, "AKHIR", "2025-12-29", "2025-12-31", "dibuka"),
          (3, "DULU", "2024-12-30", "2024-12-31", "dibuka"), (4, "NANTI", "2025-12-31", "2026-01-01", "dibuka"),
          (5, "SELESAI", "2025-03-03", "2025-03-05", "selesai"),
          (6, "BATAL", "2025-03-03", "2025-03-05", "batal"))  # fmt: skip
    assert sql.kelas_belum_selesai(kota, "2025-01-01", "2025-12-31") == [
        ("AWAL", "2025-01-01"), ("AKHIR", "2025-12-31")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("henti", "penempatan", "kurang"),
    [
        ("", [], True),
        ("", [(None, None)], False),
        ("", [("2025-12-31", None)], False),
        ("", [(None, "2025-12-31")], False),
        ("", [(None, "2025-12-30")], True),
        ("", [("2020-01-01", "2025-06-30"), ("2026-02-01", None)], True),
        ("", [("2026-01-01", None)], False),  # began later: was not there yet
        (None, [], False),  # a leaver without a day is in no open period
        ("2025-12-31", [], False),
        ("2026-01-01", [], True),
    ],
)
def test_people_without_a_job_on_the_last_day(
    kon: sqlite3.Connection, henti: str | None, penempatan: list[tuple[str | None, str | None]], kurang: bool
) -> None:
    orang(kon, 1, "Sabai", henti)
    tempat(kon, *[(1, 1, 1, *hari) for hari in penempatan])
    assert sql.tanpa_penempatan(kon, "2025-12-31") == ([(nip(1), "Sabai")] if kurang else [])


def test_people_without_a_job_stand_by_name(kon: sqlite3.Connection) -> None:
    for nomor, nama in ((1, "Zaki"), (2, "Ambun"), (3, "Ambun")):
        orang(kon, nomor, nama)
    assert sql.tanpa_penempatan(kon, "2025-12-31") == [(nip(2), "Ambun"), (nip(3), "Ambun"), (nip(1), "Zaki")]


def test_jobs_without_standard_and_coverage(kota: sqlite3.Connection) -> None:
    tempat(kota, (1, 1, 1, None, None), (2, 3, 2, None, None), (3, 1, 2, None, None))
    assert sql.jabatan_tanpa_standar(kota, P) == [("LURAH", "Lurah", "Pengawas", 2), ("STAF", "Staf", None, 1)]
    isi(kota, "standar", "jabatan_id, kompetensi_id, ratus, mulai", (1, 1, 300, None), (1, 2, 300, "2025-12-31"),
        (2, 1, 300, "2026-01-01"))  # fmt: skip
    assert sql.jabatan_tanpa_standar(kota, P) == [("LURAH", "Lurah", "Pengawas", 2)]
    skor(kota, (1, 1, P, 1, 200, None))
    assert sql.cakupan(kota, P) == [("DINKES", "Dinas Kesehatan", 1, 2), ("PKM-A", "Puskesmas Kolok", 0, 0)]


# --- what is frozen ---------------------------------------------------------------------------------------------------


@pytest.fixture
def tutup(kota: sqlite3.Connection) -> sqlite3.Connection:
    """The period closed; then everything around it changes."""
    tempat(kota, (1, 1, 1, None, None), (2, 3, 1, None, None))
    isi(kota, "standar", "jabatan_id, kompetensi_id, ratus", (1, 1, 300), (1, 2, 300))
    skor(kota, (1, 1, P, 1, 200, None))
    penutupan.bekukan(kota, P, 5, '["satu"]')
    for perintah in (
        "UPDATE opd SET nama = 'X', induk_id = NULL", "UPDATE kompetensi SET nama = 'X', urutan = 100 - urutan",
        "UPDATE kebijakan SET nilai = '9'", "UPDATE instansi SET nama = 'X'",
        "INSERT INTO kompetensi (kode, nama, jenis, urutan) VALUES ('BARU', 'Baru', 'teknis', 500)",
    ):  # fmt: skip
        kota.execute(perintah)
    return kota


def test_the_frame_as_it_was(tutup: sqlite3.Connection) -> None:
    assert sql.jumlah(tutup, P) == (2, 4)
    assert sql.jumlah(tutup, LAIN) == (0, 0)
    assert sql.opd(tutup, P) == [(1, "DINKES", "Dinas Kesehatan"), (3, "PKM-A", "Puskesmas Kolok")]
    assert sorted(sql.bawahan(tutup, P, 1)) == [1, 3]
    assert sql.bawahan(tutup, P, 2) == [2]
    assert sql.kompetensi(tutup, P) == ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]
    assert sql.instansi(tutup, P) == "Pemerintah Kota Sawahlunto"
    assert sql.kebijakan(tutup, P)["masa_berlaku_nilai"][0] == "36"
    assert (sql.peringatan(tutup, P), sql.peringatan(tutup, LAIN)) == ('["satu"]', None)
    assert sql.kebijakan(tutup, LAIN) == {}


def test_reopenings_the_oldest_first(tutup: sqlite3.Connection) -> None:
    assert sql.buka_ulang(tutup, P) == []
    with pytest.raises(sqlite3.IntegrityError, match="periode tertutup"):
        sql.catat_buka_ulang(tutup, P, 6, "salah", "Datuak", "s1")
    penutupan.cairkan(tutup, P)
    sql.catat_buka_ulang(tutup, P, 6, "salah", "Datuak", "s1")
    sql.catat_buka_ulang(tutup, P, 7, "lagi", "Bundo", "s2")
    assert sql.buka_ulang(tutup, P) == [("w", "p", "salah", "Datuak", "s1", 6), ("w", "p", "lagi", "Bundo", "s2", 7)]
    assert sql.buka_ulang(tutup, LAIN) == []
