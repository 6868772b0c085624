"""Queries of collaboration: what is read, in which order, and that nothing missing is counted."""

from __future__ import annotations

import sqlite3

from asn_kompetensi.store.queries import kolaborasi as sql
from asn_kompetensi.store.queries.gap import Saringan
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, skor, tempat


def test_pairs_are_the_assessed_ones_by_agency_and_name(kon: sqlite3.Connection) -> None:
    for nomor, nama in enumerate(("Reno Nilam", "Sabai Aluih", "Mangkutak"), start=1):
        orang(kon, nomor, nama)
    tempat(kon, (1, 2, 1, None, None), (2, 1, 1, None, None), (3, 2, 2, None, None))
    isi(kon, "standar", "jabatan_id, kompetensi_id, ratus, tingkat", (1, 1, 300, "mutlak"), (1, 2, 200, None))
    skor(kon, (1, 2, 1, 1, 250, None), (1, 1, 1, 2, 300, None), (1, 1, 1, 3, 250, None), (2, 1, 1, 1, 100, None),
         (3, 1, 1, 1, 500, None))  # fmt: skip
    baris = list(sql.pasangan(kon, Saringan(1)))
    assert [(b.opd, b.nip, b.kompetensi, b.tingkat, b.standar, b.capaian) for b in baris] == [
        ("DINKES", nip(2), "INT", "mutlak", 18000, 6000),  # KS of the same person is not assessed: no row
        ("DISDIK", nip(1), "INT", "mutlak", 18000, 16500), ("DISDIK", nip(1), "KS", None, 12000, 15000),
    ]  # fmt: skip
    assert [b.nip for b in sql.pasangan(kon, Saringan(1, [1]))] == [nip(2)]


def test_targets_and_costs(kon: sqlite3.Connection) -> None:
    kelas(kon, (1, "K1", "2025-01-01", "2025-01-02", "selesai"), (2, "K2", "2025-01-01", "2025-01-02", "selesai"),
          (3, "K3", "2025-01-01", "2025-01-02", "selesai"), (4, "K4", "2025-01-01", "2025-01-02", "batal"))  # fmt: skip
    assert sql.biaya_kelas(kon) == {}, "finished, but nobody wrote down what it cost"
    kon.execute("UPDATE kelas SET biaya = (id - 1) * 7 WHERE id <> 3")
    assert sql.biaya_kelas(kon) == {1: (7, 2)}, "a free class counts, one without a cost and a cancelled one do not"
    isi(kon, "pelatihan", "id, kode, nama, bentuk_id", (2, "A2", "Bimtek Dua", 8))
    isi(kon, "pelatihan_sasaran", "pelatihan_id, kompetensi_id, ratus", (1, 3, 300), (1, 1, 250), (2, 2, 400))
    assert sql.sasaran(kon) == [
        (2, "A2", "Bimtek Dua", 2, 400), (1, "P1", "Bimtek", 1, 250), (1, "P1", "Bimtek", 3, 300),
    ]  # fmt: skip


def test_seats_of_finished_classes_in_some_days(kon: sqlite3.Connection) -> None:
    kelas(kon, (1, "K1", "2024-12-30", "2025-01-01", "selesai"), (2, "K2", "2025-12-31", "2026-01-01", "selesai"),
          (3, "K3", "2025-03-03", "2025-03-03", "dibuka"),
          (4, "K4", "2025-12-31", "2025-12-31", "selesai"))  # fmt: skip
    isi(kon, "kelas_rincian", "kelas_id, tuan_rumah_id", (4, 2))
    kon.execute("UPDATE pelatihan SET penyelenggara = 'BKPSDM'")
    for nomor in range(1, 6):
        orang(kon, nomor, f"Orang {nomor}")
    peserta(kon, (1, 1, 1, 1, 1, 1600), (2, 1, 2, 2, 1, 0), (3, 1, 3, 3, None, None), (4, 1, 4, 4, 2, 800),
            (5, 2, 1, 5, 1, 1600), (6, 4, 1, 1, 3, None))  # fmt: skip
    kon.execute("UPDATE peserta SET jawaban = 'menunda' WHERE id = 4")
    kon.execute("UPDATE peserta SET jawaban = 'bersedia' WHERE id = 2")
    hari = ("2025-01-01", "2025-12-31")
    assert sql.kelas_selesai(kon, *hari) == [(1, "K1", None, "BKPSDM"), (4, "K4", 2, "BKPSDM")]
    assert sql.kursi(kon, *hari) == [(1, None, 1, None), (1, 1, 2, 1600), (4, 3, 1, None)]
    assert sql.nama_opd(kon)[3] == ("PKM-A", "Puskesmas Kolok")
