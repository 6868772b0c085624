"""Standards: all pairs or none, the past stays, and a sheet read twice changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.services import jabatan, standar, standar_impor
from asn_kompetensi.store import door
from asn_kompetensi.store.door import PintuTulis
from tests.cetakan import sekali
from tests.services.lembar_uji import lembar

LEBAR = "jabatan kompetensi:INT kompetensi:KS"
PANJANG = "jabatan kompetensi level tingkat dasar mulai selesai"


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


def semua(basis: Path, **saring: Any) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return [(*satu[:2], str(satu[2]), *satu[3:]) for satu in standar.daftar(d, **saring)]


def tetapkan(basis: Path, kata: Sequence[str], **isi: Any) -> None:
    with tulis(basis) as d:
        standar.tetapkan(d, "PRAKOM", kata, **isi)


def impor(basis: Path, isi: Lembar, **kata: Any) -> LaporanImpor:
    with tulis(basis) as d:
        return standar_impor.impor(d, isi, **kata)


@sekali
def _awal(basis: Path) -> None:
    with tulis(basis) as d:
        jabatan.tambah(d, "PRAKOM", "Pranata Komputer Ahli Muda", jenjang="Ahli Muda")
        jabatan.tambah(d, "SEKDIS", "Sekretaris Dinas")


@pytest.fixture
def prakom(basis: Path) -> Path:
    _awal(basis)
    return basis


@pytest.mark.parametrize(
    ("kata", "isi", "galat", "pesan"),
    [
        (["INT=3", "KS=0"], {}, DataDitolak, "KS: 0 bukan level"),
        (["INT=3", "KS=7"], {}, DataDitolak, "KS: Nilai 7 di luar skala"),
        (["INT=3", "KS=2,555"], {}, DataDitolak, "KS: Nilai 2,555 lebih dari dua desimal"),
        (["INT=3", "KS="], {}, DataDitolak, "KS: level kosong"),
        (["INT=a", "KS=b"], {}, DataDitolak, "INT: 'a' bukan angka level"),
        (["INT=3", "KS"], {}, SalahPakai, "'KS' tidak berbentuk KOMPETENSI=LEVEL"),
        (["INT=3", "=3"], {}, SalahPakai, "tidak berbentuk"),
        (["INT=3", "int=4"], {}, SalahPakai, "INT disebut dua kali"),
        (["INT=3", "XYZ=4"], {}, TidakDitemukan, "kompetensi 'XYZ' belum terdaftar"),
        (["INT=3"], {"tingkat": "wajib"}, DataDitolak, "pilih mutlak, penting, perlu"),
        (["INT=3"], {"mulai": "31-02-2025"}, DataDitolak, "kalender"),
        (["INT=3"], {"mulai": "2025-01-01", "selesai": "2024-01-01"}, DataDitolak, "mendahului"),
        (["INT=3"], {"dasar": "a" * 201}, DataDitolak, "Dasar terlalu panjang"),
        (["INT=3", "PB=4"], {}, SalahPakai, "PRAKOM PB: sudah ada standar dengan level lain"),
    ],
)
def test_all_pairs_or_none(
    prakom: Path, kata: list[str], isi: dict[str, Any], galat: type[GalatASN], pesan: str
) -> None:
    tetapkan(prakom, ["PB=3"])
    sebelum = prakom.read_bytes()
    with pytest.raises(galat) as salah:
        tetapkan(prakom, kata, **isi)
    assert pesan in salah.value.pesan
    assert prakom.read_bytes() == sebelum


def test_a_level_has_two_exact_decimals(prakom: Path) -> None:
    tetapkan(prakom, ["KS=2,5", "Integritas=3.25"], dasar="Kepwako 1/2025", tingkat="Mutlak")
    assert semua(prakom) == [
        ("PRAKOM", "INT", "3.25", "mutlak", "Kepwako 1/2025", None, None),
        ("PRAKOM", "KS", "2.50", "mutlak", "Kepwako 1/2025", None, None),
    ]


def test_a_new_level_never_rewrites_the_past(prakom: Path) -> None:
    tetapkan(prakom, ["INT=3"], dasar="A")
    tetapkan(prakom, ["INT=4"], dasar="B", mulai="2025-01-01")
    tetapkan(prakom, ["INT=5"], dasar="C", mulai="2024-07-01")
    assert semua(prakom) == [
        ("PRAKOM", "INT", "3.00", None, "A", None, "2024-06-30"),
        ("PRAKOM", "INT", "5.00", None, "C", "2024-07-01", "2024-12-31"),
        ("PRAKOM", "INT", "4.00", None, "B", "2025-01-01", None),
    ]
    for hari, level in (("2024-06-30", "3.00"), ("2024-07-01", "5.00"), ("2025-01-01", "4.00")):
        assert [satu[2] for satu in semua(prakom, pada=hari)] == [level]


def test_the_same_again_writes_nothing(prakom: Path) -> None:
    tetapkan(prakom, ["INT=3"], mulai="2025-01-01", dasar="A")
    for isi in ({}, {"mulai": "2025-01-01"}, {"mulai": "2026-01-01"}, {"dasar": "A"}):
        with tulis(prakom) as d:
            standar.tetapkan(d, "PRAKOM", ["INT=3"], **isi)
            assert not d.berubah


def test_the_jenjang_fills_only_what_is_missing(prakom: Path) -> None:
    tetapkan(prakom, ["INT=5"], dasar="Kepwako")
    with tulis(prakom) as d:
        isi, banyak = standar.salin_jenjang(d, "prakom")
    assert banyak == 8
    assert [(satu["kompetensi"], int(satu["level"])) for satu in isi] == [
        ("INT", 5), *[(satu, 3) for satu in ("KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB")]
    ]  # fmt: skip
    assert isi[1]["dasar"].startswith("PermenPANRB 38/2017")
    with tulis(prakom) as d:
        assert standar.salin_jenjang(d, "PRAKOM")[1] == 0
        assert not d.berubah


def test_the_jenjang_fills_from_a_day(prakom: Path) -> None:
    tetapkan(prakom, ["INT=5"], mulai="2026-01-01")
    with tulis(prakom) as d:
        assert standar.salin_jenjang(d, "PRAKOM", mulai="2025-01-01")[1] == 9
    assert semua(prakom)[:2] == [
        ("PRAKOM", "INT", "3.00", None, semua(prakom)[0][4], "2025-01-01", "2025-12-31"),
        ("PRAKOM", "INT", "5.00", None, None, "2026-01-01", None),
    ]


@pytest.mark.parametrize(
    ("jabatan_", "dari", "galat"),
    [("SEKDIS", None, DataDitolak), ("XX", None, TidakDitemukan), ("SEKDIS", "SEKDIS", SalahPakai),
     ("SEKDIS", "PRAKOM", DataDitolak)],
)  # fmt: skip
def test_nothing_to_copy_is_a_refusal(prakom: Path, jabatan_: str, dari: str | None, galat: type[GalatASN]) -> None:
    def salin(d: PintuTulis) -> object:
        return standar.salin_jenjang(d, jabatan_) if dari is None else standar.salin_jabatan(d, jabatan_, dari)

    with pytest.raises(galat), tulis(prakom) as d:
        salin(d)


def test_another_job_is_copied_as_it_is_now(prakom: Path) -> None:
    tetapkan(prakom, ["INT=3", "KS=2"], dasar="A", tingkat="penting")
    tetapkan(prakom, ["INT=4"], mulai="2025-01-01")
    with tulis(prakom) as d:
        isi, banyak = standar.salin_jabatan(d, "SEKDIS", "PRAKOM")
    assert (banyak, [(satu["kompetensi"], int(satu["level"]), satu["tingkat"]) for satu in isi]) == (
        2, [("INT", 4, None), ("KS", 2, "penting")]
    )  # fmt: skip
    with tulis(prakom) as d:
        d.kon.execute("DELETE FROM standar WHERE jabatan_id = (SELECT id FROM jabatan WHERE kode = 'SEKDIS')")
        assert int(standar.salin_jabatan(d, "SEKDIS", "PRAKOM", mulai="2024-01-01")[0][0]["level"]) == 3


# -- importing -------------------------------------------------------------------------------------------------------


def test_what_the_list_prints_can_be_imported_elsewhere(prakom: Path) -> None:
    tetapkan(prakom, ["INT=3", "KS=2,25"], dasar="A", tingkat="perlu")
    tetapkan(prakom, ["INT=4"], mulai="2025-01-01", selesai="2026-12-31")
    asal = semua(prakom)
    isi = lembar(PANJANG, *asal)
    laporan = impor(prakom, isi)
    assert (laporan.sama, laporan.dibaca, laporan.jalankan) == (3, 3, None)
    with tulis(prakom) as d:
        d.kon.execute("DELETE FROM standar")
    laporan = impor(prakom, isi)
    assert (laporan.baru, laporan.berubah) == (2, 1)
    assert semua(prakom) == asal
    assert impor(prakom, isi).sama == 3


def test_a_wide_row_counts_once_and_its_empty_cells_are_nothing(prakom: Path) -> None:
    isi = lembar(LEBAR, ("Pranata Komputer Ahli Muda", 3, "2,5"), ("SEKDIS", None, 4), ("SEKDIS",))
    laporan = impor(prakom, isi, mulai="2025-01-01", dasar="Kepwako 1/2025")
    assert (laporan.baru, laporan.dilewati, laporan.dibaca) == (2, 1, 3)
    assert semua(prakom) == [
        ("PRAKOM", "INT", "3.00", None, "Kepwako 1/2025", "2025-01-01", None),
        ("PRAKOM", "KS", "2.50", None, "Kepwako 1/2025", "2025-01-01", None),
        ("SEKDIS", "KS", "4.00", None, "Kepwako 1/2025", "2025-01-01", None),
    ]
    assert impor(prakom, isi, mulai="2025-01-01", dasar="Kepwako 1/2025").sama == 2


@pytest.mark.parametrize(
    ("baris", "sel", "kode"),
    [
        (("PRAKOM", "INT", 7), "C2", "NILAI_LUAR_SKALA"),
        (("PRAKOM", "INT", 0), "C2", "NILAI_NOL"),
        (("PRAKOM", "INT", TANPA_NILAI), "C2", "RUMUS_TANPA_NILAI"),
        (("PRAKOM", "XYZ", 3), "B2", "KOMPETENSI_TIDAK_DIKENAL"),
        (("PRAKOM", None, 3), "B2", "KOMPETENSI_KOSONG"),
        (("GURU", "INT", 3), "A2", "JABATAN_TIDAK_DIKENAL"),
        ((None, "INT", 3), "A2", "JABATAN_KOSONG"),
        ((TANPA_NILAI, "INT", 3), "A2", "RUMUS_TANPA_NILAI"),
        (("PRAKOM", "INT", 3, "wajib"), "D2", "TINGKAT_TIDAK_DIKENAL"),
        (("PRAKOM", "INT", 3, None, "x" * 201), "E2", "DASAR_TIDAK_SAH"),
        (("PRAKOM", "INT", 3, None, None, "kapan"), "F2", "TANGGAL_TIDAK_SAH"),
        (("PRAKOM", "INT", 3, None, None, "2025-01-01", "2024-01-01"), "G2", "TANGGAL_TERBALIK"),
        (("PRAKOM", "PB", 5), "C2", "STANDAR_BERBEDA"),
        (("PRAKOM", "PP", 5, None, None, "2024-01-01", "2025-06-30"), "C2", "STANDAR_BERTUMPUK"),
    ],
)
def test_a_bad_cell_holds_everything(prakom: Path, baris: tuple[Any, ...], sel: str, kode: str) -> None:
    tetapkan(prakom, ["PB=3"])
    tetapkan(prakom, ["PP=3"], mulai="2025-01-01")
    sebelum = prakom.read_bytes()
    laporan = impor(prakom, lembar(PANJANG, baris, ("SEKDIS", "INT", 3)))
    assert [(satu.sel, satu.kode) for satu in laporan.galat] == [(sel, kode)]
    assert (laporan.ditahan, laporan.jalankan) == (1, None)
    assert prakom.read_bytes() == sebelum


def test_leaving_out_keeps_the_good_cells_of_a_wide_row(prakom: Path) -> None:
    isi = lembar(LEBAR, ("PRAKOM", 3, 9), ("GURU", 3, 3))
    laporan = impor(prakom, isi, lewati=True)
    assert [(satu.sel, satu.kode) for satu in laporan.galat] == [
        ("C2", "NILAI_LUAR_SKALA"), ("A3", "JABATAN_TIDAK_DIKENAL")
    ]  # fmt: skip
    assert laporan.ditahan == 2
    assert semua(prakom) == [("PRAKOM", "INT", "3.00", None, None, None, None)]


def test_jobs_are_made_only_when_asked_and_spellings_are_remembered(prakom: Path) -> None:
    isi = lembar(LEBAR, ("Guru Kelas", 2, 2), ("Sekretaris", 3, 3), ("Guru Kelas", 2, 2))
    laporan = impor(prakom, isi, buat_jabatan=True, alias=[("Sekretaris", "SEKDIS")])
    assert (laporan.baru, laporan.dilewati, laporan.galat) == (2, 1, [])
    with door.baca(prakom) as d:
        assert jabatan.lihat(d, "guru kelas")["kode"] == "GURU-KELAS"
        assert jabatan.lihat(d, "sekretaris")["kode"] == "SEKDIS"


@pytest.mark.parametrize(("alias", "galat"), [(("X", "TIDAK"), TidakDitemukan), (("PRAKOM", "SEKDIS"), Bentrok)])
def test_an_alias_that_cannot_be_stops_the_import(prakom: Path, alias: tuple[str, str], galat: type[GalatASN]) -> None:
    with pytest.raises(galat):
        impor(prakom, lembar(LEBAR, ("SEKDIS", 3, 3)), alias=[alias])


def test_the_sheet_is_read_with_the_registered_competencies(prakom: Path) -> None:
    with door.baca(prakom) as d:
        skema = standar_impor.skema(d, [("Jujur", "INT"), ("X", "TIDAK-ADA")])
    assert skema.kompetensi["Jujur"] == "INT"
    assert skema.kompetensi["Kerja Sama"] == "KS"
    assert "X" not in skema.kompetensi
