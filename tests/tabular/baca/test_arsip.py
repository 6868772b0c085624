"""The zip container: what it says of itself is checked against what it really holds."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
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
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"x", "b.xml": b"x" * 99})
    isi = jalur.read_bytes()
    letak = isi.index(b"PK\3\4", 4)
    jalur.write_bytes(isi[:letak] + b"XX" + isi[letak + 2 :])
    tolak(jalur, "b.xml", "rusak atau terpotong")


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


# --- one archive in one file --------------------------------------------------------------------------------------


def ubah_akhir(letak: int, bentuk: str, nilai: int) -> Callable[[bytes], bytes]:
    """Change one number of the end record, which is the last 22 bytes."""

    def ubah(isi: bytes) -> bytes:
        akhir = bytearray(isi)
        struct.pack_into(bentuk, akhir, len(isi) - 22 + letak, nilai)
        return bytes(akhir)

    return ubah


def digeser(isi: bytes) -> bytes:
    """A whole other archive in front, every offset corrected: an unaware reader sees only the one behind."""
    depan = isi
    akhir = bytearray(isi)
    awal = struct.unpack_from("<I", isi, len(isi) - 6)[0]
    struct.pack_into("<I", akhir, len(isi) - 6, awal + len(depan))
    letak = awal
    while akhir[letak : letak + 4] == b"PK\1\2":
        nama, ekstra, komentar = struct.unpack_from("<3H", akhir, letak + 28)
        struct.pack_into("<I", akhir, letak + 42, struct.unpack_from("<I", akhir, letak + 42)[0] + len(depan))
        letak += 46 + nama + ekstra + komentar
    return depan + bytes(akhir)


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        (lambda isi: isi + isi, "isi lain"),
        (lambda isi: isi + b"\n", "isi lain"),
        (lambda isi: b"#!/bin/sh\n" + isi, "isi lain"),
        (digeser, "isi lain"),
        (lambda isi: isi[:-2] + struct.pack("<H", len(isi)) + isi, "isi lain"),
        (ubah_akhir(4, "<H", 1), "isi lain"),
        (ubah_akhir(6, "<H", 1), "isi lain"),
        (ubah_akhir(8, "<H", 1), "isi lain"),
        (lambda isi: ubah_akhir(8, "<H", 1)(ubah_akhir(10, "<H", 1)(isi)), "isi lain"),
        (ubah_akhir(16, "<I", 0), "isi lain"),
        (ubah_akhir(16, "<I", 0xFFFFFF00), "isi lain|rusak"),
        (ubah_akhir(12, "<I", 0xFFFFFF00), "isi lain|rusak"),
        (lambda isi: isi.replace(b"b.xml", b"b.xm\0"), "dua nama"),
    ],
)
def test_dua_arsip_dalam_satu_berkas_ditolak(tmp_path: Path, ubah: Callable[[bytes], bytes], kata: str) -> None:
    jalur = zip_(tmp_path / "a.zip", {"a.xml": b"isi" * 30, "b.xml": b"lain"})
    jalur.write_bytes(ubah(jalur.read_bytes()))
    tolak(jalur, "a.xml", kata)


def test_nama_kedua_dalam_bidang_tambahan_ditolak(tmp_path: Path) -> None:
    jalur = tmp_path / "a.zip"
    info = zipfile.ZipInfo("a.xml")
    info.extra = struct.pack("<HH5s", 0x5455, 5, b"\1abcd") + struct.pack("<HHBI", 0x7075, 10, 1, 0) + b"b.xml"
    with zipfile.ZipFile(jalur, "w") as arsip:
        arsip.writestr(info, b"isi")
    tolak(jalur, "a.xml", "dua nama")


class _TanpaMundur(io.RawIOBase):
    """A sink that cannot seek back: what is written gets data descriptors, as streaming exporters write them."""

    def __init__(self) -> None:
        self.isi = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, isi: object) -> int:
        self.isi += bytes(isi)  # type: ignore[call-overload]
        return len(bytes(isi))  # type: ignore[call-overload]


def test_arsip_yang_sah_dari_berbagai_program_terbaca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data descriptors (Google, Java), zip64 extra fields (.NET, Excel), a comment, the zip64 end records."""
    wadah = _TanpaMundur()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:  # type: ignore[arg-type]
        arsip.writestr("a.xml", b"isi" * 30)
        with arsip.open("b.xml", "w", force_zip64=True) as berkas:
            berkas.write(b"lain")
        arsip.comment = b"dari kantor PK\1\2"
    jalur = tmp_path / "a.zip"
    jalur.write_bytes(wadah.isi)
    assert [Arsip(jalur).baca(nama) for nama in ("a.xml", "b.xml")] == [b"isi" * 30, b"lain"]
    assert Arsip(zip_(tmp_path / "kosong.zip", {})).anggota == {}
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    besar = zip_(tmp_path / "b.zip", {"a.xml": b"1", "b.xml": b"2"})
    assert b"PK\6\6" in besar.read_bytes()
    assert Arsip(besar).baca("b.xml") == b"2"
    besar.write_bytes(besar.read_bytes().replace(b"PK\6\6", b"PK\6\0"))
    tolak(besar, "a.xml", "rusak")
