"""`--peta`: a sheet described by the clerk is read as described, and a description is refused with the line to mend."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.tabular.baca import baca_lembar
from tests.conftest import Asn

from .bahan import HADIR, NILAI, NIP1, NIP2, PEGAWAI

ANEH = [
    ["REKAP PENILAIAN"],
    [],
    [None, "Pengenal", "Siapa", "A1", "A2", "A2"],
    [None, NIP1, "SABAI", 3, "2,5", 9],
    [None, NIP2, "RENO", 4, None, 9],
]
BENAR = 'baris_judul = 3\n[kolom]\nPengenal = "nip"\nC = "nama"\nA1 = "INT"\nE = "Kerja Sama"\n'


def buku(folder: Path, **lembar: list[list[object]]) -> Path:
    hasil = Workbook()
    hasil.remove(hasil.active)
    for nama, baris in lembar.items():
        satu = hasil.create_sheet(nama)
        for isi in baris:
            satu.append(isi)
    hasil.save(folder / "aneh.xlsx")
    return folder / "aneh.xlsx"


def baca(
    folder: Path, teks: str, skema: Skema = NILAI, berkas: Path | None = None, lembar: str | None = None
) -> Lembar:
    peta = folder / "peta.toml"
    peta.write_text(teks, encoding="utf-8")
    return baca_lembar(berkas or buku(folder, Rekap=ANEH), skema, lembar=lembar, peta=peta)


# --- a description that cannot be followed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "pesan", "saran"),
    [
        ("baris_judul = \n", "baris 1 bukan TOML yang sah", "Contoh isinya"),
        ("a = [" * 3000, "bukan TOML yang sah", "Contoh isinya"),
        ('baris = 3\n[kolom]\nB = "nip"\n', '"baris" tidak dikenal', "baris_judul"),
        ('[kolom]\nB = "nip"\n', "baris_judul harus nomor", "baris_judul = 5"),
        ('baris_judul = true\n[kolom]\nB = "nip"\n', "baris_judul harus nomor", ""),
        ('baris_judul = -1\n[kolom]\nB = "nip"\n', "baris_judul harus nomor", ""),
        ("baris_judul = 3\n", "bagian [kolom] kosong", "Contoh isinya"),
        ("baris_judul = 3\nkolom = 4\n", "bagian [kolom] kosong", ""),
        ('lembar = 2\nbaris_judul = 3\n[kolom]\nB = "nip"\n', "lembar harus berupa teks", ""),
        ('baris_judul = 3\n[kolom]\nB = "nipp"\n', 'bidang "nipp" untuk kolom B tidak dikenal', "Mungkin: nip"),
        ("baris_judul = 3\n[kolom]\nB = 5\n", 'bidang "5" untuk kolom B tidak dikenal', "Pilihannya: nip"),
        ('baris_judul = 3\n[kolom]\nB = "nip"\nC = "nip"\nD = "INT"\n', "bidang nip disebut dua kali", ""),
        ('baris_judul = 3\n[kolom]\nD = "INT"\n', "belum ada kolom untuk nip atau nama_nip", "[kolom]"),
        ('baris_judul = 3\n[kolom]\nB = "nip"\n', "belum ada kolom untuk kompetensi atau kode kompetensi", "[kolom]"),
        (
            'baris_judul = 3\n[kolom]\nB = "nip"\nA2 = "INT"\n',
            'judul "A2" ada 2 kali di baris 3: kolom E, F',
            "misalnya E",
        ),
        ('baris_judul = 3\n[kolom]\nB = "nip"\nA9 = "INT"\n', 'judul "A9" tidak ada di baris 3', "baris_judul"),
        ('baris_judul = 200\n[kolom]\nB = "nip"\nA1 = "INT"\n', "baris_judul 200, padahal", "nomor baris"),
        ('baris_judul = 3\n[kolom]\nB = "nip"\nZZZ = "INT"\n', 'judul "ZZZ" tidak ada', ""),
        ('baris_judul = 3\n[kolom]\nB = "nip"\nPengenal = "nama"\nD = "INT"\n', "satu kolom disebut dua kali", ""),
        ('lembar = "Lain"\nbaris_judul = 3\n[kolom]\nB = "nip"\nD = "INT"\n', 'Lembar "Lain" tidak ada', '"Rekap"'),
    ],
)
def test_refused_with_what_to_mend(tmp_path: Path, teks: str, pesan: str, saran: str) -> None:
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, teks)
    assert pesan in galat.value.pesan
    assert saran in galat.value.petunjuk


def test_a_letter_that_is_a_heading_too_must_be_said(tmp_path: Path) -> None:
    berkas = buku(tmp_path, Soal=[["x", "NIP", "A", "B", "KS"], [9, NIP1, 3, 4, 5]])
    for nama, kolom in (("A", "C"), ("B", "D")):
        teks = f'baris_judul = 1\n[kolom]\nNIP = "nip"\n{nama} = "INT"\n'
        with pytest.raises(DataDitolak) as galat:
            baca(tmp_path, teks, berkas=berkas)
        assert f'{nama} dapat berarti kolom {nama} atau judul "{nama}" di kolom {kolom}' in galat.value.pesan
        assert galat.value.petunjuk == f'Tulis "kolom {nama}" untuk kolomnya, atau "kolom {kolom}" untuk judulnya.'
    teks = 'baris_judul = 1\n[kolom]\n"kolom B" = "nip"\n"kolom C" = "INT"\nKS = "KS"\n'
    lembar = baca(tmp_path, teks, berkas=berkas)
    assert [(s.huruf, s.bidang) for s in lembar.lajur] == [
        ("B", "nip"),
        ("C", "kompetensi:INT"),
        ("E", "kompetensi:KS"),
    ]


def test_a_heading_row_below_the_sheet(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, BENAR.replace("3", "12", 1))
    assert 'baris_judul 12, padahal lembar "Rekap" hanya berisi 5 baris' in galat.value.pesan
    with pytest.raises(DataDitolak, match="hanya berisi 5 baris"):
        baca(tmp_path, 'baris_judul = 6\n[kolom]\nB = "nip"\nD = "INT"\n')


def test_headings_far_down_are_named_by_letter(tmp_path: Path) -> None:
    berkas = buku(tmp_path, Rekap=[*[["x"]] * 119, ["NIP", "A1"], [NIP1, 3]])
    with pytest.raises(DataDitolak, match="hanya dicari sampai baris 100"):
        baca(tmp_path, 'baris_judul = 120\n[kolom]\nA = "nip"\nA1 = "INT"\n', berkas=berkas)
    lembar = baca(tmp_path, 'baris_judul = 120\n[kolom]\nA = "nip"\nB = "INT"\n', berkas=berkas)
    assert [baris.sel for baris in lembar.baris] == [(NIP1, 3)]


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(GalatBerkas, match=r"tidak_ada\.toml"):
        baca_lembar(buku(tmp_path, Rekap=ANEH), NILAI, peta=tmp_path / "tidak_ada.toml")
    for isi in (b"\xff\xfe\x00", b"#" * 1_000_001):
        (tmp_path / "p.toml").write_bytes(isi)
        with pytest.raises(DataDitolak, match=r"p\.toml"):
            baca_lembar(buku(tmp_path, Rekap=ANEH), NILAI, peta=tmp_path / "p.toml")


def test_several_sheets_and_none_named(tmp_path: Path) -> None:
    berkas = buku(tmp_path, Satu=ANEH, Dua=ANEH)
    with pytest.raises(DataDitolak, match="Peta tidak menyebut lembar") as galat:
        baca(tmp_path, BENAR, berkas=berkas)
    assert '"Satu", "Dua"' in galat.value.petunjuk
    assert baca(tmp_path, f'lembar = "dua"\n{BENAR}', berkas=berkas).nama == "Dua"
    assert baca(tmp_path, f'lembar = "dua"\n{BENAR}', berkas=berkas, lembar="Satu").nama == "Satu"


# --- followed ---------------------------------------------------------------------------------------------------------


def test_headings_and_letters_mean_what_is_said(tmp_path: Path) -> None:
    lembar = baca(tmp_path, BENAR)
    assert [(s.huruf, s.bidang) for s in lembar.lajur] == [
        ("B", "nip"), ("C", "nama"), ("D", "kompetensi:INT"), ("E", "kompetensi:KS"),
    ]  # fmt: skip
    assert [(b.nomor, b.sel) for b in lembar.baris] == [(4, (NIP1, "SABAI", 3, "2,5")), (5, (NIP2, "RENO", 4, None))]
    assert (lembar.baris_judul, lembar.kepala, lembar.kolom_diabaikan) == ((3,), ("REKAP PENILAIAN",), ("A2",))


def test_a_sheet_without_headings(tmp_path: Path) -> None:
    berkas = buku(tmp_path, Data=[[NIP1, "SABAI"], [NIP2, "RENO"]])
    lembar = baca(tmp_path, 'baris_judul = 0\n[kolom]\nA = "nip"\nB = "nama"\n', PEGAWAI, berkas)
    assert ([b.nomor for b in lembar.baris], lembar.baris_judul, lembar.kepala) == ([1, 2], (), ())


def test_csv_and_days(tmp_path: Path) -> None:
    berkas = tmp_path / "a.csv"
    berkas.write_text(f"x;y;z;w\n{NIP1};H;A;80\n", encoding="utf-8")
    teks = 'baris_judul = 1\n[kolom]\nx = "nip"\ny = 2025-03-03\nz = "2025-03-04"\nD = "pre"\n'
    lembar = baca(tmp_path, teks, HADIR, berkas)
    assert [s.bidang for s in lembar.lajur] == ["nip", f"hari:{date(2025, 3, 3)}", "hari:2025-03-04", "pre"]
    assert lembar.baris[0].sel == (NIP1, "H", "A", "80")


def test_every_import_takes_it(asn: Asn, tmp_path: Path) -> None:
    """The whole way: a sheet nobody would understand, imported by its description."""
    (tmp_path / "aneh.csv").write_text("apa;itu\nDINKES;Dinas Kesehatan\n", encoding="utf-8")
    (tmp_path / "p.toml").write_text('baris_judul = 1\n[kolom]\napa = "kode"\nitu = "nama"\n', encoding="utf-8")
    assert asn("opd", "impor", tmp_path / "aneh.csv")[0] == 3
    kode, keluar, _ = asn("opd", "impor", tmp_path / "aneh.csv", "--peta", tmp_path / "p.toml")
    assert (kode, json.loads(keluar)["baru"]) == (0, 1)
    for benda in ("jabatan", "kompetensi", "standar", "pegawai", "nilai", "pelatihan", "kelas"):
        assert asn(benda, "impor", tmp_path / "aneh.csv", "--peta", tmp_path / "tidak_ada.toml")[0] == 8
    hadir = ("kelas", "hadir", "K1", "--dari", tmp_path / "aneh.csv", "--peta", tmp_path / "tidak_ada.toml")
    assert asn(*hadir)[0] == 8
