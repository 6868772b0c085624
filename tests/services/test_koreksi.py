"""The correction sheet's rows: the agency's own people, with the grade of then for a closed period."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asn_kompetensi.services import keadaan, laporan
from asn_kompetensi.store.queries import koreksi as sql
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.periode import tutup
from tests.store.alat import buka


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_kota(basis)
    return basis


def golongan(basis: Path, nip: str, baru: str | None) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE pegawai SET golongan = ? WHERE nip = ?", (baru, nip))


def test_own_people_in_the_order_of_the_matrix(kota: Path) -> None:
    golongan(kota, SABAI, "III/a")
    with buka(kota) as d:
        semua = laporan.siapkan(d, "2025")
    assert [[(o.nip, o.nama, o.nama_jabatan, o.golongan) for o in satu.koreksi] for satu in semua] == [
        [(MANGKUTAK, "Mangkutak", "Staf", None), (SABAI, "Sabai Aluih", "Staf", "III/a")],
        [(CINDUA, "Cindua Mato", "Jabatan Baru", None)],
    ]


def test_the_grade_of_one_who_moved_on_after_the_period(kota: Path) -> None:
    golongan(kota, SABAI, "III/a")
    with buka(kota) as d:
        d.kon.execute(
            """UPDATE penempatan SET selesai = '2026-05-31'
                WHERE pegawai_id = (SELECT id FROM pegawai WHERE nip = ?)""",
            (SABAI,),
        )
        semua = {o.nip: o.golongan for satu in laporan.siapkan(d, "2025") for o in satu.koreksi}
    assert semua[SABAI] == "III/a"


def test_grades_of_a_closed_period_stand_still(kota: Path) -> None:
    golongan(kota, SABAI, "III/a")
    tutup(kota, "2025")
    with buka(kota) as d:
        (periode_id,) = d.kon.execute("SELECT id FROM periode").fetchone()
        semua = [nomor for nomor, _, _ in keadaan.opd(d, periode_id, "2025-12-31")]
        saat_itu = sql.golongan(d.kon, periode_id, semua)
    for baru in ("III/b", None, "IV/a"):
        golongan(kota, SABAI, baru)
    golongan(kota, MANGKUTAK, "II/c")
    with buka(kota) as d:
        d.kon.execute("UPDATE pegawai SET nip = '198403122006042999' WHERE nip = ?", (SABAI,))
        assert sql.golongan(d.kon, periode_id, semua) == saat_itu == {SABAI: "III/a", MANGKUTAK: None, CINDUA: None}
        assert sql.golongan(d.kon, periode_id, semua[1:]) == {CINDUA: None}


def test_the_version_of_a_row_sees_each_of_its_fields(kota: Path) -> None:
    with buka(kota) as d:
        satu = laporan.siapkan(d, "2025")[0].koreksi[0]
    versi = {satu.versi, *(replace(satu, **{b: "x"}).versi for b in ("nip", "nama", "nama_jabatan", "golongan"))}
    assert len(versi) == 5
