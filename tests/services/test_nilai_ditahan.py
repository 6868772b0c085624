"""Held rows of score imports: noted for the period they belong to, and what settles them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import batal, nilai, nilai_impor, penutupan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from tests.periode import tutup
from tests.services.berkas_uji import A, B, C, isi_orang, sidik, sql
from tests.tabular.baca.bahan import buku

ASING = "198403122006042999"  # a sound NIP of nobody
LEBAR = ("NIP", "INT", "KS")
PANJANG = ("NIP", "Kompetensi", "Nilai")
PERIODE = ("NIP", "Kompetensi", "Nilai", "Periode")


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def impor(
    basis: Path, *baris: tuple[Any, ...], nama: str = "rekap.xlsx", lembar: str = "Nilai", **opsi: Any
) -> tuple[int | None, int]:
    """Import a sheet leaving out what is held; returns the run (None when nothing was written) and the held rows."""
    opsi = {"periode": "2025", "lewati": True, **opsi}
    with door.baca(basis) as d:
        skema = nilai_impor.skema(d)
    isi = baca_lembar(buku(basis.with_name(nama), list(baris), judul=lembar), skema)
    with door.tulis(basis, perintah="nilai impor", petugas="penguji", berkas=nama) as d:
        laporan = nilai_impor.impor(d, isi, **opsi)
    return laporan.jalankan, laporan.ditahan


def ditahan(basis: Path, periode: str = "2025") -> list[str]:
    """The sentences about held rows."""
    with door.baca(basis) as d:
        return [satu.pesan for satu in penutupan.siap(d, periode) if satu.kode == "BARIS_DITAHAN"]


def catatan(basis: Path) -> list[tuple[Any, ...]]:
    """Every note as `(period, sheet, row, column, code, NIP, competency)`."""
    return sql(
        basis,
        """SELECT p.kode, d.lembar, d.baris, d.kolom, d.kode, g.nip, k.kode FROM ditahan d
             JOIN periode p ON p.id = d.periode_id LEFT JOIN pegawai g ON g.id = d.pegawai_id
             LEFT JOIN kompetensi k ON k.id = d.kompetensi_id ORDER BY 1, 2, 3, 4""",
    )


def isi(basis: Path, nip: str, periode: str = "2025", **skor: str) -> None:
    with door.tulis(basis, perintah="nilai isi", petugas="penguji") as d:
        nilai.isi(d, nip, skor, periode, "asesmen", None)


# --- what is noted ----------------------------------------------------------------------------------------------------


def test_a_refused_import_notes_nothing(kota: Path) -> None:
    awal = sidik(kota)
    assert impor(kota, LEBAR, (A, 0, 3), lewati=False) == (None, 1)
    assert (sidik(kota), ditahan(kota)) == (awal, [])


def test_every_kind_of_held_cell_says_whose_it_is(kota: Path) -> None:
    impor(kota, LEBAR, (A, 0, 7), (ASING, 3, 3), (B, 3, None), (C, 3, 2), (C, 2, 2))
    assert catatan(kota) == [
        ("2025", "Nilai", 2, "B", "NILAI_NOL", A, "INT"),
        ("2025", "Nilai", 2, "C", "NILAI_LUAR_SKALA", A, "KS"),
        ("2025", "Nilai", 3, "A", "PEGAWAI_TIDAK_DIKENAL", None, None),
        ("2025", "Nilai", 5, "", "GANDA_BERBEDA", C, None),
        ("2025", "Nilai", 6, "", "GANDA_BERBEDA", C, None),
    ]
    assert sql(kota, "SELECT count(*) FROM ditahan WHERE pegawai_id IS NULL") == [(1,)]
    (satu,) = ditahan(kota)
    assert satu.startswith("5 isian rekap.xlsx, lembar Nilai, masih ditahan (B2, C2, A3, baris 5, baris 6); ")
    assert ASING not in str(sql(kota, "SELECT * FROM ditahan"))


def test_more_than_five_are_counted_not_named(kota: Path) -> None:
    impor(kota, LEBAR, *[(nip, 0, 0) for nip in (A, B, C)])
    assert "6 isian rekap.xlsx, lembar Nilai, masih ditahan (B2, C2, B3, C3, B4 …)" in ditahan(kota)[0]


def test_a_long_sheet_names_the_competency_of_the_row(kota: Path) -> None:
    impor(kota, PANJANG, (A, "Integritas", 0), (B, "Silek", 3))
    assert catatan(kota) == [
        ("2025", "Nilai", 2, "C", "NILAI_NOL", A, "INT"),
        ("2025", "Nilai", 3, "B", "KOMPETENSI_TIDAK_DIKENAL", B, None),
    ]


def test_a_row_counts_for_the_period_it_names(kota: Path) -> None:
    baris = ((A, "INT", 0, "2024"), (B, "INT", 0, "2025"), (ASING, "INT", 3, "2024"), (C, "INT", 3, None))
    impor(kota, PERIODE, *baris, periode=None)
    assert [(satu[0], satu[2], satu[4], satu[5]) for satu in catatan(kota)] == [
        ("2024", 2, "NILAI_NOL", A), ("2024", 4, "PEGAWAI_TIDAK_DIKENAL", None), ("2025", 3, "NILAI_NOL", B)
    ]  # fmt: skip
    assert (len(ditahan(kota, "2024")), len(ditahan(kota))) == (1, 1)


def test_a_row_of_no_period_there_is_counts_for_the_one_asked_for(kota: Path) -> None:
    tutup(kota, "2024")
    impor(kota, PERIODE, (A, "INT", 3, "2031"), (B, "INT", 3, "2024"), (C, "KS", 3, "2025"))
    assert [satu[:1] + satu[2:6] for satu in catatan(kota)] == [
        ("2025", 2, "D", "PERIODE_TIDAK_DIKENAL", A), ("2025", 3, "D", "PERIODE_TERTUTUP", B)
    ]  # fmt: skip


def test_names_in_the_sheet_are_not_kept(kota: Path) -> None:
    impor(kota, ("NIP", "Nama", "INT"), (ASING, "Puti Bungsu", 3))
    seluruh = kota.read_bytes()
    assert b"Puti" not in seluruh
    assert ASING.encode() not in seluruh


# --- what settles them ------------------------------------------------------------------------------------------------


@pytest.fixture
def cacat(kota: Path) -> Path:
    """INT of A and the whole row of a stranger are held; KS of A was taken."""
    assert impor(kota, LEBAR, (A, 0, 3), (ASING, 3, 3)) == (3 + 1, 2)
    assert "2 isian rekap.xlsx, lembar Nilai, masih ditahan (B2, A3)" in ditahan(kota)[0]
    return kota


def test_the_corrected_file_settles_its_rows(cacat: Path) -> None:
    impor(cacat, LEBAR, (A, 2, 3), (B, 3, 3))
    assert (ditahan(cacat), catatan(cacat)) == ([], [])


def test_a_file_half_corrected_settles_half(cacat: Path) -> None:
    impor(cacat, LEBAR, (A, 2, 3), (ASING, 3, 3))
    assert [satu[2:5] for satu in catatan(cacat)] == [(3, "A", "PEGAWAI_TIDAK_DIKENAL")]


@pytest.mark.parametrize(
    ("baris", "dilepas"),
    [
        (((A, 2, 3), (B, 3, 3)), 0),  # both corrected
        (((A, 2, 3), (ASING, 3, 3)), 0),  # one is held still
        (((A, None, 3), (B, 3, 3)), 1),  # of A there is no score for it
        (((A, 2, 3),), 1),  # the stranger's row is gone
        (((B, 3, 3),), 2),  # and with it A's
    ],
)
def test_what_is_let_go_without_a_score_is_counted(
    cacat: Path, baris: tuple[tuple[Any, ...], ...], dilepas: int
) -> None:
    with door.baca(cacat) as d:
        skema = nilai_impor.skema(d)
    isi = baca_lembar(buku(cacat.with_name("rekap.xlsx"), [LEBAR, *baris], judul="Nilai"), skema)
    with door.tulis(cacat, perintah="nilai impor", petugas="penguji", berkas="rekap.xlsx") as d:
        assert nilai_impor.impor(d, isi, periode="2025", lewati=True).dilepas == dilepas


@pytest.mark.parametrize("lain", [{"nama": "lain.xlsx"}, {"lembar": "Lembar2"}])
def test_another_file_or_sheet_settles_only_by_its_scores(cacat: Path, lain: dict[str, str]) -> None:
    impor(cacat, LEBAR, (A, 2, 3), (B, 3, 3), **lain)
    (satu,) = ditahan(cacat)
    assert "1 isian rekap.xlsx, lembar Nilai, masih ditahan (A3)" in satu


def test_the_same_bad_file_again_changes_nothing(cacat: Path) -> None:
    awal = sidik(cacat)
    assert impor(cacat, LEBAR, (A, 0, 3), (ASING, 3, 3)) == (None, 2)
    assert sidik(cacat) == awal


def test_the_score_itself_settles_a_cell_and_others_do_not(cacat: Path) -> None:
    isi(cacat, A, KS="4")
    isi(cacat, B, INT="3")
    isi(cacat, A, "2024", INT="3")
    assert "(B2, A3)" in ditahan(cacat)[0]
    isi(cacat, A, INT="3")
    assert "1 isian rekap.xlsx, lembar Nilai, masih ditahan (A3)" in ditahan(cacat)[0]
    impor(cacat, LEBAR, (A, 0, 3), (ASING, 3, 3))  # the bad file again does not bring back what was settled
    assert "(A3)" in ditahan(cacat)[0]


def test_taking_the_score_back_holds_it_again(cacat: Path) -> None:
    isi(cacat, A, INT="3")
    with door.tulis(cacat, perintah="nilai hapus", petugas="penguji") as d:
        nilai.hapus(d, A, "2025", "INT", None)
    assert "(B2, A3)" in ditahan(cacat)[0]


def test_undoing_the_import_takes_its_notes_with_it(cacat: Path) -> None:
    with door.tulis(cacat, perintah="batal", petugas="penguji") as d:
        batal.batal(d, "4")
    assert (ditahan(cacat), catatan(cacat)) == ([], [])


def test_setting_aside_with_a_reason(cacat: Path) -> None:
    with door.tulis(cacat, perintah="nilai abaikan", petugas="penguji") as d:
        assert penutupan.abaikan(d, 4, " tidak ikut  asesmen ") == {
            "jalankan": 4, "diabaikan": 2, "alasan": "tidak ikut asesmen"
        }  # fmt: skip
    assert ditahan(cacat) == []
    awal = sidik(cacat)
    with pytest.raises(TidakDitemukan), door.tulis(cacat, perintah="nilai abaikan", petugas="penguji") as d:
        penutupan.abaikan(d, 4, "lagi")
    assert sidik(cacat) == awal
    assert impor(cacat, LEBAR, (A, 0, 3), (ASING, 3, 3)) == (None, 2)
    assert ditahan(cacat) == []
    impor(cacat, LEBAR, (A, 9, 3), (ASING, 3, 3))  # another fault in the same cell is a new one
    assert "(B2)" in ditahan(cacat)[0]


def test_a_sheet_with_a_period_column_clears_the_years_it_speaks_of(kota: Path) -> None:
    impor(kota, PERIODE, (A, "INT", 0, "2024"), (ASING, "INT", 3, "2025"), periode=None)
    assert (len(ditahan(kota, "2024")), len(ditahan(kota))) == (1, 1)
    impor(kota, PERIODE, (A, "INT", 2, "2024"), (B, "INT", 3, "2025"), periode=None)
    assert catatan(kota) == []


def test_the_file_of_next_year_with_the_same_name_leaves_this_years_rows(cacat: Path) -> None:
    impor(cacat, LEBAR, (A, 2, 3), (B, 3, 3), periode="2024")
    assert "(B2, A3)" in ditahan(cacat)[0]
