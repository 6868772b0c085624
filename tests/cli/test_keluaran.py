"""Answers go to stdout alone; what is said about them goes to stderr."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli import keluaran
from asn_kompetensi.cli.keluaran import jawab, jawab_satu, tersimpan
from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, SalahPakai
from asn_kompetensi.store import door
from asn_kompetensi.tabular.tabel import Kolom
from tests.conftest import Asn
from tests.services.berkas_uji import isi_orang

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


@pytest.mark.parametrize("kata", [
    ("nilai", "daftar", "--csv"), ("pegawai", "daftar", "--json"), ("gap", "daftar", "--periode", "2025", "--json"),
    ("gap", "matriks", "--periode", "2025", "--csv"), ("nilai", "daftar"), ("nilai", "daftar", "-o", "{}/a.xlsx"),
])  # fmt: skip
def test_a_long_answer_is_taken_before_the_door_closes_and_let_out_after(
    asn: Asn, basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...]
) -> None:
    """No lock waits for whoever reads it; an error while it is taken leaves nothing on stdout and no file."""
    isi_orang(basis)
    terbuka, urutan = list[bool](), list[str]()

    @contextmanager
    def baca(*isi: Any, **cara: Any) -> Iterator[door.Pintu]:
        with asli_baca(*isi, **cara) as d:
            terbuka.append(True)
            yield d
            terbuka.append(False)
        urutan.append("tertutup")

    def siapkan(kolom: tuple[Kolom, ...], baris: Any, **cara: Any) -> Callable[[], None]:
        lepas = asli_siapkan(kolom, _ganggu(baris, gagal), **cara)
        urutan.append("diambil" if terbuka[-1] else "terlambat")

        def keluar() -> None:
            urutan.append("dilepas")
            lepas()

        return keluar

    def _ganggu(baris: Any, gagal: bool) -> Iterator[Any]:
        yield from baris
        if gagal:
            raise BasisDataBermasalah("halaman 7 rusak", "Pulihkan.")

    asli_baca, asli_siapkan, gagal = door.baca, keluaran.siapkan, False
    monkeypatch.setattr(door, "baca", baca)
    monkeypatch.setattr(keluaran, "siapkan", siapkan)
    kata = tuple(satu.format(tmp_path) for satu in kata)
    assert asn(*kata)[0] == 0
    assert urutan == ["diambil", "tertutup", "dilepas"]
    gagal = True
    kode, keluar, galat = asn(*kata, *(["--timpa"] if "-o" in kata else []))
    assert (kode, keluar) == (7, "")
    assert "halaman 7 rusak" in galat
    assert "dilepas" not in urutan[3:]


def test_after_a_write(capsys: pytest.CaptureFixture[str]) -> None:
    tersimpan("tersimpan: A", {"kode": "A"})
    assert capsys.readouterr() == ("", "tersimpan: A\n")
    tersimpan("tersimpan: A", {"kode": "A"}, json=True)
    keluar = capsys.readouterr()
    assert (json.loads(keluar.out), keluar.err) == ({"kode": "A"}, "tersimpan: A\n")
    tersimpan("tersimpan: A", {"kode": "A"}, kering=True)
    assert "tidak ada yang disimpan" in capsys.readouterr().err
