from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from asn_kompetensi.tabular import terminal
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from tests.tabular.alat import Layar

D = Decimal
KOLOM = [
    Kolom("nip", tetap=True), Kolom("nama"), Kolom("nama_jabatan", "Jabatan"), Kolom("kompetensi"),
    Kolom("standar", angka=True), Kolom("capaian", angka=True), Kolom("rahasia", layar=False),
]  # fmt: skip
BARIS = [
    ("198403122006042901", "Sabai Aluih Binti Ahmad", "Pranata Komputer Ahli Muda", "INT", D(3), D("2.50"), "x"),
    ("198403122006042902", "Umbuik [merah]Mudo[/] :smile:", "Guru", "KOM", D(3), None, "y"),
]
ESC = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _lebar(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(nama, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def tampil(baris: object = BARIS, *, semua: bool = False, kolom: object = KOLOM) -> tuple[str, list[str]]:
    layar, catatan = Layar(), []
    tabel = Tabel.dari(kolom, baris)  # type: ignore[arg-type]
    terminal.tampilkan(tabel, keluar=layar, semua=semua, catat=catatan.append)
    return ESC.sub("", layar.getvalue()), catatan


def test_eighty_columns_read_well() -> None:
    teks, catatan = tampil()
    baris = teks.splitlines()
    assert all(cell_len(b) <= 80 for b in baris)
    assert baris[0].split() == ["NIP", "Nama", "Jabatan", "Kompetensi", "Standar", "Capaian"]
    assert set(baris[1].strip()) == {"─"}
    assert baris[2].startswith("198403122006042901  Sabai Aluih")
    assert baris[2].rstrip().endswith("2,5")
    assert "rahasia" not in teks.lower()
    assert catatan == []
    assert "│" not in teks


def test_numbers_right_aligned_with_decimal_comma_and_dash() -> None:
    teks, _ = tampil([(1, D("9.5")), (2, D("100")), (3, None)], kolom=[Kolom("a"), Kolom("jpm", angka=True)])
    assert [b.rstrip() for b in teks.splitlines()[2:]] == ["1  9,5", "2  100", "3    –"]


def test_markup_and_emoji_are_literal() -> None:
    assert "[merah]Mudo[/]" in tampil()[0]
    assert ":smile:" in tampil()[0]
    layar = Layar()
    terminal.tampilkan(Tabel.dari(KOLOM, BARIS, "Dinas [x] :smile:"), keluar=layar, semua=False, catat=print)
    assert layar.getvalue().startswith("Dinas [x] :smile:\n")


@pytest.mark.parametrize("lebar", ["1", "20", "40", "79", "200"])
def test_nothing_is_cut_at_any_width(monkeypatch: pytest.MonkeyPatch, lebar: str) -> None:
    monkeypatch.setenv("COLUMNS", lebar)
    teks, _ = tampil()
    assert "…" not in teks
    rapat = re.sub(r"\s", "", teks)
    assert "198403122006042901" in rapat
    if int(lebar) >= 40:
        assert "198403122006042902" in teks
        assert "SabaiAluih" in rapat


def test_two_hundred_rows_then_a_line_on_stderr() -> None:
    baris = ((f"orang{i}",) for i in range(1059))
    teks, catatan = tampil(baris, kolom=["nama"])
    assert len(teks.splitlines()) == 202
    assert catatan == ["Ditampilkan 200 dari 1059 baris. Semua: --semua, --csv, atau -o berkas.xlsx."]
    teks, catatan = tampil([(f"orang{i}",) for i in range(250)], kolom=["nama"], semua=True)
    assert "orang249" in teks
    assert catatan == []
    assert tampil([(str(i),) for i in range(200)], kolom=["nama"])[1] == []


def test_nothing_to_show() -> None:
    assert tampil([]) == ("", ["Tidak ada data."])


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=()), max_size=30)] * 7), min_size=1, max_size=4))
def test_data_cannot_steer_the_terminal(baris: list[tuple[str, ...]]) -> None:
    teks, _ = tampil(baris)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", teks)


@pytest.mark.parametrize(("nama", "nilai"), [("FORCE_COLOR", "1"), ("TERM", "dumb"), ("NO_COLOR", "1")])
def test_no_escape_where_not_wanted(monkeypatch: pytest.MonkeyPatch, nama: str, nilai: str) -> None:
    import io

    monkeypatch.setenv(nama, nilai)
    keluar = io.StringIO()
    terminal.tampilkan(Tabel.dari(KOLOM, BARIS), keluar=keluar, semua=False, catat=print)
    assert "\x1b" not in keluar.getvalue()
    layar = Layar()
    terminal.tampilkan(Tabel.dari(KOLOM, BARIS), keluar=layar, semua=False, catat=print)
    assert "\x1b[3" not in layar.getvalue()  # never colour, at most bold


def test_object_listing_with_small_tables() -> None:
    layar = Layar()
    gap = [{"kompetensi": "KOM", "capaian": None}, {"kompetensi": "INT", "capaian": D("2.5")}]
    objek = {"nip": "198403122006042901", "jpm": D("92.50"), "kosong": [], "nama": "\x1b[2J", "gap": gap}
    terminal.tampilkan_objek(objek, keluar=layar, judul={"gap": "Kesenjangan"})
    teks = ESC.sub("", layar.getvalue())
    assert [b.rstrip() for b in teks.splitlines()] == [
        "NIP     198403122006042901", "JPM     92,5", "Kosong  –", "Nama    \\x1b[2J", "", "Kesenjangan",
        "Kompetensi  Capaian", "─" * 19, "KOM               –", "INT             2,5",
    ]  # fmt: skip
