"""Which part of the package is read: exactly the one that was looked over, or the file is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar

from .bahan import NIP1, PEGAWAI, kolom, susun_ulang, xlsx_mentah

ISI = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="inlineStr"><is><t>SABAI</t></is></c></row>'
)
BUKU, RELASI, PAKET = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
LEMBAR = "xl/worksheets/sheet1.xml"


def buat(jalur: Path, *ubah: Callable[[dict[str, bytes]], None]) -> Path:
    xlsx_mentah(jalur, ISI, ["NIP", "Nama", NIP1])
    for satu in ubah:
        susun_ulang(jalur, satu)
    return jalur


def ganti(bagian: str, lama: bytes, baru: bytes) -> Callable[[dict[str, bytes]], None]:
    def ubah(isi: dict[str, bytes]) -> None:
        assert lama in isi[bagian]
        isi[bagian] = isi[bagian].replace(lama, baru)

    return ubah


def salin(dari: str, ke: str, lama: bytes = b"", baru: bytes = b"") -> Callable[[dict[str, bytes]], None]:
    return lambda isi: isi.update({ke: isi[dari].replace(lama, baru)})


SHEET = b'<sheet name="Data"'
UMPAN = b'<q:sheet name="Data" sheetId="9" r:id="rId9"/><sheet name="Data"'
REL9 = b'<Relationship Id="rId9" Type="x/worksheet" Target="umpan.bin"/></Relationships>'


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ([ganti(BUKU, SHEET, UMPAN), ganti(RELASI, b"</Relationships>", REL9)], "nama atau bagian yang sama"),
        ([ganti(BUKU, SHEET, b'<sheet name="Da\nta"')], "tidak dapat diperiksa"),
        ([ganti(LEMBAR, b"worksheet", b"lembar")], "tidak dapat diperiksa"),
        ([ganti(LEMBAR, b"<worksheet", b"<\xc3\xa9:worksheet"), ganti(LEMBAR, b"</w", b"</\xc3\xa9:w")], "akar"),
        ([ganti(RELASI, b"worksheets/", b"xl/worksheets/")], "tidak dapat diperiksa|rusak"),
        ([ganti(RELASI, b'Id="rId2"', b'Id="rId1"')], "dua hubungan"),
        ([ganti(PAKET, b"xl/workbook", b"yy/workbook"), salin(BUKU, "yy/workbook.xml")], "tidak terletak di"),
        ([ganti(RELASI, b'"sharedStrings', b'"lain'), salin("xl/sharedStrings.xml", "xl/lain.xml")], "xl/lain.xml"),
        ([ganti(RELASI, b"</Rel", b'<Relationship Id="a" Type="x/styles" Target="gaya.xml"/></Rel')], "xl/gaya.xml"),
        ([ganti(BUKU, b"<sheets>", b"<a>" * 100 + b"</a>" * 100 + b"<sheets>")], "bersarang terlalu dalam"),
        ([lambda isi: isi.update({BUKU: b"<workbook>" + b"<a>" * 1_600_000})], "bersarang terlalu dalam"),
    ],
)
def test_bagian_yang_dibaca_bukan_yang_diperiksa_ditolak(
    tmp_path: Path, ubah: list[Callable[[dict[str, bytes]], None]], kata: str
) -> None:
    with pytest.raises(DataDitolak, match=kata):
        baca_lembar(buat(tmp_path / "a.xlsx", *ubah), PEGAWAI)


@pytest.mark.parametrize(
    "ubah",
    [
        [],
        [ganti(BUKU, SHEET, b'<sheet name="  A &amp; B&#10;C"')],
        [ganti(BUKU, SHEET, b'<q:sheet name="Data"')],
        [ganti(BUKU, b"r:id=", b"hubungan:id=")],
        [ganti(RELASI, b'"worksheets/', b'"/xl/worksheets/')],
        [ganti(RELASI, b'"worksheets/', b'"/XL/Worksheets/')],
        [ganti(RELASI, b'"sharedStrings', b'"/xl/SharedStrings')],
        [ganti(PAKET, b'"xl/', b'"/xl/')],
        [ganti(LEMBAR, b"<worksheet", b"<?xml version='1.0'?><!-- <x:worksheet> --><worksheet")],
    ],
)
def test_ragam_tulisan_yang_sah_tetap_terbaca(tmp_path: Path, ubah: list[Callable[[dict[str, bytes]], None]]) -> None:
    lembar = baca_lembar(buat(tmp_path / "a.xlsx", *ubah), PEGAWAI)
    assert (kolom(lembar, "nip"), kolom(lembar, "nama")) == ([NIP1], ["SABAI"])


def test_lembar_grafik_dan_lembar_tersembunyi_tidak_menghalangi(tmp_path: Path) -> None:
    baru = (
        b'<sheet name="Grafik" sheetId="8" r:id="rId8"/>'
        b'<sheet name="Makro" state="veryHidden" sheetId="9" r:id="rId9"/>' + SHEET
    )
    rel = (
        b'<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"'
        b' Target="chartsheets/sheet1.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/worksheet" Target="macrosheets/sheet1.xml"/></Relationships>'
    )
    jalur = buat(
        tmp_path / "a.xlsx",
        ganti(BUKU, SHEET, baru),
        ganti(RELASI, b"</Relationships>", rel),
        lambda isi: isi.update({"xl/chartsheets/sheet1.xml": b"<chartsheet/>", "xl/macrosheets/sheet1.xml": b"<m/>"}),
    )
    lembar = baca_lembar(jalur, PEGAWAI)
    assert kolom(lembar, "nip") == [NIP1]
    assert dict(lembar.lembar_dilewati) == {"Grafik": "bukan lembar data", "Makro": "tersembunyi"}


def test_doctype_dalam_lembar_yang_tidak_bernama_xml(tmp_path: Path) -> None:
    def pindah(isi: dict[str, bytes]) -> None:
        isi[RELASI] = isi[RELASI].replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.dat")
        isi["xl/worksheets/sheet1.dat"] = b"<!DOCTYPE a>" + isi.pop(LEMBAR)

    with pytest.raises(DataDitolak, match="DOCTYPE"):
        baca_lembar(buat(tmp_path / "a.xlsx", pindah), PEGAWAI)
