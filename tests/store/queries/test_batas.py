"""What the schema itself refuses in the tables of training, scores and the trail, whoever writes."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.store.queries.isi import isi, kelas, orang, peserta, skor

Kon = sqlite3.Connection
BAIK: dict[str, dict[str, Any]] = {
    "instansi": {"id": 1, "nama": "Kota", "dibuat": "2025-01-01"},
    "jalankan": {"waktu": "2025-01-01T00:00:00", "petugas": "siti", "perintah": "uji", "sha256": "0" * 64},
    "jabatan": {"kode": "GURU", "nama": "Guru", "jenjang": "Ahli Muda", "urusan": "Pendidikan"},
    "jabatan_alias": {"kunci": "lurah", "jabatan_id": 1, "ejaan": "Lurah"},
    "opd": {"kode": "BKPSDM", "nama": "Badan", "mulai": "2025-01-01", "selesai": "2025-01-01"},
    "pelatihan": {"kode": "P2", "nama": "Seminar", "bentuk_id": 3, "jp": 5000},
    "pelatihan_sasaran": {"pelatihan_id": 1, "kompetensi_id": 2, "ratus": 500},
    "kelas": {"kode": "L", "pelatihan_id": 1, "mulai": "2024-02-29", "selesai": "2024-02-29", "biaya": 0},
    "kelas_opd": {"kelas_id": 1, "opd_id": 2},
    "peserta": {"kelas_id": 1, "nomor": 2, "pegawai_id": 2, "jawaban": "menunda", "alasan": "tugas", "lulus": 0},
    "kehadiran": {"peserta_id": 1, "tanggal": "2025-03-04", "status": "dinas"},
    "nilai": {"pegawai_id": 1, "kompetensi_id": 1, "periode_id": 1, "sumber_id": 2, "ratus": 1, "hari": 0,
              "jalankan_id": 1},
    "standar": {"jabatan_id": 1, "kompetensi_id": 1, "ratus": 1, "mulai": "2025-01-01", "selesai": "2025-01-01"},
    "kompetensi": {"kode": "T", "nama": "T", "jenis": "teknis", "urutan": 10},
    "catatan": {"jalankan_id": 1, "tabel": "opd", "kunci": "uji"},
    "rantai": {"jalankan_id": 1, "tabel": "uji", "banyak": 0, "sidik": "0" * 64},
}  # fmt: skip
# table -> the changes that spoil its good row, each on its own
BURUK: dict[str, list[dict[str, Any]]] = {
    "instansi": [{"id": 2}, {"nama": ""}, {"nama": "x" * 201}, {"dibuat": None}],
    "jalankan": [{"petugas": ""}, {"sha256": "0" * 63}, {"waktu": None}, {"perintah": None}],
    "jabatan": [{"kode": "staf"}, {"kode": ""}, {"kode": "x" * 61}, {"jenjang": "Ahli"}, {"urusan": ""},
                {"nama": None}],
    "jabatan_alias": [{"jabatan_id": 9}, {"ejaan": ""}, {"kunci": "staf"}, {"mulai": "2025-02-29"}],
    "opd": [{"selesai": "2024-12-31"}, {"singkatan": ""}, {"digabung_ke_id": 9}, {"kepala_nip": "x" * 18},
            {"mulai": "20250101"}],
    "pelatihan": [{"kode": "p1"}, {"bentuk_id": 26}, {"bentuk_id": None}, {"jp": 0}, {"jp": 5001}, {"jp": 1.5},
                  {"penyelenggara": ""}],
    "pelatihan_sasaran": [{"kompetensi_id": 1}, {"pelatihan_id": 9}, {"kompetensi_id": 99}, {"ratus": 0},
                          {"ratus": 501}],
    "kelas": [{"mulai": "2025-02-29", "selesai": "2025-03-01"}, {"status": "buka"}, {"luar_negeri": 2},
              {"pelatihan_id": 9}, {"alasan_batal": ""}, {"tempat": ""}, {"kode": "k"}],
    "kelas_opd": [{"opd_id": 1}, {"opd_id": 9}, {"kelas_id": 9}],
    "peserta": [{"pegawai_id": 1}, {"nomor": 1}, {"nomor": 0}, {"jawaban": "ya"}, {"alasan": ""}, {"pre": -1},
                {"post": -1}, {"lulus": 2}, {"jp_diakui": -1}, {"opd_id": 9}, {"pegawai_id": 9}, {"kelas_id": 9},
                {"berlaku_sampai": "2025-13-01"}, {"sertifikat": ""}],
    "kehadiran": [{"tanggal": "2025-03-03"}, {"peserta_id": 9}, {"status": None}, {"tanggal": "3-3-2025"}],
    "nilai": [{"sumber_id": 1}, {"hari": 65536}, {"bukti": "x" * 2001}, {"jalankan_id": None}],
    "standar": [{"mulai": "2024-01-01", "selesai": "2024-01-01"}, {"mulai": None, "selesai": "2025-02-30"},
                {"dasar": ""}, {"ratus": 2.5}],
    "kompetensi": [{"urutan": 9}, {"definisi": ""}, {"definisi": "x" * 2001}, {"nama": ""}, {"kode": "Int"}],
    "catatan": [{"jalankan_id": 99}, {"kunci": None}],
    "rantai": [{"banyak": -1}, {"sidik": "0" * 65}, {"jalankan_id": 99}],
}  # fmt: skip


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """One row in every table that the bad rows could collide with."""
    kon.execute("DELETE FROM instansi")
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Zaki")
    kelas(kon, (1, "K", "2025-03-03", "2025-03-05", "dibuka"))
    peserta(kon, (1, 1, 1, 1, 1, None))
    isi(kon, "jabatan_alias", "kunci, jabatan_id, ejaan", ("staf", 1, "Staf"))
    isi(kon, "pelatihan_sasaran", "pelatihan_id, kompetensi_id, ratus", (1, 1, 300))
    isi(kon, "kelas_opd", "kelas_id, opd_id", (1, 1))
    isi(kon, "kehadiran", "peserta_id, tanggal, status", (1, "2025-03-03", "hadir"))
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus, mulai", (1, 1, 300, "2024-01-01"))
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus", (1, 1, 300))
    skor(kon, (1, 1, 1, 1, 300, None))
    return kon


def _coba(kon: Kon, tabel: str, baris: dict[str, Any]) -> None:
    isi(kon, tabel, ", ".join(baris), tuple(baris.values()))


@pytest.mark.parametrize("tabel", BAIK)
def test_the_good_row_at_the_edge_passes(kota: Kon, tabel: str) -> None:
    _coba(kota, tabel, BAIK[tabel])


@pytest.mark.parametrize(("tabel", "salah"), [(tabel, satu) for tabel, semua in BURUK.items() for satu in semua])
def test_a_row_spoiled_in_one_place_is_refused(kota: Kon, tabel: str, salah: dict[str, Any]) -> None:
    sebelum = kota.execute(f"SELECT * FROM {tabel}").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        _coba(kota, tabel, {**BAIK[tabel], **salah})
    assert kota.execute(f"SELECT * FROM {tabel}").fetchall() == sebelum


def test_an_open_start_counts_as_one_start(kota: Kon) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        isi(kota, "standar", "jabatan_id, kompetensi_id, ratus, selesai", (1, 1, 200, "2020-01-01"))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        isi(kota, "penempatan", "pegawai_id, opd_id, jabatan_id", (1, 1, 1), (1, 2, 2))


@pytest.mark.parametrize("tabel", ["peserta", "kelas", "pelatihan", "pegawai", "opd", "jabatan", "jalankan"])
def test_what_training_points_at_cannot_go(kota: Kon, tabel: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        kota.execute(f"DELETE FROM {tabel} WHERE id = 1")
