"""The schema: strict types, CHECKs that refuse, foreign keys, and SQLModel's classes as its exact mirror."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, create_engine

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store import door, tables
from tests.store.alat import NIP, NIP_DUA, buka

WITHOUT_ROWID = {
    "jenjang", "golongan", "kebijakan", "opd_alias", "jabatan_alias", "kompetensi_alias", "nilai", "pelatihan_sasaran",
    "kelas_opd", "kehadiran", "catatan", "catatan_pribadi", "rantai", "ditahan", "beku_opd", "beku_jabatan",
    "beku_kompetensi", "beku_kebijakan", "beku_orang", "beku_gap", "kelas_hari", "kehadiran_alasan",
    "asal_lembar", "asal_kolom", "nilai_penilai", "beku_penyebut", "tanggapan_butir", "skm_jawaban",
    "rencana_sasaran", "rekam", "gabungan_periode", "gabungan_kompetensi", "gabungan_kebijakan",
}  # fmt: skip


@pytest.fixture
def kon(basis: Path) -> Iterator[sqlite3.Connection]:
    """A writing connection with one of everything; rolled back at the end."""
    with buka(basis, kering=True) as d:
        d.kon.execute("INSERT INTO opd (id, kode, nama) VALUES (1, 'DINKES', 'Dinas Kesehatan')")
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'STAF', 'Staf')")
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (1, '2025', '2025-01-01', '2025-12-31')")
        d.kon.execute(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (1, ?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')""",
            (NIP,),
        )
        d.kon.execute("INSERT INTO penempatan (id, pegawai_id, opd_id, jabatan_id, mulai) VALUES (1, 1, 1, 1, NULL)")
        d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id) VALUES (1, 'KOM-01', 'Komunikasi', 8)")
        d.kon.execute(
            "INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai) VALUES (1, 'K', 1, '2025-03-03', '2025-03-05')"
        )
        d.kon.execute("INSERT INTO peserta (id, kelas_id, nomor, pegawai_id) VALUES (1, 1, 1, 1)")
        d.kon.execute("INSERT INTO standar (id, jabatan_id, kompetensi_id, ratus) VALUES (1, 1, 1, 300)")
        d.kon.execute("INSERT INTO nilai VALUES (1, 1, 1, 1, 300, NULL, ?, NULL)", (d.jalankan,))
        yield d.kon


def test_every_table_is_strict(basis: Path) -> None:
    with door.baca(basis) as d:
        daftar = d.kon.execute(
            "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
    ada = {nama: (strict, wr) for nama, strict, wr in daftar if not nama.startswith("sqlite_")}
    assert len(ada) > 20
    assert [nama for nama, (strict, _) in ada.items() if not strict] == []
    assert {nama for nama, (_, wr) in ada.items() if wr} == WITHOUT_ROWID


# (table, columns that spoil an otherwise good row): each must be refused
_ORANG = {
    "nip": NIP_DUA,
    "nama": "Mangkutak",
    "jenis_kelamin": "L",
    "tanggal_lahir": "1979-11-05",
    "jenis_pegawai": "PNS",
}
_KELAS = {"kode": "L", "pelatihan_id": 1, "mulai": "2025-03-03", "selesai": "2025-03-05"}
_NILAI = {"pegawai_id": 1, "kompetensi_id": 2, "periode_id": 1, "sumber_id": 1, "ratus": 300, "jalankan_id": 1}
_STANDAR = {"jabatan_id": 1, "kompetensi_id": 2, "ratus": 300}
_TEMPAT = {"pegawai_id": 1, "opd_id": 1, "jabatan_id": 1, "mulai": "2025-01-01"}
_PERIODE = {"kode": "2026", "mulai": "2026-01-01", "selesai": "2026-12-31"}
_PESERTA = {"kelas_id": 1, "nomor": 2, "pegawai_id": 1}
_OPD = {"kode": "DISDIK", "nama": "Dinas Pendidikan"}
_KOMP = {"kode": "T1", "nama": "Teknis", "jenis": "teknis", "urutan": 10}
_BIJAK = {"kunci": "a", "mulai": "2025-01-01", "nilai": "1", "dasar": "x", "keterangan": "x"}
_HADIR = {"peserta_id": 1, "tanggal": "2025-03-03", "status": "hadir"}
_TANGGAP = {"kelas_id": 1, "jenis": "perilaku", "nomor": 1, "penilai": "atasan", "peserta_id": 1}
BAIK: dict[str, dict[str, Any]] = {
    "pegawai": _ORANG, "kelas": _KELAS, "nilai": _NILAI, "standar": _STANDAR, "penempatan": _TEMPAT,
    "periode": _PERIODE, "opd": _OPD, "kompetensi": _KOMP, "kebijakan": _BIJAK, "kehadiran": _HADIR,
    "tanggapan": _TANGGAP,
}  # fmt: skip
BURUK: list[tuple[str, dict[str, Any]]] = [
    ("pegawai", {"nip": NIP}),
    ("pegawai", {"nip": NIP_DUA[:-1]}),
    ("pegawai", {"nip": "19791105200501190X"}),
    ("pegawai", {"nip": "１97911052005011902"}),
    ("pegawai", {"nama": ""}),
    ("pegawai", {"nama": "x" * 201}),
    ("pegawai", {"nama": None}),
    ("pegawai", {"jenis_kelamin": "W"}),
    ("pegawai", {"tanggal_lahir": "1979-02-30"}),
    ("pegawai", {"tanggal_lahir": "05-11-1979"}),
    ("pegawai", {"tanggal_lahir": "1979-11-05 00:00:00"}),
    ("pegawai", {"jenis_pegawai": "CPNS"}),
    ("pegawai", {"golongan": "V/a"}),
    ("pegawai", {"status": "pensiun"}),
    ("pegawai", {"henti_tanggal": "2025-01-01"}),
    ("pegawai", {"henti_alasan": "pensiun"}),
    ("nilai", {"ratus": 0}),
    ("nilai", {"ratus": 501}),
    ("nilai", {"ratus": -1}),
    ("nilai", {"ratus": 2.5}),
    ("nilai", {"ratus": "tiga"}),
    ("nilai", {"ratus": None}),
    ("nilai", {"hari": 70_000}),
    ("nilai", {"hari": -1}),
    ("nilai", {"hari": "2025-01-01"}),
    ("nilai", {"sumber_id": 7}),
    ("nilai", {"pegawai_id": 99}),
    ("nilai", {"periode_id": 99}),
    ("nilai", {"kompetensi_id": 99}),
    ("nilai", {"jalankan_id": 99}),
    ("nilai", {"kompetensi_id": 1}),
    ("nilai", {"bukti": ""}),
    ("standar", {"ratus": 0}),
    ("standar", {"ratus": 501}),
    ("standar", {"kompetensi_id": 1}),
    ("standar", {"jabatan_id": 99}),
    ("standar", {"tingkat": "wajib"}),
    ("standar", {"mulai": "2025-01-01", "selesai": "2024-12-31"}),
    ("penempatan", {"mulai": None}),
    ("penempatan", {"opd_id": 99}),
    ("penempatan", {"selesai": "2024-12-31"}),
    ("penempatan", {"mulai": "2025-1-1"}),
    ("periode", {"selesai": "2025-12-31"}),
    ("periode", {"kode": "2025"}),
    ("periode", {"kode": ""}),
    ("periode", {"status": "buka"}),
    ("periode", {"id": 4096}),
    ("opd", {"kode": "dinkes"}),
    ("opd", {"kode": "x" * 41}),
    ("opd", {"induk_id": 99}),
    ("opd", {"id": 5, "induk_id": 5}),
    ("opd", {"id": 5, "digabung_ke_id": 5}),
    ("opd", {"kepala_nip": "123"}),
    ("kompetensi", {"jenis": "umum"}),
    ("kompetensi", {"urutan": 9}),
    ("kompetensi", {"urutan": 0}),
    ("kompetensi", {"kode": "int"}),
    ("kebijakan", {"selesai": "2024-12-31"}),
    ("kebijakan", {"kunci": "masa_berlaku_nilai", "mulai": "2000-01-01"}),
    ("kelas", {"kode": "k"}),
    ("kelas", {"selesai": "2025-03-02"}),
    ("kelas", {"kuota": 0}),
    ("kelas", {"biaya": -1}),
    ("kelas", {"nilai_maks": 0}),
    ("kelas", {"terbuka": 2}),
    ("kehadiran", {"status": "bolos"}),
    ("kehadiran", {"tanggal": "2025-03-32"}),
    ("tanggapan", {"peserta_id": None}),
    ("tanggapan", {"peserta_id": 99}),
    ("tanggapan", {"penilai": "peserta"}),
    ("tanggapan", {"jenis": "reaksi", "penilai": "peserta"}),
]


def _isi(kon: sqlite3.Connection, tabel: str, baris: dict[str, Any]) -> None:
    tanda = ", ".join("?" * len(baris))
    kon.execute(f"INSERT INTO {tabel} ({', '.join(baris)}) VALUES ({tanda})", tuple(baris.values()))


@pytest.mark.parametrize("tabel", BAIK)
def test_a_good_row_passes(kon: sqlite3.Connection, tabel: str) -> None:
    _isi(kon, tabel, BAIK[tabel])


@pytest.mark.parametrize(("tabel", "salah"), BURUK)
def test_a_bad_row_is_refused(kon: sqlite3.Connection, tabel: str, salah: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        _isi(kon, tabel, {**BAIK[tabel], **salah})


@pytest.mark.parametrize(
    ("tabel", "kunci"),
    [("opd", "id = 1"), ("jabatan", "id = 1"), ("kompetensi", "id = 1"), ("pegawai", "id = 1"), ("periode", "id = 1"),
     ("pelatihan", "id = 1"), ("kelas", "id = 1"), ("bentuk", "id = 8")],
)  # fmt: skip
def test_what_is_used_cannot_be_deleted(kon: sqlite3.Connection, tabel: str, kunci: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        kon.execute(f"DELETE FROM {tabel} WHERE {kunci}")


def test_the_last_day_of_a_period_is_counted_by_sqlite(kon: sqlite3.Connection) -> None:
    assert kon.execute("SELECT hari FROM periode").fetchall() == [(20453,)]
    kon.execute("UPDATE periode SET selesai = '2025-12-30'")
    assert kon.execute("SELECT hari FROM periode").fetchall() == [(20452,)]


# --- SQLModel's classes are the schema's mirror ---------------------------------------------------------------------

KELAS_TABEL = sorted(SQLModel.metadata.tables)


def _bentuk(kon: sqlite3.Connection, tabel: str) -> tuple[Any, ...]:
    kolom = sorted(
        (nama, jenis, notnull, pk, hidden)
        for _, nama, jenis, notnull, _, pk, hidden in kon.execute(f"PRAGMA table_xinfo({tabel})")
    )
    rujuk = sorted(baris[2:5] for baris in kon.execute(f"PRAGMA foreign_key_list({tabel})"))
    return kolom, rujuk


@pytest.fixture(scope="module")
def cermin() -> sqlite3.Connection:
    """A database as SQLModel's own metadata would make it."""
    kon = sqlite3.connect(":memory:")
    mesin = create_engine("sqlite://", creator=lambda: kon)
    SQLModel.metadata.create_all(mesin)
    return kon


# SQLModel has no say in these: reference tables which the classes need not know.
_TANPA_KELAS = {("pelatihan", "bentuk"), ("jabatan", "jenjang"), ("pegawai", "golongan")}


@pytest.mark.parametrize("tabel", KELAS_TABEL)
def test_a_class_equals_its_table(basis: Path, cermin: sqlite3.Connection, tabel: str) -> None:
    with door.baca(basis) as d:
        kolom, rujuk = _bentuk(d.kon, tabel)
    kolom_kelas, rujuk_kelas = _bentuk(cermin, tabel)
    # An INTEGER PRIMARY KEY is never NULL, but only the class says NOT NULL.
    bersih = [(n, j, 1 if pk else notnull, pk, h) for n, j, notnull, pk, h in kolom]
    assert bersih == kolom_kelas
    assert [satu for satu in rujuk if (tabel, satu[0]) not in _TANPA_KELAS] == rujuk_kelas


def test_there_is_a_class_for_every_record_the_commands_write() -> None:
    assert KELAS_TABEL == [
        "jabatan", "jalankan", "kelas", "kompetensi", "opd", "pegawai", "pelatihan", "penempatan", "periode", "peserta",
        "standar",
    ]  # fmt: skip


def test_a_record_comes_back_as_it_went_in(basis: Path) -> None:
    from datetime import date

    with buka(basis) as d:
        d.sesi.add(tables.Periode(kode="2025", mulai=date(2025, 1, 1), selesai=date(2025, 12, 31)))
    with buka(basis, kering=True) as d:
        satu = d.sesi.get_one(tables.Periode, 1)
        assert (satu.mulai, satu.selesai, satu.status, satu.hari) == (
            date(2025, 1, 1),
            date(2025, 12, 31),
            "terbuka",
            20453,
        )
        assert d.kon.execute("SELECT typeof(mulai), mulai FROM periode").fetchone() == ("text", "2025-01-01")


def test_a_class_without_validation_is_still_checked_by_the_table(basis: Path) -> None:
    with pytest.raises(GalatASN) as galat, buka(basis) as d:
        d.sesi.add(tables.Kompetensi(kode="X", nama="X", jenis="ngawur", urutan=10))
    assert galat.value.kode == 3


# --- the hot table --------------------------------------------------------------------------------------------------


def test_a_score_takes_at_most_24_bytes(basis: Path) -> None:
    orang, periode = 1500, 4
    with buka(basis) as d:
        d.kon.executemany(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, 'x', 'P', '1984-03-12', 'PNS')""",
            ((n, str(198403122006040000 + n)) for n in range(1, orang + 1)),
        )
        d.kon.executemany(
            "INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, ?, ?)",
            ((n, str(2020 + n), f"{2020 + n}-01-01", f"{2020 + n}-12-31") for n in range(1, periode + 1)),
        )
    sebelum = basis.stat().st_size
    kunci = [(g, k, p) for g in range(1, orang + 1) for k in range(1, 10) for p in range(1, periode + 1)]
    with closing(sqlite3.connect(basis)) as kon, kon:  # not through the door: the trail has its own size
        kon.executemany("INSERT INTO nilai VALUES (?, ?, ?, 1, 300, 20000, 1, NULL)", kunci)
    assert (basis.stat().st_size - sebelum) / len(kunci) <= 24
