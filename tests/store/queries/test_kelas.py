"""Classes: who may come, which units are invited, attendance, and the most urgent first."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, tempat

Kon = sqlite3.Connection


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """Classes A and B of one day, C earlier; person 1 moves on 2025-03-03, person 2 leaves that day."""
    orang(kon, 1, "Sabai")
    orang(kon, 2, "O'Neil", henti="2025-03-03")
    orang(kon, 3, "Tanpa Tanggal", henti=None)
    tempat(kon, (1, 2, 1, None, "2025-03-02"), (1, 1, 1, "2025-03-03", None), (2, 2, 1, None, None))
    kelas(kon, (1, "B", "2025-03-03", "2025-03-05", "dibuka"), (2, "A", "2025-03-03", "2025-03-03", "selesai"),
          (3, "C", "2025-01-01", "2025-01-01", "batal"))  # fmt: skip
    return kon


def test_daftar_by_first_day_then_code(kota: Kon) -> None:
    isi(kota, "pelatihan", "id, kode, nama, bentuk_id", (2, "P2", "Seminar", 3))
    isi(kota, "kelas", "id, kode, pelatihan_id, mulai, selesai", (4, "D", 2, "2025-02-02", "2025-02-02"))
    assert [satu.kode for satu in sql.daftar(kota, None, None)] == ["C", "D", "A", "B"]
    assert [satu.kode for satu in sql.daftar(kota, 1, "dibuka")] == ["B"]
    assert [satu.kode for satu in sql.daftar(kota, None, "dibuka")] == ["D", "B"]
    assert list(sql.daftar(kota, 2, "batal")) == []


@pytest.mark.parametrize(
    ("pada", "sabai", "oneil"),
    [("2025-03-02", (1, "DISDIK"), (1, "DISDIK")), ("2025-03-03", (1, "DINKES"), (0, "DISDIK"))],
)
def test_service_and_agency_of_that_day(kota: Kon, pada: str, sabai: tuple[int, str], oneil: tuple[int, str]) -> None:
    calon = sql.calon(kota, pada, [nip(1), nip(2), nip(3), nip(8)])
    assert {kode: (satu.aktif, satu.opd) for kode, satu in calon.items()} == {
        nip(1): sabai, nip(2): oneil, nip(3): (0, None),
    }  # fmt: skip
    assert sql.calon(kota, pada, []) == {}
    assert sql.calon(kota, pada, ["' OR 1=1 --"]) == {}


def test_where_placements_overlap_the_newest_start_wins(kota: Kon) -> None:
    tempat(kota, (2, 3, 1, "2025-03-01", None))
    assert sql.calon(kota, "2025-03-02", [nip(2)])[nip(2)].opd == "PKM-A"
    assert sql.calon(kota, "2025-02-28", [nip(2)])[nip(2)].opd == "DISDIK"


def test_an_invited_agency_brings_its_units(kota: Kon) -> None:
    isi(kota, "opd", "id, kode, nama, induk_id", (4, "PUSTU", "Pustu", 3))
    assert sql.opd_diundang(kota, 1) == set()
    assert sql.ganti_opd(kota, 1, [1]) is True
    assert sql.ganti_opd(kota, 1, [1]) is False
    assert sql.opd_diundang(kota, 1) == {1, 3, 4}
    assert sql.opd_diundang(kota, 2) == set()
    assert sql.ganti_opd(kota, 1, [4, 2]) is True
    assert sql.opd_diundang(kota, 1) == {2, 4}
    assert sql.satu(kota, 1).opd_peserta == "DISDIK;PUSTU"
    assert sql.ganti_opd(kota, 1, []) is True
    assert sql.satu(kota, 1).opd_peserta is None
    kota.execute("UPDATE opd SET induk_id = 4 WHERE id = 1")  # a circle must not run for ever
    sql.ganti_opd(kota, 1, [3])
    assert sql.opd_diundang(kota, 1) == {1, 3, 4}


def test_roster_numbers_go_on_after_the_highest(kota: Kon) -> None:
    peserta(kota, (1, 1, 7, 1, 1, None), (2, 2, 1, 2, 2, None))
    kunci, nomor = sql.tambah_peserta(kota, 1, 2, None, "bersedia")
    assert nomor == 8
    assert [(s.nomor, s.nip, s.opd, s.jawaban, s.berkursi) for s in sql.peserta(kota, 1)] == [
        (7, nip(1), "DINKES", None, True), (8, nip(2), None, "bersedia", True),
    ]  # fmt: skip
    assert sql.tambah_peserta(kota, 3, 1, 1, "daftar_tunggu")[1] == 1
    assert sql.peserta(kota, 3)[0].berkursi is False
    sql.jawab(kota, kunci, "menolak", "tugas")
    assert [(s.jawaban, s.alasan, s.berkursi) for s in sql.peserta(kota, 1)][1] == ("menolak", "tugas", False)
    sql.jawab(kota, kunci, None, None)
    assert sql.peserta(kota, 1)[1].berkursi is True
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        sql.tambah_peserta(kota, 1, 2, None, None)


def test_attendance_counts_only_what_is_new_or_different(kota: Kon) -> None:
    peserta(kota, (1, 1, 1, 1, 1, None), (2, 1, 2, 2, 2, None), (3, 2, 1, 1, 1, None))
    assert hadir_sql.hari_hadir(kota, 1) == []
    assert hadir_sql.catat_hadir(kota, [(1, "2025-03-05", "hadir"), (2, "2025-03-04", "izin")]) == 2
    assert (
        hadir_sql.catat_hadir(kota, [(1, "2025-03-05", "hadir"), (2, "2025-03-04", "sakit"), (3, "2025-03-03", "alpa")])
        == 2
    )
    assert hadir_sql.catat_hadir(kota, []) == 0
    assert hadir_sql.kehadiran(kota, 1) == {1: {"2025-03-05": "hadir"}, 2: {"2025-03-04": "sakit"}}
    assert hadir_sql.hari_hadir(kota, 1) == ["2025-03-04", "2025-03-05"]
    assert hadir_sql.kehadiran(kota, 3) == {}
