"""Scores listed: the agency of the period's last day, the order, and who gave them."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any

import pytest

from asn_kompetensi.store.queries import nilai_daftar as sql
from tests.store.queries.isi import RUN, dua_periode, isi, nip, orang, skor, tempat

D = Decimal
Kon = sqlite3.Connection


@pytest.fixture
def kota(kon: Kon) -> Kon:
    return dua_periode(kon)


SEMUA = [
    ("2024", nip(1), "Sabai", "DISDIK", "INT", D("2.00"), "asesmen", None, RUN, None),
    ("2024", nip(3), "Cindua", "PKM-A", "INT", D("1.00"), "asesmen", None, RUN, None),
    ("2025", nip(1), "Sabai", "DINKES", "INT", D("3.00"), "asesmen", "2025-12-31", RUN, None),
    ("2025", nip(1), "Sabai", "DINKES", "INT", D("2.50"), "diri", None, RUN, None),
    ("2025", nip(1), "Sabai", "DINKES", "KS", D("4.00"), "asesmen", "1970-01-01", RUN, None),
    ("2025", nip(2), "Ámba O'Neil", "DISDIK", "INT", D("3.50"), "asesmen", None, RUN, None),
    ("2025", nip(3), "Cindua", "PKM-A", "PB", D("5.00"), "uji", None, RUN, None),
    ("2025-B", nip(2), "Ámba O'Neil", "DISDIK", "INT", D("3.25"), "atasan", None, RUN, None),
]


@pytest.mark.parametrize(
    ("saring", "harap"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6, 7]),
        ({"periode_id": 1}, [2, 3, 4, 5, 6]),
        ({"pegawai_id": 1, "sumber_id": 1}, [0, 2, 4]),
        ({"opd_id": 2}, [0, 5, 7]),
        ({"opd_id": 3}, [1, 6]),
        ({"opd_id": 1, "kompetensi_id": 1, "periode_id": 1, "sumber_id": 5, "pegawai_id": 1}, [3]),
        ({"opd_id": 1, "periode_id": 2}, []),
        ({"kompetensi_id": 5}, []),
        ({"luar_periode": True}, [4]),
        ({"luar_periode": True, "kompetensi_id": 1}, []),
    ],
)
def test_daftar_in_order_with_the_agency_of_the_last_day(kota: Kon, saring: dict[str, Any], harap: list[int]) -> None:
    assert list(sql.daftar(kota, **saring)) == [SEMUA[satu] for satu in harap]


def test_someone_never_placed_is_listed_first_without_an_agency(kota: Kon) -> None:
    orang(kota, 4, "Zaki")
    skor(kota, (4, 1, 1, 1, 100, None))
    pertama = next(iter(sql.daftar(kota, periode_id=1)))
    assert pertama == ("2025", nip(4), "Zaki", None, "INT", D("1.00"), "asesmen", None, RUN, None)


def test_competencies_come_in_their_order_and_people_by_name_and_nip(kota: Kon) -> None:
    """Neither is the order of the numbers, by which scores are kept."""
    kota.execute("UPDATE kompetensi SET urutan = 100 WHERE kode = 'INT'")
    orang(kota, 4, "Cindua")
    orang(kota, 5, "Aminah")
    kota.execute("UPDATE pegawai SET nip = ? WHERE id = 3", (nip(9),))
    tempat(kota, (4, 3, 1, None, None), (5, 3, 1, None, None))
    skor(kota, (4, 1, 1, 1, 100, None), (5, 1, 1, 2, 125, None), (5, 1, 1, 1, 150, None), (5, 2, 1, 1, 175, None))
    urut = [(b[1], b[4], b[6]) for b in sql.daftar(kota, periode_id=1)]
    assert urut == [
        (nip(1), "KS", "asesmen"), (nip(1), "INT", "asesmen"), (nip(1), "INT", "diri"), (nip(2), "INT", "asesmen"),
        (nip(5), "KS", "asesmen"), (nip(5), "INT", "asesmen"), (nip(5), "INT", "atasan"),
        (nip(4), "INT", "asesmen"), (nip(9), "PB", "uji"),
    ]  # fmt: skip


def test_who_gave_a_score_stands_beside_it_alone(kota: Kon) -> None:
    """Of several scores of a person and of several people in one agency; a number where it is someone registered."""
    kota.execute("UPDATE kompetensi SET urutan = 100 WHERE kode = 'INT'")
    orang(kota, 4, "Zaki")
    tempat(kota, (4, 2, 1, None, None))
    skor(kota, (4, 1, 1, 1, 100, 65535), (4, 2, 1, 1, 500, 0))
    isi(kota, "penilai", "id, pegawai_id, nama, kunci", (1, 3, None, None), (2, None, "Tim 'A'", "tim a"))
    isi(kota, "nilai_penilai", "pegawai_id, kompetensi_id, periode_id, sumber_id, penilai_id", (1, 1, 1, 5, 2),
        (4, 1, 1, 1, 1), (2, 1, 3, 2, 2))  # fmt: skip
    assert [b[1:] for b in sql.daftar(kota, opd_id=2)] == [
        (nip(1), "Sabai", "DISDIK", "INT", D("2.00"), "asesmen", None, RUN, None),
        (nip(4), "Zaki", "DISDIK", "KS", D("5.00"), "asesmen", "1970-01-01", RUN, None),
        (nip(4), "Zaki", "DISDIK", "INT", D("1.00"), "asesmen", "2149-06-06", RUN, nip(3)),
        (nip(2), "Ámba O'Neil", "DISDIK", "INT", D("3.50"), "asesmen", None, RUN, None),
        (nip(2), "Ámba O'Neil", "DISDIK", "INT", D("3.25"), "atasan", None, RUN, "Tim 'A'"),
    ]
    assert [b[9] for b in sql.daftar(kota, periode_id=1, pegawai_id=1)] == [None, None, "Tim 'A'"]
    assert [b[9] for b in sql.daftar(kota, sumber_id=1) if b[9]] == [nip(3)]
