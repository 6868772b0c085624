"""Each rule of the trade, broken by SQL: its finding, its sentence, and a command that exists. And what keeps it."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.store import aturan
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, skor, tempat


@pytest.fixture
def kon(basis_induk: Path) -> Iterator[sqlite3.Connection]:
    """DINKES with PKM-A below it, DISDIK, two jobs, one person."""
    with closing(sqlite3.connect(":memory:")) as kon, closing(sqlite3.connect(basis_induk)) as asal:
        asal.backup(kon)
        isi(kon, "opd", "id, kode, nama, induk_id", (1, "DINKES", "Dinas Kesehatan", None),
            (2, "DISDIK", "Dinas Pendidikan", None), (3, "PKM-A", "Puskesmas Kolok", 1))  # fmt: skip
        isi(kon, "jabatan", "id, kode, nama", (1, "STAF", "Staf"), (2, "LURAH", "Lurah"))
        isi(kon, "periode", "id, kode, mulai, selesai", (1, "2025", "2025-01-01", "2025-12-31"))
        orang(kon, 1, "Sabai")
        yield kon


def temuan(kon: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return [(satu.kode, satu.pesan, satu.perintah) for satu in aturan.pelanggaran(kon)]


def test_a_sound_city_breaks_no_rule(kon: sqlite3.Connection) -> None:
    tempat(kon, (1, 1, 1, None, "2024-12-31"), (1, 2, 2, "2025-01-01", None))
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus, mulai, selesai", (1, 1, 300, None, "2024-12-31"),
        (1, 1, 400, "2025-01-01", None), (1, 2, 300, None, None), (2, 1, 300, None, None))  # fmt: skip
    skor(kon, (1, 1, 1, 1, 300, 20000))
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-05", "selesai"))
    peserta(kon, (1, 1, 1, 1, 1, None))
    isi(kon, "kehadiran", "peserta_id, tanggal, status", (1, "2025-03-03", "hadir"), (1, "2025-03-05", "izin"))
    assert temuan(kon) == []


# --- placements and standards: two on one day -------------------------------------------------------------------------

RENTANG = [
    ((None, None), (None, None), True),
    ((None, "2025-06-30"), ("2025-06-30", None), True),  # both days are inclusive
    ((None, "2025-06-30"), ("2025-07-01", None), False),
    (("2025-07-01", None), (None, "2025-06-30"), False),
    (("2025-01-01", None), ("2025-03-01", "2025-03-01"), True),
    (("2025-01-01", "2025-01-31"), (None, "2024-12-31"), False),
    (("2025-01-01", "2025-01-31"), (None, "2025-01-01"), True),
]


@pytest.mark.parametrize(("satu", "dua", "rusak"), [satu for satu in RENTANG if satu[0][0] != satu[1][0]])
def test_two_placements_on_one_day(
    kon: sqlite3.Connection, satu: tuple[str | None, str | None], dua: tuple[str | None, str | None], rusak: bool
) -> None:
    tempat(kon, (1, 1, 1, *satu), (1, 2, 1, *dua))
    harap = ("PENEMPATAN_TUMPANG_TINDIH", "Sabai tercatat di dua jabatan pada hari yang sama",
             f"asn pegawai lihat {nip(1)}")  # fmt: skip
    assert temuan(kon) == ([harap] if rusak else [])


@pytest.mark.parametrize(("satu", "dua", "rusak"), [satu for satu in RENTANG if satu[0][0] != satu[1][0]])
def test_two_levels_on_one_day(
    kon: sqlite3.Connection, satu: tuple[str | None, str | None], dua: tuple[str | None, str | None], rusak: bool
) -> None:
    kolom = "jabatan_id, kompetensi_id, ratus, mulai, selesai"
    isi(kon, "standar", kolom, (2, 3, 300, *satu), (2, 3, 400, *dua), (1, 3, 300, *satu), (2, 4, 300, *dua))
    harap = ("STANDAR_TUMPANG_TINDIH", "standar LURAH KOM punya dua level pada hari yang sama",
             "asn standar daftar --jabatan LURAH")  # fmt: skip
    assert temuan(kon) == ([harap] if rusak else [])


def test_three_at_once_are_one_finding_a_person(kon: sqlite3.Connection) -> None:
    orang(kon, 2, "Mangkutak")
    tempat(kon, *[(orang_ke, 1, 1, mulai, None) for orang_ke in (1, 2) for mulai in (None, "2025-01-01", "2025-02-01")])
    assert [satu[2] for satu in temuan(kon)] == [f"asn pegawai lihat {nip(1)}", f"asn pegawai lihat {nip(2)}"]


@pytest.mark.parametrize(("mulai", "rusak"), [("2010-01-01", True), ("2030-01-01", True)])
def test_two_values_of_a_policy_on_one_day(kon: sqlite3.Connection, mulai: str, rusak: bool) -> None:
    isi(kon, "kebijakan", "kunci, mulai, nilai, dasar, keterangan", ("masa_berlaku_nilai", mulai, "12", "d", "k"))
    harap = ("KEBIJAKAN_TUMPANG_TINDIH", "kebijakan masa_berlaku_nilai punya dua nilai pada hari yang sama",
             "asn riwayat --tabel kebijakan")  # fmt: skip
    assert temuan(kon) == ([harap] if rusak else [])


def test_a_policy_that_follows_another_is_sound(kon: sqlite3.Connection) -> None:
    kon.execute("UPDATE kebijakan SET selesai = '2029-12-31' WHERE kunci = 'masa_berlaku_nilai'")
    isi(
        kon, "kebijakan", "kunci, mulai, nilai, dasar, keterangan", ("masa_berlaku_nilai", "2030-01-01", "12", "d", "k")
    )
    assert temuan(kon) == []


# --- the tree of units ------------------------------------------------------------------------------------------------


def test_units_below_themselves(kon: sqlite3.Connection) -> None:
    kon.execute("UPDATE opd SET induk_id = 3 WHERE id = 1")  # DINKES below PKM-A below DINKES
    isi(kon, "opd", "id, kode, nama, induk_id", (4, "PUSTU", "Pustu", 3))  # below the ring, not in it
    assert temuan(kon) == [
        ("OPD_MELINGKAR", f"unit {kode} berada di bawah dirinya sendiri", f"asn opd ubah {kode} --induk INDUK")
        for kode in ("DINKES", "PKM-A")
    ]


# --- where scores stand in their file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("kolom", "isinya", "rusak"), [
    ("baris", "[2,3]", False), ("baris", "[2]", True), ("kompetensi", "[]", True), ("periode", "[1,1,1]", True),
    ("sumber", "[1,1", True), ("baris", "", True),
])  # fmt: skip
def test_places_that_do_not_fit_each_other(kon: sqlite3.Connection, kolom: str, isinya: str, rusak: bool) -> None:
    (jalankan,) = kon.execute("SELECT max(id) FROM jalankan").fetchone()
    isi(kon, "asal_lembar", "jalankan_id, lembar, nama", (jalankan, 1, "L"))
    isi(kon, "asal_letak", "jalankan_id, lembar, pegawai_id, kompetensi, periode, sumber, baris",
        (jalankan, 1, 1, "[1,2]", "[1,1]", "[1,1]", "[2,3]"))  # fmt: skip
    kon.execute(f"UPDATE asal_letak SET {kolom} = ?", (isinya,))
    harap = f"letak nilai di berkas jalankan {jalankan} diubah di luar program ini"
    assert [satu[:2] for satu in temuan(kon)] == [("LETAK_NILAI_BERUBAH", harap)] * rusak


# --- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("henti", "hari", "rusak"),
    [("2025-06-01", 20240, True), ("2025-06-01", 20239, False), ("2025-06-01", None, False), (None, 20240, False),
     ("", 20240, False)],
)  # fmt: skip
def test_scores_dated_after_leaving(kon: sqlite3.Connection, henti: str | None, hari: int | None, rusak: bool) -> None:
    orang(kon, 2, "Mangkutak", henti)
    skor(kon, (2, 1, 1, 1, 300, hari), (2, 2, 1, 1, 300, hari))
    harap = ("NILAI_SESUDAH_HENTI", f"Mangkutak: 2 nilai bertanggal sesudah berhenti ({henti})",
             f"asn nilai daftar --nip {nip(2)}")  # fmt: skip
    assert temuan(kon) == ([harap] if rusak else [])


@pytest.mark.parametrize(
    ("hari", "rusak"), [("2025-03-02", True), ("2025-03-03", False), ("2025-03-05", False), ("2025-03-06", True)]
)
def test_attendance_outside_the_days_of_the_class(kon: sqlite3.Connection, hari: str, rusak: bool) -> None:
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-05", "dibuka"))
    peserta(kon, (1, 1, 1, 1, 1, None))
    isi(kon, "kehadiran", "peserta_id, tanggal, status", (1, hari, "hadir"))
    harap = ("HADIR_DI_LUAR_KELAS", "kelas K1: 1 kehadiran di luar hari kelas", "asn kelas lihat K1")
    assert temuan(kon) == ([harap] if rusak else [])


@pytest.mark.parametrize(("hari", "rusak"), [("2025-03-03", False), ("2025-03-04", True), ("2025-03-05", False)])
def test_attendance_on_a_day_the_class_does_not_meet(kon: sqlite3.Connection, hari: str, rusak: bool) -> None:
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-05", "dibuka"))
    isi(kon, "kelas_hari", "kelas_id, tanggal", (1, "2025-03-03"), (1, "2025-03-05"))
    peserta(kon, (1, 1, 1, 1, 1, None))
    isi(kon, "kehadiran", "peserta_id, tanggal, status", (1, hari, "hadir"))
    assert [satu[0] for satu in temuan(kon)] == ["HADIR_DI_LUAR_KELAS"] * rusak


@pytest.mark.parametrize(
    ("lain", "hari", "status", "rusak"),
    [
        ("dibuka", "2025-03-04", "hadir", True),
        ("selesai", "2025-03-04", "hadir", True),
        ("batal", "2025-03-04", "hadir", False),
        ("dibuka", "2025-03-05", "hadir", False),
        ("dibuka", "2025-03-04", "izin", False),
    ],
)
def test_present_in_two_classes_on_one_day_is_a_warning(
    kon: sqlite3.Connection, lain: str, hari: str, status: str, rusak: bool
) -> None:
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-05", "selesai"), (2, "K2", "2025-03-04", "2025-03-05", lain))
    peserta(kon, (1, 1, 1, 1, 1, None), (2, 2, 1, 1, 1, None))
    isi(kon, "kehadiran", "peserta_id, tanggal, status", (1, "2025-03-04", "hadir"), (2, hari, status))
    semua = list(aturan.pelanggaran(kon))
    assert [(satu.tingkat, satu.kode) for satu in semua] == [("peringatan", "HADIR_DUA_KELAS")] * rusak
    assert [satu.pesan for satu in semua] == ["Sabai hadir di dua kelas pada 2025-03-04: K1 dan K2"] * rusak


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE sumber SET kode = 'x' WHERE id = 2",
        "DELETE FROM sumber WHERE id = 6",
        "INSERT INTO sumber VALUES (7, 'x')",
    ],
)
def test_the_sources_of_scores_are_those_of_every_file(kon: sqlite3.Connection, perintah: str) -> None:
    for saat in ("tambah", "ubah", "hapus"):
        kon.execute(f"DROP TRIGGER jaga_sumber_{saat}")
    assert temuan(kon) == []
    kon.execute(perintah)
    assert [satu[0] for satu in temuan(kon)] == ["SUMBER_BERUBAH"]


def test_the_computed_day_of_a_period(kon: sqlite3.Connection) -> None:
    kon.execute("PRAGMA writable_schema = ON")
    (teks,) = kon.execute("SELECT sql FROM sqlite_schema WHERE name = 'periode'").fetchone()
    biasa = teks[: teks.index(" GENERATED")] + teks[teks.index(" STORED") + 7 :]
    kon.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'periode'", (biasa,))
    kon.execute("PRAGMA writable_schema = RESET")
    kon.execute("UPDATE periode SET hari = 1 WHERE kode = '2025'")
    assert [satu[0] for satu in temuan(kon)] == ["HARI_PERIODE_BERUBAH"]


# --- the commands -----------------------------------------------------------------------------------------------------


def test_every_rule_was_broken_above_and_names_a_command_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    teks = Path(__file__).read_text(encoding="utf-8")
    assert [kode for kode in aturan._ATURAN if teks.count(f'"{kode}"') == 0] == []
    perintah = {
        "pegawai lihat", "standar daftar --jabatan", "riwayat --tabel", "opd ubah --induk", "nilai daftar --nip",
        "kelas lihat", "periode lihat",
    }  # fmt: skip
    for kata in map(shlex.split, perintah):
        benda = [satu for satu in kata if not satu.startswith("-")]
        assert jalankan([*benda, "-h"]) == 0
        bantuan = capsys.readouterr().out
        assert all(satu in bantuan for satu in kata if satu not in benda), kata


def test_sentences_hold_no_nip(kon: sqlite3.Connection) -> None:
    tempat(kon, (1, 1, 1, None, None), (1, 2, 1, "2025-01-01", None))
    assert all(nip(1) not in pesan for _, pesan, _ in temuan(kon))
