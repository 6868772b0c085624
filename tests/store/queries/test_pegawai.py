"""People: the newest placement, corrections that leave no overlap, plain text order."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store.queries import pegawai as sql
from tests.store.queries.isi import isi, kelas, nip, orang, peserta, tempat

Kon = sqlite3.Connection
ANEH = """D'Ángelo "Udin"; DROP TABLE pegawai; --"""


def _tempat(kon: Kon) -> list[tuple[str | None, str | None]]:
    return kon.execute("SELECT mulai, selesai FROM penempatan ORDER BY id").fetchall()


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """Person 1 moved from DISDIK to DINKES; 2 and 3 share a name; 4 has left; 5 was never placed."""
    orang(kon, 1, ANEH)
    orang(kon, 3, "Sabai")
    orang(kon, 2, "Sabai")
    orang(kon, 4, "sabai", henti="2025-07-01")
    orang(kon, 5, "Zaki", henti=None)
    tempat(kon, (1, 1, 2, "2025-07-01", None), (1, 2, 1, None, "2025-06-30"), (3, 2, 1, None, None),
           (2, 2, 1, None, None), (4, 2, 1, "2020-01-01", "2025-06-30"))  # fmt: skip
    return kon


@pytest.mark.parametrize(
    ("status", "opd", "harap"),
    [
        (None, None, [5, 1, 2, 3, 4]),
        ("aktif", None, [1, 2, 3]),
        ("henti", None, [5, 4]),
        (None, 2, [2, 3, 4]),
        ("aktif", 2, [2, 3]),
        ("henti", 1, []),
        (None, 3, []),
    ],
)
def test_daftar_by_agency_name_nip_and_both_filters(
    kota: Kon, status: str | None, opd: int | None, harap: list[int]
) -> None:
    assert [baris[0] for baris in sql.daftar(kota, status, opd)] == [nip(satu) for satu in harap]


def test_one_row_per_person_with_the_newest_placement(kota: Kon) -> None:
    assert sql.satu(kota, 1) == (
        nip(1), ANEH, None, None, "P", "1984-03-12", "PNS", None, "DINKES", "LURAH", "Lurah", "2025-07-01", "aktif",
    )  # fmt: skip
    assert sql.satu(kota, 5)[8:] == (None, None, None, None, "henti")
    assert sql.penempatan(kota, 1) == [
        ("DISDIK", "Dinas Pendidikan", "STAF", "Staf", None, "2025-06-30"),
        ("DINKES", "Dinas Kesehatan", "LURAH", "Lurah", "2025-07-01", None),
    ]
    assert sql.penempatan(kota, 5) == []


def test_penempatan_terakhir_leaves_out_who_has_none(kota: Kon) -> None:
    assert sql.penempatan_terakhir(kota) == {
        1: (1, 1, 2, "2025-07-01", None),
        2: (4, 2, 1, None, None),
        3: (3, 2, 1, None, None),
        4: (5, 2, 1, "2020-01-01", "2025-06-30"),
    }


def test_finding_by_nip_is_exact(kota: Kon) -> None:
    assert sql.id_dari_nip(kota, nip(4)) == 4
    for salah in ("", nip(9), f" {nip(4)}", nip(4)[:-1], "%"):
        assert sql.id_dari_nip(kota, salah) is None
    semua = sql.semua(kota)
    assert sorted(semua) == [nip(n) for n in range(1, 6)]
    assert (semua[nip(4)]["id"], semua[nip(4)]["henti_tanggal"], semua[nip(1)]["nama"]) == (4, "2025-07-01", ANEH)


@pytest.mark.parametrize(
    ("mulai", "sebelum"),
    [("2025-08-01", "2025-07-31"), ("2024-03-01", "2024-02-29"), ("2025-03-01", "2025-02-28"),
     ("2026-01-01", "2025-12-31"), (None, "2025-06-30")],
)  # fmt: skip
def test_a_corrected_start_ends_the_one_before_it_the_day_before(kota: Kon, mulai: str | None, sebelum: str) -> None:
    if mulai is None:  # open to the past twice would be refused: the earlier one gets a day of its own
        kota.execute("UPDATE penempatan SET mulai = '2019-01-01' WHERE id = 2")
    sql.betulkan(kota, 1, 3, 1, mulai)
    awal = "2019-01-01" if mulai is None else None
    assert _tempat(kota) == [(mulai, None), (awal, sebelum), (None, None), (None, None), ("2020-01-01", "2025-06-30")]
    assert kota.execute("SELECT opd_id, jabatan_id FROM penempatan WHERE id = 1").fetchone() == (3, 1)


def test_only_the_nearest_earlier_placement_is_cut(kota: Kon) -> None:
    tempat(kota, (1, 3, 1, "2027-01-01", None), (1, 3, 1, "2025-01-10", "2025-06-30"))
    sql.betulkan(kota, 1, 1, 2, "2025-05-01")
    assert _tempat(kota)[0] == ("2025-05-01", None)
    assert _tempat(kota)[1] == (None, "2025-06-30")
    assert _tempat(kota)[5:] == [("2027-01-01", None), ("2025-01-10", "2025-04-30")]


def test_sebelumnya(kota: Kon) -> None:
    assert sql.sebelumnya(kota, 1) == ("", 1)
    assert sql.sebelumnya(kota, 2) is None
    tempat(kota, (1, 3, 2, "2025-01-10", None), (1, 3, 1, "2026-01-01", None))
    assert sql.sebelumnya(kota, 1) == ("2025-01-10", 2)
    assert sql.sebelumnya(kota, 5) is None


def test_writing_touches_one_person(kota: Kon) -> None:
    kota.execute("UPDATE opd SET kepala_nip = ? WHERE id IN (1, 3)", (nip(1),))
    kota.execute("UPDATE opd SET kepala_nip = ? WHERE id = 2", (nip(2),))
    sql.ganti_kepala(kota, nip(1), nip(9))
    assert kota.execute("SELECT kepala_nip FROM opd ORDER BY id").fetchall() == [(nip(9),), (nip(2),), (nip(9),)]
    sql.perbarui(kota, 2, {"nama": "Sabai's", "gelar_depan": None})
    assert kota.execute("SELECT nama FROM pegawai ORDER BY id").fetchall() == [
        (ANEH,), ("Sabai's",), ("Sabai",), ("sabai",), ("Zaki",),
    ]  # fmt: skip
    sql.akhiri(kota, 3, "2025-09-09")
    assert [selesai for _, selesai in _tempat(kota)] == [None, "2025-06-30", "2025-09-09", None, "2025-06-30"]
    with pytest.raises(sqlite3.IntegrityError):
        sql.akhiri(kota, 1, "2025-06-30")
    with pytest.raises(sqlite3.IntegrityError):
        sql.tempatkan(kota, [(5, 1, 1, None), (5, 2, 2, None)])


def test_classes_of_a_person_by_first_day_then_code(kota: Kon) -> None:
    kelas(kota, (1, "C", "2025-03-03", "2025-03-04", "selesai"), (2, "B", "2025-03-03", "2025-03-03", "batal"),
          (3, "A", "2025-09-01", "2025-09-02", "dibuka"), (4, "Z", "2024-01-01", "2024-01-01", "dibuka"))  # fmt: skip
    peserta(kota, (1, 1, 1, 1, 1, 1600), (2, 2, 1, 1, 1, None), (3, 3, 1, 1, 1, None), (4, 4, 1, 2, 2, None))
    isi(kota, "kehadiran", "peserta_id, tanggal, status", (1, "2025-03-03", "hadir"))
    assert [(b[0], b[5], b[8]) for b in sql.pelatihan(kota, 1)] == [
        ("B", "batal", None), ("C", "selesai", 1600), ("A", "dibuka", None),
    ]  # fmt: skip
    assert sql.pelatihan(kota, 5) == []
