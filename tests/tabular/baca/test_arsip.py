"""The zip container: what it says of itself is checked against what it really holds."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import arsip as modul
from asn_kompetensi.tabular.baca.arsip import Arsip


def zip_(jalur: Path, isi: dict[str, bytes], cara: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(jalur, "w", cara) as arsip:
        for nama, satu in isi.items():
            arsip.writestr(nama, satu)
    return jalur


def tolak(jalur: Path, nama: str, kata: str) -> None:
    with pytest.raises(DataDitolak, match=kata) as galat:
        for _ in Arsip(jalur).periksa(nama):
            pass
    assert jalur.name in galat.value.pesan
    assert galat.value.petunjuk


@settings(max_examples=40)
@given(st.binary(max_size=3_000), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.integers(1, 50))
def test_isi_utuh_lewat_potongan_sekecil_apa_pun(
    tmp_path_factory: pytest.TempPathFactory, isi: bytes, cara: int, potongan: int
) -> None:
    jalur = zip_(tmp_path_factory.getbasetemp() / "acak.zip", {"a.bin": isi, "kosong": b""}, cara)
    with pytest.MonkeyPatch.context() as tukar:
        tukar.setattr(modul, "POTONGAN", 4 * potongan)
        arsip = Arsip(jalur)
        assert b"".join(arsip.potongan("a.bin")) == isi
        assert arsip.baca("a.bin") == isi
        assert list(arsip.potongan("kosong")) == []
        assert arsip.baca("tidak ada") == b""


def test_nama_anggota_disamakan_hurufnya(tmp_path: Path) -> None:
    arsip = Arsip(zip_(tmp_path / "a.zip", {"XL\\Workbook.XML": b"1", "/xl/lain.xml": b"2"}))
    assert sorted(arsip.anggota) == ["xl/lain.xml", "xl/workbook.xml"]


@pytest.mark.parametrize("letak", ["CRC", "ukuran"])
def test_direktori_yang_berbohong_tentang_isi(tmp_path: Path, letak: str) -> None:
    isi = b"NIP,Nama\n" * 50
    jalur = zip_(tmp_path / "a.zip", {"a.xml": isi})
    info = zipfile.ZipFile(jalur).getinfo("a.xml")
    asli = struct.pack("<I", info.CRC if letak == "CRC" else info.file_size)
    data = jalur.read_bytes()
    assert data.count(asli) == 2
    jalur.write_bytes(data.replace(asli, struct.pack("<I", 77)))
    tolak(jalur, "a.xml", "rusak atau terpotong")


def test_ukuran_mampat_yang_menunjuk_keluar_berkas(tmp_path: Path) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"x" * 99}, zipfile.ZIP_STORED)
    data = jalur.read_bytes()
    jalur.write_bytes(data.replace(struct.pack("<II", 99, 99), struct.pack("<II", 9_999, 9_999)))
    tolak(jalur, "a.xml", "rusak atau terpotong")


def test_kepala_lokal_yang_bukan_kepala(tmp_path: Path) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"x" * 99})
    jalur.write_bytes(b"XX" + jalur.read_bytes()[2:])
    tolak(jalur, "a.xml", "rusak atau terpotong")


@pytest.mark.parametrize("ukuran", [9_000_000, 30_000_000])
def test_bom_ditolak_dari_direktori_dan_dari_isinya(
    tmp_path: Path, ukuran: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.bin": b"\0" * ukuran})
    tolak(jalur, "a.bin", "mengembang")
    data = jalur.read_bytes().replace(struct.pack("<I", ukuran), struct.pack("<I", 5))
    jalur.write_bytes(data)
    potongan: list[int] = []
    with pytest.raises(DataDitolak, match="mengembang"):
        potongan.extend(map(len, Arsip(jalur).potongan("a.bin")))
    assert sum(potongan) <= modul.RASIO_MULAI + 400 * len(data)
    monkeypatch.setattr(modul, "RASIO_MAKS", 2_000)
    tolak(jalur, "a.bin", "rusak")


def test_lembar_kosong_berformat_yang_sangat_mampat_bukan_bom(tmp_path: Path) -> None:
    baris = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (r, r, r) for r in range(1, 200_001))
    jalur = zip_(tmp_path / "a.zip", {"a.xml": baris})
    assert sum(map(len, Arsip(jalur).periksa("a.xml"))) == len(baris) > modul.RASIO_MULAI


def test_jumlah_semua_anggota_yang_dihitung(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arsip = Arsip(zip_(tmp_path / "a.zip", {"a.xml": b"x" * 600, "b.xml": b"y" * 600}))
    monkeypatch.setattr(modul, "UKURAN_MAKS", 1_000)
    assert len(b"".join(arsip.periksa("a.xml"))) == 600
    with pytest.raises(DataDitolak, match="mengembang"):
        list(arsip.periksa("b.xml"))
    with pytest.raises(DataDitolak, match="mengembang"):
        Arsip(arsip.jalur)
    monkeypatch.setattr(modul, "ANGGOTA_MAKS", 1)
    with pytest.raises(DataDitolak, match="mengembang"):
        Arsip(arsip.jalur)


def test_anggota_kecil_yang_terlalu_besar(tmp_path: Path) -> None:
    arsip = Arsip(zip_(tmp_path / "a.zip", {"xl/workbook.xml": b"x" * 2_000}))
    assert len(arsip.baca("xl/workbook.xml", 2_000)) == 2_000
    with pytest.raises(DataDitolak, match="mengembang"):
        arsip.baca("xl/workbook.xml", 1_999)


def test_bersandi_dan_cara_mampat_tak_lazim(tmp_path: Path) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"x"}, zipfile.ZIP_BZIP2)
    tolak(jalur, "a.xml", "dimampatkan")
    jalur = zip_(tmp_path / "b.zip", {"a.xml": b"x"})
    data = bytearray(jalur.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    jalur.write_bytes(data)
    tolak(jalur, "a.xml", "kata sandi")


@pytest.mark.parametrize("kata", [b"<!DOCTYPE a>", b"<!ENTITY a 'b'>"])
@pytest.mark.parametrize("sebelum", [0, 3, 4_090, 4_096])
def test_doctype_di_mana_pun_dalam_xml(
    tmp_path: Path, kata: bytes, sebelum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modul, "POTONGAN", 4_096)
    isi = b"<a>" + b"x" * sebelum + kata
    for nama in ("a.xml", "_rels/.rels", "a.vml"):
        tolak(zip_(tmp_path / "a.zip", {nama: isi}, zipfile.ZIP_STORED), nama, "DOCTYPE")
    # A picture or a macro may hold those bytes.
    assert b"".join(Arsip(zip_(tmp_path / "b.zip", {"a.bin": isi})).periksa("a.bin")) == isi


@pytest.mark.parametrize("pengodean", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_xml_bukan_utf8_menyembunyikan_doctype_jadi_ditolak(tmp_path: Path, pengodean: str) -> None:
    isi = '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode(pengodean)
    tolak(zip_(tmp_path / "a.zip", {"a.xml": isi}), "a.xml", "pengodean XML")


@pytest.mark.parametrize("potong", [4, 30, 60, 100, -1, -22])
def test_zip_terpotong(tmp_path: Path, potong: int) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"isi" * 30})
    jalur.write_bytes(jalur.read_bytes()[:potong])
    tolak(jalur, "a.xml", "rusak atau terpotong")
