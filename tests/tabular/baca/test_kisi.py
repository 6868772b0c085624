"""Opening by content and not by name, and calamine kept quiet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.kisi import SEKALI, BukuKerja, _semua_baris
from asn_kompetensi.tabular.baca.praperiksa import Pemeriksaan
from asn_kompetensi.tabular.baca.xml_lembar import Telaah

from .bahan import NIP1, PEGAWAI, buku, kolom
from .bahan_biner import baris_ods, ods_mentah, xls, xlsb

ISI: list[Any] = [["NIP", "Nama"], [NIP1, "SABAI ALUIH"]]
PEMBUAT: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda jalur: buku(jalur, ISI),
    "xls": lambda jalur: xls(jalur, ISI),
    "ods": lambda jalur: ods_mentah(jalur, "".join(baris_ods(*satu) for satu in ISI)),
    "xlsb": lambda jalur: xlsb(jalur, [(r, c, v) for r, satu in enumerate(ISI) for c, v in enumerate(satu)]),
}


@pytest.mark.parametrize("nama", ["a.xlsx", "a.xlsm", "a.xls", "a.xlsb", "a.ods", "a.XLS", "a.csv", "a.html", "a"])
@pytest.mark.parametrize("jenis", PEMBUAT)
def test_isi_berkas_menentukan_bukan_namanya(tmp_path: Path, jenis: str, nama: str) -> None:
    jalur = PEMBUAT[jenis](tmp_path / f"asli.{jenis}").rename(tmp_path / nama)
    lembar = baca_lembar(jalur, PEGAWAI)
    assert (kolom(lembar, "nip"), kolom(lembar, "nama")) == ([NIP1], ["SABAI ALUIH"])


class Panik(BaseException):
    """What a Rust panic looks like from Python: it has already printed its own message."""


def panik(*_: object, **__: object) -> Any:
    os.write(2, b"thread '<unnamed>' panicked at src/xls.rs\n")
    raise Panik


def baris_lalu_panik() -> Iterator[list[Any]]:
    yield from ([ke] for ke in range(SEKALI + 1))
    panik()


@pytest.mark.parametrize("di", ["to_python", "merged_cell_ranges", "iter_rows", "next"])
def test_kepanikan_calamine_menjadi_penolakan_yang_bersih(di: str, capfd: pytest.CaptureFixture[str]) -> None:
    class Palsu:
        height, start = 1, (0, 0)
        to_python = panik if di == "to_python" else staticmethod(lambda **_: [["A"]])
        iter_rows = panik if di == "iter_rows" else staticmethod(baris_lalu_panik)

        @property
        def merged_cell_ranges(self) -> list[Any]:
            return panik() if di == "merged_cell_ranges" else []  # type: ignore[no-any-return]

    kerja = BukuKerja(Path("a.ods"), Pemeriksaan("ods", telaah={"Data": Telaah()}))
    kerja._buku = SimpleNamespace(get_sheet_by_name=lambda _: Palsu())
    with pytest.raises(DataDitolak, match=r'"a\.ods" rusak'):
        list(kerja.kisi("Data").alir())
    assert capfd.readouterr().err == ""


def test_galat_di_luar_calamine_tetap_terdengar(capfd: pytest.CaptureFixture[str]) -> None:
    """Between two rows nothing is silenced: a warning of ours must reach the clerk."""
    lembar = SimpleNamespace(start=(0, 1), iter_rows=lambda: iter([["a"], ["b"]]))
    for ke, baris in enumerate(_semua_baris(Path("a.ods"), lembar)):
        assert baris == ["", "ab"[ke]]
        os.write(2, b"x")
    assert capfd.readouterr().err == "xx"
