"""The bar is for a person who watches a long reading: not in pipes, not under `-q`, not for what is done at once."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from asn_kompetensi.cli import kemajuan
from asn_kompetensi.cli.laporan_impor import baca_berkas
from asn_kompetensi.services import pegawai_impor
from tests.tabular.baca.bahan import NIP1, buku


class Layar(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def baca(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keluar: bool, galat: bool, sabar: float = 0.0
) -> tuple[str, str]:
    berkas = buku(tmp_path / "a.xlsx", [["NIP", "Nama", "Jabatan", "OPD"], [NIP1, "A", "B", "C"]])
    layar = Layar(keluar), Layar(galat)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(kemajuan, "SABAR", sabar)
    monkeypatch.setattr(sys, "stdout", layar[0])
    monkeypatch.setattr(sys, "stderr", layar[1])
    assert len(baca_berkas(berkas, pegawai_impor.SKEMA).baris) == 1
    return layar[0].getvalue(), layar[1].getvalue()


def test_batang_tampak_di_stderr_selagi_membaca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keluar, galat = baca(tmp_path, monkeypatch, True, True)
    assert keluar == ""
    assert "Membaca baris" in galat


@pytest.mark.parametrize(("keluar", "galat", "sabar"), [(False, True, 0.0), (True, False, 0.0), (True, True, 60.0)])
def test_tanpa_penonton_atau_bila_sebentar_tidak_ada_batang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keluar: bool, galat: bool, sabar: float
) -> None:
    assert baca(tmp_path, monkeypatch, keluar, galat, sabar) == ("", "")


def test_diam_dan_batang_lain_tidak_tertimpa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_DIAM", "1")
    assert baca(tmp_path, monkeypatch, True, True) == ("", "")
    monkeypatch.delenv("ASN_DIAM")
    layar = Layar(True)
    monkeypatch.setattr(sys, "stderr", layar)
    for _ in kemajuan.maju([1], "Langkah"):
        assert "Memb" not in baca(tmp_path, monkeypatch, True, True)[1]
    assert "Memb" in baca(tmp_path, monkeypatch, True, True)[1]
