"""Old and binary workbooks from the counter: what Excel could not work out is held by its cell, in any format."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.berkas_uji import A, Asn, B, isi_orang, kode, laporan, nilai
from tests.tabular.baca.bahan_biner import (
    arus_xls,
    label,
    lebar_teks,
    lembar_xlsb,
    paket_xlsb,
    rumus_xls,
    sel_xls,
    sel_xlsb,
    wadah,
)

JUDUL = ("NIP", "NAMA", "INT", "KS", "KOM", "OPH")


def tulis_xls(jalur: Path) -> Path:
    isi = b"".join(label(0, ke, teks) for ke, teks in enumerate(JUDUL))
    isi += label(1, 0, A) + label(1, 1, "SABAI ALUIH") + sel_xls(0x0203, 1, 2, struct.pack("<d", 3.0))
    isi += sel_xls(0x0205, 1, 3, b"\x17\1") + sel_xls(0x0205, 1, 4, b"\x2a\1")
    isi += rumus_xls(1, 5, b"\2\0\x07\0\0\0\xff\xff")
    isi += sel_xls(0x0203, 2, 0, struct.pack("<d", float(B))) + label(2, 1, "MANGKUTAK ALAM")
    jalur.write_bytes(wadah({"Workbook": arus_xls(isi)}))
    return jalur


def tulis_xlsb(jalur: Path) -> Path:
    judul = b"".join(sel_xlsb(ke, 6, lebar_teks(teks)) for ke, teks in enumerate(JUDUL))
    satu = sel_xlsb(0, 6, lebar_teks(A)) + sel_xlsb(1, 6, lebar_teks("SABAI ALUIH"))
    satu += sel_xlsb(2, 5, struct.pack("<d", 3.0)) + sel_xlsb(3, 3, b"\x17") + sel_xlsb(4, 3, b"\x2a")
    satu += sel_xlsb(5, 11, b"\x07" + struct.pack("<HI", 0, 0))
    dua = sel_xlsb(0, 5, struct.pack("<d", float(B))) + sel_xlsb(1, 6, lebar_teks("MANGKUTAK ALAM"))
    return paket_xlsb(jalur, lembar_xlsb({0: judul, 1: satu, 2: dua}))


@pytest.mark.parametrize(("akhiran", "tulis"), [("xls", tulis_xls), ("xlsb", tulis_xlsb)])
def test_galat_dan_nip_berangka_ditahan(asn: Asn, basis: Path, akhiran: str, tulis: Callable[[Path], Path]) -> None:
    isi_orang(basis)
    berkas = tulis(basis.with_name(f"a.{akhiran}"))
    hasil = laporan(asn("nilai", "impor", berkas, "--periode", "2025", "--lewati", "--json"))
    assert kode(hasil) == [
        (2, "D2", "RUMUS_SALAH"), (2, "E2", "RUMUS_SALAH"), (2, "F2", "RUMUS_SALAH"), (3, "A3", "NIP_RUSAK_EXCEL"),
    ]  # fmt: skip
    assert [satu["nilai"] for satu in hasil["galat"]][:3] == ["#REF!", "#N/A", "#DIV/0!"]
    assert hasil["galat"][3]["nilai"] == f"{float(B):.14E}"
    assert nilai(basis) == {(A, "INT", "2025", "asesmen"): 300}
