"""The container of an old workbook: what calamine reads is what was looked at, or nothing."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.ole import Wadah, bungkus

from .bahan import NIP1, NIP2, PEGAWAI, kolom
from .bahan_biner import arus_xls, label, wadah, xls


def buku(nip: str, jumlah: int = 1) -> bytes:
    isi = label(0, 0, "NIP") + label(0, 1, "Nama")
    return arus_xls(isi + b"".join(label(r, 0, nip) + label(r, 1, "SABAI ALUIH") for r in range(1, jumlah + 1)))


BESAR, KECIL, UMPAN = buku(NIP1, 100), buku(NIP1), buku(NIP2, 100)


def tulis(tmp_path: Path, isi: bytes | bytearray) -> Path:
    jalur = tmp_path / "a.xls"
    jalur.write_bytes(isi)
    return jalur


@pytest.mark.parametrize(
    ("arus", "dalam"),
    [
        ({"Workbook": BESAR}, {}),
        ({"Workbook": KECIL}, {}),
        ({"Book": BESAR}, {}),
        ({"WORKBOOK": BESAR}, {}),
        ({"Book": UMPAN, "Workbook": BESAR}, {}),
        ({"Book": UMPAN, "Workbook": KECIL}, {}),
        ({"Workbook": BESAR, "\5SummaryInformation": b"x" * 300}, {}),
        # An embedded sheet has a stream of the same name, and may stand first.
        ({"Workbook": KECIL}, {"Workbook": UMPAN}),
        ({"A": b"x", "WORKBOOK": BESAR}, {"Workbook": UMPAN, "Book": UMPAN}),
    ],
)
def test_buku_yang_dibaca_ialah_yang_di_akar(tmp_path: Path, arus: dict[str, bytes], dalam: dict[str, bytes]) -> None:
    lembar = baca_lembar(tulis(tmp_path, wadah(arus, dalam)), PEGAWAI)
    assert set(kolom(lembar, "nip")) == {NIP1}


def ubah(isi: bytearray, letak: int, angka: int) -> bytearray:
    struct.pack_into("<I", isi, letak, angka)
    return isi


def letak_folder(isi: bytearray) -> int:
    return (struct.unpack_from("<I", isi, 48)[0] + 1) * 512


def letak_fat(isi: bytearray) -> int:
    return (struct.unpack_from("<I", isi, 76)[0] + 1) * 512


@pytest.mark.parametrize("asli", [BESAR, KECIL])
def test_yang_tidak_berarti_bagi_isinya_tidak_menghalangi(tmp_path: Path, asli: bytes) -> None:
    isi = wadah({"Workbook": asli})
    ubah(isi, 44, 0)  # a lying number of table sectors
    struct.pack_into("<H", isi, letak_folder(isi) + 128 + 64, 2)  # a lying length of the name
    assert len(baca_lembar(tulis(tmp_path, isi), PEGAWAI).baris) == (100 if asli is BESAR else 1)


def rusak(cara: str) -> bytearray:
    """A workbook of which one number was changed."""
    isi = wadah({"Workbook": KECIL if cara.startswith("mini") else BESAR})
    folder, fat = letak_folder(isi), letak_fat(isi)
    awal = struct.unpack_from("<I", isi, folder + 128 + 116)[0]
    match cara:
        case "batas aliran kecil":
            return ubah(isi, 56, 1 << 20)
        case "ukuran sektor":
            return ubah(isi, 30, 10)
        case "rantai berputar":
            return ubah(isi, fat + 4 * awal, awal)
        case "rantai terputus":
            return ubah(isi, fat + 4 * awal, 5_000)
        case "rantai pendek":
            return ubah(isi, fat + 4 * awal, 0xFFFFFFFE)
        case "folder berputar":
            nomor = folder // 512 - 1
            return ubah(isi, fat + 4 * nomor, nomor)
        case "saudara berputar":
            return ubah(isi, folder + 128 + 68, 1)
        case "difat berputar":
            isi += struct.pack("<128I", *[0xFFFFFFFF] * 127, len(isi) // 512 - 1)
            return ubah(isi, 68, len(isi) // 512 - 2)
        case "tabel dipakai dua kali":
            return ubah(isi, 80, struct.unpack_from("<I", isi, 76)[0])
        case "tabel di luar berkas":
            return ubah(isi, 80, 70_000)
        case "mini berputar":
            mini = (struct.unpack_from("<I", isi, 60)[0] + 1) * 512
            return ubah(isi, mini + 4 * awal, awal)
        case "mini terputus":
            mini = (struct.unpack_from("<I", isi, 60)[0] + 1) * 512
            return ubah(isi, mini + 4 * awal, 9_999)
        case "mini tanpa tabel":
            return ubah(isi, 60, 0xFFFFFFFE)
        case "mini lebih besar":
            return ubah(isi, folder + 128 + 120, 4_095)
        case "dua buku":
            return wadah({"Workbook": BESAR, "WORKBOOK": UMPAN})
        case "buku berupa folder":
            isi[folder + 128 + 66] = 1
            return isi
        case _:
            return isi[: int(cara)]


@pytest.mark.parametrize(
    "cara",
    ["batas aliran kecil", "ukuran sektor", "rantai berputar", "rantai terputus", "rantai pendek", "folder berputar",
     "saudara berputar", "difat berputar", "tabel dipakai dua kali", "tabel di luar berkas", "mini berputar",
     "mini terputus", "mini tanpa tabel", "mini lebih besar", "dua buku", "buku berupa folder",
     "30", "76", "500", "512", "600", "2000", "9000"],
)  # fmt: skip
def test_wadah_yang_rusak_ditolak_dengan_nama_berkasnya(tmp_path: Path, cara: str) -> None:
    with pytest.raises(DataDitolak, match=r'"a\.xls" (rusak|bukan buku kerja Excel)') as galat:
        baca_lembar(tulis(tmp_path, rusak(cara)), PEGAWAI)
    assert galat.value.petunjuk


def test_word_dengan_buku_di_dalamnya_bukan_buku(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak, match="dokumen Word"):
        baca_lembar(tulis(tmp_path, wadah({"WordDocument": b"x" * 5_000}, {"Workbook": BESAR})), PEGAWAI)
    with pytest.raises(DataDitolak, match="bukan buku kerja"):
        baca_lembar(tulis(tmp_path, wadah({"PowerPoint Document": b"x"}, {"Workbook": BESAR})), PEGAWAI)


def test_buku_dengan_dokumen_word_di_dalamnya_terbaca(tmp_path: Path) -> None:
    isi = wadah({"Workbook": KECIL}, {"WordDocument": b"x" * 5_000})
    assert kolom(baca_lembar(tulis(tmp_path, isi), PEGAWAI), "nip") == [NIP1]


def test_daftar_tabel_yang_berlanjut(tmp_path: Path) -> None:
    """Above 7 MB the list of table sectors goes on outside the header."""
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, f"{r}" + "x" * 3_000] for r in range(2_500)]])
    assert struct.unpack_from("<I", jalur.read_bytes(), 72)[0] > 0
    lembar = baca_lembar(jalur, PEGAWAI)
    assert [str(satu)[:-3_000] for satu in kolom(lembar, "nama")] == [str(r) for r in range(2_500)]


@given(st.binary(min_size=1, max_size=40_000), st.binary(min_size=1, max_size=5_000))
def test_bungkus_dan_bongkar(satu: bytes, dua: bytes) -> None:
    assert Wadah(bungkus(satu)).arus("workbook").startswith(satu)
    isi = Wadah(bytes(wadah({"Satu": satu, "Dua": dua}, {"Satu": dua})))
    assert (isi.arus("SATU"), isi.arus("dua")) == (satu, dua)
    assert isi.nama == {"satu", "dua", "mbd0001"}
