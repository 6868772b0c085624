"""Answers go to stdout alone; what is said about them goes to stderr."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from asn_kompetensi.cli.keluaran import jawab, jawab_satu, tersimpan
from asn_kompetensi.domain.galat import Bentrok, SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

KOLOM = (Kolom("kode", "Kode"), Kolom("nama", "Nama"), Kolom("jumlah", "Orang", angka=True))
BARIS = [("A", "Dinas Ä", 2), ("B", None, None)]


class Layar(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_json_and_csv_together_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SalahPakai) as galat:
        jawab(KOLOM, BARIS, json=True, csv=True)
    assert (galat.value.kode, galat.value.petunjuk) == (2, "Pilih salah satu.")
    with pytest.raises(SalahPakai):
        jawab_satu({"kode": "A"}, json=True, csv=True)
    assert capsys.readouterr() == ("", "")


def test_the_forms_of_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    jawab(KOLOM, BARIS, json=True)
    keluar = capsys.readouterr().out
    assert "Dinas Ä" in keluar
    assert json.loads(keluar) == [
        {"kode": "A", "nama": "Dinas Ä", "jumlah": 2},
        {"kode": "B", "nama": None, "jumlah": None},
    ]
    jawab(KOLOM, BARIS, csv=True)
    assert capsys.readouterr().out.splitlines() == ["kode,nama,jumlah", "A,Dinas Ä,2", "B,,"]
    jawab(KOLOM, BARIS)
    assert capsys.readouterr().out.splitlines()[0] == "kode\tnama\tjumlah"


def test_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    jawab(KOLOM, [], json=True)
    assert capsys.readouterr() == ("[]\n", "")


def test_the_forms_of_one_thing(capsys: pytest.CaptureFixture[str]) -> None:
    jawab_satu({"kode": "A", "isi": [{"nip": "1"}], "kosong": None}, json=True)
    assert json.loads(capsys.readouterr().out) == {"kode": "A", "isi": [{"nip": "1"}], "kosong": None}


def test_a_terminal_shows_200_rows_and_says_how_to_get_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    baris = [(f"K{n:04d}", "x", n) for n in range(250)]
    layar = Layar()
    monkeypatch.setattr(sys, "stdout", layar)
    jawab(KOLOM, baris)
    assert "K0199" in layar.getvalue()
    assert "K0200" not in layar.getvalue()
    assert "--semua" in capsys.readouterr().err
    layar.truncate(0)
    jawab(KOLOM, baris, semua=True)
    assert "K0249" in layar.getvalue()
    assert capsys.readouterr().err == ""


def test_a_file_is_told_on_stderr_and_quiet_silences_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jawab(KOLOM, BARIS, berkas=tmp_path / "a.csv")
    assert capsys.readouterr() == ("", f"Tersimpan: {tmp_path / 'a.csv'}\n")
    with pytest.raises(Bentrok):
        jawab(KOLOM, BARIS, berkas=tmp_path / "a.csv")
    monkeypatch.setenv("ASN_DIAM", "1")
    jawab(KOLOM, BARIS, berkas=tmp_path / "a.csv", timpa=True)
    assert capsys.readouterr() == ("", "")


def test_after_a_write(capsys: pytest.CaptureFixture[str]) -> None:
    tersimpan("tersimpan: A", {"kode": "A"})
    assert capsys.readouterr() == ("", "tersimpan: A\n")
    tersimpan("tersimpan: A", {"kode": "A"}, json=True)
    keluar = capsys.readouterr()
    assert (json.loads(keluar.out), keluar.err) == ({"kode": "A"}, "tersimpan: A\n")
    tersimpan("tersimpan: A", {"kode": "A"}, kering=True)
    assert "tidak ada yang disimpan" in capsys.readouterr().err
