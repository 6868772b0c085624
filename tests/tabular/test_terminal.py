from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import TextIO

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


def _tampilkan(tabel: Tabel, keluar: TextIO, catat: Callable[[str], None] = print, *, semua: bool = False) -> None:
    terminal.tampilkan(terminal.ambil(tabel, semua=semua), keluar=keluar, catat=catat)


def tampil(baris: object = BARIS, *, semua: bool = False, kolom: object = KOLOM) -> tuple[str, list[str]]:
    layar, catatan = Layar(), []
    tabel = Tabel.dari(kolom, baris)  # type: ignore[arg-type]
    _tampilkan(tabel, layar, catatan.append, semua=semua)
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
    _tampilkan(Tabel.dari(KOLOM, BARIS, "Dinas [x] :smile:"), layar)
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


def test_a_column_may_stand_only_where_some_row_has_a_value() -> None:
    """Also a row that is only counted; 0 and an empty text are values."""
    kolom = [Kolom("a"), *(Kolom(nama, bila_isi=True) for nama in ("kosong", "akhir", "nol"))]
    baris = [(str(n), None, None, None) for n in range(terminal.BATAS_BARIS)]
    assert tampil(iter(baris), kolom=kolom)[0].splitlines()[0].split() == ["A"]
    baris += [("x", None, "", None), ("y", None, None, 0)]
    for semua in (False, True):
        assert tampil(iter(baris), kolom=kolom, semua=semua)[0].splitlines()[0].split() == ["A", "Akhir", "Nol"]


@pytest.mark.parametrize("semua", [False, True])
def test_a_table_is_taken_whole_before_it_is_shown(semua: bool) -> None:
    sumber = ((str(n),) for n in range(2 * terminal.BATAS_BARIS))
    cuplikan = terminal.ambil(Tabel.dari(["n"], sumber), semua=semua)
    assert next(sumber, "habis") == "habis"
    assert len(list(cuplikan.tabel.baris)) + cuplikan.sisa == 2 * terminal.BATAS_BARIS


def test_nothing_to_show() -> None:
    assert tampil([]) == ("", ["Tidak ada data."])


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=()), max_size=30)] * 7), min_size=1, max_size=4))
def test_data_cannot_steer_the_terminal(baris: list[tuple[str, ...]]) -> None:
    teks, _ = tampil(baris)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", teks)


@pytest.mark.parametrize(("nama", "nilai"), [("FORCE_COLOR", "1"), ("TERM", "dumb"), ("NO_COLOR", "1")])
def test_no_escape_where_not_wanted(monkeypatch: pytest.MonkeyPatch, nama: str, nilai: str) -> None:
    monkeypatch.setenv(nama, nilai)
    keluar = io.StringIO()
    _tampilkan(Tabel.dari(KOLOM, BARIS), keluar)
    assert "\x1b" not in keluar.getvalue()
    layar = Layar()
    _tampilkan(Tabel.dari(KOLOM, BARIS), layar)
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


KOTA = [
    Kolom("nip", tetap=True), Kolom("nama"), Kolom("nama_jabatan", "Jabatan"), Kolom("opd", "OPD", tetap=True),
    Kolom("selisih", angka=True),
]  # fmt: skip
KATA = st.text("abcdefghij", min_size=1, max_size=24)
ORANG = st.tuples(
    st.from_regex(r"[0-9]{18}", fullmatch=True),
    st.lists(KATA, max_size=6).map(" ".join),
    st.lists(KATA, min_size=1, max_size=5).map(" ".join),
    st.sampled_from(["DINKES", "RSUD-01", "KEC.BARANGIN"]),
    st.none() | st.decimals(-5, 5, places=2),
)


@pytest.mark.parametrize("lebar", [20, 40, 60, 80, 120])
@settings(max_examples=20)
@given(baris=st.lists(ORANG, min_size=1, max_size=4))
def test_any_people_at_any_width(lebar: int, baris: list[tuple[object, ...]]) -> None:
    """Not one line wider than the screen, not one NIP broken, not one letter lost."""
    with pytest.MonkeyPatch.context() as m:
        m.setenv("COLUMNS", str(lebar))
        teks, _ = tampil(baris, kolom=KOTA)
    assert max(cell_len(b.rstrip()) for b in teks.splitlines()) <= lebar
    for nip, *_ in baris:
        assert str(nip) in teks
    huruf = Counter(h for nip, nama, jabatan, *_ in baris for h in f"{nip}{nama}{jabatan}")
    tampak = Counter(teks)
    assert all(tampak[h] >= n for h, n in huruf.items() if h != " ")


def test_a_table_of_numbers_is_never_wider_than_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich alone made this one 61 wide."""
    monkeypatch.setenv("COLUMNS", "60")
    kolom = [Kolom("a", tetap=True), Kolom("b", tetap=True), *(Kolom(f"nama_jabatan{i}", angka=True) for i in (2, 3))]
    teks, _ = tampil([("4" * 18, "7" * 18, 163357500, 301)], kolom=kolom)
    assert max(len(b.rstrip()) for b in teks.splitlines()) <= 60
    assert "163357500" in teks


def test_twenty_columns_put_the_name_above_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    teks, _ = tampil([("198403122006042901", "Sabai Aluih", "Guru", "DINKES", None)], kolom=KOTA)
    assert [b.rstrip() for b in teks.splitlines()] == [
        "NIP", "  198403122006042901", "Nama", "  Sabai Aluih", "Jabatan", "  Guru", "OPD", "  DINKES", "Selisih",
        "  –",
    ]  # fmt: skip


def test_forty_columns_put_the_name_beside_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    panjang = ("198403122006042901", "Sabai Aluih", "Kepala Bidang Pengendalian Penyakit", "DINKES", D("-0.50"))
    teks, _ = tampil([panjang, panjang], kolom=KOTA)
    satu = ["NIP      198403122006042901", "Nama     Sabai Aluih", "Jabatan  Kepala Bidang Pengendalian",
            "         Penyakit", "OPD      DINKES", "Selisih  -0,5"]  # fmt: skip
    assert [b.rstrip() for b in teks.splitlines()] == [*satu, "", *satu]


def test_an_object_at_twenty_columns_keeps_its_nip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    layar = Layar()
    objek = {"nip": "198403122006042901", "peserta": [{"nip": "198403122006042902", "nama": "Umbuik Mudo"}]}
    terminal.tampilkan_objek(objek, keluar=layar)
    teks = ESC.sub("", layar.getvalue())
    assert "198403122006042901" in teks
    assert "198403122006042902" in teks
    assert max(len(b.rstrip()) for b in teks.splitlines()) <= 20


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 60)), min_size=1, max_size=8), st.integers(0, 200)
)  # fmt: skip
def test_room_is_shared_without_taking_from_the_smallest(kolom: list[tuple[int, int]], lebih: int) -> None:
    terkecil = [k for k, _ in kolom]
    wajar = [k + tambah for k, tambah in kolom]
    lebar = terminal._bagi_lebar(terkecil, wajar, sum(terkecil) + lebih)
    assert all(k <= w <= x for k, w, x in zip(terkecil, lebar, wajar, strict=True))
    assert sum(lebar) == min(sum(terkecil) + lebih, sum(wajar))


def test_wide_letters_count_double() -> None:
    teks, _ = tampil([("人" * 50, 1)], kolom=["nama", Kolom("n", angka=True)])
    assert teks.count("人") == 50
    assert max(cell_len(b) for b in teks.splitlines()) <= 80


@pytest.mark.parametrize("sandi", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_any_encoding_of_the_terminal(sandi: str) -> None:
    mentah = io.BytesIO()
    keluar = io.TextIOWrapper(mentah, encoding=sandi, errors="replace")
    keluar.isatty = lambda: True  # type: ignore[method-assign]
    _tampilkan(Tabel.dari(KOLOM, [("1" * 18, "Déjà 人 😀", "Guru", "INT", D(3), None, "x")]), keluar)
    keluar.flush()
    isi = ESC.sub("", mentah.getvalue().decode(sandi))
    assert "1" * 18 in isi
    assert ("Déjà" in isi) == (sandi != "ascii")
    assert ("─" in isi) == (sandi == "utf-8")
    assert "----" in isi or sandi == "utf-8"


@pytest.mark.parametrize("jumlah", [199, 200, 201, 400])
@pytest.mark.parametrize("semua", [False, True])
def test_the_limit_of_rows(jumlah: int, semua: bool) -> None:
    teks, catatan = tampil(iter([(f"orang{i:03d}",) for i in range(jumlah)]), kolom=["nama"], semua=semua)
    tampak = [b.strip() for b in teks.splitlines() if b.startswith("orang")]
    assert tampak == [f"orang{i:03d}" for i in range(jumlah if semua else min(jumlah, 200))]
    lebih = jumlah > 200 and not semua
    harap = f"Ditampilkan 200 dari {jumlah} baris. Semua: --semua, --csv, atau -o berkas.xlsx."
    assert catatan == ([harap] if lebih else [])


def test_headings_and_names_of_fields_cannot_steer_either() -> None:
    teks, _ = tampil([("x",)], kolom=[Kolom("a", "\x1b[2J[red]judul")])
    assert teks.startswith("\\x1b[2J[red]judul")
    layar = Layar()
    terminal.tampilkan_objek({"\x1b]0;x": [{"\u202eb": "\x9b"}], "a": {}}, keluar=layar)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ESC.sub("", layar.getvalue()))


def test_records_of_different_shape_share_one_small_table() -> None:
    layar = Layar()
    terminal.tampilkan_objek({"gap": [{"a": 1}, {"b": D("2.50"), "a": None}, {}]}, keluar=layar)
    baris = [b.rstrip() for b in ESC.sub("", layar.getvalue()).splitlines()]
    assert baris == ["", "Gap", "A    B", "─" * 6, "1    –", "–  2,5", "–    –"]


SEL = st.text(st.sampled_from("ab é中e\u0301\u200b👍–"), max_size=9).map(str.strip)


@settings(max_examples=100)
@given(st.lists(st.tuples(SEL, SEL, SEL), min_size=1, max_size=6), st.integers(30, 90))
def test_a_cell_that_fits_looks_as_if_rich_had_laid_it_out(baris: list[tuple[str, str, str]], lebar: int) -> None:
    """Whether the others of its row fit or not, on either side of its column."""
    from rich.text import Text

    def tercetak() -> str:
        layar = Layar()
        with pytest.MonkeyPatch.context() as lingkungan:
            lingkungan.setenv("COLUMNS", str(lebar))
            kolom = [Kolom("kiri"), Kolom("kanan", angka=True), Kolom("kunci", tetap=True)]
            terminal.tampilkan(terminal.ambil(Tabel.dari(kolom, baris), semua=True), keluar=layar, catat=print)
        return layar.getvalue()

    ini = tercetak()
    with pytest.MonkeyPatch.context() as tukar:
        tukar.setattr(terminal, "Muat", lambda teks: Text(teks.lstrip(" ")))
        assert ini == tercetak()
