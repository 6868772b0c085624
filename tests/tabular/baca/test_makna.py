"""Score sheets that print the standard and the gap beside the score: the right one of the three, or a clear refusal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.services.standar import BIDANG
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.kompetensi import PencocokKompetensi

from .bahan import KOMPETENSI, NILAI, NIP1, NIP2, PEGAWAI, alasan, bidang, buku_cepat, nomor

N = None
SKEMA_STANDAR = Skema(
    "standar", BIDANG, (("jabatan",), ("kompetensi", "kompetensi:*"), ("level", "kompetensi:*")), KOMPETENSI
)


def baca(tmp_path: Path, skema: Skema, baris: list[Any], gabung: tuple[str, ...] = ()) -> Lembar:
    return baca_lembar(buku_cepat(tmp_path / "rekap.xlsx", baris, gabung), skema)


def lajur(lembar: Lembar) -> dict[str, str]:
    return {b.removeprefix("kompetensi:"): h for b, h in bidang(lembar).items() if b.startswith("kompetensi:")}


TIGA = ["Standar", "Capaian", "Gap"]
ATAS = ["NIP", "Nama", "Integritas", N, N, "Komunikasi", N, N]
ISI = [NIP1, "A", 3, 2, -1, 4, 3, -1]


@pytest.mark.parametrize("gabung", [("A1:A2", "B1:B2", "C1:E1", "F1:H1"), ()])
@pytest.mark.parametrize(
    ("anak", "huruf"),
    [
        (TIGA, "DG"),
        (["Capaian", "Standar", "Gap"], "CF"),
        (["Std", "Nilai", "Selisih"], "DG"),
        (["Target", "Hasil", "Kesenjangan"], "DG"),
        (["SKJ", "Level", "Gap"], "DG"),
        (["Level Standar", "Level Capaian", "Gap"], "DG"),
    ],
)
def test_the_right_one_of_three_below_each_competency(
    tmp_path: Path, gabung: tuple[str, ...], anak: list[str], huruf: str
) -> None:
    lembar = baca(tmp_path, NILAI, [ATAS, [N, N, *anak, *anak], ISI], gabung)
    assert lajur(lembar) == dict(zip(("INT", "KOM"), huruf, strict=True))
    assert nomor(lembar) == [3]
    assert len(lembar.kolom_diabaikan) == 4


@pytest.mark.parametrize("gabung", [("A1:A3", "B1:B3", "C1:H1", "C2:E2", "F2:H2"), ()])
@pytest.mark.parametrize("atas", ["Kompetensi Manajerial", "Standar dan Capaian", "Standar Kompetensi"])
def test_three_rows_of_headings(tmp_path: Path, gabung: tuple[str, ...], atas: str) -> None:
    baris = [["NIP", "Nama", atas], [N, N, *ATAS[2:]], [N, N, *TIGA, *TIGA], ISI]
    assert lajur(baca(tmp_path, NILAI, baris, gabung)) == {"INT": "D", "KOM": "G"}


@pytest.mark.parametrize(
    "judul",
    [
        "Integritas Standar|Integritas Capaian|Integritas Gap",
        "Standar Integritas|Capaian Integritas|Gap Integritas",
        "Std Integritas|Nilai Integritas|Selisih Integritas",
        "Integritas (Std)|Integritas (Nilai)|Integritas (Gap)",
        "Integritas - Target|Integritas|Integritas - Kesenjangan",
    ],
)
def test_role_written_into_the_heading(tmp_path: Path, judul: str) -> None:
    lembar = baca(tmp_path, NILAI, [["NIP", *judul.split("|")], [NIP1, 3, 2, -1]])
    assert (lajur(lembar), lembar.baris[0].sel) == ({"INT": "C"}, (NIP1, 2))
    lembar = baca(tmp_path, SKEMA_STANDAR, [["Jabatan", *judul.split("|")], ["X", 3, 2, -1]])
    assert (lajur(lembar), lembar.baris[0].sel) == ({"INT": "B"}, ("X", 3))


@pytest.mark.parametrize("gabung", [("A1:A2", "B1:C1", "D1:E1"), ()])
@pytest.mark.parametrize(
    "atas",
    [
        "Standar", "Standar Kompetensi Jabatan", "Persyaratan", "Target", "SKJ", "Potensi", "Gap", "Selisih",
        "Nilai Standar", "Standard",
    ],
)  # fmt: skip
def test_a_block_of_anything_else_to_the_left_is_no_score(tmp_path: Path, gabung: tuple[str, ...], atas: str) -> None:
    baris = [["NIP", atas, N, "Nilai", N], [N, *["Integritas", "Komunikasi"] * 2], [NIP1, 3, 3, 2, 4]]
    assert lajur(baca(tmp_path, NILAI, baris, gabung)) == {"INT": "D", "KOM": "E"}


def test_facts_of_the_row_below_a_group_that_reaches_too_far_are_kept(tmp_path: Path) -> None:
    baris = [
        ["NIP", "Nilai", N, "Gap", N, N],
        [N, *["Integritas", "Komunikasi"] * 2, "Tanggal"],
        [NIP1, 3, 3, 0, 0, "x"],
    ]
    lembar = baca(tmp_path, NILAI, baris)
    assert (lajur(lembar), bidang(lembar)["tanggal"]) == ({"INT": "B", "KOM": "C"}, "F")


def test_a_sheet_of_standards_alone_is_no_score_sheet(tmp_path: Path) -> None:
    baris = [[N, N, "Standar"], ["NIP", "Nama", "Integritas", "Komunikasi"], [NIP1, "A", 3, 3]]
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, NILAI, baris)
    assert '"Standar / Integritas", "Standar / Komunikasi" berisi standar' in galat.value.petunjuk


@pytest.mark.parametrize("judul", ["STANDAR KOMPETENSI", "REKAP GAP DAN STANDAR", "DAFTAR GAP KOMPETENSI"])
@pytest.mark.parametrize("gabung", [("A1:D1",), ("B1:D1",), ()])
def test_a_title_above_the_whole_table_is_no_group(tmp_path: Path, judul: str, gabung: tuple[str, ...]) -> None:
    atas = [N, judul] if gabung == ("B1:D1",) else [judul]
    lembar = baca(tmp_path, NILAI, [atas, ["NIP", "Nama", "Integritas", "Komunikasi"], [NIP1, "A", 3, 3]], gabung)
    assert (lembar.baris_judul, lajur(lembar)) == ((2,), {"INT": "C", "KOM": "D"})


def test_the_standards_import_reads_the_required_level(tmp_path: Path) -> None:
    baris = [["Jabatan", "Standar Kompetensi"], [N, "Integritas", "Komunikasi"], ["X", 3, 4]]
    lembar = baca(tmp_path, SKEMA_STANDAR, baris, ("A1:A2", "B1:C1"))
    assert lembar.baris[0].sel == ("X", 3, 4)
    for anak in (["Capaian", "Standar", "Gap"], ["Nilai", "Standar", "Gap"]):
        baris = [["Jabatan", "Integritas"], [N, *anak], ["X", 2, 3, -1]]
        assert lajur(baca(tmp_path, SKEMA_STANDAR, baris, ("A1:A2", "B1:D1"))) == {"INT": "C"}
    baris = [["Jabatan", "Integritas", N, "Komunikasi"], [N, "Level", "Kepentingan", "Level"], ["X", 2, 3, 4]]
    assert lajur(baca(tmp_path, SKEMA_STANDAR, baris, ("A1:A2", "B1:C1"))) == {"INT": "B", "KOM": "D"}


@pytest.mark.parametrize("gabung", [("A1:A2", "B1:B2", "C1:E1", "F1:H1"), ()])
def test_sub_headings_nobody_understands_are_refused(tmp_path: Path, gabung: tuple[str, ...]) -> None:
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, NILAI, [ATAS, [N, N, *"SCGSCG"], ISI], gabung)
    assert "tidak jelas kolom kompetensi mana yang berisi capaian" in galat.value.pesan
    assert "Standar, Capaian, atau Gap" in galat.value.petunjuk


def test_sub_headings_below_a_blank_row_are_refused_too(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak, match='mana yang berisi capaian: "Standar", "Capaian"'):
        baca(tmp_path, NILAI, [ATAS, [], [N, N, *TIGA, *TIGA], ISI])


def test_one_label_merged_over_two_filled_columns_is_refused_but_not_over_an_empty_one(tmp_path: Path) -> None:
    judul = ["NIP", "Integritas", N, "Komunikasi"]
    with pytest.raises(DataDitolak, match='mana yang berisi capaian: "Integritas"'):
        baca(tmp_path, NILAI, [judul, [NIP1, 3, 2, 1]], ("B1:C1",))
    assert lajur(baca(tmp_path, NILAI, [judul, [NIP1, 3, N, 1]], ("B1:C1",))) == {"INT": "B", "KOM": "D"}


@pytest.mark.parametrize("kelompok", [("2024", "2025"), ("Atasan", "Rekan"), (2024, 2025)])
def test_two_groups_with_levels_are_refused_until_one_says_capaian(tmp_path: Path, kelompok: tuple[Any, Any]) -> None:
    bawah, isi = [N, *["Integritas", "Komunikasi"] * 2], [NIP1, 3, 2, 4, 4]
    for gabung in (("A1:A2", "B1:C1", "D1:E1"), ()):
        with pytest.raises(DataDitolak) as galat:
            baca(tmp_path, NILAI, [["NIP", kelompok[0], N, kelompok[1], N], bawah, isi], gabung)
        assert f'"{kelompok[0]} / Integritas", "{kelompok[0]} / Komunikasi"' in galat.value.pesan
        assert "--peta" in galat.value.petunjuk
        lembar = baca(tmp_path, NILAI, [["NIP", kelompok[0], N, "Capaian 2025", N], bawah, isi], gabung)
        assert lajur(lembar) == {"INT": "D", "KOM": "E"}
        uraian = [NIP1, 3, 2, "baik", "cukup"]
        lembar = baca(tmp_path, NILAI, [["NIP", kelompok[0], N, "Uraian", N], bawah, uraian], gabung)
        assert lajur(lembar) == {"INT": "B", "KOM": "C"}


def test_remarks_below_a_competency_do_not_hide_its_score(tmp_path: Path) -> None:
    baris = [["NIP", "Integritas", N], [N, "Nilai", "Keterangan"], [NIP1, 3, "cukup"]]
    lembar = baca(tmp_path, NILAI, baris, ("A1:A2", "B1:C1"))
    assert (bidang(lembar), lembar.kolom_diabaikan) == (
        {"nip": "A", "kompetensi:INT": "B"},
        ("Integritas / Keterangan",),
    )


@pytest.mark.parametrize(
    ("judul", "isi", "asing"),
    [
        (["Integritas", "2. Kepemimpinan (3)", "Komunikasi"], [3, 4, 2], (("C", "Kepemimpinan"),)),
        (["Kepemimpinan", "Integritas", "Total"], [3, 4, 2], (("B", "Kepemimpinan"),)),
        (
            ["Integritas", "Inovasi\nDaerah", "Kepemimpinan"],
            ["3", "2,5", "Level 4"],
            (("C", "Inovasi Daerah"), ("D", "Kepemimpinan")),
        ),
        (["Integritas", "PB", "PSD"], [3, 4, 2], (("C", "PB"), ("D", "PSD"))),
        (["Integritas", "Catatan", "Komunikasi"], [3, "baik", 2], ()),
        (["Integritas", "Umur Hidup", "Komunikasi"], [3, 45, 2], ()),
        (["Integritas", "Kosong", "Komunikasi"], [3, None, 2], ()),
        (["Integritas", "Gap Integritas", "Komunikasi"], [3, 1, 2], ()),
        (["Integritas", "JPM", "Kelas Baru"], [3, 90, 2], ()),
    ],
)
def test_unknown_columns_of_levels_among_the_competencies_are_named(
    tmp_path: Path, judul: list[str], isi: list[Any], asing: tuple[tuple[str, str], ...]
) -> None:
    lembar = baca(tmp_path, NILAI, [["NIP", *judul], [NIP1, *isi], ["Keterangan: x", N, N, "y"]])
    assert lembar.kolom_asing == asing


@pytest.mark.parametrize("gabung", [("A1:A2", "B1:D1", "E1:G1"), ()])
def test_an_unknown_competency_with_sub_headings_is_named_and_is_not_the_score_of_the_row(
    tmp_path: Path, gabung: tuple[str, ...]
) -> None:
    baris = [["NIP", "Kepemimpinan", N, N, "Komunikasi"], [N, *TIGA, *TIGA], [NIP1, 3, 2, -1, 4, 3, -1]]
    lembar = baca(tmp_path, NILAI, baris, gabung)
    assert bidang(lembar) == {"nip": "A", "kompetensi:KOM": "F"}
    assert lembar.kolom_asing == (("C", "Kepemimpinan"),)


# --- required levels: in a row below the headings, or in the headings -------------------------------------------------


@pytest.mark.parametrize("awal", [["Standar", N, N], [N, N, "STANDAR KOMPETENSI"]])
def test_the_row_of_standards_is_no_heading(tmp_path: Path, awal: list[Any]) -> None:
    judul = ["No", "NIP", "Nama", "Integritas", "Komunikasi"]
    for tulis in (int, str, "Level {}".format):
        lembar = baca(tmp_path, NILAI, [judul, [*awal, tulis(3), tulis(4)], [1, NIP1, "A", 3, 2]])
        assert (lembar.baris_judul, alasan(lembar), nomor(lembar)) == ((1,), {2: "standar"}, [3])
        assert [s.standar for s in lembar.lajur[-2:]] == [None, None]
    dua = [["No", "NIP", "Nama", "Kompetensi"], [N, N, N, *judul[3:]], [*awal, 3, 4], [1, NIP1, "A", 3, 2]]
    lembar = baca(tmp_path, NILAI, dua, ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert (lembar.baris_judul, alasan(lembar), nomor(lembar)) == ((1, 2), {3: "standar"}, [4])


def test_standards_inside_a_merged_header_are_those_of_the_headings(tmp_path: Path) -> None:
    baris = [["NIP", "Jabatan", "Integritas", "Komunikasi"], [N, "Standar", 3, 4], [NIP1, "X", 3, 2]]
    lembar = baca(tmp_path, NILAI, baris, ("A1:A2",))
    assert (lembar.baris_judul, bidang(lembar)["jabatan"]) == ((1, 2), "B")
    assert [(s.bidang, s.standar) for s in lembar.lajur[-2:]] == [("kompetensi:INT", "3"), ("kompetensi:KOM", "4")]


def test_a_person_is_never_part_of_the_header(tmp_path: Path) -> None:
    judul = ["NIP", "Nama", "Integritas", "Keterangan"]
    baris = [judul, [NIP1, "A", 3], [NIP2, "B", 4]]
    with pytest.raises(DataDitolak):
        baca(tmp_path, NILAI, baris, ("D1:D3",))


@pytest.mark.parametrize(
    "judul",
    [
        "Integritas (3)", "Integritas [3]", "Integritas (Std. 3)", "Integritas - Std 3", "Integritas\nStandar: 3",
        "Integritas – 3", "Integritas std=3", "INTEGRITAS (STANDAR : 3)", "Integritas\n(Std. = 3)", "Integritas Lv. 3",
        "Integritas (L3)", "Integritas (Target 3)", "Integritas (min. 3)", "Integritas Std.3", "Integritas (3)*",
    ],
)  # fmt: skip
def test_a_heading_with_its_standard(judul: str) -> None:
    cocok = PencocokKompetensi(KOMPETENSI).cocok(judul)
    assert cocok is not None
    assert (cocok.kode, cocok.standar, cocok.salah, cocok.ejaan.casefold()) == ("INT", "3", False, "integritas")


@pytest.mark.parametrize(
    ("judul", "sebutan"),
    [
        ("Jabatan Terakhir", "jabatan"),
        ("JABATAN SEKARANG", "jabatan"),
        ("Jabatan (saat ini)", "jabatan"),
        ("Golongan Terakhir", "golongan"),
        ("Gol. Terakhir", "golongan"),
        ("Gol. Ruang Akhir", "golongan"),
        ("Pangkat Terakhir", "pangkat"),
        ("Pangkat / Gol. Ruang Terakhir", "pangkat_gol"),
        ("TMT Jabatan Terakhir", "mulai"),
        ("Pendidikan Terakhir", None),
        ("Jabatan Lama", None),
    ],
)
def test_yang_terakhir_adalah_yang_dipegang_sekarang(tmp_path: Path, judul: str, sebutan: str | None) -> None:
    skema = replace(PEGAWAI, bidang=(*PEGAWAI.bidang, "pangkat"))
    lembar = baca(tmp_path, skema, [["NIP", "Nama", judul], [NIP1, "A", "x"]])
    assert {b: h for b, h in bidang(lembar).items() if h == "C"} == ({sebutan: "C"} if sebutan else {})
