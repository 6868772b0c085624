"""What every workbook promises, whatever stands in the data: no formula, no character that stops it, nothing cut."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular.buku.daftar_kelas import buku_hadir, buku_undangan
from asn_kompetensi.tabular.buku.formulir_dampak import buku_perilaku, buku_reaksi
from asn_kompetensi.tabular.buku.formulir_nilai import buku_formulir
from asn_kompetensi.tabular.buku.idp import buku_idp
from asn_kompetensi.tabular.buku.kota import buku_kota
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.buku.rencana import buku_rencana
from asn_kompetensi.tabular.sel import AWAL_RUMUS, teks_sah
from asn_kompetensi.tabular.simpan import simpan_buku
from asn_kompetensi.tabular.tabel import Tabel
from asn_kompetensi.tabular.xlsx import simpan_tabel
from tests.tabular.alat import semua_bagian
from tests.tabular.baca import test_formulir
from tests.tabular.buku import test_daftar_kelas, test_kota, test_rencana
from tests.tabular.buku.contoh import data_contoh

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BUKU: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "opd": (buku_opd, data_contoh()),
    "kota": (buku_kota, test_kota.data_kota()),
    "undangan": (buku_undangan, test_daftar_kelas.DATA),
    "hadir": (buku_hadir, test_daftar_kelas.DATA),
    "reaksi": (buku_reaksi, test_daftar_kelas.DATA),
    "perilaku": (buku_perilaku, test_daftar_kelas.DATA),
    "rencana": (buku_rencana, test_rencana.DATA),
    "idp": (buku_idp, test_rencana.IDP),
    "formulir nilai": (buku_formulir, test_formulir.DATA),
}
BERKUNCI = {"opd", "formulir nilai"}
# Words of the program's own choosing, keys, and what no one can type.
TETAP = {"nip", "status", "kategori", "jenis", "untuk", "jalur", "jawaban", "kompetensi", "hari", "ringkas", "kota",
         "ringkas_lalu", "capaian", "jenis_jabatan", "pembimbing_nip", "atasan_nip", "segel", "kode"}  # fmt: skip
RUMUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(A1)", "=cmd|' /C calc'!A0", "==", "=", "{=1}"]


def kotori(isi: Any, teks: str | Callable[[], str]) -> Any:
    """The same data with `teks` wherever somebody could have typed something."""
    if isinstance(isi, str):
        return teks if isinstance(teks, str) else teks()
    if dataclasses.is_dataclass(isi) and not isinstance(isi, type):
        ganti = {f.name: kotori(getattr(isi, f.name), teks) for f in dataclasses.fields(isi) if f.name not in TETAP}
        return dataclasses.replace(isi, **ganti)
    if hasattr(isi, "_fields"):
        return isi._replace(**{n: kotori(getattr(isi, n), teks) for n in isi._fields if n not in TETAP})
    return tuple(kotori(satu, teks) for satu in isi) if isinstance(isi, tuple) else isi


def simpan(nama: str, teks: str | Callable[[], str], path: Path) -> Path:
    buat, data = BUKU[nama]
    simpan_buku(buat(kotori(data, teks)), path, timpa=True, tanggal=data_contoh().tanggal_surat)
    return path


def sel(path: Path) -> list[tuple[str, str, str]]:
    """(sheet, style number, text) of every text cell, by a reader that is not openpyxl's; no cell is a formula."""
    hasil = []
    for bagian, isi in semua_bagian(path).items():
        pohon = ElementTree.fromstring(isi)
        assert pohon.find(f".//{S}f") is None, bagian
        if bagian.startswith("xl/worksheets/sheet"):
            for c in pohon.iter(f"{S}c"):
                assert c.get("t", "n") in ("n", "inlineStr"), (bagian, c.get("r"))
                if c.get("t") == "inlineStr":
                    hasil.append((bagian, c.get("s", "0"), "".join(t.text or "" for t in c.iter(f"{S}t"))))
    return hasil


def berpetik(path: Path) -> set[str]:
    """Numbers of the styles with Excel's quote prefix: editing such a cell leaves it text."""
    gaya = ElementTree.fromstring(semua_bagian(path)["xl/styles.xml"]).find(f"{S}cellXfs")
    assert gaya is not None
    return {str(n) for n, satu in enumerate(gaya) if satu.get("quotePrefix") == "1"}


@pytest.mark.parametrize("nama", BUKU)
def test_no_text_is_a_formula(tmp_path: Path, nama: str) -> None:
    """Every place has one of them, and another in the next workbook: three at least, until all have stood alone."""
    tampak: set[str] = set()
    for mulai in range(len(RUMUS)):
        if mulai >= 3 and tampak == set(RUMUS):
            break
        bergilir = cycle(RUMUS[mulai:] + RUMUS[:mulai])
        path = simpan(nama, lambda ini=bergilir: next(ini), tmp_path / "a.xlsx")
        milik = [(gaya, isi) for _, gaya, isi in sel(path) if isi in RUMUS]
        tampak |= {isi for _, isi in milik}
        assert {gaya for gaya, isi in milik if isi.startswith(AWAL_RUMUS)} <= berpetik(path)
    assert tampak == set(RUMUS), "they stand in the workbook, unchanged"


@pytest.mark.parametrize("nama", BUKU)
def test_every_code_point_of_the_first_plane_is_exported(tmp_path: Path, nama: str) -> None:
    """A thousand of them in every text, until each has stood in a place that is printed as it is."""
    perlu = {chr(n) for n in range(0x10000) if teks_sah(chr(n)) == chr(n)}
    bagian = cycle("".join(map(chr, range(n, min(n + 980, 0x10000)))) for n in range(0, 0x10000, 980))  # 67: a prime
    for _ in range(60):
        isi = sel(simpan(nama, lambda: next(bagian), tmp_path / "a.xlsx"))
        perlu -= {huruf for _, _, teks in isi for huruf in teks}
        if not perlu:
            return
    pytest.fail(f"never seen: {sorted(map(ord, perlu))[:9]}")


def test_every_code_point_in_a_table(tmp_path: Path) -> None:
    baris = [(n, "a" + "".join(map(chr, range(n, n + 64)))) for n in range(0, 0x10000, 64)]
    simpan_tabel(Tabel.dari(["nomor", "nama"], baris), tmp_path / "a.xlsx", timpa=False)
    assert [isi for _, _, isi in sel(tmp_path / "a.xlsx")][2:] == [teks_sah(teks) for _, teks in baris]


@pytest.mark.parametrize("nama", BUKU)
def test_what_does_not_fit_is_refused_not_cut(tmp_path: Path, nama: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"lama")
    with pytest.raises(GalatBerkas, match="32767"):
        simpan(nama, "x" * 32_768, path)
    assert [(satu.name, satu.read_bytes()) for satu in tmp_path.iterdir()] == [("a.xlsx", b"lama")]


@pytest.mark.parametrize("nama", BUKU)
def test_no_macro_no_link_no_hidden_sheet(tmp_path: Path, nama: str) -> None:
    bagian = semua_bagian(simpan(nama, "Sabai & <Aluih>", tmp_path / "a.xlsx"))
    assert not [satu for satu in bagian if re.search("vba|external|activeX|embed|connections|media", satu)]
    tersembunyi = re.findall('<sheet [^>]*name="([^"]*)"[^>]*state="(?:hidden|veryHidden)"', bagian["xl/workbook.xml"])
    assert len(re.findall('state="(?:hidden|veryHidden)"', bagian["xl/workbook.xml"])) == len(tersembunyi)
    assert set(tersembunyi) <= ({"_kunci"} if nama in BERKUNCI else set()), "the key sheet of a form alone"
    assert not [satu for satu, isi in bagian.items() if satu.endswith(".rels") and 'TargetMode="External"' in isi]


def test_the_rows_are_what_openpyxl_would_write(tmp_path: Path) -> None:
    """Read back by openpyxl, the fast writing and its own give the same cells, heights, widths, merges and styles."""
    from openpyxl import load_workbook

    for nama, (buat, data) in BUKU.items():
        kotor = kotori(data, " spasi\r\ndi _x0041_ tepi & <b> ")
        simpan_buku(buat(kotor), tmp_path / "a.xlsx", timpa=True, tanggal=data_contoh().tanggal_surat)
        buat(kotor).save(tmp_path / "b.xlsx")
        for satu, lain in zip(load_workbook(tmp_path / "a.xlsx"), load_workbook(tmp_path / "b.xlsx"), strict=True):
            assert _isi(satu) == _isi(lain), (nama, satu.title)


def _isi(lembar: Any) -> tuple[Any, ...]:
    return (
        [(c.coordinate, c.value, c.data_type, c.style_id) for baris in lembar.iter_rows() for c in baris],
        {n: dict(d) for n, d in lembar.row_dimensions.items()},
        {n: d.width for n, d in lembar.column_dimensions.items()},
        sorted(map(str, lembar.merged_cells.ranges)),
        [(t.name, t.ref, [k.name for k in t.tableColumns], t.autoFilter.ref) for t in lembar.tables.values()],
        [(str(v.sqref), v.formula1) for v in lembar.data_validations.dataValidation],
    )


def test_rare_cells_are_written_too(tmp_path: Path) -> None:
    """Dates, truth, errors, links, comments: no workbook of ours has all, a new one may."""
    from datetime import date, datetime

    from openpyxl import Workbook, load_workbook
    from openpyxl.comments import Comment

    buku = Workbook()
    lembar: Any = buku.active
    isi = [date(2025, 12, 31), datetime(2025, 12, 31, 8, 30), True, "#N/A", 1.5, "=A5*2", "", None, "a"]  # noqa: DTZ001
    for ke, nilai in enumerate(isi, 1):
        lembar.cell(ke, 28).value = nilai
    lembar["A1"].hyperlink = "https://contoh.go.id/"
    lembar["A2"].comment = Comment("catatan", "asn")
    lembar["A3"].value = " tepi "
    lembar.row_dimensions[40].height = 30
    simpan_buku(buku, tmp_path / "a.xlsx", timpa=False, tanggal=date(2025, 1, 1))
    hasil: Any = load_workbook(tmp_path / "a.xlsx").active
    assert [hasil.cell(ke, 28).value for ke in range(1, 10)] == [
        datetime(2025, 12, 31), *isi[1:6], None, None, "a",  # noqa: DTZ001
    ]  # fmt: skip
    assert hasil["A1"].hyperlink.target == "https://contoh.go.id/"
    assert hasil["A2"].comment.text == "catatan"
    assert hasil.row_dimensions[40].height == 30
    assert '<t xml:space="preserve"> tepi </t>' in semua_bagian(tmp_path / "a.xlsx")["xl/worksheets/sheet1.xml"]
