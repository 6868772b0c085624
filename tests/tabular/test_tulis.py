from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas, SalahPakai
from asn_kompetensi.tabular.ejaan import POTONGAN
from asn_kompetensi.tabular.nilai import jaga_apostrof
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import Bentuk, akhiran, siapkan, tulis, tulis_objek
from tests.tabular.alat import Layar

D = Decimal
KOLOM = (Kolom("nip", tetap=True), Kolom("nama"), Kolom("jpm", angka=True), Kolom("kode", layar=False))
BARIS = [
    ("198403122006042901", "Sabai, Aluih", D("92.50"), ("KOM", "PP")),
    ("198403122006042902", 'Umbuik "Mudo"', None, ()),
]


def tulisan(bentuk: str | None, baris: object = BARIS, keluar: io.StringIO | None = None, **lain: object) -> str:
    keluar = keluar or io.StringIO(newline="")
    tulis(Tabel.dari(KOLOM, baris), keluar=keluar, bentuk=bentuk, catat=lambda _: None, **lain)  # type: ignore[arg-type] # any rows
    return keluar.getvalue()


def test_json_exact() -> None:
    assert tulisan("json") == (
        "[\n"
        '{"nip": "198403122006042901", "nama": "Sabai, Aluih", "jpm": 92.5, "kode": ["KOM", "PP"]},\n'
        '{"nip": "198403122006042902", "nama": "Umbuik \\"Mudo\\"", "jpm": null, "kode": []}\n'
        "]\n"
    )


def test_csv_exact() -> None:
    assert tulisan("csv") == (
        'nip,nama,jpm,kode\r\n198403122006042901,"Sabai, Aluih",92.5,KOM;PP\r\n'
        '198403122006042902,"Umbuik ""Mudo""",,\r\n'
    )


def test_tsv_exact_and_default_off_a_terminal() -> None:
    tsv = "nip\tnama\tjpm\tkode\n198403122006042901\tSabai, Aluih\t92.5\tKOM;PP\n"
    tsv += '198403122006042902\tUmbuik "Mudo"\t\t\n'
    assert tulisan("tsv") == tulisan(None) == tsv


def test_on_a_terminal_the_default_is_a_table() -> None:
    assert tulisan(None, keluar=Layar()) == tulisan("tabel", keluar=Layar())
    assert "92,5" in tulisan(None, keluar=Layar())


@pytest.mark.parametrize(("bentuk", "kosong"), [
    ("json", "[]\n"), ("csv", "nip,nama,jpm,kode\r\n"), ("tsv", "nip\tnama\tjpm\tkode\n"), ("tabel", ""),
])  # fmt: skip
def test_empty(bentuk: str, kosong: str) -> None:
    assert tulisan(bentuk, []) == kosong


@pytest.mark.parametrize("jumlah", [1, POTONGAN - 1, POTONGAN, POTONGAN + 1, 2 * POTONGAN])
def test_chunks_join_without_seam(jumlah: int) -> None:
    baris = [(str(i), "x", i, ()) for i in range(jumlah)]
    assert [o["jpm"] for o in json.loads(tulisan("json", iter(baris)))] == list(range(jumlah))
    assert tulisan("csv", iter(baris)).count("\r\n") == jumlah + 1
    assert tulisan("tsv", iter(baris)).count("\n") == jumlah + 1


@pytest.mark.parametrize("bentuk", ["json", "csv", "tsv", "tabel"])
@pytest.mark.parametrize("gagal", [False, True])
def test_rows_are_taken_whole_before_anything_is_written(bentuk: Bentuk, gagal: bool) -> None:
    """The database may be closed in between; where its rows end in an error nobody gets half an answer."""

    def baris() -> Iterator[tuple[object, ...]]:
        yield from BARIS * POTONGAN
        if gagal:
            raise RuntimeError("putus")

    keluar, sumber = Layar(newline=""), baris()
    tabel = Tabel.dari(KOLOM, sumber)
    if gagal:
        with pytest.raises(RuntimeError, match="putus"):
            siapkan(tabel, keluar=keluar, bentuk=bentuk, catat=print)
        assert keluar.getvalue() == ""
        return
    lepas = siapkan(tabel, keluar=keluar, bentuk=bentuk, catat=lambda _: None)
    assert next(sumber, "habis") == "habis"
    assert keluar.getvalue() == ""
    lepas()
    assert keluar.getvalue() == tulisan(bentuk, BARIS * POTONGAN, Layar(newline=""))


@pytest.mark.parametrize("nama", ["a.xlsx", "a.csv", "a.json", "a.parquet"])
def test_rows_are_taken_whole_before_a_file_is_written(tmp_path: Path, nama: str) -> None:
    sumber, catatan = iter(BARIS), list[str]()
    tabel = Tabel.dari(KOLOM, sumber)
    lepas = siapkan(tabel, keluar=io.StringIO(), bentuk=None, catat=catatan.append, berkas=tmp_path / nama)
    assert next(sumber, "habis") == "habis"
    assert (list(tmp_path.iterdir()), catatan) == ([], [])
    lepas()
    assert catatan == [f"Tersimpan: {tmp_path / nama}"]
    tulisan(None, berkas=tmp_path / f"lagi-{nama}")
    assert (tmp_path / nama).read_bytes() == (tmp_path / f"lagi-{nama}").read_bytes()


@pytest.mark.parametrize("nama", ["a.xlsx", "a.csv", "a.json", "a.parquet"])
def test_a_file_that_is_there_is_told_before_any_row_is_asked_for(tmp_path: Path, nama: str) -> None:
    sumber = iter(BARIS)
    (tmp_path / nama).write_text("lama")
    with pytest.raises(Bentrok):
        tulisan(None, sumber, berkas=tmp_path / nama)
    assert list(sumber) == BARIS


@pytest.mark.parametrize("bentuk", ["json", "csv", "tsv"])
def test_what_a_stream_held_already_goes_first_and_nothing_is_held_back(bentuk: Bentuk) -> None:
    mentah = io.BytesIO()
    keluar = io.TextIOWrapper(io.BufferedWriter(mentah), encoding="utf-8")  # type: ignore[arg-type] # bytes in memory
    keluar.write("dahulu\n")
    tulis(Tabel.dari(KOLOM, BARIS), keluar=keluar, bentuk=bentuk, catat=print)
    assert mentah.getvalue().decode() == "dahulu\n" + tulisan(bentuk)
    keluar.write("lalu")
    keluar.flush()
    assert mentah.getvalue().endswith(b"lalu")


SEL = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())) | st.lists(st.text())


@given(st.lists(st.tuples(SEL, SEL, st.decimals(allow_nan=False, allow_infinity=False, places=2), SEL)))
def test_json_round_trip(baris: list[tuple[object, ...]]) -> None:
    teks = tulisan("json", baris)
    teks.encode("utf-8")  # no lone surrogate survives unescaped
    kembali = json.loads(teks, parse_float=Decimal, parse_int=Decimal)
    nama = [k.nama for k in KOLOM]
    assert [[o[n] for n in nama] for o in kembali] == [list(b) for b in baris]
    assert all(list(o) == nama for o in kembali)


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=("Cs",)))] * 4)))
def test_csv_round_trip(baris: list[tuple[str, ...]]) -> None:
    assert [tuple(b) for b in csv.reader(io.StringIO(tulisan("csv", baris), newline=""))][1:] == [
        tuple(map(jaga_apostrof, satu)) for satu in baris
    ]


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=()))] * 4), min_size=1))
def test_tsv_is_one_line_a_row_and_harmless(baris: list[tuple[str, ...]]) -> None:
    teks = tulisan("tsv", baris)
    assert [b.count("\t") for b in teks.splitlines()] == [3] * (len(baris) + 1)
    assert "\x1b" not in teks
    teks.encode("utf-8")


def test_csv_and_json_escape_only_what_must() -> None:
    baris = [("=1+1", "a\x1b[31mb\u202ec – é", None, None)]
    assert "=1+1,a\x1b[31mb\u202ec – é," in tulisan("csv", baris)
    assert '"a\\u001b[31mb\\u202ec – é"' in tulisan("json", baris)
    assert "\x1b" not in tulisan("csv", baris, Layar())
    tulisan("csv", [("\ud800", "x", None, None)]).encode("utf-8")


def test_a_row_of_the_wrong_length_is_a_bug_not_a_shifted_answer() -> None:
    with pytest.raises(ValueError, match="zip"):
        tulisan("json", [("1",)])


def test_one_object() -> None:
    assert json.loads(tulisan("json", BARIS[:1], objek=True)) == {
        "nip": "198403122006042901", "nama": "Sabai, Aluih", "jpm": 92.5, "kode": ["KOM", "PP"],
    }  # fmt: skip
    assert tulisan(None, BARIS[:1], objek=True).startswith("nip\tnama")
    assert "NIP" in tulisan("tabel", BARIS[:1], objek=True)
    with pytest.raises(ValueError, match="tepat satu"):
        tulisan("json", [], objek=True)


OBJEK = {"kode": "KOM-01", "jp": D("24.0"), "mulai": date(2025, 3, 3), "tempat": None, "alias": ["a", "b"],
         "peserta": [{"nip": "1", "pre": D("60.5")}, {"nip": "2", "pre": None}]}  # fmt: skip


def objek(bentuk: str | None, keluar: io.StringIO | None = None) -> str:
    keluar = keluar or io.StringIO(newline="")
    tulis_objek(OBJEK, keluar=keluar, bentuk=bentuk, catat=lambda _: None)  # type: ignore[arg-type] # any rows
    return keluar.getvalue()


def test_nested_object_four_ways() -> None:
    assert json.loads(objek("json"))["peserta"] == [{"nip": "1", "pre": 60.5}, {"nip": "2", "pre": None}]
    assert objek(None) == (
        'kode\tKOM-01\njp\t24\nmulai\t2025-03-03\ntempat\t\nalias\t["a", "b"]\n'
        'peserta\t[{"nip": "1", "pre": 60.5}, {"nip": "2", "pre": null}]\n'
    )
    kepala, isi = csv.reader(io.StringIO(objek("csv"), newline=""))
    assert dict(zip(kepala, isi, strict=True))["alias"] == "a;b"
    layar = objek(None, Layar())
    assert "60,5" in layar
    assert "Peserta" in layar
    assert "–" in layar
    assert not objek("json").startswith("[")
    keluar = io.StringIO()
    tulis_objek({}, keluar=keluar, bentuk="json", catat=lambda _: None)
    assert keluar.getvalue() == "{}\n"


@pytest.mark.parametrize(("nama", "bentuk"), [("a.json", "json"), ("a.csv", "csv"), ("A.CSV", "csv")])
def test_file_holds_the_same_bytes(tmp_path: Path, nama: str, bentuk: str) -> None:
    catatan: list[str] = []
    keluar = io.StringIO()
    berkas = tmp_path / nama
    tulis(Tabel.dari(KOLOM, iter(BARIS)), keluar=keluar, bentuk=None, berkas=berkas, catat=catatan.append)
    assert berkas.read_bytes() == tulisan(bentuk).encode()
    assert catatan == [f"Tersimpan: {berkas}"]
    assert keluar.getvalue() == ""


@pytest.mark.parametrize("nama", ["a.xls", "a", "a.xlsx.txt", ".xlsx", "a.tsv"])
def test_unknown_extension(tmp_path: Path, nama: str) -> None:
    with pytest.raises(SalahPakai) as galat:
        tulisan(None, berkas=tmp_path / nama)
    assert all(a in galat.value.petunjuk for a in (".xlsx", ".csv", ".json", ".parquet"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("nama", ["a.xlsx", "a.csv", "a.json", "a.parquet"])
def test_existing_file_needs_timpa(tmp_path: Path, nama: str) -> None:
    berkas = tmp_path / nama
    berkas.write_text("lama")
    for tulis_lagi in (tulisan, lambda b, **k: tulis_objek(OBJEK, keluar=io.StringIO(), bentuk=b, catat=print, **k)):
        with pytest.raises(Bentrok):
            tulis_lagi(None, berkas=berkas)
        assert berkas.read_text() == "lama"
    tulisan(None, berkas=berkas, timpa=True)
    assert berkas.read_bytes() != b"lama"
    with pytest.raises(GalatBerkas, match="Folder"):
        tulisan(None, berkas=tmp_path / "tidak" / "ada" / nama)


def test_failure_while_rows_come_leaves_the_old_file(tmp_path: Path) -> None:
    def baris() -> Iterator[tuple[object, ...]]:
        yield BARIS[0]
        raise RuntimeError("putus")

    for nama in ("a.xlsx", "a.csv", "a.json", "a.parquet"):
        (tmp_path / nama).write_text("lama")
        with pytest.raises(RuntimeError):
            tulisan(None, baris(), berkas=tmp_path / nama, timpa=True)
        assert (tmp_path / nama).read_text() == "lama"
    assert len(list(tmp_path.iterdir())) == 4


def test_extension_is_checked_without_touching_the_disk() -> None:
    assert akhiran(Path("/tidak/ada/X.XLSX")) == ".xlsx"


def test_streams_that_are_not_utf8_still_carry_utf8() -> None:
    mentah = io.BytesIO()
    for bentuk in ("json", "csv", "tsv", "tabel"):
        keluar = io.TextIOWrapper(mentah, encoding="ascii", newline="\r\n")
        tulis(Tabel.dari(["nama"], [("Déjà –",)]), keluar=keluar, bentuk=bentuk, catat=print)  # type: ignore[arg-type] # any rows
        keluar.flush()
        keluar.detach()
    assert mentah.getvalue().decode("utf-8", "strict").count("Déjà –") == 3
    assert b"\r\r\n" not in mentah.getvalue()


def test_machine_answers_import_no_library() -> None:
    kode = """
import sys, io
from asn_kompetensi.tabular.tabel import Tabel
from asn_kompetensi.tabular.tulis import tulis, tulis_objek
for b in ("json", "csv", "tsv", None):
    tulis(Tabel.dari(["a"], [(1,)]), keluar=io.StringIO(), bentuk=b, catat=print)
    tulis_objek({"a": [1]}, keluar=io.StringIO(), bentuk=b, catat=print)
berat = {"rich", "openpyxl", "lxml", "typer", "sqlite3", "sqlmodel", "pyarrow"}
print(sorted({m.split(".")[0] for m in sys.modules} & berat))
"""
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert hasil.stdout == "[]\n"
