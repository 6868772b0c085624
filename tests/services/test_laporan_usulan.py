"""What is proposed for a gap: class, programme, mentor's agency, general form; and never somebody else's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.buku import BarisGap, BarisPelatihan, DataBukuOpd
from asn_kompetensi.services import kelas_buka, kelas_undang, laporan, pelatihan
from asn_kompetensi.store import door
from tests.cetakan import cetak
from tests.services import kota_gap
from tests.services.kota_gap import Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

SATU, DUA, AHLI = (f"19840312200604290{n}" for n in (1, 2, 3))
SURAT = date(2026, 1, 12)


@pytest.fixture
def isi(basis: Path) -> Path:
    """Two people of DINKES below in INT (1 and 2 of 3); in DISDIK one far above, who may guide one of them."""

    def isi() -> None:
        kota = kota_gap.dasar()
        kota.opd = [("DINKES", "Dinas Kesehatan"), ("DISDIK", "Dinas Pendidikan")]
        kota.jabatan = [("STAF", "Staf")]
        kota.pegawai = [(nip, nama, "aktif", None) for nip, nama in
                        ((SATU, "Sabai Aluih"), (DUA, "Puti Bungsu"), (AHLI, "Cindua Mato"))]  # fmt: skip
        kota.tempat = [Tempat(1, 1, 1, None, None), Tempat(2, 1, 1, None, None), Tempat(3, 2, 1, None, None)]
        kota.wajib = [Wajib(1, 1, 300, None, None)]
        kota.periode = [Periode(1, "2025", date(2025, 12, 31))]
        kota.skor = [Skor(1, 1, 1, 1, 100, None), Skor(2, 1, 1, 1, 200, None), Skor(3, 1, 1, 1, 500, None)]
        with buka(basis) as d:
            kota.isi(d.kon, d.jalankan)

    cetak(basis, isi)
    return basis


def _dinkes(basis: Path, **pilih: Any) -> DataBukuOpd:
    with door.baca(basis) as d:
        [data] = laporan.siapkan(d, "2025", opd="DINKES", **{"tanggal_surat": SURAT, **pilih})
    return data


def _usulan(basis: Path, **pilih: Any) -> dict[str, tuple[str, str]]:
    return {satu.nip: (satu.usulan, satu.saran) for satu in _dinkes(basis, **pilih).gap}


def _program(basis: Path, kode: str, sasaran: str, nama: str = "", jp: str = "24") -> None:
    with buka(basis) as d:
        pelatihan.tambah(d, kode, nama or f"Pelatihan {kode}", "8", jp=jp, kompetensi=[sasaran])


def _kelas(basis: Path, program: str, kode: str, mulai: str, **isi: Any) -> None:
    with buka(basis) as d:
        hari = date.fromisoformat(mulai)
        kelas_buka.buka(d, program, kode=kode, mulai=hari, selesai=hari, **{"terbuka": True, **isi})


def test_nothing_but_the_general_form_and_a_mentors_agency(isi: Path) -> None:
    usulan = _usulan(isi)
    assert usulan[SATU] == ("", "Mentor dari Dinas Pendidikan")
    assert usulan[DUA] == ("", "Mentor dari Dinas Pendidikan")
    with buka(isi) as d:
        d.kon.execute("UPDATE nilai SET ratus = 300 WHERE pegawai_id = 3")  # meets the standard, no more
    assert _usulan(isi)[SATU] == ("", "Bimbingan teknis, lokakarya, atau pelatihan jarak jauh")
    assert _usulan(isi)[DUA] == ("", "Coaching, mentoring, atau e-learning")


def test_an_agency_with_a_long_name_goes_by_its_code(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("UPDATE opd SET nama = 'Dinas Pendidikan, Kepemudaan, dan Olahraga' WHERE kode = 'DISDIK'")
    assert _usulan(isi)[SATU][1] == "Mentor dari DISDIK"


def test_a_mentor_is_never_named(isi: Path) -> None:
    data = _dinkes(isi)
    assert "Cindua" not in repr(data)
    assert AHLI not in repr(data)


def test_the_programme_that_reaches_the_standard_and_aims_least_above_it(isi: Path) -> None:
    _program(isi, "A-LIMA", "INT=5")
    _program(isi, "B-TIGA", "INT=3")
    _program(isi, "C-DUA", "INT=2")
    assert _usulan(isi) == {SATU: ("B-TIGA", "Pelatihan B-TIGA"), DUA: ("B-TIGA", "Pelatihan B-TIGA")}


def test_a_programme_below_the_standard_still_helps_who_is_below_it(isi: Path) -> None:
    _program(isi, "C-DUA", "INT=2")
    assert _usulan(isi)[SATU] == ("C-DUA", "Pelatihan C-DUA")
    assert _usulan(isi)[DUA][0] == ""  # has reached that level


def test_a_class_that_still_comes_goes_before_a_programme(isi: Path) -> None:
    _program(isi, "INT-01", "INT=3", "Integritas Dasar")
    _kelas(isi, "INT-01", "LEWAT", "2026-01-12")  # begins on the day of the letter
    assert _usulan(isi)[SATU] == ("INT-01", "Integritas Dasar")
    _kelas(isi, "INT-01", "MARET", "2026-03-03")
    _kelas(isi, "INT-01", "FEBRUARI", "2026-02-09")
    assert _usulan(isi)[SATU] == ("FEBRUARI", "Integritas Dasar (kelas 9 Februari 2026)")
    assert _usulan(isi, tanggal_surat=date(2026, 2, 9))[SATU][0] == "MARET"
    with buka(isi) as d:
        kelas_buka.batal(d, "FEBRUARI", "narasumber berhalangan")
    assert _usulan(isi)[SATU][0] == "MARET"


def test_a_full_class_and_one_for_others_are_passed_over_unless_one_sits_in_it(isi: Path) -> None:
    _program(isi, "INT-01", "INT=3")
    _kelas(isi, "INT-01", "PENUH", "2026-02-02", kuota="1")
    _kelas(isi, "INT-01", "LAIN", "2026-02-03", terbuka=False, opd=["DISDIK"])
    with buka(isi) as d:
        kelas_undang.undang(d, "PENUH", [SATU])
    assert (_usulan(isi)[SATU][0], _usulan(isi)[DUA][0]) == ("PENUH", "INT-01")


def test_by_competency_with_what_nothing_covers_in_a_column_of_its_own(isi: Path) -> None:
    _program(isi, "C-DUA", "INT=2", "Integritas Awal", jp="16")
    _kelas(isi, "C-DUA", "C-2026", "2026-02-09", tempat="Aula")
    assert _dinkes(isi).pelatihan == (
        BarisPelatihan("INT", "Integritas", 2, "C-2026", "Integritas Awal", date(2026, 2, 9), date(2026, 2, 9), "Aula",
                       16, 1, 1, None),
    )  # fmt: skip
    with buka(isi) as d:
        d.kon.execute("UPDATE kelas SET kuota = 12")
    assert _dinkes(isi).pelatihan[0].sisa == 12
    assert [(satu.nip, satu.usulan) for satu in _dinkes(isi).gap] == [(SATU, "C-2026"), (DUA, "")]


def test_without_anything_to_propose_the_row_says_so(isi: Path) -> None:
    assert _dinkes(isi).pelatihan == (BarisPelatihan("INT", "Integritas", 2, belum=2),)


def test_two_proposals_of_one_competency_count_what_is_missing_once(isi: Path) -> None:
    _program(isi, "C-DUA", "INT=2")
    _program(isi, "D-TIGA", "INT=3")
    _kelas(isi, "C-DUA", "C-2026", "2026-02-09", kuota="1")
    with buka(isi) as d:
        kelas_undang.undang(d, "C-2026", [SATU])
    baris = _dinkes(isi).pelatihan
    assert [(b.kode, b.perlu, b.belum, b.di_bawah) for b in baris] == [("C-2026", 1, 0, 2), ("D-TIGA", 1, None, 2)]
    assert sum(b.perlu for b in baris) + sum(b.belum or 0 for b in baris) == len(_dinkes(isi).gap)


# --- who signs --------------------------------------------------------------------------------------------------------


KOSONG = ("Kepala BKPSDM,", "(nama, pangkat, NIP)")


def _penanda(isi: Path, opd: str) -> tuple[str, ...]:
    with door.baca(isi) as d:
        return laporan.siapkan(d, "2025", opd=opd)[0].penanda_tangan


def test_who_signs_is_named_in_the_own_agencys_workbook_alone(isi: Path) -> None:
    """The head of BKPSDM is somebody of another agency everywhere else: there the name is written in by hand."""
    assert _penanda(isi, "DINKES") == _penanda(isi, "DISDIK") == KOSONG
    with buka(isi) as d:
        d.kon.execute("INSERT INTO opd (kode, nama, kepala_nip) VALUES ('BKPSDM', 'Badan Kepegawaian', ?)", (AHLI,))
        d.kon.execute(
            "UPDATE pegawai SET gelar_depan = 'Drs.', gelar_belakang = 'M.Si.', golongan = 'IV/b' WHERE id = 3"
        )
    assert _penanda(isi, "DINKES") == KOSONG
    assert _penanda(isi, "DISDIK") == (
        "Kepala BKPSDM,", "Drs. Cindua Mato, M.Si.", "Pembina Tingkat I", "NIP. 19840312 200604 2 903",
    )  # fmt: skip
    with buka(isi) as d:
        d.kon.execute("UPDATE pegawai SET gelar_depan = NULL, gelar_belakang = NULL, golongan = 'IX' WHERE id = 3")
    assert _penanda(isi, "DISDIK") == ("Kepala BKPSDM,", "Cindua Mato", "NIP. 19840312 200604 2 903")
    with buka(isi) as d:
        d.kon.execute("UPDATE opd SET kepala_nip = '199901012024211001' WHERE kode = 'BKPSDM'")  # not registered
    assert _penanda(isi, "DISDIK") == KOSONG


def test_each_gap_stands_under_its_proposal(isi: Path) -> None:
    gap: tuple[BarisGap, ...] = _dinkes(isi).gap
    assert {(g.nip, g.kompetensi) for g in gap} == {(SATU, "INT"), (DUA, "INT")}
